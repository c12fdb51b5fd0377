//! Speed economy: shorter lags let a firm make what is ordered within the quarter and hold less in stock.
//!
//! # Question
//! What are shorter lags worth?
//! # Equation
//! ```text
//! on_demand += s · v · Δ₀a · lgs_ℓ
//! ```
//! # Source
//! Digital economy, §4.C, C1. The gain is assumed.
//! # Writes
//! Channel 9 (share of spare capacity that makes to order).
//! # Off
//! What is not in stock is not sold.
//! # Indicator
//! `same_quarter_share`: share of orders served within the quarter.
//! # Contradicted by
//! Prices posted online change faster \[cavallo_2018\], but firms here review theirs every quarter anyway. Output may become more volatile: reported without a sign.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Speed economy: its parameters.
    pub struct Speed in "speed_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What speed is taken to mean.
        reading: Reading [Switch] = Reading::ShorterLags, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Share of spare capacity that a full adopter can use to order.
        working_capital_turnover_gain: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("looked for and not found") known Assumed;
        /// Mean duration of a posted price where online competition is strong.
        regular_price_duration: f64 [Months] = 3.65, within 0.0..=24.0, plausible 3.0..=6.7,
            from Estimated("cavallo_2018") known Recalled as Check;
        /// Cut of the time of business approvals; it stands in I3's term of entry.
        approval_time_cut: f64 [Share] = 0.11, within 0.0..=1.0, plausible 0.06..=0.16,
            from Estimated("bi_xu_2024") known Verified as Check;
    }
}

params::choices! {
    /// What speed is taken to mean.
    pub enum Reading {
        /// Shorter lags.
        ShorterLags = "shorter_lags",
        /// A faster cycle of innovation: a factor on A4 instead.
        FasterCycle = "faster_cycle",
    }
}

impl Speed {
    /// Share of spare capacity that a firm can use to order.
    ///
    /// ```
    /// let law = theory::effects::speed::Speed::default();
    /// assert!((law.term(0.5, 0.8) - 0.06).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn term(&self, adopted: f64, logistics: f64) -> f64 {
        self.strength * self.working_capital_turnover_gain * adopted * logistics
    }

    /// Adoption that speeds up innovation, under the other reading.
    #[must_use]
    pub fn faster(&self, adopted: f64) -> f64 {
        if self.reading == Reading::FasterCycle {
            self.strength * adopted
        } else {
            0.0
        }
    }
}

impl Mechanism for Speed {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[9]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        if self.reading == Reading::FasterCycle {
            return;
        }
        let logistics = &scene.state.areas.logistics;
        pen.firms(OfFirm::OnDemand, scene, |i| {
            self.term(scene.adopted(i), logistics[scene.area(i)])
        });
    }
}
