//! Tail economy: cheap search lets small sellers be found, or lengthens the queue behind a few.
//!
//! # Question
//! Does it spread sales, or not?
//! # Equation
//! ```text
//! size_pull −= s · κ_T      weight of a seller online: A_f^(1 + size_pull)
//! ```
//! `A_f` what the seller has to offer. A negative `κ_T` makes superstars.
//! # Source
//! Digital economy, §4.C, C5; gain from online trade: \[dolfen_2023\]; variety: \[brynjolfsson_hu_smith_2003\].
//! # Writes
//! Channel 16 (pull of size in the online branch). The value of variety is a [satellite](crate::satellites).
//! # Off
//! Size pulls online as it does in shops.
//! # Indicator
//! `tail_share`: sales outside the top fifth of sellers.
//! # Contradicted by
//! Recommenders can concentrate demand; the gain goes to rich and dense places.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::platforms::pen::OfBranch;
use crate::scene::Scene;

parameters! {
    /// Tail economy: its parameters.
    pub struct Tail in "tail_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// By how much less size pulls online; negative for superstars.
        size_bias_cut: f64 [Pure] = 0.3, within -0.3..=0.6, plausible -0.3..=0.6,
            from Calibrated("set to ecommerce_consumption_equivalent at an online share of 8 %") known New;
        /// Gain of consumers from online trade, over consumption, at an online share of 8 %.
        ecommerce_consumption_equivalent: f64 [Share] = 0.011, within 0.0..=1.0, plausible 0.01..=0.013,
            from Estimated("dolfen_2023") known Verified as Check;
        /// Titles sold online over those of a large shop.
        variety_ratio_online: f64 [Pure] = 23.0, within 1.0..=1000.0, plausible 23.0..=57.0,
            from Estimated("brynjolfsson_hu_smith_2003") known Verified as Check;
    }
}

/// Elasticity of the value of variety in the number of sellers met, beside the accounts.
const VALUE_OF_VARIETY: f64 = 0.2;

impl Tail {
    /// Change of the exponent of size in the odds of a seller.
    ///
    /// ```
    /// let law = theory::effects::tail::Tail::default();
    /// assert_eq!(law.term(), -0.3);
    /// ```
    #[must_use]
    pub fn term(&self) -> f64 {
        -self.strength * self.size_bias_cut
    }

    /// Value of effective varieties over those before, as a factor on online spending.
    #[must_use]
    pub fn variety_gain(ratio: f64) -> f64 {
        maths::powf(ratio, VALUE_OF_VARIETY)
    }
}

impl Mechanism for Tail {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[16]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.branch(OfBranch::Size, scene, self.term());
    }
}
