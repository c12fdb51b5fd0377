//! Reads an economy in the project's own format: `economy.toml` and its tables.

mod document;
mod regions;
mod write;
mod write_regions;

use std::collections::BTreeMap;

use economy::tables::{
    Balance, Coefficients, Cost, Final, Header, IndustryRow, LARGEST, Note, OUTPUT, Problem, Stock,
    Tables, Tenths, UseTable, VALUE_ADDED, money,
};

use super::csv::{Row, Table, number};
use super::error::{At, Error, Fault, plain, shown};
use super::files::{Files, Text};

pub use write::{render, write};

const DOCUMENT: &str = "economy.toml";
const USE: &str = "use_table.csv";
const INDUSTRIES: &str = "industries.csv";
const BALANCES: &str = "balance_sheets.csv";

/// Industries at most: sums of the largest amounts still fit.
const MAX_INDUSTRIES: usize = 1_000;

/// Columns that every table may have.
const NOTES: [&str; 3] = ["status", "source", "note"];

/// Lines on which the rows and scalars of an economy stand.
#[derive(Clone, Debug, Default)]
pub struct OwnLines {
    folder: String,
    rows: BTreeMap<(&'static str, String), usize>,
}

impl OwnLines {
    /// Lines of an economy in `folder`, none of them known.
    #[must_use]
    pub fn unknown(folder: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            rows: BTreeMap::new(),
        }
    }

    /// The error for a problem of the tables, with its place.
    #[must_use]
    pub fn locate(&self, problem: Problem) -> Error {
        let file = problem.file();
        let row = problem.row().map(str::to_owned);
        let line = row.and_then(|row| self.rows.get(&(file, row)).copied());
        Error::File {
            at: At {
                folder: self.folder.clone(),
                file: file.to_owned(),
                line,
            },
            fault: Box::new(Fault::Tables(Box::new(problem))),
        }
    }

    fn keep(&mut self, file: &'static str, row: &str, line: usize) {
        self.rows.insert((file, row.to_owned()), line);
    }
}

/// Reads what an economy is called and which rules its data support, and nothing else of it.
///
/// # Errors
/// As [`read_tables`], as far as `economy.toml` goes.
pub(super) fn read_header(files: &dyn Files) -> Result<Header, Error> {
    Ok(document::read(&Text::read(files, DOCUMENT)?)?.header)
}

/// Reads an economy in the project's own format and checks it.
///
/// # Errors
/// One sentence with file, line, key or column, value and what is allowed.
pub fn read_tables(files: &dyn Files) -> Result<(Tables, OwnLines), Error> {
    let document = document::read(&Text::read(files, DOCUMENT)?)?;
    let mut lines = OwnLines::unknown(files.folder());
    for (path, line) in &document.lines {
        lines.keep(DOCUMENT, path, *line);
    }
    let industries_text = Text::read(files, INDUSTRIES)?;
    let (industries, stated) = read_industries(&industries_text, &mut lines)?;
    let (use_table, use_notes) = read_use_table(&Text::read(files, USE)?, &industries, &mut lines)?;
    let balances = read_balances(&Text::read(files, BALANCES)?, &mut lines)?;
    let regions = regions::read(files, &industries, &mut lines)?;
    let tables = Tables {
        header: document.header,
        scalars: document.scalars,
        correlation: document.correlation,
        notes: document.notes,
        sources: document.sources,
        columns: document.columns,
        use_table,
        use_notes,
        industries,
        balances,
        regions,
        settings: document.settings,
    };
    refuse_unknown_columns(files, &tables, &document.lines)?;
    tables.check().map_err(|problem| lines.locate(problem))?;
    for Stated {
        industry,
        column,
        value,
    } in stated
    {
        tables
            .check_coefficient(industry, column, value)
            .map_err(|problem| lines.locate(problem))?;
    }
    Ok((tables, lines))
}

/// A coefficient that stands in the file although it follows from the tables.
struct Stated {
    industry: usize,
    column: &'static str,
    value: f64,
}

/// Columns of `industries.csv` that need not be there, and what holds then.
const OPTIONAL_SHARES: [&str; 3] = ["self_employed_share", "government_share", "distance_decay"];

fn industry_columns() -> Vec<&'static str> {
    ["industry", "name", "jobs_thousand"]
        .into_iter()
        .chain(Coefficients::COLUMNS)
        .chain(OPTIONAL_SHARES)
        .chain(["depreciation_rate", "mean_firm_size", "loans"])
        .chain(NOTES)
        .collect()
}

fn use_columns(codes: &[&str]) -> Vec<String> {
    let finals = Final::ALL.iter().map(|kind| kind.column());
    let all = ["product"]
        .into_iter()
        .chain(codes.iter().copied())
        .chain(finals);
    all.chain([OUTPUT])
        .chain(NOTES)
        .map(str::to_owned)
        .collect()
}

const BALANCE_COLUMNS: [&str; 7] = [
    "stock", "holder", "amount", "ratio", "status", "source", "note",
];

fn read_industries(
    text: &Text,
    lines: &mut OwnLines,
) -> Result<(Vec<IndustryRow>, Vec<Stated>), Error> {
    let table = Table::parse(text, Some(&industry_columns()))?;
    let key = table.column("industry")?;
    let name = table.column("name")?;
    let (found, most) = (table.rows.len(), MAX_INDUSTRIES);
    if found == 0 || found > most {
        let expected = if found == 0 { 1 } else { most };
        return Err(text.refuse(None, Fault::Rows { found, expected }));
    }
    let mut rows = Vec::new();
    let mut stated = Vec::new();
    for (industry, row) in table.rows.iter().enumerate() {
        let code = row.cell(key);
        refuse_twice(text, row.line, "industry", code, lines, INDUSTRIES)?;
        let required = |column: &str| {
            table
                .column(column)
                .and_then(|at| cell(text, row, at, column, code))
        };
        let share = |column: &str| match table.find(column) {
            Some(at) => cell(text, row, at, column, code),
            None => Ok(0.0),
        };
        let loans = match table.find("loans").filter(|at| !row.cell(*at).is_empty()) {
            Some(at) => Some(cell(text, row, at, "loans", code)?),
            None => None,
        };
        rows.push(IndustryRow {
            code: code.to_owned(),
            name: row.cell(name).to_owned(),
            jobs_thousand: required("jobs_thousand")?,
            depreciation_rate: required("depreciation_rate")?,
            mean_firm_size: required("mean_firm_size")?,
            self_employed_share: share("self_employed_share")?,
            government_share: share("government_share")?,
            distance_decay: share("distance_decay")?,
            loans,
            note: row_note(&table, row)?,
        });
        for column in Coefficients::COLUMNS {
            if let Some(at) = table.find(column) {
                let value = cell(text, row, at, column, code)?;
                stated.push(Stated {
                    industry,
                    column,
                    value,
                });
            }
        }
    }
    Ok((rows, stated))
}

/// A finite number in the named column of the row of `code`.
fn cell(text: &Text, row: &Row, at: usize, column: &str, code: &str) -> Result<f64, Error> {
    number(text, row.line, row.cell(at), || {
        format!("{column} of {}", plain(code))
    })
}

fn refuse_twice(
    text: &Text,
    line: usize,
    what: &'static str,
    key: &str,
    lines: &mut OwnLines,
    file: &'static str,
) -> Result<(), Error> {
    if lines.rows.contains_key(&(file, key.to_owned())) {
        let name = plain(key);
        return Err(text.refuse(line, Fault::Twice { what, name }));
    }
    lines.keep(file, key, line);
    Ok(())
}

/// Status, source and remark of a row, where the table has such columns.
fn row_note(table: &Table<'_>, row: &Row) -> Result<Note, Error> {
    let cell = |column: &str| {
        let cell = table.find(column).map(|at| row.cell(at));
        cell.filter(|cell| !cell.is_empty()).map(str::to_owned)
    };
    let status = cell("status").map(|word| {
        document::status_of(&word).ok_or_else(|| {
            let fault = Fault::NotA {
                name: "status".to_owned(),
                text: shown(&word),
                expected: format!("one of {}", document::status_words()),
            };
            table.text.refuse(row.line, fault)
        })
    });
    Ok(Note {
        status: status.transpose()?,
        source: cell("source"),
        note: cell("note"),
    })
}

/// A column that is unknown in a table with a column for each industry may be that of an industry that is not listed.
fn of_industries(error: Error) -> Error {
    match error {
        Error::File { at, fault } => {
            let fault = match *fault {
                Fault::UnknownColumn { column, nearest } => {
                    Box::new(Fault::NoIndustry { column, nearest })
                }
                other => Box::new(other),
            };
            Error::File { at, fault }
        }
        other => other,
    }
}

fn read_use_table(
    text: &Text,
    industries: &[IndustryRow],
    lines: &mut OwnLines,
) -> Result<(UseTable, BTreeMap<String, Note>), Error> {
    let codes: Vec<&str> = industries.iter().map(|row| row.code.as_str()).collect();
    let columns = use_columns(&codes);
    let known: Vec<&str> = columns.iter().map(String::as_str).collect();
    let table = Table::parse(text, Some(&known)).map_err(of_industries)?;
    let n = codes.len();
    let key = table.column("product")?;
    let at_industry: Vec<usize> = codes
        .iter()
        .map(|code| table.column(code))
        .collect::<Result<_, _>>()?;
    let finals = Final::ALL.iter().map(|kind| table.column(kind.column()));
    let at_final: Vec<usize> = finals.collect::<Result<_, _>>()?;
    let at_output = table.column(OUTPUT)?;
    let mut amounts = UseTable::zero(n);
    let mut notes = BTreeMap::new();
    for row in &table.rows {
        let code = row.cell(key);
        refuse_twice(text, row.line, "row", code, lines, USE)?;
        let note = row_note(&table, row)?;
        if note != Note::default() {
            notes.insert(code.to_owned(), note);
        }
        let amount = |at: usize, column: &str| tenths(text, row, at, column, code);
        if let Some(product) = codes.iter().position(|known| *known == code) {
            for (industry, at) in at_industry.iter().enumerate() {
                amounts.intermediate[product * n + industry] = amount(*at, codes[industry])?;
            }
            for (kind, at) in Final::ALL.into_iter().zip(&at_final) {
                amounts.finals[kind as usize][product] = amount(*at, kind.column())?;
            }
            amounts.output[product] = amount(at_output, OUTPUT)?;
            continue;
        }
        let cost = Cost::ALL.into_iter().find(|kind| kind.row() == code);
        let values = match cost {
            Some(kind) => &mut amounts.costs[kind as usize],
            None if code == VALUE_ADDED => &mut amounts.value_added,
            None => {
                let row_name = plain(code);
                return Err(text.refuse(row.line, Fault::UnknownRow { row: row_name }));
            }
        };
        for (industry, at) in at_industry.iter().enumerate() {
            values[industry] = amount(*at, codes[industry])?;
        }
        let total = values.iter().map(|&value| i128::from(value)).sum();
        for (column, at) in Final::ALL.iter().map(|kind| kind.column()).zip(&at_final) {
            refuse_cost_cell(text, row, code, (*at, column), None)?;
        }
        refuse_cost_cell(text, row, code, (at_output, OUTPUT), Some(total))?;
    }
    let costs = Cost::ALL.iter().map(|kind| kind.row()).chain([VALUE_ADDED]);
    for row in codes.iter().copied().chain(costs) {
        if !lines.rows.contains_key(&(USE, row.to_owned())) {
            let row = row.to_owned();
            return Err(text.refuse(None, Fault::MissingRow { row }));
        }
    }
    Ok((amounts, notes))
}

/// Rows of costs have no final uses; their output is empty or their total.
fn refuse_cost_cell(
    text: &Text,
    row: &Row,
    code: &str,
    (at, column): (usize, &str),
    total: Option<i128>,
) -> Result<(), Error> {
    let cell = row.cell(at);
    if cell.is_empty() {
        return Ok(());
    }
    let amount = i128::from(tenths(text, row, at, column, code)?);
    if amount == 0 || Some(amount) == total {
        return Ok(());
    }
    let fault = Fault::NotA {
        name: format!("{column} of {}", plain(code)),
        text: shown(cell),
        expected: match total {
            Some(total) => format!("nothing or the total of the row, {}", money(total)),
            None => "nothing".to_owned(),
        },
    };
    Err(text.refuse(row.line, fault))
}

/// An amount in whole tenths of the money unit.
fn tenths(text: &Text, row: &Row, at: usize, column: &str, code: &str) -> Result<Tenths, Error> {
    let value = cell(text, row, at, column, code)?;
    let tenths = (value * 10.0).round();
    let fits = tenths.abs() <= LARGEST as f64;
    if fits && tenths / 10.0 == value {
        return Ok(tenths as Tenths);
    }
    let fault = Fault::NotA {
        name: format!("{column} of {}", plain(code)),
        text: shown(row.cell(at)),
        expected: "whole tenths of the money unit, in -1e14..1e14".to_owned(),
    };
    Err(text.refuse(row.line, fault))
}

fn read_balances(text: &Text, lines: &mut OwnLines) -> Result<[Balance; 7], Error> {
    let table = Table::parse(text, Some(&BALANCE_COLUMNS))?;
    let (stock, holder, amount) = (
        table.column("stock")?,
        table.column("holder")?,
        table.column("amount")?,
    );
    let mut balances: [Option<Balance>; 7] = Default::default();
    for row in &table.rows {
        let key = format!("{}, {},", plain(row.cell(stock)), plain(row.cell(holder)));
        refuse_twice(text, row.line, "row", &key, lines, BALANCES)?;
        let found = Stock::ALL
            .into_iter()
            .find(|known| known.key() == (row.cell(stock), row.cell(holder)));
        let Some(found) = found else {
            let row_name = key.trim_end_matches(',').to_owned();
            return Err(text.refuse(row.line, Fault::UnknownRow { row: row_name }));
        };
        let ratio = match table.find("ratio").filter(|at| !row.cell(*at).is_empty()) {
            Some(at) => Some(cell(text, row, at, "ratio", &key)?),
            None => None,
        };
        balances[found as usize] = Some(Balance {
            amount: cell(text, row, amount, "amount", &key)?,
            ratio,
            note: row_note(&table, row)?,
        });
    }
    let mut complete: [Balance; 7] = Default::default();
    for (known, (place, balance)) in Stock::ALL
        .into_iter()
        .zip(complete.iter_mut().zip(balances))
    {
        let (stock, holder) = known.key();
        *place = balance.ok_or_else(|| {
            let row = format!("{stock}, {holder}");
            text.refuse(None, Fault::MissingRow { row })
        })?;
    }
    Ok(complete)
}

/// Notes to columns must name columns that exist.
fn refuse_unknown_columns(
    files: &dyn Files,
    tables: &Tables,
    lines: &BTreeMap<String, usize>,
) -> Result<(), Error> {
    let codes: Vec<&str> = tables
        .industries
        .iter()
        .map(|row| row.code.as_str())
        .collect();
    let use_table = use_columns(&codes);
    for (table, column) in tables.columns.keys() {
        let known = match table.as_str() {
            "use_table" => use_table.contains(column),
            "industries" => industry_columns().contains(&column.as_str()),
            "balance_sheets" => BALANCE_COLUMNS.contains(&column.as_str()),
            _ => regions::columns(table, &codes).is_some_and(|known| known.contains(column)),
        };
        if !known {
            let mut at = super::files::at(files, DOCUMENT);
            let path = format!("tables.{table}.{column}");
            at.line = lines.get(&path).copied();
            let column = plain(&path);
            let fault = Box::new(Fault::UnknownColumn {
                column,
                nearest: None,
            });
            return Err(Error::File { at, fault });
        }
    }
    Ok(())
}
