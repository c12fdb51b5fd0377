//! The long run of one economy as a nation of single persons: the table of a decision note.
//!
//! ```text
//! cargo run --release -p laboratory --example national -- FOLDER [PATH=VALUE …]
//! ```
//! Prints sector balances at the opening, then quarters 20, 40, 60 and 80 of its own trend and of constant
//! growth, under both closures of trade and both rebalancings, without noise; and with it, over seeds.

use economy::closure::{Closure, SectorBalances, Successor, TradeClosure};
use economy::{Calibration, Luck, Market, NoPolicy, Rules};
use laboratory::economies::{self, LoadOptions};
use laboratory::long_run::path::{Course, Path, mean_path, yearly};
use laboratory::rules;

/// Quarters that are printed.
const SHOWN: [usize; 4] = [20, 40, 60, 80];
/// Seeds of a run with noise.
const SEEDS: std::ops::Range<u64> = 0..20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("which economy?")?;
    let settings: Vec<(String, String)> = words
        .filter_map(|word| {
            let (path, value) = word.split_once('=')?;
            Some((path.to_owned(), value.to_owned()))
        })
        .collect();
    let (of_economy, of_rules): (Vec<_>, Vec<_>) = settings
        .into_iter()
        .partition(|(path, _)| path.starts_with("economy."));
    let options = LoadOptions {
        overrides: &of_economy,
        ..LoadOptions::default()
    };
    let loaded = economies::load(&folder, &options)?;
    let mut rules = rules::of_economy(&loaded)?;
    for (path, value) in &of_rules {
        rules.closure.set(path, value)?;
    }
    let calibration = loaded.calibration;
    print_balances(&calibration, &rules.closure);
    for growth in [None, Some(0.04), Some(0.015)] {
        for trade in [TradeClosure::Open, TradeClosure::Norm] {
            for rule in [Successor::Consumption, Successor::None] {
                if growth.is_some() && rule == Successor::None {
                    continue;
                }
                rules.closure.trade.closure = trade;
                rules.closure.rebalancing.rule = rule;
                println!("\n{growth:?} {trade:?} {rule:?}");
                let course = course(&calibration, &rules, growth);
                for (name, path) in paths(&course) {
                    print(name, &path);
                }
            }
        }
    }
    Ok(())
}

fn print_balances(calibration: &Calibration, closure: &Closure) {
    let mut prepared = calibration.clone();
    closure.prepare(&mut prepared);
    let balances = SectorBalances::of(&prepared, closure);
    for (name, share) in SectorBalances::NAMES.iter().zip(balances.over_gdp()) {
        println!("{name} {:+.2}", 100.0 * share);
    }
}

fn course(calibration: &Calibration, rules: &Rules, growth: Option<f64>) -> Course {
    let inflation = calibration.trend.inflation;
    match growth {
        Some(growth) => Course::new(calibration.clone(), *rules, growth, inflation),
        None => Course {
            calibration: calibration.clone(),
            rules: *rules,
            quarters: 80,
        },
    }
}

/// The path without noise, and means over seeds with it, in both markets.
fn paths(course: &Course) -> [(&'static str, Path); 3] {
    let mean = |market| {
        let mut course = course.clone();
        course.rules.market = market;
        let all: Vec<Path> = SEEDS
            .map(|seed| course.follow(Luck::Seed(seed), &mut NoPolicy))
            .collect();
        mean_path(&all)
    };
    let quiet = course.clone().quiet().follow(Luck::Seed(1), &mut NoPolicy);
    [
        ("quiet", quiet),
        ("expected", mean(Market::Expected)),
        ("sampled", mean(Market::Sampled)),
    ]
}

fn print(name: &str, path: &Path) {
    let row = |of: &dyn Fn(usize) -> f64, digits: usize| {
        SHOWN.map(|q| format!("{:.digits$}", of(q))).join(" ")
    };
    println!(
        "{name:9} growth {} | u {} | use {} | labour {} | debt {} | deposits {} | position {} | bank {} | profit {}",
        row(&|q| 100.0 * yearly(path, q, |marks| marks.value_added), 1),
        row(&|q| 100.0 * path[q].unemployment, 1),
        row(&|q| path[q].capacity_use, 3),
        row(&|q| path[q].labour_share, 3),
        row(&|q| path[q].debt, 2),
        row(&|q| path[q].deposits / 4.0, 2),
        row(&|q| path[q].position, 2),
        row(&|q| path[q].bank_capital, 2),
        row(&|q| path[q].profitable, 3),
    );
}
