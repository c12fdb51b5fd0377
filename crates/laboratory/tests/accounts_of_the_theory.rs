//! Every account balances in every quarter, whatever is assumed about the digital economy and done about it.
//!
//! Authority: digital economy, §10: the identities A1 to A7 with the flows of the theory, each below 10⁻⁹ of GDP. A case
//! draws every parameter of the theory at once: inputs and alternatives from their plausible ranges, strengths from
//! 0..1, intensities from 0..2, readings from the choices that can be run, and beside them the protocol of the goods
//! market and the seed of the run.

use std::fmt;
use std::sync::LazyLock;

use economy::{Calibration, Economy, Luck, Market, NoPolicy, Rules, Serial};
use laboratory::{Experiment, Request};
use params::{Declaration, Role};
use proptest::prelude::*;
use theory::{Concepts, Digital};

/// The largest residual of an identity, over GDP.
const TOLERANCE: f64 = 1e-9;
/// Quarters of a case: enough for every flow that answers to the quarter before, and to the year before.
const QUARTERS: u32 = 7;
/// Strategies begin within the first year and are in full force before the end.
const LATEST_START: f64 = 4.0;
/// Quarters after which strategies are in full force at the latest.
const LONGEST_RAMP: f64 = 4.0;

/// What a case assumes.
#[derive(Clone)]
struct Case {
    market: Market,
    seed: u64,
    concepts: Concepts,
    /// What was drawn, by path.
    drawn: Vec<(&'static Declaration, f64)>,
}

/// As the options of the command that runs it, so that a failing case can be looked at.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let market = match self.market {
            Market::Sampled => "sampled",
            Market::Expected => "expected",
        };
        write!(
            f,
            "--rules b2 --market {market} --seed {} --seeds 1 --quarters {QUARTERS}",
            self.seed
        )?;
        for (declared, value) in &self.drawn {
            write!(
                f,
                " \\\n  --set {}={}",
                declared.path,
                declared.display(*value)
            )?;
        }
        Ok(())
    }
}

/// Whether a case draws it: targets and what is only reported move nothing.
fn is_drawn(declared: &Declaration) -> bool {
    matches!(declared.role, Role::Input | Role::Alternative)
}

/// The value of a parameter at this point of 0..1 of what is drawn for it.
fn value(declared: &Declaration, at: f64) -> f64 {
    let (low, high) = (*declared.plausible.start(), *declared.plausible.end());
    let name = declared.path.rsplit('.').next().unwrap_or_default();
    match name {
        _ if !declared.choices.is_empty() => (at * declared.choices.len() as f64).floor(),
        "start" => (low + at * LATEST_START).floor(),
        "ramp" => (at * (LONGEST_RAMP + 1.0)).floor(),
        _ => low + at * (high - low),
    }
}

/// The concepts with everything drawn, but for what no run accepts, which stays as it is by default.
fn assume(points: &[f64]) -> (Concepts, Vec<(&'static Declaration, f64)>) {
    let mut concepts = Concepts::default();
    let declared: Vec<_> = concepts.declarations().filter(|d| is_drawn(d)).collect();
    let mut drawn = Vec::new();
    for (declared, &at) in declared.into_iter().zip(points) {
        let mut value = value(declared, at);
        let mut set = |value| concepts.set_number(declared.path, value).expect("in range");
        set(value);
        if concepts.contradiction().is_some() {
            value = declared.default;
            concepts.set_number(declared.path, value).expect("in range");
        }
        drawn.push((declared, value));
    }
    (concepts, drawn)
}

fn case() -> impl Strategy<Value = Case> {
    let n = Concepts::default()
        .declarations()
        .filter(|d| is_drawn(d))
        .count();
    let points = prop::collection::vec(0.0..1.0_f64, n);
    let markets = prop_oneof![Just(Market::Expected), Just(Market::Sampled)];
    (points, markets, 1..1_000_u64).prop_map(|(points, market, seed)| {
        let (concepts, drawn) = assume(&points);
        Case {
            market,
            seed,
            concepts,
            drawn,
        }
    })
}

/// A failing case is shrunk for a little only: each step is a run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 24,
        failure_persistence: None,
        max_shrink_iters: 100,
        ..ProptestConfig::default()
    }
}

/// An economy under the long-run rules.
fn plan(economy: &str, scale: Option<f64>) -> (Calibration, Rules) {
    let experiment = Experiment::plan(Request {
        economy: Some(economy.to_owned()),
        rules: Some("b2".to_owned()),
        scale,
        ..Request::default()
    });
    let experiment = experiment.expect("a plan");
    (experiment.economy.calibration, experiment.rules)
}

/// The embedded economy on four areas: towns and countryside of two provinces.
static VILLAGE: LazyLock<(Calibration, Rules)> = LazyLock::new(|| {
    let (calibration, rules) = plan("village", None);
    (calibration.cut_into(4), rules)
});

/// China with areas and people, small.
static CHINA: LazyLock<(Calibration, Rules)> =
    LazyLock::new(|| plan("china-2022", Some(400_000.0)));

/// Runs a case and checks the books of each quarter.
fn balances((calibration, rules): &(Calibration, Rules), case: Case) -> Result<(), TestCaseError> {
    let rules = Rules {
        market: case.market,
        ..*rules
    };
    let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(case.seed));
    let mut digital = Digital::open(case.concepts, &economy.view());
    for quarter in 1..=QUARTERS {
        economy.quarter(&mut NoPolicy, &mut digital, &Serial);
        let residuals = economy.books.identities.relative_to(economy.books.gdp);
        for (k, residual) in residuals.into_iter().enumerate() {
            prop_assert!(
                residual <= TOLERANCE,
                "quarter {quarter}: identity.A{} is off by {residual:e} of GDP",
                k + 1
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_account_of_the_village_balances(case in case()) {
        balances(&VILLAGE, case)?;
    }

    #[test]
    fn every_account_of_china_balances(case in case()) {
        balances(&CHINA, case)?;
    }
}

/// A case says everything that it draws, so that it can be run again from what is printed.
#[test]
fn a_case_is_printed_as_a_command() {
    let n = Concepts::default()
        .declarations()
        .filter(|d| is_drawn(d))
        .count();
    let (concepts, drawn) = assume(&vec![0.99; n]);
    let case = Case {
        market: Market::Expected,
        seed: 3,
        concepts,
        drawn,
    };
    let printed = format!("{case:?}");
    for part in [
        "--market expected --seed 3",
        "--set expected_economy.reading=both",
        "--set equality.reading=price",
        "--set strategy_infrastructure.start=4",
        "--set strategy_infrastructure.intensity=1.98",
        "--set theory.opening=greenfield",
    ] {
        assert!(printed.contains(part), "{part} is not in {printed}");
    }
    assert_eq!(printed.matches("--set ").count(), n);
}
