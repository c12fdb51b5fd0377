//! Online education: a shared teacher reaches schools that have none as good.
//!
//! # Question
//! Does a shared teacher close school gaps, and when do wages notice?
//! # Equation
//! ```text
//! expo ← expo + ( Δ₀λ̄_young · (q* − q_ℓ) · (1 − disp) − expo ) / 36
//! entrant_skill += s · SD · w_SD · expo / gap_max      productivity += learned_ℓ
//! learned ← learned + entrants' share · ( s · SD · w_SD · expo / gap_max − learned )
//! ```
//! `q*` quality of the best area, `gap_max` the largest gap at the opening; 36 quarters of school. Where nobody is
//! born and ages nobody enters, and `learned` stays 0.
//! # Source
//! Digital economy, §4.E, E1; trials: \[lai_2015\]; earnings per standard deviation: \[hanushek_woessmann_2008\].
//! # Writes
//! Channels 29 (skill of entrants) and 1 (productivity: what those who entered the workforce have learned).
//! # Off
//! Nobody learns more than at school.
//! # Indicator
//! `entrant_skill_gap`: skill of urban over rural entrants.
//! # Contradicted by
//! Trials find nothing where class time is displaced.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Online education: its parameters.
    pub struct Education in "online_education" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Effect of computer-assisted learning on mathematics at full exposure.
        cal_effect_maths: f64 [StandardDeviations] = 0.14, within 0.0..=2.0, plausible 0.12..=0.2,
            from Estimated("lai_2015") known Verified;
        /// Log of earnings per standard deviation of cognitive skill.
        earnings_per_sd: f64 [Pure] = 0.12, within 0.0..=1.0, plausible 0.08..=0.2,
            from Estimated("hanushek_woessmann_2008") known Recalled;
        /// Share of online teaching that takes the place of class.
        displaces_class: f64 [Share] = 0.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("trials find nothing when class time is displaced") known New;
        /// Share of the gap between town and country closed by broadcast lectures: a far upper bound.
        lecture_broadcast_gap_closure: f64 [Share] = 0.3, within 0.0..=1.0, plausible 0.21..=0.78,
            from Estimated("bianchi_lu_song_2022") known Recalled as Check;
    }
}

/// Quarters of school over which exposure builds up.
const SCHOOL: f64 = 36.0;

impl Education {
    /// Exposure of schooling after a quarter.
    #[must_use]
    pub fn next_exposure(&self, exposure: f64, covered: f64, gap: f64) -> f64 {
        let teaching = covered * gap * (1.0 - self.displaces_class);
        exposure + (teaching - exposure) / SCHOOL
    }

    /// Log of efficiency that schooling with this exposure gives to those who enter work.
    ///
    /// ```
    /// let law = theory::services::education::Education::default();
    /// assert!((law.entrant_skill(0.3, 0.3) - 0.14 * 0.12).abs() < 1e-15);
    /// assert_eq!(law.entrant_skill(0.0, 0.0), 0.0);
    /// ```
    #[must_use]
    pub fn entrant_skill(&self, exposure: f64, largest_gap: f64) -> f64 {
        self.strength
            * self.cal_effect_maths
            * self.earnings_per_sd
            * maths::ratio_or_zero(exposure, largest_gap)
    }

    /// Mean skill of a workforce of which `entrants` have just come with `skill`.
    #[must_use]
    pub fn next_learned(learned: f64, entrants: f64, skill: f64) -> f64 {
        learned + entrants * (skill - learned)
    }
}

impl Mechanism for Education {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[29, 1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let (exposure, gap) = (&scene.state.areas.exposure, scene.largest_gap());
        pen.entrant_skill(scene, |area| self.entrant_skill(exposure[area], gap));
        let learned = &scene.state.areas.learned_online;
        pen.firms(OfFirm::Productivity, scene, |i| learned[scene.area(i)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn displaced_class_teaches_nothing() {
        let law = Education {
            displaces_class: 1.0,
            ..Education::default()
        };
        assert_eq!(law.next_exposure(0.0, 0.5, 0.3), 0.0);
        let law = Education::default();
        assert!(law.next_exposure(0.0, 0.5, 0.3) > 0.0);
    }
}
