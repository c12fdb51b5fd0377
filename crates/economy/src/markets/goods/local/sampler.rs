//! The choice of a seller with areas: a component, an area, a seller.
//!
//! # Equation
//! ```text
//! p_f ∝ W_ℓℓ' (E_f / E + A_f / A) = S^E_ℓ/E · (W E_ℓ' / S^E_ℓ) · (E_f / E_ℓ') + the same with A
//! ```
//! `S^E_ℓ = Σ_ℓ' W_ℓℓ' E_ℓ'`. A uniform number chooses the component, and two alias tables the area, one for
//! each component and area of buyers, and the seller, one for each component and area of sellers. Sums and
//! tables may still hold sellers that have closed: whoever draws one draws again, component and all, and
//! so has exactly the odds over the open sellers. Only the totals `E` and `A` follow every closing: one
//! subtraction. Everything is made anew when draws in vain have cost as much as that would. So the cost of
//! a draw grows neither with the number of sellers nor with that of areas.
//!
//! # Source
//! Long run, §4.2.
//!
//! # Left out
//! Without luck a buyer goes to the first open seller, as on one market: the deterministic variant of
//! the base model knows no areas.

use quantity::{Purpose, maths, unit_interval};

use super::super::demand::Home;
use super::super::order::{Buyer, Group};
use super::super::sampled::AHEAD;
use super::super::sampler::{AliasWork, Candidate, Odds, Search, Slot, fill_alias_table};
use super::Local;
use crate::rules::ChoiceWeights;

/// Weights of the two components.
type Pair = [f64; 2];

/// A draw in vain costs about as much as this many entries in the making of tables.
const VAIN_TRY: usize = 8;

/// Work space of the search for sellers of one product.
#[derive(Clone, Debug, Default)]
pub struct LocalSampler {
    /// Weight of each seller in either component.
    weight: [Vec<f64>; 2],
    open: Vec<bool>,
    n_open: usize,
    /// Tables of sellers: of each column, from twice its first seller on, first by price, then by size.
    sellers: Vec<Slot>,
    /// Sellers in the tables of each column.
    n_sellers: Vec<u32>,
    /// Weight in the tables of each column.
    in_tables: [Vec<f64>; 2],
    /// Tables of columns: of each component and in it of each row.
    columns: Vec<Slot>,
    /// Columns in the tables of each component: those that weigh anything.
    n_columns: [usize; 2],
    /// Weight of all columns for each row.
    rows: Vec<Pair>,
    /// Weight of all open sellers: `E` and `A`.
    total: Pair,
    /// `1 / E` and `1 / A`; 0 where nothing is left.
    per_total: Pair,
    fixed: bool,
    /// Draws of closed sellers since the tables were made.
    in_vain: usize,
    /// How many sellers have closed, and how many had when the first tries were drawn.
    closings: u64,
    closings_ahead: u64,
    /// How often the tables have been made, and how often when the first tries were drawn.
    rebuilds: u64,
    rebuilds_ahead: u64,
    /// Without luck: the first seller that is open.
    first: Option<usize>,
    listed: Vec<u32>,
    scaled: Vec<f64>,
    work: AliasWork,
    /// What each row has bought, real.
    pub quantity: Vec<f64>,
    /// What it cost.
    pub spending: Vec<f64>,
}

/// The search of one crowd for sellers.
pub struct LocalSearch<'a> {
    /// Who is near whom.
    pub local: &'a Local,
    /// Where buyers are.
    pub home: Home<'a>,
    /// Whether the buyers are final ones.
    pub finals: bool,
    /// Sums and tables.
    pub sampler: &'a mut LocalSampler,
}

impl LocalSampler {
    /// Forgets what was bought.
    pub fn clear(&mut self, rows: usize) {
        for sums in [&mut self.quantity, &mut self.spending] {
            sums.clear();
            sums.resize(rows, 0.0);
        }
    }

    /// Makes all tables anew, of the sellers that are open.
    fn rebuild(&mut self, local: &Local) {
        self.in_vain = 0;
        self.rebuilds += 1;
        let mut total = [0.0; 2];
        for column in 0..=local.n {
            let sellers = local.sellers(column);
            let open = &self.open;
            self.listed.clear();
            self.listed
                .extend(sellers.clone().filter(|&f| open[f]).map(|f| f as u32));
            let n = self.listed.len();
            self.n_sellers[column] = n as u32;
            for (component, total) in total.iter_mut().enumerate() {
                let begin = 2 * sellers.start + component * n;
                let slots = &mut self.sellers[begin..begin + n];
                let weight = &self.weight[component];
                let sum = fill_alias_table(slots, &self.listed, weight, &mut self.work);
                self.in_tables[component][column] = sum;
                *total += sum;
            }
        }
        self.set_total(total);
        for component in 0..2 {
            let weights = &self.in_tables[component];
            self.listed.clear();
            let columns = (0..=local.n).filter(|&column| weights[column] > 0.0);
            self.listed.extend(columns.map(|column| column as u32));
            let n = self.listed.len();
            self.n_columns[component] = n;
            for row in 0..=local.n {
                self.scaled.clear();
                let way = local.row(row).iter().zip(weights);
                self.scaled.extend(way.map(|(way, weight)| way * weight));
                let begin = (component * (local.n + 1) + row) * (local.n + 1);
                let slots = &mut self.columns[begin..begin + n];
                let sum = fill_alias_table(slots, &self.listed, &self.scaled, &mut self.work);
                self.rows[row][component] = sum;
            }
        }
    }

    fn set_total(&mut self, total: Pair) {
        self.total = total;
        if !self.fixed {
            self.per_total = total.map(|t| if t > 0.0 { 1.0 / t } else { 0.0 });
        }
    }

    /// The component from which buyers of one row draw.
    #[inline]
    fn component(&self, row: usize, coin: f64) -> usize {
        let by_price = self.rows[row][0] * self.per_total[0];
        let by_size = self.rows[row][1] * self.per_total[1];
        let target = coin * (by_price + by_size);
        usize::from(target >= by_price && by_size > 0.0)
    }

    /// A seller from the tables of a component for buyers of one row, open or not.
    #[inline]
    fn draw(&self, local: &Local, row: usize, component: usize, bits: u64) -> u32 {
        let n = self.n_columns[component];
        if n == 0 {
            return self.first_open();
        }
        let begin = (component * (local.n + 1) + row) * (local.n + 1);
        let column = Slot::draw(&self.columns[begin..begin + n], (bits >> 32) as u32) as usize;
        let n = self.n_sellers[column] as usize;
        let begin = 2 * local.first[column] as usize + component * n;
        Slot::draw(&self.sellers[begin..begin + n], bits as u32)
    }

    /// The first open seller, where all that are left weigh nothing.
    #[cold]
    fn first_open(&self) -> u32 {
        self.open.iter().position(|&open| open).unwrap_or_default() as u32
    }
}

impl LocalSearch<'_> {
    /// The row of a buyer.
    #[inline]
    fn row(&self, code: u32) -> usize {
        if self.finals {
            self.home.of_final_buyer(code)
        } else {
            self.home.firm_area[code as usize] as usize
        }
    }

    #[inline]
    fn try_seller(&self, group: Group, code: u32, pass: u32, number: u32) -> u32 {
        let row = self.row(code);
        let [coin, bits] = group.area_bits(code, pass, number);
        let component = self.sampler.component(row, unit_interval(coin));
        self.sampler.draw(self.local, row, component, bits)
    }

    /// Whether the same bits still draw what they drew ahead of the batch.
    ///
    /// A closing changes the odds of the components, but not their tables.
    #[inline]
    fn stands(&self, code: u32, candidate: Candidate) -> bool {
        let sampler = &self.sampler;
        let component = candidate.component as usize;
        let same_tables = sampler.rebuilds == sampler.rebuilds_ahead;
        sampler.closings == sampler.closings_ahead
            || same_tables
                && sampler.n_columns[component] > 0
                && sampler.component(self.row(code), candidate.coin) == component
    }
}

impl Search for LocalSearch<'_> {
    const TOGETHER: bool = false;
    const PICKS: bool = false;

    fn start(
        &mut self,
        odds: Odds<'_>,
        rule: ChoiceWeights,
        lucky: bool,
        is_open: impl Fn(usize) -> bool,
    ) {
        let (local, sampler) = (self.local, &mut *self.sampler);
        let n_sellers = odds.supply.len();
        sampler.open.clear();
        sampler.open.extend((0..n_sellers).map(is_open));
        sampler.n_open = sampler.open.iter().filter(|open| **open).count();
        sampler.first = (!lucky).then_some(0);
        sampler.fixed = rule == ChoiceWeights::Fixed;
        if !lucky || sampler.n_open == 0 {
            return;
        }
        // Relative to the cheapest open seller, so that no price level underflows the weights.
        let prices = odds.relative_price.iter().zip(&sampler.open);
        let cheapest = prices
            .filter(|(_, open)| **open)
            .fold(f64::INFINITY, |least, (&price, _)| least.min(price));
        let [by_price, by_size] = &mut sampler.weight;
        by_price.clear();
        let appeal = |&price: &f64| maths::exp(-2.0 * (price - cheapest));
        by_price.extend(odds.relative_price.iter().map(appeal));
        if let Some(importer) = by_price.last_mut() {
            *importer *= odds.importer_crowd;
        }
        by_size.clear();
        by_size.extend_from_slice(odds.supply);
        let rows = local.n + 1;
        sampler.sellers.resize(2 * n_sellers, Slot::default());
        sampler.n_sellers.resize(rows, 0);
        sampler.columns.resize(2 * rows * rows, Slot::default());
        sampler.rows.resize(rows, [0.0; 2]);
        for weights in &mut sampler.in_tables {
            weights.resize(rows, 0.0);
        }
        let fixed = std::mem::replace(&mut sampler.fixed, false);
        sampler.rebuild(local);
        sampler.fixed = fixed;
    }

    fn none_open(&self) -> bool {
        self.sampler.n_open == 0
    }

    fn lucky(&self) -> bool {
        self.sampler.first.is_none()
    }

    fn draw_ahead(
        &mut self,
        buyers: &[Buyer],
        candidates: &mut [Candidate],
        group: Group,
        pass: u32,
    ) {
        if !self.lucky() {
            return;
        }
        self.sampler.closings_ahead = self.sampler.closings;
        self.sampler.rebuilds_ahead = self.sampler.rebuilds;
        if let ([buyer], [candidate, ..]) = (buyers, &mut *candidates) {
            // Nobody closes between this draw and the visit.
            candidate.seller = self.try_seller(group, buyer.code, pass, 0);
            return;
        }
        // Loops as short as these have many reads under way at a time.
        let mut rows = [0; AHEAD];
        let mut bits = [[0; 2]; AHEAD];
        for (buyers, candidates) in buyers.chunks(AHEAD).zip(candidates.chunks_mut(AHEAD)) {
            for (row, buyer) in rows.iter_mut().zip(buyers) {
                *row = self.row(buyer.code);
            }
            for (bits, buyer) in bits.iter_mut().zip(buyers) {
                *bits = group.area_bits(buyer.code, pass, 0);
            }
            let sampler = &*self.sampler;
            let drawn = candidates.iter_mut().zip(&rows).zip(&bits);
            for ((candidate, &row), &[coin, bits]) in drawn.take(buyers.len()) {
                let coin = unit_interval(coin);
                let component = sampler.component(row, coin);
                candidate.coin = coin;
                candidate.component = component as u32;
                candidate.seller = sampler.draw(self.local, row, component, bits);
            }
        }
    }

    #[inline]
    fn seek(
        &mut self,
        buyer: &Buyer,
        candidate: Candidate,
        group: Group,
        pass: u32,
        _supply: &[f64],
        is_open: impl Fn(usize) -> bool,
    ) -> usize {
        if let Some(first) = &mut self.sampler.first {
            while !is_open(*first) {
                *first += 1;
            }
            return *first;
        }
        let mut seller = if self.stands(buyer.code, candidate) {
            candidate.seller
        } else {
            self.try_seller(group, buyer.code, pass, 0)
        };
        let mut number = 0;
        while !is_open(seller as usize) {
            number += 1;
            if number == MOST_TRIES {
                return self.sampler.first_open() as usize;
            }
            self.sampler.in_vain += 1;
            if VAIN_TRY * self.sampler.in_vain > self.local.table_entries() {
                self.sampler.rebuild(self.local);
            }
            seller = self.try_seller(group, buyer.code, pass, number);
        }
        seller as usize
    }

    fn close(&mut self, seller: usize, _supply: &[f64]) {
        let (local, sampler) = (self.local, &mut *self.sampler);
        sampler.n_open -= 1;
        sampler.open[seller] = false;
        sampler.closings += 1;
        if sampler.first.is_some() {
            return;
        }
        let left = [0, 1].map(|k| sampler.total[k] - sampler.weight[k][seller]);
        // A rest that is all rounding is added up anew.
        let faint = |k: usize| sampler.total[k] > 0.0 && left[k] <= NEGLIGIBLE * sampler.total[k];
        if faint(0) || faint(1) {
            sampler.rebuild(local);
        } else {
            sampler.set_total(left);
        }
    }

    #[inline]
    fn note(&mut self, _seller: usize, code: u32, quantity: f64, cost: f64) {
        let row = self.row(code);
        self.sampler.quantity[row] += quantity;
        self.sampler.spending[row] += cost;
    }
}

impl Group {
    /// Random bits for try `number` of a buyer to find an area and a seller in it.
    #[inline]
    fn area_bits(self, code: u32, pass: u32, number: u32) -> [u64; 2] {
        match self.draws {
            Some(draws) => {
                let name = self.name | u64::from(code);
                draws.block(Purpose::SellerArea, name, pass + number * TRY_STRIDE)
            }
            None => [0; 2],
        }
    }
}

/// A seller with all but this share of the weight that was left leaves only rounding behind.
const NEGLIGIBLE: f64 = 1e-6;

/// After so many tries a buyer takes the first open seller: then only sellers are left whose weight has
/// underflowed. Tables are made anew long before so many tries are bad luck.
const MOST_TRIES: u32 = 1_000;

/// Blocks of tries of a pass lie this far apart in the draw number.
const TRY_STRIDE: u32 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::super::LANES;
    use super::super::freight::LocalShares;
    use super::*;
    use quantity::Draws;

    const AREAS: usize = 11;
    /// Sellers of each column, the importer's last; the fifth area has none.
    const SELLERS: [usize; AREAS + 1] = [3, 1, 2, 4, 0, 1, 1, 5, 2, 1, 1, 1];

    /// Eleven areas in a row, two blocks of columns, with uneven factors.
    fn local() -> Local {
        let stride = (AREAS + 1).next_multiple_of(LANES);
        let mut local = Local {
            n: AREAS,
            stride,
            weight: vec![0.0; (AREAS + 1) * stride],
            first: vec![0],
            ..Local::default()
        };
        for n in SELLERS {
            local
                .first
                .push(local.first[local.first.len() - 1] + n as u32);
        }
        for to in 0..=AREAS {
            for from in 0..=AREAS {
                let hops = if to == AREAS || from == AREAS {
                    0.0
                } else {
                    to.abs_diff(from) as f64
                };
                let factor = 1.0 + 0.8 * maths::sin(from as f64);
                local.weight[to * stride + from] = factor * maths::exp(-0.6 * hops);
            }
        }
        local
    }

    fn price(f: usize) -> f64 {
        1.0 + 0.4 * maths::sin(2.3 * f as f64)
    }

    fn supply(f: usize) -> f64 {
        maths::exp(1.5 * maths::sin(1.1 * f as f64))
    }

    /// The odds of the formula, seller by seller.
    fn odds(local: &Local, row: usize, open: &[bool], rule: ChoiceWeights) -> Vec<f64> {
        let counts = |f: &usize| rule == ChoiceWeights::Fixed || open[*f];
        let appeal = |f: usize| {
            let crowd = if f + 1 == open.len() { 2.5 } else { 1.0 };
            crowd * maths::exp(-2.0 * price(f))
        };
        let all = || (0..open.len()).filter(counts);
        let e: f64 = all().map(appeal).sum();
        let a: f64 = all().map(supply).sum();
        let raw: Vec<f64> = (0..open.len())
            .map(|f| {
                let first = &local.first;
                let column = first.partition_point(|&first| first as usize <= f) - 1;
                let way = local.row(row)[column];
                let weight = way * (appeal(f) / e + supply(f) / a);
                if open[f] { weight } else { 0.0 }
            })
            .collect();
        let total: f64 = raw.iter().sum();
        raw.iter().map(|p| p / total).collect()
    }

    /// Authority: the formula, enumerated seller by seller, by χ² tests of 60 000 picks each, before and
    /// after sellers close, one by one and a whole area. The bound is the mean plus 5.5 standard
    /// deviations of χ², passed by luck less than once in ten thousand comparisons; the seed is fixed.
    #[test]
    fn picks_have_the_odds_of_the_formula() {
        for rule in [ChoiceWeights::Recomputed, ChoiceWeights::Fixed] {
            search_under(rule, |search, local, supplies| {
                picks_have_odds(rule, search, local, supplies);
            });
        }
    }

    /// Lets `act` search the market, whose sellers have these supplies, from its start on.
    fn search_under(rule: ChoiceWeights, act: impl FnOnce(&mut LocalSearch<'_>, &Local, &[f64])) {
        let local = local();
        let n_sellers: usize = SELLERS.iter().sum();
        let relative_price: Vec<f64> = (0..n_sellers).map(price).collect();
        let supplies: Vec<f64> = (0..n_sellers).map(supply).collect();
        let shares = LocalShares::new(&[1.0; AREAS], AREAS, None);
        let areas: Vec<u32> = (0..AREAS as u32).collect();
        let mut tables = LocalSampler::default();
        tables.clear(AREAS + 1);
        let mut search = LocalSearch {
            local: &local,
            home: Home {
                shares: &shares,
                firm_area: &areas,
                household_area: &areas,
            },
            finals: true,
            sampler: &mut tables,
        };
        let odds = Odds {
            relative_price: &relative_price,
            supply: &supplies,
            importer_crowd: 2.5,
        };
        search.start(odds, rule, true, |_| true);
        act(&mut search, &local, &supplies);
    }

    fn group(round: u64) -> Group {
        Group {
            name: round << 48,
            draws: Some(Draws::new(9).in_quarter(3)),
            picks: false,
        }
    }

    fn picks_have_odds(
        rule: ChoiceWeights,
        search: &mut LocalSearch<'_>,
        local: &Local,
        supplies: &[f64],
    ) {
        let mut open = vec![true; supplies.len()];
        let closings: [&[usize]; 5] = [&[], &[1], &[6, 7, 8, 9], &[0, 12, 2], &[21]];
        for (round, closing) in closings.into_iter().enumerate() {
            for &seller in closing {
                open[seller] = false;
                search.close(seller, supplies);
            }
            let group = group(round as u64);
            for row in [0, 4, 10, AREAS] {
                let buyer = Buyer {
                    code: if row == AREAS {
                        super::super::super::demand::FIRST_FOREIGN
                    } else {
                        row as u32
                    },
                    ..Buyer::default()
                };
                let n = 60_000;
                let mut counts = vec![0.0; supplies.len()];
                for pass in 0..n {
                    let mut candidate = [Candidate::default()];
                    search.draw_ahead(&[buyer], &mut candidate, group, pass);
                    let seller =
                        search.seek(&buyer, candidate[0], group, pass, supplies, |f| open[f]);
                    counts[seller] += 1.0;
                }
                let expected = odds(local, row, &open, rule);
                let n = f64::from(n);
                let mut chi_squared = 0.0;
                let mut freedom = -1.0;
                for (count, p) in counts.iter().zip(&expected) {
                    if *p > 0.0 {
                        chi_squared += (count - p * n) * (count - p * n) / (p * n);
                        freedom += 1.0;
                    } else {
                        assert_eq!(*count, 0.0);
                    }
                }
                let bound = freedom + 5.5 * f64::sqrt(2.0 * freedom);
                assert!(
                    chi_squared < bound,
                    "{rule:?}, round {round}, row {row}: {chi_squared} {counts:?}"
                );
            }
        }
    }

    /// Authority: drawing again, from the same bits, after the closing. A closing moves only those whose component it
    /// changes, and none where weights are fixed.
    #[test]
    fn what_was_drawn_ahead_stands_if_it_would_be_drawn_again() {
        for rule in [ChoiceWeights::Recomputed, ChoiceWeights::Fixed] {
            search_under(rule, |search, _, supplies| {
                let buyers: Vec<Buyer> = (0..AREAS as u32)
                    .map(|code| Buyer {
                        code,
                        ..Buyer::default()
                    })
                    .collect();
                let group = group(0);
                let mut ahead = Vec::new();
                for pass in 0..100 {
                    let mut candidates = vec![Candidate::default(); buyers.len()];
                    search.draw_ahead(&buyers, &mut candidates, group, pass);
                    ahead.extend(buyers.iter().map(|b| (b.code, pass)).zip(candidates));
                }
                let largest =
                    (0..supplies.len()).max_by(|&a, &b| supplies[a].total_cmp(&supplies[b]));
                search.close(largest.expect("a seller"), supplies);
                let (mut stood, mut moved) = (0, 0);
                for ((code, pass), candidate) in ahead {
                    let again = search.try_seller(group, code, pass, 0);
                    if search.stands(code, candidate) {
                        assert_eq!(
                            candidate.seller, again,
                            "{rule:?}, buyer {code}, pass {pass}"
                        );
                        stood += 1;
                    }
                    moved += usize::from(candidate.seller != again);
                }
                assert!(stood > 500, "{rule:?}: {stood} of 1 100 stand");
                assert_eq!(moved > 0, rule == ChoiceWeights::Recomputed, "{moved}");
            });
        }
    }
}
