//! `commonweal validate --economy`: every kind of check, with its authority and a verdict.

mod common;

use common::run;
use serde_json::Value;

/// Authority: design, §5, the contract of `commonweal validate`.
#[test]
fn a_country_is_checked_by_targets_accounts_bands_and_facts() {
    let answer = run("validate --economy china-2022 --seeds 2 --quiet --format json");
    let list: Vec<Value> = serde_json::from_str(&answer.out).expect("JSON");
    let failed = list
        .iter()
        .filter(|check| check["pass"] == Value::Bool(false));
    // A check that fails is a failed command, and is said.
    let failed = failed.count();
    assert_eq!(answer.code, Some(i32::from(failed > 0)), "{}", answer.err);
    if failed > 0 {
        let said = format!("{failed} of {} checks failed", list.len());
        assert!(answer.err.contains(&said), "{}", answer.err);
    }
    let of = |id: &str| list.iter().find(|check| check["id"] == id);
    for id in [
        "population.gini_disposable_income",
        "population.income_quintile_1",
        "population.saving_urban",
        "population.education_high.by_area",
        "population.income_mean.by_area",
        "identity.A1",
        "identity.A7",
        "identity.A6g",
        "I3.china-2022.unemployment",
        "I4.china-2022",
        "fact.6",
        "fact.8a",
        "fact.17",
        "fact.19b",
    ] {
        let check = of(id).unwrap_or_else(|| panic!("{id} is not there"));
        for key in ["authority", "expected", "got", "tolerance", "note"] {
            assert!(!check[key].is_null(), "{check}");
        }
        assert!(check["pass"].is_boolean(), "{check}");
        let [expected, got, tolerance] =
            ["expected", "got", "tolerance"].map(|key| check[key].as_f64().expect("a number"));
        let within = (got - expected).abs() <= tolerance * (1.0 + 1e-12);
        assert_eq!(check["pass"], within, "{check}");
    }
    for number in 1..=21 {
        let id = format!("fact.{number}");
        let is_it = |check: &&Value| {
            let full = check["id"].as_str().unwrap_or_default();
            full.trim_end_matches(char::is_alphabetic) == id
        };
        assert!(list.iter().any(|check| is_it(&check)), "{id}");
    }
    let without = of("fact.18").expect("it is there");
    assert!(without["pass"].is_null());
    assert!(
        without["note"]
            .as_str()
            .is_some_and(|note| note.contains("not judged"))
    );
    let identities = list.iter().filter(|check| {
        let id = check["id"].as_str().unwrap_or_default();
        id.starts_with("identity.") || id.starts_with("I4.")
    });
    for check in identities {
        assert_eq!(check["pass"], true, "{check}");
    }
}

/// Authority: the manifest of `run` under the same options, and design, §5.
#[test]
fn an_economy_is_checked_under_the_rules_that_are_asked_for() {
    let words = "validate --economy china-2022 --rules b1 --trade open --market expected --quarters 16 --seeds 2 \
                 --threads 1 --quiet --format json";
    let answer = run(words);
    let list: Vec<Value> = serde_json::from_str(&answer.out).expect("JSON");
    let failed = list.iter().any(|check| check["pass"] == Value::Bool(false));
    assert_eq!(answer.code, Some(i32::from(failed)), "{}", answer.err);
    let note = |id: &str| {
        let check = list.iter().find(|check| check["id"] == id);
        check.map(|check| check["note"].as_str().unwrap_or_default().to_owned())
    };
    let drift = note("fact.7b").expect("it is there");
    assert!(drift.contains("under rules b1"), "{drift}");
    let spread = note("fact.3").expect("it is there");
    assert!(
        spread.contains("under rules b1, though it is stated for b2"),
        "{spread}"
    );
    // Sixteen quarters are too few for cycles, and without the theory there are no facts of it.
    let cycle = note("fact.15a").expect("it is there");
    assert!(cycle.contains("more than 28 quarters"), "{cycle}");
    assert_eq!(note("fact.d1"), None);
    run("validate --rules b1").expect_refused();
    let said = run("validate --economy china-2022 --rules b7 --quiet").expect_refused();
    assert!(said.contains("known are b0, b1 and b2"), "{said}");
}

#[test]
fn what_cannot_be_checked_is_refused_in_one_sentence() {
    let said = run("validate --economy nowhere --quiet").expect_refused();
    assert!(said.contains("nowhere"), "{said}");
    run("validate --economy village --reference x").expect_refused();
}
