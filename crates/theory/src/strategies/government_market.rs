//! Rules for government and market: credit goes where it earns, and approval does not stand in the way.
//!
//! # Question
//! Does allocation by what is known beat allocation by chance?
//! # Equation
//! ```text
//! credit_order = 0.5 · intensity, by merit = ĝ · (1 + prec) · utilisation      entry += 0.15 · intensity
//! ```
//! `ĝ` own growth of demand. Under the reading `guided` makers of the digital core are served first. Administration costs 0.01 % of GDP.
//! # Source
//! Digital economy, §5.2, I3; approval centres: \[zhang_2019\].
//! # Writes
//! Channels 12 (order of the queue for credit), 27 (entry) and 31 (purchases).
//! # Off
//! The queue is served by chance.
//! # Indicator
//! `marginal_product_dispersion`: dispersion of output per worker and per unit of capital.
//! # Contradicted by
//! Exits rise first; a public list of priorities may serve the wrong ones.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::scene::Scene;
use crate::strategies::ramp;

parameters! {
    /// Rules for government and market: its parameters.
    pub struct GovernmentMarket in "strategy_government_market" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// By which rule credit is allocated.
        reading: Reading [Switch] = Reading::Allocation, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Gain in productivity from one-stop approval centres: a check, never a term.
        approval_reform_tfp: f64 [AnnualRate] = 0.0095, within 0.0..=0.5, plausible 0.005..=0.012,
            from Estimated("zhang_2019") known Verified as Check;
    }
}

params::choices! {
    /// By which rule credit is allocated.
    pub enum Reading {
        /// By what a loan is expected to earn.
        Allocation = "allocation",
        /// By a public list of priorities.
        Guided = "guided",
    }
}

/// Share of the queue that is served by merit at intensity 1.
const SHARE: f64 = 0.5;
/// Log ease of entry at intensity 1.
const ENTRY: f64 = 0.15;
/// Cost at intensity 1, over GDP.
pub const UNIT: f64 = 0.0001;
/// Merit of being on the list: more than anything else can be.
const LISTED: f64 = 1e6;

impl GovernmentMarket {
    /// Expected value of a loan, in any unit.
    #[must_use]
    pub fn merit(own_growth: f64, precision: f64, capacity_use: f64) -> f64 {
        own_growth * (1.0 + precision) * capacity_use
    }
}

impl Mechanism for GovernmentMarket {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[12, 27, 31]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.strength(scene.view.quarter);
        let firms = scene.view.firms;
        pen.credit_order(scene, SHARE * intensity, |i| {
            let possible = firms.output_per_capital[i] * firms.capital[i];
            let used = maths::ratio_or_zero(firms.output[i], possible);
            let growth = scene.state.firms.own_growth[i];
            let merit = Self::merit(growth, scene.now.precision[i], used);
            let listed = self.reading == Reading::Guided && scene.is_digital(i);
            if listed { merit + LISTED } else { merit }
        });
        pen.entry(scene, |_, _| ENTRY * intensity);
        let amount = UNIT * scene.view.books.gdp.real * intensity;
        let bundle = scene.endowment.bundle(scene.view, &[("PUB", 1.0)]);
        pen.purchases(scene, amount, &bundle);
    }
}
