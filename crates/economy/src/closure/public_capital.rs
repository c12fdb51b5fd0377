//! Public capital: what the government's capital formation adds up to, and how it follows the trend.
//!
//! # Equation
//! ```text
//! K_G ← (1 − δ_G) K_G + C_K        K_G(0) = C_K(0)(1 + γ_0)/(δ_G + γ_0)        κ = (δ_G + γ)/(δ_G + γ_0)
//! ```
//! A memorandum: it makes nothing. `κ` keeps it in step with output when the trend slows down; where nobody
//! takes the place of public capital formation ([`super::rebalancing`]), that goes on as before.
//!
//! # Source
//! Long run, §3.2, C6, and §6.4, part (e).
//!
//! # Off
//! No public capital formation in the economy's tables.

use params::parameters;

use crate::tables::per_quarter;

parameters! {
    /// The stock of public capital.
    pub struct PublicCapital in "closure.public_capital" {
        /// Wear of public capital (`δ_G`).
        wear: f64 [AnnualRate] = 0.04, within 0.004..=0.4, plausible 0.03..=0.06, from Assumed("long-lived structures") known Assumed;
    }
}

impl PublicCapital {
    /// Wear in a quarter.
    #[must_use]
    pub fn quarterly_wear(&self) -> f64 {
        per_quarter(self.wear)
    }

    /// Public capital formation over its opening ratio to output, with which public capital keeps its own
    /// (`κ`).
    ///
    /// ```
    /// let rule = economy::closure::PublicCapital::default();
    /// assert_eq!(rule.pace(0.01, 0.01), 1.0);
    /// assert_eq!(rule.pace(0.005, 0.01), 0.75);
    /// ```
    #[must_use]
    pub fn pace(&self, growth: f64, opening_growth: f64) -> f64 {
        let wear = self.quarterly_wear();
        (wear + growth) / (wear + opening_growth)
    }
}
