//! The tables of the folder: what was computed, as text, with unit, status and source of every column.

mod national;
mod people;
mod places;

pub use national::{balance_sheets, digital, industries, use_table};
pub use people::people;
pub use places::{areas, jobs, neighbours, value_added};

use crate::folder::{Column, Status};

/// Digits of coefficients.
const DIGITS: usize = 4;

fn column(
    name: &str,
    unit: &'static str,
    status: Status,
    source: &'static str,
    note: &str,
) -> Column {
    Column {
        name: name.to_owned(),
        unit,
        status,
        source,
        note: note.to_owned(),
    }
}

fn header<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}
