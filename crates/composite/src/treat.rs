//! Treatment of outliers: thresholds are fitted on one set of values and applied to any.
//!
//! # Source
//! Winsorisation by skewness and kurtosis, and the shifted logarithm: Becker, Caperna, Del Sorbo,
//! Norlén, Papadimitriou and Saisana (2022), *COINr*, J. Open Source Software 7(78), after the COIN
//! Tool of the European Commission's Joint Research Centre. Box and Cox (1964), *An analysis of
//! transformations*, JRSS B 26.
//!
//! # Limits
//! Winsorisation changes the best or worst units; a logarithm changes what a unit of the indicator is
//! worth. Neither is neutral: the convention card of an index names each.

use crate::Error;
use crate::choices::Treat;
use crate::error::{at_least, finite, positive};
use crate::maths;

/// A treatment with its thresholds, ready to be applied to any value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Treatment {
    /// Leaves values as they are.
    Keep,
    /// Sets values beyond the ends to the ends.
    Clamp {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// ln x.
    Log,
    /// ln(x − min + 0.01 (max − min)).
    LogShift {
        /// Smallest value of the fit.
        min: f64,
        /// Largest value of the fit.
        max: f64,
    },
    /// (x^λ − 1)/λ, or ln x at λ = 0.
    BoxCox {
        /// λ.
        lambda: f64,
    },
}

impl Treat {
    /// Finds the thresholds of the treatment in `values`; `name` is used in messages.
    ///
    /// ```
    /// use composite::{Treat, Treatment};
    /// let values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 30.0, 100.0];
    /// // Skewness 3.1 falls to 1.7 once 100 is held at 30: the second outlier may stay.
    /// let treatment = Treat::SkewKurtosis { points: 5 }.fit("x", &values)?;
    /// assert_eq!(treatment, Treatment::Clamp { low: 1.0, high: 30.0 });
    /// assert_eq!(treatment.apply(100.0), 30.0);
    /// # Ok::<(), composite::Error>(())
    /// ```
    ///
    /// # Errors
    /// No value or a non-finite one; a logarithm or power of a value that is not above 0; a shifted
    /// logarithm or a fitted power of a constant; fewer than four values for skewness and kurtosis.
    pub fn fit(self, name: &str, values: &[f64]) -> Result<Treatment, Error> {
        at_least(&format!("values of {name}"), values.len(), 1)?;
        finite(name, values)?;
        Ok(match self {
            Self::None => Treatment::Keep,
            Self::Winsorise { low, high } => {
                let sorted = maths::sorted(values);
                Treatment::Clamp {
                    low: maths::quantile(&sorted, low.clamp(0.0, 1.0)),
                    high: maths::quantile(&sorted, high.clamp(0.0, 1.0)),
                }
            }
            Self::SkewKurtosis { points } => by_skew_and_kurtosis(name, values, points)?,
            Self::Log => {
                positive(&format!("{name} (treated by log)"), values)?;
                Treatment::Log
            }
            Self::LogShift => log_shift(name, values)?,
            Self::BoxCox { lambda } => {
                positive(&format!("{name} (treated by box_cox)"), values)?;
                Treatment::BoxCox { lambda }
            }
            Self::BoxCoxFitted => Treatment::BoxCox {
                lambda: likeliest_power(name, values)?,
            },
        })
    }
}

impl Treatment {
    /// The treated value.
    ///
    /// A value outside the fit's range is held at its end where the formula would leave its domain.
    pub fn apply(self, x: f64) -> f64 {
        match self {
            Self::Keep => x,
            Self::Clamp { low, high } => x.clamp(low, high),
            Self::Log => maths::ln(x),
            Self::LogShift { min, max } => maths::ln(x.clamp(min, max) - min + 0.01 * (max - min)),
            Self::BoxCox { lambda } => power_transform(x, lambda),
        }
    }
}

fn power_transform(x: f64, lambda: f64) -> f64 {
    if lambda == 0.0 {
        maths::ln(x)
    } else {
        libm::expm1(lambda * maths::ln(x)) / lambda
    }
}

fn log_shift(name: &str, values: &[f64]) -> Result<Treatment, Error> {
    if maths::is_constant(values) {
        return Err(Error::Constant {
            what: name.into(),
            reason: "a logarithm shifted by its range is undefined".into(),
        });
    }
    let (min, max) = maths::range(values);
    Ok(Treatment::LogShift { min, max })
}

/// Bias-corrected sample skewness and excess kurtosis (the forms of SAS, SPSS and spreadsheets);
/// none for fewer than four values or a constant.
///
/// ```
/// let (skewness, kurtosis) = composite::skew_and_kurtosis(&[1.0, 2.0, 3.0, 4.0]).unwrap();
/// assert_eq!(skewness, 0.0);
/// assert!((kurtosis + 1.2).abs() < 1e-14);
/// ```
pub fn skew_and_kurtosis(values: &[f64]) -> Option<(f64, f64)> {
    if values.len() < 4 || maths::is_constant(values) {
        return None;
    }
    let n = values.len() as f64;
    let variance = maths::moment(values, 2);
    let skew = maths::moment(values, 3) / (variance * variance.sqrt());
    let kurtosis = maths::moment(values, 4) / (variance * variance) - 3.0;
    Some((
        skew * (n * (n - 1.0)).sqrt() / (n - 2.0),
        ((n + 1.0) * kurtosis + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)),
    ))
}

fn by_skew_and_kurtosis(name: &str, values: &[f64], points: usize) -> Result<Treatment, Error> {
    at_least(
        &format!("values of {name} for skew_kurtosis"),
        values.len(),
        4,
    )?;
    let passes = |v: &[f64]| skew_and_kurtosis(v).is_none_or(|(s, k)| s.abs() < 2.0 || k < 3.5);
    if passes(values) {
        return Ok(Treatment::Keep);
    }
    let mut pulled = values.to_vec();
    let (mut at_top, mut at_bottom) = (0, 0);
    while at_top + at_bottom < points {
        let (low, high) = maths::range(&pulled);
        let skewed_up = skew_and_kurtosis(&pulled).is_none_or(|(skew, _)| skew >= 0.0);
        let edge = if skewed_up { high } else { low };
        let inner: Vec<f64> = pulled.iter().copied().filter(|&v| v != edge).collect();
        let (next_low, next_high) = maths::range(&inner);
        let count = pulled.len() - inner.len();
        if skewed_up {
            at_top = count;
        } else {
            at_bottom = count;
        }
        let next = if skewed_up { next_high } else { next_low };
        for value in pulled.iter_mut().filter(|v| **v == edge) {
            *value = next;
        }
        if passes(&pulled) {
            let (low, high) = maths::range(&pulled);
            return Ok(Treatment::Clamp { low, high });
        }
    }
    log_shift(name, values)
}

/// The λ in −5..5 of largest profile likelihood: a grid first, then golden sections.
fn likeliest_power(name: &str, values: &[f64]) -> Result<f64, Error> {
    positive(&format!("{name} (treated by box_cox)"), values)?;
    if maths::is_constant(values) {
        return Err(Error::Constant {
            what: name.into(),
            reason: "no power of it is likelier than another".into(),
        });
    }
    let logs: Vec<f64> = values.iter().map(|&x| maths::ln(x)).collect();
    let centre = maths::mean(&logs);
    // Divided by the geometric mean, the Jacobian is 1 and the likelihood falls with the variance.
    let ln_variance = |lambda: f64| {
        let powers: Vec<f64> = logs
            .iter()
            .map(|l| match lambda {
                0.0 => l - centre,
                _ => libm::expm1(lambda * (l - centre)) / lambda,
            })
            .collect();
        maths::ln(maths::moment(&powers, 2))
    };
    let grid = (-20..=20).map(|k| f64::from(k) / 4.0);
    let start = grid
        .min_by(|a, b| ln_variance(*a).total_cmp(&ln_variance(*b)))
        .unwrap_or(1.0);
    let (mut low, mut high) = ((start - 0.25).max(-5.0), (start + 0.25).min(5.0));
    let golden = (5.0_f64.sqrt() - 1.0) / 2.0;
    while high - low > 1e-10 {
        let (left, right) = (high - golden * (high - low), low + golden * (high - low));
        if ln_variance(left) <= ln_variance(right) {
            high = right;
        } else {
            low = left;
        }
    }
    Ok(f64::midpoint(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winsorising_holds_the_quantiles() {
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        let treatment = Treat::Winsorise {
            low: 0.05,
            high: 0.9,
        };
        let fitted = treatment.fit("x", &values).unwrap();
        assert_eq!(
            [-3.0, 50.0, 99.0].map(|x| fitted.apply(x)),
            [5.0, 50.0, 90.0]
        );
    }

    #[test]
    fn logarithm_of_log_normal_values_is_the_likeliest_power() {
        // Symmetric in logarithms, so that λ = 0 is a stationary point by symmetry.
        let values: Vec<f64> = (-10..=10).map(|k| maths::exp(f64::from(k) / 5.0)).collect();
        let Treatment::BoxCox { lambda } = Treat::BoxCoxFitted.fit("x", &values).unwrap() else {
            panic!("a power is expected");
        };
        assert!(lambda.abs() < 1e-6, "{lambda}");
    }

    #[test]
    fn refuses_what_it_cannot_transform() {
        assert!(Treat::Log.fit("x", &[1.0, 0.0]).is_err());
        assert!(Treat::LogShift.fit("x", &[2.0, 2.0]).is_err());
        assert!(Treat::BoxCoxFitted.fit("x", &[2.0, 2.0]).is_err());
        assert!(Treat::None.fit("x", &[]).is_err());
        let short = Treat::SkewKurtosis { points: 5 }.fit("x", &[1.0, 2.0, 9.0]);
        assert!(short.is_err());
        // Constant but for one outlier: winsorising makes it constant, which passes.
        let spike = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 50.0];
        let pulled = Treat::SkewKurtosis { points: 5 }.fit("x", &spike).unwrap();
        assert_eq!(
            pulled,
            Treatment::Clamp {
                low: 1.0,
                high: 1.0
            }
        );
    }
}
