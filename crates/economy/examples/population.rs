//! Draws the population of a folder of tables, prints its acceptance and how long it took.
//!
//! `cargo run --release -p economy --example population -- <folder> [households] [seeds]`

use std::path::Path;
use std::time::Instant;

use economy::people::{self, Settings};

#[path = "../tests/common/census.rs"]
#[allow(dead_code, reason = "tests use the rest")]
mod census;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments
        .next()
        .unwrap_or_else(|| "data/china-2022".to_owned());
    let households: f64 = arguments
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(100_000.0);
    let seeds: u64 = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut settings = Settings::default();
    for setting in arguments {
        let (path, value) = setting.split_once('=').unwrap_or((&setting, ""));
        if let Err(problem) = params::Parameters::set(&mut settings, path, value) {
            eprintln!("{problem}");
            return;
        }
    }
    for seed in 1..=seeds {
        let Some(country) = census::folder(Path::new(&folder), households, seed) else {
            eprintln!("there are no tables in {folder}");
            return;
        };
        let start = Instant::now();
        let drawn = match people::draw(&country.census, &country.calibration, &settings) {
            Ok(drawn) => drawn,
            Err(problem) => {
                eprintln!("{problem}");
                return;
            }
        };
        let took = start.elapsed();
        println!(
            "seed {seed}: {} households, {} persons, {} firms in {took:.2?}; coverage {:.3}",
            drawn.households.len(),
            drawn.persons.len(),
            drawn.firm_sizes.len(),
            drawn.coverage
        );
        for line in &drawn.log {
            println!("  {line}");
        }
        let rows = people::measure(&drawn, &country.census, &country.calibration, &settings);
        let by_area = |id: &str| id.contains('.');
        for row in rows.iter().filter(|row| !by_area(&row.id)) {
            println!(
                "  {} {:32} {:>14.4} [{:.4}, {:.4}] {:>14.4}",
                if row.is_met() { " " } else { "!" },
                row.id,
                row.expected,
                row.low,
                row.high,
                row.got
            );
        }
        let areas = || rows.iter().filter(|row| by_area(&row.id));
        println!(
            "  {} of {} rows by area are met",
            areas().filter(|row| row.is_met()).count(),
            areas().count()
        );
        for row in areas().filter(|row| !row.is_met()).take(20) {
            println!("  ! {:40} {:>12.4} {:>12.4}", row.id, row.expected, row.got);
        }
    }
}
