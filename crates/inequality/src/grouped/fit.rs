//! Least squares with three regressors, for the parametric Lorenz curves.

use crate::error::{Error, Result};
use crate::maths::Sum;
use crate::ranked::{check_length, check_values};

/// Points of a Lorenz curve with a rising population share, without the end (1, 1).
pub(super) fn interior_points(population: &[f64], income: &[f64]) -> Result<Vec<(f64, f64)>> {
    check_values("population shares", population)?;
    check_length("income shares", population.len(), income.len())?;
    check_values("income shares", income)?;
    let points: Vec<(f64, f64)> = population
        .iter()
        .copied()
        .zip(income.iter().copied())
        .filter(|&(p, _)| p > 0.0 && p < 1.0)
        .collect();
    let rising = points
        .windows(2)
        .all(|w| w[1].0 > w[0].0 && w[1].1 >= w[0].1);
    if !rising || points.iter().any(|&(p, l)| !(0.0..p).contains(&l)) {
        return Err(Error::Undefined {
            measure: "a Lorenz curve",
            why: "the points do not rise, or lie on or above the diagonal",
        });
    }
    if points.len() < 3 {
        return Err(Error::Undefined {
            measure: "a fitted Lorenz curve",
            why: "it needs at least three points between 0 and 1",
        });
    }
    Ok(points)
}

/// Coefficients of the least-squares regression of `y` on three columns.
///
/// Householder reflections rather than normal equations, so that the digits of the data reach
/// the coefficients.
pub(super) fn least_squares(rows: &[[f64; 3]], y: &[f64]) -> Result<[f64; 3]> {
    let mut columns: Vec<Vec<f64>> = (0..3)
        .map(|k| rows.iter().map(|r| r[k]).collect())
        .collect();
    columns.push(y.to_vec());
    let mut triangle = [[0.0; 4]; 3];
    for k in 0..3 {
        let norm = dot(&columns[k][k..], &columns[k][k..]).sqrt();
        let pivot = if columns[k][k] > 0.0 { -norm } else { norm };
        let mut reflector = columns[k][k..].to_vec();
        reflector[0] -= pivot;
        let length = dot(&reflector, &reflector);
        if norm == 0.0 || length == 0.0 {
            return Err(Error::Undefined {
                measure: "a fitted Lorenz curve",
                why: "the points do not determine its parameters",
            });
        }
        for column in columns.iter_mut().skip(k) {
            let along = 2.0 * dot(&reflector, &column[k..]) / length;
            for (value, r) in column[k..].iter_mut().zip(&reflector) {
                *value -= along * r;
            }
        }
        for (j, column) in columns.iter().enumerate().skip(k) {
            triangle[k][j] = column[k];
        }
    }
    let mut solution = [0.0; 3];
    for k in (0..3).rev() {
        let known: f64 = (k + 1..3).map(|j| triangle[k][j] * solution[j]).sum();
        solution[k] = (triangle[k][3] - known) / triangle[k][k];
    }
    Ok(solution)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut total = Sum::default();
    for (x, y) in a.iter().zip(b) {
        total.add(x * y);
    }
    total.value()
}
