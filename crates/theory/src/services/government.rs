//! Online government affairs: who can apply online receives what is theirs.
//!
//! # Question
//! Who receives what is theirs?
//! # Equation
//! ```text
//! transfer_mix += s · l · λ̄_poor · Δ₀egov
//! ```
//! `λ̄_poor` coverage of the two lowest fifths, `l` leakage that authenticated payment ends.
//! # Source
//! Digital economy, §4.E, E4; leakage: \[muralidharan_2016\].
//! # Writes
//! Channel 25 (share of benefits by need).
//! # Off
//! Benefits go to all alike.
//! # Indicator
//! `transfer_reach_poor`: share of benefits that reaches the two lowest fifths.
//! # Contradicted by
//! Where the poor are not covered little changes; the size comes from a secondary account of one programme in India.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::scene::Scene;

parameters! {
    /// Online government affairs: its parameters.
    pub struct Government in "online_government" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Leakage of transfers that authenticated payment ends, over outlay.
        benefit_leakage_cut: f64 [Share] = 0.122, within 0.0..=1.0, plausible 0.08..=0.127,
            from Estimated("muralidharan_2016") known Verified;
        /// Change of the time spent on approvals.
        approval_time_cut: f64 [Share] = -0.11, within -1.0..=0.0, plausible -0.16..=-0.06,
            from Estimated("bi_xu_2024") known Verified as Satellite;
    }
}

impl Government {
    /// Share of benefits that reaches the poor instead of all.
    ///
    /// ```
    /// let law = theory::services::government::Government::default();
    /// assert!((law.term(0.5, 0.2) - 0.0122).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn term(&self, coverage_of_poor: f64, administered: f64) -> f64 {
        self.strength * self.benefit_leakage_cut * coverage_of_poor * administered
    }
}

impl Mechanism for Government {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[25]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let poor = scene.now.coverage_of_poor;
        pen.transfer_mix(scene, |area| self.term(poor, scene.administered(area)));
    }
}
