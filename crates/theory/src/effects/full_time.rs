//! Full-time economy: activity at all hours uses what stands idle, and costs leisure.
//!
//! # Question
//! What does it add, and what leisure does it cost?
//! # Equation
//! ```text
//! capacity_use *= 1 + s · 0.2 · h · Δ₀a      in trade, hotels, finance, education, health and culture
//! ```
//! `h` share of demand for services that can be met outside business hours, `m` longer hours of remote work.
//! # Source
//! Digital economy, §4.C, C6; minutes of remote work: \[bloom_liang_2015\].
//! # Writes
//! Channel 7 (capacity use).
//! # Off
//! Hours stay.
//! # Indicator
//! `capacity_use`.
//! # Contradicted by
//! Most off-hours demand is only moved: a fifth of it is taken to be new. Leisure lost, `s · m` of the hours of remote
//! and gig work, is a [satellite](crate::satellites).

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Full-time economy: its parameters.
    pub struct FullTime in "full_time_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Share of demand for services that can be met outside business hours once online.
        offhours_service_share: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.1..=0.4,
            from Assumed("looked for and not found") known Assumed;
        /// Longer effective hours of remote work: leisure lost.
        extra_minutes_remote: f64 [Share] = 0.09, within 0.0..=1.0, plausible 0.06..=0.1,
            from Estimated("bloom_liang_2015") known Verified as Satellite;
    }
}

/// Share of off-hours demand that is not merely moved (N).
const NEW_DEMAND: f64 = 0.2;

impl FullTime {
    /// Factor on the output that capital allows, in services that can be open at all hours.
    ///
    /// ```
    /// let law = theory::effects::full_time::FullTime::default();
    /// assert_eq!(law.factor(0.4), 1.02);
    /// ```
    #[must_use]
    pub fn factor(&self, adopted: f64) -> f64 {
        1.0 + self.strength * NEW_DEMAND * self.offhours_service_share * adopted
    }

    /// Free time lost by who works so long at hours that are nobody's, in the unit of `hours`; beside the accounts.
    ///
    /// ```
    /// let law = theory::effects::full_time::FullTime::default();
    /// assert_eq!(law.leisure_lost(2.0), 0.18);
    /// ```
    #[must_use]
    pub fn leisure_lost(&self, hours: f64) -> f64 {
        self.strength * self.extra_minutes_remote * hours
    }
}

impl Mechanism for FullTime {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[7]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.firms(OfFirm::CapacityUse, scene, |i| {
            let class = scene.endowment.industries[scene.industry(i)].class;
            match class.code {
                "TRD" | "HOS" | "FIN" | "EDU" | "HEA" | "CUL" => self.factor(scene.adopted(i)),
                _ => 1.0,
            }
        });
    }
}
