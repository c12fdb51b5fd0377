//! A Markov chain over classes: its long run, waiting times and mobility.
//!
//! ```text
//! long run      π = π P,  Σ π = 1
//! first passage m_ij = 1 + Σ_{k≠j} p_ik m_kj          recurrence m_jj = 1/π_j
//! sojourn       1/(1 − p_ii)
//! half-life     ln 2 / −ln|λ₂|                        Prais (by class)  1 − p_ii
//! Shorrocks     (k − tr P)/(k − 1)                    1 − |det P|       1 − |λ₂|
//! Bartholomew   (k − k Σ π_i p_ii)/(k − 1)            Σ_ij π_i p_ij |i − j|/(k − 1)
//! ```
//! `P` transition probabilities, `k` classes, `λ₂` the eigenvalue of second largest modulus, which sets the
//! pace of the approach to the long run.
//!
//! # Source
//! Kemeny and Snell (1976), *Finite Markov Chains*; long run without subtractions: Grassmann, Taksar and
//! Heyman (1985), *Operations Research* 33(5); mobility: Prais (1955), Shorrocks (1978), Formby, Smith and
//! Zheng (2004), *Journal of Econometrics* 120(1).
//!
//! # Limits
//! The long run is what would happen if nothing changed; it is not a forecast. Everything depends on the
//! classes.

use crate::Error;
use crate::error::{at_least, each, same_length};
use crate::linear::{Rows, determinant, solve, spectral_radius};
use crate::maths;

/// Transition probabilities between classes; each row sums to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    probabilities: Rows,
}

/// Five measures of mobility, 0 if nobody moves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mobility {
    /// Shorrocks' trace index.
    pub trace: f64,
    /// Shorrocks' determinant index 1 − |det P|.
    pub determinant: f64,
    /// Sommers and Conlisk's index 1 − |λ₂|.
    pub eigenvalue: f64,
    /// Bartholomew's index of leaving one's class.
    pub leaving: f64,
    /// Bartholomew's index of classes crossed.
    pub crossing: f64,
}

impl Chain {
    /// Takes transition probabilities, one row per class.
    ///
    /// # Errors
    /// Fewer than two classes, a table that is not square, a probability outside 0..1, or a row whose
    /// sum differs from 1 by more than 10⁻⁹.
    pub fn new(probabilities: Vec<Vec<f64>>) -> Result<Self, Error> {
        at_least("classes", probabilities.len(), 2)?;
        for (class, row) in probabilities.iter().enumerate() {
            same_length(
                &format!("row {class} of the chain"),
                row.len(),
                probabilities.len(),
            )?;
            each("a probability of the chain", row, "in 0..1", |p| {
                (0.0..=1.0).contains(&p)
            })?;
            let sum: f64 = row.iter().sum();
            if (sum - 1.0).abs() > 1e-9 {
                return Err(Error::Domain {
                    what: format!("the sum of row {class} (counted from 0) of the chain"),
                    value: sum,
                    allowed: "1".into(),
                });
            }
        }
        Ok(Self { probabilities })
    }

    pub(crate) fn unchecked(probabilities: Rows) -> Self {
        Self { probabilities }
    }

    /// The transition probabilities.
    pub fn probabilities(&self) -> &[Vec<f64>] {
        &self.probabilities
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.probabilities.len()
    }

    /// Long-run distributions, one for each closed set of communicating classes.
    pub fn stationary(&self) -> Vec<Vec<f64>> {
        let k = self.classes();
        let reach = self.reach(None);
        let closed = |i: usize| (0..k).all(|j| !reach[i][j] || reach[j][i]);
        let mut taken = vec![false; k];
        let mut distributions = Vec::new();
        for i in 0..k {
            if taken[i] || !closed(i) {
                continue;
            }
            let set: Vec<usize> = (0..k).filter(|&j| reach[i][j]).collect();
            let mut distribution = vec![0.0; k];
            for (&class, share) in set.iter().zip(self.long_run_within(&set)) {
                taken[class] = true;
                distribution[class] = share;
            }
            distributions.push(distribution);
        }
        distributions
    }

    /// The long-run distribution.
    ///
    /// ```
    /// // The land of Oz of Kemeny and Snell: rain, nice, snow.
    /// use composite::markov::Chain;
    /// let oz = Chain::new(vec![vec![0.5, 0.25, 0.25], vec![0.5, 0.0, 0.5], vec![0.25, 0.25, 0.5]])?;
    /// for (share, expected) in oz.ergodic()?.iter().zip([0.4, 0.2, 0.4]) {
    ///     assert!((share - expected).abs() < 1e-15);
    /// }
    /// assert!((oz.first_passage()[0][1] - 4.0).abs() < 1e-14);
    /// # Ok::<(), composite::Error>(())
    /// ```
    ///
    /// # Errors
    /// A chain with several closed sets of classes, whose long run depends on where it starts.
    pub fn ergodic(&self) -> Result<Vec<f64>, Error> {
        let mut all = self.stationary();
        match all.len() {
            1 => Ok(all.swap_remove(0)),
            classes => Err(Error::Reducible { classes }),
        }
    }

    /// Long run within a closed set, by the elimination of Grassmann, Taksar and Heyman.
    fn long_run_within(&self, set: &[usize]) -> Vec<f64> {
        let m = set.len();
        let mut a: Rows = set
            .iter()
            .map(|&i| set.iter().map(|&j| self.probabilities[i][j]).collect())
            .collect();
        for n in (1..m).rev() {
            let leave: f64 = a[n][..n].iter().sum();
            for i in 0..n {
                a[i][n] /= leave;
                for j in 0..n {
                    a[i][j] += a[i][n] * a[n][j];
                }
            }
        }
        let mut shares = vec![1.0; m];
        for n in 1..m {
            shares[n] = (0..n).map(|i| shares[i] * a[i][n]).sum();
        }
        let total: f64 = shares.iter().sum();
        shares.iter().map(|s| s / total).collect()
    }

    /// Which class can lead to which in any number of steps (none included), `stop` being left never.
    fn reach(&self, stop: Option<usize>) -> Vec<Vec<bool>> {
        let k = self.classes();
        let step =
            |i: usize, j: usize| i == j || (stop != Some(i) && self.probabilities[i][j] > 0.0);
        let mut reach: Vec<Vec<bool>> = (0..k)
            .map(|i| (0..k).map(|j| step(i, j)).collect())
            .collect();
        for via in 0..k {
            let onward = reach[via].clone();
            for row in reach.iter_mut().filter(|row| row[via]) {
                for (to, can) in row.iter_mut().zip(&onward) {
                    *to |= can;
                }
            }
        }
        reach
    }

    /// Mean first-passage times: steps until a unit in the class of the row first enters the class of the
    /// column, on the diagonal until it returns; infinite where it may never come.
    pub fn first_passage(&self) -> Vec<Vec<f64>> {
        let k = self.classes();
        let mut times = vec![vec![f64::INFINITY; k]; k];
        for to in 0..k {
            let reach = self.reach(Some(to));
            // From these the class is reached surely.
            let sure: Vec<usize> = (0..k)
                .filter(|&i| i != to && (0..k).all(|j| !reach[i][j] || reach[j][to]))
                .collect();
            let minus =
                |&i: &usize, &j: &usize| f64::from(u8::from(i == j)) - self.probabilities[i][j];
            let system: Rows = sure
                .iter()
                .map(|i| sure.iter().map(|j| minus(i, j)).collect())
                .collect();
            let Some(passage) = solve(&system, &vec![1.0; sure.len()]) else {
                continue;
            };
            for (&from, steps) in sure.iter().zip(&passage) {
                times[from][to] = *steps;
            }
            let left = (0..k).filter(|&j| j != to && self.probabilities[to][j] > 0.0);
            times[to][to] = 1.0
                + left
                    .map(|j| self.probabilities[to][j] * times[j][to])
                    .sum::<f64>();
        }
        times
    }

    /// Mean number of steps a unit stays in each class; infinite in a class that is never left.
    pub fn sojourn(&self) -> Vec<f64> {
        self.prais().iter().map(|leave| 1.0 / leave).collect()
    }

    /// Prais' index of each class: the probability of leaving it.
    pub fn prais(&self) -> Vec<f64> {
        let stay = self.probabilities.iter().enumerate().map(|(i, row)| row[i]);
        stay.map(|p| 1.0 - p).collect()
    }

    /// Modulus of the second largest eigenvalue; 1 if there are several long runs.
    ///
    /// Found as the spectral radius of P − 1π', in which the eigenvalue 1 is replaced by 0.
    pub fn second_eigenvalue(&self) -> f64 {
        let Ok(long_run) = self.ergodic() else {
            return 1.0;
        };
        let deflated: Rows = self
            .probabilities
            .iter()
            .map(|row| row.iter().zip(&long_run).map(|(p, q)| p - q).collect())
            .collect();
        let radius = spectral_radius(&deflated);
        // Below the rounding of the deflation there is nothing left.
        if radius < 1e-14 { 0.0 } else { radius.min(1.0) }
    }

    /// Steps until the distance to the long run is halved; infinite if it never is.
    pub fn half_life(&self) -> f64 {
        match self.second_eigenvalue() {
            0.0 => 0.0,
            modulus if modulus >= 1.0 => f64::INFINITY,
            modulus => std::f64::consts::LN_2 / -maths::ln(modulus),
        }
    }

    /// Mobility; `initial` is the distribution in Bartholomew's indices, uniform if none.
    ///
    /// # Errors
    /// An initial distribution of another length, with a share outside 0..1, or not summing to 1.
    pub fn mobility(&self, initial: Option<&[f64]>) -> Result<Mobility, Error> {
        let classes = self.classes();
        let k = classes as f64;
        let uniform = vec![1.0 / k; classes];
        let initial = initial.unwrap_or(&uniform);
        same_length("the initial distribution", initial.len(), classes)?;
        each("the initial distribution", initial, "in 0..1", |p| {
            (0.0..=1.0).contains(&p)
        })?;
        let sum: f64 = initial.iter().sum();
        if (sum - 1.0).abs() > 1e-9 {
            return Err(Error::Domain {
                what: "the sum of the initial distribution".into(),
                value: sum,
                allowed: "1".into(),
            });
        }
        let stay = |i: usize| self.probabilities[i][i];
        let crossed = |i: usize| -> f64 {
            let row = self.probabilities[i].iter().enumerate();
            row.map(|(j, p)| p * i.abs_diff(j) as f64).sum()
        };
        let staying: f64 = (0..classes).map(|i| initial[i] * stay(i)).sum();
        Ok(Mobility {
            trace: (k - (0..classes).map(stay).sum::<f64>()) / (k - 1.0),
            determinant: 1.0 - determinant(&self.probabilities).abs(),
            eigenvalue: 1.0 - self.second_eigenvalue(),
            leaving: (k - k * staying) / (k - 1.0),
            crossing: (0..classes).map(|i| initial[i] * crossed(i)).sum::<f64>() / (k - 1.0),
        })
    }
}
