//! The sign tests of platforms and online trade: measures and rows.
//!
//! # Source
//! Digital economy, §4.C, §4.D and §5, column *Test*.

use economy::Economy;
use quantity::{FirmId, maths};

use super::measures::{gini, output};
use super::{A1, ALL, NONE, NULL, SignTest, measure, test};
use crate::Digital;
use crate::platforms::indicators as of;
use crate::platforms::membership::margin;
use crate::satellites::Satellites;

fn herfindahl(e: &Economy, d: &Digital) -> f64 {
    of::platform_herfindahl(&d.ground(&e.view()))
}

fn take_rate(e: &Economy, d: &Digital) -> f64 {
    of::take_rate(&d.ground(&e.view()))
}

fn tail_share(e: &Economy, d: &Digital) -> f64 {
    of::tail_share(&d.ground(&e.view()))
}

fn price_dispersion(e: &Economy, d: &Digital) -> f64 {
    of::price_dispersion(&d.ground(&e.view()))
}

fn manipulation(e: &Economy, d: &Digital) -> f64 {
    of::manipulation_transfer(&d.ground(&e.view())) / e.books.gdp.nominal
}

fn density(e: &Economy, d: &Digital) -> f64 {
    of::complementor_density(&d.ground(&e.view()))
}

fn data_herfindahl(e: &Economy, d: &Digital) -> f64 {
    of::data_herfindahl(&d.ground(&e.view()))
}

/// What people of the two lowest fifths pay beyond the common price, over their consumption.
fn premium_of_poor(e: &Economy, d: &Digital) -> f64 {
    let view = e.view();
    let ground = d.ground(&view);
    let poor = || {
        e.households
            .ids()
            .filter(|&h| d.state().households.rank[h] < 0.4)
    };
    let shares = ground.online_shares();
    let paid = poor().map(|h| {
        let spent = ground.additional_of_consumption(h, &shares) * e.households.consumption[h];
        e.channels.personal_price.at(h) * spent
    });
    maths::sum(paid) / maths::sum(poor().map(|h| e.households.consumption[h]))
}

/// Share of consumption that has come to be online.
fn online_trade(e: &Economy, d: &Digital) -> f64 {
    let view = e.view();
    let ground = d.ground(&view);
    d.means().over_persons(|area| ground.bought_online(area))
}

fn is_platform(d: &Digital, i: FirmId) -> bool {
    d.state().platforms.firm.contains(&i)
}

fn platform_profit(e: &Economy, d: &Digital) -> f64 {
    maths::sum(d.state().platforms.firm.iter().map(|&i| e.firms.profit[i])) / e.books.gdp.nominal
}

/// Profit over sales of the smaller half of those who sell online.
fn small_sellers_margin(e: &Economy, d: &Digital) -> f64 {
    let state = d.state();
    let small = || {
        e.firms.ids().filter(|&i| {
            let product = e.firms.industry[i] as usize;
            state.platforms.sells_online(i, product)
                && state.firms.size_rank[i] < 0.5
                && !is_platform(d, i)
        })
    };
    maths::sum(small().map(|i| e.firms.profit[i]))
        / maths::sum(small().map(|i| e.firms.price[i] * e.firms.sales[i]))
}

/// Profit over sales of all who sell online.
fn sellers_margin(e: &Economy, d: &Digital) -> f64 {
    let sellers = || {
        e.firms.ids().filter(|&i| {
            let product = e.firms.industry[i] as usize;
            d.state().platforms.sells_online(i, product) && !is_platform(d, i)
        })
    };
    maths::sum(sellers().map(|i| e.firms.profit[i]))
        / maths::sum(sellers().map(|i| e.firms.price[i] * e.firms.sales[i]))
}

/// Mean price paid over unit costs.
fn price_over_cost(e: &Economy, _: &Digital) -> f64 {
    let view = e.view();
    let sales = |i: FirmId| e.firms.price[i] * e.firms.sales[i];
    let ratio = |i: FirmId| 1.0 / (1.0 - margin(&view, i)).max(0.05);
    maths::sum(e.firms.ids().map(|i| sales(i) * ratio(i))) / maths::sum(e.firms.ids().map(sales))
}

fn free_goods(e: &Economy, d: &Digital) -> f64 {
    let table = Satellites::of(&d.ground(&e.view()));
    maths::sum(table.free_goods.iter().copied()) / e.books.gdp.nominal
}

fn variety(e: &Economy, d: &Digital) -> f64 {
    let table = Satellites::of(&d.ground(&e.view()));
    maths::sum(table.variety.iter().copied()) / e.books.gdp.nominal
}

const A1_C3: &[&str] = &["permeability", "network_economy"];
const A1_C3_D4: &[&str] = &["permeability", "network_economy", "symbiosis"];
const EMBODIED: (&str, &str) = ("theory.opening", "embodied");

/// The rows. Symbiosis is tested from the opening of the data: on a greenfield no trade is inside the
/// opening, all fees are new, and platforms gain whatever the split. The gap of members of ecosystems to others is
/// not tested: within five years there are no others.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "C3",
        "network_economy",
        A1,
        NONE,
        &[
            measure("concentration of users", 1, herfindahl),
            measure("consumption come online", 0, online_trade),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C5",
        "tail_economy",
        A1,
        NONE,
        &[
            measure("share of the tail", 1, tail_share),
            measure("value of variety over GDP", 1, variety),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C5",
        "tail_economy",
        A1,
        &[("tail_economy.size_bias_cut", "-0.3")],
        &[
            measure("share of the tail, superstars", -1, tail_share),
            measure("value of variety, superstars", -1, variety),
        ],
    ),
    test(
        "C7",
        "space_economy",
        A1,
        NONE,
        &[measure("real GDP where distance is none", NULL, output)],
    ),
    test(
        "D3",
        "free_of_charge",
        A1,
        NONE,
        &[
            measure("platforms' profit over GDP", 1, platform_profit),
            measure("price over cost", 1, price_over_cost),
            measure("free goods over GDP", 0, free_goods),
            measure("real GDP", 0, output),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.complementor_surplus_share", "0.8")],
        &[
            measure("commission, split 0.8", -1, take_rate),
            measure("sellers' margin, split 0.8", 1, sellers_margin),
            measure("platforms' profit, split 0.8", -1, platform_profit),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.complementor_surplus_share", "0.4")],
        &[
            measure("commission, split 0.4", 1, take_rate),
            measure("sellers' margin, split 0.4", -1, sellers_margin),
            measure("platforms' profit, split 0.4", 1, platform_profit),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.reading", "coordination")],
        &[measure("commission, coordination", NULL, take_rate)],
    ),
    test(
        "D5",
        "transparency",
        A1,
        NONE,
        &[
            measure("dispersion of prices", -1, price_dispersion),
            measure("price over cost", -1, price_over_cost),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "G1",
        "data_monopoly",
        A1_C3_D4,
        NONE,
        &[
            measure("concentration of users", 1, herfindahl),
            measure("concentration of data", 0, data_herfindahl),
            measure("commission", 1, take_rate),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        A1_C3,
        NONE,
        &[
            measure("premium of the poor", -1, premium_of_poor),
            measure("consumption come online", -1, online_trade),
            measure("platforms' profit over GDP", 1, platform_profit),
            measure("price over cost", 0, price_over_cost),
            measure("Gini of income", 0, gini),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H5",
        "strategy_platform_regulation",
        ALL,
        NONE,
        &[
            measure("commission", -1, take_rate),
            measure("small sellers' margin", 1, small_sellers_margin),
            measure("platforms' profit over GDP", -1, platform_profit),
            measure("transfer by manipulation", -1, manipulation),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H6",
        "strategy_ecosystem",
        ALL,
        NONE,
        &[measure("density of ecosystems", 1, density)],
    ),
];
