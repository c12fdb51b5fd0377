//! Online culture: near-free culture reaches everybody online and displaces some of what was paid for.
//!
//! # Question
//! Does it equalise, and what does it displace?
//! # Equation
//! ```text
//! share s · 0.1 · Δ₀λ_h of spending on culture moves to telecommunications and platforms
//! ```
//! # Source
//! Digital economy, §4.E, E5; spending of rural households: \[chen_zeng_2021\].
//! # Writes
//! Channel 22 (bundle of households).
//! # Off
//! Culture is bought as before.
//! # Indicator
//! `culture_access_gap`: urban over rural access to culture, free culture included.
//! # Contradicted by
//! Urban households spend more than twice as much on culture: what is free does not close that.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{Habit, Pen};
use crate::scene::Scene;

parameters! {
    /// Online culture: its parameters.
    pub struct Culture in "online_culture" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Share of spending on culture that moves at full coverage.
        substitution: f64 [Share] = 0.1, within 0.0..=1.0, plausible 0.0..=0.3,
            from Assumed("paid access takes the place of some paid culture") known New;
        /// Education, culture and recreation in rural consumption, 2017.
        rural_culture_spending_share: f64 [Share] = 0.107, within 0.0..=1.0, plausible 0.1..=0.115,
            from Measured("chen_zeng_2021") known Verified as Check;
        /// Internet users who watch video online, 2021.
        online_culture_reach: f64 [Share] = 0.945, within 0.0..=1.0, plausible 0.905..=0.96,
            from Measured("cnnic_49") known Verified as Check;
    }
}

impl Culture {
    /// Share of spending on culture that moves, of a household whose coverage has grown.
    ///
    /// ```
    /// let law = theory::services::culture::Culture::default();
    /// assert_eq!(law.moved(0.5), 0.05);
    /// ```
    #[must_use]
    pub fn moved(&self, covered: f64) -> f64 {
        self.strength * self.substitution * covered
    }
}

impl Mechanism for Culture {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[22]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.habit(scene, Habit::CultureOnline, |h| {
            self.moved(scene.covered(h))
        });
    }
}
