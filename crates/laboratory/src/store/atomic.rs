//! Files that are there completely or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Prefix of files that are being written.
pub const UNFINISHED: &str = ".unfinished-";

/// Writes a file under a temporary name, flushes it to the disk and gives it its name.
///
/// Devices and pipes are written directly: they cannot be replaced.
///
/// # Errors
/// If it cannot be written; then whatever bore the name before is untouched.
pub fn write_atomically(
    path: &Path,
    write: impl FnOnce(&mut dyn Output) -> io::Result<()>,
) -> Result<()> {
    let fail = |error| Error::file("write", path, error);
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        let mut file = fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(fail)?;
        return write(&mut file).and_then(|()| file.flush()).map_err(fail);
    }
    let unfinished = unfinished(path);
    let done = File::create(&unfinished).and_then(|file| {
        let mut file = BufWriter::with_capacity(1 << 18, file);
        write(&mut file)?;
        file.into_inner()?.sync_all()?;
        fs::rename(&unfinished, path)
    });
    done.map_err(|error| {
        // Nothing half-written stays behind.
        let _ = fs::remove_file(&unfinished);
        fail(error)
    })
}

/// What a table or a text is written to.
pub trait Output: Write + Send {}

impl<W: Write + Send> Output for W {}

fn unfinished(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{UNFINISHED}{name}"))
}

/// Refuses a file that could not be written in the end.
///
/// # Errors
/// A refusal saying why.
pub fn check_writable(path: &Path) -> Result<()> {
    let refuse = |error| Error::file("write", path, error).up_front();
    match path.metadata() {
        Ok(about) if about.is_dir() => Err(refuse(io::ErrorKind::IsADirectory.into())),
        Ok(about) if !about.is_file() => Ok(()),
        _ => {
            let probe = unfinished(path);
            File::create(&probe).map_err(refuse)?;
            fs::remove_file(&probe).map_err(refuse)
        }
    }
}

/// Clears away what an interrupted process left unfinished.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(std::result::Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(UNFINISHED) {
            let _ = fs::remove_file(entry.path());
        }
    }
}
