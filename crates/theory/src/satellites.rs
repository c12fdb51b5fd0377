//! Satellites: what the digital economy is worth beside the accounts, by fifth of income and area.
//!
//! Values are money of the quarter, beside GDP and never added to it or to each other; no act reads them.
//!
//! # Equation
//! ```text
//! free goods (D3)    Σ_h Δ₀x_h · persons_h · ω · c̄ · n
//! variety (C5)       Σ_h online spending_h · ( (n_eff online / n_eff in shops)^(1/5) − 1 )
//! sharing (C9)       Σ_h rents paid_h · surplus per unit of money spent
//! leisure (C6)       Σ_h s · m · (jobs done from afar + work by the task, in full jobs)_h · mean wage; a loss
//! n_eff = 1 / Σ_f share_f²      share_f ∝ A_f^e · e^(−δ_g χ d)      e = 1, χ = 1 in shops
//! ```
//! Online the exponent of size is what the tail economy leaves of it, the decay `δ` with distance `d` is what
//! the space economy leaves of it, and only members sell. Online spending is what has come since the opening.
//! A job is done from afar as long as who was hired so keeps it; its hours are those of any job.
//!
//! # Source
//! Digital economy, §4.C (C5, C6, C9), §4.D (D3) and §6.5.

use economy::geography::Geography;
use quantity::{Id, maths};

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
    /// Surplus of those who rent from other households, money.
    pub sharing: Vec<f64>,
    /// Free time lost to remote and gig work at the mean wage, money.
    pub leisure: Vec<f64>,
}

/// Ids of the outcomes that the columns are of, in the order of [`Satellites::columns`].
pub const IDS: [&str; 4] = [
    "free_goods_value",
    "variety_gain",
    "sharing_surplus",
    "leisure_loss",
];

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
            sharing: zeros(),
            leisure: zeros(),
        };
        let households = ground.view.households;
        let wage = households.mean_wage() * ground.view.prices.consumer;
        let full_time = &ground.concepts.full_time_economy;
        let basket = &ground.view.calibration.baskets.consumption;
        let consumption = maths::sum(households.consumption.iter().copied());
        let mean = maths::ratio_or_zero(consumption, ground.endowment.persons);
        let gains = variety_gains(ground);
        let shares = ground.online_shares();
        let sharing = &ground.concepts.sharing_economy;
        let (state, opening) = (&ground.state.households, &ground.opening.state.households);
        for h in households.ids() {
            let area = households.area[h] as usize;
            let fifth = ((state.rank[h] * FIFTHS as f64) as usize).min(FIFTHS - 1);
            let at = area * FIFTHS + fifth;
            let persons = ground.person(h).persons;
            let online = state.online[h] - opening.online[h];
            table.persons[at] += persons;
            table.free_goods[at] += persons * ground.concepts.free_of_charge.value(online, mean);
            let gains = &gains[area * basket.len()..(area + 1) * basket.len()];
            let paid = households.rents.paid.get(h.index());
            table.sharing[at] += sharing.surplus(paid.copied().unwrap_or(0.0));
            let gained = ground.additional_times(h, &shares, |product| gains[product]);
            table.variety[at] += households.consumption[h] * gained;
            table.leisure[at] += wage * full_time.leisure_lost(ground.boundless_hours(h));
        }
        table
    }

    /// The table of a quarter that has ended, as far as its concepts are switched on: value that is there without
    /// D3 counts by the strength of D3.
    #[must_use]
    pub fn in_force(ground: &Ground<'_>) -> Self {
        let mut table = Self::of(ground);
        let strength = ground.concepts.free_of_charge.strength;
        for value in &mut table.free_goods {
            *value *= strength;
        }
        table
    }

    /// The columns of money, in the order of [`IDS`].
    #[must_use]
    pub fn columns(&self) -> [&[f64]; IDS.len()] {
        [
            &self.free_goods,
            &self.variety,
            &self.sharing,
            &self.leisure,
        ]
        .map(Vec::as_slice)
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

/// Gain of variety on online spending, at `area · products + product`; 0 where nobody sells online.
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
    let products = ground.endowment.industries.len();
    let ways = Ways::of(map);
    let mut gains = vec![0.0; products * areas];
    let (mut sellers, mut near) = (Vec::new(), Vec::new());
    for g in 0..products {
        let mask = platforms.mask(g);
        let decay = map.decay.get(g).copied().unwrap_or(0.0) * map.settings.decay_scale;
        // What does not depend on the buyer: weights of size in shops and, of members, online.
        sellers.clear();
        for i in firms.of_industry(g) {
            let offered = firms.output[i] + firms.inventories[i];
            if offered > 0.0 {
                let online =
                    (platforms.memberships.bits[i] & mask != 0).then(|| maths::powf(offered, size));
                sellers.push((firms.area[i] as usize, offered, online));
            }
        }
        near.clear();
        near.extend(ways.hops.iter().map(|hops| {
            [1.0, distance].map(|kept| {
                if decay == 0.0 {
                    1.0
                } else {
                    maths::exp(-decay * kept * hops)
                }
            })
        }));
        for area in 0..areas {
            let near = |from: usize| near[ways.of[from * areas + area]];
            let in_shops = sellers
                .iter()
                .map(|&(from, offered, _)| offered * near(from)[0]);
            let online = sellers
                .iter()
                .filter_map(|&(from, _, online)| Some(online? * near(from)[1]));
            let (in_shops, online) = (effective(in_shops), effective(online));
            if in_shops > 0.0 && online > 0.0 {
                gains[area * products + g] = Tail::variety_gain(online / in_shops) - 1.0;
            }
        }
    }
    gains
}

/// Distances of a map, of which there are few: each once, and which of them is that of each pair of areas.
struct Ways {
    hops: Vec<f64>,
    /// At `from · areas + to`.
    of: Vec<usize>,
}

impl Ways {
    fn of(map: &Geography) -> Self {
        let mut hops = Vec::new();
        let pairs = (0..map.len()).flat_map(|from| (0..map.len()).map(move |to| (from, to)));
        let of = pairs.map(|(from, to)| {
            let way = map.distance(from, to);
            hops.iter()
                .position(|&known| known == way)
                .unwrap_or_else(|| {
                    hops.push(way);
                    hops.len() - 1
                })
        });
        let of = of.collect();
        Self { hops, of }
    }
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
