//! The Gini coefficient and its family.
//!
//! ```text
//! G = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W² μ)  =  Σₖ (x₍ₖ₊₁₎ − x₍ₖ₎) Cₖ (W − Cₖ) / (W² μ)
//! ```
//! `x` values, `w` weights, `W` their sum, `μ` the weighted mean, `x₍ₖ₎` the k-th smallest value
//! and `Cₖ` the weight up to and including it. The second form is the one computed: its terms
//! are never negative, so nothing cancels, and ties need no rule.
//!
//! This plug-in form does not change when all weights are multiplied by a number, nor when a row
//! is split in two. Negative values are allowed while the mean is positive; `G` may then exceed 1.

use crate::error::Result;
use crate::maths::Sum;
use crate::ranked::Ranked;

impl Ranked {
    /// Plug-in Gini coefficient: half the mean difference between two persons over the mean.
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn gini(&self) -> Result<f64> {
        let mean = self.positive_mean("the Gini coefficient")?;
        let weight = self.total_weight();
        Ok(self.half_mean_difference() / (weight * weight * mean))
    }

    /// `½ Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ|`.
    pub(crate) fn half_mean_difference(&self) -> f64 {
        let weight = self.total_weight();
        let mut total = Sum::default();
        for (pair, &below) in self.values().windows(2).zip(self.cumulative_weight()) {
            total.add((pair[1] - pair[0]) * below * (weight - below));
        }
        total.value()
    }
}
