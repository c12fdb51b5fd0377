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

use super::super::ProductMarket;
use super::super::allocation::{Allocation, MOST_ROUNDS, NEGLIGIBLE, Offer, share_out, weights};
use super::super::expected::gather;
use super::{Local, add_rows, dots};
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
    /// Of each row, over its load: what comes back.
    given_back: Vec<f64>,
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
        packed.products(attraction, load);
        for (load, &left) in load.iter_mut().zip(&*left) {
            *load = if left > 0.0 {
                maths::ratio_or_zero(left, *load)
            } else {
                0.0
            };
        }
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
            given_back,
            ..
        } = scratch;
        given_back.clear();
        given_back.resize(load.len(), 0.0);
        if short {
            self.packed.products(returned, given_back);
        }
        for (to, &load) in load.iter().enumerate() {
            if load > 0.0 {
                if TRADE {
                    let [bought, cost] = dots(self.packed.row(to), [bought, cost]);
                    quantity[to] += load * bought;
                    spending[to] += load * cost;
                }
                left[to] = load * given_back[to];
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
                    let (quantity, missed) = offer.serve::<MONEY>(demand);
                    returned += missed;
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
