//! Spiritual prosperity: the second half of the idea, measured and never assumed.
//!
//! # Question
//! What about culture, learning, health, time, security and fairness?
//! # Equation
//! ```text
//! S_h = Σ_k w_k v_k      each v in 0..1: culture, skill, health, free time, security of income, fairness
//! variant feeds_effort (φ): productivity += φ · Δ₀S̄ of the firm's area, as of the last quarter
//! ```
//! Components: [`spirit`](crate::spirit). The variant is off by default and exists to show what assuming it would do.
//! # Source
//! Digital economy, §4.F, F3.
//! # Writes
//! Nothing: no act reads it. Under the variant `feeds_effort`, channel 1 (productivity).
//! # Off
//! It cannot be switched: measuring changes nothing. `feeds_effort = 0`, the default, assumes nothing.
//! # Indicator
//! `spiritual_index`: mean, Gini and urban over rural ratio; share deprived in two components or more.
//! # Contradicted by
//! Users are happier than others in descriptive data, but heavy use harms: free time counts as an inverted U. Nothing says that
//! the spirit makes anybody produce more.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Spiritual prosperity: its parameters.
    pub struct SpiritualProsperity in "spiritual_prosperity" {
        /// Weight of culture in the index.
        digital_leisure_utility_weight: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("looked for and not found; the other five share the rest equally") known Assumed as Satellite;
        /// Effect of using the internet on life satisfaction, on a scale of 1 to 5.
        internet_wellbeing_effect: f64 [Points] = 0.08, within -5.0..=5.0, plausible -0.05..=0.2,
            from Assumed("the sign is seen in descriptive data, the size is not") known Assumed as Check;
        /// What is assumed to be gained in productivity, a log, per point of the index; 0 assumes nothing.
        feeds_effort: f64 [Pure] = 0.0, within 0.0..=0.01, plausible 0.0..=0.01,
            from Numerical("a variant, to show what assuming it would do") known Assumed as Alternative;
    }
}

/// Components of the index.
pub const COMPONENTS: usize = 6;

impl SpiritualProsperity {
    /// The index of a household from its six components, of which culture is the first.
    ///
    /// ```
    /// let index = theory::roles::spiritual_prosperity::SpiritualProsperity::default();
    /// assert!((index.of([1.0; 6]) - 1.0).abs() < 1e-12);
    /// assert!((index.of([1.0, 0.0, 0.0, 0.0, 0.0, 0.0]) - 0.15).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn of(&self, components: [f64; COMPONENTS]) -> f64 {
        let others = (1.0 - self.digital_leisure_utility_weight) / (COMPONENTS as f64 - 1.0);
        self.digital_leisure_utility_weight * components[0]
            + components[1..].iter().map(|v| others * v).sum::<f64>()
    }

    /// Free time as a component: use beyond 35 hours a week takes away from it.
    #[must_use]
    pub fn free_time(hours_online: f64, lost: f64) -> f64 {
        const TOO_MUCH: f64 = 35.0;
        let over = maths::positive(hours_online - TOO_MUCH) / TOO_MUCH;
        (1.0 - over - lost).clamp(0.0, 1.0)
    }
}

impl Mechanism for SpiritualProsperity {
    fn strength(&self, _: u32) -> f64 {
        self.feeds_effort
    }

    fn writes(&self) -> &'static [u8] {
        &[1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let change = &scene.now.spirit;
        pen.firms(OfFirm::Productivity, scene, |i| {
            self.feeds_effort * change[scene.area(i)]
        });
    }
}
