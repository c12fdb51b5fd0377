//! Measures of town and country.

use economy::Economy;
use economy::channels::AreaId;
use economy::geography::Kind;
use quantity::{Id, maths};

use crate::satellites::Satellites;
use crate::{Digital, regional};

/// Mean of something over the areas of a kind, by persons.
fn over(d: &Digital, kind: Kind, of: impl Fn(usize) -> f64) -> f64 {
    let places = &d.endowment().places;
    let here = || (0..places.len()).filter(|&area| places[area].kind == kind);
    let persons = &d.means().persons;
    let sum = maths::sum(here().map(|area| persons[area] * of(area)));
    sum / maths::sum(here().map(|area| persons[area]))
}

pub(in crate::signs) fn taught(e: &Economy, d: &Digital) -> f64 {
    over(d, Kind::Rural, |area| {
        e.channels.entrant_skill.at(AreaId::new(area))
    })
}

pub(in crate::signs) fn learned(_: &Economy, d: &Digital) -> f64 {
    over(d, Kind::Rural, |area| d.state().areas.learned_online[area])
}

pub(in crate::signs) fn entrant_skill_gap(e: &Economy, d: &Digital) -> f64 {
    regional::entrant_skill_gap(&d.ground(&e.view()))
}

pub(in crate::signs) fn cost_of_living(e: &Economy, d: &Digital) -> f64 {
    regional::rural_cost_of_living(&d.ground(&e.view()))
}

pub(in crate::signs) fn price_gap(e: &Economy, d: &Digital) -> f64 {
    regional::rural_price_gap(&d.ground(&e.view()))
}

pub(in crate::signs) fn lost_days_gap(e: &Economy, d: &Digital) -> f64 {
    regional::lost_days_gap(&d.ground(&e.view()))
}

pub(in crate::signs) fn culture_access_gap(e: &Economy, d: &Digital) -> f64 {
    regional::culture_access_gap(&d.ground(&e.view()))
}

/// What rural firms earn, over GDP: what is left to producers.
pub(in crate::signs) fn producers_income(e: &Economy, d: &Digital) -> f64 {
    let places = &d.endowment().places;
    let rural = |area: u32| places[area as usize].kind == Kind::Rural;
    let firms = e.firms.ids().filter(|&i| rural(e.firms.area[i]));
    maths::sum(firms.map(|i| e.firms.profit[i])) / e.books.gdp.nominal
}

/// By how much more the basket has become cheaper in towns than in the country because of shops: what rich
/// areas gain beyond poor ones.
pub(in crate::signs) fn gain_of_rich_areas(e: &Economy, d: &Digital) -> f64 {
    let fall = |kind| {
        over(d, kind, |area| {
            -e.channels.margin_trade.at(AreaId::new(area))
        })
    };
    fall(Kind::Urban) - fall(Kind::Rural)
}

pub(in crate::signs) fn work_from_afar(e: &Economy, _: &Digital) -> f64 {
    e.channels.remote_hiring.total() / e.firms.len() as f64
}

pub(in crate::signs) fn remote_hires(e: &Economy, _: &Digital) -> f64 {
    e.labour_market.remote_hires as f64
}

pub(in crate::signs) fn rural_entry(e: &Economy, d: &Digital) -> f64 {
    let areas = e.calibration.geography.len();
    over(d, Kind::Rural, |area| {
        let cells = (0..e.calibration.n_industries())
            .map(|g| economy::channels::CellId::of(g, area, areas));
        maths::sum(cells.map(|cell| e.channels.entry.at(cell)))
    })
}

/// Network coverage of towns less that of the country.
pub(in crate::signs) fn coverage_gap(_: &Economy, d: &Digital) -> f64 {
    let network = |area: usize| d.state().areas.network[area];
    over(d, Kind::Urban, network) - over(d, Kind::Rural, network)
}

/// Online share of persons of towns less that of the country.
pub(in crate::signs) fn online_gap(_: &Economy, d: &Digital) -> f64 {
    let online = |area: usize| d.means().online[area];
    over(d, Kind::Urban, online) - over(d, Kind::Rural, online)
}

/// Coefficient of variation of adoption over industries in areas, by output.
pub(in crate::signs) fn spread_of_adoption(_: &Economy, d: &Digital) -> f64 {
    let cells = || d.means().cell_adoption.iter().zip(&d.means().cell_output);
    variation(cells().map(|(&a, &w)| (a, w)))
}

/// Coefficient of variation over persons of the quality of schools and of health services, mean of both.
pub(in crate::signs) fn spread_of_services(_: &Economy, d: &Digital) -> f64 {
    let areas = &d.state().areas;
    let of = |quality: &[f64]| {
        let rows = quality.iter().zip(&d.means().persons);
        variation(rows.map(|(&q, &n)| (q, n)))
    };
    f64::midpoint(of(&areas.education), of(&areas.health))
}

fn variation(rows: impl Iterator<Item = (f64, f64)> + Clone) -> f64 {
    let weights = maths::sum(rows.clone().map(|row| row.1));
    let mean = maths::sum(rows.clone().map(|(x, w)| x * w)) / weights;
    let squares = maths::sum(rows.map(|(x, w)| w * (x - mean) * (x - mean)));
    maths::ratio_or_zero((squares / weights).sqrt(), mean)
}

/// Share of rural firms in sales.
pub(in crate::signs) fn rural_sales(e: &Economy, d: &Digital) -> f64 {
    let places = &d.endowment().places;
    let sales = |i| e.firms.price[i] * e.firms.sales[i];
    let rural = |i: &quantity::FirmId| places[e.firms.area[*i] as usize].kind == Kind::Rural;
    maths::sum(e.firms.ids().filter(rural).map(sales)) / maths::sum(e.firms.ids().map(sales))
}

/// Log of prices in the half of areas that are farthest from people, over those in the others.
pub(in crate::signs) fn remote_prices(e: &Economy, d: &Digital) -> f64 {
    let (map, persons) = (&e.calibration.geography, &d.means().persons);
    let way = |from: usize| {
        let far = (0..map.len()).map(|to| persons[to] * map.distance(from, to));
        maths::sum(far)
    };
    let mut order: Vec<(f64, usize)> = (0..map.len()).map(|area| (way(area), area)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (near, far) = order.split_at(map.len().div_ceil(2));
    let mean = |areas: &[(f64, usize)]| {
        let local = &e.prices.areas.consumer;
        let price = |area: usize| local.get(area).copied().unwrap_or(e.prices.consumer);
        let weights = maths::sum(areas.iter().map(|&(_, area)| persons[area]));
        maths::sum(areas.iter().map(|&(_, area)| persons[area] * price(area))) / weights
    };
    maths::ln(mean(far) / mean(near))
}

/// Mean distance over which households buy what is sold online, in the odds that the markets' tables give.
pub(in crate::signs) fn distance_bought(e: &Economy, d: &Digital) -> f64 {
    let view = e.view();
    let ground = d.ground(&view);
    let map = &e.calibration.geography;
    let basket = &e.calibration.baskets.consumption;
    let size = 1.0 + d.concepts.tail_economy.term();
    let mean = |g: usize, to: usize, decay: f64, exponent: f64| {
        let weight = |i: quantity::FirmId| {
            let way = map.distance(e.firms.area[i] as usize, to);
            let offered = maths::positive(e.firms.output[i] + e.firms.inventories[i]);
            (
                maths::powf(offered, exponent) * maths::exp(-decay * way),
                way,
            )
        };
        let rows = e.firms.of_industry(g).map(weight);
        let (weights, ways) = rows.fold((0.0, 0.0), |(w, x), (weight, way)| {
            (w + weight, x + weight * way)
        });
        maths::ratio_or_zero(ways, weights)
    };
    let sold = |&g: &usize| d.state().platforms.serving(g).is_some();
    let (mut sum, mut weights) = (0.0, 0.0);
    for g in (0..basket.len()).filter(sold) {
        let decay = map.decay.get(g).copied().unwrap_or(0.0) * map.settings.decay_scale;
        for to in 0..map.len() {
            let online = d.online().share(g, to) * d.means().use_in_area[to]
                - d.opening().online.share(g, to) * d.opening().means.use_in_area[to];
            let online = online.clamp(0.0, 1.0);
            let kept = d.concepts.space_economy.distance();
            let weight = basket[g] * ground.means.persons[to];
            sum += weight
                * ((1.0 - online) * mean(g, to, decay, 1.0)
                    + online * mean(g, to, decay * kept, size));
            weights += weight;
        }
    }
    maths::ratio_or_zero(sum, weights)
}

/// Value of variety over consumption in towns less that in the country.
pub(in crate::signs) fn variety_gap(e: &Economy, d: &Digital) -> f64 {
    let table = Satellites::by_area(&Satellites::of(&d.ground(&e.view())).variety);
    let mut bought = vec![0.0; table.len()];
    for h in e.households.ids() {
        bought[e.households.area[h] as usize] += e.households.consumption[h];
    }
    let places = &d.endowment().places;
    let of = |kind: Kind, column: &[f64]| {
        let here = (0..places.len()).filter(|&area| places[area].kind == kind);
        maths::sum(here.map(|area| column[area]))
    };
    let gain = |kind| of(kind, &table) / of(kind, &bought);
    gain(Kind::Urban) - gain(Kind::Rural)
}

/// Share of the east in the value added of the digital core; not a number where the map has no east.
pub(in crate::signs) fn eastern_share(e: &Economy, d: &Digital) -> f64 {
    let map = &e.calibration.geography;
    let east = |i: &quantity::FirmId| {
        let area = &map.areas[e.firms.area[*i] as usize];
        map.provinces[area.province].macro_region == "east"
    };
    let core = || {
        let digital =
            |i: &quantity::FirmId| d.endowment().industries[e.firms.industry[*i] as usize].digital;
        e.firms.ids().filter(digital)
    };
    let made = |i| d.means().value_added[i];
    maths::ratio_or_zero(
        maths::sum(core().filter(east).map(made)),
        maths::sum(core().map(made)),
    )
}
