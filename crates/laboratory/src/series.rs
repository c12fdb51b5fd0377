//! What a run reports of each quarter: series of the economy and, where a theory runs, those of its digital
//! side: every indicator of the ledger and every outcome.
//!
//! A name is used once. Where an indicator or an outcome has the name of a series that the economy already
//! reports, that series stands for it.

use economy::observe;

use crate::indicators::INDICATORS;
use crate::outcomes::{EVERY, OUTCOMES};

/// A series: its name in every output, its unit and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name.
    pub name: &'static str,
    /// Its unit; `money` stands for the economy's money unit, per quarter for flows.
    pub unit: &'static str,
    /// What it is.
    pub definition: String,
}

/// Where a series of the digital side comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// Position among the indicators.
    Indicator(usize),
    /// Position in the outcome vector.
    Outcome(usize),
}

/// The series of a run, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    series: Vec<Series>,
    /// Those beyond the economy's own.
    digital: Vec<Source>,
}

impl Catalogue {
    /// The series that rules publish; `digital` if a theory runs.
    #[must_use]
    pub fn new(long_run: bool, people: bool, digital: bool) -> Self {
        let own = observe::reported(long_run, people).map(|series| Series {
            name: series.name,
            unit: series.unit,
            definition: series.definition.to_owned(),
        });
        let mut catalogue = Self {
            series: own.collect(),
            digital: Vec::new(),
        };
        if digital {
            catalogue.add_digital();
        }
        catalogue
    }

    /// The series of the economy, and under long-run rules the outcomes, which need no theory at work; where both
    /// have a name, the outcome stands for it, as in `compare`.
    #[must_use]
    pub fn with_outcomes(long_run: bool, people: bool) -> Self {
        let mut catalogue = Self::new(long_run, people, false);
        if long_run {
            let is_outcome = |name: &str| OUTCOMES.iter().any(|outcome| outcome.id == name);
            catalogue.series.retain(|series| !is_outcome(series.name));
            catalogue.add_outcomes("");
        }
        catalogue
    }

    fn add_digital(&mut self) {
        for (k, indicator) in INDICATORS.iter().enumerate() {
            let definition = format!("Indicator of {}: {}", indicator.id, indicator.definition);
            let source = Source::Indicator(k);
            self.add(indicator.name, indicator.unit, definition, source);
        }
        let when =
            format!(" Observed every {EVERY}th quarter and in the last; no number in others.");
        self.add_outcomes(&when);
    }

    /// Adds the outcomes, with a word on when they are observed.
    fn add_outcomes(&mut self, when: &str) {
        for (k, outcome) in OUTCOMES.iter().enumerate() {
            let definition = format!("{}{when}", outcome.definition);
            self.add(outcome.id, outcome.unit, definition, Source::Outcome(k));
        }
    }

    fn add(&mut self, name: &'static str, unit: &'static str, definition: String, source: Source) {
        if self.position(name).is_none() {
            self.series.push(Series {
                name,
                unit,
                definition,
            });
            self.digital.push(source);
        }
    }

    /// The series, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Series> {
        self.series.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.series.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The `k`-th series.
    ///
    /// # Panics
    /// If there are fewer.
    #[must_use]
    pub fn at(&self, k: usize) -> &Series {
        &self.series[k]
    }

    /// The position of a series by name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.series.iter().position(|series| series.name == name)
    }

    /// Whether some series are not of the economy itself.
    #[must_use]
    pub fn is_digital(&self) -> bool {
        !self.digital.is_empty()
    }

    /// Adds to the economy's own `values` those of the digital side, which are not numbers in quarters in which they
    /// were not observed.
    pub fn complete(
        &self,
        values: &mut Vec<f64>,
        indicators: Option<&[f64]>,
        outcomes: Option<&[f64]>,
    ) {
        values.extend(self.digital.iter().map(|source| {
            let (observed, k) = match *source {
                Source::Indicator(k) => (indicators, k),
                Source::Outcome(k) => (outcomes, k),
            };
            observed.map_or(f64::NAN, |values| values[k])
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_used_once_and_the_economy_comes_first() {
        let catalogue = Catalogue::new(true, true, true);
        for (k, series) in catalogue.iter().enumerate() {
            assert_eq!(catalogue.position(series.name), Some(k), "{}", series.name);
        }
        let own = Catalogue::new(true, true, false);
        assert!(own.iter().eq(catalogue.iter().take(own.len())));
        for name in INDICATORS
            .iter()
            .map(|i| i.name)
            .chain(OUTCOMES.iter().map(|o| o.id))
        {
            assert!(catalogue.position(name).is_some(), "{name}");
        }
    }

    #[test]
    fn outcomes_are_missing_where_nobody_looked() {
        let catalogue = Catalogue::new(true, false, true);
        let own = Catalogue::new(true, false, false).len();
        let mut values = vec![0.0; own];
        let indicators = vec![1.0; INDICATORS.len()];
        catalogue.complete(&mut values, Some(&indicators), None);
        assert_eq!(values.len(), catalogue.len());
        let palma = catalogue.position("palma_ratio").expect("a series");
        assert!(values[palma].is_nan());
        let rate = catalogue.position("take_rate").expect("a series");
        assert_eq!(values[rate].to_bits(), 1.0_f64.to_bits());
    }
}
