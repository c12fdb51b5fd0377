//! Global spatial autocorrelation: Moran's I and Geary's C.
//!
//! ```text
//! I = (n/S0) Σ_ij w_ij z_i z_j / Σ_i z_i²        E[I] = −1/(n − 1)
//! C = ((n − 1)/(2 S0)) Σ_ij w_ij (x_i − x_j)² / Σ_i z_i²        E[C] = 1
//! ```
//! `z` deviations from the mean, `w` spatial weights, `S0` their sum, `n` units. I above its
//! expectation, or C below 1: like values lie together.
//!
//! # Source
//! Moments under normality and under randomisation: Cliff and Ord (1981), *Spatial Processes*, ch. 1–2.
//!
//! # Limits
//! One number for the whole map. The analytical inference is asymptotic: below some thirty units trust
//! the permutations.

use super::SpatialWeights;
use crate::Error;
use crate::draws::Draws;
use crate::error::at_least;
use crate::maths;

/// A global statistic with its analytical inference and, on request, its permutations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Autocorrelation {
    /// The statistic.
    pub value: f64,
    /// Its expectation without autocorrelation.
    pub expected: f64,
    /// Inference if the values are independent normal draws.
    pub normality: Normal,
    /// Inference if every arrangement of the values is equally likely.
    pub randomisation: Normal,
}

/// Inference from a normal approximation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normal {
    /// Variance of the statistic without autocorrelation.
    pub variance: f64,
    /// (value − expected)/√variance.
    pub z: f64,
    /// Two-sided p-value.
    pub p: f64,
}

impl Normal {
    pub(crate) fn of(value: f64, expected: f64, variance: f64) -> Self {
        let z = (value - expected) / variance.sqrt();
        Self {
            variance,
            z,
            p: maths::normal_two_sided(z),
        }
    }
}

/// Inference from random arrangements of the values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permuted {
    /// Mean of the statistic over the arrangements.
    pub mean: f64,
    /// Standard deviation over the arrangements (divisor n − 1).
    pub sd: f64,
    /// (number of arrangements with the statistic at or above the observed + 1)/(arrangements + 1).
    pub p_greater: f64,
    /// The same for at or below.
    pub p_less: f64,
}

impl Permuted {
    /// Two-sided p-value: twice the smaller of the one-sided ones, at most 1.
    pub fn p_two_sided(&self) -> f64 {
        (2.0 * self.p_greater.min(self.p_less)).min(1.0)
    }

    pub(crate) fn of(observed: f64, draws: &[f64]) -> Self {
        let share = |count: usize| (count + 1) as f64 / (draws.len() + 1) as f64;
        // Arrangements that change nothing but the order of a sum count as ties.
        let tie = 1e-12 * observed.abs().max(1.0);
        let above = draws.iter().filter(|d| **d >= observed - tie).count();
        let below = draws.iter().filter(|d| **d <= observed + tie).count();
        Self {
            mean: maths::mean(draws),
            sd: maths::sample_sd(draws),
            p_greater: share(above),
            p_less: share(below),
        }
    }
}

/// Moran's I.
///
/// ```
/// use composite::space::{SpatialWeights, moran};
/// let chain = SpatialWeights::contiguity(4, &[(0, 1), (1, 2), (2, 3)])?;
/// let up = moran(&[1.0, 2.0, 3.0, 4.0], &chain)?;
/// assert!((up.value - 1.0 / 3.0).abs() < 1e-15);
/// assert!(moran(&[5.0; 4], &chain).unwrap_err().to_string().starts_with("the variable is constant"));
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Values that do not fit the weights, are not finite or are constant; fewer than four units; a unit
/// without neighbours.
pub fn moran(values: &[f64], weights: &SpatialWeights) -> Result<Autocorrelation, Error> {
    weights.check(values, 4)?;
    let n = values.len() as f64;
    let (s0, s1, s2) = weights.sums();
    let value = moran_value(values, weights, s0);
    let expected = -1.0 / (n - 1.0);
    let e2 = expected * expected;
    let normality = (n * n * s1 - n * s2 + 3.0 * s0 * s0) / ((n * n - 1.0) * s0 * s0) - e2;
    let m2 = maths::moment(values, 2);
    let b2 = maths::moment(values, 4) / (m2 * m2);
    let randomisation = (n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0)
        - b2 * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0))
        / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0)
        - e2;
    Ok(Autocorrelation {
        value,
        expected,
        normality: Normal::of(value, expected, normality),
        randomisation: Normal::of(value, expected, randomisation),
    })
}

/// Geary's C.
///
/// ```
/// use composite::space::{SpatialWeights, geary};
/// let chain = SpatialWeights::contiguity(4, &[(0, 1), (1, 2), (2, 3)])?;
/// assert!((geary(&[1.0, 2.0, 3.0, 4.0], &chain)?.value - 0.3).abs() < 1e-15);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// As for [`moran`].
pub fn geary(values: &[f64], weights: &SpatialWeights) -> Result<Autocorrelation, Error> {
    weights.check(values, 4)?;
    let n = values.len() as f64;
    let (s0, s1, s2) = weights.sums();
    let value = geary_value(values, weights, s0);
    let normality = ((2.0 * s1 + s2) * (n - 1.0) - 4.0 * s0 * s0) / (2.0 * (n + 1.0) * s0 * s0);
    let m2 = maths::moment(values, 2);
    let b2 = maths::moment(values, 4) / (m2 * m2);
    let randomisation = ((n - 1.0) * s1 * (n * n - 3.0 * n + 3.0 - (n - 1.0) * b2)
        - 0.25 * (n - 1.0) * s2 * (n * n + 3.0 * n - 6.0 - (n * n - n + 2.0) * b2)
        + s0 * s0 * (n * n - 3.0 - (n - 1.0) * (n - 1.0) * b2))
        / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    Ok(Autocorrelation {
        value,
        expected: 1.0,
        normality: Normal::of(value, 1.0, normality),
        randomisation: Normal::of(value, 1.0, randomisation),
    })
}

/// Compares Moran's I with random arrangements of the values over the units.
///
/// The arrangements are a function of `seed` alone.
///
/// # Errors
/// As for [`moran`]; fewer than 19 arrangements, with which no p-value below 0.05 is possible.
pub fn moran_permuted(
    values: &[f64],
    weights: &SpatialWeights,
    arrangements: usize,
    seed: u64,
) -> Result<Permuted, Error> {
    let observed = moran(values, weights)?.value;
    permuted(values, weights, arrangements, seed, observed, moran_value)
}

/// Compares Geary's C with random arrangements of the values over the units.
///
/// # Errors
/// As for [`moran_permuted`].
pub fn geary_permuted(
    values: &[f64],
    weights: &SpatialWeights,
    arrangements: usize,
    seed: u64,
) -> Result<Permuted, Error> {
    let observed = geary(values, weights)?.value;
    permuted(values, weights, arrangements, seed, observed, geary_value)
}

fn permuted(
    values: &[f64],
    weights: &SpatialWeights,
    arrangements: usize,
    seed: u64,
    observed: f64,
    statistic: fn(&[f64], &SpatialWeights, f64) -> f64,
) -> Result<Permuted, Error> {
    at_least("arrangements of the values", arrangements, 19)?;
    let (s0, ..) = weights.sums();
    let draws: Vec<f64> = (0..arrangements as u64)
        .map(|stream| {
            let mut arranged = values.to_vec();
            let count = arranged.len();
            Draws::new(seed, stream).shuffle(&mut arranged, count);
            statistic(&arranged, weights, s0)
        })
        .collect();
    Ok(Permuted::of(observed, &draws))
}

fn moran_value(values: &[f64], weights: &SpatialWeights, s0: f64) -> f64 {
    let centre = maths::mean(values);
    let z: Vec<f64> = values.iter().map(|x| x - centre).collect();
    let cross: f64 = (0..z.len())
        .map(|i| {
            weights
                .neighbours(i)
                .iter()
                .map(|(j, w)| w * z[*j])
                .sum::<f64>()
                * z[i]
        })
        .sum();
    cross / s0 / maths::moment(values, 2)
}

fn geary_value(values: &[f64], weights: &SpatialWeights, s0: f64) -> f64 {
    let n = values.len() as f64;
    let gap = |i: usize, j: usize| values[i] - values[j];
    let cross: f64 = (0..values.len())
        .flat_map(|i| {
            weights
                .neighbours(i)
                .iter()
                .map(move |(j, w)| w * gap(i, *j) * gap(i, *j))
        })
        .sum();
    (n - 1.0) / (2.0 * s0) * cross / (n * maths::moment(values, 2))
}
