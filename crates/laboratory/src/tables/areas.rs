//! One row per quarter and area: the accounts of places.
//!
//! Value added, wages and the taxes of firms stand where the firm is; the labour force, incomes, benefits
//! and what households pay stand where they live. An economy without a map is one area, `ALL`.
//!
//! # Source
//! Long run, §4.5 and §9.

use economy::Economy;
use economy::households::NOBODY;
use economy::people::incomes;
use economy::people::measures;
use inequality::Ranked;
use quantity::{HouseholdId, Id};
use theory::Digital;

use super::WHOLE;
use super::frame::{Column, Frame};
use super::industries::after_opening;

/// Columns of the table `areas`.
pub const COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new(
        "area",
        "",
        "Code of the area, province/kind; ALL where the whole country is one.",
    ),
    Column::new(
        "population",
        "persons",
        "Persons of the model who live there; households where these are single persons.",
    ),
    Column::new(
        "labour_force",
        "persons",
        "Persons who live there and work or look for work; owners of firms without people are not counted.",
    ),
    Column::new(
        "employment",
        "persons",
        "Persons who live there and have a job, wherever it is.",
    ),
    Column::new(
        "unemployment_rate",
        "share",
        "Persons without a job, over the labour force; null where there is none.",
    ),
    Column::new(
        "gross_value_added",
        "money",
        "Gross value added at basic prices of the firms there.",
    ),
    Column::new(
        "real_gross_value_added",
        "money at opening prices",
        "Gross value added of the firms there at the prices of the opening.",
    ),
    Column::new(
        "wage",
        "money per person",
        "Gross wages paid there per job there; null where there is none.",
    ),
    Column::new(
        "price_index",
        "index, opening = 1",
        "Cost there of the consumption basket of the opening.",
    ),
    Column::new(
        "disposable_income_mean",
        "money per person",
        "Disposable income before interest of those who live there, per head.",
    ),
    Column::new(
        "disposable_income_median",
        "money per person",
        "Median over persons of their household's disposable income per head.",
    ),
    Column::new(
        "survey_income_mean",
        "money per person",
        "Income of those who live there as the survey would see it, per head; null without people.",
    ),
    Column::new(
        "real_consumption_mean",
        "money at opening prices per person",
        "Consumption of those who live there, taxes included, per head, over the price index there; planned at the opening.",
    ),
    Column::new(
        "gini_disposable_income",
        "index",
        "Gini coefficient over persons of their household's disposable income per head.",
    ),
    Column::new(
        "taxes",
        "money",
        "Taxes and contributions of the firms, employees and households there, of the whole country all revenue; null at the opening.",
    ),
    Column::new(
        "transfers",
        "money",
        "Benefits paid to those who live there, and gifts they got less those they gave; null at the opening.",
    ),
    Column::new(
        "net_migration",
        "persons",
        "Persons who moved in during the quarter less those who moved out; null without people.",
    ),
];

/// What is known of an area.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    population: u64,
    labour_force: u64,
    employed: u64,
    jobs: f64,
    value_added: f64,
    real_value_added: f64,
    wages: f64,
    price: f64,
    income: f64,
    median: f64,
    gini: f64,
    survey_income: f64,
    consumption: f64,
    taxes: f64,
    transfers: f64,
    net_migration: f64,
}

/// Adds the rows of all areas.
pub fn rows(
    frame: &mut Frame,
    economy: &Economy,
    digital: Option<&Digital>,
    seed: u64,
    quarter: u32,
) {
    let rows = if economy.regional.is_empty() {
        vec![whole(economy, quarter)]
    } else {
        places(economy, quarter)
    };
    let n = rows.len();
    let map = &economy.calibration.geography;
    let heads = |k: usize| rows[k].population as f64;
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.words(n, |k| if n == 1 { WHOLE } else { &map.areas[k].code });
    frame.wholes(n, |k| rows[k].population);
    frame.wholes(n, |k| rows[k].labour_force);
    frame.wholes(n, |k| rows[k].employed);
    frame.numbers(n, |k| {
        1.0 - rows[k].employed as f64 / rows[k].labour_force as f64
    });
    frame.numbers(n, |k| rows[k].value_added);
    frame.numbers(n, |k| rows[k].real_value_added);
    frame.numbers(n, |k| rows[k].wages / rows[k].jobs);
    frame.numbers(n, |k| rows[k].price);
    frame.numbers(n, |k| rows[k].income / heads(k));
    frame.numbers(n, |k| rows[k].median);
    frame.numbers(n, |k| rows[k].survey_income / heads(k));
    frame.numbers(n, |k| rows[k].consumption / rows[k].price / heads(k));
    frame.numbers(n, |k| rows[k].gini);
    frame.numbers(n, |k| after_opening(quarter, rows[k].taxes));
    frame.numbers(n, |k| after_opening(quarter, rows[k].transfers));
    frame.numbers(n, |k| rows[k].net_migration);
    if let Some(digital) = digital {
        super::digital::areas(frame, economy, digital);
    }
    frame.next_rows();
}

/// The whole country as one area.
fn whole(economy: &Economy, quarter: u32) -> Row {
    let Economy {
        households,
        government,
        books,
        prices,
        ..
    } = economy;
    let people = households.people.as_ref();
    let employed = households.n_workers - households.unemployed();
    let ranked = measures::disposable_income(economy);
    let survey = measures::survey_incomes(economy);
    Row {
        population: people.map_or(households.len(), |people| people.population()) as u64,
        labour_force: households.n_workers as u64,
        employed: employed as u64,
        jobs: employed as f64,
        value_added: books.gross_value_added.nominal,
        real_value_added: books.gross_value_added.real,
        wages: books.wages,
        price: prices.consumer,
        income: households.disposable_income.iter().sum(),
        median: of(ranked.as_ref(), |r| r.quantile(0.5)),
        gini: of(ranked.as_ref(), Ranked::gini),
        survey_income: people.map_or(f64::NAN, |_| survey.iter().sum()),
        consumption: households
            .ids()
            .map(|h| consumption(economy, h, quarter))
            .sum(),
        taxes: government.revenue,
        transfers: government.benefits + households.moved.given_by_firms,
        net_migration: people.map_or(f64::NAN, |_| 0.0),
    }
}

/// Every area of the map.
fn places(economy: &Economy, quarter: u32) -> Vec<Row> {
    let Economy {
        households,
        regional,
        prices,
        ..
    } = economy;
    let mut rows = vec![Row::default(); regional.jobs.len()];
    for (k, row) in rows.iter_mut().enumerate() {
        row.jobs = f64::from(regional.jobs[k]);
        row.value_added = regional.value_added[k].nominal;
        row.real_value_added = regional.value_added[k].real;
        row.wages = regional.wages[k];
        // What the basket costs there, whether or not wages and benefits follow it.
        row.price = prices
            .areas
            .consumer
            .get(k)
            .copied()
            .unwrap_or(prices.consumer);
        row.taxes = regional.taxes[k];
        row.transfers = regional.transfers[k];
    }
    if quarter == 0 {
        opening_production(economy, &mut rows);
    }
    count_persons(economy, &mut rows);
    let people = households.people.as_deref();
    let survey = measures::survey_incomes(economy);
    let mut heads: Vec<(Vec<f64>, Vec<f64>)> = vec![Default::default(); rows.len()];
    for h in households.ids() {
        let area = households.area[h] as usize;
        let row = &mut rows[area];
        let income = households.disposable_income[h];
        row.income += income;
        row.survey_income += survey.get(h.index()).copied().unwrap_or(f64::NAN);
        row.consumption += consumption(economy, h, quarter);
        let members = people.map_or(1.0, |people| f64::from(people.members[h]));
        if members > 0.0 {
            heads[area].0.push(income / members);
            heads[area].1.push(members);
        }
    }
    for (row, (incomes, members)) in rows.iter_mut().zip(heads) {
        let ranked = Ranked::weighted(&incomes, &members).ok();
        row.median = of(ranked.as_ref(), |r| r.quantile(0.5));
        row.gini = of(ranked.as_ref(), Ranked::gini);
    }
    rows
}

/// Production at the opening, when inputs cost 1 and base wages are paid.
fn opening_production(economy: &Economy, rows: &mut [Row]) {
    let firms = &economy.firms;
    for i in firms.ids() {
        let row = &mut rows[firms.area[i] as usize];
        let output = firms.output[i];
        let inputs = output / firms.output_per_input[i];
        let value = (1.0 - firms.tax_products[i]) * output - inputs;
        row.value_added += value;
        row.real_value_added += value;
        row.wages += firms.base_wage[i] * f64::from(firms.employees[i]);
    }
}

/// Residents, those of them who work or look for work, and who moved.
fn count_persons(economy: &Economy, rows: &mut [Row]) {
    let households = &economy.households;
    if households.people.is_some() {
        for (row, area) in rows.iter_mut().zip(incomes::by_area(economy)) {
            row.population = area.population;
            row.labour_force = area.labour_force;
            row.employed = area.employed;
            row.net_migration = area.net_migration as f64;
        }
        return;
    }
    for row in rows.iter_mut() {
        row.net_migration = f64::NAN;
    }
    for (h, &area) in households.area.iter().enumerate() {
        let row = &mut rows[area as usize];
        row.population += 1;
        if h < households.n_workers {
            row.labour_force += 1;
            row.employed += u64::from(households.employer.get(h) != Some(&NOBODY));
        }
    }
}

/// Consumption of a household, taxes included; what it would spend of its income at the opening.
pub(super) fn consumption(economy: &Economy, h: HouseholdId, quarter: u32) -> f64 {
    let households = &economy.households;
    let rates = &economy.calibration.rates;
    if quarter > 0 {
        return (1.0 + rates.tax_value_added) * households.consumption[h];
    }
    let people = households.people.as_ref();
    let own = people.map_or(1.0, |people| people.propensity[h]);
    own * rates.consumption_propensity * households.disposable_income[h]
}

/// A measure of a distribution; not a number where it is undefined.
fn of(ranked: Option<&Ranked>, measure: impl Fn(&Ranked) -> inequality::Result<f64>) -> f64 {
    ranked
        .and_then(|ranked| measure(ranked).ok())
        .unwrap_or(f64::NAN)
}
