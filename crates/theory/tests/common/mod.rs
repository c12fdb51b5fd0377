//! What the tests of this crate share.

#![allow(dead_code, reason = "not every test uses everything")]

use economy::geography::{Area, Kind, Province};
use economy::people::Settings;
use economy::village::{VillageSpec, village};
use economy::{Calibration, Economy, Geography, Luck, Market, NoPolicy, NoTheory, Rules, Serial};
use theory::{Concepts, Digital, OpeningMode, Setup};

#[path = "../../../economy/tests/common/census.rs"]
mod census;

/// The embedded economy in its standard form.
pub fn standard_village() -> Calibration {
    let tables = village(&VillageSpec::default());
    tables
        .calibration(tables.scalars.size.default_scale)
        .expect("the village is in order")
}

/// Long-run rules under a market.
pub fn rules(market: Market) -> Rules {
    Rules {
        market,
        ..Rules::long_run()
    }
}

/// An economy and the theory on it.
pub fn open(
    calibration: &Calibration,
    market: Market,
    seed: u64,
    mode: OpeningMode,
    mut concepts: Concepts,
) -> (Economy, Digital) {
    let economy = Economy::open(calibration.clone(), rules(market), Luck::Seed(seed));
    concepts.setup = Setup {
        opening: mode,
        ..Setup::default()
    };
    let digital = Digital::open(concepts, &economy.view());
    (economy, digital)
}

/// Lets quarters pass under the theory.
pub fn run(economy: &mut Economy, digital: &mut Digital, quarters: u32) {
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, digital, &Serial);
    }
}

/// Fingerprints of some quarters without any theory.
pub fn plain(calibration: &Calibration, market: Market, seed: u64, quarters: u32) -> Vec<u64> {
    let mut economy = Economy::open(calibration.clone(), rules(market), Luck::Seed(seed));
    (0..quarters)
        .map(|_| {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            economy.fingerprint()
        })
        .collect()
}

/// Two provinces with town and country each, and a population drawn from a small census by formula.
pub fn inhabited_areas(seed: u64) -> Calibration {
    let census::Country {
        census,
        mut calibration,
    } = census::four_areas(3_000, seed);
    calibration.census = Some(std::sync::Arc::new(census));
    calibration
        .populate(&rules(Market::Expected).closure, &Settings::default())
        .expect("a population");
    calibration
}

/// A map of two provinces with a town and a countryside each, over the same people and firms: every second
/// firm and household of the village moves.
pub fn four_areas() -> Geography {
    let provinces = vec![Province::default(); 2];
    let areas = (0..2)
        .flat_map(|province| {
            [Kind::Urban, Kind::Rural].map(|kind| Area {
                code: format!("{province}/{}", kind.name()),
                province,
                kind,
            })
        })
        .collect();
    Geography::new(provinces, areas, &[(0, 1)])
}
