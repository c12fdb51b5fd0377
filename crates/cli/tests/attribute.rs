//! `commonweal attribute`: parts that add up, runs that are never lost or made twice, refusals.

#![expect(clippy::format_push_string, reason = "a snapshot is put together once")]

mod common;

use std::fs;
use std::path::Path;

use common::{kill_at_ten_moments, run_in};
use serde_json::Value;

/// Three groups by themselves and the rest as one: 16 coalitions, and 4 orders of arrival.
const ASKED: &str =
    "attribute --economy village --groups A,B,D --seeds 2 --at 4,8 --orderings 4 --quiet";

/// What the command says; on the village, unless it names an economy or goes on with one.
fn words(folder: &Path, words: &str) -> common::Answer {
    let mut words: Vec<&str> = words.split_whitespace().collect();
    if !["--resume", "--economy"]
        .iter()
        .any(|named| words.contains(named))
    {
        words.extend(["--economy", "village"]);
    }
    run_in(folder, &words)
}

/// The object that was printed, without when and how fast.
fn object(text: &str) -> Value {
    let mut object: Value = serde_json::from_str(text).expect("JSON");
    for key in ["started", "threads"] {
        object["manifest"][key] = Value::Null;
    }
    object
}

fn number(value: &Value) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is a number"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().expect("a list")
}

/// Groups add up to the whole and concepts to their groups; first and last are differences of levels that
/// plain runs give too.
#[test]
fn parts_add_up_to_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = words(folder, &format!("{ASKED} --format json")).expect_done();
    let object = object(&text);
    let outcomes = list(&object, "outcomes");
    assert!(outcomes.len() >= 10, "{}", outcomes.len());
    let mut told = 0;
    for share in outcomes {
        if share["total"]["difference"].is_null() {
            // A village has no strata, and ranks persist over more quarters: then there is no level either.
            assert!(share["level"]["mean"].is_null(), "{share}");
            continue;
        }
        told += 1;
        let total = number(&share["total"]["difference"]);
        let scale = 1e-9 * number(&share["base"]["mean"]).abs();
        let close = |a: f64, b: f64| (a - b).abs() <= scale + 1e-15;
        let groups = list(share, "groups");
        let ids: Vec<&str> = groups.iter().filter_map(|g| g["group"].as_str()).collect();
        assert_eq!(ids, ["A", "B", "D", "others"]);
        let sum: f64 = groups.iter().map(|g| number(&g["shapley"])).sum();
        assert!(close(sum, total), "{share}");
        let levels = number(&share["level"]["mean"]) - number(&share["base"]["mean"]);
        assert!(close(levels, total), "{share}");
        let alone: f64 = groups.iter().map(|g| number(&g["first"])).sum();
        assert!(close(alone, number(&share["sum_of_singles"])));
        for group in &groups[..3] {
            let concepts = list(share, "concepts").iter();
            let members = concepts.filter(|concept| concept["group"] == group["group"]);
            let sum: f64 = members.map(|concept| number(&concept["owen"])).sum();
            assert!(close(sum, number(&group["shapley"])), "{group}");
        }
    }
    assert!(told >= 10, "{told}");
    // The same levels as two plain runs.
    let level = |words_of_run: &str, seed: &str| {
        let asked = format!(
            "run --rules b2 --seeds 1 --seed {seed} --quarters 8 --quiet --format json {words_of_run}"
        );
        let object: Value =
            serde_json::from_str(&words(folder, &asked).expect_done()).expect("JSON");
        number(&object["series"]["real_gdp"][8])
    };
    let gdp = outcomes
        .iter()
        .find(|share| share["outcome"] == "real_gdp" && share["quarter"] == 8)
        .expect("real GDP");
    let on = 0.5 * (level("", "1") + level("", "2"));
    let off = 0.5 * (level("--off all", "1") + level("--off all", "2"));
    assert!((number(&gdp["level"]["mean"]) / on - 1.0).abs() < 1e-14);
    assert!((number(&gdp["base"]["mean"]) / off - 1.0).abs() < 1e-14);
    assert!(number(&gdp["total"]["difference"]) != 0.0);
}

#[test]
fn shares_do_not_depend_on_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |threads: &str| {
        let asked = format!("{ASKED} --format csv --threads {threads}");
        words(folder.path(), &asked).expect_done()
    };
    let one = with("1");
    assert!(one.lines().count() > 300);
    assert_eq!(one, with("3"));
}

/// Killed at many moments and resumed each time, it gives what an undisturbed one gives; no run that was kept
/// is lost, and none is made twice.
#[test]
fn a_killed_attribution_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let whole = words(folder, &format!("{ASKED} --out whole --format csv")).expect_done();
    let log = folder.join("cut/runs.log");
    let lines = || fs::read_to_string(&log).unwrap_or_default();
    let begun = || folder.join("cut/attribution.json").exists();
    kill_at_ten_moments(
        folder,
        [
            &format!("{ASKED} --threads 1 --out cut"),
            "attribute --resume cut --quiet --threads 1",
        ],
        [&folder.join("cut/attribution.json"), &log],
        [3, 60, 110, 150, 210, 280, 340, 420, 520, 640],
    );
    let asked = if begun() {
        "attribute --resume cut --quiet --format csv".to_owned()
    } else {
        format!("{ASKED} --out cut --format csv")
    };
    assert_eq!(words(folder, &asked).expect_done(), whole);
    let jobs = |text: &str| {
        let mut jobs: Vec<String> = text
            .lines()
            .map(|line| {
                line.split(' ')
                    .skip(1)
                    .take(3)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        jobs.sort();
        jobs
    };
    let undisturbed = fs::read_to_string(folder.join("whole/runs.log")).expect("runs");
    assert_eq!(jobs(&lines()), jobs(&undisturbed));
}

/// Runs that are there answer other questions too.
#[test]
fn kept_runs_answer_other_questions() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    words(folder, &format!("{ASKED} --out kept")).expect_done();
    let runs = || fs::read_to_string(folder.join("kept/runs.log")).expect("runs");
    let before = runs();
    let asked = "attribute --resume kept --quiet --format csv --outcome nominal_gdp --orderings 0";
    let text = words(folder, asked).expect_done();
    assert!(text.contains("\nnominal_gdp,8,") && !text.contains("owen"));
    assert_eq!(runs(), before, "nothing was made anew");
    words(folder, "attribute --resume kept --quiet --orderings 6").expect_done();
    let after = runs();
    assert!(after.starts_with(&before) && after.len() > before.len());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    words(folder, &format!("{ASKED} --out kept")).expect_done();
    let mut said = String::new();
    for asked in [
        "attribute --rules b1",
        "attribute --at 0",
        "attribute --at soon",
        "attribute --groups A,J",
        "attribute --off all",
        "attribute --outcome real_gpd",
        "attribute --trade open,open",
        "attribute --trade closed",
        "attribute --wage-elasticity 0.5",
        "attribute --orderings 1000000000",
        "attribute --resume nowhere",
        "attribute --out kept",
        "attribute --resume kept --seeds 3",
        "attribute --resume kept --at 12",
        "attribute --resume kept --trade open,norm",
        "attribute --resume kept --off A3",
        "attribute --resume kept --wage-elasticity 0.1",
    ] {
        said += &format!("{asked}\n    {}\n", words(folder, asked).expect_refused());
    }
    insta::assert_snapshot!(said);
}

/// What a person needs is on the screen, and every line fits.
#[test]
fn the_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = "attribute --groups A,D --seeds 2 --at 8 --orderings 2 --quiet --outcome real_gdp,unemployment_rate";
    let text = words(folder.path(), asked).expect_done();
    for part in [
        "37 concepts do, in 3 groups, against none of them: means over 2 seeds from 1, market expected",
        "real_gdp (million crowns at opening prices), quarter 8, trade norm, wage elasticity",
        "unemployment_rate (",
        "all of B, C, E, F, G, H, I, together",
        "Shapley",
        "A1  Permeability",
        "Effects alone add up to",
        "Read with care",
        "A coalition without costs is not a policy.",
    ] {
        let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(&part), "no `{part}` in\n{text}");
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
}

/// Luck and ignorance are told apart; a parameter set by hand is not drawn.
#[test]
fn uncertainty_of_the_theory() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = "uncertainty --at 4 --seeds 2 --draws 2 --singles 1 --outcome real_gdp --quiet";
    let object = |more: &str| -> Value {
        let text = words(folder.path(), &format!("{asked} --format json {more}")).expect_done();
        serde_json::from_str(&text).expect("JSON")
    };
    let found = object("");
    assert_eq!(
        found,
        object("--threads 1")
            .as_object()
            .map_or(Value::Null, |again| {
                let mut again = again.clone();
                for key in ["started", "threads"] {
                    again["manifest"][key] = found["manifest"][key].clone();
                }
                Value::Object(again)
            })
    );
    let drawn = |found: &Value| list(found, "parameters").len();
    assert!(drawn(&found) > 50);
    let doubt = &found["outcomes"][0];
    assert!(number(&doubt["ignorance"]["sd"]) > 0.0 && number(&doubt["chance"]["sd"]) > 0.0);
    let share = number(&doubt["assumed_share"]);
    assert!((0.0..=1.0).contains(&share), "{share}");
    let tornado = list(doubt, "tornado");
    assert_eq!(tornado.len(), 10);
    let sizes: Vec<f64> = tornado.iter().map(|swing| number(&swing["size"])).collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
    let path = tornado[0]["path"].as_str().expect("a path");
    let value = number(&tornado[0]["plausible"][0]);
    let fixed = object(&format!("--set {path}={value}"));
    assert_eq!(drawn(&fixed) + 1, drawn(&found));
}

/// Authority: by construction. The trend's own parameters and strengths are no inputs; an input that stands
/// in an equation at work moves something.
#[test]
fn parameters_that_move_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = "params --alive empowerment --format json";
    let found: Value =
        serde_json::from_str(&words(folder.path(), asked).expect_done()).expect("JSON");
    let parameters = list(&found, "parameters");
    assert!(!parameters.is_empty());
    assert!(
        parameters.iter().any(|life| life["alive"] == true),
        "{found}"
    );
    assert!(
        parameters
            .iter()
            .all(|life| life["path"] != "empowerment.strength")
    );
    let refused = words(folder.path(), "params --alive nothing_at_all").expect_refused();
    assert!(refused.contains("nothing_at_all"), "{refused}");
}
