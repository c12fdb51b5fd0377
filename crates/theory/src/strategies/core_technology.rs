//! Core technology: the state buys research in what the country imports and could be cut off from.
//!
//! # Question
//! What does it cost, and what does it insure against?
//! # Equation
//! ```text
//! research bought: 0.2 % of GDP at intensity 1, from business services, electronics and software
//! subsidy (A4) = spending / opening research of the digital core      Δimp_core = −κ₂ · (spend/GDP) · imp_core
//! productivity −= 2 · loss · ( imp_core / imp_core(0) ) · (1 − available) · a
//! ```
//! # Source
//! Digital economy, §5.2, H2. The loss is assumed; self-sufficiency is recalled from \[chip_trackers\].
//! # Writes
//! Channels 1 (productivity, while the supply of core inputs is cut) and 31 (purchases).
//! # Off
//! No research is bought; whether supply is cut is an event of its own.
//! # Indicator
//! `import_dependence`: import share of core inputs.
//! # Contradicted by
//! Nothing was found on the productivity cost of a binding bottleneck. Without an embargo the cost may exceed the gain for five years.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::endowment::RESEARCH;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;
use crate::strategies::ramp;

parameters! {
    /// Core technology: its parameters.
    pub struct CoreTechnology in "strategy_core_technology" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Supply of imported core inputs: 1 free, 0 cut; an event sets it.
        available: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("an event of the scenario") known Assumed as Alternative;
        /// Loss of productivity of full adopters at half supply.
        bottleneck_tfp_loss: f64 [Share] = 0.04, within 0.0..=0.5, plausible 0.01..=0.1,
            from Assumed("looked for and not found") known Assumed;
        /// Share of core inputs made at home at the opening.
        chip_self_sufficiency: f64 [Share] = 0.18, within 0.0..=1.0, plausible 0.12..=0.25,
            from Measured("chip_trackers") known Recalled;
        /// Relative fall of dependence per unit of spending over GDP.
        localisation_speed: f64 [Pure] = 5.0, within 0.0..=100.0, plausible 1.0..=15.0,
            from Assumed("0.2 % of GDP lowers dependence by 1 % a quarter") known New;
        /// Share of China in the revenue of chip makers of the United States, 2024.
        foreign_dependence_revenue: f64 [Share] = 0.242, within 0.0..=1.0, plausible 0.2..=0.25,
            from Measured("itif_2025") known Verified as Check;
    }
}

/// Spending at intensity 1, over GDP.
const UNIT: f64 = 0.002;

impl CoreTechnology {
    /// Dependence after a quarter in which research for this share of GDP was bought.
    ///
    /// ```
    /// let law = theory::strategies::core_technology::CoreTechnology::default();
    /// assert!((law.next_dependence(0.8, 0.002) - 0.8 * 0.99).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn next_dependence(&self, dependence: f64, spending: f64) -> f64 {
        dependence * (1.0 - self.localisation_speed * spending)
    }

    /// Log of productivity lost by a firm, at this dependence over the opening's.
    ///
    /// ```
    /// use theory::strategies::core_technology::CoreTechnology;
    /// let law = CoreTechnology { available: 0.5, ..CoreTechnology::default() };
    /// assert_eq!(law.loss(1.0, 1.0), -0.04);
    /// ```
    #[must_use]
    pub fn loss(&self, relative_dependence: f64, adoption: f64) -> f64 {
        -2.0 * self.bottleneck_tfp_loss * relative_dependence * (1.0 - self.available) * adoption
    }

    /// Spending of a quarter over GDP.
    #[must_use]
    pub fn spending(&self, quarter: u32) -> f64 {
        UNIT * ramp(self.intensity, self.start, self.ramp, quarter)
    }

    /// What the research bought adds to that of firms of the digital core, which make this share of GDP.
    #[must_use]
    pub fn subsidy(&self, quarter: u32, digital_share: f64) -> f64 {
        maths::ratio_or_zero(self.spending(quarter), RESEARCH * digital_share)
    }
}

impl Mechanism for CoreTechnology {
    fn strength(&self, quarter: u32) -> f64 {
        let policy = ramp(self.intensity, self.start, self.ramp, quarter);
        policy.max(1.0 - self.available)
    }

    fn writes(&self) -> &'static [u8] {
        &[1, 31]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let dependence = scene.state.nation.core_imports;
        let relative = maths::ratio_or_zero(dependence, scene.opening.state.nation.core_imports);
        pen.firms(OfFirm::Productivity, scene, |i| {
            self.loss(relative, scene.state.firms.adoption[i])
        });
        let amount = self.spending(scene.view.quarter) * scene.view.books.gdp.real;
        let third = 1.0 / 3.0;
        let shares = [("BUS", third), ("ICM", third), ("SOF", third)];
        let bundle = scene.endowment.bundle(scene.view, &shares);
        pen.purchases(scene, amount, &bundle);
    }
}
