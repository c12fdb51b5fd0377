//! A path: the marks of every quarter of a run.

use economy::closure::{Closure, TrendRates};
use economy::{Calibration, Economy, Luck, NoTheory, Policy, Rules, Serial};

use super::Marks;

/// Marks from the opening on, one a quarter.
pub type Path = Vec<Marks>;

/// What a path follows from.
#[derive(Clone, Debug)]
pub struct Course {
    /// The economy.
    pub calibration: Calibration,
    /// The rules.
    pub rules: Rules,
    /// Quarters after the opening.
    pub quarters: u32,
}

impl Course {
    /// A course on which productivity grows by `growth` a year for ever, at `inflation` a year.
    #[must_use]
    pub fn new(mut calibration: Calibration, rules: Rules, growth: f64, inflation: f64) -> Self {
        calibration.trend = TrendRates {
            productivity_growth: growth,
            final_productivity_growth: growth,
            inflation,
            ..calibration.trend
        };
        Self {
            calibration,
            rules,
            quarters: 80,
        }
    }

    /// The same course over another horizon.
    #[must_use]
    pub fn over(mut self, quarters: u32) -> Self {
        self.quarters = quarters;
        self
    }

    /// The same course without shocks and errors of expectation; the order of things stays random.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        let processes = &mut self.calibration.processes;
        processes.covariance = [[0.0; 3]; 3];
        processes.world_inflation_sd = 0.0;
        processes.government_sd = 0.0;
        silence(&mut self.rules.closure);
        self
    }

    /// The path under `policy`.
    pub fn follow(&self, luck: Luck, policy: &mut dyn Policy) -> Path {
        let mut economy = Economy::open(self.calibration.clone(), self.rules, luck);
        let mut path = vec![Marks::of(&economy)];
        for _ in 0..self.quarters {
            economy.quarter(policy, &mut NoTheory, &Serial);
            path.push(Marks::of(&economy));
        }
        path
    }
}

/// Expectations without errors.
fn silence(closure: &mut Closure) {
    closure.expectations.growth_sd = 0.0;
    closure.expectations.inflation_sd = 0.0;
}

/// The mean of several paths, quarter by quarter.
#[must_use]
pub fn mean_path(paths: &[Path]) -> Path {
    let quarters = paths.first().map_or(0, Vec::len);
    (0..quarters)
        .map(|q| Marks::mean(&paths.iter().map(|path| path[q]).collect::<Vec<_>>()))
        .collect()
}

/// Growth over the year that ends in `quarter`, a fraction.
#[must_use]
pub fn yearly(path: &Path, quarter: usize, of: fn(&Marks) -> f64) -> f64 {
    of(&path[quarter]) / of(&path[quarter - 4]) - 1.0
}
