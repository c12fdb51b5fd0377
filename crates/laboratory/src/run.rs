//! One run: an economy under one scenario and one seed, observed every quarter.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use economy::books::Identities;
use economy::observe::Observer;
use economy::{Economy, Luck, Workers};
use serde::{Deserialize, Serialize};
use theory::Digital;

use crate::diary::Diary;
use crate::error::{Error, Result};
use crate::experiment::Experiment;
use crate::facts::{DigitalTracker, Evidence, Tracker};
use crate::indicators;
use crate::outcomes;
use crate::portrait::Portrait;
use crate::scoreboard::{self, Reading};
use crate::tables::{Frame, Recorder};

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
    pub identities: [f64; 7],
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
    /// Runs `experiment` with one seed.
    ///
    /// `workers` share the work within a quarter, `tick` is called after each quarter, and tables
    /// are filled if `tabulate`.
    ///
    /// # Errors
    /// If an accounting identity breaks, which happens when the numbers of the run blow up.
    pub fn new(
        experiment: &Experiment,
        seed: u64,
        tabulate: bool,
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
        let mut observer = if experiment.is_long_run() {
            Observer::long_run()
        } else {
            Observer::default()
        };
        let catalogue = experiment.catalogue();
        let mut recorder = tabulate.then(|| Recorder::new(configuration, catalogue.clone(), seed));
        let mut indicators = indicators::Observer::default();
        let mut outcomes = Outcomes {
            quarters: experiment.outcome_quarters(),
            values: Vec::new(),
        };
        let mut diary = Diary::default();
        let mut vector = outcomes::Observer::new(experiment.outcome_settings());
        let mut tracker = experiment.is_long_run().then(Tracker::default);
        let mut of_theory = DigitalTracker::default();
        let mut series = Vec::with_capacity(configuration.quarters as usize + 1);
        let mut identities = [0.0_f64; 7];
        let mut opening_gap = 0.0;
        let mut portraits = [Portrait::default(), Portrait::default()];
        let mut readings = Vec::new();
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
            let mut values = observer.observe(&economy);
            if let Some(tracker) = &mut tracker {
                tracker.observe(&economy, &values);
            }
            if let Some(digital) = theory.digital() {
                of_theory.observe(&economy, digital, &values);
            }
            if outcomes.quarters.get(outcomes.values.len()) == Some(&quarter) {
                let observed = vector.observe(&economy, theory.digital());
                outcomes.values.push(observed);
            }
            if let Some(digital) = theory.digital() {
                let observed = indicators.observe(&economy, digital);
                catalogue.complete(&mut values, &observed, outcomes.at(quarter));
            }
            let is_last = quarter == configuration.quarters;
            diary.observe(&economy, theory.digital(), is_last);
            if let Some(recorder) = &mut recorder {
                recorder.record(&economy, theory.digital(), &vector, quarter, &values);
            }
            series.push(values);
            if quarter == 0 {
                portraits[0] = Portrait::of(&economy);
            }
            if experiment.is_long_run() && scoreboard::is_due(quarter, configuration.quarters) {
                let represents = experiment.represents();
                readings.extend(scoreboard::read(&economy, theory.digital(), represents));
            }
            if quarter == configuration.quarters {
                portraits[1] = Portrait::of(&economy);
            }
            cost.observe += start.elapsed();
            if quarter > 0 {
                tick();
            }
        }
        let [opening, closing] = portraits;
        Ok(Self {
            summary: Summary {
                seed,
                identities,
                opening_gap,
                visits: economy.goods_markets.visits(),
                opening,
                closing,
                evidence: evidence(tracker, of_theory, &economy, theory.digital()),
                scoreboard: readings,
                clips: clips(&economy, theory.digital()),
            },
            series,
            outcomes,
            diary,
            frames: recorder.map_or_else(Vec::new, Recorder::finish),
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

/// What a run says of the facts, those of the digital economy with the others.
fn evidence(
    tracker: Option<Tracker>,
    of_theory: DigitalTracker,
    economy: &Economy,
    digital: Option<&Digital>,
) -> Evidence {
    let mut evidence = tracker.map_or_else(Evidence::default, |t| t.evidence(economy));
    evidence.extend(digital.map_or_else(Evidence::default, |d| of_theory.evidence(economy, d)));
    evidence
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

/// Keeps the largest residuals, and stops a run whose accounts do not balance.
pub(crate) fn check_books(economy: &Economy, seed: u64, worst: &mut [f64; 7]) -> Result<()> {
    let books = &economy.books;
    // In a collapse GDP can be negative, which must not pass for a small residual.
    let residuals = books.identities.relative_to(books.gdp).map(f64::abs);
    for ((worst, residual), name) in worst.iter_mut().zip(residuals).zip(Identities::NAMES) {
        if residual.is_nan() || residual > LARGEST_RESIDUAL {
            let quarter = economy.time();
            return Err(Error::Failed(if residual.is_finite() {
                format!(
                    "the run with seed {seed} broke down in quarter {quarter}: identity {name} is off by {residual:.1e} of GDP"
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
