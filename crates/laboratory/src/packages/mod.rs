//! Packages at equal cost: what strategies cost before anything has followed, scaled to one budget.
//!
//! # Equation
//! ```text
//! cost = Σ_{t = 1}^{40} (1 + r_G)^−t · ( outlays + revenue forgone − earmarked revenue )_t      at the volumes of the base
//! ```
//! The base is run once, without luck; the costs of its strategies are units times its volumes
//! ([`theory::strategies::cost`]). A package is scaled by one factor on all its intensities; where an intensity would leave
//! its range, the rest of the budget is an equal payment per head. A package that brings in more than it spends cannot be
//! scaled to a budget: it stays as written, and the payment hands out its revenue too.
//!
//! # Source
//! Digital economy, §5.4.

mod baseline;
mod payment;

use theory::LEDGER;
use theory::bills::Cost;
use theory::ledger::Kind;

use crate::compare::{HORIZON, strategies};
use crate::experiment::Experiment;

pub use baseline::Baseline;
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
    /// Cost ex ante: present values over forty quarters at the volumes of the base, money.
    pub cost: Cost,
}

impl Line {
    /// Net cost ex ante, money.
    #[must_use]
    pub fn ex_ante(&self) -> f64 {
        self.cost.net()
    }
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
        quantity::maths::sum(self.lines.iter().map(Line::ex_ante))
    }

    /// What of it is an equal payment per head, money.
    #[must_use]
    pub fn payment(&self) -> f64 {
        let payments = self.lines.iter().filter(|line| line.line == Payment::LINE);
        quantity::maths::sum(payments.map(Line::ex_ante))
    }
}

/// Prices an experiment as it is written, line by line: what it costs beyond the base.
#[must_use]
pub fn price(baseline: &Baseline, base: &Experiment, arm: &Experiment) -> Package {
    let costs = |of: &Experiment| {
        let concepts = of.theory.as_ref();
        concepts.map_or_else(Default::default, |concepts| baseline.costs(concepts))
    };
    let (own, theirs) = (costs(base), costs(arm));
    let mut lines: Vec<Line> = strategies(arm)
        .into_iter()
        .map(|(line, intensity)| {
            let k = place(line);
            Line {
                line,
                intensity,
                cost: Cost {
                    outlays: theirs[k].outlays - own[k].outlays,
                    forgone: theirs[k].forgone - own[k].forgone,
                    earmarked: theirs[k].earmarked - own[k].earmarked,
                },
            }
        })
        .collect();
    lines.extend(arm.payment.map(|payment| Line {
        line: Payment::LINE,
        intensity: payment.share,
        cost: Cost {
            outlays: payment.share * baseline.payment(),
            ..Cost::default()
        },
    }));
    Package {
        lines,
        gdp: baseline.gdp(),
    }
}

/// Position of a strategy among all of them.
fn place(key: &str) -> usize {
    let mut all = LEDGER
        .iter()
        .filter(|concept| concept.kind == Kind::Strategy);
    all.position(|concept| concept.key == key)
        .unwrap_or_default()
}

/// Scales the strategies of `arm` so that it costs `budget` of the present value of the base's GDP, and
/// tops it up by an equal payment per head where they cannot absorb it. An arm without strategies becomes
/// the payment alone.
pub fn scale_to(
    baseline: &Baseline,
    base: &Experiment,
    arm: &mut Experiment,
    budget: f64,
) -> Package {
    arm.payment = None;
    let mut package = price(baseline, base, arm);
    let target = budget * package.gdp;
    for _ in 0..ATTEMPTS {
        let factor = target / package.ex_ante();
        if !factor.is_finite() || factor <= 0.0 || (factor - 1.0).abs() < CLOSE {
            break;
        }
        let within = scale(arm, factor);
        package = price(baseline, base, arm);
        if !within {
            break;
        }
    }
    let left = target - package.ex_ante();
    if left > CLOSE * target {
        arm.payment = Some(Payment::of(arm, left / baseline.payment()));
        package = price(baseline, base, arm);
    }
    package
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

/// Quarters over which a package is priced in runs of this length.
fn horizon(base: &Experiment) -> u32 {
    base.configuration.quarters.min(HORIZON)
}
