//! Public-service supply: what can be copied at little cost levels the quality of services across areas.
//!
//! # Question
//! Does replication level quality across areas?
//! # Equation
//! ```text
//! Δq_ℓ = s · κ_F · λ̄_ℓ · (q* − q_ℓ)      for education and health
//! entrant_skill += s · 0.3 · w_SD · SD · Δ₀q_edu / gap_max      productivity += learned_ℓ
//! bill: m_c × mean outlay per head × Δq × persons, bought from education and health
//! ```
//! `m_c` cost of one more online client over an offline one.
//! # Source
//! Digital economy, §4.F, F1.
//! # Writes
//! Channels 41 (steps of quality), 29 (skill of entrants) and 1 (productivity: what entrants have learned); the bill on channel 31.
//! # Off
//! Quality stays, and costs nothing more. With one area there is no better place, and nothing happens.
//! # Indicator
//! `service_dispersion`: coefficient of variation of quality over areas.
//! # Contradicted by
//! In 2000 a third of rural teachers had the degree that half of the urban ones had: a gap of teachers is not one of copies.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, OfFirm, Pen, Step};
use crate::scene::{Ground, Scene};

parameters! {
    /// Public-service supply: its parameters.
    pub struct PublicServicesSupply in "public_services_supply" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Cost of one more online client over that of an offline one.
        digital_service_marginal_cost_ratio: f64 [Pure] = 0.2, within 0.001..=1.0, plausible 0.05..=0.5,
            from Assumed("looked for and not found") known Assumed;
        /// Share of the gap to the best area that closes where everybody is covered.
        convergence: f64 [QuarterlyRate] = 0.02, within 0.0..=1.0, plausible 0.0..=0.05,
            from Assumed("no estimate was found") known New;
        /// Worth of local quality over that of the shared teacher.
        quality_to_skill: f64 [Pure] = 0.3, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("a good local school counts less than a shared best teacher, by assumption") known New;
        /// Rural secondary teachers with a degree, 2000; urban: 0.32.
        teacher_quality_gap: f64 [Share] = 0.143, within 0.0..=1.0, plausible 0.143..=0.32,
            from Measured("bianchi_lu_song_2021") known Verified as Check;
    }
}

impl PublicServicesSupply {
    /// Step of the quality of an area towards the best.
    ///
    /// ```
    /// let law = theory::roles::public_services_supply::PublicServicesSupply::default();
    /// assert!((law.step(0.5, 0.6, 1.0) - 0.004).abs() < 1e-15);
    /// assert_eq!(law.step(0.5, 1.0, 1.0), 0.0);
    /// ```
    #[must_use]
    pub fn step(&self, coverage: f64, quality: f64, best: f64) -> f64 {
        self.strength * self.convergence * coverage * maths::positive(best - quality)
    }

    /// Log of efficiency of entrants where schools have become better by `improved`.
    #[must_use]
    pub fn entrant_skill(&self, improved: f64, largest_gap: f64, per_school: f64) -> f64 {
        self.strength
            * self.quality_to_skill
            * per_school
            * maths::ratio_or_zero(improved, largest_gap)
    }

    /// The same of an area as it is: worth of better schools there.
    #[must_use]
    pub fn taught(&self, ground: &Ground<'_>, area: usize) -> f64 {
        let (now, then) = (&ground.state.areas, &ground.opening.state.areas);
        let online = &ground.concepts.online_education;
        self.entrant_skill(
            now.education[area] - then.education[area],
            ground.largest_gap(),
            online.cal_effect_maths * online.earnings_per_sd,
        )
    }

    /// Real outlay on a step of quality for so many persons.
    #[must_use]
    pub fn bill(&self, step: f64, outlay_per_head: f64, persons: f64) -> f64 {
        self.digital_service_marginal_cost_ratio * outlay_per_head * step * persons
    }
}

/// The best of areas.
fn best(quality: &[f64]) -> f64 {
    quality.iter().copied().fold(0.0, f64::max)
}

impl Mechanism for PublicServicesSupply {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[41, 29, 1, 31]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let areas = &ground.state.areas;
        let coverage = &ground.last_coverage;
        let (education, health) = (best(&areas.education), best(&areas.health));
        pen.steps(ground, |area| Step {
            education: self.step(coverage[area], areas.education[area], education),
            health: self.step(coverage[area], areas.health[area], health),
            ..Step::default()
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.entrant_skill(scene, |area| self.taught(scene, area));
        let learned = &scene.state.areas.learned_at_school;
        pen.firms(OfFirm::Productivity, scene, |i| learned[scene.area(i)]);
        let areas = &scene.state.areas;
        let coverage = &scene.last_coverage;
        for (code, quality) in [("EDU", &areas.education), ("HEA", &areas.health)] {
            let best = best(quality);
            let outlay = scene.endowment.outlay_per_head(scene.view, code);
            let bill = (0..quality.len()).map(|area| {
                let step = self.step(coverage[area], quality[area], best);
                self.bill(step, outlay, scene.means.persons[area])
            });
            let amount = maths::sum(bill);
            if amount > 0.0 {
                let bundle = scene.endowment.bundle(scene.view, &[(code, 1.0)]);
                pen.purchases(scene, amount, &bundle);
            }
        }
    }
}
