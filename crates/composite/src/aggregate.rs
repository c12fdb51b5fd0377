//! Aggregation: from weighted, normalised indicators to one number.
//!
//! # Source
//! Means: OECD and JRC (2008), *Handbook*, step 6. TOPSIS: Hwang and Yoon (1981), *Multiple Attribute
//! Decision Making*; the form with weights inside the distance: Deng, Yeh and Willis (2000),
//! *Computers & Operations Research* 27(10).
//!
//! # Limits
//! A linear mean lets a good indicator make up for a bad one in full; a geometric mean does so less and
//! less; TOPSIS compares with the best and worst of the rows at hand, so adding a row may change all.

use crate::Error;
use crate::choices::Aggregate;
use crate::error::{finite, same_length};
use crate::maths;
use crate::spec::Direction;

/// Combines the values of one row by a weighted mean; missing (NaN) values are passed over and the
/// other weights rescaled. NaN if nothing is left or if the rule is a method of ideal points.
///
/// ```
/// use composite::{Aggregate, weighted_mean};
/// assert_eq!(weighted_mean(Aggregate::Linear, &[2.0, 8.0], &[0.5, 0.5]), 5.0);
/// assert!((weighted_mean(Aggregate::Geometric, &[2.0, 8.0], &[0.5, 0.5]) - 4.0).abs() < 1e-15);
/// let harmonic = Aggregate::Power { exponent: -1.0 };
/// assert!((weighted_mean(harmonic, &[2.0, 8.0], &[0.5, 0.5]) - 3.2).abs() < 1e-15);
/// ```
pub fn weighted_mean(rule: Aggregate, values: &[f64], weights: &[f64]) -> f64 {
    let present = || values.iter().zip(weights).filter(|(x, _)| !x.is_nan());
    let total: f64 = present().map(|(_, w)| w).sum();
    let mean_of = |f: &dyn Fn(f64) -> f64| present().map(|(&x, w)| w * f(x)).sum::<f64>() / total;
    match rule {
        Aggregate::Linear => mean_of(&|x| x),
        Aggregate::Geometric => maths::exp(mean_of(&maths::ln)),
        Aggregate::Power { exponent } => {
            maths::pow(mean_of(&|x| maths::pow(x, exponent)), 1.0 / exponent)
        }
        Aggregate::Topsis | Aggregate::TopsisDistance => f64::NAN,
    }
}

/// The best and the worst value of each indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IdealPoints {
    best: Vec<f64>,
    worst: Vec<f64>,
}

impl IdealPoints {
    /// Finds the best and worst of each column, the lowest being best for a cost.
    ///
    /// # Errors
    /// Columns and directions that differ in number, or a value that is not finite.
    pub fn of<C: AsRef<[f64]>>(columns: &[C], directions: &[Direction]) -> Result<Self, Error> {
        same_length("directions", directions.len(), columns.len())?;
        let (mut best, mut worst) = (Vec::new(), Vec::new());
        for (column, direction) in columns.iter().zip(directions) {
            finite("an indicator for TOPSIS", column.as_ref())?;
            let (low, high) = maths::range(column.as_ref());
            let cost = *direction == Direction::Cost;
            best.push(if cost { low } else { high });
            worst.push(if cost { high } else { low });
        }
        Ok(Self { best, worst })
    }

    /// Closeness of a row to the ideal, 0 at the worst point, 1 at the best; NaN if they are one.
    ///
    /// `inside` puts the weights inside the distance, √Σ w d², in place of √Σ (w d)².
    pub fn closeness(&self, row: &[f64], weights: &[f64], inside: bool) -> f64 {
        let distance = |to: &[f64]| {
            let squares = row.iter().zip(to).zip(weights).map(|((x, ideal), w)| {
                let gap = x - ideal;
                if inside {
                    w * gap * gap
                } else {
                    (w * gap) * (w * gap)
                }
            });
            squares.sum::<f64>().sqrt()
        };
        let (to_best, to_worst) = (distance(&self.best), distance(&self.worst));
        to_worst / (to_best + to_worst)
    }
}

/// TOPSIS closeness of every row of a matrix given by columns.
///
/// ```text
/// d⁺ = √Σ_j (w_j (x_ij − best_j))²    d⁻ = √Σ_j (w_j (x_ij − worst_j))²    closeness = d⁻ / (d⁺ + d⁻)
/// ```
/// `x` the columns as given: normalise them first (the classical choice divides by √Σx²). `inside`
/// puts the weights inside the distance.
///
/// ```
/// use composite::{Direction, topsis};
/// let closeness = topsis(&[[0.0, 1.0, 1.0], [5.0, 5.0, 3.0]], &[0.5, 0.25],
///     &[Direction::Benefit, Direction::Cost], false)?;
/// assert_eq!(closeness, [0.0, 0.5, 1.0]);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Columns, weights and directions that do not fit, non-finite values, or rows that are all equal.
pub fn topsis<C: AsRef<[f64]>>(
    columns: &[C],
    weights: &[f64],
    directions: &[Direction],
    inside: bool,
) -> Result<Vec<f64>, Error> {
    same_length("weights", weights.len(), columns.len())?;
    let rows = columns.first().map_or(0, |column| column.as_ref().len());
    for column in columns {
        same_length("an indicator for TOPSIS", column.as_ref().len(), rows)?;
    }
    let ideal = IdealPoints::of(columns, directions)?;
    let closeness: Vec<f64> = (0..rows)
        .map(|i| {
            let row: Vec<f64> = columns.iter().map(|column| column.as_ref()[i]).collect();
            ideal.closeness(&row, weights, inside)
        })
        .collect();
    if closeness.iter().any(|c| c.is_nan()) {
        return Err(no_distance());
    }
    Ok(closeness)
}

/// The error of rows between which TOPSIS sees no distance.
pub(crate) fn no_distance() -> Error {
    Error::Constant {
        what: "the distance between the best and the worst point".into(),
        reason: "closeness to the ideal is undefined".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_inside_the_distance_count_less_than_squared() {
        let columns = [[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]];
        let both = [Direction::Benefit; 2];
        let matrix = topsis(&columns, &[0.75, 0.25], &both, false).unwrap();
        let inside = topsis(&columns, &[0.75, 0.25], &both, true).unwrap();
        assert!((matrix[0] - 0.25).abs() < 1e-15);
        // √0.25 / (√0.75 + √0.25)
        assert!((inside[0] - 0.5 / (0.75_f64.sqrt() + 0.5)).abs() < 1e-15);
        assert!(topsis(&[[2.0, 2.0]], &[1.0], &both[..1], false).is_err());
    }

    #[test]
    fn missing_values_are_passed_over() {
        let mean = weighted_mean(Aggregate::Linear, &[1.0, f64::NAN, 4.0], &[0.5, 0.25, 0.25]);
        assert_eq!(mean, 2.0);
        assert!(weighted_mean(Aggregate::Linear, &[f64::NAN], &[1.0]).is_nan());
    }
}
