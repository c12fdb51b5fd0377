//! Tables of published results: named columns, numbers where they are numbers.

use std::path::Path;

use super::Error;

/// A CSV table with a header.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells, row by row, as text.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a table.
    ///
    /// # Errors
    /// Names the file, and the line where there is one.
    pub fn read(file: &Path) -> Result<Self, Error> {
        let error = |problem: String| Error::File {
            file: file.to_owned(),
            problem,
        };
        let mut reader = csv::Reader::from_path(file).map_err(|e| error(e.to_string()))?;
        let columns = reader.headers().map_err(|e| error(e.to_string()))?;
        let columns = columns.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| error(e.to_string()))?;
            rows.push(record.iter().map(str::to_owned).collect());
        }
        Ok(Self { columns, rows })
    }

    /// The position of a column, if there is one of this name.
    #[must_use]
    pub fn find(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column)
    }

    /// The number in a cell; not a number where it is text.
    #[must_use]
    pub fn number(&self, row: usize, column: usize) -> f64 {
        self.rows[row][column].parse().unwrap_or(f64::NAN)
    }

    /// The number in a named column of a row; not a number where there is none.
    #[must_use]
    pub fn named(&self, row: usize, column: &str) -> f64 {
        self.find(column)
            .map_or(f64::NAN, |column| self.number(row, column))
    }
}
