//! Golden runs of Austria: fingerprints of the whole state, recorded before any later rule existed.
//!
//! Later rule sets must reproduce them with everything of theirs off. Skipped, with a message, where
//! the reference data are absent.

use std::fmt::Write as _;

use economy::{BaseRules, Economy, Luck, NoPolicy, NoTheory, Serial};
use laboratory::economies::{LoadOptions, load};
use laboratory::validate::stress;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/austria.csv");

fn record(folder: &str) -> String {
    let calibration = load(folder, &LoadOptions::default())
        .expect("Austria loads")
        .calibration;
    let mut csv = String::from("case,quarter,fingerprint\n");
    let cases = [
        ("deterministic", Luck::None, 5),
        ("stress", Luck::None, 5),
        ("seed 1", Luck::Seed(1), 12),
        ("seed 2", Luck::Seed(2), 12),
        ("seed 3", Luck::Seed(3), 12),
    ];
    for (case, luck, quarters) in cases {
        let mut economy = Economy::open(calibration.clone(), BaseRules::default(), luck);
        if case == "stress" {
            stress(&mut economy);
        }
        for quarter in 0..=quarters {
            if quarter > 0 {
                economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            }
            writeln!(csv, "{case},{quarter},{:016x}", economy.fingerprint()).expect("a string");
        }
    }
    csv
}

#[test]
fn austria_to_the_last_bit() {
    let Some(folder) = testdata::reference("austria-2010q1") else {
        return;
    };
    let found = record(&folder.to_string_lossy());
    if std::env::var_os("COMMONWEAL_BLESS").is_some() {
        std::fs::write(GOLDEN, &found).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(GOLDEN).expect("the golden file is there");
    for (golden, found) in golden.lines().zip(found.lines()) {
        assert_eq!(golden, found);
    }
    assert_eq!(golden.lines().count(), found.lines().count());
}
