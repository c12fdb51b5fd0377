//! Two runs with the same luck: their mean difference, and how sure one can be of it.
//!
//! # Equation
//! ```text
//! d_s = alternative_s − base_s      d̄ ± t(0.975, n − 1) · sd(d)/√n
//! ```
//! The same seed gives both runs the same luck, so what is common to them drops out of `d_s`.

use inequality::inference::student;
use serde::Serialize;

use crate::results::{mean, standard_deviation};

/// Coverage of intervals.
pub const COVERAGE: f64 = 0.95;
/// Quantile of the normal distribution for it.
const NORMAL: f64 = 1.96;

/// A mean with its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mean {
    /// Mean over seeds.
    pub mean: f64,
    /// Standard error; none of a single run.
    pub se: f64,
}

impl Mean {
    /// The mean of some values.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        Self {
            mean: mean(values),
            se: standard_deviation(values) / (values.len() as f64).sqrt(),
        }
    }
}

/// What two ensembles of the same seeds say of one number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Paired {
    /// The number in the base.
    pub base: Mean,
    /// The number in the alternative.
    pub level: Mean,
    /// Mean difference.
    pub difference: f64,
    /// Its standard error; none of a single pair.
    pub se: f64,
    /// Interval of Student's t; none of a single pair.
    pub interval: [f64; 2],
    /// Pairs.
    pub n: usize,
    /// Whether the interval leaves zero out; of a single pair nobody can say.
    pub distinct: bool,
    /// Correlation between the two over seeds: pairing helps where it is high.
    pub correlation: f64,
}

impl Paired {
    /// Compares the values of an alternative with those of the base, seed by seed.
    ///
    /// ```
    /// use laboratory::compare::Paired;
    /// // Differences 1, 2, 3: mean 2, standard error 1/√3, t(0.975, 2) = 4.302652…
    /// let paired = Paired::of(&[10.0, 10.0, 10.0], &[11.0, 12.0, 13.0]);
    /// assert_eq!(paired.difference, 2.0);
    /// assert!((paired.se - 1.0 / 3.0_f64.sqrt()).abs() < 1e-15);
    /// assert!((paired.interval[1] - (2.0 + 4.302652729911275 / 3.0_f64.sqrt())).abs() < 1e-9);
    /// assert!(!paired.distinct);
    /// ```
    #[must_use]
    pub fn of(base: &[f64], alternative: &[f64]) -> Self {
        let differences: Vec<f64> = base.iter().zip(alternative).map(|(b, a)| a - b).collect();
        let n = differences.len();
        let Mean {
            mean: difference,
            se,
        } = Mean::of(&differences);
        let t = student::quantile(0.5 + 0.5 * COVERAGE, n as f64 - 1.0);
        let interval = [difference - t * se, difference + t * se];
        Self {
            base: Mean::of(base),
            level: Mean::of(alternative),
            difference,
            se,
            interval,
            n,
            distinct: interval[0] > 0.0 || interval[1] < 0.0,
            correlation: correlation(base, alternative),
        }
    }
}

impl Paired {
    /// Pairs with which the difference, if it is what it seems, would be told from luck at 95 %; none where the pairs
    /// say nothing of chance or where nothing differs.
    ///
    /// # Equation
    /// ```text
    /// n · (1.96 · se / |d|)²
    /// ```
    /// ```
    /// use laboratory::compare::Paired;
    /// // Differences 1 and 3: d = 2, se = 1, so that 2 · 0.98² = 1.92 pairs would do.
    /// assert_eq!(Paired::of(&[0.0, 0.0], &[1.0, 3.0]).pairs_needed(), Some(2.0));
    /// assert_eq!(Paired::of(&[0.0], &[1.0]).pairs_needed(), None);
    /// ```
    #[must_use]
    pub fn pairs_needed(&self) -> Option<f64> {
        let errors = NORMAL * self.se / self.difference.abs();
        let needed = (self.n as f64 * errors * errors).ceil();
        (self.n > 1 && needed.is_finite()).then_some(needed)
    }
}

/// Pearson's correlation; not a number where one of the two does not vary.
fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let of = |x: &[f64], y: &[f64], mean_x: f64, mean_y: f64| -> f64 {
        let pairs = x.iter().zip(y);
        pairs.map(|(x, y)| (x - mean_x) * (y - mean_y)).sum()
    };
    let squares = of(a, a, mean_a, mean_a) * of(b, b, mean_b, mean_b);
    (of(a, b, mean_a, mean_b) / squares.sqrt()).clamp(-1.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hand-worked: what is the same differs by nothing, and nothing is not distinct.
    #[test]
    fn the_same_differs_by_nothing() {
        let values = [1.0, 2.0, 4.0];
        let paired = Paired::of(&values, &values);
        assert_eq!((paired.difference, paired.se), (0.0, 0.0));
        assert_eq!(paired.interval, [0.0, 0.0]);
        assert!(!paired.distinct);
        assert!((paired.correlation - 1.0).abs() < 1e-15);
    }

    /// Hand-worked: a shift without spread is distinct with two pairs; one pair says nothing of chance.
    #[test]
    fn one_pair_has_no_interval() {
        let shift = Paired::of(&[1.0, 3.0], &[2.0, 4.0]);
        assert_eq!((shift.difference, shift.se), (1.0, 0.0));
        assert!(shift.distinct);
        let single = Paired::of(&[1.0], &[2.0]);
        assert_eq!(single.difference, 1.0);
        assert!(single.se.is_nan() && single.interval[0].is_nan() && !single.distinct);
    }
}
