//! What each alternative changes of the scoreboard of Zhejiang's common prosperity zone.

use charts::{Cell, Column, Section, Table};
use laboratory::compare::Scored;

use super::super::Finished;
use crate::number::{NONE, Sign, decimal};

/// Every target that is computed, for the province and the country; nothing where there is no such province.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let last = finished.scoreboard.iter().map(|row| row.quarter).max()?;
    let mut table = Table::new([
        Column::words("Target for 2025"),
        Column::words("Scenario"),
        Column::words("Where"),
        Column::numbers("Base"),
        Column::numbers("Difference"),
        Column::words("95 % interval").quiet(),
    ]);
    let closure = finished.scoreboard.first()?.closure;
    let shown = |row: &&Scored| row.quarter == last && row.closure == closure;
    for row in finished.scoreboard.iter().filter(shown) {
        let cells: [Cell; 6] = [
            format!(
                "{}, {}: {}",
                row.target.what, row.target.unit, row.target.target
            )
            .into(),
            finished.name(row.arm).into(),
            row.place.into(),
            format!("{:.*}", row.target.decimals, row.paired.base.mean).into(),
            signed(row, row.paired.difference).into(),
            interval(row).into(),
        ];
        table = table.row(cells);
    }
    Some(
        Section::new("Scoreboard of Zhejiang")
            .paragraph(&format!(
                "What the alternatives change, in quarter {last}, of the official targets of the province that was made a \
                 demonstration zone of common prosperity. Levels rest on the trend that the runs were told; these \
                 differences do not. Highest over lowest are of provinces, where the targets are of cities."
            ))
            .table(
                table,
                "Means over pairs of runs with the same luck. An interval that holds zero is not called a difference.",
            ),
    )
}

fn signed(row: &Scored, value: f64) -> String {
    let decimals = row.target.decimals + 1;
    decimal(value, decimals, Sign::Always)
}

fn interval(row: &Scored) -> String {
    let [low, high] = row.paired.interval;
    if low.is_finite() && high.is_finite() {
        format!("{} to {}", signed(row, low), signed(row, high))
    } else {
        NONE.to_owned()
    }
}
