//! What a smooth Lorenz curve says: quantiles, shares, inequality and poverty.
//!
//! ```text
//! quantile  q(p) = μ L′(p)               Gini  1 − 2 ∫ L          MLD  − ∫ ln L′
//! headcount H solves μ L′(H) = z         gap   H − (μ/z) L(H)
//! FGT(α)    ∫₀ᴴ (1 − μ L′/z)^α           Watts ∫₀ᴴ ln( z/(μ L′) )
//! ```
//! `μ` the mean, `z` the poverty line. Integrals are taken to about 1e-13 by quadrature. A fitted curve
//! may fall near 0, where it implies negative incomes: indices with logarithms are then undefined,
//! and [`ParametricLorenz::is_valid`] tells. Sources: \[datt_1998\]; \[villasenor_arnold_1989\];
//! \[kakwani_1980\].

use crate::error::{Error, Result};
use crate::grouped::quadrature::integrate;
use crate::maths::ln;
use crate::poverty::integer_pow;

/// A Lorenz curve given by a formula.
pub trait ParametricLorenz {
    /// Ordinate at population share `p` in 0..=1.
    fn ordinate(&self, p: f64) -> f64;

    /// Slope at `p`, given `1 − p` as well for precision at the end.
    fn slope_at(&self, p: f64, one_minus_p: f64) -> f64;

    /// Whether the curve is a Lorenz curve: rising and convex.
    fn is_valid(&self) -> bool;

    /// Slope at `p`.
    fn slope(&self, p: f64) -> f64 {
        self.slope_at(p, 1.0 - p)
    }

    /// Quantile of order `p` for a distribution with this mean.
    fn quantile(&self, mean: f64, p: f64) -> f64 {
        mean * self.slope(p)
    }

    /// Gini coefficient.
    fn gini(&self) -> f64 {
        1.0 - 2.0 * integrate(0.0, 1.0, |p, _, _| self.ordinate(p))
    }

    /// Income share of persons between population shares `low` and `high`.
    fn share_between(&self, low: f64, high: f64) -> f64 {
        self.ordinate(high) - self.ordinate(low)
    }

    /// Mean log deviation.
    ///
    /// # Errors
    /// If the curve falls somewhere, which implies negative incomes.
    fn mld(&self) -> Result<f64> {
        if self.slope_at(1e-12, 1.0) <= 0.0 {
            return Err(falling("the mean log deviation"));
        }
        Ok(-integrate(
            0.0,
            1.0,
            |_, p, rest| ln(self.slope_at(p, rest)),
        ))
    }

    /// Share of persons with less than `line`.
    ///
    /// # Errors
    /// If the mean or the line is not positive.
    fn headcount(&self, mean: f64, line: f64) -> Result<f64> {
        check_line(mean, line)?;
        let target = line / mean;
        let (mut low, mut high) = (0.0, 1.0);
        // The slope rises with p, so the interval is halved down to one rounding error.
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                return Ok(middle);
            }
            if self.slope(middle) < target {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// Foster-Greer-Thorbecke index with `alpha` and this `line`.
    ///
    /// # Errors
    /// If the mean or the line is not positive, or `alpha` is negative.
    fn fgt(&self, mean: f64, line: f64, alpha: f64) -> Result<f64> {
        if !(alpha.is_finite() && alpha >= 0.0) {
            return Err(Error::Parameter {
                name: "alpha",
                value: alpha,
                range: "0 and above",
            });
        }
        let headcount = self.headcount(mean, line)?;
        if alpha == 0.0 {
            return Ok(headcount);
        }
        if alpha == 1.0 {
            return Ok(headcount - mean / line * self.ordinate(headcount));
        }
        Ok(integrate(0.0, headcount, |_, p, _| {
            integer_pow((1.0 - mean / line * self.slope(p)).max(0.0), alpha)
        }))
    }

    /// Watts' index with this `line`.
    ///
    /// # Errors
    /// If the mean or the line is not positive, or the curve falls somewhere.
    fn watts(&self, mean: f64, line: f64) -> Result<f64> {
        let headcount = self.headcount(mean, line)?;
        if self.slope_at(1e-12, 1.0) <= 0.0 {
            return Err(falling("Watts' index"));
        }
        Ok(integrate(0.0, headcount, |_, p, _| {
            ln(line / (mean * self.slope(p)))
        }))
    }

    /// Wolfson's polarisation.
    ///
    /// # Errors
    /// If the median is not positive.
    fn wolfson(&self) -> Result<f64> {
        let median = self.slope(0.5);
        if median <= 0.0 {
            return Err(falling("Wolfson's index"));
        }
        Ok(4.0 / median * (0.5 - self.ordinate(0.5) - self.gini() / 2.0))
    }

    /// Sum of squared distances between the curve and the points, without the end (1, 1).
    fn squared_error(&self, population: &[f64], income: &[f64]) -> f64 {
        let points = population.iter().zip(income).filter(|&(&p, _)| p < 1.0);
        points
            .map(|(&p, &l)| (l - self.ordinate(p)) * (l - self.ordinate(p)))
            .sum()
    }
}

fn falling(measure: &'static str) -> Error {
    Error::Undefined {
        measure,
        why: "the fitted curve falls near 0: it implies negative incomes",
    }
}

fn check_line(mean: f64, line: f64) -> Result<()> {
    if !(mean.is_finite() && mean > 0.0) {
        return Err(Error::Parameter {
            name: "the mean",
            value: mean,
            range: "above 0",
        });
    }
    if !(line.is_finite() && line > 0.0) {
        return Err(Error::Parameter {
            name: "the poverty line",
            value: line,
            range: "above 0",
        });
    }
    Ok(())
}
