//! Keys of grouped data.

use inequality::grouped::{BetaLorenz, GeneralQuadratic, ParametricLorenz};

use super::data::GroupedTable;
use super::measures::number_after;

pub fn value(key: &str, table: &GroupedTable) -> Option<f64> {
    let key = key.strip_prefix("grouped.")?;
    match key {
        "mean" => return Some(table.mean),
        "poverty_line" => return Some(table.line),
        _ => {}
    }
    let key = key.strip_prefix("exact.").unwrap_or(key);
    let (curve, what) = key.split_once('.')?;
    let (p, l) = (&table.population, &table.income);
    if curve == "lq" {
        let fit = GeneralQuadratic::fit(p, l).ok()?;
        of_curve(&fit, [fit.a, fit.b, fit.c], what, table)
    } else {
        let fit = BetaLorenz::fit(p, l).ok()?;
        of_curve(&fit, [fit.theta, fit.gamma, fit.delta], what, table)
    }
}

fn of_curve(
    curve: &impl ParametricLorenz,
    coefficients: [f64; 3],
    what: &str,
    table: &GroupedTable,
) -> Option<f64> {
    let (mean, line) = (table.mean, table.line);
    if let Some(k) = number_after(what, "decile_share") {
        return Some(curve.share_between((k - 1.0) / 10.0, k / 10.0));
    }
    Some(match what {
        "coefA" => coefficients[0],
        "coefB" => coefficients[1],
        "coefC" => coefficients[2],
        "gini" => curve.gini(),
        "median" => curve.quantile(mean, 0.5),
        "headcount" => curve.headcount(mean, line).ok()?,
        "poverty_gap" => curve.fgt(mean, line, 1.0).ok()?,
        "poverty_severity" => curve.fgt(mean, line, 2.0).ok()?,
        "watts" => curve.watts(mean, line).ok()?,
        "mld" => curve.mld().ok()?,
        "polarization" => curve.wolfson().ok()?,
        "ris" => curve.ordinate(0.5),
        "dcm" => mean * (1.0 - curve.gini()),
        "is_valid" => f64::from(u8::from(curve.is_valid())),
        "sse" => curve.squared_error(&table.population, &table.income),
        _ => return None,
    })
}
