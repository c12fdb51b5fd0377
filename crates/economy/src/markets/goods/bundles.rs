//! What households' own habits do to what they buy: paid access instead of culture, more or less health
//! care, things of other households instead of hotels, cheaper shops.
//!
//! Habits differ between households, and looking each of them up in every market would cost a row per
//! household and product. They are linear in spending, so the basket of an area is made exactly what its
//! people want together, and each household spends its own budget on it: totals are exact, every household
//! pays what it should, and only a shortage falls on all of an area alike.
//!
//! # Equation
//! ```text
//! b_g   ← b_g (1 − λ m/(1+m))  goods,    rest to trade;   m = (trade / goods at the opening) (e^margin − 1)
//! B_g   = b_g C − [g culture] b_g K + access_g b_culture K + b_g H ([g health] − [g other] b_health/(1−b_health))
//!         − [g shared] θ b_g S           C, K, H, S = Σ_h (1, culture_h, health_h, sharing_h) C_h, by area
//! R_h   = θ b_shared sharing_h C_h       θ = min(1, Σ supply / Σ R)     earned ∝ supply_h, (1+u) R / P real
//! ```
//! `C_h` budget for consumption; what a household rents it pays out of it before it goes to market. A rent
//! is agreed at last quarter's prices of what it replaces.
//!
//! # Source
//! Digital economy, §3, channels 21 (trade) and 22; §4.C, C9; §4.E, E2 and E5; §6.3. `λ` leaves trade
//! nothing less than zero. Which households of an area bear a shortage is ours.
//!
//! # Off
//! Channels neutral: no basket is touched.

use quantity::{Column, HouseholdId, Id, maths};

use super::{MarketDay, Purchases};
use crate::calibration::Rates;
use crate::channels::{AreaId, Bundles, Channels, GovernmentId};
use crate::firms::Firms;
use crate::households::Households;

/// Rents that households pay each other for their things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rents {
    /// Rent each household pays, money, net of value added tax.
    pub paid: Column<HouseholdId, f64>,
    /// Rent each household earns, money, before commission and tax.
    pub earned: Column<HouseholdId, f64>,
    /// All of it, money.
    pub total: f64,
    /// The services that it pays for, real, at the prices of what they replace.
    pub real: f64,
    /// What platforms keep of it, money, and the same in their services.
    pub commission: f64,
    /// The commission, real.
    pub real_commission: f64,
}

impl Rents {
    /// Income of the owners on own account before tax: rents less commission.
    #[must_use]
    pub fn mixed_income(&self) -> f64 {
        self.total - self.commission
    }

    /// The same of one household.
    #[must_use]
    pub fn mixed_income_of(&self, h: HouseholdId) -> f64 {
        let earned = self.earned.get(h.index()).copied().unwrap_or(0.0);
        earned - self.commission_share() * earned
    }

    /// Share of rents that platforms keep.
    fn commission_share(&self) -> f64 {
        maths::ratio_or_zero(self.commission, self.total)
    }

    /// Adds what is left of rents after tax to incomes, times a factor.
    pub(crate) fn add_to(&self, incomes: &mut [f64], rates: &Rates, factor: f64) {
        if self.total > 0.0 {
            let commission = self.commission_share();
            for (income, &earned) in incomes.iter_mut().zip(self.earned.iter()) {
                let rent = earned - commission * earned;
                *income += factor * ((1.0 - rates.tax_income) * rent);
            }
        }
    }

    /// Nobody rents anything.
    fn clear(&mut self) {
        self.paid.fill(0.0);
        self.earned.fill(0.0);
        (self.total, self.real) = (0.0, 0.0);
        (self.commission, self.real_commission) = (0.0, 0.0);
    }
}

/// Work space: what the households of each area spend, and what of it is moved.
#[derive(Clone, Debug, Default)]
pub(super) struct Habits {
    sums: Vec<[f64; 4]>,
    column: Vec<f64>,
}

/// Whether anybody has habits of their own this quarter.
pub(super) fn any(channels: &Channels) -> bool {
    !(channels.culture_online.is_neutral()
        && channels.health_spending.is_neutral()
        && channels.sharing.is_neutral()
        && channels.margin_trade.is_neutral())
}

impl Habits {
    /// Makes the basket of each area that of its people, takes rents out of their budgets, and finds who
    /// earns them. `basket` has a number for each product and area.
    pub fn form(
        &mut self,
        basket: &mut [f64],
        n_areas: usize,
        firms: &mut Firms,
        households: &mut Households,
        day: MarketDay<'_>,
    ) {
        let MarketDay {
            calibration,
            prices,
            channels,
            ..
        } = day;
        let products = &channels.bundles;
        self.add_up(n_areas, households, channels);
        let opening = &calibration.baskets.consumption;
        let rate = maths::ratio_or_zero(
            part(opening, &products.trade),
            part(opening, &products.goods),
        );
        let mut wanted = 0.0;
        for area in 0..n_areas {
            self.take_column(basket, n_areas, area);
            let margin = channels.margin_trade.at(AreaId::new(area));
            move_margin(&mut self.column, products, rate, margin);
            self.put_column(basket, n_areas, area);
            wanted += part(&self.column, &products.shared) * self.sums[area][3];
        }
        let supply = channels.sharing_supply.total();
        let served = if wanted > supply {
            maths::positive(supply) / wanted
        } else {
            1.0
        };
        let mut rents = std::mem::take(&mut households.rents);
        if rents.paid.len() != households.len() {
            rents.paid = Column::filled(households.len(), 0.0);
            rents.earned = rents.paid.clone();
        }
        rents.clear();
        let worth = 1.0 + channels.sharing_gain.at(GovernmentId);
        for area in 0..n_areas {
            self.take_column(basket, n_areas, area);
            let shared = served * self.sums[area][3];
            for &g in &products.shared {
                rents.real += worth * self.column[g] * shared / prices.product[g];
            }
            self.mix(products, area, served);
            // From here on the sums hold what each household rents per unit of its habit.
            let rented = served * part_of(basket, &products.shared, n_areas, area);
            self.sums[area][0] = rented;
            self.put_column(basket, n_areas, area);
        }
        self.pay_rents(&mut rents, households, channels, n_areas, supply);
        let platforms = !channels.sharing_commission.is_neutral();
        for i in firms.ids().filter(|_| platforms) {
            let commission = channels.sharing_commission.at(i) * rents.total;
            if commission != 0.0 {
                rents.commission += commission;
                rents.real_commission += firms.sell_directly(i, commission);
            }
        }
        households.rents = rents;
    }

    fn add_up(&mut self, n_areas: usize, households: &Households, channels: &Channels) {
        self.sums.clear();
        self.sums.resize(n_areas, [0.0; 4]);
        for h in households.ids() {
            let budget = households.consumption_budget[h];
            let area = if n_areas > 1 {
                households.area[h] as usize
            } else {
                0
            };
            let sums = &mut self.sums[area];
            sums[0] += budget;
            sums[1] += channels.culture_online.at(h) * budget;
            sums[2] += channels.health_spending.at(h) * budget;
            sums[3] += channels.sharing.at(h) * budget;
        }
    }

    fn take_column(&mut self, basket: &[f64], n: usize, area: usize) {
        self.column.clear();
        self.column.extend(basket[area..].iter().step_by(n));
    }

    fn put_column(&self, basket: &mut [f64], n: usize, area: usize) {
        for (to, &from) in basket[area..].iter_mut().step_by(n).zip(&self.column) {
            *to = from;
        }
    }

    /// Mixes the basket of an area out of what its people move.
    fn mix(&mut self, products: &Bundles, area: usize, served: f64) {
        let [all, culture, health, sharing] = self.sums[area];
        let column = &mut self.column;
        let of_culture = part(column, &products.culture);
        let culture = culture.max(-access_to_give_up(products, column, of_culture, all));
        let of_health = part(column, &products.health);
        let market = all - served * part(column, &products.shared) * sharing;
        if market <= 0.0 {
            return;
        }
        let others = 1.0 - of_health;
        for (g, share) in column.iter_mut().enumerate() {
            let own = *share;
            let mut spent = own * all;
            if products.culture.contains(&g) {
                spent -= own * culture;
            }
            let access = products.access.get(g).copied().unwrap_or(0.0);
            spent += access * of_culture * culture;
            if products.health.contains(&g) {
                spent += own * health;
            } else if others > 0.0 {
                spent -= own * of_health / others * health;
            }
            if products.shared.contains(&g) {
                spent -= served * own * sharing;
            }
            *share = spent / market;
        }
    }

    /// Takes rents out of budgets and gives them to owners in proportion to what they offer.
    fn pay_rents(
        &self,
        rents: &mut Rents,
        households: &mut Households,
        channels: &Channels,
        n_areas: usize,
        supply: f64,
    ) {
        for h in households.ids() {
            let area = if n_areas > 1 {
                households.area[h] as usize
            } else {
                0
            };
            let budget = &mut households.consumption_budget[h];
            let rent = self.sums[area][0] * channels.sharing.at(h) * *budget;
            rents.paid[h] = rent;
            rents.total += rent;
            *budget -= rent;
        }
        if rents.total <= 0.0 {
            rents.clear();
            return;
        }
        for h in households.ids() {
            rents.earned[h] = rents.total * (channels.sharing_supply.at(h) / supply);
        }
    }
}

/// Enters rents into what households consumed, once they have been to market.
pub(super) fn consume(households: &mut Households, purchases: &mut Purchases) {
    let Households {
        rents,
        consumption,
        consumption_budget,
        ..
    } = households;
    for ((consumed, budget), &rent) in consumption
        .iter_mut()
        .zip(consumption_budget.iter_mut())
        .zip(rents.paid.iter())
    {
        *consumed += rent;
        *budget += rent;
    }
    purchases.consumption += rents.total;
    purchases.real_consumption += rents.real;
}

/// Forgets the rents of the last quarter.
pub(super) fn forget(households: &mut Households) {
    if households.rents.total != 0.0 {
        households.rents.clear();
    }
}

/// The most spending on culture that can come back from paid access: none of it falls below nothing.
fn access_to_give_up(products: &Bundles, column: &[f64], of_culture: f64, all: f64) -> f64 {
    let offered = products.access.iter().zip(column);
    let used = offered.filter(|(access, _)| **access > 0.0);
    let limits = used.map(|(access, share)| share * all / (access * of_culture));
    limits.fold(f64::INFINITY, f64::min)
}

fn part(column: &[f64], products: &[usize]) -> f64 {
    products.iter().map(|&g| column[g]).sum()
}

fn part_of(basket: &[f64], products: &[usize], n: usize, area: usize) -> f64 {
    products.iter().map(|&g| basket[g * n + area]).sum()
}

/// Moves what shops have come to charge less or more, of an opening `rate`, from goods to trade, or back.
fn move_margin(column: &mut [f64], products: &Bundles, rate: f64, margin: f64) {
    if margin == 0.0 {
        return;
    }
    let m = rate * (maths::exp(margin) - 1.0);
    let moved = m / (1.0 + m);
    let to_trade = moved * part(column, &products.goods);
    let trade = part(column, &products.trade);
    if trade <= 0.0 {
        return;
    }
    let limit = if trade + to_trade < 0.0 {
        trade / -to_trade
    } else {
        1.0
    };
    for &g in &products.goods {
        column[g] *= 1.0 - limit * moved;
    }
    for &g in &products.trade {
        column[g] *= 1.0 + limit * to_trade / trade;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-15, "{a} {b}");
    }

    /// Authority: by hand. People who spend 100 move 10 % of culture to access, spend 5 % more on health,
    /// and rent a tenth of what can be shared.
    #[test]
    fn a_basket_is_what_people_want_together() {
        let products = Bundles {
            culture: vec![0],
            access: vec![0.0, 1.0, 0.0, 0.0, 0.0],
            health: vec![2],
            shared: vec![3],
            ..Bundles::default()
        };
        let mut habits = Habits {
            sums: vec![[100.0, 10.0, 5.0, 10.0]],
            column: vec![0.2, 0.1, 0.2, 0.3, 0.2],
        };
        habits.mix(&products, 0, 0.5);
        // Rents are 0.5 · 0.3 · 10 = 1.5; what is spent at market is 98.5.
        let spent = habits.column.iter().map(|share| share * 98.5);
        let hand = [
            20.0 - 2.0 - 0.25,
            10.0 + 2.0 - 0.125,
            20.0 + 1.0,
            30.0 - 0.375 - 1.5,
            20.0 - 0.25,
        ];
        for (spent, hand) in spent.zip(hand) {
            assert!((spent - hand).abs() < 1e-12, "{spent} {hand}");
        }
        close(habits.column.iter().sum(), 1.0);
    }

    /// Authority: by hand. People whose coverage fell move a tenth of culture back from access; where they would
    /// move back more than they spend on access, they give up all of it.
    #[test]
    fn culture_comes_back_from_access_and_no_further() {
        let products = Bundles {
            culture: vec![0],
            access: vec![0.0, 0.5, 0.5],
            ..Bundles::default()
        };
        for (back, hand) in [(10.0, [44.0, 29.0, 27.0]), (200.0, [98.0, 2.0, 0.0])] {
            let mut habits = Habits {
                sums: vec![[100.0, -back, 0.0, 0.0]],
                column: vec![0.4, 0.31, 0.29],
            };
            habits.mix(&products, 0, 1.0);
            for (share, hand) in habits.column.iter().zip(hand) {
                assert!((share * 100.0 - hand).abs() < 1e-12, "{:?}", habits.column);
            }
        }
    }

    /// Authority: by hand. Shops take a quarter of what goods cost; their margin halves, so that
    /// `m = 0.25 (0.5 − 1) = −0.125` and goods get `1 + 1/7` of what they had.
    #[test]
    fn what_shops_charge_less_buys_more_goods() {
        let products = Bundles {
            goods: vec![0],
            trade: vec![1],
            ..Bundles::default()
        };
        let mut column = [0.56, 0.14, 0.3];
        move_margin(&mut column, &products, 0.25, -std::f64::consts::LN_2);
        close(column[0], 0.64);
        close(column[1], 0.06);
        close(column[2], 0.3);
        // No more than all that shops had.
        let mut column = [0.9, 0.05, 0.05];
        move_margin(&mut column, &products, 0.25, -std::f64::consts::LN_2);
        close(column[0], 0.95);
        close(column[1], 0.0);
    }
}
