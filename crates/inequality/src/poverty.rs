//! Poverty and affluence: who lives below a line, by how much, and how unequally.
//!
//! ```text
//! FGT(α) = Σ_{poor} wᵢ gᵢ^α / W,  gᵢ = (z − xᵢ)/z        headcount, gap, severity for α = 0, 1, 2
//! Watts  = Σ_{poor} wᵢ ln(z/xᵢ) / W
//! Sen    = H [ I + (1 − I) G_poor ]                      H headcount, I mean gap of the poor
//! SST    = H I (1 + G_gaps)                              Sen, Shorrocks and Thon
//! TIP(p) = Σ of the largest gaps of a share p of persons / W
//! ```
//! `x` values, `w` weights, `W` their sum, `z` the poverty line, `G_poor` the plug-in Gini coefficient
//! among the poor and `G_gaps` that of `max(gᵢ, 0)` over everybody. Negative values give gaps above
//! 1 unless capped ([`Poverty::capped`]).
//!
//! Sources: \[foster_greer_thorbecke_1984\]; \[watts_1968\]; \[sen_1976\]; \[shorrocks_1995\];
//! \[jenkins_lambert_1997\] for TIP curves; \[peichl_schaefer_scheicher_2010\] for affluence.

use crate::error::{Error, Result};
use crate::maths::{ln, pow, sum};
use crate::quantile::QuantileRule;
use crate::ranked::Ranked;

/// Where the poverty line is.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum PovertyLine {
    /// A fixed amount, in the unit of the values.
    Absolute(f64),
    /// A share of the median, by the quantile rule named: `OfMedian(0.6, QuantileRule::Math)`.
    OfMedian(f64, QuantileRule),
    /// A share of the mean.
    OfMean(f64),
}

/// Whether somebody whose income equals the line is poor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Poor {
    /// Poor means strictly below the line: the usual definition, and that of laeken and Stata.
    #[default]
    Below,
    /// Poor means at or below the line: the definition of convey.
    AtOrBelow,
}

impl PovertyLine {
    /// The amount, for the distribution given.
    ///
    /// # Errors
    /// If it is not a positive finite number.
    pub fn amount(self, ranked: &Ranked) -> Result<f64> {
        let amount = match self {
            Self::Absolute(amount) => amount,
            Self::OfMedian(share, rule) => share * ranked.quantile_by(rule, 0.5)?,
            Self::OfMean(share) => share * ranked.mean(),
        };
        if amount.is_finite() && amount > 0.0 {
            Ok(amount)
        } else {
            Err(Error::Parameter {
                name: "the poverty line",
                value: amount,
                range: "above 0",
            })
        }
    }
}

/// A distribution seen from a poverty line.
///
/// ```
/// use inequality::{PovertyLine, Ranked};
///
/// let incomes = Ranked::new(&[5.0, 10.0, 20.0, 30.0])?;
/// let poverty = incomes.poverty(PovertyLine::Absolute(20.0))?;
/// assert_eq!(poverty.headcount(), 0.5);
/// assert_eq!(poverty.fgt(1.0)?, (0.75 + 0.5) / 4.0);
/// # Ok::<(), inequality::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Poverty<'a> {
    ranked: &'a Ranked,
    line: f64,
    capped: bool,
    /// Units before this position are poor.
    n_poor: usize,
}

impl Ranked {
    /// Poverty below `line`, where poor means strictly below.
    ///
    /// # Errors
    /// If the line is not a positive number.
    pub fn poverty(&self, line: PovertyLine) -> Result<Poverty<'_>> {
        self.poverty_by(line, Poor::Below)
    }

    /// Poverty with the treatment of incomes at the line named.
    ///
    /// # Errors
    /// If the line is not a positive number.
    pub fn poverty_by(&self, line: PovertyLine, poor: Poor) -> Result<Poverty<'_>> {
        let line = line.amount(self)?;
        let n_poor = match poor {
            Poor::Below => self.values().partition_point(|&x| x < line),
            Poor::AtOrBelow => self.values().partition_point(|&x| x <= line),
        };
        Ok(Poverty {
            ranked: self,
            line,
            capped: false,
            n_poor,
        })
    }
}

impl Poverty<'_> {
    /// The same poverty with gaps capped at 1, so that a negative income is no poorer than none.
    #[must_use]
    pub fn capped(mut self) -> Self {
        self.capped = true;
        self
    }

    /// The line, in the unit of the values.
    pub fn line(&self) -> f64 {
        self.line
    }

    /// Relative gap of the unit with value `x`, which must be poor.
    pub(crate) fn gap(&self, x: f64) -> f64 {
        let gap = (self.line - x) / self.line;
        if self.capped { gap.min(1.0) } else { gap }
    }

    fn poor(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.ranked
            .pairs()
            .take(self.n_poor)
            .filter(|&(_, w)| w > 0.0)
    }

    /// Share of persons who are poor: `FGT(0)`.
    pub fn headcount(&self) -> f64 {
        let poor = self
            .n_poor
            .checked_sub(1)
            .map_or(0.0, |k| self.ranked.cumulative_weight()[k]);
        poor / self.ranked.total_weight()
    }

    /// Foster-Greer-Thorbecke index: headcount, gap and severity for `alpha` 0, 1 and 2.
    ///
    /// # Errors
    /// If `alpha` is negative or not finite.
    pub fn fgt(&self, alpha: f64) -> Result<f64> {
        if !(alpha.is_finite() && alpha >= 0.0) {
            return Err(Error::Parameter {
                name: "alpha",
                value: alpha,
                range: "0 and above",
            });
        }
        if alpha == 0.0 {
            return Ok(self.headcount());
        }
        let total = sum(self
            .poor()
            .map(|(x, w)| w * integer_pow(self.gap(x), alpha)));
        Ok(total / self.ranked.total_weight())
    }

    /// Watts' index: the mean of `ln(z/x)`, which is zero for those who are not poor.
    ///
    /// # Errors
    /// If a value is zero or negative.
    pub fn watts(&self) -> Result<f64> {
        if self.n_poor > 0 {
            self.ranked.require_positive("Watts' index")?;
        }
        let total = sum(self.poor().map(|(x, w)| w * ln(self.line / x)));
        Ok(total / self.ranked.total_weight())
    }

    /// Mean relative gap of the poor; zero if nobody is poor.
    pub fn income_gap_ratio(&self) -> f64 {
        let headcount = self.headcount();
        if headcount > 0.0 {
            self.fgt(1.0).unwrap_or(f64::NAN) / headcount
        } else {
            0.0
        }
    }

    /// Sen's index, with the plug-in Gini coefficient of the poor; zero if nobody is poor.
    ///
    /// # Errors
    /// If the mean income of the poor is not positive.
    pub fn sen(&self) -> Result<f64> {
        let headcount = self.headcount();
        if headcount == 0.0 {
            return Ok(0.0);
        }
        let (gap, gini) = (self.income_gap_ratio(), self.among_the_poor().gini()?);
        Ok(headcount * (gap + (1.0 - gap) * gini))
    }

    /// Sen-Shorrocks-Thon index; zero if nobody is poor.
    ///
    /// # Errors
    /// Never for valid data; the signature leaves room for the checks of the Gini coefficient.
    pub fn sst(&self) -> Result<f64> {
        let gap = self.fgt(1.0)?;
        if gap == 0.0 {
            return Ok(0.0);
        }
        Ok(gap * (1.0 + self.gaps().gini()?))
    }

    /// The poor alone, ranked.
    pub(crate) fn among_the_poor(&self) -> Ranked {
        let n = self.n_poor;
        Ranked::from_sorted(
            self.ranked.values()[..n].to_vec(),
            self.ranked.weights()[..n].to_vec(),
            self.ranked.rows()[..n].to_vec(),
        )
    }

    /// Everybody's relative gap, zero for those who are not poor, ranked from the smallest.
    pub(crate) fn gaps(&self) -> Ranked {
        let gap = |k: usize| {
            if k < self.n_poor {
                self.gap(self.ranked.values()[k]).max(0.0)
            } else {
                0.0
            }
        };
        let order = (0..self.ranked.len()).rev();
        Ranked::from_sorted(
            order.clone().map(gap).collect(),
            order.clone().map(|k| self.ranked.weights()[k]).collect(),
            order.map(|k| self.ranked.rows()[k]).collect(),
        )
    }

    /// Ordinate of the TIP curve at population share `p`: the sum of the largest relative gaps
    /// of that share of persons, per head of all. Its end is the poverty gap, its level part
    /// starts at the headcount, its curvature shows inequality among the poor.
    ///
    /// # Errors
    /// If `p` is outside 0..=1.
    pub fn tip(&self, p: f64) -> Result<f64> {
        let gaps = self.gaps();
        let all = gaps.generalised_lorenz(1.0)?;
        Ok(all - gaps.generalised_lorenz(1.0 - p)?)
    }

    /// Relative median poverty gap of official statistics: how far below the line, in shares
    /// of it, the median of the poor is, by the quantile rule named; zero if nobody is poor.
    ///
    /// # Errors
    /// Never for valid data; the signature leaves room for the checks of the quantile.
    pub fn relative_median_gap(&self, rule: QuantileRule) -> Result<f64> {
        if self.headcount() == 0.0 {
            return Ok(0.0);
        }
        Ok((self.line - self.among_the_poor().quantile_by(rule, 0.5)?) / self.line)
    }
}

impl Ranked {
    /// Share of persons strictly above `line`.
    ///
    /// # Errors
    /// If the line is not a positive number.
    pub fn affluence_headcount(&self, line: PovertyLine) -> Result<f64> {
        self.affluence(line, 0.0)
    }

    /// Affluence: the mean of `((x − ρ)/x)^alpha` over everybody, zero at or below the line `ρ`.
    ///
    /// The concave form of the FGT family turned to the top: bounded by 1, and a transfer
    /// among the rich towards equality raises it for `alpha < 1`.
    ///
    /// # Errors
    /// If the line is not a positive number or `alpha` is negative.
    pub fn affluence(&self, line: PovertyLine, alpha: f64) -> Result<f64> {
        let line = line.amount(self)?;
        if !(alpha.is_finite() && alpha >= 0.0) {
            return Err(Error::Parameter {
                name: "alpha",
                value: alpha,
                range: "0 and above",
            });
        }
        let first = self.values().partition_point(|&x| x <= line);
        let rich = self.pairs().skip(first);
        let total = sum(rich.map(|(x, w)| w * integer_pow((x - line) / x, alpha)));
        Ok(total / self.total_weight())
    }
}

/// `x^alpha`, exact for the usual exponents 0, 1 and 2.
pub(crate) fn integer_pow(x: f64, alpha: f64) -> f64 {
    if alpha == 0.0 {
        1.0
    } else if alpha == 1.0 {
        x
    } else if alpha == 2.0 {
        x * x
    } else {
        pow(x, alpha)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_income_at_the_line_is_poor_only_if_asked() {
        let ranked = Ranked::new(&[1.0, 2.0, 3.0]).unwrap();
        let line = PovertyLine::Absolute(2.0);
        assert_eq!(ranked.poverty(line).unwrap().headcount(), 1.0 / 3.0);
        assert_eq!(
            ranked
                .poverty_by(line, Poor::AtOrBelow)
                .unwrap()
                .headcount(),
            2.0 / 3.0
        );
    }

    #[test]
    fn the_tip_curve_ends_in_the_poverty_gap() {
        let ranked = Ranked::weighted(&[1.0, 2.0, 3.0, 9.0], &[1.0, 2.0, 1.0, 2.0]).unwrap();
        let poverty = ranked.poverty(PovertyLine::Absolute(2.5)).unwrap();
        assert!((poverty.tip(1.0).unwrap() - poverty.fgt(1.0).unwrap()).abs() < 1e-15);
        assert!((poverty.tip(0.5).unwrap() - poverty.fgt(1.0).unwrap()).abs() < 1e-15);
        assert!(poverty.tip(0.1).unwrap() < poverty.fgt(1.0).unwrap());
    }

    #[test]
    fn nobody_poor_is_no_poverty() {
        let ranked = Ranked::new(&[5.0, 6.0]).unwrap();
        let poverty = ranked.poverty(PovertyLine::OfMean(0.5)).unwrap();
        assert_eq!(poverty.sen().unwrap(), 0.0);
        assert_eq!(poverty.sst().unwrap(), 0.0);
        assert_eq!(poverty.watts().unwrap(), 0.0);
        assert_eq!(
            ranked
                .affluence_headcount(PovertyLine::Absolute(5.0))
                .unwrap(),
            0.5
        );
    }
}
