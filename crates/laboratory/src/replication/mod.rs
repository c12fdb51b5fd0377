//! Replications: published field experiments and natural experiments, repeated on the model.
//!
//! Each is judged by the *published estimator* on the panel that the runs leave behind, as an
//! econometrician would see it; beside it stands the *true effect*, the difference between the run and its
//! twin without the intervention. So the bias of the estimator is on the table, too.
//!
//! # Source
//! Digital economy, §10.2.

pub mod cohorts;
pub mod designs;
pub mod estimators;
pub mod report;
pub mod site;
pub mod study;
pub mod verdict;

pub use estimators::{Estimate, Panel};
pub use study::{Finding, Study, conduct};
pub use verdict::{Band, Verdict, null_is_kept};

use crate::error::{Error, Result};
use crate::experiment::{Experiment, Request};

/// Seeds of a quick run: some minutes on two processors.
pub const QUICK_SEEDS: u32 = 4;

/// The country on which designs are run, under the rules that have the theory; `scale` real households for
/// one model household, or the economy's own.
///
/// # Errors
/// If there is no such economy, or it has no provinces to tell apart.
pub fn country(economy: &str, scale: Option<f64>) -> Result<Experiment> {
    let experiment = Experiment::plan(Request {
        economy: Some(economy.to_owned()),
        rules: Some("b2".to_owned()),
        market: Some("expected".to_owned()),
        scale,
        ..Request::default()
    })?;
    let map = &experiment.economy.calibration.geography;
    let has_people = experiment.economy.calibration.census.is_some();
    if map.provinces.len() < 2 * site::WAVES.len() || !has_people {
        return Err(Error::refused(format!(
            "replications roll out over provinces in {} waves, so they need an economy with at least {} provinces and people, and {economy} has {}",
            site::WAVES.len(),
            2 * site::WAVES.len(),
            if map.is_single() {
                "one area".to_owned()
            } else {
                format!("{} provinces", map.provinces.len())
            }
        )));
    }
    Ok(experiment)
}
