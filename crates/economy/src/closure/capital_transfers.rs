//! Capital transfers: a public owner pays for the growth that the profit of its firms does not pay for.
//!
//! # Equation
//! ```text
//! c P̄^CF ( I − δ/κ Y )⁺ from the government to the firm's deposits, not to its profit
//! c_g = ( R_g − (1 − τ^FIRM) Π_g⁺ )⁺ / (γ_0 K_g)      at the opening, where σ^G_g reaches the owner's share
//! ```
//! `R_g` is the profit that the industry must retain to grow with its ratios
//! ([`super::opening_finance`]). Firms expect the transfer for the growth of capital they plan.
//!
//! # Source
//! Long run, §3.2, C6, and §6.3, row c_g.
//!
//! # Off
//! No industry in which the government's share ([`super::ownership`]) is that large.

use params::parameters;

use crate::calibration::Calibration;

parameters! {
    /// Who pays for the growth of public industries.
    pub struct CapitalTransfers in "closure.capital_transfers" {
        /// Share of the government from which on it pays for net investment that profit does not pay for.
        owner_share: f64 [Share] = 0.6, within 0.0..=1.0, plausible 0.5..=0.9, from Assumed("a majority") known Assumed;
    }
}

impl CapitalTransfers {
    /// Industries whose net investment a public owner pays for where profit does not.
    #[must_use]
    pub fn public_industries(&self, calibration: &Calibration) -> Vec<bool> {
        (0..calibration.n_industries())
            .map(|g| {
                let share = calibration.government_dividends(g);
                share > 0.0 && share >= self.owner_share
            })
            .collect()
    }
}
