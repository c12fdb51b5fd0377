//! Quantiles.

use crate::error::{Error, Result};
use crate::ranked::Ranked;

/// How close a cumulative share must be to `p`, relative to the total, to count as equal.
pub(crate) const SAME_SHARE: f64 = 1e-12;

impl Ranked {
    /// The smallest value at which the cumulative weight share reaches `p` (rule `math`).
    ///
    /// # Errors
    /// If `p` is outside 0..=1.
    pub fn quantile(&self, p: f64) -> Result<f64> {
        if !(0.0..=1.0).contains(&p) {
            return Err(Error::Parameter {
                name: "p",
                value: p,
                range: "0..=1",
            });
        }
        let total = self.total_weight();
        let reach = (p * total - SAME_SHARE * total).max(0.0);
        let k = self
            .cumulative_weight()
            .partition_point(|&c| c < reach || c == 0.0);
        Ok(self.values()[k.min(self.len() - 1)])
    }

    /// Median: the 0.5 quantile by the same rule.
    pub fn median(&self) -> f64 {
        self.quantile(0.5).unwrap_or(f64::NAN)
    }

    /// The `upper` quantile over the `lower` one, as in P90/P10.
    ///
    /// # Errors
    /// If a share is outside 0..=1 or the lower quantile is not positive.
    pub fn quantile_ratio(&self, upper: f64, lower: f64) -> Result<f64> {
        let (high, low) = (self.quantile(upper)?, self.quantile(lower)?);
        if low > 0.0 {
            Ok(high / low)
        } else {
            Err(Error::Domain {
                measure: "a quantile ratio",
                value: low,
                needs: "a positive lower quantile",
            })
        }
    }
}
