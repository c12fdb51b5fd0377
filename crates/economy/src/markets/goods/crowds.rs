//! The two crowds of a product, firms and final buyers: what they want, and what each member then gets.

use quantity::maths;

use super::demand::{Demand, MoneyShares};
use super::expected::Terms;
use super::menu::{BLOCK, Line, Menu};
use super::online::desk::Desk;
use super::purchases::{Budgets, Purchases};
use crate::calibration::Calibration;
use crate::firms::Firms;
use crate::households::Households;

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
            purchases.add_exports(exports, per_unit);
            let invested = shares.of_public_investment(g) * spending;
            purchases.add_government(spending, invested, per_unit);
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
