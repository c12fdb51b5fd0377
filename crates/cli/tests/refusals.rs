//! What makes no sense is refused in one sentence, with exit code 2; nothing panics.

#![expect(clippy::format_push_string, reason = "a snapshot is put together once")]

mod common;

use std::fs;
use std::process::Stdio;

use common::{program, run, run_in};

#[test]
fn every_refusal_is_one_sentence() {
    let asked = [
        "run --economy village --quarters 0",
        "run --economy village --quarters -3",
        "run --economy village --quarters many",
        "run --economy village --quarters 99999999999999999999",
        "run --economy village --seeds 0",
        "run --economy village --seeds 3 --deterministic",
        "run --economy village --seed 18446744073709551615",
        "run --economy village --threads 0",
        "run --economy village --rules b9",
        "run --economy village --rules b2 --only A9",
        "run --economy village --rules b2 --off permeabilty",
        "run --economy village --rules b2 --only A1,A2 --off permeability",
        "run --economy village --rules b2 --only A1 --off all",
        "run --economy village --rules b2 --set speed_economy.regular_price_duration=5",
        "run --economy village --rules b2 --set empowerment.data_driven_tfp_premium=0.05",
        "run --economy village --rules b2 --off A4 --set speed_economy.reading=faster_cycle",
        "run --economy village --rules b2 --opening brownfield",
        "run --economy village --rules b2 --set permeability.bass_p=2",
        "theory J1",
        "run --economy village --market none",
        "run --economy village --trade norm",
        "run --economy village --rules b1 --trade closed",
        "run --economy village --rules b1 --trade norm --set closure.trade.on=off",
        "run --economy village --rules b1 --trade norm --set closure.trade.closure=open",
        "run --economy village --rules b1 --trade norm --set closure.trade.position_reaction=0",
        "run --economy village --rules b1 --set closure.wage_curv.on=off",
        "run --economy village --rules b1 --set closure.wage_curve.elasticty=0.1",
        "run --economy village --rules b1 --set closure.wage_curve.on=perhaps",
        "run --economy village --rules b1 --set closure.net_investment.largest_rise=1",
        "run --economy village --rules b1 --set online_governance.arrears_share=0.5",
        "run --economy village --rules b1 --set employment_substitution.wage_folow=0.5",
        "run --economy village --rules b1 --set base.exogenous=given",
        "run --economy village --rules b1 --set base.exogenous=given --set closure.fiscal_rule.on=off",
        "run --economy village --rules b1 --set geography.distance=on",
        "run --economy village --rebalancing none",
        "run --economy village --opening greenfield",
        "run --economy village --only A1",
        "run --economy village --off all",
        "run --economy village --scale 1:1000 --replicate 2",
        "run --economy village --scale 1000",
        "run --economy village --scale 1:0",
        "run --economy village --replicate 0",
        "run --economy village --replicate 4000000000",
        "run --economy village --set base.zero_lower_bond=on",
        "run --economy village --set base.zero_lower_bound=maybe",
        "run --economy village --set economy.taxes.incom=0.2",
        "run --economy village --set economy.taxes.income=1.5",
        "run --economy village --set economy.taxes.income=nan",
        "run --economy village --set economy.taxes.income",
        "run --economy village --set economy.psi=0.9",
        "run --economy village --set closure.wage_curve.on=off",
        "run --economy village --set online_governance.arrears_share=0.1",
        "run --economy village --set nonsense=1",
        "run --economy village --set base.exogenous=given",
        "run --economy nowhere",
        "run --economy village nowhere",
        "run --economy village nowhere.toml",
        "run --economy village --keep 3",
        "run --economy village --keep 13 --out x",
        "run --economy village --out /dev/null/x",
        "run --economy village --out /dev/full",
        "run --economy village --out /proc/x",
        "run --resume nowhere",
        "run --out a --resume b",
        "run --economy village --report /dev/null/x.html",
        "run --economy village --report .",
        "run --economy village --format xml",
        "run --economy village --seed-s 3",
        "params nothing.like.it",
        "economy nowhere",
        "economy village --set base.exogenous=given",
        "economy village --out /dev/null/x",
        "fly",
    ];
    let mut said = String::new();
    for words in asked {
        said += &format!("{words}\n    {}\n", run(words).expect_refused());
    }
    insta::assert_snapshot!(said);
}

/// A scenario file of these lines, run for two quarters.
fn scenario(text: &str) -> common::Answer {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("mine.toml"), text).expect("a file");
    run_in(
        folder.path(),
        &[
            "run",
            "mine.toml",
            "--economy",
            "village",
            "--quarters",
            "2",
            "--seeds",
            "1",
        ],
    )
}

#[test]
fn every_refusal_of_a_scenario_names_its_line() {
    let texts = [
        "name = \"x\"",
        "format = 2",
        "format = 1\nbase = 3",
        "format = 1\nbase = \"mine.toml\"",
        "format = 1\nbase = \"nowhere\"",
        "format = 1\nquarter = 3",
        "format = 1\nquarters = 0",
        "format = 1\nquarters = 2.5",
        "format = 1\nrules = \"b1\"\n[set]\npermeability.strength = 0.5",
        "format = 1\nrules = \"b1\"\nmarket = \"drawn\"",
        "format = 1\n\n[closures]\ntrade = \"open\"",
        "format = 1\nrules = \"b1\"\n[closures]\ntrade = \"closed\"",
        "format = 1\nrules = \"b1\"\n[closures]\nrebalancing = \"exports\"",
        "format = 1\nrules = \"b1\"\n[closures]\ntrades = \"open\"",
        "format = 1\nrules = \"b1\"\n[closures]\ntrade = \"open\"\n[set]\n\"closure.trade.closure\" = \"norm\"",
        "format = 1\nrules = \"b1\"\n[closures]\ntrade = \"open\"\n[set]\nclosure.trade.on = false",
        "format = 1\n[set]\nclosure.wage_curve.on = false",
        "format = 1\n\n[strategies.strategy_infrastructure]\nintensity = 1",
        "format = 1\nthis is not TOML",
        "format = 1\n[set]\n\"base.zero_lower_bond\" = true",
        "format = 1\n[set]\nbase.zero_lower_bound = [1]",
        "format = 1\n[set]\neconomy.taxes.income = 3",
        "format = 1\n[[events]]\npath = \"economy.psy\"\nfrom = 1\nvalue = 0.5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 0\nvalue = 0.5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 3\nvalue = 0.5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 2\nto = 1\nvalue = 0.5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 1\nvalue = 5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 1\nfactor = 5",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 1\nfactor = 0.9\nvalue = 0.9",
        "format = 1\n[[events]]\npath = \"economy.psi\"\nfrom = 1",
        "format = 1\n[[events]]\nfrom = 1\nvalue = 0.5",
        "format = 1\n[[events]]\npath = \"economy.psi[PLT]\"\nfrom = 1\nfactor = 0.9",
        "format = 1\n[[events]]\npath = \"economy.alpha_s[PLD]\"\nfrom = 1\nfactor = 0.9",
        "format = 1\n[[events]]\npath = \"economy.alpha_s\"\nfrom = 1\nvalue = 2.0",
        "format = 1\n[[events]]\npath = \"economy.alpha_s\"\nfrom = 1\nfactor = -1.0",
        "format = 1\n[[events]]\npath = \"economy.alpha_s\"\nfrom = 1\nfactor = 1.1\nuntil = 3",
    ];
    let mut said = String::new();
    for text in texts {
        said += &format!(
            "{}\n    {}\n",
            text.replace('\n', " ¶ "),
            scenario(text).expect_refused()
        );
    }
    insta::assert_snapshot!(said);
}

/// Authority: design, §7: what a scenario says about policy.
#[test]
fn every_refusal_of_a_policy_names_its_line() {
    let cases = [
        (
            "[strategies.strategy_infrastucture]\nintensity = 1",
            "no strategy `strategy_infrastucture`",
            3,
        ),
        (
            "[strategies.permeability]\nintensity = 1",
            "no strategy `permeability`",
            3,
        ),
        (
            "[strategies.strategy_infrastructure]\nintensity = 2.5",
            "outside 0..2",
            4,
        ),
        (
            "[strategies.strategy_infrastructure]\nstart = 0",
            "outside 1..",
            4,
        ),
        (
            "[strategies.strategy_infrastructure]\nramp = 30",
            "outside 0..20",
            4,
        ),
        (
            "[strategies.strategy_ecosystem]\nplacement = 1",
            "has no `placement`",
            4,
        ),
        (
            "[strategies.strategy_ecosystem]\nwaves = []",
            "has no `waves`",
            4,
        ),
        (
            "[strategies.strategy_infrastructure]\nunit_cost = 1000",
            "has no `unit_cost`",
            4,
        ),
        (
            "[strategies.strategy_ecosystem]\ninstruments = { fee = 1 }",
            "no instrument `fee`",
            4,
        ),
        (
            "[strategies.strategy_ecosystem]\ninstruments = { wage_floor = 1 }",
            "an instrument of strategy_three_distributions",
            4,
        ),
        (
            "[strategies.strategy_three_distributions]\ninstruments = { giving = 3 }",
            "outside 0..2",
            4,
        ),
        (
            "[strategies.strategy_infrastructure]\nwaves = [{ start = 1 }]",
            "a wave needs",
            4,
        ),
        (
            "[strategies.strategy_infrastructure]\nwaves = [{ start = 1, areas = [\"XX/rural\"] }]",
            "no such area",
            4,
        ),
        (
            "[concepts]\npermeabilty = 0.5",
            "no concept `permeabilty`",
            4,
        ),
        ("[concepts]\npermeability = 1.5", "outside 0..1", 4),
        (
            "[concepts]\nstrategy_ecosystem = 1",
            "has no strength to set",
            4,
        ),
        (
            "[readings]\npermeability = \"x\"",
            "has no reading to set",
            4,
        ),
        ("[readings]\nexpected_economy = \"belief\"", "belief", 4),
        ("opening = \"brownfield\"", "brownfield", 3),
        ("[package]\nbudget = 2", "outside 0..0.2", 4),
        ("[package]\nfinancing = \"gifts\"", "gifts", 4),
    ];
    for (text, reason, line) in cases {
        let said = scenario(&format!("format = 1\nrules = \"b2\"\n{text}")).expect_refused();
        assert!(said.contains(reason), "{text}: {said}");
        assert!(
            said.contains(&format!("(mine.toml:{line})")),
            "{text}: {said}"
        );
    }
}

#[test]
fn nothing_is_written_next_to_what_somebody_else_has() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("mine")).expect("a folder");
    fs::write(folder.path().join("mine/thesis.txt"), "years of work").expect("a file");
    let said = run_in(
        folder.path(),
        &["run", "--economy", "village", "--out", "mine"],
    )
    .expect_refused();
    insta::assert_snapshot!(said);
    assert_eq!(
        fs::read_dir(folder.path().join("mine"))
            .expect("a folder")
            .count(),
        1
    );
}

#[test]
fn a_full_disk_is_a_failure_and_said_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for words in [
        &[
            "run",
            "--economy",
            "village",
            "--seeds",
            "1",
            "--quarters",
            "1",
        ][..],
        &["params"],
        &["--help"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("/dev/full");
        let output = program(folder.path()).args(words).stdout(full).output();
        let answer = common::answer(&output.expect("the program starts"));
        let said = answer.expect_failed();
        assert_eq!(said, "cannot write to standard output: the disk is full");
    }
    let said =
        run("run --economy village --seeds 1 --quarters 1 --report /dev/full").expect_failed();
    assert_eq!(said, "cannot write /dev/full: the disk is full");
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "run --economy village --seeds 4 --quarters 12 --format csv --quiet";
    let mut child = program(folder.path())
        .args(words.split(' '))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
