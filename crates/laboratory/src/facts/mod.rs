//! Stylised facts: what is known of real economies, and what the model shows of it.
//!
//! Each fact has an authority, a role (was anything set to meet it, or is it held out?) and a status (was
//! its band seen in its source, or is it from memory?). All three stand beside the verdict: "meets a
//! recalled band" says less than "meets a verified one".
//!
//! # Source
//! Long run, §9; digital economy, §10.1.

mod catalogue;
mod country;
mod digital;
mod panel;
pub mod statistics;
mod tracker;

pub use catalogue::{FACTS, Fact, Role, WITHOUT_DATA};
pub use country::opening_value_added;
pub use digital::{DIGITAL_FACTS, DigitalTracker};
pub use tracker::{Evidence, Tracker};

use economy::observe::Observer;
use economy::tables::RuleSet;
use economy::{Calibration, Economy, Luck, NoPolicy, NoTheory, Rules, Serial};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::rules::word;
use crate::validate::Check;
use crate::{mean, standard_deviation};

/// A fact and what runs say of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// The fact.
    pub fact: &'static Fact,
    /// Mean of its statistic over runs.
    pub got: f64,
    /// Its standard deviation over runs.
    pub spread: f64,
    /// Whether it lies in the band; nothing where there is no statistic or nothing to compare with.
    pub pass: Option<bool>,
    /// Why it was not judged.
    pub reason: Option<&'static str>,
}

/// Runs an economy with several seeds and collects what each says of the facts.
#[must_use]
pub fn gather(calibration: &Calibration, rules: Rules, quarters: u32, seeds: u32) -> Vec<Evidence> {
    (1..=u64::from(seeds))
        .into_par_iter()
        .map(|seed| {
            let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(seed));
            let mut observer = Observer::long_run();
            let mut tracker = Tracker::default();
            tracker.observe(&economy, &observer.observe(&economy));
            for _ in 0..quarters {
                economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
                tracker.observe(&economy, &observer.observe(&economy));
            }
            tracker.evidence(&economy)
        })
        .collect()
}

/// Judges every fact by the mean of its statistic over runs; those of the digital economy where it acts.
#[must_use]
pub fn judge(evidence: &[Evidence]) -> Vec<Finding> {
    let of_theory = evidence.iter().any(digital::speaks);
    let cycle_told = evidence.iter().any(|run| run.contains_key("fact.12"));
    let digital = if of_theory { DIGITAL_FACTS } else { &[] };
    FACTS
        .iter()
        .chain(digital)
        .map(|fact| {
            let values: Vec<f64> = evidence
                .iter()
                .filter_map(|run| run.get(fact.id).copied())
                .filter(|value| value.is_finite())
                .collect();
            let got = mean(&values);
            let judged = !values.is_empty() && !WITHOUT_DATA.contains(&fact.id);
            Finding {
                fact,
                got,
                spread: standard_deviation(&values),
                pass: judged.then_some(fact.low <= got && got <= fact.high),
                reason: (!judged).then(|| {
                    digital::reason(fact.id)
                        .unwrap_or_else(|| catalogue::reason(fact.id, cycle_told))
                }),
            }
        })
        .collect()
}

impl Finding {
    /// The finding in runs of an economy under some rules as a line of the table of checks.
    #[must_use]
    pub fn check(&self, economy: &str, rules: RuleSet) -> Check {
        let fact = self.fact;
        // A band that nobody knows is no band to be in the middle of.
        let known = !WITHOUT_DATA.contains(&fact.id);
        let of_band = |value: f64| if known { value } else { f64::NAN };
        Check {
            id: fact.id.to_owned(),
            authority: format!("{} ({})", fact.authority, fact.status.word()),
            expected: of_band(f64::midpoint(fact.low, fact.high)),
            got: self.got,
            tolerance: of_band((fact.high - fact.low) / 2.0),
            pass: self.pass,
            note: format!(
                "{}: {}; {}; {economy}{}{}",
                fact.name,
                fact.statistic,
                fact.role.word(),
                self.under(rules),
                self.reason
                    .map_or_else(String::new, |reason| format!("; not judged: {reason}"))
            ),
        }
    }
}

impl Finding {
    /// Under which rules it is judged, where the fact is stated for some rules only.
    fn under(&self, rules: RuleSet) -> String {
        match catalogue::stated_for(self.fact.id) {
            None => String::new(),
            Some(stated) if stated == rules => format!("; under rules {}", word(rules)),
            Some(stated) => format!(
                "; under rules {}, though it is stated for {}",
                word(rules),
                word(stated)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(values: &[(&'static str, f64)]) -> Evidence {
        let words = values.iter().map(|(id, value)| ((*id).to_owned(), *value));
        words.collect()
    }

    #[test]
    fn a_fact_is_judged_by_the_mean_of_the_runs_that_tell() {
        let runs = [
            said(&[("fact.12", -0.2), ("fact.1", 0.9)]),
            said(&[("fact.12", -0.3), ("fact.1", 0.8), ("fact.14", f64::NAN)]),
        ];
        let findings = judge(&runs);
        let of = |id: &str| findings.iter().find(|f| f.fact.id == id).copied();
        let okun = of("fact.12").expect("it is a fact");
        assert_eq!((okun.got, okun.pass), (-0.25, Some(true)));
        assert_eq!(of("fact.1").and_then(|f| f.pass), Some(false));
        assert_eq!(of("fact.14").and_then(|f| f.pass), None);
    }

    /// The village has firms and a business cycle, and no provinces.
    #[test]
    fn a_run_tells_what_it_can() {
        let tables = economy::village::village(&economy::village::VillageSpec::default());
        let scale = tables.scalars.size.default_scale;
        let calibration = tables.calibration(scale).expect("the village is sound");
        let rules = Rules::long_run();
        let findings = judge(&gather(&calibration, rules, 40, 2));
        let told = |id: &str| {
            let finding = findings.iter().find(|f| f.fact.id == id);
            finding.is_some_and(|f| f.got.is_finite())
        };
        assert!(told("fact.1") && told("fact.12") && told("fact.15a") && told("fact.11a"));
        assert!(!told("fact.18") && !told("fact.9b"));
    }
}
