//! One row per firm.

use economy::Economy;
use quantity::{FirmId, Id};
use theory::Digital;

use super::area_code;
use super::frame::{Column, Frame};

/// Columns of the table `firms`.
pub const COLUMNS: &[Column] = &[
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new(
        "firm",
        "",
        "Number of the firm, from 0, industry by industry.",
    ),
    Column::new("industry", "", "Code of its industry."),
    Column::new(
        "area",
        "",
        "Code of the area where it is; ALL where the whole country is one.",
    ),
    Column::new("employees", "persons", "Employees."),
    Column::new("price", "index, opening = 1", "Its price."),
    Column::new("output", "money at opening prices", "Output."),
    Column::new(
        "sales",
        "money at opening prices",
        "Sales; null at the opening.",
    ),
    Column::new(
        "demand",
        "money at opening prices",
        "Demand met, served or not.",
    ),
    Column::new("capital", "money at opening prices", "Capital."),
    Column::new(
        "inputs",
        "money at opening prices",
        "Stock of intermediate inputs.",
    ),
    Column::new(
        "inventories",
        "money at opening prices",
        "Stock of own goods.",
    ),
    Column::new("loans", "money", "Bank loans."),
    Column::new("deposits", "money", "Deposits, negative for an overdraft."),
    Column::new("equity", "money", "Assets less loans, at today's prices."),
    Column::new(
        "profit",
        "money",
        "Profit after wear and interest, before tax; at the opening that of the quarter before.",
    ),
    Column::new(
        "wage",
        "money at opening prices per person",
        "Real gross wage per employee.",
    ),
];

/// Adds the rows of all firms.
pub fn rows(
    frame: &mut Frame,
    economy: &Economy,
    digital: Option<&Digital>,
    seed: u64,
    quarter: u32,
) {
    let f = &economy.firms;
    let n = f.len();
    let opening = quarter == 0;
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.wholes(n, |k| k as u64);
    frame.words(n, |k| {
        let g = f.industry[FirmId::new(k)] as usize;
        &economy.calibration.industries[g].code
    });
    frame.words(n, |k| area_code(economy, f.area[FirmId::new(k)]));
    frame.wholes(n, |k| u64::from(f.employees[FirmId::new(k)]));
    let nothing = vec![f64::NAN; n];
    let columns: [&[f64]; 9] = [
        &f.price,
        &f.output,
        if opening { &nothing } else { &f.sales },
        &f.demand,
        &f.capital,
        &f.inputs,
        &f.inventories,
        &f.loans,
        &f.deposits,
    ];
    for column in columns {
        frame.numbers(n, |k| column[k]);
    }
    frame.numbers(n, |k| f.net_worth(FirmId::new(k), &economy.prices));
    frame.numbers(n, |k| f.profit[FirmId::new(k)]);
    let wage = if opening { &f.base_wage } else { &f.wage };
    frame.numbers(n, |k| wage[FirmId::new(k)]);
    if let Some(digital) = digital {
        super::digital::firms(frame, digital);
    }
    frame.next_rows();
}
