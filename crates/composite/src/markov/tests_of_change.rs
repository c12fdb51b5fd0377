//! Tests of whether transitions depend on anything: on the past, on neighbours, on the period.
//!
//! # Source
//! Anderson and Goodman (1957), *Annals of Mathematical Statistics* 28(1); with corrected degrees of
//! freedom: Bickenbach and Bode (2003), *International Regional Science Review* 26(3).
//!
//! # Limits
//! Asymptotic: with few moves per cell the p-values are rough.

use super::chain::Chain;
use super::transitions::Transitions;
use crate::Error;
use crate::error::{at_least, same_length};
use crate::maths;

/// A chi-square statistic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// The statistic.
    pub value: f64,
    /// Degrees of freedom.
    pub degrees: usize,
    /// Chance of a larger value under the hypothesis; 1 without degrees of freedom.
    pub p: f64,
}

impl ChiSquare {
    fn of(value: f64, degrees: usize) -> Self {
        let p = match degrees {
            0 => 1.0,
            _ => maths::chi_square_tail(value, degrees as f64),
        };
        Self { value, degrees, p }
    }
}

/// Test that several tables of transitions come from one chain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homogeneity {
    /// Pearson's statistic Q.
    pub pearson: ChiSquare,
    /// Likelihood ratio; Kullback's information statistic is the same number.
    pub likelihood_ratio: ChiSquare,
}

/// Tests that the transitions of several regimes (lag classes, periods, regions) follow one chain.
///
/// ```text
/// Q  = Σ_r Σ_ij n_i(r) (p_ij(r) − p_ij)²/p_ij        LR = 2 Σ_r Σ_ij n_ij(r) ln(p_ij(r)/p_ij)
/// degrees = Σ_i (a_i − 1)(b_i − 1)
/// ```
/// `n_i(r)` moves out of class i in regime r; `p_ij` the pooled chain; `b_i` regimes with a move out of
/// i; `a_i` classes that i leads to in the pool. Over lag classes this is the test of spatial
/// independence of the spatial Markov chain; over periods, of stationarity in time.
///
/// # Errors
/// Fewer than two regimes, or tables of different sizes.
pub fn homogeneity(regimes: &[Transitions]) -> Result<Homogeneity, Error> {
    at_least("regimes to compare", regimes.len(), 2)?;
    let k = regimes[0].classes();
    for regime in regimes {
        same_length("classes of a regime", regime.classes(), k)?;
    }
    let (mut pearson, mut ratio, mut degrees) = (0.0, 0.0, 0);
    for i in 0..k {
        let pooled: Vec<f64> = (0..k)
            .map(|j| regimes.iter().map(|regime| regime.counts()[i][j]).sum())
            .collect();
        let total: f64 = pooled.iter().sum();
        let leads_to = pooled.iter().filter(|count| **count > 0.0).count();
        let mut present = 0;
        for regime in regimes {
            let row = &regime.counts()[i];
            let moves: f64 = row.iter().sum();
            if moves == 0.0 {
                continue;
            }
            present += 1;
            for (count, all) in row.iter().zip(&pooled).filter(|(_, all)| **all > 0.0) {
                let (p, q) = (count / moves, all / total);
                pearson += moves * (p - q) * (p - q) / q;
                if *count > 0.0 {
                    ratio += 2.0 * count * maths::ln(p / q);
                }
            }
        }
        if present > 0 {
            degrees += (leads_to - 1) * (present - 1);
        }
    }
    Ok(Homogeneity {
        pearson: ChiSquare::of(pearson, degrees),
        likelihood_ratio: ChiSquare::of(ratio, degrees),
    })
}

/// Tests that one table of transitions follows the chain of another (usually the pool of all).
///
/// Pearson's statistic with degrees (rows with moves here − 1)(rows with moves there − 1), the
/// convention of giddy's `chi2`; its sum over lag classes is Rey's x².
///
/// # Errors
/// Tables of different sizes.
pub fn against(observed: &Transitions, null: &Transitions) -> Result<ChiSquare, Error> {
    same_length("classes of the null", null.classes(), observed.classes())?;
    let mut value = 0.0;
    for (row, other) in observed.counts().iter().zip(null.counts()) {
        let moves: f64 = row.iter().sum();
        let total: f64 = other.iter().sum();
        for (count, all) in row.iter().zip(other) {
            let expected = if total > 0.0 {
                moves * all / total
            } else {
                0.0
            };
            // A cell the null excludes counts its squared number, as in giddy.
            let divisor = if expected > 0.0 { expected } else { 1.0 };
            value += (count - expected) * (count - expected) / divisor;
        }
    }
    let rows = |table: &Transitions| table.departures().iter().filter(|n| **n > 0.0).count();
    let degrees = rows(observed).saturating_sub(1) * rows(null).saturating_sub(1);
    Ok(ChiSquare::of(value, degrees))
}

/// Tests that the class after a move is independent of the class before it (a chain of order 0 against
/// order 1): Pearson's test of a contingency table without its empty rows and columns.
///
/// ```
/// use composite::markov::{Transitions, independence};
/// let table = Transitions::from_counts(vec![vec![30.0, 10.0], vec![10.0, 30.0]])?;
/// let test = independence(&table);
/// assert_eq!((test.value, test.degrees), (20.0, 1));
/// # Ok::<(), composite::Error>(())
/// ```
pub fn independence(table: &Transitions) -> ChiSquare {
    let rows = table.departures();
    let k = table.classes();
    let column = |j: usize| table.counts().iter().map(|row| row[j]).sum::<f64>();
    let columns: Vec<f64> = (0..k).map(column).collect();
    let total: f64 = rows.iter().sum();
    let mut value = 0.0;
    for (row, n) in table.counts().iter().zip(&rows) {
        for (count, m) in row.iter().zip(&columns) {
            let expected = n * m / total;
            if expected > 0.0 {
                value += (count - expected) * (count - expected) / expected;
            }
        }
    }
    let used = |sums: &[f64]| sums.iter().filter(|n| **n > 0.0).count();
    ChiSquare::of(
        value,
        used(&rows).saturating_sub(1) * used(&columns).saturating_sub(1),
    )
}

/// Tests that the long run of one chain is that of another: Σ n (π_j − π⁰_j)²/π⁰_j with k − 1 degrees,
/// n being the `moves` behind the first chain.
///
/// # Errors
/// Chains of different sizes, or with several long runs, or a null with a class of share 0.
pub fn long_run(observed: &Chain, moves: f64, null: &Chain) -> Result<ChiSquare, Error> {
    same_length("classes of the null", null.classes(), observed.classes())?;
    let (here, there) = (observed.ergodic()?, null.ergodic()?);
    crate::error::positive("the long run of the null", &there)?;
    let term = |(p, q): (&f64, &f64)| moves * (p - q) * (p - q) / q;
    let value = here.iter().zip(&there).map(term).sum();
    Ok(ChiSquare::of(value, here.len() - 1))
}
