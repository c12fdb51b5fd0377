//! Income shares of the top and the bottom, and ratios of them.
//!
//! Shares of exactly `p` are read off the interpolated [Lorenz curve](Ranked::lorenz), so they do
//! not jump when a row is split. The quintile share ratio of official statistics takes whole
//! units instead and has its own function.
//! Sources: \[palma_2011\]; Eurostat for S80/S20.

use crate::error::{Error, Result};
use crate::maths::sum;
use crate::quantile::QuantileRule;
use crate::ranked::Ranked;

impl Ranked {
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

    /// Income of the richest share `top` over income of the poorest share `bottom`.
    ///
    /// # Errors
    /// As [`Ranked::lorenz`], and if the poorest have no income.
    pub fn share_ratio(&self, top: f64, bottom: f64) -> Result<f64> {
        let low = self.bottom_share(bottom)?;
        if low > 0.0 {
            Ok(self.top_share(top)? / low)
        } else {
            Err(Error::Domain {
                measure: "a ratio of shares",
                value: low,
                needs: "a positive income share of the poorest",
            })
        }
    }

    /// Palma ratio: the richest tenth's income over the poorest four tenths'.
    ///
    /// # Errors
    /// As [`Ranked::share_ratio`].
    pub fn palma_ratio(&self) -> Result<f64> {
        self.share_ratio(0.1, 0.4)
    }

    /// S80/S20: the richest fifth's income over the poorest fifth's, interpolated.
    ///
    /// # Errors
    /// As [`Ranked::share_ratio`].
    pub fn s80_s20(&self) -> Result<f64> {
        self.share_ratio(0.2, 0.2)
    }

    /// Quintile share ratio of official statistics: income of whole units above the 80 %
    /// quantile over income of whole units at or below the 20 % quantile.
    ///
    /// With [`QuantileRule::Laeken`] this is `qsr` of laeken, with [`QuantileRule::Math`]
    /// `svyqsr` of convey.
    ///
    /// # Errors
    /// If the units at the bottom have no income.
    pub fn quintile_share_ratio(&self, rule: QuantileRule) -> Result<f64> {
        let (low, high) = (self.quantile_by(rule, 0.2)?, self.quantile_by(rule, 0.8)?);
        let above = sum(self.pairs().filter(|&(x, _)| x > high).map(|(x, w)| w * x));
        let below = sum(self.pairs().filter(|&(x, _)| x <= low).map(|(x, w)| w * x));
        if below > 0.0 {
            Ok(above / below)
        } else {
            Err(Error::Domain {
                measure: "the quintile share ratio",
                value: below,
                needs: "a positive income of the poorest fifth",
            })
        }
    }

    /// Income shares of `n` equal population groups, poorest first: ten for deciles.
    ///
    /// # Errors
    /// If `n` is zero or the mean is not positive.
    pub fn group_shares(&self, n: usize) -> Result<Vec<f64>> {
        if n == 0 {
            return Err(Error::Parameter {
                name: "n",
                value: 0.0,
                range: "1 and above",
            });
        }
        let mut shares = Vec::with_capacity(n);
        let mut before = 0.0;
        for k in 1..=n {
            let up_to = self.lorenz(k as f64 / n as f64)?;
            shares.push(up_to - before);
            before = up_to;
        }
        Ok(shares)
    }
}
