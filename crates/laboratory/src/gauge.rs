//! A run of which only a few numbers are kept: outcomes in some quarters, and nothing else.
//!
//! Where thousands of runs are compared, tables, portraits and facts would cost more than the runs.

use economy::observe::{self, Observer};
use economy::{Economy, Luck, NoTheory, Rules, Serial, Theory};
use theory::{Concepts, Digital};

use crate::error::{Error, Result, did_you_mean};
use crate::experiment::Experiment;
use crate::run::check_books;

/// Horizons at which arms are compared besides those asked for, in quarters.
const HORIZONS: [u32; 7] = [4, 8, 12, 20, 40, 60, 80];

/// What is read off a run, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    names: Vec<&'static str>,
    /// Places of the names among the series observed.
    places: Vec<usize>,
    marks: Vec<u32>,
}

impl Gauge {
    /// Reads all series of `experiment` in the quarters `asked`, and at the usual horizons before the last.
    #[must_use]
    pub fn new(experiment: &Experiment, asked: &[u32]) -> Self {
        let people = experiment.economy.calibration.population.is_some();
        let names: Vec<&'static str> = observe::reported(experiment.is_long_run(), people)
            .map(|series| series.name)
            .collect();
        let last = asked.iter().copied().max().unwrap_or(0);
        let usual = HORIZONS.into_iter().filter(|quarter| *quarter < last);
        let mut marks: Vec<u32> = asked.iter().copied().chain(usual).collect();
        marks.sort_unstable();
        marks.dedup();
        Self {
            places: (0..names.len()).collect(),
            names,
            marks,
        }
    }

    /// What is read, by name.
    #[must_use]
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// Quarters in which it is read, ascending.
    #[must_use]
    pub fn marks(&self) -> &[u32] {
        &self.marks
    }

    /// How many numbers a run gives.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len() * self.marks.len()
    }

    /// Whether a run gives nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the `name`-th name in the `mark`-th quarter stands among the numbers of a run.
    #[must_use]
    pub fn place(&self, name: usize, mark: usize) -> usize {
        mark * self.names.len() + name
    }

    /// Numbers of the names asked for.
    ///
    /// # Errors
    /// The first name that is not read.
    pub fn choose(&self, asked: &[String]) -> Result<Vec<usize>> {
        let find = |name: &String| {
            let known = self.names.iter().position(|known| known == name);
            known.ok_or_else(|| {
                let hint = did_you_mean(name, self.names.iter().copied());
                let hint = if hint.is_empty() {
                    format!("; there is, for example, {}", self.names.join(", "))
                } else {
                    hint
                };
                Error::refused(format!("there is no outcome `{name}` here{hint}"))
            })
        };
        asked.iter().map(find).collect()
    }

    /// The numbers of one run of `experiment` with other concepts and rules.
    ///
    /// # Errors
    /// If an accounting identity breaks.
    pub fn run(
        &self,
        experiment: &Experiment,
        rules: &Rules,
        concepts: Option<&Concepts>,
        seed: u64,
    ) -> Result<Vec<f64>> {
        let luck = if experiment.configuration.deterministic {
            Luck::None
        } else {
            Luck::Seed(seed)
        };
        let calibration = experiment.economy.calibration.clone();
        let mut economy = Economy::open(calibration, *rules, luck);
        let mut theory: Box<dyn Theory> = match concepts {
            Some(concepts) => Box::new(Digital::open(concepts.clone(), &economy.view())),
            None => Box::new(NoTheory),
        };
        let mut schedule = experiment.schedule.clone();
        let mut observer = if experiment.is_long_run() {
            Observer::long_run()
        } else {
            Observer::default()
        };
        let mut identities = [0.0; 7];
        let mut values = Vec::with_capacity(self.len());
        let last = self.marks.last().copied().unwrap_or(0);
        for quarter in 0..=last {
            if quarter > 0 {
                schedule.before_quarter(&mut economy);
                economy.quarter(&mut schedule, &mut *theory, &Serial);
                check_books(&economy, seed, &mut identities)?;
            }
            let read = self.marks.binary_search(&quarter).is_ok();
            // Growth is measured from one look to the next.
            let before = self.marks.binary_search(&(quarter + 1)).is_ok();
            if read || before {
                let observed = observer.observe(&economy);
                if read {
                    values.extend(self.places.iter().map(|&place| observed[place]));
                }
            }
        }
        Ok(values)
    }
}
