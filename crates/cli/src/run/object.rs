//! Results as one JSON object.

use economy::books::Identities;
use laboratory::scoreboard::{COMPUTED, PLACES, Reach, TARGETS, Target};
use laboratory::{mean, standard_deviation};
use serde_json::{Map, Value, json};

use super::Finished;

/// The object; numbers that do not exist are null.
pub fn value(finished: &Finished<'_>, timings: bool) -> Value {
    let results = finished.results;
    let quarters = results.n_quarters();
    let mut series = Map::new();
    for k in 0..results.n_series() {
        let over = |of: fn(&[f64]) -> f64| -> Vec<f64> {
            (0..quarters)
                .map(|q| of(&results.over_seeds(k, q)))
                .collect()
        };
        let value = if results.len() == 1 {
            json!(over(|values| values[0]))
        } else {
            json!({"mean": over(mean), "sd": over(standard_deviation), "n": results.len()})
        };
        series.insert(results.series(k).name.to_owned(), value);
    }
    let identities: Map<String, Value> = Identities::NAMES
        .iter()
        .zip(results.identities())
        .map(|(name, worst)| ((*name).to_owned(), json!(worst)))
        .collect();
    let mut object = json!({
        "manifest": finished.manifest,
        "quarters": (0..quarters).collect::<Vec<_>>(),
        "series": series,
        "identities": identities,
    });
    let scoreboard = scoreboard(finished);
    if !scoreboard.is_empty() {
        object["scoreboard"] = json!(scoreboard);
    }
    if timings {
        object["timings"] = self::timings(finished);
    }
    object
}

/// Targets with what the runs show of them on average; empty where there is no scoreboard.
fn scoreboard(finished: &Finished<'_>) -> Vec<Value> {
    let readings = super::scoreboard(finished.results);
    if readings.is_empty() {
        return Vec::new();
    }
    let of = |(row, target): (usize, &Target)| {
        let (reach, reason) = match target.reach {
            Reach::InFull => ("in full", None),
            Reach::InPart(reason) => ("in part", Some(reason)),
            Reach::NotModelled(reason) => ("not modelled", Some(reason)),
        };
        let read = readings.iter().filter(|_| row < COMPUTED).map(|reading| {
            let places = PLACES.iter().zip(&reading.values[row]);
            let mut object = json!({"quarter": reading.quarter});
            for (place, value) in places {
                object[*place] = json!(value);
            }
            object
        });
        json!({
            "id": target.id,
            "target": target.target,
            "what": target.what,
            "unit": target.unit,
            "source": target.source.0,
            "status": target.source.1.word(),
            "outcome": target.outcome,
            "reach": reach,
            "reason": reason,
            "readings": read.collect::<Vec<_>>(),
        })
    };
    TARGETS.iter().enumerate().map(of).collect()
}

/// Seconds of each part, summed over threads, and nanoseconds per unit of work.
fn timings(finished: &Finished<'_>) -> Value {
    let time = &finished.time;
    let (agent_quarter, visit) = unit_costs(finished);
    json!({
        "load": time.load.as_secs_f64(),
        "open": time.runs.open.as_secs_f64(),
        "quarters": time.runs.quarters.as_secs_f64(),
        "observe": time.runs.observe.as_secs_f64(),
        "total": time.total.as_secs_f64(),
        "ns_per_agent_quarter": agent_quarter,
        "ns_per_visit": visit,
    })
}

/// Nanoseconds of the quarters per agent and quarter, and per visit to a seller; not a number where
/// nobody visited any.
pub fn unit_costs(finished: &Finished<'_>) -> (f64, f64) {
    let time = &finished.time;
    let agents = finished.experiment.economy.calibration.n_agents() as f64;
    let quarters = f64::from(finished.experiment.configuration.quarters) * time.n_runs as f64;
    let nanoseconds = time.runs.quarters.as_secs_f64() * 1e9;
    (
        nanoseconds / (agents * quarters),
        if time.visits > 0 {
            nanoseconds / time.visits as f64
        } else {
            f64::NAN
        },
    )
}
