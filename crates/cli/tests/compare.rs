//! `commonweal compare`, as a person would run it.

mod common;

use std::fs;

use common::{kill_at_ten_moments, run, run_in};
use serde_json::Value;

const SMALL: &str = "--economy village --quarters 4 --seeds 2 --quiet";

/// Keys of the contract, and nothing differs where nothing was changed.
#[test]
fn the_object_has_what_the_contract_says() {
    let out = run(&format!("compare baseline baseline {SMALL} --format json")).expect_done();
    let object: Value = serde_json::from_str(&out).expect("JSON");
    let first = |list: &str| object[list][0].clone();
    for key in [
        "outcome",
        "part",
        "unit",
        "quarter",
        "closure",
        "scenario",
        "base",
        "level",
        "difference",
        "se",
        "interval",
        "n",
        "distinct",
        "correlation",
        "financing",
        "assumed_share",
    ] {
        assert!(first("outcomes").get(key).is_some(), "{key}");
    }
    for key in [
        "scenario",
        "by",
        "group",
        "outcome",
        "difference",
        "se",
        "better_off_share",
    ] {
        assert!(first("groups").get(key).is_some(), "{key}");
    }
    for key in ["scenario", "line", "intensity", "ex_ante", "ex_post"] {
        assert!(first("cost").get(key).is_some(), "{key}");
    }
    assert!(first("outcomes")["assumed_share"].is_null(), "nobody asked");
    let outcomes = object["outcomes"].as_array().expect("a list");
    for row in outcomes {
        let difference = &row["difference"];
        assert!(difference.is_null() || difference == 0.0, "{row}");
        assert_eq!(row["distinct"], false);
    }
    let command = object["manifest"]["command"].as_str().expect("a command");
    assert!(
        command.starts_with("commonweal compare baseline baseline"),
        "{command}"
    );
}

/// Authority: counting. Nobody beats itself; shares of weights of a pair add up to one where scenarios differ, the
/// same for a seed; nothing is said of weights unless somebody asks.
#[test]
fn weights_drawn_by_lot_say_who_beats_whom() {
    let asked = format!("compare baseline baseline frozen {SMALL} --index");
    let object: Value =
        serde_json::from_str(&run(&format!("{asked} --format json")).expect_done()).expect("JSON");
    let command = object["manifest"]["command"].as_str().expect("a command");
    assert!(command.contains(" --index"), "{command}");
    let sweep = &object["index"][0];
    assert_eq!(
        (&sweep["quarter"], &sweep["weights"]),
        (&4.into(), &1000.into())
    );
    let pairs = sweep["pairs"].as_array().expect("a list");
    assert_eq!(pairs.len(), 3);
    let shares = |pair: &Value, key: &str| -> [f64; 2] {
        [0, 1].map(|side| pair[key][side].as_f64().expect("a share"))
    };
    assert_eq!(shares(&pairs[0], "beats_share"), [0.0; 2]);
    for pair in &pairs[1..] {
        let beats = shares(pair, "beats_share");
        assert!((beats[0] + beats[1] - 1.0).abs() < 1e-12, "{pair}");
        let surely = shares(pair, "surely_beats_share");
        assert!(surely.iter().zip(beats).all(|(sure, all)| *sure <= all));
    }
    // The base stands twice, so that it fares alike twice.
    assert_eq!(pairs[1]["beats_share"], pairs[2]["beats_share"]);
    let weighed = sweep["weighed"].as_array().expect("a list");
    assert!(weighed.iter().any(|id| id == "real_consumption_median"));
    assert!(
        weighed.iter().all(|id| id != "debt_ratio"),
        "it is for the reader to judge"
    );
    let screen = run(&asked).expect_done();
    assert!(screen.contains("1 000 weights"), "{screen}");
    let again = run(&asked).expect_done();
    assert_eq!(screen, again);
}

#[test]
fn the_screen_says_that_nothing_differs() {
    let out = run(&format!("compare baseline baseline {SMALL}")).expect_done();
    assert!(out.contains("the same"), "{out}");
    assert!(
        !out.contains("better\n") && !out.contains("worse\n"),
        "{out}"
    );
    assert!(out.lines().count() <= 60, "{out}");
}

#[test]
fn what_makes_no_sense_is_refused_in_one_sentence() {
    for (asked, part) in [
        (
            "compare baseline no-such-thing --economy village",
            "no-such-thing",
        ),
        (
            "compare baseline baseline --economy village --at 99",
            "--at names quarter 99",
        ),
        (
            "compare baseline baseline --economy village --rules b0",
            "b0",
        ),
        (
            "compare baseline baseline --economy village --budget 2",
            "share of GDP",
        ),
        (
            "compare baseline baseline --economy village --budget 0.01",
            "nothing to scale",
        ),
        (
            "compare baseline baseline --economy village --ignorance 1",
            "2 draws or more",
        ),
        (
            "compare baseline infrastructure --economy village --financing taxes",
            "debt or income_tax",
        ),
        (
            "run --economy village --rules b2 --financing debt,income_tax",
            "one of them at a time",
        ),
        (
            "run --economy village --rules b2 --financing debt --set theory.financing=income_tax",
            "contradict each other",
        ),
        (
            "uncertainty --economy village --trade open,norm",
            "one of them at a time",
        ),
        (
            "compare baseline baseline --economy village --trade shut",
            "shut",
        ),
    ] {
        let sentence = run(&format!("{asked} --quarters 4")).expect_refused();
        assert!(sentence.contains(part), "{sentence}");
    }
}

/// What a lever costs and what tops it up stands before any effect; a price of a point is one or none, never noise.
#[test]
fn the_screen_begins_with_what_a_package_is() {
    let asked = "compare baseline platform-regulation infrastructure --financing debt,income_tax";
    let out = run(&format!("{asked} {SMALL}")).expect_done();
    let at = |part: &str| {
        out.find(part)
            .unwrap_or_else(|| panic!("no `{part}` in\n{out}"))
    };
    assert!(at("is the lever itself") < at("95 % interval"));
    at("platform-regulation, paid for by debt");
    at("platform-regulation, paid for by a tax on incomes");
    at("Ex ante a point of the Gini of income ");
    at("--ignorance 4");
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    let object = run(&format!("{asked} {SMALL} --format json")).expect_done();
    let object: Value = serde_json::from_str(&object).expect("JSON");
    let rows = object["efficiency"].as_array().expect("a list");
    // Three packages, two ways to pay, two goals.
    assert_eq!(rows.len(), 12);
    for row in rows {
        let won =
            row["distinct"] == true && row["points"].as_f64().is_some_and(|points| points > 0.0);
        assert_eq!(row["share_per_point"].is_number(), won, "{row}");
    }
    let command = object["manifest"]["command"].as_str().expect("a command");
    assert!(
        command.ends_with("--financing debt,income_tax"),
        "{command}"
    );
}

/// Levels that do not exist, of an economy without areas, people or a theory, are dashes and never `NaN`.
#[test]
fn what_does_not_exist_is_not_printed_as_a_number() {
    for asked in [
        "compare frozen withdrawal --economy village --quarters 4 --seeds 1",
        "compare baseline infrastructure --economy village --quarters 2 --seeds 1",
        "compare frozen infrastructure --economy village --quarters 4 --seeds 2",
        "compare baseline frozen --rules b1 --economy village --quarters 4 --seeds 2",
        "compare baseline baseline --economy village --quarters 4 --deterministic",
    ] {
        for form in ["table", "csv"] {
            let out = run(&format!("{asked} --quiet --format {form}")).expect_done();
            for word in ["NaN", "inf"] {
                let found = out.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
                assert!(!found, "{asked}:\n{out}");
            }
        }
    }
}

const KEPT: &str = "compare baseline infrastructure three-distributions --economy village --quarters 12 --seeds 6 --quiet";

/// Killed at many moments and resumed each time, it gives what an undisturbed one gives, and no pair that was kept is
/// lost or made twice; more seeds use the pairs that are there.
#[test]
fn a_killed_comparison_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let words = |words: &str| run_in(folder, &words.split(' ').collect::<Vec<_>>());
    let whole = words(&format!("{KEPT} --out whole --format csv")).expect_done();
    let log = folder.join("cut/pairs.log");
    let lines = || fs::read_to_string(&log).unwrap_or_default();
    let begun = || folder.join("cut/comparison.json").exists();
    kill_at_ten_moments(
        folder,
        [
            &format!("{KEPT} --threads 1 --out cut"),
            "compare --resume cut --quiet --threads 1",
        ],
        [&folder.join("cut/comparison.json"), &log],
        [3, 90, 140, 190, 230, 310, 370, 430, 520, 610],
    );
    let asked = if begun() {
        "compare --resume cut --quiet --format csv".to_owned()
    } else {
        format!("{KEPT} --out cut --format csv")
    };
    assert_eq!(words(&asked).expect_done(), whole);
    assert_eq!(lines().lines().count(), 6, "a line a pair");
    for file in ["compare.json", "compare.csv"] {
        assert!(folder.join("cut").join(file).is_file(), "{file}");
    }
    let six = lines();
    let more = words("compare --resume cut --quiet --seeds 7 --format csv").expect_done();
    assert!(lines().starts_with(&six) && lines().lines().count() == 7);
    let asked = KEPT.replace("--seeds 6", "--seeds 7");
    assert_eq!(more, words(&format!("{asked} --format csv")).expect_done());
    for (asked, part) in [
        ("compare --resume nowhere", "no comparison to resume"),
        ("compare --resume cut --quarters 8", "number of quarters"),
        ("compare --resume cut --at 4", "--at is"),
        (
            "compare --resume cut --financing income_tax",
            "a different comparison",
        ),
        (
            "compare --resume cut --budget 0.004",
            "a different comparison",
        ),
        (
            "compare baseline ecosystem --economy village --out cut",
            "--resume cut",
        ),
    ] {
        let sentence = words(asked).expect_refused();
        assert!(sentence.contains(part), "{asked}: {sentence}");
    }
}
