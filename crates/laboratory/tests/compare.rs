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
        financing: Vec::new(),
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

/// Authority: digital economy, §5.4. A lever that costs next to nothing is its payment, and says so; what is earmarked
/// goes off its bill; and packages still cost the same.
#[test]
fn a_lever_that_cannot_absorb_the_budget_is_topped_up() {
    let mut two = wanted("platform-regulation");
    two.alternatives.push("infrastructure".to_owned());
    let comparison = Comparison::plan(&two).expect("a sound comparison");
    let package = |arm: usize| {
        let package = comparison.closures[0].packages[arm].as_ref();
        package.expect("priced")
    };
    let [regulation, networks, payment] = [1, 2, 3].map(package);
    for package in [regulation, networks, payment] {
        let share = package.ex_ante() / package.gdp;
        assert!((share / laboratory::packages::BUDGET - 1.0).abs() < 1e-6);
    }
    assert_eq!(networks.payment(), 0.0);
    assert!((payment.payment() / payment.ex_ante() - 1.0).abs() < 1e-12);
    assert!(regulation.payment() > 0.9 * regulation.ex_ante());
    let line = &regulation.lines[0];
    assert!(line.cost.earmarked > 0.0, "fines are earmarked");
    let net = line.cost.outlays + line.cost.forgone - line.cost.earmarked;
    assert_eq!(line.ex_ante().to_bits(), net.to_bits());
}

/// What is levied for somebody is paid out to him: three distributions cost nothing ex ante, so that their package
/// is the payment.
#[test]
fn a_levy_that_is_paid_out_costs_nothing() {
    let mut one = wanted("three-distributions");
    one.budget = Budget::Share(0.005);
    let comparison = Comparison::plan(&one).expect("a sound comparison");
    let package = comparison.closures[0].packages[1].as_ref();
    let package = package.expect("priced");
    assert_eq!(package.lines[0].ex_ante(), 0.0);
    assert_eq!(package.payment().to_bits(), package.ex_ante().to_bits());
}

/// Authority: digital economy, §5.4: debt or a tax on incomes, both shown. The books of every run balance, which runs
/// check themselves; under the tax the budget is as it would be without the package, but for a quarter's delay.
#[test]
fn a_package_is_paid_for_by_debt_or_by_a_tax() {
    let folder = tempfile::tempdir().expect("a folder");
    let policy = written(
        folder.path(),
        "networks.toml",
        "[set]\n\"strategy_infrastructure.intensity\" = 1.0\n\"strategy_infrastructure.ramp\" = 0.0\n",
    );
    let mut both = wanted(&policy);
    both.budget = Budget::Share(0.005);
    both.financing = vec!["debt".to_owned(), "income_tax".to_owned()];
    let (comparison, compared) = compare(&both, 2);
    assert_eq!(comparison.closures.len(), 2);
    let told: Vec<String> = (0..2).map(|c| comparison.told_apart(c)).collect();
    assert_eq!(told, ["paid for by debt", "paid for by a tax on incomes"]);
    let costs = compared.costs(&comparison);
    let cost = |closure: usize, arm: usize| {
        let cost = costs
            .iter()
            .find(|cost| (cost.closure, cost.arm) == (closure, arm));
        let cost = cost.expect("a cost");
        (cost.outlays_share.difference, cost.net_share.difference)
    };
    // The networks, and the equal payment.
    for arm in [1, 2] {
        let ((spent, by_debt), (_, by_tax)) = (cost(0, arm), cost(1, arm));
        // Much of what is spent comes back as taxes, so that debt grows by less than was spent.
        assert!(
            by_debt > 0.2 * spent && by_debt < spent && by_tax.abs() < 0.1 * spent,
            "{arm}: {spent} spent, {by_debt} by debt, {by_tax} by tax"
        );
    }
    // The base pays for nothing, so it is the same under both.
    let rows = compared.differences(&comparison);
    let base = |closure: usize| {
        let mut rows = rows.iter().filter(|row| row.closure == closure);
        let row = rows.find(|row| row.outcome.id == "real_gdp_per_head");
        row.expect("a row").paired.base.mean
    };
    assert_eq!(base(0).to_bits(), base(1).to_bits());
}

#[test]
fn packages_of_one_comparison_agree_on_money() {
    let folder = tempfile::tempdir().expect("a folder");
    let package = |name: &str, money: &str| {
        let text = format!("[package]\n{money}\n[strategies.H1]\nintensity = 1.0\n");
        written(folder.path(), name, &text)
    };
    let refused = |wanted: &Wanted| match Comparison::plan(wanted) {
        Err(error @ Error::Refused { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    let two = |a: &str, b: &str| {
        let mut two = wanted(&package("a.toml", a));
        two.alternatives.push(package("b.toml", b));
        two
    };
    let mut odd = two("financing = \"debt\"", "financing = \"income_tax\"");
    let sentence = refused(&odd);
    assert!(
        sentence.contains("b is paid for by income_tax and a by debt"),
        "{sentence}"
    );
    assert!(sentence.contains("b.toml:"), "{sentence}");
    // What is typed has the last word.
    odd.financing = vec!["income_tax".to_owned()];
    let comparison = Comparison::plan(&odd).expect("a sound comparison");
    assert_eq!(
        comparison.closures[0].financing,
        theory::Financing::IncomeTax
    );
    let sentence = refused(&two("budget = 0.004", "budget = 0.006"));
    assert!(
        sentence.contains("packages of one comparison cost the same"),
        "{sentence}"
    );
    let agreed = Comparison::plan(&two("budget = 0.004", "financing = \"income_tax\""));
    let agreed = agreed.expect("a sound comparison");
    assert_eq!(agreed.budget, Some(0.004));
    let one = &agreed.closures[0];
    assert_eq!(one.financing, theory::Financing::IncomeTax);
    for (names, part) in [
        (vec!["loans"], "--financing is loans"),
        (vec!["debt", "debt"], "twice"),
    ] {
        let mut asked = wanted("infrastructure");
        asked.financing = names.into_iter().map(str::to_owned).collect();
        assert!(refused(&asked).contains(part));
    }
    let mut twofold = wanted("infrastructure");
    twofold.financing = vec!["debt".to_owned()];
    twofold.base.set = vec![("theory.financing".to_owned(), "income_tax".to_owned())];
    assert!(refused(&twofold).contains("contradict each other"));
}

/// Ignorance is a band beside luck, and a share of it is assumed; nobody asked, nobody runs.
#[test]
fn ignorance_stands_beside_luck() {
    let mut asked = wanted("infrastructure");
    asked.base.quarters = Some(4);
    asked.base.seeds = Some(2);
    let comparison = Comparison::plan(&asked).expect("a sound comparison");
    let compared = comparison.run(2, &Unwatched).expect("sound runs");
    let rows = compared.differences(&comparison);
    let doubts = comparison.doubts(&rows, 2, 2, &Unwatched);
    let doubts = doubts.expect("sound runs");
    let key = (0, 1, 4, "gini_disposable_income".to_owned());
    let doubt = doubts.get(&key).expect("a doubt");
    assert!(doubt.ignorance.sd > 0.0 && doubt.ignorance.low <= doubt.ignorance.high);
    assert!((0.0..=1.0).contains(&doubt.assumed_share));
    assert_eq!(doubt.tornado.len(), 10);
    let is_it =
        |row: &&laboratory::compare::Difference| row.outcome.id == key.3 && row.quarter == 4;
    let row = rows.iter().find(is_it).expect("a row");
    assert_eq!(doubt.difference.to_bits(), row.paired.difference.to_bits());
    // What is not a number is equal in words.
    let again = comparison.doubts(&rows, 2, 1, &Unwatched);
    let again = again.expect("sound runs");
    assert_eq!(format!("{doubts:?}"), format!("{again:?}"));
    // Two pairs of points, each of two runs at three points and one for each parameter, and two as they are.
    let parameters = laboratory::uncertainty::uncertain(&[
        &comparison.closures[0].arms[0],
        &comparison.closures[0].arms[1],
    ]);
    let runs = 2 * (2 + 2 * 3 + parameters.len());
    let planned = comparison.n_runs_of_doubts(2).expect("sound draws");
    assert_eq!(planned, runs);
}
