//! Measures of platforms and of what is bought and sold online.

use economy::Economy;
use quantity::{FirmId, maths};

use crate::Digital;
use crate::platforms::indicators as of;
use crate::platforms::membership::margin;
use crate::satellites::Satellites;

pub(in crate::signs) fn herfindahl(e: &Economy, d: &Digital) -> f64 {
    of::platform_herfindahl(&d.ground(&e.view()))
}

pub(in crate::signs) fn take_rate(e: &Economy, d: &Digital) -> f64 {
    of::take_rate(&d.ground(&e.view()))
}

pub(in crate::signs) fn tail_share(e: &Economy, d: &Digital) -> f64 {
    of::tail_share(&d.ground(&e.view()))
}

pub(in crate::signs) fn price_dispersion(e: &Economy, d: &Digital) -> f64 {
    of::price_dispersion(&d.ground(&e.view()))
}

pub(in crate::signs) fn manipulation(e: &Economy, d: &Digital) -> f64 {
    of::manipulation_transfer(&d.ground(&e.view())) / e.books.gdp.nominal
}

pub(in crate::signs) fn density(e: &Economy, d: &Digital) -> f64 {
    of::complementor_density(&d.ground(&e.view()))
}

pub(in crate::signs) fn data_herfindahl(e: &Economy, d: &Digital) -> f64 {
    of::data_herfindahl(&d.ground(&e.view()))
}

/// What people of the two lowest fifths pay beyond the common price, over their consumption.
pub(in crate::signs) fn premium_of_poor(e: &Economy, d: &Digital) -> f64 {
    let view = e.view();
    let ground = d.ground(&view);
    let shares = ground.online_shares();
    let poor = || {
        e.households
            .ids()
            .filter(|&h| d.state().households.rank[h] < 0.4)
    };
    let paid = poor().map(|h| {
        let spent = ground.additional_of_consumption(h, &shares) * e.households.consumption[h];
        e.channels.personal_price.at(h) * spent
    });
    maths::sum(paid) / maths::sum(poor().map(|h| e.households.consumption[h]))
}

/// Share of consumption that has come to be online.
pub(in crate::signs) fn online_trade(e: &Economy, d: &Digital) -> f64 {
    let view = e.view();
    let ground = d.ground(&view);
    d.means().over_persons(|area| ground.bought_online(area))
}

pub(in crate::signs) fn is_platform(d: &Digital, i: FirmId) -> bool {
    d.state().platforms.firm.contains(&i)
}

pub(in crate::signs) fn platform_profit(e: &Economy, d: &Digital) -> f64 {
    maths::sum(d.state().platforms.firm.iter().map(|&i| e.firms.profit[i])) / e.books.gdp.nominal
}

/// Profit over sales of those who sold online at the opening: the same firms in every arm, whoever has joined or
/// left since.
pub(in crate::signs) fn sellers_margin(e: &Economy, d: &Digital) -> f64 {
    margin_of(e, d, |_| true)
}

/// The same of the smaller half of them, by their rank in their industry at the opening.
pub(in crate::signs) fn small_sellers_margin(e: &Economy, d: &Digital) -> f64 {
    let rank = &d.opening().state.firms.size_rank;
    let sellers = e.firms.ids().filter(|&i| is_seller(e, d, i));
    let mut ranks: Vec<f64> = sellers.map(|i| rank[i]).collect();
    ranks.sort_by(f64::total_cmp);
    let middle = ranks.get(ranks.len() >> 1).copied().unwrap_or(0.0);
    margin_of(e, d, |i| rank[i] < middle)
}

/// Whether a firm sold online at the opening and is no platform.
fn is_seller(e: &Economy, d: &Digital, i: FirmId) -> bool {
    let product = e.firms.industry[i] as usize;
    d.opening().state.platforms.sells_online(i, product) && !is_platform(d, i)
}

fn margin_of(e: &Economy, d: &Digital, which: impl Fn(FirmId) -> bool) -> f64 {
    let sellers = || e.firms.ids().filter(|&i| is_seller(e, d, i) && which(i));
    maths::sum(sellers().map(|i| e.firms.profit[i]))
        / maths::sum(sellers().map(|i| e.firms.price[i] * e.firms.sales[i]))
}

/// Mean price paid over unit costs.
pub(in crate::signs) fn price_over_cost(e: &Economy, _: &Digital) -> f64 {
    let view = e.view();
    let sales = |i: FirmId| e.firms.price[i] * e.firms.sales[i];
    let ratio = |i: FirmId| 1.0 / (1.0 - margin(&view, i)).max(0.05);
    maths::sum(e.firms.ids().map(|i| sales(i) * ratio(i))) / maths::sum(e.firms.ids().map(sales))
}

pub(in crate::signs) fn free_goods(e: &Economy, d: &Digital) -> f64 {
    let table = Satellites::of(&d.ground(&e.view()));
    maths::sum(table.free_goods.iter().copied()) / e.books.gdp.nominal
}

pub(in crate::signs) fn variety(e: &Economy, d: &Digital) -> f64 {
    let table = Satellites::of(&d.ground(&e.view()));
    maths::sum(table.variety.iter().copied()) / e.books.gdp.nominal
}
