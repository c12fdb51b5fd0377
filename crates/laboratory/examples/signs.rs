//! Sign tests of all concepts on an economy: each with its prerequisites less the prerequisites alone, over paired
//! seeds, from an opening without digital technology.
//!
//! ```text
//! cargo run --release -p laboratory --example signs -- ECONOMY SEEDS QUARTERS [SCALE] [MINUTES] [ID…] > docs/signs.md
//! ```
//! Prints a page of Markdown; what is being run goes to standard error. `SCALE` 0 is that of the economy. No seed is
//! begun once `MINUTES` have passed, and the page says how many there were; 0 is no limit. Where no `ID` is named it
//! also writes the results into `docs/generated/signs.csv`, in the place of those of the same economy, and the pages of
//! the concepts, which show them.
//!
//! # Source
//! Digital economy, §4: column *Test*.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example prints"
)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use economy::Rules;
use laboratory::validate::theory::Signs;
use laboratory::{Experiment, Request};
use theory::signs::recorded::{self, Recorded};
use theory::signs::{self, Row, SignTest};
use theory::{LEDGER, ledger::Concept, pages};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |k: usize, usual: &str| words.get(k).cloned().unwrap_or_else(|| usual.to_owned());
    let name = word(0, "village");
    let (seeds, quarters): (u32, u32) = (word(1, "20").parse()?, word(2, "20").parse()?);
    let scale: f64 = word(3, "0").parse()?;
    let minutes: f64 = word(4, "0").parse()?;
    let ids = words.get(5..).unwrap_or_default();
    let experiment = Experiment::plan(Request {
        economy: Some(name.clone()),
        rules: Some("b2".to_owned()),
        scale: (scale > 0.0).then_some(scale),
        ..Request::default()
    })?;
    let calibration = &experiment.economy.calibration;
    let one_area = calibration.geography.is_single();
    let rules = if name == "village" {
        Rules::long_run()
    } else {
        experiment.rules
    };
    let all: Vec<&'static SignTest> = if one_area {
        signs::tests().collect()
    } else {
        signs::tests_on_a_map().collect()
    };
    let asked = |test: &&'static SignTest| ids.is_empty() || ids.iter().any(|id| id == test.id);
    let tests: Vec<&'static SignTest> = all.into_iter().filter(asked).collect();
    let mut signs = Signs::plan(calibration, signs::rules_of(rules), &tests, quarters)?;
    let start = Instant::now();
    let mut done = 0;
    while done < seeds && (minutes == 0.0 || start.elapsed().as_secs_f64() < 60.0 * minutes) {
        done += 1;
        signs.add(u64::from(done));
        let (runs, time) = (signs.runs_of_a_seed(), start.elapsed().as_secs());
        eprintln!("seed {done} of {seeds}: {runs} runs, {time} s");
    }
    let rows = signs.rows();
    page(&experiment, &name, done, quarters, &rows);
    if ids.is_empty() {
        record(&name, done, quarters, &rows)?;
    }
    let misses = if name == "village" {
        signs::ON_THE_VILLAGE
    } else {
        signs::IN_THE_COUNTRY
    };
    for miss in signs::expired(misses, &rows) {
        eprintln!("no longer missed: {}, {}", miss.id, miss.name);
    }
    Ok(())
}

/// Writes the results and the pages that show them.
fn record(name: &str, seeds: u32, quarters: u32, rows: &[Row]) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/generated");
    let file = folder.join("signs.csv");
    let now = rows.iter();
    let now = now.map(|row| Recorded::of(name, seeds, quarters, row));
    // The file may be newer than this program.
    let before = recorded::read(&fs::read_to_string(&file)?);
    let all = recorded::replaced(before, name, now.collect());
    fs::write(&file, recorded::written(&all))?;
    for (page, text) in pages::all(&all) {
        fs::write(folder.join("concepts").join(page), text)?;
    }
    Ok(())
}

fn page(experiment: &Experiment, name: &str, seeds: u32, quarters: u32, rows: &[Row]) {
    let calibration = &experiment.economy.calibration;
    let judged = rows.iter().filter(|row| row.verdict().is_some()).count();
    let passed = rows
        .iter()
        .filter(|row| row.verdict() == Some(true))
        .count();
    println!("# Signs of concepts on `{name}`\n");
    println!(
        "Generated: `cargo run --release -p laboratory --example signs -- {}`.\n",
        std::env::args().skip(1).collect::<Vec<_>>().join(" ")
    );
    println!(
        "Each concept with its prerequisites less the prerequisites alone, {seeds} paired seeds, expected market, read at \
         quarter {quarters}, from an opening without digital technology unless the test says otherwise; {} \
         persons and {} firms. A sign passes where 95 % of the seeds agree and |t| > 3; an expected null (0) where \
         |t| < 2; rows with `?` are reported and not judged. **{passed} of {judged} judged rows pass, {} fail.**\n",
        calibration.sizes.workers + calibration.sizes.inactive,
        calibration.industries.iter().map(|g| g.firms).sum::<u32>(),
        judged - passed
    );
    println!(
        "| id | concept | measure | expected | without | difference | t | seeds that agree | verdict |"
    );
    println!("|---|---|---|:-:|--:|--:|--:|--:|---|");
    for row in rows {
        let concept = LEDGER
            .iter()
            .find(|concept: &&Concept| concept.id == row.id);
        println!(
            "| {} | {} | {} | {} | {:.5} | {:+.2e} | {:.1} | {:.0} % | {} |",
            row.id,
            concept.map_or("", |concept| concept.name),
            row.name,
            row.sign(),
            row.base,
            row.difference,
            row.t,
            100.0 * row.agree,
            row.word(),
        );
    }
    println!("\n## What fails\n");
    for row in rows.iter().filter(|row| row.verdict() == Some(false)) {
        let reason = recorded::reason(name, row);
        println!("- **{}, {}**: {reason}", row.id, row.name);
    }
}
