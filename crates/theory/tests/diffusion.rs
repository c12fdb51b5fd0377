//! Indicators of how far technology, data and taxation reach firms, at the values that their formulas give.

mod common;

use common::{open, run, standard_village};
use economy::Market;
use theory::diffusion::{adopter_gap, adoption_lag, data_users_per_set, tax_gap};
use theory::{Concepts, OpeningMode};

/// The village with some concepts on, after some quarters.
fn after(
    quarters: u32,
    mode: OpeningMode,
    on: &[(&str, f64)],
    of: fn(&economy::View<'_>, &theory::Digital) -> f64,
) -> f64 {
    let mut concepts = Concepts::off();
    for (path, value) in on {
        concepts.set_number(path, *value).expect("a parameter");
    }
    let village = standard_village();
    let (mut economy, mut digital) = open(&village, Market::Expected, 1, mode, concepts);
    run(&mut economy, &mut digital, quarters);
    of(&economy.view(), &digital)
}

/// Authority: the formula. At the opening 0.8 of data are out of reach, relevance is 0.1 and each is used
/// fifteen times over; the operator opens two fifths of what is closed and adds a fifth of public data.
#[test]
fn a_set_of_data_is_used_as_far_as_it_is_open() {
    let opening = after(0, OpeningMode::Embodied, &[], data_users_per_set);
    assert!((opening - 1.3).abs() < 1e-12, "{opening}");
    let policy = [
        ("strategy_data_authorisation.intensity", 1.0),
        ("strategy_data_authorisation.ramp", 0.0),
    ];
    let opened = after(2, OpeningMode::Embodied, &policy, data_users_per_set);
    let expected = 1.0 + (1.0 - 0.8 * 0.6) * 1.5 * 1.2;
    assert!((opened - expected).abs() < 1e-12, "{opened}");
}

/// Authority: the law of adoption, Δa = hazard · (1 − a): where every firm has the same hazard, whatever else
/// differs between them, the wait is its inverse. Without imitation and on full networks it is `4/p`.
#[test]
fn the_wait_is_the_inverse_of_the_hazard() {
    let village = [
        ("permeability.strength", 1.0),
        ("permeability.bass_q", 0.0),
        ("permeability.bass_p", 0.04),
    ];
    let lag = after(1, OpeningMode::Embodied, &village, |view, digital| {
        let network = digital
            .means()
            .over_persons(|area| digital.opening().state.areas.network[area]);
        network * adoption_lag(view, digital)
    });
    // The step was planned before the quarter's adoption: one more step of waiting is behind.
    assert!((lag / 100.0 - 1.0).abs() < 0.011, "{lag}");
    assert!(after(1, OpeningMode::Embodied, &[], adoption_lag).is_nan());
}

/// Who has adopted more makes more, by no more than the gain of a full adopter (digital economy, §4.A, A2).
#[test]
fn adopters_are_ahead_by_what_adoption_adds() {
    assert_eq!(after(0, OpeningMode::Greenfield, &[], adopter_gap), 0.0);
    let on = [
        ("permeability.strength", 1.0),
        ("industrial_digitisation.strength", 1.0),
        ("empowerment.strength", 1.0),
        ("industrial_digitisation.dip_depth", 0.0),
    ];
    let gap = after(12, OpeningMode::Greenfield, &on, adopter_gap);
    assert!(gap > 0.0 && gap < 0.03, "{gap}");
}

/// Digital administration closes the gap that it is measured by, and nothing else does.
#[test]
fn administration_closes_the_tax_gap() {
    let quiet = [("permeability.strength", 1.0)];
    let works = [
        ("permeability.strength", 1.0),
        ("digital_governance.strength", 1.0),
    ];
    let at = |quarters, on| after(quarters, OpeningMode::Embodied, on, tax_gap);
    let opening = at(0, &quiet);
    assert!(opening > 0.0 && opening < 0.05, "{opening}");
    assert!((at(12, &quiet) / opening - 1.0).abs() < 0.1);
    assert!(at(12, &works) < 0.95 * at(12, &quiet));
}
