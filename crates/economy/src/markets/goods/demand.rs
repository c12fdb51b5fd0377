//! Who wants how much of a product: read off the plans of firms and the budgets of final buyers.
//!
//! Final buyers have codes: households their id, foreign buyers and government entities numbers from
//! far above, so that none of them moves when another group grows.
//!
//! # Source
//! Base model, §7.2.

use quantity::{FirmId, Id};

use super::local::freight::LocalShares;
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

/// Shares of a product in what a firm buys, where it is.
#[derive(Clone, Copy, Debug)]
pub struct FirmShares {
    /// In its inputs.
    pub inputs: f64,
    /// In investment.
    pub investment: f64,
    /// In running digital services.
    pub running: f64,
    /// In digital equipment.
    pub equipment: f64,
}

/// What a firm plans to buy of all products together, real.
#[derive(Clone, Copy, Debug)]
pub struct Plans {
    /// Part of its inputs that is running digital services.
    pub mix: f64,
    /// Inputs.
    pub inputs: f64,
    /// Investment.
    pub investment: f64,
    /// Digital equipment.
    pub equipment: f64,
}

impl Plans {
    /// Inputs, investment and digital equipment of a product, real.
    #[inline]
    #[must_use]
    pub fn of_product(&self, shares: FirmShares) -> [f64; 3] {
        [
            ((1.0 - self.mix) * shares.inputs + self.mix * shares.running) * self.inputs,
            shares.investment * self.investment,
            shares.equipment * self.equipment,
        ]
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
    /// Where buyers are, if areas are told apart.
    pub home: Option<Home<'a>>,
}

/// Where buyers are, and what their areas' baskets are.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a> {
    /// Baskets of each area.
    pub shares: &'a LocalShares,
    /// Area of each firm.
    pub firm_area: &'a [u32],
    /// Area of each household.
    pub household_area: &'a [u32],
}

impl Home<'_> {
    /// Area of a final buyer; beyond the last for foreign ones.
    #[inline]
    #[must_use]
    pub fn of_final_buyer(&self, code: u32) -> usize {
        if code < FIRST_FOREIGN {
            self.household_area[code as usize] as usize
        } else if code < FIRST_GOVERNMENT {
            self.shares.n_areas
        } else {
            (code - FIRST_GOVERNMENT) as usize % self.shares.n_areas
        }
    }
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
        let [share, investment_share] = self.shares_of_firm(product, i);
        if self.tailored.is_some() {
            let [inputs, investment, equipment] = self.tailored_wants(product, i);
            return (inputs, investment + equipment);
        }
        (
            share * self.desired_inputs[i],
            investment_share * self.desired_investment[i],
        )
    }

    /// What firm `i` plans, where firms differ in it.
    #[inline]
    #[must_use]
    pub fn plans_of(&self, i: usize, tailored: &Tailored<'_>) -> Plans {
        Plans {
            mix: tailored.input_mix[i],
            inputs: self.desired_inputs[i],
            investment: self.desired_investment[i],
            equipment: tailored.equipment[i],
        }
    }

    /// Shares of `product` in the inputs and in the investment of firm `i`.
    #[inline]
    fn shares_of_firm(&self, product: usize, i: usize) -> [f64; 2] {
        let n = self.investment_basket.len();
        let row = product * n + self.industry[i] as usize;
        match &self.home {
            None => [self.input_shares[row], self.investment_basket[product]],
            Some(home) => {
                let (area, n_areas) = (home.firm_area[i] as usize, home.shares.n_areas);
                [
                    home.shares.inputs[row * n_areas + area],
                    home.shares.investment[product * n_areas + area],
                ]
            }
        }
    }

    /// Inputs, investment and digital equipment that firm `i` wants of `product`, real.
    #[inline]
    #[must_use]
    pub fn tailored_wants(&self, product: usize, i: usize) -> [f64; 3] {
        let [share, investment_share] = self.shares_of_firm(product, i);
        let Some(tailored) = &self.tailored else {
            let investment = investment_share * self.desired_investment[i];
            return [share * self.desired_inputs[i], investment, 0.0];
        };
        let [running, equipment] = match &self.home {
            None => [
                tailored.baskets.running[product],
                tailored.baskets.equipment[product],
            ],
            Some(home) => {
                let at = product * home.shares.n_areas + home.firm_area[i] as usize;
                [home.shares.running[at], home.shares.equipment[at]]
            }
        };
        self.plans_of(i, tailored).of_product(FirmShares {
            inputs: share,
            investment: investment_share,
            running,
            equipment,
        })
    }

    /// What household `h` wants to spend on `product`, for consumption and for housing.
    #[inline]
    #[must_use]
    pub fn parts_of_household(&self, product: usize, h: usize) -> (f64, f64) {
        let [consumption, housing] = match &self.home {
            None => [
                self.shares.consumption[product],
                self.shares.housing[product],
            ],
            Some(home) => {
                let at = product * home.shares.n_areas + home.household_area[h] as usize;
                [home.shares.consumption[at], home.shares.housing[at]]
            }
        };
        (
            consumption * self.consumption_budget[h],
            housing * self.housing_budget[h],
        )
    }

    /// What government entity `j` wants to spend on `product`.
    #[inline]
    #[must_use]
    pub fn of_government(&self, product: usize, j: usize) -> f64 {
        match &self.home {
            None => self.shares.government[product] * self.government_budget,
            Some(home) => {
                let shares = home.shares;
                let at = product * shares.n_areas + j % shares.n_areas;
                let all = self.government_budget * self.n_government as f64;
                shares.government[at] * (all * shares.government_of_entity[j])
            }
        }
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
            for (code, wanted) in (first..).zip(wanted) {
                *wanted = demand.of_government(self.product, (code - FIRST_GOVERNMENT) as usize);
            }
        } else if first >= FIRST_FOREIGN {
            wanted.fill(shares.exports[self.product] * demand.foreign_budget);
        } else if demand.home.is_some() {
            for (h, wanted) in (first as usize..).zip(wanted) {
                let (consumption, housing) = demand.parts_of_household(self.product, h);
                *wanted = consumption + housing;
            }
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
