//! Signs of what each concept does, on the greenfield village over four paired seeds after five years.
//!
//! `docs/signs-village.md` shows the whole table over twenty seeds, `docs/signs.md` that of China. What the village cannot show is listed with its reasons
//! in `theory::signs` and not hidden.

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::{inhabited_areas, rules, standard_village};
use economy::{Calibration, Market};
use theory::signs::{self, Miss, Row, SignTest, on_the_village};

/// Seeds of a test.
const SEEDS: u64 = 4;
/// The growth of the core, on which overhead depends, is small in a village.
const SEEDS_OF_THE_CORE: u64 = 10;

/// What the village shows.
static VILLAGE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let seeds = |test: &SignTest| match test.id {
        "A5" => SEEDS_OF_THE_CORE,
        _ => SEEDS,
    };
    rows(&standard_village(), signs::tests(), seeds)
});

/// What needs a map, on four areas with people.
static MAP: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let needs_no_map = |test: &&SignTest| signs::tests().any(|other| other == *test);
    let tests = signs::tests_on_a_map().filter(|test| !needs_no_map(test));
    rows(&inhabited_areas(1), tests, |_| SEEDS)
});

fn rows(
    calibration: &Calibration,
    tests: impl Iterator<Item = &'static SignTest>,
    seeds: impl Fn(&SignTest) -> u64,
) -> Vec<Row> {
    tests
        .flat_map(|test| {
            let rows = test.run(calibration, rules(Market::Expected), seeds(test), 20);
            rows.expect("a test of parameters that are there")
        })
        .collect()
}

/// Asserts that every expected sign is found, or is among the known misses.
fn assert_found(rows: &[Row]) {
    let unknown = |row: &&Row| on_the_village(row.id, row.name).is_none();
    let wrong: Vec<String> = rows
        .iter()
        .filter(|row| row.verdict() == Some(false))
        .filter(unknown)
        .map(Row::to_string)
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Authority: digital economy, §4, column Test.
#[test]
fn concepts_of_places_move_what_they_must() {
    assert_found(&MAP);
    // Authority: digital economy, §4.F, F2: 0, plausible up to 0.02.
    let income = MAP.iter().find(|row| row.name == "producers' income");
    let income = income.expect("a row");
    let relative = income.difference / income.base;
    assert!((-0.002..0.02).contains(&relative), "{relative}");
}

/// Authority: digital economy, §4, column Test.
#[test]
fn concepts_move_what_they_must() {
    assert_found(&VILLAGE);
}

/// Authority: the tests of this file: a miss excuses a row only as long as it fails.
#[test]
fn what_is_found_is_no_longer_missed() {
    let rows = [VILLAGE.as_slice(), MAP.as_slice()].concat();
    let expired: Vec<String> = signs::expired(signs::ON_THE_VILLAGE, &rows)
        .map(|miss| {
            format!(
                "{}, {}: no longer missed, so delete the entry in theory/src/signs/misses.rs, or make it \
                 unsteady with the reason",
                miss.id, miss.name
            )
        })
        .collect();
    assert!(expired.is_empty(), "{}", expired.join("\n"));
}

/// Authority: the sign tests themselves: a miss of something that nobody measures would excuse nothing.
#[test]
fn every_miss_is_of_a_measure() {
    let measured: BTreeSet<(&str, &str)> = signs::tests()
        .chain(signs::tests_on_a_map())
        .flat_map(|test| {
            let judged = test.measures.iter().filter(|measure| measure.sign != 0);
            judged.map(|measure| (test.id, measure.name))
        })
        .collect();
    for misses in [signs::ON_THE_VILLAGE, signs::IN_THE_COUNTRY] {
        let named = |miss: &Miss| (miss.id, miss.name);
        for miss in misses {
            assert!(measured.contains(&named(miss)), "nobody measures {miss:?}");
        }
        let distinct: BTreeSet<_> = misses.iter().map(named).collect();
        assert_eq!(distinct.len(), misses.len(), "a miss is listed twice");
    }
}

/// Authority: digital economy, §4.A, A3: the control without a fall of prices.
#[test]
fn without_falling_prices_nothing_is_replaced() {
    let test = signs::tests().find(|test| test.id == "A3").expect("a test");
    let control = SignTest {
        set: &[("substitutability.ict_price_decline", "0")],
        ..*test
    };
    let rows = control.run(&standard_village(), rules(Market::Expected), 2, 12);
    for row in rows.expect("a test of parameters that are there") {
        assert_eq!(row.difference, 0.0, "{row}");
    }
}

/// Authority: digital economy, §4.A, A2: with nothing to complement it, adoption adds nothing.
#[test]
fn without_a_network_adoption_adds_nothing() {
    let law = theory::Concepts::default().empowerment;
    assert_eq!(law.term(0.52, law.complements(0.0, 1.0), 0.5), 0.0);
}
