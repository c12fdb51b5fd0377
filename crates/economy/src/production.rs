//! Production: what firms plan to make, charge, buy, hire and borrow, and what they then make.
//!
//! # Source
//! Base model, §6.5 and §6.8; the demand-pull rule: §14.1 item 3.

use quantity::{FirmId, maths};

use crate::calibration::Calibration;
use crate::channels::Channels;
use crate::closure::LongRun;
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::households::Households;
use crate::prices::Prices;
use crate::rules::{BaseRules, PriceRule};

/// Overtime goes no further than this: hours over normal hours.
pub(crate) const LONGEST_HOURS: f64 = 1.5;

/// Lets every firm plan output, price, purchases, staff and credit for the quarter.
pub fn plan(firms: &mut Firms, long_run: &mut LongRun, conditions: &Conditions<'_>) {
    let Conditions {
        outlook,
        prices,
        calibration,
        channels,
        ..
    } = *conditions;
    let growth = long_run.growth();
    let real_lending_rate = conditions.lending_rate - outlook.inflation;
    let land_fee = conditions.land_fee();
    long_run.price_setting.weigh(firms);
    for i in firms.ids() {
        // What capital earns and needs is judged by last quarter's demand, before the new target.
        let growth_of_capital =
            long_run
                .investors
                .growth_of_capital(firms, i, growth, real_lending_rate);
        let push = long_run.price_setting.push[i] + long_run.rules.platform_fees.pass_on(firms, i);
        set_price_and_target(firms, i, push, conditions);
        let feasible = firms.target_output[i].min(capacity(firms, i, channels));
        let replacement = firms.depreciation[i] / firms.output_per_capital[i] * feasible;
        let expansion = growth_of_capital * firms.capital[i];
        firms.desired_investment[i] = maths::positive(replacement + expansion);
        let used = feasible / firms.output_per_input[i];
        let stock = firms.inputs[i];
        let use_of_stock = calibration.opening.input_use;
        firms.desired_inputs[i] = maths::positive(
            used + long_run
                .rules
                .input_stock
                .purchase(used, stock, use_of_stock, growth.real)
                - leaner_buffer(channels, i, stock, used),
        );
        let staff = (feasible / firms.output_per_worker[i]).round().max(1.0);
        firms.desired_employees[i] = staff as u32;
        let price_ahead = prices.capital * (1.0 + outlook.inflation);
        let set_aside = long_run
            .investors
            .cash_for(firms.desired_investment[i] - replacement, price_ahead)
            + price_ahead * firms.desired_equipment[i]
            + land_fee * (1.0 + outlook.inflation) * firms.desired_investment[i]
            - firms.transfer_rate[i] * price_ahead * maths::positive(expansion);
        plan_finance(firms, i, set_aside, conditions);
        let roll_over = long_run.treasurers.roll_over(firms, i, growth.real);
        firms.credit_demand[i] = firms.credit_demand[i].max(roll_over);
    }
}

/// What firms look at when they plan.
#[derive(Clone, Copy, Debug)]
pub struct Conditions<'a> {
    /// Shared expectations.
    pub outlook: &'a Outlook,
    /// Prices of last quarter.
    pub prices: &'a Prices,
    /// Interest on loans.
    pub lending_rate: f64,
    /// The numbers the economy runs on.
    pub calibration: &'a Calibration,
    /// Switches of the base economy.
    pub rules: &'a BaseRules,
    /// What a theory has changed.
    pub channels: &'a Channels,
}

impl Conditions<'_> {
    /// Land fee on a unit of investment at last quarter's prices.
    fn land_fee(&self) -> f64 {
        let rate = self.calibration.rates.land_fee_firms;
        match self.calibration.construction() {
            Some(product) if rate > 0.0 => {
                rate * self.calibration.baskets.investment[product] * self.prices.product[product]
            }
            _ => 0.0,
        }
    }
}

/// Output that the capital of firm `i` allows.
fn capacity(firms: &Firms, i: FirmId, channels: &Channels) -> f64 {
    firms.output_per_capital[i] * firms.capital[i] * channels.capacity_use.at(i)
}

/// By how much a firm that makes to order runs its buffer of inputs down.
fn leaner_buffer(channels: &Channels, i: FirmId, stock: f64, used: f64) -> f64 {
    channels.on_demand.at(i) * BUFFER_SPEED * maths::positive(stock - used)
}

/// Share of an input buffer that is no longer needed which goes in a quarter.
const BUFFER_SPEED: f64 = 0.25;

fn set_price_and_target(firms: &mut Firms, i: FirmId, push: f64, conditions: &Conditions<'_>) {
    let Conditions {
        outlook,
        prices,
        rules,
        channels,
        ..
    } = *conditions;
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
    let expected = base * (1.0 + outlook.growth) * (1.0 + pull.quantity);
    firms.target_output[i] = foreseen(firms, i, base, expected, outlook.growth, channels);
    // Costs far above the price, as under a high wage floor, would otherwise turn it negative.
    let costs = (1.0 + (cost_push(firms, i, prices) + push)).max(1.0 - LARGEST_PRICE_CUT);
    firms.price[i] *= costs * (1.0 + outlook.inflation) * (1.0 + pull.price);
    if !channels.mark_up.is_neutral() {
        let mark_up = channels.mark_up.at(i);
        firms.price[i] *= maths::exp(mark_up - firms.mark_up[i]);
        firms.mark_up[i] = mark_up;
    }
}

/// Target output of a firm that partly trusts a forecast of its own, and then holds less in stock.
///
/// # Source
/// Digital economy, §4.C, C4a: `Q^s = Q^d exp((1−y) ln(1+γ^e) + y ĝ) − y S/2`, at least `Q^d/2`.
fn foreseen(
    firms: &Firms,
    i: FirmId,
    demand: f64,
    expected: f64,
    growth: f64,
    channels: &Channels,
) -> f64 {
    let weight = channels.foresight.at(i);
    if weight == 0.0 {
        return expected;
    }
    let correction = channels.foreseen_growth.at(i) - maths::ln(1.0 + growth);
    (expected * maths::exp(weight * correction) - weight * 0.5 * firms.inventories[i])
        .max(0.5 * demand)
}

/// How far the prices of labour, inputs and capital have moved away from the firm's own, weighted by
/// their real unit costs (`π^c`).
fn cost_push(firms: &Firms, i: FirmId, prices: &Prices) -> f64 {
    let price = firms.price[i];
    let inputs = firms.input_price_index(i, prices);
    (1.0 + firms.employer_contributions[i]) * firms.base_wage[i] / firms.output_per_worker[i]
        * (prices.at_place(firms.area[i] as usize) / price - 1.0)
        + 1.0 / firms.output_per_input[i] * (inputs / price - 1.0)
        + firms.depreciation[i] / firms.output_per_capital[i] * (prices.capital / price - 1.0)
}

/// Costs and demand each cut a price by at most this share in a quarter. As published demand-pull lets a firm
/// that met no demand charge nothing, and its cost-push term then divides by zero; cost-push, linear in relative
/// prices, passes zero where the unit cost of a firm is a multiple of its price.
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

fn plan_finance(firms: &mut Firms, i: FirmId, set_aside: f64, conditions: &Conditions<'_>) {
    let (outlook, prices) = (conditions.outlook, conditions.prices);
    let rates = &conditions.calibration.rates;
    let profit = firms.profit[i] * (1.0 + outlook.inflation) * (1.0 + outlook.growth);
    let taxed_profit = maths::positive(profit);
    let cash_flow = profit
        - rates.loan_repayment * firms.loans[i]
        - rates.tax_corporate * taxed_profit
        - firms.dividend_payout[i] * (1.0 - rates.tax_corporate) * taxed_profit
        - set_aside;
    firms.expected_profit[i] = profit;
    firms.credit_demand[i] = maths::positive(-cash_flow - firms.deposits[i]);
    firms.expected_capital[i] = prices.capital * (1.0 + outlook.inflation) * firms.capital[i];
    firms.expected_loans[i] = (1.0 - rates.loan_repayment) * firms.loans[i];
}

/// Lets every firm make what its target, staff, capital and inputs allow, and sets the wage it pays:
/// part-time below normal hours, overtime above. Work by the task counts as that of so many more workers.
pub fn produce(firms: &mut Firms, channels: &Channels) {
    for i in firms.ids() {
        let staff = firms.workers(i);
        let capacity = capacity(firms, i, channels);
        let supplied = firms.output_per_input[i] * firms.inputs[i];
        let allowed = firms.target_output[i].min(capacity).min(supplied);
        let hours = LONGEST_HOURS.min(allowed / (firms.output_per_worker[i] * staff));
        firms.wage[i] = firms.base_wage[i] * hours;
        firms.output[i] = allowed.min(staff * (firms.output_per_worker[i] * hours));
    }
}

/// Lets firms offer what they could still make if it were ordered.
///
/// # Source
/// Digital economy, §4.C, C1: `min(on_demand Z, β M − Y, 1.5 ᾱ N − Y)⁺`.
pub fn offer_to_order(firms: &mut Firms, channels: &Channels) {
    if channels.on_demand.is_neutral() {
        return;
    }
    for i in firms.ids() {
        let output = firms.output[i];
        let spare = capacity(firms, i, channels) - output;
        let by_inputs = firms.output_per_input[i] * firms.inputs[i] - output;
        let by_staff = LONGEST_HOURS * firms.output_per_worker[i] * firms.workers(i) - output;
        firms.to_order[i] = maths::positive(
            (channels.on_demand.at(i) * spare)
                .min(by_inputs)
                .min(by_staff),
        );
    }
}

/// Makes what was ordered beyond output and stock, and what was sold without a counter: hours, wages and
/// inputs follow.
pub fn make_orders(firms: &mut Firms, households: &mut Households, channels: &Channels) {
    let worked = firms.book_direct_sales();
    if channels.on_demand.is_neutral() {
        if worked {
            households.receive_overtime(firms);
        }
        return;
    }
    for i in firms.ids() {
        let ordered = maths::positive(firms.sales[i] - firms.output[i] - firms.inventories[i]);
        if ordered > 0.0 {
            firms.output[i] += ordered;
            let normal = firms.output_per_worker[i] * firms.workers(i);
            firms.wage[i] = firms.base_wage[i] * LONGEST_HOURS.min(firms.output[i] / normal);
        }
    }
    households.receive_overtime(firms);
}
