//! How much of what concepts say rests on judgement: their inputs by how well they are known.

use charts::{Cell, Column, Section, Table};
use params::{Role, Status};
use theory::{Concepts, LEDGER};

/// Inputs by how well they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Seen in a source, or computed from what was.
    pub sourced: usize,
    /// From memory of a source.
    pub recalled: usize,
    /// Assumed.
    pub assumed: usize,
}

impl Known {
    /// Inputs of one concept.
    pub fn of(concepts: &Concepts, concept: usize) -> Self {
        let inputs = concepts.groups()[concept].declarations().iter();
        inputs.filter(|input| input.role == Role::Input).fold(
            Self::default(),
            |mut known, input| {
                match input.status {
                    Status::Assumed | Status::New => known.assumed += 1,
                    Status::Recalled => known.recalled += 1,
                    _ => known.sourced += 1,
                }
                known
            },
        )
    }

    fn add(self, other: Self) -> Self {
        Self {
            sourced: self.sourced + other.sourced,
            recalled: self.recalled + other.recalled,
            assumed: self.assumed + other.assumed,
        }
    }

    fn total(self) -> usize {
        self.sourced + self.recalled + self.assumed
    }

    /// Assumed ones in words, such as `12 of 40 (30 %)`.
    pub fn assumed_in_words(self) -> String {
        let share = 100.0 * self.assumed as f64 / self.total() as f64;
        format!("{} of {} ({share:.0} %)", self.assumed, self.total())
    }
}

/// Inputs of the concepts of each named group, and of all.
pub fn section(concepts: &Concepts, groups: &[(String, Vec<usize>)]) -> Section {
    let mut table = Table::new([
        Column::words("Concepts"),
        Column::words(""),
        Column::numbers("Sourced")
            .definition("Seen in a source, or computed from what was seen in one."),
        Column::numbers("Recalled").definition("From memory of a source that was not seen."),
        Column::numbers("Assumed").definition(
            "Nobody has measured it: a judgement, with a reason and a plausible range.",
        ),
        Column::numbers("Assumed share").quiet(),
    ]);
    let mut all = Known::default();
    let row = |name: &str, which: String, known: Known| -> [Cell; 6] {
        let share = 100.0 * known.assumed as f64 / known.total() as f64;
        let share = match known.total() {
            0 => crate::number::NONE.to_owned(),
            _ => format!("{share:.0} %"),
        };
        [
            name.into(),
            which.into(),
            known.sourced.to_string().into(),
            known.recalled.to_string().into(),
            known.assumed.to_string().into(),
            share.into(),
        ]
    };
    for (name, members) in groups {
        let known = members
            .iter()
            .fold(Known::default(), |sum, &k| sum.add(Known::of(concepts, k)));
        all = all.add(known);
        let which: Vec<&str> = members.iter().map(|&k| LEDGER[k].id).collect();
        table = table.row(row(name, which.join(" "), known));
    }
    table = table.row(row("All", String::new(), all));
    Section::new("How much is assumed")
        .paragraph(&format!(
            "Of the numbers that these concepts take in, {} are assumed. No headline should be quoted without \
             the sweep over their plausible ranges: `commonweal uncertainty` makes it.",
            all.assumed_in_words()
        ))
        .table(
            table,
            "`commonweal theory ID` and `commonweal params KEY` show each number with its source and range.",
        )
}
