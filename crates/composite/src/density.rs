//! Kernel density: the shape of a distribution, one hump or two.
//!
//! ```text
//! f(x) = Σ p_i K((x − x_i)/h)/h
//! ```
//! `p_i` share of unit i (1/n, or its weight over the sum), `h` bandwidth, `K` the kernel: Gaussian
//! φ(u), or Epanechnikov ¾(1 − u²/5)/√5 on |u| < √5, both with variance 1, so that one bandwidth serves
//! both.
//!
//! # Source
//! Silverman (1986), *Density Estimation for Statistics and Data Analysis*, §3.4, for the bandwidths.
//!
//! # Limits
//! The rules of thumb suit one hump; of two they blur the valley. No correction at a bound such as 0.

use crate::Error;
use crate::error::{at_least, finite, positive, same_length};
use crate::maths;

/// The shape that stands on each observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kernel {
    /// Normal density.
    #[default]
    Gaussian,
    /// Parabola of variance 1.
    Epanechnikov,
}

/// How wide the shape is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Bandwidth {
    /// 0.9 min(sd, IQR/1.34) n^(−1/5): Silverman's rule, R's default `nrd0`.
    #[default]
    Silverman,
    /// 1.06 min(sd, IQR/1.34) n^(−1/5): R's `nrd`.
    NormalReference,
    /// n^(−1/5) sd: scipy's default.
    Scott,
    /// This width.
    Fixed(f64),
}

/// A density estimate, ready to be evaluated.
#[derive(Debug, Clone, PartialEq)]
pub struct Density {
    points: Vec<(f64, f64)>,
    kernel: Kernel,
    /// Bandwidth h.
    pub bandwidth: f64,
}

impl Density {
    /// Estimates a density from `values`, each counted `weights` times, or once if there are none.
    ///
    /// The rules read the spread of the unweighted values (sd with divisor n − 1, quartiles of type 7);
    /// where the interquartile range is 0 they fall back on sd.
    ///
    /// ```
    /// use composite::{Bandwidth, Density, Kernel};
    /// let density = Density::of(&[0.0, 1.0], None, Kernel::Gaussian, Bandwidth::Fixed(1.0))?;
    /// assert!((density.at(0.5) - 0.3520653267642995).abs() < 1e-15); // φ(0.5)
    /// # Ok::<(), composite::Error>(())
    /// ```
    ///
    /// # Errors
    /// No value, non-finite values, weights of another number or not above 0, a bandwidth not above 0,
    /// or constant values under a rule.
    pub fn of(
        values: &[f64],
        weights: Option<&[f64]>,
        kernel: Kernel,
        bandwidth: Bandwidth,
    ) -> Result<Self, Error> {
        at_least("values of the density", values.len(), 1)?;
        finite("values of the density", values)?;
        let ones = vec![1.0; values.len()];
        let weights = weights.unwrap_or(&ones);
        same_length("weights of the density", weights.len(), values.len())?;
        positive("weights of the density", weights)?;
        let total: f64 = weights.iter().sum();
        let shares = weights.iter().map(|w| w / total);
        Ok(Self {
            bandwidth: width(values, bandwidth)?,
            points: values.iter().copied().zip(shares).collect(),
            kernel,
        })
    }

    /// Density at `x`.
    pub fn at(&self, x: f64) -> f64 {
        let h = self.bandwidth;
        let sum: f64 = self
            .points
            .iter()
            .map(|(y, p)| p * self.kernel.at((x - y) / h))
            .sum();
        sum / h
    }

    /// Density at `points` equally spaced places from `cut` bandwidths below the lowest value to as many
    /// above the highest (R takes 512 and 3), as (place, density).
    pub fn grid(&self, points: usize, cut: f64) -> Vec<(f64, f64)> {
        let places: Vec<f64> = self.points.iter().map(|(x, _)| *x).collect();
        let (low, high) = maths::range(&places);
        let (from, to) = (low - cut * self.bandwidth, high + cut * self.bandwidth);
        let step = (to - from) / points.saturating_sub(1).max(1) as f64;
        (0..points)
            .map(|k| from + step * k as f64)
            .map(|x| (x, self.at(x)))
            .collect()
    }

    /// Number of local maxima over the grid: the humps.
    pub fn modes(&self, points: usize) -> usize {
        let heights: Vec<f64> = self.grid(points, 3.0).into_iter().map(|(_, f)| f).collect();
        heights
            .windows(3)
            .filter(|w| w[1] > w[0] && w[1] >= w[2])
            .count()
    }
}

impl Kernel {
    fn at(self, u: f64) -> f64 {
        match self {
            Self::Gaussian => maths::exp(-0.5 * u * u) / (2.0 * std::f64::consts::PI).sqrt(),
            Self::Epanechnikov if u * u < 5.0 => 0.75 * (1.0 - u * u / 5.0) / 5.0_f64.sqrt(),
            Self::Epanechnikov => 0.0,
        }
    }
}

fn width(values: &[f64], rule: Bandwidth) -> Result<f64, Error> {
    if let Bandwidth::Fixed(h) = rule {
        positive("the bandwidth", &[h])?;
        return Ok(h);
    }
    if maths::is_constant(values) {
        return Err(Error::Constant {
            what: "the variable".into(),
            reason: "no bandwidth rule applies: give a fixed one".into(),
        });
    }
    let sd = maths::sample_sd(values);
    let sorted = maths::sorted(values);
    let quartiles = maths::quantile(&sorted, 0.75) - maths::quantile(&sorted, 0.25);
    let robust = if quartiles > 0.0 {
        sd.min(quartiles / 1.34)
    } else {
        sd
    };
    let shrink = maths::pow(values.len() as f64, -0.2);
    Ok(shrink
        * match rule {
            Bandwidth::NormalReference => 1.06 * robust,
            Bandwidth::Scott => sd,
            _ => 0.9 * robust,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn densities_have_area_one_and_count_humps() {
        let values = [0.0, 0.3, 0.5, 0.9, 7.0, 7.4, 7.7];
        let weights = [1.0, 2.0, 3.0, 1.0, 1.0, 2.0, 1.0];
        for kernel in [Kernel::Gaussian, Kernel::Epanechnikov] {
            let fixed = Bandwidth::Fixed(0.5);
            let density = Density::of(&values, Some(&weights), kernel, fixed).unwrap();
            let grid = density.grid(20_001, 8.0);
            let step = grid[1].0 - grid[0].0;
            let area: f64 = grid.iter().map(|(_, f)| f * step).sum();
            assert!((area - 1.0).abs() < 1e-6, "{area}");
            assert_eq!(density.modes(500), 2);
        }
        assert!(Density::of(&[2.0; 3], None, Kernel::Gaussian, Bandwidth::Silverman).is_err());
        assert!(Density::of(&[2.0; 3], None, Kernel::Gaussian, Bandwidth::Fixed(0.0)).is_err());
    }
}
