//! How many numbers of an economy are known how well, file by file.

use charts::{Column, Table};
use economy::tables::{Counts, Tables};

use crate::number::count;

/// A row for each file that has numbers, and one for all of them.
pub fn table(tables: &Tables) -> Table {
    let words = Counts::WORDS.map(Column::numbers);
    let first = [Column::words("Numbers by status")];
    let mut table = Table::new(first.into_iter().chain(words));
    let mut all = Counts::default();
    for (file, counts) in tables.statuses() {
        if counts.total() > 0 {
            table = table.row(row(file, &counts));
        }
        all += counts;
    }
    table.row(row("All", &all))
}

fn row(name: &str, counts: &Counts) -> Vec<charts::Cell> {
    let cells = counts.values().map(|n| count(n as u64).into());
    [name.into()].into_iter().chain(cells).collect()
}

/// Counts in words: `124 verified, 39 recalled`; statuses that no number has are left out.
pub fn in_words(counts: &Counts) -> String {
    let parts: Vec<String> = Counts::WORDS
        .iter()
        .zip(counts.values())
        .filter(|(_, n)| *n > 0)
        .map(|(word, n)| format!("{} {word}", count(n as u64)))
        .collect();
    parts.join(", ")
}
