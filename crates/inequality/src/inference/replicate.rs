//! Replicate weights: standard errors from recomputing a statistic under other weights.
//!
//! ```text
//! V(θ) = scale · Σ_b coefficient_b (θ_b − centre)²
//! ```
//! `θ_b` the statistic under replicate b; the centre is the full-sample estimate or the mean of the
//! replicates. `scale = 1/(B−1)` for B bootstrap replicates, `1/B` for balanced repeated replication,
//! `(B−1)/B` for the delete-one jackknife.

use crate::error::{Error, Result};
use crate::inference::design::Estimate;
use crate::maths::sum;
use crate::ranked::{Ranked, check_length};

/// About what replicates are taken to vary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Centre {
    /// The estimate from the full sample: `mse = TRUE` in R's survey.
    #[default]
    FullSample,
    /// The mean of the replicates: `mse = FALSE`.
    MeanOfReplicates,
}

/// Columns of replicate weights, in the file order of the rows.
#[derive(Debug, Clone)]
pub struct ReplicateWeights<'a> {
    columns: &'a [Vec<f64>],
    scale: f64,
    coefficients: Vec<f64>,
    centre: Centre,
}

impl<'a> ReplicateWeights<'a> {
    /// Bootstrap replicates: scale `1/(B−1)`, about the full-sample estimate.
    ///
    /// # Errors
    /// If there are fewer than two columns.
    pub fn bootstrap(columns: &'a [Vec<f64>]) -> Result<Self> {
        Self::new(
            columns,
            1.0 / (columns.len() as f64 - 1.0),
            Centre::FullSample,
        )
    }

    /// Replicates with the scale and centre named and all coefficients 1.
    ///
    /// # Errors
    /// If there are fewer than two columns.
    pub fn new(columns: &'a [Vec<f64>], scale: f64, centre: Centre) -> Result<Self> {
        if columns.len() < 2 {
            return Err(Error::Undefined {
                measure: "a replicate variance",
                why: "there are fewer than two replicates",
            });
        }
        Ok(Self {
            columns,
            scale,
            coefficients: vec![1.0; columns.len()],
            centre,
        })
    }

    /// The scale in front of the sum.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// The same replicates with a coefficient for each.
    ///
    /// ```
    /// use inequality::Ranked;
    /// use inequality::inference::{Centre, ReplicateWeights};
    /// let columns = [vec![2.0, 0.0], vec![0.0, 2.0]];
    /// let replicates = ReplicateWeights::new(&columns, 0.5, Centre::FullSample)?.with_coefficients(vec![1.0, 3.0])?;
    /// // The mean is 1.5, and 1 and 2 in the replicates: 0.5 (1 · 0.25 + 3 · 0.25).
    /// let mean = replicates.estimate(&Ranked::new(&[1.0, 2.0])?, |ranked| Ok(ranked.mean()))?;
    /// assert!((mean.se - 0.5_f64.sqrt()).abs() < 1e-15);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If there is not one coefficient per replicate.
    pub fn with_coefficients(mut self, coefficients: Vec<f64>) -> Result<Self> {
        check_length(
            "replicate coefficients",
            self.columns.len(),
            coefficients.len(),
        )?;
        self.coefficients = coefficients;
        Ok(self)
    }

    /// A statistic of the ranked distribution with its standard error. The rows are sorted
    /// once, not once per replicate.
    ///
    /// # Errors
    /// If a column is not a valid column of weights, or the statistic is undefined for one.
    pub fn estimate(
        &self,
        ranked: &Ranked,
        statistic: impl Fn(&Ranked) -> Result<f64>,
    ) -> Result<Estimate> {
        let value = statistic(ranked)?;
        let replicates = self
            .columns
            .iter()
            .map(|column| statistic(&ranked.reweighted(column)?))
            .collect::<Result<Vec<f64>>>()?;
        let variance = replicate_variance(
            value,
            &replicates,
            self.scale,
            &self.coefficients,
            self.centre,
        );
        Ok(Estimate {
            value,
            se: variance.sqrt(),
            df: replicates.len() as f64 - 1.0,
        })
    }
}

/// `scale · Σ coefficient_b (θ_b − centre)²`.
pub fn replicate_variance(
    value: f64,
    replicates: &[f64],
    scale: f64,
    coefficients: &[f64],
    centre: Centre,
) -> f64 {
    let about = match centre {
        Centre::FullSample => value,
        Centre::MeanOfReplicates => sum(replicates.iter().copied()) / replicates.len() as f64,
    };
    let terms = replicates.iter().zip(coefficients);
    scale * sum(terms.map(|(r, c)| c * (r - about) * (r - about)))
}
