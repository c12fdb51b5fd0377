//! Platform regulation: a cap on commissions, interoperability, and an audit of algorithms.
//!
//! # Question
//! What do sellers gain, and what do platforms and buyers lose?
//! # Equation
//! ```text
//! take_target ≤ cap, 0.10 at intensity 1      terms of network and data in pull × (1 − m), m = 0.5 · intensity
//! forms of G2 × (1 − audit), audit = 0.5 · intensity      enforcement 0.01 % of GDP, fines 3 % of platform revenue
//! ```
//! # Source
//! Digital economy, §5.2, H5; switching after portability: [viard_2007].
//! # Writes
//! Channels 39, 38, 18, 19 and 31.
//! # Off
//! Platforms are not held to anything.
//! # Indicator
//! `take_rate`.
//! # Contradicted by
//! Platform investment may fall and buyers may lose convenience: the sign on output is open.
//! # Waits for
//! Channels 39, 38, 18 and 19: platforms are not built yet, so there is nothing to enforce and nothing is paid.

use params::parameters;

use crate::concepts::Mechanism;
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

impl PlatformRegulation {
    /// The commission that is still allowed, of a platform that aims at `target`.
    ///
    /// ```
    /// let law = theory::strategies::platform_regulation::PlatformRegulation::default();
    /// assert!((law.allowed(0.15, 1.0) - 0.10).abs() < 1e-15);
    /// assert_eq!(law.allowed(0.15, 0.0), 0.15);
    /// assert_eq!(law.allowed(0.08, 1.0), 0.08);
    /// ```
    #[must_use]
    pub fn allowed(&self, target: f64, intensity: f64) -> f64 {
        let cap = 1.0 - (1.0 - CAP) * intensity.min(1.0);
        target.min(cap)
    }

    /// What is left of the pull of networks and data, and of the forms of manipulation.
    #[must_use]
    pub fn left(&self, intensity: f64) -> f64 {
        1.0 - HALF * intensity
    }
}

impl Mechanism for PlatformRegulation {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn waits_for(&self) -> &'static [u8] {
        &[39, 38, 18, 19, 31]
    }
}
