//! What a run reports of its digital side: series, columns of tables, contributions, flows and satellites.

mod tabulated;

use economy::Serial;
use laboratory::indicators::INDICATORS;
use laboratory::outcomes::{self, OUTCOMES};
use laboratory::{Attention, Experiment, Request, Run};
use theory::LEDGER;
use theory::satellites::IDS;

use tabulated::{numbers, words};

/// Five quarters of the default country with few households, tabulated at the opening and the end.
fn run() -> (Experiment, Run) {
    let request = Request {
        scale: Some(200_000.0),
        rules: Some("b2".to_owned()),
        quarters: Some(5),
        seeds: Some(1),
        ..Request::default()
    };
    let experiment = Experiment::plan(request).expect("the default economy runs");
    let run = Run::new(&experiment, 1, Attention::FULL, &Serial, &|| {}).expect("it runs");
    (experiment, run)
}

/// Every indicator has a value in every later quarter, every outcome where it is observed, and where a
/// series is both, both agree.
#[test]
fn every_indicator_and_outcome_is_a_series() {
    let (experiment, run) = run();
    let catalogue = experiment.catalogue();
    let at = |name: &str, quarter: usize| {
        let k = catalogue.position(name).expect("a series");
        run.series[quarter][k]
    };
    for indicator in INDICATORS {
        assert!(at(indicator.name, 5).is_finite(), "{}", indicator.name);
        if indicator.unit == "share" {
            let value = at(indicator.name, 5);
            assert!((-1.0..=1.0).contains(&value), "{} {value}", indicator.name);
        }
    }
    let own = economy::observe::reported(true, true).count();
    let vector = run.outcomes.at(4).expect("the fourth quarter");
    for (k, outcome) in OUTCOMES.iter().enumerate() {
        let place = catalogue.position(outcome.id).expect("a series");
        if place < own {
            continue;
        }
        let same = at(outcome.id, 4) == vector[k] || vector[k].is_nan();
        assert!(same, "{} {} {}", outcome.id, at(outcome.id, 4), vector[k]);
        let indicator = INDICATORS.iter().any(|i| i.name == outcome.id);
        assert_eq!(at(outcome.id, 3).is_nan(), !indicator, "{}", outcome.id);
    }
}

/// Contributions are of concepts on channels that the ledger gives them, in areas of the map; flows are
/// numbered, and what is bought for adoption is among them.
#[test]
fn contributions_and_flows_are_those_of_the_ledger() {
    let (_, run) = run();
    let concepts = words(&run, "contributions", "concept");
    let channels = words(&run, "contributions", "channel");
    let areas = words(&run, "contributions", "area");
    assert!(!concepts.is_empty());
    for ((id, channel), area) in concepts.iter().zip(channels).zip(areas) {
        let concept = theory::ledger::find(id).expect("a concept");
        let number: u8 = channel
            .split(' ')
            .next()
            .and_then(|word| word.parse().ok())
            .expect("a number");
        let known = concept.channels.iter().chain(concept.bills);
        assert!(known.into_iter().any(|&k| k == number), "{id} {channel}");
        assert!(area.starts_with("CN-"), "{area}");
    }
    let quarters = numbers(&run, "contributions", "quarter");
    assert!(
        quarters.iter().all(|&quarter| quarter >= 1.0),
        "nothing is written at the opening"
    );
    let numbered = words(&run, "flows", "flow");
    let values = numbers(&run, "flows", "value");
    assert!(numbered.iter().any(|flow| flow == "T8"), "{numbered:?}");
    assert!(values.iter().all(|value| value.is_finite()));
    for id in words(&run, "flows", "concept") {
        assert!(LEDGER.iter().any(|concept| concept.id == id), "{id}");
    }
}

/// Authority: the identity: what fifths and areas have of a satellite adds up to the outcome of its name times
/// persons, in every quarter observed, and its cells to everybody.
#[test]
fn satellites_add_up_to_the_country() {
    let (experiment, run) = run();
    let of = |name: &str| numbers(&run, "satellites", name);
    let [quarters, fifths, persons, values] = ["quarter", "fifth", "persons", "value"].map(of);
    let names = words(&run, "satellites", "satellite");
    let areas = words(&run, "satellites", "area");
    assert_eq!(run.outcomes.quarters, [0, 4, 5]);
    assert_eq!(names.len(), 3 * IDS.len() * 62 * 5);
    assert!(areas.iter().any(|code| code == "CN-GZ/rural"));
    for &quarter in &run.outcomes.quarters {
        let vector = run.outcomes.at(quarter).expect("observed");
        for id in IDS {
            let rows: Vec<usize> = (0..names.len())
                .filter(|&k| names[k] == id && quarters[k] == f64::from(quarter))
                .collect();
            let by_fifth: Vec<f64> = (1..=5)
                .map(|fifth| {
                    let here = rows.iter().filter(|&&k| fifths[k] == f64::from(fifth));
                    here.map(|&k| values[k]).sum()
                })
                .collect();
            let everybody: f64 = rows.iter().map(|&k| persons[k]).sum();
            let at = outcomes::position(id).expect("an outcome");
            let (got, told) = (by_fifth.iter().sum::<f64>(), vector[at] * everybody);
            assert!(
                (got - told).abs() <= 1e-9 * told.abs(),
                "{id} {quarter}: {got} {told}"
            );
            if id == "free_goods_value" && quarter == 5 {
                assert!(by_fifth.iter().all(|&value| value > 0.0), "{by_fifth:?}");
            }
        }
    }
    let population = experiment
        .catalogue()
        .position("population")
        .expect("a series");
    let everybody = run.series[5][population] * experiment.represents();
    let cells = (0..names.len()).filter(|&k| names[k] == IDS[0] && quarters[k] == 5.0);
    let counted: f64 = cells.map(|k| persons[k]).sum();
    assert!((counted / everybody - 1.0).abs() < 1e-9);
}

/// The mean of a column of households is the outcome of the same name; shares are shares.
#[test]
fn columns_of_tables_agree_with_the_country() {
    let (_, run) = run();
    let quarter = numbers(&run, "households", "quarter");
    let persons = numbers(&run, "households", "persons");
    let index = numbers(&run, "households", "spiritual_index");
    let (mut sum, mut weights) = (0.0, 0.0);
    for k in 0..quarter.len() {
        if quarter[k] == 5.0 && persons[k] > 0.0 {
            sum += persons[k] * index[k];
            weights += persons[k];
        }
    }
    let at = outcomes::position("spiritual_index_mean").expect("an outcome");
    let vector = run.outcomes.at(5).expect("the last quarter");
    assert!((sum / weights - vector[at]).abs() < 1e-9);
    for (table, columns) in [
        (
            "areas",
            &[
                "adoption_share",
                "online_share",
                "network_coverage",
                "logistics_coverage",
                "digital_administration",
                "education_quality",
                "health_quality",
                "service_coverage",
            ][..],
        ),
        ("industries", &["adoption_share", "online_share"]),
        ("households", &["online_share", "digital_skill"]),
        ("firms", &["adoption", "automated_share"]),
    ] {
        for name in columns {
            let column = numbers(&run, table, name);
            assert!(!column.is_empty(), "{table}.{name}");
            // Where so few households are drawn some areas have no firm.
            let known = column.iter().filter(|value| !value.is_nan());
            assert!(2 * known.clone().count() > column.len(), "{table}.{name}");
            for value in known {
                assert!((0.0..=1.0).contains(value), "{table}.{name} {value}");
            }
        }
    }
    let platforms = words(&run, "firms", "platform");
    assert!(platforms.iter().any(|members| !members.is_empty()));
}
