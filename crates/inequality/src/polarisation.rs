//! Polarisation: clustering around separate poles, which is not the same as inequality.
//!
//! ```text
//! Wolfson      P = 4 (μ/m) [ 1/2 − L(1/2) − G/2 ]
//! Esteban-Ray  P = Σⱼ Σₕ πⱼ^(1+α) πₕ |yⱼ − yₕ|                groups j, h
//! DER          P = Σᵢ ωᵢ f(yᵢ)^α a(yᵢ),  a(y) = Σⱼ ωⱼ |y − yⱼ|  everybody
//!              f(y) = Σⱼ ωⱼ φ((y − yⱼ)/h)/h,  h = 4.7 n^(−1/2) σ α^0.1
//! ```
//! `μ` mean, `m` median, `G` Gini coefficient, `L` Lorenz curve; `π` population shares; `y` values over
//! their mean, `ω` weights over their sum, `φ` the normal density, `σ` the population standard
//! deviation of `y`, `n` the number of rows, `α` in 0.25..=1 identification. There is no factor 1/2:
//! `α = 0` would give twice the Gini coefficient.
//!
//! Duclos, Esteban and Ray's index takes `O(n log n)` here: `a` comes from running sums, and the
//! density from a one-dimensional fast Gauss transform whose error is below 1e-13 of the density.
//! Sources: \[wolfson_1994\]; \[esteban_ray_1994\]; \[duclos_esteban_ray_2004\].

use crate::error::{Error, Result};
use crate::maths::{Sum, exp, pow, sum};
use crate::quantile::QuantileRule;
use crate::ranked::{Ranked, check_length, check_values, check_weights};

impl Ranked {
    /// Wolfson's index, with the interpolated Lorenz curve and the schoolbook median.
    ///
    /// # Errors
    /// If the mean or the median is not positive.
    pub fn wolfson(&self) -> Result<f64> {
        self.wolfson_from(self.lorenz(0.5)?, self.median())
    }

    /// Wolfson's index with whole units at or below the median in place of the interpolated
    /// half of the population, the form of the R package dineq.
    ///
    /// # Errors
    /// As [`Ranked::wolfson`].
    pub fn wolfson_of_whole_units(&self, rule: QuantileRule) -> Result<f64> {
        let median = self.quantile_by(rule, 0.5)?;
        let below = sum(self
            .pairs()
            .filter(|&(x, _)| x <= median)
            .map(|(x, w)| w * x));
        self.wolfson_from(below / self.total_value(), median)
    }

    fn wolfson_from(&self, half: f64, median: f64) -> Result<f64> {
        if median <= 0.0 {
            return Err(Error::Domain {
                measure: "Wolfson's index",
                value: median,
                needs: "a positive median",
            });
        }
        Ok(4.0 * self.mean() / median * (0.5 - half - self.gini()? / 2.0))
    }

    /// Duclos, Esteban and Ray's polarisation with identification `alpha` in 0.25..=1.
    ///
    /// # Errors
    /// If `alpha` is outside its range, the mean is not positive, or all values are equal.
    pub fn duclos_esteban_ray(&self, alpha: f64) -> Result<f64> {
        const NAME: &str = "Duclos, Esteban and Ray's index";
        if !(0.25..=1.0).contains(&alpha) {
            return Err(Error::Parameter {
                name: "alpha",
                value: alpha,
                range: "0.25..=1",
            });
        }
        let mean = self.positive_mean(NAME)?;
        let data = self.without_zero_weights();
        let total = data.total_weight();
        let y: Vec<f64> = data.values().iter().map(|x| x / mean).collect();
        let omega: Vec<f64> = data.weights().iter().map(|w| w / total).collect();
        let spread = data.variance().sqrt() / mean;
        if spread == 0.0 {
            return Err(Error::Undefined {
                measure: NAME,
                why: "all values are equal",
            });
        }
        let bandwidth = 4.7 / (y.len() as f64).sqrt() * spread * pow(alpha, 0.1);
        let density = gaussian_density(&y, &omega, bandwidth);
        let alienation = mean_distances(&y, &omega);
        Ok(sum(density
            .iter()
            .zip(&alienation)
            .zip(&omega)
            .map(|((f, a), w)| w * pow(*f, alpha) * a)))
    }
}

/// Esteban and Ray's polarisation between groups, with means over the overall mean and `K = 1`.
///
/// `means` and `weights` are the mean value and the population of each group; `alpha` lies in
/// 0..=1.6.
///
/// # Errors
/// If the columns are empty, differ in length or hold invalid numbers, `alpha` is outside its
/// range, or the overall mean is not positive.
pub fn esteban_ray(means: &[f64], weights: &[f64], alpha: f64) -> Result<f64> {
    check_values("means", means)?;
    check_length("weights", means.len(), weights.len())?;
    check_weights(means.len(), weights)?;
    if !(0.0..=1.6).contains(&alpha) {
        return Err(Error::Parameter {
            name: "alpha",
            value: alpha,
            range: "0..=1.6",
        });
    }
    let total = sum(weights.iter().copied());
    let mean = sum(means.iter().zip(weights).map(|(m, w)| m * w)) / total;
    if mean <= 0.0 {
        return Err(Error::MeanNotPositive {
            measure: "Esteban and Ray's index",
            mean,
        });
    }
    let mut polarisation = Sum::default();
    for (m, w) in means.iter().zip(weights) {
        let identification = pow(w / total, 1.0 + alpha);
        for (other, v) in means.iter().zip(weights) {
            polarisation.add(identification * v / total * ((m - other) / mean).abs());
        }
    }
    Ok(polarisation.value())
}

/// `Σⱼ ωⱼ |yᵢ − yⱼ|` for every i; `y` ascending.
fn mean_distances(y: &[f64], omega: &[f64]) -> Vec<f64> {
    let weight = sum(omega.iter().copied());
    let income = sum(y.iter().zip(omega).map(|(y, w)| y * w));
    let (mut below, mut income_below) = (Sum::default(), Sum::default());
    y.iter()
        .zip(omega)
        .map(|(&y, &w)| {
            below.add(w);
            income_below.add(w * y);
            y * (2.0 * below.value() - weight) + income - 2.0 * income_below.value()
        })
        .collect()
}

/// Kernels further apart than this many bandwidths contribute less than 1e-21 of a peak.
const REACH: f64 = 10.0;

/// Terms of the expansion of `exp(u v)` for `|u| ≤ REACH + ½`, `|v| ≤ ½`: the first one left out
/// is below 1e-17.
const TERMS: usize = 34;

/// Gaussian kernel density at each of the ascending points `y`, from those points with weights.
///
/// The line is cut into boxes one bandwidth wide. With `u`, `v` the distances of a target and a
/// source from a box's centre in bandwidths, `exp(−(u−v)²/2) = e^(−u²/2) Σₖ uᵏ · e^(−v²/2) vᵏ/k!`,
/// so the sources of a box are summed once, into `TERMS` moments.
fn gaussian_density(y: &[f64], omega: &[f64], bandwidth: f64) -> Vec<f64> {
    let boxes = Boxes::of(y, omega, bandwidth);
    let scale = 1.0 / (bandwidth * (2.0 * std::f64::consts::PI).sqrt());
    let mut first = 0;
    y.iter()
        .map(|&target| {
            while target - boxes.centres[first] > (REACH + 0.5) * bandwidth {
                first += 1;
            }
            let mut density = Sum::default();
            for (centre, moments) in boxes.centres.iter().zip(&boxes.moments).skip(first) {
                let u = (target - centre) / bandwidth;
                if u < -(REACH + 0.5) {
                    break;
                }
                let series = moments.iter().rev().fold(0.0, |value, m| value * u + m);
                density.add(exp(-0.5 * u * u) * series);
            }
            density.value() * scale
        })
        .collect()
}

/// Sources gathered in boxes one bandwidth wide; only boxes that hold a source.
struct Boxes {
    centres: Vec<f64>,
    moments: Vec<[f64; TERMS]>,
}

impl Boxes {
    fn of(y: &[f64], omega: &[f64], bandwidth: f64) -> Self {
        let mut boxes = Self {
            centres: Vec::new(),
            moments: Vec::new(),
        };
        for (&y, &w) in y.iter().zip(omega) {
            let inside = boxes
                .centres
                .last()
                .is_some_and(|c| y - c <= 0.5 * bandwidth);
            if !inside {
                boxes.centres.push(y + 0.5 * bandwidth);
                boxes.moments.push([0.0; TERMS]);
            }
            let (Some(centre), Some(moments)) = (boxes.centres.last(), boxes.moments.last_mut())
            else {
                continue;
            };
            let v = (y - centre) / bandwidth;
            let mut term = w * exp(-0.5 * v * v);
            for (k, moment) in moments.iter_mut().enumerate() {
                *moment += term;
                term *= v / (k + 1) as f64;
            }
        }
        boxes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_density_equals_the_double_sum() {
        let y: Vec<f64> = (0..400).map(|i| exp(f64::from(i) * 0.01)).collect();
        let omega: Vec<f64> = (0..400).map(|i| 1.0 + f64::from(i % 7)).collect();
        for bandwidth in [0.003, 0.05, 2.0, 50.0] {
            let fast = gaussian_density(&y, &omega, bandwidth);
            let scale = bandwidth * (2.0 * std::f64::consts::PI).sqrt();
            for (target, fast) in y.iter().zip(fast) {
                let kernel = |s: &f64| exp(-0.5 * ((target - s) / bandwidth).powi(2));
                let slow = sum(y.iter().zip(&omega).map(|(s, w)| w * kernel(s))) / scale;
                assert!(
                    (fast / slow - 1.0).abs() < 1e-12,
                    "{bandwidth} {target}: {fast} {slow}"
                );
            }
        }
    }

    #[test]
    fn two_equal_camps_polarise_more_than_a_spread() {
        let values = |at: fn(i32) -> f64| -> Vec<f64> { (0..400).map(at).collect() };
        let camps = values(|i| if i < 200 { 1.0 } else { 3.0 } + f64::from(i % 200) * 1e-3);
        let spread = values(|i| 1.0 + f64::from(i) * 0.005);
        let (camps, spread) = (Ranked::new(&camps).unwrap(), Ranked::new(&spread).unwrap());
        let index = |r: &Ranked| r.duclos_esteban_ray(1.0).unwrap();
        assert!(index(&camps) > index(&spread));
        let groups = esteban_ray(&[1.0, 3.0], &[1.0, 1.0], 1.0).unwrap();
        assert!((groups - 0.25).abs() < 1e-15);
    }
}
