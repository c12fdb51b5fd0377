//! The trend under which the economy *with* the theory follows the official path of growth.
//!
//! The official path contains what the digital economy contributes. The trend of the long-run rules is
//! therefore that path less the mean contribution of the theory, one number per length of run, found as a
//! fixed point: run, measure, correct, three times.
//!
//! # Equation
//! ```text
//! c ← mean over seeds of ln 𝒜_T · 4/T        growth of the trend, now and in the long run = official growth − c
//! ```
//! `𝒜` productivity over its trend, under the theory, when the trend is lowered by the last `c`; `T` quarters. With
//! `c` found, productivity and real GDP with the theory are compared with the path in every window of five
//! years; both should be within 0.3 points a year. Real GDP can miss it for reasons that are not the theory's,
//! such as jobs found or lost, and then no `c` of productivity should hide it.
//!
//! # Source
//! Digital economy, §9, item 6; long run, §3.1.

use economy::closure::trend::{Trend, TrendRates};
use economy::tables::RuleSet;
use quantity::maths;
use serde::Serialize;

use crate::error::{Error, Place, Result};
use crate::experiment::{Configuration, Experiment};
use crate::gauge::Gauge;
use crate::results::mean;
use crate::scenario::Setting;

/// Paths of the two growth rates that are lowered.
const RATES: [&str; 2] = [
    "economy.trend.productivity_growth",
    "economy.trend.final_productivity_growth",
];
/// Quarters of a window in which growth is compared.
const WINDOW: u32 = 20;
/// Points a year by which growth may differ from the path in a window.
pub const TOLERANCE: f64 = 0.003;

/// One round of the fixed point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Round {
    /// What was taken off the official growth of productivity, per year.
    pub contribution: f64,
    /// What the theory then contributed, per year.
    pub measured: f64,
    /// Growth of productivity with the theory less that of the path, per year, by window of five years.
    pub productivity_gaps: Vec<f64>,
    /// The same of real GDP.
    pub gdp_gaps: Vec<f64>,
}

impl Round {
    /// Whether productivity and real GDP are within [`TOLERANCE`] in every window.
    #[must_use]
    pub fn follows(&self) -> bool {
        let mut gaps = self.productivity_gaps.iter().chain(&self.gdp_gaps);
        gaps.all(|gap| gap.abs() <= TOLERANCE)
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfficialPath {
    /// Quarters of the run it holds for.
    pub quarters: u32,
    /// Seeds.
    pub seeds: u32,
    /// The rounds; what the last measured is the number to use, and what it took off differs from it by as
    /// much as the fixed point is still off.
    pub rounds: Vec<Round>,
}

impl OfficialPath {
    /// The contribution of the theory to growth that is to be taken off, per year: what the last round
    /// measured.
    #[must_use]
    pub fn contribution(&self) -> f64 {
        self.rounds.last().map_or(0.0, |round| round.measured)
    }
}

/// Finds the contribution for runs like `configuration`, whose trend counts as the official path.
///
/// # Errors
/// If there is no theory or no trend, or a run breaks down.
pub fn find(configuration: &Configuration, rounds: usize) -> Result<OfficialPath> {
    let official = Experiment::load(configuration.clone())?;
    let closure = &official.rules.closure;
    if configuration.rules != RuleSet::B2 || !closure.supply_trend.on {
        return Err(Error::refused(
            "the path is followed by the economy with the theory and a trend, so it needs --rules b2 and closure.supply_trend.on",
        ));
    }
    let rates = official.economy.calibration.trend;
    let marks = windows(configuration.quarters);
    let path = logs_of_trend(rates, &marks);
    let years = f64::from(configuration.quarters) / 4.0;
    let mut contribution = 0.0;
    let mut found = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let experiment = lowered(configuration, rates, contribution)?;
        let run = logs_of_runs(&experiment, &marks)?;
        let trend = logs_of_trend(experiment.economy.calibration.trend, &marks);
        let at = 0..marks.len();
        let productivity = |k: usize| trend[k].productivity + run[k].productivity;
        let ahead =
            |of: &dyn Fn(usize) -> f64| gaps(&marks, &at.clone().map(of).collect::<Vec<_>>());
        let measured = run[marks.len() - 1].productivity / years;
        found.push(Round {
            contribution,
            measured,
            productivity_gaps: ahead(&|k| productivity(k) - path[k].productivity),
            gdp_gaps: ahead(&|k| run[k].gdp - path[k].gdp),
        });
        contribution = measured;
    }
    Ok(OfficialPath {
        quarters: configuration.quarters,
        seeds: configuration.seeds.count,
        rounds: found,
    })
}

/// The opening and the end of every window; the last is shorter if the run is.
fn windows(quarters: u32) -> Vec<u32> {
    let mut marks: Vec<u32> = (0..quarters).step_by(WINDOW as usize).collect();
    marks.push(quarters);
    marks
}

/// Logs of productivity and of real GDP, relative to something.
#[derive(Clone, Copy, Debug)]
struct Logs {
    productivity: f64,
    gdp: f64,
}

/// Mean change per year from each mark to the next.
fn gaps(marks: &[u32], ahead: &[f64]) -> Vec<f64> {
    let windows = marks.windows(2).zip(ahead.windows(2));
    windows
        .map(|(at, of)| (of[1] - of[0]) * 4.0 / f64::from(at[1] - at[0]))
        .collect()
}

/// The trend relative to the opening, at each mark.
fn logs_of_trend(rates: TrendRates, marks: &[u32]) -> Vec<Logs> {
    let mut trend = Trend::open(rates);
    let mut logs = Vec::with_capacity(marks.len());
    for quarter in 0..=marks.last().copied().unwrap_or(0) {
        if quarter > 0 {
            trend.advance();
        }
        if marks.contains(&quarter) {
            logs.push(Logs {
                productivity: maths::ln(trend.now().productivity_index),
                gdp: maths::ln(trend.now().output_index),
            });
        }
    }
    logs
}

/// Means over seeds at each mark: productivity relative to its trend, real GDP relative to the opening.
fn logs_of_runs(experiment: &Experiment, marks: &[u32]) -> Result<Vec<Logs>> {
    let gauge = Gauge::new(experiment, marks);
    let names = ["real_gdp", "productivity_gap"].map(str::to_owned);
    let names = gauge.choose(&names)?;
    let theory = experiment.theory.as_ref();
    let mut runs = Vec::new();
    for seed in experiment.configuration.seeds.iter() {
        runs.push(gauge.run(experiment, &experiment.rules, theory, seed)?);
    }
    let over = |of: &dyn Fn(&Vec<f64>) -> f64| mean(&runs.iter().map(of).collect::<Vec<_>>());
    let places = gauge.marks().iter().enumerate();
    let places = places.filter(|(_, quarter)| marks.contains(quarter));
    let logs = places.map(|(mark, _)| {
        let gdp = |run: &Vec<f64>, mark| maths::ln(run[gauge.place(names[0], mark)]);
        Logs {
            productivity: over(&|run| maths::ln(1.0 + run[gauge.place(names[1], mark)])),
            gdp: over(&|run| gdp(run, mark) - gdp(run, 0)),
        }
    });
    Ok(logs.collect())
}

/// The experiment on a trend that grows by `contribution` less.
fn lowered(
    configuration: &Configuration,
    rates: TrendRates,
    contribution: f64,
) -> Result<Experiment> {
    let mut configuration = configuration.clone();
    let official = [rates.productivity_growth, rates.final_productivity_growth];
    for (path, rate) in RATES.into_iter().zip(official) {
        configuration
            .overrides
            .retain(|setting| setting.path != path);
        configuration.overrides.push(Setting {
            path: path.to_owned(),
            value: (rate - contribution).to_string(),
            place: Place::option("the official path"),
        });
    }
    Experiment::load(configuration)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Request;

    /// Authority: by construction. Whatever the theory adds to productivity is taken off the trend, so in the
    /// last round productivity with the theory is on the path over the whole run, and the fixed point has
    /// settled.
    #[test]
    fn productivity_with_the_theory_ends_on_the_path() {
        let request = Request {
            rules: Some("b2".to_owned()),
            quarters: Some(24),
            seeds: Some(1),
            ..Request::default()
        };
        let configuration = request.configuration().expect("a configuration");
        let found = find(&configuration, 3).expect("runs");
        assert_eq!(found.rounds.len(), 3);
        let [first, _, last] = &found.rounds[..] else {
            panic!("three rounds")
        };
        assert_eq!(first.contribution, 0.0);
        assert!(first.measured != 0.0, "{found:?}");
        let settled = (last.measured - last.contribution).abs();
        assert!(settled <= 0.02 * first.measured.abs(), "{found:?}");
        // Five years and one, weighted by their length.
        let over_all =
            |round: &Round| (5.0 * round.productivity_gaps[0] + round.productivity_gaps[1]) / 6.0;
        assert!((over_all(first) - first.measured).abs() < 1e-12);
        // A yearly rate is applied as four equal quarters, so a little compounding is left.
        assert!(
            over_all(last).abs() < 0.03 * first.measured.abs(),
            "{found:?}"
        );
    }

    #[test]
    fn without_the_theory_there_is_nothing_to_take_off() {
        let request = Request {
            rules: Some("b1".to_owned()),
            ..Request::default()
        };
        let configuration = request.configuration().expect("a configuration");
        assert!(find(&configuration, 3).is_err_and(|error| error.is_refusal()));
    }
}
