//! What the digital economy is worth beside the accounts, by fifth of income and area; only where a theory runs.
//!
//! A row per satellite, fifth and area in the quarters in which outcomes are observed. Rows of one satellite add up
//! to the outcome of its name times persons; satellites are summed with nothing, not even with each other.
//!
//! # Source
//! Digital economy, §6.5; equations: [`theory::satellites`].

use economy::Economy;
use theory::satellites::{FIFTHS, IDS, Satellites};

use super::frame::{Column, Frame};
use super::{QUARTER, SEED, area_code};
use crate::outcomes;

/// Columns of the table `satellites`.
pub const COLUMNS: &[Column] = &[
    SEED,
    QUARTER,
    Column::new(
        "satellite",
        "",
        "Id of the outcome that it is a part of: free_goods_value, variety_gain, sharing_surplus, or leisure_loss, which is lost and not won.",
    ),
    Column::new(
        "fifth",
        "",
        "Fifth of households by income, refreshed once a year: 1 has the least.",
    ),
    Column::new(
        "area",
        "",
        "Code of the area; ALL where the whole country is one.",
    ),
    Column::new(
        "persons",
        "persons",
        "Persons of the country who live there in that fifth.",
    ),
    Column::new(
        "value",
        "money",
        "What they have of it in the quarter; no part of GDP, and added to nothing.",
    ),
];

/// Adds the rows of a quarter; none where outcomes were not observed in it.
pub fn rows(
    frame: &mut Frame,
    economy: &Economy,
    seen: &outcomes::Observer,
    seed: u64,
    quarter: u32,
) {
    let Some(satellites) = seen.satellites(quarter) else {
        return;
    };
    let Satellites { persons, .. } = satellites;
    let columns = satellites.columns();
    let cells = persons.len();
    let n = IDS.len() * cells;
    let represents = seen.represents();
    // Rows run over cells, which are fifths within areas, satellite by satellite.
    let (of, at) = (|row: usize| row.div_euclid(cells), |row: usize| row % cells);
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.words(n, |row| IDS[of(row)]);
    frame.wholes(n, |row| (at(row) % FIFTHS) as u64 + 1);
    frame.words(n, |row| {
        area_code(economy, at(row).div_euclid(FIFTHS) as u32)
    });
    frame.numbers(n, |row| persons[at(row)] * represents);
    frame.numbers(n, |row| columns[of(row)][at(row)]);
    frame.next_rows();
}
