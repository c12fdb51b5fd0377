//! What areas cost: time of a quarter and of a visit with 1, 8 and 62 areas, under both protocols.
//!
//! ```text
//! cargo run --release -p economy --example areas [households [areas …]]
//! ```
//! The village of so many households (100 000 unless told) on maps of so many areas (1, 8 and 62 unless
//! told), processor time over twelve quarters, where the system tells it; numbers are for
//! comparison with each other on one machine.

#![expect(clippy::print_stdout, reason = "a report for the terminal")]

use std::time::Instant;

use economy::village::{VillageSpec, village};
use economy::{Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};

/// Quarters that are timed together.
const QUARTERS: u32 = 12;

/// Seconds of processor time of this thread; seconds on the clock where there is no such count.
fn seconds(begun: Instant) -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| begun.elapsed().as_secs_f64(), |ns| 1e-9 * ns)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut told = std::env::args().skip(1);
    let households = told.next().map_or(Ok(100_000), |n| n.parse())?;
    let mut maps = told.map(|n| n.parse()).collect::<Result<Vec<usize>, _>>()?;
    if maps.is_empty() {
        maps = vec![1, 8, 62];
    }
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
        for &n in &maps {
            let rules = Rules {
                market,
                ..Rules::long_run()
            };
            let clock = Instant::now();
            let begun = seconds(clock);
            let mut economy = Economy::open(calibration.clone().cut_into(n), rules, Luck::Seed(1));
            let opening = seconds(clock) - begun;
            let rounds = economy.goods_markets.locals().map(|l| l.factors.rounds);
            let rounds = rounds.max().unwrap_or(0);
            let gaps = economy.goods_markets.locals().map(|l| l.factors.residual);
            let gap = gaps.fold(0.0_f64, f64::max);
            let visits = economy.goods_markets.visits();
            let begun = seconds(clock);
            for _ in 0..QUARTERS {
                economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            }
            let spent = seconds(clock) - begun;
            let visits = (economy.goods_markets.visits() - visits) as f64;
            println!(
                "{market:?} {n:2} areas: quarter {:8.3} ms, {:5.1} ns a visit, opening {:.0} ms, factors to {gap:.0e} in {rounds} rounds",
                1e3 * spent / f64::from(QUARTERS),
                1e9 * spent / visits.max(1.0),
                1e3 * opening,
            );
        }
    }
    Ok(())
}
