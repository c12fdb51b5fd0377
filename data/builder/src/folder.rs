//! The files of the economy in memory: tables with what is known about their columns, and their text.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Error;

/// How well a number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Seen in the named publication.
    Verified,
    /// From memory of the named publication.
    Recalled,
    /// Computed from others.
    Derived,
    /// Found by runs of a prototype.
    Prototype,
    /// Assumed, with a reason.
    Assumed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Verified,
        Self::Recalled,
        Self::Derived,
        Self::Prototype,
        Self::Assumed,
    ];

    /// As it stands in the files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Recalled => "recalled",
            Self::Derived => "derived",
            Self::Prototype => "prototype",
            Self::Assumed => "assumed",
        }
    }

    /// The status of a research table's word; what it does not know is assumed.
    #[must_use]
    pub fn of_research(word: &str) -> Self {
        match word {
            "VERIFIED" => Self::Verified,
            "RECALLED" => Self::Recalled,
            "DERIVED" => Self::Derived,
            _ => Self::Assumed,
        }
    }
}

/// Columns of bounds: what a row says of itself is about its value, and not about how far it may be missed.
const BOUNDS: [&str; 2] = ["low", "high"];

/// What is known about a column of numbers.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Unit in words.
    pub unit: &'static str,
    /// How well its numbers are known.
    pub status: Status,
    /// Key of a source.
    pub source: &'static str,
    /// A remark; may be empty.
    pub note: String,
}

/// A table of the economy.
#[derive(Clone, Debug)]
pub struct Table {
    /// File name without `.csv`.
    pub name: &'static str,
    /// Header.
    pub header: Vec<String>,
    /// Cells as text.
    pub rows: Vec<Vec<String>>,
    /// The columns that hold numbers.
    pub columns: Vec<Column>,
}

impl Table {
    /// The table as text.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = std::iter::once(&self.header).chain(&self.rows);
        let mut text = String::new();
        for line in lines {
            let cells: Vec<String> = line.iter().map(|cell| quoted(cell)).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        text
    }

    /// Numbers by status; a row's own status goes before that of its columns, but for bounds.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Status, usize> {
        let own = self.header.iter().position(|name| name == "status");
        let mut counts = BTreeMap::new();
        for row in &self.rows {
            let word = own.and_then(|at| row.get(at)).map(String::as_str);
            let row_status = Status::ALL.into_iter().find(|s| Some(s.word()) == word);
            for column in &self.columns {
                let at = self.header.iter().position(|name| *name == column.name);
                if at
                    .and_then(|at| row.get(at))
                    .is_some_and(|cell| !cell.is_empty())
                {
                    let of_row = row_status.filter(|_| !BOUNDS.contains(&&*column.name));
                    *counts.entry(of_row.unwrap_or(column.status)).or_insert(0) += 1;
                }
            }
        }
        counts
    }
}

/// A cell in quotes where it needs them.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// Writes files to a folder, which is made if it is not there.
///
/// # Errors
/// [`Error::NotWritten`].
pub fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Error> {
    let refuse = |file: &str, error: &std::io::Error| Error::NotWritten {
        file: file.to_owned(),
        reason: error.to_string(),
    };
    let shown = folder.display().to_string();
    std::fs::create_dir_all(folder).map_err(|error| refuse(&shown, &error))?;
    for (name, text) in files {
        std::fs::write(folder.join(name), text).map_err(|error| refuse(name, &error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_and_quotes_are_quoted() {
        assert_eq!(quoted("a"), "a");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
    }

    #[test]
    fn a_rows_status_goes_before_its_columns() {
        let column = |name: &str, status| Column {
            name: name.to_owned(),
            unit: "",
            status,
            source: "",
            note: String::new(),
        };
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let table = Table {
            name: "t",
            header: row(["x", "low", "status"]),
            rows: vec![row(["1", "2", ""]), row(["3", "2", "verified"])],
            columns: vec![column("x", Status::Assumed), column("low", Status::Derived)],
        };
        let counts = table.counts();
        assert_eq!(counts.get(&Status::Assumed), Some(&1));
        assert_eq!(counts.get(&Status::Derived), Some(&2));
        assert_eq!(counts.get(&Status::Verified), Some(&1));
    }
}
