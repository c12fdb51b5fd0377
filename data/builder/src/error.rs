//! What can be wrong with the research tables, each in one sentence that says where.

/// Why the economy could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A table that is not there or cannot be read.
    #[error("research table {file} cannot be read: {reason}")]
    Unreadable {
        /// The table.
        file: String,
        /// What the system or the parser said.
        reason: String,
    },
    /// A row that is longer or shorter than the header.
    #[error("row {row} of research table {file} has {found} cells instead of {expected}")]
    Ragged {
        /// The table.
        file: String,
        /// Key of the row.
        row: String,
        /// Its cells.
        found: usize,
        /// Columns of the header.
        expected: usize,
    },
    /// A column or row that has to be there.
    #[error("research table {file} has no {what} `{name}`")]
    Missing {
        /// The table.
        file: String,
        /// Row or column.
        what: &'static str,
        /// Which.
        name: String,
    },
    /// A row that comes twice.
    #[error("row `{row}` of research table {file} comes twice")]
    Twice {
        /// The table.
        file: String,
        /// Key of the row.
        row: String,
    },
    /// A cell that is not a number.
    #[error("{column} of {row} in research table {file} is `{text}`, but it takes a finite number")]
    NotANumber {
        /// The table.
        file: String,
        /// Key of the row.
        row: String,
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A number with which a step cannot be done.
    #[error("{step}: {what} is {value}, but it must be {allowed}")]
    Step {
        /// The step.
        step: &'static str,
        /// The number.
        what: String,
        /// Its value.
        value: f64,
        /// What is allowed.
        allowed: &'static str,
    },
    /// An iteration that did not come to rest.
    #[error("{step} did not converge: after {rounds} rounds the largest relative gap is {gap:e}")]
    NotConverged {
        /// The step.
        step: &'static str,
        /// Rounds done.
        rounds: usize,
        /// Largest relative gap to a control.
        gap: f64,
    },
    /// A derived table that could not be written.
    #[error("{file} cannot be written: {reason}")]
    NotWritten {
        /// The table.
        file: String,
        /// What the system said.
        reason: String,
    },
}
