//! Pages: one self-contained file, and the numbers of the object in it.

mod common;

use std::fs;

use common::page::{expect_self_contained, expect_shown, number, row, row_with, words};
use common::run_in;
use serde_json::Value;

/// The object that a command prints and the page that it writes.
fn both(asked: &str) -> (Value, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = format!("{asked} --quiet --threads 1 --report page.html --format json");
    let asked: Vec<&str> = asked.split_whitespace().collect();
    let object = run_in(folder.path(), &asked).expect_done();
    let page = fs::read_to_string(folder.path().join("page.html")).expect("the page");
    (serde_json::from_str(&object).expect("JSON"), page)
}

/// What differs from run to run and from build to build is taken out of a snapshot.
fn timeless(words: &str) -> String {
    let dated = |line: &&str| {
        !["Started", "Threads", "Version"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    words
        .lines()
        .filter(dated)
        .map(|line| line.to_owned() + "\n")
        .collect()
}

const ATTRIBUTE: &str =
    "attribute --groups A,D --seeds 2 --at 4 --orderings 2 --outcome real_gdp,unemployment_rate";

#[test]
fn shares_on_the_page_are_those_of_the_object() {
    let (object, page) = both(ATTRIBUTE);
    expect_self_contained(&page);
    let words = words(&page);
    for share in object["outcomes"].as_array().expect("a list") {
        let heading = match share["outcome"].as_str() {
            Some("real_gdp") => "Real GDP, quarter 4",
            _ => "Unemployment rate, quarter 4",
        };
        for group in share["groups"].as_array().expect("a list") {
            let id = group["group"].as_str().expect("a group");
            let title = group["title"].as_str().expect("a title");
            let name = if id == "others" {
                format!("others: {title}")
            } else {
                format!("{id} {title}")
            };
            let cells = row(&words, heading, &format!("{name} |"));
            for (cell, key) in [(1, "first"), (2, "last"), (3, "shapley"), (4, "se")] {
                expect_shown(&cells[cell], &group[key], 0.006);
            }
        }
        for concept in share["concepts"].as_array().expect("a list") {
            let name = format!(
                "{} {} |",
                concept["id"].as_str().expect("id"),
                concept["name"].as_str().expect("name")
            );
            expect_shown(&row(&words, heading, &name)[2], &concept["owen"], 0.006);
        }
    }
    for pitfall in object["pitfalls"].as_array().expect("a list") {
        assert!(
            words.contains(pitfall.as_str().expect("words")),
            "{pitfall}"
        );
    }
    let command = object["manifest"]["command"].as_str().expect("a command");
    assert!(words.contains(command), "{command}");
    insta::assert_snapshot!("attribute_page", timeless(&words));
}

/// Every closure that was run is on the page, beside the first.
#[test]
fn both_closures_stand_side_by_side() {
    let (object, page) = both(
        "attribute --economy village --groups A --seeds 1 --at 2 --orderings 0 --outcome real_gdp --trade open,norm",
    );
    let words = words(&page);
    let shares = object["outcomes"].as_array().expect("a list");
    assert_eq!(shares.len(), 2);
    let cells = row(&words, "Under other circumstances", "A adoption |");
    for (share, cell) in shares.iter().zip(&cells[1..]) {
        let value = cell.split(" ±").next().expect("a value");
        expect_shown(value, &share["groups"][0]["shapley"], 0.006);
    }
}

#[test]
fn a_page_that_cannot_be_written_is_refused_before_anything_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = ["attribute", "--report", "no/such/folder/page.html"];
    let sentence = run_in(folder.path(), &asked).expect_refused();
    assert!(sentence.contains("page.html"), "{sentence}");
}

const COMPARE: &str =
    "compare baseline platform-regulation --economy village --quarters 8 --seeds 3";

#[test]
fn differences_on_the_page_are_those_of_the_object() {
    let (object, page) = both(COMPARE);
    expect_self_contained(&page);
    let words = words(&page);
    let rows = object["outcomes"].as_array().expect("a list");
    let last = rows.iter().filter(|row| row["quarter"] == 8);
    let mut shown = 0;
    for row in last {
        let Some(difference) = row["difference"].as_f64() else {
            continue;
        };
        let id = row["outcome"].as_str().expect("an outcome");
        let cells = row_with(
            &words,
            "All outcomes: platform-regulation",
            &format!("| {id} |"),
        );
        let unit = row["unit"].as_str().expect("a unit");
        let base = row["base"]["mean"].as_f64().expect("a level");
        let scale = if unit.contains("money") {
            1.0 / base
        } else {
            1.0
        };
        if base == 0.0 {
            continue;
        }
        let distinct = row["distinct"] == true || difference == 0.0 && row["se"] == 0.0;
        if distinct {
            let written = number(&cells[4]);
            assert!(
                (written - scale * difference).abs() < 6e-5,
                "{id}: {cells:?} for {row}"
            );
            shown += 1;
        } else {
            assert_eq!(cells[4], "none seen", "{id}");
        }
    }
    assert!(shown > 10, "{shown}");
    for group in object["groups"].as_array().expect("a list") {
        if group["quarter"] != 8 || group["by"] != "decile" {
            continue;
        }
        let name = match group["group"].as_str() {
            Some("1") => "Poorest tenth".to_owned(),
            Some("10") => "Richest tenth".to_owned(),
            tenth => format!("Tenth {}", tenth.expect("a tenth")),
        };
        let cells = row(
            &words,
            "Who gains and who loses: platform-regulation",
            &format!("{name} |"),
        );
        let relative = group["difference"].as_f64().expect("a number")
            / group["base"].as_f64().expect("a number");
        assert!(
            (number(&cells[2]) - relative).abs() < 6e-6,
            "{cells:?} for {group}"
        );
    }
    let command = object["manifest"]["command"].as_str().expect("a command");
    assert!(words.contains(command), "{command}");
    insta::assert_snapshot!("compare_page", timeless(&words));
}

/// Nothing differs where nothing was changed, and nothing is drawn as if it did.
#[test]
fn a_page_of_no_difference_shows_none() {
    let (_, page) = both("compare baseline baseline --economy village --quarters 4 --seeds 2");
    expect_self_contained(&page);
    let words = words(&page);
    assert!(
        words.contains("0 differ by more than chance explains"),
        "{words}"
    );
    let judged = |line: &str| line.ends_with("| better") || line.ends_with("| worse");
    assert!(!words.lines().any(judged), "{words}");
}

/// What the theory did stands on the page of a run under its rules, and nothing of it on others.
#[test]
fn the_theory_is_on_the_page_of_its_run() {
    let (object, page) = both("run --economy village --rules b2 --quarters 8 --seeds 2");
    expect_self_contained(&page);
    let words = words(&page);
    for heading in [
        "The digital economy",
        "Common prosperity",
        "The four problems",
        "What each concept did",
        "Beside the accounts",
    ] {
        assert!(words.lines().any(|line| line == heading), "no {heading}");
    }
    let ratio = &object["series"]["urban_rural_income_ratio"]["mean"];
    if let Some(value) = ratio[8].as_f64() {
        let cells = row(&words, "Common prosperity", "Urban–rural income ratio");
        assert!(
            (number(&cells[3]) - value).abs() < 1e-3,
            "{cells:?} for {value}"
        );
    }
    let (_, before) = both("run --economy village --rules b1 --quarters 8 --seeds 2");
    let before = common::page::words(&before);
    assert!(!before.contains("What each concept did") && !before.contains("The four problems"));
}
