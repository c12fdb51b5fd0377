//! Standard errors of linearised estimates, for the whole sample and for parts of it.
//!
//! Without a design the rows of a scope are independent draws. With strata and PSUs a group is a
//! domain: PSUs in which it has nobody count with a total of zero, since they were drawn all the
//! same. The estimator is that of [`inequality::Design`]; only PSUs that a group touches are looked
//! at, so that a million groups cost no more than their rows.

use inequality::Design;
use inequality::inference::LonelyPsu;

use crate::error::{Error, Result};
use crate::labels::MISSING;

/// Strata and PSUs of the rows.
#[derive(Debug, Clone)]
pub struct Sampling {
    psu: Vec<u32>,
    stratum: Vec<u32>,
    psus_in: Vec<u32>,
    lonely: LonelyPsu,
}

impl Sampling {
    /// The design of the rows; none if there are neither strata nor PSUs. Rows without a stratum or
    /// a PSU take no part in it.
    pub(crate) fn of(
        strata: Option<&[u32]>,
        psus: Option<&[u32]>,
        rows: usize,
    ) -> Result<Option<Self>> {
        if strata.is_none() && psus.is_none() {
            return Ok(None);
        }
        let stratum = |row: usize| strata.map_or(0, |s| s[row]);
        let psu = |row: usize| psus.map_or(row as u32, |p| p[row]);
        let valid: Vec<usize> = (0..rows)
            .filter(|&row| stratum(row) != MISSING && psu(row) != MISSING)
            .collect();
        if valid.is_empty() {
            return Err(Error::option("no row has both a stratum and a PSU"));
        }
        let strata: Vec<u32> = valid.iter().map(|&row| stratum(row)).collect();
        let psus: Vec<u32> = valid.iter().map(|&row| psu(row)).collect();
        let design = Design::stratified(&strata, &psus).map_err(|source| Error::Measure {
            what: "the sampling design".to_owned(),
            source,
        })?;
        let mut of_row = vec![MISSING; rows];
        for (&row, &psu) in valid.iter().zip(design.psu_of_row()) {
            of_row[row] = psu;
        }
        Ok(Some(Self {
            psu: of_row,
            stratum: design.stratum_of_psu().to_vec(),
            psus_in: design.psus_in_stratum().to_vec(),
            lonely: LonelyPsu::Refuse,
        }))
    }

    /// The same with the treatment of strata of a single PSU named.
    #[must_use]
    pub fn with_lonely(mut self, lonely: LonelyPsu) -> Self {
        self.lonely = lonely;
        self
    }

    pub(crate) fn keep(&mut self, keep: &[bool]) {
        let mut flags = keep.iter();
        self.psu.retain(|_| flags.next().copied().unwrap_or(false));
    }

    /// Number of strata.
    pub fn strata(&self) -> usize {
        self.psus_in.len()
    }

    /// Number of PSUs.
    pub fn psus(&self) -> usize {
        self.stratum.len()
    }

    /// What is done with strata of a single PSU.
    pub fn lonely(&self) -> LonelyPsu {
        self.lonely
    }

    /// Strata with a single PSU.
    pub fn lonely_strata(&self) -> usize {
        self.psus_in.iter().filter(|&&n| n == 1).count()
    }

    /// Standard error from rows of the sample and their `weight × linearised value`.
    fn error(&self, terms: impl Iterator<Item = (u32, f64)>) -> Option<f64> {
        if self.stratum.len() < 2 || (self.lonely == LonelyPsu::Refuse && self.lonely_strata() > 0)
        {
            return None;
        }
        let mut terms: Vec<(u32, f64)> =
            terms.map(|(row, t)| (self.psu[row as usize], t)).collect();
        terms.sort_by_key(|&(psu, _)| psu);
        let totals: Vec<(u32, f64)> = terms
            .chunk_by(|a, b| a.0 == b.0)
            .map(|run| (run[0].0, run.iter().map(|r| r.1).sum()))
            .collect();
        let overall = totals.iter().map(|t| t.1).sum::<f64>() / self.stratum.len() as f64;
        // PSUs are numbered by stratum, so a stratum is a run of them.
        let stratum = |t: &(u32, f64)| self.stratum[t.0 as usize];
        let mut variance = 0.0;
        for run in totals.chunk_by(|a, b| stratum(a) == stratum(b)) {
            let n = f64::from(self.psus_in[stratum(&run[0]) as usize]);
            if n > 1.0 {
                let mean = run.iter().map(|t| t.1).sum::<f64>() / n;
                let touched: f64 = run.iter().map(|t| (t.1 - mean) * (t.1 - mean)).sum();
                let others = n - run.len() as f64;
                variance += n / (n - 1.0) * (touched + others * mean * mean);
            } else if self.lonely == LonelyPsu::Adjust {
                variance += (run[0].1 - overall) * (run[0].1 - overall);
            }
        }
        Some(variance.sqrt())
    }
}

/// Standard error of an estimate: of the scope's rows (`rows`, in the order of `weights` and
/// `influence`) under the design, or as independent draws.
pub(crate) fn standard_error(
    sampling: Option<&Sampling>,
    rows: &[u32],
    weights: &[f64],
    influence: &[f64],
) -> Option<f64> {
    let terms = weights.iter().zip(influence).map(|(w, u)| w * u);
    let error = if let Some(sampling) = sampling {
        sampling.error(rows.iter().copied().zip(terms))
    } else {
        let n = weights.len() as f64;
        if n < 2.0 {
            return None;
        }
        let mean = terms.clone().sum::<f64>() / n;
        let squares: f64 = terms.map(|t| (t - mean) * (t - mean)).sum();
        Some((n / (n - 1.0) * squares).sqrt())
    };
    error.filter(|e| e.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use inequality::Linearised;

    #[test]
    fn the_whole_sample_has_the_error_of_the_design() {
        let (strata, psus) = ([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1]);
        let weights = [1.0, 2.0, 1.0, 3.0, 1.0, 0.5];
        let u = [0.3, -0.2, 0.1, 0.4, -0.6, 0.2];
        let sampling = Sampling::of(Some(&strata), Some(&psus), 6).unwrap();
        let ours = standard_error(sampling.as_ref(), &[0, 1, 2, 3, 4, 5], &weights, &u).unwrap();
        let design = Design::stratified(&strata, &psus).unwrap();
        let theirs = design
            .estimate(&weights, &Linearised::new("x", 1.0, u.to_vec()))
            .unwrap();
        assert!((ours / theirs.se - 1.0).abs() < 1e-14);
        // A domain: zero outside it.
        let (rows, part) = ([3, 4], [0.4, -0.6]);
        let ours = standard_error(sampling.as_ref(), &rows, &[3.0, 1.0], &part).unwrap();
        let spread = vec![0.0, 0.0, 0.0, 0.4, -0.6, 0.0];
        let theirs = design
            .estimate(&weights, &Linearised::new("x", 1.0, spread))
            .unwrap();
        assert!((ours / theirs.se - 1.0).abs() < 1e-14);
    }
}
