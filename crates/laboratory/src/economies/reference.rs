//! Reads an economy in the reference format.

use std::collections::BTreeMap;

use economy::calibration::{Place, Problem};
use economy::closure::TrendRates;
use economy::reference::{self, Histories, IndustryColumns, Reference, Scalars, Stocks, UNUSED};
use params::Parameters;

use super::csv::{self, Row, Table};
use super::error::{At, Error, Fault, plain};
use super::files::{Files, Text};
use super::json::Object;

const PARAMETERS: &str = "parameters.json";
const OPENING: &str = "initial_conditions.json";
const INPUTS: &str = "a_sg.csv";
const COVARIANCE: &str = "C.csv";
/// Codes and titles of the industries; need not be there.
const SECTORS: &str = "sectors.csv";

/// Industries at most: their matrix still fits into a file.
const MAX_INDUSTRIES: u32 = 5_000;
/// Quarters of history at most.
const MAX_QUARTERS: u32 = 1_000_000;
/// Agents of a kind at most.
const MAX_COUNT: u32 = i32::MAX as u32;

/// Lines on which the values of an economy stand, by key.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    folder: String,
    values: BTreeMap<String, Vec<usize>>,
}

impl Lines {
    /// The error for a problem of the calibration, under the name and at the place of its key.
    #[must_use]
    pub fn locate(&self, problem: Problem) -> Error {
        let key = reference::key(problem.field);
        let lines = self.values.get(key);
        let number = match problem.place {
            Place::Industry { number, .. } | Place::Entry { number } => number,
            Place::Whole => 1,
            Place::Cell { row, .. } => row,
        };
        // A vector knows the line of each value; anything else stands on one line, or is a matrix.
        let line = lines.and_then(|lines| lines.get(number - 1).or(lines.first()));
        Error::File {
            at: At {
                folder: self.folder.clone(),
                file: reference::file(key).to_owned(),
                line: line.copied(),
            },
            fault: Box::new(Fault::Calibration {
                sentence: problem.sentence(key),
                problem,
            }),
        }
    }
}

/// Reads an economy in the reference format and checks that its parts fit each other.
///
/// `name` is what the economy is called in results.
///
/// # Errors
/// One sentence with file, line, key, value and what is allowed.
pub fn read_reference(files: &dyn Files, name: &str) -> Result<(Reference, Lines), Error> {
    let mut lines = Lines {
        folder: files.folder().to_owned(),
        values: BTreeMap::new(),
    };
    let text = Text::read(files, PARAMETERS)?;
    let object = Object::parse(&text)?;
    let parameters = read_parameters(&text, &object, &mut lines)?;
    let opening_text = Text::read(files, OPENING)?;
    let opening = read_opening(&opening_text, &mut lines)?;
    let n = parameters.n_industries;
    let reference = Reference {
        name: name.to_owned(),
        industries: read_sectors(files, n)?,
        scalars: parameters.scalars,
        stocks: opening.stocks,
        firms: parameters.firms,
        employees: opening.employees,
        columns: parameters.columns,
        input_shares: csv::matrix(&Text::read(files, INPUTS)?, n, n)?,
        covariance: read_covariance(files)?,
        history: parameters.history,
        histories: opening.histories,
        trend: TrendRates::default(),
    };
    reference.check().map_err(|problem| lines.locate(problem))?;
    Ok((reference, lines))
}

/// What stands in `parameters.json`.
struct FromParameters {
    n_industries: usize,
    history: usize,
    scalars: Scalars,
    firms: Vec<u32>,
    columns: IndustryColumns,
}

fn read_parameters(
    text: &Text,
    object: &Object<'_>,
    lines: &mut Lines,
) -> Result<FromParameters, Error> {
    let mut scalars = Scalars::default();
    let known = IndustryColumns::KEYS.iter().chain(UNUSED).copied();
    refuse_unknown(object, &scalars, known.chain(["G", "T_prime", "I_s"]))?;
    read_scalars(text, object, &mut scalars, lines)?;
    let mut columns = IndustryColumns::default();
    for key in IndustryColumns::KEYS {
        let (values, at) = object.vector(key)?;
        lines.values.insert((*key).to_owned(), at);
        if let Some(column) = columns.get_mut(key) {
            *column = values;
        }
    }
    let (firms, at) = object.wholes("I_s", 1, MAX_COUNT)?;
    lines.values.insert("I_s".to_owned(), at);
    let n_industries = object.whole("G", 1, MAX_INDUSTRIES)?;
    let history = object.whole("T_prime", 1, MAX_QUARTERS)?;
    Ok(FromParameters {
        n_industries: n_industries as usize,
        history: history as usize,
        scalars,
        firms,
        columns,
    })
}

/// What stands in `initial_conditions.json`.
struct FromOpening {
    stocks: Stocks,
    employees: Vec<u32>,
    histories: Histories,
}

fn read_opening(text: &Text, lines: &mut Lines) -> Result<FromOpening, Error> {
    let object = Object::parse(text)?;
    let mut stocks = Stocks::default();
    refuse_unknown(
        &object,
        &stocks,
        Histories::KEYS.iter().copied().chain(["N_s"]),
    )?;
    read_scalars(text, &object, &mut stocks, lines)?;
    let mut histories = Histories::default();
    for key in Histories::KEYS {
        let (values, at) = object.vector(key)?;
        lines.values.insert((*key).to_owned(), at);
        if let Some(series) = histories.get_mut(key) {
            *series = values;
        }
    }
    let (employees, at) = object.wholes("N_s", 1, MAX_COUNT)?;
    lines.values.insert("N_s".to_owned(), at);
    Ok(FromOpening {
        stocks,
        employees,
        histories,
    })
}

/// The key of a parameter: its path less the section.
pub(crate) fn key_of(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn refuse_unknown<'k>(
    object: &Object<'_>,
    scalars: &impl Parameters,
    others: impl Iterator<Item = &'k str>,
) -> Result<(), Error> {
    let declared = scalars.declarations().iter();
    let known: Vec<&str> = declared.map(|d| key_of(d.path)).chain(others).collect();
    match object.keys().find(|key| !known.contains(key)) {
        Some(key) => Err(object.unknown(key, known)),
        None => Ok(()),
    }
}

fn read_scalars(
    text: &Text,
    object: &Object<'_>,
    scalars: &mut impl Parameters,
    lines: &mut Lines,
) -> Result<(), Error> {
    for declared in scalars.declarations() {
        let key = key_of(declared.path);
        let value = object.number(key)?;
        let line = object.line(key);
        scalars
            .set_number(declared.path, value)
            .map_err(|error| text.refuse(line, error.into()))?;
        lines
            .values
            .insert(key.to_owned(), line.into_iter().collect());
    }
    Ok(())
}

fn read_covariance(files: &dyn Files) -> Result<[[f64; 3]; 3], Error> {
    let cells = csv::matrix(&Text::read(files, COVARIANCE)?, 3, 3)?;
    let mut covariance = [[0.0; 3]; 3];
    for (cell, value) in covariance.iter_mut().flatten().zip(cells) {
        *cell = value;
    }
    Ok(covariance)
}

/// Code and title of each industry.
fn read_sectors(files: &dyn Files, n: usize) -> Result<Vec<(String, String)>, Error> {
    if !files.contains(SECTORS) {
        return Ok((1..=n)
            .map(|g| (g.to_string(), format!("Industry {g}")))
            .collect());
    }
    let text = Text::read(files, SECTORS)?;
    let table = Table::parse(&text, None)?;
    let code = table
        .find("code")
        .map_or_else(|| table.column("nace"), Ok)?;
    let title = table.find("title").unwrap_or(code);
    if table.rows.len() != n {
        let (found, expected) = (table.rows.len(), n);
        return Err(text.refuse(None, Fault::Rows { found, expected }));
    }
    let printable = |c: &char| !c.is_control();
    let title_of = |row: &Row| row.cell(title).chars().filter(printable).collect();
    let industries = table.rows.iter();
    Ok(industries
        .map(|row| (plain(row.cell(code)), title_of(row)))
        .collect())
}
