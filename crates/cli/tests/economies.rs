//! Economies as folders: the tutorial of `docs/economies.md` works as it stands, and what is wrong with a
//! folder is refused in one sentence.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::{answer, run_in};
use economy::tables::{AreaRow, DigitalRow, Final, RuleSet, Tables};
use economy::village::{VillageSpec, village};
use laboratory::economies;

/// Blocks of the section of the page on a country of one's own: language and text.
fn tutorial() -> Vec<(String, String)> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/economies.md");
    let page = fs::read_to_string(page).expect("the page is there");
    let (_, section) = page
        .split_once("\n## A country of your own\n")
        .expect("the section is there");
    let (section, _) = section.split_once("\n## ").expect("it ends");
    let fenced = section.split("```").skip(1).step_by(2);
    fenced
        .map(|block| {
            let (language, text) = block.split_once('\n').expect("a language");
            (language.to_owned(), text.to_owned())
        })
        .collect()
}

#[test]
fn the_tutorial_works_as_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = Path::new(env!("CARGO_BIN_EXE_commonweal"));
    let bin = program.parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let blocks = tutorial();
    assert!(blocks.len() >= 6);
    for (at, (language, text)) in blocks.iter().enumerate() {
        if language != "sh" {
            continue;
        }
        let refusal = blocks
            .get(at + 1)
            .filter(|(language, _)| language == "text");
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let output = Command::new("sh")
                .args(["-c", line])
                .current_dir(folder.path())
                .env("NO_COLOR", "1")
                .env("PATH", format!("{}:{path}", bin.display()))
                .output()
                .expect("a shell");
            let answer = answer(&output);
            match refusal.filter(|_| number + 1 == lines.len()) {
                None => assert_eq!(answer.code, Some(0), "{line}: {}", answer.err),
                Some((_, sentence)) => {
                    assert_eq!(answer.code, Some(2), "{line}: {}", answer.out);
                    assert_eq!(answer.err, *sentence);
                }
            }
        }
    }
    let shown = run_in(folder.path(), &["economy", "my-country"]).expect_done();
    assert!(
        shown.contains("My country") && shown.contains("1 under closure"),
        "{shown}"
    );
}

/// A written village with one passage of one file replaced.
fn spoiled(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("mine");
    economies::write(&village(&VillageSpec::default()), &dir).expect("written");
    let path = dir.join(file);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).expect("the file");
    folder
}

#[test]
fn every_table_of_regions_is_refused_in_one_sentence() {
    let cases = [
        ("areas.csv", "VL-HI/rural", "VL-HI/town"),
        ("areas.csv", ",0.06,", ",1.06,"),
        ("jobs.csv", "VL-HI/rural,31", "VL-HI/rural,-31"),
        ("jobs.csv", "VL-HI/rural,", "VL-HA/rural,"),
        ("value_added.csv", "VL-HI,", "VL-HA,"),
        ("neighbours.csv", "VL-CO,VL-HI", "VL-CO,VL-HA"),
        ("neighbours.csv", "VL-CO,VL-HI", ""),
        ("people.csv", "age,60+,all,0.21", "age,60+,all,0.12"),
        ("digital.csv", "AGR,0.105,", "AGR,NaN,"),
        (
            "economy.toml",
            "\n[people]\n",
            "\n[closure.wages]\non = true\n[people]\n",
        ),
        (
            "economy.toml",
            "\n[people]\n",
            "\n[map]\non = true\n[people]\n",
        ),
    ];
    let mut said = String::new();
    for (file, from, to) in cases {
        let folder = spoiled(file, from, to);
        let shown = run_in(folder.path(), &["economy", "mine"]).expect_refused();
        let words = [
            "run",
            "--economy",
            "mine",
            "--seeds",
            "1",
            "--quarters",
            "1",
        ];
        assert_eq!(run_in(folder.path(), &words).expect_refused(), shown);
        said.push_str(&shown);
        said.push('\n');
    }
    let folder = spoiled("people.csv", "age", "age");
    fs::remove_file(folder.path().join("mine/people.csv")).expect("the file");
    said += &run_in(folder.path(), &["economy", "mine"]).expect_refused();
    insta::assert_snapshot!(said);
}

/// The rules of a run are the economy's unless somebody says otherwise.
#[test]
fn an_economy_runs_by_its_own_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let rules_of = |economy: &str, more: &[&str]| {
        let words = ["run", "--seeds", "1", "--quarters", "1", "--format", "json"];
        let words = [&words[..], &["--economy", economy], more].concat();
        let text = run_in(folder.path(), &words).expect_done();
        let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        object["manifest"]["rules"].as_str().map(str::to_owned)
    };
    let write = |name: &str, change: &dyn Fn(&mut Tables)| {
        let mut tables = village(&VillageSpec::default());
        change(&mut tables);
        economies::write(&tables, &folder.path().join(name)).expect("written");
    };
    write("base", &|_| {});
    write("long", &|tables| tables.header.rules = RuleSet::B1);
    write("digital", &|tables| tables.header.rules = RuleSet::B2);
    write("growing", &|tables| {
        tables.header.rules = RuleSet::B1;
        tables.use_table.finals[Final::HouseholdsUrban as usize][0] -= 1;
        tables.use_table.finals[Final::InputStocks as usize][0] += 1;
    });
    let is = |name: &str| Some(name.to_owned());
    assert_eq!(rules_of("village", &[]), is("b0"));
    assert_eq!(rules_of("base", &[]), is("b0"));
    assert_eq!(rules_of("base", &["--rules", "b1"]), is("b1"));
    assert_eq!(rules_of("long", &[]), is("b1"));
    assert_eq!(rules_of("long", &["--rules", "b0"]), is("b0"));
    assert_eq!(rules_of("digital", &[]), is("b2"));
    assert_eq!(rules_of("growing", &[]), is("b1"));
    let words = ["run", "--economy", "growing", "--rules", "b0"];
    assert_eq!(
        run_in(folder.path(), &words).expect_refused(),
        "the rules b0 cannot run village: column INPUT_STOCKS sums to 0.1, but with rules = \"b0\" it must be 0 (use_table.csv); --rules b1 can"
    );
}

type ChangeOfArea = fn(&mut AreaRow);

/// Every column of `digital.csv`, and every column of `areas.csv` that only the theory reads, moves a run with the
/// theory.
#[test]
fn what_the_theory_is_told_of_a_country_moves_its_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |name: &str, change: &dyn Fn(&mut Tables)| {
        let mut tables = village(&VillageSpec::default());
        tables.header.rules = RuleSet::B2;
        change(&mut tables);
        economies::write(&tables, &folder.path().join(name)).expect("written");
        let words = ["run", "--seeds", "1", "--quarters", "12", "--format", "csv"];
        let words = [&words[..], &["--economy", name, "--quiet"]].concat();
        run_in(folder.path(), &words).expect_done()
    };
    let base = run("base", &|_| {});
    for (at, column) in DigitalRow::SHARES.into_iter().enumerate() {
        let changed = run(column, &|tables| {
            let regions = tables.regions.as_mut().expect("regions");
            for row in &mut regions.digital {
                // Routine shares matter by what one industry has over another.
                let factor = if row.industry == "AGR" { 0.9 } else { 0.8 };
                *row.shares_mut()[at] *= factor;
                if column == "remote_share" {
                    // Hiring from afar is rare unless every job can be done from there.
                    row.remote_share = 1.0;
                }
                row.online_share = row.online_share.min(row.online_max);
            }
        });
        assert!(changed != base, "{column} moves nothing");
    }
    let of_area: [(&str, ChangeOfArea); 4] = [
        ("consumption_mean", |row| row.consumption_mean *= 1.5),
        ("internet_share", |row| row.internet_share *= 0.9),
        ("rd_intensity", |row| row.rd_intensity *= 1.5),
        ("digital_finance", |row| row.digital_finance *= 1.5),
    ];
    for (column, change) in of_area {
        let changed = run(column, &|tables| {
            let regions = tables.regions.as_mut().expect("regions");
            change(&mut regions.areas[0]);
        });
        assert!(changed != base, "{column} moves nothing");
    }
}

/// Rules with the theory need to be told how digital a country is.
#[test]
fn the_theory_is_not_run_on_what_nobody_has_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut tables = village(&VillageSpec::default());
    tables.header.rules = RuleSet::B2;
    economies::write(&tables, &folder.path().join("mine")).expect("written");
    fs::remove_file(folder.path().join("mine/digital.csv")).expect("the file");
    assert_eq!(
        run_in(folder.path(), &["economy", "mine"]).expect_refused(),
        "rules = \"b2\" needs this table, with a row for each industry (mine/digital.csv)"
    );
}
