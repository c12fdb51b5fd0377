//! Units in which shares are read: amounts per person in the plain currency, all else as published.

use laboratory::attribute::{OutcomeShare, Plan};

use crate::number::currency;

/// What an amount per person is called in the catalogue of outcomes.
const PER_PERSON: &str = "money per person";

/// Unit of an outcome as it is published; `money` stands for the money unit of the economy.
fn published(plan: &Plan, outcome: &str) -> &'static str {
    let catalogue = plan.gauge.catalogue();
    let position = catalogue.position(outcome);
    position.map_or("", |k| catalogue.at(k).unit)
}

/// Whether an outcome is an amount, so that a change of it is read in per cent too.
pub fn is_money(plan: &Plan, outcome: &str) -> bool {
    published(plan, outcome).contains("money")
}

fn money_unit(plan: &Plan) -> &str {
    &plan.arms[0].experiment.economy.calibration.money_unit
}

/// Unit in which an outcome is read, after [`readable`].
pub fn unit(plan: &Plan, outcome: &str) -> String {
    let unit = published(plan, outcome);
    let name = if unit.contains(PER_PERSON) {
        currency(money_unit(plan)).1
    } else {
        money_unit(plan)
    };
    unit.replace("money", name)
}

/// The same shares in the units in which they are read.
pub fn readable(outcomes: Vec<OutcomeShare>, plan: &Plan) -> Vec<OutcomeShare> {
    let factor = |outcome: &str| {
        if published(plan, outcome).contains(PER_PERSON) {
            currency(money_unit(plan)).0
        } else {
            1.0
        }
    };
    let shares = outcomes.into_iter();
    shares
        .map(|share| {
            let factor = factor(&share.outcome);
            share.times(factor)
        })
        .collect()
}
