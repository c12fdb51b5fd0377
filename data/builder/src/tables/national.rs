//! The tables of the nation: use table, industries, balance sheets, digital openings.

use super::{DIGITS, column, header};
use crate::areas::Areas;
use crate::error::Error;
use crate::folder::{Column, Status, Table};
use crate::industry::{INDUSTRIES, Industry, N, codes, each};
use crate::opening::{Opening, employer_contributions};
use crate::research::Research;
use crate::rounding::{decimals, in_tenths, significant, tenths};
use crate::scalars;
use crate::use_table::{COMPENSATION, COSTS, DEPRECIATION, FINALS, SURPLUS, TAXES, UseTable};

/// `use_table.csv`.
#[must_use]
pub fn use_table(table: &UseTable) -> Table {
    let all = std::iter::once("product")
        .chain(codes())
        .chain(FINALS)
        .chain(["OUTPUT"]);
    let mut rows = Vec::new();
    for g in 0..N {
        let bought = table.intermediate[g * N..(g + 1) * N].iter();
        let finals = table.finals.iter().map(|amounts| &amounts[g]);
        let amounts = bought.chain(finals).chain([&table.output[g]]);
        let cells = amounts.map(|amount| tenths(*amount));
        rows.push(
            std::iter::once(INDUSTRIES[g].code.to_owned())
                .chain(cells)
                .collect(),
        );
    }
    let value_added: Vec<i64> = (0..N).map(|g| table.value_added(g)).collect();
    let costs = COSTS
        .iter()
        .zip(&table.costs)
        .map(|(name, row)| (*name, row));
    for (name, amounts) in costs.chain([("VALUE_ADDED", &value_added)]) {
        let cells = amounts.iter().map(|amount| tenths(*amount));
        let empty = std::iter::repeat_n(String::new(), FINALS.len() + 1);
        rows.push(
            std::iter::once(name.to_owned())
                .chain(cells)
                .chain(empty)
                .collect(),
        );
    }
    let unit = "billion yuan per year";
    let mut columns: Vec<Column> = codes()
        .iter()
        .map(|code| {
            let note = "2020 table moved to the sector totals of 2022";
            column(code, unit, Status::Derived, "nbs_io_2020", note)
        })
        .collect();
    let recalled = "composition of 2020; total recalled, share of 2022 GDP";
    for name in FINALS {
        let (status, source, note) = match name {
            "FIRM_INV" => (
                Status::Derived,
                "nbs_io_2020",
                "replacement and net investment at assumed rates of wear",
            ),
            "DWELLINGS" => (
                Status::Assumed,
                "own",
                "8 % of GDP, construction .96, real estate .04",
            ),
            "PUBLIC_INV" => (
                Status::Derived,
                "nbs_io_2020",
                "rest of capital formation, construction .90, business services .10",
            ),
            "INPUT_STOCKS" => (
                Status::Derived,
                "nbs_io_2020",
                "growth of stocks of inputs of 1/0.95 quarters",
            ),
            "HH_RURAL" | "HH_URBAN" => (
                Status::Recalled,
                "nbs_yearbook_2023",
                "composition of 2020; total recalled, split by survey consumption",
            ),
            _ => (Status::Recalled, "nbs_yearbook_2023", recalled),
        };
        columns.push(column(name, unit, status, source, note));
    }
    columns.push(column(
        "OUTPUT",
        unit,
        Status::Derived,
        "nbs_io_2020",
        "value added of 2022 at the output ratio of 2020",
    ));
    Table {
        name: "use_table",
        header: header(all),
        rows,
        columns,
    }
}

/// Columns of `industries.csv`.
const INDUSTRY_COLUMNS: [&str; 17] = [
    "industry",
    "name",
    "jobs_thousand",
    "alpha",
    "beta",
    "kappa",
    "delta",
    "wage",
    "tau_products",
    "tau_production",
    "margin",
    "self_employed_share",
    "government_share",
    "depreciation_rate",
    "loans",
    "distance_decay",
    "mean_firm_size",
];

/// `industries.csv`.
#[must_use]
pub fn industries(table: &UseTable, areas: &Areas, opening: &Opening) -> Table {
    let rows = INDUSTRIES.iter().enumerate();
    let rows = rows.map(|(g, industry)| {
        let jobs = areas.jobs.national[g] as f64 / 10.0;
        industry_row(table, (g, industry), jobs, opening.sheets[g].loans)
    });
    Table {
        name: "industries",
        header: header(INDUSTRY_COLUMNS),
        rows: rows.collect(),
        columns: industry_columns(),
    }
}

/// The row of an industry; coefficients as the loader computes them.
fn industry_row(
    table: &UseTable,
    (g, industry): (usize, &Industry),
    jobs: f64,
    loans: f64,
) -> Vec<String> {
    let output = table.output[g] as f64 / 10.0;
    let wear = table.cost(DEPRECIATION, g);
    let full_use = scalars::CAPACITY_USE * wear / industry.depreciation_rate;
    let taxes = table.cost(TAXES, g) / output;
    let on_products = scalars::PRODUCTS_SHARE * taxes.max(0.0);
    let wage = table.cost(COMPENSATION, g) / 4.0 / jobs / (1.0 + employer_contributions(g));
    let coefficients = [
        output / 4.0 / jobs,
        output / (table.inputs_of(g) as f64 / 10.0),
        output / 4.0 / full_use,
        wear / 4.0 / full_use,
        wage,
        on_products,
        taxes - on_products,
        table.cost(SURPLUS, g) / output,
    ];
    let rest = [
        industry.self_employed_share,
        industry.government_share,
        industry.depreciation_rate,
        decimals(loans, 1),
        industry.distance_decay,
        industry.mean_firm_size,
    ];
    let texts = [
        industry.code.to_owned(),
        industry.name.to_owned(),
        jobs.to_string(),
    ];
    let coefficients = coefficients.map(|v| significant(v, DIGITS).to_string());
    let rest = rest.map(|v| v.to_string());
    texts.into_iter().chain(coefficients).chain(rest).collect()
}

fn industry_columns() -> Vec<Column> {
    let io = |name, unit, note| column(name, unit, Status::Derived, "nbs_io_2020", note);
    let own = |name, unit, note| column(name, unit, Status::Assumed, "own", note);
    vec![
        column(
            "jobs_thousand",
            "thousand jobs",
            Status::Derived,
            "nbs_census_2020",
            "census long form, yearbook totals of 2020, sector shares of 2022 recalled",
        ),
        io("alpha", "billion yuan per thousand jobs and quarter", ""),
        io("beta", "output over intermediate inputs", ""),
        io(
            "kappa",
            "output per quarter over capital at full use",
            "capital by assumed rates of wear",
        ),
        io(
            "delta",
            "depreciation per quarter over capital at full use",
            "capital by assumed rates of wear",
        ),
        io(
            "wage",
            "billion yuan per thousand jobs and quarter",
            "mixed income included",
        ),
        io("tau_products", "share of output", "split by products_share"),
        io(
            "tau_production",
            "share of output",
            "split by products_share",
        ),
        io(
            "margin",
            "share of output",
            "before the floor of the long-run rules",
        ),
        own(
            "self_employed_share",
            "share of the employed",
            "no contributions on their wages",
        ),
        own(
            "government_share",
            "share of dividends",
            "shares of state ownership vary by source",
        ),
        own(
            "depreciation_rate",
            "share of capital per year",
            "mix of assets; gives capital of 2.5 years of GDP",
        ),
        own(
            "loans",
            "billion yuan",
            "in proportion to capital under caps on interest and on capital; no public services",
        ),
        own(
            "distance_decay",
            "per hop between areas",
            "goods travel, personal services do not",
        ),
        own(
            "mean_firm_size",
            "employees per firm",
            "there are no counts of firms; small enough for every area",
        ),
    ]
}

/// `balance_sheets.csv`.
#[must_use]
pub fn balance_sheets(table: &UseTable) -> Table {
    let gdp = table.gdp();
    let income = scalars::DISPOSABLE_INCOME;
    let sheets = [
        (
            "deposits",
            "firms",
            scalars::FIRM_DEPOSITS,
            Status::Recalled,
            "deposits of non-financial firms over GDP, from memory of monetary statistics",
        ),
        (
            "loans",
            "firms",
            scalars::FIRM_LOANS,
            Status::Assumed,
            "1.15 of GDP recalled, less bank loans of financing vehicles",
        ),
        (
            "deposits",
            "households",
            scalars::HOUSEHOLD_DEPOSITS,
            Status::Recalled,
            "120 trillion gross less 75 trillion of household loans, from memory",
        ),
        (
            "dwellings",
            "households",
            scalars::DWELLING_STOCK * income,
            Status::Assumed,
            "three years of disposable income; no effect on flows",
        ),
        (
            "debt",
            "government",
            scalars::PUBLIC_DEBT,
            Status::Recalled,
            ".50 narrow and .45 of financing vehicles, from memory",
        ),
        (
            "equity",
            "bank",
            scalars::BANK_EQUITY,
            Status::Recalled,
            "equity of banks over GDP, from memory",
        ),
        (
            "claims",
            "rest_of_world",
            scalars::FOREIGN_POSITION,
            Status::Recalled,
            "net foreign assets with opposite sign, from memory",
        ),
    ];
    let rows = sheets
        .iter()
        .map(|(stock, holder, ratio, status, note)| {
            let source = if *status == Status::Recalled {
                "pbc_statistics"
            } else {
                "own"
            };
            vec![
                (*stock).to_owned(),
                (*holder).to_owned(),
                tenths(in_tenths(ratio * gdp)),
                significant(*ratio, DIGITS).to_string(),
                status.word().to_owned(),
                source.to_owned(),
                (*note).to_owned(),
            ]
        })
        .collect();
    Table {
        name: "balance_sheets",
        header: header([
            "stock", "holder", "amount", "ratio", "status", "source", "note",
        ]),
        rows,
        columns: vec![
            column(
                "amount",
                "billion yuan",
                Status::Recalled,
                "pbc_statistics",
                "no balance sheets in the research tables",
            ),
            column("ratio", "over GDP", Status::Recalled, "pbc_statistics", ""),
        ],
    }
}

/// `digital.csv`.
///
/// # Errors
/// A national fact that is missing.
pub fn digital(research: &Research, areas: &Areas) -> Result<Table, Error> {
    let adoption = [
        research.fact("de_penetration_primary")?,
        research.fact("de_penetration_secondary")?,
        research.fact("de_penetration_tertiary")?,
    ];
    let jobs = &areas.jobs.national;
    let all: i64 = jobs.iter().sum();
    let weighted: f64 = (0..N).map(|g| jobs[g] as f64 * INDUSTRIES[g].routine).sum();
    let factor = scalars::ROUTINE_MEAN / (weighted / all as f64);
    let routine = each(|_, industry| factor * industry.routine);
    let rows = INDUSTRIES
        .iter()
        .zip(&routine)
        .map(|(industry, routine)| {
            let online = if industry.online < 0.0 {
                scalars::ONLINE_GOODS
            } else {
                industry.online
            };
            vec![
                industry.code.to_owned(),
                decimals(adoption[industry.sector as usize] / 100.0, 3).to_string(),
                decimals(*routine, 3).to_string(),
                industry.remote.to_string(),
                online.to_string(),
                industry.online_max.to_string(),
            ]
        })
        .collect();
    Ok(Table {
        name: "digital",
        header: header([
            "industry",
            "adoption",
            "routine_share",
            "remote_share",
            "online_share",
            "online_max",
        ]),
        rows,
        columns: vec![
            column(
                "adoption",
                "share of processes",
                Status::Verified,
                "caict_2023",
                "digital penetration of the sector",
            ),
            column(
                "routine_share",
                "share of tasks",
                Status::Assumed,
                "own",
                "by occupation, rescaled to a mean of .40 by jobs",
            ),
            column(
                "remote_share",
                "share of jobs",
                Status::Assumed,
                "own",
                "jobs that can be done from afar",
            ),
            column(
                "online_share",
                "share of purchases",
                Status::Assumed,
                "nbs_retail_2022",
                "27.2 % of goods is published, services are assumed",
            ),
            column(
                "online_max",
                "share of purchases",
                Status::Assumed,
                "own",
                "above the observed share of those online",
            ),
        ],
    })
}
