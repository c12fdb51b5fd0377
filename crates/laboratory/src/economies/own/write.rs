//! Writes an economy as a folder of the project's own format.
//!
//! Numbers are written with the shortest text that restores them, so reading the folder back gives an
//! equal economy. Columns that follow from others are written for the eye, with four digits.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use economy::tables::{
    Coefficients, Cost, Final, IndustryRow, Note, OUTPUT, Scalars, Source, Stock, Tables,
    VALUE_ADDED, money,
};
use params::{Status, Value};

use super::{BALANCES, DOCUMENT, INDUSTRIES, OwnLines, USE};
use crate::economies::error::Error;

/// Writes an economy into a new or an empty folder.
///
/// A new folder appears complete or not at all; in an empty one `economy.toml` comes last, so an
/// interrupted folder is not an economy.
///
/// # Errors
/// What reading would refuse, [`Error::NotEmpty`] or [`Error::NotWritten`].
pub fn write(tables: &Tables, dir: &Path) -> Result<(), Error> {
    tables
        .check()
        .map_err(|problem| OwnLines::unknown(&dir.display().to_string()).locate(problem))?;
    let failed = |error: &std::io::Error| Error::NotWritten {
        folder: dir.display().to_string(),
        reason: error.to_string(),
    };
    let files = render(tables);
    if dir.exists() {
        let mut entries = std::fs::read_dir(dir).map_err(|error| failed(&error))?;
        if entries.next().is_some() {
            let folder = dir.display().to_string();
            return Err(Error::NotEmpty { folder });
        }
        return write_files(&files, dir).map_err(|error| failed(&error));
    }
    let name = dir.file_name().unwrap_or_default().to_string_lossy();
    let partial = dir.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    let written = std::fs::create_dir_all(&partial)
        .and_then(|()| write_files(&files, &partial))
        .and_then(|()| std::fs::rename(&partial, dir));
    written.map_err(|error| {
        // What is half done is of no use to anybody; the first error is the one to report.
        let _ = std::fs::remove_dir_all(&partial);
        failed(&error)
    })
}

fn write_files(files: &[(&'static str, String)], dir: &Path) -> std::io::Result<()> {
    for (file, text) in files {
        let partial = dir.join(format!(".{file}.partial"));
        std::fs::write(&partial, text)?;
        std::fs::rename(&partial, dir.join(file))?;
    }
    Ok(())
}

/// The files of an economy with their text, `economy.toml` last.
#[must_use]
pub fn render(tables: &Tables) -> Vec<(&'static str, String)> {
    let mut files = vec![
        (USE, use_table(tables)),
        (INDUSTRIES, industries(tables)),
        (BALANCES, balance_sheets(tables)),
    ];
    files.extend(super::write_regions::files(tables));
    files.push((DOCUMENT, document(tables)));
    files
}

/// A number that reads back to the same bits.
pub(super) fn shortest(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value}")
    } else {
        format!("{value:?}")
    }
}

/// A number with four significant digits.
fn four_digits(value: f64) -> String {
    let rounded = format!("{value:.3e}").parse().unwrap_or(value);
    shortest(rounded)
}

/// A table as CSV text.
pub(super) fn to_csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The columns for notes that at least one row needs, and the cells of each row.
pub(super) fn with_notes(rows: &mut [Vec<String>], notes: &[&Note]) {
    type Cell = fn(&Note) -> Option<String>;
    let columns: [(&str, Cell); 3] = [
        ("status", |note| {
            note.status.map(|status| Status::word(status).to_owned())
        }),
        ("source", |note| note.source.clone()),
        ("note", |note| note.note.clone()),
    ];
    for (column, cell) in columns {
        if notes.iter().all(|note| cell(note).is_none()) {
            continue;
        }
        for (index, row) in rows.iter_mut().enumerate() {
            row.push(match index.checked_sub(1) {
                None => column.to_owned(),
                Some(index) => cell(notes[index]).unwrap_or_default(),
            });
        }
    }
}

fn use_table(tables: &Tables) -> String {
    let table = &tables.use_table;
    let n = tables.n_industries();
    let codes = tables.industries.iter().map(|row| row.code.clone());
    let mut header = vec!["product".to_owned()];
    header.extend(codes.clone());
    header.extend(Final::ALL.iter().map(|kind| kind.column().to_owned()));
    header.push(OUTPUT.to_owned());
    let width = header.len();
    let mut rows = vec![header];
    let amount = |tenths: &i64| shortest(money((*tenths).into()));
    for (product, code) in codes.enumerate() {
        let mut row = vec![code];
        row.extend(
            table.intermediate[product * n..(product + 1) * n]
                .iter()
                .map(amount),
        );
        row.extend(table.finals.iter().map(|column| amount(&column[product])));
        row.push(amount(&table.output[product]));
        rows.push(row);
    }
    let costs = Cost::ALL.iter().map(|kind| (kind.row(), table.cost(*kind)));
    for (name, values) in costs.chain([(VALUE_ADDED, table.value_added.as_slice())]) {
        let mut row = vec![name.to_owned()];
        row.extend(values.iter().map(amount));
        row.resize(width, String::new());
        rows.push(row);
    }
    let none = Note::default();
    let notes: Vec<&Note> = rows[1..]
        .iter()
        .map(|row| tables.use_notes.get(&row[0]).unwrap_or(&none))
        .collect();
    with_notes(&mut rows, &notes);
    to_csv(&rows)
}

fn industries(tables: &Tables) -> String {
    type Column = fn(&IndustryRow) -> f64;
    let given: [(&str, Column); 5] = [
        ("self_employed_share", |row| row.self_employed_share),
        ("government_share", |row| row.government_share),
        ("depreciation_rate", |row| row.depreciation_rate),
        ("distance_decay", |row| row.distance_decay),
        ("mean_firm_size", |row| row.mean_firm_size),
    ];
    let has_loans = tables.industries.iter().any(|row| row.loans.is_some());
    let mut header: Vec<String> = ["industry", "name", "jobs_thousand"]
        .map(str::to_owned)
        .into();
    header.extend(Coefficients::COLUMNS.map(str::to_owned));
    header.extend(given.iter().map(|(name, _)| (*name).to_owned()));
    if has_loans {
        header.push("loans".to_owned());
    }
    let mut rows = vec![header];
    for (g, row) in tables.industries.iter().enumerate() {
        let mut cells = vec![
            row.code.clone(),
            row.name.clone(),
            shortest(row.jobs_thousand),
        ];
        cells.extend(tables.coefficients(g).values().map(four_digits));
        cells.extend(given.iter().map(|(_, column)| shortest(column(row))));
        if has_loans {
            cells.push(row.loans.map(shortest).unwrap_or_default());
        }
        rows.push(cells);
    }
    let notes: Vec<&Note> = tables.industries.iter().map(|row| &row.note).collect();
    with_notes(&mut rows, &notes);
    to_csv(&rows)
}

fn balance_sheets(tables: &Tables) -> String {
    let mut rows = vec![
        ["stock", "holder", "amount", "ratio"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for stock in Stock::ALL {
        let (name, holder) = stock.key();
        let balance = &tables.balances[stock as usize];
        rows.push(vec![
            name.to_owned(),
            holder.to_owned(),
            shortest(balance.amount),
            balance.ratio.map(shortest).unwrap_or_default(),
        ]);
    }
    let notes: Vec<&Note> = tables
        .balances
        .iter()
        .map(|balance| &balance.note)
        .collect();
    with_notes(&mut rows, &notes);
    to_csv(&rows)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(plain) {
        return name.to_owned();
    }
    // A basic string on one line: a key may not span several.
    let mut text = String::from('"');
    for c in name.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text.push('"');
    text
}

/// `status = …, source = …, note = …`, as far as they are known.
fn note_entries(note: &Note) -> Vec<String> {
    let status = note
        .status
        .map(|status| format!("status = {}", quoted(status.word())));
    let source = note
        .source
        .as_ref()
        .map(|text| format!("source = {}", quoted(text)));
    let remark = note
        .note
        .as_ref()
        .map(|text| format!("note = {}", quoted(text)));
    [status, source, remark].into_iter().flatten().collect()
}

/// A value, in a table with its note where it has one.
fn annotated(value: String, note: Option<&Note>) -> String {
    match note.map(note_entries).filter(|entries| !entries.is_empty()) {
        None => value,
        Some(entries) => format!("{{ value = {value}, {} }}", entries.join(", ")),
    }
}

fn document(tables: &Tables) -> String {
    let mut text = String::from(
        "# The format of this folder is described in docs/economies.md.\nformat = 1\n",
    );
    let header = &tables.header;
    for (section, group) in Scalars::SECTIONS.into_iter().zip(tables.scalars.groups()) {
        let _ = writeln!(text, "\n[{section}]");
        if section == "economy" {
            let rules = economy::tables::RuleSet::NAMES[header.rules.number() as usize];
            for (name, value) in [
                ("name", quoted(&header.name)),
                ("title", quoted(&header.title)),
                ("opening", header.opening.to_string()),
                ("currency", quoted(&header.currency)),
                ("money_unit", quoted(&header.money_unit)),
                ("rules", quoted(rules)),
            ] {
                let _ = writeln!(text, "{name} = {value}");
            }
        }
        for (index, declared) in group.declarations().iter().enumerate() {
            let name = crate::economies::reference::key_of(declared.path);
            let value = shortest(group.value(index));
            let value = annotated(value, tables.notes.get(declared.path));
            let _ = writeln!(
                text,
                "# {} ({})",
                declared.description,
                declared.unit.words()
            );
            let _ = writeln!(text, "{name} = {value}");
        }
        if section == "shocks" {
            let rows = tables
                .correlation
                .map(|row| format!("[{}]", row.map(shortest).join(", ")));
            let value = format!("[{}]", rows.join(", "));
            let value = annotated(value, tables.notes.get("economy.shocks.correlation"));
            text.push_str("# Correlation of the shocks to world output, exports and imports.\n");
            let _ = writeln!(text, "correlation = {value}");
        }
    }
    settings(&mut text, tables);
    sources(&mut text, &tables.sources);
    columns(&mut text, tables);
    text
}

/// Settings of rules, of the map and of the people, section by section: in the order of paths the groups
/// below a section, `[people.migration]`, would stand in its middle, and it would have to open twice.
fn settings(text: &mut String, tables: &Tables) {
    let mut settings: Vec<_> = tables
        .settings
        .iter()
        .map(|(path, value)| (path.rsplit_once('.').unwrap_or(("", path)), path, value))
        .collect();
    settings.sort_unstable();
    let mut open = None;
    for ((section, name), path, value) in settings {
        if open != Some(section) {
            let section: Vec<String> = section.split('.').map(key).collect();
            let _ = writeln!(text, "\n[{}]", section.join("."));
        }
        open = Some(section);
        let value = annotated(setting(value), tables.notes.get(path));
        let _ = writeln!(text, "{} = {value}", key(name));
    }
}

/// The text of a setting as TOML writes it; reading gives the same text.
fn setting(text: &str) -> String {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() && shortest(number) == text => text.to_owned(),
        _ if text == "on" => "true".to_owned(),
        _ if text == "off" => "false".to_owned(),
        _ => quoted(text),
    }
}

fn sources(text: &mut String, sources: &BTreeMap<String, Source>) {
    for (name, source) in sources {
        let _ = writeln!(text, "\n[sources.{}]", key(name));
        let _ = writeln!(text, "citation = {}", quoted(&source.citation));
        let optional = [
            ("url", &source.url),
            ("licence", &source.licence),
            ("vintage", &source.vintage),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                let _ = writeln!(text, "{name} = {}", quoted(value));
            }
        }
    }
}

fn columns(text: &mut String, tables: &Tables) {
    let mut open = None;
    for ((table, column), note) in &tables.columns {
        if open != Some(table) {
            let _ = writeln!(text, "\n[tables.{}]", key(table));
            open = Some(table);
        }
        let unit = note
            .unit
            .as_ref()
            .map(|unit| format!("unit = {}", quoted(unit)));
        let entries: Vec<String> = unit.into_iter().chain(note_entries(&note.note)).collect();
        let _ = writeln!(text, "{} = {{ {} }}", key(column), entries.join(", "));
    }
}
