//! Origin factors: what makes the demand for each area's supply at the opening equal to it.
//!
//! # Equation
//! ```text
//! χ_ℓ' ← χ_ℓ' · A_ℓ' / D̂_ℓ'      until |D̂ / A − 1| < 1e-8 everywhere, or 500 rounds
//! ```
//! `D̂` the demand that meets the area's sellers at the opening budgets, `A` their supply, both as shares
//! of the country's. A doubly constrained gravity model: distance says who buys from whom, supply how
//! much is bought from each. The importer has a factor like an area; the scale is free, and such that
//! sellers of the average weight 1. Without distance there is nothing to make up for, and all are 1.
//!
//! # Source
//! Long run, §4.2.

use quantity::maths;

use super::{Local, add_scaled, dot};

/// Largest relative gap between demand and supply that ends the search.
const CLOSE: f64 = 1e-8;
/// Most rounds of it.
const MOST_ROUNDS: u32 = 500;

/// How the origin factors of a product were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The factors: of each area, and of the importer. Empty where none were sought.
    pub factor: Vec<f64>,
    /// Largest gap left between demand for an area's supply and the supply, relative to it.
    pub residual: f64,
    /// Rounds it took.
    pub rounds: u32,
}

impl Local {
    /// Finds the origin factors and puts them into the weights, which until now are those of the way.
    ///
    /// `v` attraction and `supply` of each column, `budget` of each row.
    pub(super) fn find_factors(&mut self, v: &[f64], supply: &[f64], budget: &[f64]) {
        let total: f64 = supply.iter().sum();
        let wanted: f64 = budget.iter().sum();
        let apart = self.weight.iter().any(|&w| w != 1.0 && w != 0.0);
        if !apart || total <= 0.0 || wanted <= 0.0 {
            return;
        }
        let columns = self.n + 1;
        let share = |k: usize| supply[k] / total;
        let mut found = Found {
            factor: vec![1.0; columns],
            ..Found::default()
        };
        let mut pull = vec![0.0; self.stride];
        let mut reach = vec![0.0; self.stride];
        for round in 1..=MOST_ROUNDS {
            for k in 0..columns {
                pull[k] = found.factor[k] * v[k];
            }
            reach.fill(0.0);
            for (to, &budget) in budget.iter().enumerate() {
                let row = self.row(to);
                let load = maths::ratio_or_zero(budget / wanted, dot(row, &pull));
                add_scaled(&mut reach, load, row);
            }
            found.rounds = round;
            found.residual = 0.0;
            for k in (0..columns).filter(|&k| supply[k] > 0.0) {
                found.residual = (reach[k] * pull[k] / share(k) - 1.0)
                    .abs()
                    .max(found.residual);
            }
            if found.residual < CLOSE {
                break;
            }
            for k in (0..columns).filter(|&k| supply[k] > 0.0 && reach[k] * v[k] > 0.0) {
                found.factor[k] = share(k) / (reach[k] * v[k]);
            }
        }
        let mean: f64 = (0..columns).map(|k| share(k) * found.factor[k]).sum();
        for (k, factor) in found.factor.iter_mut().enumerate() {
            *factor = if supply[k] > 0.0 { *factor / mean } else { 1.0 };
        }
        for matrix in [&mut self.weight, &mut self.freight] {
            for row in matrix.chunks_exact_mut(self.stride) {
                for (weight, factor) in row.iter_mut().zip(&found.factor) {
                    *weight *= factor;
                }
            }
        }
        self.factors = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `n` areas on a line, links falling by `decay` a hop up to eight, the importer next door to all.
    fn line(n: usize, decay: f64) -> Local {
        let stride = (n + 1).next_multiple_of(super::super::LANES);
        let mut weight = vec![0.0; (n + 1) * stride];
        for to in 0..=n {
            for from in 0..=n {
                let hops = if to == n || from == n {
                    0.0
                } else {
                    to.abs_diff(from).min(8) as f64
                };
                weight[to * stride + from] = maths::exp(-decay * hops);
            }
        }
        Local {
            n,
            stride,
            weight,
            ..Local::default()
        }
    }

    /// Authority: the condition itself. Supply and demand are far apart in space, and decay is strong.
    #[test]
    fn demand_meets_supply_everywhere() {
        for (n, decay) in [(2, 0.1), (8, 1.0), (31, 2.0), (62, 0.5)] {
            let mut local = line(n, decay);
            let wave = |k: usize, by: f64| 1.0 + 0.9 * maths::sin(by * k as f64);
            let supply: Vec<f64> = (0..=n).map(|k| wave(k, 0.7)).collect();
            let budget: Vec<f64> = (0..=n).map(|k| 3.0 * wave(k, 1.9)).collect();
            let mut v = vec![0.0; local.stride];
            for (k, v) in v.iter_mut().take(n + 1).enumerate() {
                *v = wave(k, 0.3);
            }
            let way = local.weight.clone();
            local.find_factors(&v, &supply, &budget);
            let found = &local.factors;
            assert!(found.residual < CLOSE, "{n} {decay}: {found:?}");
            let mean: f64 = supply.iter().zip(&found.factor).map(|(a, x)| a * x).sum();
            assert!((mean / supply.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            let (all_supply, all_demand): (f64, f64) = (supply.iter().sum(), budget.iter().sum());
            for (k, supply) in supply.iter().enumerate() {
                let demand: f64 = (0..=n)
                    .map(|to| {
                        let odds = |from: usize| {
                            way[to * local.stride + from] * found.factor[from] * v[from]
                        };
                        let row: f64 = (0..=n).map(odds).sum();
                        budget[to] * odds(k) / row
                    })
                    .sum();
                let gap = demand / all_demand / (supply / all_supply) - 1.0;
                assert!(gap.abs() < 2.0 * CLOSE, "{n} {decay} {k}: {gap:e}");
            }
        }
    }

    #[test]
    fn without_distance_there_is_nothing_to_make_up_for() {
        let mut local = line(3, 0.0);
        let before = local.weight.clone();
        local.find_factors(
            &[1.0, 2.0, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0],
            &[1.0; 4],
            &[1.0; 4],
        );
        assert_eq!(local.weight, before);
        assert_eq!(local.factors, Found::default());
    }
}
