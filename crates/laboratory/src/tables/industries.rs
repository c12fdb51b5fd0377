//! One row per quarter and industry.

use economy::Economy;
use theory::Digital;

use super::frame::{Column, Frame};

/// Columns of the table `industries`.
pub const COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new("industry", "", "Code of the industry."),
    Column::new("firms", "firms", "Number of firms."),
    Column::new("employment", "persons", "Employees."),
    Column::new("output", "money", "Output at own prices."),
    Column::new(
        "real_output",
        "money at opening prices",
        "Output at the prices of the opening.",
    ),
    Column::new(
        "gross_value_added",
        "money",
        "Gross value added at basic prices.",
    ),
    Column::new(
        "wage_bill",
        "money",
        "Gross wages, before employers' contributions.",
    ),
    Column::new("operating_surplus", "money", "Gross operating surplus."),
    Column::new(
        "price_index",
        "index, opening = 1",
        "Own prices, weighted by output.",
    ),
    Column::new(
        "capital",
        "money",
        "Capital at today's price of capital goods.",
    ),
    Column::new("loans", "money", "Bank loans."),
    Column::new("inventories", "money", "Own goods in stock, at own prices."),
    Column::new(
        "exports",
        "money",
        "Exports of the industry's product, taxes included, as nominal_exports has them.",
    ),
    Column::new("imports", "money", "Imports of the industry's product."),
    Column::new(
        "fill_rate",
        "share",
        "Sales over demand met; null at the opening and where there was none.",
    ),
    Column::new(
        "herfindahl",
        "index",
        "Sum of squared shares of the firms in output.",
    ),
];

/// A value that the opening does not have.
pub(super) fn after_opening(quarter: u32, value: f64) -> f64 {
    if quarter == 0 { f64::NAN } else { value }
}

/// Sums over the firms of an industry.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    employees: u64,
    output: f64,
    real_output: f64,
    wage_bill: f64,
    surplus: f64,
    capital: f64,
    loans: f64,
    inventories: f64,
    sales: f64,
    demand: f64,
    squares: f64,
}

/// Adds the rows of all industries.
pub fn rows(
    frame: &mut Frame,
    economy: &Economy,
    digital: Option<&Digital>,
    seed: u64,
    quarter: u32,
) {
    let totals: Vec<Totals> = (0..economy.calibration.n_industries())
        .map(|g| totals(economy, g, quarter))
        .collect();
    let n = totals.len();
    let Economy {
        calibration,
        world,
        books,
        firms,
        ..
    } = economy;
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.words(n, |g| &calibration.industries[g].code);
    frame.wholes(n, |g| firms.of_industry(g).len() as u64);
    frame.wholes(n, |g| totals[g].employees);
    frame.numbers(n, |g| totals[g].output);
    frame.numbers(n, |g| totals[g].real_output);
    frame.numbers(n, |g| books.industry_value_added[g].nominal);
    frame.numbers(n, |g| totals[g].wage_bill);
    frame.numbers(n, |g| totals[g].surplus);
    frame.numbers(n, |g| totals[g].output / totals[g].real_output);
    frame.numbers(n, |g| totals[g].capital);
    frame.numbers(n, |g| totals[g].loans);
    frame.numbers(n, |g| totals[g].inventories);
    let tax = calibration.rates.tax_exports;
    frame.numbers(n, |g| (1.0 + tax) * world.exports_of_product[g]);
    frame.numbers(n, |g| {
        if quarter == 0 {
            calibration.baskets.imports[g] * world.planned_imports
        } else {
            world.import_price[g] * world.import_sales[g]
        }
    });
    frame.numbers(n, |g| {
        after_opening(quarter, totals[g].sales / totals[g].demand)
    });
    frame.numbers(n, |g| {
        totals[g].squares / (totals[g].real_output * totals[g].real_output)
    });
    if let Some(digital) = digital {
        super::digital::industries(frame, economy, digital);
    }
    frame.next_rows();
}

/// Sums over industry `g`; at the opening prices are 1 and base wages are paid.
fn totals(economy: &Economy, g: usize, quarter: u32) -> Totals {
    let Economy { firms, prices, .. } = economy;
    let mut sum = Totals::default();
    for i in firms.of_industry(g) {
        let (price, output) = (firms.price[i], firms.output[i]);
        let value = price * output;
        let (wages, input_price) = if quarter == 0 {
            (firms.base_wage[i] * f64::from(firms.employees[i]), 1.0)
        } else {
            (firms.wage_bill(i, prices), firms.input_price[i])
        };
        sum.employees += u64::from(firms.employees[i]);
        sum.output += value;
        sum.real_output += output;
        sum.wage_bill += wages;
        sum.surplus += value
            - (1.0 + firms.employer_contributions[i]) * wages
            - input_price * output / firms.output_per_input[i]
            - firms.tax_rate(i) * value;
        sum.capital += prices.capital * firms.capital[i];
        sum.loans += firms.loans[i];
        sum.inventories += price * firms.inventories[i];
        sum.sales += firms.sales[i];
        sum.demand += firms.demand[i];
        sum.squares += output * output;
    }
    sum
}
