//! Quantiles, with the rule always named.
//!
//! The weighted distribution function is a staircase, so "the value below which a share `p` of
//! persons lie" is an interval or a jump at most `p`, and every tool closes that gap in its own
//! way. [`QuantileRule`] lists the ways; [`QuantileRule::Math`] is the default of this crate.
//!
//! In the formulas `x₍ₖ₎` is the k-th smallest value of a row with positive weight, `Cₖ` the
//! weight up to and including it, `W = Cₙ`. Continuous rules place `x₍ₖ₎` at a plotting position
//! `pₖ` and interpolate linearly, holding the end values constant outside `p₁..pₙ`.
//!
//! Sources: \[hyndman_fan_1996\] for types 1 to 9; their weighted forms are those of the R package
//! survey 4.5, `svyquantile`; \[alfons_templ_2013\] for the rule of laeken.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::ranked::Ranked;

/// How close a cumulative share must be to `p`, relative to the total, to count as equal.
///
/// Sums of weights carry rounding errors; without a tolerance the median of an even number of
/// equal weights would depend on them.
pub(crate) const SAME_SHARE: f64 = 1e-12;

/// How a quantile is read off the distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum QuantileRule {
    /// Smallest value whose cumulative share is at least `p`: the inverse of the distribution
    /// function, Hyndman-Fan type 1.
    #[default]
    Math,
    /// As `Math`, but the mean of the two neighbours when a cumulative share equals `p`:
    /// the schoolbook median, Hyndman-Fan type 2.
    School,
    /// The value whose cumulative share is nearest to `p`, the even rank if two are equally
    /// near: Hyndman-Fan type 3.
    Nearest,
    /// The weighted type 3 of the R package survey: over distinct values, the first one with
    /// a cumulative share above `p`, but the one at `p` when that has an even rank.
    SurveyHf3,
    /// Hyndman-Fan type 4: `pₖ = Cₖ / W`.
    Hf4,
    /// Hyndman-Fan type 5: `pₖ = (Cₖ − wₖ/2) / W`.
    Hf5,
    /// Hyndman-Fan type 6: `pₖ = Cₖ / (W + wₙ)`.
    Hf6,
    /// Hyndman-Fan type 7, the default of R and NumPy: `pₖ = Cₖ₋₁ / Cₙ₋₁`.
    Hf7,
    /// Hyndman-Fan type 8: `pₖ = (Cₖ₋₁/3 + 2Cₖ/3) / (W + wₙ/3)`.
    Hf8,
    /// Hyndman-Fan type 9: `pₖ = (3Cₖ₋₁/8 + 5Cₖ/8) / (W + wₙ/4)`.
    Hf9,
    /// First value whose cumulative share exceeds `p`: `weightedQuantile` of laeken.
    Laeken,
    /// Weights are counts: interpolation at position `1 + (W − 1) p` of the replicated sample,
    /// `wtd.quantile` of Hmisc. It depends on the unit of the weights.
    Hmisc,
}

impl QuantileRule {
    /// Every rule with the name by which command lines and cards know it.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::Math, "math"),
        (Self::School, "school"),
        (Self::Nearest, "nearest"),
        (Self::SurveyHf3, "hf3"),
        (Self::Hf4, "hf4"),
        (Self::Hf5, "hf5"),
        (Self::Hf6, "hf6"),
        (Self::Hf7, "hf7"),
        (Self::Hf8, "hf8"),
        (Self::Hf9, "hf9"),
        (Self::Laeken, "laeken"),
        (Self::Hmisc, "hmisc"),
    ];

    /// The rule's short name.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(rule, _)| *rule == self)
            .map_or("math", |(_, name)| name)
    }

    /// Hyndman and Fan's type 1 to 9 for unweighted data, as in R's `quantile(type = …)`.
    pub fn hyndman_fan(kind: u8) -> Option<Self> {
        Some(match kind {
            1 => Self::Math,
            2 => Self::School,
            3 => Self::Nearest,
            4 => Self::Hf4,
            5 => Self::Hf5,
            6 => Self::Hf6,
            7 => Self::Hf7,
            8 => Self::Hf8,
            9 => Self::Hf9,
            _ => return None,
        })
    }
}

impl fmt::Display for QuantileRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for QuantileRule {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "hf1" => return Ok(Self::Math),
            "hf2" => return Ok(Self::School),
            _ => {}
        }
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(rule, _)| *rule)
            .ok_or(Error::Undefined {
                measure: "the quantile rule",
                why: "its name is not one of math, school, nearest, hf1 to hf9, laeken, hmisc",
            })
    }
}

impl Ranked {
    /// Quantile of order `p` by the default rule, [`QuantileRule::Math`].
    ///
    /// ```
    /// let incomes = inequality::Ranked::weighted(&[10.0, 20.0, 30.0], &[1.0, 2.0, 1.0])?;
    /// assert_eq!(incomes.quantile(0.5)?, 20.0);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If `p` is outside 0..=1.
    pub fn quantile(&self, p: f64) -> Result<f64> {
        self.quantile_by(QuantileRule::Math, p)
    }

    /// Quantile of order `p` by the rule named.
    ///
    /// # Errors
    /// If `p` is outside 0..=1.
    pub fn quantile_by(&self, rule: QuantileRule, p: f64) -> Result<f64> {
        if !(0.0..=1.0).contains(&p) {
            return Err(Error::Parameter {
                name: "p",
                value: p,
                range: "0..=1",
            });
        }
        let data = self.without_zero_weights();
        let steps = Steps {
            x: data.values(),
            w: data.weights(),
            c: data.cumulative_weight(),
        };
        Ok(steps.quantile(rule, p))
    }

    /// Median by the rule [`QuantileRule::School`]: the mean of the middle two when the
    /// cumulative share is exactly one half.
    pub fn median(&self) -> f64 {
        self.quantile_by(QuantileRule::School, 0.5)
            .unwrap_or(f64::NAN)
    }

    /// The `upper` quantile over the `lower` one, as in P90/P10, by the default rule.
    ///
    /// # Errors
    /// If a share is outside 0..=1 or the lower quantile is not positive.
    pub fn quantile_ratio(&self, upper: f64, lower: f64) -> Result<f64> {
        self.quantile_ratio_by(QuantileRule::Math, upper, lower)
    }

    /// The `upper` quantile over the `lower` one by the rule named.
    ///
    /// # Errors
    /// As [`Ranked::quantile_ratio`].
    pub fn quantile_ratio_by(&self, rule: QuantileRule, upper: f64, lower: f64) -> Result<f64> {
        let (high, low) = (
            self.quantile_by(rule, upper)?,
            self.quantile_by(rule, lower)?,
        );
        if low > 0.0 {
            Ok(high / low)
        } else {
            Err(Error::Domain {
                measure: "a quantile ratio",
                value: low,
                needs: "a positive lower quantile",
            })
        }
    }

    /// The rows that stand for somebody; most data have no others and are not copied.
    pub(crate) fn without_zero_weights(&self) -> Cow<'_, Self> {
        if self.n_observations() == self.len() {
            return Cow::Borrowed(self);
        }
        let (values, weights): (Vec<f64>, Vec<f64>) =
            self.pairs().filter(|&(_, w)| w > 0.0).unzip();
        let rows = self
            .rows()
            .iter()
            .zip(self.weights())
            .filter(|&(_, &w)| w > 0.0)
            .map(|(&row, _)| row)
            .collect();
        Cow::Owned(Self::from_sorted(values, weights, rows))
    }
}

/// The staircase of the distribution function: ascending values, weights, running weight.
struct Steps<'a> {
    x: &'a [f64],
    w: &'a [f64],
    c: &'a [f64],
}

impl Steps<'_> {
    fn quantile(&self, rule: QuantileRule, p: f64) -> f64 {
        let (n, total) = (self.x.len(), self.c[self.c.len() - 1]);
        let last_weight = self.w[n - 1];
        let before = |k: usize| if k == 0 { 0.0 } else { self.c[k - 1] };
        match rule {
            QuantileRule::Math => self.x[self.first_at_least(p * total)],
            QuantileRule::School => {
                let k = self.first_at_least(p * total);
                if self.reaches(k, p * total) && k + 1 < n {
                    f64::midpoint(self.x[k], self.x[k + 1])
                } else {
                    self.x[k]
                }
            }
            QuantileRule::Laeken => self.x[self.first_above(p * total)],
            QuantileRule::Nearest => self.nearest(p * total),
            QuantileRule::SurveyHf3 => self.survey_hf3(p * total),
            QuantileRule::Hf4 => self.interpolate(p, |k| self.c[k] / total),
            QuantileRule::Hf5 => self.interpolate(p, |k| (self.c[k] - self.w[k] / 2.0) / total),
            QuantileRule::Hf6 => self.interpolate(p, |k| self.c[k] / (total + last_weight)),
            QuantileRule::Hf7 if n == 1 => self.x[0],
            QuantileRule::Hf7 => {
                let scale = before(n - 1);
                self.interpolate(p, |k| before(k) / scale)
            }
            QuantileRule::Hf8 => {
                let scale = total + last_weight / 3.0;
                self.interpolate(p, |k| (before(k) + 2.0 * self.c[k]) / 3.0 / scale)
            }
            QuantileRule::Hf9 => {
                let scale = total + last_weight / 4.0;
                self.interpolate(p, |k| (3.0 * before(k) + 5.0 * self.c[k]) / 8.0 / scale)
            }
            QuantileRule::Hmisc => {
                let position = 1.0 + (total - 1.0) * p;
                let low = position.floor().max(1.0);
                let fraction = position - position.floor();
                let at = |rank: f64| self.x[self.first_at_least(rank.min(total))];
                (1.0 - fraction) * at(low) + fraction * at(low + 1.0)
            }
        }
    }

    /// First position whose running weight is at least `target`.
    fn first_at_least(&self, target: f64) -> usize {
        let slack = SAME_SHARE * self.c[self.c.len() - 1];
        self.c
            .partition_point(|&c| c < target - slack)
            .min(self.x.len() - 1)
    }

    /// First position whose running weight exceeds `target`.
    fn first_above(&self, target: f64) -> usize {
        let slack = SAME_SHARE * self.c[self.c.len() - 1];
        self.c
            .partition_point(|&c| c <= target + slack)
            .min(self.x.len() - 1)
    }

    /// Whether the running weight at `k` equals `target` up to rounding.
    fn reaches(&self, k: usize, target: f64) -> bool {
        (self.c[k] - target).abs() <= SAME_SHARE * self.c[self.c.len() - 1]
    }

    fn nearest(&self, target: f64) -> f64 {
        let above = self.first_at_least(target);
        if above == 0 || self.reaches(above, target) {
            return self.x[above];
        }
        let (below_gap, above_gap) = (target - self.c[above - 1], self.c[above] - target);
        let tie = (below_gap - above_gap).abs() <= SAME_SHARE * self.c[self.c.len() - 1];
        // Positions count from 0, so an odd index is an even rank.
        let below_wins = if tie {
            above.is_multiple_of(2)
        } else {
            below_gap < above_gap
        };
        self.x[if below_wins { above - 1 } else { above }]
    }

    fn survey_hf3(&self, target: f64) -> f64 {
        let next = self.first_above(target);
        // The last position of a distinct value that ends exactly at the target.
        if next == 0 || !self.reaches(next - 1, target) || self.x[next - 1] == self.x[next] {
            return self.x[next];
        }
        let rank = 1 + self.x[..next]
            .windows(2)
            .filter(|pair| pair[0] != pair[1])
            .count();
        self.x[if rank.is_multiple_of(2) {
            next - 1
        } else {
            next
        }]
    }

    fn interpolate(&self, p: f64, position: impl Fn(usize) -> f64) -> f64 {
        let n = self.x.len();
        let (mut low, mut high) = (0, n);
        while low < high {
            let middle = low.midpoint(high);
            if position(middle) < p {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if low == 0 {
            return self.x[0];
        }
        if low == n {
            return self.x[n - 1];
        }
        let (left, right) = (position(low - 1), position(low));
        let fraction = (p - left) / (right - left);
        let (below, above) = (self.x[low - 1], self.x[low]);
        // Two equal values may otherwise come out a rounding apart.
        (below * (1.0 - fraction) + above * fraction).clamp(below, above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_even_sample_has_its_schoolbook_median() {
        let ranked = Ranked::new(&[4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(ranked.median(), 2.5);
        assert_eq!(ranked.quantile(0.5).unwrap(), 2.0);
        assert_eq!(ranked.quantile_by(QuantileRule::Laeken, 0.5).unwrap(), 3.0);
    }

    #[test]
    fn rows_of_weight_zero_are_nobody() {
        let with = Ranked::weighted(&[0.0, 1.0, 2.0, 9.0], &[0.0, 1.0, 1.0, 0.0]).unwrap();
        let without = Ranked::new(&[1.0, 2.0]).unwrap();
        for (rule, name) in QuantileRule::ALL {
            for p in [0.0, 0.3, 0.5, 0.9, 1.0] {
                let (a, b) = (with.quantile_by(rule, p), without.quantile_by(rule, p));
                assert_eq!(a, b, "{name} at {p}");
            }
        }
    }

    #[test]
    fn names_are_read_back() {
        for (rule, name) in QuantileRule::ALL {
            assert_eq!(name.parse::<QuantileRule>().unwrap(), rule);
        }
        assert!("hf10".parse::<QuantileRule>().is_err());
    }
}
