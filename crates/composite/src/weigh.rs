//! Weights that data give to indicators: entropy, CRITIC, principal components.
//!
//! Each function takes the columns of a matrix, one slice per indicator, and returns one weight per
//! column, 0 or more, summing to 1.
//!
//! # Limits
//! These rules reward dispersion (entropy), dispersion and disagreement (CRITIC) or agreement
//! (principal components). None of them measures importance; that is a judgement.

use crate::Error;
use crate::error::{at_least, each, finite, same_length};
use crate::linear::{Rows, symmetric_eigen};
use crate::maths;

/// Checks a matrix given by columns and returns its number of rows.
fn rows_of<C: AsRef<[f64]>>(columns: &[C], needed: usize) -> Result<usize, Error> {
    at_least("indicators", columns.len(), 1)?;
    let rows = columns[0].as_ref().len();
    for (at, column) in columns.iter().enumerate() {
        same_length(&format!("indicator {at}"), column.as_ref().len(), rows)?;
        finite(&format!("indicator {at}"), column.as_ref())?;
    }
    at_least("rows of the indicators", rows, needed)?;
    Ok(rows)
}

fn to_sum_1(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    for weight in &mut weights {
        *weight /= sum;
    }
    weights
}

/// Entropy weights.
///
/// ```text
/// p_ij = (x_ij + s) / Σ_i (x_ij + s)      e_j = −K Σ_i p_ij ln p_ij,  K = 1/ln(states),  0 ln 0 = 0
/// w_j  = (1 − e_j) / Σ_j (1 − e_j)
/// ```
/// `x` non-negative columns, `s` the `shift` (0 in the definition), `states` the number of rows: only
/// then is 0 ≤ e ≤ 1. Any other `states` is for recognising results that used one.
///
/// ```
/// // A column concentrated on one row takes all the weight from an even one.
/// let even = [1.0, 1.0, 1.0, 1.0];
/// let peak = [1.0, 0.0, 0.0, 0.0];
/// assert_eq!(composite::entropy_weights(&[even, peak], 0.0, 4)?, [0.0, 1.0]);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Source
/// Shannon (1948); as weights of criteria, Zeleny (1982), *Multiple Criteria Decision Making*.
///
/// # Errors
/// Columns of different lengths, fewer than two rows or states, negative values, a column of zeros, or
/// columns that are all even, whose weights are undefined.
pub fn entropy_weights<C: AsRef<[f64]>>(
    columns: &[C],
    shift: f64,
    states: usize,
) -> Result<Vec<f64>, Error> {
    let rows = rows_of(columns, 2)?;
    at_least("states of the entropy", states, 2)?;
    let k = 1.0 / maths::ln(states as f64);
    let mut divergences = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let what = format!("indicator {at} (weighted by entropy)");
        each(&what, column.as_ref(), "0 or more", |x| x >= 0.0)?;
        let total: f64 = column.as_ref().iter().map(|x| x + shift).sum();
        if total <= 0.0 {
            return Err(Error::Constant {
                what,
                reason: "a column of zeros has no shares".into(),
            });
        }
        let p_ln_p = column
            .as_ref()
            .iter()
            .map(|x| maths::x_ln_x((x + shift) / total));
        let divergence = 1.0 + k * p_ln_p.sum::<f64>();
        let rounding = states == rows && divergence < 1e-15;
        divergences.push(if rounding { 0.0 } else { divergence });
    }
    if divergences.iter().sum::<f64>().abs() < 1e-14 {
        return Err(Error::Constant {
            what: "every indicator".into(),
            reason: "entropy gives no indicator a weight".into(),
        });
    }
    Ok(to_sum_1(divergences))
}

/// Pearson correlations of the columns.
fn correlations<C: AsRef<[f64]>>(columns: &[C]) -> Result<(Vec<f64>, Rows), Error> {
    let rows = rows_of(columns, 2)?;
    let mut standard: Rows = Vec::with_capacity(columns.len());
    let mut deviations = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let column = column.as_ref();
        if maths::is_constant(column) {
            return Err(Error::Constant {
                what: format!("indicator {at} (counted from 0)"),
                reason: "its correlations are undefined".into(),
            });
        }
        let (centre, sd) = (maths::mean(column), maths::sample_sd(column));
        standard.push(column.iter().map(|x| (x - centre) / sd).collect());
        deviations.push(sd);
    }
    let correlation = |a: &Vec<f64>, b: &Vec<f64>| {
        a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / (rows - 1) as f64
    };
    let matrix = standard
        .iter()
        .map(|a| standard.iter().map(|b| correlation(a, b)).collect())
        .collect();
    Ok((deviations, matrix))
}

/// CRITIC weights (criteria importance through intercriteria correlation).
///
/// ```text
/// C_j = sd_j Σ_k (1 − r_jk)      w_j = C_j / Σ_j C_j
/// ```
/// `sd` standard deviation (divisor n − 1), `r` Pearson correlation; with `absolute`, 1 − |r|, so that
/// a strong negative correlation counts as repetition and not as conflict.
///
/// # Source
/// Diakoulaki, Mavrotas and Papayannakis (1995), *Computers & Operations Research* 22(7).
///
/// # Errors
/// Columns of different lengths, fewer than two rows or columns, a constant column, or columns that
/// all say the same (every r = 1), whose weights are undefined.
pub fn critic_weights<C: AsRef<[f64]>>(columns: &[C], absolute: bool) -> Result<Vec<f64>, Error> {
    at_least("indicators for CRITIC", columns.len(), 2)?;
    let (deviations, matrix) = correlations(columns)?;
    let conflict = |r: &f64| 1.0 - if absolute { r.abs() } else { *r };
    let contents: Vec<f64> = deviations
        .iter()
        .zip(&matrix)
        .map(|(sd, row)| sd * row.iter().map(conflict).sum::<f64>().max(0.0))
        .collect();
    let scale: f64 = deviations.iter().sum();
    if contents.iter().sum::<f64>() <= 1e-12 * scale {
        return Err(Error::Constant {
            what: "the conflict between the indicators".into(),
            reason: "CRITIC gives no indicator a weight".into(),
        });
    }
    Ok(to_sum_1(contents))
}

/// Principal components of the correlation matrix of some indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Components {
    /// Eigenvalues, largest first; their sum is the number of indicators.
    pub eigenvalues: Vec<f64>,
    /// Share of the variance each component explains.
    pub explained: Vec<f64>,
    /// Unit eigenvectors, one per component, one number per indicator, summing to 0 or more.
    pub loadings: Vec<Vec<f64>>,
}

/// Finds the principal components of the correlations of the columns.
///
/// The sign of a component, which the mathematics leaves open, is the one with which its loadings
/// sum to more than 0.
///
/// ```
/// let columns = [[1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]]; // r = 0.6
/// let components = composite::principal_components(&columns)?;
/// assert!((components.eigenvalues[0] - 1.6).abs() < 1e-12);
/// assert!((components.explained[1] - 0.2).abs() < 1e-12);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Columns of different lengths, fewer than two rows, or a constant column.
pub fn principal_components<C: AsRef<[f64]>>(columns: &[C]) -> Result<Components, Error> {
    let (_, matrix) = correlations(columns)?;
    let (eigenvalues, mut loadings) = symmetric_eigen(&matrix);
    for vector in &mut loadings {
        if vector.iter().sum::<f64>() < 0.0 {
            for loading in vector.iter_mut() {
                *loading = -*loading;
            }
        }
    }
    let eigenvalues: Vec<f64> = eigenvalues.iter().map(|v| v.max(0.0)).collect();
    let total: f64 = eigenvalues.iter().sum();
    Ok(Components {
        explained: eigenvalues.iter().map(|v| v / total).collect(),
        eigenvalues,
        loadings,
    })
}

impl Components {
    /// Scores of the rows on one component: the standardised columns times its loadings; none if
    /// there is no such component or the columns are not those of the fit.
    pub fn scores<C: AsRef<[f64]>>(&self, component: usize, columns: &[C]) -> Option<Vec<f64>> {
        let loadings = self.loadings.get(component)?;
        let rows = rows_of(columns, 2).ok()?;
        if columns.len() != loadings.len() {
            return None;
        }
        let mut scores = vec![0.0; rows];
        for (column, loading) in columns.iter().zip(loadings) {
            let column = column.as_ref();
            let (centre, sd) = (maths::mean(column), maths::sample_sd(column));
            for (score, x) in scores.iter_mut().zip(column) {
                *score += loading * (x - centre) / sd;
            }
        }
        Some(scores)
    }

    /// Weights Σ_c λ_c l_cj² / Σ_c λ_c over the first components that explain `share` of the variance.
    ///
    /// `λ` eigenvalue, `l` unit loading. At least one component counts, so a `share` near 0 gives the
    /// squared loadings of the first.
    ///
    /// # Source
    /// The squared loadings of OECD and JRC (2008), *Handbook*, §6.1, without their rotation.
    pub fn weights(&self, share: f64) -> Vec<f64> {
        let mut reached = 0.0;
        let mut weights = vec![0.0; self.loadings.len()];
        for ((value, explained), vector) in self
            .eigenvalues
            .iter()
            .zip(&self.explained)
            .zip(&self.loadings)
        {
            for (weight, loading) in weights.iter_mut().zip(vector) {
                *weight += value * loading * loading;
            }
            reached += explained;
            if reached >= share - 1e-12 {
                break;
            }
        }
        to_sum_1(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn critic_by_hand() {
        // r = −1, so that 1 − r = 2 for both and only the standard deviations differ, 1 : 3.
        let weights = critic_weights(&[[0.0, 1.0, 2.0], [6.0, 3.0, 0.0]], false).unwrap();
        assert!((weights[0] - 0.25).abs() < 1e-14 && (weights[1] - 0.75).abs() < 1e-14);
        assert!(critic_weights(&[[0.0, 1.0, 2.0], [6.0, 3.0, 0.0]], true).is_err());
        assert!(critic_weights(&[[0.0, 1.0], [1.0, 1.0]], false).is_err());
        assert!(critic_weights(&[[0.0, 1.0]], false).is_err());
    }

    #[test]
    fn entropy_refuses_what_has_no_shares() {
        assert!(entropy_weights(&[[0.0, 0.0]], 0.0, 2).is_err());
        assert!(entropy_weights(&[[0.5, 0.5]], 0.0, 2).is_err());
        assert!(entropy_weights(&[[-0.5, 0.5]], 0.0, 2).is_err());
        assert!(entropy_weights(&[[0.5]], 0.0, 1).is_err());
        assert!(entropy_weights::<Vec<f64>>(&[], 0.0, 2).is_err());
    }

    #[test]
    fn two_columns_share_the_first_component() {
        let components =
            principal_components(&[[1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]]).unwrap();
        for share in [0.1, 0.8, 1.0] {
            for weight in components.weights(share) {
                assert!((weight - 0.5).abs() < 1e-14);
            }
        }
    }
}
