//! Indicators that compare town and country; not numbers where there is one area.
//!
//! # Equation
//! ```text
//! L_ℓ = ln( P^HH_ℓ / P^HH ) + b_TRD ( e^x_ℓ − 1 ) + Σ_g b_g τ̄_gℓ ( e^y_ℓ − 1 )     what the basket costs
//! rural_cost_of_living = exp L of the country      rural_price_gap = exp( L of the country − L of towns )
//! culture_access_gap = a towns / a country,        a = culture bought, over the mean + s λ̄_ℓ
//! lost_days_gap = d country − d towns,             d = i₀ ( 1 − s τ_H Δ₀λ̄_ℓ (1 − q_hea,ℓ) )
//! entrant_skill_gap = mean ln e of persons of 16 to 34 in towns − in the country
//! ```
//! `b` the basket of the opening, `x` and `y` what equality and rural prosperity make of the margins of shops and
//! of carriers, `τ̄` what carriage costs at the mean over sellers by size and nearness. Means over areas are
//! weighted by persons. Free culture counts as far as online culture acts, and a person fully covered by it has as
//! much of it as the average person buys: an assumption.
//!
//! # Source
//! Digital economy, §4.D (D1), §4.E (E1, E2, E5) and §4.F (F2), lines *Ind*.

use economy::geography::Kind;
use economy::people::Age;
use quantity::{Id, PersonId, maths};

use crate::platforms::indicators::Indicator;
use crate::scene::Ground;

/// The indicators, in the order of the ledger.
pub const INDICATORS: [Indicator; 5] = [
    Indicator {
        id: "D1",
        name: "rural_price_gap",
        of: rural_price_gap,
    },
    Indicator {
        id: "E1",
        name: "entrant_skill_gap",
        of: entrant_skill_gap,
    },
    Indicator {
        id: "E2",
        name: "lost_days_gap",
        of: lost_days_gap,
    },
    Indicator {
        id: "E5",
        name: "culture_access_gap",
        of: culture_access_gap,
    },
    Indicator {
        id: "F2",
        name: "rural_cost_of_living",
        of: rural_cost_of_living,
    },
];

/// The mean over the persons of areas of a kind; not a number where there is no other kind.
fn mean_of(ground: &Ground<'_>, kind: Kind, of: impl Fn(usize) -> f64) -> f64 {
    let places = &ground.endowment.places;
    if places.iter().all(|place| place.kind == places[0].kind) {
        return f64::NAN;
    }
    let here = || (0..places.len()).filter(|&area| places[area].kind == kind);
    let persons = &ground.means.persons;
    maths::sum(here().map(|area| persons[area] * of(area)))
        / maths::sum(here().map(|area| persons[area]))
}

/// Log of what the basket of households costs in an area over the country's price index (`L_ℓ`).
#[must_use]
pub fn cost_of_living(ground: &Ground<'_>, area: usize) -> f64 {
    let (prices, endowment) = (ground.view.prices, ground.endowment);
    let basket = &ground.view.calibration.baskets.consumption;
    let local = prices.areas.consumer.get(area).copied();
    let level = maths::ln(local.unwrap_or(prices.consumer) / prices.consumer);
    let kind = endowment.places[area].kind;
    let shops = ground
        .concepts
        .equality
        .margin(kind, ground.bought_online(area));
    let trade = maths::sum(endowment.bundles.trade.iter().map(|&g| basket[g]));
    let mut cost = level + trade * (maths::exp(shops) - 1.0);
    if kind == Kind::Rural {
        let areas = &ground.state.areas;
        let built = areas.logistics[area] - ground.opening.state.areas.logistics[area];
        let carriers = ground.concepts.rural_prosperity.margin(built);
        cost += carriage(ground, area) * (maths::exp(carriers) - 1.0);
    }
    cost
}

/// Share of the basket that carriage into an area costs (`Σ_g b_g τ̄_gℓ`).
fn carriage(ground: &Ground<'_>, to: usize) -> f64 {
    let basket = &ground.view.calibration.baskets.consumption;
    let costs = ground
        .endowment
        .carriage
        .costs_into(to, &ground.means.cell_output);
    costs.fold(0.0, |sum, (g, cost)| sum + basket[g] * cost)
}

/// What the basket costs in rural areas, over the country's price index.
#[must_use]
pub fn rural_cost_of_living(ground: &Ground<'_>) -> f64 {
    maths::exp(log_cost(ground, Kind::Rural))
}

/// Rural over urban prices at equal quality.
#[must_use]
pub fn rural_price_gap(ground: &Ground<'_>) -> f64 {
    maths::exp(log_cost(ground, Kind::Rural) - log_cost(ground, Kind::Urban))
}

fn log_cost(ground: &Ground<'_>, kind: Kind) -> f64 {
    mean_of(ground, kind, |area| cost_of_living(ground, area))
}

/// Rural less urban work lost to illness, a share of work.
#[must_use]
pub fn lost_days_gap(ground: &Ground<'_>) -> f64 {
    let law = &ground.concepts.online_healthcare;
    let covered = covered(ground);
    let lost = |area: usize| {
        let grown = covered[area] - ground.opening.derived.area_coverage[area];
        law.lost_work_share - law.term(grown, ground.state.areas.health[area])
    };
    mean_of(ground, Kind::Rural, lost) - mean_of(ground, Kind::Urban, lost)
}

/// Mean coverage of households when channels were last written, by area.
fn covered<'a>(ground: &Ground<'a>) -> &'a [f64] {
    if ground.last_coverage.is_empty() {
        &ground.opening.derived.area_coverage
    } else {
        ground.last_coverage
    }
}

/// Urban over rural access to culture, free culture included.
#[must_use]
pub fn culture_access_gap(ground: &Ground<'_>) -> f64 {
    let households = ground.view.households;
    let mut bought = vec![0.0; ground.endowment.n_areas()];
    for h in households.ids() {
        bought[households.area[h] as usize] += households.consumption[h];
    }
    let mean = maths::sum(bought.iter().copied()) / ground.endowment.persons;
    let strength = ground.concepts.online_culture.strength;
    let covered = covered(ground);
    let access = |area: usize| {
        let per_person = maths::ratio_or_zero(bought[area], ground.means.persons[area]);
        per_person / mean + strength * covered[area]
    };
    mean_of(ground, Kind::Urban, access) / mean_of(ground, Kind::Rural, access)
}

/// Mean log efficiency of the young in towns over that in the country; not a number without people.
#[must_use]
pub fn entrant_skill_gap(ground: &Ground<'_>) -> f64 {
    let households = ground.view.households;
    let Some(people) = &households.people else {
        return f64::NAN;
    };
    let mut sums = [[0.0; 2]; 2];
    for k in (0..people.places()).map(PersonId::new) {
        if people.alive(k) && people.age[k] == Age::Young {
            let area = people.area_of(k, &households.area) as usize;
            let [sum, n] = &mut sums[ground.endowment.places[area].kind as usize];
            *sum += maths::ln(f64::from(people.efficiency[k]));
            *n += 1.0;
        }
    }
    let mean = |kind: Kind| sums[kind as usize][0] / sums[kind as usize][1];
    mean(Kind::Urban) - mean(Kind::Rural)
}
