//! Runs under the long-run rules: what people see, and what the record says of them.

mod common;

use std::fs;

use common::{run, run_in, timeless};
use serde_json::Value;

fn object(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The words of a command, with a `--set` for every rule that switches it off.
fn all_rules_off(words: &str) -> String {
    let off = |rule: &&str| format!(" --set closure.{rule}.on=off");
    let rules: String = economy::Closure::RULES.iter().map(off).collect();
    format!("{words}{rules}")
}

#[test]
fn the_report_of_eighty_quarters_fits_a_screen() {
    let text =
        timeless(&run("run --economy village --rules b1 --seeds 4 --threads 2").expect_done());
    assert!(text.lines().count() <= 41, "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

/// The default country with few people: a screen that says what the theory did, in words and not in identifiers.
#[test]
fn the_screen_of_the_default_country_says_what_the_theory_did() {
    let text = run("run --scale 1:200000 --seeds 2 --threads 2").expect_done();
    assert!(text.lines().count() <= 45, "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    for words in [
        "Digital life: ",
        "people online in towns",
        "gig work",
        "on productivity",
        "on labour",
    ] {
        let text = text.replace('\n', " ");
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains('_'), "{text}");
}

#[test]
fn the_object_holds_the_long_run_series_and_what_they_can_claim() {
    let text = run("run --economy village --rules b1 --seeds 1 --format json").expect_done();
    let object = object(&text);
    let manifest = &object["manifest"];
    assert_eq!(manifest["rules"], "b1");
    assert_eq!(manifest["market"], "expected");
    assert_eq!(manifest["trade"], "norm");
    assert_eq!(manifest["quarters"], 80);
    assert_eq!(manifest["trend"]["status"], "assumed");
    let validity = manifest["validity"].as_str().expect("a label");
    assert!(validity.starts_with("conditional projection"));
    let series = object["series"].as_object().expect("series");
    for declared in economy::observe::SERIES
        .iter()
        .chain(economy::observe::LONG_RUN_SERIES)
    {
        let values = series[declared.name].as_array().expect("values");
        assert_eq!(values.len(), 81, "{}", declared.name);
        // Theil's index does not exist where somebody has less than nothing.
        let numbers = values[1..].iter().all(Value::is_number);
        assert!(
            numbers || declared.name.starts_with("theil"),
            "{}",
            declared.name
        );
        assert!(manifest["series"][declared.name]["definition"].is_string());
    }
    assert_eq!(series["fill_rate_exports"][0], Value::Null);
    for (name, worst) in object["identities"].as_object().expect("identities") {
        assert!(worst.as_f64().expect("a number") < 1e-9, "{name} {worst}");
    }
}

#[test]
fn a_short_run_needs_no_label() {
    let object = object(
        &run("run --economy village --rules b1 --quarters 12 --seeds 1 --format json")
            .expect_done(),
    );
    assert_eq!(object["manifest"].get("validity"), None);
    let base = run("run --economy village --quarters 13 --seeds 1 --format json").expect_done();
    let base = self::object(&base);
    assert!(base["manifest"]["validity"].is_string());
    assert_eq!(base["manifest"].get("trend"), None);
}

/// Authority: the base rules. With every rule of the closure off nothing else is left.
#[test]
fn without_its_rules_the_long_run_is_the_base_model_to_the_bit() {
    let base =
        object(&run("run --economy village --seeds 2 --quarters 12 --format json").expect_done());
    let words =
        "run --economy village --rules b1 --market sampled --seeds 2 --quarters 12 --format json";
    let off = object(&run(&all_rules_off(words)).expect_done());
    for (name, values) in base["series"].as_object().expect("series") {
        assert_eq!(*values, off["series"][name], "{name}");
    }
    assert_eq!(off["manifest"]["trade"], Value::Null);
    let base = object(
        &run("run --economy village --market expected --seeds 2 --format json").expect_done(),
    );
    let words = "run --economy village --rules b1 --seeds 2 --quarters 12 --format json";
    let off = object(&run(&all_rules_off(words)).expect_done());
    for (name, values) in base["series"].as_object().expect("series") {
        assert_eq!(*values, off["series"][name], "{name}");
    }
}

#[test]
fn the_manifest_gives_a_long_run_again_and_resuming_keeps_its_rules() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let words = "run --economy village --rules b1 --market sampled --trade open --seeds 2 --quarters 5 --quiet --out first \
                 --set closure.wage_curve.elasticity=0.08 --set economy.trend.inflation=0.03";
    run_in(folder, &words.split_whitespace().collect::<Vec<_>>()).expect_done();
    let manifest = fs::read_to_string(folder.join("first/manifest.json")).expect("a manifest");
    let manifest = object(&manifest);
    let command = manifest["command"].as_str().expect("a command");
    assert!(command.contains("--rules b1 --market sampled --trade open"));
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let again = run_in(folder, &[&words[..], &["--format", "csv"]].concat()).expect_done();
    let kept = run_in(folder, &["run", "--resume", "first", "--format", "csv"]).expect_done();
    assert_eq!(again, kept);
    assert!(kept.contains(",capacity_use,"));
    let mut said = String::new();
    for words in [
        "--rules b0",
        "--market expected",
        "--trade norm",
        "--set closure.wage_curve.on=off",
        "--set closure.trade.closure=norm",
    ] {
        let all = format!("run --resume first {words}");
        let answer = run_in(folder, &all.split(' ').collect::<Vec<_>>());
        said = format!("{said}{words}\n    {}\n", answer.expect_refused());
    }
    insta::assert_snapshot!(said);
}

#[test]
fn a_scenario_chooses_rules_market_and_trade() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "format = 1\nname = \"open\"\nrules = \"b1\"\nmarket = \"sampled\"\nquarters = 3\n\
                [closures]\ntrade = \"open\"\n[set]\nclosure.wage_curve.elasticity = 0.08\n";
    fs::write(folder.path().join("mine.toml"), text).expect("a file");
    let words = "run --economy village mine.toml --seeds 1 --format json";
    let with = |more: &str| {
        let all = format!("{words} {more}");
        let answer = run_in(folder.path(), &all.split_whitespace().collect::<Vec<_>>());
        object(&answer.expect_done())["manifest"].clone()
    };
    let plain = with("");
    assert_eq!(plain["rules"], "b1");
    assert_eq!(plain["market"], "sampled");
    assert_eq!(plain["trade"], "open");
    assert_eq!(with("--trade norm")["trade"], "norm");
    assert_eq!(with("--set closure.trade.closure=norm")["trade"], "norm");
    assert_eq!(with("--market expected")["market"], "expected");
}

#[test]
fn without_luck_the_long_run_works_and_says_so() {
    let text = run("run --economy village --rules b1 --deterministic --format json").expect_done();
    let object = object(&text);
    let unemployment = object["series"]["unemployment_rate"]
        .as_array()
        .expect("values");
    assert_eq!(unemployment.len(), 81);
}

#[test]
fn the_page_of_a_long_run_begins_with_what_it_can_claim() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "run --economy village --rules b1 --seeds 2 --report run.html";
    run_in(folder.path(), &words.split(' ').collect::<Vec<_>>()).expect_done();
    let page = fs::read_to_string(folder.path().join("run.html")).expect("a page");
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    let brief = page.rfind(">In brief<").expect("the headline table");
    for said in [
        "Conditional projection",
        "Deliberately absent",
        "assumed, not forecast",
    ] {
        assert!(place(said) < brief, "{said}");
    }
    place("years from the opening");
    place("capital_output_ratio");
}

#[test]
fn every_parameter_of_the_closure_is_listed() {
    let text = run("params closure --format json").expect_done();
    let list: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    for rule in economy::Closure::RULES {
        let path = format!("closure.{rule}.on");
        assert!(list.iter().any(|entry| entry["path"] == *path), "{path}");
    }
    insta::assert_snapshot!(run("params closure.trade").expect_done());
    run("params online_governance").expect_done();
    run("params economy.trend").expect_done();
}
