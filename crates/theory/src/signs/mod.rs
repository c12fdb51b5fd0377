//! Sign tests as data: which concept, after which others, and what must move where.
//!
//! A test compares two economies that share their luck: one with the prerequisites of a concept, one with the
//! concept too. A sign passes where it is found in all but one in twenty of the seeds and `|t| > 3`; a null passes
//! where `|t| < 2`. The tests of this crate, `docs/signs.md`, `docs/signs-village.md` and `commonweal validate` all
//! read [`tests()`] or, where there is a map, [`tests_on_a_map()`].
//!
//! # Source
//! Digital economy, §4: format and column *Test*.

mod areas;
mod measures;
mod misses;
mod platforms;
pub mod recorded;
mod table;

use std::fmt;

use economy::closure::fiscal_rule::OpeningBalance;
use economy::{Calibration, Economy, Luck, Market, NoPolicy, Rules, Serial};
use quantity::maths;

pub use misses::{IN_THE_COUNTRY, Miss, ON_THE_VILLAGE, expired, in_the_country, on_the_village};

use crate::{Concepts, Digital, OpeningMode, Setup};

/// Instead of a sign: nothing may move.
pub const NULL: i8 = 2;

/// A measure of an economy under the theory.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// Expected sign of the difference; 0 where it is only reported, [`NULL`] where there must be none.
    pub sign: i8,
    /// The number.
    pub of: fn(&Economy, &Digital) -> f64,
}

/// Measures are told apart by what they are called and what is expected of them.
impl PartialEq for Measure {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.sign) == (other.name, other.sign)
    }
}

/// A test of one concept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignTest {
    /// The concept.
    pub id: &'static str,
    /// Its key.
    pub key: &'static str,
    /// Concepts that are on in both arms; `all` for the whole theory.
    pub after: &'static [&'static str],
    /// Other settings of both arms.
    pub set: &'static [(&'static str, &'static str)],
    /// What is measured.
    pub measures: &'static [Measure],
    /// The quarter after which it is read; that of the whole table if there is none.
    pub at: Option<u32>,
}

const A1: &[&str] = &["permeability"];
const ALL: &[&str] = &["all"];
const NONE: &[(&str, &str)] = &[];

const fn measure(name: &'static str, sign: i8, of: fn(&Economy, &Digital) -> f64) -> Measure {
    Measure { name, sign, of }
}

const fn test(
    id: &'static str,
    key: &'static str,
    after: &'static [&'static str],
    set: &'static [(&'static str, &'static str)],
    measures: &'static [Measure],
) -> SignTest {
    SignTest {
        id,
        key,
        after,
        set,
        measures,
        at: None,
    }
}

/// The tests for an economy of one area.
pub fn tests() -> impl Iterator<Item = &'static SignTest> {
    let anywhere = table::TESTS.iter().chain(platforms::TESTS);
    anywhere.chain(platforms::ON_ONE_AREA)
}

/// The tests for an economy with areas and people.
pub fn tests_on_a_map() -> impl Iterator<Item = &'static SignTest> {
    let anywhere = table::TESTS.iter().chain(platforms::TESTS);
    anywhere.chain(areas::TESTS)
}

/// What came out of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The concept.
    pub id: &'static str,
    /// The measure.
    pub name: &'static str,
    /// Expected sign.
    pub sign: i8,
    /// Mean without the concept.
    pub base: f64,
    /// Mean difference.
    pub difference: f64,
    /// Over its standard error.
    pub t: f64,
    /// Share of seeds with the expected sign, or with the commoner one.
    pub agree: f64,
}

impl Row {
    /// Whether the expected sign was found; nothing where none is expected.
    #[must_use]
    pub fn verdict(&self) -> Option<bool> {
        match self.sign {
            0 => None,
            NULL => Some(self.t.abs() < 2.0),
            sign => {
                let right = self.difference * f64::from(sign) > 0.0;
                Some(right && self.agree >= 0.95 && self.t.abs() > 3.0)
            }
        }
    }

    /// The expected sign as it is written.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match self.sign {
            1 => "+",
            -1 => "-",
            NULL => "0",
            _ => "?",
        }
    }

    /// The verdict in a word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.verdict() {
            None => "reported",
            Some(true) => "pass",
            Some(false) => "FAIL",
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:<4} {:<38} {:>6} {:>12.6} {:>+12.3e} {:>9.1} {:>7.0}%  {}",
            self.id,
            self.name,
            self.sign(),
            self.base,
            self.difference,
            self.t,
            100.0 * self.agree,
            self.word()
        )
    }
}

/// Settings that act while the strength of their concept is 0.
const ALWAYS: &str = "strategy_core_technology.available";

impl SignTest {
    /// The same, read after so many quarters.
    const fn after_quarters(self, quarters: u32) -> Self {
        Self {
            at: Some(quarters),
            ..self
        }
    }

    /// The quarter after which it is read in a table of so many.
    #[must_use]
    pub fn quarter(&self, quarters: u32) -> u32 {
        self.at.map_or(quarters, |at| at.min(quarters))
    }

    /// Whether a setting is one of the concept that is tested, and so moves nothing while that is off.
    fn is_idle(&self, path: &str) -> bool {
        let group = path.split_once('.').map(|(group, _)| group);
        path != ALWAYS && group == Some(self.key)
    }

    /// The concepts of one arm of the test, on a greenfield unless the test says otherwise.
    ///
    /// # Errors
    /// If a setting of the test is none.
    pub fn concepts(&self, on: bool) -> Result<Concepts, params::Error> {
        let mut concepts = if self.after == ALL {
            Concepts::default()
        } else {
            Concepts::off()
        };
        for key in self.after.iter().filter(|key| **key != "all") {
            concepts.switch(key, 1.0);
        }
        concepts.setup = Setup {
            opening: OpeningMode::Greenfield,
            ..Setup::default()
        };
        // What moves nothing is left out, so that more tests share a base.
        for (path, value) in self
            .set
            .iter()
            .filter(|(path, _)| on || !self.is_idle(path))
        {
            concepts.set(path, value)?;
        }
        let is_strategy = self.key.starts_with("strategy_");
        let switch = if is_strategy { "intensity" } else { "strength" };
        let strength = if on { 1.0 } else { 0.0 };
        concepts.set_number(&format!("{}.{switch}", self.key), strength)?;
        Ok(concepts)
    }

    /// What one arm measures with one seed after so many quarters.
    ///
    /// # Errors
    /// As [`SignTest::concepts`].
    pub fn arm(
        &self,
        calibration: &Calibration,
        rules: Rules,
        on: bool,
        seed: u64,
        quarters: u32,
    ) -> Result<Vec<f64>, params::Error> {
        let concepts = self.concepts(on)?;
        let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(seed));
        let mut digital = Digital::open(concepts, &economy.view());
        for _ in 0..self.quarter(quarters) {
            economy.quarter(&mut NoPolicy, &mut digital, &Serial);
        }
        Ok(self.measured(&economy, &digital))
    }

    /// The measures of an economy under the theory.
    #[must_use]
    pub fn measured(&self, economy: &Economy, digital: &Digital) -> Vec<f64> {
        let measured = self.measures.iter().map(|m| (m.of)(economy, digital));
        measured.collect()
    }

    /// One row per measure, from what the two arms (without, with) measured with each seed.
    #[must_use]
    pub fn rows(&self, pairs: &[(Vec<f64>, Vec<f64>)]) -> Vec<Row> {
        let n = pairs.len() as f64;
        let row = |(k, measure): (usize, &Measure)| {
            let differences: Vec<f64> = pairs.iter().map(|(off, on)| on[k] - off[k]).collect();
            let mean = maths::sum(differences.iter().copied()) / n;
            let squares = maths::sum(differences.iter().map(|d| (d - mean) * (d - mean)));
            let error = (squares / (n - 1.0) / n).sqrt();
            let sign = match measure.sign {
                0 | NULL => mean.signum(),
                sign => f64::from(sign),
            };
            let agree = differences.iter().filter(|d| **d * sign > 0.0).count() as f64 / n;
            Row {
                id: self.id,
                name: measure.name,
                sign: measure.sign,
                base: maths::sum(pairs.iter().map(|(off, _)| off[k])) / n,
                difference: mean,
                t: if error > 0.0 {
                    mean / error
                } else if mean == 0.0 {
                    0.0
                } else {
                    f64::INFINITY * mean.signum()
                },
                agree,
            }
        };
        self.measures.iter().enumerate().map(row).collect()
    }

    /// Runs the test with seeds 1 to `seeds`, one after the other.
    ///
    /// # Errors
    /// As [`SignTest::concepts`].
    pub fn run(
        &self,
        calibration: &Calibration,
        rules: Rules,
        seeds: u64,
        quarters: u32,
    ) -> Result<Vec<Row>, params::Error> {
        let rules = rules_of(rules);
        let arm = |on, seed| self.arm(calibration, rules, on, seed, quarters);
        let pairs = (1..=seeds).map(|seed| Ok((arm(false, seed)?, arm(true, seed)?)));
        let pairs = pairs.collect::<Result<Vec<_>, params::Error>>()?;
        Ok(self.rows(&pairs))
    }
}

/// The rules of the tests: the expected market, and the public budget as given, under which there are benefits
/// for all, of which a share can be aimed.
#[must_use]
pub fn rules_of(mut rules: Rules) -> Rules {
    rules.market = Market::Expected;
    rules.closure.fiscal_rule.opening_balance = OpeningBalance::Given;
    rules
}
