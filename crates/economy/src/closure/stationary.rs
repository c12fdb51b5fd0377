//! The exactly stationary set: any economy made into one in which nothing ever changes, so that a rule
//! that moves something shows it.
//!
//! No noise, no growth, no interest; households spend what they earn, firms pay out what they earn, the
//! government's other transfers (or, where they would be negative, the income tax) balance its budget, and
//! imports close each product's balance. Trade then balances too, since nobody else lends or borrows.
//!
//! # Source
//! Long run, §3.3.

use quantity::maths;

use super::opening::OpeningTable;
use super::trend::TrendRates;
use crate::calibration::{Ar1, Calibration};

/// Rounds of the two conditions; they are linear between changes of sign of a product's balance.
const ROUNDS: usize = 200;

/// The stationary version under rules that give the state revenue besides taxes and firms other owners:
/// land fees must be 0, since dwellings have no place in it.
#[must_use]
pub fn stationary_under(
    closure: &super::Closure,
    mut calibration: Calibration,
    smallest_margin: f64,
) -> Calibration {
    closure.set_terms(&mut calibration);
    stationary(calibration, smallest_margin)
}

/// The stationary version of an economy, with margins lifted to at least `smallest_margin`.
#[must_use]
pub fn stationary(mut calibration: Calibration, smallest_margin: f64) -> Calibration {
    silence(&mut calibration);
    super::CostPassThrough {
        minimum_margin: smallest_margin.max(0.0),
        ..super::CostPassThrough::default()
    }
    .lift_margins(&mut calibration);
    let rates = &mut calibration.rates;
    rates.dividend_payout = 1.0;
    rates.consumption_propensity = 1.0 - rates.housing_propensity;
    balance(&mut calibration);
    let opening = &mut calibration.opening;
    opening.central_bank_equity = opening.central_bank_residual();
    calibration
}

/// No noise, no growth, no interest, and a history that says so.
fn silence(calibration: &mut Calibration) {
    let identity = Ar1 {
        slope: 1.0,
        intercept: 0.0,
    };
    let processes = &mut calibration.processes;
    processes.world_output = identity;
    processes.world_inflation = identity;
    processes.world_inflation_sd = 0.0;
    processes.government = identity;
    processes.government_sd = 0.0;
    processes.exports = identity;
    processes.imports = identity;
    processes.covariance = [[0.0; 3]; 3];
    processes.real_rate = 0.0;
    processes.inflation_target = 0.0;
    let rates = &mut calibration.rates;
    rates.lending_margin = 0.0;
    rates.public_debt_rate = 0.0;
    calibration.trend = TrendRates {
        productivity_growth: 0.0,
        final_productivity_growth: 0.0,
        labour_force_growth: 0.0,
        inflation: 0.0,
        ..calibration.trend
    };
    let output: f64 = (0..calibration.n_industries())
        .map(|g| calibration.opening_output(g))
        .sum();
    let opening = &mut calibration.opening;
    opening.policy_rate = 0.0;
    opening.room = 0.0;
    opening.world_inflation = 0.0;
    opening.output.fill(output);
    opening.inflation.fill(0.0);
}

/// Solves for the other transfers that balance the government's budget, with imports closing each
/// product's balance; for the income tax if nobody could be asked for so much. Trade then balances by
/// itself: nobody else lends or borrows.
fn balance(calibration: &mut Calibration) {
    let heads = calibration.n_households() as f64;
    let guess = calibration.opening.benefit_other;
    solve(calibration, guess, 1.0 / heads, |calibration, amount| {
        calibration.opening.benefit_other = amount;
    });
    if calibration.opening.benefit_other < 0.0 {
        // A levy per head would leave owners of small firms with a negative income, which no budget has.
        calibration.opening.benefit_other = 0.0;
        let income = calibration.opening_wages() + calibration.opening_dividends();
        let guess = calibration.rates.tax_income;
        solve(calibration, guess, -1.0 / income, |calibration, rate| {
            calibration.rates.tax_income = rate;
        });
    }
}

/// Solves for the value that `set` sets, at which the budget is balanced: secants from `guess`, with
/// `slope` as the first change of the value per unit of deficit to be saved.
fn solve(
    calibration: &mut Calibration,
    guess: f64,
    slope: f64,
    set: impl Fn(&mut Calibration, f64),
) {
    let deficit_at = |calibration: &mut Calibration, value: f64| {
        set(calibration, value);
        close_products(calibration);
        calibration.opening_primary_deficit()
    };
    // The deficit is linear in the value but where a product turns from imported to exported.
    let mut last = guess;
    let mut last_deficit = deficit_at(calibration, last);
    let mut next = last - last_deficit * slope;
    for _ in 0..ROUNDS {
        let deficit = deficit_at(calibration, next);
        if deficit == last_deficit || deficit == 0.0 {
            return;
        }
        let step = deficit * (next - last) / (deficit - last_deficit);
        (last, last_deficit) = (next, deficit);
        next -= step;
    }
}

/// Closes the balance of every product by imports, or by exports where there is too much of it.
fn close_products(calibration: &mut Calibration) {
    let income = calibration.opening_income();
    let rates = &calibration.rates;
    let housing = rates.housing_propensity * income / (1.0 + rates.tax_housing);
    let mut table = OpeningTable::of(calibration);
    for g in 0..calibration.n_industries() {
        let gap = home_use(calibration, g)
            + calibration.baskets.housing[g] * housing
            + table.consumption[g]
            + table.exports[g]
            - calibration.opening_output(g);
        table.imports[g] = maths::positive(gap);
        table.exports[g] += maths::positive(-gap);
    }
    table.write(calibration);
}

/// Use of a product for production, replacement of capital and government consumption, real.
fn home_use(calibration: &Calibration, product: usize) -> f64 {
    let (technology, baskets) = (&calibration.technology, &calibration.baskets);
    let n = calibration.n_industries();
    let public = baskets.public_investment.get(product).copied();
    let mut use_ = baskets.government[product] * calibration.opening.government_consumption[0]
        + public.unwrap_or(0.0) * calibration.opening.public_investment;
    for s in 0..n {
        let output = calibration.opening_output(s);
        use_ += technology.input_share(product, s) * output / technology.output_per_input[s]
            + baskets.investment[product] * technology.depreciation[s]
                / technology.output_per_capital[s]
                * output;
    }
    use_
}
