//! Taxes by another rule on the default economy: brackets of income tax, and a value added tax told apart.

use economy::closure::opening::OpeningTable;
use economy::people::incomes::by_source;
use economy::people::measures::disposable_income;
use economy::{Economy, Luck, NoPolicy, NoTheory, Serial};
use laboratory::{Experiment, Request};
use quantity::maths;

const BRACKETS: (&str, &str) = ("closure.income_tax.schedule", "progressive");
const SPLIT: (&str, &str) = ("closure.product_taxes.vat_split", "on");

fn plan(economy: Option<&str>, set: &[(&str, &str)]) -> Result<Experiment, laboratory::Error> {
    Experiment::plan(Request {
        economy: economy.map(str::to_owned),
        rules: Some("b1".to_owned()),
        scale: economy.is_none().then_some(100_000.0),
        set: set
            .iter()
            .map(|(path, value)| ((*path).to_owned(), (*value).to_owned()))
            .collect(),
        ..Request::default()
    })
}

fn opening(set: &[(&str, &str)]) -> Economy {
    let experiment = plan(None, set).expect("the default economy runs");
    let calibration = experiment.economy.calibration;
    Economy::open(calibration, experiment.rules, Luck::Seed(1))
}

/// Runs for two years and holds the accounts to the identities, and households to what they were booked.
fn run_and_balance(mut economy: Economy) {
    for _ in 0..8 {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        let books = &economy.books;
        let residuals = books.identities.relative_to(books.gdp);
        assert!(residuals.iter().all(|x| *x <= 1e-9), "{residuals:?}");
    }
    every_income_is_booked(&economy);
    let taxes = maths::sum(economy.regional.taxes.iter().copied());
    let all = taxes + economy.regional.other_revenue;
    assert!((all / economy.government.revenue - 1.0).abs() < 1e-12);
}

/// Authority: market income and transfers less direct taxes are disposable income.
fn every_income_is_booked(economy: &Economy) {
    let incomes = by_source(economy);
    let booked = economy.households.disposable_income.iter();
    for (income, &booked) in incomes.iter().zip(booked) {
        let left = income.market_income() + income.transfers() - income.direct_taxes;
        let scale = income.gross_income().abs().max(1e-6);
        assert!((left - booked).abs() <= 1e-12 * scale, "{left} {booked}");
    }
}

/// Authority: long run, §6.3, row τ^INC: brackets at the same revenue. By the theorem of Jakobsson and Fellman a tax of
/// which the average rate rises with income leaves less inequality than one rate.
#[test]
fn brackets_take_as_much_and_leave_less_inequality() {
    let (flat, taxed) = (opening(&[]), opening(&[BRACKETS]));
    assert_eq!(flat.government.brackets, None);
    let brackets = taxed.government.brackets.expect("they are in force");
    let revenue = |economy: &Economy| {
        let incomes = by_source(economy);
        maths::sum(incomes.iter().map(|income| income.direct_taxes))
    };
    let (before, after) = (revenue(&flat), revenue(&taxed));
    assert!((after / before - 1.0).abs() < 1e-9, "{before} {after}");
    let sum = |economy: &Economy| maths::sum(economy.households.disposable_income.iter().copied());
    assert!((sum(&taxed) / sum(&flat) - 1.0).abs() < 1e-12);
    let gini = |economy: &Economy| {
        let ranked = disposable_income(economy).expect("there are incomes");
        ranked.gini().expect("they are positive")
    };
    let (before, after) = (gini(&flat), gini(&taxed));
    println!("Gini {before} to {after}, rates times {}", brackets.scale);
    assert!(after < before - 0.001, "{before} {after}");
    every_income_is_booked(&taxed);
    // Who earns nothing above the allowance pays nothing, and nobody pays more than is earned.
    assert!(brackets.scale * 0.45 < 1.0, "{}", brackets.scale);
    run_and_balance(taxed);
}

/// Authority: long run, §6.3, row τ^VAT: at equal revenue, and every product is bought as much as it is made.
#[test]
fn a_value_added_tax_takes_what_output_no_longer_bears() {
    let calibration = |set: &[(&str, &str)]| opening(set).calibration;
    let (before, after) = (calibration(&[]), calibration(&[SPLIT]));
    assert_eq!(before.rates.tax_value_added, 0.0);
    println!("value added tax {}", after.rates.tax_value_added);
    assert!((0.005..0.2).contains(&after.rates.tax_value_added));
    let gdp = before.opening_gdp();
    for (name, was, is) in [
        (
            "deficit",
            before.opening_primary_deficit(),
            after.opening_primary_deficit(),
        ),
        ("GDP", gdp, after.opening_gdp()),
        ("income", before.opening_income(), after.opening_income()),
        (
            "dividends",
            before.opening_dividends(),
            after.opening_dividends(),
        ),
    ] {
        assert!((was - is).abs() < 1e-9 * gdp, "{name}: {was} {is}");
    }
    let (tables, n) = (
        [&before, &after].map(OpeningTable::of),
        before.n_industries(),
    );
    for g in 0..n {
        // What is made and imported less what households take is what others get.
        let others = |calibration: &economy::Calibration, table: &OpeningTable| {
            calibration.opening_output(g) + table.imports[g] - table.consumption[g]
        };
        let (was, is) = (others(&before, &tables[0]), others(&after, &tables[1]));
        assert!((was - is).abs() < 1e-9 * gdp, "product {g}: {was} {is}");
        let (was, is) = (before.opening_sheets()[g], after.opening_sheets()[g]);
        assert!((was.profit - is.profit).abs() < 1e-9 * gdp, "industry {g}");
        assert!((was.capital / is.capital - 1.0).abs() < 1e-9);
    }
    let economy = opening(&[SPLIT]);
    every_income_is_booked(&economy);
    run_and_balance(economy);
}

/// Brackets are of persons, and their limits have to rise.
#[test]
fn brackets_that_cannot_be_are_refused_in_a_sentence() {
    let refused = |economy, set: &[(&str, &str)]| {
        let plan = plan(economy, set).err();
        plan.map(|error| error.to_string()).unwrap_or_default()
    };
    let village = refused(Some("village"), &[BRACKETS]);
    assert!(
        village.contains("closure.income_tax.schedule is progressive"),
        "{village}"
    );
    assert!(village.contains("--set"), "{village}");
    let falling = refused(None, &[BRACKETS, ("closure.income_tax.limit_3", "100000")]);
    assert!(
        falling.contains("closure.income_tax.limit_3 is 100000"),
        "{falling}"
    );
    for sentence in [village, falling] {
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
    }
}
