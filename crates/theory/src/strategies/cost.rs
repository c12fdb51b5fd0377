//! What strategies cost before anybody has acted on them: their units times the volumes of a baseline.
//!
//! # Equation
//! ```text
//! cost_t = outlays + revenue forgone − earmarked revenue      at the volumes of the baseline, not at those that follow
//! present value = Σ_t cost_t / (1 + r_G)^t
//! ```
//! Outlays are units of GDP; shares are bought at the book value of platforms; fines, the operator's part of licences and
//! public capital formation that is cut for networks are earmarked. No strategy lowers the rate of a tax, so revenue forgone is
//! nothing at the volumes of the baseline: what a policy does to tax bases is what follows, and is counted ex post. What I2
//! levies it pays out a quarter later, so it costs nothing, and I4's contributions on gig work are none at the volumes of
//! today. Networks in waves cost nothing before the first.
//!
//! # Source
//! Digital economy, §5.2 and §5.4. What was booked in the end is in [`crate::bills`].

use economy::View;
use quantity::maths;

use super::{
    application_scenarios, data_authorisation, ecosystem, government_market, infrastructure,
    platform_regulation, trust_security,
};
use crate::apply::Digital;
use crate::bills::Cost;
use crate::concepts::{Concepts, Mechanism};
use crate::paths::data_value;
use crate::public_money::revenue;

/// The strategies, in the order of the ledger.
pub const STRATEGIES: [&str; 10] = ["H1", "H2", "H3", "H4", "H5", "H6", "I1", "I2", "I3", "I4"];

/// What costs are multiples of, in one quarter of a baseline; money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Volumes {
    /// GDP.
    pub gdp: f64,
    /// GDP at the prices of the opening.
    pub real_gdp: f64,
    /// Book value of platforms.
    pub platform_equity: f64,
    /// Revenue of platforms.
    pub platform_revenue: f64,
    /// Data licences.
    pub licences: f64,
}

impl Volumes {
    /// Those of a quarter that has been closed.
    #[must_use]
    pub fn of(view: &View<'_>, digital: &Digital) -> Self {
        let platforms = &digital.state().platforms.firm;
        let over = |of: &dyn Fn(quantity::FirmId) -> f64| {
            maths::sum(platforms.iter().map(|&i| maths::positive(of(i))))
        };
        Self {
            gdp: view.books.gdp.nominal,
            real_gdp: view.books.gdp.real,
            platform_equity: over(&|i| view.firms.equity[i]),
            platform_revenue: over(&|i| revenue(view, i)),
            licences: digital.derived().licences.total(),
        }
    }
}

/// Cost of each strategy in each quarter of a baseline, of which the first is quarter 1.
///
/// ```
/// use theory::Concepts;
/// use theory::strategies::cost::{Volumes, ex_ante};
/// let mut concepts = Concepts::off();
/// concepts.strategy_ecosystem.intensity = 2.0;
/// concepts.strategy_ecosystem.ramp = 2.0;
/// let baseline = [Volumes { gdp: 1000.0, real_gdp: 1000.0, ..Volumes::default() }; 2];
/// let costs = ex_ante(&concepts, &baseline);
/// assert!((costs[0][5].net() - 1.0).abs() < 1e-12);
/// assert!((costs[1][5].net() - 2.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn ex_ante(concepts: &Concepts, baseline: &[Volumes]) -> Vec<[Cost; 10]> {
    let mut added = 0.0;
    let mut concepts = concepts.clone();
    let undated = concepts.undated();
    baseline
        .iter()
        .zip(1..)
        .map(|(volumes, quarter)| {
            concepts.follow_dates(&undated, quarter);
            let costs = in_quarter(&concepts, volumes, quarter, added);
            let building = building(&concepts, quarter);
            added += infrastructure::UNIT * building * volumes.real_gdp;
            costs
        })
        .collect()
}

/// How much of the programme of networks is in force: nothing before an area is reached.
fn building(concepts: &Concepts, quarter: u32) -> f64 {
    let waves = &concepts.waves;
    if !waves.is_empty() && waves.iter().all(|&first| quarter < first) {
        return 0.0;
    }
    concepts.strategy_infrastructure.strength(quarter)
}

fn in_quarter(concepts: &Concepts, volumes: &Volumes, quarter: u32, added: f64) -> [Cost; 10] {
    let gdp = volumes.gdp;
    let price = maths::ratio_or_zero(gdp, volumes.real_gdp);
    let spent = |outlays: f64| Cost {
        outlays,
        ..Cost::default()
    };
    let c = concepts;
    let [h1, h3, h4, h5, h6, i3] = [
        building(c, quarter),
        c.strategy_data_authorisation.strength(quarter),
        c.strategy_application_scenarios.strength(quarter),
        c.strategy_platform_regulation.strength(quarter),
        c.strategy_ecosystem.strength(quarter),
        c.strategy_government_market.strength(quarter),
    ];
    let scenarios = application_scenarios::SCENARIOS * application_scenarios::UNIT;
    let operated = if h3 > 0.0 {
        data_value::OPERATOR * volumes.licences
    } else {
        0.0
    };
    let fine = c.strategy_platform_regulation.fine(
        volumes.platform_revenue,
        h5,
        c.algorithm_manipulation.strength,
    );
    let building = infrastructure::UNIT * h1 * gdp + infrastructure::UPKEEP * added * price;
    let freed = if c.strategy_infrastructure.funds == infrastructure::Funds::Redirected {
        building
    } else {
        0.0
    };
    [
        Cost {
            outlays: building,
            earmarked: freed,
            ..Cost::default()
        },
        spent(c.strategy_core_technology.spending(quarter) * gdp),
        Cost {
            outlays: data_authorisation::UNIT * h3 * gdp,
            earmarked: operated,
            ..Cost::default()
        },
        spent(scenarios * h4 * gdp),
        Cost {
            outlays: platform_regulation::ENFORCEMENT * h5 * gdp,
            earmarked: fine,
            ..Cost::default()
        },
        spent(ecosystem::UNIT * h6 * gdp),
        spent(
            c.strategy_shared_ownership
                .price(quarter, volumes.platform_equity),
        ),
        Cost::default(),
        spent(government_market::UNIT * i3 * gdp),
        spent(trust_security::UNIT * c.strategy_trust_security.intensity(quarter) * gdp),
    ]
}

/// Present value of amounts of successive quarters, the first of which is a quarter away.
///
/// ```
/// use theory::strategies::cost::present_value;
/// assert!((present_value(&[1.1, 1.21], 0.1) - 2.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn present_value(amounts: &[f64], quarterly_rate: f64) -> f64 {
    let mut factor = 1.0;
    let discounted = amounts.iter().map(|amount| {
        factor /= 1.0 + quarterly_rate;
        amount * factor
    });
    maths::sum(discounted.collect::<Vec<f64>>().iter().copied())
}
