//! Ordinary least squares with classical and heteroskedasticity-robust standard errors.
//!
//! ```text
//! b = (X'X)⁻¹ X'y      classical V = s² (X'X)⁻¹,  s² = Σ e²/(n − k)
//! HC1: V = n/(n − k) (X'X)⁻¹ (Σ e_i² x_i x_i') (X'X)⁻¹
//! ```
//! `X` regressors with the constant first, `e` residuals, `n` rows, `k` columns of X. Solved through the
//! QR decomposition (Householder), which loses half as many digits as the normal equations.
//!
//! # Source
//! HC1: MacKinnon and White (1985), *Journal of Econometrics* 29(3).

use crate::Error;
use crate::error::{at_least, finite, same_length};
use crate::linear::Rows;
use crate::maths;

/// A fitted linear regression; the constant stands first in every list.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// Coefficients.
    pub coefficients: Vec<f64>,
    /// Classical standard errors.
    pub se: Vec<f64>,
    /// Standard errors robust to heteroskedasticity (HC1).
    pub se_hc1: Vec<f64>,
    /// Two-sided p-values of the classical t statistics.
    pub p: Vec<f64>,
    /// Share of the variance explained; NaN if the dependent variable is constant.
    pub r_squared: f64,
    /// Residuals.
    pub residuals: Vec<f64>,
    /// Rows minus coefficients.
    pub degrees: usize,
}

/// Regresses `y` on a constant and the `regressors` (one slice each).
///
/// ```
/// let fit = composite::regress(&[1.0, 3.0, 4.0, 4.0], &[&[0.0, 1.0, 2.0, 3.0]])?;
/// assert!((fit.coefficients[0] - 1.5).abs() < 1e-14 && (fit.coefficients[1] - 1.0).abs() < 1e-14);
/// assert!((fit.se[1] - 0.1_f64.sqrt()).abs() < 1e-14); // s² = 1/2 over Σ(x − x̄)² = 5
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Slices of different lengths, non-finite values, no more rows than coefficients, or a regressor that
/// is constant or a combination of the earlier ones.
pub fn regress(y: &[f64], regressors: &[&[f64]]) -> Result<Regression, Error> {
    let (n, k) = (y.len(), regressors.len() + 1);
    at_least("rows of the regression", n, k + 1)?;
    finite("the dependent variable", y)?;
    for (at, x) in regressors.iter().enumerate() {
        same_length(&format!("regressor {at}"), x.len(), n)?;
        finite(&format!("regressor {at}"), x)?;
    }
    let mut columns: Rows = vec![vec![1.0; n]];
    columns.extend(regressors.iter().map(|x| x.to_vec()));
    let design = columns.clone();
    let mut right = y.to_vec();
    householder(&mut columns, &mut right)?;
    let inverse = upper_inverse(&columns);
    let coefficients: Vec<f64> = (0..k)
        .map(|i| (i..k).map(|j| inverse[i][j] * right[j]).sum())
        .collect();
    let fitted = |row: usize| -> f64 {
        coefficients
            .iter()
            .zip(&design)
            .map(|(b, x)| b * x[row])
            .sum()
    };
    let residuals: Vec<f64> = (0..n).map(|row| y[row] - fitted(row)).collect();
    let degrees = n - k;
    let squares: f64 = residuals.iter().map(|e| e * e).sum();
    let variance = squares / degrees as f64;
    // (X'X)⁻¹ = R⁻¹ R⁻ᵀ.
    let bread: Rows = (0..k)
        .map(|i| {
            (0..k)
                .map(|j| (i.max(j)..k).map(|m| inverse[i][m] * inverse[j][m]).sum())
                .collect()
        })
        .collect();
    let se: Vec<f64> = (0..k).map(|i| (variance * bread[i][i]).sqrt()).collect();
    let robust = |i: usize| {
        // Influence of each row on coefficient i.
        let influence = |row: usize| -> f64 {
            bread[i]
                .iter()
                .zip(&design)
                .map(|(b, x)| b * x[row])
                .sum::<f64>()
                * residuals[row]
        };
        let sum: f64 = (0..n).map(|row| influence(row) * influence(row)).sum();
        (sum * n as f64 / degrees as f64).sqrt()
    };
    let p_value = |(b, se): (&f64, &f64)| maths::student_two_sided(b / se, degrees as f64);
    Ok(Regression {
        se_hc1: (0..k).map(robust).collect(),
        p: coefficients.iter().zip(&se).map(p_value).collect(),
        r_squared: 1.0 - squares / (maths::moment(y, 2) * n as f64),
        coefficients,
        se,
        residuals,
        degrees,
    })
}

/// Turns the columns into the upper triangle R of their QR decomposition (entry i of column j), and
/// `right` into Qᵀ right.
fn householder(columns: &mut Rows, right: &mut [f64]) -> Result<(), Error> {
    let norm = |x: &[f64]| x.iter().map(|v| v * v).sum::<f64>().sqrt();
    for j in 0..columns.len() {
        let size = norm(&columns[j]);
        let length = norm(&columns[j][j..]);
        if length <= size * 1e-11 {
            return Err(Error::Collinear {
                regressor: j.saturating_sub(1),
            });
        }
        let mut mirror = columns[j][j..].to_vec();
        mirror[0] += length.copysign(mirror[0]);
        let scale = 2.0 / mirror.iter().map(|v| v * v).sum::<f64>();
        let reflect = |target: &mut [f64]| {
            let dot: f64 = mirror.iter().zip(target.iter()).map(|(m, t)| m * t).sum();
            for (t, m) in target.iter_mut().zip(&mirror) {
                *t -= scale * dot * m;
            }
        };
        for column in &mut columns[j..] {
            reflect(&mut column[j..]);
        }
        reflect(&mut right[j..]);
    }
    Ok(())
}

/// Inverse of the upper triangle R, by rows.
fn upper_inverse(columns: &Rows) -> Rows {
    let k = columns.len();
    let mut inverse = vec![vec![0.0; k]; k];
    for j in 0..k {
        inverse[j][j] = 1.0 / columns[j][j];
        for i in (0..j).rev() {
            let sum: f64 = (i + 1..=j).map(|m| columns[m][i] * inverse[m][j]).sum();
            inverse[i][j] = -sum / columns[i][i];
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collinear_and_constant_regressors_are_refused() {
        let y = [1.0, 2.0, 4.0, 3.0, 7.0];
        let x = [1.0, 2.0, 3.0, 4.0, 5.0];
        let twice = x.map(|v| 2.0 * v + 1.0);
        assert_eq!(
            regress(&y, &[&x, &twice]),
            Err(Error::Collinear { regressor: 1 })
        );
        assert_eq!(
            regress(&y, &[&[3.0; 5]]),
            Err(Error::Collinear { regressor: 0 })
        );
        assert!(regress(&y[..2], &[&x[..2]]).is_err());
    }
}
