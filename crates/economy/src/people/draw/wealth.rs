//! Wealth of households, and who founded which firm.
//!
//! # Equation
//! ```text
//! rank of W = rank of c z_y + √(1 − c²) ε
//! W = exp(σ Φ⁻¹(rank))  below the tail,  W_tail (1 − q)^(−1/a)  in it;  mean 1
//! ```
//! `z_y` normal score of income per head, `c` copula, `q` rank within the tail.
//!
//! Founders of an area's firms are drawn from its households with odds in proportion to wealth, by
//! equal steps through the cumulated wealth in random order; a very rich household founds several. The
//! founder with the higher income to be met has the firm with the larger dividend.
//! # Source
//! Long run, §5.5.

use quantity::{Purpose, QuarterDraws, draws, maths};

use super::controls::Area;
use super::households::People;
use super::target_income::Incomes;
use crate::people::Settings;

/// Wealth of every household over the mean.
pub fn wealth(
    people: &People,
    areas: &[Area],
    incomes: &Incomes,
    settings: &Settings,
    draws: QuarterDraws,
) -> Vec<f64> {
    let n = people.n_households();
    let copula = settings.wealth_copula;
    let rest = (1.0 - copula * copula).sqrt();
    let mut order: Vec<(f64, u64, u32)> = (0..n)
        .map(|h| {
            let number = people.area[h] as usize;
            let agent = people.household_agent(&areas[number], number, h);
            let luck = draws.stream(Purpose::PopulationWealth, agent).normal();
            (copula * incomes.score[h] + rest * luck, agent, h as u32)
        })
        .collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let from = settings.wealth_tail_from;
    let threshold = maths::exp(settings.wealth_sigma * maths::normal_quantile(from.min(0.999_999)));
    let mut wealth = vec![0.0; n];
    for (k, &(_, _, h)) in order.iter().enumerate() {
        let rank = (k as f64 + 0.5) / n as f64;
        wealth[h as usize] = if rank < from {
            maths::exp(settings.wealth_sigma * maths::normal_quantile(rank))
        } else {
            let rank = (rank - from) / (1.0 - from);
            threshold * maths::powf(1.0 - rank, -1.0 / settings.wealth_exponent)
        };
    }
    let mean = maths::sum(wealth.iter().copied()) / n as f64;
    for wealth in &mut wealth {
        *wealth /= mean;
    }
    wealth
}

/// Founder household of every firm, given each firm's area and dividend.
///
/// An area without households takes founders from the whole country.
pub fn founders(
    people: &People,
    areas: &[Area],
    incomes: &Incomes,
    wealth: &[f64],
    area_of_firm: &[u32],
    dividend: &[f64],
    draws: QuarterDraws,
) -> Vec<u32> {
    let mut founders = vec![0; area_of_firm.len()];
    let mut firms: Vec<Vec<u32>> = vec![Vec::new(); areas.len()];
    for (i, &area) in area_of_firm.iter().enumerate() {
        firms[area as usize].push(i as u32);
    }
    for (number, firms) in firms.iter_mut().enumerate() {
        if firms.is_empty() {
            continue;
        }
        let own = people.households_of(number);
        let households = if own.is_empty() {
            0..people.n_households()
        } else {
            own
        };
        let mut order: Vec<(u64, u32)> = households
            .map(|h| {
                let number = people.area[h] as usize;
                let agent = people.household_agent(&areas[number], number, h);
                (draws.rank(Purpose::PopulationFounders, agent, 1), h as u32)
            })
            .collect();
        order.sort_unstable();
        let total: f64 = order.iter().map(|&(_, h)| wealth[h as usize]).sum();
        let step = total / firms.len() as f64;
        let area = areas[number].key << 32 | 0xFFFF_FFFF;
        let bits = draws.rank(Purpose::PopulationFounders, area, 0);
        let mut next = step * draws::unit_interval(bits);
        let mut picked = Vec::with_capacity(firms.len());
        let mut passed = 0.0;
        for &(_, h) in &order {
            passed += wealth[h as usize];
            while picked.len() < firms.len() && next < passed {
                picked.push(h);
                next += step;
            }
        }
        // Rounding may leave the last step beyond the end.
        while picked.len() < firms.len() {
            picked.extend(order.last().map(|&(_, h)| h));
        }
        picked.sort_by(|&a, &b| {
            let income = &incomes.income;
            income[b as usize]
                .total_cmp(&income[a as usize])
                .then(a.cmp(&b))
        });
        firms.sort_by(|&a, &b| {
            dividend[b as usize]
                .total_cmp(&dividend[a as usize])
                .then(a.cmp(&b))
        });
        for (&firm, founder) in firms.iter().zip(picked) {
            founders[firm as usize] = founder;
        }
    }
    founders
}
