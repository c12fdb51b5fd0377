//! Policy rate (C15): the central bank of an own currency reacts to home inflation and unemployment.
//!
//! # Equation
//! ```text
//! r̄ ← [ ρ r̄ + (1 − ρ) ( r* + π + ξ_1 (π − π*) + ξ_2 (u* − u) ) ]⁺      r* = r̄(0) − π*
//! ```
//! `π`, `u` of last quarter; rates per quarter, `u` a fraction. The rule rests at its opening value.
//!
//! # Source
//! Long run, §3.2, C15.
//!
//! # Off
//! The base rule on world inflation and growth.

use params::parameters;
use quantity::maths;

parameters! {
    /// The rule of the central bank.
    pub struct PolicyRate in "closure.policy_rate" {
        /// Whether the policy rate follows home inflation and unemployment.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("the published model is of a country in a currency union") known Prototype as Alternative;
        /// Weight of the last rate in the next (`ρ`).
        smoothing: f64 [Share] = 0.8, within 0.0..=1.0, plausible 0.6..=0.95, from Assumed("a common estimate of quarterly rules") known Assumed;
        /// Reaction to inflation beyond one for one (`ξ_1`).
        inflation_reaction: f64 [Pure] = 0.5, within 0.0..=5.0, plausible 0.0..=1.5, from Estimated("taylor_1993") known Recalled;
        /// Reaction to unemployment (`ξ_2`): 0.25 is a point a year for a point of unemployment.
        unemployment_reaction: f64 [Pure] = 0.25, within 0.0..=5.0, plausible 0.0..=0.5, from Estimated("taylor_1993") known Recalled;
        /// Real rate at rest over that of the opening, per year.
        real_rate_shift: f64 [AnnualRate] = 0.0, within -0.05..=0.05, plausible -0.01..=0.01, from Assumed("the rule rests at its opening value") known Assumed;
    }
}

/// What the central bank looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// Policy rate of last quarter.
    pub rate: f64,
    /// Inflation of last quarter, a fraction.
    pub inflation: f64,
    /// Target inflation per quarter.
    pub target: f64,
    /// Unemployment at the opening less that of last quarter.
    pub tightness: f64,
    /// Real rate of the opening, per quarter.
    pub real_rate: f64,
}

impl PolicyRate {
    /// The policy rate of the quarter; never negative.
    ///
    /// ```
    /// use economy::closure::policy_rate::{Conditions, PolicyRate};
    /// let calm = Conditions { rate: 0.005, inflation: 0.005, target: 0.005, tightness: 0.0, real_rate: 0.0 };
    /// let rule = PolicyRate::default();
    /// assert!((rule.rate(calm) - 0.005).abs() < 1e-17);
    /// let tight = Conditions { tightness: 0.01, ..calm };
    /// assert!((rule.rate(tight) - 0.005 - 0.2 * 0.0025).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn rate(&self, now: Conditions) -> f64 {
        let target = now.real_rate
            + crate::tables::per_quarter(self.real_rate_shift)
            + now.inflation
            + self.inflation_reaction * (now.inflation - now.target)
            + self.unemployment_reaction * now.tightness;
        maths::positive(self.smoothing * now.rate + (1.0 - self.smoothing) * target)
    }
}
