//! The digital divide at its three levels, in town and country: who is online, who buys there, and what goes with it.
//!
//! # Equation
//! ```text
//! T = T_between + T_within                      Theil's T index of v over persons; between: as if each had the mean of the group
//! return_k = cov_k(x, ln y) / var_k(x)                                                        over persons
//! ```
//! `v` online use or the share of consumption that has come to be online since the opening, `x` online use, `y`
//! disposable income per head; `k` the people of urban and of rural areas. A return is an association in the
//! model's population and no effect.
//!
//! # Source
//! Digital economy, §5.1, G4, line *Ind*.

use economy::Economy;
use economy::geography::Kind;
use quantity::maths;
use theory::scene::Ground;

use super::heads::{Heads, kind_of};
use super::spread::{Groups, theil};

/// Kinds of area, of which each is a group.
const KINDS: usize = 2;

/// Theil's T index of something of people, between and within town and country; not a number where nobody has any.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Levels {
    /// Between the two.
    pub between: f64,
    /// Within them.
    pub within: f64,
}

/// What is unequal about the digital world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divide {
    /// Who is online.
    pub access: Levels,
    /// Who has come to buy online since the opening.
    pub bought: Levels,
    /// Slope of log income on online use, of the people of urban and of rural areas.
    returns: [f64; KINDS],
}

/// Sums over those of a group who have an income.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    weight: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
}

impl Divide {
    /// How things stand; `groups` is work space.
    pub fn of(economy: &Economy, ground: &Ground<'_>, heads: &Heads, groups: &mut Groups) -> Self {
        let shares = ground.online_shares();
        let homes = || heads.household.iter();
        let online: Vec<f64> = homes()
            .map(|&h| ground.state.households.online[h])
            .collect();
        let bought: Vec<f64> = homes()
            .map(|&h| ground.additional_of_consumption(h, &shares))
            .collect();
        let kind = |row: usize| kind_of(economy, heads.area[row] as usize) as usize;
        let mut moments = [Moments::default(); KINDS];
        for (row, &income) in heads.income.iter().enumerate() {
            if income > 0.0 {
                let persons = heads.persons[row];
                moments[kind(row)].add(persons, online[row], maths::ln(income));
            }
        }
        let mut levels = |column: &[f64]| Levels::of(column, &heads.persons, kind, groups);
        Self {
            access: levels(&online),
            bought: levels(&bought),
            returns: moments.map(Moments::slope),
        }
    }

    /// The return among the people of areas of this kind.
    pub fn return_in(&self, kind: Kind) -> f64 {
        self.returns[kind as usize]
    }
}

impl Levels {
    fn of(
        column: &[f64],
        weights: &[f64],
        group: impl Fn(usize) -> usize,
        groups: &mut Groups,
    ) -> Self {
        groups.clear(KINDS);
        let rows = column.iter().copied().zip(weights.iter().copied());
        for (row, (value, weight)) in rows.clone().enumerate() {
            groups.add(group(row), weight, value);
        }
        let between = groups.theil();
        Self {
            between,
            within: theil(rows) - between,
        }
    }
}

impl Moments {
    fn add(&mut self, weight: f64, x: f64, y: f64) {
        self.weight += weight;
        self.x += weight * x;
        self.y += weight * y;
        self.xx += weight * x * x;
        self.xy += weight * x * y;
    }

    fn slope(self) -> f64 {
        let covariance = self.xy * self.weight - self.x * self.y;
        let variance = self.xx * self.weight - self.x * self.x;
        if variance > 0.0 {
            covariance / variance
        } else {
            f64::NAN
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inequality::Ranked;
    use inequality::decompose::Groups as Oracle;

    /// Authority: crate `inequality`, on two groups with weights that differ.
    #[test]
    fn levels_are_those_of_the_crate_of_measures() {
        let values = [0.8, 0.5, 0.9, 0.3, 0.1, 0.6];
        let weights = [2.0, 1.0, 3.0, 2.0, 1.0, 4.0];
        let member = [0, 0, 0, 1, 1, 1];
        let group = |row: usize| member[row] as usize;
        let found = Levels::of(&values, &weights, group, &mut Groups::default());
        let ranked = Ranked::weighted(&values, &weights).expect("sound columns");
        let oracle = Oracle::new(&ranked, &member).expect("a group each");
        let oracle = oracle.entropy(1.0).expect("positive values");
        assert!((found.between - oracle.between).abs() < 1e-15);
        assert!((found.within - (oracle.total - oracle.between)).abs() < 1e-15);
    }

    /// Authority: by hand. Of two alike one has everything: `ln 2`, all of it within; nothing counts as nothing.
    #[test]
    fn who_has_nothing_counts() {
        let groups = &mut Groups::default();
        let found = Levels::of(&[0.0, 0.4], &[1.0, 1.0], |_| 1, groups);
        assert!((found.within - std::f64::consts::LN_2).abs() < 1e-15);
        assert_eq!(found.between, 0.0);
        let none = Levels::of(&[0.0, 0.0], &[1.0, 1.0], |_| 1, groups);
        assert!(none.between.is_nan() && none.within.is_nan());
    }

    /// Authority: by hand, a line and its points; nobody differs, nothing to tell.
    #[test]
    fn a_return_is_the_slope_of_a_line() {
        let mut moments = Moments::default();
        for (weight, x) in [(1.0, 0.2), (2.0, 0.5), (5.0, 0.9)] {
            moments.add(weight, x, 3.0 + 0.7 * x);
        }
        assert!((moments.slope() - 0.7).abs() < 1e-12);
        let mut alike = Moments::default();
        alike.add(1.0, 0.5, 1.0);
        alike.add(2.0, 0.5, 2.0);
        assert!(alike.slope().is_nan());
    }
}
