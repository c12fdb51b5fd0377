//! The series of an ensemble, and their mean, spread and quantiles over seeds.

use std::collections::BTreeMap;

use economy::books::Identities;

use crate::diary::Diary;
use crate::portrait::{self, Portrait};
use crate::run::{Outcomes, Run, Summary};
use crate::series::{Catalogue, Series};

/// Series and summaries of finished runs, in the order of their seeds.
#[derive(Clone, Debug, Default)]
pub struct Results {
    catalogue: Catalogue,
    runs: BTreeMap<u64, (Summary, Vec<Vec<f64>>)>,
    told: BTreeMap<u64, (Outcomes, Diary)>,
}

impl Results {
    /// No runs yet, of an experiment that reports the series of `catalogue`.
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        Self {
            catalogue,
            ..Self::default()
        }
    }

    /// Adds a run.
    pub fn add(&mut self, run: &Run) {
        self.insert(run.summary.clone(), run.series.clone());
        let told = (run.outcomes.clone(), run.diary.clone());
        self.told.insert(run.summary.seed, told);
    }

    /// Adds the summary and the series, quarter by quarter, of a run.
    pub fn insert(&mut self, summary: Summary, series: Vec<Vec<f64>>) {
        self.runs.insert(summary.seed, (summary, series));
    }

    /// Number of runs.
    #[must_use]
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there is no run.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Quarters observed, the opening included.
    #[must_use]
    pub fn n_quarters(&self) -> usize {
        self.runs
            .values()
            .next()
            .map_or(0, |(_, series)| series.len())
    }

    /// Seeds and their series, quarter by quarter.
    pub fn runs(&self) -> impl Iterator<Item = (u64, &[Vec<f64>])> {
        self.runs
            .iter()
            .map(|(&seed, (_, series))| (seed, series.as_slice()))
    }

    /// What is kept of each run besides its series.
    pub fn summaries(&self) -> impl Iterator<Item = &Summary> + Clone {
        self.runs.values().map(|(summary, _)| summary)
    }

    /// Outcomes and diaries of the runs made now; runs that were kept earlier have none.
    pub fn told(&self) -> impl Iterator<Item = (&Outcomes, &Diary)> {
        self.told
            .values()
            .map(|(outcomes, diary)| (outcomes, diary))
    }

    /// Number of series observed, which depends on the rules.
    #[must_use]
    pub fn n_series(&self) -> usize {
        self.catalogue.len()
    }

    /// The `k`-th series.
    #[must_use]
    pub fn series(&self, k: usize) -> &Series {
        self.catalogue.at(k)
    }

    /// Position of a series by name; nothing if the rules do not publish it.
    #[must_use]
    pub fn index(&self, name: &str) -> Option<usize> {
        self.catalogue.position(name)
    }

    /// Values of the `series`-th series in a quarter, one per run.
    #[must_use]
    pub fn over_seeds(&self, series: usize, quarter: usize) -> Vec<f64> {
        self.runs
            .values()
            .map(|(_, values)| values[quarter][series])
            .collect()
    }

    /// The largest gap between GDP and what is spent on it at the opening, relative to GDP.
    #[must_use]
    pub fn opening_gap(&self) -> f64 {
        self.summaries()
            .map(|summary| summary.opening_gap)
            .fold(0.0, f64::max)
    }

    /// The largest residual of each identity over runs and quarters after the opening, relative to
    /// GDP.
    #[must_use]
    pub fn identities(&self) -> [f64; Identities::N] {
        self.summaries()
            .fold([0.0; Identities::N], |worst, summary| {
                std::array::from_fn(|k| worst[k].max(summary.identities[k]))
            })
    }

    /// Attempts of buyers on the goods markets, over all runs.
    #[must_use]
    pub fn visits(&self) -> u64 {
        self.summaries().map(|summary| summary.visits).sum()
    }

    /// Mean over runs of the country at the opening and at the end.
    #[must_use]
    pub fn portraits(&self) -> [Portrait; 2] {
        let of = |pick: fn(&Summary) -> &Portrait| {
            portrait::average(&self.summaries().map(pick).collect::<Vec<_>>())
        };
        [of(|run| &run.opening), of(|run| &run.closing)]
    }
}

/// Mean; not a number if there is no value or one of them is none.
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard deviation with divisor `n − 1`; not a number below two values.
///
/// ```
/// assert_eq!(laboratory::standard_deviation(&[1.0, 2.0, 3.0]), 1.0);
/// ```
#[must_use]
pub fn standard_deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return f64::NAN;
    }
    let centre = mean(values);
    let squares: f64 = values.iter().map(|x| (x - centre) * (x - centre)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// Quantile of order `p`, interpolated between neighbours; not a number where a value is none.
///
/// ```
/// assert_eq!(laboratory::quantile(&[4.0, 1.0, 3.0, 2.0], 0.5), 2.5);
/// ```
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> f64 {
    if values.is_empty() || values.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = p.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let below = at.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let part = at - at.floor();
    sorted[below] + part * (sorted[above] - sorted[below])
}
