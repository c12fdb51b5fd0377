//! Measures of inequality, poverty, polarisation and concentration on slices and weights, their
//! decompositions and their standard errors.
//!
//! ```
//! let incomes = [12.0, 15.0, 18.0, 25.0, 80.0];
//! assert!((inequality::gini(&incomes)? - 0.3893333333333333).abs() < 1e-15);
//! assert!((inequality::top_share(&incomes, 0.20)? - 80.0 / 150.0).abs() < 1e-15);
//!
//! // Several measures of one column: sort it once.
//! use inequality::{Design, Measure, PovertyLine, Ranked};
//! let weights = [2.0, 3.0, 3.0, 2.0, 0.5];
//! let ranked = Ranked::weighted(&incomes, &weights)?;
//! let (gini, p90_p10) = (ranked.gini()?, ranked.quantile_ratio(0.9, 0.1)?);
//! let poor = ranked.poverty(PovertyLine::OfMean(0.6))?.headcount();
//!
//! // With a standard error.
//! let linearised = Measure::Gini.linearised(&ranked)?;
//! let estimate = Design::independent(incomes.len()).estimate(&weights, &linearised)?;
//! let (low, high) = estimate.interval(0.95);
//! # assert!(gini > 0.0 && p90_p10 > 1.0 && poor > 0.0 && low < high);
//! # Ok::<(), inequality::Error>(())
//! ```
//!
//! # Where things are
//! - the functions below and in [`weighted`]: one measure of one column;
//! - [`Ranked`]: many measures of one column, sorted once; [`Ranker`]: column after column; [`Measure`]: a measure as a
//!   value;
//! - [`mod@quantile`], [`mod@gini`], [`lorenz`], [`poverty`], [`polarisation`], [`concentration`]: the formulas;
//! - [`decompose`]: by group, by source, over time; [`grouped`]: from tables of brackets or deciles;
//! - [`inference`]: linearised values, survey designs, replicate weights, jackknife, bootstrap, tests;
//! - [`many`]: millions of rows and many groups in one pass;
//! - [`conventions`]: every choice by name, and the choices of well-known tools.
//!
//! # What holds everywhere
//! - A weight is the number of persons a row stands for. Multiplying all weights by a number, splitting
//!   a row, or reordering rows changes no measure, except those whose names confess it
//!   ([`GiniForm::Convey`], [`QuantileRule::Hmisc`], [`Ties::FileOrder`], Zenga's index at ties).
//! - Nothing panics on data: whatever is undefined is an [`Error`] with a sentence.
//! - Results are the same to the last bit on every platform: sums have a fixed order and are
//!   compensated, and `exp`, `ln` and `pow` come from `libm`.
//! - No file, clock, thread or global state is touched.

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
mod ranker;
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
pub use ranker::Ranker;
pub use sort::{Sorter, sorted};

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
/// As [`fn@quantile`], and if the lower quantile is not positive.
pub fn quantile_ratio(values: &[f64], upper: f64, lower: f64) -> Result<f64> {
    Ranked::new(values)?.quantile_ratio(upper, lower)
}

/// Income share of the richest share `p` of persons: `top_share(&incomes, 0.10)`.
///
/// # Errors
/// As [`fn@gini`], and if `p` is outside 0..=1.
pub fn top_share(values: &[f64], p: f64) -> Result<f64> {
    Ranked::new(values)?.top_share(p)
}

/// Income share of the poorest share `p` of persons: `bottom_share(&incomes, 0.50)`.
///
/// # Errors
/// As [`fn@gini`], and if `p` is outside 0..=1.
pub fn bottom_share(values: &[f64], p: f64) -> Result<f64> {
    Ranked::new(values)?.bottom_share(p)
}
