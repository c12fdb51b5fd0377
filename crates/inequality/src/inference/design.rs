//! Survey designs and the variance of linearised estimates under them.
//!
//! ```text
//! V(θ) = Σ_h n_h/(n_h − 1) Σ_{i in h} (t_hi − t̄_h)²,    t_hi = Σ_{k in i} wₖ uₖ
//! ```
//! `h` strata, `i` primary sampling units (PSUs), `n_h` their number in the stratum, `u` linearised
//! values. PSUs are taken as drawn with replacement; there is no finite-population correction.
//! Independent rows are one stratum in which every row is a PSU.
//! Sources: \[binder_1983\]; the same estimator as R's survey with `svydesign(ids, strata)`.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::inference::linearised::Linearised;
use crate::inference::student;
use crate::maths::{Sum, sum};
use crate::ranked::check_length;

/// What to do with a stratum that has a single PSU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LonelyPsu {
    /// Refuse: its variance cannot be estimated.
    #[default]
    Refuse,
    /// Take it as drawn with certainty: no contribution.
    Certainty,
    /// Centre it at the mean of all PSUs, which errs towards too large a variance.
    Adjust,
}

/// How the rows were sampled.
#[derive(Debug, Clone)]
pub struct Design {
    /// PSU of each row, 0, 1, …
    psu: Vec<u32>,
    /// Stratum of each PSU.
    stratum: Vec<u32>,
    /// PSUs in each stratum.
    psus_in: Vec<u32>,
    lonely: LonelyPsu,
}

/// An estimate, its standard error and the degrees of freedom of that error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Degrees of freedom: PSUs minus strata.
    pub df: f64,
}

impl Estimate {
    /// Confidence interval at `level`, such as 0.95, from Student's t.
    pub fn interval(&self, level: f64) -> (f64, f64) {
        let half = student::quantile(0.5 + level / 2.0, self.df) * self.se;
        (self.value - half, self.value + half)
    }

    /// Probability of a larger `|t|` if the true value were `hypothesis`.
    pub fn p_value(&self, hypothesis: f64) -> f64 {
        let t = (self.value - hypothesis) / self.se;
        2.0 * student::upper_tail(t.abs(), self.df)
    }
}

impl Design {
    /// Independent draws: every row its own PSU, one stratum.
    pub fn independent(rows: usize) -> Self {
        Self {
            psu: (0u32..).take(rows).collect(),
            stratum: vec![0; rows],
            psus_in: vec![rows as u32],
            lonely: LonelyPsu::Refuse,
        }
    }

    /// Strata and PSUs of each row, as any codes. PSU codes are read within their stratum, so
    /// that they may start anew in each.
    ///
    /// # Errors
    /// If a column is empty or they differ in length.
    pub fn stratified(strata: &[u32], psus: &[u32]) -> Result<Self> {
        check_length("the PSU column", strata.len(), psus.len())?;
        if strata.is_empty() {
            return Err(Error::Empty);
        }
        let mut stratum_of_code = BTreeMap::new();
        let mut psu_of_codes = BTreeMap::new();
        for (&h, &i) in strata.iter().zip(psus) {
            stratum_of_code.entry(h).or_insert(0u32);
            psu_of_codes.entry((h, i)).or_insert(0u32);
        }
        for (number, h) in (0u32..).zip(stratum_of_code.values_mut()) {
            *h = number;
        }
        let mut psus_in = vec![0; stratum_of_code.len()];
        let mut stratum = Vec::with_capacity(psu_of_codes.len());
        for (number, (&(h, _), i)) in (0u32..).zip(psu_of_codes.iter_mut()) {
            *i = number;
            stratum.push(stratum_of_code[&h]);
            psus_in[stratum_of_code[&h] as usize] += 1;
        }
        let psu = strata
            .iter()
            .zip(psus)
            .map(|(&h, &i)| psu_of_codes[&(h, i)])
            .collect();
        Ok(Self {
            psu,
            stratum,
            psus_in,
            lonely: LonelyPsu::Refuse,
        })
    }

    /// The same design with the treatment of single-PSU strata named.
    #[must_use]
    pub fn with_lonely(mut self, lonely: LonelyPsu) -> Self {
        self.lonely = lonely;
        self
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.psu.len()
    }

    /// PSU of each row, 0, 1, … in order of stratum and PSU code.
    pub fn psu_of_row(&self) -> &[u32] {
        &self.psu
    }

    /// Stratum of each PSU.
    pub fn stratum_of_psu(&self) -> &[u32] {
        &self.stratum
    }

    /// Number of PSUs in each stratum.
    pub fn psus_in_stratum(&self) -> &[u32] {
        &self.psus_in
    }

    /// Degrees of freedom: PSUs minus strata.
    pub fn degrees_of_freedom(&self) -> f64 {
        self.stratum.len() as f64 - self.psus_in.len() as f64
    }

    /// `Σ wₖ uₖ` for each PSU.
    fn psu_totals(&self, weights: &[f64], influence: &[f64]) -> Result<Vec<f64>> {
        check_length("weights", self.rows(), weights.len())?;
        check_length("linearised values", self.rows(), influence.len())?;
        let mut totals = vec![Sum::default(); self.stratum.len()];
        for ((&psu, w), u) in self.psu.iter().zip(weights).zip(influence) {
            totals[psu as usize].add(w * u);
        }
        Ok(totals.into_iter().map(Sum::value).collect())
    }

    /// Covariance of two linearised estimates; the variance if they are the same.
    ///
    /// # Errors
    /// If a column has the wrong length, there is one PSU only, or a stratum has one and that is
    /// to be refused.
    pub fn covariance(&self, weights: &[f64], a: &[f64], b: &[f64]) -> Result<f64> {
        const NAME: &str = "the variance";
        let (a, b) = (self.psu_totals(weights, a)?, self.psu_totals(weights, b)?);
        if self.stratum.len() < 2 {
            return Err(Error::Undefined {
                measure: NAME,
                why: "there is one PSU only",
            });
        }
        if self.lonely == LonelyPsu::Refuse && self.psus_in.contains(&1) {
            return Err(Error::Undefined {
                measure: NAME,
                why: "a stratum has one PSU only",
            });
        }
        let mean_by_stratum = |totals: &[f64]| {
            let mut sums = vec![Sum::default(); self.psus_in.len()];
            for (&h, &t) in self.stratum.iter().zip(totals) {
                sums[h as usize].add(t);
            }
            let means = sums
                .iter()
                .zip(&self.psus_in)
                .map(|(s, &n)| s.value() / f64::from(n));
            means.collect::<Vec<f64>>()
        };
        let overall = |totals: &[f64]| sum(totals.iter().copied()) / totals.len() as f64;
        let (mean_a, mean_b) = (mean_by_stratum(&a), mean_by_stratum(&b));
        let (all_a, all_b) = (overall(&a), overall(&b));
        let mut total = Sum::default();
        for ((&h, a), b) in self.stratum.iter().zip(&a).zip(&b) {
            let (h, n) = (h as usize, f64::from(self.psus_in[h as usize]));
            if n > 1.0 {
                total.add(n / (n - 1.0) * (a - mean_a[h]) * (b - mean_b[h]));
            } else if self.lonely == LonelyPsu::Adjust {
                total.add((a - all_a) * (b - all_b));
            }
        }
        Ok(total.value())
    }

    /// A linearised estimate with its standard error under this design.
    ///
    /// ```
    /// use inequality::{Design, Measure, Ranked};
    ///
    /// let (incomes, weights) = ([10.0, 20.0, 30.0, 60.0], [1.0, 1.0, 2.0, 1.0]);
    /// let gini = Measure::Gini.linearised(&Ranked::weighted(&incomes, &weights)?)?;
    /// let estimate = Design::independent(4).estimate(&weights, &gini)?;
    /// assert!(estimate.se > 0.0 && estimate.value == gini.value);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Design::covariance`].
    pub fn estimate(&self, weights: &[f64], linearised: &Linearised) -> Result<Estimate> {
        let u = &linearised.influence;
        let variance = self.covariance(weights, u, u)?;
        Ok(Estimate {
            value: linearised.value,
            se: variance.max(0.0).sqrt(),
            df: self.degrees_of_freedom(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_independent_rows_has_its_textbook_error() {
        let values = [2.0, 4.0, 9.0];
        let ranked = crate::Ranked::new(&values).unwrap();
        let mean = crate::Measure::Mean.linearised(&ranked).unwrap();
        let estimate = Design::independent(3).estimate(&[1.0; 3], &mean).unwrap();
        let textbook = (((9.0 + 1.0 + 16.0) / 2.0) / 3.0_f64).sqrt();
        assert!((estimate.se - textbook).abs() < 1e-15);
        assert_eq!(estimate.df, 2.0);
    }

    #[test]
    fn a_lonely_psu_is_refused_unless_told_otherwise() {
        let design = Design::stratified(&[1, 1, 2], &[1, 2, 1]).unwrap();
        let (w, u) = ([1.0; 3], [1.0, -1.0, 3.0]);
        assert!(design.covariance(&w, &u, &u).is_err());
        let certain = design.clone().with_lonely(LonelyPsu::Certainty);
        assert_eq!(certain.covariance(&w, &u, &u).unwrap(), 4.0);
        let adjusted = design.with_lonely(LonelyPsu::Adjust);
        assert_eq!(adjusted.covariance(&w, &u, &u).unwrap(), 8.0);
    }
}
