//! Measures of spread: Hoover's index, the coefficient of variation, Kolm's and Zenga's indices.
//!
//! ```text
//! Hoover H = Σ wᵢ |xᵢ − μ| / (2 W μ)                    share of income to move for equality
//! CV       = σ/μ,  σ² = Σ wᵢ (xᵢ − μ)² / W              population variance
//! Kolm K   = ln[ Σ wᵢ exp(κ(μ − xᵢ)) / W ] / κ          absolute: in the unit of x
//! Zenga Z  = 1 − Σ wₖ (W − Cₖ) Yₖ₋₁ / (W Cₖ (Y − Yₖ₋₁)) lower mean against upper mean
//! ```
//! `x` values ascending, `w` weights, `μ` mean, `W` and `Y` total weight and income, `Cₖ` weight up to
//! and including unit k, `Yₖ₋₁` income before it, `κ > 0` absolute aversion.
//! Sources: \[hoover_1936\]; \[kolm_1976\]; \[zenga_2007\], in the estimator of \[barabesi_diana_perri_2016\].

use crate::error::{Error, Result};
use crate::maths::{exp, ln, sum};
use crate::ranked::Ranked;

impl Ranked {
    /// Hoover's (Robin Hood, Pietra, Schutz) index.
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn hoover(&self) -> Result<f64> {
        let mean = self.positive_mean("the Hoover index")?;
        let distance = sum(self.pairs().map(|(x, w)| w * (x - mean).abs()));
        Ok(distance / (2.0 * self.total_value()))
    }

    /// Weighted variance with divisor `W` (population variance).
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        sum(self.pairs().map(|(x, w)| w * (x - mean) * (x - mean))) / self.total_weight()
    }

    /// Coefficient of variation, with the population variance.
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn coefficient_of_variation(&self) -> Result<f64> {
        let mean = self.positive_mean("the coefficient of variation")?;
        Ok(self.variance().sqrt() / mean)
    }

    /// Kolm's absolute index with aversion `kappa`, in the unit of the values.
    ///
    /// # Errors
    /// If `kappa` is not positive and finite.
    pub fn kolm(&self, kappa: f64) -> Result<f64> {
        if !(kappa.is_finite() && kappa > 0.0) {
            return Err(Error::Parameter {
                name: "kappa",
                value: kappa,
                range: "above 0",
            });
        }
        // Measured from the poorest, so that no exponential overflows.
        let poorest = self.min();
        let people = self.pairs().filter(|&(_, w)| w > 0.0);
        let total = sum(people.map(|(x, w)| w * exp(kappa * (poorest - x))));
        Ok(self.mean() - poorest + ln(total / self.total_weight()) / kappa)
    }

    /// Zenga's 2007 index.
    ///
    /// Units with equal values enter in file order, as in the R package convey; ties have a
    /// small influence on it.
    ///
    /// # Errors
    /// If a value is negative or the mean is zero.
    pub fn zenga(&self) -> Result<f64> {
        self.require_non_negative("Zenga's index")?;
        self.positive_mean("Zenga's index")?;
        let data = self.without_zero_weights();
        let (weight, income) = (data.total_weight(), data.total_value());
        let running = data.cumulative_weight().iter().zip(data.cumulative_value());
        let terms = data.pairs().zip(running).map(|((x, w), (&c, &y))| {
            let before = y - w * x;
            w * (weight - c) * before / (weight * c * (income - before))
        });
        Ok(1.0 - sum(terms))
    }
}
