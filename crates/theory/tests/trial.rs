//! Trials: neutral until they begin, and then they do what they say to whom they say.

mod common;

use common::{open, standard_village};
use economy::{Economy, Market, NoPolicy, Serial};
use quantity::Id;
use theory::trial::{Intervention, Treatment, Trial, is_treated};
use theory::{Concepts, Digital, OpeningMode};

fn village() -> (Economy, Digital) {
    let calibration = standard_village();
    open(
        &calibration,
        Market::Expected,
        3,
        OpeningMode::Embodied,
        Concepts::default(),
    )
}

fn in_quarter_four(treatment: Treatment) -> Trial {
    let intervention = Intervention {
        quarter: 4,
        areas: vec![0],
        treatment,
    };
    Trial::new(vec![intervention], 1).expect("it fits")
}

/// Authority: the twin without a trial, to the last bit of economy and state.
#[test]
fn a_trial_is_not_there_before_it_begins_and_is_there_afterwards() {
    for treatment in [
        Treatment::Network(0.25),
        Treatment::Logistics(0.1),
        Treatment::Administration(0.3),
        Treatment::Terminals(0.2),
        Treatment::Skill(0.05),
        Treatment::WageFloor(0.95),
        Treatment::Parameter("permeability.bass_q", 0.6),
    ] {
        let (mut twin, mut without) = village();
        let (mut economy, digital) = village();
        let mut digital = digital.under(in_quarter_four(treatment.clone()));
        for quarter in 1..=6 {
            twin.quarter(&mut NoPolicy, &mut without, &Serial);
            economy.quarter(&mut NoPolicy, &mut digital, &Serial);
            let same = digital.state() == without.state()
                && twin.fingerprint() == economy.fingerprint()
                && digital.concepts == without.concepts;
            assert_eq!(same, quarter < 4, "{treatment:?} in quarter {quarter}");
        }
    }
}

#[test]
fn half_of_the_households_get_terminals_and_nobody_gets_more_than_all() {
    let (mut twin, mut without) = village();
    let (mut economy, digital) = village();
    let mut digital = digital.under(in_quarter_four(Treatment::Terminals(0.2)));
    for _ in 1..=4 {
        twin.quarter(&mut NoPolicy, &mut without, &Serial);
        economy.quarter(&mut NoPolicy, &mut digital, &Serial);
    }
    let view = economy.view();
    let (with, without) = (
        &digital.state().households.online,
        &without.state().households.online,
    );
    let mut treated = 0.0;
    for h in view.households.ids() {
        let gained = with[h] - without[h];
        if is_treated(&view, h.index()) {
            treated += 1.0;
            assert!(gained > 0.0 && with[h] <= 1.0, "{gained}");
        } else {
            // What the others gain, they gain by imitation.
            assert!((0.0..0.02).contains(&gained), "{gained}");
        }
    }
    let share = treated / view.households.len() as f64;
    assert!((0.45..0.55).contains(&share), "{share}");
}
