//! Why data could not be read or measured, in one sentence a person can act on.

use std::path::PathBuf;

/// What was wrong with a file, a column, a value or a request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file or folder.
    #[error("{}: no such file or folder", .0.display())]
    NoFile(PathBuf),
    /// A pattern or a folder holds no file of data.
    #[error("{0}: no CSV or Parquet file there")]
    NoMatch(String),
    /// A name that belongs to neither format.
    #[error("{}: this is neither CSV (.csv, .tsv, .txt) nor Parquet (.parquet, .pq); export it as one of them", .0.display())]
    Format(PathBuf),
    /// The file could not be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file has no bytes, or no header.
    #[error("{}: the file is empty; the first line should name the columns", .0.display())]
    EmptyFile(PathBuf),
    /// Nothing but a header.
    #[error("{0}: there are columns but no rows")]
    NoRows(String),
    /// A column that is not there.
    #[error("{}: no column \"{column}\"{hint}", path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The name asked for.
        column: String,
        /// What it could have been.
        hint: String,
    },
    /// A column that is there twice.
    #[error("{}: two columns are named \"{column}\"; rename one", path.display())]
    TwoColumns {
        /// The file.
        path: PathBuf,
        /// The name.
        column: String,
    },
    /// Text where a number should be.
    #[error("{}, line {line}: column \"{column}\" holds \"{value}\", which is not a number", path.display())]
    NotANumber {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1; the header is line 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        value: String,
    },
    /// A line with too many or too few fields.
    #[error("{}, line {line}: {found} fields where the header has {expected}", path.display())]
    Ragged {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// Fields found.
        found: usize,
        /// Fields of the header.
        expected: usize,
    },
    /// Bytes that are no text.
    #[error("{}, line {line}: not UTF-8 text; save the file as UTF-8", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
    },
    /// A quotation mark that is opened and not closed.
    #[error("{}, line {line}: a quotation mark is opened and not closed", path.display())]
    OpenQuote {
        /// The file.
        path: PathBuf,
        /// The line where the record starts.
        line: u64,
    },
    /// A Parquet file that cannot be decoded.
    #[error("{}: not a readable Parquet file ({why}); is it complete?", path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What the decoder says.
        why: String,
    },
    /// A column of a type that does not fit its use.
    #[error("{}: column \"{column}\" has the type {kind}; {needs}", path.display())]
    Kind {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// Its type.
        kind: String,
        /// What it should be.
        needs: &'static str,
    },
    /// More rows or labels than can be numbered.
    #[error("{0}: more than 4294967295 rows")]
    TooMany(String),
    /// No row is left after those that cannot be used.
    #[error("none of the {read} rows can be used: {why}")]
    NothingLeft {
        /// Rows read.
        read: u64,
        /// Counts by reason.
        why: String,
    },
    /// All weights are zero.
    #[error("all {rows} weights in column \"{column}\" are zero")]
    ZeroWeights {
        /// Rows read.
        rows: u64,
        /// The weight column.
        column: String,
    },
    /// An option that makes no sense, with the remedy.
    #[error("{0}")]
    Option(String),
    /// The SQL engine failed, though the query may be right.
    #[error("{0}")]
    Engine(String),
    /// A measurement that failed.
    #[error("{what}: {source}")]
    Measure {
        /// What was to be measured.
        what: String,
        /// Why it could not be.
        source: inequality::Error,
    },
    /// A specification or a panel that was refused.
    #[error("{what}: {source}")]
    Index {
        /// The file.
        what: String,
        /// Why.
        source: composite::Error,
    },
}

/// The result of reading or measuring.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A refusal of an option.
    pub fn option(sentence: impl Into<String>) -> Self {
        Self::Option(sentence.into())
    }
}

/// `; did you mean "income"?` or the list of what there is.
pub(crate) fn hint<'a>(wanted: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let wanted = wanted.to_lowercase();
    let near = known
        .clone()
        .map(|name| (edits(&wanted, &name.to_lowercase()), name))
        .min_by_key(|&(distance, _)| distance);
    if let Some((distance, name)) = near
        && distance <= 2.max(wanted.chars().count().div_euclid(3))
    {
        return format!("; did you mean \"{name}\"?");
    }
    let mut names: Vec<&str> = known.take(13).collect();
    if names.is_empty() {
        return String::new();
    }
    let more = names.len() > 12;
    names.truncate(12);
    let dots = if more { ", …" } else { "" };
    format!("; there are {}{dots}", names.join(", "))
}

/// Insertions, deletions and replacements from one word to another.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(64).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised() {
        let known = ["income", "weight", "province"];
        assert_eq!(
            hint("incme", known.iter().copied()),
            "; did you mean \"income\"?"
        );
        assert_eq!(
            hint("xyzzy", known.iter().copied()),
            "; there are income, weight, province"
        );
        assert_eq!(edits("kitten", "sitting"), 3);
    }
}
