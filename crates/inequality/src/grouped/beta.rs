//! The Beta Lorenz curve.
//!
//! ```text
//! L(p) = p − θ p^γ (1 − p)^δ
//! ```
//! `ln(p − L) = ln θ + γ ln p + δ ln(1 − p)` by least squares over the points other than (1, 1). With
//! `γ < 1` the curve falls next to 0 (it implies a few negative incomes), so that logarithmic indices
//! do not exist. Source: \[kakwani_1980\].

use crate::error::Result;
use crate::grouped::fit::{interior_points, least_squares};
use crate::grouped::parametric::ParametricLorenz;
use crate::maths::{exp, ln, pow};

/// A Beta Lorenz curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetaLorenz {
    /// `θ`, the size of the gap under the diagonal.
    pub theta: f64,
    /// `γ`, its exponent at the bottom.
    pub gamma: f64,
    /// `δ`, its exponent at the top.
    pub delta: f64,
}

impl BetaLorenz {
    /// Fits the curve to points (population share, income share), both cumulative.
    ///
    /// # Errors
    /// As [`GeneralQuadratic::fit`](super::GeneralQuadratic::fit).
    pub fn fit(population: &[f64], income: &[f64]) -> Result<Self> {
        let points = interior_points(population, income)?;
        let rows: Vec<[f64; 3]> = points
            .iter()
            .map(|&(p, _)| [1.0, ln(p), ln(1.0 - p)])
            .collect();
        let y: Vec<f64> = points.iter().map(|&(p, l)| ln(p - l)).collect();
        let [log_theta, gamma, delta] = least_squares(&rows, &y)?;
        Ok(Self {
            theta: exp(log_theta),
            gamma,
            delta,
        })
    }
}

impl ParametricLorenz for BetaLorenz {
    fn ordinate(&self, p: f64) -> f64 {
        if p <= 0.0 || p >= 1.0 {
            return p;
        }
        p - self.theta * pow(p, self.gamma) * pow(1.0 - p, self.delta)
    }

    fn slope_at(&self, p: f64, one_minus_p: f64) -> f64 {
        let gap = self.theta * pow(p, self.gamma) * pow(one_minus_p, self.delta);
        1.0 - gap * (self.gamma / p - self.delta / one_minus_p)
    }

    /// Rising from 0.1 % of persons on, and convex.
    fn is_valid(&self) -> bool {
        let (g, d) = (self.gamma, self.delta);
        let convex = |p: f64| {
            let q = 1.0 - p;
            g * (1.0 - g) / (p * p) + 2.0 * g * d / (p * q) + d * (1.0 - d) / (q * q) >= 0.0
        };
        self.theta > 0.0
            && self.slope(0.001) >= 0.0
            && (1..1000).all(|k| convex(f64::from(k) / 1000.0))
    }
}
