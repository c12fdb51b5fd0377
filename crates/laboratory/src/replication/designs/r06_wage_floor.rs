//! R6: a higher wage floor in half of the provinces.
//!
//! The published comparison is of firms on both sides of a border; areas have no borders inside, so that
//! all areas of treated and of other provinces are compared.

use super::{Arm, Band, Design, Evidence, Expected, History, Reading, Site, claim, log, roll_out};
use theory::trial::{Intervention, Treatment};

const FLOOR: &str = "a wage floor everywhere";
const HIGHER: &str = "a higher wage floor in half of the provinces";
const QUARTER: u32 = 8;
/// The floor over the middle pay scale of an area, and the same after a rise of ten percent.
const SHARES: [f64; 2] = [0.45, 0.495];

pub const DESIGN: Design = Design {
    id: "R6",
    title: "A wage floor at borders",
    published: "automation rises a little where minimum wages rise by 10 % (order 0.1 points; digital economy, §10.2)",
    done: "a wage floor of 45 % of the middle pay scale of each area from the first quarter; in half of the provinces, by lot, it rises by 10 % in quarter 8",
    claims: &[
        claim(
            "automation",
            "share of tasks automated since the opening, weighted by opening jobs, two-way fixed effects over areas",
            Expected::In(Band::new(0.0003, 0.003)),
        ),
        claim(
            "wage",
            "log of the wage per job there, two-way fixed effects",
            Expected::Reported,
        ),
    ],
    arms,
    measure,
};

fn first_quarters(site: &Site) -> Vec<u32> {
    let first = |&province: &usize| {
        if site.half[province] {
            QUARTER
        } else {
            u32::MAX
        }
    };
    site.province.iter().map(first).collect()
}

fn arms(site: &Site) -> Vec<Arm> {
    let all: Vec<usize> = (0..site.kind.len()).collect();
    let treated = |area: &&usize| site.half[site.province[**area]];
    let everywhere = Intervention {
        quarter: 1,
        areas: all.clone(),
        treatment: Treatment::WageFloor(SHARES[0]),
    };
    let higher = Intervention {
        quarter: QUARTER,
        areas: all.iter().filter(treated).copied().collect(),
        treatment: Treatment::WageFloor(SHARES[1]),
    };
    vec![
        Arm::new(FLOOR).trial(vec![everywhere.clone()]),
        Arm::new(HIGHER).trial(vec![everywhere, higher]),
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let site = &evidence.site;
    let first = first_quarters(site);
    let both = [evidence.arm(HIGHER), evidence.arm(FLOOR)];
    let jobs = &evidence.base()[0].sellers.jobs;
    let automated = |history: &History, area: usize, t: usize| {
        let there = || (0..jobs.len()).filter(|&i| site.area_of_firm[i] == area);
        let shares = &history[t].sellers.automated;
        let weighted: f64 = there().map(|i| jobs[i] * shares[i]).sum();
        weighted / there().map(|i| jobs[i]).sum::<f64>()
    };
    let quarters = both[0].len();
    let found = [
        roll_out(both, &first, quarters, &automated),
        roll_out(both, &first, quarters, &|history, area, t| {
            log(history[t].places[area].wage)
        }),
    ];
    found
        .map(|found| Reading {
            published: found.two_way,
            truth: found.truth,
        })
        .to_vec()
}
