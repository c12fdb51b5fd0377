//! Ages by residence: the national shares, with more old people in the countryside.
//!
//! # Equation
//! ```text
//! odds of 60+ in the countryside = 1.5 · odds of 60+ in towns, national share preserved
//! ```
//! The other ages keep their national proportions; 16 to 34 : 35 to 59 = 40 : 60.
//!
//! # Source
//! Long run, §5.1, §5.6.1.

use crate::error::Error;
use crate::research::Research;
use crate::scalars;

/// Classes of age, in the order of [`Ages::shares`].
pub const CLASSES: [&str; 4] = ["0-15", "16-34", "35-59", "60+"];

/// Shares of age classes in the population, by kind of area.
#[derive(Clone, Copy, Debug)]
pub struct Ages {
    /// Urban and rural, each in the order of [`CLASSES`].
    pub shares: [[f64; 4]; 2],
    /// The nation.
    pub national: [f64; 4],
}

impl Ages {
    /// Computes them for a nation with so large an urban share.
    ///
    /// # Errors
    /// A national fact that is missing.
    pub fn new(research: &Research, urban: f64) -> Result<Self, Error> {
        let published = [
            research.fact("pop_0_15")?,
            research.fact("pop_16_59")?,
            research.fact("pop_60")?,
        ];
        // Rounded percentages add up to 99.9.
        let all: f64 = published.iter().sum();
        let [children, workers, old] = published.map(|share| share / all);
        let old_urban = split_by_odds(old, urban, scalars::RURAL_OLD_ODDS);
        let old_rural = (old - urban * old_urban) / (1.0 - urban);
        let shares = |old_here: f64| {
            let rest = (1.0 - old_here) / (children + workers);
            let workers = workers * rest;
            [
                children * rest,
                scalars::YOUNG_SHARE * workers,
                (1.0 - scalars::YOUNG_SHARE) * workers,
                old_here,
            ]
        };
        Ok(Self {
            shares: [shares(old_urban), shares(old_rural)],
            national: shares(old),
        })
    }

    /// Share of persons over 15.
    #[must_use]
    pub fn adults(&self, kind: usize) -> f64 {
        1.0 - self.shares[kind][0]
    }

    /// Share of persons aged 16 to 59.
    #[must_use]
    pub fn working(&self, kind: usize) -> f64 {
        self.shares[kind][1] + self.shares[kind][2]
    }

    /// Share of persons who can hold a job: those aged 16 to 59 and a fifth of the older.
    #[must_use]
    pub fn able(&self, kind: usize) -> f64 {
        self.working(kind) + scalars::OLD_WORKERS * self.shares[kind][3]
    }
}

/// The share in the first of two groups such that the second has `ratio` times its odds and the mean is
/// `mean`; `weight` is the size of the first.
#[must_use]
pub fn split_by_odds(mean: f64, weight: f64, ratio: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let first: f64 = 0.5 * (low + high);
        let odds = ratio * first / (1.0 - first);
        let second = if odds.is_finite() {
            odds / (1.0 + odds)
        } else {
            1.0
        };
        if weight * first + (1.0 - weight) * second < mean {
            low = first;
        } else {
            high = first;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_is_preserved_and_odds_differ_as_asked() {
        for (mean, weight, ratio) in [(0.2, 0.65, 1.5), (0.4, 0.9, 0.2), (0.01, 0.3, 0.4)] {
            let first = split_by_odds(mean, weight, ratio);
            let second = (mean - weight * first) / (1.0 - weight);
            let odds = |p: f64| p / (1.0 - p);
            assert!((odds(second) / odds(first) / ratio - 1.0).abs() < 1e-9);
        }
        assert!((split_by_odds(0.3, 0.5, 1.0) - 0.3).abs() < 1e-12);
    }
}
