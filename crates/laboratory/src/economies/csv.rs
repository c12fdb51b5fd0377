//! Tables of text with the line of each row.

use super::error::{Error, Fault, plain, shown};
use super::files::Text;

/// A row of cells and the line on which it starts.
pub(crate) struct Row {
    pub line: usize,
    pub cells: csv::StringRecord,
}

/// All rows of a file. Cells are trimmed; empty lines are skipped.
pub(crate) fn rows(text: &Text) -> Result<Vec<Row>, Error> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.content.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let cells = record.map_err(|error| {
            let line = error.position().map(|position| position.line() as usize);
            let reason = error.to_string();
            text.refuse(
                line,
                Fault::Syntax {
                    language: "CSV",
                    reason,
                },
            )
        })?;
        // The position is where the reader stood before it skipped empty lines.
        let start = cells
            .position()
            .map_or(0, |position| position.byte() as usize);
        let skipped = text.content.as_bytes()[start.min(text.content.len())..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .count();
        rows.push(Row {
            line: text.line(start + skipped),
            cells,
        });
    }
    Ok(rows)
}

/// A bare matrix of `n_rows` by `n_columns` numbers, row after row.
pub(crate) fn matrix(text: &Text, n_rows: usize, n_columns: usize) -> Result<Vec<f64>, Error> {
    let rows = rows(text)?;
    let mut values = Vec::with_capacity(rows.len() * n_columns);
    for (index, row) in rows.iter().enumerate() {
        if row.cells.len() != n_columns {
            let fault = Fault::Cells {
                row: (index + 1).to_string(),
                found: row.cells.len(),
                expected: n_columns,
            };
            return Err(text.refuse(row.line, fault));
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let name = || format!("row {}, column {}", index + 1, column + 1);
            values.push(number(text, row.line, cell, name)?);
        }
    }
    if rows.len() != n_rows {
        let (found, expected) = (rows.len(), n_rows);
        return Err(text.refuse(None, Fault::Rows { found, expected }));
    }
    Ok(values)
}

/// A finite number in a cell.
pub(crate) fn number(
    text: &Text,
    line: usize,
    cell: &str,
    name: impl Fn() -> String,
) -> Result<f64, Error> {
    let value = cell.parse::<f64>().ok().filter(|value| value.is_finite());
    value.ok_or_else(|| {
        let fault = Fault::NotA {
            name: name(),
            text: shown(cell),
            expected: "a number".to_owned(),
        };
        text.refuse(line, fault)
    })
}

/// A table with a header, whose columns are found by name.
pub(crate) struct Table<'a> {
    pub text: &'a Text,
    header: Vec<String>,
    pub rows: Vec<Row>,
}

impl<'a> Table<'a> {
    /// Reads a table, refusing ragged rows, repeated columns, and columns not in `known` if given.
    pub fn parse(text: &'a Text, known: Option<&[&str]>) -> Result<Self, Error> {
        let mut rows = rows(text)?.into_iter();
        let (found, expected) = (0, 1);
        let first = rows
            .next()
            .ok_or_else(|| text.refuse(None, Fault::Rows { found, expected }))?;
        let header: Vec<String> = first.cells.iter().map(str::to_owned).collect();
        for (index, column) in header.iter().enumerate() {
            if header[..index].contains(column) {
                let (what, name) = ("column", plain(column));
                return Err(text.refuse(first.line, Fault::Twice { what, name }));
            }
            if let Some(known) = known.filter(|known| !known.contains(&column.as_str())) {
                let fault = Fault::UnknownColumn {
                    column: plain(column),
                    nearest: params::nearest(column, known.iter().copied()),
                };
                return Err(text.refuse(first.line, fault));
            }
        }
        let rows: Vec<Row> = rows.collect();
        for (index, row) in rows.iter().enumerate() {
            if row.cells.len() != header.len() {
                let key = row.cells.get(0).unwrap_or_default();
                let name = if key.is_empty() {
                    (index + 1).to_string()
                } else {
                    shown(key)
                };
                let fault = Fault::Cells {
                    row: name,
                    found: row.cells.len(),
                    expected: header.len(),
                };
                return Err(text.refuse(row.line, fault));
            }
        }
        Ok(Self { text, header, rows })
    }

    /// The position of a column.
    pub fn find(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|name| name == column)
    }

    /// The position of a column that has to be there.
    pub fn column(&self, column: &str) -> Result<usize, Error> {
        let missing = || {
            let column = column.to_owned();
            self.text.refuse(None, Fault::MissingColumn { column })
        };
        self.find(column).ok_or_else(missing)
    }
}

impl Row {
    /// The text of a cell; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }
}
