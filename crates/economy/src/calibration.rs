//! The numbers an economy starts from: sizes, technology, baskets, rates, processes and opening stocks.
//!
//! Two formats on disk, the reference format ([`crate::reference`]) and the project's own
//! ([`crate::tables`]), end here. Money is in the economy's unit; flows and rates are per quarter;
//! prices of the opening are 1. Monetary totals are not scaled, only the number of agents is.

mod check;

use std::sync::Arc;

use crate::closure::TrendRates;
use crate::closure::public_revenue::CONSTRUCTION;
use crate::geography::Geography;
use crate::people::{Census, Drawn};

pub use check::{Fault, MAX_AGENTS, Place, Problem, SHARE_TOLERANCE};

/// Everything a run needs to know about a country.
///
/// # Source
/// Base model, §3; the names of its symbols are in each field's documentation.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Name of the economy, as typed after `--economy`.
    pub name: String,
    /// One line for reports: country and date of the opening.
    pub title: String,
    /// What one unit of money is, e.g. "million euro".
    pub money_unit: String,
    /// The industries and their products, in order.
    pub industries: Vec<Industry>,
    /// Numbers of agents.
    pub sizes: Sizes,
    /// How each industry produces.
    pub technology: Technology,
    /// What each kind of spending is made of.
    pub baskets: Baskets,
    /// Taxes, propensities, norms of the bank.
    pub rates: Rates,
    /// What evolves outside the model, and the policy rule.
    pub processes: Processes,
    /// Stocks and histories at the opening.
    pub opening: Opening,
    /// Growth of what must share the trend, for the long-run rules.
    pub trend: TrendRates,
    /// The map.
    pub geography: Geography,
    /// What is known of the people; without it households are single persons.
    pub census: Option<Arc<Census>>,
    /// The people, once drawn: runs of an experiment share them. Put here by [`Self::inhabit`].
    pub population: Option<Arc<Drawn>>,
}

/// An industry and its one product.
#[derive(Clone, Debug, PartialEq)]
pub struct Industry {
    /// Short code, e.g. a NACE division.
    pub code: String,
    /// Name in words.
    pub title: String,
    /// Firms (`I_g`).
    pub firms: u32,
    /// Employees at the opening (`N_g`).
    pub employees: u32,
    /// Share of its firms that the government owns (`σ^G`), for the long-run rules.
    pub government_share: f64,
    /// How digital it is at the opening, where the data say; for a theory of the digital economy.
    pub digital: Option<DigitalOpening>,
    /// Where its firms are, in the order of areas; empty where the whole country is one area.
    pub cells: Vec<Cell>,
}

/// How digital an industry is at the opening; all shares.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DigitalOpening {
    /// Penetration of its value added by digital inputs, which stands for adoption by its firms.
    pub adoption: f64,
    /// Share of its work that is routine; only ratios between industries matter.
    pub routine_share: f64,
    /// Share of its jobs that can be done from afar, over that of the best industries.
    pub remote_share: f64,
    /// Share of its sales made online at the opening.
    pub online_share: f64,
    /// The largest share of its sales that can be made online.
    pub online_max: f64,
}

/// The firms of an industry in one area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// The area.
    pub area: u32,
    /// Firms there.
    pub firms: u32,
    /// Employees there at the opening.
    pub employees: u32,
    /// Output and wage per employee over the industry's (`ω`); both move together, so unit labour cost is
    /// the same everywhere.
    pub productivity: f64,
}

/// Numbers of agents besides firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Persons who work or look for work, owners not counted (`H_W`).
    pub workers: u32,
    /// Persons who do neither (`H_inact`).
    pub inactive: u32,
    /// Entities that spend government consumption (`J`).
    pub government_entities: u32,
    /// Foreign buyers of exports (`L`).
    pub foreign_buyers: u32,
}

/// Vectors over industries, and the input–output shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Technology {
    /// Output per employee and quarter (`α`).
    pub output_per_worker: Vec<f64>,
    /// Output per unit of intermediate input (`β`).
    pub output_per_input: Vec<f64>,
    /// Output per unit of capital at full use (`κ`).
    pub output_per_capital: Vec<f64>,
    /// Depreciation of capital at full use, per quarter (`δ`).
    pub depreciation: Vec<f64>,
    /// Real wage per employee and quarter (`w`).
    pub wage: Vec<f64>,
    /// Net tax rate on products, on output (`τ^Y`).
    pub tax_products: Vec<f64>,
    /// Net tax rate on production, on output; negative for a subsidy (`τ^K`).
    pub tax_production: Vec<f64>,
    /// Employers' social contributions, on wages (`τ^SIF`).
    pub employer_contributions: Vec<f64>,
    /// Dividends out of profit after tax in each industry, where they are not the common ones; empty in
    /// the base model.
    pub dividend_payout: Vec<f64>,
    /// Share of each industry's dividends that the government receives (`σ^G`); empty in the base model.
    pub government_dividends: Vec<f64>,
    /// Share of each industry's net investment that the government pays (`c`); empty in the base model.
    pub capital_transfer: Vec<f64>,
    /// Share of product `g` in the inputs of industry `s`, at `g · industries + s` (`a`).
    pub input_shares: Vec<f64>,
}

impl Technology {
    /// Share of `product` in the intermediate inputs of `industry`.
    #[inline]
    #[must_use]
    pub fn input_share(&self, product: usize, industry: usize) -> f64 {
        self.input_shares[product * self.wage.len() + industry]
    }

    /// Operating surplus over output at opening prices, after depreciation (`π̄`).
    #[must_use]
    pub fn operating_margin(&self, industry: usize) -> f64 {
        let labour = (1.0 + self.employer_contributions[industry]) * self.wage[industry]
            / self.output_per_worker[industry];
        let capital = self.depreciation[industry] / self.output_per_capital[industry];
        let inputs = 1.0 / self.output_per_input[industry];
        1.0 - labour
            - capital
            - inputs
            - self.tax_production[industry]
            - self.tax_products[industry]
    }
}

/// Shares of products in each kind of spending; each vector sums to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Baskets {
    /// Investment of firms (`b^CF`).
    pub investment: Vec<f64>,
    /// Housing investment of households (`b^CFH`).
    pub housing: Vec<f64>,
    /// Consumption of households (`b^HH`).
    pub consumption: Vec<f64>,
    /// Consumption of rural and of urban households, where they are known apart; else empty.
    pub consumption_by_stratum: [Vec<f64>; 2],
    /// Consumption of the government (`c^G`).
    pub government: Vec<f64>,
    /// Capital formation of the government (`c^GK`); empty where there is none.
    pub public_investment: Vec<f64>,
    /// Exports (`c^E`).
    pub exports: Vec<f64>,
    /// Imports (`c^I`).
    pub imports: Vec<f64>,
}

/// Rates and propensities, per quarter where they have a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Income tax (`τ^INC`).
    pub tax_income: f64,
    /// Tax on profits of firms and the bank (`τ^FIRM`).
    pub tax_corporate: f64,
    /// Value added tax on household consumption (`τ^VAT`).
    pub tax_value_added: f64,
    /// Employees' social contributions (`τ^SIW`).
    pub employee_contributions: f64,
    /// Product tax on exports (`τ^EXP`).
    pub tax_exports: f64,
    /// Product tax on housing investment (`τ^CF`).
    pub tax_housing: f64,
    /// Product tax on government consumption (`τ^G`).
    pub tax_government: f64,
    /// Unemployment benefit over the last gross wage (`θ^UB`).
    pub replacement_rate: f64,
    /// Consumption out of expected disposable income (`ψ`).
    pub consumption_propensity: f64,
    /// Housing investment out of expected disposable income (`ψ^H`).
    pub housing_propensity: f64,
    /// Dividends out of profit after tax; may exceed 1 (`θ^DIV`).
    pub dividend_payout: f64,
    /// The same of the bank, which in the base model pays out as firms do.
    pub bank_payout: f64,
    /// Share of loans repaid each quarter (`θ`).
    pub loan_repayment: f64,
    /// Lending rate over policy rate (`μ`).
    pub lending_margin: f64,
    /// Interest on public debt (`r_G`).
    pub public_debt_rate: f64,
    /// Bank equity over loans, at least (`ζ`).
    pub capital_requirement: f64,
    /// Loans over the value of capital, at most (`ζ^LTV`).
    pub loan_to_value: f64,
    /// Loans over the value of capital after a bankruptcy (`ζ^b`).
    pub loan_after_bankruptcy: f64,
    /// Wear of public capital in a quarter (`δ_G`); only a memorandum depends on it in the base model.
    pub public_wear: f64,
    /// The founder's part of what households own of a firm, where there are people; 1 in the base model.
    pub founder_share: f64,
    /// Share of dividends that goes abroad; 0 in the base model.
    pub foreign_dividends: f64,
    /// Share of the bank's dividends that the government receives; 0 in the base model.
    pub bank_government_dividends: f64,
    /// Fees on profits within the corporate tax, reported apart (`τ^N`); 0 in the base model.
    pub profit_fee: f64,
    /// Land fees of firms, on construction bought for investment (`φ_F`); 0 in the base model.
    pub land_fee_firms: f64,
    /// Land fees of households, on dwellings (`φ_H`); 0 in the base model.
    pub land_fee_households: f64,
}

/// A first-order autoregression `x' = slope · x + intercept`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ar1 {
    /// Coefficient of the last value.
    pub slope: f64,
    /// Constant.
    pub intercept: f64,
}

/// Exogenous processes and the policy rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Processes {
    /// Log of world ("euro area") output (`α^Y_EA`, `β^Y_EA`).
    pub world_output: Ar1,
    /// World inflation, as log growth (`α^π_EA`, `β^π_EA`).
    pub world_inflation: Ar1,
    /// Standard deviation of its shock (`σ^π_EA`).
    pub world_inflation_sd: f64,
    /// Log of real government consumption (`α_G`, `β_G`).
    pub government: Ar1,
    /// Standard deviation of its shock (`σ_G`).
    pub government_sd: f64,
    /// Log of real exports (`α_E`, `β_E`).
    pub exports: Ar1,
    /// Log of real imports (`α_I`, `β_I`).
    pub imports: Ar1,
    /// Covariance of the shocks to world output, exports and imports, in this order (`Σ`).
    pub covariance: [[f64; 3]; 3],
    /// Smoothing of the policy rate (`ρ`).
    pub policy_smoothing: f64,
    /// Real rate at rest (`r*`).
    pub real_rate: f64,
    /// Inflation target (`π*`).
    pub inflation_target: f64,
    /// Reaction to inflation (`ξ_π`).
    pub reaction_inflation: f64,
    /// Reaction to growth (`ξ_γ`).
    pub reaction_growth: f64,
}

/// Stocks and histories at the opening.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Gross output, quarter by quarter up to the opening (`Y`, length `T'`).
    pub output: Vec<f64>,
    /// Log inflation of the same quarters (`π`).
    pub inflation: Vec<f64>,
    /// Real government consumption from the opening on; later entries serve conditional forecasts (`C_G`).
    pub government_consumption: Vec<f64>,
    /// Real capital formation of the government (`C_K`), where it is known apart from its consumption.
    pub public_investment: f64,
    /// Real exports from the opening on (`C_E`).
    pub exports: Vec<f64>,
    /// Real imports from the opening on (`Y_I`).
    pub imports: Vec<f64>,
    /// World output (`Y_EA`).
    pub world_output: f64,
    /// World inflation (`π_EA`).
    pub world_inflation: f64,
    /// Policy rate (`r̄`).
    pub policy_rate: f64,
    /// Deposits of firms (`D_I`).
    pub firm_deposits: f64,
    /// Loans of firms (`L_I`).
    pub firm_loans: f64,
    /// Real growth of stocks for which the opening leaves room: it is part of capital formation. 0 in the
    /// base model; what the tables hold where capital formation is more than wear.
    pub room: f64,
    /// By how much stocks grew in the quarter of the opening: interest was paid on those before. 0 in the
    /// base model.
    pub stock_growth: f64,
    /// Loans over capital of each industry, relative to each other; empty where they go by capital alone,
    /// as in the base model.
    pub loan_weights: Vec<f64>,
    /// Deposits of households (`D_H`).
    pub household_deposits: f64,
    /// Dwellings of households (`K_H`).
    pub dwellings: f64,
    /// Public debt (`L_G`).
    pub public_debt: f64,
    /// Equity of the bank (`E_k`).
    pub bank_equity: f64,
    /// Equity of the central bank (`E_CB`).
    pub central_bank_equity: f64,
    /// Claims of foreigners on the central bank (`D_RoW`).
    pub foreign_position: f64,
    /// Use of capital, as a share of full use (`ω`).
    pub capacity_use: f64,
    /// Use of inputs over their stock; `ω` in the published model (`ω_M`).
    pub input_use: f64,
    /// Disposable income of households that the data state; 0 where it follows from the other numbers.
    pub disposable_income: f64,
    /// Unemployment benefit per person (`w_UB`).
    pub unemployment_benefit: f64,
    /// Benefit per inactive person (`sb_inact`).
    pub benefit_inactive: f64,
    /// Other net transfers per household (`sb_other`).
    pub benefit_other: f64,
}

impl Opening {
    /// Equity of the central bank with which all balance sheets close.
    ///
    /// What is left of public debt and loans after deposits, the bank's equity and foreign claims.
    #[must_use]
    pub fn central_bank_residual(&self) -> f64 {
        self.public_debt + self.firm_loans
            - self.firm_deposits
            - self.household_deposits
            - self.bank_equity
            - self.foreign_position
    }
}

impl Calibration {
    /// Dividends out of profit after tax in an industry.
    #[must_use]
    pub fn dividend_payout(&self, industry: usize) -> f64 {
        let own = self.technology.dividend_payout.get(industry).copied();
        own.unwrap_or(self.rates.dividend_payout)
    }

    /// Share of an industry's dividends that the government receives.
    #[must_use]
    pub fn government_dividends(&self, industry: usize) -> f64 {
        let shares = &self.technology.government_dividends;
        shares.get(industry).copied().unwrap_or(0.0)
    }

    /// Share of an industry's net investment that the government pays.
    #[must_use]
    pub fn capital_transfer(&self, industry: usize) -> f64 {
        let shares = &self.technology.capital_transfer;
        shares.get(industry).copied().unwrap_or(0.0)
    }

    /// The product that is built with land, if there is one.
    #[must_use]
    pub fn construction(&self) -> Option<usize> {
        self.industries
            .iter()
            .position(|industry| CONSTRUCTION.contains(&industry.code.as_str()))
    }

    /// Land fee on a unit of firms' investment at the prices of the opening.
    #[must_use]
    pub fn land_fee_per_investment(&self) -> f64 {
        let rate = self.rates.land_fee_firms;
        self.construction()
            .map_or(0.0, |product| rate * self.baskets.investment[product])
    }

    /// Number of industries, and of products.
    #[must_use]
    pub fn n_industries(&self) -> usize {
        self.industries.len()
    }

    /// The firms of an industry area by area; all in the first where there is only one.
    pub fn cells(&self, industry: usize) -> impl Iterator<Item = Cell> + '_ {
        let industry = &self.industries[industry];
        let whole = Cell {
            area: 0,
            firms: industry.firms,
            employees: industry.employees,
            productivity: 1.0,
        };
        let only = industry.cells.is_empty().then_some(whole);
        industry.cells.iter().copied().chain(only)
    }

    /// Number of firms.
    #[must_use]
    pub fn n_firms(&self) -> usize {
        self.industries.iter().map(|g| g.firms as usize).sum()
    }

    /// Number of households: those drawn, or workers, inactive persons, one owner per firm, the bank's owner.
    #[must_use]
    pub fn n_households(&self) -> usize {
        if let Some(drawn) = &self.population {
            return drawn.households.len();
        }
        self.sizes.workers as usize + self.sizes.inactive as usize + self.n_firms() + 1
    }

    /// The same economy with `k` times as many agents and the same totals.
    ///
    /// Amounts per person are divided by `k`. There is still one bank, so one bank owner. A drawn population
    /// is of one size only: it is left behind unless `k` is 1.
    #[must_use]
    pub fn replicate(mut self, k: u32) -> Self {
        if k != 1 {
            self.population = None;
        }
        let per_person = 1.0 / f64::from(k);
        for industry in &mut self.industries {
            industry.firms *= k;
            industry.employees *= k;
            for cell in &mut industry.cells {
                cell.firms *= k;
                cell.employees *= k;
            }
        }
        let sizes = &mut self.sizes;
        for n in [
            &mut sizes.workers,
            &mut sizes.inactive,
            &mut sizes.government_entities,
            &mut sizes.foreign_buyers,
        ] {
            *n *= k;
        }
        for amount in self
            .technology
            .output_per_worker
            .iter_mut()
            .chain(&mut self.technology.wage)
        {
            *amount *= per_person;
        }
        self.opening.unemployment_benefit *= per_person;
        self.opening.benefit_inactive *= per_person;
        self.opening.benefit_other *= per_person;
        self
    }
}
