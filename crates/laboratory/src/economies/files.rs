//! Where the files of an economy come from: a folder, or memory.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{At, Error, Fault};

/// Bytes of a file that are read at most: a matrix of 2 000 industries fits.
pub const LIMIT: u64 = 64 << 20;

/// A set of named files. The readers know nothing else about where an economy lives.
pub trait Files {
    /// The folder, as it is called in messages.
    fn folder(&self) -> &str;

    /// Whether there is a file of this name.
    fn contains(&self, file: &str) -> bool;

    /// The bytes of a file, or what is wrong with it.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::Unreadable`] or [`Fault::TooLarge`].
    fn bytes(&self, file: &str) -> Result<Vec<u8>, Fault>;
}

/// The files of a folder on disk.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    name: String,
}

impl Folder {
    /// The folder at `path`, which need not exist.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let name = path.display().to_string();
        let trimmed = name.trim_end_matches('/');
        Self {
            name: if trimmed.is_empty() {
                name.clone()
            } else {
                trimmed.to_owned()
            },
            path: path.to_owned(),
        }
    }
}

impl Files for Folder {
    fn folder(&self) -> &str {
        &self.name
    }

    fn contains(&self, file: &str) -> bool {
        self.path.join(file).exists()
    }

    fn bytes(&self, file: &str) -> Result<Vec<u8>, Fault> {
        let unreadable = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => Fault::Missing,
            _ => Fault::Unreadable(error.to_string()),
        };
        let open = std::fs::File::open(self.path.join(file)).map_err(unreadable)?;
        let size = open.metadata().map_err(unreadable)?.len();
        let mut bytes = Vec::new();
        // A pipe or a device has no size, so the reader stops one byte after the limit.
        if size <= LIMIT {
            open.take(LIMIT + 1)
                .read_to_end(&mut bytes)
                .map_err(unreadable)?;
        }
        let size = size.max(bytes.len() as u64);
        if size > LIMIT {
            return Err(Fault::TooLarge {
                bytes: size,
                limit: LIMIT,
            });
        }
        Ok(bytes)
    }
}

/// Files in memory, for tests and for economies that came over a wire.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The name in messages.
    pub name: String,
    /// The files by name.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Files for Memory {
    fn folder(&self) -> &str {
        &self.name
    }

    fn contains(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    fn bytes(&self, file: &str) -> Result<Vec<u8>, Fault> {
        let bytes = self.files.get(file).ok_or(Fault::Missing)?;
        if bytes.len() as u64 > LIMIT {
            let bytes = bytes.len() as u64;
            return Err(Fault::TooLarge {
                bytes,
                limit: LIMIT,
            });
        }
        Ok(bytes.clone())
    }
}

/// A file that has been read, and knows where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    folder: String,
    file: String,
    /// What stands in it, without a byte-order mark.
    pub content: String,
    /// Where its lines end.
    breaks: Vec<usize>,
}

impl Text {
    /// Reads a file as text.
    pub fn read(files: &dyn Files, file: &str) -> Result<Self, Error> {
        let refuse = |fault| Error::File {
            at: at(files, file),
            fault: Box::new(fault),
        };
        let bytes = files.bytes(file).map_err(refuse)?;
        let content = String::from_utf8(bytes).map_err(|error| {
            let byte = error.utf8_error().valid_up_to() + 1;
            refuse(Fault::NotUtf8 { byte })
        })?;
        let content = content
            .strip_prefix('\u{feff}')
            .unwrap_or(&content)
            .to_owned();
        let breaks = content.match_indices('\n').map(|(at, _)| at).collect();
        Ok(Self {
            folder: files.folder().to_owned(),
            file: file.to_owned(),
            content,
            breaks,
        })
    }

    /// The line, from 1, of the byte at `offset`.
    pub fn line(&self, offset: usize) -> usize {
        self.breaks.partition_point(|&end| end < offset) + 1
    }

    /// The line of a piece of this text.
    pub fn line_of(&self, piece: &str) -> usize {
        let start = self.content.as_ptr() as usize;
        self.line((piece.as_ptr() as usize).saturating_sub(start))
    }

    /// The error for `fault` somewhere in this file, on `line` where it is known.
    pub fn refuse(&self, line: impl Into<Option<usize>>, fault: Fault) -> Error {
        Error::File {
            at: At {
                folder: self.folder.clone(),
                file: self.file.clone(),
                line: line.into(),
            },
            fault: Box::new(fault),
        }
    }
}

/// A file of `files`, without a line.
pub(crate) fn at(files: &dyn Files, file: &str) -> At {
    At {
        folder: files.folder().to_owned(),
        file: file.to_owned(),
        line: None,
    }
}
