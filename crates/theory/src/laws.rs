//! Channels that only the laws of the theory read: who may adopt, who is held back, which data are out of
//! reach.
//!
//! They are written before the channels of the economy's acts, which may use them in the same quarter.
//!
//! # Source
//! Digital economy, §3, channels 33 to 41.

use quantity::{Column, maths};

use crate::platforms::laws::PlatformLaws;
use crate::state::{Firm, Household};

/// Hard bounds of hazards and of the log of the threshold.
const HAZARD: (f64, f64) = (0.0, 0.25);
const SHARE: (f64, f64) = (0.0, 1.0);
const THRESHOLD: (f64, f64) = (-2.0, 0.0);

/// Steps of the states of areas in a quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// Of network coverage.
    pub network: Vec<f64>,
    /// Of parcel logistics.
    pub logistics: Vec<f64>,
    /// Of digital administration.
    pub administration: Vec<f64>,
    /// Of the quality of education.
    pub education: Vec<f64>,
    /// Of the quality of health services.
    pub health: Vec<f64>,
}

impl Steps {
    fn each(&mut self) -> [&mut Vec<f64>; 5] {
        [
            &mut self.network,
            &mut self.logistics,
            &mut self.administration,
            &mut self.education,
            &mut self.health,
        ]
    }
}

/// The channels of the laws, neutral until written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laws {
    /// Hazard of adoption of a firm, per quarter (33): sum.
    pub firm_hazard: Firm,
    /// Hazard of going online of a household, per quarter (33): sum.
    pub household_hazard: Household,
    /// Share of firms that accept adoption (34): product.
    pub acceptance: Firm,
    /// What is left of a household's hazard (35): product.
    pub barrier: Household,
    /// Largest online share of a household (35): product.
    pub ceiling: Household,
    /// Largest skill in use of a household (35): product.
    pub skill_ceiling: Household,
    /// Share of others' data that is out of reach, by industry (36): terms, then factors.
    pub closure: Vec<f64>,
    /// Factor on the public part of the pool of data, beyond 1, by industry (36).
    pub public_data: f64,
    /// What is left of the flow of data (37): product.
    pub data_flow: f64,
    /// Log of the least client worth serving, relative to the opening (40): sum.
    pub threshold: f64,
    /// Steps of areas (41): sum.
    pub steps: Steps,
    /// Pull and targets of platforms (38, 39).
    pub platforms: PlatformLaws,
    clipped: u64,
}

impl Laws {
    /// Neutral channels for so many agents, with this share of data out of reach.
    #[must_use]
    pub fn neutral(
        firms: usize,
        households: usize,
        industries: usize,
        areas: usize,
        platforms: usize,
    ) -> Self {
        let zeros = || vec![0.0; areas];
        Self {
            firm_hazard: Column::filled(firms, 0.0),
            household_hazard: Column::filled(households, 0.0),
            acceptance: Column::filled(firms, 1.0),
            barrier: Column::filled(households, 1.0),
            ceiling: Column::filled(households, 1.0),
            skill_ceiling: Column::filled(households, 1.0),
            closure: vec![0.0; industries],
            public_data: 0.0,
            data_flow: 1.0,
            threshold: 0.0,
            steps: Steps {
                network: zeros(),
                logistics: zeros(),
                administration: zeros(),
                education: zeros(),
                health: zeros(),
            },
            platforms: PlatformLaws::neutral(platforms, areas, industries),
            clipped: 0,
        }
    }

    /// Makes every channel neutral again; `closure` is the opening share of data out of reach, `rate` the
    /// opening commission.
    pub fn reset(&mut self, closure: f64, rate: f64) {
        self.platforms.reset(rate);
        self.firm_hazard.fill(0.0);
        self.household_hazard.fill(0.0);
        self.acceptance.fill(1.0);
        self.barrier.fill(1.0);
        self.ceiling.fill(1.0);
        self.skill_ceiling.fill(1.0);
        self.closure.fill(closure);
        self.public_data = 0.0;
        self.data_flow = 1.0;
        self.threshold = 0.0;
        for step in self.steps.each() {
            step.fill(0.0);
        }
    }

    /// Cuts values off at their bounds, and counts how many were.
    pub fn clip(&mut self) {
        let mut clipped = 0;
        let mut cut = |values: &mut [f64], within| clipped += maths::cut_off(values, within);
        cut(&mut self.firm_hazard, HAZARD);
        cut(&mut self.household_hazard, HAZARD);
        cut(&mut self.acceptance, SHARE);
        cut(&mut self.barrier, SHARE);
        cut(&mut self.ceiling, SHARE);
        cut(&mut self.skill_ceiling, SHARE);
        cut(&mut self.closure, SHARE);
        cut(std::slice::from_mut(&mut self.data_flow), SHARE);
        cut(std::slice::from_mut(&mut self.threshold), THRESHOLD);
        self.clipped += clipped + self.platforms.clips();
    }

    /// Values cut off at a bound since the opening.
    #[must_use]
    pub fn clipped(&self) -> u64 {
        self.clipped
    }
}
