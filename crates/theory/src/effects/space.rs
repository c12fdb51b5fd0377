//! Space economy: distance counts less, for goods bought online and for work done from afar.
//!
//! # Question
//! What happens when distance counts less?
//! # Equation
//! ```text
//! distance_online *= 1 − s · ρ      remote_hiring = s · j · tele_g · Δ₀a
//! ```
//! `j` share of jobs that can be done from home, `tele_g` the part of it that an industry has: all of it in
//! software, platforms, business services and finance, 0.3 in education and administration, elsewhere nothing.
//! # Source
//! Digital economy, §4.C, C7; distance online and offline: \[lendle_2016\]; jobs at home: \[dingel_neiman_2020\].
//! # Writes
//! Channels 15 (distance in the online branch) and 23 (vacancies filled from everywhere).
//! # Off
//! Distance counts as it does in shops and at the gate, for goods and for jobs.
//! # Indicator
//! `distance_elasticity_online`: elasticity of online trade with respect to distance.
//! # Contradicted by
//! Sellers in dense areas may win: the sign of rural sales is reported, not assumed.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::platforms::pen::OfBranch;
use crate::scene::Scene;

parameters! {
    /// Space economy: its parameters.
    pub struct Space in "space_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Fall of the effect of distance online.
        distance_effect_reduction_online: f64 [Share] = 0.65, within 0.0..=0.8, plausible 0.6..=0.7,
            from Estimated("lendle_2016") known Verified;
        /// Jobs that can be done from home: the middle of the range given for China.
        remote_job_share: f64 [Share] = 0.17, within 0.0..=1.0, plausible 0.1..=0.25,
            from Estimated("dingel_neiman_2020") known Recalled;
        /// Elasticity of trade with respect to distance.
        distance_elasticity_offline: f64 [Pure] = -0.9, within -5.0..=0.0, plausible -1.1..=-0.7,
            from Estimated("disdier_head_2008") known Recalled as Check;
        /// Share that chooses online at 50 miles from the shop; at one mile it is 0.12.
        online_choice_by_distance: f64 [Share] = 0.5, within 0.0..=1.0, plausible 0.12..=0.5,
            from Estimated("dolfen_2023") known Verified as Check;
    }
}

impl Space {
    /// Factor on the decay of trade with distance, online.
    ///
    /// ```
    /// let law = theory::effects::space::Space::default();
    /// assert_eq!(law.distance(), 1.0 - 0.65);
    /// assert_eq!(law.remote_hiring(1.0, 0.5), 0.085);
    /// ```
    #[must_use]
    pub fn distance(&self) -> f64 {
        1.0 - self.strength * self.distance_effect_reduction_online
    }

    /// Share of vacancies of an industry that are filled from everywhere.
    #[must_use]
    pub fn remote_hiring(&self, remote: f64, adopted: f64) -> f64 {
        self.strength * self.remote_job_share * remote * adopted
    }
}

impl Mechanism for Space {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[15, 23]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.branch(OfBranch::Distance, scene, self.distance());
        pen.firms(OfFirm::RemoteHiring, scene, |i| {
            let opening = scene.endowment.industries[scene.industry(i)].opening;
            self.remote_hiring(opening.remote_share, scene.adopted(i))
        });
    }
}
