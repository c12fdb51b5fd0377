//! Deposit norm (C12): households spend part of what they hold beyond the deposits that go with their
//! income and saving, and save part of what is missing.
//!
//! # Equation
//! ```text
//! C^d += ψ_W ( D − h*(t−1) Y^e / (1 + γⁿ) ) / (1 + τ^VAT)      never below 0
//! ```
//! `h*` is the norm of [`super::norms`], in quarters of income: on the path the term is zero.
//!
//! # Source
//! Long run, §3.2, C12.
//!
//! # Off
//! `ψ_W = 0`.

use params::parameters;

parameters! {
    /// Wealth and consumption.
    pub struct DepositNorm in "closure.deposit_norm" {
        /// Whether deposits off their norm move consumption.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("without it deposits drift") known Prototype as Alternative;
        /// Share of a distance from the norm that is spent in a quarter (`ψ_W`).
        spending: f64 [Share] = 0.02, within 0.0..=0.04, plausible 0.0..=0.04, from Assumed("wealth effects of two to eight cents a year per unit") known Assumed;
    }
}

impl DepositNorm {
    /// What a household adds to its consumption, money before tax is taken off; 0 with the rule off.
    ///
    /// `norm` is that of last quarter over `1 + γⁿ`, in quarters of income.
    #[inline]
    #[must_use]
    pub fn spending(&self, deposits: f64, norm: f64, income: f64) -> f64 {
        if self.on {
            self.spending * (deposits - norm * income)
        } else {
            0.0
        }
    }
}
