//! A comparison as one JSON object.

use laboratory::compare::{Mean, assumed_share};
use laboratory::packages::Package;
use serde_json::{Value, json};

use super::Finished;

/// The object; numbers that do not exist are null.
pub fn value(finished: &Finished<'_>) -> Value {
    let mean = |mean: Mean| json!({"mean": mean.mean, "se": mean.se});
    let arms = &finished.comparison.closures[0].arms;
    let assumed: Vec<f64> = arms
        .iter()
        .map(|arm| assumed_share(&arms[0], arm))
        .collect();
    let outcomes = finished.differences.iter().map(|row| {
        let paired = &row.paired;
        json!({
            "outcome": row.outcome.id,
            "part": row.outcome.part.word(),
            "unit": row.outcome.unit,
            "quarter": row.quarter,
            "closure": row.closure,
            "scenario": finished.name(row.arm),
            "base": mean(paired.base),
            "level": mean(paired.level),
            "difference": paired.difference,
            "se": paired.se,
            "interval": paired.interval,
            "n": paired.n,
            "distinct": paired.distinct,
            "correlation": paired.correlation,
            "assumed_share": assumed[row.arm],
        })
    });
    let groups = finished.groups.iter().map(|row| {
        json!({
            "scenario": finished.name(row.arm),
            "closure": row.closure,
            "quarter": row.quarter,
            "by": row.of.by,
            "group": row.of.group,
            "outcome": "real_consumption_mean",
            "persons_share": row.of.persons_share,
            "base": row.of.base,
            "difference": row.of.difference,
            "se": row.of.se,
            "better_off_share": row.of.better_off_share,
            "worse_off_share": row.of.worse_off_share,
        })
    });
    let cost = finished.costs.iter().flat_map(|row| {
        let of = |line: &str, intensity: Option<f64>, ex_ante: Option<f64>| {
            json!({
                "scenario": finished.name(row.arm),
                "closure": row.closure,
                "line": line,
                "intensity": intensity,
                "ex_ante": ex_ante,
                "ex_post": null,
            })
        };
        let closures = finished.comparison.closures.iter();
        let mut closures = closures.filter(|closure| closure.name == row.closure);
        let package = closures.next().and_then(|c| c.packages[row.arm].as_ref());
        // What a policy costs once everything has followed cannot be told apart by strategy.
        let mut total = of("total", None, package.map(Package::ex_ante));
        total["ex_post"] = json!(row.net.difference);
        total["ex_post_se"] = json!(row.net.se);
        total["ex_post_share"] = json!(row.net_share.difference);
        total["ex_ante_share"] = json!(package.map(|p| p.ex_ante() / p.gdp));
        total["quarters"] = json!(row.quarters);
        let lines = package.into_iter().flat_map(|package| &package.lines);
        let lines = lines.map(|l| of(l.line, Some(l.intensity), Some(l.ex_ante)));
        [total].into_iter().chain(lines.collect::<Vec<_>>())
    });
    let mut object = json!({
        "manifest": finished.manifest,
        "outcomes": outcomes.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "cost": cost.collect::<Vec<_>>(),
    });
    if !finished.scoreboard.is_empty() {
        let rows = finished.scoreboard.iter().map(|row| {
            json!({
                "id": row.target.id,
                "target": row.target.target,
                "unit": row.target.unit,
                "place": row.place,
                "quarter": row.quarter,
                "closure": row.closure,
                "scenario": finished.name(row.arm),
                "base": mean(row.paired.base),
                "level": mean(row.paired.level),
                "difference": row.paired.difference,
                "se": row.paired.se,
                "interval": row.paired.interval,
                "n": row.paired.n,
                "distinct": row.paired.distinct,
            })
        });
        object["scoreboard"] = json!(rows.collect::<Vec<_>>());
    }
    object
}
