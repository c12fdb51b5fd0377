//! A country of people at its opening: how well the drawing meets its targets, seed by seed.
//!
//! ```text
//! cargo run --release -p laboratory --example china -- [ECONOMY] [HOUSEHOLDS] [SEEDS] [PATH=VALUE …]
//! ```
//! Prints every target with its band, and which rows of areas are missed by kind of row. The opening is that
//! of the economy's own rules.

use std::collections::BTreeMap;

use economy::people;
use laboratory::economies::{self, Content, LoadOptions};
use laboratory::rules;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (settings, words): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|word| word.contains('='));
    let mut words = words.into_iter();
    let name = words.next().unwrap_or_else(|| "china-2022".to_owned());
    let households: f64 = words
        .next()
        .unwrap_or_else(|| "100000".to_owned())
        .parse()?;
    let seeds: u64 = words.next().unwrap_or_else(|| "5".to_owned()).parse()?;
    let with_people = LoadOptions {
        people: true,
        ..LoadOptions::default()
    };
    let own = economies::load(&name, &with_people)?;
    let Content::Tables(tables) = &own.content else {
        return Err("an economy with tables is needed".into());
    };
    let scale = 1_000.0 * tables.scalars.size.households_thousand / households;
    for seed in 1..=seeds {
        let mut overrides: Vec<(String, String)> = settings
            .iter()
            .filter_map(|word| word.split_once('='))
            .map(|(path, value)| (path.to_owned(), value.to_owned()))
            .collect();
        overrides.push(("economy.population_seed".to_owned(), seed.to_string()));
        let (of_rules, of_economy): (Vec<_>, Vec<_>) = overrides
            .into_iter()
            .partition(|(path, _)| path.starts_with("closure."));
        let options = LoadOptions {
            scale: Some(scale),
            overrides: &of_economy,
            people: true,
            ..LoadOptions::default()
        };
        let loaded = economies::load(&name, &options)?;
        let mut rules = rules::of_economy(&loaded)?;
        for (path, value) in &of_rules {
            rules.closure.set(path, value)?;
        }
        let Content::Tables(tables) = &loaded.content else {
            return Err("an economy with tables is needed".into());
        };
        let settings = tables.people_settings()?;
        let mut calibration = loaded.calibration.clone();
        let census = calibration.census.clone().ok_or("it has no people")?;
        rules.closure.prepare(&mut calibration);
        let drawn = people::draw(&census, &calibration, &settings)?;
        println!(
            "seed {seed}: {} households, {} persons, {} firms, coverage {:.3}",
            drawn.households.len(),
            drawn.persons.len(),
            drawn.firm_sizes.len(),
            drawn.coverage
        );
        for line in &drawn.log {
            println!("  {line}");
        }
        print(&people::measure(&drawn, &census, &calibration, &settings));
    }
    Ok(())
}

fn print(rows: &[people::Measured]) {
    let mut missed: BTreeMap<&str, Vec<&people::Measured>> = BTreeMap::new();
    for row in rows {
        if let Some((kind, _)) = row.id.split_once('.') {
            let missed = missed.entry(kind).or_default();
            if !row.is_met() {
                missed.push(row);
            }
            continue;
        }
        println!(
            "  {} {:32} {:>12.4} [{:.4}, {:.4}] {:>12.4}",
            if row.is_met() { " " } else { "!" },
            row.id,
            row.expected,
            row.low,
            row.high,
            row.got
        );
    }
    for (kind, missed) in missed {
        println!("  {kind}: {} areas missed", missed.len());
        for row in missed.iter().take(12) {
            println!("    {:36} {:>12.4} {:>12.4}", row.id, row.expected, row.got);
        }
    }
}
