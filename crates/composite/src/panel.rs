//! The data an index is built on: named columns of numbers over units and, perhaps, times.

use crate::Error;
use crate::error::same_length;

/// Rows of units at times, with named columns; a missing value is NaN.
///
/// A cross-section has no times. Each unit occurs at most once at each time; not every unit need
/// occur at every time.
///
/// ```
/// use composite::Panel;
/// let panel = Panel::new(vec!["A", "B", "A", "B"], Some(vec!["2020", "2020", "2021", "2021"]))?
///     .with_column("broadband", vec![20.0, 35.0, 24.0, 38.0])?;
/// assert_eq!(panel.rows(), 4);
/// assert_eq!(panel.column("broadband").unwrap()[3], 38.0);
/// # Ok::<(), composite::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    units: Vec<String>,
    times: Option<Vec<String>>,
    columns: Vec<(String, Vec<f64>)>,
}

impl Panel {
    /// Starts a panel from the labels of its rows.
    ///
    /// # Errors
    /// No row, times of another length than units, or a unit that occurs twice at one time.
    pub fn new<T: Into<String>>(units: Vec<T>, times: Option<Vec<T>>) -> Result<Self, Error> {
        let units: Vec<String> = units.into_iter().map(Into::into).collect();
        let times: Option<Vec<String>> = times.map(|t| t.into_iter().map(Into::into).collect());
        crate::error::at_least("rows of the panel", units.len(), 1)?;
        if let Some(times) = &times {
            same_length("times of the panel", times.len(), units.len())?;
        }
        let panel = Self {
            units,
            times,
            columns: Vec::new(),
        };
        let mut rows: Vec<usize> = (0..panel.rows()).collect();
        let key = |row: usize| (panel.unit(row), panel.time(row));
        rows.sort_by(|&a, &b| key(a).cmp(&key(b)));
        if let Some(pair) = rows.windows(2).find(|pair| key(pair[0]) == key(pair[1])) {
            return Err(Error::Choice {
                key: "a row of the panel".into(),
                value: panel.label(pair[1]),
                allowed: "unique: each unit at most once at each time".into(),
            });
        }
        Ok(panel)
    }

    /// Adds a column.
    ///
    /// # Errors
    /// A length other than the number of rows, or a name that is taken.
    pub fn with_column(mut self, name: impl Into<String>, values: Vec<f64>) -> Result<Self, Error> {
        let name = name.into();
        same_length(&format!("column \"{name}\""), values.len(), self.rows())?;
        if self.column(&name).is_some() {
            return Err(Error::Choice {
                key: "the name of a column".into(),
                value: format!("\"{name}\""),
                allowed: "one that no other column has".into(),
            });
        }
        self.columns.push((name, values));
        Ok(self)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.units.len()
    }

    /// Unit of a row.
    pub fn unit(&self, row: usize) -> &str {
        &self.units[row]
    }

    /// Time of a row; none in a cross-section.
    pub fn time(&self, row: usize) -> Option<&str> {
        self.times.as_ref().map(|times| times[row].as_str())
    }

    /// Values of a column, in the order of the rows.
    pub fn column(&self, name: &str) -> Option<&[f64]> {
        let found = self.columns.iter().find(|(other, _)| other == name)?;
        Some(&found.1)
    }

    /// Names of the columns, in the order they were added.
    pub fn column_names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// Different times in order of first appearance; empty in a cross-section.
    pub fn distinct_times(&self) -> Vec<&str> {
        distinct(self.times.iter().flatten().map(String::as_str))
    }

    /// Different units in order of first appearance.
    pub fn distinct_units(&self) -> Vec<&str> {
        distinct(self.units.iter().map(String::as_str))
    }

    /// Unit and time of a row, for messages.
    pub(crate) fn label(&self, row: usize) -> String {
        match self.time(row) {
            Some(time) => format!("{} in {time}", self.unit(row)),
            None => self.unit(row).to_owned(),
        }
    }
}

fn distinct<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    labels.filter(|label| seen.insert(*label)).collect()
}
