//! R8: collateral is worth a tenth less; does credit on data care?
//!
//! Everybody is treated at once, so that nothing in the run is a control: the published comparison of
//! before and after carries whatever else happened, and the true effect shows how much.

use super::{Arm, Band, Design, Evidence, Expected, Reading, Site, at, claim, log, over_units};

const SHOCK: &str = "collateral -10 %";
const WITHOUT: &str = "no online finance";
const BOTH: &str = "no online finance, collateral -10 %";
const QUARTER: u32 = 8;
/// Quarters before and after that are compared.
const YEAR: usize = 4;

pub const DESIGN: Design = Design {
    id: "R8",
    title: "Credit on data and on collateral",
    published: "credit scored on data reacts to the price of collateral far less than bank credit does: less than a third (digital economy, §10.2)",
    done: "from quarter 8 loans reach 10 % less of a firm's capital; credit on data is the room that channel 11 gives, bank credit is what is granted without online finance; both over the year before and after",
    claims: &[
        claim(
            "bank_credit",
            "log of credit granted without online finance, after less before",
            Expected::In(Band::negative()),
        ),
        claim(
            "scored_less_than_a_third",
            "change of the log of credit on data less a third of that of bank credit",
            Expected::In(Band::positive()),
        ),
        claim(
            "with_online_finance",
            "log of credit granted with online finance less the same without it, after less before",
            Expected::Reported,
        ),
    ],
    arms,
    measure,
};

fn arms(_: &Site) -> Vec<Arm> {
    let off = [("online_finance.strength", 0.0)];
    let shock = Some((QUARTER, 0.9));
    vec![
        Arm {
            collateral: shock,
            ..Arm::new(SHOCK)
        },
        Arm::new(WITHOUT).with(&off),
        Arm {
            collateral: shock,
            ..Arm::new(BOTH).with(&off)
        },
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let of = |arm: &str, first: usize, of: fn(&super::super::site::Snapshot) -> f64| -> Vec<f64> {
        let year = &evidence.arm(arm)[first..first + YEAR];
        year.iter().map(|quarter| log(of(quarter))).collect()
    };
    let after = at(QUARTER);
    let before = after - YEAR;
    let credit = |arm, first| of(arm, first, |quarter| quarter.credit);
    let scored = |arm, first| of(arm, first, |quarter| quarter.scored);
    let less = |a: Vec<f64>, b: Vec<f64>, weight: f64| -> Vec<f64> {
        a.iter().zip(b).map(|(a, b)| a - weight * b).collect()
    };
    let bank = [
        less(credit(BOTH, after), credit(BOTH, before), 1.0),
        less(credit(BOTH, after), credit(WITHOUT, after), 1.0),
    ];
    let data = [
        less(scored(SHOCK, after), scored(SHOCK, before), 1.0),
        less(scored(SHOCK, after), scored(Arm::BASE, after), 1.0),
    ];
    let with = [
        less(credit(SHOCK, after), credit(SHOCK, before), 1.0),
        less(credit(SHOCK, after), credit(Arm::BASE, after), 1.0),
    ];
    let reading = |[seen, truth]: [Vec<f64>; 2]| Reading {
        published: Some(over_units(&seen)),
        truth: crate::mean(&truth),
    };
    let against = |a: &[Vec<f64>; 2], weight: f64| {
        let pair = |k: usize| less(a[k].clone(), bank[k].clone(), weight);
        [pair(0), pair(1)]
    };
    let (third, whole) = (against(&data, 1.0 / 3.0), against(&with, 1.0));
    vec![reading(bank.clone()), reading(third), reading(whole)]
}
