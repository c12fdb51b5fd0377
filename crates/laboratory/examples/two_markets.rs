//! Compares the two goods markets on published data: `two_markets [seeds] [path seeds] [economy]`.
//!
//! Prints every aggregate and product of the first quarter after a common state, twelve quarters of
//! GDP, prices and unemployment, and what either market costs. Decision 0006 quotes its output.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../../economy/tests/common/agreement.rs"]
mod agreement;

use std::time::Instant;

use economy::{Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};
use laboratory::economies::{LoadOptions, load};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut number = |otherwise| {
        arguments
            .next()
            .map_or(otherwise, |text| text.parse().expect("a number of seeds"))
    };
    let (seeds, path_seeds) = (number(256), number(64));
    // `village` is the embedded economy.
    let economy = arguments.next().unwrap_or_else(|| {
        let folder = testdata::root().join("austria-2010q1");
        folder.to_string_lossy().into_owned()
    });
    let calibration = load(&economy, &LoadOptions::default())
        .expect("the economy loads")
        .calibration;
    let open = |market| {
        let rules = Rules {
            market,
            ..Rules::default()
        };
        Economy::open(calibration.clone(), rules, Luck::Seed(1))
    };

    for (market, quarters) in [(Market::Sampled, 8), (Market::Expected, 80)] {
        let mut seconds: Vec<f64> = (0..5)
            .map(|_| {
                let mut economy = open(market);
                let start = Instant::now();
                for _ in 0..quarters {
                    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
                }
                start.elapsed().as_secs_f64()
            })
            .collect();
        seconds.sort_by(f64::total_cmp);
        println!(
            "{market:?}: {quarters} quarters {:.4} s, {:.3} ms each (median of 5)",
            seconds[2],
            1e3 * seconds[2] / f64::from(quarters)
        );
    }

    let alike = agreement::state(open(Market::Sampled), 4);
    let apart = agreement::disperse(alike.clone());
    let starved = agreement::starve(alike.clone());
    for (name, state) in [
        ("as it is", &alike),
        ("prices moved apart", &apart),
        ("firms short of inputs", &starved),
    ] {
        let (aggregates, products) = agreement::first_quarter(state, seeds);
        let paths = agreement::paths(state, path_seeds, 12);
        println!("\nFirst quarter, {seeds} seeds, {name}");
        print!("{}", agreement::table(&aggregates, agreement::BAND));
        println!("\nBy product");
        print!("{}", agreement::table(&products, agreement::BAND));
        println!("\nPaths, {path_seeds} seeds, {name}");
        print!("{}", agreement::table(&paths, agreement::PATH_BAND));
        for (what, rows, band) in [
            ("aggregates", &aggregates, agreement::BAND),
            ("products", &products, agreement::BAND),
            ("paths", &paths, agreement::PATH_BAND),
        ] {
            let outside = rows.iter().filter(|row| !row.agrees(band)).count();
            println!("{what}, {name}: {outside} of {} outside", rows.len());
        }
    }
}
