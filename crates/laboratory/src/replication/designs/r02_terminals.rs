//! R2: terminals for online trade go to a random half of rural households.
//!
//! The trial finds lower costs of living for users only. Here what a purchase costs is a price of the
//! place, not of the buyer, so that users and others cannot be told apart by it: the cost is judged of
//! places, and its part for users alone is not judged.

use super::{
    Arm, Band, Design, Evidence, Expected, History, Kind, Reading, Site, at, claim, log, mean_of,
    roll_out, slope, slope_or_nan,
};
use theory::trial::Treatment;

const ARM: &str = "terminals for half of rural households";
const QUARTER: u32 = 8;

pub const DESIGN: Design = Design {
    id: "R2",
    title: "Terminals in villages",
    published: "little evidence of income gains, lower cost of living for users in remote places [couture_2021] (evidence: rural_prosperity.ecommerce_programme_income, ecommerce_programme_cost_of_living)",
    done: "in quarter 8 the online share of a random half of the households of every rural area rises by 0.2, and coverage of logistics there by 0.1",
    claims: &[
        claim(
            "producer_income",
            "log of disposable income per head, treated less control half of the same areas, two-way fixed effects",
            Expected::Null,
        ),
        claim(
            "cost_of_living",
            "log of the price index of rural against urban areas, two-way fixed effects",
            Expected::In(Band::negative()),
        ),
        claim(
            "more_where_logistics_were_low",
            "change of the log price index of rural areas per unit of opening logistics, cross-section",
            Expected::In(Band::positive()),
        ),
    ],
    arms,
    measure,
};

fn arms(site: &Site) -> Vec<Arm> {
    let to_countryside = |treatment| theory::trial::Intervention {
        quarter: QUARTER,
        areas: site.areas(Kind::Rural),
        treatment,
    };
    vec![Arm::new(ARM).trial(vec![
        to_countryside(Treatment::Terminals(0.2)),
        to_countryside(Treatment::Logistics(0.1)),
    ])]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let (site, history) = (&evidence.site, evidence.arm(ARM));
    let (rural, both) = (site.areas(Kind::Rural), [history, evidence.base()]);
    // Each area twice: its control half and its treated half.
    let halves: Vec<(usize, usize)> = rural
        .iter()
        .flat_map(|&area| [(area, 0), (area, 1)])
        .collect();
    let first: Vec<u32> = halves
        .iter()
        .map(|&(_, half)| if half == 1 { QUARTER } else { u32::MAX })
        .collect();
    let income = roll_out(both, &first, history.len(), &|history, u, t| {
        let (area, half) = halves[u];
        log(history[t].places[area].income_by_arm[half])
    });
    let areas = 0..site.kind.len();
    let first: Vec<u32> = areas
        .map(|area| {
            if site.kind[area] == Kind::Rural {
                QUARTER
            } else {
                u32::MAX
            }
        })
        .collect();
    let prices = roll_out(both, &first, history.len(), &|history, area, t| {
        log(history[t].places[area].price)
    });
    let reading = |published, truth| Reading { published, truth };
    let logistics: Vec<f64> = rural.iter().map(|&area| site.logistics[area]).collect();
    let (before, after) = (0..at(QUARTER), at(QUARTER)..history.len());
    let price = |history: &History, quarters: &std::ops::Range<usize>, area| {
        mean_of(history, quarters.clone(), area, |place| place.price)
    };
    let over = |of: &dyn Fn(usize) -> f64| rural.iter().map(|&area| of(area)).collect::<Vec<f64>>();
    let seen = over(&|area| price(history, &after, area) - price(history, &before, area));
    let true_change =
        over(&|area| price(history, &after, area) - price(evidence.base(), &after, area));
    vec![
        reading(income.two_way, income.truth),
        reading(prices.two_way, prices.truth),
        reading(
            slope(&seen, &logistics),
            slope_or_nan(&true_change, &logistics),
        ),
    ]
}
