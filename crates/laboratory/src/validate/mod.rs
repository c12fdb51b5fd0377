//! Checks against published results, as a table anyone can rerun.
//!
//! Every folder of the reference data that holds an economy in the reference format is checked
//! against all the files of results it brings along: exact results of the deterministic variant, of a
//! deterministic stress case, moments of Monte-Carlo runs, and constancy where the calibration is a
//! steady state. Another country in the same format is checked the same way.

mod agreement;
mod collapse;
mod country;
mod deterministic;
mod invariants;
mod monte_carlo;
mod own;
mod state;
mod table;
pub mod theory;

use std::path::{Path, PathBuf};

use economy::Calibration;
use serde::Serialize;

pub use deterministic::stress;
pub use table::Table;

/// One check: what an authority says, what this build gives, and how far apart they may be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Check {
    /// Which check; `base.<folder>/<file>` for a file of published results.
    pub id: String,
    /// Who says so.
    pub authority: String,
    /// The value expected of the measure in `note`.
    pub expected: f64,
    /// The value found.
    pub got: f64,
    /// How far the two may be apart.
    pub tolerance: f64,
    /// Whether they agree; none if not judged.
    pub pass: Option<bool>,
    /// What is compared, how many values, and where the largest difference is.
    pub note: String,
}

impl Check {
    /// A check that passes if `got` lies within `tolerance` of `expected`.
    fn judged(
        id: impl Into<String>,
        authority: impl Into<String>,
        [expected, got, tolerance]: [f64; 3],
        note: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            authority: authority.into(),
            expected,
            got,
            tolerance,
            pass: Some((got - expected).abs() <= tolerance),
            note: note.into(),
        }
    }
}

/// What can go wrong before a check can be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder does not exist or holds no economy.
    #[error("{0} holds no economy in the reference format (no folder with a parameters.json)")]
    NoReference(PathBuf),
    /// A file cannot be read or understood.
    #[error("{file}: {problem}")]
    File {
        /// The file.
        file: PathBuf,
        /// What is wrong, in words.
        problem: String,
    },
    /// The economy itself is refused.
    #[error(transparent)]
    Economy(#[from] crate::economies::Error),
    /// The economy cannot be planned or run.
    #[error(transparent)]
    Run(#[from] crate::Error),
}

/// How much to run.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Seeds of the Monte-Carlo comparisons.
    pub seeds: u32,
    /// Threads.
    pub threads: usize,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            seeds: 200,
            threads: crate::ensemble::available_threads(),
        }
    }
}

/// Runs every check: published results for which `reference` has files, identities, the invariants of the
/// long run on every economy there is, neutrality and signs of the theory, and all that can be checked of the
/// default country.
///
/// `progress` is told what is about to be checked.
///
/// # Errors
/// Where a file is missing, unreadable or not in its format.
pub fn validate(
    reference: Option<&Path>,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Result<Vec<Check>, Error> {
    let mut checks = published_results(reference, effort, progress)?;
    checks.push(invariants::published(&checks));
    checks.extend(long_run(reference, effort, progress)?);
    checks.extend(theory::checks(effort, progress)?);
    checks.extend(country::checks(
        crate::Request::default(),
        effort,
        progress,
    )?);
    Ok(checks)
}

/// All that can be checked of one economy, under the rules of the request or its own.
///
/// # Errors
/// Where it is refused, or breaks down.
pub fn economy(
    request: crate::Request,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Result<Vec<Check>, Error> {
    country::checks(request, effort, progress)
}

/// The base economy against published results, and its identities.
///
/// # Errors
/// As [`validate`].
pub fn published_results(
    reference: Option<&Path>,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    if let Some(reference) = reference {
        for folder in economies_in(reference)? {
            let case = Case::open(&folder)?;
            progress(&format!("{}: deterministic results", case.name));
            checks.extend(deterministic::checks(&case)?);
            progress(&format!("{}: {} seeds", case.name, effort.seeds));
            checks.extend(monte_carlo::checks(&case, effort)?);
        }
    }
    progress("identities of the embedded economy");
    checks.extend(own::checks()?);
    Ok(checks)
}

/// The invariants of the long run, on the embedded economy and on those of `reference` that have noise.
///
/// # Errors
/// As [`validate`].
pub fn long_run(
    reference: Option<&Path>,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    if let Some(reference) = reference {
        for folder in economies_in(reference)? {
            let case = Case::open(&folder)?;
            if case.has_noise() {
                let (name, calibration) = (&case.name, &case.calibration);
                checks.extend(invariants::checks(name, calibration, effort, progress));
            }
        }
    }
    let village = own::village_calibration()?;
    checks.extend(invariants::checks("village", &village, effort, progress));
    progress("village: as it was before areas and people");
    checks.push(collapse::check(&village));
    Ok(checks)
}

/// The folders of `reference` that hold an economy: itself, or those right below it.
fn economies_in(reference: &Path) -> Result<Vec<PathBuf>, Error> {
    let holds_one = |folder: &Path| folder.join("parameters.json").is_file();
    if holds_one(reference) {
        return Ok(vec![reference.to_owned()]);
    }
    let mut folders: Vec<PathBuf> = std::fs::read_dir(reference)
        .map_err(|error| Error::File {
            file: reference.to_owned(),
            problem: error.to_string(),
        })?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|folder| holds_one(folder))
        .collect();
    folders.sort();
    if folders.is_empty() {
        return Err(Error::NoReference(reference.to_owned()));
    }
    Ok(folders)
}

/// An economy with the published results beside it.
pub(crate) struct Case {
    /// Name of the folder.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// What it holds.
    pub calibration: Calibration,
}

impl Case {
    /// Loads the economy of `folder`.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let options = crate::economies::LoadOptions::default();
        let loaded = crate::economies::load(&folder.to_string_lossy(), &options)?;
        let name = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Ok(Self {
            name: name
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            folder: folder.to_owned(),
            calibration: loaded.calibration,
        })
    }

    /// Whether anything is left to chance: a steady state has no long run of its own.
    fn has_noise(&self) -> bool {
        self.calibration.processes.government_sd > 0.0
    }

    /// A file of results, if the folder has it.
    fn file(&self, name: &str) -> Option<PathBuf> {
        Some(self.folder.join(name)).filter(|file| file.is_file())
    }

    /// The identifier of a check against a file.
    fn id(&self, file: &str) -> String {
        format!("base.{}/{file}", self.name)
    }
}
