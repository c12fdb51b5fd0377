//! Lorenz curves: ordinates, the curve itself, and dominance.
//!
//! ```text
//! L(p)  = income of the poorest share p of persons / total income
//! GL(p) = μ L(p) = that income per head of the whole population
//! ```
//! Between two units the curve is a straight line, so `p` need not fall on a unit.
//! Sources: \[lorenz_1905\]; \[shorrocks_1983\] for generalised curves and dominance.

use crate::error::{Error, Result};
use crate::ranked::Ranked;

/// A Lorenz curve: the points between which it is straight, from (0, 0) on.
#[derive(Debug, Clone, PartialEq)]
pub struct LorenzCurve {
    /// Cumulative population shares, ascending from 0 to 1.
    pub population: Vec<f64>,
    /// Ordinates at those shares: income shares, or income per head if generalised.
    pub ordinate: Vec<f64>,
}

impl LorenzCurve {
    /// Ordinate at population share `p`, by linear interpolation; `p` is held within 0..=1.
    pub fn at(&self, p: f64) -> f64 {
        let p = p.clamp(0.0, 1.0);
        let k = self.population.partition_point(|&share| share < p);
        if k == 0 {
            return self.ordinate[0];
        }
        let k = k.min(self.population.len() - 1);
        let (left, right) = (self.population[k - 1], self.population[k]);
        let fraction = if right > left {
            (p - left) / (right - left)
        } else {
            1.0
        };
        self.ordinate[k - 1] + fraction * (self.ordinate[k] - self.ordinate[k - 1])
    }
}

/// How two distributions compare by (generalised) Lorenz dominance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dominance {
    /// The curves coincide.
    Equal,
    /// The first curve is nowhere below the second and somewhere above it.
    First,
    /// The second curve is nowhere below the first and somewhere above it.
    Second,
    /// The curves cross: inequality indices may disagree about the two.
    Crossing,
}

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

    /// Generalised Lorenz ordinate: income of the poorest share `p` per head of all.
    ///
    /// # Errors
    /// If `p` is outside 0..=1.
    pub fn generalised_lorenz(&self, p: f64) -> Result<f64> {
        Ok(self.income_below(p)? / self.total_weight())
    }

    /// The Lorenz curve through every unit.
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn lorenz_curve(&self) -> Result<LorenzCurve> {
        self.positive_mean("the Lorenz curve")?;
        Ok(self.curve(self.total_value()))
    }

    /// The generalised Lorenz curve through every unit.
    pub fn generalised_lorenz_curve(&self) -> LorenzCurve {
        self.curve(self.total_weight())
    }

    fn curve(&self, scale: f64) -> LorenzCurve {
        let total = self.total_weight();
        let through_origin = |column: &[f64], scale: f64| {
            std::iter::once(0.0)
                .chain(column.iter().map(|c| c / scale))
                .collect()
        };
        LorenzCurve {
            population: through_origin(self.cumulative_weight(), total),
            ordinate: through_origin(self.cumulative_value(), scale),
        }
    }

    /// Lorenz dominance over `other`: [`Dominance::First`] means less unequal by every
    /// relative index that respects transfers.
    ///
    /// Differences up to `tolerance` count as none; 0 asks for exact dominance.
    ///
    /// # Errors
    /// If a mean is not positive.
    pub fn lorenz_dominance(&self, other: &Self, tolerance: f64) -> Result<Dominance> {
        Ok(compare(
            &self.lorenz_curve()?,
            &other.lorenz_curve()?,
            tolerance,
        ))
    }

    /// Generalised Lorenz dominance over `other`: [`Dominance::First`] means preferred by
    /// every welfare function that is increasing and averse to inequality.
    pub fn generalised_lorenz_dominance(&self, other: &Self, tolerance: f64) -> Dominance {
        compare(
            &self.generalised_lorenz_curve(),
            &other.generalised_lorenz_curve(),
            tolerance,
        )
    }
}

/// Compares two piecewise linear curves at every corner of either, where the difference is
/// extreme, so that the comparison is exact.
fn compare(a: &LorenzCurve, b: &LorenzCurve, tolerance: f64) -> Dominance {
    let (mut above, mut below) = (false, false);
    for &p in a.population.iter().chain(&b.population) {
        let gap = a.at(p) - b.at(p);
        above |= gap > tolerance;
        below |= gap < -tolerance;
    }
    match (above, below) {
        (false, false) => Dominance::Equal,
        (true, false) => Dominance::First,
        (false, true) => Dominance::Second,
        (true, true) => Dominance::Crossing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transfer_to_a_poorer_person_dominates() {
        let before = Ranked::new(&[1.0, 2.0, 6.0]).unwrap();
        let after = Ranked::new(&[1.0, 3.0, 5.0]).unwrap();
        let richer = Ranked::new(&[2.0, 3.0, 7.0]).unwrap();
        let crossing = Ranked::new(&[1.5, 1.5, 6.0]).unwrap();
        assert_eq!(
            after.lorenz_dominance(&before, 0.0).unwrap(),
            Dominance::First
        );
        assert_eq!(
            before.lorenz_dominance(&after, 0.0).unwrap(),
            Dominance::Second
        );
        assert_eq!(
            crossing.lorenz_dominance(&after, 0.0).unwrap(),
            Dominance::Crossing
        );
        assert_eq!(
            before.lorenz_dominance(&before, 0.0).unwrap(),
            Dominance::Equal
        );
        assert_eq!(
            richer.generalised_lorenz_dominance(&before, 0.0),
            Dominance::First
        );
    }
}
