//! Scenarios side by side with the same luck: what differs, how surely, for whom and at what cost.
//!
//! The base and its alternatives share their seeds and, where they open alike, their people, who are drawn
//! once; so what is not touched by a policy is the same to the last bit, and a scenario that changes nothing
//! differs by exactly nothing.
//!
//! # Source
//! Digital economy, §5.4, §7 and §9 item 3.

mod cost;
mod efficiency;
mod financing;
mod found;
mod groups;
mod ignorance;
mod index;
mod paired;
mod reading;
pub mod store;

use economy::tables::RuleSet;
use theory::Financing;

use crate::attribute::log::{Kept, Log};
use crate::ensemble::{Watch, share_out};
use crate::error::{Error, Result};
use crate::experiment::{Experiment, Request};
use crate::packages::{self, Baseline, Package};
use crate::rules::{self, word};

pub use cost::{Cost, HORIZON, strategies};
pub use efficiency::{Efficiency, GOALS, Goal};
pub use financing::word as financing_word;
pub use found::{Compared, Difference, Group, Scored};
pub use groups::{By, DECILES, Everybody, Followed, GroupDifference, Sums, matched};
pub use ignorance::Doubts;
pub use index::{Contest, POINTS, Sweep, scale, weights};
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
    /// How they are paid for, one after the other; as the scenarios say, or by debt, if none is named.
    pub financing: Vec<String>,
}

/// What the packages of a comparison may cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Budget {
    /// What a scenario says, or [`BUDGET`](packages::BUDGET) where two or more alternatives use strategies.
    #[default]
    Usual,
    /// Alternatives are compared as written, with what they cost.
    AsWritten,
    /// This part of the present value of the base's GDP.
    Share(f64),
}

/// The experiments under one closure of trade and one way to pay for packages: the base first.
#[derive(Clone, Debug)]
pub struct Closure {
    /// Name of the closure of trade; empty where no rule plans trade.
    pub name: &'static str,
    /// How packages are paid for.
    pub financing: Financing,
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
                financing: Financing::Debt,
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
        let financings = financing::asked(&wanted.financing, &comparison.closures[0].arms)?;
        comparison.closures = financing::apart(&comparison.closures, &financings);
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
            (Budget::Usual, n) => {
                let usual = (n > 1).then_some(packages::BUDGET);
                financing::budget(&arms[1..])?.or(usual)
            }
            (Budget::AsWritten, _) => None,
        };
        for closure in &mut self.closures {
            let (base, others) = closure.arms.split_at_mut(1);
            let base = &base[0];
            if others.iter().all(|arm| strategies(arm).is_empty()) {
                continue;
            }
            let baseline = Baseline::of(base)?;
            for (arm, package) in others.iter_mut().zip(&mut closure.packages[1..]) {
                if strategies(arm).is_empty() {
                    continue;
                }
                *package = Some(match self.budget {
                    Some(share) => packages::scale_to(&baseline, base, arm, share),
                    None => packages::price(&baseline, base, arm),
                });
            }
            if let Some(share) = self.budget {
                // Handing the money out is the rival of every package.
                let mut payment = base.clone();
                PAYMENT.clone_into(&mut payment.configuration.scenario.name);
                let package = packages::scale_to(&baseline, base, &mut payment, share);
                closure.arms.push(payment);
                closure.packages.push(Some(package));
            }
        }
        Ok(())
    }

    /// In a few words, what tells a closure from the others; empty where there is only one.
    #[must_use]
    pub fn told_apart(&self, closure: usize) -> String {
        let differs = |of: &dyn Fn(&Closure) -> &'static str| {
            self.closures
                .iter()
                .any(|other| of(other) != of(&self.closures[0]))
        };
        let closure = &self.closures[closure];
        let mut words = Vec::new();
        if differs(&|closure| closure.name) {
            words.push(format!("trade {}", closure.name));
        }
        if differs(&|closure| financing_word(closure.financing)) {
            words.push(financing::in_words(closure.financing).to_owned());
        }
        words.join(", ")
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

    /// Pairs that are not kept yet: closure by closure and seed by seed, base and alternatives.
    fn jobs(&self, kept: &Kept) -> Vec<Job> {
        let seeds: Vec<u64> = self.base().configuration.seeds.iter().collect();
        let mut jobs = Vec::with_capacity(self.n_runs());
        for (closure, arms) in self.closures.iter().enumerate() {
            for &seed in &seeds {
                if !kept.contains_key(&store::pair(closure, seed)) {
                    let arms = 0..arms.arms.len();
                    jobs.extend(arms.map(|arm| Job { closure, arm, seed }));
                }
            }
        }
        jobs
    }

    /// Number of runs that are still to be made.
    #[must_use]
    pub fn n_missing(&self, kept: &Kept) -> usize {
        self.jobs(kept).len()
    }

    /// Runs everything on `threads` threads; the number of them changes no bit.
    ///
    /// # Errors
    /// The first error of a run.
    pub fn run(&self, threads: usize, watch: &dyn Watch) -> Result<Compared> {
        self.run_on(&Kept::new(), None, threads, watch)
    }

    /// Runs what is not `kept`, and keeps each pair, base and alternatives of a seed, as it is complete.
    ///
    /// # Errors
    /// The first error of a run, or of keeping it.
    pub fn run_on(
        &self,
        kept: &Kept,
        mut log: Option<&mut Log>,
        threads: usize,
        watch: &dyn Watch,
    ) -> Result<Compared> {
        let seeds: Vec<u64> = self.base().configuration.seeds.iter().collect();
        let jobs = self.jobs(kept);
        let tick = || watch.quarter();
        let one = |&job: &Job| -> Result<(Job, Reading)> {
            let experiment = &self.closures[job.closure].arms[job.arm];
            Ok((job, Reading::of(experiment, &self.at, job.seed, &tick)?))
        };
        let mut compared = Compared::open(self, &seeds);
        for (closure, seed) in
            (0..self.closures.len()).flat_map(|c| seeds.iter().map(move |&s| (c, s)))
        {
            if let Some(numbers) = kept.get(&store::pair(closure, seed)) {
                compared.unpack(self, closure, seed, numbers);
            }
        }
        let mut keep = |(job, reading): (Job, Reading)| {
            let complete = compared.take(self, job, reading);
            if let (true, Some(log)) = (complete, &mut log) {
                let numbers = compared.pack(self, job.closure, job.seed);
                log.keep(store::pair(job.closure, job.seed), &numbers)?;
            }
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
