//! Online governance: voice in public corrects wrongs, such as wages not paid.
//!
//! # Question
//! Does voice correct wrongs?
//! # Equation
//! ```text
//! voice ← voice + 0.25 ( x̄ · egov − voice )      violation *= 1 − s · cut · Δ₀voice
//! ```
//! # Source
//! Digital economy, §4.E, E6; appeals in public: \[buntaine_2024\].
//! # Writes
//! Channel 28 (violation), which scales wages withheld and the forms of G2.
//! # Off
//! Wrongs stay as frequent as at the opening.
//! # Indicator
//! `violation_rate`.
//! # Contradicted by
//! Private appeals did nothing; an earlier draft found 40 and not 62 %.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::scene::Scene;

parameters! {
    /// Online governance: its parameters.
    pub struct Governance in "online_governance" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Cut of violations by appeals in public.
        public_appeal_violation_cut: f64 [Share] = 0.62, within 0.0..=0.7, plausible 0.4..=0.62,
            from Estimated("buntaine_2024") known Verified;
    }
}

/// Share of this quarter in the slow use of voice (N).
const SPEED: f64 = 0.25;

impl Governance {
    /// Factor on violations where voice has grown.
    ///
    /// ```
    /// let law = theory::services::governance::Governance::default();
    /// assert_eq!(law.factor(0.5), 0.69);
    /// ```
    #[must_use]
    pub fn factor(&self, voiced: f64) -> f64 {
        1.0 - self.strength * self.public_appeal_violation_cut * voiced
    }

    /// Use of voice after a quarter.
    #[must_use]
    pub fn next_voice(voice: f64, online: f64, administration: f64) -> f64 {
        voice + SPEED * (online * administration - voice)
    }
}

impl Mechanism for Governance {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[28]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let (now, opening) = (&scene.state.areas.voice, &scene.opening.state.areas.voice);
        pen.violation(scene, |area| self.factor(now[area] - opening[area]));
    }
}
