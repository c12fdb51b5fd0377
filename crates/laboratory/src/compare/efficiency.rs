//! What a package costs for each point that it moves a goal.
//!
//! # Equation
//! ```text
//! points = −100 · Δ Gini      or      100 · Δ median consumption / median consumption of the base
//! cost of a point = cost ex ante / points        between  cost / high  and  cost / low  of the interval of points
//! ```
//! The cost ex ante has no luck, so the interval of the quotient is that of the points, turned over, wherever those are
//! surely above zero. Where they are not there is no quotient: one of noise would be any number.
//!
//! # Source
//! Digital economy, §5.4: without the cost a ranking of strategies is a ranking of budgets.

use super::{Comparison, Difference};

/// A goal, in points of which more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The outcome.
    pub outcome: &'static str,
    /// What a point is.
    pub point: &'static str,
    /// Whether the outcome is counted in per cent of the base, with more being better; in hundredths, with less
    /// being better, if not.
    relative: bool,
}

/// The goals of which a point is priced: one of equity and one of prosperity.
pub const GOALS: [Goal; 2] = [
    Goal {
        outcome: "gini_disposable_income",
        point: "point of the Gini of income",
        relative: false,
    },
    Goal {
        outcome: "real_consumption_median",
        point: "per cent of median consumption",
        relative: true,
    },
];

/// The price of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Efficiency {
    /// The goal.
    pub goal: Goal,
    /// Position of the closure.
    pub closure: usize,
    /// Position of the alternative, from 1.
    pub arm: usize,
    /// Quarter in which the goal is read.
    pub quarter: u32,
    /// Points won, and their interval.
    pub points: f64,
    /// Interval of the points.
    pub interval: [f64; 2],
    /// Whether the interval leaves zero out.
    pub distinct: bool,
    /// Cost ex ante of the package, money.
    pub cost: f64,
    /// The same over the present value of GDP.
    pub cost_share: f64,
}

impl Efficiency {
    /// The prices that comparisons of packages have.
    #[must_use]
    pub fn all(comparison: &Comparison, differences: &[Difference]) -> Vec<Self> {
        let goal = |row: &Difference| {
            GOALS
                .into_iter()
                .find(|goal| goal.outcome == row.outcome.id)
        };
        let of = |row: &Difference| {
            let goal = goal(row)?;
            let package = comparison.closures[row.closure].packages[row.arm].as_ref()?;
            let paired = &row.paired;
            let scale = if goal.relative {
                100.0 / paired.base.mean
            } else {
                -100.0
            };
            let [a, b] = paired.interval.map(|edge| scale * edge);
            Some(Self {
                goal,
                closure: row.closure,
                arm: row.arm,
                quarter: row.quarter,
                points: scale * paired.difference,
                interval: [a.min(b), a.max(b)],
                distinct: paired.distinct,
                cost: package.ex_ante(),
                cost_share: package.ex_ante() / package.gdp,
            })
        };
        differences.iter().filter_map(of).collect()
    }

    /// Cost of a point over the present value of GDP, and its interval; none where chance explains the points,
    /// where they are lost and not won, or where the package costs nothing.
    #[must_use]
    pub fn price(&self) -> Option<(f64, [f64; 2])> {
        let [low, high] = self.interval;
        let won = self.distinct && low > 0.0 && self.cost_share > 0.0;
        won.then(|| {
            let of = |points: f64| self.cost_share / points;
            (of(self.points), [of(high), of(low)])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn won(points: f64, interval: [f64; 2]) -> Efficiency {
        Efficiency {
            goal: GOALS[0],
            closure: 0,
            arm: 1,
            quarter: 40,
            points,
            interval,
            distinct: interval[0] > 0.0 || interval[1] < 0.0,
            cost: 50.0,
            cost_share: 0.005,
        }
    }

    /// Hand-worked: half a per cent of GDP for two points is a quarter of a per cent for one.
    #[test]
    fn a_point_has_a_price_only_if_it_is_won() {
        let (price, [low, high]) = won(2.0, [1.0, 4.0]).price().expect("a price");
        assert_eq!((price, low, high), (0.0025, 0.00125, 0.005));
        assert_eq!(won(0.1, [-0.1, 0.3]).price(), None);
        assert_eq!(won(-2.0, [-4.0, -1.0]).price(), None);
        assert_eq!(won(2.0, [f64::NAN; 2]).price(), None);
    }
}
