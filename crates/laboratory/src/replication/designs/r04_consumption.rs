//! R4: what the networks of R1 do to the consumption of the countryside.

use super::r01_networks::ARM;
use super::{Band, Design, Evidence, Expected, Kind, Reading, claim, in_areas};

pub const DESIGN: Design = Design {
    id: "R4",
    title: "Networks and rural consumption",
    published: "rural consumption +16.7 % after the Broadband Countryside pilot, likely an upper end (evidence: rural_prosperity.broadband_rural_consumption)",
    done: "the roll-out of R1",
    claims: &[
        claim(
            "consumption",
            "log of real consumption per head in rural areas, two-way fixed effects",
            Expected::In(Band::new(0.03, 0.20)),
        ),
        claim(
            "consumption_robust",
            "the same, imputation",
            Expected::In(Band::new(0.03, 0.20)),
        ),
    ],
    arms: super::r01_networks::DESIGN.arms,
    measure,
};

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let found = in_areas(evidence, ARM, Kind::Rural, |place| place.consumption);
    [found.two_way, found.imputed]
        .map(|published| Reading {
            published,
            truth: found.truth,
        })
        .to_vec()
}
