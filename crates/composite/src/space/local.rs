//! Local Moran's I: which units lie among their like.
//!
//! ```text
//! I_i = z_i Σ_j w_ij z_j / m        m = Σ z²/n (spdep) or Σ z²/(n − 1) (esda)
//! E[I_i | z_i]   = −z_i² w_i / ((n − 1) m2)
//! Var[I_i | z_i] = (z_i/m2)² (n/(n − 2)) (w_i(2) − w_i²/(n − 1)) (m2 − z_i²/(n − 1))
//! ```
//! `z` deviations from the mean, `w_i` the row sum of weights, `w_i(2)` the sum of their squares,
//! `m2 = Σ z²/n`. The moments hold z_i in place and arrange the others, as the permutations do.
//!
//! # Source
//! Anselin (1995), *Geographical Analysis* 27(2); conditional moments: Sokal, Oden and Thomson (1998),
//! *Geographical Analysis* 30(4).
//!
//! # Limits
//! As many tests as units: some are significant by luck. Divide the level by the number of units, or
//! control the false discovery rate, before naming clusters.

use super::{Normal, Permuted, SpatialWeights};
use crate::Error;
use crate::draws::Draws;
use crate::error::at_least;
use crate::maths;

/// What the deviations are scaled by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LocalScale {
    /// Σ z²/n, as in spdep; with row-standardised weights the local values average to the global one.
    #[default]
    Population,
    /// Σ z²/(n − 1), as in esda.
    Sample,
}

/// A unit and its neighbours, each above or below the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// High among high: a hot spot.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low: a cold spot.
    LowLow,
    /// High among low.
    HighLow,
}

/// Local Moran's I of one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalMoran {
    /// The statistic.
    pub value: f64,
    /// Where the unit lies; a deviation of exactly 0 counts as low.
    pub quadrant: Quadrant,
    /// Expectation given the unit's own value.
    pub expected: f64,
    /// Inference given the unit's own value.
    pub conditional: Normal,
}

/// Deviations and the scale that divides their products.
fn centred(values: &[f64], scale: LocalScale) -> (Vec<f64>, f64) {
    let centre = maths::mean(values);
    let n = values.len() as f64;
    let m2 = maths::moment(values, 2);
    let divisor = match scale {
        LocalScale::Population => m2,
        LocalScale::Sample => m2 * n / (n - 1.0),
    };
    (values.iter().map(|x| x - centre).collect(), divisor)
}

/// Computes local Moran's I of every unit.
///
/// ```
/// use composite::space::{LocalScale, Quadrant, SpatialWeights, local_moran};
/// let chain = SpatialWeights::contiguity(4, &[(0, 1), (1, 2), (2, 3)])?.row_standardised()?;
/// let local = local_moran(&[1.0, 2.0, 3.0, 4.0], &chain, LocalScale::Population)?;
/// assert!((local[0].value - 0.6).abs() < 1e-15); // (−1.5)(−0.5)/1.25
/// assert_eq!(local[0].quadrant, Quadrant::LowLow);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// As for [`moran`](super::moran).
pub fn local_moran(
    values: &[f64],
    weights: &SpatialWeights,
    scale: LocalScale,
) -> Result<Vec<LocalMoran>, Error> {
    weights.check(values, 4)?;
    let n = values.len() as f64;
    let (z, divisor) = centred(values, scale);
    let m2 = maths::moment(values, 2);
    let lag = weights.lag(&z)?;
    let unit = |i: usize| {
        let row = weights.neighbours(i);
        let sum: f64 = row.iter().map(|(_, w)| w).sum();
        let squares: f64 = row.iter().map(|(_, w)| w * w).sum();
        let value = z[i] * lag[i] / divisor;
        // The moments are those of the population scale, stretched to the one asked for.
        let stretch = m2 / divisor;
        let expected = -stretch * z[i] * z[i] * sum / ((n - 1.0) * m2);
        let spread = stretch * z[i] / m2;
        let variance = spread
            * spread
            * (n / (n - 2.0))
            * (squares - sum * sum / (n - 1.0))
            * (m2 - z[i] * z[i] / (n - 1.0));
        LocalMoran {
            value,
            quadrant: match (z[i] > 0.0, lag[i] > 0.0) {
                (true, true) => Quadrant::HighHigh,
                (false, true) => Quadrant::LowHigh,
                (false, false) => Quadrant::LowLow,
                (true, false) => Quadrant::HighLow,
            },
            expected,
            conditional: Normal::of(value, expected, variance),
        }
    };
    Ok((0..z.len()).map(unit).collect())
}

/// Compares each local Moran's I with random arrangements of the other values around the unit.
///
/// The arrangements are a function of `seed` and the unit alone.
///
/// # Errors
/// As for [`moran_permuted`](super::moran_permuted).
pub fn local_moran_permuted(
    values: &[f64],
    weights: &SpatialWeights,
    scale: LocalScale,
    arrangements: usize,
    seed: u64,
) -> Result<Vec<Permuted>, Error> {
    at_least("arrangements of the values", arrangements, 19)?;
    let observed = local_moran(values, weights, scale)?;
    let (z, divisor) = centred(values, scale);
    let unit = |i: usize| {
        let row = weights.neighbours(i);
        let draws: Vec<f64> = (0..arrangements)
            .map(|arrangement| {
                let stream = (i as u64) << 32 | arrangement as u64;
                let mut others: Vec<f64> = z.clone();
                others.swap_remove(i);
                Draws::new(seed, stream).shuffle(&mut others, row.len());
                let lag: f64 = row
                    .iter()
                    .zip(&others)
                    .map(|((_, w), other)| w * other)
                    .sum();
                z[i] * lag / divisor
            })
            .collect();
        Permuted::of(observed[i].value, &draws)
    };
    Ok((0..z.len()).map(unit).collect())
}
