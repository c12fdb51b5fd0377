//! Rebalancing: who buys what firms and the government no longer invest when the trend slows down.
//!
//! # Equation
//! ```text
//! ψ_t = ψ + [ F − min( F⁺, (ψ + ψ^H) 𝒴^pay ) + σ_e (1 − κ_t) C_K(0) T P̄^HH ] (1 + τ^VAT) / 𝒴
//! F = σ_r (γ_0 − γ_t)( P̄^CF Σ K + Σ P̄ M )
//! ```
//! `𝒴` expected income of all households, `𝒴^pay` what of it is idle cash that firms pay out: firms that
//! invest less pay out more, and that is already spent. `σ_r` is the ratio of jobs per unit of money in the
//! baskets of firms' investment and of consumption, so that employment and not spending stays on its path.
//! `κ_t` is that of [`super::public_capital`]: public capital formation falls with the trend only under
//! `consumption`.
//!
//! # Source
//! Long run, §6.4. Payouts are taken off `F` and no further: households do not save what firms pay out for
//! other reasons, so the rule is silent while growth is that of the opening.
//!
//! # Off
//! `none`: `ψ_t = ψ`, `κ_t = 1`; the same as long as growth is that of the opening.

use params::{choices, parameters};
use quantity::maths;

use super::trend::Growth;
use crate::calibration::Rates;

choices! {
    /// Who takes the place of investment that a slower trend frees.
    pub enum Successor {
        /// Nobody.
        None = "none",
        /// Consumption of households.
        Consumption = "consumption",
    }
}

parameters! {
    /// Demand in place of investment that a slower trend frees.
    pub struct Rebalancing in "closure.rebalancing" {
        /// Whether anything takes its place at all.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("no effect as long as growth is that of the opening") known Prototype as Alternative;
        /// Who takes the place of investment.
        rule: Successor [Switch] = Successor::None, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("consumption in China; the central long-run question, so a scenario") known Assumed as Alternative;
        /// Spending in place of investment of firms (`σ_r`).
        firm_share: f64 [Share] = 0.72, within 0.0..=1.0, plausible 0.5..=1.0, from Calibrated("jobs per money in the two baskets of China 2020, with domestic inputs") known Derived;
        /// Spending in place of public capital formation (`σ_e`).
        public_share: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.8..=1.0, from Calibrated("long run 6.4: with less unemployment drifts") known Prototype;
    }
}

/// What spending in place of investment depends on, money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Freed {
    /// Growth of the quarter.
    pub now: Growth,
    /// Real growth of the opening.
    pub opening_growth: f64,
    /// Capital and inputs of firms at today's prices.
    pub stocks: f64,
    /// Public capital formation on the trend of output, less that on its own, at consumer prices.
    pub public_investment: f64,
    /// Expected income of households.
    pub income: f64,
    /// Of which idle cash of firms paid out.
    pub payouts: f64,
}

impl Rebalancing {
    /// Whether households take the place of investment.
    #[must_use]
    pub fn to_consumption(&self) -> bool {
        self.on && self.rule == Successor::Consumption
    }

    /// Propensity to consume of the quarter (`ψ_t`).
    ///
    /// ```
    /// use economy::closure::{Rebalancing, Trend, TrendRates};
    /// use economy::closure::rebalancing::{Freed, Successor};
    /// # let tables = economy::village::village(&economy::village::VillageSpec::default());
    /// # let mut rates = tables.calibration(1000.0).unwrap().rates;
    /// (rates.consumption_propensity, rates.tax_value_added) = (0.6, 0.0);
    /// let rule = Rebalancing { rule: Successor::Consumption, ..Rebalancing::default() };
    /// let now = Trend::open(TrendRates::default()).now();
    /// let freed = Freed {
    ///     now,
    ///     opening_growth: now.real + 0.01,
    ///     stocks: 1000.0,
    ///     public_investment: 3.0,
    ///     income: 100.0,
    ///     payouts: 0.0,
    /// };
    /// // 0.72 · 0.01 · 1000 + 3 of income 100.
    /// assert!((rule.propensity(&rates, freed) - 0.702).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn propensity(&self, rates: &Rates, freed: Freed) -> f64 {
        let propensity = rates.consumption_propensity;
        if !self.to_consumption() || freed.income <= 0.0 {
            return propensity;
        }
        let spent = propensity + rates.housing_propensity;
        let of_firms = self.firm_share * (freed.opening_growth - freed.now.real) * freed.stocks;
        // What payouts spend is taken off what there is to replace, and no further.
        let spent = (spent * freed.payouts).min(maths::positive(of_firms));
        let in_place = of_firms - spent + self.public_share * freed.public_investment;
        propensity + in_place * (1.0 + rates.tax_value_added) / freed.income
    }
}
