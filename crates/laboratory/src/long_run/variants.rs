//! The repairs of the base rules, one after the other: what each adds to the long run.

use economy::Closure;
use economy::closure::fiscal_rule::OpeningBalance;

/// A set of closure rules with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// What it is, in a few words.
    pub name: &'static str,
    /// The rules.
    pub closure: Closure,
}

/// A closure with only these rules on.
#[must_use]
pub fn only(rules: &[&str]) -> Closure {
    let mut closure = Closure::off();
    for rule in rules {
        closure.switch(rule, true);
    }
    closure
}

/// A closure with all rules but these.
#[must_use]
pub fn all_but(rules: &[&str]) -> Closure {
    let mut closure = Closure::default();
    for rule in rules {
        closure.switch(rule, false);
    }
    closure
}

/// Rules that carry the trend into supply, demand and expectations.
const TREND: [&str; 6] = [
    "supply_trend",
    "fiscal_rule",
    "trade",
    "expectations",
    "activity_measure",
    "relative_prices",
];

/// The base rules and what is added to them, in the order of the specification's table.
#[must_use]
pub fn ladder() -> Vec<Variant> {
    let with = |more: &[&str]| {
        let mut rules = TREND.to_vec();
        rules.extend(more);
        let mut closure = only(&rules);
        closure.fiscal_rule.opening_balance = OpeningBalance::Given;
        closure
    };
    let investment = ["net_investment", "opening_room"];
    let real_side: Vec<&str> = investment
        .into_iter()
        .chain(["input_stock", "wage_curve"])
        .collect();
    let prices: Vec<&str> = real_side
        .iter()
        .copied()
        .chain(["cost_pass_through", "policy_rate"])
        .collect();
    let norms: Vec<&str> = prices
        .iter()
        .copied()
        .chain(["exit_and_entry", "deposit_norm", "firm_norms"])
        .collect();
    let mut accelerated = with(&norms);
    accelerated.net_investment.accelerator = 0.03;
    let mut finance = with(&norms);
    finance.opening_finance.on = true;
    vec![
        Variant {
            name: "base rules",
            closure: Closure::off(),
        },
        Variant {
            name: "supply follows the trend, nothing else",
            closure: only(&["supply_trend"]),
        },
        Variant {
            name: "supply, demand and expectations follow it",
            closure: with(&[]),
        },
        Variant {
            name: "+ net investment, no room for it",
            closure: with(&["net_investment"]),
        },
        Variant {
            name: "+ room in the opening balance",
            closure: with(&investment),
        },
        Variant {
            name: "+ input stock and wage curve",
            closure: with(&real_side),
        },
        Variant {
            name: "+ relative prices of firms, own policy rate",
            closure: with(&prices),
        },
        Variant {
            name: "+ exit, deposit and firm norms",
            closure: with(&norms),
        },
        Variant {
            name: "the same, accelerator 0.03",
            closure: accelerated,
        },
        Variant {
            name: "+ financing of the opening that lasts",
            closure: finance,
        },
        Variant {
            name: "+ budget of the opening that lasts: all rules",
            closure: Closure::default(),
        },
    ]
}

/// The closures of the productivity probe, in the order of the specification's table.
#[must_use]
pub fn probed() -> Vec<Variant> {
    let stationary_demand = ["supply_trend", "expectations", "activity_measure"];
    let with = |more: &[&str]| {
        let mut rules = stationary_demand.to_vec();
        rules.extend(more);
        let mut closure = only(&rules);
        closure.fiscal_rule.opening_balance = OpeningBalance::Given;
        closure.wage_curve.elasticity = 0.0;
        closure
    };
    let mut trade = with(&["wage_curve", "fiscal_rule", "trade"]);
    trade.trade.import_productivity = 1.0;
    let mut investing = with(&[
        "wage_curve",
        "fiscal_rule",
        "net_investment",
        "opening_room",
        "input_stock",
    ]);
    investing.net_investment.accelerator = 0.02;
    let mut exporting = trade;
    exporting.trade.export_productivity = 1.0;
    let mut open = Closure::default();
    open.trade.closure = economy::closure::TradeClosure::Open;
    vec![
        Variant {
            name: "base rules",
            closure: Closure::off(),
        },
        Variant {
            name: "real wages follow productivity",
            closure: with(&["wage_curve"]),
        },
        Variant {
            name: "+ government and benefits follow potential output",
            closure: with(&["wage_curve", "fiscal_rule"]),
        },
        Variant {
            name: "+ exports with elasticity 0.5, imports with 1",
            closure: trade,
        },
        Variant {
            name: "government and investment, no trade rule",
            closure: investing,
        },
        Variant {
            name: "trade rule with export elasticity 1",
            closure: exporting,
        },
        Variant {
            name: "all rules, open",
            closure: open,
        },
        Variant {
            name: "all rules, norm",
            closure: Closure::default(),
        },
    ]
}
