//! The stratified delete-one-PSU jackknife (JKn).
//!
//! ```text
//! V(θ) = Σ_h (n_h − 1)/n_h Σ_{i in h} (θ_(hi) − centre)²
//! ```
//! `θ_(hi)` the statistic without PSU i of stratum h, the weights of the others of its stratum times
//! `n_h/(n_h − 1)`. Not consistent for quantiles. Source: \[rust_rao_1996\]; `type = "JKn"` in survey.

use crate::error::{Error, Result};
use crate::inference::design::{Design, Estimate};
use crate::inference::replicate::{Centre, replicate_variance};
use crate::ranked::{Ranked, check_length};

/// Replicates of a jackknife.
#[derive(Debug, Clone, PartialEq)]
pub struct Jackknife {
    /// The full-sample estimate.
    pub value: f64,
    /// The estimate without each PSU.
    pub replicates: Vec<f64>,
    /// `(n_h − 1)/n_h` of each PSU's stratum.
    pub coefficients: Vec<f64>,
    df: f64,
}

impl Jackknife {
    /// The estimate with its standard error about the centre named.
    pub fn estimate(&self, centre: Centre) -> Estimate {
        let variance = replicate_variance(
            self.value,
            &self.replicates,
            1.0,
            &self.coefficients,
            centre,
        );
        Estimate {
            value: self.value,
            se: variance.sqrt(),
            df: self.df,
        }
    }
}

/// Recomputes a statistic without each PSU in turn; `weights` are in file order.
///
/// # Errors
/// If the columns differ in length, a stratum has a single PSU, or the statistic is undefined
/// without some PSU.
pub fn jackknife(
    ranked: &Ranked,
    weights: &[f64],
    design: &Design,
    statistic: impl Fn(&Ranked) -> Result<f64>,
) -> Result<Jackknife> {
    check_length("weights", design.rows(), weights.len())?;
    check_length("the distribution", design.rows(), ranked.len())?;
    if design.psus_in_stratum().contains(&1) {
        return Err(Error::Undefined {
            measure: "the jackknife",
            why: "a stratum has one PSU only",
        });
    }
    let stratum_of_row = |row: usize| design.stratum_of_psu()[design.psu_of_row()[row] as usize];
    let value = statistic(&ranked.reweighted(weights)?)?;
    let mut replicates = Vec::with_capacity(design.stratum_of_psu().len());
    let mut coefficients = Vec::with_capacity(replicates.capacity());
    let mut column = weights.to_vec();
    for (psu, &h) in (0u32..).zip(design.stratum_of_psu()) {
        let n = f64::from(design.psus_in_stratum()[h as usize]);
        for (row, w) in column.iter_mut().enumerate() {
            *w = if design.psu_of_row()[row] == psu {
                0.0
            } else if stratum_of_row(row) == h {
                weights[row] * n / (n - 1.0)
            } else {
                weights[row]
            };
        }
        replicates.push(statistic(&ranked.reweighted(&column)?)?);
        coefficients.push((n - 1.0) / n);
    }
    Ok(Jackknife {
        value,
        replicates,
        coefficients,
        df: design.degrees_of_freedom(),
    })
}
