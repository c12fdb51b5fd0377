//! Lorenz curves and the shares of income they give.

use crate::error::{Error, Result};
use crate::ranked::Ranked;

impl Ranked {
    /// Income of the poorest share `p` of persons, in units of value × weight; interpolated.
    pub(crate) fn income_below(&self, p: f64) -> Result<f64> {
        if !(0.0..=1.0).contains(&p) {
            return Err(Error::Parameter {
                name: "p",
                value: p,
                range: "0..=1",
            });
        }
        let target = p * self.total_weight();
        let cumulative = self.cumulative_weight();
        let k = cumulative
            .partition_point(|&c| c < target)
            .min(self.len() - 1);
        let (weight, income) = if k == 0 {
            (0.0, 0.0)
        } else {
            (cumulative[k - 1], self.cumulative_value()[k - 1])
        };
        Ok(income + (target - weight) * self.values()[k])
    }

    /// Lorenz ordinate: the share of income of the poorest share `p` of persons.
    ///
    /// # Errors
    /// If `p` is outside 0..=1 or the mean is not positive.
    pub fn lorenz(&self, p: f64) -> Result<f64> {
        self.positive_mean("the Lorenz curve")?;
        Ok(self.income_below(p)? / self.total_value())
    }

    /// Share of income of the richest share `p` of persons: `top_share(0.10)`.
    ///
    /// # Errors
    /// As [`Ranked::lorenz`].
    pub fn top_share(&self, p: f64) -> Result<f64> {
        Ok(1.0 - self.lorenz(1.0 - p)?)
    }

    /// Share of income of the poorest share `p` of persons: `bottom_share(0.50)`.
    ///
    /// # Errors
    /// As [`Ranked::lorenz`].
    pub fn bottom_share(&self, p: f64) -> Result<f64> {
        self.lorenz(p)
    }
}
