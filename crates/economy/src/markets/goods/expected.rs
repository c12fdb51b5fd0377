//! The expected protocol: every draw of [`super::sampled`] replaced by its mean.
//!
//! Buyers of a product are two crowds, firms with quantities and final buyers with money. A crowd
//! spreads over the open sellers by the odds of meeting them; sellers that meet more than they have
//! sell out and close, what they could not serve spreads over the rest, and so on. Every buyer of a
//! crowd is served the same share of what it wants, at the crowd's average price. No agent is looked
//! at in the market itself, so a quarter costs as much as writing down its outcome.
//!
//! # Equation
//! ```text
//! want_f = left · (½ E_f / Σ E + ½ A_f / Σ A)      E_f = exp(−2 P_f)      sums over open sellers
//! x_f = min(want_f, R_f)      left ← Σ (want_f − x_f)      until nothing or nobody is left
//! ```
//! `P` price, `A` supply at the start, `R` what is left of it; final buyers want `want_f / P_f`.
//! # Source
//! Long run, §7.1; with areas: [`super::local::expected`].
//! # Left out
//! Dispersion: of sellers' luck within a quarter, and of shortages over buyers. Orders are therefore
//! spread more evenly than [`super::sampled`] spreads them; decision 0006 says how much that matters.

use quantity::{FirmId, maths};

use super::demand::{Demand, MoneyShares};
use super::online::desk::Desk;
use super::{Budgets, ProductMarket, Purchases};
use crate::calibration::Calibration;
use crate::firms::Firms;
use crate::households::Households;
use crate::rules::ChoiceWeights;

/// Demand below this share of a crowd's wants counts as served, a rest below this share of a seller's
/// supply as sold: sums over sellers do not resolve less.
pub(super) const NEGLIGIBLE: f64 = 1e-12;

/// After so many rounds what is left is served in proportion to what sellers have. Each round closes a
/// seller or serves everybody, so this only bounds the cost of a market that closes one at a time.
pub(super) const MOST_ROUNDS: u32 = 64;

/// Below this sum price weights have lost digits to underflow and are made anew.
pub(super) const FAINT: f64 = 1e-250;

/// Households served together: their wants mostly have one composition, and then one piece of the
/// [`Menu`] serves them all.
pub(super) const BLOCK: usize = 128;

/// A seller as one crowd meets it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub seller: u32,
    pub price: f64,
    relative_price: f64,
    /// How many sellers it counts as in choices by price.
    crowd: f64,
    /// Its weight in choices by price.
    pub appeal: f64,
    /// Its weight in choices by size.
    pub size: f64,
    /// How much it can still take on.
    pub room: f64,
}

impl Offer {
    pub(super) fn exhausted(&self) -> bool {
        self.room <= NEGLIGIBLE * self.size
    }
}

/// What came of a crowd's wants.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Allocation {
    /// Wants not served, in the unit of the wants.
    pub left: f64,
    pub quantity: f64,
    pub spending: f64,
}

/// On what terms the two crowds bought one product.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Share of their wants that firms did not get.
    pub firm_unserved: f64,
    /// Average price that firms paid; 0 if they bought nothing.
    pub firm_price: f64,
    /// Share of their money that final buyers could not spend.
    pub final_unserved: f64,
    /// Average price that final buyers paid; 0 if they bought nothing.
    pub final_price: f64,
}

impl Allocation {
    /// Share of `wanted` that was not served, and the average price of what was.
    pub(super) fn terms(&self, wanted: f64) -> (f64, f64) {
        (
            maths::ratio_or_zero(self.left, wanted).min(1.0),
            maths::ratio_or_zero(self.spending, self.quantity),
        )
    }
}

/// Work space of one product's market.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) appeal: Vec<f64>,
    pub(super) offers: Vec<Offer>,
}

/// Runs the market of one product: firms, who want a quantity, then final buyers, who have money.
pub fn trade(market: &mut ProductMarket, wants: Wants, rule: ChoiceWeights, scratch: &mut Scratch) {
    market.weigh(&mut scratch.appeal);
    let firms = crowd::<false>(market, wants.firms, rule, scratch);
    let finals = crowd::<true>(market, wants.finals, rule, scratch);
    let (firm_unserved, firm_price) = firms.terms(wants.firms);
    let (final_unserved, final_price) = finals.terms(wants.finals);
    market.terms = Terms {
        firm_unserved,
        firm_price,
        final_unserved,
        final_price,
    };
}

/// Weights of all sellers in choices by price, relative to the cheapest with something to sell.
pub(super) fn weigh_prices(
    relative_price: &[f64],
    supply: &[f64],
    importer_crowd: f64,
    appeal: &mut Vec<f64>,
) {
    let cheapest = relative_price
        .iter()
        .zip(supply)
        .filter(|&(_, &supply)| supply > 0.0)
        .map(|(&price, _)| price)
        .fold(f64::INFINITY, f64::min);
    appeal.clear();
    appeal.extend(
        relative_price
            .iter()
            .map(|&price| maths::exp(-2.0 * (price - cheapest))),
    );
    if let Some(importer) = appeal.last_mut() {
        *importer *= importer_crowd;
    }
}

/// One crowd trades, and signals what it could not get to sellers with spare capacity.
pub(super) fn crowd<const MONEY: bool>(
    market: &mut ProductMarket,
    wanted: f64,
    rule: ChoiceWeights,
    scratch: &mut Scratch,
) -> Allocation {
    let offers = &mut scratch.offers;
    gather(market, &scratch.appeal, offers, |market, f| {
        market.stalls[f].remaining
    });
    let bought = allocate::<MONEY>(offers, wanted, rule, |f, quantity| {
        market.stalls[f].remaining -= quantity;
    });
    if bought.left > NEGLIGIBLE * wanted {
        gather(market, &scratch.appeal, offers, |market, f| market.spare[f]);
        allocate::<MONEY>(offers, bought.left, rule, |f, quantity| {
            market.stalls[f].remaining -= quantity;
            market.spare[f] -= quantity;
        });
    }
    bought
}

/// Collects the sellers that have some of `room`, in order.
pub(super) fn gather(
    market: &ProductMarket,
    appeal: &[f64],
    offers: &mut Vec<Offer>,
    room: impl Fn(&ProductMarket, usize) -> f64,
) {
    let importer = market.stalls.len() - 1;
    offers.clear();
    offers.extend((0..market.stalls.len()).filter_map(|f| {
        let room = room(market, f);
        let size = market.supply[f];
        (room > 0.0 && size > 0.0).then(|| Offer {
            seller: f as u32,
            price: market.stalls[f].price,
            relative_price: market.relative_price[f],
            crowd: if f == importer {
                market.importer_crowd
            } else {
                1.0
            },
            appeal: appeal[f],
            size,
            room,
        })
    }));
}

/// Sums of the two kinds of weight over the open sellers.
pub(super) fn weights(offers: &mut [Offer]) -> (f64, f64) {
    let sums = |offers: &[Offer]| {
        offers
            .iter()
            .fold((0.0, 0.0), |(e, a), o| (e + o.appeal, a + o.size))
    };
    let (by_price, by_size) = sums(offers);
    if by_price >= FAINT {
        return (by_price, by_size);
    }
    let cheapest = offers
        .iter()
        .map(|o| o.relative_price)
        .fold(f64::INFINITY, f64::min);
    for offer in &mut *offers {
        offer.appeal = offer.crowd * maths::exp(-2.0 * (offer.relative_price - cheapest));
    }
    sums(offers)
}

/// Spreads what a crowd wants over `offers`, which are used up; `take` hears of every quantity bought.
///
/// `MONEY` tells budgets from quantities.
pub(super) fn allocate<const MONEY: bool>(
    offers: &mut Vec<Offer>,
    wanted: f64,
    rule: ChoiceWeights,
    mut take: impl FnMut(usize, f64),
) -> Allocation {
    let mut result = Allocation {
        left: wanted,
        ..Allocation::default()
    };
    let mut opening = None;
    for _ in 0..MOST_ROUNDS {
        if offers.is_empty() || result.left <= NEGLIGIBLE * wanted {
            return result;
        }
        let sums = weights(offers);
        let (by_price, by_size) = match rule {
            ChoiceWeights::Recomputed => sums,
            ChoiceWeights::Fixed => *opening.get_or_insert(sums),
        };
        let (per_appeal, per_size) = (maths::ratio_or_zero(1.0, by_price), 1.0 / by_size);
        let reach = result.left / (per_appeal * sums.0 + per_size * sums.1);
        let (per_appeal, per_size) = (per_appeal * reach, per_size * reach);
        let mut returned = 0.0;
        offers.retain_mut(|offer| {
            let demand = per_appeal * offer.appeal + per_size * offer.size;
            let want = if MONEY { demand / offer.price } else { demand };
            let quantity = want.min(offer.room);
            if want > quantity {
                let missed = want - quantity;
                returned += if MONEY { missed * offer.price } else { missed };
            }
            offer.room -= quantity;
            result.quantity += quantity;
            result.spending += quantity * offer.price;
            take(offer.seller as usize, quantity);
            !offer.exhausted()
        });
        result.left = returned;
    }
    share_out::<MONEY>(offers, &mut result, take);
    result
}

/// Serves what is left in proportion to the room that sellers have, however they are liked.
pub(super) fn share_out<const MONEY: bool>(
    offers: &mut Vec<Offer>,
    result: &mut Allocation,
    mut take: impl FnMut(usize, f64),
) {
    let worth = |offer: &Offer| {
        if MONEY {
            offer.room * offer.price
        } else {
            offer.room
        }
    };
    let unlimited = offers.iter().filter(|o| o.room.is_infinite()).count();
    let room: f64 = offers.iter().map(worth).sum();
    let left = result.left;
    for offer in offers.drain(..) {
        let quantity = if unlimited > 0 {
            // Beside an unlimited seller, all others are nothing.
            let each = if MONEY { left / offer.price } else { left } / unlimited as f64;
            if offer.room.is_infinite() { each } else { 0.0 }
        } else {
            offer.room * (left / room).min(1.0)
        };
        result.quantity += quantity;
        result.spending += quantity * offer.price;
        take(offer.seller as usize, quantity);
    }
    result.left = maths::positive(left - room);
}

/// What all buyers together want of each product, and room to work out what each of them gets.
#[derive(Clone, Debug, Default)]
pub struct Crowds {
    /// Inputs wanted by each industry.
    inputs: Vec<f64>,
    /// Wants for each product.
    wants: Vec<Wants>,
    /// Terms of each product.
    terms: Vec<Terms>,
    menu: Menu,
}

/// What the two crowds want of one product.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Wants {
    /// Firms, real.
    pub firms: f64,
    /// Final buyers, money.
    pub finals: f64,
}

/// Money of final buyers other than households.
#[derive(Clone, Copy, Debug)]
pub struct Others {
    pub(super) foreign: f64,
    pub(super) government: f64,
}

impl Others {
    /// Adds up the budgets.
    #[must_use]
    pub fn of(demand: &Demand) -> Self {
        Self {
            foreign: demand.foreign_budget * demand.n_foreign as f64,
            government: demand.government_budget * demand.n_government as f64,
        }
    }
}

impl Crowds {
    /// Adds up plans and budgets.
    pub(super) fn gather(&mut self, firms: &Firms, demand: &Demand, budgets: &Budgets) {
        let n = demand.investment_basket.len();
        self.inputs.clear();
        self.inputs.extend((0..n).map(|s| {
            let wanted = firms.of_industry(s).map(|i| firms.desired_inputs[i]);
            maths::sum(wanted.map(maths::positive))
        }));
        let wanted = firms.desired_investment.iter();
        let investment = maths::sum(wanted.map(|&wanted| maths::positive(wanted)));
        let shares = demand.shares;
        let others = Others::of(demand);
        self.wants.clear();
        self.wants.extend((0..n).map(|g| {
            let input_shares = &demand.input_shares[g * n..(g + 1) * n];
            let inputs: f64 = input_shares
                .iter()
                .zip(&self.inputs)
                .map(|(a, x)| a * x)
                .sum();
            Wants {
                firms: inputs + demand.investment_basket[g] * investment,
                finals: shares.consumption[g] * budgets.consumption
                    + shares.housing[g] * budgets.housing
                    + shares.exports[g] * others.foreign
                    + shares.government[g] * others.government,
            }
        }));
    }

    /// Adds up what firms want of each product when they differ in it.
    pub(super) fn gather_tailored(&mut self, demand: &Demand) {
        for (g, wants) in self.wants.iter_mut().enumerate() {
            wants.firms = maths::sum((0..demand.n_firms()).map(|i| {
                let (inputs, investment) = demand.parts_of_firm(g, i);
                inputs + investment
            }));
        }
    }

    /// What is wanted of one product.
    #[must_use]
    pub fn wants(&self, product: usize) -> Wants {
        self.wants[product]
    }

    /// Takes note of the terms of all products.
    pub fn note(&mut self, terms: impl Iterator<Item = Terms>) {
        self.terms.clear();
        self.terms.extend(terms);
    }

    /// Gives households what they bought, but for products `desk` serves, and tells what all final buyers
    /// bought together and, in `exports_of_product`, foreigners of each product.
    pub fn serve_final_buyers(
        &mut self,
        households: &mut Households,
        others: Others,
        shares: &MoneyShares,
        desk: &Desk,
        exports_of_product: &mut [f64],
    ) -> Purchases {
        let menu = &mut self.menu;
        menu.clear();
        let mut purchases = Purchases::default();
        for (g, terms) in self.terms.iter().enumerate() {
            let per_unit = maths::ratio_or_zero(1.0, terms.final_price);
            let line = Line {
                first: shares.consumption[g],
                second: shares.housing[g],
                unserved: terms.final_unserved,
                worth: per_unit,
            };
            if !desk.trades(g) {
                menu.add(line);
            }
            let served = 1.0 - terms.final_unserved;
            let exports = served * shares.exports[g] * others.foreign;
            let spending = served * shares.government[g] * others.government;
            exports_of_product[g] = exports;
            purchases.exports += exports;
            purchases.real_exports += exports * per_unit;
            let invested = shares.of_public_investment(g) * spending;
            purchases.government += spending - invested;
            purchases.real_government += (spending - invested) * per_unit;
            purchases.public_investment += invested;
            purchases.real_public_investment += invested * per_unit;
        }
        menu.close();
        let wants = households
            .consumption_budget
            .chunks(BLOCK)
            .zip(households.housing_budget.chunks(BLOCK));
        let gets = households
            .consumption
            .chunks_mut(BLOCK)
            .zip(households.housing.chunks_mut(BLOCK));
        let mut at = 0;
        for (wants, gets) in wants.zip(gets) {
            at = menu.serve_block(at, wants, gets, &mut purchases);
        }
        purchases
    }

    /// Gives firms what they bought, and the average prices they paid.
    pub fn serve_firms(&mut self, firms: &mut Firms, calibration: &Calibration) {
        let n = calibration.n_industries();
        let menu = &mut self.menu;
        for s in 0..n {
            menu.clear();
            for (g, terms) in self.terms.iter().enumerate() {
                menu.add(Line {
                    first: calibration.technology.input_shares[g * n + s],
                    second: calibration.baskets.investment[g],
                    unserved: terms.firm_unserved,
                    worth: terms.firm_price,
                });
            }
            menu.close();
            menu.serve_firms(firms, firms.of_industry(s));
        }
    }
}

/// One product as buyers with two purposes see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Share of the product in what a buyer wants for its first purpose, and for the second.
    pub first: f64,
    pub second: f64,
    /// Share of the sum that is not served, at the second purpose's expense first.
    pub unserved: f64,
    /// Worth of a unit: its price where wants are quantities, the quantity where they are money.
    pub worth: f64,
}

/// What a buyer gets for its two purposes, and what that is worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Meal {
    first: f64,
    second: f64,
    first_worth: f64,
    second_worth: f64,
}

/// A [`Meal`] as a linear function of the two wants, valid from some ratio of the second to the first.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    /// Smallest `y / x` for which it holds.
    from: f64,
    of_first: Meal,
    of_second: Meal,
}

impl Purchases {
    fn add_meal(&mut self, of_households: &Meal) {
        self.consumption += of_households.first;
        self.housing += of_households.second;
        self.real_consumption += of_households.first_worth;
        self.real_housing += of_households.second_worth;
    }
}

impl Meal {
    fn add(&mut self, first: f64, second: f64, worth: f64) {
        self.first += first;
        self.second += second;
        self.first_worth += first * worth;
        self.second_worth += second * worth;
    }
}

impl Piece {
    /// The second purpose gets something of the product: it bears the whole shortage.
    fn spare_first(&mut self, line: Line, sign: f64) {
        let (a, b, u) = (sign * line.first, sign * line.second, line.unserved);
        self.of_first.add(a, -u * a, line.worth);
        self.of_second.add(0.0, (1.0 - u) * b, line.worth);
    }

    /// The second purpose gets nothing of the product: the first bears the rest.
    fn starve_second(&mut self, line: Line, sign: f64) {
        let served = sign * (1.0 - line.unserved);
        self.of_first.add(served * line.first, 0.0, line.worth);
        self.of_second.add(served * line.second, 0.0, line.worth);
    }

    /// What is had for the two purposes.
    #[inline]
    fn parts(&self, x: f64, y: f64) -> (f64, f64) {
        let (f, s) = (&self.of_first, &self.of_second);
        let second = f.second * x + s.second * y;
        // A difference that is all rounding is nothing, and has no price.
        let spared = second > NEGLIGIBLE * s.second * y;
        (f.first * x + s.first * y, if spared { second } else { 0.0 })
    }

    #[inline]
    fn serve(&self, x: f64, y: f64) -> Meal {
        let (f, s) = (&self.of_first, &self.of_second);
        let (first, second) = self.parts(x, y);
        let spared = second > 0.0;
        Meal {
            first,
            second,
            first_worth: f.first_worth * x + s.first_worth * y,
            second_worth: if spared {
                f.second_worth * x + s.second_worth * y
            } else {
                0.0
            },
        }
    }
}

/// All products together, for buyers whose wants `x` and `y` have the same composition.
///
/// # Equation
/// ```text
/// first = Σ_g a_g x − (u_g (a_g x + b_g y) − b_g y)⁺      second = Σ_g (b_g y − u_g (a_g x + b_g y))⁺
/// ```
/// Both are linear between the ratios `y / x = u_g a_g / ((1 − u_g) b_g)` at which a product's second
/// purpose begins to get something, so a buyer is served in a few multiplications, not in one per
/// product.
/// # Source
/// Base model, §7.3 and §7.4, with the same `u` for all.
#[derive(Clone, Debug, Default)]
pub(super) struct Menu {
    /// Products in short supply, each with the ratio at which its second purpose begins to get some.
    short: Vec<(f64, Line)>,
    /// In order of ratios, the first from 0.
    pieces: Vec<Piece>,
    plenty: Piece,
}

impl Menu {
    pub(super) fn clear(&mut self) {
        self.short.clear();
        self.pieces.clear();
        self.plenty = Piece::default();
    }

    pub(super) fn add(&mut self, line: Line) {
        if line.unserved > 0.0 {
            let kept = (1.0 - line.unserved) * line.second;
            let ratio = if kept > 0.0 {
                line.unserved * line.first / kept
            } else {
                f64::INFINITY
            };
            self.short.push((ratio, line));
        } else {
            self.plenty.spare_first(line, 1.0);
        }
    }

    pub(super) fn close(&mut self) {
        self.short.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut piece = self.plenty;
        for &(_, line) in &self.short {
            piece.starve_second(line, 1.0);
        }
        self.pieces.push(piece);
        for &(ratio, line) in &self.short {
            if ratio == f64::INFINITY {
                break;
            }
            piece.starve_second(line, -1.0);
            piece.spare_first(line, 1.0);
            piece.from = ratio;
            self.pieces.push(piece);
        }
    }

    /// Serves a block of households, beginning with piece `at`; returns the last piece used.
    pub(super) fn serve_block(
        &self,
        mut at: usize,
        (consumption_budget, housing_budget): (&[f64], &[f64]),
        (consumption, housing): (&mut [f64], &mut [f64]),
        purchases: &mut Purchases,
    ) -> usize {
        let wants = || consumption_budget.iter().zip(housing_budget);
        let gets = consumption.iter_mut().zip(housing);
        let Some((&x, &y)) = wants().next() else {
            return at;
        };
        at = self.find(at, x, y);
        let piece = &self.pieces[at];
        let until = self.pieces.get(at + 1).map_or(f64::INFINITY, |p| p.from);
        let below = |x: &f64, y: &f64| *y < until * x || until == f64::INFINITY;
        let alike = wants().all(|(x, y)| *y >= piece.from * x && below(x, y));
        if alike {
            // Linear, so the block together gets what its members get.
            let (mut x_sum, mut y_sum) = (0.0, 0.0);
            for ((x, y), (consumption, housing)) in wants().zip(gets) {
                (*consumption, *housing) = piece.parts(*x, *y);
                x_sum += x;
                y_sum += y;
            }
            purchases.add_meal(&piece.serve(x_sum, y_sum));
        } else {
            for ((&x, &y), (consumption, housing)) in wants().zip(gets) {
                at = self.find(at, x, y);
                let meal = self.pieces[at].serve(x, y);
                (*consumption, *housing) = (meal.first, meal.second);
                purchases.add_meal(&meal);
            }
        }
        at
    }

    /// Gives firms what they bought of all products, and the average prices they paid.
    pub(super) fn serve_firms(&self, firms: &mut Firms, some: impl Iterator<Item = FirmId>) {
        let mut at = 0;
        for i in some {
            let x = maths::positive(firms.desired_inputs[i]);
            let y = maths::positive(firms.desired_investment[i]);
            at = self.find(at, x, y);
            let meal = self.pieces[at].serve(x, y);
            firms.purchased_inputs[i] = meal.first;
            firms.investment[i] = meal.second;
            firms.input_price[i] = maths::ratio_or_zero(meal.first_worth, meal.first);
            firms.investment_price[i] = maths::ratio_or_zero(meal.second_worth, meal.second);
        }
    }

    /// The last piece there is.
    pub(super) fn last_piece(&self) -> usize {
        self.pieces.len() - 1
    }

    /// The piece for wants `x` and `y`, looked for from piece `at` on: neighbours are alike.
    #[inline]
    fn find(&self, mut at: usize, x: f64, y: f64) -> usize {
        while at + 1 < self.pieces.len() && y >= self.pieces[at + 1].from * x {
            at += 1;
        }
        while at > 0 && y < self.pieces[at].from * x {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::super::ration;
    use super::*;

    fn offer(price: f64, size: f64, room: f64) -> Offer {
        Offer {
            seller: 0,
            price,
            relative_price: price,
            crowd: 1.0,
            appeal: maths::exp(-2.0 * price),
            size,
            room,
        }
    }

    /// Allocates with recomputed weights; also returns the quantity of each seller.
    fn spread<const MONEY: bool>(offers: &[Offer], wanted: f64) -> (Allocation, Vec<f64>) {
        let mut offers = offers.to_vec();
        for (f, offer) in offers.iter_mut().enumerate() {
            offer.seller = f as u32;
        }
        let mut taken = vec![0.0; offers.len()];
        let rule = ChoiceWeights::Recomputed;
        let result = allocate::<MONEY>(&mut offers, wanted, rule, |f, q| taken[f] += q);
        (result, taken)
    }

    fn close(found: f64, expected: f64) {
        let gap = (found - expected).abs();
        assert!(
            gap <= 1e-13 * expected.abs().max(1.0),
            "{found} instead of {expected}"
        );
    }

    /// Authority: by hand. Equal prices, sizes 6 and 2: odds ¼ + ⅜ = ⅝ and ¼ + ⅛ = ⅜.
    #[test]
    fn two_sellers_of_one_price() {
        let offers = [offer(1.0, 6.0, 6.0), offer(1.0, 2.0, 2.0)];
        let (all, taken) = spread::<false>(&offers, 4.0);
        assert_eq!((all.left, all.quantity, all.spending), (0.0, 4.0, 4.0));
        assert_eq!(taken, [2.5, 1.5]);
        // 3.75 and 2.25 are wanted: the second sells out and ¼ comes back to the first.
        let (_, taken) = spread::<false>(&offers, 6.0);
        assert_eq!(taken, [4.0, 2.0]);
        // More than there is: 2 are left.
        let (short, taken) = spread::<false>(&offers, 10.0);
        assert_eq!((short.left, short.quantity), (2.0, 8.0));
        assert_eq!(taken, [6.0, 2.0]);
    }

    /// Authority: by hand. A price higher by ½ ln 2 halves the appeal: odds ⅓ + ⅜ and ⅙ + ⅛ of the money.
    #[test]
    fn two_sellers_of_two_prices_and_buyers_with_money() {
        let dear = 1.0 + 0.5 * std::f64::consts::LN_2;
        let offers = [offer(1.0, 30.0, 30.0), offer(dear, 10.0, 10.0)];
        let (all, taken) = spread::<true>(&offers, 12.0);
        close(taken[0], 8.5);
        close(taken[1], 3.5 / dear);
        close(all.spending, 12.0);
        close(all.quantity, 8.5 + 3.5 / dear);
        assert_eq!(all.left, 0.0);
    }

    /// Authority: by hand. An importer that counts as three sellers of its price has ¾ of the price half.
    #[test]
    fn a_crowd_of_importers_is_met_more_often() {
        let mut appeal = Vec::new();
        weigh_prices(&[1.0, 1.0], &[5.0, 5.0], 3.0, &mut appeal);
        assert_eq!(appeal, [1.0, 3.0]);
        let mut offers = [offer(1.0, 5.0, 50.0), offer(1.0, 5.0, 50.0)];
        offers[1].appeal *= 3.0;
        let (_, taken) = spread::<false>(&offers, 8.0);
        close(taken[0], 3.0);
        close(taken[1], 5.0);
    }

    #[test]
    fn one_seller_is_exact() {
        let one = [offer(1.7, 3.0, 2.0)];
        let (bought, taken) = spread::<false>(&one, 1.25);
        assert_eq!((bought.left, bought.quantity, taken[0]), (0.0, 1.25, 1.25));
        let (bought, taken) = spread::<false>(&one, 5.0);
        assert_eq!((bought.left, bought.quantity, taken[0]), (3.0, 2.0, 2.0));
        let (bought, taken) = spread::<true>(&one, 1.7);
        assert_eq!(bought.left, 0.0);
        close(bought.spending, 1.7);
        close(taken[0], 1.0);
        let (bought, _) = spread::<true>(&one, 5.0);
        close(bought.left, 5.0 - 3.4);
        let (bought, _) = spread::<true>(&[], 5.0);
        assert_eq!((bought.left, bought.quantity), (5.0, 0.0));
    }

    /// A market of `n` sellers with uneven prices and sizes, some of them partly sold already.
    fn uneven(n: usize, salt: f64) -> Vec<Offer> {
        let wave = |f: usize, k: f64| maths::sin(k * (f as f64 + salt));
        (0..n)
            .map(|f| {
                let size = maths::exp(2.0 * wave(f, 1.3));
                offer(
                    1.0 + 0.3 * wave(f, 2.1),
                    size,
                    size * (0.55 + 0.45 * wave(f, 0.7)),
                )
            })
            .collect()
    }

    /// Nothing appears or vanishes, nobody sells what it has not got, and nobody goes away empty-handed
    /// from a market with something left.
    #[test]
    fn what_is_wanted_is_bought_or_left() {
        for case in 0..200 {
            let offers = uneven(1 + case % 37, f64::from(case as u32));
            let room: f64 = offers.iter().map(|o| o.room).sum();
            let worth: f64 = offers.iter().map(|o| o.room * o.price).sum();
            for share in [0.0, 0.2, 0.8, 0.99, 1.0, 1.01, 3.0] {
                let (real, taken) = spread::<false>(&offers, share * room);
                close(real.quantity + real.left, share * room);
                close(taken.iter().sum(), real.quantity);
                close(real.quantity, share.min(1.0) * room);
                let (money, taken) = spread::<true>(&offers, share * worth);
                close(money.spending + money.left, share * worth);
                let spent: f64 = taken.iter().zip(&offers).map(|(q, o)| q * o.price).sum();
                close(spent, money.spending);
                close(money.spending, share.min(1.0) * worth);
                for (q, offer) in taken.iter().zip(&offers) {
                    assert!(*q <= offer.room * (1.0 + 1e-14));
                }
            }
        }
    }

    #[test]
    fn the_order_of_sellers_does_not_matter() {
        let offers = uneven(29, 5.0);
        let room: f64 = offers.iter().map(|o| o.room).sum();
        let backwards: Vec<Offer> = offers.iter().rev().copied().collect();
        let (_, taken) = spread::<true>(&offers, 0.9 * room);
        let (_, mut other) = spread::<true>(&backwards, 0.9 * room);
        other.reverse();
        for (a, b) in taken.iter().zip(other) {
            close(*a, b);
        }
    }

    /// Each seller is ten times as much sought as the next and closes as soon as it is the first, so
    /// that rounds go on and on; the rest is then shared out by room.
    #[test]
    fn a_market_that_closes_one_at_a_time_ends() {
        let offers: Vec<Offer> = (0..80)
            .map(|k| {
                let weight = maths::powf(10.0, -f64::from(k));
                Offer {
                    appeal: weight,
                    ..offer(1.0, weight, 0.2 * maths::powf(0.9, f64::from(k)))
                }
            })
            .collect();
        let room: f64 = offers.iter().map(|o| o.room).sum();
        let (bought, taken) = spread::<false>(&offers, 1.0);
        assert!(room > 1.0);
        close(bought.quantity, 1.0);
        // The last ones have sold the same share of what they had left: nearly all of it was.
        let sold = |k: usize| taken[k] / offers[k].room;
        assert!(
            sold(79) > 0.0 && (sold(79) - sold(78)).abs() < 1e-9,
            "{} {}",
            sold(78),
            sold(79)
        );
        let (short, taken) = spread::<true>(&offers, 5.0);
        close(short.left, 5.0 - room);
        close(taken.iter().sum(), room);
    }

    #[test]
    fn what_is_shared_out_goes_by_room_and_first_to_the_unlimited() {
        let shared = |rooms: &[f64], left: f64| {
            let mut offers: Vec<Offer> = rooms.iter().map(|&r| offer(2.0, 1.0, r)).collect();
            for (f, offer) in offers.iter_mut().enumerate() {
                offer.seller = f as u32;
            }
            let mut taken = vec![0.0; rooms.len()];
            let mut result = Allocation {
                left,
                ..Allocation::default()
            };
            share_out::<true>(&mut offers, &mut result, |f, q| taken[f] += q);
            (result.left, taken)
        };
        assert_eq!(shared(&[3.0, 1.0], 4.0), (0.0, vec![1.5, 0.5]));
        assert_eq!(shared(&[3.0, 1.0], 10.0), (2.0, vec![3.0, 1.0]));
        assert_eq!(shared(&[3.0, f64::INFINITY], 10.0), (0.0, vec![0.0, 5.0]));
    }

    /// Authority: the formula, by hand: once the cheap seller has closed, the other two are met as if it
    /// had never been, however faint their appeal beside its own.
    #[test]
    fn dear_sellers_are_told_apart_after_a_cheap_one_has_closed() {
        let mut appeal = Vec::new();
        let prices = [1.0, 1_000.0, 1_000.5];
        weigh_prices(&prices, &[1.0; 3], 1.0, &mut appeal);
        assert_eq!(appeal[2], 0.0);
        let rooms = [1.0, 1e9, 1e9];
        let offers: Vec<Offer> = (0..3)
            .map(|f| Offer {
                appeal: appeal[f],
                ..offer(prices[f], 1.0, rooms[f])
            })
            .collect();
        let (_, taken) = spread::<false>(&offers, 7.0);
        // Round 1: sizes send 7/6 to each of the dear ones, price sends everybody to the cheap one.
        let rest = 7.0 - 1.0 - 7.0 / 3.0;
        let odds = 0.25 + 0.5 / (1.0 + maths::exp(-1.0));
        close(taken[0], 1.0);
        close(taken[1], 7.0 / 6.0 + rest * odds);
        close(taken[2], 7.0 / 6.0 + rest * (1.0 - odds));
    }

    /// Authority: base model, §7.3, product by product.
    #[test]
    fn a_menu_serves_as_product_by_product() {
        for case in 0..60_u32 {
            let wave = |g: u32, k: f64| maths::sin(k * f64::from(g + 17 * case));
            let lines: Vec<Line> = (0..12)
                .map(|g| Line {
                    first: if g == 3 { 0.0 } else { 1.0 + wave(g, 1.1) },
                    second: if g == 4 { 0.0 } else { 1.0 + wave(g, 0.3) },
                    unserved: match g {
                        5 => 1.0,
                        6 => 1e-15,
                        _ => maths::positive(wave(g, 2.3)),
                    },
                    worth: 1.5 + wave(g, 0.9),
                })
                .collect();
            let mut menu = Menu::default();
            menu.clear();
            for &line in &lines {
                menu.add(line);
            }
            menu.close();
            let mut at = 0;
            for (x, y) in [
                (1.0, 1.0),
                (1.0, 0.0),
                (0.0, 1.0),
                (0.0, 0.0),
                (1.0, 0.1),
                (3.0, 9.0),
            ] {
                at = menu.find(at, x, y);
                let found = menu.pieces[at].serve(x, y);
                let mut expected = Meal::default();
                for line in &lines {
                    let (first, second) = (line.first * x, line.second * y);
                    let (cut, cut_second) = ration(first, second, line.unserved * (first + second));
                    expected.add(first - cut, second - cut_second, line.worth);
                }
                close(found.first, expected.first);
                close(found.second, expected.second);
                close(found.first_worth, expected.first_worth);
                close(found.second_worth, expected.second_worth);
            }
        }
    }

    /// A rest that is all rounding has no price: profits are computed with it.
    #[test]
    fn where_the_second_purpose_gets_nothing_its_worth_is_nothing() {
        let line = Line {
            first: 0.3,
            second: 0.1,
            unserved: 0.1 / 0.4,
            worth: 1.1,
        };
        let mut menu = Menu::default();
        menu.add(line);
        menu.close();
        for piece in &menu.pieces {
            let meal = piece.serve(0.7, 0.7);
            assert_eq!((meal.second, meal.second_worth), (0.0, 0.0));
            close(meal.first, 0.21);
        }
    }
}
