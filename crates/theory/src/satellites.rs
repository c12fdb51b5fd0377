//! Satellites: what the digital economy is worth beside the accounts, by fifth of income and area.
//!
//! Values are money of the quarter, beside GDP and never added to it or to each other; no act reads them.
//!
//! # Equation
//! ```text
//! free goods (D3)    Σ_h Δ₀x_h · persons_h · ω · c̄ · n
//! variety (C5)       Σ_h online spending_h · ( (n_eff online / n_eff in shops)^(1/5) − 1 )
//! n_eff = 1 / Σ_f share_f²      share_f ∝ A_f^e · e^(−δ_g χ d)      e = 1, χ = 1 in shops
//! ```
//! Online the exponent of size is what the tail economy leaves of it, the decay `δ` with distance `d` is what
//! the space economy leaves of it, and only members sell. Online spending is what has come since the opening.
//!
//! # Source
//! Digital economy, §4.C (C5), §4.D (D3) and §6.5.

use quantity::{FirmId, maths};

use crate::effects::tail::Tail;
use crate::scene::Ground;

/// Groups of income.
pub const FIFTHS: usize = 5;

/// The table: each column at `area · FIFTHS + fifth`, the poorest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Satellites {
    /// Persons.
    pub persons: Vec<f64>,
    /// Value of services that cost nothing, money.
    pub free_goods: Vec<f64>,
    /// Value of variety, money.
    pub variety: Vec<f64>,
}

impl Satellites {
    /// The table of a quarter that has ended.
    #[must_use]
    pub fn of(ground: &Ground<'_>) -> Self {
        let areas = ground.endowment.n_areas();
        let zeros = || vec![0.0; areas * FIFTHS];
        let mut table = Self {
            persons: zeros(),
            free_goods: zeros(),
            variety: zeros(),
        };
        let households = ground.view.households;
        let basket = &ground.view.calibration.baskets.consumption;
        let consumption = maths::sum(households.consumption.iter().copied());
        let mean = maths::ratio_or_zero(consumption, ground.endowment.persons);
        let gains = variety_gains(ground);
        let (state, opening) = (&ground.state.households, &ground.opening.state.households);
        for h in households.ids() {
            let area = households.area[h] as usize;
            let fifth = ((state.rank[h] * FIFTHS as f64) as usize).min(FIFTHS - 1);
            let at = area * FIFTHS + fifth;
            let persons = ground.person(h).persons;
            let online = state.online[h] - opening.online[h];
            table.persons[at] += persons;
            table.free_goods[at] += persons * ground.concepts.free_of_charge.value(online, mean);
            let gained = (0..basket.len())
                .map(|g| basket[g] * ground.additional(h, g) * gains[g * areas + area]);
            table.variety[at] += households.consumption[h] * maths::sum(gained);
        }
        table
    }

    /// A column summed over areas, by fifth.
    #[must_use]
    pub fn by_fifth(column: &[f64]) -> [f64; FIFTHS] {
        std::array::from_fn(|fifth| maths::sum(column.iter().skip(fifth).step_by(FIFTHS).copied()))
    }

    /// A column summed over fifths, by area.
    #[must_use]
    pub fn by_area(column: &[f64]) -> Vec<f64> {
        let rows = column.chunks(FIFTHS);
        rows.map(|row| maths::sum(row.iter().copied())).collect()
    }
}

/// Gain of variety on online spending, at `product · areas + area`; 0 where nobody sells online.
#[must_use]
pub fn variety_gains(ground: &Ground<'_>) -> Vec<f64> {
    let areas = ground.endowment.n_areas();
    let map = &ground.view.calibration.geography;
    let firms = ground.view.firms;
    let platforms = &ground.state.platforms;
    let (size, distance) = (
        1.0 + ground.concepts.tail_economy.term(),
        ground.concepts.space_economy.distance(),
    );
    let mut gains = Vec::with_capacity(ground.endowment.industries.len() * areas);
    for g in 0..ground.endowment.industries.len() {
        let mask = platforms.mask(g);
        let decay = map.decay.get(g).copied().unwrap_or(0.0) * map.settings.decay_scale;
        for area in 0..areas {
            let near = |i: FirmId, kept: f64| {
                if decay == 0.0 {
                    return 1.0;
                }
                let hops = map.distance(firms.area[i] as usize, area);
                maths::exp(-decay * kept * hops)
            };
            let offered = |i: FirmId| firms.output[i] + firms.inventories[i];
            let sellers = || firms.of_industry(g).filter(|&i| offered(i) > 0.0);
            let in_shops = effective(sellers().map(|i| offered(i) * near(i, 1.0)));
            let members = sellers().filter(|&i| platforms.memberships.bits[i] & mask != 0);
            let online =
                effective(members.map(|i| maths::powf(offered(i), size) * near(i, distance)));
            gains.push(if in_shops > 0.0 && online > 0.0 {
                Tail::variety_gain(online / in_shops) - 1.0
            } else {
                0.0
            });
        }
    }
    gains
}

/// Effective number of sellers with these weights: `(Σ w)² / Σ w²`.
fn effective(weights: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for weight in weights {
        sum += weight;
        squares += weight * weight;
    }
    maths::ratio_or_zero(sum * sum, squares)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the inverse of the sum of squared shares, by hand.
    #[test]
    fn equal_sellers_count_in_full() {
        assert_eq!(effective([2.0, 2.0, 2.0, 2.0].into_iter()), 4.0);
        assert!((effective([3.0, 1.0].into_iter()) - 1.6).abs() < 1e-15);
        assert_eq!(effective(std::iter::empty()), 0.0);
        assert!(Tail::variety_gain(32.0) - 2.0 < 1e-12);
    }

    #[test]
    fn columns_add_up_both_ways() {
        let column: Vec<f64> = (0..10).map(f64::from).collect();
        assert_eq!(Satellites::by_fifth(&column), [5.0, 7.0, 9.0, 11.0, 13.0]);
        assert_eq!(Satellites::by_area(&column), [10.0, 35.0]);
    }
}
