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
//! largest dividend goes to the founder with most income to be met, and so on downwards.
//! # Source
//! Long run, §5.5.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

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

/// Somebody who founded one firm or more of those that are still to be given out; the one with most
/// room comes first, then the lowest number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Claim {
    /// Income to be met, less transfers and the dividends of firms so far.
    room: f64,
    household: Reverse<u32>,
    /// Firms still to come.
    draws: u32,
}

impl Eq for Claim {}

impl PartialOrd for Claim {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Claim {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_room = self.room.total_cmp(&other.room);
        by_room.then(self.household.cmp(&other.household))
    }
}

/// What the drawing of founders knows.
#[derive(Clone, Copy, Debug)]
pub struct Founding<'a> {
    /// The persons.
    pub people: &'a People,
    /// Controls of areas.
    pub areas: &'a [Area],
    /// Targets.
    pub incomes: &'a Incomes,
    /// Transfers of each household.
    pub transfers: &'a [f64],
    /// Wealth of each household.
    pub wealth: &'a [f64],
    /// The founder's part of what households get of a firm's dividends.
    pub founder_share: f64,
}

/// Founder household of every firm, given each firm's area and dividend.
///
/// An area without households takes founders from the whole country.
pub fn founders(
    knowing: Founding<'_>,
    area_of_firm: &[u32],
    dividend: &[f64],
    draws: QuarterDraws,
) -> Vec<u32> {
    let Founding {
        people,
        areas,
        incomes,
        transfers,
        wealth,
        founder_share,
    } = knowing;
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
        // How often each was drawn, and what dividends may still come to.
        picked.sort_unstable();
        let mut queue: BinaryHeap<Claim> = picked
            .chunk_by(|a, b| a == b)
            .map(|draws| Claim {
                room: incomes.income[draws[0] as usize] - transfers[draws[0] as usize],
                household: Reverse(draws[0]),
                draws: draws.len() as u32,
            })
            .collect();
        firms.sort_by(|&a, &b| {
            dividend[b as usize]
                .total_cmp(&dividend[a as usize])
                .then(a.cmp(&b))
        });
        for &firm in firms.iter() {
            let Some(mut claim) = queue.pop() else { break };
            founders[firm as usize] = claim.household.0;
            claim.room -= founder_share * dividend[firm as usize];
            claim.draws -= 1;
            if claim.draws > 0 {
                queue.push(claim);
            }
        }
    }
    founders
}
