//! A study: what a design has found over all seeds.

use super::designs::Design;
use super::site::{Evidence, gather};
use super::verdict::null_is_kept;
use super::{Band, Estimate, Verdict};
use crate::error::Result;
use crate::experiment::Experiment;

/// What a published result says must be found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// An effect in a band.
    In(Band),
    /// No effect.
    Null,
    /// Nothing: it is reported.
    Reported,
}

/// One sentence that a design puts to the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claim {
    /// Short name, unique within the design.
    pub key: &'static str,
    /// What is measured, with its unit and estimator.
    pub what: &'static str,
    /// What must be found.
    pub expected: Expected,
}

/// What a claim is measured to be with one seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// By the published estimator on what the treated run shows; none where it cannot be computed.
    pub published: Option<Estimate>,
    /// The true effect: the treated run less its twin.
    pub truth: f64,
}

/// A claim over all seeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The claim.
    pub claim: Claim,
    /// Mean over seeds of the published estimator.
    pub published: Estimate,
    /// What one study, with one seed, could have told from nothing.
    pub detectable_by_one: f64,
    /// The true effect, over seeds.
    pub truth: Estimate,
    /// The verdict on the published estimator; none on what is only reported.
    pub verdict: Option<Verdict>,
    /// The same on the true effect, over seeds; none on nulls, either, since the smallest true effect is
    /// known in a twin.
    pub of_truth: Option<Verdict>,
}

impl Finding {
    /// Pools the readings of all seeds.
    ///
    /// The standard error of the mean is the larger of what the clusters of the studies say and of what
    /// the spread over seeds says; a seed without an estimate leaves the mean undefined.
    #[must_use]
    pub fn pool(claim: Claim, readings: &[Reading]) -> Self {
        let n = readings.len() as f64;
        let missing = Estimate {
            effect: f64::NAN,
            se: f64::NAN,
            clusters: 0,
        };
        let studies: Vec<Estimate> = readings
            .iter()
            .map(|reading| reading.published.unwrap_or(missing))
            .collect();
        let effects: Vec<f64> = studies.iter().map(|study| study.effect).collect();
        let squares: Vec<f64> = studies.iter().map(|study| study.se * study.se).collect();
        let within = (crate::mean(&squares) / n).sqrt();
        let spread = Estimate::of_differences(&effects).se;
        let published = Estimate {
            effect: crate::mean(&effects),
            // `max` passes over a spread that one seed does not have.
            se: if within.is_nan() {
                within
            } else {
                within.max(spread)
            },
            clusters: studies
                .iter()
                .map(|study| study.clusters)
                .min()
                .unwrap_or(0),
        };
        let one = Estimate {
            se: crate::mean(&squares).sqrt(),
            ..published
        };
        let truths: Vec<f64> = readings.iter().map(|reading| reading.truth).collect();
        let truth = Estimate::of_differences(&truths);
        Self {
            claim,
            published,
            detectable_by_one: one.detectable(),
            truth,
            of_truth: match claim.expected {
                Expected::In(band) => Some(band.judge(&truth)),
                Expected::Null | Expected::Reported => None,
            },
            verdict: match claim.expected {
                Expected::In(band) => Some(band.judge(&published)),
                Expected::Null => Some(null_is_kept(&published)),
                Expected::Reported => None,
            },
        }
    }

    /// By how much the published estimator misses the true effect.
    #[must_use]
    pub fn bias(&self) -> f64 {
        self.published.effect - self.truth.effect
    }
}

/// A design and what it has found.
#[derive(Clone, Debug)]
pub struct Study {
    /// The design.
    pub design: Design,
    /// Its claims, in order.
    pub findings: Vec<Finding>,
}

impl Study {
    /// The verdict on the whole.
    #[must_use]
    pub fn grade(&self) -> Verdict {
        of_all(self.findings.iter().filter_map(|f| f.verdict))
    }

    /// The same of the true effects; none where no claim has a band for them.
    #[must_use]
    pub fn grade_of_truth(&self) -> Option<Verdict> {
        let asked = || self.findings.iter().filter_map(|finding| finding.of_truth);
        asked().next().map(|_| of_all(asked()))
    }
}

/// One that fails fails all; else one that is not powered leaves all open.
fn of_all(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    verdicts.fold(Verdict::Pass, |all, next| match (all, next) {
        (Verdict::Fail, _) | (_, Verdict::Fail) => Verdict::Fail,
        (Verdict::NotPowered, _) | (_, Verdict::NotPowered) => Verdict::NotPowered,
        _ => Verdict::Pass,
    })
}

/// Runs `designs` with each of `seeds` on so many threads.
///
/// `told` hears of each seed that is done.
///
/// # Errors
/// As [`gather`].
pub fn conduct(
    experiment: &Experiment,
    designs: &[Design],
    seeds: &[u64],
    threads: usize,
    told: &(dyn Fn(u64) + Sync),
) -> Result<Vec<Study>> {
    let readings = on_threads(seeds, threads, &|seed| {
        let evidence = gather(experiment, seed, designs)?;
        told(seed);
        Ok(read(designs, &evidence))
    })?;
    let of_design = |(place, design): (usize, &Design)| {
        let of_claim = |(k, claim): (usize, &Claim)| {
            let all: Vec<Reading> = readings.iter().map(|seed| seed[place][k]).collect();
            Finding::pool(*claim, &all)
        };
        Study {
            design: *design,
            findings: design.claims.iter().enumerate().map(of_claim).collect(),
        }
    };
    Ok(designs.iter().enumerate().map(of_design).collect())
}

/// What each design reads out of the evidence of a seed, claim by claim.
///
/// # Panics
/// If a design gives another number of readings than it has claims.
fn read(designs: &[Design], evidence: &Evidence) -> Vec<Vec<Reading>> {
    let of = |design: &Design| {
        let readings = (design.measure)(evidence);
        assert_eq!(readings.len(), design.claims.len(), "{}", design.id);
        readings
    };
    designs.iter().map(of).collect()
}

/// Applies `one` to each seed; in the order of seeds whatever the number of threads.
fn on_threads<T: Send>(
    seeds: &[u64],
    threads: usize,
    one: &(dyn Fn(u64) -> Result<T> + Sync),
) -> Result<Vec<T>> {
    use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| {
            crate::Error::Failed(format!("cannot start {threads} threads: {error}"))
        })?;
    pool.install(|| seeds.par_iter().map(|&seed| one(seed)).collect())
}
