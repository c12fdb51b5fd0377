//! Common productivity: how far people can do more than the trend says; wages, government consumption
//! and trade follow it.
//!
//! # Equation
//! ```text
//! 𝒜 ← 𝒜 + λ_A ( exp( Σ N_i ln(ᾱ_i/ᾱ_i^ref) / Σ N_i ) − 𝒜 )
//! ```
//! Gains in what people can do count in full; work that machines take over counts with a weight below
//! one, because wages follow it only in part.
//!
//! # Source
//! Long run, §3.1 and §3.5 (ii).
//!
//! # Off
//! Nobody's productivity leaves its trend: `𝒜 = 1`.

use params::parameters;
use quantity::maths;

use crate::channels::Channels;
use crate::firms::Firms;

parameters! {
    /// Productivity that wages and the state follow.
    pub struct CommonProductivity in "employment_substitution" {
        /// Weight of work saved by machines in the productivity that wages follow.
        wage_follow: f64 [Share] = 0.3, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("with 1 automation could not lower the labour share, with 0 it could not raise wages; swept") known New;
    }
}

/// Share of this quarter in the smoothed value (`λ_A`).
const SMOOTHING: f64 = 0.25;

impl CommonProductivity {
    /// Productivity over its trend after a quarter, when it was `last` before it.
    #[must_use]
    pub fn follow(&self, last: f64, firms: &Firms, channels: &Channels) -> f64 {
        let mut staff = 0.0;
        let mut gain = 0.0;
        for i in firms.ids() {
            let reference = &firms.reference;
            let own = reference.output_per_worker[i] / reference.trend_output_per_worker[i];
            let mut log = 0.0;
            if own != 1.0 {
                log = maths::ln(own);
            }
            log += channels.productivity.at(i) - self.wage_follow * channels.labour_need.at(i);
            let n = f64::from(firms.employees[i]);
            staff += n;
            gain += n * log;
        }
        let mean = if staff > 0.0 { gain / staff } else { 0.0 };
        last + SMOOTHING * (maths::exp(mean) - last)
    }
}
