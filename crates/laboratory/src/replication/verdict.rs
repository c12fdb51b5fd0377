//! Verdicts: does an estimate lie in its band, and could it have been told from nothing?

use super::Estimate;

/// The band in which an effect passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// What an estimate says of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It lies in the band, and is told from nothing if the band asks for an effect.
    Pass,
    /// The whole interval lies outside.
    Fail,
    /// The interval reaches both in and out, or covers zero where an effect is asked for.
    NotPowered,
}

impl Band {
    /// Effects between two bounds.
    #[must_use]
    pub const fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Effects above zero.
    #[must_use]
    pub const fn positive() -> Self {
        Self::new(f64::MIN_POSITIVE, f64::INFINITY)
    }

    /// Effects below zero.
    #[must_use]
    pub const fn negative() -> Self {
        Self::new(f64::NEG_INFINITY, -f64::MIN_POSITIVE)
    }

    fn holds(self, effect: f64) -> bool {
        self.low <= effect && effect <= self.high
    }

    /// Judges an estimate by its interval of 95 %.
    ///
    /// ```
    /// use laboratory::replication::{Band, Estimate, Verdict};
    /// let found = |effect, se| Estimate { effect, se, clusters: 31 };
    /// let wages = Band::new(0.01, 0.12);
    /// assert_eq!(wages.judge(&found(0.05, 0.01)), Verdict::Pass);
    /// assert_eq!(wages.judge(&found(-0.05, 0.01)), Verdict::Fail);
    /// assert_eq!(wages.judge(&found(0.05, 0.10)), Verdict::NotPowered);
    /// ```
    #[must_use]
    pub fn judge(self, estimate: &Estimate) -> Verdict {
        let (low, high) = estimate.interval();
        if low.is_nan() || high.is_nan() {
            return Verdict::NotPowered;
        }
        if high < self.low || low > self.high {
            return Verdict::Fail;
        }
        let asks_for_an_effect = !self.holds(0.0);
        let told_from_nothing = low > 0.0 || high < 0.0;
        if self.holds(estimate.effect) && (told_from_nothing || !asks_for_an_effect) {
            Verdict::Pass
        } else {
            Verdict::NotPowered
        }
    }
}

/// Whether a null is kept: the effect over its standard error is below 2 in absolute value.
///
/// A null that is kept because nothing could have been found is no evidence: the smallest effect that
/// could have been found stands beside it.
///
/// # Source
/// Digital economy, §4 "Format" and R2.
#[must_use]
pub fn null_is_kept(estimate: &Estimate) -> Verdict {
    if !estimate.se.is_finite() {
        Verdict::NotPowered
    } else if estimate.effect == 0.0 || (estimate.effect / estimate.se).abs() < 2.0 {
        Verdict::Pass
    } else {
        Verdict::Fail
    }
}
