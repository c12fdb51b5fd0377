//! Generalised entropy: Theil's two indices and their family.
//!
//! ```text
//! GE(α) = [ Σ wᵢ (xᵢ/μ)^α / W − 1 ] / (α (α − 1))
//! GE(1) = Σ wᵢ (xᵢ/μ) ln(xᵢ/μ) / W        Theil's T
//! GE(0) = − Σ wᵢ ln(xᵢ/μ) / W             mean log deviation, Theil's L
//! ```
//! `x` values, `w` weights, `W` their sum, `μ` the weighted mean. A larger `α` looks more at the
//! top. For `α > 0` zeros are allowed, with `0 ln 0 = 0`; for `α ≤ 0` every value must be positive.

use crate::error::Result;
use crate::maths::{ln, pow, sum};
use crate::ranked::Ranked;

impl Ranked {
    /// Theil's T index, `GE(1)`; zeros stay in the mean and add `0 ln 0 = 0`.
    ///
    /// # Errors
    /// If a value is negative or the mean is zero.
    pub fn theil(&self) -> Result<f64> {
        self.require_non_negative("the Theil index")?;
        let mean = self.positive_mean("the Theil index")?;
        let entropy = sum(self.pairs().filter(|&(x, _)| x > 0.0).map(|(x, w)| {
            let relative = x / mean;
            w * relative * ln(relative)
        }));
        Ok(entropy / self.total_weight())
    }

    /// Mean log deviation, `GE(0)`.
    ///
    /// # Errors
    /// If a value is zero or negative.
    pub fn mld(&self) -> Result<f64> {
        self.require_positive("the mean log deviation")?;
        let mean = self.mean();
        let logs = sum(self
            .pairs()
            .filter(|&(_, w)| w > 0.0)
            .map(|(x, w)| w * ln(x / mean)));
        Ok(-logs / self.total_weight())
    }

    /// Generalised entropy index with parameter `alpha`.
    ///
    /// # Errors
    /// If a value is negative, if one is zero and `alpha ≤ 0`, or if the mean is zero.
    pub fn generalised_entropy(&self, alpha: f64) -> Result<f64> {
        const NAME: &str = "generalised entropy";
        if !alpha.is_finite() {
            return Err(crate::Error::Parameter {
                name: "alpha",
                value: alpha,
                range: "the finite numbers",
            });
        }
        if alpha == 0.0 {
            return self.mld();
        }
        if alpha == 1.0 {
            return self.theil();
        }
        if alpha < 0.0 {
            self.require_positive(NAME)
        } else {
            self.require_non_negative(NAME)
        }?;
        let mean = self.positive_mean(NAME)?;
        let moment = sum(self
            .pairs()
            .filter(|&(_, w)| w > 0.0)
            .map(|(x, w)| w * (pow(x / mean, alpha) - 1.0)));
        Ok(moment / self.total_weight() / (alpha * (alpha - 1.0)))
    }
}
