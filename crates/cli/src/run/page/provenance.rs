//! Where the numbers come from: how many are known how well, and every one by name that nobody has seen in a source
//! or computed from what was seen.

use charts::{Cell, Column, Section, Table};
use economy::tables::{Counts, Note};
use laboratory::economies::{Content, Scalar};
use params::Status;

use super::super::Finished;
use crate::number::count;
use crate::report::statuses;

/// What the words of [`Counts::WORDS`] mean, in their order.
const MEANINGS: [&str; 6] = [
    "seen in its source",
    "from memory of a source, not seen",
    "computed from other numbers",
    "measured on a prototype",
    "assumed",
    "the economy does not say, or the run sets it anew",
];

/// How many numbers of the economy are known how well, and those that nobody has seen in a source.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let scalars = finished.experiment.scalars();
    let noted = scalars.iter().any(|scalar| scalar.note.is_some());
    let Content::Tables(tables) = &finished.experiment.economy.content else {
        return None;
    };
    noted.then(|| {
        Section::new("Where the numbers come from")
            .paragraph(
                "An economy is as good as its numbers. These are its scalars, its settings of rules, map and people \
                 among them, by how well they are known; after them stand those of its tables, file by file, and \
                 every scalar that is recalled, assumed, or measured on a prototype only.",
            )
            .table(counts(&scalars), "")
            .table(
                statuses::table(tables),
                "What a row of a table says goes over what its column says.",
            )
            .table(
                unsure(&scalars),
                "Set anew any of them with --set PATH=VALUE.",
            )
    })
}

fn counts(scalars: &[Scalar]) -> Table {
    let mut table = Table::new([
        Column::words("Known how well"),
        Column::words("Which means"),
        Column::numbers("Scalars"),
    ]);
    let values = Counts::of(scalars.iter().map(|scalar| scalar.note.as_ref())).values();
    for ((status, words), n) in Counts::WORDS.iter().zip(MEANINGS).zip(values) {
        if n > 0 {
            table = table.row([(*status).into(), words.into(), count(n as u64).into()]);
        }
    }
    table
}

/// Every scalar that rests on memory, judgement or a prototype.
fn unsure(scalars: &[Scalar]) -> Table {
    let mut table = Table::new([
        Column::words("Parameter"),
        Column::numbers("Value"),
        Column::words("Status"),
        Column::words("Source or reason"),
    ]);
    for (scalar, note) in scalars
        .iter()
        .filter_map(|scalar| Some((scalar, scalar.note.as_ref()?)))
        .filter(|(_, note)| is_unsure(note))
    {
        let reason = [&note.source, &note.note]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(": ");
        let cells: [Cell; 4] = [
            Cell::defined(&scalar.path, scalar.description),
            scalar.value.as_str().into(),
            note.status.map_or("", Status::word).into(),
            reason.into(),
        ];
        table = table.row(cells);
    }
    table
}

fn is_unsure(note: &Note) -> bool {
    let unsure = [
        Status::Recalled,
        Status::Prototype,
        Status::Assumed,
        Status::New,
    ];
    note.status.is_some_and(|status| unsure.contains(&status))
}
