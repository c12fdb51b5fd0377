//! Who buys capital formation: replacement and net investment of firms, dwellings, stocks of inputs, and
//! public works as the rest.
//!
//! # Equation
//! ```text
//! (a) Σ DEP_g      (b) 4 γ' Σ K_g      (c) 8 % of GDP      (d) 4 γ' Σ M_g      (e) the rest
//! K_g = DEP_g / rate_g      M_g = inputs_g / 4 / ω_M      γ' = γ_0 / (1 + γ_0)
//! ```
//! The split comes before balancing, so that no column can turn negative.
//!
//! # Source
//! Long run, §6.4.

use crate::controls::{Controls, Seed};
use crate::error::Error;
use crate::industry::{BUS, CON, INDUSTRIES, N, REA, each};
use crate::scalars::{self, Growth};

/// Depreciation among [`Seed::costs`].
const DEPRECIATION: usize = 2;

/// Capital formation by buyer, billion yuan a year.
#[derive(Clone, Debug)]
pub struct CapitalFormation {
    /// (a) Replacement by firms.
    pub replacement: f64,
    /// (b) Net investment of firms.
    pub net_investment: f64,
    /// (c) Dwellings.
    pub dwellings: f64,
    /// (d) Growth of the stocks of inputs.
    pub input_stocks: f64,
    /// (e) Public works.
    pub public: f64,
    /// Products of (a) and (b), before balancing.
    pub investment_seed: Vec<f64>,
    /// Products of (c).
    pub dwellings_seed: Vec<f64>,
    /// Products of (e).
    pub public_seed: Vec<f64>,
    /// Capital of each industry (`K_g`).
    pub capital: Vec<f64>,
    /// What the industries buy in a year for use and for their stocks, over what they use.
    pub purchases_over_use: f64,
}

impl CapitalFormation {
    /// Splits the total of the controls.
    ///
    /// # Errors
    /// A part below 0.
    pub fn split(seed: &Seed, controls: &Controls, growth: Growth) -> Result<Self, Error> {
        let wear = seed.cost_of(DEPRECIATION, controls);
        let capital = each(|g, industry| wear[g] / industry.depreciation_rate);
        let growth = growth.real_of_closing();
        let inputs: f64 = (0..N).map(|g| controls.inputs(g)).sum();
        let replacement: f64 = wear.iter().sum();
        let net_investment = 4.0 * growth * capital.iter().sum::<f64>();
        let dwellings = scalars::DWELLINGS * controls.gdp;
        let input_stocks = growth / scalars::INPUT_USE * inputs;
        let fixed = controls.capital_formation - input_stocks;
        let public = fixed - replacement - net_investment - dwellings;
        let all: f64 = seed.fixed_capital.iter().sum();
        let mut dwellings_seed = vec![0.0; N];
        dwellings_seed[CON] = dwellings * scalars::DWELLINGS_CONSTRUCTION;
        dwellings_seed[REA] = dwellings * (1.0 - scalars::DWELLINGS_CONSTRUCTION);
        let mut public_seed = vec![0.0; N];
        public_seed[CON] = public * scalars::PUBLIC_CONSTRUCTION;
        public_seed[BUS] = public * (1.0 - scalars::PUBLIC_CONSTRUCTION);
        let investment_seed: Vec<f64> = (0..N)
            .map(|g| fixed * seed.fixed_capital[g] / all - dwellings_seed[g] - public_seed[g])
            .collect();
        let parts = investment_seed
            .iter()
            .enumerate()
            .map(|(g, v)| (format!("firms' investment in {}", INDUSTRIES[g].code), *v));
        let rest = std::iter::once(("public capital formation".to_owned(), public));
        for (what, value) in parts.chain(rest) {
            if value < 0.0 {
                return Err(Error::Step {
                    step: "split of capital formation",
                    what,
                    value,
                    allowed: "0 or more",
                });
            }
        }
        Ok(Self {
            replacement,
            net_investment,
            dwellings,
            input_stocks,
            public,
            investment_seed,
            dwellings_seed,
            public_seed,
            capital,
            purchases_over_use: 1.0 + growth / scalars::INPUT_USE,
        })
    }
}
