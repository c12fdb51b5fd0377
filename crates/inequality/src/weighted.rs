//! The same short functions on values with weights.
//!
//! A weight is the number of persons a row stands for; multiplying all of them by one number
//! changes nothing. To take several measures of one column, sort it once with
//! [`Ranked::weighted`].

use crate::error::Result;
use crate::ranked::Ranked;

/// Gini coefficient; see [`Ranked::gini`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::gini`].
pub fn gini(values: &[f64], weights: &[f64]) -> Result<f64> {
    Ranked::weighted(values, weights)?.gini()
}

/// Theil's T index; see [`Ranked::theil`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::theil`].
pub fn theil(values: &[f64], weights: &[f64]) -> Result<f64> {
    Ranked::weighted(values, weights)?.theil()
}

/// Mean log deviation; see [`Ranked::mld`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::mld`].
pub fn mld(values: &[f64], weights: &[f64]) -> Result<f64> {
    Ranked::weighted(values, weights)?.mld()
}

/// Quantile of order `p`; see [`Ranked::quantile`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::quantile`].
pub fn quantile(values: &[f64], weights: &[f64], p: f64) -> Result<f64> {
    Ranked::weighted(values, weights)?.quantile(p)
}

/// One quantile over another, as in P90/P10; see [`Ranked::quantile_ratio`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::quantile_ratio`].
pub fn quantile_ratio(values: &[f64], weights: &[f64], upper: f64, lower: f64) -> Result<f64> {
    Ranked::weighted(values, weights)?.quantile_ratio(upper, lower)
}

/// Income share of the richest share `p` of persons; see [`Ranked::top_share`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::top_share`].
pub fn top_share(values: &[f64], weights: &[f64], p: f64) -> Result<f64> {
    Ranked::weighted(values, weights)?.top_share(p)
}

/// Income share of the poorest share `p` of persons; see [`Ranked::bottom_share`].
///
/// # Errors
/// As [`Ranked::weighted`] and [`Ranked::bottom_share`].
pub fn bottom_share(values: &[f64], weights: &[f64], p: f64) -> Result<f64> {
    Ranked::weighted(values, weights)?.bottom_share(p)
}
