//! Whoever looks at a run while it goes on: its series always, and the rest as far as somebody reads it.

use economy::Economy;
use economy::observe::Observer;
use theory::Digital;

use super::Outcomes;
use crate::attention::Attention;
use crate::diary::Diary;
use crate::experiment::Experiment;
use crate::facts::{DigitalTracker, Evidence, Tracker};
use crate::indicators;
use crate::outcomes;
use crate::portrait::Portrait;
use crate::scoreboard::{self, Reading};
use crate::series::Catalogue;
use crate::tables::{Frame, Recorder};

/// The observers of one run.
pub(super) struct Watching<'a> {
    experiment: &'a Experiment,
    attention: Attention,
    catalogue: Catalogue,
    observer: Observer,
    indicators: indicators::Observer,
    vector: outcomes::Observer,
    /// Quarters in which outcomes are looked at, or remembered for later ones.
    due: Vec<u32>,
    tracker: Option<Tracker>,
    of_theory: DigitalTracker,
    recorder: Option<Recorder>,
    seen: Seen,
}

/// What has been seen.
#[derive(Default)]
pub(super) struct Seen {
    pub series: Vec<Vec<f64>>,
    pub outcomes: Outcomes,
    pub diary: Diary,
    pub portraits: [Portrait; 2],
    pub readings: Vec<Reading>,
    pub evidence: Evidence,
    pub frames: Vec<Frame>,
}

impl<'a> Watching<'a> {
    pub fn new(experiment: &'a Experiment, seed: u64, attention: Attention) -> Self {
        let configuration = &experiment.configuration;
        let catalogue = experiment.catalogue();
        let tabulated = attention.tables.then(|| catalogue.clone());
        let tracked = attention.facts && experiment.is_long_run();
        Self {
            observer: if experiment.is_long_run() {
                Observer::long_run()
            } else {
                Observer::default()
            },
            indicators: indicators::Observer::default(),
            vector: outcomes::Observer::new(experiment.outcome_settings()),
            due: if attention.outcomes || experiment.has_theory() {
                experiment.outcome_quarters()
            } else {
                Vec::new()
            },
            tracker: tracked.then(Tracker::default),
            of_theory: DigitalTracker::default(),
            recorder: tabulated.map(|series| Recorder::new(configuration, series, seed)),
            seen: Seen {
                series: Vec::with_capacity(configuration.quarters as usize + 1),
                ..Seen::default()
            },
            catalogue,
            attention,
            experiment,
        }
    }

    /// Looks at the end of a quarter, from the opening on.
    pub fn observe(&mut self, economy: &Economy, digital: Option<&Digital>, quarter: u32) {
        let last = self.experiment.configuration.quarters;
        let mut values = if self.attention.looks_at_distributions(quarter, last) {
            self.observer.observe(economy)
        } else {
            self.observer.observe_totals(economy)
        };
        if self.attention.facts {
            self.track(economy, digital, &values);
        }
        let read = self.attention.throughout || quarter == 0 || quarter == last;
        self.look_at_outcomes(economy, digital, quarter, read);
        if let Some(digital) = digital {
            let observed = self.look_at_indicators(economy, digital, read);
            let outcomes = self.seen.outcomes.at(quarter);
            self.catalogue
                .complete(&mut values, observed.as_deref(), outcomes);
        }
        if self.attention.diary {
            let diary = &mut self.seen.diary;
            diary.observe(economy, digital, quarter == last);
            if digital.is_some() {
                diary.satellites = self.vector.satellites(quarter).cloned();
            }
        }
        if let Some(recorder) = &mut self.recorder {
            recorder.record(economy, digital, &self.vector, quarter, &values);
        }
        self.seen.series.push(values);
        if self.attention.portraits {
            let [opening, closing] = &mut self.seen.portraits;
            if quarter == 0 {
                *opening = Portrait::of(economy);
            }
            if quarter == last {
                *closing = Portrait::of(economy);
            }
        }
        if self.experiment.is_long_run() && scoreboard::is_due(quarter, last) {
            let represents = self.experiment.represents();
            let readings = scoreboard::read(economy, digital, represents);
            self.seen.readings.extend(readings);
        }
    }

    fn look_at_outcomes(
        &mut self,
        economy: &Economy,
        digital: Option<&Digital>,
        quarter: u32,
        read: bool,
    ) {
        if self.due.binary_search(&quarter).is_err() {
            return;
        }
        if read {
            let outcomes = &mut self.seen.outcomes;
            outcomes.quarters.push(quarter);
            outcomes.values.push(self.vector.observe(economy, digital));
        } else {
            self.vector.pass(economy, digital);
        }
    }

    fn look_at_indicators(
        &mut self,
        economy: &Economy,
        digital: &Digital,
        read: bool,
    ) -> Option<Vec<f64>> {
        if read {
            let rankings = self.observer.rankings();
            return Some(self.indicators.observe(economy, digital, rankings));
        }
        self.indicators.pass(economy, digital);
        None
    }

    fn track(&mut self, economy: &Economy, digital: Option<&Digital>, values: &[f64]) {
        if let Some(tracker) = &mut self.tracker {
            tracker.observe(economy, values);
        }
        if let Some(digital) = digital {
            let worth = self.observer.rankings().net_worth();
            self.of_theory.observe(economy, digital, values, worth);
        }
    }

    /// What has been seen of a run, at its end.
    pub fn finish(self, economy: &Economy, digital: Option<&Digital>) -> Seen {
        let mut seen = self.seen;
        if let Some(tracker) = self.tracker {
            seen.evidence = tracker.evidence(economy);
        }
        if let Some(digital) = digital.filter(|_| self.attention.facts) {
            let of_theory = self.of_theory.evidence(economy, digital);
            seen.evidence.extend(of_theory);
        }
        seen.frames = self.recorder.map_or_else(Vec::new, Recorder::finish);
        seen
    }
}
