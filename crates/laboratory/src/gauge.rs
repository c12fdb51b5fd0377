//! A run of which only a few numbers are kept: series and outcomes in some quarters, and nothing else.
//!
//! Where thousands of runs are compared, tables, portraits and facts would cost more than the runs. Numbers are those
//! that `run` and `compare` give for the same quarter, so outcomes are looked at when those look.

use economy::books::Identities;
use economy::observe::{self, Observer};
use economy::{Economy, Luck, Rules, Serial};
use theory::Concepts;

use crate::error::{Error, Result, did_you_mean};
use crate::experiment::{Experiment, Model};
use crate::outcomes::{self, OUTCOMES};
use crate::run::check_books;
use crate::series::Catalogue;

/// Horizons at which arms are compared besides those asked for, in quarters.
const HORIZONS: [u32; 7] = [4, 8, 12, 20, 40, 60, 80];

/// Names offered to who asks for one that nobody knows.
const MOST_HINTS: usize = 8;

/// What is read off a run, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// Series of the economy, and outcomes beside them.
    catalogue: Catalogue,
    names: Vec<&'static str>,
    /// Places of the economy's own among the series observed; the others are the outcomes, in order.
    own: Vec<usize>,
    marks: Vec<u32>,
    /// Quarters in which outcomes are observed: at the marks, and when ranks and incomes are remembered.
    looks: Vec<u32>,
}

impl Gauge {
    /// Reads all series of the economy of `experiment`, and under long-run rules all outcomes, in the quarters
    /// `asked` and at the usual horizons before the last.
    #[must_use]
    pub fn new(experiment: &Experiment, asked: &[u32]) -> Self {
        let people = experiment.economy.calibration.population.is_some();
        let catalogue = Catalogue::with_outcomes(experiment.is_long_run(), people);
        let last = asked.iter().copied().max().unwrap_or(0);
        let usual = HORIZONS.into_iter().filter(|quarter| *quarter < last);
        let mut marks: Vec<u32> = asked.iter().copied().chain(usual).collect();
        marks.sort_unstable();
        marks.dedup();
        let looks = if experiment.is_long_run() {
            outcomes::quarters(last, marks.iter().copied())
        } else {
            Vec::new()
        };
        let all = observe::reported(experiment.is_long_run(), people).enumerate();
        let own = all.filter(|(_, series)| {
            !experiment.is_long_run() || outcomes::position(series.name).is_none()
        });
        Self {
            own: own.map(|(place, _)| place).collect(),
            names: catalogue.iter().map(|series| series.name).collect(),
            catalogue,
            marks,
            looks,
        }
    }

    /// What is read, with units and definitions.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
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
                    format!("; there is, for example, {}", self.like(name).join(", "))
                } else {
                    hint
                };
                Error::refused(format!("there is no outcome `{name}` here{hint}"))
            })
        };
        asked.iter().map(find).collect()
    }

    /// Names that share a word with one that nobody knows, or else some outcomes.
    fn like(&self, name: &str) -> Vec<&'static str> {
        let words: Vec<&str> = name.split('_').filter(|word| word.len() > 2).collect();
        let shares = |known: &&&str| known.split('_').any(|word| words.contains(&word));
        let mut like: Vec<&str> = self.names.iter().filter(shares).copied().collect();
        if like.is_empty() {
            let outcomes = OUTCOMES.iter().map(|outcome| outcome.id);
            like.extend(outcomes.filter(|id| self.names.contains(id)));
        }
        like.truncate(MOST_HINTS);
        like
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
        let mut theory = Model::open(concepts, experiment.payment, &economy);
        let mut schedule = experiment.schedule.clone();
        let mut observer = if experiment.is_long_run() {
            Observer::long_run()
        } else {
            Observer::default()
        };
        let mut vector = outcomes::Observer::new(experiment.outcome_settings());
        let mut identities = [0.0; Identities::N];
        let mut values = Vec::with_capacity(self.len());
        let last = self.marks.last().copied().unwrap_or(0);
        for quarter in 0..=last {
            if quarter > 0 {
                schedule.before_quarter(&mut economy);
                economy.quarter(&mut schedule, &mut theory, &Serial);
                check_books(&economy, seed, &mut identities)?;
            }
            let read = self.marks.binary_search(&quarter).is_ok();
            let look = self.looks.binary_search(&quarter).is_ok();
            let outcomes = (look && (read || quarter == 0))
                .then(|| vector.observe(&economy, theory.digital()));
            if look && outcomes.is_none() {
                vector.pass(&economy, theory.digital());
            }
            if read {
                let observed = observer.observe(&economy);
                values.extend(self.own.iter().map(|&place| observed[place]));
                values.extend(outcomes.into_iter().flatten());
            } else {
                observer.pass(&economy);
            }
        }
        Ok(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attention::Attention;
    use crate::experiment::Request;
    use crate::run::Run;

    /// Every number is that of a whole run of the same seed, to the last bit, in a quarter in which outcomes are
    /// usually looked at and in one in which they are not.
    #[test]
    fn numbers_are_those_of_a_run() {
        let asked = Request {
            economy: Some("village".into()),
            rules: Some("b2".into()),
            quarters: Some(8),
            seeds: Some(1),
            at: vec![6, 8],
            ..Request::default()
        };
        let experiment = Experiment::plan(asked).expect("an experiment");
        let gauge = Gauge::new(&experiment, &[6, 8]);
        let theory = experiment.theory.as_ref();
        let values = gauge.run(&experiment, &experiment.rules, theory, 1);
        let values = values.expect("a run");
        let run = Run::new(&experiment, 1, Attention::PAGE, &Serial, &|| {}).expect("a run");
        let series = experiment.catalogue();
        for (mark, &quarter) in gauge.marks().iter().enumerate() {
            let vector = run.outcomes.at(quarter).expect("outcomes");
            for (k, name) in gauge.names().iter().enumerate() {
                let value = values[gauge.place(k, mark)];
                let same = |other: f64| {
                    let gap = (value - other).abs();
                    assert!(
                        value.to_bits() == other.to_bits() || gap <= 1e-12 * other.abs(),
                        "{name} in quarter {quarter}: {value} and {other}"
                    );
                };
                let of_run = series.position(name).expect("a series");
                let outcome = outcomes::position(name).map(|k| vector[k]);
                same(outcome.unwrap_or(run.series[quarter as usize][of_run]));
            }
        }
        assert_eq!(gauge.marks(), [4, 6, 8]);
        for outcome in OUTCOMES {
            assert!(gauge.names().contains(&outcome.id), "{}", outcome.id);
        }
    }
}
