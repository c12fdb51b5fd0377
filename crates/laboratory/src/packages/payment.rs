//! An equal payment per head: what is left of a budget that strategies cannot absorb.
//!
//! # Equation
//! ```text
//! per person and quarter, real: share · GDP(0)/persons · ramp_t · index of what one person makes on trend
//! ```

use economy::{Channels, View};
use quantity::{HouseholdId, Id};
use theory::strategies::ramp;

use crate::experiment::Experiment;

/// Quarters until it is paid in full, as of strategies.
const RAMP: f64 = 8.0;

/// An equal payment per head, by the government.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payment {
    /// Payment over GDP per head at the opening.
    pub share: f64,
    /// Real GDP per model person at the opening, per quarter.
    pub gdp_per_head: f64,
}

impl Payment {
    /// Its name among the lines of a package.
    pub const LINE: &str = "equal_payment";

    /// A payment of this share in the economy of an experiment.
    #[must_use]
    pub fn of(experiment: &Experiment, share: f64) -> Self {
        let calibration = &experiment.economy.calibration;
        let drawn = calibration.population.as_ref();
        let persons = drawn.map_or(calibration.n_households(), |drawn| drawn.persons.len());
        Self {
            share,
            gdp_per_head: calibration.opening_gdp() / persons as f64,
        }
    }

    /// Adds the payment to what the government pays each household.
    pub fn write(&self, view: &View<'_>, channels: &mut Channels) {
        let in_force = ramp(1.0, 1.0, RAMP, view.quarter);
        let each = self.share * self.gdp_per_head * in_force * view.growth.per_head_index;
        let households = view.households;
        for k in 0..households.len() {
            let h = HouseholdId::new(k);
            let people = households.people.as_ref();
            let members = people.map_or(1.0, |people| f64::from(people.members[h]));
            channels.public_transfers.write(h, each * members);
        }
    }
}
