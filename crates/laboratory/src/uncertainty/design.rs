//! Which points of a space of parameters are looked at, and what they say.
//!
//! # Design
//! `n` pairs of points `A_j`, `B_j`, each set a Latin hypercube. From each `A_j` one step goes to the point at
//! which a *group* of parameters has the values of `B_j`, and, from the first `m` of them, one step for every
//! *single* parameter: a radial design. Steps in which nothing changes cost nothing in noise, since both ends
//! share their luck, so a parameter that does nothing has an effect of exactly 0. (Designs with two levels,
//! such as Plackett and Burman's, spread noise over all effects and cannot see what is flat between the ends
//! of a range; regression on a hypercube needs more points than parameters.)
//!
//! # Equation
//! ```text
//! V    = mean (f(A) − f(B))² / 2                  variance over the space
//! D_g  = mean (f(A) − f(A with g of B))² / 2      what goes when g is known last: total index D_g / V
//! D_¬g = mean (f(B) − f(A with g of B))² / 2      the same of all other parameters
//! share of g = D_g / (D_g + D_¬g)
//! slope_i = Σ (f' − f)(b − a) / Σ (b − a)²        mean change over the whole range of i
//! size_i  = Σ |f' − f| |b − a| / Σ (b − a)²       the same without its sign
//! ```
//! For a sum of functions of single parameters the share of `g` is its part of the variance; interactions
//! between `g` and the rest count on both sides.
//!
//! # Source
//! Elementary effects: M. Morris (1991) \[morris_1991\]; radial steps, and the bridge to total indices:
//! F. Campolongo, A. Saltelli and J. Cariboni (2011) \[campolongo_2011\]; the estimator of total indices:
//! M. Jansen (1999) \[jansen_1999\].

use quantity::{Draws, Purpose, unit_interval};

/// A point of the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// The `j`-th first point.
    A(usize),
    /// The `j`-th second point.
    B(usize),
    /// The `j`-th first point with the group at its values of the second.
    Group(usize),
    /// The `j`-th first point with one parameter at its value of the second.
    Single(usize, usize),
}

/// A design over parameters that each lie in 0..1.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    first: Vec<Vec<f64>>,
    second: Vec<Vec<f64>>,
    /// Whether each parameter belongs to the group.
    group: Vec<bool>,
    singles: usize,
}

impl Design {
    /// `pairs` pairs of points over as many parameters as `group` has entries; the first `singles` pairs also
    /// move every parameter by itself.
    #[must_use]
    pub fn new(pairs: usize, singles: usize, group: Vec<bool>, seed: u64) -> Self {
        let cube = |half: u64| hypercube(pairs, group.len(), seed, half);
        Self {
            first: cube(0),
            second: cube(1),
            group,
            singles: singles.min(pairs),
        }
    }

    /// Pairs of points.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.first.len()
    }

    /// Every point, pair by pair.
    #[must_use]
    pub fn points(&self) -> Vec<Point> {
        let of = |j: usize| {
            let all = [Point::A(j), Point::B(j), Point::Group(j)];
            let singles = if j < self.singles {
                self.group.len()
            } else {
                0
            };
            all.into_iter()
                .chain((0..singles).map(move |i| Point::Single(j, i)))
        };
        (0..self.pairs()).flat_map(of).collect()
    }

    /// The parameters at a point.
    #[must_use]
    pub fn place(&self, point: Point) -> Vec<f64> {
        let mixed = |j: usize, of_second: &dyn Fn(usize) -> bool| {
            let both = self.first[j].iter().zip(&self.second[j]).enumerate();
            both.map(|(i, (a, b))| if of_second(i) { *b } else { *a })
                .collect()
        };
        match point {
            Point::A(j) => self.first[j].clone(),
            Point::B(j) => self.second[j].clone(),
            Point::Group(j) => mixed(j, &|i| self.group[i]),
            Point::Single(j, moved) => mixed(j, &|i| i == moved),
        }
    }

    /// What the values at all points say.
    #[must_use]
    pub fn effects(&self, value: impl Fn(Point) -> f64) -> Effects {
        let half_square = |a: f64, b: f64| (a - b) * (a - b) / 2.0;
        let over = |of: &dyn Fn(usize) -> f64| {
            (0..self.pairs()).map(of).sum::<f64>() / self.pairs() as f64
        };
        let variance = over(&|j| half_square(value(Point::A(j)), value(Point::B(j))));
        let group = over(&|j| half_square(value(Point::A(j)), value(Point::Group(j))));
        let rest = over(&|j| half_square(value(Point::B(j)), value(Point::Group(j))));
        let singles = if self.singles == 0 {
            0
        } else {
            self.group.len()
        };
        let singles = (0..singles).map(|i| {
            let (mut slope, mut size, mut squares, mut total) = (0.0, 0.0, 0.0, 0.0);
            for j in 0..self.singles {
                let step = self.second[j][i] - self.first[j][i];
                let change = value(Point::Single(j, i)) - value(Point::A(j));
                slope += change * step;
                size += change.abs() * step.abs();
                squares += step * step;
                total += change * change / 2.0;
            }
            Single {
                slope: slope / squares,
                size: size / squares,
                total: total / self.singles as f64 / variance,
            }
        });
        Effects {
            variance,
            group_share: group / (group + rest),
            group_total: group / variance,
            rest_total: rest / variance,
            singles: singles.collect(),
        }
    }
}

/// What a design found.
#[derive(Clone, Debug, PartialEq)]
pub struct Effects {
    /// Variance over the space of parameters.
    pub variance: f64,
    /// Part of the variance that comes from the group; not a number if nothing varies.
    pub group_share: f64,
    /// Total index of the group.
    pub group_total: f64,
    /// Total index of all others together.
    pub rest_total: f64,
    /// Effects of single parameters; none if none were moved by themselves.
    pub singles: Vec<Single>,
}

/// The effect of a single parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Single {
    /// Mean change of the outcome over the whole range.
    pub slope: f64,
    /// The same without its sign; far above the slope where the effect turns or depends on others.
    pub size: f64,
    /// Total index.
    pub total: f64,
}

/// A Latin hypercube: each parameter has one point in each of `points` equal strata.
fn hypercube(points: usize, parameters: usize, seed: u64, half: u64) -> Vec<Vec<f64>> {
    let draws = Draws::new(seed).in_quarter(0);
    let mut rows = vec![Vec::with_capacity(parameters); points];
    for parameter in 0..parameters {
        let agent = 2 * parameter as u64 + half;
        let mut order: Vec<usize> = (0..points).collect();
        order.sort_by_key(|&j| draws.rank(Purpose::ParameterStratum, agent, j as u32));
        for (stratum, &j) in order.iter().enumerate() {
            let within = draws.block(Purpose::ParameterValue, agent, j as u32)[0];
            rows[j].push((stratum as f64 + unit_interval(within)) / points as f64);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;

    fn study(n: usize, group: Vec<bool>, f: impl Fn(&[f64]) -> f64) -> Effects {
        let design = Design::new(n, n, group, 11);
        design.effects(|point| f(&design.place(point)))
    }

    /// T. Ishigami and T. Homma (1990), a = 7, b = 0.1: variance and total indices in closed form; the third
    /// parameter acts only together with the first.
    #[test]
    fn ishigami() {
        let (a, b) = (7.0, 0.1);
        let f = |u: &[f64]| {
            let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
            x[0].sin() + a * x[1].sin().powi(2) + b * x[2].powi(4) * x[0].sin()
        };
        let first = 0.5 * (1.0 + b * PI.powi(4) / 5.0).powi(2);
        let second = a * a / 8.0;
        let joint = b * b * PI.powi(8) * (1.0 / 18.0 - 1.0 / 50.0);
        let variance = first + second + joint;
        let found = study(20_000, vec![false, true, false], f);
        assert!(
            (found.variance / variance - 1.0).abs() < 0.03,
            "{}",
            found.variance
        );
        for (single, part) in found.singles.iter().zip([first + joint, second, joint]) {
            assert!((single.total - part / variance).abs() < 0.02, "{single:?}");
        }
        // The second acts by itself, so its share is its part of the variance.
        assert!((found.group_share - second / variance).abs() < 0.02);
        // Effects that turn have a size and no slope.
        assert!(found.singles[1].size > 3.0 && found.singles[1].slope.abs() < 0.3);
    }

    /// I. Sobol' (1993), the g-function: total indices in closed form.
    #[test]
    fn g_function() {
        let a = [0.0, 1.0, 4.5, 9.0, 99.0];
        let f = |u: &[f64]| {
            let factors = u.iter().zip(a);
            factors
                .map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a))
                .product::<f64>()
        };
        let own: Vec<f64> = a
            .iter()
            .map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a)))
            .collect();
        let all: f64 = own.iter().map(|v| 1.0 + v).product();
        let variance = all - 1.0;
        let group = [true, false, true, false, false];
        let found = study(40_000, group.to_vec(), f);
        assert!((found.variance / variance - 1.0).abs() < 0.03);
        for (single, own) in found.singles.iter().zip(&own) {
            let total = own * all / (1.0 + own) / variance;
            assert!((single.total - total).abs() < 0.02, "{single:?} {total}");
        }
        let together = |member: bool| -> f64 {
            let inside = own.iter().zip(group).filter(|(_, of)| *of == member);
            inside.map(|(v, _)| 1.0 + v).product::<f64>()
        };
        let total = |member: bool| (together(member) - 1.0) * together(!member) / variance;
        assert!((found.group_total - total(true)).abs() < 0.02);
        assert!((found.rest_total - total(false)).abs() < 0.02);
        let share = total(true) / (total(true) + total(false));
        assert!((found.group_share - share).abs() < 0.02);
    }

    /// In a linear function every single step tells the whole effect, so four pairs are enough for slopes, and
    /// what has no weight has an effect of exactly 0. The share of the group needs many.
    #[test]
    fn linear() {
        let weights = [5.0, -2.0, 0.0, 1.0];
        let f = |u: &[f64]| u.iter().zip(weights).map(|(u, w)| w * u).sum::<f64>() + 3.0;
        let found = study(4, vec![true, false, false, true], f);
        for (single, weight) in found.singles.iter().zip(weights) {
            assert!((single.slope - weight).abs() < 1e-12);
            assert!((single.size - weight.abs()).abs() < 1e-12);
        }
        assert_eq!(found.singles[2].size, 0.0);
        let found = study(20_000, vec![true, false, false, true], f);
        assert!((found.variance / (30.0 / 12.0) - 1.0).abs() < 0.03);
        assert!((found.group_share - 26.0 / 30.0).abs() < 0.01);
    }

    /// Each parameter has a point in each stratum; points of one half say nothing about the other.
    #[test]
    fn hypercubes_are_latin() {
        let n = 50;
        let design = Design::new(n, 2, vec![false; 7], 3);
        for rows in [&design.first, &design.second] {
            for i in 0..7 {
                let mut strata: Vec<usize> = rows
                    .iter()
                    .map(|row| (row[i] * n as f64) as usize)
                    .collect();
                strata.sort_unstable();
                assert!(strata.into_iter().eq(0..n));
            }
        }
        assert_eq!(design.points().len(), 3 * n + 2 * 7);
        let column = |rows: &[Vec<f64>]| rows.iter().map(|row| row[3]).collect::<Vec<_>>();
        let joint =
            crate::uncertainty::correlation(&column(&design.first), &column(&design.second));
        // Five standard errors.
        assert!(joint.abs() < 5.0 / (n as f64).sqrt(), "{joint}");
    }
}
