//! Pairs of runs: what is the same differs by nothing on any number of threads, and groups add up.

use std::fs;
use std::path::Path;

use laboratory::compare::{Budget, By, Compared, Comparison, PAYMENT, Wanted};
use laboratory::ensemble::Unwatched;
use laboratory::{Error, Request};

fn wanted(alternative: &str) -> Wanted {
    Wanted {
        base: Request {
            economy: Some("village".to_owned()),
            quarters: Some(8),
            seeds: Some(3),
            ..Request::default()
        },
        alternatives: vec![alternative.to_owned()],
        trade: Vec::new(),
        budget: Budget::Usual,
    }
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("format = 1\nbase = \"baseline\"\n{text}")).expect("a file");
    path.display().to_string()
}

fn compare(wanted: &Wanted, threads: usize) -> (Comparison, Compared) {
    let comparison = Comparison::plan(wanted).expect("a sound comparison");
    let compared = comparison.run(threads, &Unwatched).expect("sound runs");
    (comparison, compared)
}

#[test]
fn a_scenario_that_changes_nothing_differs_by_nothing() {
    for threads in [1, 2, 4] {
        let (comparison, compared) = compare(&wanted("baseline"), threads);
        let differences = compared.differences(&comparison);
        assert!(!differences.is_empty());
        for row in differences {
            let paired = &row.paired;
            let undefined = paired.base.mean.is_nan();
            assert!(undefined || paired.difference == 0.0, "{}", row.outcome.id);
            assert!(undefined || paired.se == 0.0, "{}", row.outcome.id);
            assert!(!paired.distinct);
        }
        for group in compared.groups(&comparison) {
            let of = &group.of;
            let all = [of.difference, of.better_off_share, of.worse_off_share];
            assert_eq!(all, [0.0; 3], "{} {}", of.by, of.group);
        }
        for cost in compared.costs(&comparison) {
            assert_eq!(
                (cost.net.difference, cost.outlays_share.difference),
                (0.0, 0.0)
            );
        }
    }
}

/// Threads change no bit, groups add up to everybody, and a policy that builds costs what it builds.
#[test]
fn a_policy_differs_alike_on_any_number_of_threads_and_its_groups_add_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = written(
        folder.path(),
        "networks.toml",
        "[set]\n\"strategy_infrastructure.intensity\" = 1.0\n\"strategy_infrastructure.ramp\" = 0.0\n",
    );
    let wanted = wanted(&policy);
    let (comparison, compared) = compare(&wanted, 1);
    let differences = compared.differences(&comparison);
    let (other, again) = compare(&wanted, 3);
    let bits = |rows: &[laboratory::compare::Difference]| -> Vec<u64> {
        let all = rows
            .iter()
            .flat_map(|row| [row.paired.difference, row.paired.se]);
        all.map(f64::to_bits).collect()
    };
    assert_eq!(bits(&differences), bits(&again.differences(&other)));
    assert!(differences.iter().any(|row| row.paired.difference != 0.0));

    let groups = compared.groups(&comparison);
    let all = groups.iter().find(|group| group.of.by == "all");
    let all = &all.expect("everybody").of;
    // The village's people are single persons, of whom no education is known.
    for by in [By::Decile, By::Area] {
        let of = groups
            .iter()
            .map(|group| &group.of)
            .filter(|of| of.by == by.word());
        let people: f64 = of.clone().map(|of| of.persons_share).sum();
        assert!((people - 1.0).abs() < 1e-12, "{} {people}", by.word());
    }
    assert!(all.better_off_share + all.worse_off_share <= 1.0 + 1e-12);

    let costs = compared.costs(&comparison);
    let [cost] = &costs[..] else {
        panic!("one alternative has one cost");
    };
    // Half a per cent of GDP, and the upkeep of what it built.
    let outlays = cost.outlays_share.difference;
    assert!((0.0045..0.0065).contains(&outlays), "{outlays}");
    assert!(cost.net_share.difference > 0.0);
}

#[test]
fn arms_that_cannot_be_paired_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let longer = written(folder.path(), "longer.toml", "quarters = 12\n");
    let refused = |wanted: &Wanted| match Comparison::plan(wanted) {
        Err(error @ Error::Refused { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let mut shorter = wanted(&longer);
    shorter.base.quarters = None;
    let sentence = refused(&shorter);
    assert!(sentence.contains("cannot be paired"), "{sentence}");
    let mut base_rules = wanted("baseline");
    base_rules.base.rules = Some("b0".to_owned());
    assert!(refused(&base_rules).contains("under the rules b1 or b2"));
    let mut twice = wanted("baseline");
    twice.trade = vec!["norm".to_owned(), "norm".to_owned()];
    assert!(refused(&twice).contains("twice"));
    let mut late = wanted("baseline");
    late.base.at = vec![9];
    assert!(refused(&late).contains("--at names quarter 9"));
}

/// The population is drawn once: every arm, under every closure, holds the same one.
#[test]
fn arms_share_their_people() {
    let mut both = wanted("baseline");
    both.base.economy = Some("china-2022".to_owned());
    both.trade = vec!["open".to_owned(), "norm".to_owned()];
    let comparison = Comparison::plan(&both).expect("a sound comparison");
    let people = |c: usize, arm: usize| {
        let calibration = &comparison.closures[c].arms[arm].economy.calibration;
        calibration.population.clone().expect("people")
    };
    let first = people(0, 0);
    for (c, arm) in [(0, 1), (1, 0), (1, 1)] {
        assert!(std::sync::Arc::ptr_eq(&first, &people(c, arm)));
    }
}

/// Authority: digital economy, §5.4: all packages compared in one table have the same cost.
#[test]
fn packages_are_brought_to_one_budget() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = |name: &str, key: &str| {
        let text = format!("[set]\n\"{key}.intensity\" = 0.5\n\"{key}.ramp\" = 0.0\n");
        written(folder.path(), name, &text)
    };
    let networks = package("networks.toml", "strategy_infrastructure");
    // Ten scenarios cost 0.2 % of GDP at intensity 1: twice that is not half a per cent.
    let pilots = package("pilots.toml", "strategy_application_scenarios");
    let mut both = wanted(&networks);
    both.alternatives.push(pilots);
    let comparison = Comparison::plan(&both).expect("a sound comparison");
    assert_eq!(comparison.budget, Some(laboratory::packages::BUDGET));
    let names: Vec<&str> = comparison.names().collect();
    assert_eq!(names, ["baseline", "networks", "pilots", PAYMENT]);
    let packages = &comparison.closures[0].packages;
    for package in packages[1..]
        .iter()
        .map(|package| package.as_ref().expect("priced"))
    {
        let share = package.ex_ante() / package.gdp;
        assert!(
            (share / laboratory::packages::BUDGET - 1.0).abs() < 1e-6,
            "{package:?}"
        );
    }
    let lines = |arm: usize| -> Vec<&str> {
        let package = packages[arm].as_ref().expect("priced");
        package.lines.iter().map(|line| line.line).collect()
    };
    assert_eq!(lines(1), ["strategy_infrastructure"]);
    assert_eq!(
        lines(2),
        ["strategy_application_scenarios", "equal_payment"]
    );
    assert_eq!(lines(3), ["equal_payment"]);

    let mut as_written = both;
    as_written.budget = Budget::AsWritten;
    let comparison = Comparison::plan(&as_written).expect("a sound comparison");
    assert_eq!((comparison.budget, comparison.names().count()), (None, 3));
    let pilots = comparison.closures[0].packages[2].as_ref().expect("priced");
    assert_eq!(pilots.lines[0].intensity, 0.5);
    // Half of ten scenarios of 0.02 % of GDP.
    let share = pilots.ex_ante() / pilots.gdp;
    assert!((share - 0.001).abs() < 1e-4, "{share}");
}
