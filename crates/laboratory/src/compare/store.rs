//! The folder of a comparison: what was asked, and the pairs made so far.
//!
//! A pair is base and alternatives of one seed under one closure. It is kept once all of them have run, as the numbers that
//! anything is computed from; people are matched before, so that what is kept is small. What a killed process had in hand is
//! made anew. More seeds use the pairs that are there.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Budget, Comparison, Wanted, financing_word};
use crate::attribute::log::{Kept, Log};
use crate::attribute::plan::Job;
use crate::error::Result;
use crate::experiment::{Experiment, Request};
use crate::manifest::{Commit, Manifest};
use crate::store::kept::{Folder, Kind};

const KIND: Kind = Kind {
    name: "comparison",
    one: "a comparison",
    record: "comparison.json",
    log: "pairs.log",
};

/// The place of a pair in the log.
pub(super) fn pair(closure: usize, seed: u64) -> Job {
    Job {
        arm: closure,
        present: 0,
        seed,
    }
}

/// What a comparison was asked to do, and with what.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The record of the base.
    pub manifest: Manifest,
    /// The request for the base.
    pub request: Request,
    /// The alternatives, as typed.
    pub alternatives: Vec<String>,
    /// Closures of trade, as typed.
    pub trade: Vec<String>,
    /// Ways to pay, as typed.
    pub financing: Vec<String>,
    /// What packages may cost: a share of GDP, `none`, or null if nobody said.
    pub budget: Value,
    /// Quarters in which outcomes are read.
    pub at: Vec<u32>,
    /// Every run but for its seed, closure by closure.
    pub arms: Value,
}

impl Asked {
    /// The record of `comparison`, which was planned for `wanted`.
    #[must_use]
    pub fn of(
        comparison: &Comparison,
        wanted: &Wanted,
        manifest: Manifest,
        program: Commit,
    ) -> Self {
        let arm = |arm: &Experiment| {
            let begun = Manifest::begin(arm, program, 1, Value::Null);
            let mut described = serde_json::to_value(begun.configuration).unwrap_or_default();
            described["seeds"] = Value::Null;
            let payment = arm.payment.map(|payment| payment.share);
            let intensities = super::strategies(arm).into_iter();
            let intensities: Vec<Value> = intensities.map(|(key, x)| json!([key, x])).collect();
            json!({"run": described, "payment": payment, "intensities": intensities})
        };
        let closures = comparison.closures.iter().map(|closure| {
            let arms: Vec<Value> = closure.arms.iter().map(arm).collect();
            json!({"trade": closure.name, "financing": financing_word(closure.financing), "arms": arms})
        });
        Self {
            manifest,
            request: wanted.base.clone(),
            alternatives: wanted.alternatives.clone(),
            trade: wanted.trade.clone(),
            financing: wanted.financing.clone(),
            budget: match wanted.budget {
                Budget::Usual => Value::Null,
                Budget::AsWritten => json!("none"),
                Budget::Share(share) => json!(share),
            },
            at: comparison.at.clone(),
            arms: closures.collect(),
        }
    }

    /// What was asked, with what `now` says otherwise.
    #[must_use]
    pub fn wanted(self, now: Wanted) -> Wanted {
        let (then, base) = (self.request, now.base);
        let list = |now: Vec<String>, then: Vec<String>| if now.is_empty() { then } else { now };
        let budget = match &self.budget {
            Value::Number(share) => share.as_f64().map_or(Budget::Usual, Budget::Share),
            Value::String(_) => Budget::AsWritten,
            _ => Budget::Usual,
        };
        Wanted {
            base: Request {
                scenario: base.scenario.or(then.scenario),
                economy: base.economy.or(then.economy),
                rules: base.rules.or(then.rules),
                otherwise: base.otherwise,
                market: base.market.or(then.market),
                trade: base.trade.or(then.trade),
                rebalancing: base.rebalancing.or(then.rebalancing),
                quarters: base.quarters.or(then.quarters),
                seeds: base.seeds.or(then.seeds),
                seed: base.seed.or(then.seed),
                scale: base.scale.or(then.scale),
                replicate: base.replicate.or(then.replicate),
                deterministic: base.deterministic || then.deterministic,
                set: if base.set.is_empty() {
                    then.set
                } else {
                    base.set
                },
                of_the_theory: base.of_the_theory,
                keep: base.keep,
                at: if base.at.is_empty() { then.at } else { base.at },
            },
            alternatives: list(now.alternatives, self.alternatives),
            trade: list(now.trade, self.trade),
            financing: list(now.financing, self.financing),
            budget: if now.budget == Budget::Usual {
                budget
            } else {
                now.budget
            },
        }
    }
}

/// A folder in which a comparison is kept.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    /// The pairs.
    pub log: Log,
}

impl Store {
    /// What a folder was begun for.
    ///
    /// # Errors
    /// A refusal if it is not the folder of a comparison.
    pub fn asked(folder: &Path) -> Result<Asked> {
        KIND.asked(folder)
    }

    /// Begins a folder.
    ///
    /// # Errors
    /// A refusal if it holds something or cannot be written.
    pub fn create(folder: &Path, comparison: &Comparison, asked: &Asked) -> Result<(Self, Kept)> {
        Self::open(KIND.begin(folder, asked)?, comparison)
    }

    /// Goes on with a folder that was begun for the same runs, if perhaps of fewer seeds.
    ///
    /// # Errors
    /// A refusal naming what differs.
    pub fn resume(folder: &Path, comparison: &Comparison, asked: &Asked) -> Result<(Self, Kept)> {
        let stored = Self::asked(folder)?;
        let mut here = asked.manifest.clone();
        here.configuration
            .seeds
            .clone_from(&stored.manifest.configuration.seeds);
        let mut differences = here.differences(&stored.manifest);
        if asked.at != stored.at {
            differences.push(format!(
                "--at is {:?} there and {:?} here",
                stored.at, asked.at
            ));
        }
        if differences.is_empty() && asked.arms != stored.arms {
            differences.push("alternatives, closures or costs are others there".to_owned());
        }
        Self::open(KIND.go_on(folder, &differences)?, comparison)
    }

    fn open(folder: Folder, comparison: &Comparison) -> Result<(Self, Kept)> {
        // Closures differ in nothing that is counted.
        let (log, kept) = Log::open(&folder.path().join(KIND.log), comparison.numbers(0))?;
        Ok((Self { folder, log }, kept))
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets go of the folder.
    pub fn finish(self) {
        self.folder.release();
    }
}
