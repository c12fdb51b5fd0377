//! Deposit norm (C12): households spend part of what they hold beyond the deposits that go with their
//! income and saving, and save part of what is missing.
//!
//! # Equation
//! ```text
//! C^d += ψ_W ( D − h*(t−1) Y^e / (1 + γⁿ) ) / (1 + τ^VAT)      never below 0
//! ```
//! `h*` is the norm of [`super::norms`], in quarters of income: on the path the term is zero. A household
//! with a propensity `ψ_h = p_h ψ` and an opening ratio of its own has a norm of its own, which obeys the same
//! law of motion; as that is linear, two numbers of the economy say by how much it differs:
//! ```text
//! h*_h − h* = A (h_h(0) − h(0)) − C (p_h − 1)
//! A ← (1 + r̄)/(1 + γⁿ) A      C ← (1 + r̄)/(1 + γⁿ) C + ψ_t      A(0) = 1, C(0) = 0
//! ```
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

/// How far norms of single households are from that of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnNorms {
    /// Weight of what differed at the opening (`A`).
    memory: f64,
    /// Saving since then per unit of relative propensity (`C`).
    saving: f64,
}

impl Default for OwnNorms {
    fn default() -> Self {
        Self {
            memory: 1.0,
            saving: 0.0,
        }
    }
}

impl OwnNorms {
    /// A household's norm less that of all, in quarters of income.
    ///
    /// `gap` is its ratio at the opening less that of all, `propensity` its own over that of all.
    #[inline]
    #[must_use]
    pub fn distance(&self, gap: f64, propensity: f64) -> f64 {
        self.memory * gap - self.saving * (propensity - 1.0)
    }

    /// Moves on by a quarter in which nominal growth is positive; `propensity` is that of all.
    pub fn advance(&mut self, nominal_growth: f64, policy_rate: f64, propensity: f64) {
        if nominal_growth > 0.0 {
            let factor = (1.0 + policy_rate) / (1.0 + nominal_growth);
            self.memory *= factor;
            self.saving = factor * self.saving + propensity;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the law of motion of a household's own norm, computed directly.
    #[test]
    fn own_norms_obey_the_law_of_motion() {
        let (rate, growth, housing) = (0.005, 0.014, 0.1);
        let (psi, own) = (0.7, 1.2);
        let (mut all, mut mine) = (2.0, 5.0);
        let mut norms = OwnNorms::default();
        let gap = mine - all;
        for _ in 0..60 {
            let factor = (1.0 + rate) / (1.0 + growth);
            all = factor * all + 1.0 - psi - housing;
            mine = factor * mine + 1.0 - own * psi - housing;
            norms.advance(growth, rate, psi);
        }
        assert!((all + norms.distance(gap, own) - mine).abs() < 1e-12);
        assert_eq!(norms.distance(0.0, 1.0), 0.0);
    }
}
