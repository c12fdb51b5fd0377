//! Firm norms (C13): loans are rolled over up to their opening ratio to capital, and cash beyond the
//! opening ratio to sales is paid out.
//!
//! # Equation
//! ```text
//! ΔL^d = max[ (−ΔD^e − D)⁺,  λ_L ( ℓ* K^e (1 + γ) − (1 − θ) L )⁺ ]
//! dividends += λ_D ( D − d* P Y − θ L )⁺
//! ```
//! `ℓ* = L/K`, `d* = D/Y` of the firm's industry at the opening. The payout is a dividend like any other,
//! taxed as income, and expected at last quarter's amount.
//!
//! # Source
//! Long run, §3.2, C13.
//!
//! # Off
//! `λ_L = λ_D = 0`.

use params::parameters;
use quantity::{FirmId, maths};

use crate::firms::Firms;

parameters! {
    /// Loans and cash of firms.
    pub struct FirmNorms in "closure.firm_norms" {
        /// Whether firms roll loans over and pay idle cash out.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("five per cent a quarter are repaid without a motive to borrow") known Prototype as Alternative;
        /// Share of the loans missing to the norm that is asked for in a quarter (`λ_L`).
        borrowing: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.5..=1.0, from Assumed("loans are rolled over") known Assumed;
        /// Share of idle cash paid out in a quarter (`λ_D`).
        payout: f64 [Share] = 0.1, within 0.0..=0.3, plausible 0.05..=0.2, from Assumed("idle cash lasts two to three years") known Assumed;
    }
}

/// The opening ratios of each industry, and the rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Treasurers {
    rule: FirmNorms,
    /// Loans over capital (`ℓ*`).
    pub loans: Vec<f64>,
    /// Deposits over quarterly sales (`d*`).
    pub deposits: Vec<f64>,
}

impl FirmNorms {
    /// The rule at work, with the ratios of the opening.
    #[must_use]
    pub fn open(self, firms: &Firms) -> Treasurers {
        let n = firms.first_of_industry.len() - 1;
        let ratio = |over: &dyn Fn(FirmId) -> f64, under: &dyn Fn(FirmId) -> f64| {
            (0..n)
                .map(|g| {
                    let sum = |of: &dyn Fn(FirmId) -> f64| maths::sum(firms.of_industry(g).map(of));
                    maths::ratio_or_zero(sum(over), sum(under))
                })
                .collect()
        };
        Treasurers {
            rule: self,
            loans: ratio(&|i| firms.loans[i], &|i| firms.capital[i]),
            deposits: ratio(&|i| firms.deposits[i], &|i| {
                firms.price[i] * firms.output[i]
            }),
        }
    }
}

impl Treasurers {
    /// New loans that firm `i` asks for to keep up with its capital; 0 with the rule off.
    #[must_use]
    pub fn roll_over(&self, firms: &Firms, i: FirmId, growth: f64) -> f64 {
        if !self.rule.on {
            return 0.0;
        }
        let norm = self.loans[firms.industry[i] as usize];
        self.rule.borrowing
            * maths::positive(
                norm * firms.expected_capital[i] * (1.0 + growth) - firms.expected_loans[i],
            )
    }

    /// Idle cash that firm `i` pays out, money; 0 with the rule off.
    ///
    /// Deposits and loans are those that open the quarter, sales those of the quarter.
    #[must_use]
    pub fn payout(&self, firms: &Firms, i: FirmId, repayment: f64) -> f64 {
        if !self.rule.on {
            return 0.0;
        }
        let norm = self.deposits[firms.industry[i] as usize] * firms.price[i] * firms.output[i];
        self.rule.payout * maths::positive(firms.deposits[i] - norm - repayment * firms.loans[i])
    }

    /// Deposits with which an entrant starts, money.
    #[must_use]
    pub fn starting_deposits(&self, firms: &Firms, i: FirmId) -> f64 {
        self.deposits[firms.industry[i] as usize] * firms.price[i] * firms.output[i]
    }
}
