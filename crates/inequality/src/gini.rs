//! The Gini coefficient and its family.
//!
//! ```text
//! G   = Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W² μ)  =  Σₖ (x₍ₖ₊₁₎ − x₍ₖ₎) Cₖ (W − Cₖ) / (W² μ)
//! G_ν = 1 − [ x₍₁₎ + Σₖ (x₍ₖ₊₁₎ − x₍ₖ₎) (1 − Cₖ/W)^ν ] / μ
//! ```
//! `x` values, `w` weights, `W` their sum, `μ` the weighted mean, `x₍ₖ₎` the k-th smallest value
//! and `Cₖ` the weight up to and including it; `ν` aversion to inequality, `G₂ = G`. The sums over
//! gaps are the ones computed: their terms are never negative, so nothing cancels, and ties need
//! no rule.
//!
//! The plug-in form does not change when all weights are multiplied by a number, nor when a row
//! is split in two. Negative values are allowed while the mean is positive; `G` may then exceed 1,
//! and [`Ranked::gini_of_magnitudes`] gives the normalisation that stays below it.
//!
//! Sources: \[gini_1914\]; \[donaldson_weymark_1980\] and \[yitzhaki_1983\] for `G_ν`;
//! \[deltas_2003\] for `n/(n−1)`; \[raffinetti_siletti_vernizzi_2015\] for negative incomes.

use crate::error::{Error, Result};
use crate::maths::{Sum, pow, sum};
use crate::ranked::Ranked;

/// Which Gini coefficient: the plug-in one or a correction for the size of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum GiniForm {
    /// Half the mean difference between two persons, with replacement, over the mean.
    #[default]
    PlugIn,
    /// Times `n/(n−1)`, with `n` the number of rows of positive weight.
    UnbiasedRows,
    /// Divided by `1 − Σw²/W²`: weights are reliabilities. The same as `UnbiasedRows` without
    /// weights.
    UnbiasedReliability,
    /// `Σ (2Cᵢ − 1) wᵢ xᵢ / (W² μ) − 1`, the form of the R package convey. It equals the plug-in
    /// form only if all weights are 1 and depends on the unit of the weights; it is here so that
    /// a published number can be recognised.
    Convey,
}

impl GiniForm {
    /// The form's short name.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlugIn => "plug-in",
            Self::UnbiasedRows => "unbiased_n",
            Self::UnbiasedReliability => "unbiased_w2",
            Self::Convey => "convey",
        }
    }
}

impl Ranked {
    /// Plug-in Gini coefficient: half the mean difference between two persons over the mean.
    ///
    /// ```
    /// let two = inequality::Ranked::new(&[0.0, 1.0])?;
    /// assert_eq!(two.gini()?, 0.5);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn gini(&self) -> Result<f64> {
        let mean = self.positive_mean("the Gini coefficient")?;
        let weight = self.total_weight();
        Ok(self.half_mean_difference() / (weight * weight * mean))
    }

    /// Gini coefficient in the form named.
    ///
    /// # Errors
    /// As [`Ranked::gini`], and if a correction is asked of a single row.
    pub fn gini_as(&self, form: GiniForm) -> Result<f64> {
        let plug_in = self.gini()?;
        let n = self.n_observations() as f64;
        let weight = self.total_weight();
        if n < 2.0 && matches!(form, GiniForm::UnbiasedRows | GiniForm::UnbiasedReliability) {
            return Err(Error::Undefined {
                measure: "the corrected Gini coefficient",
                why: "it needs at least two rows",
            });
        }
        Ok(match form {
            GiniForm::PlugIn => plug_in,
            GiniForm::UnbiasedRows => plug_in * n / (n - 1.0),
            GiniForm::UnbiasedReliability => {
                let squares = sum(self.weights().iter().map(|w| w * w));
                plug_in / (1.0 - squares / (weight * weight))
            }
            GiniForm::Convey => {
                let ranked = self.pairs().zip(self.cumulative_weight());
                let numerator = sum(ranked.map(|((x, w), c)| (2.0 * c - 1.0) * w * x));
                numerator / (weight * self.total_value()) - 1.0
            }
        })
    }

    /// Gini coefficient with the mean of `|x|` in the denominator, so that negative values
    /// cannot push it above 1; the plug-in form if there are none.
    ///
    /// # Errors
    /// If every value is zero.
    pub fn gini_of_magnitudes(&self) -> Result<f64> {
        let weight = self.total_weight();
        let magnitude = sum(self.pairs().map(|(x, w)| w * x.abs()));
        if magnitude > 0.0 {
            Ok(self.half_mean_difference() / (weight * magnitude))
        } else {
            Err(Error::Undefined {
                measure: "the Gini coefficient",
                why: "every value is zero",
            })
        }
    }

    /// Extended (S-) Gini coefficient with aversion `nu ≥ 1`; `nu = 2` is the Gini coefficient.
    ///
    /// The weight of a rank is integrated over the block of a unit, so that splitting a row
    /// changes nothing.
    ///
    /// # Errors
    /// If `nu` is below 1 or not finite, or the mean is not positive.
    pub fn extended_gini(&self, nu: f64) -> Result<f64> {
        if !(nu.is_finite() && nu >= 1.0) {
            return Err(Error::Parameter {
                name: "nu",
                value: nu,
                range: "1 and above",
            });
        }
        let mean = self.positive_mean("the extended Gini coefficient")?;
        Ok(1.0 - self.rank_weighted_mean(nu) / mean)
    }

    /// `x₍₁₎ + Σₖ (x₍ₖ₊₁₎ − x₍ₖ₎) (1 − Cₖ/W)^ν`: the equally distributed equivalent.
    pub(crate) fn rank_weighted_mean(&self, nu: f64) -> f64 {
        let data = self.without_zero_weights();
        let weight = data.total_weight();
        let mut total = Sum::default();
        total.add(data.values()[0]);
        for (pair, &below) in data.values().windows(2).zip(data.cumulative_weight()) {
            if pair[1] > pair[0] {
                total.add((pair[1] - pair[0]) * pow(((weight - below) / weight).max(0.0), nu));
            }
        }
        total.value()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_owning_all_gives_the_known_limits() {
        let ranked = Ranked::new(&[0.0, 0.0, 0.0, 8.0]).unwrap();
        assert_eq!(ranked.gini().unwrap(), 0.75);
        assert_eq!(ranked.gini_as(GiniForm::UnbiasedRows).unwrap(), 1.0);
        assert_eq!(ranked.gini_as(GiniForm::UnbiasedReliability).unwrap(), 1.0);
    }

    #[test]
    fn aversion_two_is_the_gini_and_one_sees_no_inequality() {
        let ranked = Ranked::weighted(&[3.0, 1.0, 4.0, 1.5], &[1.0, 2.0, 0.5, 0.0]).unwrap();
        assert!((ranked.extended_gini(2.0).unwrap() - ranked.gini().unwrap()).abs() < 1e-15);
        assert!(ranked.extended_gini(1.0).unwrap().abs() < 1e-15);
        assert!(ranked.extended_gini(0.5).is_err());
    }

    #[test]
    fn a_negative_mean_is_refused() {
        let debts = Ranked::new(&[-3.0, 1.0]).unwrap();
        assert!(matches!(debts.gini(), Err(Error::MeanNotPositive { .. })));
        assert_eq!(debts.gini_of_magnitudes().unwrap(), 0.5);
    }
}
