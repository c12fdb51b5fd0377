//! Two runs share their luck: what a policy does not touch draws the same.

mod common;

use common::standard_village;
use economy::{BaseRules, Economy, Levers, Luck, NoPolicy, NoTheory, Serial};

fn run(policy: &mut dyn economy::Policy, quarters: u32) -> Economy {
    let mut economy = Economy::open(standard_village(), BaseRules::default(), Luck::Seed(3));
    for _ in 0..quarters {
        economy.quarter(policy, &mut NoTheory, &Serial);
    }
    economy
}

#[test]
fn a_policy_that_does_nothing_changes_nothing() {
    let mut idle = |levers: Levers| levers.calibration.rates.tax_income *= 1.0;
    assert_eq!(
        run(&mut NoPolicy, 6).fingerprint(),
        run(&mut idle, 6).fingerprint()
    );
}

#[test]
fn a_policy_changes_nothing_before_it_begins() {
    let mut later = |levers: Levers| {
        if levers.quarter >= 5 {
            levers.calibration.rates.consumption_propensity *= 1.01;
        }
    };
    assert_eq!(
        run(&mut NoPolicy, 4).fingerprint(),
        run(&mut later, 4).fingerprint()
    );
    assert_ne!(
        run(&mut NoPolicy, 5).fingerprint(),
        run(&mut later, 5).fingerprint()
    );
}

/// The world does not depend on what happens at home, so a policy at home leaves its luck alone.
#[test]
fn the_luck_of_the_world_is_the_same_under_every_policy() {
    let mut generous = |levers: Levers| levers.calibration.rates.consumption_propensity = 0.95;
    let (without, with) = (run(&mut NoPolicy, 8), run(&mut generous, 8));
    assert_ne!(without.fingerprint(), with.fingerprint());
    assert_eq!(without.world.output, with.world.output);
    assert_eq!(without.world.planned_exports, with.world.planned_exports);
    assert_eq!(
        without.government.planned_consumption,
        with.government.planned_consumption
    );
}
