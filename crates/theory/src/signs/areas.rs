//! The sign tests of town and country: measures and rows.
//!
//! # Source
//! Digital economy, §4.D, §4.E and §4.F, column *Test*.

use economy::Economy;
use economy::channels::AreaId;
use economy::geography::Kind;
use quantity::{Id, maths};

use super::{A1, ALL, NONE, NULL, SignTest, measure, test};
use crate::{Digital, regional};

/// Mean of something over the areas of a kind, by persons.
fn over(d: &Digital, kind: Kind, of: impl Fn(usize) -> f64) -> f64 {
    let places = &d.endowment().places;
    let here = || (0..places.len()).filter(|&area| places[area].kind == kind);
    let persons = &d.means().persons;
    let sum = maths::sum(here().map(|area| persons[area] * of(area)));
    sum / maths::sum(here().map(|area| persons[area]))
}

fn taught(e: &Economy, d: &Digital) -> f64 {
    over(d, Kind::Rural, |area| {
        e.channels.entrant_skill.at(AreaId::new(area))
    })
}

fn learned(_: &Economy, d: &Digital) -> f64 {
    over(d, Kind::Rural, |area| d.state().areas.learned_online[area])
}

fn entrant_skill_gap(e: &Economy, d: &Digital) -> f64 {
    regional::entrant_skill_gap(&d.ground(&e.view()))
}

fn cost_of_living(e: &Economy, d: &Digital) -> f64 {
    regional::rural_cost_of_living(&d.ground(&e.view()))
}

fn price_gap(e: &Economy, d: &Digital) -> f64 {
    regional::rural_price_gap(&d.ground(&e.view()))
}

fn lost_days_gap(e: &Economy, d: &Digital) -> f64 {
    regional::lost_days_gap(&d.ground(&e.view()))
}

fn culture_access_gap(e: &Economy, d: &Digital) -> f64 {
    regional::culture_access_gap(&d.ground(&e.view()))
}

/// What rural firms earn, over GDP: what is left to producers.
fn producers_income(e: &Economy, d: &Digital) -> f64 {
    let places = &d.endowment().places;
    let rural = |area: u32| places[area as usize].kind == Kind::Rural;
    let firms = e.firms.ids().filter(|&i| rural(e.firms.area[i]));
    maths::sum(firms.map(|i| e.firms.profit[i])) / e.books.gdp.nominal
}

/// By how much more the basket has become cheaper in towns than in the country because of shops: what rich
/// areas gain beyond poor ones.
fn gain_of_rich_areas(e: &Economy, d: &Digital) -> f64 {
    let fall = |kind| {
        over(d, kind, |area| {
            -e.channels.margin_trade.at(AreaId::new(area))
        })
    };
    fall(Kind::Urban) - fall(Kind::Rural)
}

fn work_from_afar(e: &Economy, _: &Digital) -> f64 {
    e.channels.remote_hiring.total() / e.firms.len() as f64
}

fn remote_hires(e: &Economy, _: &Digital) -> f64 {
    e.labour_market.remote_hires as f64
}

fn rural_entry(e: &Economy, d: &Digital) -> f64 {
    let areas = e.calibration.geography.len();
    over(d, Kind::Rural, |area| {
        let cells = (0..e.calibration.n_industries())
            .map(|g| economy::channels::CellId::of(g, area, areas));
        maths::sum(cells.map(|cell| e.channels.entry.at(cell)))
    })
}

/// Tests of concepts that act on places.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "C7",
        "space_economy",
        ALL,
        NONE,
        &[
            measure("share of vacancies for work from afar", 1, work_from_afar),
            measure("hires from afar in a quarter", 0, remote_hires),
        ],
    ),
    test(
        "D1",
        "equality",
        ALL,
        NONE,
        &[
            measure("rural cost of living", -1, cost_of_living),
            measure("rural price gap", 0, price_gap),
            measure(
                "gain of rich areas over that of poor ones",
                1,
                gain_of_rich_areas,
            ),
        ],
    ),
    test(
        "E1",
        "online_education",
        A1,
        NONE,
        &[
            measure("skill of rural entrants", 1, taught),
            measure("skill of the rural workforce", 1, learned),
            measure("skill gap of the young", -1, entrant_skill_gap),
        ],
    ),
    test(
        "E1",
        "online_education",
        A1,
        &[("online_education.displaces_class", "1")],
        &[
            measure("skill of rural entrants, class displaced", NULL, taught),
            measure(
                "skill of the rural workforce, class displaced",
                NULL,
                learned,
            ),
        ],
    ),
    test(
        "E2",
        "online_healthcare",
        A1,
        NONE,
        &[measure("gap of lost days", -1, lost_days_gap)],
    ),
    test(
        "E5",
        "online_culture",
        A1,
        NONE,
        &[measure("gap of access to culture", -1, culture_access_gap)],
    ),
    test(
        "F2",
        "rural_prosperity",
        ALL,
        NONE,
        &[
            measure("rural cost of living", -1, cost_of_living),
            measure("ease of rural entry", 1, rural_entry),
            measure("producers' income", NULL, producers_income),
        ],
    ),
];
