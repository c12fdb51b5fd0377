//! The tables of a country with people and areas: what its parts are they add up to.

mod tabulated;

use economy::Serial;
use laboratory::tables::Frame;
use laboratory::{Attention, Experiment, Request, Run};

use tabulated::{frame, numbers_of as numbers, words_of as words};

/// Two quarters of the default country with few households, tabulated at the opening and the end. Without the
/// theory: what fraud takes from one household and gives to another is in neither taxes nor transfers.
fn run() -> Run {
    run_of("china-2022", "b1", "expected")
}

/// Two quarters of an economy under these rules; the country with few households.
fn run_of(economy: &str, rules: &str, market: &str) -> Run {
    let request = Request {
        economy: Some(economy.to_owned()),
        rules: Some(rules.to_owned()),
        market: Some(market.to_owned()),
        scale: (economy == "china-2022").then_some(200_000.0),
        quarters: Some(2),
        seeds: Some(1),
        ..Request::default()
    };
    let experiment = Experiment::plan(request).expect("the economy runs");
    Run::new(&experiment, 1, Attention::FULL, &Serial, &|| {}).expect("it runs")
}

/// Sum of a column over the rows of a quarter.
fn total(frame: &Frame, name: &str, quarter: u32) -> f64 {
    let quarters = numbers(frame, "quarter");
    let rows = numbers(frame, name).into_iter().zip(quarters);
    rows.filter(|(_, q)| *q == f64::from(quarter))
        .map(|(x, _)| x)
        .sum()
}

fn series(run: &Run, name: &str, quarter: usize) -> f64 {
    let at = economy::observe::position(name).expect("a series");
    run.series[quarter][at]
}

fn close(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{what}: {a} {b}");
}

/// Authority: the national accounts of the same quarter, of which areas are parts.
#[test]
fn areas_add_up_to_the_country() {
    let run = run();
    let areas = frame(&run, "areas");
    let codes = words(areas, "area");
    assert_eq!(codes.len(), 3 * 62);
    assert!(codes.iter().any(|code| code == "CN-GZ/rural"));
    for quarter in 0..=2 {
        let of = |name| total(areas, name, quarter);
        let national = |name| series(&run, name, quarter as usize);
        close(of("population"), national("population"), "population");
        close(
            of("gross_value_added"),
            national("nominal_gva"),
            "value added",
        );
        close(
            of("real_gross_value_added"),
            national("real_gva"),
            "real value added",
        );
        let unemployed = of("labour_force") - of("employment");
        close(
            unemployed / of("labour_force"),
            national("unemployment_rate"),
            "unemployment",
        );
        assert_eq!(of("net_migration"), 0.0);
    }
    let heads = numbers(areas, "population");
    let incomes = numbers(areas, "disposable_income_mean");
    let survey = numbers(areas, "survey_income_mean");
    let over_heads = |column: Vec<f64>| -> f64 {
        let cells = heads.iter().zip(column).filter(|(n, _)| **n > 0.0);
        cells.map(|(n, x)| n * x).sum()
    };
    // The survey sees less than the accounts do.
    let seen = over_heads(survey) / over_heads(incomes);
    assert!((0.6..0.9).contains(&seen), "{seen}");
}

/// Authority: the national accounts of the same quarter, of which industries are parts, under every set of
/// rules, in both markets, on a map and without one.
#[test]
fn trade_of_industries_adds_up_to_the_country() {
    for (economy, rules, market) in [
        ("village", "b0", "sampled"),
        ("village", "b0", "expected"),
        ("village", "b1", "sampled"),
        ("village", "b2", "expected"),
        ("china-2022", "b1", "sampled"),
        ("china-2022", "b2", "expected"),
    ] {
        let run = run_of(economy, rules, market);
        let industries = frame(&run, "industries");
        for quarter in 0..=2 {
            for (column, name) in [
                ("exports", "nominal_exports"),
                ("imports", "nominal_imports"),
            ] {
                let (got, national) = (
                    total(industries, column, quarter),
                    series(&run, name, quarter as usize),
                );
                assert!(national > 0.0, "{economy} {rules} {market}: {name}");
                close(
                    got,
                    national,
                    &format!("{economy} {rules} {market}, quarter {quarter}: {name}"),
                );
            }
        }
    }
}

/// Authority: the definitions of the columns, and the accounts of households.
#[test]
fn households_are_told_with_all_that_people_have() {
    let run = run();
    let homes = frame(&run, "households");
    let of = |name| numbers(homes, name);
    let [wages, mixed, dividends, transfers] =
        ["wages", "mixed_income", "dividends", "transfers"].map(of);
    let [market, gross, taxes, disposable] = [
        "market_income",
        "gross_income",
        "direct_taxes",
        "disposable_income",
    ]
    .map(of);
    let quarters = of("quarter");
    for k in 0..wages.len() {
        close(
            market[k],
            wages[k] + mixed[k] + dividends[k],
            "market income",
        );
        close(gross[k], market[k] + transfers[k], "gross income");
        // At the opening incomes are expected ones.
        if quarters[k] > 0.0 {
            close(disposable[k], gross[k] - taxes[k], "disposable income");
        }
    }
    assert!(mixed.iter().sum::<f64>() > 0.0);
    let consumption = total(homes, "consumption", 2);
    close(
        consumption,
        series(&run, "nominal_household_consumption", 2),
        "consumption",
    );
    // 1 411.75 million persons, to what whole households of a small model can tell.
    let weight = total(homes, "weight", 0);
    assert!((weight / 1.411_75e9 - 1.0).abs() < 0.01, "{weight}");
    for (name, allowed) in [
        ("stratum", &["urban", "rural"][..]),
        ("head_age", &["16-34", "35-59", "60+"]),
        ("head_education", &["low", "middle", "high"]),
        (
            "activity",
            &["employed", "self_employed", "unemployed", "inactive"],
        ),
    ] {
        let seen = words(homes, name);
        assert!(
            seen.iter().all(|word| allowed.contains(&word.as_str())),
            "{name}"
        );
        assert!(
            allowed.iter().all(|word| seen.iter().any(|s| s == word)),
            "{name}"
        );
    }
    let firms = frame(&run, "firms");
    assert!(
        words(firms, "area")
            .iter()
            .all(|code| code.starts_with("CN-"))
    );
}

/// Every column says what it is.
#[test]
fn columns_are_defined() {
    for table in run().frames {
        for column in table.columns {
            assert!(
                column.definition.ends_with('.'),
                "{}.{}",
                table.name,
                column.name
            );
        }
    }
}
