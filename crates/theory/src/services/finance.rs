//! Online finance: data stand in for collateral, and households can bridge a fall in income.
//!
//! # Question
//! Do data replace collateral?
//! # Equation
//! ```text
//! credit_room += s · χ · Δ₀(prec · λ)⁺ · P_i Y_i, at most 2 P Y      smoothing = s · 0.5 · Δ₀λ_h⁺
//! ```
//! After a fall in income the budget is `(1−y) Y^e + y Y(−1)`, paid out of deposits.
//! # Source
//! Digital economy, §4.E, E3; vendors with automated credit: \[hau_2024\].
//! # Writes
//! Channels 11 (credit room) and 13 (smoothing of budgets).
//! # Off
//! Only capital is collateral, and a fall in income is passed on.
//! # Indicator
//! `small_rural_credit_share`.
//! # Contradicted by
//! Easy credit can be too easy: the reading `over_borrowing` lets the bank overstate precision by 0.1.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::effects::expected::MOST_CREDIT;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Online finance: its parameters.
    pub struct Finance in "online_finance" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What the data of a borrower do.
        reading: Reading [Switch] = Reading::Signal, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Credit at full precision and coverage, in quarters of sales.
        credit_per_sales: f64 [Quarters] = 0.5, within 0.0..=10.0, plausible 0.2..=1.0,
            from Calibrated("set to fintech_credit_sales_effect for a small seller that was rationed") known New;
        /// Rise of the sales of small vendors who got automated credit.
        fintech_credit_sales_effect: f64 [Share] = 0.18, within 0.0..=1.0, plausible 0.1..=0.25,
            from Estimated("hau_2024") known Verified as Check;
        /// How well traces of use tell who will default: area under the curve.
        alt_data_auc: f64 [Pure] = 0.696, within 0.5..=1.0, plausible 0.683..=0.736,
            from Estimated("berg_2020") known Recalled as Check;
        /// Fall of consumption after a shock with mobile money; 7 % without.
        shock_smoothing: f64 [Pure] = 0.0, within -1.0..=0.0, plausible -0.07..=0.0,
            from Estimated("jack_suri_2014") known Verified as Check;
    }
}

params::choices! {
    /// What the data of a borrower do.
    pub enum Reading {
        /// A better signal.
        Signal = "signal",
        /// A signal that is believed too much.
        OverBorrowing = "over_borrowing",
    }
}

/// Share of a fall in income that full coverage bridges.
const BRIDGED: f64 = 0.5;
/// By how much the bank overstates precision under the other reading.
const OVERSTATED: f64 = 0.1;

impl Finance {
    /// Credit over a quarter's sales of a firm whose precise coverage has grown.
    ///
    /// ```
    /// let law = theory::services::finance::Finance::default();
    /// assert_eq!(law.credit(0.2), 0.1);
    /// assert_eq!(law.credit(-0.2), 0.0);
    /// ```
    #[must_use]
    pub fn credit(&self, grown: f64) -> f64 {
        self.strength * self.credit_per_sales * maths::positive(grown)
    }

    /// Share of a fall in income that is not passed on.
    #[must_use]
    pub fn smoothing(&self, covered: f64) -> f64 {
        self.strength * BRIDGED * maths::positive(covered)
    }
}

impl Mechanism for Finance {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[11, 13]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let firms = scene.view.firms;
        let sales = |i| firms.price[i] * firms.output[i];
        let opening = &scene.opening.derived;
        let overstated = if self.reading == Reading::OverBorrowing {
            OVERSTATED
        } else {
            0.0
        };
        pen.firms_up_to(
            OfFirm::CreditRoom,
            scene,
            |i| MOST_CREDIT * sales(i),
            |i| {
                let now = (scene.now.precision[i] + overstated) * scene.now.firm_coverage[i];
                self.credit(now - opening.precision[i] * opening.firm_coverage[i]) * sales(i)
            },
        );
        pen.smoothing(scene, |h| self.smoothing(scene.covered(h)));
    }
}
