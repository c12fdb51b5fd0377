//! Online healthcare: distant doctors keep people at work, at a cost.
//!
//! # Question
//! Do they, and what does it cost?
//! # Equation
//! ```text
//! productivity += s · i₀ · τ_H · Δ₀λ̄_ℓ · (1 − q_hea,ℓ)
//! bill: share of health in the bundle of households × (1 + c_e)(1 + v_e) on Δ₀λ
//! ```
//! `i₀` work lost to illness, `τ_H` the part of it that a doctor in time avoids, `q_hea` quality of local health services.
//! # Source
//! Digital economy, §4.E, E2; cost and visits: \[zeltzer_2023\].
//! # Writes
//! Channel 1 (productivity); bill: channel 22 (bundle of households).
//! # Off
//! Days are lost as before.
//! # Indicator
//! `lost_days_gap`: rural less urban days lost.
//! # Contradicted by
//! Internet hospitals in China point to higher outlays of rural patients: the cost is swept up to +0.15.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{Habit, OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Online healthcare: its parameters.
    pub struct Healthcare in "online_healthcare" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Work lost to illness.
        lost_work_share: f64 [Share] = 0.03, within 0.0..=0.5, plausible 0.02..=0.05,
            from Assumed("days lost to illness over days of work") known New;
        /// Part of it that a doctor in time avoids, where there is none.
        avoidable: f64 [Share] = 0.2, within 0.0..=1.0, plausible 0.0..=0.4,
            from Assumed("no estimate was found") known New;
        /// Change of the cost of an episode with access to telemedicine.
        telemedicine_cost_change: f64 [Pure] = -0.05, within -1.0..=1.0, plausible -0.23..=0.15,
            from Estimated("zeltzer_2023") known Verified;
        /// Change of the number of visits.
        telemedicine_visits_change: f64 [Pure] = 0.035, within -1.0..=1.0, plausible 0.0..=0.05,
            from Estimated("zeltzer_2023") known Verified;
    }
}

impl Healthcare {
    /// Log of productivity of an area where coverage has grown.
    ///
    /// ```
    /// let law = theory::services::healthcare::Healthcare::default();
    /// assert!((law.term(0.5, 0.6) - 0.03 * 0.2 * 0.5 * 0.4).abs() < 1e-15);
    /// assert_eq!(law.term(0.5, 1.0), 0.0);
    /// ```
    #[must_use]
    pub fn term(&self, covered: f64, quality: f64) -> f64 {
        self.strength * self.lost_work_share * self.avoidable * covered * (1.0 - quality)
    }

    /// Factor on spending on health of a household whose coverage has grown.
    #[must_use]
    pub fn spending(&self, covered: f64) -> f64 {
        let factor =
            (1.0 + self.telemedicine_cost_change) * (1.0 + self.telemedicine_visits_change);
        1.0 + self.strength * covered * (factor - 1.0)
    }
}

impl Mechanism for Healthcare {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[1, 22]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let opening = &scene.opening.derived.area_coverage;
        let quality = &scene.state.areas.health;
        pen.firms(OfFirm::Productivity, scene, |i| {
            let area = scene.area(i);
            let covered = scene.now.area_coverage[area] - opening[area];
            self.term(covered, quality[area])
        });
        pen.habit(scene, Habit::Health, |h| {
            self.spending(scene.covered(h)) - 1.0
        });
    }
}
