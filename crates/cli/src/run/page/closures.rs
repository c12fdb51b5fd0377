//! The same run under the other closure of trade, side by side.

use charts::{Cell, Column, Section, Table};
use laboratory::mean;
use laboratory::rules::word;

use super::super::{Finished, headline};
use super::full_name;
use crate::number::level;

/// Headlines at the end under both closures; nothing where no rule plans trade.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let trade = finished.experiment.trade()?;
    let (other, results) = finished.other_closure?;
    let last = finished.results.n_quarters() - 1;
    let mut table = Table::new([
        Column::words("Outcome"),
        Column::numbers("Opening"),
        Column::numbers(word(trade)).group("Last quarter, trade closure"),
        Column::numbers(word(other)).group("Last quarter, trade closure"),
    ]);
    for headline in headline::shown(finished.results) {
        let at = |results, quarter| mean(&headline.over_seeds(results, quarter));
        let cells: [Cell; 4] = [
            Cell::defined(&full_name(headline), headline.definition),
            level(headline.kind, at(finished.results, 0)).into(),
            level(headline.kind, at(finished.results, last)).into(),
            level(headline.kind, at(results, last)).into(),
        ];
        table = table.row(cells);
    }
    Some(
        Section::new("Both closures of trade")
            .paragraph(
                "What holds the foreign position in the long run is a choice and not a fact. With “open”, \
                 trade goes where prices and demand take it; with “norm”, imports and exports lean against \
                 a foreign position that leaves its norm. A conclusion that needs one of the two should say so.",
            )
            .table(table, "Means over the same seeds."),
    )
}
