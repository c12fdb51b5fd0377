//! Application scenarios: public pilots lower the risk of adopting.
//!
//! # Question
//! Do they bring adoption forward?
//! # Equation
//! ```text
//! acceptance *= L((gain − cost + threshold)/0.01) / L((gain − cost)/0.01)      threshold = cost_i · min(0.5, n · cut)
//! ```
//! `n` 10 scenarios at intensity 1, each 0.02 % of GDP of procurement from software and business services. Gain and cost are those of B2.
//! # Source
//! Digital economy, §5.2, H4. The cut is assumed.
//! # Writes
//! Channels 34 (acceptance) and 31 (purchases).
//! # Off
//! Firms decide alone.
//! # Indicator
//! `adoption_lag`: quarters that a process which is not digital waits for it.
//! # Contradicted by
//! Nothing quantitative was found. There is no effect once everybody has adopted, nor where adoption costs nothing (B2 off).

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};
use crate::strategies::ramp;

parameters! {
    /// Application scenarios: its parameters.
    pub struct ApplicationScenarios in "strategy_application_scenarios" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Share of the cost of adoption that a scenario takes away.
        scenario_adoption_threshold_cut: f64 [Share] = 0.03, within 0.0..=1.0, plausible 0.01..=0.08,
            from Assumed("looked for and not found") known Assumed;
        /// Firms in information services that use big data, 2018; 0.10 of all firms.
        bigdata_use_gap: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.1..=0.25,
            from Measured("oecd_2020") known Verified as Check;
    }
}

/// Scenarios at intensity 1.
pub const SCENARIOS: f64 = 10.0;
/// Cost of a scenario over GDP.
pub const UNIT: f64 = 0.0002;
/// The largest share of the cost that scenarios take away.
const MOST: f64 = 0.5;

impl ApplicationScenarios {
    /// Share of the cost of adoption that is taken away.
    ///
    /// ```
    /// let law = theory::strategies::application_scenarios::ApplicationScenarios::default();
    /// assert!((law.relief(1.0) - 0.3).abs() < 1e-15);
    /// assert_eq!(law.relief(2.0), 0.5);
    /// ```
    #[must_use]
    pub fn relief(&self, intensity: f64) -> f64 {
        MOST.min(SCENARIOS * intensity * self.scenario_adoption_threshold_cut)
    }
}

impl Mechanism for ApplicationScenarios {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[34, 31]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let decision = &ground.concepts.industrial_digitisation;
        let relief = self.relief(self.strength(ground.view.quarter));
        pen.acceptance(ground, |i| {
            let (gain, cost) = decision.weigh(ground, i);
            decision.acceptance(gain + relief * cost, cost) / decision.acceptance(gain, cost)
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.strength(scene.view.quarter);
        let amount = SCENARIOS * UNIT * scene.view.books.gdp.real * intensity;
        let bundle = scene
            .endowment
            .bundle(scene.view, &[("SOF", 0.5), ("BUS", 0.5)]);
        pen.purchases(scene, amount, &bundle);
    }
}
