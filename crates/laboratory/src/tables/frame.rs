//! A table under construction: columns of cells, filled quarter by quarter.

/// A declared column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its unit; empty for names and counts of nothing in particular.
    pub unit: &'static str,
    /// One sentence.
    pub definition: &'static str,
}

impl Column {
    /// Declares a column.
    #[must_use]
    pub const fn new(name: &'static str, unit: &'static str, definition: &'static str) -> Self {
        Self {
            name,
            unit,
            definition,
        }
    }
}

/// The cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Whole numbers.
    Whole(Vec<u64>),
    /// Numbers; one that is none stands for a missing value.
    Number(Vec<f64>),
    /// Words; an empty one stands for a missing value.
    Word(Vec<String>),
}

/// A table under construction.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Name of the table.
    pub name: &'static str,
    /// Declared columns.
    pub columns: Vec<Column>,
    /// Cells of the columns filled so far, in the order declared.
    pub cells: Vec<Cells>,
    /// The column that is filled next.
    next: usize,
}

impl Frame {
    /// An empty table.
    #[must_use]
    pub fn new(name: &'static str, columns: &[Column]) -> Self {
        Self {
            name,
            columns: columns.to_vec(),
            cells: Vec::with_capacity(columns.len()),
            next: 0,
        }
    }

    /// The next column's cells so far, created with `empty` the first time round.
    fn column(&mut self, empty: Cells) -> &mut Cells {
        let at = self.next;
        self.next += 1;
        if at == self.cells.len() {
            self.cells.push(empty);
        }
        &mut self.cells[at]
    }

    /// Adds `n` rows to the next column, which holds whole numbers.
    pub fn wholes(&mut self, n: usize, cell: impl Fn(usize) -> u64) {
        if let Cells::Whole(cells) = self.column(Cells::Whole(Vec::new())) {
            cells.extend((0..n).map(cell));
        }
    }

    /// Adds `n` equal rows to the next column.
    pub fn same(&mut self, n: usize, cell: u64) {
        self.wholes(n, |_| cell);
    }

    /// Adds `n` rows to the next column, which holds numbers.
    pub fn numbers(&mut self, n: usize, cell: impl Fn(usize) -> f64) {
        if let Cells::Number(cells) = self.column(Cells::Number(Vec::new())) {
            cells.extend((0..n).map(cell));
        }
    }

    /// Adds `n` rows to the next column, which holds words.
    pub fn words<'a>(&mut self, n: usize, cell: impl Fn(usize) -> &'a str) {
        if let Cells::Word(cells) = self.column(Cells::Word(Vec::new())) {
            cells.extend((0..n).map(|row| cell(row).to_owned()));
        }
    }

    /// Goes back to the first column, for the rows of another quarter.
    ///
    /// # Panics
    /// If not every declared column was filled.
    pub fn next_rows(&mut self) {
        assert_eq!(self.next, self.columns.len(), "table {}", self.name);
        self.next = 0;
    }
}
