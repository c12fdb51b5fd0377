//! Fiscal rule (C6): government consumption and benefits follow what the economy can make, and lean
//! against debt and unemployment.
//!
//! # Equation
//! ```text
//! C_G = C_G(0) T 𝒜 exp( dev_G − φ_b (b − b*) − φ_u (u* − u) )      dev_G ← 0.8 dev_G + ε_G
//! C_K = C_K(0) T 𝒜 κ exp( · )
//! sb = sb(0) T^w 𝒜            for one of the model's persons, see the trend
//! ```
//! `b` debt over annual GDP and `u` unemployment, both of last quarter; `b*` of [`super::norms`]. The level
//! is computed anew each quarter, never accumulated. `κ` is that of [`super::public_capital`].
//!
//! # Source
//! Long run, §3.2, C6; opening transfers: §6.3, row sb_other.
//!
//! # Off
//! The autoregression of the base model, and benefits that grow with expectations.

use params::{choices, parameters};
use quantity::maths;

use super::norms;
use super::trend::Growth;
use crate::calibration::Calibration;

choices! {
    /// The budget of the opening.
    pub enum OpeningBalance {
        /// As the economy's data have it.
        Given = "given",
        /// With other transfers, and then income tax, such that the opening debt ratio lasts, where the data lead to no ratio.
        Sustainable = "sustainable",
    }
}

choices! {
    /// The transfers to everybody at the opening.
    pub enum OpeningTransfers {
        /// As the economy's data have them.
        Given = "given",
        /// What is left of disposable income after all other incomes under these rules.
        Residual = "residual",
    }
}

parameters! {
    /// The government's plans.
    pub struct FiscalRule in "closure.fiscal_rule" {
        /// Whether government consumption and benefits follow potential output and lean against debt and unemployment.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("an opening deficit carried forward has no anchor") known Prototype as Alternative;
        /// What the budget of the opening is.
        opening_balance: OpeningBalance [Switch] = OpeningBalance::Sustainable, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("a crisis year's deficit has no debt ratio that it leads to: see the decision note on the long run") known Derived as Alternative;
        /// What the other transfers of the opening are.
        opening_transfers: OpeningTransfers [Switch] = OpeningTransfers::Given, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("residual in China, where disposable income is what is known") known Assumed as Alternative;
        /// Reaction of log consumption to debt over annual GDP (`φ_b`).
        debt_reaction: f64 [Pure] = 0.02, within 0.0..=0.3, plausible 0.02..=0.3, from Calibrated("to the productivity probe on Austria, decision 0007; 0.15 in the specification") known Derived;
        /// Reaction of log consumption to unemployment (`φ_u`).
        unemployment_reaction: f64 [Pure] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0, from Calibrated("as for China; decision 0007") known Prototype;
    }
}

/// Persistence of deviations of government consumption, exports and imports from their rules.
pub const PERSISTENCE: f64 = 0.8;

impl FiscalRule {
    /// Gives the opening a primary balance at which its debt ratio lasts, if its own leads to no ratio
    /// below the largest that is aimed at: other transfers are lowered, and if that is not enough, income
    /// tax is raised. Households spend as before: what they lose they saved.
    pub fn balance_opening(&self, calibration: &mut Calibration, growth: Growth) {
        let rate = calibration.rates.public_debt_rate;
        let gdp = calibration.opening_gdp();
        let deficit = calibration.opening_primary_deficit() / gdp;
        if !self.on
            || growth.nominal <= 0.0
            || self.opening_balance == OpeningBalance::Given
            || norms::debt_has_a_norm(deficit, growth, rate)
        {
            return;
        }
        let ratio = calibration.opening.public_debt / (4.0 * gdp);
        let lasting = 4.0 * ratio * (growth.nominal - rate) / (1.0 + growth.nominal);
        let income = calibration.opening_income();
        let heads = calibration.n_households() as f64;
        let saved = (deficit - lasting) * gdp;
        let transfers = heads * calibration.opening.benefit_other;
        calibration.opening.benefit_other = (transfers - saved).max(0.0) / heads;
        // A levy per head would leave owners of small firms with a negative income.
        let rest = saved - transfers;
        if rest > 0.0 {
            let wages =
                (1.0 - calibration.rates.employee_contributions) * calibration.opening_wages();
            calibration.rates.tax_income += rest / (wages + calibration.opening_dividends());
        }
        calibration.keep_spending(income);
    }

    /// Sets the other transfers so that households have `income` to dispose of; where they are more than
    /// used up, benefits of the inactive give way, and neither falls below 0. Households spend as before.
    pub fn close_transfers(&self, calibration: &mut Calibration, income: f64) {
        if !self.on || self.opening_transfers == OpeningTransfers::Given {
            return;
        }
        let before = calibration.opening_income();
        let heads = calibration.n_households() as f64;
        let other = &mut calibration.opening.benefit_other;
        let missing = income - before + heads * *other;
        *other = maths::positive(missing) / heads;
        let inactive = f64::from(calibration.sizes.inactive);
        if missing < 0.0 && inactive > 0.0 {
            let benefit = &mut calibration.opening.benefit_inactive;
            *benefit = maths::positive(*benefit + missing / inactive);
        }
        calibration.keep_spending(before);
    }

    /// Government consumption over trend.
    ///
    /// `debt_gap` debt over annual GDP less its norm, `tightness` normal less last quarter's
    /// unemployment, `deviation` the autoregressive shock.
    ///
    /// ```
    /// let rule = economy::closure::FiscalRule::default();
    /// assert_eq!(rule.factor(0.0, 0.0, 0.0), 1.0);
    /// assert!((rule.factor(0.1, -0.02, 0.0) - (-0.002_f64 + 0.02).exp()).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn factor(&self, debt_gap: f64, tightness: f64, deviation: f64) -> f64 {
        maths::exp(
            deviation - self.debt_reaction * debt_gap - self.unemployment_reaction * tightness,
        )
    }
}
