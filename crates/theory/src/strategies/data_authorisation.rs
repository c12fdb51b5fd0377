//! Data authorisation: an operator licenses public and pooled data to those who can use them.
//!
//! # Question
//! What do data opened under licence add, and for whom?
//! # Equation
//! ```text
//! closure *= 1 − Ξ · intensity      pool z̄_g · (1 + pub · intensity)      operator: 0.05 % of GDP at intensity 1
//! ```
//! The operator's tenth of licences (B3) goes to the budget, and on to everybody alike where data are paid for (I2).
//! # Source
//! Digital economy, §5.2, H3; opened public data: \[hanspub_2025\].
//! # Writes
//! Channels 36 (data out of reach) and 31 (purchases: the operator).
//! # Off
//! Data stay where they are.
//! # Indicator
//! `data_users_per_set`: users of a set of data, its collector included.
//! # Contradicted by
//! Inequality falls only if data are open or paid out; consent may be lost (I4).

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};
use crate::strategies::ramp;

parameters! {
    /// Data authorisation: its parameters.
    pub struct DataAuthorisation in "strategy_data_authorisation" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Share of closed data that an intensity of 1 opens.
        authorised_share: f64 [Share] = 0.4, within 0.0..=0.5, plausible 0.1..=0.5,
            from Assumed("a unit of policy") known New;
        /// Public data over those of the industry's average firm.
        public_pool: f64 [Pure] = 0.2, within 0.0..=5.0, plausible 0.0..=0.5,
            from Assumed("no estimate was found") known New;
        /// Effect of open-data platforms on an index of productive forces.
        public_data_opening_effect: f64 [Share] = 0.013, within -1.0..=1.0, plausible 0.008..=0.02,
            from Estimated("hanspub_2025") known Verified as Check;
        /// Output gained by access to public data.
        public_data_gdp_gain: f64 [Share] = 0.008, within 0.0..=1.0, plausible 0.001..=0.015,
            from Estimated("oecd_2019") known Verified as Check;
    }
}

/// Cost of the operator at intensity 1, over GDP.
pub const UNIT: f64 = 0.0005;

impl DataAuthorisation {
    /// Factor on the share of data out of reach.
    ///
    /// ```
    /// let law = theory::strategies::data_authorisation::DataAuthorisation::default();
    /// assert_eq!(law.factor(1.0), 0.6);
    /// assert_eq!(law.factor(0.0), 1.0);
    /// ```
    #[must_use]
    pub fn factor(&self, intensity: f64) -> f64 {
        1.0 - self.authorised_share * intensity
    }
}

impl Mechanism for DataAuthorisation {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[36, 31]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let intensity = self.strength(ground.view.quarter);
        pen.closure(ground, |_, closure| closure * self.factor(intensity));
        pen.laws.public_data += self.public_pool * intensity;
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let amount = UNIT * scene.view.books.gdp.real * self.strength(scene.view.quarter);
        let bundle = scene.endowment.bundle(scene.view, &[("PUB", 1.0)]);
        pen.purchases(scene, amount, &bundle);
        let three = &scene.concepts.strategy_three_distributions;
        if three.strength(scene.view.quarter) * three.wage_floor > 0.0 {
            let licences = scene.state.public_money.licences;
            pen.benefits(scene, licences, |h| scene.person(h).persons);
        }
    }
}
