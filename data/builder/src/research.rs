//! The research tables: read whole, checked for shape, looked up by row and column.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A table with a header, looked up by the text in its first column.
#[derive(Clone, Debug)]
pub struct Table {
    file: String,
    columns: BTreeMap<String, usize>,
    keys: Vec<String>,
    rows: BTreeMap<String, Vec<String>>,
}

impl Table {
    /// Reads `file` in `folder`; rows are known by column `key`.
    ///
    /// # Errors
    /// A missing file, a ragged row, a missing key column, a key that comes twice.
    pub fn read(folder: &Path, file: &str, key: &str) -> Result<Self, Error> {
        let text = std::fs::read_to_string(folder.join(file));
        let text = text.map_err(|error| unreadable(file, &error))?;
        Self::parse(file, &text, key)
    }

    /// Reads a table from its text.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn parse(file: &str, text: &str, key: &str) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| unreadable(file, &error))?;
        let columns: BTreeMap<String, usize> = header
            .iter()
            .enumerate()
            .map(|(index, name)| (name.to_owned(), index))
            .collect();
        let expected = header.len();
        let at = columns.get(key).copied().ok_or_else(|| Error::Missing {
            file: file.to_owned(),
            what: "column",
            name: key.to_owned(),
        })?;
        let mut table = Self {
            file: file.to_owned(),
            columns,
            keys: Vec::new(),
            rows: BTreeMap::new(),
        };
        for record in reader.records() {
            let record = record.map_err(|error| unreadable(file, &error))?;
            let key = record.get(at).unwrap_or_default().to_owned();
            if record.len() != expected {
                return Err(Error::Ragged {
                    file: file.to_owned(),
                    row: key,
                    found: record.len(),
                    expected,
                });
            }
            let cells = record.iter().map(str::to_owned).collect();
            if table.rows.insert(key.clone(), cells).is_some() {
                return Err(Error::Twice {
                    file: file.to_owned(),
                    row: key,
                });
            }
            table.keys.push(key);
        }
        Ok(table)
    }

    /// Keys of the rows, in the order of the file.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The text of a cell.
    ///
    /// # Errors
    /// A row or column that is not there.
    pub fn text(&self, row: &str, column: &str) -> Result<&str, Error> {
        let missing = |what, name: &str| Error::Missing {
            file: self.file.clone(),
            what,
            name: name.to_owned(),
        };
        let cells = self.rows.get(row).ok_or_else(|| missing("row", row))?;
        let at = self.columns.get(column);
        let at = at.ok_or_else(|| missing("column", column))?;
        Ok(cells.get(*at).map_or("", String::as_str))
    }

    /// The number in a cell.
    ///
    /// # Errors
    /// As [`Self::text`]; a text that is not a finite number.
    pub fn number(&self, row: &str, column: &str) -> Result<f64, Error> {
        let text = self.text(row, column)?;
        let value = text.parse::<f64>().ok().filter(|value| value.is_finite());
        value.ok_or_else(|| Error::NotANumber {
            file: self.file.clone(),
            row: row.to_owned(),
            column: column.to_owned(),
            text: text.to_owned(),
        })
    }

    /// Numbers of one row in several columns.
    ///
    /// # Errors
    /// As [`Self::number`].
    pub fn row(&self, row: &str, columns: &[&str]) -> Result<Vec<f64>, Error> {
        columns.iter().map(|c| self.number(row, c)).collect()
    }

    /// Numbers of one column in several rows.
    ///
    /// # Errors
    /// As [`Self::number`].
    pub fn column(&self, column: &str, rows: &[&str]) -> Result<Vec<f64>, Error> {
        rows.iter().map(|r| self.number(r, column)).collect()
    }
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Unreadable {
        file: file.to_owned(),
        reason: error.to_string(),
    }
}

/// All research tables that the builder reads.
#[derive(Clone, Debug)]
pub struct Research {
    /// National facts by `id`.
    pub national: Table,
    /// The input-output table of 2020, 21 industries.
    pub input_output: Table,
    /// One row per province.
    pub regions: Table,
    /// Employment of 2020 by province and industry, 10 000 persons.
    pub employment: Table,
    /// Value added of 2022 by province and industry, an allocation.
    pub value_added: Table,
    /// Pairs of neighbours.
    pub neighbours: Vec<(String, String)>,
    /// Provinces, in the order of the region table.
    pub provinces: Vec<String>,
    /// Where they are.
    folder: PathBuf,
}

impl Research {
    /// Reads every table of a folder.
    ///
    /// # Errors
    /// The first table that is missing, ragged or has no such key.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let regions = Table::read(folder, "regions.csv", "iso_3166_2")?;
        let provinces = regions.keys().to_vec();
        Ok(Self {
            national: Table::read(folder, "national.csv", "id")?,
            input_output: Table::read(folder, "input_output.csv", "row")?,
            employment: Table::read(
                folder,
                "employment_province_industry_2020.csv",
                "iso_3166_2",
            )?,
            value_added: Table::read(folder, "va_province_industry_2022_est.csv", "iso_3166_2")?,
            neighbours: read_pairs(folder, "regions_adjacency.csv")?,
            regions,
            provinces,
            folder: folder.to_owned(),
        })
    }

    /// A national fact.
    ///
    /// # Errors
    /// A fact that is not there or not a number.
    pub fn fact(&self, id: &str) -> Result<f64, Error> {
        self.national.number(id, "value")
    }

    /// Totals of the 21 industries in the input-output table of a year.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn history(&self, year: &str) -> Result<Table, Error> {
        let file = "io_history.csv";
        let text = std::fs::read_to_string(self.folder.join(file));
        let text = text.map_err(|error| unreadable(file, &error))?;
        let of_year = format!("{year},");
        let mut lines = text.lines();
        let header = lines.next().unwrap_or_default();
        let rows = lines.filter(|line| line.starts_with(&of_year));
        let text: Vec<&str> = std::iter::once(header).chain(rows).collect();
        Table::parse(file, &text.join("\n"), "ind21")
    }

    /// A fact of every province.
    ///
    /// # Errors
    /// A column that is not there, a cell that is not a number.
    pub fn region(&self, column: &str) -> Result<Vec<f64>, Error> {
        let rows: Vec<&str> = self.provinces.iter().map(String::as_str).collect();
        self.regions.column(column, &rows)
    }
}

/// Pairs in the columns `a` and `b`; the same place may come in many of them.
fn read_pairs(folder: &Path, file: &str) -> Result<Vec<(String, String)>, Error> {
    let text = std::fs::read_to_string(folder.join(file));
    let text = text.map_err(|error| unreadable(file, &error))?;
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| unreadable(file, &error))?;
    let find = |name: &str| {
        header
            .iter()
            .position(|column| column == name)
            .ok_or_else(|| Error::Missing {
                file: file.to_owned(),
                what: "column",
                name: name.to_owned(),
            })
    };
    let (a, b) = (find("a")?, find("b")?);
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(file, &error))?;
        let cell = |at: usize| record.get(at).unwrap_or_default().to_owned();
        pairs.push((cell(a), cell(b)));
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ragged_row_is_refused_by_name() {
        let refused = Table::parse("t.csv", "k,a\nx,1\ny,1,2\n", "k");
        let sentence = refused.err().map(|error| error.to_string());
        let expected = "row y of research table t.csv has 3 cells instead of 2";
        assert_eq!(sentence.as_deref(), Some(expected));
    }

    #[test]
    fn a_repeated_key_and_a_missing_column_are_refused() {
        assert!(matches!(
            Table::parse("t.csv", "k,a\nx,1\nx,2\n", "k"),
            Err(Error::Twice { .. })
        ));
        let table = Table::parse("t.csv", "k,a\nx,one\n", "k").unwrap();
        assert!(matches!(table.number("x", "b"), Err(Error::Missing { .. })));
        assert!(matches!(
            table.number("x", "a"),
            Err(Error::NotANumber { .. })
        ));
    }

    #[test]
    fn a_missing_folder_is_one_sentence() {
        let refused = Research::read(Path::new("/nowhere/at/all"));
        let sentence = refused.err().map(|error| error.to_string());
        assert!(
            sentence.is_some_and(|s| s.starts_with("research table regions.csv cannot be read"))
        );
    }
}
