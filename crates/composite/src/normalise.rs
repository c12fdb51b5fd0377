//! Normalisation: every indicator on one scale, more always better.
//!
//! The formulas stand at [`Normalise`]. A scale is fitted on one set of values and can be applied to
//! others, so that resampled or new units are placed on an existing scale.
//!
//! # Source
//! OECD and JRC (2008), *Handbook on Constructing Composite Indicators*, step 5; UNDP, *Human
//! Development Report*, technical note 1, for goalposts.
//!
//! # Limits
//! Min-max depends on the two extreme rows, z-scores on the spread, ranks forget distances.

use crate::Error;
use crate::choices::Normalise;
use crate::error::{at_least, finite, positive};
use crate::maths;
use crate::spec::Direction;

/// A normalisation with its minima, means or ranks, ready to be applied to any value.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    form: Form,
    cost: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Form {
    /// from, to: ends of the indicator; low, high: ends of the result.
    Range {
        from: f64,
        to: f64,
        low: f64,
        high: f64,
    },
    Standard {
        centre: f64,
        spread: f64,
        mean: f64,
        sd: f64,
    },
    Rank {
        sorted: Vec<f64>,
    },
    /// x over the benchmark; a cost the other way round.
    Ratio {
        benchmark: f64,
    },
    Divide {
        by: f64,
    },
}

impl Normalise {
    /// Finds the scale of one indicator in `values`; `name` is used in messages.
    ///
    /// `goalposts` are read by [`Normalise::Goalposts`] only.
    ///
    /// ```
    /// use composite::{Direction, Normalise};
    /// let scale = Normalise::default().fit("price", &[2.0, 3.0, 6.0], Direction::Cost, None)?;
    /// assert_eq!([2.0, 3.0, 6.0].map(|x| scale.apply(x)), [1.0, 0.75, 0.0]);
    /// # Ok::<(), composite::Error>(())
    /// ```
    ///
    /// # Errors
    /// No value or a non-finite one; a constant where a range, spread or rank is needed; a value not
    /// above 0 where a ratio is taken; missing goalposts.
    pub fn fit(
        self,
        name: &str,
        values: &[f64],
        direction: Direction,
        goalposts: Option<(f64, f64)>,
    ) -> Result<Scale, Error> {
        at_least(&format!("values of {name}"), values.len(), 1)?;
        finite(name, values)?;
        let cost = direction == Direction::Cost;
        let needs_variation =
            matches!(self, Self::MinMax { .. } | Self::ZScore { .. } | Self::Rank);
        if needs_variation && maths::is_constant(values) {
            return Err(Error::Constant {
                what: name.into(),
                reason: format!("{self} is undefined: leave it out or widen the scope"),
            });
        }
        let (from, to) = maths::range(values);
        let form = match self {
            Self::MinMax { low, high } => Form::Range {
                from,
                to,
                low,
                high,
            },
            Self::ZScore { mean, sd } => Form::Standard {
                centre: maths::mean(values),
                spread: maths::sample_sd(values),
                mean,
                sd,
            },
            Self::Rank => Form::Rank {
                sorted: maths::sorted(values),
            },
            Self::Goalposts => {
                let (from, to) = goalposts.ok_or_else(|| Error::Choice {
                    key: format!("low, high of {name}"),
                    value: "absent".into(),
                    allowed: "two numbers, low < high".into(),
                })?;
                Form::Range {
                    from,
                    to,
                    low: 0.0,
                    high: 1.0,
                }
            }
            Self::RatioToBest | Self::RatioToMean => {
                positive(&format!("{name} (normalised by {self})"), values)?;
                let benchmark = match self {
                    Self::RatioToMean => maths::mean(values),
                    _ if cost => from,
                    _ => to,
                };
                Form::Ratio { benchmark }
            }
            Self::Vector => {
                let length = values.iter().map(|x| x * x).sum::<f64>().sqrt();
                if length == 0.0 {
                    return Err(Error::Constant {
                        what: name.into(),
                        reason: "a vector of zeros has no direction".into(),
                    });
                }
                Form::Divide { by: length }
            }
            Self::None => Form::Divide { by: 1.0 },
        };
        Ok(Scale { form, cost })
    }
}

impl Scale {
    /// The normalised value.
    ///
    /// Min-max, goalposts and ranks hold a value from outside the fit at the nearer end.
    pub fn apply(&self, x: f64) -> f64 {
        match &self.form {
            Form::Range {
                from,
                to,
                low,
                high,
            } => {
                let gap = if self.cost { to - x } else { x - from };
                low + (high - low) * (gap / (to - from)).clamp(0.0, 1.0)
            }
            Form::Standard {
                centre,
                spread,
                mean,
                sd,
            } => {
                let z = (x - centre) / spread;
                mean + sd * if self.cost { -z } else { z }
            }
            Form::Rank { sorted } => {
                let below = sorted.partition_point(|v| *v < x) as f64;
                let up_to = sorted.partition_point(|v| *v <= x) as f64;
                let mid_rank = f64::midpoint(below, up_to - 1.0);
                let share = (mid_rank / (sorted.len() - 1) as f64).clamp(0.0, 1.0);
                if self.cost { 1.0 - share } else { share }
            }
            Form::Ratio { benchmark } if self.cost => benchmark / x,
            Form::Ratio { benchmark } => x / benchmark,
            Form::Divide { by } => x / by,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: [f64; 4] = [1.0, 2.0, 2.0, 5.0];

    fn scaled(rule: Normalise, direction: Direction) -> [f64; 4] {
        let scale = rule.fit("x", &X, direction, Some((0.0, 4.0))).unwrap();
        X.map(|x| scale.apply(x))
    }

    #[test]
    fn each_rule_by_hand() {
        use Direction::{Benefit, Cost};
        let rule = Normalise::MinMax {
            low: 1.0,
            high: 101.0,
        };
        assert_eq!(scaled(rule, Benefit), [1.0, 26.0, 26.0, 101.0]);
        assert_eq!(scaled(rule, Cost), [101.0, 76.0, 76.0, 1.0]);
        // Mid-ranks 1, 2.5, 2.5, 4.
        assert_eq!(scaled(Normalise::Rank, Benefit), [0.0, 0.5, 0.5, 1.0]);
        assert_eq!(scaled(Normalise::Rank, Cost), [1.0, 0.5, 0.5, 0.0]);
        assert_eq!(scaled(Normalise::Goalposts, Benefit), [0.25, 0.5, 0.5, 1.0]);
        assert_eq!(scaled(Normalise::Goalposts, Cost), [0.75, 0.5, 0.5, 0.0]);
        assert_eq!(
            scaled(Normalise::RatioToBest, Benefit),
            [0.2, 0.4, 0.4, 1.0]
        );
        assert_eq!(scaled(Normalise::RatioToBest, Cost), [1.0, 0.5, 0.5, 0.2]);
        assert_eq!(
            scaled(Normalise::RatioToMean, Benefit),
            [0.4, 0.8, 0.8, 2.0]
        );
        assert_eq!(scaled(Normalise::RatioToMean, Cost), [2.5, 1.25, 1.25, 0.5]);
        // Mean 2.5, variance 9/3 = 3.
        let z = scaled(
            Normalise::ZScore {
                mean: 100.0,
                sd: 10.0,
            },
            Cost,
        );
        assert!((z[0] - (100.0 + 15.0 / 3.0_f64.sqrt())).abs() < 1e-12);
        assert!((scaled(Normalise::Vector, Benefit)[3] - 5.0 / 34.0_f64.sqrt()).abs() < 1e-15);
    }

    #[test]
    fn constants_are_refused_where_variation_is_needed() {
        for rule in ["min_max", "z_score", "rank"] {
            let rule: Normalise = rule.parse().unwrap();
            let error = rule.fit("d1", &[2.0, 2.0], Direction::Benefit, None);
            let error = error.unwrap_err().to_string();
            assert!(error.starts_with("d1 is constant, so "), "{error}");
        }
        let ratio = Normalise::RatioToBest.fit("d1", &[2.0, 0.0], Direction::Benefit, None);
        assert!(ratio.is_err());
        assert!(
            Normalise::Vector
                .fit("d1", &[0.0, 0.0], Direction::Benefit, None)
                .is_err()
        );
    }
}
