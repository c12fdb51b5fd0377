//! The result tables of a run: areas, industries, households, firms, and the series in long form; where a
//! theory runs, what each concept wrote, the money that changed hands because of it, and what is worth something
//! beside the accounts.
//!
//! Every column is declared once, with its unit and definition, next to the equation that fills it.
//! Money is in the economy's unit: flows per quarter, stocks at the end of the quarter.

mod areas;
mod contributions;
mod digital;
mod firms;
mod flows;
mod frame;
pub(crate) mod households;
mod industries;
mod satellites;

use std::collections::BTreeSet;

use economy::Economy;
use serde_json::{Value, json};
use theory::Digital;

use crate::experiment::Configuration;
use crate::outcomes;
use crate::series::Catalogue;

pub use frame::{Cells, Column, Frame};

/// The tables, in the order in which they are stored; the last three only where a theory runs.
pub const TABLES: [&str; 8] = [
    "series",
    "areas",
    "industries",
    "households",
    "firms",
    "contributions",
    "flows",
    "satellites",
];

/// The only area of an economy without geography.
const WHOLE: &str = "ALL";

/// Code of an area; [`WHOLE`] where the whole country is one.
fn area_code(economy: &Economy, area: u32) -> &str {
    let map = &economy.calibration.geography;
    if map.is_single() {
        WHOLE
    } else {
        &map.areas[area as usize].code
    }
}

const SERIES_COLUMNS: &[Column] = &[
    Column::new("scenario", "", "Name of the scenario."),
    Column::new("seed", "", "Seed of the run."),
    Column::new("quarter", "", "Quarter; 0 is the opening."),
    Column::new(
        "series",
        "",
        "Name of the series; units and definitions are in the manifest.",
    ),
    Column::new("value", "", "Its value; null where it is undefined."),
];

/// Columns that several tables begin with.
const SEED: Column = Column::new("seed", "", "Seed of the run.");
const QUARTER: Column = Column::new("quarter", "", "Quarter; 0 is the opening.");

/// Columns of each of [`TABLES`]: what they always have, and what they have where a theory runs.
const COLUMNS: [(&[Column], &[Column]); 8] = [
    (SERIES_COLUMNS, &[]),
    (areas::COLUMNS, digital::AREAS),
    (industries::COLUMNS, digital::INDUSTRIES),
    (households::COLUMNS, digital::HOUSEHOLDS),
    (firms::COLUMNS, digital::FIRMS),
    (&[], contributions::COLUMNS),
    (&[], flows::COLUMNS),
    (&[], satellites::COLUMNS),
];

/// Names and columns of the tables of a run; `digital` if a theory runs.
fn layout(digital: bool) -> impl Iterator<Item = (&'static str, Vec<Column>)> {
    let tables = TABLES.iter().zip(COLUMNS);
    tables
        .map(move |(name, (always, beside))| {
            let beside = if digital { beside } else { &[] };
            (*name, [always, beside].concat())
        })
        .filter(|(_, columns)| !columns.is_empty())
}

/// Fills the tables of one run.
#[derive(Debug)]
pub struct Recorder {
    scenario: String,
    seed: u64,
    keep: BTreeSet<u32>,
    catalogue: Catalogue,
    frames: Vec<Frame>,
}

impl Recorder {
    /// Empty tables for the run with this seed, which reports the series of `catalogue`.
    #[must_use]
    pub fn new(configuration: &Configuration, catalogue: Catalogue, seed: u64) -> Self {
        let tables = layout(catalogue.is_digital());
        Self {
            scenario: configuration.scenario.name.clone(),
            seed,
            keep: configuration.keep.clone(),
            catalogue,
            frames: tables
                .map(|(name, columns)| Frame::new(name, &columns))
                .collect(),
        }
    }

    /// Adds the rows of a quarter; `values` are those of all series, and outcomes have looked at the
    /// digital side of the quarter if there is one.
    pub fn record(
        &mut self,
        economy: &Economy,
        digital: Option<&Digital>,
        seen: &outcomes::Observer,
        quarter: u32,
        values: &[f64],
    ) {
        let [
            series,
            by_area,
            by_industry,
            by_household,
            by_firm,
            beside @ ..,
        ] = self.frames.as_mut_slice()
        else {
            return;
        };
        let n = values.len();
        series.words(n, |_| &self.scenario);
        series.same(n, self.seed);
        series.same(n, u64::from(quarter));
        series.words(n, |k| self.catalogue.at(k).name);
        series.numbers(n, |k| values[k]);
        series.next_rows();
        areas::rows(by_area, economy, digital, self.seed, quarter);
        industries::rows(by_industry, economy, digital, self.seed, quarter);
        if self.keep.contains(&quarter) {
            let both = digital.map(|digital| (digital, seen));
            households::rows(by_household, economy, both, self.seed, quarter);
            firms::rows(by_firm, economy, digital, self.seed, quarter);
        }
        if let (Some(digital), [written, paid, worth]) = (digital, beside) {
            contributions::rows(written, economy, digital, self.seed, quarter);
            flows::rows(paid, economy, digital, self.seed, quarter);
            satellites::rows(worth, economy, seen, self.seed, quarter);
        }
    }

    /// The tables.
    #[must_use]
    pub fn finish(self) -> Vec<Frame> {
        self.frames
    }
}

/// Unit and definition of every column of every table; `digital` if a theory runs.
#[must_use]
pub fn described(digital: bool) -> Value {
    let tables = layout(digital).map(|(name, columns)| {
        let about = columns.iter().map(|column| {
            let about = json!({"unit": column.unit, "definition": column.definition});
            (column.name.to_owned(), about)
        });
        (name.to_owned(), Value::Object(about.collect()))
    });
    Value::Object(tables.collect())
}
