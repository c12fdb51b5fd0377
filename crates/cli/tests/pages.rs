//! Pages: one self-contained file, and the numbers of the object in it.

mod common;

use std::fs;

use common::page::{expect_self_contained, expect_shown, row, words};
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
}

/// Every closure that was run is on the page, beside the first.
#[test]
fn both_closures_stand_side_by_side() {
    let (object, page) = both(
        "attribute --groups A --seeds 1 --at 2 --orderings 0 --outcome real_gdp --trade open,norm",
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
