//! An economy of one's own from the default country: every command of `docs/tutorial-economy.md` works as it
//! stands, and whatever is spoilt in a folder is refused in one sentence with exit code 2.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{answer, run_in};

/// Blocks of the tutorial: language and text.
fn tutorial() -> Vec<(String, String)> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/tutorial-economy.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let fenced = page.split("```").skip(1).step_by(2);
    fenced
        .map(|block| {
            let (language, text) = block.split_once('\n').expect("a language");
            (language.to_owned(), text.to_owned())
        })
        .collect()
}

/// A block `text` after one of commands is what the last of them says: a refusal, or words of its output.
#[test]
fn every_command_of_the_tutorial_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Path::new(env!("CARGO_BIN_EXE_commonweal"));
    let bin = program.parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let blocks = tutorial();
    assert!(
        blocks
            .iter()
            .filter(|(language, _)| language == "sh")
            .count()
            >= 6
    );
    for (at, (language, text)) in blocks.iter().enumerate() {
        if language != "sh" {
            continue;
        }
        let said = blocks
            .get(at + 1)
            .filter(|(language, _)| language == "text")
            .map(|(_, text)| text);
        let output = Command::new("sh")
            .args(["-e", "-c", text])
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .env("PATH", format!("{}:{path}", bin.display()))
            .output()
            .expect("a shell");
        let answer = answer(&output);
        match said {
            Some(refusal) if refusal.starts_with("commonweal: ") => {
                assert_eq!(answer.code, Some(2), "{text}{}", answer.out);
                // The numbers in it are those of the data.
                let words = |text: &str| -> String {
                    text.chars()
                        .filter(|c| !c.is_ascii_digit() && *c != '.')
                        .collect()
                };
                assert_eq!(words(&answer.err), words(refusal));
            }
            _ => assert_eq!(answer.code, Some(0), "{text}{}", answer.err),
        }
    }
    // What the tutorial says of the comparison at the opening is what comes out: names and signs, not digits.
    let base = fs::read_to_string(folder.path().join("base.csv")).expect("a run");
    let mine = fs::read_to_string(folder.path().join("mine.csv")).expect("a run");
    let first = |text: &str, series: &str| -> f64 {
        let of = |line: &&str| line.split(',').nth(2) == Some(series);
        let line = text.lines().find(of).expect("the series");
        let value = line.rsplit(',').next().expect("a value");
        value.parse().expect("a number")
    };
    let ratio = |text| first(text, "urban_rural_income_ratio");
    assert!(ratio(&mine) < ratio(&base));
}

/// The default country in a folder, with one file as `change` makes it.
fn spoilt(folder: &Path, file: &str, change: &dyn Fn(&str) -> String) -> common::Answer {
    let path = folder.join("mine").join(file);
    let text = fs::read_to_string(&path).expect("the file");
    let changed = change(&text);
    assert_ne!(changed, text, "{file} is as it was");
    fs::write(&path, changed).expect("the file");
    let answer = run_in(folder, &["economy", "mine"]);
    fs::write(&path, text).expect("the file");
    answer
}

/// What is done to the text of a file.
type Change = Box<dyn Fn(&str) -> String>;

/// A table without quotes with one cell replaced.
fn with_cell(text: &str, row: &str, column: &str, value: &str) -> String {
    let header = text.lines().next().expect("a header");
    let at = header.split(',').position(|name| name == column);
    let at = at.expect("the column");
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        if cells[0] == row {
            cells[at] = value;
        }
        cells.join(",") + "\n"
    };
    text.lines().map(line).collect()
}

/// Authority: design, §6 — a folder without one of its tables.
#[test]
fn a_missing_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    run_in(folder, &["economy", "china-2022", "--out", "mine"]).expect_done();
    for file in [
        "economy.toml",
        "use_table.csv",
        "industries.csv",
        "balance_sheets.csv",
        "areas.csv",
        "jobs.csv",
        "value_added.csv",
        "neighbours.csv",
        "people.csv",
    ] {
        let (here, away) = (folder.join("mine").join(file), folder.join("away"));
        fs::rename(&here, &away).expect("the file");
        let said = run_in(folder, &["economy", "mine"]).expect_refused();
        fs::rename(&away, &here).expect("the file");
        let named = file == "economy.toml" || said.contains(file);
        assert!(named, "{file}: {said}");
    }
}

/// Authority: design, §6 — what is refused on load.
#[test]
fn whatever_is_wrong_with_a_folder_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    run_in(folder, &["economy", "china-2022", "--out", "mine"]).expect_done();
    let without = |start: &'static str| {
        move |text: &str| -> String {
            let kept = text
                .split_inclusive('\n')
                .filter(|line| !line.starts_with(start));
            kept.collect()
        }
    };
    let with = |from: &'static str, to: &'static str| {
        move |text: &str| -> String { text.replacen(from, to, 1) }
    };
    let cell = |row: &'static str, column: &'static str, value: &'static str| {
        move |text: &str| -> String { with_cell(text, row, column, value) }
    };
    let cases: Vec<(&str, Change, &str)> = vec![
        // A row is missing.
        ("use_table.csv", Box::new(without("MIN,")), "MIN"),
        ("industries.csv", Box::new(without("MIN,")), "MIN"),
        ("balance_sheets.csv", Box::new(without("loans,")), "loans"),
        (
            "areas.csv",
            Box::new(without("CN-GZ/rural,")),
            "CN-GZ/rural",
        ),
        ("jobs.csv", Box::new(without("CN-GZ/rural,")), "CN-GZ/rural"),
        ("value_added.csv", Box::new(without("CN-GZ,")), "CN-GZ"),
        ("people.csv", Box::new(without("age,60+")), "people.csv"),
        ("digital.csv", Box::new(without("MIN,")), "MIN"),
        // A share over 1.
        (
            "areas.csv",
            Box::new(cell("CN-GZ/urban", "education_h", "1.2")),
            "CN-GZ/urban",
        ),
        (
            "economy.toml",
            Box::new(with("income = { value = 0.", "income = { value = 1.")),
            "0..1",
        ),
        (
            "people.csv",
            Box::new(with("age,60+,urban,0.", "age,60+,urban,1.")),
            "60+",
        ),
        // A product that does not balance.
        (
            "use_table.csv",
            Box::new(cell("AGR", "AGR", "1.5")),
            "does not balance",
        ),
        // A province that nobody knows.
        (
            "value_added.csv",
            Box::new(with("CN-GZ,", "CN-GG,")),
            "CN-GG",
        ),
        ("neighbours.csv", Box::new(with("CN-GZ", "CN-GG")), "CN-GG"),
        (
            "jobs.csv",
            Box::new(with("CN-GZ/rural,", "CN-GG/rural,")),
            "CN-GG/rural",
        ),
        // A negative cell.
        (
            "jobs.csv",
            Box::new(cell("CN-GZ/rural", "AGR", "-5.5")),
            "-5.5",
        ),
        (
            "value_added.csv",
            Box::new(cell("CN-GZ", "AGR", "-5.5")),
            "-5.5",
        ),
        (
            "areas.csv",
            Box::new(cell("CN-GZ/rural", "population_thousand", "-7")),
            "-7",
        ),
        (
            "use_table.csv",
            Box::new(cell("AGR", "AGR", "-8.5")),
            "-8.5",
        ),
    ];
    for (file, change, named) in cases {
        let said = spoilt(folder, file, &change).expect_refused();
        assert!(
            said.contains(named) && said.contains("mine"),
            "{file}: {said}"
        );
    }
    // After all this the folder is in order again.
    run_in(folder, &["economy", "mine"]).expect_done();
}
