//! What can go wrong between a person's request and the stored result.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Where in a file, or in a command, something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// A file and a line of it, counted from 1, or an option such as `--set`.
    words: String,
}

impl Place {
    /// A line of a file.
    #[must_use]
    pub fn line(file: &str, line: usize) -> Self {
        Self {
            words: format!("{file}:{line}"),
        }
    }

    /// An option of the command line.
    #[must_use]
    pub fn option(name: &str) -> Self {
        Self {
            words: name.to_owned(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.words.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", self.words)
    }
}

/// An error of the laboratory: one sentence for the person who asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request makes no sense, or asks for something that does not exist.
    #[error("{reason}{place}")]
    Refused {
        /// Why, in one sentence.
        reason: String,
        /// Where it was asked for.
        place: Place,
    },
    /// A parameter was refused.
    #[error("{error}{place}")]
    Parameter {
        /// The refusal.
        error: params::Error,
        /// Where it was set.
        place: Place,
    },
    /// The economy was refused.
    #[error(transparent)]
    Economy(#[from] crate::economies::Error),
    /// A file could not be read or written.
    #[error("cannot {action} {}: {}", path.display(), plain_words(source))]
    File {
        /// `read`, `write`, `create`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// Whether it was found out before anything ran.
        up_front: bool,
    },
    /// A table could not be written or read back.
    #[error("cannot {action} the table {}: {reason}", path.display())]
    Table {
        /// `read` or `write`.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the format said.
        reason: String,
    },
    /// A run went wrong.
    #[error("{0}")]
    Failed(String),
}

/// A result of the laboratory.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A refusal without a place.
    #[must_use]
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::refused_at(reason, Place::default())
    }

    /// A refusal of what stands at `place`.
    #[must_use]
    pub fn refused_at(reason: impl Into<String>, place: Place) -> Self {
        Self::Refused {
            reason: reason.into(),
            place,
        }
    }

    /// A failure of the file system while results were being written.
    pub(crate) fn file(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::File {
            action,
            path: path.to_owned(),
            source,
            up_front: false,
        }
    }

    /// The same, found out before anything ran.
    #[must_use]
    pub fn up_front(self) -> Self {
        match self {
            Self::File {
                action,
                path,
                source,
                ..
            } => Self::File {
                action,
                path,
                source,
                up_front: true,
            },
            other => other,
        }
    }

    /// Whether the request was refused, as opposed to a run that failed.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Refused { .. } | Self::Parameter { .. } | Self::Economy(_) => true,
            Self::File { up_front, .. } => *up_front,
            Self::Table { .. } | Self::Failed(_) => false,
        }
    }
}

/// What the system said, without its error numbers.
#[must_use]
pub fn plain_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::NotADirectory => "it lies under something that is not a folder".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => {
            let words = error.to_string();
            words
                .split(" (os error")
                .next()
                .unwrap_or(&words)
                .to_lowercase()
        }
    }
}

/// A hint naming the most similar of some names, if one is similar enough; empty otherwise.
#[must_use]
pub fn did_you_mean<'a>(asked: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    params::nearest(asked, names)
        .map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_name_what_is_similar_and_nothing_else() {
        let names = ["quarters", "economy"];
        assert_eq!(did_you_mean("quarter", names), "; did you mean `quarters`?");
        assert_eq!(did_you_mean("zebra", names), "");
    }

    #[test]
    fn a_full_disk_is_called_so() {
        let error = io::Error::from(io::ErrorKind::StorageFull);
        assert_eq!(plain_words(&error), "the disk is full");
    }
}
