//! A paired difference with everything that makes it uncertain: luck, and parameters nobody knows.
//!
//! Luck is what differs between seeds at the parameters as they are. Ignorance is what differs between
//! parameters drawn from their plausible ranges, each draw under the luck of one seed and compared with the
//! parameters as they are under the same luck.

use std::collections::BTreeMap;

use economy::Rules;
use params::Declaration;
use serde::Serialize;

use super::design::{Design, Point};
use super::mean_and_error;
use super::parameters::{Parameter, Variant, uncertain};
use crate::ensemble::{self, Watch};
use crate::error::{Error, Result};
use crate::experiment::Experiment;
use crate::gauge::Gauge;
use crate::results::{quantile, standard_deviation};

/// Seed of the design.
const DESIGN: u64 = 1;
/// Parameters in a tornado.
const MOST: usize = 10;
/// Part of the draws inside a band.
const BAND: (f64, f64) = (0.05, 0.95);

/// Two experiments that are compared, and how hard.
#[derive(Debug)]
pub struct Study<'a> {
    base: &'a Experiment,
    other: &'a Experiment,
    gauge: Gauge,
    seeds: Vec<u64>,
    parameters: Vec<Parameter>,
    design: Design,
}

/// One difference to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Job {
    /// At the parameters as they are, under this seed.
    AsIs(u64),
    /// At a point of the design.
    At(Point),
}

/// Spread of a difference for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// Standard deviation.
    pub sd: f64,
    /// Lower end: 5 % lie below.
    pub low: f64,
    /// Upper end: 5 % lie above.
    pub high: f64,
}

/// What one parameter does to a difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Swing {
    /// The parameter.
    pub path: &'static str,
    /// How well its value is known.
    pub status: &'static str,
    /// Ends of its plausible range.
    pub plausible: [f64; 2],
    /// The difference at these ends, by the mean slope.
    pub ends: [f64; 2],
    /// Mean change of the difference over the whole range, without its sign.
    pub size: f64,
    /// Total index: the part of ignorance that would go if it were known, others being known.
    pub total: f64,
}

/// How sure a difference is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Doubt {
    /// The outcome.
    pub outcome: String,
    /// The quarter.
    pub quarter: u32,
    /// Mean difference over seeds at the parameters as they are.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// Seeds.
    pub n: usize,
    /// Spread over luck.
    pub chance: Band,
    /// Spread over parameters.
    pub ignorance: Band,
    /// Part of the variance of ignorance that comes from numbers that are assumed.
    pub assumed_share: f64,
    /// The parameters that matter most, most important first; none if none were moved by themselves.
    pub tornado: Vec<Swing>,
}

impl Doubt {
    /// The same about another mean difference, of more seeds: bands are as wide as they were.
    #[must_use]
    pub fn about(mut self, difference: f64) -> Self {
        let shift = difference - self.difference;
        self.difference = difference;
        for band in [&mut self.chance, &mut self.ignorance] {
            band.low += shift;
            band.high += shift;
        }
        for swing in &mut self.tornado {
            swing.ends = swing.ends.map(|end| end + shift);
        }
        self
    }
}

impl<'a> Study<'a> {
    /// Compares `other` with `base`: `draws` pairs of draws of all uncertain parameters, from the first
    /// `singles` of which every parameter is also moved by itself.
    ///
    /// # Errors
    /// If the two cannot be compared.
    pub fn new(
        base: &'a Experiment,
        other: &'a Experiment,
        at: &[u32],
        draws: usize,
        singles: usize,
    ) -> Result<Self> {
        let (a, b) = (&base.configuration, &other.configuration);
        if a.rules != b.rules || a.economy != b.economy || a.seeds != b.seeds {
            return Err(Error::refused(
                "uncertainty is of a difference between two scenarios on the same economy, rules and seeds",
            ));
        }
        if draws < 2 {
            return Err(Error::refused(format!(
                "a spread over parameters needs 2 draws or more, and not {draws}"
            )));
        }
        let parameters = uncertain(&[base, other]);
        if parameters.is_empty() {
            return Err(Error::refused(
                "no parameter is uncertain here: all that act are verified, derived or set by hand",
            ));
        }
        let assumed = parameters.iter().map(Parameter::is_assumed).collect();
        Ok(Self {
            gauge: Gauge::new(base, at),
            seeds: a.seeds.iter().collect(),
            design: Design::new(draws, singles, assumed, DESIGN),
            parameters,
            base,
            other,
        })
    }

    /// The parameters that are drawn.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// What is read off each run.
    #[must_use]
    pub fn gauge(&self) -> &Gauge {
        &self.gauge
    }

    /// Differences to make, two runs each.
    #[must_use]
    pub fn n_differences(&self) -> usize {
        self.seeds.len() + self.design.points().len()
    }

    fn seed_of(&self, point: Point) -> u64 {
        let (Point::A(j) | Point::B(j) | Point::Group(j) | Point::Single(j, _)) = point;
        self.seeds[j % self.seeds.len()]
    }

    fn difference(&self, job: Job) -> Result<Vec<f64>> {
        let (seed, place) = match job {
            Job::AsIs(seed) => (seed, None),
            Job::At(point) => (self.seed_of(point), Some(self.design.place(point))),
        };
        let run = |experiment: &Experiment| {
            let mut variant = Variant::of(experiment);
            for (parameter, part) in self.parameters.iter().zip(place.iter().flatten()) {
                variant.set(parameter.declared.path, parameter.at(*part));
            }
            let rules: &Rules = &variant.rules;
            self.gauge
                .run(experiment, rules, variant.concepts.as_ref(), seed)
        };
        let pair = run(self.base).and_then(|base| Ok((base, run(self.other)?)));
        match pair {
            Ok((base, other)) => Ok(other.iter().zip(base).map(|(b, a)| b - a).collect()),
            // A draw on which the economy breaks down has no difference.
            Err(Error::Failed(_)) if place.is_some() => Ok(vec![f64::NAN; self.gauge.len()]),
            Err(error) => Err(error),
        }
    }

    /// Makes all runs and says how sure the outcomes `chosen` are, by number in the gauge, at each of `at`.
    ///
    /// # Errors
    /// If a run breaks down at the parameters as they are.
    pub fn doubts(
        &self,
        chosen: &[usize],
        at: &[u32],
        threads: usize,
        watch: &dyn Watch,
    ) -> Result<Vec<Doubt>> {
        let as_is = self.seeds.iter().map(|&seed| Job::AsIs(seed));
        let points = self.design.points().into_iter().map(Job::At);
        let jobs: Vec<Job> = as_is.chain(points).collect();
        let mut made = BTreeMap::new();
        let one = |job: &Job| Ok((*job, self.difference(*job)?));
        ensemble::share_out(&jobs, threads, &one, &mut |(job, values): (
            Job,
            Vec<f64>,
        )| {
            made.insert(job, values);
            watch.run();
            Ok(())
        })?;
        let marks = self.gauge.marks().iter().enumerate();
        let marks: Vec<usize> = marks
            .filter(|(_, quarter)| at.contains(quarter))
            .map(|(mark, _)| mark)
            .collect();
        let pairs = chosen
            .iter()
            .flat_map(|&outcome| marks.iter().map(move |&mark| (outcome, mark)));
        Ok(pairs
            .map(|(outcome, mark)| self.doubt(&made, outcome, mark))
            .collect())
    }

    fn doubt(&self, made: &BTreeMap<Job, Vec<f64>>, outcome: usize, mark: usize) -> Doubt {
        let place = self.gauge.place(outcome, mark);
        let value = |job: Job| made.get(&job).map_or(f64::NAN, |values| values[place]);
        let as_is: Vec<f64> = self
            .seeds
            .iter()
            .map(|&seed| value(Job::AsIs(seed)))
            .collect();
        let (difference, se) = mean_and_error(&as_is);
        // Luck is the same on both sides of each comparison, so only parameters differ.
        let moved = |point| {
            let here = value(Job::At(point)) - value(Job::AsIs(self.seed_of(point)));
            difference + here
        };
        let drawn: Vec<f64> = (0..self.design.pairs())
            .flat_map(|j| [moved(Point::A(j)), moved(Point::B(j))])
            .collect();
        let effects = self.design.effects(|point| value(Job::At(point)));
        let mut tornado: Vec<Swing> = self
            .parameters
            .iter()
            .zip(&effects.singles)
            .map(|(parameter, single)| {
                let Declaration {
                    path,
                    status,
                    plausible,
                    ..
                } = parameter.declared;
                let from = parameter.part();
                Swing {
                    path,
                    status: status.word(),
                    plausible: [*plausible.start(), *plausible.end()],
                    ends: [0.0, 1.0].map(|end| difference + single.slope * (end - from)),
                    size: single.size,
                    total: single.total,
                }
            })
            .collect();
        tornado.sort_by(|a, b| b.size.total_cmp(&a.size));
        tornado.truncate(MOST);
        Doubt {
            outcome: self.gauge.names()[outcome].to_owned(),
            quarter: self.gauge.marks()[mark],
            difference,
            se,
            n: self.seeds.len(),
            chance: band(&as_is, standard_deviation(&as_is)),
            ignorance: band(&drawn, effects.variance.sqrt()),
            assumed_share: effects.group_share,
            tornado,
        }
    }
}

fn band(values: &[f64], sd: f64) -> Band {
    Band {
        sd,
        low: quantile(values, BAND.0),
        high: quantile(values, BAND.1),
    }
}
