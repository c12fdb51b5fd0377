//! The result store: a folder with a manifest and one Parquet file per table.
//!
//! While an ensemble runs, each finished run is one file under `parts/`, complete or absent. When all
//! are there, the tables are assembled in the order of the seeds, so their bytes depend neither on
//! the number of threads nor on interruptions, and the parts go.

mod atomic;
pub(crate) mod kept;
mod parquet;
mod part;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::manifest::Manifest;
use crate::results::Results;
use crate::run::{Run, Summary};
use crate::tables::TABLES;

pub use atomic::{check_writable, write_atomically};
pub use part::Part;

const MANIFEST: &str = "manifest.json";
const SUMMARY: &str = "summary.json";
const PARTS: &str = "parts";
pub(crate) const LOCK: &str = ".lock";

/// A folder of results.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// The manifest as it was begun, or resumed.
    pub manifest: Manifest,
    /// Held while this process writes here.
    lock: File,
}

/// What is kept of all runs besides tables.
#[derive(Debug, Serialize, Deserialize)]
struct Summaries {
    runs: Vec<Summary>,
}

impl Store {
    /// Begins a store in a new or empty folder.
    ///
    /// # Errors
    /// A refusal if the folder holds something or cannot be written.
    pub fn create(folder: &Path, manifest: Manifest) -> Result<Self> {
        let refuse = |action| move |error| Error::file(action, folder, error).up_front();
        if folder.join(MANIFEST).is_file() {
            return Err(Error::refused(format!(
                "{} already holds a run; continue it with --resume {0}, or choose another folder",
                folder.display()
            )));
        }
        match fs::read_dir(folder) {
            Ok(entries) => {
                let held = entries
                    .filter_map(std::result::Result::ok)
                    .any(|entry| !is_ours(&entry.file_name().to_string_lossy()));
                if held {
                    return Err(Error::refused(format!(
                        "{} is not empty, and results are only written to a new or empty folder",
                        folder.display()
                    )));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder).map_err(refuse("create"))?;
            }
            Err(error) => return Err(refuse("write to")(error)),
        }
        let lock = lock(folder).map_err(Error::up_front)?;
        atomic::sweep(folder);
        let store = Self {
            folder: folder.to_owned(),
            manifest,
            lock,
        };
        fs::create_dir_all(store.parts()).map_err(refuse("write to"))?;
        store.write_manifest().map_err(Error::up_front)?;
        Ok(store)
    }

    /// The manifest of a store that was begun earlier.
    ///
    /// # Errors
    /// A refusal if there is none.
    pub fn manifest_of(folder: &Path) -> Result<Manifest> {
        let path = folder.join(MANIFEST);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(Error::refused(format!(
                    "there is no run to resume in {}: it has no {MANIFEST}",
                    folder.display()
                )));
            }
            Err(error) => return Err(Error::file("read", &path, error).up_front()),
        };
        serde_json::from_str(&text).map_err(|error| {
            Error::refused(format!(
                "{} is not the manifest of a run: {error}",
                path.display()
            ))
        })
    }

    /// Opens a store that was begun earlier, for a run like `manifest`.
    ///
    /// # Errors
    /// A refusal naming what differs.
    pub fn resume(folder: &Path, manifest: &Manifest) -> Result<Self> {
        let stored = Self::manifest_of(folder)?;
        let differences = manifest.differences(&stored);
        if !differences.is_empty() {
            return Err(Error::refused(format!(
                "{} holds a different run: {}",
                folder.display(),
                differences.join("; ")
            )));
        }
        let lock = lock(folder).map_err(Error::up_front)?;
        let store = Self {
            folder: folder.to_owned(),
            manifest: stored,
            lock,
        };
        if !store.is_complete() {
            fs::create_dir_all(store.parts())
                .map_err(|error| Error::file("write to", &store.parts(), error).up_front())?;
            atomic::sweep(&store.parts());
        }
        atomic::sweep(folder);
        Ok(store)
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether all runs are done and the tables are assembled.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.manifest.wall_seconds.is_some()
    }

    fn parts(&self) -> PathBuf {
        self.folder.join(PARTS)
    }

    fn part(&self, seed: u64) -> PathBuf {
        self.parts().join(format!("seed-{seed}"))
    }

    fn table(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.parquet"))
    }

    /// Which of `seeds` are not yet kept.
    #[must_use]
    pub fn missing(&self, seeds: impl Iterator<Item = u64>) -> Vec<u64> {
        if self.is_complete() {
            return Vec::new();
        }
        seeds.filter(|&seed| !self.part(seed).is_file()).collect()
    }

    /// Keeps a packed run: when this returns it survives whatever happens.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn keep(&self, part: &Part) -> Result<()> {
        write_atomically(&self.part(part.summary.seed), |file| part.write(file))
    }

    /// Adds the kept runs of `seeds` to `results`.
    ///
    /// # Errors
    /// If they cannot be read back.
    pub fn load(&self, seeds: impl Iterator<Item = u64>, results: &mut Results) -> Result<()> {
        if self.is_complete() {
            let path = self.folder.join(SUMMARY);
            let text = fs::read(&path).map_err(|error| Error::file("read", &path, error))?;
            let kept: Summaries = serde_json::from_slice(&text).map_err(|error| Error::Table {
                action: "read",
                path,
                reason: error.to_string(),
            })?;
            let mut series = parquet::read_series(&self.table("series"))?;
            for summary in kept.runs {
                let values = series.remove(&summary.seed).unwrap_or_default();
                results.insert(summary, values);
            }
            return Ok(());
        }
        for seed in seeds {
            let path = self.part(seed);
            if path.is_file() {
                let part = Part::read(&path)?;
                let mut series = parquet::read_series_of(&path, part.table("series"))?;
                let values = series.remove(&seed).unwrap_or_default();
                results.insert(part.summary, values);
            }
        }
        Ok(())
    }

    /// Assembles the tables of all `seeds` and closes the store.
    ///
    /// # Errors
    /// If a table cannot be written; the parts stay, so nothing is lost.
    pub fn finish(&mut self, seeds: &[u64], wall_seconds: f64) -> Result<()> {
        if !self.is_complete() {
            // A run without a theory has no table of what one did.
            let first = seeds.first().map(|&seed| Part::names(&self.part(seed)));
            let held = first.transpose()?.unwrap_or_default();
            let held = |name: &&str| held.iter().any(|held| held == name);
            for name in TABLES.into_iter().filter(held) {
                write_atomically(&self.table(name), |file| {
                    parquet::assemble(file, seeds.iter().map(|&seed| self.part(seed)), name)
                })?;
            }
            let mut runs = Vec::with_capacity(seeds.len());
            for &seed in seeds {
                runs.push(Part::read_summary(&self.part(seed))?);
            }
            self.write_json(SUMMARY, &Summaries { runs })?;
            self.manifest.wall_seconds = Some(wall_seconds);
            self.write_manifest()?;
        }
        // From here on the parts are only clutter, and so is what cannot be cleared away.
        let _ = fs::remove_dir_all(self.parts());
        let _ = self.lock.unlock();
        let _ = fs::remove_file(self.folder.join(LOCK));
        Ok(())
    }

    /// Packs a run for [`Self::keep`].
    ///
    /// # Errors
    /// If a table cannot be encoded.
    pub fn pack(run: &Run) -> Result<Part> {
        let mut tables = Vec::with_capacity(run.frames.len());
        for frame in &run.frames {
            tables.push((frame.name.to_owned(), parquet::encode(frame)?));
        }
        Ok(Part {
            summary: run.summary.clone(),
            tables,
        })
    }

    fn write_manifest(&self) -> Result<()> {
        self.write_json(MANIFEST, &self.manifest)
    }

    fn write_json(&self, name: &str, value: &impl Serialize) -> Result<()> {
        write_atomically(&self.folder.join(name), |file| {
            serde_json::to_writer_pretty(&mut *file, value)?;
            file.write_all(b"\n")
        })
    }
}

/// Whether a file is what a process leaves that is killed before its manifest is written.
fn is_ours(name: &str) -> bool {
    name == LOCK || name == PARTS || name.starts_with(atomic::UNFINISHED)
}

/// Makes sure that nobody else writes to a folder while this process does.
pub(crate) fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let file = File::create(&path).map_err(|error| Error::file("write to", folder, error))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Error::refused(format!(
            "another process is writing to {}",
            folder.display()
        ))),
        // File systems without locks are used without.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}
