//! Golden runs: the embedded economy to the last bit, on every platform, in debug and in release.
//!
//! Later rule sets must reproduce these files with everything of theirs off.

mod common;

use std::fmt::Write as _;

use common::{Threads, standard_village};
use economy::observe::{Observer, SERIES};
use economy::{BaseRules, Economy, Luck, NoPolicy, NoTheory, Serial, Workers};

const QUARTERS: u32 = 12;

/// All series of a run, one row a quarter, with the fingerprint of the whole state.
fn record(luck: Luck, workers: &dyn Workers) -> String {
    let mut economy = Economy::open(standard_village(), BaseRules::default(), luck);
    let mut observer = Observer::default();
    let names: Vec<&str> = SERIES.iter().map(|series| series.name).collect();
    let mut csv = format!("quarter,fingerprint,{}\n", names.join(","));
    for quarter in 0..=QUARTERS {
        if quarter > 0 {
            economy.quarter(&mut NoPolicy, &mut NoTheory, workers);
        }
        let values: Vec<String> = observer
            .observe(&economy)
            .iter()
            .map(f64::to_string)
            .collect();
        let fingerprint = economy.fingerprint();
        writeln!(csv, "{quarter},{fingerprint:016x},{}", values.join(",")).expect("a string");
    }
    csv
}

fn compare_with_file(name: &str, found: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("COMMONWEAL_BLESS").is_some() {
        std::fs::write(&path, found).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(&path).expect("the golden file is there");
    for (line, (golden, found)) in golden.lines().zip(found.lines()).enumerate() {
        assert_eq!(golden, found, "{name}, line {}", line + 1);
    }
    assert_eq!(golden.lines().count(), found.lines().count(), "{name}");
}

#[test]
fn village_without_luck() {
    compare_with_file("village_deterministic.csv", &record(Luck::None, &Serial));
}

#[test]
fn village_seed_1() {
    compare_with_file("village_seed_1.csv", &record(Luck::Seed(1), &Serial));
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let alone = record(Luck::Seed(1), &Serial);
    for threads in [1, 2, 4] {
        assert_eq!(
            alone,
            record(Luck::Seed(1), &Threads(threads)),
            "{threads} threads"
        );
    }
}

#[test]
fn two_seeds_differ() {
    assert_ne!(
        record(Luck::Seed(1), &Serial),
        record(Luck::Seed(2), &Serial)
    );
}
