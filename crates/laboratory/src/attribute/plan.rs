//! Which runs an attribution needs, and how they are made.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use economy::closure::TradeClosure;
use economy::tables::RuleSet;

use super::log::{Kept, Log};
use super::orders::Groups;
use super::players::{Players, Set};
use crate::ensemble::{self, Watch};
use crate::error::{Error, Place, Result};
use crate::experiment::{Configuration, Experiment};
use crate::gauge::Gauge;
use crate::rules::word;
use crate::scenario::Setting;

/// Path of the wage elasticity that an arm may set.
pub const WAGE_ELASTICITY: &str = "closure.wage_curve.elasticity";
/// Seed of the orders in which concepts arrive.
const ORDERS: u64 = 1;

/// One run: in which arm, with which concepts, under which luck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Job {
    /// Number of the arm.
    pub arm: usize,
    /// Concepts of players that are on.
    pub present: Set,
    /// The seed.
    pub seed: u64,
}

/// What an attribution is asked to do.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Effort {
    /// Quarters at which outcomes are attributed, ascending.
    pub at: Vec<u32>,
    /// Closures of trade, each an arm; none for the economy's own.
    #[serde(default)]
    pub trade: Vec<String>,
    /// Wage elasticities, each an arm; none for the economy's own.
    #[serde(default)]
    pub wage_elasticities: Vec<f64>,
    /// Groups that play by themselves; none for all.
    #[serde(default)]
    pub groups: Vec<String>,
    /// Orders of arrival for values inside groups; 0 for none.
    pub orderings: u32,
}

/// Circumstances under which everything is attributed once.
#[derive(Debug)]
pub struct Arm {
    /// The experiment, with all players present.
    pub experiment: Experiment,
    /// What holds the foreign position, as people type it; empty where no rule plans trade.
    pub trade: &'static str,
    /// Elasticity of the wage curve.
    pub wage_elasticity: f64,
}

/// The runs of an attribution.
#[derive(Debug)]
pub struct Plan {
    /// What was asked for.
    pub effort: Effort,
    /// Circumstances.
    pub arms: Vec<Arm>,
    /// Players.
    pub players: Players,
    /// What is read off each run.
    pub gauge: Gauge,
    /// Seeds.
    pub seeds: Vec<u64>,
    /// What arrives one by one, as sets of concepts.
    pub arrivals: Vec<Set>,
    /// Which arrivals belong together.
    pub groups: Groups,
    /// Orders of arrival.
    pub orders: Vec<Vec<usize>>,
}

impl Plan {
    /// Loads the economy once per arm and lays out the runs.
    ///
    /// # Errors
    /// One sentence about what is refused.
    pub fn new(configuration: &Configuration, effort: Effort) -> Result<Self> {
        if configuration.rules != RuleSet::B2 {
            return Err(Error::refused(format!(
                "attribution is of the theory, so it needs --rules b2 and not {}",
                word(configuration.rules)
            )));
        }
        if configuration.deterministic {
            return Err(Error::refused(
                "attribution is of means over luck, so it cannot be --deterministic",
            ));
        }
        let mut arms = Vec::new();
        for trade in one_or_own(&effort.trade) {
            for elasticity in one_or_own(&effort.wage_elasticities) {
                arms.push(arm(configuration, trade, elasticity)?);
            }
        }
        let experiment = &arms[0].experiment;
        let concepts = experiment.theory.clone().unwrap_or_default();
        let players = Players::of(&concepts, &effort.groups)?;
        let gauge = Gauge::new(experiment, &effort.at);
        let (arrivals, groups) = players.single();
        Ok(Self {
            orders: groups.orders(effort.orderings as usize, ORDERS),
            seeds: configuration.seeds.iter().collect(),
            effort,
            gauge,
            players,
            arrivals,
            groups,
            arms,
        })
    }

    /// The seed under which an order is played: both orders of a pair share theirs, pairs take seeds in turn.
    #[must_use]
    pub fn seed_of_order(&self, order: usize) -> u64 {
        self.seeds[order.div_euclid(2) % self.seeds.len()]
    }

    /// Every run that is needed, each once: first those that say most.
    #[must_use]
    pub fn jobs(&self) -> Vec<Job> {
        let players = self.players.list.len();
        let mut coalitions: Vec<usize> = (0..1 << players).collect();
        // Nobody and everybody, then one alone and one missing, and so on.
        let rank = |c: usize| {
            let present = c.count_ones() as usize;
            present.min(players - present)
        };
        coalitions.sort_by_key(|&c| (rank(c), c));
        let mut seen = BTreeSet::new();
        let mut jobs = Vec::new();
        let mut add = |job: Job| {
            if seen.insert(job) {
                jobs.push(job);
            }
        };
        for &coalition in &coalitions {
            let present = self.players.set(coalition);
            for arm in 0..self.arms.len() {
                for &seed in &self.seeds {
                    add(Job { arm, present, seed });
                }
            }
        }
        for (k, order) in self.orders.iter().enumerate() {
            let seed = self.seed_of_order(k);
            for arm in 0..self.arms.len() {
                let mut present = 0;
                for &arrival in order {
                    present |= self.arrivals[arrival];
                    add(Job { arm, present, seed });
                }
            }
        }
        jobs
    }

    /// Makes the runs that `kept` lacks, and adds them to it; each is written to `log` as it ends.
    ///
    /// A run that breaks down counts as made, with numbers that are none: coalitions include absurd ones, and
    /// one of them is no reason to lose the rest. What the first said is given back.
    ///
    /// # Errors
    /// If a run cannot be kept.
    pub fn run(
        &self,
        kept: &mut Kept,
        mut log: Option<&mut Log>,
        threads: usize,
        watch: &dyn Watch,
    ) -> Result<Option<String>> {
        let jobs: Vec<Job> = self.jobs();
        let missing: Vec<Job> = jobs
            .into_iter()
            .filter(|job| !kept.contains_key(job))
            .collect();
        let mut broken = None;
        let one = |job: &Job| -> Result<(Job, Vec<f64>, Option<String>)> {
            let experiment = &self.arms[job.arm].experiment;
            let concepts = experiment.theory.clone().unwrap_or_default();
            let concepts = self.players.apply(&concepts, job.present);
            let rules = &experiment.rules;
            match self.gauge.run(experiment, rules, Some(&concepts), job.seed) {
                Ok(values) => Ok((*job, values, None)),
                Err(Error::Failed(why)) => Ok((*job, vec![f64::NAN; self.gauge.len()], Some(why))),
                Err(other) => Err(other),
            }
        };
        ensemble::share_out(&missing, threads, &one, &mut |(job, values, why)| {
            if let Some(log) = &mut log {
                log.keep(job, &values)?;
            }
            kept.insert(job, values);
            broken = broken.take().or(why);
            watch.run();
            Ok(())
        })?;
        Ok(broken)
    }
}

fn one_or_own<T>(list: &[T]) -> Vec<Option<&T>> {
    if list.is_empty() {
        vec![None]
    } else {
        list.iter().map(Some).collect()
    }
}

fn arm(
    configuration: &Configuration,
    trade: Option<&String>,
    elasticity: Option<&f64>,
) -> Result<Arm> {
    let mut configuration = configuration.clone();
    if let Some(trade) = trade {
        configuration.trade = Some(crate::rules::trade(trade)?);
    }
    if let Some(elasticity) = elasticity {
        configuration.overrides.push(Setting {
            path: WAGE_ELASTICITY.to_owned(),
            value: elasticity.to_string(),
            place: Place::option("--wage-elasticity"),
        });
    }
    let experiment = Experiment::load(configuration)?;
    let wage_curve = &experiment.rules.closure.wage_curve;
    Ok(Arm {
        trade: experiment.trade().map_or("", word::<TradeClosure>),
        wage_elasticity: if wage_curve.on {
            wage_curve.elasticity
        } else {
            0.0
        },
        experiment,
    })
}

/// Counts the runs that end.
#[derive(Debug, Default)]
pub struct Count(pub AtomicUsize);

impl Watch for Count {
    fn run(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
