//! Estimators of the effect of an intervention on a panel of areas.
//!
//! They are what published studies use, with their flaws: [`two_way`] is biased when effects grow with
//! time since adoption, which [`imputed`] is not, and neither knows that areas trade with each other.

mod imputation;
mod panel;
mod shift_share;
mod two_way;

pub use imputation::imputed;
pub use panel::Panel;
pub use shift_share::{exposure, shift_share};
pub use two_way::two_way;

/// An estimated effect.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The effect, in the unit of the outcome.
    pub effect: f64,
    /// Its standard error.
    pub se: f64,
    /// Independent pieces of evidence behind it: clusters, or seeds.
    pub clusters: usize,
}

/// Share of true effects of this size that a test of five per cent is meant to find.
const POWER: f64 = 0.80;
/// Confidence of intervals.
const CONFIDENCE: f64 = 0.95;

impl Estimate {
    /// The mean of paired differences, one per seed, with the standard error of a mean.
    ///
    /// ```
    /// use laboratory::replication::Estimate;
    /// let paired = Estimate::of_differences(&[1.0, 2.0, 3.0]);
    /// assert_eq!(paired.effect, 2.0);
    /// assert!((paired.se - (1.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn of_differences(differences: &[f64]) -> Self {
        let n = differences.len();
        Self {
            effect: crate::mean(differences),
            se: crate::standard_deviation(differences) / (n as f64).sqrt(),
            clusters: n,
        }
    }

    fn degrees(&self) -> f64 {
        self.clusters.saturating_sub(1) as f64
    }

    /// The interval of 95 %, from Student's t with clusters less one degrees of freedom.
    #[must_use]
    pub fn interval(&self) -> (f64, f64) {
        let half =
            self.se * composite::student_quantile(f64::midpoint(1.0, CONFIDENCE), self.degrees());
        (self.effect - half, self.effect + half)
    }

    /// The smallest true effect that a test of five per cent finds in four cases out of five.
    ///
    /// # Source
    /// \[bloom_1995\]: the sum of the two quantiles times the standard error.
    #[must_use]
    pub fn detectable(&self) -> f64 {
        let degrees = self.degrees();
        let quantile = |p| composite::student_quantile(p, degrees);
        self.se * (quantile(f64::midpoint(1.0, CONFIDENCE)) + quantile(POWER))
    }
}
