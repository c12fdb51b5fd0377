//! The scoreboard of Zhejiang's common prosperity zone.

use charts::{Cell, Column, Section, Table};
use laboratory::scoreboard::{COMPUTED, PLACES, Reach, TARGETS, Target};

use super::super::Finished;
use crate::number::NONE;

/// Targets, outcomes since and what the runs show; nothing where the economy has no such province.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let readings = super::super::scoreboard(finished.results);
    let (opening, end) = (readings.first()?, readings.get(1).or(readings.first())?);
    let mut columns = vec![
        Column::words("Target for 2025"),
        Column::numbers("Target"),
        Column::words("Known since"),
        Column::numbers("Zhejiang, opening"),
    ];
    columns.extend(
        PLACES.map(|place| Column::numbers(place).group(&format!("Quarter {}", end.quarter))),
    );
    let mut table = Table::new(columns);
    for (row, target) in TARGETS.iter().enumerate() {
        let read = |place: usize, reading: &laboratory::scoreboard::Reading| {
            let value = (row < COMPUTED).then(|| reading.values[row][place]);
            written(target, value.flatten())
        };
        let known = if target.outcome.is_empty() {
            NONE
        } else {
            target.outcome
        };
        let mut cells: Vec<Cell> = vec![
            Cell::defined(&format!("{}, {}", target.what, target.unit), &note(target)),
            target.target.into(),
            known.into(),
            read(0, opening).into(),
        ];
        cells.extend((0..PLACES.len()).map(|place| Cell::from(read(place, end))));
        table = table.row(cells);
    }
    Some(
        Section::new("Scoreboard of Zhejiang, 2025")
            .paragraph(
                "Official targets of the province that was made a demonstration zone of common prosperity, beside what the \
                 model shows for its towns, its countryside and the country. A level rests on the trend that the run was \
                 told, so a target met or missed says little: differences between runs are what the scoreboard judges, and \
                 `commonweal compare` shows them. Incomes are those that the household survey would see.",
            )
            .table(
                table,
                "Means over runs. A dash: the model has nothing to say. How a target is known, and which readings are \
                 another measure than the target, stands behind its name.",
            ),
    )
}

fn written(target: &Target, value: Option<f64>) -> String {
    value.map_or_else(
        || NONE.to_owned(),
        |value| format!("{value:.*}", target.decimals),
    )
}

/// Where a target is from and how it is read.
fn note(target: &Target) -> String {
    let (source, known) = target.source;
    let reach = match target.reach {
        Reach::InFull => String::new(),
        Reach::InPart(reason) => format!(" Read {reason}."),
        Reach::NotModelled(reason) => format!(" Not modelled: {reason}."),
    };
    format!("Target {}: {source}.{reach}", known.word())
}
