//! The bootstrap: recomputing a statistic on samples drawn anew from the sample.
//!
//! PSUs are drawn with replacement within each stratum; a row's weight is multiplied by how
//! often its PSU was drawn. [`Resampling::Rescaled`] draws `n_h − 1` of `n_h` and multiplies by
//! `n_h/(n_h − 1)`, which makes the variance of a linear statistic unbiased;
//! [`Resampling::Naive`] draws `n_h`, which is a little too small when strata have few PSUs.
//! Replicate `b` depends on the seed and on `b` alone ([`Philox`]).
//! Sources: \[efron_1979\]; \[rao_wu_yue_1992\].

use crate::error::{Error, Result};
use crate::inference::design::{Design, Estimate};
use crate::inference::philox::Philox;
use crate::inference::replicate::{Centre, replicate_variance};
use crate::ranked::{Ranked, check_length};

/// How many PSUs a bootstrap draws in each stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resampling {
    /// `n_h − 1` of `n_h`, rescaled (Rao and Wu).
    #[default]
    Rescaled,
    /// `n_h` of `n_h`.
    Naive,
}

/// Bootstrap replicates of a statistic.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// The full-sample estimate.
    pub value: f64,
    /// The estimate in each replicate, in the order of their numbers.
    pub replicates: Vec<f64>,
}

impl Bootstrap {
    /// Draws `n_replicates` and computes the statistic in each; `weights` are in file order.
    ///
    /// ```
    /// use inequality::inference::{Bootstrap, Design, Resampling};
    /// use inequality::Ranked;
    ///
    /// let incomes: Vec<f64> = (1..=200).map(f64::from).collect();
    /// let (ranked, design) = (Ranked::new(&incomes)?, Design::independent(200));
    /// let run = Bootstrap::run(
    ///     &ranked, &[1.0; 200], &design, Resampling::Rescaled, 200, 42, |r| r.gini(),
    /// )?;
    /// let (low, high) = run.percentile_interval(0.95);
    /// assert!(low < run.value && run.value < high);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the columns differ in length, fewer than two replicates are asked for, a stratum has
    /// one PSU under [`Resampling::Rescaled`], or the statistic is undefined in a replicate.
    pub fn run(
        ranked: &Ranked,
        weights: &[f64],
        design: &Design,
        resampling: Resampling,
        n_replicates: u32,
        seed: u64,
        statistic: impl Fn(&Ranked) -> Result<f64>,
    ) -> Result<Self> {
        const NAME: &str = "the bootstrap";
        check_length("weights", design.rows(), weights.len())?;
        if n_replicates < 2 {
            return Err(Error::Undefined {
                measure: NAME,
                why: "it needs two replicates or more",
            });
        }
        if resampling == Resampling::Rescaled && design.psus_in_stratum().contains(&1) {
            return Err(Error::Undefined {
                measure: NAME,
                why: "a stratum has one PSU only",
            });
        }
        let value = statistic(&ranked.reweighted(weights)?)?;
        let mut replicates = Vec::with_capacity(n_replicates as usize);
        for replicate in 0..n_replicates {
            let mut philox = Philox::new(seed, u64::from(replicate));
            let factors = factors(design, resampling, &mut philox);
            let rows = weights.iter().zip(design.psu_of_row());
            let column: Vec<f64> = rows.map(|(w, &psu)| w * factors[psu as usize]).collect();
            replicates.push(statistic(&ranked.reweighted(&column)?)?);
        }
        Ok(Self { value, replicates })
    }

    /// The estimate with the standard deviation of the replicates.
    pub fn estimate(&self) -> Estimate {
        let n = self.replicates.len();
        let ones = vec![1.0; n];
        let scale = 1.0 / (n as f64 - 1.0);
        let variance = replicate_variance(
            self.value,
            &self.replicates,
            scale,
            &ones,
            Centre::MeanOfReplicates,
        );
        Estimate {
            value: self.value,
            se: variance.sqrt(),
            df: n as f64 - 1.0,
        }
    }

    /// Interval between the quantiles of the replicates that leave out `1 − level`.
    ///
    /// ```
    /// use inequality::inference::Bootstrap;
    /// let replicates = (0..=100).map(f64::from).collect();
    /// let bootstrap = Bootstrap { value: 50.0, replicates };
    /// assert_eq!(bootstrap.percentile_interval(0.9), (5.0, 95.0));
    /// ```
    pub fn percentile_interval(&self, level: f64) -> (f64, f64) {
        let Ok(ranked) = Ranked::new(&self.replicates) else {
            return (f64::NAN, f64::NAN);
        };
        let at = |p: f64| ranked.quantile(p.clamp(0.0, 1.0)).unwrap_or(f64::NAN);
        (at((1.0 - level) / 2.0), at(f64::midpoint(1.0, level)))
    }
}

/// The factor of each PSU's weights in one replicate.
fn factors(design: &Design, resampling: Resampling, philox: &mut Philox) -> Vec<f64> {
    let mut factors = vec![0.0; design.stratum_of_psu().len()];
    let mut first = 0;
    for &n in design.psus_in_stratum() {
        let (draws, step) = match resampling {
            Resampling::Naive => (n, 1.0),
            Resampling::Rescaled => (n - 1, f64::from(n) / (f64::from(n) - 1.0)),
        };
        for _ in 0..draws {
            factors[first + philox.below(n) as usize] += step;
        }
        first += n as usize;
    }
    factors
}
