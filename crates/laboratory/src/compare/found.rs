//! What came out of a comparison: outcomes, money, and people matched pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use super::cost::{Cost, Money};
use super::groups::{By, Everybody, GroupDifference, Sums, matched};
use super::paired::Paired;
use super::reading::Reading;
use super::{Comparison, Job};
use crate::outcomes::{OUTCOMES, Outcome};
use crate::run::Outcomes;
use crate::scoreboard::{self, COMPUTED, PLACES, TARGETS, Target};

/// One outcome of one alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The outcome.
    pub outcome: &'static Outcome,
    /// Quarter in which it is read.
    pub quarter: u32,
    /// Position of the closure.
    pub closure: usize,
    /// Position of the alternative, from 1.
    pub arm: usize,
    /// The comparison.
    pub paired: Paired,
}

/// A target of the scoreboard under one alternative.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The target.
    pub target: &'static Target,
    /// Whom it is about.
    pub place: &'static str,
    /// Quarter.
    pub quarter: u32,
    /// Position of the closure.
    pub closure: usize,
    /// Position of the alternative, from 1.
    pub arm: usize,
    /// The comparison.
    pub paired: Paired,
}

/// A group of one alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Quarter.
    pub quarter: u32,
    /// Position of the closure.
    pub closure: usize,
    /// Position of the alternative, from 1.
    pub arm: usize,
    /// The comparison; everybody where `by` is `all`.
    pub of: GroupDifference,
}

/// Sums of matched households of one seed: everybody, then by decile, area and skill.
type Matched = Vec<Vec<Sums>>;

/// What came out of a comparison.
#[derive(Debug)]
pub struct Compared {
    seeds: Vec<u64>,
    areas: Vec<String>,
    /// Outcomes by closure, arm and seed.
    outcomes: BTreeMap<(usize, usize, u64), Outcomes>,
    money: BTreeMap<(usize, usize, u64), Money>,
    scoreboard: BTreeMap<(usize, usize, u64), Vec<scoreboard::Reading>>,
    /// People of arms whose base, or of bases whose arms, are not there yet.
    waiting: BTreeMap<(usize, usize, u64), Vec<Everybody>>,
    /// Sums of matched households by closure, arm, position of the quarter, and seed.
    matched: BTreeMap<(usize, usize, usize, u64), Matched>,
    done: BTreeSet<(usize, usize, u64)>,
}

impl Compared {
    pub(super) fn open(comparison: &Comparison, seeds: &[u64]) -> Self {
        let map = &comparison.base().economy.calibration.geography;
        Self {
            seeds: seeds.to_vec(),
            areas: map.areas.iter().map(|area| area.code.clone()).collect(),
            outcomes: BTreeMap::new(),
            money: BTreeMap::new(),
            scoreboard: BTreeMap::new(),
            waiting: BTreeMap::new(),
            matched: BTreeMap::new(),
            done: BTreeSet::new(),
        }
    }

    /// Takes a run in; whether that completes base and alternatives of its seed.
    pub(super) fn take(&mut self, comparison: &Comparison, job: Job, reading: Reading) -> bool {
        let key = (job.closure, job.arm, job.seed);
        self.outcomes.insert(key, reading.outcomes);
        self.money.insert(key, reading.money);
        self.waiting.insert(key, reading.people);
        self.scoreboard.insert(key, reading.scoreboard);
        let arms = comparison.closures[job.closure].arms.len();
        let base = (job.closure, 0, job.seed);
        if !self.waiting.contains_key(&base) {
            return false;
        }
        for arm in 1..arms {
            let other = (job.closure, arm, job.seed);
            if !self.waiting.contains_key(&other) {
                continue;
            }
            let pairs = self.waiting[&base].iter().zip(&self.waiting[&other]);
            for (at, (base, other)) in pairs.enumerate() {
                let areas = self.areas.len();
                let by = [None].into_iter().chain(By::ALL.map(Some));
                let sums = by.map(|by| matched(by, areas, base, other)).collect();
                let key = (job.closure, arm, at, job.seed);
                self.matched.insert(key, sums);
            }
            self.waiting.remove(&other);
            self.done.insert(other);
        }
        let complete = (1..arms).all(|arm| self.done.contains(&(job.closure, arm, job.seed)));
        if complete {
            self.waiting.remove(&base);
        }
        complete
    }

    /// The numbers of base and alternatives of one seed, as they are kept on disk: outcomes in the quarters read and
    /// money, run by run, and the sums of matched households.
    pub(super) fn pack(&self, comparison: &Comparison, closure: usize, seed: u64) -> Vec<f64> {
        let arms = comparison.closures[closure].arms.len();
        let mut numbers = Vec::with_capacity(comparison.numbers(closure));
        for arm in 0..arms {
            let key = (closure, arm, seed);
            for &quarter in &comparison.at {
                let vector = self.outcomes.get(&key).and_then(|run| run.at(quarter));
                numbers.extend(vector.into_iter().flatten());
            }
            let money = self.money.get(&key);
            numbers.extend(money.into_iter().flat_map(|money| money.numbers()));
            let readings = self.scoreboard.get(&key).map_or(&[][..], Vec::as_slice);
            for k in 0..comparison.scoreboards() {
                numbers.extend(scores(readings.get(k)));
            }
        }
        for arm in 1..arms {
            for at in 0..comparison.at.len() {
                let matched = self.matched.get(&(closure, arm, at, seed));
                let sums = matched.into_iter().flatten().flatten();
                numbers.extend(sums.flat_map(|sums| sums.numbers()));
            }
        }
        numbers
    }

    /// Takes in what [`Self::pack`] gave; of the same length, which the log sees to.
    pub(super) fn unpack(
        &mut self,
        comparison: &Comparison,
        closure: usize,
        seed: u64,
        numbers: &[f64],
    ) {
        let arms = comparison.closures[closure].arms.len();
        let mut numbers = numbers.iter().copied();
        let mut take = |n: usize| -> Vec<f64> { numbers.by_ref().take(n).collect() };
        for arm in 0..arms {
            let key = (closure, arm, seed);
            let outcomes = Outcomes {
                quarters: comparison.at.clone(),
                values: comparison.at.iter().map(|_| take(OUTCOMES.len())).collect(),
            };
            self.outcomes.insert(key, outcomes);
            self.money.insert(key, Money::read(&take(Money::NUMBERS)));
            let readings = (0..comparison.scoreboards()).filter_map(|_| read_scores(&take(SCORES)));
            self.scoreboard.insert(key, readings.collect());
        }
        for arm in 1..arms {
            for at in 0..comparison.at.len() {
                let sums = |n: usize, take: &mut dyn FnMut(usize) -> Vec<f64>| {
                    (0..n).map(|_| Sums::read(&take(Sums::NUMBERS))).collect()
                };
                let groups = comparison.groups();
                let matched = groups.into_iter().map(|n| sums(n, &mut take)).collect();
                self.matched.insert((closure, arm, at, seed), matched);
            }
            self.done.insert((closure, arm, seed));
        }
    }

    /// An outcome of a scenario in a quarter, seed by seed.
    pub(super) fn values(
        &self,
        closure: usize,
        arm: usize,
        quarter: u32,
        outcome: usize,
    ) -> Vec<f64> {
        let of_seed = |&seed: &u64| {
            let run = self.outcomes.get(&(closure, arm, seed));
            let vector = run.and_then(|run| run.at(quarter));
            vector.map_or(f64::NAN, |vector| vector[outcome])
        };
        self.seeds.iter().map(of_seed).collect()
    }

    /// Every outcome of every alternative, by closure, alternative and quarter, in the order of the vector.
    #[must_use]
    pub fn differences(&self, comparison: &Comparison) -> Vec<Difference> {
        let mut all = Vec::new();
        for (c, closure) in comparison.closures.iter().enumerate() {
            for arm in 1..closure.arms.len() {
                for &quarter in &comparison.at {
                    for (k, outcome) in OUTCOMES.iter().enumerate() {
                        let base = self.values(c, 0, quarter, k);
                        let level = self.values(c, arm, quarter, k);
                        all.push(Difference {
                            outcome,
                            quarter,
                            closure: c,
                            arm,
                            paired: Paired::of(&base, &level),
                        });
                    }
                }
            }
        }
        all
    }

    /// Winners and losers of every alternative: everybody, then by decile, area and skill.
    #[must_use]
    pub fn groups(&self, comparison: &Comparison) -> Vec<Group> {
        let mut all = Vec::new();
        for (c, closure) in comparison.closures.iter().enumerate() {
            for arm in 1..closure.arms.len() {
                for (at, &quarter) in comparison.at.iter().enumerate() {
                    let seeds: Vec<&Matched> = self
                        .seeds
                        .iter()
                        .filter_map(|&seed| self.matched.get(&(c, arm, at, seed)))
                        .collect();
                    let everybody: Vec<Sums> = seeds.iter().map(|sums| sums[0][0]).collect();
                    let names = [None].into_iter().chain(By::ALL.map(Some));
                    for (k, by) in names.enumerate() {
                        let groups = seeds.first().map_or(0, |sums| sums[k].len());
                        for group in 0..groups {
                            let sums: Vec<Sums> = seeds.iter().map(|s| s[k][group]).collect();
                            let name =
                                by.map_or_else(String::new, |by| by.name(group, &self.areas));
                            let word = by.map_or("all", By::word);
                            let found = GroupDifference::of(word, name, &sums, &everybody);
                            all.extend(found.map(|of| Group {
                                quarter,
                                closure: c,
                                arm,
                                of,
                            }));
                        }
                    }
                }
            }
        }
        all
    }

    /// What every alternative changes of the scoreboard, at the end of 2025 and at the end of the runs; empty where
    /// there is none.
    #[must_use]
    pub fn scoreboard(&self, comparison: &Comparison) -> Vec<Scored> {
        let mut all = Vec::new();
        for (c, closure) in comparison.closures.iter().enumerate() {
            for arm in 1..closure.arms.len() {
                let of = |arm: usize| -> Vec<&Vec<scoreboard::Reading>> {
                    let runs = self.seeds.iter();
                    runs.filter_map(|&seed| self.scoreboard.get(&(c, arm, seed)))
                        .collect()
                };
                let (base, level) = (of(0), of(arm));
                let quarters = base.first().map_or(0, |readings| readings.len());
                // The opening, which comes first, is the same in both.
                for at in 1..quarters {
                    for (row, target) in TARGETS.iter().take(COMPUTED).enumerate() {
                        for (place, name) in PLACES.iter().enumerate() {
                            let values = |runs: &[&Vec<scoreboard::Reading>]| -> Option<Vec<f64>> {
                                let runs = runs.iter();
                                runs.map(|readings| readings.get(at)?.values[row][place])
                                    .collect()
                            };
                            if let (Some(base), Some(level)) = (values(&base), values(&level)) {
                                all.push(Scored {
                                    target,
                                    place: name,
                                    quarter: of(0)[0][at].quarter,
                                    closure: c,
                                    arm,
                                    paired: Paired::of(&base, &level),
                                });
                            }
                        }
                    }
                }
            }
        }
        all
    }

    /// What every alternative costs.
    #[must_use]
    pub fn costs(&self, comparison: &Comparison) -> Vec<Cost> {
        let mut all = Vec::new();
        for (c, closure) in comparison.closures.iter().enumerate() {
            for arm in 1..closure.arms.len() {
                let of = |arm: usize| -> Vec<Money> {
                    let seeds = self.seeds.iter();
                    let money = seeds.filter_map(|&seed| self.money.get(&(c, arm, seed)));
                    money.copied().collect()
                };
                all.push(Cost::of(c, arm, &of(0), &of(arm)));
            }
        }
        all
    }
}

/// How many numbers one reading of the scoreboard is kept in: its quarter, and each target at each place.
const SCORES: usize = 1 + COMPUTED * PLACES.len();

/// The numbers in which a reading is kept; what there is none of is not a number.
fn scores(reading: Option<&scoreboard::Reading>) -> Vec<f64> {
    let Some(reading) = reading else {
        return vec![f64::NAN; SCORES];
    };
    let values = reading.values.iter().flatten();
    let values = values.map(|value| value.unwrap_or(f64::NAN));
    let quarter = [f64::from(reading.quarter)];
    quarter.into_iter().chain(values).collect()
}

/// Reads [`scores`].
fn read_scores(numbers: &[f64]) -> Option<scoreboard::Reading> {
    let (quarter, values) = numbers.split_first()?;
    if quarter.is_nan() {
        return None;
    }
    let rows = values.chunks(PLACES.len());
    let row = |row: &[f64]| std::array::from_fn(|k| Some(row[k]).filter(|value| !value.is_nan()));
    Some(scoreboard::Reading {
        quarter: *quarter as u32,
        values: rows.map(row).collect(),
    })
}

impl Comparison {
    /// Quarters in which the scoreboard is read.
    fn scoreboards(&self) -> usize {
        let last = self.base().configuration.quarters;
        (0..=last)
            .filter(|&quarter| scoreboard::is_due(quarter, last))
            .count()
    }

    /// Numbers of groups of households: everybody, then by decile, area and skill.
    fn groups(&self) -> Vec<usize> {
        let areas = self.base().economy.calibration.geography.areas.len();
        let by = By::ALL.into_iter().map(|by| by.count(areas));
        [1].into_iter().chain(by).collect()
    }

    /// How many numbers are kept of base and alternatives of one seed.
    pub(super) fn numbers(&self, closure: usize) -> usize {
        let arms = self.closures[closure].arms.len();
        let at = self.at.len();
        let groups: usize = self.groups().into_iter().sum();
        let scores = self.scoreboards() * SCORES;
        arms * (at * OUTCOMES.len() + Money::NUMBERS + scores)
            + (arms - 1) * at * groups * Sums::NUMBERS
    }
}
