//! One run: an economy under one scenario and one seed, observed every quarter.

mod watching;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use economy::books::Identities;
use economy::{Economy, Luck, Workers};
use serde::{Deserialize, Serialize};
use theory::Digital;

use crate::attention::Attention;
use crate::diary::Diary;
use crate::error::{Error, Result};
use crate::experiment::Experiment;
use crate::facts::Evidence;
use crate::portrait::Portrait;
use crate::scoreboard::Reading;
use crate::tables::Frame;
use watching::Watching;

/// A residual of an accounting identity above this share of GDP means that the run is wrong.
const LARGEST_RESIDUAL: f64 = 1e-6;

/// What cuts at bounds that differ between firms, or in laws of the theory's state, are listed under.
const LAWS: &str = "laws of the theory";

/// Processor time spent on the parts of one or more runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Drawing the opening.
    pub open: Duration,
    /// The quarters themselves.
    pub quarters: Duration,
    /// Observing and tabulating.
    pub observe: Duration,
}

impl std::ops::AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.open += other.open;
        self.quarters += other.quarters;
        self.observe += other.observe;
    }
}

/// What is kept of a run besides its series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The seed.
    pub seed: u64,
    /// Largest absolute residual of each identity over the quarters after the opening, relative to
    /// GDP.
    pub identities: [f64; Identities::N],
    /// Absolute residual of A1 at the opening, relative to GDP.
    ///
    /// The opening is data: it closes as calibrated, but not once a parameter is set by hand, nor
    /// without luck, when firms of equal size do not add up to their industry.
    pub opening_gap: f64,
    /// Attempts of buyers on the goods markets.
    pub visits: u64,
    /// The country at the opening.
    pub opening: Portrait,
    /// The country at the end.
    pub closing: Portrait,
    /// What a long run says of the stylised facts.
    #[serde(default)]
    pub evidence: Evidence,
    /// What it shows of the scoreboard, at the opening, at the end of 2025 and at its end; empty where there is none.
    #[serde(default)]
    pub scoreboard: Vec<Reading>,
    /// Values that the theory wrote and a bound cut off, by channel; empty where none was.
    #[serde(default)]
    pub clips: BTreeMap<String, u64>,
}

/// Outcome vectors of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcomes {
    /// Quarters, ascending; 0 is the opening.
    pub quarters: Vec<u32>,
    /// The vector of each of them, in the order of [`OUTCOMES`](crate::outcomes::OUTCOMES).
    pub values: Vec<Vec<f64>>,
}

impl Outcomes {
    /// The vector of a quarter, if it was observed.
    #[must_use]
    pub fn at(&self, quarter: u32) -> Option<&[f64]> {
        let at = self.quarters.binary_search(&quarter).ok()?;
        self.values.get(at).map(Vec::as_slice)
    }
}

/// A finished run.
#[derive(Debug)]
pub struct Run {
    /// What is kept besides the series.
    pub summary: Summary,
    /// Values of all series, quarter by quarter from the opening on.
    pub series: Vec<Vec<f64>>,
    /// Outcomes, in the quarters in which they are observed; none under the base rules.
    pub outcomes: Outcomes,
    /// What it tells of its digital economy.
    pub diary: Diary,
    /// Tables, if they were asked for.
    pub frames: Vec<Frame>,
    /// Processor time.
    pub cost: Cost,
}

impl Run {
    /// Runs `experiment` with one seed, as far as `attention` is paid to it.
    ///
    /// `workers` share the work within a quarter, `tick` is called after each quarter.
    ///
    /// # Errors
    /// If an accounting identity breaks, which happens when the numbers of the run blow up.
    pub fn new(
        experiment: &Experiment,
        seed: u64,
        attention: Attention,
        workers: &dyn Workers,
        tick: &dyn Fn(),
    ) -> Result<Self> {
        let mut cost = Cost::default();
        let configuration = &experiment.configuration;
        let start = Instant::now();
        let mut economy = opened(experiment, seed);
        let mut theory = experiment.theory_for(&economy);
        cost.open = start.elapsed();

        let mut schedule = experiment.schedule.clone();
        let mut watching = Watching::new(experiment, seed, attention);
        let mut identities = [0.0_f64; Identities::N];
        let mut opening_gap = 0.0;
        for quarter in 0..=configuration.quarters {
            if quarter > 0 {
                let start = Instant::now();
                schedule.before_quarter(&mut economy);
                economy.quarter(&mut schedule, &mut theory, workers);
                cost.quarters += start.elapsed();
            }
            let start = Instant::now();
            if quarter == 0 {
                opening_gap = expenditure_gap(&economy);
            } else {
                check_books(&economy, seed, &mut identities)?;
            }
            watching.observe(&economy, theory.digital(), quarter);
            cost.observe += start.elapsed();
            if quarter > 0 {
                tick();
            }
        }
        let start = Instant::now();
        let seen = watching.finish(&economy, theory.digital());
        cost.observe += start.elapsed();
        let [opening, closing] = seen.portraits;
        Ok(Self {
            summary: Summary {
                seed,
                identities,
                opening_gap,
                visits: economy.goods_markets.visits(),
                opening,
                closing,
                evidence: seen.evidence,
                scoreboard: seen.readings,
                clips: clips(&economy, theory.digital()),
            },
            series: seen.series,
            outcomes: seen.outcomes,
            diary: seen.diary,
            frames: seen.frames,
            cost,
        })
    }
}

/// The economy of an experiment at its opening, with the luck of a seed.
pub(crate) fn opened(experiment: &Experiment, seed: u64) -> Economy {
    let luck = if experiment.configuration.deterministic {
        Luck::None
    } else {
        Luck::Seed(seed)
    };
    let calibration = experiment.economy.calibration.clone();
    Economy::open(calibration, experiment.rules, luck)
}

/// Values that the theory wrote and a bound cut off, by channel.
fn clips(economy: &Economy, digital: Option<&Digital>) -> BTreeMap<String, u64> {
    let of_channels = economy.channels.clips();
    let of_laws = digital.map_or(0, Digital::clipped);
    of_channels
        .chain((of_laws > 0).then_some((LAWS, of_laws)))
        .map(|(channel, n)| (channel.to_owned(), n))
        .collect()
}

/// By how much the opening's GDP and what is spent on it differ, relative to GDP.
fn expenditure_gap(economy: &Economy) -> f64 {
    let books = &economy.books;
    books.identities.relative_to(books.gdp)[0].abs()
}

/// What the residual of an identity is relative to, in words.
fn base(identity: &str) -> &'static str {
    match identity {
        "A6" => "a person",
        "A6g" => "all work by the task",
        _ => "GDP",
    }
}

/// Keeps the largest residuals, and stops a run whose accounts do not balance.
pub(crate) fn check_books(
    economy: &Economy,
    seed: u64,
    worst: &mut [f64; Identities::N],
) -> Result<()> {
    let books = &economy.books;
    // In a collapse GDP can be negative, which must not pass for a small residual.
    let residuals = books.identities.relative_to(books.gdp).map(f64::abs);
    for ((worst, residual), name) in worst.iter_mut().zip(residuals).zip(Identities::NAMES) {
        if residual.is_nan() || residual > LARGEST_RESIDUAL {
            let quarter = economy.time();
            return Err(Error::Failed(if residual.is_finite() {
                format!(
                    "the run with seed {seed} broke down in quarter {quarter}: identity {name} is off by {residual:.1e} of {}",
                    base(name)
                )
            } else {
                format!(
                    "the run with seed {seed} broke down in quarter {quarter}: its accounts are no longer numbers, as happens when output collapses"
                )
            }));
        }
        *worst = worst.max(residual);
    }
    Ok(())
}
