//! How well the numbers of an economy are known: every command tells it as the economy does.

mod common;

use std::fs;
use std::path::Path;

use common::{run, run_in};

/// The path and the status of every scalar that `economy.toml` of China annotates, read off its lines.
fn statuses_of_china() -> Vec<(String, String)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/china-2022/economy.toml");
    let text = fs::read_to_string(file).expect("the file");
    let mut section = String::new();
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[') {
            let name = name.trim_end_matches(']');
            let of_rules = ["closure", "people", "geography", "online_governance"];
            let first = name.split('.').next().unwrap_or_default();
            section = match name {
                "economy" => name.to_owned(),
                name if of_rules.contains(&first) => name.to_owned(),
                name => format!("economy.{name}"),
            };
            continue;
        }
        let status = line.split_once("status = \"").map(|(_, rest)| rest);
        let status = status.and_then(|rest| rest.split('"').next());
        if let (Some((key, _)), Some(status)) = (line.split_once(" = { value"), status) {
            found.push((format!("{section}.{key}"), status.to_owned()));
        }
    }
    found
}

/// Authority: the file itself. A matrix is no parameter.
#[test]
fn parameters_of_an_economy_have_the_status_that_it_gives_them() {
    let text = run("params --economy china-2022 --format json").expect_done();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    let stated = statuses_of_china();
    assert!(stated.len() > 110, "{}", stated.len());
    for (path, status) in stated {
        if path == "economy.shocks.correlation" {
            continue;
        }
        let parameter = list.iter().find(|parameter| parameter["path"] == *path);
        let parameter = parameter.unwrap_or_else(|| panic!("{path} is not listed"));
        assert_eq!(parameter["status"], *status, "{parameter}");
    }
    let table = run("params economy.households.disposable_income --economy china-2022");
    let table = table.expect_done();
    assert!(
        table.contains("; assumed, input: own; 56.5 % of GDP"),
        "{table}"
    );
}

/// Authority: the table of `commonweal economy`, which counts the numbers of the same file.
#[test]
fn the_page_counts_the_numbers_that_the_economy_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let shown = run_in(folder.path(), &["economy", "china-2022"]).expect_done();
    let line = shown.lines().find(|line| line.starts_with("economy.toml"));
    let line = line.expect("it is counted");
    let counts: Vec<&str> = line.split_whitespace().skip(1).collect();
    let words = "run --seeds 1 --quarters 13 --quiet --report page.html";
    let words: Vec<&str> = words.split(' ').collect();
    let screen = run_in(folder.path(), &words).expect_done();
    let said = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    let page = fs::read_to_string(folder.path().join("page.html")).expect("the page");
    let page = common::page::words(&page);
    let statuses = ["verified", "recalled", "derived", "prototype", "assumed"];
    for (status, count) in statuses.iter().zip(&counts) {
        assert!(said.contains(&format!("{count} {status}")), "{screen}");
        let heading = "Where the numbers come from";
        let row = common::page::row(&page, heading, &format!("{status} |"));
        assert_eq!(row[2], *count, "{status}");
    }
    for path in ["closure.wage_curve.elasticity", "people.migration.pace"] {
        assert!(page.contains(path), "{path} is not on the page");
    }
}
