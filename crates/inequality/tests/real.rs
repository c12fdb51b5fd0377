//! Values of established tools on small public data sets.

#[path = "expected/data.rs"]
#[expect(dead_code, reason = "shared with the larger collection")]
mod data;

use inequality::Ranked;
use inequality::decompose::Groups;

/// Composite indices, and data that are not distributed with the collection.
const ELSEWHERE: [&str; 2] = ["asem.", "eusilc."];

#[test]
fn real_data_give_the_tools_values() {
    let Some(folder) = data::measure_folder() else {
        return;
    };
    let folder = folder.join("real");
    let states = data::Table::read(&folder.join("mexico_states.csv"));
    let survey = data::Table::read(&folder.join("pip_example_micro.csv"));
    let mut agree = 0;
    for (key, record) in data::expected(&folder.join("expected_real.json")) {
        if ELSEWHERE.iter().any(|start| key.starts_with(start)) {
            continue;
        }
        let got = value(&key, &states, &survey);
        assert!(
            data::close(got, record.value, 1e-10),
            "{key}: {got}, not {}",
            record.value
        );
        agree += 1;
    }
    println!("{agree} values on real data agree");
    assert!(agree >= 18);
}

fn value(key: &str, states: &data::Table, survey: &data::Table) -> f64 {
    let parts: Vec<&str> = key.split('.').collect();
    if parts[0] == "pip_example" {
        let (x, w) = (survey.numbers("welfare"), survey.numbers("weight"));
        if parts[1] == "gini" {
            return inequality::weighted::gini(&x, &w).expect("valid data");
        }
        let people = x.iter().zip(&w).filter(|(x, _)| **x > 0.0);
        let (x, w): (Vec<f64>, Vec<f64>) = people.map(|(x, w)| (*x, *w)).unzip();
        return inequality::weighted::mld(&x, &w).expect("valid data");
    }
    let year = parts[parts.len() - 1];
    let ranked = Ranked::new(&states.numbers(&format!("pcgdp{year}"))).expect("valid data");
    match &parts[1..] {
        ["gini", _] => ranked.gini(),
        ["theil", _] => ranked.theil(),
        ["theil", regions, part, _] => {
            let groups = Groups::new(&ranked, &states.codes(regions).0).expect("valid groups");
            groups.entropy(1.0).map(|e| {
                if *part == "within" {
                    e.within
                } else {
                    e.between
                }
            })
        }
        _ => panic!("unknown key {key}"),
    }
    .expect("valid data")
}
