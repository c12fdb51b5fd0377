//! Indicators of platforms and online trade, as functions of the state and of the last books.
//!
//! # Equation
//! ```text
//! platform_herfindahl = mean over kinds of Σ_p share_p²        take_rate = Σ share_p t_p / Σ share_p
//! complementor_share = 1 − (t̄ − t_min)/(t_mono − t_min)         complementor_density = mean of n_e over members
//! tail_share = sales outside the largest fifth of each product's sellers / sales
//! price_dispersion = Σ_g w_g sd_g(ln P), weighted by sales      data_herfindahl = Σ_g w_g H_g, by value added
//! manipulation_transfer = Σ_h premium_h · online spending_h     distance_elasticity_online = −χ Σ_g w_g δ_g d̄
//! ```
//! The elasticity is that of the tables of the online branch at the mean distance `d̄` between persons: sales
//! fall by `e^(−δ χ d)`, `χ` what the space economy leaves of it. Where there is one area there is no distance
//! and no elasticity.
//!
//! # Source
//! Digital economy, §4 and §5.1, lines *Ind*.

use quantity::{FirmId, maths};

use super::{KINDS, Kind};
use crate::characteristics::symbiosis;
use crate::scene::Ground;

/// An indicator of a concept.
#[derive(Clone, Copy, Debug)]
pub struct Indicator {
    /// Id of the concept.
    pub id: &'static str,
    /// Its name, as in the ledger.
    pub name: &'static str,
    /// The number.
    pub of: fn(&Ground<'_>) -> f64,
}

/// The indicators, in the order of the ledger.
pub const INDICATORS: [Indicator; 9] = [
    indicator("C3", "platform_herfindahl", platform_herfindahl),
    indicator("C5", "tail_share", tail_share),
    indicator(
        "C7",
        "distance_elasticity_online",
        distance_elasticity_online,
    ),
    indicator("C10", "complementor_density", complementor_density),
    indicator("D4", "complementor_share", complementor_share),
    indicator("D5", "price_dispersion", price_dispersion),
    indicator("G1", "data_herfindahl", data_herfindahl),
    indicator("G2", "manipulation_transfer", manipulation_transfer),
    indicator("H5", "take_rate", take_rate),
];

const fn indicator(id: &'static str, name: &'static str, of: fn(&Ground<'_>) -> f64) -> Indicator {
    Indicator { id, name, of }
}

/// Concentration of users, mean over the kinds that have platforms; not a number where none has.
#[must_use]
pub fn platform_herfindahl(ground: &Ground<'_>) -> f64 {
    let platforms = &ground.state.platforms;
    let kinds = || KINDS.into_iter().filter(|&kind| platforms.has(kind));
    maths::sum(kinds().map(|kind| platforms.herfindahl(kind))) / kinds().count() as f64
}

/// Commission, mean over the users of all kinds; not a number without platforms.
#[must_use]
pub fn take_rate(ground: &Ground<'_>) -> f64 {
    let platforms = &ground.state.platforms;
    let taken = platforms.share.iter().zip(&platforms.rate);
    maths::sum(taken.map(|(share, rate)| share * rate))
        / maths::sum(platforms.share.iter().copied())
}

/// Share of the joint surplus that is left to complementors and users: the split that would lead to the
/// mean commission.
#[must_use]
pub fn complementor_share(ground: &Ground<'_>) -> f64 {
    symbiosis::split_of(take_rate(ground))
}

/// Complementors of a member of an ecosystem, mean over members; 0 where nobody is one.
#[must_use]
pub fn complementor_density(ground: &Ground<'_>) -> f64 {
    let platforms = &ground.state.platforms;
    let ecosystems = platforms.mask_of(Kind::Industrial);
    let quarter = ground.view.quarter;
    let support = ground.concepts.strategy_ecosystem.support(quarter);
    let firms = ground.view.firms.ids();
    let members = firms.filter(|&i| platforms.memberships.bits[i] & ecosystems != 0);
    let (mut sum, mut n) = (0.0, 0.0);
    for i in members {
        let complementors = ground.means.complementors[ground.cell(i)];
        sum += maths::ratio_or_zero(complementors, ground.endowment.mean_complementors);
        n += 1.0;
    }
    support * maths::ratio_or_zero(sum, n)
}

/// Value of a firm's sales.
fn sales(ground: &Ground<'_>, i: FirmId) -> f64 {
    let firms = ground.view.firms;
    firms.price[i] * maths::positive(firms.sales[i])
}

/// Share of sales made by others than the largest fifth of the sellers of each product.
#[must_use]
pub fn tail_share(ground: &Ground<'_>) -> f64 {
    let (mut tail, mut total) = (0.0, 0.0);
    for g in 0..ground.endowment.industries.len() {
        let mut of_sellers: Vec<f64> = ground
            .view
            .firms
            .of_industry(g)
            .map(|i| sales(ground, i))
            .collect();
        of_sellers.sort_by(|a, b| b.total_cmp(a));
        tail += outside_top_fifth(&of_sellers);
        total += maths::sum(of_sellers.iter().copied());
    }
    maths::ratio_or_zero(tail, total)
}

/// What is sold by others than the first fifth, rounded up, of sellers in falling order.
fn outside_top_fifth(falling: &[f64]) -> f64 {
    maths::sum(falling.iter().skip(falling.len().div_ceil(5)).copied())
}

/// Standard deviation of the log of prices paid for the same product, mean over products by their sales.
#[must_use]
pub fn price_dispersion(ground: &Ground<'_>) -> f64 {
    let firms = ground.view.firms;
    let (mut sum, mut total) = (0.0, 0.0);
    for g in 0..ground.endowment.industries.len() {
        let weights = maths::sum(firms.of_industry(g).map(|i| sales(ground, i)));
        let weighted = |of: &dyn Fn(f64) -> f64| {
            let terms = firms
                .of_industry(g)
                .map(|i| sales(ground, i) * of(maths::ln(firms.price[i])));
            maths::ratio_or_zero(maths::sum(terms), weights)
        };
        let mean = weighted(&|p| p);
        sum += weights * weighted(&|p| (p - mean) * (p - mean)).sqrt();
        total += weights;
    }
    maths::ratio_or_zero(sum, total)
}

/// Concentration of data, mean over industries by their value added.
#[must_use]
pub fn data_herfindahl(ground: &Ground<'_>) -> f64 {
    let (mut sum, mut total) = (0.0, 0.0);
    for (g, concentration) in ground.means.concentration.iter().enumerate() {
        let firms = ground.view.firms.of_industry(g);
        let weight = maths::sum(firms.map(|i| ground.means.value_added[i]));
        sum += weight * concentration;
        total += weight;
    }
    maths::ratio_or_zero(sum, total)
}

/// Premiums that buyers pay for being known, money; negative where those who pay less outweigh.
#[must_use]
pub fn manipulation_transfer(ground: &Ground<'_>) -> f64 {
    let concepts = ground.concepts;
    let quarter = ground.view.quarter;
    let left = concepts.strategy_platform_regulation.left_of_forms(quarter);
    let premium = |h| {
        let rank = ground.state.households.rank[h];
        let area = ground.view.households.area[h] as usize;
        left * concepts
            .algorithm_manipulation
            .personal_price(rank, ground.last_violation[area])
    };
    let households = ground.view.households;
    let shares = ground.online_shares();
    maths::sum(households.ids().map(|h| {
        premium(h) * ground.additional_of_consumption(h, &shares) * households.consumption[h]
    }))
}

/// Elasticity of online trade with respect to distance, in the tables of the online branch; not a number
/// where there is one area.
#[must_use]
pub fn distance_elasticity_online(ground: &Ground<'_>) -> f64 {
    ground.concepts.space_economy.distance() * distance_elasticity(ground)
}

/// The same in shops.
#[must_use]
pub fn distance_elasticity(ground: &Ground<'_>) -> f64 {
    let map = &ground.view.calibration.geography;
    if map.is_single() {
        return f64::NAN;
    }
    let persons = &ground.means.persons;
    let (mut way, mut pairs) = (0.0, 0.0);
    for from in 0..map.len() {
        for to in (0..map.len()).filter(|&to| to != from) {
            let weight = persons[from] * persons[to];
            way += weight * map.distance(from, to);
            pairs += weight;
        }
    }
    let basket = &ground.view.calibration.baskets.consumption;
    let sold = |g: usize| ground.state.platforms.serving(g).is_some();
    let (mut decay, mut weights) = (0.0, 0.0);
    for (g, share) in basket.iter().enumerate().filter(|&(g, _)| sold(g)) {
        decay += share * map.decay.get(g).copied().unwrap_or(0.0) * map.settings.decay_scale;
        weights += share;
    }
    -maths::ratio_or_zero(decay, weights) * maths::ratio_or_zero(way, pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_fifth_is_rounded_up() {
        assert_eq!(outside_top_fifth(&[5.0, 3.0, 2.0]), 5.0);
        assert_eq!(outside_top_fifth(&[5.0, 4.0, 3.0, 2.0, 1.0, 1.0]), 7.0);
        assert_eq!(outside_top_fifth(&[]), 0.0);
    }

    #[test]
    fn indicators_are_those_of_the_ledger() {
        for indicator in INDICATORS {
            let concept = crate::ledger::find(indicator.id).expect("a concept");
            assert_eq!(concept.indicator, indicator.name);
        }
    }
}
