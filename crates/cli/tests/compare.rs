//! `commonweal compare`, as a person would run it.

mod common;

use common::run;
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
            "compare baseline baseline --economy village --trade shut",
            "shut",
        ),
    ] {
        let sentence = run(&format!("{asked} --quarters 4")).expect_refused();
        assert!(sentence.contains(part), "{sentence}");
    }
}
