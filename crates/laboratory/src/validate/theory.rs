//! What the theory must and must not do: `neutral.<id>` and `sign.<id>`.
//!
//! Neutral: with every strength at 0 the economy is that of its long-run rules, to the last bit; a concept whose
//! strength is 0 writes nothing while all others act; a policy whose intensity is 0 changes nothing, however soon it
//! would begin. Signs: the tests of [`theory::signs`], all of whose arms with the same prerequisites share one base.
//!
//! # Source
//! Digital economy, §1 item 5, §4 and §10.3.

use economy::{Calibration, Economy, Luck, NoPolicy, NoTheory, Rules, Serial};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use theory::ledger::Kind;
use theory::signs::{self, Row, SignTest, on_the_village};
use theory::{Concepts, Digital, LEDGER};

use super::{Check, Effort, Error, own};

/// Most seeds of a sign test: those of the specification.
const SEEDS: u32 = 20;
/// Quarters after which signs are read.
const QUARTERS: u32 = 20;
/// Quarters over which neutrality is watched.
const WATCHED: u32 = 12;
/// Quarters after which somebody who is off must have written nothing.
const SOON: u32 = 4;
const NEUTRAL: &str = "digital economy, §10.3";

/// Neutrality and signs on the embedded village.
pub(super) fn checks(effort: Effort, progress: &dyn Fn(&str)) -> Result<Vec<Check>, Error> {
    let village = own::village_calibration()?;
    let rules = signs::rules_of(Rules::long_run());
    progress("village: the theory switched off, concept by concept");
    let mut checks = neutral("village", &village, rules)?;
    let seeds = SEEDS.min(effort.seeds);
    let tests: Vec<&'static SignTest> = signs::tests().collect();
    for row in run_signs(&village, rules, &tests, seeds, QUARTERS, progress)? {
        checks.push(sign(&row, seeds));
    }
    Ok(checks)
}

/// A digital economy without a run.
fn open(calibration: &Calibration, rules: &Rules, concepts: Concepts) -> (Economy, Digital) {
    let economy = Economy::open(calibration.clone(), *rules, Luck::Seed(1));
    let digital = Digital::open(concepts, &economy.view());
    (economy, digital)
}

/// Fingerprints of some quarters.
fn fingerprints(economy: &mut Economy, digital: &mut Digital, quarters: u32) -> Vec<u64> {
    let quarter = |_| {
        economy.quarter(&mut NoPolicy, digital, &Serial);
        economy.fingerprint()
    };
    (0..quarters).map(quarter).collect()
}

/// `neutral.all` and `neutral.<id>` on an economy.
///
/// # Errors
/// If a switch is not where it is looked for.
pub fn neutral(name: &str, calibration: &Calibration, rules: Rules) -> Result<Vec<Check>, Error> {
    let mut plain = Economy::open(calibration.clone(), rules, Luck::Seed(1));
    let (mut economy, mut digital) = open(calibration, &rules, Concepts::off());
    let differ = (0..WATCHED).filter(|_| {
        plain.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        economy.quarter(&mut NoPolicy, &mut digital, &Serial);
        plain.fingerprint() != economy.fingerprint()
    });
    let mut checks = vec![Check::judged(
        "neutral.all",
        NEUTRAL,
        [0.0, differ.count() as f64, 0.0],
        format!(
            "quarters of {WATCHED} in which some bit differs between the long-run rules and the theory with every strength at 0, {name}"
        ),
    )];
    let as_it_is = {
        let (mut economy, mut digital) = open(calibration, &rules, Concepts::default());
        fingerprints(&mut economy, &mut digital, SOON)
    };
    for concept in LEDGER.iter().filter(|c| c.kind != Kind::Outcome) {
        let (got, what) = if concept.kind == Kind::Strategy {
            let mut concepts = Concepts::default();
            for (path, value) in [("start", 1.0), ("ramp", 0.0)] {
                let path = format!("{}.{path}", concept.key);
                if concepts.has(&path) {
                    concepts.set_number(&path, value).map_err(refused)?;
                }
            }
            let (mut economy, mut digital) = open(calibration, &rules, concepts);
            let now = fingerprints(&mut economy, &mut digital, SOON);
            let differ = now.iter().zip(&as_it_is).filter(|(a, b)| a != b);
            (
                differ.count(),
                "quarters of four that differ, with the policy due at once at intensity 0",
            )
        } else {
            let mut concepts = Concepts::default();
            concepts.switch(concept.key, 0.0);
            let (mut economy, mut digital) = open(calibration, &rules, concepts);
            fingerprints(&mut economy, &mut digital, SOON);
            let rows = digital.record().contributions();
            (
                rows.filter(|row| row.0 == concept.id).count(),
                "terms written at strength 0 while all others act",
            )
        };
        checks.push(Check::judged(
            format!("neutral.{}", concept.id),
            NEUTRAL,
            [0.0, got as f64, 0.0],
            format!("{what}, {name}"),
        ));
    }
    Ok(checks)
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands over")]
fn refused(error: params::Error) -> Error {
    Error::Run(crate::Error::refused(error.to_string()))
}

/// Tests on an economy, seed by seed; arms that have the same prerequisites are compared with the same base.
pub struct Signs<'a> {
    calibration: &'a Calibration,
    rules: Rules,
    quarters: u32,
    tests: &'a [&'static SignTest],
    /// Every run of a seed: its concepts, and the tests that are read off it.
    runs: Vec<(Concepts, Vec<usize>)>,
    /// The runs of each test: without the concept, with it.
    arms: Vec<[usize; 2]>,
    /// What each test measured without and with it, seed by seed.
    pairs: Vec<Vec<(Vec<f64>, Vec<f64>)>>,
}

impl<'a> Signs<'a> {
    /// Tests that are read after so many quarters unless they say otherwise.
    ///
    /// # Errors
    /// If a setting of a test is none.
    pub fn plan(
        calibration: &'a Calibration,
        rules: Rules,
        tests: &'a [&'static SignTest],
        quarters: u32,
    ) -> Result<Self, Error> {
        let mut runs: Vec<(Concepts, Vec<usize>)> = Vec::new();
        let mut arms = Vec::new();
        for (k, test) in tests.iter().enumerate() {
            let mut arm = [0; 2];
            for (place, on) in arm.iter_mut().zip([false, true]) {
                let concepts = test.concepts(on).map_err(refused)?;
                let known = runs.iter().position(|(other, _)| *other == concepts);
                *place = known.unwrap_or(runs.len());
                if known.is_none() {
                    runs.push((concepts, Vec::new()));
                }
                runs[*place].1.push(k);
            }
            arms.push(arm);
        }
        Ok(Self {
            calibration,
            rules,
            quarters,
            pairs: vec![Vec::new(); tests.len()],
            tests,
            runs,
            arms,
        })
    }

    /// Runs that a seed takes.
    #[must_use]
    pub fn runs_of_a_seed(&self) -> usize {
        self.runs.len()
    }

    /// Adds a seed, its runs side by side.
    pub fn add(&mut self, seed: u64) {
        let run = |(concepts, of): &(Concepts, Vec<usize>)| -> Vec<(usize, Vec<f64>)> {
            let mut economy = Economy::open(self.calibration.clone(), self.rules, Luck::Seed(seed));
            let mut digital = Digital::open(concepts.clone(), &economy.view());
            let at = |k: usize| self.tests[k].quarter(self.quarters);
            let mut measured = Vec::new();
            for quarter in 1..=of.iter().map(|&k| at(k)).max().unwrap_or(0) {
                economy.quarter(&mut NoPolicy, &mut digital, &Serial);
                for &k in of.iter().filter(|&&k| at(k) == quarter) {
                    measured.push((k, self.tests[k].measured(&economy, &digital)));
                }
            }
            measured
        };
        let found: Vec<Vec<(usize, Vec<f64>)>> = self.runs.par_iter().map(run).collect();
        for (k, arm) in self.arms.iter().enumerate() {
            let of = |place: usize| {
                let mine = found[place].iter().find(|(test, _)| *test == k);
                mine.map_or_else(Vec::new, |(_, measured)| measured.clone())
            };
            self.pairs[k].push((of(arm[0]), of(arm[1])));
        }
    }

    /// One row per measure, over the seeds added.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.tests.iter().zip(&self.pairs);
        rows.flat_map(|(test, pairs)| test.rows(pairs)).collect()
    }
}

/// Runs tests with seeds 1 to `seeds`.
///
/// # Errors
/// As [`Signs::plan`].
pub fn run_signs(
    calibration: &Calibration,
    rules: Rules,
    tests: &[&'static SignTest],
    seeds: u32,
    quarters: u32,
    progress: &dyn Fn(&str),
) -> Result<Vec<Row>, Error> {
    let mut signs = Signs::plan(calibration, rules, tests, quarters)?;
    for seed in 1..=seeds {
        progress(&format!(
            "{}: signs, seed {seed} of {seeds}, {} runs",
            calibration.name,
            signs.runs_of_a_seed()
        ));
        signs.add(u64::from(seed));
    }
    Ok(signs.rows())
}

/// A row of a sign test as a check: expected is the sign, got is `t`.
fn sign(row: &Row, seeds: u32) -> Check {
    let known = on_the_village(row.id, row.name);
    Check {
        id: format!("sign.{}", row.id),
        authority: "digital economy, §4 and §5, column Test".to_owned(),
        expected: match row.sign {
            signs::NULL => 0.0,
            sign => f64::from(sign),
        },
        got: row.t,
        tolerance: if row.sign == signs::NULL { 2.0 } else { 3.0 },
        pass: row.verdict(),
        note: format!(
            "{}: expected {}, difference {:+.2e} of {:.4}, t {:.1}, {:.0} % of {seeds} seeds agree; greenfield village after {QUARTERS} quarters unless the measure says otherwise{}",
            row.name,
            row.sign(),
            row.difference,
            row.base,
            row.t,
            100.0 * row.agree,
            match (row.verdict(), known) {
                (None, _) => "; reported, not judged".to_owned(),
                (Some(false), Some(reason)) => format!("; known: {reason}"),
                _ => String::new(),
            }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A base that is shared is the base that a test would have run alone.
    #[test]
    fn tests_that_share_a_base_find_what_they_find_alone() {
        let village = own::village_calibration().expect("the village");
        let rules = signs::rules_of(Rules::long_run());
        let some: Vec<&'static SignTest> = signs::tests()
            .filter(|test| ["A2", "B1", "B4", "C5"].contains(&test.id))
            .collect();
        let shared = run_signs(&village, rules, &some, 2, 9, &|_| {}).expect("rows");
        let alone = some
            .iter()
            .flat_map(|test| test.run(&village, rules, 2, 9).expect("rows"));
        assert_eq!(shared, alone.collect::<Vec<_>>());
        assert!(shared.len() > 10);
    }

    #[test]
    fn every_concept_but_outcomes_is_watched_and_neutral() {
        let village = own::village_calibration().expect("the village");
        let rules = signs::rules_of(Rules::long_run());
        let checks = neutral("village", &village, rules).expect("checks");
        let acting = LEDGER.iter().filter(|c| c.kind != Kind::Outcome).count();
        assert_eq!(checks.len(), acting + 1);
        assert!(
            checks.iter().all(|check| check.pass == Some(true)),
            "{checks:#?}"
        );
    }
}
