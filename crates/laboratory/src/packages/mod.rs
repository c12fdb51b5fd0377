//! Packages at equal cost: what strategies cost before anything has followed, scaled to one budget.
//!
//! # Equation
//! ```text
//! cost = Σ_{t = 1}^{40} (1 + r_G)^−t · ( purchases + subsidies + benefits )_t      at the volumes of the base
//! ```
//! The base is run once, without luck. Beside it stand the theories of the alternatives: each sees the base's
//! books, moves its own state on and writes channels that nobody reads; what they would make the government
//! buy and pay is added up. A package is scaled by one factor on all its intensities; where an intensity
//! would leave its range, the rest of the budget is an equal payment per head.
//!
//! # Source
//! Digital economy, §5.4.

mod payment;
mod shadow;

use params::Parameters;
use theory::Concepts;

use crate::compare::{HORIZON, strategies};
use crate::error::Result;
use crate::experiment::Experiment;

pub use payment::Payment;

/// Budget of a table of packages, over the present value of the base's GDP, if nobody says.
pub const BUDGET: f64 = 0.005;
/// A package costs what it should up to this part of it.
const CLOSE: f64 = 1e-9;
/// Attempts at it: costs are nearly in proportion to intensities.
const ATTEMPTS: usize = 8;

/// One line of a package: what is priced on its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Key of the strategy, or `equal_payment`.
    pub line: &'static str,
    /// Its intensity; of a payment, yearly, over GDP per head at the opening.
    pub intensity: f64,
    /// Cost ex ante: present value over forty quarters at the volumes of the base, money.
    pub ex_ante: f64,
}

/// A package as it is run.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// Its lines.
    pub lines: Vec<Line>,
    /// Present value of the base's GDP over the same quarters, money.
    pub gdp: f64,
}

impl Package {
    /// Cost ex ante of all lines, money.
    #[must_use]
    pub fn ex_ante(&self) -> f64 {
        quantity::maths::sum(self.lines.iter().map(|line| line.ex_ante))
    }
}

/// Prices an experiment as it is written, line by line.
///
/// # Errors
/// If the base breaks down.
pub fn price(base: &Experiment, arm: &Experiment) -> Result<Package> {
    let used = strategies(arm);
    let mut theories: Vec<_> = used.iter().map(|(key, _)| only(base, arm, key)).collect();
    if let Some(payment) = arm.payment {
        theories.push((base.theory.clone(), Some(payment)));
    }
    let priced = shadow::price(base, &theories)?;
    let payment = arm.payment.map(|payment| (Payment::LINE, payment.share));
    let lines = used.into_iter().chain(payment).zip(priced.outlays);
    let lines = lines.map(|((line, intensity), ex_ante)| Line {
        line,
        intensity,
        ex_ante,
    });
    Ok(Package {
        lines: lines.collect(),
        gdp: priced.gdp,
    })
}

/// Scales the strategies of `arm` so that it costs `budget` of the present value of the base's GDP, and
/// tops it up by an equal payment per head where they cannot absorb it. An arm without strategies becomes
/// the payment alone.
///
/// # Errors
/// If the base breaks down.
pub fn scale_to(base: &Experiment, arm: &mut Experiment, budget: f64) -> Result<Package> {
    arm.payment = None;
    let mut package = price(base, arm)?;
    let target = budget * package.gdp;
    for _ in 0..ATTEMPTS {
        let cost = package.ex_ante();
        let factor = target / cost;
        if !factor.is_finite() || factor <= 0.0 || (factor - 1.0).abs() < CLOSE {
            break;
        }
        if !scale(arm, factor) {
            package = price(base, arm)?;
            break;
        }
        package = price(base, arm)?;
    }
    let left = target - package.ex_ante();
    if left > CLOSE * target {
        let unit = Payment::of(arm, 1.0);
        let priced = shadow::price(base, &[(base.theory.clone(), Some(unit))])?;
        arm.payment = Some(Payment::of(arm, left / priced.outlays[0]));
        package = price(base, arm)?;
    }
    Ok(package)
}

/// Multiplies every intensity; false if one of them would leave its range and stays at its end.
fn scale(arm: &mut Experiment, factor: f64) -> bool {
    let used = strategies(arm);
    let mut within = true;
    let Some(concepts) = &mut arm.theory else {
        return false;
    };
    for (key, intensity) in used {
        let path = format!("{key}.intensity");
        let declared = concepts.declarations().find(|p| p.path == path);
        let most = declared.map_or(0.0, |p| *p.within.end());
        let wanted = factor * intensity;
        within &= wanted <= most;
        // An intensity within its range is always taken.
        let _ = concepts.set_number(&path, wanted.min(most));
    }
    within
}

/// The base's theory with one strategy of the alternative.
fn only(base: &Experiment, arm: &Experiment, key: &str) -> (Option<Concepts>, Option<Payment>) {
    let mut concepts = base.theory.clone().unwrap_or_else(Concepts::off);
    if let Some(other) = &arm.theory {
        let groups = other.groups();
        let at = Concepts::KEYS.iter().position(|known| *known == key);
        if let Some(group) = at.map(|at| groups[at]) {
            copy(group, &mut concepts);
        }
        let own = other.dated.iter().filter(|change| {
            let group = change.path.split_once('.').map(|(group, _)| group);
            group == Some(key) && !concepts.dated.contains(change)
        });
        let own: Vec<_> = own.copied().collect();
        concepts.dated.extend(own);
    }
    (Some(concepts), None)
}

fn copy(group: &dyn Parameters, concepts: &mut Concepts) {
    for (k, declared) in group.declarations().iter().enumerate() {
        // What is in range there is in range here.
        let _ = concepts.set_number(declared.path, group.value(k));
    }
}

/// Quarters over which a package is priced in runs of this length.
fn horizon(base: &Experiment) -> u32 {
    base.configuration.quarters.min(HORIZON)
}
