//! Brackets of income with their populations and means, and what they leave open.
//!
//! ```text
//! G_low  = Gini coefficient if everybody had the mean of their bracket
//! G_high = G_low + Σ πₖ² (μₖ − aₖ)(bₖ − μₖ) / (μ (bₖ − aₖ))
//! ```
//! `πₖ` population share, `μₖ` mean, `aₖ..bₖ` limits of bracket k, `μ` overall mean. The upper bound puts
//! everybody at a limit of their bracket; for an open top it adds `πₖ² (μₖ − aₖ)/μ`. Any distribution
//! that agrees with the table has its Gini coefficient between the two. Source: \[gastwirth_1972\].

use crate::error::{Error, Result};
use crate::maths::Sum;
use crate::ranked::{Ranked, check_length, check_values, check_weights};

/// Brackets in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub struct Brackets {
    means: Vec<f64>,
    weights: Vec<f64>,
}

/// The range in which a Gini coefficient must lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GiniBounds {
    /// No inequality within brackets.
    pub lower: f64,
    /// As much inequality within brackets as their limits and means allow.
    pub upper: f64,
}

impl Brackets {
    /// Brackets with their mean incomes and populations, poorest first.
    ///
    /// ```
    /// use inequality::grouped::Brackets;
    ///
    /// let table = Brackets::new(&[5.0, 15.0, 40.0], &[30.0, 50.0, 20.0])?;
    /// let bounds = table.gini_bounds(&[0.0, 10.0, 20.0, f64::INFINITY])?;
    /// assert!(bounds.lower < bounds.upper);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the columns are invalid or the means do not rise.
    pub fn new(means: &[f64], weights: &[f64]) -> Result<Self> {
        check_values("bracket means", means)?;
        check_weights(means.len(), weights)?;
        if means.windows(2).any(|pair| pair[1] < pair[0]) {
            return Err(Error::Undefined {
                measure: "a table of brackets",
                why: "the means do not rise from bracket to bracket",
            });
        }
        Ok(Self {
            means: means.to_vec(),
            weights: weights.to_vec(),
        })
    }

    /// Brackets from points of a Lorenz curve, such as cumulated decile shares, and the mean.
    ///
    /// # Errors
    /// If the columns differ in length or do not rise to (1, 1).
    pub fn from_lorenz(population: &[f64], income: &[f64], mean: f64) -> Result<Self> {
        check_values("population shares", population)?;
        check_length("income shares", population.len(), income.len())?;
        let (mut weights, mut means) = (Vec::new(), Vec::new());
        let (mut p0, mut l0) = (0.0, 0.0);
        for (&p, &l) in population.iter().zip(income) {
            if p > p0 {
                weights.push(p - p0);
                means.push(mean * (l - l0) / (p - p0));
            }
            (p0, l0) = (p, l);
        }
        if (p0 - 1.0).abs() > 1e-9 || (l0 - 1.0).abs() > 1e-9 {
            return Err(Error::Undefined {
                measure: "a Lorenz curve",
                why: "its last point is not (1, 1)",
            });
        }
        Self::new(&means, &weights)
    }

    /// The distribution in which everybody has the mean of their bracket.
    ///
    /// Every measure of it that falls with transfers to the poorer is a lower bound.
    ///
    /// # Errors
    /// Never: the table was checked when it was made.
    pub fn ranked(&self) -> Result<Ranked> {
        Ranked::weighted(&self.means, &self.weights)
    }

    /// Bounds of the Gini coefficient, given the `limits` of the brackets: one more than there
    /// are brackets, the last may be infinite.
    ///
    /// # Errors
    /// If the limits do not enclose the means, or the overall mean is not positive.
    pub fn gini_bounds(&self, limits: &[f64]) -> Result<GiniBounds> {
        check_length("bracket limits", self.means.len() + 1, limits.len())?;
        let rows = self.means.iter().zip(&self.weights).zip(limits.windows(2));
        for ((&m, &w), limits) in rows {
            let (low, high) = (limits[0], limits[1]);
            if w > 0.0 && !(low <= m && m <= high && low.is_finite()) {
                return Err(Error::Domain {
                    measure: "the bounds of the Gini coefficient",
                    value: m,
                    needs: "bracket limits that enclose the bracket's mean",
                });
            }
        }
        self.bounds_within(|k| (limits[k], limits[k + 1]))
    }

    /// Bounds of the Gini coefficient without known limits: a limit lies between the means of
    /// the brackets it divides, so the neighbours' means are taken for limits, `minimum` below
    /// the first bracket, and the top is open. Wider than with limits.
    ///
    /// # Errors
    /// If `minimum` is above the first mean or the overall mean is not positive.
    pub fn gini_bounds_without_limits(&self, minimum: f64) -> Result<GiniBounds> {
        if self.means.first().is_some_and(|&first| first < minimum) {
            return Err(Error::Parameter {
                name: "minimum",
                value: minimum,
                range: "at most the mean of the first bracket",
            });
        }
        self.bounds_within(|k| {
            let low = if k == 0 { minimum } else { self.means[k - 1] };
            let high = self.means.get(k + 1).copied().unwrap_or(f64::INFINITY);
            (low, high)
        })
    }

    /// Bounds where the incomes of the `k`-th bracket lie within what `limits` says: at worst they stand at both ends.
    fn bounds_within(&self, limits: impl Fn(usize) -> (f64, f64)) -> Result<GiniBounds> {
        let ranked = self.ranked()?;
        let lower = ranked.gini()?;
        let (total, mean) = (ranked.total_weight(), ranked.mean());
        let mut widening = Sum::default();
        for (k, (&m, &w)) in self.means.iter().zip(&self.weights).enumerate() {
            let (low, high) = limits(k);
            let room = if high.is_infinite() {
                m - low
            } else if high > low {
                (m - low) * (high - m) / (high - low)
            } else {
                0.0
            };
            let share = w / total;
            widening.add(share * share * room / mean);
        }
        Ok(GiniBounds {
            lower,
            upper: lower + widening.value(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: incomes spread evenly over (0, 1) have a Gini coefficient of 1/3. Of two halves with means 1/4 and
    /// 3/4 it is 1/4 between, and by hand 1/8 within at most, or 1/3 where the limits are not known.
    #[test]
    fn bounds_enclose_the_gini_coefficient() {
        let population = [0.5, 1.0];
        let halves = Brackets::from_lorenz(&population, &[0.25, 1.0], 0.5).unwrap();
        assert_eq!(halves, Brackets::new(&[0.25, 0.75], &[0.5, 0.5]).unwrap());
        let known = halves.gini_bounds(&[0.0, 0.5, 1.0]).unwrap();
        let unknown = halves.gini_bounds_without_limits(0.0).unwrap();
        for (bounds, upper) in [(known, 0.375), (unknown, 0.25 + 1.0 / 3.0)] {
            assert!((bounds.lower - 0.25).abs() < 1e-15, "{bounds:?}");
            assert!((bounds.upper - upper).abs() < 1e-15, "{bounds:?}");
            assert!(bounds.lower < 1.0 / 3.0 && 1.0 / 3.0 < bounds.upper);
        }
        // Limits that do not enclose a mean, and a curve that does not end at (1, 1), are refused.
        assert!(halves.gini_bounds(&[0.0, 0.2, 1.0]).is_err());
        assert!(halves.gini_bounds_without_limits(0.3).is_err());
        assert!(Brackets::from_lorenz(&population, &[0.25, 0.9], 0.5).is_err());
    }
}
