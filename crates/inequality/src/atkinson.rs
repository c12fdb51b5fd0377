//! Atkinson's index: the share of income that could be given up if the rest were shared equally.
//!
//! ```text
//! A(ε) = 1 − ξ(ε)/μ,   ξ(ε) = [ Σ wᵢ xᵢ^(1−ε) / W ]^(1/(1−ε)),   ξ(1) = exp( Σ wᵢ ln xᵢ / W )
//! ```
//! `ξ` is the equally distributed equivalent income, `ε ≥ 0` aversion to inequality, `μ` the mean.
//! Zeros are allowed for `ε < 1`. With `ε ≥ 1` one person without income makes `ξ` zero and `A` one
//! whatever the others have; the index is refused then, since that is seldom what is meant.
//! Source: \[atkinson_1970\].

use crate::error::{Error, Result};
use crate::maths::{exp, ln, pow, sum};
use crate::ranked::Ranked;

impl Ranked {
    /// Atkinson's index with aversion `epsilon`.
    ///
    /// ```
    /// let incomes = inequality::Ranked::new(&[1.0, 4.0])?;
    /// assert!((incomes.atkinson(1.0)? - (1.0 - 2.0 / 2.5)).abs() < 1e-15);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If `epsilon` is negative or not finite, a value is negative, or one is zero and
    /// `epsilon ≥ 1`, or the mean is zero.
    pub fn atkinson(&self, epsilon: f64) -> Result<f64> {
        let equivalent = self.equally_distributed_equivalent(epsilon)?;
        Ok(1.0 - equivalent / self.mean())
    }

    /// The income which, given to all alike, is as good as the distribution, for aversion
    /// `epsilon`.
    ///
    /// # Errors
    /// As [`Ranked::atkinson`].
    pub fn equally_distributed_equivalent(&self, epsilon: f64) -> Result<f64> {
        const NAME: &str = "Atkinson's index";
        if !(epsilon.is_finite() && epsilon >= 0.0) {
            return Err(Error::Parameter {
                name: "epsilon",
                value: epsilon,
                range: "0 and above",
            });
        }
        if epsilon < 1.0 {
            self.require_non_negative(NAME)
        } else {
            self.require_positive(NAME)
        }?;
        let mean = self.positive_mean(NAME)?;
        let weight = self.total_weight();
        let people = || self.pairs().filter(|&(_, w)| w > 0.0);
        if epsilon == 1.0 {
            return Ok(mean * exp(sum(people().map(|(x, w)| w * ln(x / mean))) / weight));
        }
        let power = 1.0 - epsilon;
        let moment = sum(people().map(|(x, w)| w * pow(x / mean, power))) / weight;
        Ok(mean * pow(moment, 1.0 / power))
    }
}
