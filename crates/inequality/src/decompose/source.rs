//! Inequality by source of income: Lerman and Yitzhaki's and Shorrocks' decompositions.
//!
//! ```text
//! G = Σₖ Sₖ Cₖ = Σₖ Sₖ Gₖ Rₖ,    Rₖ = Cₖ/Gₖ,    ∂ ln G/∂ ln eₖ = Sₖ Cₖ/G − Sₖ
//! Shorrocks: share of source k = cov(yₖ, x) / var(x)
//! ```
//! `x = Σ yₖ` total income; `Sₖ` the share of source k in it, `Gₖ` its Gini coefficient, `Cₖ` its
//! concentration index along total income (ties by mid-rank), `Rₖ` its Gini correlation; the
//! elasticity is for raising everybody's source k by the same small percentage.
//! Sources: \[lerman_yitzhaki_1985\]; \[shorrocks_1982\].

use crate::error::{Error, Result};
use crate::inference::Linearised;
use crate::maths::{Sum, dot};
use crate::measure::Measure;
use crate::ranked::{Ranked, check_length};

/// What a source of income does to inequality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// Share of total income, `Sₖ`.
    pub share: f64,
    /// Gini coefficient of the source, `Gₖ`.
    pub gini: f64,
    /// Concentration index along total income, `Cₖ`.
    pub concentration: f64,
    /// Gini correlation with the rank of total income, `Rₖ = Cₖ/Gₖ`.
    pub gini_correlation: f64,
    /// Share of total inequality, `Sₖ Cₖ/G`; the contributions sum to 1.
    pub contribution: f64,
    /// Elasticity of `G` by the source, `Sₖ Cₖ/G − Sₖ`; these sum to 0.
    pub marginal: f64,
    /// Shorrocks' share `cov(yₖ, x)/var(x)`; these sum to 1.
    pub shorrocks_share: f64,
}

/// Decomposes inequality of total income by its sources; columns in file order.
///
/// # Errors
/// If a column has the wrong length or an invalid number, a mean is not positive, the sources do
/// not sum to the total in some row (to 1e-9 of its size), or there is no inequality.
pub fn sources(total: &Ranked, columns: &[&[f64]]) -> Result<Vec<Source>> {
    linearised_columns(total, columns, false)?
        .into_iter()
        .map(|parts| {
            let value = |k: usize| parts[k].value;
            Ok(Source {
                share: value(0),
                gini: value(1),
                concentration: value(2),
                gini_correlation: value(3),
                contribution: value(4),
                marginal: value(5),
                shorrocks_share: value(6),
            })
        })
        .collect()
}

/// As [`sources`], each number with linearised values: for each source the seven fields of
/// [`Source`] in their order, named like them.
///
/// # Errors
/// As [`sources`].
pub fn linearised_sources(total: &Ranked, columns: &[&[f64]]) -> Result<Vec<[Linearised; 7]>> {
    linearised_columns(total, columns, true)
}

fn linearised_columns(
    total: &Ranked,
    columns: &[&[f64]],
    with_influence: bool,
) -> Result<Vec<[Linearised; 7]>> {
    check_sum(total, columns)?;
    let gini = Measure::Gini.linearised(total)?;
    if gini.value == 0.0 {
        return Err(Error::Undefined {
            measure: "a decomposition by source",
            why: "there is no inequality",
        });
    }
    let mut weights = vec![0.0; total.len()];
    for (&row, &w) in total.rows().iter().zip(total.weights()) {
        weights[row as usize] = w;
    }
    let mut out = Vec::with_capacity(columns.len());
    for column in columns {
        let share = share(total, column)?.named("share");
        let own = Measure::Gini
            .linearised(&Ranked::weighted(column, &weights)?)?
            .named("gini");
        let concentration = linearised_concentration(total, column)?;
        let correlation = concentration.over(&own).named("gini_correlation");
        let contribution = share
            .times(&concentration)
            .over(&gini)
            .named("contribution");
        let marginal = contribution.minus(&share).named("marginal");
        let natural = shorrocks(total, column)?.named("shorrocks_share");
        let mut parts = [
            share,
            own,
            concentration,
            correlation,
            contribution,
            marginal,
            natural,
        ];
        if !with_influence {
            for part in &mut parts {
                part.influence = Vec::new();
            }
        }
        out.push(parts);
    }
    Ok(out)
}

fn check_sum(total: &Ranked, columns: &[&[f64]]) -> Result<()> {
    for column in columns {
        check_length("a source", total.len(), column.len())?;
    }
    for (&row, &x) in total.rows().iter().zip(total.values()) {
        let parts: f64 = columns.iter().map(|column| column[row as usize]).sum();
        let size: f64 = columns
            .iter()
            .map(|column| column[row as usize].abs())
            .sum();
        if (parts - x).abs() > 1e-9 * size.max(x.abs()) {
            return Err(Error::Undefined {
                measure: "a decomposition by source",
                why: "the sources do not sum to the total in some row",
            });
        }
    }
    Ok(())
}

fn share(total: &Ranked, column: &[f64]) -> Result<Linearised> {
    let (outcome, mean) = total.outcome(column)?;
    let (share, income) = (mean / total.mean(), total.total_value());
    let terms = outcome.iter().zip(total.values());
    let u: Vec<f64> = terms.map(|(y, x)| (y - share * x) / income).collect();
    Ok(Linearised::new("", share, total.in_file_order(&u)))
}

/// Concentration index of a column (in file order) along a distribution, with linearised values.
///
/// `C = Σᵢ Σⱼ wᵢ wⱼ yᵢ sgn(xᵢ − xⱼ) / (W Y_k)`; `sgn 0 = 0` is the mid-rank rule.
///
/// # Errors
/// As [`Ranked::concentration`].
pub fn linearised_concentration(total: &Ranked, column: &[f64]) -> Result<Linearised> {
    let value = total.concentration(column)?;
    let (outcome, mean) = total.outcome(column)?;
    let weight = total.total_weight();
    let income = mean * weight;
    let ranks = total.fractional_ranks(crate::Ties::MidRank);
    let mut running = Vec::with_capacity(total.len());
    let mut below = Sum::default();
    for (y, w) in outcome.iter().zip(total.weights()) {
        below.add(w * y);
        running.push(below.value());
    }
    let values = total.values();
    let mut u = vec![0.0; total.len()];
    let mut start = 0;
    while start < values.len() {
        let end = start + values[start..].partition_point(|&x| x == values[start]);
        let before = if start == 0 { 0.0 } else { running[start - 1] };
        let above = income - running[end - 1];
        for k in start..end {
            let own = outcome[k] * (2.0 * ranks[k] - 1.0) * weight + above - before;
            u[k] = own / (weight * income) - value * (1.0 / weight + outcome[k] / income);
        }
        start = end;
    }
    Ok(Linearised::new(
        "concentration",
        value,
        total.in_file_order(&u),
    ))
}

fn shorrocks(total: &Ranked, column: &[f64]) -> Result<Linearised> {
    let (outcome, mean_y) = total.outcome(column)?;
    let (mean, weight, variance) = (total.mean(), total.total_weight(), total.variance());
    let products: Vec<f64> = outcome
        .iter()
        .zip(total.values())
        .map(|(y, x)| (y - mean_y) * (x - mean))
        .collect();
    let covariance = dot(&products, total.weights()) / weight;
    let share = covariance / variance;
    let terms = products.iter().zip(total.values());
    let u: Vec<f64> = terms
        .map(|(product, x)| {
            let square = (x - mean) * (x - mean);
            (product - covariance - share * (square - variance)) / (variance * weight)
        })
        .collect();
    Ok(Linearised::new("", share, total.in_file_order(&u)))
}
