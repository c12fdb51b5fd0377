//! The reference format: the parameters and initial conditions of the published model, under its own names.
//!
//! Scalars are declared parameters, so `--set economy.psi=0.9` works; vectors are columns of numbers
//! that live in their file. Everything is per quarter. [`Reference::calibration`] turns the whole
//! into the value the model runs on.
//!
//! # Source
//! Base model, §3; file layout and the Austrian values that serve as defaults: `poledna_2023`.

use params::{Parameters, parameters};

use crate::calibration::{
    Ar1, Baskets, Calibration, Fault, Industry, Opening, Place, Problem, Processes, Rates, Sizes,
    Technology,
};
use crate::closure::{PublicCapital, TrendRates};
use crate::geography::Geography;

parameters! {
    /// Scalars of `parameters.json`.
    #[expect(non_snake_case, reason = "a file's keys are the paths people type, and they are the symbols of the model")]
    pub struct Scalars in "economy" {
        /// Active persons, with the owners of the firms and of the bank.
        H_act: f64 [Pure] = 4743.0, within 1.0..=2e9, plausible 1e3..=1e7, from Measured("poledna_2023") known Verified;
        /// Inactive persons.
        H_inact: f64 [Pure] = 4130.0, within 0.0..=2e9, plausible 1e3..=1e7, from Measured("poledna_2023") known Verified;
        /// Entities that spend government consumption.
        J: f64 [Pure] = 156.0, within 1.0..=2e9, plausible 10.0..=1e5, from Assumed("a quarter of the firms") known Verified;
        /// Foreign buyers of exports.
        L: f64 [Pure] = 312.0, within 1.0..=2e9, plausible 10.0..=1e5, from Assumed("half the firms") known Verified;
        /// Income tax rate.
        tau_INC: f64 [Share] = 0.213_407_422_305_666_48, within 0.0..=1.0, plausible 0.05..=0.4, from Measured("poledna_2023") known Verified;
        /// Tax rate on profits.
        tau_FIRM: f64 [Share] = 0.077_011_972_594_261_28, within 0.0..=1.0, plausible 0.02..=0.35, from Measured("poledna_2023") known Verified;
        /// Value added tax rate on household consumption.
        tau_VAT: f64 [Share] = 0.152_868_393_353_088_7, within -0.5..=5.0, plausible 0.0..=0.3, from Measured("poledna_2023") known Verified;
        /// Employers' social contributions, on wages.
        tau_SIF: f64 [Share] = 0.212_151_465_349_924_13, within 0.0..=5.0, plausible 0.0..=0.4, from Measured("poledna_2023") known Verified;
        /// Employees' social contributions, on wages.
        tau_SIW: f64 [Share] = 0.171_148_946_216_577_45, within 0.0..=1.0, plausible 0.0..=0.3, from Measured("poledna_2023") known Verified;
        /// Product tax rate on exports.
        tau_EXPORT: f64 [Share] = 0.002_948_620_178_345_718, within -0.5..=5.0, plausible 0.0..=0.05, from Measured("poledna_2023") known Verified;
        /// Product tax rate on housing investment.
        tau_CF: f64 [Share] = 0.087_614_178_548_341_12, within -0.5..=5.0, plausible 0.0..=0.25, from Measured("poledna_2023") known Verified;
        /// Product tax rate on government consumption.
        tau_G: f64 [Share] = 0.009_147_800_682_711_324, within -0.5..=5.0, plausible 0.0..=0.1, from Measured("poledna_2023") known Verified;
        /// Unemployment benefit over the last gross wage.
        theta_UB: f64 [Share] = 0.358_582_447_806_091_9, within 1e-6..=1.5, plausible 0.1..=0.7, from Legislated("poledna_2023") known Verified;
        /// Propensity to consume out of expected disposable income.
        psi: f64 [Share] = 0.909_668_124_946_877_2, within 0.0..=2.0, plausible 0.6..=1.0, from Measured("poledna_2023") known Verified;
        /// Propensity to invest in housing out of expected disposable income.
        psi_H: f64 [Share] = 0.071_250_999_572_463_43, within 0.0..=2.0, plausible 0.02..=0.15, from Measured("poledna_2023") known Verified;
        /// Dividends out of profit after tax.
        theta_DIV: f64 [Share] = 0.785_807_444_001_960_3, within 0.0..=5.0, plausible 0.2..=1.2, from Measured("poledna_2023") known Verified;
        /// Share of loans repaid each quarter.
        theta: f64 [QuarterlyRate] = 0.05, within 0.0..=1.0, plausible 0.02..=0.1, from Assumed("set by the published model") known Verified;
        /// Lending rate over the policy rate.
        mu: f64 [QuarterlyRate] = 0.026_713_971_694_295_565, within -1.0..=1.0, plausible 0.0..=0.04, from Measured("poledna_2023") known Verified;
        /// Interest rate on public debt.
        r_G: f64 [QuarterlyRate] = 0.008_981_092_459_553_7, within -1.0..=1.0, plausible 0.0..=0.03, from Measured("poledna_2023") known Verified;
        /// Bank equity over loans, at least.
        zeta: f64 [Share] = 0.03, within 1e-6..=10.0, plausible 0.02..=0.15, from Legislated("poledna_2023") known Verified;
        /// Loans over the value of capital, at most.
        zeta_LTV: f64 [Share] = 0.6, within 0.0..=100.0, plausible 0.4..=0.9, from Assumed("set by the published model") known Verified;
        /// Loans over the value of capital after a bankruptcy.
        zeta_b: f64 [Share] = 0.5, within 0.0..=100.0, plausible 0.2..=0.8, from Assumed("set by the published model") known Verified;
        /// Persistence of log output of the euro area.
        alpha_Y_EA: f64 [Pure] = 0.963_578_450_432_420_1, within -2.0..=2.0, plausible 0.8..=1.0, from Estimated("poledna_2023") known Verified;
        /// Constant in log output of the euro area.
        beta_Y_EA: f64 [Pure] = 0.536_002_962_319_952_5, within -100.0..=100.0, plausible 0.0..=3.0, from Estimated("poledna_2023") known Verified;
        /// Persistence of inflation of the euro area.
        alpha_pi_EA: f64 [Pure] = 0.384_561_736_295_348_34, within -2.0..=2.0, plausible 0.0..=0.9, from Estimated("poledna_2023") known Verified;
        /// Constant in inflation of the euro area.
        beta_pi_EA: f64 [Pure] = 0.002_621_953_387_900_587_7, within -100.0..=100.0, plausible 0.0..=0.01, from Estimated("poledna_2023") known Verified;
        /// Standard deviation of the shock to inflation of the euro area.
        sigma_pi_EA: f64 [Pure] = 0.002_532_789_156_246_750_5, within 0.0..=10.0, plausible 0.0..=0.01, from Estimated("poledna_2023") known Verified;
        /// Persistence of log government consumption.
        alpha_G: f64 [Pure] = 0.990_594_953_329_643_1, within -2.0..=2.0, plausible 0.8..=1.0, from Estimated("poledna_2023") known Verified;
        /// Constant in log government consumption.
        beta_G: f64 [Pure] = 0.093_732_118_729_495_86, within -100.0..=100.0, plausible 0.0..=3.0, from Estimated("poledna_2023") known Verified;
        /// Standard deviation of the shock to log government consumption.
        sigma_G: f64 [Pure] = 0.011_235_005_057_648_862, within 0.0..=10.0, plausible 0.0..=0.03, from Estimated("poledna_2023") known Verified;
        /// Persistence of log exports.
        alpha_E: f64 [Pure] = 0.962_809_216_044_625, within -2.0..=2.0, plausible 0.8..=1.0, from Estimated("poledna_2023") known Verified;
        /// Constant in log exports.
        beta_E: f64 [Pure] = 0.392_600_268_779_539_46, within -100.0..=100.0, plausible 0.0..=3.0, from Estimated("poledna_2023") known Verified;
        /// Persistence of log imports.
        alpha_I: f64 [Pure] = 0.966_236_046_653_748_8, within -2.0..=2.0, plausible 0.8..=1.0, from Estimated("poledna_2023") known Verified;
        /// Constant in log imports.
        beta_I: f64 [Pure] = 0.354_927_699_630_786_24, within -100.0..=100.0, plausible 0.0..=3.0, from Estimated("poledna_2023") known Verified;
        /// Smoothing of the policy rate.
        rho: f64 [Share] = 0.925_966_858_065_408_6, within -2.0..=2.0, plausible 0.7..=1.0, from Estimated("poledna_2023") known Verified;
        /// Real policy rate at rest.
        r_star: f64 [QuarterlyRate] = -0.003_424_572_940_686_137, within -1.0..=1.0, plausible -0.01..=0.01, from Estimated("poledna_2023") known Verified;
        /// Inflation target.
        pi_star: f64 [QuarterlyRate] = 0.004_962_931_573_203_821_5, within -1.0..=1.0, plausible 0.0..=0.01, from Legislated("poledna_2023") known Verified;
        /// Reaction of the policy rate to inflation.
        xi_pi: f64 [Pure] = 0.309_969_744_661_338_75, within -1e4..=1e4, plausible 0.0..=2.0, from Estimated("poledna_2023") known Verified;
        /// Reaction of the policy rate to growth.
        xi_gamma: f64 [Pure] = 1.328_593_153_520_194, within -1e4..=1e4, plausible 0.0..=2.0, from Estimated("poledna_2023") known Verified;
    }
}

parameters! {
    /// Scalars of `initial_conditions.json`.
    #[expect(non_snake_case, reason = "a file's keys are the paths people type, and they are the symbols of the model")]
    pub struct Stocks in "economy" {
        /// Deposits of firms.
        D_I: f64 [Money] = 54_049.0, within 0.0..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Loans of firms.
        L_I: f64 [Money] = 236_919.0, within 0.0..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Deposits of households.
        D_H: f64 [Money] = 219_841.0, within 0.0..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Dwellings of households.
        K_H: f64 [Money] = 405_376.9, within 0.0..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Public debt.
        L_G: f64 [Money] = 232_610.9, within -1e15..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Equity of the bank.
        E_k: f64 [Money] = 89_460.0, within -1e15..=1e15, plausible 0.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Equity of the central bank, with which all balance sheets close.
        E_CB: f64 [Money] = 106_179.900_000_000_02, within -1e16..=1e16, plausible 0.0..=1e9, from Measured("poledna_2023") known Derived;
        /// Claims of foreigners on the central bank.
        D_RoW: f64 [Money] = 0.0, within -1e15..=1e15, plausible -1e8..=1e8, from Assumed("set by the published model") known Verified;
        /// Output of the euro area.
        Y_EA: f64 [Money] = 2_354_847.6, within 1e-9..=1e18, plausible 1.0..=1e9, from Measured("poledna_2023") known Verified;
        /// Inflation of the euro area.
        pi_EA: f64 [QuarterlyRate] = 0.001_938_318_899_799_007_5, within -0.9..=10.0, plausible -0.01..=0.03, from Measured("poledna_2023") known Verified;
        /// Policy rate.
        r_bar: f64 [QuarterlyRate] = 0.001_645_931_901_448_127_7, within -1.0..=1.0, plausible 0.0..=0.02, from Measured("poledna_2023") known Verified;
        /// Use of capital as a share of full use, and of the input stock.
        omega: f64 [Share] = 0.85, within 0.01..=1.5, plausible 0.75..=0.95, from Assumed("set by the published model") known Verified;
        /// Unemployment benefit per unemployed person.
        w_UB: f64 [MoneyPerPersonQuarter] = 4.065_459_703_089_939, within 0.0..=1e12, plausible 0.0..=100.0, from Measured("poledna_2023") known Verified;
        /// Benefit per inactive person.
        sb_inact: f64 [MoneyPerPersonQuarter] = 2.238_468_336_136_841, within -1e12..=1e12, plausible 0.0..=100.0, from Measured("poledna_2023") known Verified;
        /// Other net transfers per household.
        sb_other: f64 [MoneyPerPersonQuarter] = 0.590_285_904_357_630_1, within 0.0..=1e12, plausible 0.0..=100.0, from Measured("poledna_2023") known Verified;
    }
}

/// Declares columns of numbers with their keys in a file.
macro_rules! columns {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[doc = $doc:literal])+ $field:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { $($(#[doc = $doc])+ pub $field: Vec<f64>,)* }

        impl $name {
            /// Keys, in the order of the fields.
            pub const KEYS: &[&str] = &[$(stringify!($field),)*];

            /// Every column with its key.
            pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[f64])> {
                [$((stringify!($field), self.$field.as_slice()),)*].into_iter()
            }

            /// The column under `key`.
            pub fn get_mut(&mut self, key: &str) -> Option<&mut Vec<f64>> {
                match key {
                    $(stringify!($field) => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

columns! {
    /// Vectors over industries or products, of `parameters.json`.
    #[expect(non_snake_case, reason = "the keys of the file")]
    pub struct IndustryColumns {
        /// Output per worker and quarter.
        alpha_s,
        /// Output per unit of intermediate input.
        beta_s,
        /// Output per unit of capital at full use.
        kappa_s,
        /// Depreciation of capital at full use.
        delta_s,
        /// Real wage per worker and quarter.
        w_s,
        /// Net tax rate on products.
        tau_Y_s,
        /// Net tax rate on production.
        tau_K_s,
        /// Composition of firms' investment.
        b_CF_g,
        /// Composition of housing investment.
        b_CFH_g,
        /// Composition of household consumption.
        b_HH_g,
        /// Composition of government consumption.
        c_G_g,
        /// Composition of exports.
        c_E_g,
        /// Composition of imports.
        c_I_g,
    }
}

columns! {
    /// Series over quarters, of `initial_conditions.json`.
    #[expect(non_snake_case, reason = "the keys of the file")]
    pub struct Histories {
        /// Gross output up to the opening.
        Y,
        /// Log inflation up to the opening.
        pi,
        /// Real government consumption; the entry numbered `T_prime` is the opening.
        C_G,
        /// Real exports; the same.
        C_E,
        /// Real imports; the same.
        Y_I,
    }
}

/// An economy in the reference format.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Name of its folder.
    pub name: String,
    /// Code and title of each industry; `1` … `G` where no file names them.
    pub industries: Vec<(String, String)>,
    /// Scalars of `parameters.json`.
    pub scalars: Scalars,
    /// Scalars of `initial_conditions.json`.
    pub stocks: Stocks,
    /// Firms of each industry (`I_s`).
    pub firms: Vec<u32>,
    /// Employees of each industry (`N_s`).
    pub employees: Vec<u32>,
    /// Vectors over industries.
    pub columns: IndustryColumns,
    /// Share of product (row) in the inputs of an industry (column), row after row (`a_sg`).
    pub input_shares: Vec<f64>,
    /// Covariance of the shocks to euro-area output, exports and imports (`C`).
    pub covariance: [[f64; 3]; 3],
    /// Quarters of history up to and with the opening (`T_prime`).
    pub history: usize,
    /// Series over quarters.
    pub histories: Histories,
    /// Growth, which the format does not hold: for the long-run rules.
    pub trend: TrendRates,
}

/// Keys of `parameters.json` that the model does not use.
pub const UNUSED: &[&str] = &["S", "T", "T_max", "sigma_Y_EA", "sigma_E", "sigma_I"];

/// The stocks whose balance the equity of the central bank closes.
const BALANCED: &[&str] = &["L_G", "L_I", "D_I", "D_H", "E_k", "D_RoW"];

impl Reference {
    /// Whether closing the balance sheets is the central bank's job after `paths` were set by hand.
    ///
    /// It is when a stock was set and its own equity was not.
    #[must_use]
    pub fn moves_balance<'a>(paths: impl IntoIterator<Item = &'a str>) -> bool {
        let mut moved = false;
        for path in paths {
            let key = path.strip_prefix("economy.").unwrap_or(path);
            if key == "E_CB" {
                return false;
            }
            moved |= BALANCED.contains(&key);
        }
        moved
    }

    /// Gives the central bank the equity with which all balance sheets close.
    pub fn close_balance(&mut self) {
        self.stocks.E_CB = self.opening().central_bank_residual();
    }

    /// Checks that the parts fit each other, so that [`Self::calibration`] loses nothing.
    ///
    /// Values are checked by [`Calibration::check`].
    ///
    /// # Errors
    /// The first [`Problem`], with the file's key as its field.
    pub fn check(&self) -> Result<(), Problem> {
        let n = self.industries.len();
        let industries = || format!("one for each of {n} industries (G)");
        for (key, values) in self.columns.iter() {
            length(key, values.len(), n, industries)?;
        }
        length("I_s", self.firms.len(), n, industries)?;
        length("N_s", self.employees.len(), n, industries)?;
        length("a_sg", self.input_shares.len(), n * n, || {
            format!("{n} times {n}")
        })?;
        let quarters = self.history;
        for (key, values) in self.histories.iter() {
            let up_to_opening = matches!(key, "Y" | "pi");
            let fits = if up_to_opening {
                values.len() == quarters
            } else {
                values.len() >= quarters && quarters > 0
            };
            if !fits {
                let words = if up_to_opening { "exactly" } else { "at least" };
                return Err(Problem {
                    field: key,
                    place: Place::Whole,
                    fault: Fault::Length {
                        found: values.len(),
                        expected: format!("{words} T_prime = {quarters}"),
                    },
                });
            }
        }
        self.check_sizes()
    }

    fn check_sizes(&self) -> Result<(), Problem> {
        let s = &self.scalars;
        let sizes = [
            ("H_act", s.H_act),
            ("H_inact", s.H_inact),
            ("J", s.J),
            ("L", s.L),
        ];
        for (field, value) in sizes {
            if value.fract() != 0.0 {
                return Err(outside(field, value, "a whole number"));
            }
        }
        let owners = self.firms.iter().map(|&n| f64::from(n)).sum::<f64>() + 1.0;
        if s.H_act < owners {
            let allowed = "at least one owner per firm and one of the bank";
            return Err(outside("H_act", s.H_act, allowed));
        }
        Ok(())
    }

    /// The value the model runs on.
    ///
    /// Workers are the active persons less the owners of the firms and of the bank; series that
    /// reach beyond the opening keep their later quarters.
    #[must_use]
    pub fn calibration(&self) -> Calibration {
        let industries = self.industries.iter().zip(&self.firms).zip(&self.employees);
        let industries: Vec<Industry> = industries
            .map(|(((code, title), &firms), &employees)| Industry {
                code: code.clone(),
                title: title.clone(),
                firms,
                employees,
                government_share: 0.0,
                digital: None,
                cells: Vec::new(),
            })
            .collect();
        Calibration {
            name: self.name.clone(),
            title: format!("{} (reference format)", self.name),
            money_unit: "million euro".to_owned(),
            sizes: self.sizes(),
            technology: self.technology(industries.len()),
            baskets: self.baskets(),
            rates: self.rates(),
            processes: self.processes(),
            opening: self.opening(),
            trend: self.trend,
            geography: Geography::single(),
            census: None,
            population: None,
            industries,
        }
    }

    fn sizes(&self) -> Sizes {
        let owners = self.firms.iter().map(|&n| f64::from(n)).sum::<f64>() + 1.0;
        let s = &self.scalars;
        Sizes {
            workers: (s.H_act - owners) as u32,
            inactive: s.H_inact as u32,
            government_entities: s.J as u32,
            foreign_buyers: s.L as u32,
        }
    }

    fn technology(&self, n: usize) -> Technology {
        let c = self.columns.clone();
        Technology {
            output_per_worker: c.alpha_s,
            output_per_input: c.beta_s,
            output_per_capital: c.kappa_s,
            depreciation: c.delta_s,
            wage: c.w_s,
            tax_products: c.tau_Y_s,
            tax_production: c.tau_K_s,
            employer_contributions: vec![self.scalars.tau_SIF; n],
            dividend_payout: Vec::new(),
            government_dividends: Vec::new(),
            capital_transfer: Vec::new(),
            input_shares: self.input_shares.clone(),
        }
    }

    fn baskets(&self) -> Baskets {
        let c = self.columns.clone();
        Baskets {
            investment: c.b_CF_g,
            housing: c.b_CFH_g,
            consumption: c.b_HH_g,
            consumption_by_stratum: [Vec::new(), Vec::new()],
            government: c.c_G_g,
            public_investment: Vec::new(),
            exports: c.c_E_g,
            imports: c.c_I_g,
        }
    }

    fn rates(&self) -> Rates {
        let s = &self.scalars;
        Rates {
            tax_income: s.tau_INC,
            tax_corporate: s.tau_FIRM,
            tax_value_added: s.tau_VAT,
            employee_contributions: s.tau_SIW,
            tax_exports: s.tau_EXPORT,
            tax_housing: s.tau_CF,
            tax_government: s.tau_G,
            replacement_rate: s.theta_UB,
            consumption_propensity: s.psi,
            housing_propensity: s.psi_H,
            dividend_payout: s.theta_DIV,
            bank_payout: s.theta_DIV,
            loan_repayment: s.theta,
            lending_margin: s.mu,
            public_debt_rate: s.r_G,
            capital_requirement: s.zeta,
            loan_to_value: s.zeta_LTV,
            loan_after_bankruptcy: s.zeta_b,
            public_wear: PublicCapital::default().quarterly_wear(),
            founder_share: 1.0,
            foreign_dividends: 0.0,
            bank_government_dividends: 0.0,
            profit_fee: 0.0,
            land_fee_firms: 0.0,
            land_fee_households: 0.0,
        }
    }

    fn processes(&self) -> Processes {
        let s = &self.scalars;
        let process = |slope, intercept| Ar1 { slope, intercept };
        Processes {
            world_output: process(s.alpha_Y_EA, s.beta_Y_EA),
            world_inflation: process(s.alpha_pi_EA, s.beta_pi_EA),
            world_inflation_sd: s.sigma_pi_EA,
            government: process(s.alpha_G, s.beta_G),
            government_sd: s.sigma_G,
            exports: process(s.alpha_E, s.beta_E),
            imports: process(s.alpha_I, s.beta_I),
            covariance: self.covariance,
            policy_smoothing: s.rho,
            real_rate: s.r_star,
            inflation_target: s.pi_star,
            reaction_inflation: s.xi_pi,
            reaction_growth: s.xi_gamma,
        }
    }

    fn opening(&self) -> Opening {
        let (s, h) = (&self.stocks, &self.histories);
        let from_opening = |series: &[f64]| {
            let first = self.history.saturating_sub(1).min(series.len());
            series[first..].to_vec()
        };
        Opening {
            output: h.Y.clone(),
            inflation: h.pi.clone(),
            government_consumption: from_opening(&h.C_G),
            public_investment: 0.0,
            exports: from_opening(&h.C_E),
            imports: from_opening(&h.Y_I),
            world_output: s.Y_EA,
            world_inflation: s.pi_EA,
            policy_rate: s.r_bar,
            firm_deposits: s.D_I,
            firm_loans: s.L_I,
            room: 0.0,
            stock_growth: 0.0,
            loan_weights: Vec::new(),
            household_deposits: s.D_H,
            dwellings: s.K_H,
            public_debt: s.L_G,
            bank_equity: s.E_k,
            central_bank_equity: s.E_CB,
            foreign_position: s.D_RoW,
            capacity_use: s.omega,
            input_use: s.omega,
            disposable_income: 0.0,
            unemployment_benefit: s.w_UB,
            benefit_inactive: s.sb_inact,
            benefit_other: s.sb_other,
        }
    }
}

/// The key that fills a field of the calibration; the field itself if it is a key already.
#[must_use]
pub fn key(field: &'static str) -> &'static str {
    let origin = ORIGINS.iter().find(|(name, _)| *name == field);
    origin.map_or(field, |(_, key)| key)
}

/// The file in which a key stands.
#[must_use]
pub fn file(key: &str) -> &'static str {
    let is_stock = || Stocks::default().find(&format!("economy.{key}")).is_some();
    match key {
        "a_sg" => "a_sg.csv",
        "C" => "C.csv",
        "N_s" => "initial_conditions.json",
        _ if Histories::KEYS.contains(&key) || is_stock() => "initial_conditions.json",
        _ => "parameters.json",
    }
}

/// Fields of a calibration and the keys that fill them.
const ORIGINS: &[(&str, &str)] = &[
    ("industries", "G"),
    ("industries.firms", "I_s"),
    ("sizes", "H_act"),
    ("sizes.workers", "H_act"),
    ("sizes.government_entities", "J"),
    ("sizes.foreign_buyers", "L"),
    ("technology", "w_s"),
    ("technology.output_per_worker", "alpha_s"),
    ("technology.output_per_input", "beta_s"),
    ("technology.output_per_capital", "kappa_s"),
    ("technology.depreciation", "delta_s"),
    ("technology.wage", "w_s"),
    ("technology.tax_products", "tau_Y_s"),
    ("technology.tax_production", "tau_K_s"),
    ("technology.employer_contributions", "tau_SIF"),
    ("technology.input_shares", "a_sg"),
    ("baskets.investment", "b_CF_g"),
    ("baskets.housing", "b_CFH_g"),
    ("baskets.consumption", "b_HH_g"),
    ("baskets.government", "c_G_g"),
    ("baskets.exports", "c_E_g"),
    ("baskets.imports", "c_I_g"),
    ("processes.covariance", "C"),
    ("opening.output", "Y"),
    ("opening.inflation", "pi"),
    ("opening.government_consumption", "C_G"),
    ("opening.exports", "C_E"),
    ("opening.imports", "Y_I"),
    ("opening.benefit_inactive", "sb_inact"),
    ("opening.benefit_other", "sb_other"),
    ("opening.central_bank_equity", "E_CB"),
];

fn outside(field: &'static str, value: f64, allowed: &'static str) -> Problem {
    Problem {
        field,
        place: Place::Whole,
        fault: Fault::Outside { value, allowed },
    }
}

fn length(
    field: &'static str,
    found: usize,
    expected: usize,
    words: impl Fn() -> String,
) -> Result<(), Problem> {
    if found == expected {
        return Ok(());
    }
    Err(Problem {
        field,
        place: Place::Whole,
        fault: Fault::Length {
            found,
            expected: words(),
        },
    })
}
