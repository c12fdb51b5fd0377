//! Money that changed hands because of the theory, by flow and concept; only where a theory runs.
//!
//! # Source
//! Digital economy, §6.4.

use economy::Economy;
use theory::Digital;
use theory::flows::by_concept;

use super::frame::{Column, Frame};
use super::{QUARTER, SEED};

/// Columns of the table `flows`.
pub const COLUMNS: &[Column] = &[
    SEED,
    QUARTER,
    Column::new("flow", "", "Number of the flow, T1 to T19."),
    Column::new(
        "concept",
        "",
        "Id of the concept whose doing it is; `package` for what pays for a package of strategies and tops it up.",
    ),
    Column::new(
        "payer",
        "",
        "Who pays: households, firms, platforms, government or abroad.",
    ),
    Column::new("receiver", "", "Who gets it."),
    Column::new("value", "money", "Money that changed hands in the quarter."),
];

/// Adds the rows of a quarter.
pub fn rows(frame: &mut Frame, economy: &Economy, digital: &Digital, seed: u64, quarter: u32) {
    let rows = by_concept(&economy.flows, digital.record());
    let n = rows.len();
    let numbers: Vec<String> = rows
        .iter()
        .map(|row| format!("T{}", row.transaction.number()))
        .collect();
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.words(n, |k| &numbers[k]);
    frame.words(n, |k| rows[k].concept);
    frame.words(n, |k| rows[k].payer.name());
    frame.words(n, |k| rows[k].receiver.name());
    frame.numbers(n, |k| rows[k].value);
    frame.next_rows();
}
