//! The expected protocol with areas: the crowds of each area spread over sellers near and far.
//!
//! # Equation
//! ```text
//! load_ℓ = left_ℓ / Σ_ℓ' W_ℓℓ' v_ℓ'      J_ℓ' = Σ_ℓ load_ℓ W_ℓℓ'      want_f = J_ℓ' (E_f / E + A_f / A)
//! x_f = min(want_f, R_f)      left_ℓ ← load_ℓ Σ_ℓ' W_ℓℓ' returned_ℓ' / J_ℓ'
//! ```
//! `W` weights of the way, `v` attraction of each area's open sellers; `returned` what was wanted of an
//! area and not to be had. Whoever asked there gets it back in proportion, and likewise bears the
//! average price of what was bought there. So a round is three passes over `W`, whatever is traded.
//!
//! # Source
//! Long run, §7.1.

use quantity::maths;

use super::super::allocation::{Allocation, MOST_ROUNDS, NEGLIGIBLE, Offer, share_out, weights};
use super::super::crowds::Others;
use super::super::demand::{Demand, Home, MoneyShares};
use super::super::expected::{Terms, gather};
use super::super::menu::{BLOCK, Line, Menu};
use super::super::online::desk::Desk;
use super::super::{ProductMarket, Purchases};
use super::freight::LocalShares;
use super::{Local, add_rows, dot, dots};
use crate::firms::Firms;
use crate::households::Households;
use crate::rules::ChoiceWeights;

/// Work space of one product's market.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    appeal: Vec<f64>,
    offers: Vec<Offer>,
    /// Where the offers of each column with sellers end.
    ends: Vec<usize>,
    attraction: Vec<f64>,
    /// What each row still wants.
    left: Vec<f64>,
    load: Vec<f64>,
    reach: Vec<f64>,
    /// Of each column, over its reach: what was not to be had, what was bought, and what it cost.
    returned: Vec<f64>,
    bought: Vec<f64>,
    cost: Vec<f64>,
    /// Of each row: what was bought, and what it cost.
    quantity: Vec<f64>,
    spending: Vec<f64>,
}

/// Runs the market of one product: firms, who want a quantity, then final buyers, who have money. Wants
/// are those of each area and, last, of buyers from abroad.
pub fn trade(
    market: &mut ProductMarket,
    (firms, finals): (&[f64], &[f64]),
    rule: ChoiceWeights,
    scratch: &mut Scratch,
) {
    let Some(mut local) = market.local.take() else {
        return;
    };
    market.weigh(&mut scratch.appeal);
    local.quantity.fill(0.0);
    local.spending.fill(0.0);
    local.crowd::<false>(market, firms, rule, scratch);
    local.crowd::<true>(market, finals, rule, scratch);
    market.local = Some(local);
}

/// The same where households trade online.
pub fn trade_online(
    market: &mut ProductMarket,
    (firms, finals): (&[f64], &[f64]),
    rule: ChoiceWeights,
    scratch: &mut Scratch,
    online: &mut super::online::Scratch,
) {
    let Some(mut local) = market.local.take() else {
        return;
    };
    market.weigh(&mut scratch.appeal);
    local.quantity.fill(0.0);
    local.spending.fill(0.0);
    local.crowd::<false>(market, firms, rule, scratch);
    local.final_crowd_online(market, finals, rule, online);
    scratch.left.clear();
    scratch.left.extend_from_slice(online.left());
    let all: f64 = finals.iter().sum();
    local.signal::<true>(market, all, rule, scratch);
    market.local = Some(local);
}

impl Local {
    /// One crowd trades, and signals what it could not get to sellers with spare capacity.
    fn crowd<const MONEY: bool>(
        &mut self,
        market: &mut ProductMarket,
        wanted: &[f64],
        rule: ChoiceWeights,
        scratch: &mut Scratch,
    ) {
        let all: f64 = wanted.iter().sum();
        scratch.left.clear();
        scratch.left.extend_from_slice(wanted);
        for sums in [&mut scratch.quantity, &mut scratch.spending] {
            sums.clear();
            sums.resize(self.n + 1, 0.0);
        }
        self.gather(market, scratch, |market, f| market.stalls[f].remaining);
        self.allocate::<MONEY, true>(scratch, all, rule, |f, quantity| {
            market.stalls[f].remaining -= quantity;
        });
        for (row, &wanted) in wanted.iter().enumerate() {
            let unserved = maths::ratio_or_zero(scratch.left[row], wanted).min(1.0);
            let (quantity, spending) = (scratch.quantity[row], scratch.spending[row]);
            let price = maths::ratio_or_zero(spending, quantity);
            let terms = &mut self.terms[row];
            if MONEY {
                (terms.final_unserved, terms.final_price) = (unserved, price);
            } else {
                (terms.firm_unserved, terms.firm_price) = (unserved, price);
            }
            self.quantity[row] += quantity;
            self.spending[row] += spending;
        }
        self.signal::<MONEY>(market, all, rule, scratch);
    }

    /// Signals what is left to sellers with spare capacity, unless it is next to nothing of `all` wants.
    fn signal<const MONEY: bool>(
        &mut self,
        market: &mut ProductMarket,
        all: f64,
        rule: ChoiceWeights,
        scratch: &mut Scratch,
    ) {
        let left: f64 = scratch.left.iter().sum();
        if left > NEGLIGIBLE * all {
            self.gather(market, scratch, |market, f| market.spare[f]);
            self.allocate::<MONEY, false>(scratch, left, rule, |f, quantity| {
                market.stalls[f].remaining -= quantity;
                market.spare[f] -= quantity;
            });
        }
    }

    /// Collects the sellers that have some of `room`, column by column.
    fn gather(
        &self,
        market: &ProductMarket,
        scratch: &mut Scratch,
        room: impl Fn(&ProductMarket, usize) -> f64,
    ) {
        gather(market, &scratch.appeal, &mut scratch.offers, room);
        scratch.ends.clear();
        let mut end = 0;
        for &beyond in &self.packed.beyond {
            while scratch.offers.get(end).is_some_and(|o| o.seller < beyond) {
                end += 1;
            }
            scratch.ends.push(end);
        }
    }

    /// Spreads what is `left` over the offers, which are used up; `take` hears of every quantity bought.
    ///
    /// `MONEY` tells budgets from quantities, `TRADE` purchases from signals, of which nobody asks who
    /// made them.
    fn allocate<const MONEY: bool, const TRADE: bool>(
        &self,
        scratch: &mut Scratch,
        wanted: f64,
        rule: ChoiceWeights,
        mut take: impl FnMut(usize, f64),
    ) {
        let mut opening = None;
        for _ in 0..MOST_ROUNDS {
            let left: f64 = scratch.left.iter().sum();
            if scratch.offers.is_empty() || left <= NEGLIGIBLE * wanted {
                return;
            }
            let sums = weights(&mut scratch.offers);
            let (by_price, by_size) = match rule {
                ChoiceWeights::Recomputed => sums,
                ChoiceWeights::Fixed => *opening.get_or_insert(sums),
            };
            let per_appeal = maths::ratio_or_zero(1.0, by_price);
            let per_size = 1.0 / by_size;
            self.send(scratch, per_appeal, per_size);
            let places = &self.packed.places;
            let short = scratch.meet::<MONEY, TRADE>(places, per_appeal, per_size, &mut take);
            self.give_back::<TRADE>(scratch, short);
        }
        self.share_out::<MONEY, TRADE>(scratch, take);
    }

    /// Works out the load of each row and the reach of each column.
    fn send(&self, scratch: &mut Scratch, per_appeal: f64, per_size: f64) {
        let Scratch {
            offers,
            ends,
            attraction,
            left,
            load,
            reach,
            ..
        } = scratch;
        let packed = &self.packed;
        attraction.clear();
        attraction.resize(packed.stride, 0.0);
        let mut begin = 0;
        for (&place, &end) in packed.places.iter().zip(&*ends) {
            attraction[place] = offers[begin..end]
                .iter()
                .map(|o| per_appeal * o.appeal + per_size * o.size)
                .sum();
            begin = end;
        }
        load.clear();
        load.extend(left.iter().enumerate().map(|(to, &left)| {
            if left > 0.0 {
                maths::ratio_or_zero(left, dot(packed.row(to), attraction))
            } else {
                0.0
            }
        }));
        reach.clear();
        reach.resize(packed.stride, 0.0);
        add_rows(reach, load, &packed.weight);
    }

    /// Tells each row what came of its load: what it bought, what that cost, and what it still wants.
    fn give_back<const TRADE: bool>(&self, scratch: &mut Scratch, short: bool) {
        let Scratch {
            left,
            load,
            returned,
            bought,
            cost,
            quantity,
            spending,
            ..
        } = scratch;
        for (to, &load) in load.iter().enumerate() {
            if load > 0.0 {
                let row = self.packed.row(to);
                if TRADE {
                    let [bought, cost] = dots(row, [bought, cost]);
                    quantity[to] += load * bought;
                    spending[to] += load * cost;
                }
                left[to] = if short {
                    load * dot(row, returned)
                } else {
                    0.0
                };
            }
        }
    }

    /// Serves what is left in proportion to the room that sellers have, wherever they are.
    fn share_out<const MONEY: bool, const TRADE: bool>(
        &self,
        scratch: &mut Scratch,
        take: impl FnMut(usize, f64),
    ) {
        let left: f64 = scratch.left.iter().sum();
        if left <= 0.0 {
            return;
        }
        let mut rest = Allocation {
            left,
            ..Allocation::default()
        };
        share_out::<MONEY>(&mut scratch.offers, &mut rest, take);
        for to in 0..=self.n {
            let share = scratch.left[to] / left;
            if TRADE {
                scratch.quantity[to] += share * rest.quantity;
                scratch.spending[to] += share * rest.spending;
            }
            scratch.left[to] = share * rest.left;
        }
    }
}

impl Scratch {
    /// Lets the sellers of each column serve whom it reaches, by its place in a row; says whether anything was
    /// not to be had.
    fn meet<const MONEY: bool, const TRADE: bool>(
        &mut self,
        places: &[usize],
        per_appeal: f64,
        per_size: f64,
        take: &mut impl FnMut(usize, f64),
    ) -> bool {
        let stride = self.reach.len();
        for sums in [&mut self.returned, &mut self.bought, &mut self.cost] {
            sums.clear();
            sums.resize(stride, 0.0);
        }
        let mut short = false;
        let (mut begin, mut kept) = (0, 0);
        for (&place, end) in places.iter().zip(&mut self.ends) {
            let reach = self.reach[place];
            if reach > 0.0 {
                let (per_appeal, per_size) = (reach * per_appeal, reach * per_size);
                let (mut returned, mut bought, mut cost) = (0.0, 0.0, 0.0);
                for k in begin..*end {
                    let mut offer = self.offers[k];
                    let demand = per_appeal * offer.appeal + per_size * offer.size;
                    let want = if MONEY { demand / offer.price } else { demand };
                    let quantity = want.min(offer.room);
                    if want > quantity {
                        let missed = want - quantity;
                        returned += if MONEY { missed * offer.price } else { missed };
                    }
                    offer.room -= quantity;
                    bought += quantity;
                    cost += quantity * offer.price;
                    take(offer.seller as usize, quantity);
                    self.offers[kept] = offer;
                    kept += usize::from(!offer.exhausted());
                }
                short |= returned > 0.0;
                self.returned[place] = returned / reach;
                if TRADE {
                    self.bought[place] = bought / reach;
                    self.cost[place] = cost / reach;
                }
            } else {
                self.offers.copy_within(begin..*end, kept);
                kept += *end - begin;
            }
            begin = *end;
            *end = kept;
        }
        self.offers.truncate(kept);
        short
    }
}

/// What the crowds of all areas want, and room to work out what each buyer gets.
#[derive(Clone, Debug, Default)]
pub struct LocalCrowds {
    /// Inputs wanted by the firms of each industry in each area.
    inputs: Vec<f64>,
    /// Investment wanted by the firms of each area.
    investment: Vec<f64>,
    /// Money of the households of each area, for consumption and for housing.
    consumption: Vec<f64>,
    housing: Vec<f64>,
    /// Wants of firms and of final buyers, at `product · rows + row`.
    firms: Vec<f64>,
    finals: Vec<f64>,
    /// Terms, likewise.
    terms: Vec<Terms>,
    menus: Vec<Menu>,
    menu: Menu,
}

impl LocalCrowds {
    /// Adds up plans and budgets by area.
    pub fn gather(&mut self, firms: &Firms, demand: &Demand<'_>, home: &Home<'_>) {
        let Home {
            shares,
            household_area,
            ..
        } = *home;
        let (n, products) = (shares.n_areas, demand.investment_basket.len());
        let rows = n + 1;
        for (column, len) in [
            (&mut self.inputs, products * n),
            (&mut self.investment, n),
            (&mut self.consumption, n),
            (&mut self.housing, n),
            (&mut self.firms, products * rows),
            (&mut self.finals, products * rows),
        ] {
            column.clear();
            column.resize(len, 0.0);
        }
        for s in 0..products {
            for a in 0..n {
                for i in firms.of_cell(s, a) {
                    self.inputs[s * n + a] += maths::positive(firms.desired_inputs[i]);
                    self.investment[a] += maths::positive(firms.desired_investment[i]);
                }
            }
        }
        let (consumption, housing) = (&mut self.consumption, &mut self.housing);
        by_area(household_area, demand.consumption_budget, consumption);
        by_area(household_area, demand.housing_budget, housing);
        let others = Others::of(demand);
        for g in 0..products {
            let firm_wants = &mut self.firms[g * rows..g * rows + n];
            let investment = &shares.investment[g * n..(g + 1) * n];
            for s in 0..products {
                let row = g * products + s;
                let inputs = &shares.inputs[row * n..(row + 1) * n];
                let wanted = &self.inputs[s * n..(s + 1) * n];
                for ((sum, share), wanted) in firm_wants.iter_mut().zip(inputs).zip(wanted) {
                    *sum += share * wanted;
                }
            }
            let wanted = firm_wants.iter_mut().zip(investment);
            for ((sum, share), wanted) in wanted.zip(&self.investment) {
                *sum += share * wanted;
            }
            let finals = &mut self.finals[g * rows..(g + 1) * rows];
            for (a, sum) in finals.iter_mut().take(n).enumerate() {
                let budget = others.government * shares.government_of_area[a];
                *sum = shares.consumption[g * n + a] * self.consumption[a]
                    + shares.housing[g * n + a] * self.housing[a]
                    + shares.government[g * n + a] * budget;
            }
            finals[n] = demand.shares.exports[g] * others.foreign;
        }
    }

    /// Adds up what firms want of each product when they differ in it.
    pub fn gather_tailored(&mut self, demand: &Demand<'_>, home: &Home<'_>) {
        let Some(tailored) = &demand.tailored else {
            return;
        };
        let shares = home.shares;
        let rows = shares.n_areas + 1;
        let products = demand.investment_basket.len();
        self.firms.fill(0.0);
        // Firm by firm, so that what it plans is looked up once.
        for i in 0..demand.n_firms() {
            let plans = demand.plans_of(i, tailored);
            let (industry, area) = (demand.industry[i] as usize, home.firm_area[i] as usize);
            for g in 0..products {
                let of_product = shares.of_firm(g, products, industry, area);
                let [inputs, investment, equipment] = plans.of_product(of_product);
                self.firms[g * rows + area] += inputs + (investment + equipment);
            }
        }
    }

    /// What the firms and the final buyers of each area want of a product.
    pub fn wants(&self, product: usize) -> (&[f64], &[f64]) {
        let rows = self.investment.len() + 1;
        let range = product * rows..(product + 1) * rows;
        (&self.firms[range.clone()], &self.finals[range])
    }

    /// What households want to spend on a product for consumption and for housing, and the government,
    /// all areas together.
    pub(in crate::markets::goods) fn budgets(
        &self,
        g: usize,
        shares: &LocalShares,
        others: Others,
    ) -> [f64; 3] {
        let n = shares.n_areas;
        let over_areas = |basket: &[f64], weights: &[f64]| -> f64 {
            let basket = &basket[g * n..(g + 1) * n];
            basket.iter().zip(weights).map(|(b, w)| b * w).sum()
        };
        [
            over_areas(&shares.consumption, &self.consumption),
            over_areas(&shares.housing, &self.housing),
            others.government * over_areas(&shares.government, &shares.government_of_area),
        ]
    }

    /// Takes note of the terms of all products.
    pub fn note<'a>(&mut self, locals: impl Iterator<Item = &'a Local>) {
        self.terms.clear();
        self.terms
            .extend(locals.flat_map(|local| local.terms.iter().copied()));
    }

    /// Gives households what they bought, but for products `desk` serves, and tells what all final buyers
    /// bought together and, in `exports_of_product`, foreigners of each product.
    pub fn serve_final_buyers(
        &mut self,
        households: &mut Households,
        others: Others,
        local: &LocalShares,
        shares: &MoneyShares,
        desk: &Desk,
        exports_of_product: &mut [f64],
    ) -> Purchases {
        let (n, rows) = (local.n_areas, local.n_areas + 1);
        let mut purchases = Purchases::default();
        self.menus.resize_with(n, Menu::default);
        for (a, menu) in self.menus.iter_mut().enumerate() {
            let budget = others.government * local.government_of_area[a];
            menu.clear();
            for (g, terms) in self.terms.chunks_exact(rows).enumerate() {
                let terms = terms[a];
                let per_unit = maths::ratio_or_zero(1.0, terms.final_price);
                if !desk.trades(g) {
                    menu.add(Line {
                        first: local.consumption[g * n + a],
                        second: local.housing[g * n + a],
                        unserved: terms.final_unserved,
                        worth: per_unit,
                    });
                }
                let served = 1.0 - terms.final_unserved;
                let spending = served * local.government[g * n + a] * budget;
                let invested = shares.of_public_investment(g) * spending;
                purchases.government += spending - invested;
                purchases.real_government += (spending - invested) * per_unit;
                purchases.public_investment += invested;
                purchases.real_public_investment += invested * per_unit;
            }
            menu.close();
        }
        let shares_of_exports = shares.exports.iter().zip(exports_of_product);
        for (terms, (share, of_product)) in self.terms.chunks_exact(rows).zip(shares_of_exports) {
            let terms = terms[n];
            let exports = (1.0 - terms.final_unserved) * share * others.foreign;
            *of_product = exports;
            purchases.exports += exports;
            purchases.real_exports += exports * maths::ratio_or_zero(1.0, terms.final_price);
        }
        let Households {
            area,
            consumption_budget,
            housing_budget,
            consumption,
            housing,
            ..
        } = households;
        let (mut begin, mut at) = (0, 0);
        for block in area.chunk_by(|a, b| a == b) {
            for run in block.chunks(BLOCK) {
                let range = begin..begin + run.len();
                let wants = (
                    &(**consumption_budget)[range.clone()],
                    &(**housing_budget)[range.clone()],
                );
                let gets = (
                    &mut (**consumption)[range.clone()],
                    &mut (**housing)[range.clone()],
                );
                let menu = &self.menus[run[0] as usize];
                at = menu.serve_block(at.min(menu.last_piece()), wants, gets, &mut purchases);
                begin = range.end;
            }
        }
        purchases
    }

    /// Gives firms what they bought, and the average prices they paid.
    pub fn serve_firms(&mut self, firms: &mut Firms, local: &LocalShares) {
        let (n, rows) = (local.n_areas, local.n_areas + 1);
        let products = self.terms.len().div_euclid(rows);
        let menu = &mut self.menu;
        for s in 0..products {
            for a in 0..n {
                let cell = firms.of_cell(s, a);
                if cell.len() == 0 {
                    continue;
                }
                menu.clear();
                for (g, terms) in self.terms.chunks_exact(rows).enumerate() {
                    menu.add(Line {
                        first: local.inputs[(g * products + s) * n + a],
                        second: local.investment[g * n + a],
                        unserved: terms[a].firm_unserved,
                        worth: terms[a].firm_price,
                    });
                }
                menu.close();
                menu.serve_firms(firms, cell);
            }
        }
    }
}

/// Adds up amounts by area; neighbours in the list mostly live in the same one.
fn by_area(area: &[u32], amounts: &[f64], sums: &mut [f64]) {
    let mut here = area.first().copied().unwrap_or_default();
    let mut sum = 0.0;
    for (&area, amount) in area.iter().zip(amounts) {
        if area != here {
            sums[here as usize] += sum;
            (here, sum) = (area, 0.0);
        }
        sum += amount;
    }
    sums[here as usize] += sum;
}
