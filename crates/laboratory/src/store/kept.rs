//! A folder that can be gone on with: the record of what was asked, a log that only grows, and a lock.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{LOCK, lock, write_atomically};
use crate::error::{Error, Result};

/// What stands in the folders of one command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// What is kept, in a word.
    pub name: &'static str,
    /// The same with its article.
    pub one: &'static str,
    /// File of the record.
    pub record: &'static str,
    /// File of the log.
    pub log: &'static str,
}

/// A folder that this process writes to.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// Held while this process writes here.
    lock: File,
}

impl Kind {
    /// What a folder was begun for.
    ///
    /// # Errors
    /// A refusal if it is not a folder of this kind.
    pub fn asked<T: DeserializeOwned>(&self, folder: &Path) -> Result<T> {
        let path = folder.join(self.record);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Error::refused(format!(
                    "there is no {} to resume in {}: it has no {}",
                    self.name,
                    folder.display(),
                    self.record
                )));
            }
            Err(error) => return Err(Error::file("read", &path, error).up_front()),
        };
        serde_json::from_str(&text).map_err(|error| {
            Error::refused(format!(
                "{} is not the record of {}: {error}",
                path.display(),
                self.one
            ))
        })
    }

    /// Begins a folder with the record of what was asked.
    ///
    /// # Errors
    /// A refusal if it holds something or cannot be written.
    pub fn begin(&self, folder: &Path, asked: &impl Serialize) -> Result<Folder> {
        let refuse = |error| Error::file("write to", folder, error).up_front();
        if folder.join(self.record).is_file() {
            return Err(Error::refused(format!(
                "{} already holds {}; continue it with --resume {0}, or choose another folder",
                folder.display(),
                self.one
            )));
        }
        fs::create_dir_all(folder).map_err(refuse)?;
        let unfinished = format!(".unfinished-{}", self.record);
        let ours = [LOCK, self.log, &unfinished];
        let held = fs::read_dir(folder)
            .map_err(refuse)?
            .filter_map(std::result::Result::ok)
            .any(|entry| !ours.contains(&&*entry.file_name().to_string_lossy()));
        if held {
            return Err(Error::refused(format!(
                "{} is not empty, and results are only written to a new or empty folder",
                folder.display()
            )));
        }
        let locked = Folder::hold(folder)?;
        write_json(&folder.join(self.record), asked).map_err(Error::up_front)?;
        Ok(locked)
    }

    /// Goes on with a folder, if what was asked there and here differs in nothing.
    ///
    /// # Errors
    /// A refusal naming the `differences`, or if another process writes there.
    pub fn go_on(&self, folder: &Path, differences: &[String]) -> Result<Folder> {
        if !differences.is_empty() {
            return Err(Error::refused(format!(
                "{} holds a different {}: {}",
                folder.display(),
                self.name,
                differences.join("; ")
            )));
        }
        Folder::hold(folder)
    }
}

impl Folder {
    fn hold(folder: &Path) -> Result<Self> {
        let lock = lock(folder).map_err(Error::up_front)?;
        let path = folder.to_owned();
        Ok(Self { path, lock })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets go of it.
    pub fn release(self) {
        let _ = self.lock.unlock();
        let _ = fs::remove_file(self.path.join(LOCK));
    }
}

/// Writes a value for reading, whole or not at all.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    write_atomically(path, |file| {
        serde_json::to_writer_pretty(&mut *file, value)?;
        file.write_all(b"\n")
    })
}
