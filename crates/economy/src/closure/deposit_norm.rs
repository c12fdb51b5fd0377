//! Deposit norm (C12): households spend part of what they hold beyond the deposits that go with their
//! income and saving, and save part of what is missing.
//!
//! # Equation
//! ```text
//! C^d += ψ_W ( D − h*(t−1) Y^e / (1 + γⁿ) ) / (1 + τ^VAT)      never below 0
//! ```
//! `h*` is the norm of [`super::norms`], in quarters of income: on the path the term is zero. A household
//! with a propensity and an opening ratio of its own has a norm of its own, which obeys the same law of
//! motion ([`crate::people::spending`]); all of them together have that of the country.
//!
//! A propensity that leaves less than dwellings and land fees cost has a norm far below zero, and the law of
//! motion leads there: credit for consumption that nobody has granted. Without `overdrafts` no propensity exceeds
//! what dwellings leave, and others spend what these do not. It binds plans, not needs: a bad quarter may still
//! be paid out of an overdraft.
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
        /// Whether households may plan to spend more than they earn for good, out of overdrafts.
        overdrafts: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("there is no private credit to households; with it one in nine owes more than it owns after twenty years") known Assumed as Alternative;
    }
}

/// What moves the norms of single households on, as the last quarter had it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnNorms {
    /// `(1 + r̄)/(1 + γⁿ)`.
    pub factor: f64,
    /// Propensity to consume of all households (`ψ_t`).
    pub propensity: f64,
}

impl Default for OwnNorms {
    /// Before the first quarter norms are those of the opening.
    fn default() -> Self {
        Self {
            factor: 1.0,
            propensity: 0.0,
        }
    }
}

impl OwnNorms {
    /// Takes note of a quarter; where nominal growth is not positive norms stay what they are.
    pub fn note(&mut self, nominal_growth: f64, policy_rate: f64, propensity: f64) {
        *self = if nominal_growth > 0.0 {
            Self {
                factor: (1.0 + policy_rate) / (1.0 + nominal_growth),
                propensity,
            }
        } else {
            Self::default()
        };
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
