//! Work by the task: whatever channels say, hours bought are hours done and every account balances.

#[allow(dead_code, reason = "shared with other tests")]
mod common;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/people.rs"]
mod hand;

use common::standard_village;
use economy::books::Identities;
use economy::channels::{AreaId, GovernmentId};
use economy::closure::fiscal_rule::OpeningBalance;
use economy::flows::Transaction;
use economy::households::NOBODY;
use economy::people::incomes::by_source;
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, Rules, Serial, Theory, View,
};
use hand::{hand_made, inhabited, scatter};
use proptest::prelude::*;
use quantity::{HouseholdId, Id, PersonId, maths};

/// Writes the channels of work by the task, more or less, each agent differently.
struct Tasks {
    most: f64,
    salt: u64,
}

impl Theory for Tasks {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        let x = |k: usize, salt: u64| self.most * scatter(k, self.salt + salt);
        for i in view.firms.ids() {
            channels.gig_vacancies.write(i, x(i.index(), 1));
            channels.gig_demand.write(i, 0.3 * x(i.index(), 2));
        }
        for h in view.households.ids() {
            channels.gig_supply.write(h, x(h.index(), 3));
        }
        channels.gig_flexibility.write(GovernmentId, x(0, 4));
        // Platforms: the first two firms.
        for i in view.firms.ids().take(2) {
            channels.gig_commission.write(i, 0.2 * x(i.index(), 6));
        }
        for area in 0..view.calibration.geography.len() {
            let factor = 1.0 - 0.5 * x(area, 5);
            channels.gig_pay.write(AreaId::new(area), factor);
        }
    }

    fn update(&mut self, _: &View<'_>) {}
}

fn rules(market: Market) -> Rules {
    let mut rules = Rules {
        market,
        ..Rules::long_run()
    };
    rules.closure.fiscal_rule.opening_balance = OpeningBalance::Given;
    rules
}

/// The village on eight areas, with people or without.
fn country(with_people: bool, local_prices: bool, seed: u64) -> Calibration {
    let mut calibration = standard_village().cut_into(8);
    calibration.geography.settings.local_prices = local_prices;
    if with_people {
        let drawn = hand_made(&calibration, seed, 0.6);
        calibration = inhabited(calibration, drawn);
    }
    calibration
}

fn close(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= 1e-9 * a.abs().max(1e-6), "{what}: {a} {b}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Authority: digital economy, §6.2 (A6g) and §6.4; base model, §10.
    #[test]
    fn hours_and_money_arrive_where_they_left(
        seed in 0_u64..1000,
        most in 0.05_f64..1.0,
        with_people in any::<bool>(),
        local_prices in any::<bool>(),
        sampled in any::<bool>(),
    ) {
        let market = if sampled { Market::Sampled } else { Market::Expected };
        let calibration = country(with_people, local_prices, seed);
        let mut economy = Economy::open(calibration, rules(market), Luck::Seed(seed));
        let mut theory = Tasks { most, salt: seed };
        for _ in 0..4 {
            economy.quarter(&mut NoPolicy, &mut theory, &Serial);
            let books = &economy.books;
            let residuals = books.identities.relative_to(books.gdp);
            for (name, residual) in Identities::NAMES.iter().zip(residuals) {
                prop_assert!(residual <= 1e-10, "{name} is off by {residual:e} of GDP");
            }
            let tasks = &economy.households.tasks;
            prop_assert!(tasks.hours() > 0.0);
            prop_assert!(tasks.time.iter().all(|time| (0.0..=1.0).contains(time)));
            let paid = maths::sum(economy.firms.gig_cost.iter().copied());
            let total = tasks.total();
            close(paid, total.pay, "pay");
            let flow = |t| economy.flows.total(t);
            close(flow(Transaction::GigPay), total.pay, "T4");
            close(flow(Transaction::GigCommission), total.commission, "T5");
            let received = maths::sum(economy.firms.direct.received.iter().copied());
            close(received, total.commission, "commissions");
            close(books.mixed_income, total.pay - total.commission, "mixed income");
            let areas = economy.regional.value_added.iter();
            let nominal = maths::sum(areas.clone().map(|flow| flow.nominal));
            let real = maths::sum(areas.map(|flow| flow.real));
            close(nominal, books.gross_value_added.nominal, "value added of areas");
            close(real, books.gross_value_added.real, "real value added of areas");
            if with_people && !local_prices {
                let booked = economy.households.disposable_income.iter();
                for (income, &booked) in by_source(&economy).iter().zip(booked) {
                    let gap = (income.disposable_income() - booked).abs();
                    prop_assert!(gap <= 1e-10 * income.gross_income().abs().max(1e-6));
                }
            }
        }
    }
}

/// Authority: the equations of digital economy, §6.2, and of the base model, §8 step 5, written out for
/// every worker without a job.
#[test]
fn who_has_no_job_earns_by_the_task_and_loses_that_share_of_the_benefit() {
    let mut economy = Economy::open(standard_village(), rules(Market::Expected), Luck::Seed(1));
    let mut theory = Tasks { most: 0.8, salt: 3 };
    let mut seen = 0;
    for _ in 0..3 {
        let before = economy.prices.consumer;
        economy.quarter(&mut NoPolicy, &mut theory, &Serial);
        let Economy {
            households,
            calibration,
            prices,
            government,
            ..
        } = &economy;
        let rates = &calibration.rates;
        let tasks = &households.tasks;
        for k in 0..households.n_workers {
            let (id, home) = (PersonId::new(k), HouseholdId::new(k));
            if households.employer[id] != NOBODY || tasks.time[k] == 0.0 {
                continue;
            }
            seen += 1;
            let time = tasks.time[k];
            let benefit = (1.0 - time) * rates.replacement_rate * households.wage[id];
            // A commission is agreed at last quarter's prices.
            let pay = tasks.pay[0] * time * (prices.consumer - tasks.commission * before);
            let income = (benefit + government.benefit_other) * prices.consumer
                + (1.0 - rates.tax_income) * pay;
            close(households.disposable_income[home], income, "income");
        }
    }
    assert!(seen > 10, "{seen}");
}

/// With work by the task gone the economy goes on without it: nothing is left on any account.
#[test]
fn tasks_end_when_nobody_asks_for_them() {
    let mut economy = Economy::open(
        country(true, false, 1),
        rules(Market::Expected),
        Luck::Seed(1),
    );
    economy.quarter(&mut NoPolicy, &mut Tasks { most: 1.0, salt: 1 }, &Serial);
    assert!(economy.books.mixed_income > 0.0);
    economy.quarter(&mut NoPolicy, &mut economy::NoTheory, &Serial);
    let tasks = &economy.households.tasks;
    assert_eq!(tasks.hours(), 0.0);
    assert_eq!(tasks.total(), economy::markets::gig::TaskAccount::default());
    assert!(economy.firms.gig_cost.iter().all(|&cost| cost == 0.0));
    assert_eq!(economy.books.mixed_income, 0.0);
}
