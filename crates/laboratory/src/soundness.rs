//! Whether a long run stays sensible: the bands of invariant I3, read on the results of any economy.
//!
//! The invariant is stated for Austria; on another economy its bands are reported, and a run that leaves
//! one says so.
//!
//! # Source
//! Long run, §3.4, I3.

use crate::results::Results;
use crate::validate::Check;
use crate::{mean, quantile};

/// The first quarter that is judged: before it the economy settles.
const FROM: usize = 9;

/// A band of a long run.
struct Band {
    name: &'static str,
    title: &'static str,
    words: &'static str,
    low: f64,
    high: f64,
    series: &'static str,
    of: fn(&dyn Fn(usize) -> f64, usize, f64) -> f64,
}

/// The bands; `of` gets the series of one run, a quarter, and target inflation a year.
const BANDS: [Band; 7] = [
    Band {
        name: "unemployment",
        title: "unemployment",
        words: "unemployed share of the labour force",
        low: 0.03,
        high: 0.10,
        series: "unemployment_rate",
        of: |at, q, _| at(q),
    },
    Band {
        name: "capacity_use",
        title: "use of capacity",
        words: "use of capital",
        low: 0.80,
        high: 0.92,
        series: "capacity_use",
        of: |at, q, _| at(q),
    },
    Band {
        name: "labour_share",
        title: "the labour share",
        words: "labour share less the opening's",
        low: -0.02,
        high: 0.02,
        series: "labour_share",
        of: |at, q, _| at(q) - at(0),
    },
    Band {
        name: "debt_drift",
        title: "public debt",
        words: "public debt over annual GDP less the opening's",
        low: -0.25,
        high: 0.25,
        series: "debt_ratio",
        of: |at, q, _| at(q) - at(0),
    },
    Band {
        name: "bank_capital",
        title: "equity of the bank",
        words: "equity of the bank over its loans",
        low: 0.06,
        high: f64::INFINITY,
        series: "bank_capital_ratio",
        of: |at, q, _| at(q),
    },
    Band {
        name: "inflation_gap",
        title: "inflation",
        words: "inflation over a year less the target",
        low: -0.01,
        high: 0.01,
        series: "consumer_price_index",
        of: |at, q, target| at(q) / at(q - 4) - 1.0 - target,
    },
    Band {
        name: "profitable",
        title: "firms with a profit",
        words: "share of firms with a profit",
        low: 0.80,
        high: f64::INFINITY,
        series: "loss_making_share",
        of: |at, q, _| 1.0 - at(q),
    },
];

/// What a band is about, by the id of its check, in the words of a sentence.
#[must_use]
pub fn title(id: &str) -> &str {
    let band = BANDS
        .iter()
        .find(|band| id.strip_prefix("I3.") == Some(band.name));
    band.map_or(id, |band| band.title)
}

/// The bands of I3 on the mean over seeds of every quarter from the ninth on; nothing for runs that are
/// too short, or under rules that do not publish the series.
#[must_use]
pub fn bands(results: &Results, inflation: f64) -> Vec<Check> {
    let last = results.n_quarters().saturating_sub(1);
    if last <= FROM {
        return Vec::new();
    }
    let judge = |band: &Band| {
        let series = results.index(band.series)?;
        let path: Vec<f64> = (FROM..=last)
            .map(|q| {
                let runs = results.runs().map(|(_, values)| {
                    let at = |q: usize| values[q][series];
                    (band.of)(&at, q, inflation)
                });
                mean(&runs.collect::<Vec<_>>())
            })
            .collect();
        let far = |x: &f64| (band.low - x).max(x - band.high);
        let worst = path
            .iter()
            .copied()
            .max_by(|a, b| far(a).total_cmp(&far(b)))?;
        let (low, high) = (quantile(&path, 0.0), quantile(&path, 1.0));
        let written = |edge: f64| {
            if edge.is_finite() {
                edge.to_string()
            } else {
                "any".to_owned()
            }
        };
        Some(Check {
            id: format!("I3.{}", band.name),
            authority: "long run, §3.4".to_owned(),
            expected: if band.high.is_finite() {
                f64::midpoint(band.low, band.high)
            } else {
                band.low
            },
            got: worst,
            tolerance: if band.high.is_finite() {
                (band.high - band.low) / 2.0
            } else {
                0.0
            },
            pass: Some(band.low <= low && high <= band.high),
            note: format!(
                "{}, mean over seeds from quarter {FROM} on: {low:.3} to {high:.3}, band {} to {}",
                band.words,
                written(band.low),
                written(band.high),
            ),
        })
    };
    BANDS.iter().filter_map(judge).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::Summary;
    use crate::series::Catalogue;
    use economy::observe;

    /// A run by hand: everything in the middle of its band, but debt that drifts away at the end.
    #[test]
    fn a_drift_is_found_and_nothing_else() {
        let n = Catalogue::new(true, false, false).len();
        let quarter = |q: usize| {
            let mut values = vec![0.0; n];
            let mut set = |name: &str, value: f64| {
                values[observe::position(name).expect("a series")] = value;
            };
            set("unemployment_rate", 0.05);
            set("capacity_use", 0.85);
            set("labour_share", 0.5);
            set("debt_ratio", if q == 20 { 1.3 } else { 1.0 });
            set("bank_capital_ratio", 0.2);
            set(
                "consumer_price_index",
                1.02_f64.powi(q as i32).sqrt().sqrt(),
            );
            set("loss_making_share", 0.1);
            values
        };
        let mut results = Results::new(Catalogue::new(true, false, false));
        let summary = Summary {
            seed: 1,
            ..Summary::default()
        };
        results.insert(summary, (0..=20).map(quarter).collect());
        let checks = bands(&results, 0.02);
        assert_eq!(checks.len(), 7);
        for check in checks {
            assert_eq!(check.pass, Some(check.id != "I3.debt_drift"), "{check:?}");
        }
    }
}
