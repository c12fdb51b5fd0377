//! Counts of transitions, pooled over time and conditional on neighbours.

use super::chain::Chain;
use super::classes::{check_edges, class_of, rectangular};
use crate::Error;
use crate::error::{at_least, same_length};
use crate::linear::Rows;
use crate::space::SpatialWeights;

/// Counts of moves between classes: row = class before, column = class after.
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    counts: Rows,
}

impl Transitions {
    /// Counts the moves in sequences of classes (one slice per unit, in the order of time), pooled over
    /// units and times.
    ///
    /// ```
    /// use composite::markov::Transitions;
    /// let moves = Transitions::count(&[[0, 0, 1], [1, 1, 0]], 2)?;
    /// assert_eq!(moves.counts(), [[1.0, 1.0], [1.0, 1.0]]);
    /// # Ok::<(), composite::Error>(())
    /// ```
    ///
    /// # Errors
    /// Fewer than two classes, no move at all, or a class of `classes` or more.
    pub fn count<S: AsRef<[usize]>>(sequences: &[S], classes: usize) -> Result<Self, Error> {
        at_least("classes", classes, 2)?;
        let mut counts = vec![vec![0.0; classes]; classes];
        for sequence in sequences {
            for pair in sequence.as_ref().windows(2) {
                check_class(pair[0].max(pair[1]), classes)?;
                counts[pair[0]][pair[1]] += 1.0;
            }
        }
        let moves = counts.iter().flatten().filter(|c| **c > 0.0).count();
        at_least("moves between classes", moves, 1)?;
        Ok(Self { counts })
    }

    /// Takes counts as they are.
    ///
    /// # Errors
    /// A table that is not square, smaller than 2 × 2, or has negative or non-finite counts.
    pub fn from_counts(counts: Vec<Vec<f64>>) -> Result<Self, Error> {
        at_least("classes", counts.len(), 2)?;
        for (class, row) in counts.iter().enumerate() {
            same_length(
                &format!("row {class} of the counts"),
                row.len(),
                counts.len(),
            )?;
            crate::error::each("counts of transitions", row, "0 or more", |c| {
                c >= 0.0 && c.is_finite()
            })?;
        }
        Ok(Self { counts })
    }

    /// The counts.
    pub fn counts(&self) -> &[Vec<f64>] {
        &self.counts
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.counts.len()
    }

    /// Moves out of each class.
    pub fn departures(&self) -> Vec<f64> {
        self.counts.iter().map(|row| row.iter().sum()).collect()
    }

    /// The chain of maximum likelihood: each row of counts divided by its sum.
    ///
    /// # Errors
    /// A class without a move out of it.
    pub fn chain(&self) -> Result<Chain, Error> {
        match self.departures().iter().position(|n| *n == 0.0) {
            Some(class) => Err(Error::EmptyClass { class }),
            None => Ok(self.chain_with_stays()),
        }
    }

    /// The same, a class without a move out of it staying where it is.
    pub fn chain_with_stays(&self) -> Chain {
        let row = |(class, counts): (usize, &Vec<f64>)| -> Vec<f64> {
            let sum: f64 = counts.iter().sum();
            let stay = |to: usize| f64::from(u8::from(to == class));
            let share = |(to, count): (usize, &f64)| if sum > 0.0 { count / sum } else { stay(to) };
            counts.iter().enumerate().map(share).collect()
        };
        Chain::unchecked(self.counts.iter().enumerate().map(row).collect())
    }

    /// Standard errors √(p(1 − p)/n) of the chain's probabilities, n being the moves out of the class;
    /// NaN in the row of a class without a move.
    pub fn standard_errors(&self) -> Vec<Vec<f64>> {
        let error = |p: f64, n: f64| (p * (1.0 - p) / n).sqrt();
        self.counts
            .iter()
            .zip(self.departures())
            .map(|(row, n)| row.iter().map(|count| error(count / n, n)).collect())
            .collect()
    }
}

fn check_class(class: usize, classes: usize) -> Result<(), Error> {
    if class < classes {
        return Ok(());
    }
    Err(Error::Choice {
        key: "a class".into(),
        value: class.to_string(),
        allowed: format!("below the number of classes, {classes}"),
    })
}

/// Counts transitions separately for each class of the spatial lag at the start of the move.
///
/// `histories` is one slice per unit in the order of time; `edges` class the units, `lag_edges` their
/// lags Σ_j w_ij x_j at the same time. The result has one table per lag class, poorest neighbours first.
///
/// # Source
/// Rey (2001), *Spatial empirics for economic growth and convergence*, Geographical Analysis 33(3).
///
/// # Errors
/// Histories of different lengths or fewer than two times, units that do not fit the weights, a unit
/// without neighbours, or edges that do not rise.
pub fn spatial_transitions<H: AsRef<[f64]>>(
    histories: &[H],
    weights: &SpatialWeights,
    edges: &[f64],
    lag_edges: &[f64],
) -> Result<Vec<Transitions>, Error> {
    let times = rectangular(histories)?;
    at_least("times", times, 2)?;
    check_edges(edges)?;
    check_edges(lag_edges)?;
    at_least("classes", edges.len() + 1, 2)?;
    same_length("units", histories.len(), weights.units())?;
    if let Some(unit) = (0..weights.units()).find(|&unit| weights.neighbours(unit).is_empty()) {
        return Err(Error::Island { unit });
    }
    let k = edges.len() + 1;
    let mut tables = vec![vec![vec![0.0; k]; k]; lag_edges.len() + 1];
    for time in 0..times - 1 {
        let now: Vec<f64> = histories.iter().map(|h| h.as_ref()[time]).collect();
        for ((history, x), lag) in histories.iter().zip(&now).zip(weights.lag(&now)?) {
            let next = history.as_ref()[time + 1];
            tables[class_of(lag, lag_edges)][class_of(*x, edges)][class_of(next, edges)] += 1.0;
        }
    }
    Ok(tables
        .into_iter()
        .map(|counts| Transitions { counts })
        .collect())
}
