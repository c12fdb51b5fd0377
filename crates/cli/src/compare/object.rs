//! A comparison as one JSON object.

use laboratory::compare::{Mean, POINTS, Sweep, financing_word};
use laboratory::outcomes::Outcome;
use laboratory::packages::{Line, Package};
use serde_json::{Value, json};

use super::Finished;

/// The object; numbers that do not exist are null.
pub fn value(finished: &Finished<'_>) -> Value {
    let mean = |mean: Mean| json!({"mean": mean.mean, "se": mean.se});
    let closures = &finished.comparison.closures;
    let trade = |closure: usize| closures[closure].name;
    let financing = |closure: usize| financing_word(closures[closure].financing);
    let outcomes = finished.differences.iter().map(|row| {
        let paired = &row.paired;
        let doubt = finished.doubt(row);
        json!({
            "outcome": row.outcome.id,
            "part": row.outcome.part.word(),
            "unit": row.outcome.unit,
            "quarter": row.quarter,
            "closure": trade(row.closure),
            "financing": financing(row.closure),
            "scenario": finished.name(row.arm),
            "base": mean(paired.base),
            "level": mean(paired.level),
            "difference": paired.difference,
            "se": paired.se,
            "interval": paired.interval,
            "n": paired.n,
            "distinct": paired.distinct,
            "correlation": paired.correlation,
            "assumed_share": doubt.map(|doubt| doubt.assumed_share),
            "ignorance": doubt.map(|doubt| doubt.ignorance),
            "tornado": doubt.map(|doubt| &doubt.tornado),
        })
    });
    let groups = finished.groups.iter().map(|row| {
        json!({
            "scenario": finished.name(row.arm),
            "closure": trade(row.closure),
            "financing": financing(row.closure),
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
    let mut object = json!({
        "manifest": finished.manifest,
        "outcomes": outcomes.collect::<Vec<_>>(),
        "groups": groups.collect::<Vec<_>>(),
        "cost": costs(finished),
        "efficiency": efficiency(finished),
    });
    if !finished.scoreboard.is_empty() {
        let rows = finished.scoreboard.iter().map(|row| {
            json!({
                "id": row.target.id,
                "target": row.target.target,
                "unit": row.target.unit,
                "place": row.place,
                "quarter": row.quarter,
                "closure": trade(row.closure),
                "financing": financing(row.closure),
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
    if !finished.sweeps.is_empty() {
        object["index"] = json!(index(finished));
    }
    object
}

/// What every alternative costs, in all and line by line.
fn costs(finished: &Finished<'_>) -> Vec<Value> {
    let closures = &finished.comparison.closures;
    let trade = |closure: usize| closures[closure].name;
    let financing = |closure: usize| financing_word(closures[closure].financing);
    let rows = finished.costs.iter().flat_map(|row| {
        let of = |line: &str, intensity: Option<f64>, ex_ante: Option<f64>| {
            json!({
                "scenario": finished.name(row.arm),
                "closure": trade(row.closure),
                "financing": financing(row.closure),
                "line": line,
                "intensity": intensity,
                "ex_ante": ex_ante,
                "ex_post": null,
            })
        };
        let package = closures[row.closure].packages[row.arm].as_ref();
        // What a policy costs once everything has followed cannot be told apart by strategy.
        let mut total = of("total", None, package.map(Package::ex_ante));
        total["ex_post"] = json!(row.net.difference);
        total["ex_post_se"] = json!(row.net.se);
        total["ex_post_share"] = json!(row.net_share.difference);
        total["ex_ante_share"] = json!(package.map(|p| p.ex_ante() / p.gdp));
        total["payment_share"] = json!(package.map(|p| p.payment() / p.gdp));
        total["quarters"] = json!(row.quarters);
        let lines = package.into_iter().flat_map(|package| &package.lines);
        let lines = lines.map(|line: &Line| {
            let mut object = of(line.line, Some(line.intensity), Some(line.ex_ante()));
            object["outlays"] = json!(line.cost.outlays);
            object["forgone"] = json!(line.cost.forgone);
            object["earmarked"] = json!(line.cost.earmarked);
            object
        });
        [total].into_iter().chain(lines.collect::<Vec<_>>())
    });
    rows.collect()
}

/// Who beats whom with weights drawn by lot.
fn index(finished: &Finished<'_>) -> Vec<Value> {
    let closures = &finished.comparison.closures;
    let ids =
        |outcomes: &[&'static Outcome]| -> Vec<&str> { outcomes.iter().map(|o| o.id).collect() };
    let of = |sweep: &Sweep| {
        let pairs = sweep.contests.iter().map(|contest| {
            json!({
                "scenarios": contest.arms.map(|arm| finished.name(arm)),
                "beats_share": contest.beats,
                "surely_beats_share": contest.surely,
            })
        });
        json!({
            "closure": closures[sweep.closure].name,
            "financing": financing_word(closures[sweep.closure].financing),
            "quarter": sweep.quarter,
            "weights": POINTS,
            "seed": finished.comparison.base().configuration.seeds.first,
            "scale": "1 of shares and ratios to GDP, mean real consumption of satellites, the level in the base of all else",
            "weighed": ids(&sweep.weighed),
            "left_out": ids(&sweep.left_out),
            "pairs": pairs.collect::<Vec<_>>(),
        })
    };
    finished.sweeps.iter().map(of).collect()
}

/// What a point of what is wanted costs.
fn efficiency(finished: &Finished<'_>) -> Vec<Value> {
    let closures = &finished.comparison.closures;
    let trade = |closure: usize| closures[closure].name;
    let financing = |closure: usize| financing_word(closures[closure].financing);
    let rows = finished.efficiency.iter().map(|row| {
        let price = row.price();
        json!({
            "scenario": finished.name(row.arm),
            "closure": trade(row.closure),
            "financing": financing(row.closure),
            "quarter": row.quarter,
            "outcome": row.goal.outcome,
            "point": row.goal.point,
            "points": row.points,
            "points_interval": row.interval,
            "distinct": row.distinct,
            "ex_ante": row.cost,
            "ex_ante_share": row.cost_share,
            "share_per_point": price.map(|(share, _)| share),
            "share_per_point_interval": price.map(|(_, interval)| interval),
        })
    });
    rows.collect()
}
