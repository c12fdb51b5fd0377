//! How a command ends when it does not end well: one sentence, and an exit code.

use std::io;
use std::process::ExitCode;

/// Why a command stops.
#[derive(Debug)]
pub enum Complaint {
    /// The request was refused: exit code 2.
    Refused(String),
    /// The run failed: exit code 1.
    Failed(String),
    /// Nobody reads the output any more: not an error.
    NobodyReads,
}

/// The outcome of a command.
pub type Outcome<T = ()> = Result<T, Complaint>;

impl Complaint {
    /// A refusal.
    pub fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(sentence.into())
    }

    /// Tells the person and gives the exit code.
    pub fn report(self) -> ExitCode {
        let (sentence, code) = match self {
            Self::Refused(sentence) => (sentence, 2),
            Self::Failed(sentence) => (sentence, 1),
            Self::NobodyReads => return ExitCode::SUCCESS,
        };
        // If standard error is closed too, the exit code still tells.
        let _ = crate::output::tell(&format!("commonweal: {sentence}"));
        ExitCode::from(code)
    }
}

impl From<laboratory::Error> for Complaint {
    fn from(error: laboratory::Error) -> Self {
        if error.is_refusal() {
            Self::Refused(error.to_string())
        } else {
            Self::Failed(error.to_string())
        }
    }
}

impl From<laboratory::economies::Error> for Complaint {
    fn from(error: laboratory::economies::Error) -> Self {
        laboratory::Error::from(error).into()
    }
}

/// What went wrong with standard output.
impl From<io::Error> for Complaint {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::NobodyReads;
        }
        Self::Failed(format!(
            "cannot write to standard output: {}",
            laboratory::plain_words(&error)
        ))
    }
}
