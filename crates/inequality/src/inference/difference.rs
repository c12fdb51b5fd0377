//! Differences: between measures on the same rows, between groups, between samples.
//!
//! On the same rows the linearised values are subtracted before the variance is taken, so that
//! their covariance counts: two groups of one sample share its PSUs, two years of a panel share
//! its households. Independent samples add variances.

use crate::error::{Error, Result};
use crate::inference::design::{Design, Estimate};
use crate::inference::linearised::Linearised;
use crate::measure::Measure;
use crate::ranked::{Ranked, check_length};

/// `a − b` for two estimates made on the same rows with the same weights: a panel, or two
/// measures of one column.
///
/// # Errors
/// As [`Design::covariance`].
pub fn difference_on_same_rows(
    design: &Design,
    weights: &[f64],
    a: &Linearised,
    b: &Linearised,
) -> Result<Estimate> {
    check_length("linearised values", a.influence.len(), b.influence.len())?;
    design.estimate(weights, &a.minus(b))
}

/// Measure of group `a` minus measure of group `b` of one sample; `groups` in file order.
///
/// The design stays that of the whole sample, as it must for domains.
///
/// # Errors
/// If a group is empty or the measure is undefined in it, and as [`Design::covariance`].
pub fn difference_between_groups(
    design: &Design,
    values: &[f64],
    weights: &[f64],
    groups: &[u32],
    (a, b): (u32, u32),
    measure: Measure,
) -> Result<Estimate> {
    let a = in_domain(values, weights, groups, a, measure)?;
    let b = in_domain(values, weights, groups, b, measure)?;
    design.estimate(weights, &a.minus(&b))
}

/// A measure in one group, linearised over all rows of the sample: zero outside the group.
///
/// # Errors
/// If the group is empty, a column is invalid, or the measure is undefined in the group.
pub fn in_domain(
    values: &[f64],
    weights: &[f64],
    groups: &[u32],
    group: u32,
    measure: Measure,
) -> Result<Linearised> {
    check_length("weights", values.len(), weights.len())?;
    check_length("groups", values.len(), groups.len())?;
    let rows: Vec<usize> = (0..values.len())
        .filter(|&row| groups[row] == group)
        .collect();
    let pick = |column: &[f64]| rows.iter().map(|&row| column[row]).collect::<Vec<f64>>();
    let inside = measure.linearised(&Ranked::weighted(&pick(values), &pick(weights))?)?;
    let mut influence = vec![0.0; values.len()];
    for (&row, &u) in rows.iter().zip(&inside.influence) {
        influence[row] = u;
    }
    Ok(Linearised {
        influence,
        ..inside
    })
}

/// `a − b` for estimates from independent samples, such as two years or two countries, with
/// the degrees of freedom of Welch and Satterthwaite.
///
/// # Errors
/// If an estimate has no finite standard error.
pub fn difference_between_samples(a: &Estimate, b: &Estimate) -> Result<Estimate> {
    let (va, vb) = (a.se * a.se, b.se * b.se);
    let variance = va + vb;
    if !variance.is_finite() {
        return Err(Error::Undefined {
            measure: "a difference of estimates",
            why: "one of them has no finite standard error",
        });
    }
    let spread = va * va / a.df + vb * vb / b.df;
    let df = if spread > 0.0 {
        variance * variance / spread
    } else {
        f64::INFINITY
    };
    Ok(Estimate {
        value: a.value - b.value,
        se: variance.sqrt(),
        df,
    })
}
