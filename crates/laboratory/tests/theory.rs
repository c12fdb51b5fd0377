//! Runs with the theory: off they are runs of the long-run rules, on they are another economy.

use economy::Serial;
use laboratory::{Attention, Experiment, Request, Run};
use theory::LEDGER;

fn request(rules: &str, set: &[(&str, &str)]) -> Request {
    Request {
        rules: Some(rules.to_owned()),
        quarters: Some(6),
        seeds: Some(1),
        set: set
            .iter()
            .map(|(path, value)| ((*path).to_owned(), (*value).to_owned()))
            .collect(),
        ..Request::default()
    }
}

fn series(rules: &str, set: &[(&str, &str)]) -> Vec<Vec<u64>> {
    let experiment = Experiment::plan(request(rules, set)).expect("a plan");
    let run = Run::new(&experiment, 1, Attention::PAGE, &Serial, &|| {}).expect("a run");
    let bits = |values: &Vec<f64>| values.iter().map(|value| value.to_bits()).collect();
    run.series.iter().map(bits).collect()
}

/// Authority: digital economy, §10.3.
#[test]
fn with_every_switch_at_zero_b2_is_b1_bit_for_bit() {
    let switches: Vec<String> = LEDGER
        .iter()
        .flat_map(|concept| {
            [
                format!("{}.strength", concept.key),
                format!("{}.intensity", concept.key),
            ]
        })
        .filter(|path| theory::Concepts::default().has(path))
        .collect();
    let off: Vec<(&str, &str)> = switches.iter().map(|path| (path.as_str(), "0")).collect();
    let base = series("b1", &[]);
    // What the digital side reports beside comes after the series of the economy.
    let own = |quarters: Vec<Vec<u64>>| -> Vec<Vec<u64>> {
        let first = quarters.iter().zip(&base);
        first
            .map(|(values, of)| values[..of.len()].to_vec())
            .collect()
    };
    assert_eq!(base, own(series("b2", &off)));
    assert_ne!(base, own(series("b2", &[])));
    assert_ne!(
        series("b2", &[]),
        series("b2", &[("theory.opening", "greenfield")])
    );
}

/// Authority: digital economy, §10.3: on the country with areas, people, births and moves, over the whole horizon
/// and under both protocols of the market.
#[test]
fn on_china_every_switch_at_zero_is_b1_bit_for_bit_for_twenty_years() {
    let off: Vec<(String, String)> = LEDGER
        .iter()
        .flat_map(|concept| ["strength", "intensity"].map(|s| format!("{}.{s}", concept.key)))
        .filter(|path| theory::Concepts::default().has(path))
        .map(|path| (path, "0".to_owned()))
        .collect();
    for market in ["expected", "sampled"] {
        let series = |rules: &str, set: &[(String, String)]| {
            let experiment = Experiment::plan(Request {
                economy: Some("china-2022".to_owned()),
                rules: Some(rules.to_owned()),
                market: Some(market.to_owned()),
                quarters: Some(80),
                seeds: Some(1),
                scale: Some(400_000.0),
                set: set.to_vec(),
                ..Request::default()
            });
            let experiment = experiment.expect("a plan");
            let run = Run::new(&experiment, 1, Attention::PAGE, &Serial, &|| {}).expect("a run");
            let bits = |values: &Vec<f64>| values.iter().map(|value| value.to_bits()).collect();
            run.series.iter().map(bits).collect::<Vec<Vec<u64>>>()
        };
        let (base, theory) = (series("b1", &[]), series("b2", &off));
        for (quarter, (base, theory)) in base.iter().zip(&theory).enumerate() {
            // Rules with the theory may publish more series, after those that both have.
            assert_eq!(
                base[..],
                theory[..base.len()],
                "{market}, quarter {quarter}"
            );
        }
    }
}

#[test]
fn parameters_of_the_theory_need_the_theory() {
    let refused = |rules: &str, path: &str, value: &str| {
        let planned = Experiment::plan(request(rules, &[(path, value)]));
        planned.expect_err("a refusal").to_string()
    };
    let said = refused("b1", "empowerment.skill_bias", "0.5");
    assert!(
        said.contains("empowerment.skill_bias belongs to the theory, so it needs --rules b2"),
        "{said}"
    );
    let said = refused("b2", "empowerment.skill_bias", "3");
    assert!(
        said.contains("empowerment.skill_bias is 3, outside -1..1"),
        "{said}"
    );
    let said = refused("b2", "empowerment.skil_bias", "0.5");
    assert!(
        said.contains("did you mean `empowerment.skill_bias`"),
        "{said}"
    );
    let said = refused("b2", "dual_high.reading", "low");
    assert!(said.contains("one of high_growth, cost_only"), "{said}");
}
