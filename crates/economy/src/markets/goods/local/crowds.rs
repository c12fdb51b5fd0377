//! The crowds of each area, firms and final buyers: what they want, and what each member then gets.

use quantity::maths;

use super::super::Purchases;
use super::super::crowds::Others;
use super::super::demand::{Demand, Home, MoneyShares};
use super::super::expected::Terms;
use super::super::menu::{BLOCK, Line, Menu};
use super::super::online::desk::Desk;
use super::Local;
use super::freight::LocalShares;
use crate::firms::Firms;
use crate::households::Households;

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
                purchases.add_government(spending, invested, per_unit);
            }
            menu.close();
        }
        let shares_of_exports = shares.exports.iter().zip(exports_of_product);
        for (terms, (share, of_product)) in self.terms.chunks_exact(rows).zip(shares_of_exports) {
            let terms = terms[n];
            let exports = (1.0 - terms.final_unserved) * share * others.foreign;
            *of_product = exports;
            purchases.add_exports(exports, maths::ratio_or_zero(1.0, terms.final_price));
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
