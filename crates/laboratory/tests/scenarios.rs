//! Scenarios that come with the program: all load, say what they are, and run.

use economy::{Economy, Luck, NoPolicy, Serial};
use laboratory::{Experiment, Request, scenario};

fn plan(name: &str) -> Experiment {
    let request = Request {
        scenario: Some(name.to_owned()),
        ..Request::default()
    };
    Experiment::plan(request).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

#[test]
fn every_embedded_scenario_says_what_it_is_and_loads() {
    for name in scenario::embedded() {
        let loaded = scenario::load(name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(loaded.name, name);
        assert!(!loaded.title.is_empty(), "{name} has no title");
        assert!(!loaded.description.is_empty(), "{name} has no description");
        assert!(
            name == "baseline" || !loaded.reference.is_empty(),
            "{name} has no reference"
        );
        plan(name);
    }
}

/// A strategy that moves nobody is none: each scenario of the theory leaves another economy behind.
/// `baseline` names no rules, so where an economy runs by the long-run rules it is `frozen`.
#[test]
fn every_embedded_scenario_differs_from_the_others() {
    let mut prints: Vec<(&str, u64)> = Vec::new();
    for name in scenario::embedded() {
        let experiment = plan(name);
        if experiment.theory.is_none() {
            continue;
        }
        let calibration = experiment.economy.calibration.clone();
        let mut economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
        let mut theory = experiment.theory_for(&economy);
        for _ in 0..6 {
            economy.quarter(&mut NoPolicy, &mut theory, &Serial);
        }
        let print = economy.fingerprint();
        let same = prints.iter().find(|(_, other)| *other == print);
        assert!(same.is_none(), "{name} is {same:?}");
        prints.push((name, print));
    }
}

/// Networks that come in waves are built in no area before its own.
#[test]
fn an_area_gets_nothing_before_its_wave() {
    let experiment = plan("rural-broadband");
    let waves = &experiment.theory.as_ref().expect("the theory").waves;
    let areas = &experiment.economy.calibration.geography.areas;
    for (area, first) in areas.iter().zip(waves) {
        let rural = area.code.ends_with("/rural");
        assert_eq!(*first, if rural { 1 } else { u32::MAX }, "{}", area.code);
    }
}
