//! Ignorance beside luck: how a comparison spreads over parameters that nobody has measured.
//!
//! The design is that of [`uncertainty`](crate::uncertainty), with few draws: a band from few draws is rough, and the
//! share of assumed numbers too. From the first draw every parameter is also moved by itself.

use std::collections::BTreeMap;

use super::{Comparison, Difference};
use crate::ensemble::Watch;
use crate::error::Result;
use crate::experiment::Experiment;
use crate::outcomes::OUTCOMES;
use crate::uncertainty::{Doubt, Study};

/// Draws from which every parameter is moved by itself.
const SINGLES: usize = 1;

/// How sure every outcome is, by closure, alternative, quarter and id.
pub type Doubts = BTreeMap<(usize, usize, u32, String), Doubt>;

impl Comparison {
    /// How comparisons spread over `draws` pairs of draws of all uncertain parameters, for every alternative under
    /// every closure, about the `differences` that its own seeds gave.
    ///
    /// # Errors
    /// If there are fewer than 2 draws, no parameter is uncertain, or a run breaks down at the parameters as they are.
    pub fn doubts(
        &self,
        differences: &[Difference],
        draws: usize,
        threads: usize,
        watch: &dyn Watch,
    ) -> Result<Doubts> {
        let ids: Vec<String> = OUTCOMES
            .iter()
            .map(|outcome| outcome.id.to_owned())
            .collect();
        let mut all = Doubts::new();
        for (c, closure) in self.closures.iter().enumerate() {
            // Draws take seeds in turn, so more seeds than draws would only be run once more.
            let few = |arm: &Experiment| {
                let mut arm = arm.clone();
                let seeds = &mut arm.configuration.seeds;
                seeds.count = seeds.count.min(u32::try_from(draws).unwrap_or(u32::MAX));
                arm
            };
            let base = few(&closure.arms[0]);
            for (k, arm) in closure.arms.iter().enumerate().skip(1) {
                let arm = few(arm);
                let study = Study::new(&base, &arm, &self.at, draws, SINGLES)?;
                let chosen = study.gauge().choose(&ids)?;
                for doubt in study.doubts(&chosen, &self.at, threads, watch)? {
                    let of_doubt = |row: &&Difference| {
                        (row.closure, row.arm, row.quarter) == (c, k, doubt.quarter)
                            && row.outcome.id == doubt.outcome
                    };
                    let found = differences.iter().find(of_doubt);
                    let doubt = match found {
                        Some(row) => doubt.about(row.paired.difference),
                        None => doubt,
                    };
                    all.insert((c, k, doubt.quarter, doubt.outcome.clone()), doubt);
                }
            }
        }
        Ok(all)
    }

    /// Runs that [`Self::doubts`] makes.
    ///
    /// # Errors
    /// As there, but for runs.
    pub fn n_runs_of_doubts(&self, draws: usize) -> Result<usize> {
        let seeds = self.base().configuration.seeds.count as usize;
        let mut runs = 0;
        for closure in &self.closures {
            for arm in &closure.arms[1..] {
                let study = Study::new(&closure.arms[0], arm, &self.at, draws, SINGLES)?;
                runs += 2 * (study.n_differences() - seeds + seeds.min(draws));
            }
        }
        Ok(runs)
    }
}
