//! A table: one model for terminals and pages, so that both show the same cells.

/// Which edge of its column a cell keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Numbers.
    Right,
    /// Short marks.
    Centre,
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// Unit, under the heading; may be empty.
    pub unit: String,
    /// Edge its cells keep to.
    pub align: Align,
    /// Heading over several neighbours with the same group, such as `90% interval`.
    pub group: String,
    /// What the column means; told on pages.
    pub definition: String,
    /// A lighter column, such as the edges of a band.
    pub quiet: bool,
}

impl Column {
    /// A column of words.
    pub fn words(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            ..Self::default()
        }
    }

    /// A column of numbers.
    pub fn numbers(heading: &str) -> Self {
        Self {
            align: Align::Right,
            ..Self::words(heading)
        }
    }

    /// The same with a unit under the heading.
    #[must_use]
    pub fn unit(mut self, unit: &str) -> Self {
        unit.clone_into(&mut self.unit);
        self
    }

    /// The same under a heading shared with neighbours.
    #[must_use]
    pub fn group(mut self, group: &str) -> Self {
        group.clone_into(&mut self.group);
        self
    }

    /// The same with what it means and where it comes from.
    #[must_use]
    pub fn definition(mut self, definition: &str) -> Self {
        definition.clone_into(&mut self.definition);
        self
    }

    /// The same, lighter, as the edges of a band are.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }
}

/// One cell: what it shows, and where that comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it shows.
    pub text: String,
    /// Definition and source of the number; told on pages.
    pub definition: String,
    /// A series drawn in the cell on pages; `text` stands for it in terminals.
    pub trend: Vec<f64>,
}

impl Cell {
    /// A cell with a series as small as a word; `told` says what it is.
    pub fn trend(values: &[f64], told: &str) -> Self {
        Self {
            text: crate::terminal::sparkline_within(values, 16),
            definition: told.to_owned(),
            trend: values.to_vec(),
        }
    }

    /// A cell with the definition and source of its number.
    pub fn defined(text: &str, definition: &str) -> Self {
        Self {
            text: text.to_owned(),
            definition: definition.to_owned(),
            ..Self::default()
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// Rows of cells under headings.
///
/// ```
/// use charts::{Column, Table, TextStyle};
/// let table = Table::new([Column::words("Outcome"), Column::numbers("Change").unit("%")])
///     .row(["real income".into(), "+1.20".into()]);
/// assert!(table.text(&TextStyle::default()).contains("real income"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the table shows, in one line.
    pub caption: String,
    /// The columns; the first names the rows.
    pub columns: Vec<Column>,
    /// The rows; short ones are filled with empty cells, long ones cut.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The same with a caption.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        caption.clone_into(&mut self.caption);
        self
    }

    /// The same with one more row.
    #[must_use]
    pub fn row(mut self, cells: impl IntoIterator<Item = Cell>) -> Self {
        self.rows.push(cells.into_iter().collect());
        self
    }

    /// Neighbouring columns under one shared heading: the heading and how many.
    pub(crate) fn groups(&self) -> Vec<(&str, usize)> {
        let mut groups: Vec<(&str, usize)> = Vec::new();
        for column in &self.columns {
            match groups.last_mut() {
                Some((group, count)) if *group == column.group && !group.is_empty() => *count += 1,
                _ => groups.push((&column.group, 1)),
            }
        }
        groups
    }

    /// The text of a cell; empty where a row is short.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .map_or("", |cell| &cell.text)
    }
}
