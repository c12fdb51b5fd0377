//! The result store: the same bytes whatever the threads and the interruptions.

#![expect(clippy::format_push_string, reason = "a snapshot is put together once")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use common::{cut_short, files, program, run_in};

const RUN: &str = "run --economy village --seeds 12 --quarters 3 --keep 1 --quiet";

/// Runs [`RUN`] with more words, in `folder`.
fn more(folder: &Path, words: &str) -> common::Answer {
    let all = format!("{RUN} {words}");
    run_in(folder, &all.split(' ').collect::<Vec<_>>())
}

#[test]
fn tables_do_not_depend_on_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    for threads in ["1", "2", "4"] {
        let words = format!("--threads {threads} --out with-{threads}");
        more(folder.path(), &words).expect_done();
    }
    let one = files(&folder.path().join("with-1"));
    let names: Vec<&str> = one.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "areas.parquet",
            "firms.parquet",
            "households.parquet",
            "industries.parquet",
            "series.parquet",
            "summary.json"
        ]
    );
    assert!(one == files(&folder.path().join("with-2")));
    assert!(one == files(&folder.path().join("with-4")));
}

/// A theory has tables of its own, which stay what they are whether or not it does something.
#[test]
fn a_theory_leaves_tables_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, words) in [("on", ""), ("again", " --threads 2"), ("off", " --off all")] {
        let words = format!("--rules b2{words} --out {name}");
        more(folder.path(), &words).expect_done();
    }
    let on = files(&folder.path().join("on"));
    assert!(on == files(&folder.path().join("again")));
    for name in [
        "contributions.parquet",
        "flows.parquet",
        "satellites.parquet",
    ] {
        for written in ["on", "off"] {
            let held = files(&folder.path().join(written));
            let found = held.iter().find(|(file, _)| file == name);
            let (_, bytes) = found.expect("a table");
            assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
        }
    }
}

/// With more threads than seeds the threads work inside the run.
#[test]
fn numbers_do_not_depend_on_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = |threads: &str| {
        let words = format!(
            "run --economy village --seeds 2 --quarters 3 --format csv --threads {threads}"
        );
        run_in(folder.path(), &words.split(' ').collect::<Vec<_>>()).expect_done()
    };
    let one = lines("1");
    assert_eq!(one, lines("1"));
    assert_eq!(one, lines("2"));
    assert_eq!(one, lines("4"));
}

#[test]
fn a_killed_run_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    more(folder, "--threads 2 --out whole").expect_done();
    let whole = files(&folder.join("whole"));
    // The moments of death, in milliseconds after the start, are spread over the life of a run.
    let mut interrupted = 0;
    for wait in [1, 40, 90, 140, 190, 260, 330, 400, 500, 650] {
        let option = if folder.join("cut/manifest.json").exists() {
            "--resume"
        } else {
            // Death before the manifest leaves nothing to resume, and a new start is accepted.
            "--out"
        };
        let words = format!("{RUN} --threads 1 {option} cut");
        interrupted += usize::from(cut_short(folder, &words, wait));
    }
    assert!(interrupted >= 3, "only {interrupted} runs were cut short");
    let option = if folder.join("cut/manifest.json").exists() {
        "--resume cut"
    } else {
        "--out cut"
    };
    more(folder, option).expect_done();
    assert!(whole == files(&folder.join("cut")));
}

#[test]
fn a_resumed_run_repeats_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    more(folder, "--out done").expect_done();
    let written = fs::metadata(folder.join("done/series.parquet")).expect("a table");
    let text = run_in(folder, &["run", "--resume", "done"]).expect_done();
    assert!(text.contains("nothing was simulated"), "{text}");
    let again = fs::metadata(folder.join("done/series.parquet")).expect("a table");
    assert_eq!(written.modified().ok(), again.modified().ok());
    // What is printed is what the first run would have printed.
    let words = "run --economy village --seeds 12 --quarters 3 --format csv";
    let fresh = run_in(folder, &words.split(' ').collect::<Vec<_>>()).expect_done();
    let kept = run_in(folder, &["run", "--resume", "done", "--format", "csv"]).expect_done();
    assert_eq!(fresh, kept);
}

#[test]
fn another_run_is_not_resumed() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    more(folder, "--out done").expect_done();
    fs::write(
        folder.join("shock.toml"),
        "format = 1\nbase = \"baseline\"\n[[events]]\npath = \"economy.psi\"\nfrom = 1\nfactor = 0.99\n",
    )
    .expect("a file");
    let mut said = String::new();
    for words in [
        "--quarters 4",
        "--seeds 13",
        "--seed 2",
        "--deterministic --seeds 1",
        "--set economy.taxes.income=0.2",
        "--set base.zero_lower_bound=on",
        "--replicate 2",
        "--keep 2",
        "shock.toml",
    ] {
        let all = format!("run --resume done {words}");
        let answer = run_in(folder, &all.split(' ').collect::<Vec<_>>());
        said += &format!("{words}\n    {}\n", answer.expect_refused());
    }
    said += &format!(
        "--out done\n    {}\n",
        more(folder, "--out done").expect_refused()
    );
    insta::assert_snapshot!(said);
}

#[test]
fn two_processes_do_not_share_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let words = "run --economy village --seeds 4000 --quarters 12 --quiet --out busy";
    let mut first = program(folder)
        .args(words.split(' '))
        .stdout(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !folder.join("busy/manifest.json").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    let said = run_in(folder, &["run", "--resume", "busy"]).expect_refused();
    first.kill().expect("it can be killed");
    first.wait().expect("it ends");
    assert_eq!(said, "another process is writing to busy");
}

#[test]
fn the_manifest_gives_the_run_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    more(
        folder,
        "--set base.zero_lower_bound=on --set economy.taxes.income=0.2 --out first",
    )
    .expect_done();
    let manifest = fs::read(folder.join("first/manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    let command = manifest["command"].as_str().expect("a command");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let again = run_in(folder, &[&words[..], &["--format", "csv"]].concat()).expect_done();
    let kept = run_in(folder, &["run", "--resume", "first", "--format", "csv"]).expect_done();
    assert_eq!(again, kept);
    assert!(manifest["wall_seconds"].is_number());
    assert_eq!(
        manifest["tables"]["households"]["net_worth"]["unit"],
        "money"
    );
}

/// Authority: the published economy, whose opening is known.
#[test]
fn austria_opens_as_published() {
    let Some(austria) = common::austria() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let austria = austria.to_string_lossy();
    let words = [
        "run",
        "--economy",
        &austria,
        "--seeds",
        "2",
        "--quarters",
        "2",
        "--format",
        "json",
    ];
    let text = run_in(folder.path(), &words).expect_done();
    let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let gdp = object["series"]["nominal_gdp"]["mean"][0]
        .as_f64()
        .expect("a number");
    assert!((gdp - 72_422.0).abs() < 1.0, "{gdp}");
    for (name, worst) in object["identities"].as_object().expect("identities") {
        assert!(worst.as_f64().expect("a number") < 1e-11, "{name} {worst}");
    }
}

/// The published data hold twelve realised quarters, so a conditional forecast ends there.
#[test]
fn conditional_forecasts_end_with_their_paths() {
    let Some(austria) = common::austria() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let austria = austria.to_string_lossy();
    let words = [
        "run",
        "--economy",
        &austria,
        "--seeds",
        "1",
        "--set",
        "base.exogenous=given",
    ];
    let with = |quarters| {
        run_in(
            folder.path(),
            &[&words[..], &["--quarters", quarters, "--quiet"]].concat(),
        )
    };
    with("12").expect_done();
    let said = with("13").expect_refused();
    assert_eq!(
        said,
        "base.exogenous=given needs government consumption for 13 quarters, but austria-2010q1 gives them for 12 only, so --quarters can be at most 12"
    );
}
