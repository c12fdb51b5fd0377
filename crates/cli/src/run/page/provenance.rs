//! Where the numbers come from: how many are known how well, and every assumed one by name.

use charts::{Cell, Column, Section, Table};
use params::Status;

use super::super::Finished;

/// How many scalars of the economy are known how well, and those that nobody has seen in a source.
pub fn section(finished: &Finished<'_>) -> Option<Section> {
    let settings = &finished.experiment.economy.settings;
    let noted: Vec<_> = settings
        .iter()
        .filter_map(|setting| Some((setting, setting.note.as_ref()?)))
        .collect();
    if noted.is_empty() {
        return None;
    }
    let statuses = [
        (Status::Verified, "seen in its source"),
        (Status::Recalled, "from memory of a source, not seen"),
        (Status::Derived, "computed from other numbers"),
        (Status::Prototype, "measured on a prototype"),
        (Status::Assumed, "assumed"),
    ];
    let mut counts = Table::new([
        Column::words("Known how well"),
        Column::words("Which means"),
        Column::numbers("Scalars"),
    ]);
    for (status, words) in statuses {
        let n = noted
            .iter()
            .filter(|(_, note)| note.status == Some(status))
            .count();
        if n > 0 {
            counts = counts.row([status.word().into(), words.into(), n.to_string().into()]);
        }
    }
    let mut list = Table::new([
        Column::words("Parameter"),
        Column::numbers("Value"),
        Column::words("Status"),
        Column::words("Source or reason"),
    ]);
    let unsure = |status| matches!(status, Some(Status::Assumed | Status::Recalled));
    for (setting, note) in noted.iter().filter(|(_, note)| unsure(note.status)) {
        let reason = [&note.source, &note.note]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(": ");
        let cells: [Cell; 4] = [
            Cell::defined(setting.path, setting.declaration.description),
            format!("{}", setting.value).into(),
            note.status.map_or("", Status::word).into(),
            reason.into(),
        ];
        list = list.row(cells);
    }
    Some(
        Section::new("Where the numbers come from")
            .paragraph(
                "An economy is as good as its numbers. These are its scalars by how well they are known; \
                 below stands every one that is assumed or recalled. Columns of its tables carry the same \
                 marks in its folder.",
            )
            .table(counts, "")
            .table(list, "Set anew any of them with --set PATH=VALUE."),
    )
}
