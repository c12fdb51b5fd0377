//! The folder of an attribution: what was asked, and the runs made so far.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::log::{Kept, Log};
use super::plan::{Effort, Plan};
use crate::error::Result;
use crate::experiment::Configuration;
use crate::manifest::{Commit, Manifest};
use crate::store::kept::{Folder, Kind, write_json};

const KIND: Kind = Kind {
    name: "attribution",
    one: "an attribution",
    record: "attribution.json",
    log: "runs.log",
};

/// What an attribution was asked to do, and with what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The record of the experiment: economy, scenario, seeds, version.
    pub manifest: Manifest,
    /// What is attributed, and how hard.
    pub effort: Effort,
    /// What is read off each run, in the order in which it is kept.
    pub numbers: Vec<String>,
    /// Quarters in which it is read, one after the other in each run.
    pub quarters: Vec<u32>,
}

/// A folder in which an attribution is kept.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    /// The open runs.
    pub log: Log,
}

impl Store {
    /// What a folder was begun for.
    ///
    /// # Errors
    /// A refusal if it is not the folder of an attribution.
    pub fn asked(folder: &Path) -> Result<Asked> {
        KIND.asked(folder)
    }

    /// Begins a folder.
    ///
    /// # Errors
    /// A refusal if it holds something or cannot be written.
    pub fn create(folder: &Path, asked: &Asked) -> Result<(Self, Kept)> {
        Self::open(KIND.begin(folder, asked)?, asked)
    }

    /// Goes on with a folder that was begun for the same runs.
    ///
    /// More orders of arrival, other groups and other outcomes use the same runs as far as they go.
    ///
    /// # Errors
    /// A refusal naming what differs.
    pub fn resume(folder: &Path, asked: &Asked) -> Result<(Self, Kept)> {
        let stored = Self::asked(folder)?;
        let mut differences = asked.manifest.differences(&stored.manifest);
        let mut compare = |name: &str, here: String, there: String| {
            if here != there {
                differences.push(format!("{name} is {there} there and {here} here"));
            }
        };
        let words = |list: &[String]| {
            if list.is_empty() {
                "the economy's".to_owned()
            } else {
                list.join(",")
            }
        };
        let numbers = |list: &[f64]| words(&list.iter().map(f64::to_string).collect::<Vec<_>>());
        let (here, there) = (&asked.effort, &stored.effort);
        compare("--trade", words(&here.trade), words(&there.trade));
        compare(
            "--wage-elasticity",
            numbers(&here.wage_elasticities),
            numbers(&there.wage_elasticities),
        );
        let quarters = |asked: &Asked| format!("{:?}", asked.quarters);
        compare("the list of quarters", quarters(asked), quarters(&stored));
        if asked.numbers != stored.numbers {
            compare("the list of outcomes", "another".into(), "one".into());
        }
        Self::open(KIND.go_on(folder, &differences)?, asked)
    }

    fn open(folder: Folder, asked: &Asked) -> Result<(Self, Kept)> {
        let numbers = asked.numbers.len() * asked.quarters.len();
        let (log, kept) = Log::open(&folder.path().join(KIND.log), numbers)?;
        Ok((Self { folder, log }, kept))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes the results beside the runs, and lets go of the folder.
    ///
    /// # Errors
    /// If they cannot be written; the runs stay.
    pub fn finish(self, results: &impl Serialize) -> Result<()> {
        write_json(&self.folder.path().join("shares.json"), results)?;
        self.folder.release();
        Ok(())
    }
}

impl Plan {
    /// The record of this plan, made for `configuration` by `command`.
    #[must_use]
    pub fn asked(
        &self,
        configuration: &Configuration,
        program: Commit,
        threads: usize,
        command: String,
    ) -> Asked {
        let experiment = &self.arms[0].experiment;
        let mut manifest = Manifest::begin(experiment, program, threads, Value::Null);
        manifest.command = command;
        // What differs between arms stands under the effort, not under what they have in common.
        let overrides = serde_json::to_value(&configuration.overrides);
        manifest.configuration.overrides = overrides.unwrap_or_default();
        if !self.effort.trade.is_empty() {
            manifest.configuration.trade = None;
        }
        Asked {
            manifest,
            effort: self.effort.clone(),
            numbers: self.gauge.names().iter().map(ToString::to_string).collect(),
            quarters: self.gauge.marks().to_vec(),
        }
    }
}
