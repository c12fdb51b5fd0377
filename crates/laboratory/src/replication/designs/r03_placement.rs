//! R3: where networks grow by policy, by need, against where they grow by demand.

use super::{
    Arm, Band, Design, Evidence, Expected, History, Reading, Site, at, claim, log, over_units,
    pairs,
};

const POLICY: &str = "infrastructure by need";
const NO_ROLL_OUT: &str = "no roll-out by carriers";
const QUARTER: u32 = 8;

pub const DESIGN: Design = Design {
    id: "R3",
    title: "Placement by policy and by market",
    published: "policy narrows the gap of coverage between town and country, the spread led by the market does not (digital economy, §10.2)",
    done: "coordinated infrastructure at intensity 1 by need from quarter 8; the twin of the market is an economy without roll-out by carriers",
    claims: &[
        claim(
            "policy",
            "change of urban less rural coverage from quarter 7 to the end, mean over provinces, with the policy",
            Expected::In(Band::negative()),
        ),
        claim(
            "market",
            "the same without it",
            Expected::In(Band::new(0.0, f64::INFINITY)),
        ),
        claim(
            "income_gap",
            "change of the log of urban over rural income per head, with the policy",
            Expected::Reported,
        ),
    ],
    arms,
    measure,
};

fn arms(_: &Site) -> Vec<Arm> {
    let start = f64::from(QUARTER);
    vec![
        Arm::new(POLICY).with(&[
            ("strategy_infrastructure.intensity", 1.0),
            ("strategy_infrastructure.placement", 1.0),
            ("strategy_infrastructure.start", start),
        ]),
        Arm::new(NO_ROLL_OUT).with(&[("permeability.market_rollout", 0.0)]),
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let pairs = pairs(&evidence.site);
    let last = evidence.base().len() - 1;
    let coverage = |history: &History, t: usize| -> Vec<f64> {
        let places = &history[t].places;
        let gap = |&(_, town, country): &(usize, usize, usize)| {
            places[town].network - places[country].network
        };
        pairs.iter().map(gap).collect()
    };
    let income = |history: &History, t: usize| -> Vec<f64> {
        let places = &history[t].places;
        let gap = |&(_, town, country): &(usize, usize, usize)| {
            log(places[town].income) - log(places[country].income)
        };
        pairs.iter().map(gap).collect()
    };
    let less =
        |a: Vec<f64>, b: Vec<f64>| -> Vec<f64> { a.iter().zip(b).map(|(a, b)| a - b).collect() };
    let before = at(QUARTER) - 1;
    let (base, policy) = (evidence.base(), evidence.arm(POLICY));
    let against =
        |history: &History, twin: &History, of: &dyn Fn(&History, usize) -> Vec<f64>| Reading {
            published: Some(over_units(&less(of(history, last), of(history, before)))),
            truth: crate::mean(&less(of(history, last), of(twin, last))),
        };
    vec![
        against(policy, base, &coverage),
        against(base, evidence.arm(NO_ROLL_OUT), &coverage),
        against(policy, base, &income),
    ]
}
