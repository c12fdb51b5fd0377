//! Measures of inequality, poverty and polarisation on slices and weights.
//!
//! ```
//! let incomes = [12.0, 15.0, 18.0, 25.0, 80.0];
//! assert!((inequality::gini(&incomes)? - 0.3893333333333333).abs() < 1e-15);
//! assert!((inequality::top_share(&incomes, 0.20)? - 80.0 / 150.0).abs() < 1e-15);
//!
//! // Several measures of one column: sort it once.
//! let ranked = inequality::Ranked::weighted(&incomes, &[2.0, 3.0, 3.0, 2.0, 0.5])?;
//! let (gini, p90_p10) = (ranked.gini()?, ranked.quantile_ratio(0.9, 0.1)?);
//! # assert!(gini > 0.0 && p90_p10 > 1.0);
//! # Ok::<(), inequality::Error>(())
//! ```

mod atkinson;
pub mod concentration;
pub mod conventions;
pub mod decompose;
mod entropy;
mod error;
pub mod gini;
pub mod grouped;
pub mod inference;
pub mod lorenz;
pub mod many;
mod maths;
mod measure;
pub mod polarisation;
pub mod poverty;
pub mod quantile;
mod ranked;
mod shares;
mod sort;
mod spread;
pub mod weighted;

pub use concentration::{Redistribution, Ties};
pub use conventions::Convention;
pub use error::{Error, Result};
pub use gini::GiniForm;
pub use inference::{Design, Estimate, Linearised};
pub use lorenz::{Dominance, LorenzCurve};
pub use measure::Measure;
pub use poverty::{Poor, Poverty, PovertyLine};
pub use quantile::QuantileRule;
pub use ranked::Ranked;

/// Gini coefficient of unweighted values; see [`Ranked::gini`].
///
/// # Errors
/// If there is no value, one is not finite, or the mean is not positive.
pub fn gini(values: &[f64]) -> Result<f64> {
    Ranked::new(values)?.gini()
}

/// Theil's T index of unweighted values; see [`Ranked::theil`].
///
/// # Errors
/// If there is no value, one is negative or not finite, or the mean is zero.
pub fn theil(values: &[f64]) -> Result<f64> {
    Ranked::new(values)?.theil()
}

/// Mean log deviation of unweighted values; see [`Ranked::mld`].
///
/// # Errors
/// If there is no value, or one is not positive and finite.
pub fn mld(values: &[f64]) -> Result<f64> {
    Ranked::new(values)?.mld()
}

/// Quantile of order `p` of unweighted values; see [`Ranked::quantile`].
///
/// # Errors
/// If there is no value, one is not finite, or `p` is outside 0..=1.
pub fn quantile(values: &[f64], p: f64) -> Result<f64> {
    Ranked::new(values)?.quantile(p)
}

/// One quantile over another, as in P90/P10: `quantile_ratio(&incomes, 0.9, 0.1)`.
///
/// # Errors
/// As [`quantile`], and if the lower quantile is not positive.
pub fn quantile_ratio(values: &[f64], upper: f64, lower: f64) -> Result<f64> {
    Ranked::new(values)?.quantile_ratio(upper, lower)
}

/// Income share of the richest share `p` of persons: `top_share(&incomes, 0.10)`.
///
/// # Errors
/// As [`gini`], and if `p` is outside 0..=1.
pub fn top_share(values: &[f64], p: f64) -> Result<f64> {
    Ranked::new(values)?.top_share(p)
}

/// Income share of the poorest share `p` of persons: `bottom_share(&incomes, 0.50)`.
///
/// # Errors
/// As [`gini`], and if `p` is outside 0..=1.
pub fn bottom_share(values: &[f64], p: f64) -> Result<f64> {
    Ranked::new(values)?.bottom_share(p)
}
