//! What each concept wrote in a quarter, on which channel and in which area; only where a theory runs.
//!
//! # Source
//! Digital economy, §1 item 9.

use economy::Economy;
use theory::{Digital, levers};

use super::frame::{Column, Frame};
use super::{QUARTER, SEED, area_code};

/// Columns of the table `contributions`.
pub const COLUMNS: &[Column] = &[
    SEED,
    QUARTER,
    Column::new("concept", "", "Id of the concept."),
    Column::new(
        "channel",
        "",
        "Channel on which it wrote, by number and name, e.g. 1 productivity.",
    ),
    Column::new(
        "area",
        "",
        "Code of the area; ALL where the whole country is one.",
    ),
    Column::new(
        "value",
        "of the channel",
        "Sum of its terms there before bounds: those of firms weighted by their part in value added, those of households and areas by theirs in persons; amounts as they are. Areas add up to the country.",
    ),
    Column::new(
        "clipped",
        "values",
        "Values of the channel that its bounds have cut off since the opening, of all concepts and areas; null where laws of the theory read it.",
    ),
];

/// Adds the rows of a quarter.
pub fn rows(frame: &mut Frame, economy: &Economy, digital: &Digital, seed: u64, quarter: u32) {
    let rows: Vec<_> = digital.record().contributions().collect();
    let n = rows.len();
    let labels: Vec<String> = rows
        .iter()
        .map(|row| {
            let name = levers::of_number(row.1).map_or("", |lever| lever.name);
            format!("{} {name}", row.1)
        })
        .collect();
    let clips: Vec<(&str, u64)> = economy.channels.clips().collect();
    let clipped = |number: u8| {
        let channel = levers::of_number(number).map_or("", |lever| lever.channel);
        if channel.is_empty() {
            return f64::NAN;
        }
        let found = clips.iter().find(|(name, _)| *name == channel);
        found.map_or(0.0, |(_, clips)| *clips as f64)
    };
    frame.same(n, seed);
    frame.same(n, u64::from(quarter));
    frame.words(n, |k| rows[k].0);
    frame.words(n, |k| &labels[k]);
    frame.words(n, |k| area_code(economy, rows[k].2 as u32));
    frame.numbers(n, |k| rows[k].3);
    frame.numbers(n, |k| clipped(rows[k].1));
    frame.next_rows();
}
