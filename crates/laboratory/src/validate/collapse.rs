//! I8: where there is one area, no distance and nobody but single persons, later rules leave the base model
//! as it was recorded before they existed.
//!
//! # Source
//! Long run, §3.4.

use economy::{
    BaseRules, Calibration, Closure, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial,
};

use super::Check;

/// Every series and the fingerprint of the whole state, recorded when the base rules were finished.
const RECORDED: &str = include_str!("../../../economy/tests/golden/village_seed_1.csv");

/// Quarters whose state is not the recorded one, under the base rules and under those of the long run with
/// each of them off.
pub(super) fn check(village: &Calibration) -> Check {
    let off = Rules {
        closure: Closure::off(),
        market: Market::Sampled,
        ..Rules::long_run()
    };
    let differing = differing(village, &BaseRules::default().into()) + differing(village, &off);
    Check {
        id: "I8".to_owned(),
        authority: "golden runs of the test suite, recorded before areas and people".to_owned(),
        expected: 0.0,
        got: differing as f64,
        tolerance: 0.0,
        pass: Some(differing == 0),
        note: format!(
            "quarters of {} whose whole state differs in any bit from the recorded one, village, seed 1",
            2 * fingerprints().count()
        ),
    }
}

fn fingerprints() -> impl Iterator<Item = &'static str> {
    RECORDED
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(1))
}

fn differing(village: &Calibration, rules: &Rules) -> usize {
    let mut economy = Economy::open(village.clone(), *rules, Luck::Seed(1));
    let mut differing = 0;
    for (quarter, recorded) in fingerprints().enumerate() {
        if quarter > 0 {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        }
        differing += usize::from(format!("{:016x}", economy.fingerprint()) != recorded);
    }
    differing
}
