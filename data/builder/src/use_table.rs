//! The use table of 2022: balanced, stocks of inputs split off, in whole tenths of a billion yuan.
//!
//! # Source
//! Long run, §6.2, steps 5 to 7.

use crate::capital_formation::CapitalFormation;
use crate::controls::{Controls, Seed};
use crate::error::Error;
use crate::gras::{self, Fitted};
use crate::industry::{INDUSTRIES, N};
use crate::rounding::{in_tenths, to_total};

/// Columns of final uses, in the order of the file.
pub const FINALS: [&str; 9] = [
    "HH_RURAL",
    "HH_URBAN",
    "GOV",
    "FIRM_INV",
    "DWELLINGS",
    "PUBLIC_INV",
    "INPUT_STOCKS",
    "EXPORTS",
    "IMPORTS",
];
/// Rows of value added, in the order of the file.
pub const COSTS: [&str; 4] = [
    "COMPENSATION",
    "TAXES_ON_PRODUCTION",
    "DEPRECIATION",
    "OPERATING_SURPLUS",
];
/// Positions among [`FINALS`].
pub const FIRM_INV: usize = 3;
/// See [`FIRM_INV`].
pub const DWELLINGS: usize = 4;
/// See [`FIRM_INV`].
pub const PUBLIC_INV: usize = 5;
/// See [`FIRM_INV`].
pub const INPUT_STOCKS: usize = 6;
/// See [`FIRM_INV`].
pub const EXPORTS: usize = 7;
/// See [`FIRM_INV`].
pub const IMPORTS: usize = 8;
/// Positions among [`COSTS`].
pub const COMPENSATION: usize = 0;
/// See [`COMPENSATION`].
pub const TAXES: usize = 1;
/// See [`COMPENSATION`].
pub const DEPRECIATION: usize = 2;
/// See [`COMPENSATION`].
pub const SURPLUS: usize = 3;

/// A share of an industry's inputs may move by this much at most.
pub const LARGEST_SHARE_CHANGE: f64 = 0.05;

/// The use table, in tenths of a billion yuan a year; every identity holds exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseTable {
    /// Purchases for use, `product · N + industry`.
    pub intermediate: Vec<i64>,
    /// Final uses, in the order of [`FINALS`]; imports are negative.
    pub finals: [Vec<i64>; 9],
    /// Output of each product.
    pub output: Vec<i64>,
    /// Costs of each industry, in the order of [`COSTS`].
    pub costs: [Vec<i64>; 4],
}

/// How the balancing went.
#[derive(Clone, Debug)]
pub struct Balancing {
    /// Rounds of GRAS.
    pub rounds: usize,
    /// Largest relative gap left.
    pub gap: f64,
    /// Largest change of a share of an industry's inputs against 2020.
    pub largest_change: f64,
    /// Product and industry of that share.
    pub at: (&'static str, &'static str),
    /// Cells below 0 besides imports.
    pub negative_cells: usize,
}

/// Balances the table of 2020 to the controls of 2022 and rounds it.
///
/// # Errors
/// No convergence, or a share of inputs that moves by more than [`LARGEST_SHARE_CHANGE`].
pub fn build(
    seed: &Seed,
    controls: &Controls,
    capital: &CapitalFormation,
) -> Result<(UseTable, Balancing), Error> {
    let fitted = balance(seed, controls, capital)?;
    let balancing = judge(seed, &fitted);
    if balancing.largest_change > LARGEST_SHARE_CHANGE {
        let (product, industry) = balancing.at;
        return Err(Error::Step {
            step: "balancing of the use table",
            what: format!("the change of the share of {product} in the inputs of {industry}"),
            value: balancing.largest_change,
            allowed: "0.05 or less",
        });
    }
    let costs = [COMPENSATION, TAXES, DEPRECIATION].map(|cost| seed.cost_of(cost, controls));
    let table = round(&fitted.cells, controls, capital, &costs);
    Ok((table, balancing))
}

/// Industries and final uses other than INPUT_STOCKS, which industries buy with their own shares.
const COLUMNS: usize = N + 8;

/// Step 5: purchases of industries include those for their stocks.
fn balance(seed: &Seed, controls: &Controls, capital: &CapitalFormation) -> Result<Fitted, Error> {
    let mut cells = Vec::with_capacity(N * COLUMNS);
    for g in 0..N {
        cells.extend_from_slice(&seed.intermediate[g * N..(g + 1) * N]);
        cells.extend([
            seed.rural[g],
            seed.urban[g],
            seed.government[g],
            capital.investment_seed[g],
            capital.dwellings_seed[g],
            capital.public_seed[g],
            seed.exports[g],
            -seed.imports[g],
        ]);
    }
    let industries = (0..N).map(|g| controls.inputs(g) * capital.purchases_over_use);
    let finals = [
        controls.rural,
        controls.urban,
        controls.government,
        capital.replacement + capital.net_investment,
        capital.dwellings,
        capital.public,
        controls.exports,
        -controls.imports,
    ];
    let columns: Vec<f64> = industries.chain(finals).collect();
    gras::fit(&cells, &controls.output, &columns)
}

fn judge(seed: &Seed, fitted: &Fitted) -> Balancing {
    let column = |cells: &[f64], width: usize, s: usize| -> f64 {
        (0..N).map(|g| cells[g * width + s]).sum()
    };
    let mut largest_change = 0.0;
    let mut at = ("", "");
    for (s, industry) in INDUSTRIES.iter().enumerate() {
        let before = column(&seed.intermediate, N, s);
        let after = column(&fitted.cells, COLUMNS, s);
        for (g, product) in INDUSTRIES.iter().enumerate() {
            let share = seed.intermediate[g * N + s] / before;
            let change = (fitted.cells[g * COLUMNS + s] / after - share).abs();
            if change > largest_change {
                largest_change = change;
                at = (product.code, industry.code);
            }
        }
    }
    let negative = |(at, cell): (usize, &f64)| at % COLUMNS != COLUMNS - 1 && *cell < 0.0;
    Balancing {
        rounds: fitted.rounds,
        gap: fitted.gap,
        largest_change,
        at,
        negative_cells: fitted
            .cells
            .iter()
            .enumerate()
            .filter(|c| negative(*c))
            .count(),
    }
}

/// Steps 5 (stocks), 6 and 7.
///
/// Inputs of an industry are rounded by largest remainder, so that value added is that of the controls;
/// the gap of each row goes into its largest final use, that of the costs into operating surplus.
fn round(
    cells: &[f64],
    controls: &Controls,
    capital: &CapitalFormation,
    costs: &[Vec<f64>; 3],
) -> UseTable {
    let mut table = UseTable {
        intermediate: vec![0; N * N],
        finals: std::array::from_fn(|_| vec![0; N]),
        output: controls.output.iter().map(|v| in_tenths(*v)).collect(),
        costs: std::array::from_fn(|_| vec![0; N]),
    };
    let value_added = to_total(&tenths_of(&controls.value_added), in_tenths(controls.gdp));
    for s in 0..N {
        let used: Vec<f64> = (0..N)
            .map(|g| 10.0 * cells[g * COLUMNS + s] / capital.purchases_over_use)
            .collect();
        let inputs = table.output[s] - value_added[s];
        for (g, whole) in to_total(&used, inputs).into_iter().enumerate() {
            table.intermediate[g * N + s] = whole;
        }
        for (cost, amounts) in costs.iter().enumerate() {
            table.costs[cost][s] = in_tenths(amounts[s]);
        }
        let others: i64 = (0..SURPLUS).map(|cost| table.costs[cost][s]).sum();
        table.costs[SURPLUS][s] = value_added[s] - others;
    }
    for g in 0..N {
        let row = &cells[g * COLUMNS..(g + 1) * COLUMNS];
        let purchases: f64 = row[..N].iter().sum();
        let stocks = purchases - purchases / capital.purchases_over_use;
        table.finals[INPUT_STOCKS][g] = in_tenths(stocks);
        for (at, amount) in row[N..].iter().enumerate() {
            let column = if at < INPUT_STOCKS { at } else { at + 1 };
            table.finals[column][g] = in_tenths(*amount);
        }
        let largest = (0..IMPORTS).fold(0, |best, column| {
            if table.finals[column][g] > table.finals[best][g] {
                column
            } else {
                best
            }
        });
        table.finals[largest][g] += table.output[g] - table.uses_of(g);
    }
    table
}

fn tenths_of(values: &[f64]) -> Vec<f64> {
    values.iter().map(|value| 10.0 * value).collect()
}

impl UseTable {
    /// All uses of a product, imports deducted.
    #[must_use]
    pub fn uses_of(&self, product: usize) -> i64 {
        let bought: i64 = self.intermediate[product * N..(product + 1) * N]
            .iter()
            .sum();
        bought
            + self
                .finals
                .iter()
                .map(|column| column[product])
                .sum::<i64>()
    }

    /// All inputs that an industry uses.
    #[must_use]
    pub fn inputs_of(&self, industry: usize) -> i64 {
        self.intermediate.iter().skip(industry).step_by(N).sum()
    }

    /// Value added of an industry.
    #[must_use]
    pub fn value_added(&self, industry: usize) -> i64 {
        self.costs.iter().map(|row| row[industry]).sum()
    }

    /// Value added of all industries, billion yuan.
    #[must_use]
    pub fn gdp(&self) -> f64 {
        (0..N).map(|g| self.value_added(g)).sum::<i64>() as f64 / 10.0
    }

    /// A final use of all products, billion yuan.
    #[must_use]
    pub fn total(&self, column: usize) -> f64 {
        self.finals[column].iter().sum::<i64>() as f64 / 10.0
    }

    /// A cost of an industry, billion yuan.
    #[must_use]
    pub fn cost(&self, cost: usize, industry: usize) -> f64 {
        self.costs[cost][industry] as f64 / 10.0
    }

    /// A cost of all industries, billion yuan.
    #[must_use]
    pub fn total_cost(&self, cost: usize) -> f64 {
        self.costs[cost].iter().sum::<i64>() as f64 / 10.0
    }
}
