//! Precision economy: a better match wastes less, in goods and in transfers.
//!
//! # Question
//! How much waste does it remove?
//! # Equation
//! ```text
//! input_need −= s · W_g · Δ₀prec      transfer_mix += s · t_C · Δ₀egov
//! ```
//! `W_g` waste of perishables (agriculture, consumer goods, hotels and restaurants), a sixth of it elsewhere.
//! # Source
//! Digital economy, §4.C, C2; waste before and after information: \[jensen_2007\].
//! # Writes
//! Channels 4 (input need) and 25 (share of benefits by need).
//! # Off
//! Waste and the aim of transfers stay.
//! # Indicator
//! `waste_share`: inputs per unit of output in perishables.
//! # Contradicted by
//! That waste went away altogether is one fishery in Kerala: an upper bound.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Precision economy: its parameters.
    pub struct Precision in "precision_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What precision is taken to mean.
        reading: Reading [Switch] = Reading::Match, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Share of perishable output lost to mismatch.
        waste_share_removed: f64 [Share] = 0.065, within 0.0..=1.0, plausible 0.05..=0.08,
            from Estimated("jensen_2007") known Recalled;
        /// Share of benefits aimed by need at full digital administration.
        transfer_accuracy: f64 [Share] = 0.10, within 0.0..=1.0, plausible 0.0..=0.2,
            from Assumed("share of the pool that is aimed anew; no estimate for China") known New;
        /// Revenue of an advertisement lost without targeting data; read by D3.
        targeting_value: f64 [Share] = 0.52, within 0.0..=1.0, plausible 0.4..=0.6,
            from Estimated("johnson_shriver_du_2020") known Recalled;
    }
}

params::choices! {
    /// What precision is taken to mean.
    pub enum Reading {
        /// A match in goods and transfers.
        Match = "match",
        /// Precise use of inputs in every industry; transfers stay.
        InputPrecision = "input_precision",
    }
}

/// Waste outside perishables over theirs.
const ELSEWHERE: f64 = 1.0 / 6.0;
/// Waste of every industry under the other reading (N).
const OF_INPUTS: f64 = 0.02;

impl Precision {
    /// Waste of an industry that precision can remove.
    ///
    /// ```
    /// let law = theory::effects::precision::Precision::default();
    /// assert_eq!(law.waste(true), 0.065);
    /// assert!((law.waste(false) - 0.065 / 6.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn waste(&self, perishable: bool) -> f64 {
        match (self.reading, perishable) {
            (Reading::InputPrecision, _) => OF_INPUTS,
            (Reading::Match, true) => self.waste_share_removed,
            (Reading::Match, false) => ELSEWHERE * self.waste_share_removed,
        }
    }

    /// Share of benefits aimed by need.
    #[must_use]
    pub fn aimed(&self, administered: f64) -> f64 {
        self.strength * self.transfer_accuracy * administered
    }
}

impl Mechanism for Precision {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[4, 25]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.firms(OfFirm::InputNeed, scene, |i| {
            let class = scene.endowment.industries[scene.industry(i)].class;
            -self.strength * self.waste(class.is_perishable()) * scene.sharpened(i)
        });
        if self.reading == Reading::Match {
            pen.transfer_mix(scene, |area| self.aimed(scene.administered(area)));
        }
    }
}
