//! Wage curve (C4): wages follow productivity, and are lower where many look for work.
//!
//! # Equation
//! ```text
//! û ← 0.75 û + 0.25 max(u, 0.005)      w̄ = w̄^ref · 𝒜^ι · (û / u*)^−ε_w      u* = û at the opening
//! ```
//! `𝒜` productivity over its trend. The level of wages reacts, not their growth: a Phillips rule on
//! growth explodes. Each area has its own `u`, where areas are told apart.
//!
//! # Source
//! Long run, §3.2, C4; the elasticity is that of D. Blanchflower and A. Oswald's wage curve.
//!
//! # Off
//! `ε_w = ι = 0`.

use params::parameters;
use quantity::maths;

parameters! {
    /// The level of wages.
    pub struct WageCurve in "closure.wage_curve" {
        /// Whether wages react to unemployment and to productivity off its trend.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("with fixed real wages every gain in productivity becomes unemployment") known Prototype as Alternative;
        /// Elasticity of wages with respect to unemployment, as a positive number (`ε_w`).
        elasticity: f64 [Pure] = 0.05, within 0.0..=0.15, plausible 0.05..=0.15, from Estimated("blanchflower_oswald_1994") known Recalled;
        /// Elasticity of wages with respect to productivity off its trend (`ι`).
        productivity_share: f64 [Pure] = 1.0, within 0.0..=1.0, plausible 0.8..=1.0, from Assumed("in the long run wages follow productivity") known Assumed;
    }
}

/// Unemployment below this is full employment: the curve is flat there.
const FULL_EMPLOYMENT: f64 = 0.005;
/// Share of this quarter's unemployment in its smoothed value.
const SMOOTHING: f64 = 0.25;

/// What wages remember of unemployment, in each area.
#[derive(Clone, Debug, PartialEq)]
pub struct WageSetting {
    rule: WageCurve,
    smoothed: Vec<f64>,
    at_rest: Vec<f64>,
    levels: Vec<f64>,
}

impl WageCurve {
    /// The rule at work, in an economy with this unemployment in each area at the opening.
    #[must_use]
    pub fn open(self, unemployment: &[f64]) -> WageSetting {
        let at_rest: Vec<f64> = unemployment
            .iter()
            .map(|u| u.max(FULL_EMPLOYMENT))
            .collect();
        WageSetting {
            rule: self,
            smoothed: at_rest.clone(),
            levels: vec![1.0; at_rest.len()],
            at_rest,
        }
    }

    /// Wages over their trend.
    ///
    /// ```
    /// let rule = economy::closure::WageCurve::default();
    /// assert_eq!(rule.level(1.0, 1.0), 1.0);
    /// assert!((rule.level(1.05, 2.0) - 1.05 * 2_f64.powf(-0.05)).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn level(&self, productivity: f64, slack: f64) -> f64 {
        maths::powf(productivity, self.productivity_share) * maths::powf(slack, -self.elasticity)
    }
}

impl WageSetting {
    /// Wages of each area over their trend this quarter, after last quarter's unemployment; 1 with the
    /// rule off.
    pub fn levels(&mut self, unemployment: &[f64], productivity: f64) -> &[f64] {
        if self.rule.on {
            let memory = self.smoothed.iter_mut().zip(&self.at_rest);
            for ((level, (smoothed, at_rest)), u) in
                self.levels.iter_mut().zip(memory).zip(unemployment)
            {
                *smoothed = (1.0 - SMOOTHING) * *smoothed + SMOOTHING * u.max(FULL_EMPLOYMENT);
                *level = self.rule.level(productivity, *smoothed / at_rest);
            }
        }
        &self.levels
    }
}
