//! Digital industrialisation: cloud, software and traffic take the place of other purchased inputs at equal cost.
//!
//! # Question
//! How do the makers of digital products grow?
//! # Equation
//! ```text
//! input_mix += s · r_B · (a − a₀)      outside the digital core
//! ```
//! # Source
//! Digital economy, §4.B, B1.
//! # Writes
//! Channel 5 (share of inputs bought as running digital services).
//! # Off
//! The mix of inputs stays.
//! # Indicator
//! `core_digital_share`: value added of the digital core over GDP.
//! # Contradicted by
//! The official core share of 9.9 % uses a wider list of industries and is not comparable. Three quarters of core revenue are in the east: the gap between regions widens at first.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Digital industrialisation: its parameters.
    pub struct DigitalIndustrialisation in "digital_industrialisation" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Share of inputs that a full adopter shifts to digital services.
        demand_shift: f64 [Share] = 0.03, within 0.0..=0.5, plausible 0.01..=0.06,
            from Calibrated("with B2's spending, set to the core share of 4.25 % in 2012 and 6.04 % in 2020") known New;
        /// Value added of core digital industries over GDP, the official and wider list, 2023.
        core_digital_share_gdp: f64 [Share] = 0.099, within 0.0..=1.0, plausible 0.078..=0.105,
            from Measured("nbs_core_2025") known Verified as Check;
        /// Share of the eastern provinces in core digital revenue, 2023.
        core_digital_east_revenue_share: f64 [Share] = 0.73, within 0.0..=1.0, plausible 0.7..=0.76,
            from Measured("nbs_census_2023") known Verified as Check;
    }
}

impl DigitalIndustrialisation {
    /// Share of inputs shifted by a firm outside the core whose adoption has grown.
    ///
    /// ```
    /// let law = theory::paths::digital_industrialisation::DigitalIndustrialisation::default();
    /// assert_eq!(law.term(0.5), 0.015);
    /// ```
    #[must_use]
    pub fn term(&self, adopted: f64) -> f64 {
        self.strength * self.demand_shift * adopted
    }
}

impl Mechanism for DigitalIndustrialisation {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[5]
    }

    fn buys_digital(&self) -> bool {
        true
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.firms(OfFirm::InputMix, scene, |i| {
            if scene.is_digital(i) {
                0.0
            } else {
                self.term(scene.adopted(i))
            }
        });
    }
}
