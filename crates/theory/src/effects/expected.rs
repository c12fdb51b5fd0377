//! Expected economy: knowing tomorrow's demand, or believing in it, changes what is made and financed today.
//!
//! # Question
//! What does it do to know, or to believe, tomorrow's demand?
//! # Equation
//! ```text
//! (a) foresight   foresight = s · R_f · (prec − prec₀)⁺ / (1 − prec₀), with the firm's own growth as forecast
//! (b) valuation   credit_room += s · w_v · 8 P Y · (ĝ − γ)⁺, at most 2 P Y, for the digital core; platforms issue
//!                 shares to the common portfolio until half of that is paid in, a tenth of book value a quarter at most
//!     own growth  ĝ ← ¾ ĝ + ¼ ln(Q^d / Q^d(−1))
//! ```
//! # Source
//! Digital economy, §4.C, C4; errors of forecasts: \[mckinsey_forecasting\], an industry claim of which the low end is used.
//! # Writes
//! Channels 8 (foresight), 11 (credit room) and 30 (register: shares issued by platforms).
//! # Off
//! Everybody trusts the common forecast.
//! # Indicator
//! `forecast_error`: mean squared error of firms' forecasts of demand.
//! # Contradicted by
//! The valuation of future users is partly self-fulfilling and ends in busts: that reading is off unless asked for.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Expected economy: its parameters.
    pub struct Expected in "expected_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What expectation is taken to mean.
        reading: Reading [Switch] = Reading::Foresight, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Cut of the error of demand forecasts at full precision: the low end of the claim.
        forecast_error_reduction: f64 [Share] = 0.20, within 0.0..=1.0, plausible 0.2..=0.5,
            from Estimated("mckinsey_forecasting") known Verified;
        /// Cut of target stocks by better forecasts; half of it is what firms with foresight do.
        inventory_reduction: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.2..=0.3,
            from Estimated("mckinsey_forecasting") known Verified as Check;
        /// Weight of expected growth in what a digital firm is lent.
        valuation_weight_on_expected_growth: f64 [Share] = 0.5, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("looked for and not found") known Assumed;
    }
}

params::choices! {
    /// What expectation is taken to mean.
    pub enum Reading {
        /// Data let producers see demand.
        Foresight = "foresight",
        /// Firms are financed on expected growth.
        Valuation = "valuation",
        /// Both.
        Both = "both",
    }
}

/// Quarters of sales that a unit of growth is worth to those who believe in it.
const YEARS_OF_SALES: f64 = 8.0;
/// Credit on expectation is at most this many quarters of sales.
pub const MOST_CREDIT: f64 = 2.0;
/// Shares issued in a quarter over book value, at most (N).
const MOST_ISSUE: f64 = 0.1;
/// Share of this quarter in the smoothed growth of demand (N).
const SMOOTHING: f64 = 0.25;

impl Expected {
    /// Weight of a firm's own forecast.
    ///
    /// ```
    /// let law = theory::effects::expected::Expected::default();
    /// assert!((law.foresight(0.6, 0.2) - 0.1).abs() < 1e-15);
    /// assert_eq!(law.foresight(0.1, 0.2), 0.0);
    /// ```
    #[must_use]
    pub fn foresight(&self, precision: f64, opening: f64) -> f64 {
        let gained = maths::positive(precision - opening) / (1.0 - opening);
        self.strength * self.forecast_error_reduction * gained
    }

    /// Credit on expectation over a quarter's sales.
    #[must_use]
    pub fn credit(&self, own_growth: f64, growth: f64) -> f64 {
        let faster = maths::positive(own_growth - growth);
        self.strength * self.valuation_weight_on_expected_growth * YEARS_OF_SALES * faster
    }

    /// Shares that a firm issues next, money: half of what belief in its growth is worth, less what has been
    /// issued, and at most a tenth of its book value.
    ///
    /// ```
    /// let law = theory::effects::expected::Expected::default();
    /// assert!((law.issue(12.0, 2.0, 100.0) - 4.0).abs() < 1e-15);
    /// assert_eq!(law.issue(12.0, 8.0, 100.0), 0.0);
    /// assert_eq!(law.issue(40.0, 0.0, 100.0), 10.0);
    /// ```
    #[must_use]
    pub fn issue(&self, worth: f64, issued: f64, equity: f64) -> f64 {
        let most = MOST_ISSUE * maths::positive(equity);
        maths::positive(0.5 * worth - issued).min(most)
    }

    /// A firm's smoothed growth after a quarter in which its demand grew from `last` to `demand`.
    #[must_use]
    pub fn next_growth(own_growth: f64, last: f64, demand: f64) -> f64 {
        if last <= 0.0 || demand <= 0.0 {
            return own_growth;
        }
        own_growth + SMOOTHING * (maths::ln(demand / last) - own_growth)
    }
}

impl Mechanism for Expected {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[8, 11, 30]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let own_growth = &scene.state.firms.own_growth;
        if self.reading != Reading::Valuation {
            let opening = &scene.opening.derived.precision;
            pen.firms(OfFirm::Foresight, scene, |i| {
                self.foresight(scene.now.precision[i], opening[i])
            });
            for i in scene.view.firms.ids() {
                pen.channels.foreseen_growth.write(i, own_growth[i]);
            }
        }
        if self.reading != Reading::Foresight {
            let firms = scene.view.firms;
            let sales = |i| firms.price[i] * firms.output[i];
            let growth = scene.view.growth.real;
            pen.firms_up_to(
                OfFirm::CreditRoom,
                scene,
                |i| MOST_CREDIT * sales(i),
                |i| {
                    if scene.is_digital(i) {
                        self.credit(own_growth[i], growth) * sales(i)
                    } else {
                        0.0
                    }
                },
            );
            let platforms = &scene.state.platforms.firm;
            pen.issue_shares(scene, platforms, &scene.state.public_money);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn belief_lends_to_those_who_grow_faster_only() {
        let law = Expected::default();
        assert_eq!(law.credit(0.01, 0.02), 0.0);
        assert!((law.credit(0.05, 0.02) - 0.12).abs() < 1e-15);
        assert_eq!(Expected::next_growth(0.02, 0.0, 5.0), 0.02);
    }
}
