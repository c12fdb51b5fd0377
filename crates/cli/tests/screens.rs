//! What people see: every form of output as a snapshot.

mod common;

use common::{run, run_in, timeless};

#[test]
fn help() {
    insta::assert_snapshot!(run("--help").expect_done());
    insta::assert_snapshot!(run("run --help").expect_done());
}

#[test]
fn the_report_of_several_seeds_fits_a_screen() {
    let text = timeless(&run("run --economy village --seeds 4 --threads 2").expect_done());
    assert!(text.lines().count() <= 40);
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'));
    insta::assert_snapshot!(text);
}

/// Without options: China, by the highest rules there are, for twenty years, and what that can claim.
#[test]
fn the_first_screen_is_a_country_in_twenty_years() {
    let text = run("run --seeds 2 --threads 2 --quiet").expect_done();
    assert!(text.lines().count() <= 48, "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 100),
        "{text}"
    );
    for said in [
        "China, 2022",
        "80 quarters, 2 seeds from 1",
        "market expected",
        "Conditional projection",
        "assumed, not forecast",
        "Urban over rural income",
        "Residents of towns",
        "bands of a sound long run",
        "verified",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn the_defaults_are_recorded() {
    let text = run("run --seeds 1 --quarters 1 --format json").expect_done();
    let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let manifest = &object["manifest"];
    assert_eq!(manifest["economy_source"], laboratory::ECONOMY);
    assert_eq!(manifest["economy"]["name"], "china-2022");
    assert_eq!(manifest["market"], "expected");
    assert_eq!(manifest["scenario_source"], "baseline");
}

#[test]
fn the_report_of_one_seed_has_no_band() {
    let text = timeless(
        &run("run --economy village --seeds 1 --seed 7 --quarters 3 --deterministic").expect_done(),
    );
    insta::assert_snapshot!(text);
}

#[test]
fn lines_hold_every_number() {
    let text = run("run --economy village --seeds 2 --quarters 2 --format csv").expect_done();
    let first: Vec<&str> = text.lines().take(60).collect();
    insta::assert_snapshot!(first.join("\n"));
    let series = economy::observe::SERIES.len();
    assert_eq!(text.lines().count(), 1 + 2 * 3 * series);
    assert!(text.lines().all(|line| line.split(',').count() == 4));
}

/// A value with every number replaced by 0, and long lists by their length.
fn shape(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::{Value, json};
    match value {
        Value::Array(items) if items.len() > 2 => json!(format!("{} values", items.len())),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(entries) => entries.iter().map(|(k, v)| (k.clone(), shape(v))).collect(),
        Value::Number(_) => json!(0),
        other => other.clone(),
    }
}

#[test]
fn the_object_has_the_agreed_shape() {
    let text =
        run("run --economy village --seeds 2 --quarters 2 --format json --timings").expect_done();
    let mut object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(object["quarters"], serde_json::json!([0, 1, 2]));
    assert_eq!(object["series"]["real_gdp"]["n"], 2);
    assert_eq!(
        object["series"]["real_gdp_growth"]["mean"][0],
        serde_json::Value::Null
    );
    assert!(object["identities"]["A1"].as_f64().expect("a number") < 1e-12);
    assert_eq!(object["identities"]["A6"], 0.0);
    let manifest = &mut object["manifest"];
    for changing in ["version", "commit", "started", "threads"] {
        manifest[changing] = "[…]".into();
    }
    manifest["series"] = manifest["series"]["real_gdp"].clone();
    object["series"] = serde_json::json!({"real_gdp": object["series"]["real_gdp"]});
    insta::assert_snapshot!(serde_json::to_string_pretty(&shape(&object)).expect("JSON"));
}

#[test]
fn one_seed_gives_plain_lists() {
    let text = run("run --economy village --seeds 1 --quarters 2 --format json").expect_done();
    let object: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        object["series"]["real_gdp"].as_array().map(Vec::len),
        Some(3)
    );
    assert!(object.get("timings").is_none());
}

#[test]
fn an_economy_shows_what_it_contains() {
    insta::assert_snapshot!(run("economy village").expect_done());
}

/// The village, and the country with its people and areas: the same numbers to the last digit.
#[test]
fn an_economy_written_as_a_folder_gives_the_same_run() {
    for (economy, scale) in [("village", ""), ("china-2022", "--scale 1:500000 ")] {
        let folder = tempfile::tempdir().expect("a folder");
        run_in(folder.path(), &["economy", economy, "--out", "mine"]).expect_done();
        let words = format!("run {scale}--seeds 1 --quarters 2 --format csv --economy");
        let words: Vec<&str> = words.split(' ').collect();
        let mine = run_in(folder.path(), &[&words[..], &["mine"]].concat()).expect_done();
        let embedded = run_in(folder.path(), &[&words[..], &[economy]].concat()).expect_done();
        assert_eq!(mine, embedded, "{economy}");
    }
}

/// What the economy says of rules, of the map and of its people is shown as it is in force, and declared once.
#[test]
fn parameters_of_an_economy_have_their_values() {
    let text = run("params --economy china-2022 --format json").expect_done();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    let value = |path: &str| {
        let found = list.iter().filter(|one| one["path"] == path);
        let found: Vec<_> = found.collect();
        assert_eq!(found.len(), 1, "{path}");
        found[0]["value"].clone()
    };
    assert_eq!(value("people.sigma_urban"), 0.62);
    assert_eq!(value("closure.wage_curve.elasticity"), 0.05);
    assert_eq!(value("economy.households.propensity_elasticity"), -0.2);
    let elasticities = list.iter().filter(|one| {
        let path = one["path"].as_str().unwrap_or_default();
        path.ends_with(".propensity_elasticity")
    });
    assert_eq!(elasticities.count(), 1);
}

/// Authority: design, §5, the contract of `commonweal theory`.
#[test]
fn the_theory_is_listed_and_each_concept_has_a_page() {
    insta::assert_snapshot!(run("theory").expect_done());
    insta::assert_snapshot!(run("theory A3").expect_done());
    let text = run("theory --format json").expect_done();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    assert_eq!(list.len(), 48);
    for entry in &list {
        for key in [
            "id",
            "key",
            "name",
            "name_zh",
            "kind",
            "group",
            "channels",
            "indicator",
            "parameters",
            "evidence_status",
            "equation",
            "source",
        ] {
            assert!(!entry[key].is_null(), "{entry}");
        }
    }
    assert!(
        list.iter()
            .filter(|entry| entry["switch"].is_null())
            .count()
            == 2
    );
    let one = run("theory permeability --format json").expect_done();
    let one: Vec<serde_json::Value> = serde_json::from_str(&one).expect("JSON");
    assert_eq!(one[0], list[1]);
}

#[test]
fn the_theory_can_be_switched_from_the_command_line() {
    let words = "--seeds 1 --quarters 4 --format csv";
    let base = run(&format!("run --economy village --rules b1 {words}")).expect_done();
    let off = run(&format!(
        "run --economy village --rules b2 --off all {words}"
    ))
    .expect_done();
    // The digital side reports more series; those that both have are the same to the last digit.
    let own = |text: &str| -> Vec<String> {
        let reported = |line: &&str| {
            let name = line.split(',').nth(2).unwrap_or_default();
            name == "series" || economy::observe::reported(true, false).any(|s| s.name == name)
        };
        text.lines().filter(reported).map(str::to_owned).collect()
    };
    assert!(own(&base) == own(&off), "off is neutral");
    let on = run(&format!(
        "run --economy village --rules b2 --only A1,A2,B2 {words}"
    ))
    .expect_done();
    assert!(own(&base) != own(&on), "on is another country");
}

#[test]
fn parameters_are_listed_with_all_that_is_known() {
    insta::assert_snapshot!(run("params base").expect_done());
    let text = run("params --format json").expect_done();
    let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    for entry in &list {
        for key in [
            "path",
            "description",
            "unit",
            "default",
            "min",
            "max",
            "plausible",
            "provenance",
            "status",
            "role",
            "source",
        ] {
            assert!(!entry[key].is_null(), "{entry}");
        }
    }
    assert!(list.iter().any(|entry| entry["path"] == "economy.psi"));
    assert!(
        list.iter()
            .any(|entry| entry["path"] == "economy.taxes.income")
    );
}

#[test]
fn the_page_is_one_self_contained_file() {
    let folder = tempfile::tempdir().expect("a folder");
    run_in(
        folder.path(),
        &[
            "run",
            "--economy",
            "village",
            "--seeds",
            "3",
            "--quarters",
            "4",
            "--report",
            "run.html",
        ],
    )
    .expect_done();
    let page = std::fs::read_to_string(folder.path().join("run.html")).expect("a page");
    assert!(
        page.starts_with("<!") && page.contains("<svg") && page.contains("commonweal run baseline")
    );
    for fetched in ["src=", "href=\"http", "url(http", "<script", "@import"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
}

#[test]
fn shells_get_completions() {
    assert!(run("completions bash").expect_done().contains("commonweal"));
}
