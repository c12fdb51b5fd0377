//! R7: electronic administration comes to provinces in three waves; what do small firms pay?

use super::{
    Arm, Band, Design, Evidence, Expected, History, Reading, Site, WAVES, claim, log, roll_out,
};
use theory::trial::Treatment;

const ARM: &str = "administration in waves";
/// Administration becomes fully digital.
const FULLY: f64 = 1.0;
/// Sales are looked at until four quarters after the last wave: the effect at first.
const AT_FIRST: usize = WAVES[2] as usize + 3;

pub const DESIGN: Design = Design {
    id: "R7",
    title: "Electronic administration and taxes",
    published: "about 5 % more collected in the first year of electronic invoices, concentrated in small firms, whose sales fell at first (the assumption behind digital_governance.compliance_gain; computerised invoices: [fan_2018])",
    done: "administration becomes fully digital in both areas of 10 or 11 provinces in quarters 8, 12 and 16; firms are small if in the lower half of their industry by output at the opening",
    claims: &[
        claim(
            "collection_small",
            "log of taxes on products over sales, small firms of a province, imputation",
            Expected::In(Band::new(0.03, 0.08)),
        ),
        claim(
            "small_more_than_large",
            "the same of small less large firms",
            Expected::In(Band::positive()),
        ),
        claim(
            "sales_small",
            "log of sales of small firms until four quarters after the last wave, imputation",
            Expected::In(Band::new(f64::NEG_INFINITY, 0.0)),
        ),
    ],
    arms,
    measure,
};

fn arms(site: &Site) -> Vec<Arm> {
    let everywhere: Vec<usize> = (0..site.kind.len()).collect();
    vec![Arm::new(ARM).trial(site.in_waves(&everywhere, &Treatment::Administration(FULLY)))]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let (site, history) = (&evidence.site, evidence.arm(ARM));
    let first: Vec<u32> = (0..site.provinces).map(|p| site.first_quarter(p)).collect();
    let sum = |column: &[f64], province: usize, small: bool| -> f64 {
        let counts =
            |i: &usize| site.province[site.area_of_firm[*i]] == province && site.small[*i] == small;
        (0..column.len()).filter(counts).map(|i| column[i]).sum()
    };
    let rate = |history: &History, province: usize, t: usize, small: bool| {
        let sellers = &history[t].sellers;
        log(sum(&sellers.taxes, province, small) / sum(&sellers.sales, province, small))
    };
    let both = [history, evidence.base()];
    let found = [
        roll_out(both, &first, history.len(), &|history, p, t| {
            rate(history, p, t, true)
        }),
        roll_out(both, &first, history.len(), &|history, p, t| {
            rate(history, p, t, true) - rate(history, p, t, false)
        }),
        roll_out(
            both,
            &first,
            AT_FIRST.min(history.len()),
            &|history, p, t| log(sum(&history[t].sellers.sales, p, true)),
        ),
    ];
    found
        .map(|found| Reading {
            published: found.imputed,
            truth: found.truth,
        })
        .to_vec()
}
