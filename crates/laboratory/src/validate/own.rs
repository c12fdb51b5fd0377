//! Checks that need no published result: the accounting identities of the embedded economy.

use economy::books::Identities;
use economy::village::{VillageSpec, village};
use economy::{BaseRules, Calibration, Economy, Luck, NoPolicy, NoTheory, Serial};

use super::{Check, Error};

/// Largest residual allowed, relative to GDP; A6 counts persons, and A6g is relative to work by the task.
pub(super) const BALANCED: f64 = 1e-10;

/// Quarters and seeds over which the identities are watched.
const QUARTERS: u32 = 40;
const SEEDS: u64 = 4;

/// The embedded economy.
pub(super) fn village_calibration() -> Result<Calibration, Error> {
    let tables = village(&VillageSpec::default());
    tables
        .calibration(tables.scalars.size.default_scale)
        .map_err(|problem| Error::File {
            file: "village".into(),
            problem: problem.to_string(),
        })
}

/// All identities over some seeds of the embedded economy.
pub(super) fn checks() -> Result<Vec<Check>, Error> {
    let calibration = village_calibration()?;
    let mut worst = [0.0_f64; Identities::N];
    for seed in 1..=SEEDS {
        let mut economy =
            Economy::open(calibration.clone(), BaseRules::default(), Luck::Seed(seed));
        for _ in 0..QUARTERS {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            let books = &economy.books;
            let residuals = books.identities.relative_to(books.gdp);
            for (worst, residual) in worst.iter_mut().zip(residuals) {
                *worst = worst.max(residual);
            }
        }
    }
    Ok(identity_checks("identity.village.", &worst, "village"))
}

/// One check per identity from the largest relative residuals.
pub(super) fn identity_checks(
    prefix: &str,
    worst: &[f64; Identities::N],
    name: &str,
) -> Vec<Check> {
    Identities::NAMES
        .iter()
        .zip(worst)
        .map(|(identity, &got)| {
            Check::judged(
                format!("{prefix}{identity}"),
                "national accounts: every flow is booked on both sides",
                [0.0, got, BALANCED],
                format!("largest residual over GDP, {name}, every quarter of every run"),
            )
        })
        .collect()
}
