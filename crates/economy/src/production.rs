//! Production: what firms plan to make, charge, buy, hire and borrow, and what they then make.
//!
//! # Source
//! Base model, §6.5 and §6.8; the demand-pull rule: §14.1 item 3.

use quantity::{FirmId, maths};

use crate::calibration::Rates;
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::prices::Prices;
use crate::rules::{BaseRules, PriceRule};

/// Overtime goes no further than this: hours over normal hours.
const LONGEST_HOURS: f64 = 1.5;

/// Lets every firm plan output, price, purchases, staff and credit for the quarter.
pub fn plan(
    firms: &mut Firms,
    outlook: &Outlook,
    prices: &Prices,
    rates: &Rates,
    rules: &BaseRules,
) {
    for i in firms.ids() {
        set_price_and_target(firms, i, outlook, prices, rules);
        let feasible = firms.target_output[i].min(firms.output_per_capital[i] * firms.capital[i]);
        firms.desired_investment[i] =
            firms.depreciation[i] / firms.output_per_capital[i] * feasible;
        firms.desired_inputs[i] = feasible / firms.output_per_input[i];
        let staff = (feasible / firms.output_per_worker[i]).round().max(1.0);
        firms.desired_employees[i] = staff as u32;
        plan_finance(firms, i, outlook, prices, rates);
    }
}

fn set_price_and_target(
    firms: &mut Firms,
    i: FirmId,
    outlook: &Outlook,
    prices: &Prices,
    rules: &BaseRules,
) {
    let pull = match rules.price_rule {
        PriceRule::CostPush => DemandPull::NONE,
        PriceRule::DemandPull => demand_pull(firms, i, prices),
    };
    let base = match rules.price_rule {
        PriceRule::CostPush => firms.demand[i],
        // A firm that planned nothing starts again from what was asked of it.
        PriceRule::DemandPull if firms.target_output[i] <= 0.0 => firms.demand[i],
        PriceRule::DemandPull => firms.target_output[i],
    };
    firms.target_output[i] = base * (1.0 + outlook.growth) * (1.0 + pull.quantity);
    firms.price[i] *=
        (1.0 + cost_push(firms, i, prices)) * (1.0 + outlook.inflation) * (1.0 + pull.price);
}

/// How far the prices of labour, inputs and capital have moved away from the firm's own, weighted by
/// their real unit costs (`π^c`).
fn cost_push(firms: &Firms, i: FirmId, prices: &Prices) -> f64 {
    let price = firms.price[i];
    let inputs = prices.input_basket[firms.industry[i] as usize];
    (1.0 + firms.employer_contributions[i]) * firms.base_wage[i] / firms.output_per_worker[i]
        * (prices.consumer / price - 1.0)
        + 1.0 / firms.output_per_input[i] * (inputs / price - 1.0)
        + firms.depreciation[i] / firms.output_per_capital[i] * (prices.capital / price - 1.0)
}

/// Demand-pull cuts a price by at most this share in a quarter. As published the rule lets a firm that
/// met no demand charge nothing, and its cost-push term then divides by zero.
const LARGEST_PRICE_CUT: f64 = 0.5;

/// What last quarter's excess demand moves: the quantity or the price, never both.
#[derive(Clone, Copy, Debug, PartialEq)]
struct DemandPull {
    quantity: f64,
    price: f64,
}

impl DemandPull {
    const NONE: Self = Self {
        quantity: 0.0,
        price: 0.0,
    };
}

fn demand_pull(firms: &Firms, i: FirmId, prices: &Prices) -> DemandPull {
    let (demand, target) = (firms.demand[i], firms.target_output[i]);
    if target <= 0.0 {
        return DemandPull::NONE;
    }
    let gap = demand / target - 1.0;
    let dear = firms.price[i] >= prices.product[firms.industry[i] as usize];
    // A dear firm in demand makes more, a cheap one without demand makes less; the others move prices.
    if (demand >= target) == dear {
        DemandPull {
            quantity: gap,
            price: 0.0,
        }
    } else {
        DemandPull {
            quantity: 0.0,
            price: gap.max(-LARGEST_PRICE_CUT),
        }
    }
}

fn plan_finance(firms: &mut Firms, i: FirmId, outlook: &Outlook, prices: &Prices, rates: &Rates) {
    let profit = firms.profit[i] * (1.0 + outlook.inflation) * (1.0 + outlook.growth);
    let taxed_profit = maths::positive(profit);
    let cash_flow = profit
        - rates.loan_repayment * firms.loans[i]
        - rates.tax_corporate * taxed_profit
        - rates.dividend_payout * (1.0 - rates.tax_corporate) * taxed_profit;
    firms.expected_profit[i] = profit;
    firms.credit_demand[i] = maths::positive(-cash_flow - firms.deposits[i]);
    firms.expected_capital[i] = prices.capital * (1.0 + outlook.inflation) * firms.capital[i];
    firms.expected_loans[i] = (1.0 - rates.loan_repayment) * firms.loans[i];
}

/// Lets every firm make what its target, staff, capital and inputs allow, and sets the wage it pays:
/// part-time below normal hours, overtime above.
pub fn produce(firms: &mut Firms) {
    for i in firms.ids() {
        let staff = f64::from(firms.employees[i]);
        let capacity = firms.output_per_capital[i] * firms.capital[i];
        let supplied = firms.output_per_input[i] * firms.inputs[i];
        let allowed = firms.target_output[i].min(capacity).min(supplied);
        let hours = LONGEST_HOURS.min(allowed / (firms.output_per_worker[i] * staff));
        firms.wage[i] = firms.base_wage[i] * hours;
        firms.output[i] = allowed.min(staff * (firms.output_per_worker[i] * hours));
    }
}
