//! What is known of the people before any of them is drawn: controls of areas, and shares.

use crate::geography::Kind;
use crate::tables::Regions;

/// In which income stratum the survey counts somebody; not always that of the area of residence.
///
/// # Source
/// Long run, §5.2.
pub type Stratum = Kind;

/// Everything that the drawing of a population is told, besides the calibration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Census {
    /// Areas, jobs, shares and targets.
    pub regions: Regions,
    /// Real households for which a model household stands.
    pub scale: f64,
    /// Households of the country, thousands.
    pub households_thousand: f64,
    /// Seed of the drawing; an ensemble shares one population.
    pub seed: u64,
    /// Share of each industry's workers who work on own account; empty where nobody does.
    pub self_employed_share: Vec<f64>,
    /// Elasticity of the propensity to consume with respect to relative income per head.
    pub propensity_elasticity: f64,
}
