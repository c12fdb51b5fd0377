//! The national side of an economy whose state builds, owns firms and pays for their growth: the opening
//! adds up, grows in balance, and public capital keeps step when the trend slows down.

mod common;

use common::standard_village;
use economy::closure::fiscal_rule::{OpeningBalance, OpeningTransfers};
use economy::closure::opening_finance::BankPayout;
use economy::closure::stationary::stationary_under;
use economy::closure::{Closure, SectorBalances, Successor, TrendRates};
use economy::{Calibration, Economy, Luck, NoPolicy, NoTheory, Rules, Serial};

/// The village with a third of government consumption turned into building, whose trend slows down.
fn builder(growth: f64, later: f64) -> Calibration {
    let mut calibration = standard_village();
    let consumption = &mut calibration.opening.government_consumption[0];
    calibration.opening.public_investment = *consumption / 3.0;
    *consumption -= calibration.opening.public_investment;
    // Of the same products, so that every product's balance stands.
    calibration.baskets.public_investment = calibration.baskets.government.clone();
    calibration.trend = TrendRates {
        productivity_growth: growth,
        final_productivity_growth: later,
        convergence_years: 3.0,
        ..calibration.trend
    };
    calibration
}

/// All rules, no errors of expectation, with everything that the public side can have.
fn rules(rebalancing: Successor) -> Closure {
    let mut closure = Closure::default();
    closure.expectations.growth_sd = 0.0;
    closure.expectations.inflation_sd = 0.0;
    closure.ownership.government = 1.0;
    closure.ownership.abroad = 0.05;
    closure.public_revenue.profit_fee = 0.1;
    closure.public_revenue.firm_land_fee = 0.15;
    closure.public_revenue.household_land_fee = 0.4;
    closure.public_revenue.remittance = true;
    closure.opening_finance.bank_payout = BankPayout::Stated;
    closure.fiscal_rule.opening_balance = OpeningBalance::Given;
    closure.rebalancing.rule = rebalancing;
    closure
}

fn prepared(calibration: &Calibration, closure: &Closure) -> Calibration {
    let mut calibration = calibration.clone();
    closure.prepare(&mut calibration);
    calibration
}

/// The economy after some quarters without shocks.
fn after(calibration: Calibration, closure: &Closure, quarters: u32) -> Economy {
    let rules = Rules {
        closure: *closure,
        ..Rules::long_run()
    };
    let mut calibration = calibration;
    calibration.processes.covariance = [[0.0; 3]; 3];
    calibration.processes.world_inflation_sd = 0.0;
    calibration.processes.government_sd = 0.0;
    let mut economy = Economy::open(calibration, rules, Luck::Seed(1));
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    }
    economy
}

/// What one sector lends another borrows.
#[test]
fn sector_balances_add_up_to_nothing() {
    let closure = rules(Successor::Consumption);
    let balances = SectorBalances::of(&prepared(&builder(0.04, 0.02), &closure), &closure);
    assert!(balances.gap().abs() < 1e-9 * balances.gdp, "{balances:?}");
    assert_eq!(balances.central_bank, 0.0);
    // The first quarter lends and borrows as the opening says, but for its own growth.
    let calibration = builder(0.04, 0.04);
    let balances = SectorBalances::of(&prepared(&calibration, &closure), &closure);
    let economy = after(calibration, &closure, 1);
    let gdp = economy.books.gdp.nominal;
    let found = economy.government.deficit / gdp;
    assert!(
        (found + balances.government / balances.gdp).abs() < 2e-3,
        "{found} {balances:?}"
    );
}

/// Authority: long run, §6.3: public owners pay what profit does not pay for, the others retain it.
#[test]
fn who_cannot_pay_for_growth_is_paid_by_its_public_owner() {
    let closure = rules(Successor::None);
    // Public services earn what wears out and hardly more, as they do in the accounts of a country.
    let mut poor = builder(0.04, 0.04);
    for (g, industry) in poor.industries.iter().enumerate() {
        if industry.government_share >= closure.capital_transfers.owner_share {
            let margin = poor.technology.operating_margin(g);
            poor.technology.tax_production[g] += margin - 0.01;
        }
    }
    let calibration = prepared(&poor, &closure);
    let (mut paid, mut retained) = (0, 0);
    for (g, industry) in calibration.industries.iter().enumerate() {
        let transfer = calibration.capital_transfer(g);
        if industry.government_share < closure.capital_transfers.owner_share {
            assert_eq!(transfer, 0.0, "{}", industry.code);
        }
        if transfer > 0.0 {
            assert_eq!(calibration.dividend_payout(g), 0.0, "{}", industry.code);
            paid += 1;
        }
        retained += i32::from(calibration.dividend_payout(g) > 0.0);
    }
    assert!(paid > 0 && retained > 0, "{paid} {retained}");
    // Schools and offices do not borrow.
    for (g, sheet) in calibration.opening_sheets().iter().enumerate() {
        if calibration.industries[g].government_share > closure.opening_finance.non_market {
            assert_eq!(sheet.loans, 0.0);
        }
    }
}

/// Authority: long run, §3.4, I2.
#[test]
fn with_a_constant_trend_every_ratio_of_flows_stays() {
    let ratios = |e: &Economy| {
        let gdp = e.books.gdp.real;
        [
            e.books.household_consumption.real / gdp,
            e.books.public_investment.real / gdp,
            e.government.capital / gdp,
            e.firms.capital.iter().sum::<f64>() / gdp,
            e.books.compensation / e.books.gross_value_added.nominal,
            e.books.imports.real / gdp,
        ]
    };
    for rule in [Successor::None, Successor::Consumption] {
        let first = ratios(&after(builder(0.04, 0.04), &rules(rule), 1));
        let last = ratios(&after(builder(0.04, 0.04), &rules(rule), 80));
        for (k, (first, last)) in first.into_iter().zip(last).enumerate() {
            assert!(
                (last / first - 1.0).abs() < 0.01,
                "{rule:?} {k}: {first} {last}"
            );
        }
    }
}

/// Authority: long run, §3.2, C6: public capital keeps its ratio to output when the trend falls; and §6.4:
/// households then consume what is no longer built.
#[test]
fn a_slower_trend_frees_investment_for_households() {
    let run = |rule| after(builder(0.04, 0.01), &rules(rule), 60);
    let (alone, replaced) = (run(Successor::None), run(Successor::Consumption));
    let opening = after(builder(0.04, 0.01), &rules(Successor::None), 0);
    let capital = |e: &Economy| e.government.capital / e.books.gdp.real;
    let drift = |e: &Economy| (capital(e) / capital(&opening) - 1.0).abs();
    assert!(drift(&replaced) < 0.05, "{}", drift(&replaced));
    assert!(drift(&alone) > 0.15, "{}", drift(&alone));
    assert!(replaced.households.propensity > opening.households.propensity + 0.02);
    assert_eq!(
        alone.households.propensity.to_bits(),
        opening.households.propensity.to_bits()
    );
    let unemployed = |e: &Economy| e.households.unemployed();
    assert!(unemployed(&replaced) < unemployed(&alone));
}

/// Authority: long run, §3.1: without demography a labour force that shrinks is one in which each of the
/// model's persons stands for fewer people, so nothing but the trend of output is to be seen.
#[test]
fn a_shrinking_labour_force_is_a_slower_trend_of_output() {
    let mut shrinking = builder(0.04, 0.04);
    shrinking.trend.labour_force_growth = -0.02;
    let mut same = builder(0.04, 0.04);
    let real = (1.0 + 0.01) * (1.0 - 0.005) - 1.0;
    same.trend.productivity_growth = 4.0 * real;
    same.trend.final_productivity_growth = 4.0 * real;
    let print = |calibration| {
        let economy = after(calibration, &rules(Successor::None), 20);
        (economy.books.gdp.real, economy.households.unemployed())
    };
    let (a, b) = (print(shrinking), print(same));
    assert!((a.0 / b.0 - 1.0).abs() < 1e-9 && a.1 == b.1, "{a:?} {b:?}");
}

/// Income that the data state is what households have, whatever the rules make of wages and dividends.
#[test]
fn transfers_close_on_stated_income() {
    let mut closure = rules(Successor::None);
    closure.fiscal_rule.opening_transfers = OpeningTransfers::Residual;
    let mut calibration = builder(0.04, 0.04);
    let stated = calibration.opening_income();
    calibration.opening.disposable_income = stated;
    let consumed = |c: &Calibration| c.rates.consumption_propensity * c.opening_income();
    let without_room = |c: &mut Calibration| c.opening.room = closure.trend(c.trend).now().real;
    without_room(&mut calibration);
    let before = consumed(&calibration);
    let calibration = prepared(&calibration, &closure);
    assert!((calibration.opening_income() / stated - 1.0).abs() < 1e-9);
    assert!((consumed(&calibration) / before - 1.0).abs() < 1e-9);
}

/// Authority: long run, §3.4, I1.
#[test]
fn nothing_moves_in_the_stationary_set_of_a_state_that_builds_and_owns() {
    let mut closure = rules(Successor::Consumption);
    closure.public_revenue.firm_land_fee = 0.0;
    closure.public_revenue.household_land_fee = 0.0;
    closure.opening_finance.bank_payout = BankPayout::Balanced;
    let calibration = stationary_under(&closure, builder(0.04, 0.02), 0.04);
    let rules = Rules {
        closure,
        ..Rules::long_run()
    };
    let mut economy = Economy::open(calibration, rules, Luck::Seed(1));
    let sheet = |e: &Economy| {
        let gdp = e.books.gdp.nominal;
        [
            gdp,
            e.government.debt / gdp,
            e.government.capital / gdp,
            e.world.position / gdp,
            e.bank.equity / gdp,
            e.firms.deposits.iter().sum::<f64>() / gdp,
            e.households.deposits.iter().sum::<f64>() / gdp,
            e.households.unemployed() as f64,
        ]
    };
    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    let first = sheet(&economy);
    for quarter in 2..=200 {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        for (k, (first, now)) in first.into_iter().zip(sheet(&economy)).enumerate() {
            let off = (now - first).abs() / first.abs().max(1.0);
            assert!(
                off <= 1e-10,
                "ratio {k} is off by {off:e} in quarter {quarter}"
            );
        }
    }
}
