//! Welfare beside the accounts: what free services, variety, sharing and lost free time are worth, and to whom.

use charts::{Cell, Column, Section, Table};
use economy::geography::{Geography, Kind};
use laboratory::outcomes::outcome;
use quantity::maths;
use theory::common_prosperity::Part;
use theory::satellites::{FIFTHS, IDS, Satellites};

use super::super::Finished;
use super::digital::vector;
use crate::number::{NONE, currency, grouped};

/// What the fifths are called, the poorest first.
const CALLED: [&str; FIFTHS] = ["Lowest fifth", "Second", "Third", "Fourth", "Highest fifth"];
/// Quarters of a year.
const YEAR: f64 = 4.0;

/// The section; none if no run tells of its outcomes.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let (outcomes, _) = finished.results.told().next()?;
    outcomes.values.first()?;
    let table = vector(finished, "Line", |outcome| outcome.part == Part::Satellite);
    let section = Section::new("Beside the accounts")
        .paragraph(
            "Free services, variety, sharing and free time are worth something to people and are no part of GDP. These lines \
             stand beside the accounts and are added to nothing, not even to each other.",
        )
        .table(table, "Money per person and quarter, means over runs; no act of the model reads them.");
    let told: Vec<&Satellites> = finished
        .results
        .told()
        .filter_map(|(_, diary)| diary.satellites.as_ref())
        .collect();
    if told.is_empty() {
        return Some(section);
    }
    let calibration = &finished.experiment.economy.calibration;
    let (plain, name) = currency(&calibration.money_unit);
    let worth = Worth {
        told,
        unit: plain * YEAR / finished.experiment.represents(),
    };
    let source = |whom: &str| {
        format!(
            "{name} per person of the {whom} and year, at the yearly rate of the last quarter; means over runs. No part of GDP. \
             The loss of free time is a loss: more of it is worse. The files of `--out` have every quarter that was observed: \
             satellites.parquet."
        )
    };
    let section = section.table(worth.by_fifth(), &source("fifth of households by income"));
    let map = &calibration.geography;
    if map.is_single() {
        return Some(section);
    }
    Some(section.table(worth.by_area(map), &source("area")))
}

/// The satellites of all runs, per head.
struct Worth<'a> {
    told: Vec<&'a Satellites>,
    /// Plain currency a year of one unit of money per model person and quarter.
    unit: f64,
}

impl Worth<'_> {
    /// A column per head of the cells, numbered area by area, that `of` takes in; mean over runs.
    fn per_head(&self, column: usize, of: impl Fn(usize) -> bool) -> String {
        let of_run = |run: &&Satellites| {
            let sum = |cells: &[f64]| {
                let taken = cells.iter().enumerate().filter(|(cell, _)| of(*cell));
                maths::sum(taken.map(|(_, value)| *value))
            };
            self.unit * sum(run.columns()[column]) / sum(&run.persons)
        };
        let runs: Vec<f64> = self.told.iter().map(of_run).collect();
        match laboratory::mean(&runs) {
            // Where nobody lives nobody has anything.
            none if none.is_nan() => NONE.to_owned(),
            mean => grouped(mean),
        }
    }

    fn by_fifth(&self) -> Table {
        let mut columns = vec![Column::words("By fifth of income")];
        columns.extend(CALLED.map(Column::numbers));
        columns.push(Column::numbers("Everybody"));
        let mut table = Table::new(columns);
        for (k, id) in IDS.iter().enumerate() {
            let mut cells = vec![named(id)];
            cells.extend(
                (0..FIFTHS).map(|fifth| self.per_head(k, |cell| cell % FIFTHS == fifth).into()),
            );
            cells.push(self.per_head(k, |_| true).into());
            table = table.row(cells);
        }
        table
    }

    /// A row per province, with its towns beside its countryside.
    fn by_area(&self, map: &Geography) -> Table {
        let mut columns = vec![Column::words("By area")];
        for id in IDS {
            let title = outcome(id).map_or(id, |outcome| outcome.title);
            columns.extend(["towns", "country"].map(|kind| Column::numbers(kind).group(title)));
        }
        let mut table = Table::new(columns);
        let kinds = [Kind::Urban, Kind::Rural];
        let area = |cell: usize| &map.areas[cell.div_euclid(FIFTHS)];
        let row = |name: &str, province: Option<usize>| {
            let mut cells: Vec<Cell> = vec![name.into()];
            for k in 0..IDS.len() {
                cells.extend(kinds.map(|kind| -> Cell {
                    let of = |cell| {
                        let area = area(cell);
                        area.kind == kind && province.is_none_or(|p| p == area.province)
                    };
                    self.per_head(k, of).into()
                }));
            }
            cells
        };
        table = table.row(row("Country", None));
        for (p, province) in map.provinces.iter().enumerate() {
            table = table.row(row(&province.name_en, Some(p)));
        }
        table
    }
}

/// The name of a satellite, with what it is.
fn named(id: &str) -> Cell {
    outcome(id).map_or_else(
        || id.into(),
        |outcome| Cell::defined(outcome.title, outcome.definition),
    )
}
