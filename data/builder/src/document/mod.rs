//! `economy.toml`: scalars with what is known about them, notes to columns, publications.
//!
//! # Source
//! Long run, §3, §4, §5, §6.3; the sections and keys are those of the folder format.

mod base;
mod settings;

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::areas::Areas;
use crate::error::Error;
use crate::folder::{Status, Table};
use crate::opening::Opening;
use crate::research::Research;
use crate::sources::SOURCES;
use crate::use_table::UseTable;

/// What a scalar is.
enum Value {
    /// A number.
    Number(f64),
    /// A switch.
    Switch(bool),
    /// A word.
    Word(&'static str),
    /// Something else, as it is written.
    Literal(&'static str),
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

/// A scalar of the document.
struct Scalar {
    key: &'static str,
    value: Value,
    status: Status,
    source: &'static str,
    note: &'static str,
}

/// A section of the document.
struct Section {
    name: &'static str,
    scalars: Vec<Scalar>,
}

fn scalar(
    key: &'static str,
    value: impl Into<Value>,
    status: Status,
    source: &'static str,
    note: &'static str,
) -> Scalar {
    Scalar {
        key,
        value: value.into(),
        status,
        source,
        note,
    }
}

fn assumed(key: &'static str, value: f64, note: &'static str) -> Scalar {
    scalar(key, value, Status::Assumed, "own", note)
}

/// The document and its numbers by status.
pub struct Document {
    /// The text.
    pub text: String,
    /// Scalars by status.
    pub counts: BTreeMap<Status, usize>,
}

/// Everything that scalars are read off.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The research tables.
    pub research: &'a Research,
    /// The use table.
    pub use_table: &'a UseTable,
    /// The areas.
    pub areas: &'a Areas,
    /// The opening accounts.
    pub opening: &'a Opening,
}

/// Writes the document.
///
/// # Errors
/// A national fact that is missing.
pub fn document(inputs: Inputs<'_>, tables: &[Table]) -> Result<Document, Error> {
    let mut text = String::from(HEADER);
    let mut counts = BTreeMap::new();
    for section in sections(inputs)? {
        if section.name != "economy" {
            let _ = writeln!(text, "\n[{}]", section.name);
        }
        for scalar in section.scalars {
            *counts.entry(scalar.status).or_insert(0) += 1;
            write_scalar(&mut text, &scalar);
        }
    }
    for table in tables {
        if table.columns.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n[tables.{}]", table.name);
        for column in &table.columns {
            let _ = write!(
                text,
                "{} = {{ unit = \"{}\", status = \"{}\", source = \"{}\"",
                column.name,
                column.unit,
                column.status.word(),
                column.source
            );
            if !column.note.is_empty() {
                let _ = write!(text, ", note = \"{}\"", column.note);
            }
            text.push_str(" }\n");
        }
    }
    for source in SOURCES {
        let _ = write!(
            text,
            "\n[sources.{}]\ncitation = \"{}\"\nlicence = \"{}\"\nvintage = \"{}\"\n",
            source.id, source.citation, source.licence, source.vintage
        );
    }
    Ok(Document { text, counts })
}

const HEADER: &str = "\
# Written by data/builder from research tables that are not redistributed; see README.md beside this file.
# The format is described in docs/economies.md.
format = 1

[economy]
name = \"china-2022\"
title = \"China, 2022: 31 provinces, town and countryside, 21 industries\"
opening = 2022
currency = \"CNY\"
money_unit = \"billion yuan\"
rules = \"b2\"
";

fn write_scalar(text: &mut String, scalar: &Scalar) {
    let _ = write!(text, "{} = {{ value = ", scalar.key);
    // Writing to a string cannot fail.
    let _ = match scalar.value {
        Value::Number(value) => write!(text, "{value}"),
        Value::Switch(on) => write!(text, "{on}"),
        Value::Word(word) => write!(text, "\"{word}\""),
        Value::Literal(literal) => write!(text, "{literal}"),
    };
    let (status, source) = (scalar.status.word(), scalar.source);
    let _ = write!(text, ", status = \"{status}\", source = \"{source}\"");
    if !scalar.note.is_empty() {
        let _ = write!(text, ", note = \"{}\"", scalar.note);
    }
    text.push_str(" }\n");
}

fn sections(inputs: Inputs<'_>) -> Result<Vec<Section>, Error> {
    let mut sections = base::sections(inputs)?;
    sections.extend(settings::sections(inputs));
    Ok(sections)
}
