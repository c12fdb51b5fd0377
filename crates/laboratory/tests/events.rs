//! Dated events act on their dates only, never compound, and leave no trace.

use std::fs;

use economy::{Economy, Luck, NoTheory, Serial};
use laboratory::{Experiment, Request};

/// The village under a scenario with these events.
fn plan(events: &str) -> Experiment {
    try_plan(events).expect("a scenario that makes sense")
}

fn try_plan(events: &str) -> Result<Experiment, laboratory::Error> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.toml");
    fs::write(&file, format!("format = 1\nbase = \"baseline\"\n{events}")).expect("a file");
    let request = Request {
        scenario: Some(file.to_string_lossy().into_owned()),
        economy: Some("village".to_owned()),
        quarters: Some(6),
        ..Request::default()
    };
    Experiment::plan(request)
}

/// What `see` finds at the end of each of six quarters.
fn watch<T>(experiment: &Experiment, see: impl Fn(&Economy) -> T) -> Vec<T> {
    let calibration = experiment.economy.calibration.clone();
    let mut economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
    let mut schedule = experiment.schedule.clone();
    (0..6)
        .map(|_| {
            schedule.before_quarter(&mut economy);
            economy.quarter(&mut schedule, &mut NoTheory, &Serial);
            see(&economy)
        })
        .collect()
}

#[test]
fn a_value_holds_from_first_to_last_quarter_and_then_the_old_one_is_back() {
    let experiment = plan("[[events]]\npath = \"economy.psi\"\nfrom = 2\nto = 3\nvalue = 0.8");
    let old = experiment.economy.calibration.rates.consumption_propensity;
    let seen = watch(&experiment, |e| e.calibration.rates.consumption_propensity);
    assert_eq!(seen, [old, 0.8, 0.8, old, old, old]);
}

#[test]
fn a_factor_does_not_compound_and_lasts_without_an_end() {
    let events = "[[events]]\npath = \"economy.taxes.value_added\"\nfrom = 3\nfactor = 1.5";
    let experiment = plan(events);
    let old = experiment.economy.calibration.rates.tax_value_added;
    let seen = watch(&experiment, |e| e.calibration.rates.tax_value_added);
    let new = old * 1.5;
    assert_eq!(seen, [old, old, new, new, new, new]);
}

#[test]
fn events_on_the_same_lever_follow_one_another_under_any_name() {
    let experiment = plan(
        "[[events]]\npath = \"economy.psi\"\nfrom = 1\nto = 4\nvalue = 0.8\n\
         [[events]]\npath = \"economy.households.consumption_propensity\"\nfrom = 2\nto = 3\nfactor = 1.1",
    );
    let old = experiment.economy.calibration.rates.consumption_propensity;
    let seen = watch(&experiment, |e| e.calibration.rates.consumption_propensity);
    assert_eq!(seen, [0.8, 0.8 * 1.1, 0.8 * 1.1, 0.8, old, old]);
}

#[test]
fn the_policy_rate_is_held_and_then_goes_on_as_if_nothing_had_been() {
    let rate = |e: &Economy| e.central_bank.policy_rate;
    let free = watch(&plan(""), rate);
    let held = watch(
        &plan("[[events]]\npath = \"economy.r_bar\"\nfrom = 2\nto = 3\nvalue = 0.01"),
        rate,
    );
    assert_eq!(held, [free[0], 0.01, 0.01, free[3], free[4], free[5]]);
    let yearly = watch(
        &plan("[[events]]\npath = \"economy.bank.policy_rate\"\nfrom = 2\nto = 3\nvalue = 0.04"),
        rate,
    );
    assert_eq!(yearly, held);
    let doubled = watch(
        &plan("[[events]]\npath = \"economy.policy_rate\"\nfrom = 2\nfactor = 2"),
        rate,
    );
    let expected: Vec<f64> = free
        .iter()
        .enumerate()
        .map(|(q, r)| if q < 1 { *r } else { 2.0 * r })
        .collect();
    assert_eq!(doubled, expected);
}

#[test]
fn productivity_moves_in_one_industry_and_comes_back() {
    let experiment =
        plan("[[events]]\npath = \"economy.alpha_s[PLT]\"\nfrom = 2\nto = 2\nfactor = 1.2");
    let of = |e: &Economy, code: &str| {
        let g = e
            .calibration
            .industries
            .iter()
            .position(|row| row.code == code);
        let i = e.firms.of_industry(g.expect("an industry")).next();
        e.firms.output_per_worker[i.expect("a firm")]
    };
    let seen = watch(&experiment, |e| (of(e, "PLT"), of(e, "AGR")));
    let (platform, farm) = seen[0];
    assert_eq!(seen[1], (platform * 1.2, farm));
    assert_eq!(seen[2..], [(platform, farm); 4]);
}

#[test]
fn all_industries_move_together_without_a_code() {
    let experiment = plan("[[events]]\npath = \"economy.w_s\"\nfrom = 1\nfactor = 1.05");
    let old: f64 = {
        let calibration = experiment.economy.calibration.clone();
        let economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
        economy.firms.base_wage.iter().sum()
    };
    let seen = watch(&experiment, |e| e.firms.base_wage.iter().sum::<f64>());
    for sum in seen {
        assert!((sum / old - 1.05).abs() < 1e-12);
    }
}

/// Two scenarios share their luck: before an event nothing differs, to the bit.
#[test]
fn nothing_differs_before_an_event() {
    let gdp = |e: &Economy| e.books.gdp.nominal;
    let free = watch(&plan(""), gdp);
    let shocked = watch(
        &plan("[[events]]\npath = \"economy.taxes.income\"\nfrom = 4\nfactor = 1.5"),
        gdp,
    );
    assert_eq!(free[..3], shocked[..3]);
    assert_ne!(free[3..], shocked[3..]);
}

/// Output per worker of every firm at the end of each of six quarters of a village that grows.
fn growing(events: &str) -> Vec<Vec<f64>> {
    let growth = "rules = \"b1\"\n[set]\n\"economy.trend.productivity_growth\" = 0.03\n\
                  \"economy.trend.final_productivity_growth\" = 0.03\n";
    let experiment = plan(&format!("{growth}{events}"));
    watch(&experiment, |e| {
        e.firms
            .reference
            .output_per_worker
            .iter()
            .copied()
            .collect()
    })
}

#[test]
fn the_trend_goes_on_under_an_event() {
    let free = growing("");
    let still = growing("[[events]]\npath = \"economy.alpha_s\"\nfrom = 2\nto = 4\nfactor = 1.0");
    assert_eq!(free, still);
    let moved =
        growing("[[events]]\npath = \"economy.alpha_s[PLT]\"\nfrom = 2\nto = 4\nfactor = 1.2");
    for (quarter, (free, moved)) in free.iter().zip(&moved).enumerate() {
        let factors: Vec<f64> = moved.iter().zip(free).map(|(m, f)| m / f).collect();
        let during = (1..=3).contains(&quarter);
        let of_platforms = factors.iter().filter(|f| (**f - 1.2).abs() < 1e-12).count();
        let of_others = factors.iter().filter(|f| (**f - 1.0).abs() < 1e-12).count();
        assert_eq!(of_platforms > 0, during, "quarter {}", quarter + 1);
        assert_eq!(of_platforms + of_others, factors.len());
    }
}

#[test]
fn an_event_on_dividends_reaches_firms() {
    let experiment =
        plan("[[events]]\npath = \"economy.theta_DIV\"\nfrom = 2\nto = 3\nvalue = 0.5");
    let old = experiment.economy.calibration.rates.dividend_payout;
    let seen = watch(&experiment, |e| {
        e.firms.dividend_payout[quantity::FirmId(0)]
    });
    assert_eq!(seen, [old, 0.5, 0.5, old, old, old]);
}

#[test]
fn the_policy_rate_can_be_held_under_the_long_run_rules() {
    let rate = |e: &Economy| e.central_bank.policy_rate;
    let held = "rules = \"b1\"\n[[events]]\npath = \"economy.bank.policy_rate\"\nfrom = 2\nto = 3\nvalue = 0.08";
    let seen = watch(&plan(held), rate);
    assert_eq!(seen[1..3], [0.02, 0.02]);
    assert!(seen[3] < 0.01, "{seen:?}");
    let lending = watch(&plan(held), |e| e.bank.lending_rate);
    assert!(lending[1] > 0.02 && lending[4] < lending[1], "{lending:?}");
}

#[test]
fn a_scenario_stands_on_its_base() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write(
        "below.toml",
        "format = 1\nquarters = 5\n[set]\nbase.zero_lower_bound = true\neconomy.taxes.income = 0.1\n",
    );
    write(
        "above.toml",
        "format = 1\nbase = \"below.toml\"\ntitle = \"Above\"\n[set]\n\"economy.taxes.income\" = 0.2\n",
    );
    let request = Request {
        scenario: Some(
            folder
                .path()
                .join("above.toml")
                .to_string_lossy()
                .into_owned(),
        ),
        set: vec![("economy.taxes.corporate".to_owned(), "0.3".to_owned())],
        ..Request::default()
    };
    let experiment = Experiment::plan(request).expect("a scenario that makes sense");
    assert_eq!(experiment.configuration.quarters, 5);
    assert_eq!(experiment.configuration.scenario.title, "Above");
    assert!(experiment.rules.base.zero_lower_bound);
    let rates = &experiment.economy.calibration.rates;
    assert_eq!((rates.tax_income, rates.tax_corporate), (0.2, 0.3));
}

/// The example of the design: supply of core inputs is halved for two years, and then as before.
const EMBARGO: &str = "rules = \"b2\"\nquarters = 6\n[[events]]\npath = \"strategy_core_technology.available\"\n\
                       from = 3\nto = 4\nvalue = 0.5";

#[test]
fn an_event_on_the_theory_acts_on_its_dates_and_leaves_no_trace_in_it() {
    let watch = |events: &str| {
        let experiment = plan(events);
        let calibration = experiment.economy.calibration.clone();
        let mut economy = Economy::open(calibration, experiment.rules, Luck::Seed(1));
        let mut model = experiment.theory_for(&economy);
        let mut schedule = experiment.schedule.clone();
        let mut see = |_| {
            schedule.before_quarter(&mut economy);
            economy.quarter(&mut schedule, &mut model, &Serial);
            let digital = model.digital().expect("a theory");
            let available = digital.concepts.strategy_core_technology.available;
            (
                available,
                digital.record().total("H2", 1),
                economy.fingerprint(),
            )
        };
        (0..6).map(&mut see).collect::<Vec<_>>()
    };
    let (cut, free) = (watch(EMBARGO), watch("rules = \"b2\""));
    let available: Vec<f64> = cut.iter().map(|quarter| quarter.0).collect();
    assert_eq!(available, [1.0, 1.0, 0.5, 0.5, 1.0, 1.0]);
    for (quarter, (cut, free)) in cut.iter().zip(&free).enumerate() {
        let during = (2..4).contains(&quarter);
        assert_eq!(cut.1 < 0.0, during, "quarter {}", quarter + 1);
        assert_eq!(cut.2 == free.2, quarter < 2, "quarter {}", quarter + 1);
    }
}

#[test]
fn events_that_the_theory_cannot_take_are_refused_where_they_stand() {
    let event = |path: &str, change: &str| {
        format!("rules = \"b2\"\n[[events]]\npath = \"{path}\"\nfrom = 2\n{change}")
    };
    let cases = [
        (
            event("strategy_core_technology.available", "value = 1.5"),
            "outside 0..1",
        ),
        (
            event("strategy_core_technology.available", "factor = 1.5"),
            "make strategy_core_technology.available 1.5",
        ),
        (
            event("symbiosis.platform_take_rate", "value = 0.1"),
            "is of the opening",
        ),
        (
            event("equality.reading", "value = 1"),
            "is a choice for the whole run",
        ),
        (
            event("online_culture.online_culture_reach", "value = 0.5"),
            "online_culture.online_culture_reach is a figure to compare with; no equation reads it",
        ),
        (
            event("strategy_core_technology.avialable", "value = 0.5"),
            "did you mean `strategy_core_technology.available`",
        ),
        (
            event("gig_economy.max_share[PLT]", "value = 0.1"),
            "takes no [industry]",
        ),
        (
            event("gig_economy.max_share", "value = 0.1").replace("b2", "b1"),
            "only the rules b2 have",
        ),
    ];
    for (text, reason) in cases {
        let error = try_plan(&text).expect_err("a refusal").to_string();
        assert!(error.contains(reason), "{error} does not say {reason}");
    }
}

#[test]
fn a_reading_without_an_equation_is_refused() {
    let error = try_plan("rules = \"b2\"\n[readings]\nequality = \"wage\"");
    let error = error.expect_err("a refusal").to_string();
    assert!(error.contains("only price can be run"), "{error}");
}
