//! The result tables of a run: areas, industries, households, firms, and the series in long form.
//!
//! Every column is declared once, with its unit and definition, next to the equation that fills it.
//! Money is in the economy's unit: flows per quarter, stocks at the end of the quarter.

mod areas;
mod firms;
mod frame;
mod households;
mod industries;

use std::collections::BTreeSet;

use economy::Economy;
use economy::observe;
use serde_json::{Value, json};

use crate::experiment::Configuration;

pub use frame::{Cells, Column, Frame};

/// The tables, in the order in which they are stored.
pub const TABLES: [&str; 5] = ["series", "areas", "industries", "households", "firms"];

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

/// Fills the tables of one run.
#[derive(Debug)]
pub struct Recorder {
    scenario: String,
    seed: u64,
    keep: BTreeSet<u32>,
    frames: [Frame; 5],
}

impl Recorder {
    /// Empty tables for the run with this seed.
    #[must_use]
    pub fn new(configuration: &Configuration, seed: u64) -> Self {
        Self {
            scenario: configuration.scenario.name.clone(),
            seed,
            keep: configuration.keep.clone(),
            frames: [
                Frame::new("series", SERIES_COLUMNS),
                Frame::new("areas", areas::COLUMNS),
                Frame::new("industries", industries::COLUMNS),
                Frame::new("households", households::COLUMNS),
                Frame::new("firms", firms::COLUMNS),
            ],
        }
    }

    /// Adds the rows of a quarter; `values` are those of all series.
    pub fn record(&mut self, economy: &Economy, quarter: u32, values: &[f64]) {
        let [series, by_area, by_industry, by_household, by_firm] = &mut self.frames;
        let n = values.len();
        series.words(n, |_| &self.scenario);
        series.same(n, self.seed);
        series.same(n, u64::from(quarter));
        series.words(n, |k| observe::series(k).name);
        series.numbers(n, |k| values[k]);
        series.next_rows();
        areas::rows(by_area, economy, self.seed, quarter);
        industries::rows(by_industry, economy, self.seed, quarter);
        if self.keep.contains(&quarter) {
            households::rows(by_household, economy, self.seed, quarter);
            firms::rows(by_firm, economy, self.seed, quarter);
        }
    }

    /// The tables.
    #[must_use]
    pub fn finish(self) -> Vec<Frame> {
        self.frames.into()
    }
}

/// Unit and definition of every column of every table.
#[must_use]
pub fn described() -> Value {
    let columns = [
        SERIES_COLUMNS,
        areas::COLUMNS,
        industries::COLUMNS,
        households::COLUMNS,
        firms::COLUMNS,
    ];
    let tables = TABLES.iter().zip(columns).map(|(name, columns)| {
        let about = columns.iter().map(|column| {
            let about = json!({"unit": column.unit, "definition": column.definition});
            (column.name.to_owned(), about)
        });
        ((*name).to_owned(), Value::Object(about.collect()))
    });
    Value::Object(tables.collect())
}
