//! `one tool` values that are not reproduced, with the reason, and the tolerances.

use super::data::Record;

/// Key and reason.
const EXPLAINED: &[(&str, &str)] = &[
    (
        "micro.gini.weighted.ineqpy",
        "ineqpy: covariance with the inclusive cumulative share, over 1 - sum(w^2)/W^2",
    ),
    (
        "grouped.lb.gini",
        "Simpson's rule with 500 steps in the tool; see grouped.exact.lb.gini",
    ),
    (
        "grouped.lb.dcm",
        "mean times one minus the tool's coarse Gini coefficient",
    ),
    (
        "grouped.lb.polarization",
        "from the tool's coarse Gini coefficient",
    ),
    (
        "grouped.lb.headcount",
        "bisection to 1e-4 in the tool; see grouped.exact.lb.headcount",
    ),
    (
        "grouped.lb.poverty_gap",
        "at the tool's coarse headcount; see grouped.exact.lb.poverty_gap",
    ),
    (
        "grouped.lb.poverty_severity",
        "at the tool's coarse headcount",
    ),
    (
        "grouped.lb.mld",
        "the curve falls near 0, where the tool leaves out what has no logarithm",
    ),
    (
        "grouped.lb.watts",
        "the curve falls near 0, where the tool leaves out what has no logarithm",
    ),
    (
        "grouped.lq.mld",
        "1000 trapezia with an end correction in the tool; see grouped.exact.lq.mld",
    ),
    (
        "grouped.lq.watts",
        "about 100 trapezia in the tool; see grouped.exact.lq.watts",
    ),
];

pub fn reason(key: &str) -> Option<&'static str> {
    EXPLAINED
        .iter()
        .find(|(known, _)| *known == key)
        .map(|(_, reason)| *reason)
}

pub fn keys() -> impl Iterator<Item = &'static str> {
    EXPLAINED.iter().map(|(key, _)| *key)
}

/// Relative tolerance for a key.
pub fn tolerance(key: &str, _record: &Record) -> f64 {
    match key {
        "micro.se.naive_bootstrap.gini.se" => 0.05,
        "micro.se.naive_bootstrap.qsr.se" => 0.08,
        _ if key.rsplit('.').next() == Some("se") => 1e-8,
        _ => 1e-10,
    }
}
