//! R1: a programme of networks reaches the countryside in three waves of provinces.
//!
//! What flips the sign of the gap is whom the networks reach: the last claim gives the same waves to towns
//! and reports the gap beside.

use super::{
    Arm, Band, Design, Estimate, Evidence, Expected, Kind, Reading, Site, claim, gap, in_areas,
};
use theory::trial::Treatment;

/// The arm in which rural networks grow.
pub const ARM: &str = "rural networks in waves";
const TOWNS: &str = "urban networks in waves";
/// What the programme adds to coverage.
const ADDED: f64 = 0.25;

pub const DESIGN: Design = Design {
    id: "R1",
    title: "Networks for the countryside",
    published: "rural wages +7 to 9 % after Broadband China, urban wages unchanged (evidence: rural_prosperity.broadband_rural_wage)",
    done: "network coverage +0.25 in the rural areas of 10 or 11 provinces in quarters 8, 12 and 16, provinces drawn by lot for each seed",
    claims: &[
        claim(
            "rural_wage",
            "log of the wage per job in rural areas, two-way fixed effects",
            Expected::In(Band::new(0.01, 0.12)),
        ),
        claim(
            "rural_wage_robust",
            "the same, imputation",
            Expected::In(Band::new(0.01, 0.12)),
        ),
        claim(
            "urban_less_than_a_third",
            "a third of the rural effect less the absolute urban effect, imputation",
            Expected::In(Band::positive()),
        ),
        claim(
            "gap",
            "log of urban over rural income per head, imputation",
            Expected::Reported,
        ),
        claim(
            "gap_if_towns_are_treated",
            "the same, had towns been given the networks",
            Expected::Reported,
        ),
    ],
    arms,
    measure,
};

fn arms(site: &Site) -> Vec<Arm> {
    let waves = |kind| site.in_waves(&site.areas(kind), &Treatment::Network(ADDED));
    vec![
        Arm::new(ARM).trial(waves(Kind::Rural)),
        Arm::new(TOWNS).trial(waves(Kind::Urban)),
    ]
}

fn measure(evidence: &Evidence) -> Vec<Reading> {
    let rural = in_areas(evidence, ARM, Kind::Rural, |place| place.wage);
    let urban = in_areas(evidence, ARM, Kind::Urban, |place| place.wage);
    let (countryside, towns) = (gap(evidence, ARM), gap(evidence, TOWNS));
    let reading = |published, truth| Reading { published, truth };
    vec![
        reading(rural.two_way, rural.truth),
        reading(rural.imputed, rural.truth),
        reading(
            a_third_less(rural.imputed, urban.imputed),
            rural.truth / 3.0 - urban.truth.abs(),
        ),
        reading(countryside.imputed, countryside.truth),
        reading(towns.imputed, towns.truth),
    ]
}

/// A third of one effect less the absolute other, as if they were independent.
fn a_third_less(rural: Option<Estimate>, urban: Option<Estimate>) -> Option<Estimate> {
    let (rural, urban) = (rural?, urban?);
    let third = rural.se / 3.0;
    Some(Estimate {
        effect: rural.effect / 3.0 - urban.effect.abs(),
        se: (third * third + urban.se * urban.se).sqrt(),
        clusters: rural.clusters.min(urban.clusters),
    })
}
