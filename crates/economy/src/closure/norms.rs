//! Norms of stocks: the ratios of household deposits, public debt and foreign claims that reproduce
//! themselves, reached from the opening along their own law of motion.
//!
//! # Equation
//! ```text
//! h*   ← (1 + r̄)/(1 + γⁿ) h* + 1 − ψ_t − ψ^H (1 + φ_H)
//! b_R* ← b_R*/(1 + γⁿ) + ¼ (imports − exports + dividends paid abroad)(0) / GDP(0)
//! b*   ← (b* + r_G b*)/(1 + γⁿ) + ¼ [ pd − (1 − κ) C_K − (1 − γ/γ_0) ct ](0) / GDP(0)
//! ```
//! `pd` is the primary deficit, `C_K` public capital formation and `ct` capital transfers: the target of
//! debt knows by how much the last two fall with the trend.
//!
//! `h` in quarters of income, `b` and `b_R` in years of GDP. A stock that follows its flows is always on
//! its target, so the rules that read the norms react to deviations only. Where the debt has no norm
//! below 1.2 (`γⁿ ≤ r_G`, or a deficit too large), its target is the opening ratio. Where `γⁿ ≤ 0`, all
//! targets are the opening ratios. With the central bank's profit handed over, interest is paid on what
//! the bank holds: `r̄ (b* − b_R* − e)`.
//!
//! # Source
//! Long run, §3.3.

use super::trend::Growth;

/// Ratios at the opening, from which norms start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratios {
    /// Household deposits over quarterly disposable income.
    pub deposits: f64,
    /// Public debt over annual GDP.
    pub debt: f64,
    /// Claims of foreigners over annual GDP.
    pub position: f64,
}

/// Flows of the opening that feed the stocks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flows {
    /// Share of income that households neither consume nor build with.
    pub saving: f64,
    /// Primary deficit over GDP.
    pub primary_deficit: f64,
    /// Imports less exports, with dividends paid abroad, over GDP.
    pub external_deficit: f64,
    /// Public capital formation over GDP.
    pub public_investment: f64,
    /// Capital transfers to firms over GDP.
    pub capital_transfers: f64,
    /// Equity of the central bank over annual GDP.
    pub central_bank_equity: f64,
}

/// What has moved away from the opening by plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Propensity to consume less that of the opening.
    pub spending: f64,
    /// Public capital formation over output, over that of the opening (`κ`).
    pub public_pace: f64,
    /// Real growth over that of the opening.
    pub growth: f64,
}

/// Debt norms at or above this are not aimed at.
const LARGEST_DEBT: f64 = 1.2;

/// Whether a primary deficit leads to a debt ratio that is aimed at.
#[must_use]
pub fn debt_has_a_norm(primary_deficit: f64, growth: Growth, rate: f64) -> bool {
    let limit = primary_deficit * (1.0 + growth.nominal) / (growth.nominal - rate) / 4.0;
    growth.nominal > rate && limit < LARGEST_DEBT
}

/// The norms at work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norms {
    /// The norms of the quarter that has ended.
    pub ratios: Ratios,
    flows: Flows,
    /// Whether debt has a norm of its own.
    debt_moves: bool,
    /// Whether the central bank hands its profit over.
    remittance: bool,
    central_bank_equity: f64,
}

impl Norms {
    /// Norms at the opening.
    #[must_use]
    pub fn open(
        ratios: Ratios,
        flows: Flows,
        growth: Growth,
        debt_rate: f64,
        remittance: bool,
    ) -> Self {
        Self {
            ratios,
            flows,
            debt_moves: remittance || debt_has_a_norm(flows.primary_deficit, growth, debt_rate),
            remittance,
            central_bank_equity: flows.central_bank_equity,
        }
    }

    /// Moves the norms on by a quarter.
    pub fn advance(&mut self, growth: Growth, policy_rate: f64, debt_rate: f64, plan: Plan) {
        if growth.nominal <= 0.0 {
            return;
        }
        let Ratios {
            deposits,
            debt,
            position,
        } = self.ratios;
        let factor = 1.0 + growth.nominal;
        self.central_bank_equity /= factor;
        let interest = if self.remittance {
            policy_rate * (debt - position - self.central_bank_equity)
        } else {
            debt_rate * debt
        };
        let saved = (1.0 - plan.public_pace) * self.flows.public_investment
            + (1.0 - plan.growth) * self.flows.capital_transfers;
        self.ratios = Ratios {
            deposits: (1.0 + policy_rate) / factor * deposits + (self.flows.saving - plan.spending),
            debt: if self.debt_moves {
                (debt + interest) / factor + 0.25 * (self.flows.primary_deficit - saved)
            } else {
                debt
            },
            position: position / factor + 0.25 * self.flows.external_deficit,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closure::trend::{Trend, TrendRates};

    const AS_AT_OPENING: Plan = Plan {
        spending: 0.0,
        public_pace: 1.0,
        growth: 1.0,
    };

    /// Authority: the fixed point `h* = s (1 + γⁿ)/(γⁿ − r)` of the law of motion, and the same for debt.
    #[test]
    fn norms_end_at_their_balanced_growth_values() {
        let growth = Trend::open(TrendRates {
            productivity_growth: 0.04,
            final_productivity_growth: 0.04,
            ..TrendRates::default()
        })
        .now();
        let flows = Flows {
            saving: 0.04,
            primary_deficit: 0.02,
            external_deficit: -0.01,
            public_investment: 0.08,
            capital_transfers: 0.04,
            central_bank_equity: 0.3,
        };
        let start = Ratios {
            deposits: 2.0,
            debt: 0.9,
            position: 0.0,
        };
        let mut norms = Norms::open(start, flows, growth, 0.008, false);
        for _ in 0..8000 {
            norms.advance(growth, 0.005, 0.008, AS_AT_OPENING);
        }
        let n = growth.nominal;
        assert!((norms.ratios.deposits - 0.04 * (1.0 + n) / (n - 0.005)).abs() < 1e-9);
        assert!((norms.ratios.debt - 0.25 * 0.02 * (1.0 + n) / (n - 0.008)).abs() < 1e-9);
        assert!((norms.ratios.position + 0.25 * 0.01 * (1.0 + n) / n).abs() < 1e-9);
    }

    #[test]
    fn without_growth_norms_are_the_opening_ratios() {
        let flows = Flows {
            saving: 0.04,
            primary_deficit: 0.02,
            external_deficit: 0.0,
            public_investment: 0.0,
            capital_transfers: 0.0,
            central_bank_equity: 0.0,
        };
        let start = Ratios {
            deposits: 2.0,
            debt: 0.9,
            position: 0.1,
        };
        let growth = Trend::none().now();
        let mut norms = Norms::open(start, flows, growth, 0.0, false);
        norms.advance(growth, 0.0, 0.0, AS_AT_OPENING);
        assert_eq!(norms.ratios, start);
    }
}
