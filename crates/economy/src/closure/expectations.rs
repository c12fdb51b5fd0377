//! Expectations (C8): everybody expects the trend, and part of last quarter's distance from it.
//!
//! # Equation
//! ```text
//! γ^e = γ + λ_γ (γ(t−1) − γ) + ε^γ      π^e = π* + λ_π (π(t−1) − π*) + ε^π
//! ```
//! `γ(t−1)` realised growth of activity ([`super::activity_measure`]); `ε` normal.
//!
//! # Source
//! Long run, §3.2, C8.
//!
//! # Off
//! The autoregressions of the base model, which expect less than the trend in a short sample.

use params::parameters;
use quantity::Purpose;

use super::trend::Growth;
use crate::chance::Chance;

parameters! {
    /// Anchored expectations.
    pub struct Expectations in "closure.expectations" {
        /// Whether expectations are anchored to the trend.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("autoregressions on levels expect growth below the trend") known Prototype as Alternative;
        /// Weight of last quarter's growth off the trend (`λ_γ`).
        growth_memory: f64 [Share] = 0.2, within 0.0..=0.6, plausible 0.0..=0.6, from Calibrated("long run 2.2") known Prototype;
        /// Weight of last quarter's inflation off the target (`λ_π`).
        inflation_memory: f64 [Share] = 0.25, within 0.0..=0.6, plausible 0.0..=0.6, from Calibrated("long run 2.2") known Prototype;
        /// Standard deviation of the common error on growth.
        growth_sd: f64 [QuarterlyRate] = 0.003, within 0.0..=0.05, plausible 0.0..=0.006, from Calibrated("long run 2.2") known Prototype;
        /// Standard deviation of the common error on inflation.
        inflation_sd: f64 [QuarterlyRate] = 0.002, within 0.0..=0.05, plausible 0.0..=0.004, from Calibrated("long run 2.2") known Prototype;
    }
}

impl Expectations {
    /// Growth and inflation expected of the quarter, after those of the last one.
    #[must_use]
    pub fn form(&self, trend: Growth, growth: f64, inflation: f64, chance: Chance) -> (f64, f64) {
        let expect = |anchor: f64, memory: f64, last: f64, sd: f64, purpose| {
            anchor + memory * (last - anchor) + sd * chance.normal(purpose)
        };
        (
            expect(
                trend.real,
                self.growth_memory,
                growth,
                self.growth_sd,
                Purpose::GrowthNoise,
            ),
            expect(
                trend.inflation,
                self.inflation_memory,
                inflation,
                self.inflation_sd,
                Purpose::InflationNoise,
            ),
        )
    }
}
