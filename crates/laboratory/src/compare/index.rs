//! An index of outcomes with weights that nobody has chosen: how often one scenario beats another.
//!
//! # Equation
//! ```text
//! C = Σ_k w_k s_k (v_k − v_k,0) / scale_k        w uniform on the simplex
//! scale_k: 1 of shares and of ratios to GDP; mean real consumption of satellites; |v_k,0| of all else
//! ```
//! `v_k` mean of outcome k over seeds, `v_k,0` that of the base, `s_k` = 1 where more is better and −1 where less is.
//! So points of shares, per cent of mean consumption and per cent of the level in the base count alike, which is how
//! differences are drawn too. Outcomes that are for the reader to judge are left out, and so are those that are
//! undefined in some run or have no scale. Weights are `−ln u / Σ −ln u`. What is told is the share of 1 000 weights with which `C` of one scenario is above that of
//! another, and with which it is so surely: where the interval of Student's t of the paired difference leaves zero out.
//!
//! # Source
//! Digital economy, §7: no single number.
//!
//! # Limits
//! Weights are uniform over outcomes, so that what is measured by many outcomes, such as services by fifths, weighs
//! more than what is measured by one. An index that starts near zero, such as that of a gap nearly closed, changes much in
//! relation.

use quantity::{Draws, draws::Purpose, maths};
use serde::Serialize;

use super::paired::Paired;
use super::{Compared, Comparison};
use crate::outcomes::{self, Better, OUTCOMES, Outcome, Part};
use crate::results::mean;

/// Weights drawn.
pub const POINTS: usize = 1_000;

/// The index of the scenarios under one closure in one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// Position of the closure.
    pub closure: usize,
    /// Quarter in which outcomes are read.
    pub quarter: u32,
    /// Outcomes that are weighed.
    pub weighed: Vec<&'static Outcome>,
    /// Outcomes with a good direction that are not, because they are undefined in some run or have no scale.
    pub left_out: Vec<&'static Outcome>,
    /// Every pair of scenarios, the base among them.
    pub contests: Vec<Contest>,
}

/// One scenario against another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Contest {
    /// Positions of the two; 0 is the base.
    pub arms: [usize; 2],
    /// Share of weights with which each of them beats the other.
    pub beats: [f64; 2],
    /// Share of weights with which it does so surely; nothing of a single pair of runs.
    pub surely: [f64; 2],
}

impl Contest {
    /// Compares two scenarios: `terms` are those of each, seed by seed and outcome by outcome, oriented and scaled.
    ///
    /// ```
    /// use laboratory::compare::Contest;
    /// // The second is better by 2 in one outcome and worse by 1 in the other.
    /// let (a, b) = (vec![vec![0.0, 0.0]; 2], vec![vec![2.0, -1.0]; 2]);
    /// let weights = [vec![0.5, 0.5], vec![0.1, 0.9], vec![0.4, 0.6], vec![0.9, 0.1]];
    /// let contest = Contest::of([0, 1], &a, &b, &weights);
    /// assert_eq!(contest.beats, [0.25, 0.75]);
    /// ```
    #[must_use]
    pub fn of(arms: [usize; 2], a: &[Vec<f64>], b: &[Vec<f64>], weights: &[Vec<f64>]) -> Self {
        let (mut beats, mut surely) = ([0.0; 2], [0.0; 2]);
        for weights in weights {
            let index = |terms: &Vec<f64>| {
                let terms = terms.iter().zip(weights);
                maths::sum(terms.map(|(term, weight)| term * weight))
            };
            let [a, b] = [a, b].map(|runs| runs.iter().map(index).collect::<Vec<f64>>());
            let paired = Paired::of(&b, &a);
            let winner = match paired.difference {
                more if more > 0.0 => 0,
                less if less < 0.0 => 1,
                _ => continue,
            };
            beats[winner] += 1.0;
            surely[winner] += f64::from(u8::from(paired.distinct));
        }
        let share = |count: f64| count / weights.len() as f64;
        Self {
            arms,
            beats: beats.map(share),
            surely: surely.map(share),
        }
    }
}

/// Weights uniform on the simplex of so many outcomes, the same for a seed.
///
/// ```
/// use laboratory::compare::weights;
/// let drawn = weights(7, &[0, 3, 4], 100);
/// assert_eq!(drawn, weights(7, &[0, 3, 4], 100));
/// assert!(drawn.iter().all(|w| (w.iter().sum::<f64>() - 1.0).abs() < 1e-12));
/// ```
#[must_use]
pub fn weights(seed: u64, outcomes: &[usize], points: usize) -> Vec<Vec<f64>> {
    let draws = Draws::new(seed).in_quarter(0);
    let mut streams: Vec<_> = outcomes
        .iter()
        .map(|&k| draws.stream(Purpose::OutcomeWeight, k as u64))
        .collect();
    let point = |_| -> Vec<f64> {
        let waits: Vec<f64> = streams
            .iter_mut()
            .map(|stream| -maths::ln(stream.uniform()))
            .collect();
        let total = maths::sum(waits.iter().copied());
        waits.into_iter().map(|wait| wait / total).collect()
    };
    (0..points).map(point).collect()
}

/// What a difference of an outcome is read in, as a part of: 1 of shares and of ratios to GDP, mean real
/// consumption `consumption` of the base of what stands beside the accounts, and the level `base` of all else.
///
/// ```
/// use laboratory::compare::scale;
/// use laboratory::outcomes::outcome;
/// let of = |id| scale(outcome(id).expect("an outcome"), 0.4, 5_000.0);
/// assert_eq!(of("employment_rate"), 1.0);
/// assert_eq!(of("gini_disposable_income"), 0.4);
/// assert_eq!(of("variety_gain"), 5_000.0);
/// ```
#[must_use]
pub fn scale(outcome: &Outcome, base: f64, consumption: f64) -> f64 {
    match outcome.part {
        Part::Finance => 1.0,
        Part::Satellite => consumption,
        _ if outcome.unit.starts_with("share") => 1.0,
        _ => base.abs(),
    }
}

/// Whether more of an outcome is better, as a sign; none where that is for the reader to judge.
fn direction(outcome: &Outcome) -> Option<f64> {
    match outcome.better {
        Better::Higher => Some(1.0),
        Better::Lower => Some(-1.0),
        Better::Open => None,
    }
}

impl Compared {
    /// The index with swept weights, by closure and quarter; weights are those of the first seed.
    #[must_use]
    pub fn sweeps(&self, comparison: &Comparison) -> Vec<Sweep> {
        let closures = 0..comparison.closures.len();
        let places = closures.flat_map(|c| comparison.at.iter().map(move |&quarter| (c, quarter)));
        places
            .map(|(closure, quarter)| self.sweep(comparison, closure, quarter))
            .collect()
    }

    fn sweep(&self, comparison: &Comparison, closure: usize, quarter: u32) -> Sweep {
        let arms = comparison.closures[closure].arms.len();
        let (mut weighed, mut left_out) = (Vec::new(), Vec::new());
        let mut scales = Vec::new();
        let consumption = outcomes::position("real_consumption_mean")
            .map_or(f64::NAN, |k| mean(&self.values(closure, 0, quarter, k)));
        for (k, outcome) in OUTCOMES.iter().enumerate() {
            let Some(sign) = direction(outcome) else {
                continue;
            };
            let values = |arm: usize| self.values(closure, arm, quarter, k);
            let base = mean(&values(0));
            let defined = (0..arms).all(|arm| values(arm).iter().all(|value| value.is_finite()));
            let scale = scale(outcome, base, consumption);
            if defined && scale > 0.0 {
                weighed.push(k);
                scales.push((base, sign / scale));
            } else {
                left_out.push(outcome);
            }
        }
        let terms: Vec<Vec<Vec<f64>>> = (0..arms)
            .map(|arm| {
                let columns: Vec<Vec<f64>> = weighed
                    .iter()
                    .zip(&scales)
                    .map(|(&k, &(base, scale))| {
                        let values = self.values(closure, arm, quarter, k);
                        values.iter().map(|value| scale * (value - base)).collect()
                    })
                    .collect();
                let seeds = columns.first().map_or(0, Vec::len);
                (0..seeds)
                    .map(|seed| columns.iter().map(|column| column[seed]).collect())
                    .collect()
            })
            .collect();
        let seed = comparison.base().configuration.seeds.first;
        let weights = weights(seed, &weighed, POINTS);
        let pairs = (0..arms).flat_map(|a| (a + 1..arms).map(move |b| [a, b]));
        Sweep {
            closure,
            quarter,
            contests: pairs
                .map(|[a, b]| Contest::of([a, b], &terms[a], &terms[b], &weights))
                .collect(),
            weighed: weighed.iter().map(|&k| &OUTCOMES[k]).collect(),
            left_out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the uniform distribution on the simplex of n, whose every weight is beta(1, n − 1): mean 1/n, and
    /// variance (n − 1)/(n²(n + 1)). Allowed are five standard errors of 20 000 points.
    #[test]
    fn weights_are_uniform_on_the_simplex() {
        let n = 4;
        let points = 20_000;
        let drawn = weights(1, &[0, 1, 2, 3], points);
        let of = n as f64;
        let variance = (of - 1.0) / (of * of * (of + 1.0));
        for k in 0..n {
            let column: Vec<f64> = drawn.iter().map(|w| w[k]).collect();
            let error = (variance / points as f64).sqrt();
            assert!((mean(&column) - 1.0 / of).abs() < 5.0 * error);
            let squares: Vec<f64> = column.iter().map(|w| (w - 1.0 / of).powi(2)).collect();
            assert!((mean(&squares) / variance - 1.0).abs() < 0.05);
            let small = column.iter().filter(|w| **w < 0.1).count() as f64 / points as f64;
            // P(w < x) = 1 − (1 − x)^(n − 1).
            assert!((small - (1.0 - 0.9_f64.powi(3))).abs() < 0.02, "{small}");
        }
    }

    /// Authority: closed form. One outcome is better by `a`, the other worse by `b`: the first scenario wins where
    /// its weight is above b/(a + b), which of uniform weights is a/(a + b) of them.
    #[test]
    fn the_share_of_two_outcomes_is_that_of_a_segment() {
        let weights = weights(3, &[0, 1], 10_000);
        let better = vec![vec![3.0, -1.0], vec![3.0, -1.0]];
        let base = vec![vec![0.0, 0.0]; 2];
        let contest = Contest::of([1, 0], &better, &base, &weights);
        assert!((contest.beats[0] - 0.75).abs() < 0.02, "{contest:?}");
        assert_eq!(contest.beats[0] + contest.beats[1], 1.0);
        // Runs that agree leave no doubt.
        assert_eq!(contest.surely, contest.beats);
    }

    /// Hand-worked: nobody beats itself, a better one wins with all weights, and a single pair is never sure.
    #[test]
    fn who_is_better_everywhere_always_wins() {
        let weights = weights(5, &[0, 1, 2], 200);
        let base = vec![vec![0.0; 3]];
        let better = vec![vec![0.1, 0.0, 0.2]];
        assert_eq!(Contest::of([0, 0], &base, &base, &weights).beats, [0.0; 2]);
        let contest = Contest::of([1, 0], &better, &base, &weights);
        assert_eq!(contest.beats, [1.0, 0.0]);
        assert_eq!(contest.surely, [0.0; 2]);
        // Seeds that disagree: better by 1 in the mean, and by 3 or worse by 1 in each.
        let torn = vec![vec![3.0; 3], vec![-1.0; 3]];
        let base = vec![vec![0.0; 3]; 2];
        let contest = Contest::of([1, 0], &torn, &base, &weights);
        assert_eq!((contest.beats, contest.surely), ([1.0, 0.0], [0.0; 2]));
    }
}
