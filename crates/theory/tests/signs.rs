//! Signs of what each concept does, on the greenfield village over four paired seeds after five years.
//!
//! `docs/signs-village.md` shows the whole table over twenty seeds, `docs/signs.md` that of China. What the village cannot show is listed with its reasons
//! in `theory::signs` and not hidden.

mod common;

use common::{inhabited_areas, rules, standard_village};
use economy::Market;
use theory::signs::{self, SignTest, on_the_village};

/// What needs a map is shown on four areas with people.
#[test]
fn concepts_of_places_move_what_they_must() {
    let calibration = inhabited_areas(1);
    let mut wrong = Vec::new();
    // What needs no map is tested on the village.
    let needs_no_map = |test: &&SignTest| signs::tests().any(|other| other == *test);
    for test in signs::tests_on_a_map().filter(|test| !needs_no_map(test)) {
        let rows = test.run(&calibration, rules(Market::Expected), 4, 20);
        for row in rows.expect("a test of parameters that are there") {
            if row.name == "producers' income" {
                // Authority: digital economy, §4.F, F2: 0, plausible up to 0.02.
                let relative = row.difference / row.base;
                assert!((-0.002..0.02).contains(&relative), "{relative}");
            }
            if row.verdict() == Some(false) && on_the_village(row.id, row.name).is_none() {
                wrong.push(row.to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn concepts_move_what_they_must() {
    let calibration = standard_village();
    let mut wrong = Vec::new();
    for test in signs::tests() {
        // The growth of the core, on which overhead depends, is small in a village.
        let seeds = if test.id == "A5" { 10 } else { 4 };
        let rows = test.run(&calibration, rules(Market::Expected), seeds, 20);
        for row in rows.expect("a test of parameters that are there") {
            if row.verdict() == Some(false) && on_the_village(row.id, row.name).is_none() {
                wrong.push(row.to_string());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
