//! Platform regulation: a cap on commissions, interoperability, and an audit of algorithms.
//!
//! # Question
//! What do sellers gain, and what do platforms and buyers lose?
//! # Equation
//! ```text
//! take_target −= force · (take_target − cap)⁺, cap 0.10 in full force at intensity 1      terms of network and data in pull × (1 − m), m = 0.5 · intensity
//! forms of G2 × (1 − audit), audit = 0.5 · intensity      enforcement 0.01 % of GDP, fines 3 % of platform revenue
//! ```
//! # Source
//! Digital economy, §5.2, H5; switching after portability: \[viard_2007\].
//! # Writes
//! Channels 39, 38, 18, 19 and 31.
//! # Off
//! Platforms are not held to anything.
//! # Indicator
//! `take_rate`.
//! # Contradicted by
//! Platform investment may fall and buyers may lose convenience: the sign on output is open.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::public_money::revenue;
use crate::scene::{Ground, Scene};
use crate::strategies::ramp;

parameters! {
    /// Platform regulation: its parameters.
    pub struct PlatformRegulation in "strategy_platform_regulation" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Change of commissions after a case or a cap.
        take_rate_response: f64 [Points] = -2.0, within -30.0..=10.0, plausible -5.0..=0.0,
            from Assumed("looked for and not found") known Assumed as Check;
        /// Change of prices after numbers became portable.
        switching_cost_cut_interoperability: f64 [Share] = -0.05, within -1.0..=1.0, plausible -0.14..=0.0,
            from Estimated("viard_2007") known Recalled as Check;
        /// Fine for exclusive dealing in April 2021; that of October was 3.442.
        exclusive_dealing_fines: f64 [BillionYuan] = 18.228, within 0.0..=1000.0, plausible 3.442..=18.228,
            from Measured("li_sun_2021") known Verified as Check;
    }
}

/// The cap on commissions at intensity 1.
const CAP: f64 = 0.10;
/// Interoperability and audit at intensity 1.
const HALF: f64 = 0.5;
/// Cost of enforcement at intensity 1, over GDP (N).
pub const ENFORCEMENT: f64 = 0.0001;

/// Fine over the revenue of a platform when manipulation is detected.
const FINE: f64 = 0.03;

impl PlatformRegulation {
    /// The commission that is still allowed, of a platform that aims at `target`.
    ///
    /// ```
    /// let law = theory::strategies::platform_regulation::PlatformRegulation::default();
    /// assert!((law.allowed(0.15, 1.0) - 0.10).abs() < 1e-15);
    /// assert!((law.allowed(0.15, 0.5) - 0.125).abs() < 1e-15);
    /// assert!((law.allowed(0.15, 2.0) - 0.05).abs() < 1e-15);
    /// assert_eq!(law.allowed(0.15, 0.0), 0.15);
    /// assert_eq!(law.allowed(0.08, 1.0), 0.08);
    /// ```
    #[must_use]
    pub fn allowed(&self, target: f64, intensity: f64) -> f64 {
        let (cap, force) = Self::cap(intensity);
        target - force * maths::positive(target - cap)
    }

    /// The cap on commissions, and the part of what lies above it that is cut off: all of it from
    /// intensity 1, beyond which the cap itself comes down.
    #[must_use]
    pub fn cap(intensity: f64) -> (f64, f64) {
        (CAP / intensity.max(1.0), intensity.min(1.0))
    }

    /// What audits leave of the forms of manipulation in a quarter.
    #[must_use]
    pub fn left_of_forms(&self, quarter: u32) -> f64 {
        self.left(ramp(self.intensity, self.start, self.ramp, quarter))
    }

    /// Fine of a platform of this revenue: what audits detect of manipulation (G2), in expectation.
    ///
    /// ```
    /// let law = theory::strategies::platform_regulation::PlatformRegulation::default();
    /// assert!((law.fine(1000.0, 1.0, 1.0) - 15.0).abs() < 1e-12);
    /// assert_eq!(law.fine(1000.0, 1.0, 0.0), 0.0);
    /// ```
    #[must_use]
    pub fn fine(&self, revenue: f64, intensity: f64, manipulation: f64) -> f64 {
        FINE * maths::positive(revenue) * HALF * intensity * manipulation
    }

    /// What is left of the pull of networks and data, and of the forms of manipulation.
    #[must_use]
    pub fn left(&self, intensity: f64) -> f64 {
        maths::positive(1.0 - HALF * intensity)
    }
}

impl Mechanism for PlatformRegulation {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[39, 38, 18, 19, 31]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let intensity = self.strength(ground.view.quarter);
        let (cap, force) = Self::cap(intensity);
        pen.take_cap(ground, cap, force);
        let left = self.left(intensity);
        pen.leave_of_pull(ground, left, left);
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.strength(scene.view.quarter);
        let left = self.left(intensity);
        pen.ranking(scene, |_, now| (1.0 + (now - 1.0) * left) / now);
        pen.personal_price(scene, |_, now| -(1.0 - left) * now);
        let amount = ENFORCEMENT * scene.view.books.gdp.real * intensity;
        pen.purchases(scene, amount, &scene.view.calibration.baskets.government);
        let manipulation = scene.concepts.algorithm_manipulation.strength;
        let platforms = &scene.state.platforms.firm;
        pen.fines(scene, |i| {
            if platforms.contains(&i) {
                self.fine(revenue(scene.view, i), intensity, manipulation)
            } else {
                0.0
            }
        });
    }
}
