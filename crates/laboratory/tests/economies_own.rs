//! The project's own format: the village balances, survives a folder, and scales without moving a total.

use economy::tables::{Cost, Final, Stock, Tables, money};
use economy::village::{VillageSpec, village};
use economy::{BaseRules, Calibration, Economy, Luck, NoPolicy, NoTheory, Serial};
use laboratory::economies::{
    Content, Folder, Kind, LoadOptions, Memory, load, load_files, read_tables, render, write,
};
use proptest::prelude::*;

fn set(path: &str, text: &str) -> Vec<(String, String)> {
    vec![(path.to_owned(), text.to_owned())]
}

fn near(found: f64, expected: f64) {
    let gap = (found - expected).abs();
    assert!(
        gap <= 1e-12 * expected.abs().max(1.0),
        "{found} instead of {expected}"
    );
}

/// Incomes of the opening as the model adds them up, household by household.
fn opening_income(calibration: Calibration) -> f64 {
    let economy = Economy::open(calibration, BaseRules::default(), Luck::Seed(1));
    economy.households.disposable_income.iter().sum()
}

/// Identities of the table, in whole tenths.
fn assert_balanced(tables: &Tables) {
    let table = &tables.use_table;
    let n = tables.n_industries();
    for g in 0..n {
        assert_eq!(table.uses_of(g), i128::from(table.output[g]));
        let value_added = i128::from(table.value_added[g]);
        assert_eq!(table.costs_of(g), value_added);
        assert_eq!(
            table.inputs_of(g) + value_added,
            i128::from(table.output[g])
        );
    }
    assert_eq!(
        table.total(Final::FirmInvestment),
        table.total_cost(Cost::Depreciation)
    );
    assert_eq!(table.total(Final::Exports), -table.total(Final::Imports));
    assert_eq!(table.total(Final::InputStocks), 0);
    let spent: i128 = Final::ALL.iter().map(|kind| table.total(*kind)).sum();
    assert_eq!(spent, table.gross_value_added());
}

/// What `commonweal economy china-2022 --out` writes is the embedded country, with all its settings.
#[test]
fn the_embedded_country_survives_a_folder() {
    let options = LoadOptions {
        people: true,
        ..LoadOptions::default()
    };
    let loaded = load(laboratory::ECONOMY, &options).expect("it is embedded");
    let Content::Tables(tables) = loaded.content else {
        panic!("it is in the own format")
    };
    assert!(
        tables
            .settings
            .keys()
            .any(|path| path.starts_with("people.migration."))
    );
    let files = render(&tables).into_iter();
    let files = files.map(|(file, text)| (file.to_owned(), text.into_bytes()));
    let name = "written".to_owned();
    let files = Memory {
        name,
        files: files.collect(),
    };
    let (back, _) = read_tables(&files).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(back, *tables);
}

#[test]
fn the_village_balances_in_whole_tenths() {
    let tables = village(&VillageSpec::default());
    assert_balanced(&tables);
    tables.check().unwrap();
    assert!(
        tables
            .notes
            .values()
            .all(|note| note.note.as_deref() == Some("made by formula"))
    );
}

/// The government's deficit of the first year is below 3 % of value added.
#[test]
fn the_village_is_roughly_in_balance() {
    let c = load("village", &LoadOptions::default())
        .unwrap()
        .calibration;
    let value_added = money(
        village(&VillageSpec::default())
            .use_table
            .gross_value_added(),
    ) / 4.0;
    let debt = c.opening.public_debt;
    let mut economy = Economy::open(c, BaseRules::default(), Luck::Seed(1));
    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    let deficit = (economy.government.debt - debt) / value_added;
    assert!(deficit.abs() < 0.03, "{deficit}");
}

/// Without shocks, and expecting no cycle, the first quarter repeats the opening, at prices that grow
/// with the target.
#[test]
fn the_first_quarter_of_the_village_repeats_the_opening() {
    let mut quiet = set("economy.trend.cycle_amplitude", "0");
    for shock in [
        "government",
        "exports",
        "imports",
        "world_output",
        "world_inflation",
    ] {
        quiet.extend(set(&format!("economy.shocks.{shock}_sd"), "0"));
    }
    let options = LoadOptions {
        overrides: &quiet,
        ..LoadOptions::default()
    };
    let c = load("village", &options).unwrap().calibration;
    for seed in 1..4 {
        let mut economy = Economy::open(c.clone(), BaseRules::default(), Luck::Seed(seed));
        let opening = economy.books.clone();
        let unemployed = economy.households.unemployed();
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        let books = &economy.books;
        near(books.gdp.real, opening.gdp.real);
        near(books.gdp.nominal, opening.gdp.nominal * 1.005);
        near(
            books.household_consumption.real,
            opening.household_consumption.real,
        );
        near(books.capital_formation.real, opening.capital_formation.real);
        near(books.imports.real, opening.imports.real);
        assert_eq!(economy.households.unemployed(), unemployed);
        assert!(
            economy
                .firms
                .inventories
                .iter()
                .all(|stock| stock.abs() < 1e-9)
        );
    }
}

#[test]
fn a_village_written_and_read_back_is_equal() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("my-country");
    let tables = village(&VillageSpec::default());
    write(&tables, &dir).unwrap();
    let (back, _) = read_tables(&Folder::new(&dir)).unwrap();
    assert_eq!(back, tables);
    let embedded = load("village", &LoadOptions::default()).unwrap();
    let written = load(&dir.to_string_lossy(), &LoadOptions::default()).unwrap();
    assert_eq!(written.kind, Kind::Own);
    assert_eq!(embedded.calibration, written.calibration);
    assert_eq!(embedded.hash, written.hash);
    // A new folder is whole at once, and nothing else is left behind.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 10);
    let refused = write(&tables, &dir).unwrap_err().to_string();
    assert_eq!(
        refused,
        format!(
            "{} is not empty, and an economy is only written to a new or empty folder",
            dir.display()
        )
    );
}

/// Everything the format can hold, with awkward texts and numbers, survives a folder.
#[test]
fn notes_sources_and_awkward_texts_survive() {
    let mut tables = village(&VillageSpec {
        industries: 3,
        ..VillageSpec::default()
    });
    tables.header.title = "A \"quoted\", comma'd title with ünïcode\\backslash".to_owned();
    tables.industries[1].name = "Mines, \"quarries\" and\u{20}others".to_owned();
    tables.industries[1].note.status = Some(params::Status::Recalled);
    tables.industries[1].note.source = Some("year book".to_owned());
    tables
        .use_notes
        .insert("AGR".to_owned(), tables.industries[1].note.clone());
    tables.notes.get_mut("economy.taxes.income").unwrap().note = Some("two\nlines".to_owned());
    let source = economy::tables::Source {
        citation: "Somebody (2020), \"A table\"".to_owned(),
        url: Some("https://example.org/?a=1#b".to_owned()),
        licence: None,
        vintage: Some("2021".to_owned()),
    };
    tables.sources.insert("year book".to_owned(), source);
    tables.scalars.firms.dividend_payout = 0.1 + 0.2;
    tables.balances[Stock::PublicDebt as usize].amount = 1.0 / 3.0;
    tables.balances[Stock::ForeignPosition as usize].amount = -1e-7;
    let name = "x".to_owned();
    let files = render(&tables)
        .into_iter()
        .map(|(file, text)| (file.to_owned(), text.into_bytes()));
    let (back, _) = read_tables(&Memory {
        name,
        files: files.collect(),
    })
    .unwrap();
    assert_eq!(back, tables);
}

/// Authority: base model §4, step 7, as the model itself adds incomes up.
#[test]
fn opening_income_is_the_stated_one() {
    for scale in [Some(500.0), Some(1000.0), Some(3000.0)] {
        let options = LoadOptions {
            scale,
            ..LoadOptions::default()
        };
        let loaded = load("village", &options).unwrap();
        let Content::Tables(tables) = &loaded.content else {
            panic!("the village is tables")
        };
        let stated = tables.scalars.households.disposable_income / 4.0;
        near(opening_income(loaded.calibration.clone()), stated);
    }
}

#[test]
fn totals_do_not_depend_on_the_scale() {
    let at = |scale| {
        let options = LoadOptions {
            scale: Some(scale),
            ..LoadOptions::default()
        };
        load("village", &options).unwrap().calibration
    };
    let (coarse, fine) = (at(2000.0), at(250.0));
    assert_eq!(fine.n_households(), 10_000);
    assert_eq!(coarse.n_households(), 1_250);
    for total in [output, wages] {
        near(total(&fine), total(&coarse));
    }
    near(output(&fine), *fine.opening.output.last().unwrap());
}

fn output(c: &Calibration) -> f64 {
    let industries = c.industries.iter().zip(&c.technology.output_per_worker);
    industries
        .map(|(g, per_worker)| per_worker * f64::from(g.employees))
        .sum()
}

fn wages(c: &Calibration) -> f64 {
    let industries = c.industries.iter().zip(&c.technology.wage);
    industries
        .map(|(g, wage)| wage * f64::from(g.employees))
        .sum()
}

/// A tax set by hand lowers incomes instead of coming back as a transfer; the two targets of the
/// transfers do move them.
#[test]
fn overrides_change_behaviour_and_not_the_residuals() {
    let plain = load("village", &LoadOptions::default()).unwrap();
    let with = |path: &str, text: &str| {
        let overrides = set(path, text);
        let options = LoadOptions {
            overrides: &overrides,
            ..LoadOptions::default()
        };
        load("village", &options).unwrap()
    };
    let taxed = with("economy.taxes.income", "0.2");
    assert_eq!(taxed.consumed, ["economy.taxes.income"]);
    assert_eq!(
        taxed.calibration.opening.benefit_other,
        plain.calibration.opening.benefit_other
    );
    assert!(opening_income(taxed.calibration) < 0.97 * opening_income(plain.calibration.clone()));
    let spending = with("economy.households.consumption_propensity", "0.8");
    assert_eq!(spending.calibration.opening, plain.calibration.opening);
    assert_eq!(spending.calibration.rates.consumption_propensity, 0.8);
    let richer = with("economy.households.disposable_income", "34000");
    near(opening_income(richer.calibration), 8500.0);
    // Depreciation is data: with another use of capital the same stock wears at another rate.
    let slack = with("economy.firms.capacity_use", "0.8");
    assert_ne!(
        slack.calibration.technology.depreciation,
        plain.calibration.technology.depreciation
    );
    near(
        opening_income(slack.calibration),
        opening_income(plain.calibration),
    );
}

#[test]
fn settings_carry_declaration_value_and_note() {
    let overrides = set("economy.population_seed", "2");
    let options = LoadOptions {
        overrides: &overrides,
        ..LoadOptions::default()
    };
    let loaded = load("village", &options).unwrap();
    let find = |path: &str| {
        loaded
            .settings
            .iter()
            .find(|setting| setting.path == path)
            .unwrap()
    };
    assert_eq!(find("economy.population_seed").value, 2.0);
    assert_eq!(find("economy.population_seed").note, None);
    let income = find("economy.taxes.income");
    assert_eq!(income.value, 0.12);
    assert_eq!(
        income.note.as_ref().unwrap().note.as_deref(),
        Some("made by formula")
    );
    assert_eq!(loaded.kind, Kind::Village);
}

/// Histories are on trend, the policy rate rests, and processes start at their means.
#[test]
fn processes_start_at_rest() {
    let c = load("village", &LoadOptions::default())
        .unwrap()
        .calibration;
    let (o, p) = (&c.opening, &c.processes);
    assert_eq!((o.output.len(), o.inflation.len()), (40, 40));
    let rest = p.real_rate
        + p.inflation_target
        + p.reaction_inflation * (o.world_inflation - p.inflation_target);
    near(rest, o.policy_rate);
    near(o.policy_rate, 0.005);
    near(
        p.exports.slope * quantity::maths::ln(o.exports[0]) + p.exports.intercept,
        quantity::maths::ln(o.exports[0]),
    );
    near(o.central_bank_equity, o.central_bank_residual());
    near(c.rates.loan_repayment, 0.05);
    // The cycle of the past ends where it began, so that the opening is on trend.
    near(output(&c), o.output[39]);
    near(o.inflation[39], quantity::maths::ln(1.005));
    let mut overrides = set("economy.trend.productivity_growth", "0.04");
    overrides.extend(set("economy.trend.cycle_amplitude", "0"));
    let options = LoadOptions {
        overrides: &overrides,
        ..LoadOptions::default()
    };
    let growing = load("village", &options).unwrap().calibration;
    near(
        growing.opening.output[39] / growing.opening.output[38],
        1.01,
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Any village balances, is accepted by its own checks, and can be run.
    #[test]
    fn any_village_balances(industries in 0_usize..25, households in 0_u32..20_000, mean_firm_size in 0.5_f64..40.0) {
        let spec = VillageSpec { industries, households, mean_firm_size };
        let tables = village(&spec);
        assert_balanced(&tables);
        prop_assert!(tables.check().is_ok(), "{:?}", tables.check());
        let spending = tables.scalars.households;
        prop_assert!(spending.consumption_propensity + spending.housing_propensity <= 1.0);
        let calibration = tables.calibration(1000.0);
        prop_assert!(calibration.is_ok(), "{:?}", calibration);
        for g in 0..tables.n_industries() {
            let output = money(tables.use_table.output[g].into()) / 4.0;
            prop_assert!(tables.opening_profit(g) >= 0.04 * output);
        }
        let name = String::new();
        let files = render(&tables).into_iter().map(|(file, text)| (file.to_owned(), text.into_bytes()));
        let memory = Memory { name, files: files.collect() };
        let loaded = load_files(&memory, "", &LoadOptions::default());
        prop_assert_eq!(loaded.map(|loaded| loaded.calibration).ok(), calibration.ok());
    }
}
