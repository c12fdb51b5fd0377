//! The facts of a country with people: all that the data can tell is told, and read off the economy.

use economy::{Economy, Luck};
use laboratory::economies::Content;
use laboratory::facts::{FACTS, Tracker, WITHOUT_DATA, gather, judge};
use laboratory::{Experiment, Request};

fn experiment(scale: f64) -> Experiment {
    let request = Request {
        scale: Some(scale),
        ..Request::default()
    };
    Experiment::plan(request).expect("the default economy runs")
}

/// With a full run every fact has a statistic or a reason why there is none.
#[test]
fn every_fact_is_told_or_says_why_not() {
    let experiment = experiment(150_000.0);
    let calibration = &experiment.economy.calibration;
    let findings = judge(&gather(calibration, experiment.rules, 32, 1));
    assert_eq!(findings.len(), FACTS.len());
    for finding in &findings {
        let id = finding.fact.id;
        assert_eq!(finding.pass.is_none(), finding.reason.is_some(), "{id}");
        let country = [
            "fact.6", "fact.8a", "fact.8b", "fact.9a", "fact.9b", "fact.10a", "fact.10b",
        ];
        let wealth = ["fact.17", "fact.19a", "fact.19b", "fact.20a", "fact.20b"];
        if country.contains(&id) || wealth.contains(&id) {
            assert!(finding.pass.is_some(), "{id}");
        }
        assert!(
            !WITHOUT_DATA.contains(&id) || finding.pass.is_none(),
            "{id}"
        );
    }
}

/// Authority: the drawing of the people, which measures the same targets its own way.
#[test]
fn the_opening_says_what_was_drawn() {
    let experiment = experiment(100_000.0);
    let calibration = experiment.economy.calibration.clone();
    let economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
    let calibration = &economy.calibration;
    let mut tracker = Tracker::default();
    tracker.observe(&economy, &[]);
    let evidence = tracker.evidence(&economy);
    let (Some(drawn), Some(census)) = (&calibration.population, &calibration.census) else {
        panic!("the default economy has people");
    };
    let Content::Tables(tables) = &experiment.economy.content else {
        panic!("the default economy is in the own format");
    };
    let settings = tables
        .people_settings()
        .expect("they were read when people were drawn");
    let measured = economy::people::measure(drawn, census, calibration, &settings);
    let got = |id: &str| {
        measured
            .iter()
            .find(|m| m.id == id)
            .map_or(f64::NAN, |m| m.got)
    };
    for (fact, target, tolerance) in [
        ("fact.9a", "urban_rural_ratio", 0.05),
        ("fact.20a", "saving_urban", 0.02),
        ("fact.20b", "saving_rural", 0.03),
    ] {
        let (here, there) = (evidence[fact], got(target));
        assert!(
            (here - there).abs() < tolerance,
            "{fact} {here}, {target} {there}"
        );
    }
}
