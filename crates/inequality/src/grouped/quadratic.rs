//! The general quadratic Lorenz curve.
//!
//! ```text
//! L (1 − L) = A (p² − L) + B L (p − 1) + C (p − L)
//! L(p) = − ( B p + e + √(m p² + n p + e²) ) / 2
//! e = −(A + B + C + 1),   m = B² − 4A,   n = 2Be − 4C
//! ```
//! `A`, `B`, `C` by least squares without intercept over the points other than (1, 1).
//! Sources: \[villasenor_arnold_1989\]; \[datt_1998\].

use crate::error::Result;
use crate::grouped::fit::{interior_points, least_squares};
use crate::grouped::parametric::ParametricLorenz;

/// A general quadratic Lorenz curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GeneralQuadratic {
    /// Coefficient of `p² − L`.
    pub a: f64,
    /// Coefficient of `L (p − 1)`.
    pub b: f64,
    /// Coefficient of `p − L`.
    pub c: f64,
}

impl GeneralQuadratic {
    /// Fits the curve to points (population share, income share), both cumulative.
    ///
    /// # Errors
    /// If the columns differ in length, hold invalid numbers, do not rise below the diagonal, or
    /// have fewer than three points between 0 and 1.
    pub fn fit(population: &[f64], income: &[f64]) -> Result<Self> {
        let points = interior_points(population, income)?;
        let rows: Vec<[f64; 3]> = points
            .iter()
            .map(|&(p, l)| [p * p - l, l * (p - 1.0), p - l])
            .collect();
        let y: Vec<f64> = points.iter().map(|&(_, l)| l * (1.0 - l)).collect();
        let [a, b, c] = least_squares(&rows, &y)?;
        Ok(Self { a, b, c })
    }

    fn e(&self) -> f64 {
        -(self.a + self.b + self.c + 1.0)
    }

    fn m(&self) -> f64 {
        self.b * self.b - 4.0 * self.a
    }

    fn n(&self) -> f64 {
        2.0 * self.b * self.e() - 4.0 * self.c
    }

    fn root(&self, p: f64) -> f64 {
        (self.m() * p * p + self.n() * p + self.e() * self.e())
            .max(0.0)
            .sqrt()
    }
}

impl ParametricLorenz for GeneralQuadratic {
    fn ordinate(&self, p: f64) -> f64 {
        -(self.b * p + self.e() + self.root(p)) / 2.0
    }

    fn slope_at(&self, p: f64, _one_minus_p: f64) -> f64 {
        -self.b / 2.0 - (2.0 * self.m() * p + self.n()) / (4.0 * self.root(p))
    }

    /// Villasenor and Arnold's conditions, with `A + C ≥ 0.9` as in the World Bank's practice.
    fn is_valid(&self) -> bool {
        let (e, m, n) = (self.e(), self.m(), self.n());
        let limit = n * n / (4.0 * e * e);
        let convex = m < 0.0 || (m < limit && (n >= 0.0 || m < -n / 2.0));
        e <= 0.0 && self.c >= 0.0 && convex && self.a + self.c >= 0.9
    }
}
