//! R10: commissions are capped, and platforms may no longer put their own sellers first.

use super::{
    Arm, Band, Design, Evidence, Expected, History, Reading, Site, at, claim, log, over_units,
    roll_out,
};
use theory::trial::{Intervention, Treatment};

const ARM: &str = "capped commissions, no own ranking";
const QUARTER: u32 = 8;

pub const DESIGN: Design = Design {
    id: "R10",
    title: "Capped commissions",
    published: "small sellers gain; no size and no sign of consumer prices was found (digital economy, §5.2 H5 and §10.2)",
    done: "platform regulation at intensity 1 from quarter 8, without a ramp, and own_ranking 0 from then on; sellers are those on platforms at the opening, the larger firms of each industry, and small ones the lower half of them",
    claims: &[
        claim(
            "small_sellers",
            "profit over sales of small sellers on platforms against firms of the same industries that are on none, two-way fixed effects",
            Expected::In(Band::positive()),
        ),
        claim(
            "consumer_prices",
            "log price index of consumption, after less before",
            Expected::Reported,
        ),
    ],
    arms,
    measure,
};

fn arms(_: &Site) -> Vec<Arm> {
    let regulation = Arm::new(ARM).with(&[
        ("strategy_platform_regulation.intensity", 1.0),
        ("strategy_platform_regulation.start", f64::from(QUARTER)),
        ("strategy_platform_regulation.ramp", 0.0),
    ]);
    vec![regulation.trial(vec![Intervention {
        quarter: QUARTER,
        areas: Vec::new(),
        treatment: Treatment::Parameter("algorithm_manipulation.own_ranking", 0.0),
    }])]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let (site, history) = (&evidence.site, evidence.arm(ARM));
    let both = [history, evidence.base()];
    let sum = |column: &[f64], (industry, member): (usize, bool)| -> f64 {
        let counts = |i: &usize| {
            let counts = if member {
                site.small_member[*i]
            } else {
                !site.member[*i]
            };
            site.industry_of_firm[*i] == industry && counts
        };
        (0..column.len()).filter(counts).map(|i| column[i]).sum()
    };
    let margin = |history: &History, cell, t: usize| {
        let sellers = &history[t].sellers;
        sum(&sellers.profit, cell) / sum(&sellers.sales, cell)
    };
    // Only industries that have both kinds of firms, which sell in every quarter.
    let sells = |cell: (usize, bool)| {
        let sells = |history: &&History| {
            (0..history.len()).all(|t| sum(&history[t].sellers.sales, cell) > 0.0)
        };
        both.iter().all(sells)
    };
    let cells: Vec<(usize, bool)> = (0..site.industries)
        .filter(|&g| sells((g, true)) && sells((g, false)))
        .flat_map(|g| [(g, true), (g, false)])
        .collect();
    let first: Vec<u32> = cells
        .iter()
        .map(|&(_, member)| if member { QUARTER } else { u32::MAX })
        .collect();
    let sellers = roll_out(both, &first, history.len(), &|history, u, t| {
        margin(history, cells[u], t)
    });
    let price = |history: &History, quarters: std::ops::Range<usize>| -> Vec<f64> {
        history[quarters]
            .iter()
            .map(|quarter| log(quarter.price))
            .collect()
    };
    let (before, after) = (0..at(QUARTER), at(QUARTER)..history.len());
    let mean = |values: Vec<f64>| crate::mean(&values);
    let (first_price, last_price) = (mean(price(history, before)), price(history, after.clone()));
    let changes: Vec<f64> = last_price.iter().map(|p| p - first_price).collect();
    vec![
        Reading {
            published: sellers.two_way,
            truth: sellers.truth,
        },
        Reading {
            published: Some(over_units(&changes)),
            truth: mean(price(history, after.clone())) - mean(price(evidence.base(), after)),
        },
    ]
}
