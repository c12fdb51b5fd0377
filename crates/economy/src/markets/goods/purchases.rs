//! What final buyers bought: all of them together, and each household.

use quantity::{HouseholdId, maths};

use super::demand::{Demand, FIRST_FOREIGN, FIRST_GOVERNMENT};
use super::product::ProductMarket;
use super::{GoodsMarkets, unlocked};
use crate::households::Households;

/// Groups of final buyers: households, foreign buyers, government.
pub(super) const FINAL_BUYERS: usize = 3;

/// What final buyers bought in a quarter, all products together. Money, net of taxes on products.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Purchases {
    /// Consumption of households, money.
    pub consumption: f64,
    /// Consumption of households, real.
    pub real_consumption: f64,
    /// Housing investment, money.
    pub housing: f64,
    /// Housing investment, real.
    pub real_housing: f64,
    /// Government consumption, money.
    pub government: f64,
    /// Government consumption, real.
    pub real_government: f64,
    /// Capital formation of the government, money.
    pub public_investment: f64,
    /// Capital formation of the government, real.
    pub real_public_investment: f64,
    /// Exports, money.
    pub exports: f64,
    /// Exports, real.
    pub real_exports: f64,
}

/// Budgets of all households together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Budgets {
    pub(super) consumption: f64,
    pub(super) housing: f64,
}

impl Budgets {
    pub(super) fn of(households: &Households) -> Self {
        Self {
            consumption: maths::sum(households.consumption_budget.iter().copied()),
            housing: maths::sum(households.housing_budget.iter().copied()),
        }
    }
}

impl Purchases {
    /// Adds what the government spent on a product, of which it `invested` a part.
    pub(super) fn add_government(&mut self, spending: f64, invested: f64, per_unit: f64) {
        self.government += spending - invested;
        self.real_government += (spending - invested) * per_unit;
        self.public_investment += invested;
        self.real_public_investment += invested * per_unit;
    }

    /// Adds what the rest of the world spent on a product.
    pub(super) fn add_exports(&mut self, spending: f64, per_unit: f64) {
        self.exports += spending;
        self.real_exports += spending * per_unit;
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.consumption += other.consumption;
        self.real_consumption += other.real_consumption;
        self.housing += other.housing;
        self.real_housing += other.real_housing;
        self.government += other.government;
        self.real_government += other.real_government;
        self.public_investment += other.public_investment;
        self.real_public_investment += other.real_public_investment;
        self.exports += other.exports;
        self.real_exports += other.real_exports;
    }
}

impl ProductMarket {
    /// What final buyers spent and got of this product.
    ///
    /// # Source
    /// Base model, §7.4.
    pub(super) fn final_outcome(
        &self,
        demand: &Demand,
        budgets: &Budgets,
        by_area: Option<[f64; 3]>,
    ) -> Purchases {
        let product = self.product;
        let shares = demand.shares;
        let mut consumption = shares.consumption[product] * budgets.consumption;
        let mut housing = shares.housing[product] * budgets.housing;
        let mut exports = shares.exports[product] * demand.foreign_budget * demand.n_foreign as f64;
        let mut government =
            shares.government[product] * demand.government_budget * demand.n_government as f64;
        if let Some(budgets) = by_area {
            [consumption, housing, government] = budgets;
        }
        for &(code, left) in &self.final_residual {
            if code < FIRST_FOREIGN {
                let (c, k) = demand.parts_of_household(product, code as usize);
                let (cut_consumption, cut_housing) = ration(c, k, left);
                consumption -= cut_consumption;
                housing -= cut_housing;
            } else if code < FIRST_GOVERNMENT {
                exports -= left;
            } else {
                government -= left;
            }
        }
        let [mut households, foreign, entities] = self.quantity;
        if self.online.active {
            households += self.online.premium * self.online.services;
        }
        let invested = shares.of_public_investment(product);
        let real_consumption =
            households * maths::ratio_or_zero(consumption, consumption + housing);
        Purchases {
            consumption,
            real_consumption,
            housing,
            real_housing: maths::ratio_or_zero(housing, consumption + housing) * households,
            government: government - invested * government,
            real_government: entities - invested * entities,
            public_investment: invested * government,
            real_public_investment: invested * entities,
            exports,
            real_exports: foreign,
        }
    }
}

impl GoodsMarkets {
    /// Gives households what they bought: their budgets less what each product could not serve, which
    /// cuts housing first.
    pub(super) fn serve_households(&mut self, households: &mut Households, by_area: bool) {
        let total = |shares: &[f64]| shares.iter().sum::<f64>();
        let served = (total(&self.shares.consumption), total(&self.shares.housing));
        for h in households.ids() {
            households.consumption[h] = served.0 * households.consumption_budget[h];
            households.housing[h] = served.1 * households.housing_budget[h];
        }
        let areas = self.areas.as_ref().filter(|_| by_area);
        for market in unlocked(&mut self.products) {
            let (mut c, mut k) = (
                self.shares.consumption[market.product],
                self.shares.housing[market.product],
            );
            for &(code, left) in &market.final_residual {
                if code < FIRST_FOREIGN {
                    let h = HouseholdId(code);
                    if let Some(areas) = areas {
                        let at = market.product * areas.n_areas + households.area[h] as usize;
                        (c, k) = (areas.consumption[at], areas.housing[at]);
                    }
                    let housing = k * households.housing_budget[h];
                    let consumption = c * households.consumption_budget[h];
                    let (cut_consumption, cut_housing) = ration(consumption, housing, left);
                    households.consumption[h] -= cut_consumption;
                    households.housing[h] -= cut_housing;
                }
            }
        }
    }
}

/// How a shortage `left` cuts two wants: the second first, the first only by what exceeds it.
#[inline]
pub(super) fn ration(first: f64, second: f64, left: f64) -> (f64, f64) {
    let cut = maths::smaller(maths::positive(left - second), first);
    (cut, maths::smaller(left, second))
}
