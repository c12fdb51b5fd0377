//! What areas cost: time of a quarter and of a visit with 1, 8 and 62 areas, under both protocols.
//!
//! ```text
//! cargo run --release -p economy --example areas [households]
//! ```
//! The village of so many households (100 000 unless told), processor time of the fastest of several
//! quarters; numbers are for comparison with each other on one machine.

#![expect(clippy::print_stdout, reason = "a report for the terminal")]

use std::time::Instant;

use economy::village::{VillageSpec, village};
use economy::{Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let households = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let tables = village(&VillageSpec {
        households,
        mean_firm_size: 12.0,
        ..VillageSpec::default()
    });
    let calibration = tables.calibration(tables.scalars.size.default_scale)?;
    println!(
        "{households} households, {} firms, {} products",
        calibration.n_firms(),
        calibration.n_industries()
    );
    for market in [Market::Expected, Market::Sampled] {
        for n in [1, 8, 62] {
            let rules = Rules {
                market,
                ..Rules::long_run()
            };
            let begun = Instant::now();
            let mut economy = Economy::open(calibration.clone().cut_into(n), rules, Luck::Seed(1));
            let opening = begun.elapsed();
            let rounds = economy.goods_markets.locals().map(|l| l.factors.rounds);
            let rounds = rounds.max().unwrap_or(0);
            let mut least = f64::INFINITY;
            let mut per_visit = f64::INFINITY;
            for _ in 0..12 {
                let visits = economy.goods_markets.visits();
                let begun = Instant::now();
                economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
                let seconds = begun.elapsed().as_secs_f64();
                let visits = (economy.goods_markets.visits() - visits) as f64;
                least = least.min(seconds);
                per_visit = per_visit.min(seconds / visits);
            }
            println!(
                "{market:?} {n:2} areas: quarter {:8.3} ms, {:5.1} ns a visit, opening {:.0} ms, factors in {rounds} rounds",
                1e3 * least,
                1e9 * per_visit,
                1e3 * opening.as_secs_f64(),
            );
        }
    }
    Ok(())
}
