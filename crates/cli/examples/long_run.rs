//! Reruns the experiments behind `docs/long-run.md` and writes its tables and pictures anew.
//!
//! ```text
//! cargo run --release -p cli --example long_run -- ../shared/reference/austria-2010q1
//! ```
//! About four minutes of processor time. Tables go between the marks `<!-- begin … -->` and
//! `<!-- end … -->` of the page, pictures beside it.

use std::fmt::Write as _;
use std::path::Path as FilePath;
use std::{fs, process};

use charts::{Figure as _, Frame, Line, LineChart, NumberFormat};
use economy::{BaseRules, Calibration, Closure, Luck, Market, NoPolicy, Rules};
use laboratory::economies::{self, LoadOptions};
use laboratory::long_run::variants::{self, Variant};
use laboratory::long_run::{Course, Marks, Path, mean_path, path::yearly, probe};
use rayon::prelude::*;

const SEEDS: u64 = 5;
const INFLATION: f64 = 0.02;
const GROWTH: [f64; 2] = [0.015, 0.04];
const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("name the folder of an economy, e.g. ../shared/reference/austria-2010q1");
        process::exit(2);
    };
    let calibration = match economies::load(&folder, &LoadOptions::default()) {
        Ok(loaded) => loaded.calibration,
        Err(error) => {
            eprintln!("{error}");
            process::exit(2);
        }
    };
    let steady = FilePath::new(&folder).join("../steady-state-2010q1");
    let steady = economies::load(&steady.to_string_lossy(), &LoadOptions::default())
        .map(|loaded| loaded.calibration)
        .ok();
    let mut page = fs::read_to_string(format!("{DOCS}/long-run.md")).unwrap_or_default();
    let base = noisy(&calibration, &Closure::off(), GROWTH[0]);
    put(
        &mut page,
        "what breaks",
        &breaks(&calibration, steady, &base),
    );
    let mut last = Vec::new();
    for growth in GROWTH {
        let paths: Vec<(Variant, Vec<Path>)> = variants::ladder()
            .into_iter()
            .map(|variant| {
                eprintln!("{:.1} %: {}", 100.0 * growth, variant.name);
                let paths = noisy(&calibration, &variant.closure, growth);
                (variant, paths)
            })
            .collect();
        put(
            &mut page,
            &format!("repairs {:.1}", 100.0 * growth),
            &repairs(&paths),
        );
        last.push(paths);
    }
    put(&mut page, "probe", &probes(&calibration));
    pictures(&last[1]);
    if let Err(error) = fs::write(format!("{DOCS}/long-run.md"), &page) {
        eprintln!("cannot write the page: {error}");
        process::exit(1);
    }
}

/// Paths of some seeds with all noise, on the published market.
fn noisy(calibration: &Calibration, closure: &Closure, growth: f64) -> Vec<Path> {
    let rules = Rules {
        base: BaseRules::default(),
        closure: *closure,
        market: Market::Sampled,
    };
    let course = Course::new(calibration.clone(), rules, growth, INFLATION);
    (1..=SEEDS)
        .into_par_iter()
        .map(|seed| course.follow(Luck::Seed(seed), &mut NoPolicy))
        .collect()
}

/// Replaces what stands between the marks of a table.
fn put(page: &mut String, name: &str, table: &str) {
    let (begin, end) = (
        format!("<!-- begin {name} -->"),
        format!("<!-- end {name} -->"),
    );
    if let (Some(from), Some(to)) = (page.find(&begin), page.find(&end)) {
        page.replace_range(from + begin.len()..to, &format!("\n{table}"));
    } else {
        let _ = write!(page, "\n{begin}\n{table}{end}\n");
    }
}

const MILESTONES: [usize; 4] = [20, 40, 60, 80];

/// Four numbers, at the milestones.
fn four(path: &Path, digits: usize, of: impl Fn(&Marks) -> f64) -> String {
    MILESTONES
        .map(|q| format!("{:.digits$}", of(&path[q])))
        .join(" ")
}

/// Means of yearly growth over the five years before each milestone.
fn five_years(path: &Path, of: fn(&Marks) -> f64) -> String {
    MILESTONES
        .map(|q| {
            let ratio = of(&path[q]) / of(&path[q - 20]);
            format!("{:.1}", 100.0 * (quantity::maths::powf(ratio, 0.2) - 1.0))
        })
        .join(" ")
}

/// The symptoms of the base rules over twenty years.
#[expect(clippy::too_many_lines, reason = "one row after the other")]
fn breaks(calibration: &Calibration, steady: Option<Calibration>, base: &[Path]) -> String {
    let path = mean_path(base);
    let (first, end) = (path[0], path[80]);
    let mut rows: Vec<(&str, String, String)> = Vec::new();
    let mut row = |id, symptom: &str, found: String| rows.push((id, symptom.to_owned(), found));
    row(
        "D1",
        "growth, %/yr over five years; use of capital; capital over its opening",
        format!(
            "{}; {:.2} → {:.2}; {:.3}",
            five_years(&path, |m| m.value_added),
            first.capacity_use,
            end.capacity_use,
            end.capital * end.value_added / (first.capital * first.value_added),
        ),
    );
    row(
        "D2",
        "unemployment, %",
        format!(
            "{:.1} → {}",
            100.0 * first.unemployment,
            four(&path, 1, |m| 100.0 * m.unemployment)
        ),
    );
    row(
        "D5",
        "public debt over annual GDP",
        format!("{:.2} → {:.2}", first.debt, end.debt),
    );
    row(
        "D6",
        "bank equity over quarterly value added; share of firms with a profit",
        format!(
            "{:.2} → {:.2}; {:.2} → {:.2}",
            first.bank_equity, end.bank_equity, first.profitable, end.profitable
        ),
    );
    row(
        "D7",
        "firm loans over annual value added; foreign claims over GDP",
        format!(
            "{:.2} → {:.2}; {:.2} → {:.2}",
            first.loans * first.capital,
            end.loans * end.capital,
            first.position,
            end.position
        ),
    );
    if let Some(steady) = steady {
        let course = Course::new(steady, Rules::default(), 0.0, 0.0);
        let path = course.follow(Luck::Seed(1), &mut NoPolicy);
        let (first, end) = (path[0], path[80]);
        row(
            "D8",
            "the published steady state: value added; firm loans; household deposits; foreign claims over GDP",
            format!(
                "{:+.1e} %; {:+.0} %; {:+.0} %; {:+.2}",
                100.0 * (end.value_added / first.value_added - 1.0),
                100.0 * (end.loans / first.loans - 1.0),
                100.0 * (end.deposits / first.deposits - 1.0),
                end.position,
            ),
        );
    }
    let course = Course::new(
        calibration.clone(),
        Rules {
            market: Market::Expected,
            ..Rules::default()
        },
        GROWTH[0],
        INFLATION,
    )
    .quiet()
    .over(40);
    let effect = probe::effect(&probe::paths(&course, Luck::Seed(1)), 40);
    row(
        "D9",
        "five per cent more productivity after ten years: prices, %; labour share, pp; unemployment, pp; value added, %",
        format!(
            "{:+.2}; {:+.1}; {:+.1}; {:+.1}",
            100.0 * effect.prices,
            100.0 * effect.labour_share,
            100.0 * effect.unemployment,
            100.0 * effect.value_added
        ),
    );
    for growth in GROWTH {
        let closure = variants::all_but(&["input_stock"]);
        let path = mean_path(&noisy(calibration, &closure, growth));
        row(
            "D10",
            &format!(
                "output of firms that inputs hold back, % ({:.1} %/yr, all rules but the input stock)",
                100.0 * growth
            ),
            four(&path, 0, |m| 100.0 * m.input_bound),
        );
    }
    let mut text = String::from("| # | symptom after 20 years | found |\n|---|---|---|\n");
    for (id, symptom, found) in rows {
        let _ = writeln!(text, "| {id} | {symptom} | {found} |");
    }
    text
}

/// What each repair does.
fn repairs(ladder: &[(Variant, Vec<Path>)]) -> String {
    let mut text = String::from(
        "| rules | growth, %/yr | unemployment, % | use of capital | labour share | inflation, %/yr | debt | bank equity | with a profit |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    for (variant, paths) in ladder {
        let path = mean_path(paths);
        let inflation = MILESTONES
            .map(|q| format!("{:.1}", 100.0 * yearly(&path, q, |m| m.prices)))
            .join(" ");
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {inflation} | {} | {} | {} |",
            variant.name,
            five_years(&path, |m| m.value_added),
            four(&path, 1, |m| 100.0 * m.unemployment),
            four(&path, 2, |m| m.capacity_use),
            four(&path, 2, |m| m.labour_share),
            four(&path, 2, |m| m.debt),
            four(&path, 1, |m| m.bank_equity),
            four(&path, 2, |m| m.profitable),
        );
    }
    text
}

/// Five per cent more productivity under each closure.
fn probes(calibration: &Calibration) -> String {
    let mut text = String::from(
        "| closure | growth, %/yr | value added, % | unemployment, pp | labour share, pp |\n|---|---|---|---|---|\n",
    );
    for variant in variants::probed() {
        for growth in [0.0, GROWTH[0], GROWTH[1]] {
            let rules = Rules {
                base: BaseRules::default(),
                closure: variant.closure,
                market: Market::Expected,
            };
            let course = Course::new(calibration.clone(), rules, growth, INFLATION)
                .quiet()
                .over(40);
            let effect = probe::effect(&probe::paths(&course, Luck::Seed(1)), 40);
            let _ = writeln!(
                text,
                "| {} | {:.1} | {:+.1} | {:+.1} | {:+.1} |",
                variant.name,
                100.0 * growth,
                100.0 * effect.value_added,
                100.0 * effect.unemployment,
                100.0 * effect.labour_share
            );
        }
    }
    text
}

/// Unemployment and debt on the way from the base rules to all of them.
fn pictures(ladder: &[(Variant, Vec<Path>)]) {
    let chosen = [
        ("Base rules", 0),
        ("Supply follows the trend", 1),
        ("Real side repaired", 5),
        ("All rules", ladder.len() - 1),
    ];
    let chart = |file: &str, title: &str, subtitle: &str, of: fn(&Marks) -> f64| {
        let lines = chosen
            .iter()
            .map(|&(name, k)| {
                let path = mean_path(&ladder[k].1);
                Line::new(name, path.iter().map(of).collect())
            })
            .collect();
        let figure = LineChart {
            frame: Frame::new(title).subtitle(subtitle),
            lines,
            format: NumberFormat::share(),
            ..LineChart::default()
        };
        let path = format!("{DOCS}/pictures/{file}.svg");
        if let Err(error) = fs::create_dir_all(format!("{DOCS}/pictures"))
            .and_then(|()| fs::write(&path, figure.svg()))
        {
            eprintln!("cannot write {path}: {error}");
        }
    };
    chart(
        "long-run-unemployment",
        "Unemployment over twenty years",
        "Share of workers, mean of five seeds, Austria, trend of 4 % a year",
        |m| m.unemployment,
    );
    chart(
        "long-run-debt",
        "Public debt over twenty years",
        "Share of annual GDP, mean of five seeds, Austria, trend of 4 % a year",
        |m| m.debt,
    );
    chart(
        "long-run-use",
        "Use of capital over twenty years",
        "Output over what capital allows, mean of five seeds, Austria, trend of 4 % a year",
        |m| m.capacity_use,
    );
}
