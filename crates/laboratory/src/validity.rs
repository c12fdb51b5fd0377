//! What a run can claim: the label of long runs, what the model leaves out, and the trend it is told.
//!
//! # Source
//! Long run, §1.

use economy::closure::TrendRates;
use serde_json::{Value, json};

use crate::experiment::Experiment;

/// Quarters whose forecasts can be scored against data.
pub const SCORED_QUARTERS: u32 = 12;

/// What is said of every run that is longer.
pub const LABEL: &str = "conditional projection — the first 12 quarters can be scored against data; later quarters show what follows from the stated trend, closure and mechanisms.";

/// What the model leaves out on purpose, in so many phrases.
pub const ABSENT: &[&str] = &[
    "housing and land markets: dwellings and land fees are paid, but no land has a price, and none secures a loan or a local budget",
    "debt of local governments and of their financing vehicles as balance sheets of their own",
    "the hukou rules as law",
    "strategic behaviour of platforms or of the state",
    "political economy",
    "private credit to households",
    "a market for foreign exchange",
    "environmental limits",
    "counties",
];

/// What to make of the omissions.
pub const CAVEAT: &str = "State ownership is a share in profits and nothing more. These omissions are of the first order for inequality: the model makes no claim about the share of it that anything explains.";

/// The label of a run of so many quarters; none if all of them can be scored.
#[must_use]
pub fn label(quarters: u32) -> Option<&'static str> {
    (quarters > SCORED_QUARTERS).then_some(LABEL)
}

impl Experiment {
    /// The trend that the run is told to follow; none where no rule follows one.
    #[must_use]
    pub fn trend(&self) -> Option<TrendRates> {
        let follows = self.rules.closure.supply_trend.on;
        follows.then_some(self.economy.calibration.trend)
    }

    /// Whether the opening sells less than it makes, to leave room for stocks that will grow.
    #[must_use]
    pub fn leaves_room(&self) -> bool {
        let grows = self
            .trend()
            .is_some_and(|t| t.productivity_growth != 0.0 || t.labour_force_growth != 0.0);
        grows && self.rules.closure.opening_room.on
    }

    /// The trend for the record, with its standing: nobody has measured the next twenty years.
    #[must_use]
    pub(crate) fn recorded_trend(&self) -> Value {
        let Some(trend) = self.trend() else {
            return Value::Null;
        };
        json!({
            "productivity_growth": trend.productivity_growth,
            "final_productivity_growth": trend.final_productivity_growth,
            "convergence_years": trend.convergence_years,
            "labour_force_growth": trend.labour_force_growth,
            "inflation": trend.inflation,
            "status": "assumed",
        })
    }
}
