//! What can be wrong with an economy on disk, each in one sentence that says where.

use std::fmt;

use economy::{calibration, tables};

/// Why an economy could not be loaded or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Neither an embedded economy nor a folder.
    #[error(
        "there is no economy `{name}`: it is neither an embedded one ({embedded}) nor a folder"
    )]
    NoSuchEconomy {
        /// What was asked for.
        name: String,
        /// The embedded names.
        embedded: String,
    },
    /// A folder without the files of either format.
    #[error("folder {folder} is not an economy: it has neither economy.toml nor parameters.json")]
    NotAnEconomy {
        /// The folder.
        folder: String,
    },
    /// Something wrong in a file.
    #[error("{fault} ({at})")]
    File {
        /// Where.
        at: At,
        /// What.
        fault: Box<Fault>,
    },
    /// An override that no parameter takes.
    #[error(transparent)]
    Parameter(#[from] params::Error),
    /// An override of something that is not a scalar.
    #[error("{path} cannot be set: it is {what} and lives in {file}")]
    NotAScalar {
        /// The override.
        path: String,
        /// What it is, in words.
        what: &'static str,
        /// The file to edit.
        file: &'static str,
    },
    /// A scale for an economy that has one.
    #[error(
        "{name} is in the reference format, whose scale is fixed: use --replicate instead of --scale"
    )]
    FixedScale {
        /// The economy.
        name: String,
    },
    /// The base rules for an economy that they cannot open.
    #[error(
        "the rules b0 do not know the areas and people of {name}, and without them {error}; --rules b1 knows them"
    )]
    BaseRules {
        /// Name of the economy.
        name: String,
        /// What does not fit.
        error: Box<Error>,
    },
    /// A scale that is no scale.
    #[error(
        "scale is {scale}, but one model household must stand for at least 1e-6 and at most 1e12 real ones"
    )]
    Scale {
        /// What was asked for.
        scale: f64,
    },
    /// Copies of people that can be drawn in any number.
    #[error(
        "the people of {name} are drawn in any number, so --replicate has nothing to copy; --scale 1:K draws one model household for K real ones"
    )]
    DrawnAtAnyScale {
        /// Name of the economy.
        name: String,
    },
    /// Both ways to change the number of agents.
    #[error("--scale and --replicate exclude each other")]
    ScaleAndReplicate,
    /// No or too many copies.
    #[error(
        "replicate is {copies}, which makes {agents} agents, but there must be at least 1 and fewer than {}",
        calibration::MAX_AGENTS
    )]
    Replicate {
        /// Copies asked for.
        copies: u32,
        /// Agents they would make.
        agents: u64,
    },
    /// A folder that is not empty.
    #[error("{folder} is not empty, and an economy is only written to a new or empty folder")]
    NotEmpty {
        /// The folder.
        folder: String,
    },
    /// The folder could not be written.
    #[error("{folder} could not be written: {reason}")]
    NotWritten {
        /// The folder.
        folder: String,
        /// What the system said.
        reason: String,
    },
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The economy's folder, as given.
    pub folder: String,
    /// The file in it.
    pub file: String,
    /// The line, from 1, where known.
    pub line: Option<usize>,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.folder, self.file)?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// What is wrong at a place in a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The file is not there.
    #[error("the file is missing")]
    Missing,
    /// The system would not read it.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// More than anybody needs.
    #[error("the file has {bytes} bytes, but at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// What is read at most.
        limit: u64,
    },
    /// Not text.
    #[error("the file is not UTF-8 text: byte {byte} does not belong")]
    NotUtf8 {
        /// Position of the first wrong byte, from 1.
        byte: usize,
    },
    /// Not JSON, or not TOML.
    #[error("the file is not valid {language}: {reason}")]
    Syntax {
        /// Name of the language.
        language: &'static str,
        /// What its parser says.
        reason: String,
    },
    /// A key that has to be there.
    #[error("key `{key}` is missing")]
    MissingKey {
        /// The key.
        key: String,
    },
    /// A key that means nothing.
    #[error("key `{key}` is unknown{}", hint(.nearest.as_deref()))]
    UnknownKey {
        /// The key.
        key: String,
        /// The most similar key that is known.
        nearest: Option<String>,
    },
    /// A key, row or column that comes twice.
    #[error("{what} `{name}` comes twice")]
    Twice {
        /// Key, column, industry …
        what: &'static str,
        /// Which.
        name: String,
    },
    /// Something other than what is expected.
    #[error("{name} is {text}, but it takes {expected}")]
    NotA {
        /// What is being read.
        name: String,
        /// What stands there.
        text: String,
        /// What should.
        expected: String,
    },
    /// A row of the wrong length.
    #[error("row {row} has {found} cells instead of {expected}")]
    Cells {
        /// Number or key of the row.
        row: String,
        /// Its cells.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A table with the wrong number of rows.
    #[error("the table has {found} rows instead of {expected}")]
    Rows {
        /// Its rows.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A column that has to be there.
    #[error("column `{column}` is missing")]
    MissingColumn {
        /// The column.
        column: String,
    },
    /// A column that means nothing.
    #[error("column `{column}` is unknown{}", hint(.nearest.as_deref()))]
    UnknownColumn {
        /// The column.
        column: String,
        /// The most similar column that is known.
        nearest: Option<String>,
    },
    /// A column that is neither of the table nor of an industry.
    #[error("column `{column}` is none of this table, and industries.csv has no row for it{}", hint(.nearest.as_deref()))]
    NoIndustry {
        /// The column.
        column: String,
        /// The most similar column that is known.
        nearest: Option<String>,
    },
    /// A row that has to be there.
    #[error("row `{row}` is missing")]
    MissingRow {
        /// Its key.
        row: String,
    },
    /// A row that means nothing.
    #[error("row `{row}` is unknown")]
    UnknownRow {
        /// Its key.
        row: String,
    },
    /// A province, an area or an industry that is not among those listed elsewhere.
    #[error("{what} `{name}` {}{}", unlisted(what), hint(.nearest.as_deref()))]
    UnknownName {
        /// Province, area …
        what: &'static str,
        /// Its name.
        name: String,
        /// The most similar name that is known.
        nearest: Option<String>,
    },
    /// One of several files that come together.
    #[error(
        "the file is missing, but {beside} is there; areas.csv, jobs.csv, value_added.csv and people.csv come together, and so does neighbours.csv with more than one province"
    )]
    MissingBeside {
        /// A file that is there.
        beside: String,
    },
    /// A scalar out of range.
    #[error(transparent)]
    Parameter(#[from] params::Error),
    /// A value with which the model cannot run.
    #[error("{sentence}")]
    Calibration {
        /// The problem under the file's own names.
        sentence: String,
        /// The problem.
        problem: calibration::Problem,
    },
    /// Tables that contradict each other, or that cannot be scaled as asked.
    #[error(transparent)]
    Tables(Box<tables::Problem>),
}

/// What is wrong with a name: it is missing where all of its kind are listed.
fn unlisted(what: &str) -> &'static str {
    match what {
        "area" => "has no row in areas.csv",
        "industry" => "has no row in industries.csv",
        _ => "is unknown",
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

/// At most this many characters of a value are shown.
const SHOWN: usize = 60;

/// A value as shown in a sentence: in backquotes, on one line, cut when long.
pub(crate) fn shown(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "empty".to_owned();
    }
    format!("`{}`", plain(text))
}

/// A text from a file on one line, cut when long.
pub(crate) fn plain(text: &str) -> String {
    let cut = text.chars().take(SHOWN);
    let mut plain: String = cut.map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.len() < text.len() {
        plain.push('…');
    }
    plain
}
