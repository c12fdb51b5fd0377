//! The choice of a seller with areas: a component, an area, a seller.
//!
//! # Equation
//! ```text
//! p_f ∝ W_ℓℓ' (E_f / E + A_f / A) = S^E_ℓ/E · (W E_ℓ' / S^E_ℓ) · (E_f / E_ℓ') + the same with A
//! ```
//! `S^E_ℓ = Σ_ℓ' W_ℓℓ' E_ℓ'`. One uniform number chooses component and area, by sums over blocks of eight
//! areas and then within one; the seller comes from the alias table of component and area. Sums and
//! tables may still hold sellers that have closed: whoever draws one draws again, component and all, and
//! so has exactly the odds over the open sellers. Only the totals `E` and `A` follow every closing. The
//! tables of an area are made anew when less than half of either weight is open, and with them one block
//! of every buyer's sums. So a draw takes two tries on average at most, and its cost grows neither with
//! the number of sellers nor, but for the blocks, of areas.
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
use super::super::sampler::{AliasWork, Candidate, Odds, Search, Slot, fill_alias_table};
use super::{LANES, Local};
use crate::rules::ChoiceWeights;

/// Weights of the two components.
type Pair = [f64; 2];

/// Work space of the search for sellers of one product.
#[derive(Clone, Debug, Default)]
pub struct LocalSampler {
    /// Weight of each seller in either component.
    weight: [Vec<f64>; 2],
    open: Vec<bool>,
    n_open: usize,
    /// Alias tables: of each column first by price, then by size.
    slots: Vec<Slot>,
    /// Sellers in the tables of each column; its slots begin at twice its first seller.
    members: Vec<u32>,
    /// Weight in the tables of each column, padded as rows of weights are.
    in_tables: [Vec<f64>; 2],
    /// Weight of the open sellers of each column.
    still_open: Vec<Pair>,
    /// For each row, the sum of weights over each block of columns.
    blocks: [Vec<f64>; 2],
    /// The same over each block and those before it.
    up_to_block: [Vec<f64>; 2],
    /// `E` and `A`.
    total: Pair,
    /// `1 / E` and `1 / A`; 0 where nothing is left.
    per_total: Pair,
    fixed: bool,
    /// How many sellers have closed, and how many had when the first tries were drawn.
    closings: u64,
    closings_ahead: u64,
    first: Option<usize>,
    listed: Vec<u32>,
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

    /// Makes the tables of a column anew, of the sellers that are open.
    fn rebuild(&mut self, local: &Local, column: usize) {
        let sellers = local.sellers(column);
        self.listed.clear();
        let open = &self.open;
        self.listed
            .extend(sellers.clone().filter(|&f| open[f]).map(|f| f as u32));
        let n = self.listed.len();
        self.members[column] = n as u32;
        for component in 0..2 {
            let begin = 2 * sellers.start + component * n;
            let slots = &mut self.slots[begin..begin + n];
            let weight = &self.weight[component];
            let total = fill_alias_table(slots, &self.listed, weight, &mut self.work);
            self.in_tables[component][column] = total;
            self.still_open[column][component] = total;
        }
    }

    /// Adds up one block of every row.
    fn sum_block(&mut self, local: &Local, block: usize) {
        let per_row = local.stride.div_euclid(LANES);
        let columns = block * LANES..(block + 1) * LANES;
        for component in 0..2 {
            let weights = &self.in_tables[component][columns.clone()];
            for row in 0..=local.n {
                let way = &local.row(row)[columns.clone()];
                let sum: f64 = way.iter().zip(weights).map(|(w, x)| w * x).sum();
                self.blocks[component][row * per_row + block] = sum;
            }
        }
        self.sum_rows(local);
    }

    fn sum_rows(&mut self, local: &Local) {
        let per_row = local.stride.div_euclid(LANES);
        for (sums, up_to) in self.blocks.iter().zip(&mut self.up_to_block) {
            let rows = sums
                .chunks_exact(per_row)
                .zip(up_to.chunks_exact_mut(per_row));
            for (sums, up_to) in rows {
                let mut sum = 0.0;
                for (block, up_to) in sums.iter().zip(up_to) {
                    sum += block;
                    *up_to = sum;
                }
            }
        }
    }

    /// Adds up the weight of all open sellers.
    fn sum_totals(&mut self) {
        let total =
            |component: usize| -> f64 { self.still_open.iter().map(|pair| pair[component]).sum() };
        self.total = [total(0), total(1)];
        self.per_total = self.total.map(|t| if t > 0.0 { 1.0 / t } else { 0.0 });
    }

    /// A seller from the tables for buyers of one row, open or not.
    ///
    /// Nothing here is a branch that depends on the draw: nobody could predict it.
    #[inline]
    fn draw(&self, local: &Local, row: usize, [area_bits, bits]: [u64; 2]) -> u32 {
        let per_row = local.stride.div_euclid(LANES);
        let last = (row + 1) * per_row - 1;
        let by_price = self.up_to_block[0][last] * self.per_total[0];
        let by_size = self.up_to_block[1][last] * self.per_total[1];
        let target = unit_interval(area_bits) * (by_price + by_size);
        let component = usize::from(target >= by_price && by_size > 0.0);
        // From here on in units of the component's own weights.
        let target = (target - [0.0, by_price][component]) * self.total[component];
        let up_to = &self.up_to_block[component][row * per_row..=last];
        let block = up_to.iter().filter(|&&sum| target >= sum).count();
        let before = if block > 0 { up_to[block - 1] } else { 0.0 };
        let mut column = self.column_in_block(local, row, component, block, target - before);
        if column > local.n {
            column = self.last_column(local, row, component);
        }
        let n = self.members[column] as usize;
        let begin = 2 * local.first[column] as usize + component * n;
        Slot::draw(&self.slots[begin..begin + n], bits as u32)
    }

    /// The column of a block whose share of the weights holds `rest`; beyond all where rounding has led
    /// past the end of the block.
    #[inline]
    fn column_in_block(
        &self,
        local: &Local,
        row: usize,
        component: usize,
        block: usize,
        rest: f64,
    ) -> usize {
        let begin = block * LANES;
        if begin >= local.stride {
            return usize::MAX;
        }
        let way = &local.row(row)[begin..begin + LANES];
        let weights = &self.in_tables[component][begin..begin + LANES];
        let mut sum = 0.0;
        let mut passed = 0;
        for (way, weight) in way.iter().zip(weights) {
            sum += way * weight;
            passed += usize::from(rest >= sum);
        }
        if passed < LANES {
            begin + passed
        } else {
            usize::MAX
        }
    }

    /// The last column that weighs anything for a row.
    #[cold]
    fn last_column(&self, local: &Local, row: usize, component: usize) -> usize {
        let weights = local.row(row).iter().zip(&self.in_tables[component]);
        let weighs = weights.map(|(way, weight)| way * weight > 0.0);
        let last = weighs.enumerate().filter(|(_, weighs)| *weighs).last();
        last.map_or(0, |(column, _)| column)
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
        let bits = group.area_bits(code, pass, number);
        self.sampler.draw(self.local, self.row(code), bits)
    }
}

impl Search for LocalSearch<'_> {
    const TOGETHER: bool = false;

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
        let per_row = local.stride.div_euclid(LANES);
        sampler.slots.resize(2 * n_sellers, Slot::default());
        sampler.members.resize(local.n + 1, 0);
        sampler.still_open.resize(local.n + 1, [0.0; 2]);
        for component in 0..2 {
            let columns = &mut sampler.in_tables[component];
            columns.clear();
            columns.resize(local.stride, 0.0);
            for sums in [
                &mut sampler.blocks[component],
                &mut sampler.up_to_block[component],
            ] {
                sums.clear();
                sums.resize((local.n + 1) * per_row, 0.0);
            }
        }
        for column in 0..=local.n {
            sampler.rebuild(local, column);
        }
        for block in 0..per_row {
            sampler.sum_block(local, block);
        }
        sampler.sum_totals();
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
        if self.lucky() {
            self.sampler.closings_ahead = self.sampler.closings;
            for (candidate, buyer) in candidates.iter_mut().zip(buyers) {
                candidate.seller = self.try_seller(group, buyer.code, pass, 0);
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
        // A closing changes the odds of all, so what was drawn ahead is drawn again, from the same bits.
        let as_drawn = self.sampler.closings == self.sampler.closings_ahead;
        let mut seller = if as_drawn {
            candidate.seller
        } else {
            self.try_seller(group, buyer.code, pass, 0)
        };
        let mut number = 0;
        while !is_open(seller as usize) {
            number += 1;
            if number == MOST_TRIES {
                // All that is left weighs next to nothing.
                let open = self.sampler.open.iter().position(|&open| open);
                return open.unwrap_or(seller as usize);
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
        let column = local.column_of(seller);
        let open = &mut sampler.still_open[column];
        let mut depleted = false;
        for (component, open) in open.iter_mut().enumerate() {
            *open -= sampler.weight[component][seller];
            depleted |= *open < 0.5 * sampler.in_tables[component][column];
        }
        if depleted {
            sampler.rebuild(local, column);
            sampler.sum_block(local, column.div_euclid(LANES));
        }
        if !sampler.fixed {
            sampler.sum_totals();
        }
    }

    #[inline]
    fn note(&mut self, code: u32, quantity: f64, cost: f64) {
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

/// After so many tries a buyer takes the first open seller: then only sellers are left whose weight has
/// underflowed. With two tries on average, it is not luck.
const MOST_TRIES: u32 = 1_000;

/// Blocks of tries of a pass lie this far apart in the draw number.
const TRY_STRIDE: u32 = 1 << 20;

#[cfg(test)]
mod tests {
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
                let way = local.row(row)[local.column_of(f)];
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
        let local = local();
        let n_sellers: usize = SELLERS.iter().sum();
        let relative_price: Vec<f64> = (0..n_sellers).map(price).collect();
        let supplies: Vec<f64> = (0..n_sellers).map(supply).collect();
        let shares = LocalShares::new(&[1.0; AREAS], AREAS, None);
        let areas: Vec<u32> = (0..AREAS as u32).collect();
        for rule in [ChoiceWeights::Recomputed, ChoiceWeights::Fixed] {
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
            let mut open = vec![true; n_sellers];
            let odds_of_market = Odds {
                relative_price: &relative_price,
                supply: &supplies,
                importer_crowd: 2.5,
            };
            search.start(odds_of_market, rule, true, |_| true);
            let closings: [&[usize]; 5] = [&[], &[1], &[6, 7, 8, 9], &[0, 12, 2], &[21]];
            for (round, closing) in closings.into_iter().enumerate() {
                for &seller in closing {
                    open[seller] = false;
                    search.close(seller, &supplies);
                }
                let group = Group {
                    name: (round as u64) << 48,
                    draws: Some(Draws::new(9).in_quarter(3)),
                };
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
                    let mut counts = vec![0.0; n_sellers];
                    for pass in 0..n {
                        let mut candidate = [Candidate::default()];
                        search.draw_ahead(&[buyer], &mut candidate, group, pass);
                        let seller =
                            search.seek(&buyer, candidate[0], group, pass, &supplies, |f| open[f]);
                        counts[seller] += 1.0;
                    }
                    let expected = odds(&local, row, &open, rule);
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
    }
}
