//! Digital ecosystem: shared components and grants for those who join.
//!
//! # Question
//! Does support for complementors pay?
//! # Equation
//! ```text
//! n_e *= 1 + 0.25 · intensity (C10)      entry += 0.3 · spend      0.1 % of GDP at intensity 1
//! cost of joining a platform × (1 − 0.3 · intensity)
//! ```
//! `spend` in percent of GDP, in business services, software, consumer manufacturing and trade.
//! # Source
//! Digital economy, §5.2, H6. The effect is assumed.
//! # Writes
//! Channels 27 (entry) and 31 (subsidies to the small in these industries).
//! # Off
//! Nobody is supported.
//! # Indicator
//! `entry_rate`.
//! # Contradicted by
//! A few nodes make almost all of the value of shared components: support of many may miss them.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::scene::Scene;
use crate::strategies::ramp;

parameters! {
    /// Digital ecosystem: its parameters.
    pub struct Ecosystem in "strategy_ecosystem" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Log ease of entry per percent of GDP.
        ecosystem_subsidy_effect: f64 [Pure] = 0.3, within 0.0..=10.0, plausible 0.0..=1.0,
            from Assumed("looked for and not found; read as log points of turnover of firms") known Assumed;
        /// Share of the value of open source that 5 % of developers make.
        developer_concentration: f64 [Share] = 0.96, within 0.0..=1.0, plausible 0.96..=0.96,
            from Estimated("hoffmann_2024") known Verified as Check;
    }
}

/// Spending at intensity 1, over GDP.
pub const UNIT: f64 = 0.001;
/// Share of the cost of joining that intensity 1 bears (N).
const RELIEF: f64 = 0.3;
/// Complementors that intensity 1 adds.
const SUPPORT: f64 = 0.25;

impl Ecosystem {
    /// Factor on the complementors of a member.
    #[must_use]
    pub fn support(&self, quarter: u32) -> f64 {
        1.0 + SUPPORT * ramp(self.intensity, self.start, self.ramp, quarter)
    }

    /// Share of the cost of joining a platform that grants bear.
    #[must_use]
    pub fn relief(&self, quarter: u32) -> f64 {
        RELIEF * ramp(self.intensity, self.start, self.ramp, quarter)
    }

    /// Log ease of entry in the industries supported.
    ///
    /// ```
    /// let law = theory::strategies::ecosystem::Ecosystem::default();
    /// assert!((law.entry(1.0) - 0.03).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn entry(&self, intensity: f64) -> f64 {
        self.ecosystem_subsidy_effect * 100.0 * UNIT * intensity
    }
}

fn is_supported(code: &str) -> bool {
    matches!(code, "BUS" | "SOF" | "CMF" | "TRD")
}

impl Mechanism for Ecosystem {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[27, 31]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.strength(scene.view.quarter);
        let supported = |g: usize| is_supported(scene.endowment.industries[g].class.code);
        pen.entry(scene, |g, _| {
            if supported(g) {
                self.entry(intensity)
            } else {
                0.0
            }
        });
        // Grants are the same for every firm, so they weigh most with the small.
        let firms = scene.view.firms;
        let n = firms
            .ids()
            .filter(|&i| supported(scene.industry(i)))
            .count() as f64;
        let amount = UNIT * scene.view.books.gdp.nominal * intensity;
        let grant = maths::ratio_or_zero(amount, n);
        pen.subsidies(scene, |i| {
            if supported(scene.industry(i)) {
                grant
            } else {
                0.0
            }
        });
    }
}
