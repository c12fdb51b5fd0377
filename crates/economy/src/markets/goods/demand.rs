//! Who wants how much of a product: read off the plans of firms and the budgets of final buyers.
//!
//! Final buyers have codes: households their id, foreign buyers and government entities numbers from
//! far above, so that none of them moves when another group grows.
//!
//! # Source
//! Base model, §7.2.

use quantity::{FirmId, Id};

use super::order::{Run, Wants};
use crate::calibration::Baskets;
use crate::channels::DigitalBaskets;
use crate::prices::Prices;

/// Code of the first foreign buyer.
pub const FIRST_FOREIGN: u32 = 1 << 31;
/// Code of the first government entity.
pub const FIRST_GOVERNMENT: u32 = 3 << 30;

/// The baskets of final buyers, revalued at last quarter's prices: shares of money, not of quantity.
#[derive(Clone, Debug, Default)]
pub struct MoneyShares {
    /// Consumption of households.
    pub consumption: Vec<f64>,
    /// Housing investment.
    pub housing: Vec<f64>,
    /// Exports.
    pub exports: Vec<f64>,
    /// Purchases of the government.
    pub government: Vec<f64>,
    /// Share of capital formation in what the government pays for each product; empty if there is none.
    pub public_investment: Vec<f64>,
}

impl MoneyShares {
    /// Revalues the baskets.
    pub fn update(&mut self, baskets: &Baskets, prices: &Prices) {
        let revalue = |shares: &mut Vec<f64>, basket: &[f64]| {
            let cost = prices.cost_of(basket);
            shares.clear();
            shares.extend(
                basket
                    .iter()
                    .zip(&prices.product)
                    .map(|(b, p)| p * b / cost),
            );
        };
        revalue(&mut self.consumption, &baskets.consumption);
        revalue(&mut self.housing, &baskets.housing);
        revalue(&mut self.exports, &baskets.exports);
        revalue(&mut self.government, &baskets.government);
        self.public_investment.clear();
    }

    /// Sets the government's shares to those of what it plans to buy, real, product by product: for
    /// consumption, and for `investment` in a basket.
    pub fn set_government(
        &mut self,
        purchases: impl Iterator<Item = f64>,
        investment: f64,
        basket: &[f64],
        prices: &Prices,
    ) {
        self.government.clear();
        self.government.extend(purchases);
        if investment != 0.0 {
            for (bought, share) in self.government.iter_mut().zip(basket) {
                let invested = investment * share;
                *bought += invested;
                let share = if invested > 0.0 {
                    invested / *bought
                } else {
                    0.0
                };
                self.public_investment.push(share);
            }
        }
        for (bought, price) in self.government.iter_mut().zip(&prices.product) {
            *bought *= price;
        }
        let total: f64 = self.government.iter().sum();
        for share in &mut self.government {
            *share /= total;
        }
    }

    /// Share of capital formation in what the government pays for a product.
    #[must_use]
    pub fn of_public_investment(&self, product: usize) -> f64 {
        self.public_investment.get(product).copied().unwrap_or(0.0)
    }
}

/// The plans and budgets of a quarter, as the goods market reads them.
#[derive(Clone, Copy, Debug)]
pub struct Demand<'a> {
    /// Industry of each firm.
    pub industry: &'a [u32],
    /// Input shares, product by industry.
    pub input_shares: &'a [f64],
    /// Composition of firms' investment.
    pub investment_basket: &'a [f64],
    /// Inputs wanted by each firm.
    pub desired_inputs: &'a [f64],
    /// Investment wanted by each firm.
    pub desired_investment: &'a [f64],
    /// What is different about the wants of single firms, if anything is.
    pub tailored: Option<Tailored<'a>>,
    /// Money shares of final buyers.
    pub shares: &'a MoneyShares,
    /// Consumption budget of each household.
    pub consumption_budget: &'a [f64],
    /// Housing budget of each household.
    pub housing_budget: &'a [f64],
    /// Budget of each foreign buyer.
    pub foreign_budget: f64,
    /// Number of foreign buyers.
    pub n_foreign: usize,
    /// Budget of each government entity.
    pub government_budget: f64,
    /// Number of government entities.
    pub n_government: usize,
}

/// Inputs of a mix of their own and digital equipment, firm by firm.
#[derive(Clone, Copy, Debug)]
pub struct Tailored<'a> {
    /// Share of inputs that is running digital services.
    pub input_mix: &'a [f64],
    /// Digital equipment wanted, real.
    pub equipment: &'a [f64],
    /// What both are made of.
    pub baskets: &'a DigitalBaskets,
}

impl Tailored<'_> {
    /// Inputs, investment and digital equipment that firm `i` wants of a product with these shares.
    pub fn wants(
        &self,
        product: usize,
        i: usize,
        input_share: f64,
        investment_share: f64,
        demand: &Demand<'_>,
    ) -> [f64; 3] {
        let mix = self.input_mix[i];
        let share = (1.0 - mix) * input_share + mix * self.baskets.running[product];
        [
            share * demand.desired_inputs[i],
            investment_share * demand.desired_investment[i],
            self.baskets.equipment[product] * self.equipment[i],
        ]
    }
}

impl Demand<'_> {
    /// Number of firms.
    #[must_use]
    pub fn n_firms(&self) -> usize {
        self.industry.len()
    }

    /// Inputs and investment that firm `i` wants of `product`, real.
    #[inline]
    #[must_use]
    pub fn parts_of_firm(&self, product: usize, i: usize) -> (f64, f64) {
        let n = self.investment_basket.len();
        let share = self.input_shares[product * n + self.industry[i] as usize];
        if let Some(tailored) = &self.tailored {
            let [inputs, investment, equipment] =
                tailored.wants(product, i, share, self.investment_basket[product], self);
            return (inputs, investment + equipment);
        }
        (
            share * self.desired_inputs[i],
            self.investment_basket[product] * self.desired_investment[i],
        )
    }

    /// What household `h` wants to spend on `product`, for consumption and for housing.
    #[inline]
    #[must_use]
    pub fn parts_of_household(&self, product: usize, h: usize) -> (f64, f64) {
        (
            self.shares.consumption[product] * self.consumption_budget[h],
            self.shares.housing[product] * self.housing_budget[h],
        )
    }

    /// Codes of the final buyers: households, foreign buyers, government entities.
    #[must_use]
    pub fn final_runs(&self) -> [Run; 3] {
        let run = |first, len: usize| Run {
            first,
            len: len as u32,
        };
        [
            run(0, self.consumption_budget.len()),
            run(FIRST_FOREIGN, self.n_foreign),
            run(FIRST_GOVERNMENT, self.n_government),
        ]
    }
}

/// What firms want of one product, real.
#[derive(Clone, Copy, Debug)]
pub struct OfFirms<'a> {
    /// Everybody's plans.
    pub demand: &'a Demand<'a>,
    /// The product.
    pub product: usize,
}

impl Wants for OfFirms<'_> {
    fn fill(&self, first: u32, wanted: &mut [f64]) {
        for (i, wanted) in (first..).map(FirmId).zip(wanted) {
            let (inputs, investment) = self.demand.parts_of_firm(self.product, i.index());
            *wanted = inputs + investment;
        }
    }
}

/// What final buyers want to spend on one product.
#[derive(Clone, Copy, Debug)]
pub struct OfFinalBuyers<'a> {
    /// Everybody's budgets.
    pub demand: &'a Demand<'a>,
    /// The product.
    pub product: usize,
}

impl Wants for OfFinalBuyers<'_> {
    fn fill(&self, first: u32, wanted: &mut [f64]) {
        let (demand, shares) = (self.demand, self.demand.shares);
        if first >= FIRST_GOVERNMENT {
            wanted.fill(shares.government[self.product] * demand.government_budget);
        } else if first >= FIRST_FOREIGN {
            wanted.fill(shares.exports[self.product] * demand.foreign_budget);
        } else {
            let (c, k) = (
                shares.consumption[self.product],
                shares.housing[self.product],
            );
            let households = first as usize..first as usize + wanted.len();
            let consumption = &demand.consumption_budget[households.clone()];
            let housing = &demand.housing_budget[households];
            for ((wanted, consumption), housing) in wanted.iter_mut().zip(consumption).zip(housing)
            {
                *wanted = c * consumption + k * housing;
            }
        }
    }
}
