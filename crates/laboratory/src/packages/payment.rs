//! An equal payment per head: what is left of a budget that strategies cannot absorb.
//!
//! # Equation
//! ```text
//! per person and quarter, real: share · GDP(0)/persons · ramp_t · index of what one person makes on trend
//! tax on incomes, if it is paid for by one: all payments of the quarter / incomes of the last, the same rate for all
//! ```

use economy::{Channels, View};
use quantity::{HouseholdId, maths};
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
    /// Whether a tax on all incomes in the same proportion pays for it; debt does if not.
    pub taxed: bool,
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
            taxed: false,
        }
    }

    /// Real payment per person in this quarter.
    fn each(&self, view: &View<'_>) -> f64 {
        let in_force = ramp(1.0, 1.0, RAMP, view.quarter);
        self.share * self.gdp_per_head * in_force * view.growth.per_head_index
    }

    /// Real payment to everybody in this quarter.
    #[must_use]
    pub fn real(&self, view: &View<'_>) -> f64 {
        let households = view.households.ids();
        self.each(view) * maths::sum(households.map(|h| members(view, h)))
    }

    /// Adds the payment to what the government pays each household, and the tax that pays for it; the tax, as
    /// planned at last prices, money.
    pub fn write(&self, view: &View<'_>, channels: &mut Channels) -> f64 {
        let each = self.each(view);
        for h in view.households.ids() {
            let due = each * members(view, h);
            channels.public_transfers.write(h, due);
        }
        if !self.taxed {
            return 0.0;
        }
        let incomes = view.households.disposable_income.iter();
        let incomes = maths::sum(incomes.map(|&income| maths::positive(income)));
        let rate = maths::ratio_or_zero(self.real(view) * view.prices.consumer, incomes);
        for h in view.households.ids() {
            channels.surtax.write(h, rate);
        }
        rate * incomes
    }
}

/// Persons of a household.
fn members(view: &View<'_>, h: HouseholdId) -> f64 {
    let people = view.households.people.as_ref();
    people.map_or(1.0, |people| f64::from(people.members[h]))
}
