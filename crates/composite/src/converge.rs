//! Convergence: do units become alike (σ), and do laggards grow faster (β)?
//!
//! ```text
//! σ:  dispersion of x_i at each time (CV, standard deviation of ln x, Gini, Theil)
//! β:  (1/T) ln(x_iT / x_i0) = a + b ln x_i0 + c'z_i + e_i
//!     speed λ = −ln(1 + b T)/T      half-life = ln 2/λ
//! ```
//! `x` level, `T` periods between the two times, `z` controls; b < 0: laggards grow faster. Without
//! controls β is absolute, with controls conditional.
//!
//! # Source
//! Barro and Sala-i-Martin (1992), *Journal of Political Economy* 100(2); σ against β: Quah (1993),
//! *Scandinavian Journal of Economics* 95(4).
//!
//! # Limits
//! β < 0 is necessary for falling dispersion, not sufficient (Galton's fallacy): report both.

use crate::error::{at_least, positive, same_length};
use crate::regress::{Regression, regress};
use crate::{Error, maths};

/// Dispersion of units at one time, each counted once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sigma {
    /// Coefficient of variation with divisor n.
    pub cv: f64,
    /// Standard deviation of logarithms with divisor n − 1.
    pub sd_log: f64,
    /// Plug-in Gini index.
    pub gini: f64,
    /// Theil's T.
    pub theil: f64,
}

/// Measures the dispersion of units at one time.
///
/// ```
/// let sigma = composite::sigma_convergence(&[1.0, 3.0])?;
/// assert_eq!((sigma.cv, sigma.gini), (0.5, 0.25));
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Fewer than two units, or a value that is not above 0.
pub fn sigma_convergence(values: &[f64]) -> Result<Sigma, Error> {
    at_least("units", values.len(), 2)?;
    positive("values of the units", values)?;
    let logs: Vec<f64> = values.iter().map(|&x| maths::ln(x)).collect();
    let (gini, theil) = crate::regions::gini_and_theil(values);
    Ok(Sigma {
        cv: maths::moment(values, 2).sqrt() / maths::mean(values),
        sd_log: maths::sample_sd(&logs),
        gini,
        theil,
    })
}

/// A β-convergence regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Beta {
    /// Intercept a.
    pub intercept: f64,
    /// Slope b on the initial log level.
    pub slope: f64,
    /// Speed −ln(1 + b T)/T per period; NaN if 1 + b T is not above 0, where the model has no speed.
    pub speed: f64,
    /// Periods until half the gap is closed, ln 2/speed; infinite or negative without convergence.
    pub half_life: f64,
    /// The whole regression: constant, initial log level, controls in their order.
    pub regression: Regression,
}

/// Regresses growth on the initial level, and on `controls` if any (one slice each).
///
/// `periods` is the number of periods T between `initial` and `last`.
///
/// ```
/// // Everyone closes half of the logarithmic gap to 1 in ten years.
/// let initial = [0.25_f64, 0.5, 2.0, 8.0];
/// let last = initial.map(f64::sqrt);
/// let beta = composite::beta_convergence(&initial, &last, 10.0, &[])?;
/// assert!((beta.slope + 0.05).abs() < 1e-14 && (beta.half_life - 10.0).abs() < 1e-9);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Values not above 0, slices of different lengths, `periods` not above 0, and what [`regress`] refuses.
pub fn beta_convergence(
    initial: &[f64],
    last: &[f64],
    periods: f64,
    controls: &[&[f64]],
) -> Result<Beta, Error> {
    same_length("last values of the units", last.len(), initial.len())?;
    positive("initial values of the units", initial)?;
    positive("last values of the units", last)?;
    if !(periods > 0.0 && periods.is_finite()) {
        return Err(Error::Domain {
            what: "the number of periods".into(),
            value: periods,
            allowed: "above 0".into(),
        });
    }
    let levels: Vec<f64> = initial.iter().map(|&x| maths::ln(x)).collect();
    let growth = |(x0, xt): (&f64, &f64)| maths::ln(xt / x0) / periods;
    let growth: Vec<f64> = initial.iter().zip(last).map(growth).collect();
    let mut regressors: Vec<&[f64]> = vec![&levels];
    regressors.extend_from_slice(controls);
    let regression = regress(&growth, &regressors)?;
    let slope = regression.coefficients[1];
    let speed = match 1.0 + slope * periods {
        left if left > 0.0 => -maths::ln(left) / periods,
        _ => f64::NAN,
    };
    Ok(Beta {
        intercept: regression.coefficients[0],
        slope,
        speed,
        half_life: std::f64::consts::LN_2 / speed,
        regression,
    })
}
