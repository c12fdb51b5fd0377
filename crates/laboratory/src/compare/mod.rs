//! Scenarios side by side with the same luck: what differs, how surely, for whom and at what cost.
//!
//! The base and its alternatives share their seeds and, where they open alike, their people, who are drawn
//! once; so what is not touched by a policy is the same to the last bit, and a scenario that changes nothing
//! differs by exactly nothing.
//!
//! # Source
//! Digital economy, §5.4, §7 and §9 item 3.

mod cost;
mod groups;
mod paired;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use economy::tables::RuleSet;

use crate::ensemble::{Watch, share_out};
use crate::error::{Error, Result};
use crate::experiment::{Experiment, Request};
use crate::outcomes::{OUTCOMES, Outcome};
use crate::packages::{self, Package};
use crate::rules::{self, word};
use crate::run::Outcomes;
use crate::scoreboard::{self, COMPUTED, PLACES, TARGETS, Target};

pub use cost::{Cost, HORIZON, assumed_share, strategies};
pub use groups::{By, DECILES, Everybody, Followed, GroupDifference, Sums, matched};
pub use paired::{COVERAGE, Mean, Paired};
use reading::Reading;

/// The alternative that hands the budget out to everybody alike.
pub const PAYMENT: &str = "equal-payment";
/// Quarter at which outcomes are read if nobody says, besides the end.
const MIDWAY: u32 = 40;

/// What is to be compared.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The base, with the options of every run.
    pub base: Request,
    /// The alternatives: names or paths of scenarios.
    pub alternatives: Vec<String>,
    /// Closures of trade, one after the other; that of the base if none is named.
    pub trade: Vec<String>,
    /// What packages of strategies may cost.
    pub budget: Budget,
}

/// What the packages of a comparison may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Budget {
    /// [`BUDGET`](packages::BUDGET) where two or more alternatives use strategies, nothing said otherwise.
    #[default]
    Usual,
    /// Alternatives are compared as written, with what they cost.
    AsWritten,
    /// This part of the present value of the base's GDP.
    Share(f64),
}

/// The experiments of one closure: the base first.
#[derive(Debug)]
pub struct Closure {
    /// Its name; empty where no rule plans trade.
    pub name: &'static str,
    /// Base and alternatives.
    pub arms: Vec<Experiment>,
    /// What each of them costs before anything has followed; none where there is nothing to price.
    pub packages: Vec<Option<Package>>,
}

/// A comparison that can be run.
#[derive(Debug)]
pub struct Comparison {
    /// Closures, each with all arms.
    pub closures: Vec<Closure>,
    /// Quarters at which outcomes are read.
    pub at: Vec<u32>,
    /// What every package costs, over the present value of the base's GDP; none if they are as written.
    pub budget: Option<f64>,
}

/// One run of a comparison.
#[derive(Clone, Copy, Debug)]
struct Job {
    closure: usize,
    arm: usize,
    seed: u64,
}

impl Comparison {
    /// Plans a comparison.
    ///
    /// # Errors
    /// One sentence about the first thing that makes no sense or does not exist.
    pub fn plan(wanted: &Wanted) -> Result<Self> {
        if wanted.alternatives.is_empty() {
            return Err(Error::refused(
                "a comparison needs a base and at least one alternative, as in `commonweal compare baseline my-policy.toml`",
            ));
        }
        let mut closures: Vec<Closure> = Vec::new();
        let asked: Vec<Option<String>> = if wanted.trade.is_empty() {
            vec![wanted.base.trade.clone()]
        } else {
            wanted.trade.iter().cloned().map(Some).collect()
        };
        for trade in &asked {
            if let Some(name) = trade {
                rules::trade(name)?;
            }
            let request = |scenario: Option<&String>| Request {
                trade: trade.clone(),
                otherwise: Some(RuleSet::B2),
                scenario: scenario.cloned().or(wanted.base.scenario.clone()),
                ..wanted.base.clone()
            };
            let first = closures.first().map(|closure| &closure.arms[0]);
            let base = Experiment::load_beside(request(None).configuration()?, first)?;
            let mut arms = vec![base];
            for name in &wanted.alternatives {
                let arm = request(Some(name)).configuration()?;
                let arm = Experiment::load_beside(arm, Some(&arms[0]))?;
                check_alike(&arms[0], &arm)?;
                arms.push(arm);
            }
            let name = arms[0].trade().map_or("", word);
            if closures.iter().any(|closure| closure.name == name) {
                return Err(Error::refused(format!(
                    "--trade names {name} twice, and one comparison of it is enough"
                )));
            }
            let packages = vec![None; arms.len()];
            closures.push(Closure {
                name,
                arms,
                packages,
            });
        }
        let quarters = closures[0].arms[0].configuration.quarters;
        let at = read_at(&wanted.base.at, quarters);
        for arm in closures.iter_mut().flat_map(|closure| &mut closure.arms) {
            arm.configuration.at = at.iter().copied().collect();
        }
        let mut comparison = Self {
            closures,
            at,
            budget: None,
        };
        comparison.price(wanted.budget)?;
        Ok(comparison)
    }

    /// Prices all packages, and scales them to one budget if there is one.
    fn price(&mut self, budget: Budget) -> Result<()> {
        let arms = &self.closures[0].arms;
        let packages = arms[1..].iter().filter(|arm| !strategies(arm).is_empty());
        self.budget = match (budget, packages.count()) {
            (Budget::Share(share), 0) => {
                return Err(Error::refused(format!(
                    "--budget {share} has nothing to scale: no alternative uses a strategy"
                )));
            }
            (Budget::Share(share), _) => Some(share),
            (Budget::Usual, 2..) => Some(packages::BUDGET),
            _ => None,
        };
        for closure in &mut self.closures {
            let (base, others) = closure.arms.split_at_mut(1);
            let base = &base[0];
            for (arm, package) in others.iter_mut().zip(&mut closure.packages[1..]) {
                if strategies(arm).is_empty() {
                    continue;
                }
                *package = Some(match self.budget {
                    Some(share) => packages::scale_to(base, arm, share)?,
                    None => packages::price(base, arm)?,
                });
            }
            if let Some(share) = self.budget {
                // Handing the money out is the rival of every package.
                let mut payment = base.clone();
                PAYMENT.clone_into(&mut payment.configuration.scenario.name);
                let package = packages::scale_to(base, &mut payment, share)?;
                closure.arms.push(payment);
                closure.packages.push(Some(package));
            }
        }
        Ok(())
    }

    /// The base of the first closure.
    #[must_use]
    pub fn base(&self) -> &Experiment {
        &self.closures[0].arms[0]
    }

    /// Names of the scenarios, the base first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let arms = self.closures[0].arms.iter();
        arms.map(|arm| arm.configuration.scenario.name.as_str())
    }

    /// Number of runs.
    #[must_use]
    pub fn n_runs(&self) -> usize {
        let seeds = self.base().configuration.seeds.count as usize;
        seeds * self.closures.iter().map(|c| c.arms.len()).sum::<usize>()
    }

    /// Runs everything on `threads` threads; the number of them changes no bit.
    ///
    /// # Errors
    /// The first error of a run.
    pub fn run(&self, threads: usize, watch: &dyn Watch) -> Result<Compared> {
        let seeds: Vec<u64> = self.base().configuration.seeds.iter().collect();
        let mut jobs = Vec::with_capacity(self.n_runs());
        for (closure, arms) in self.closures.iter().enumerate() {
            for &seed in &seeds {
                let arms = 0..arms.arms.len();
                jobs.extend(arms.map(|arm| Job { closure, arm, seed }));
            }
        }
        let tick = || watch.quarter();
        let one = |&job: &Job| -> Result<(Job, Reading)> {
            let experiment = &self.closures[job.closure].arms[job.arm];
            Ok((job, Reading::of(experiment, &self.at, job.seed, &tick)?))
        };
        let mut compared = Compared::open(self, &seeds);
        let mut keep = |(job, reading): (Job, Reading)| {
            compared.take(self, job, reading);
            watch.run();
            Ok(())
        };
        if threads <= 1 {
            for job in &jobs {
                keep(one(job)?)?;
            }
        } else {
            share_out(&jobs, threads, &one, &mut keep)?;
        }
        Ok(compared)
    }
}

/// The quarters at which outcomes are read.
fn read_at(asked: &[u32], quarters: u32) -> Vec<u32> {
    let mut at: Vec<u32> = if asked.is_empty() {
        [MIDWAY, quarters]
            .into_iter()
            .filter(|q| *q <= quarters)
            .collect()
    } else {
        asked.to_vec()
    };
    at.sort_unstable();
    at.dedup();
    at
}

/// Refuses arms that cannot be paired.
fn check_alike(base: &Experiment, arm: &Experiment) -> Result<()> {
    let (here, there) = (&base.configuration, &arm.configuration);
    let name = &there.scenario.name;
    let refused = |what: &str, of_base: String, of_arm: String| {
        Err(Error::refused(format!(
            "{} and {name} cannot be paired: {what} is {of_base} in one and {of_arm} in the other",
            here.scenario.name
        )))
    };
    if here.economy != there.economy {
        return refused("the economy", here.economy.clone(), there.economy.clone());
    }
    if here.quarters != there.quarters {
        let (here, there) = (here.quarters, there.quarters);
        return refused(
            "the number of quarters",
            here.to_string(),
            there.to_string(),
        );
    }
    if here.market != there.market {
        return refused(
            "the market",
            word(here.market).into(),
            word(there.market).into(),
        );
    }
    if base.is_long_run() != arm.is_long_run() || !base.is_long_run() {
        let (here, there) = (word(here.rules), word(there.rules));
        return Err(Error::refused(format!(
            "outcomes are compared under the rules b1 or b2, and {name} runs under {there}, its base under {here}"
        )));
    }
    Ok(())
}

/// One outcome of one alternative.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The outcome.
    pub outcome: &'static Outcome,
    /// Quarter in which it is read.
    pub quarter: u32,
    /// Closure of trade.
    pub closure: &'static str,
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
    /// Closure of trade.
    pub closure: &'static str,
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
    /// Closure of trade.
    pub closure: &'static str,
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
    money: BTreeMap<(usize, usize, u64), cost::Money>,
    scoreboard: BTreeMap<(usize, usize, u64), Vec<scoreboard::Reading>>,
    /// People of arms whose base, or of bases whose arms, are not there yet.
    waiting: BTreeMap<(usize, usize, u64), Vec<Everybody>>,
    /// Sums of matched households by closure, arm, position of the quarter, and seed.
    matched: BTreeMap<(usize, usize, usize, u64), Matched>,
    done: BTreeSet<(usize, usize, u64)>,
}

impl Compared {
    fn open(comparison: &Comparison, seeds: &[u64]) -> Self {
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

    fn take(&mut self, comparison: &Comparison, job: Job, reading: Reading) {
        let key = (job.closure, job.arm, job.seed);
        self.outcomes.insert(key, reading.outcomes);
        self.money.insert(key, reading.money);
        self.waiting.insert(key, reading.people);
        self.scoreboard.insert(key, reading.scoreboard);
        let arms = comparison.closures[job.closure].arms.len();
        let base = (job.closure, 0, job.seed);
        if !self.waiting.contains_key(&base) {
            return;
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
        if (1..arms).all(|arm| self.done.contains(&(job.closure, arm, job.seed))) {
            self.waiting.remove(&base);
        }
    }

    fn values(&self, closure: usize, arm: usize, quarter: u32, outcome: usize) -> Vec<f64> {
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
                            closure: closure.name,
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
                                closure: closure.name,
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
                                    closure: closure.name,
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
                let of = |arm: usize| -> Vec<cost::Money> {
                    let seeds = self.seeds.iter();
                    let money = seeds.filter_map(|&seed| self.money.get(&(c, arm, seed)));
                    money.copied().collect()
                };
                all.push(Cost::of(closure.name, arm, &of(0), &of(arm)));
            }
        }
        all
    }
}
