//! Habits of households: whatever they are, every account balances and everybody pays their own spending.

#[allow(dead_code, reason = "shared with other tests")]
mod common;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/people.rs"]
mod hand;

use common::standard_village;
use economy::books::Identities;
use economy::channels::{AreaId, Bundles, GovernmentId};
use economy::people::incomes::by_source;
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Theory, View,
};
use hand::{hand_made, inhabited, scatter};
use proptest::prelude::*;
use quantity::{HouseholdId, Id, maths};

/// Numbers of products in the village, by what they are.
fn products(calibration: &Calibration) -> Bundles {
    let of = |codes: &[&str]| -> Vec<usize> {
        let industries = calibration.industries.iter().enumerate();
        let found: Vec<usize> = industries
            .filter(|(_, industry)| codes.contains(&industry.code.as_str()))
            .map(|(g, _)| g)
            .collect();
        assert_eq!(found.len(), codes.len(), "{codes:?}");
        found
    };
    let mut access = vec![0.0; calibration.n_industries()];
    (access[of(&["TEL"])[0]], access[of(&["PLT"])[0]]) = (0.4, 0.6);
    Bundles {
        culture: of(&["CUL"]),
        access,
        health: of(&["HEA"]),
        shared: of(&["HOS", "TRN", "REA"]),
        goods: of(&["AGR", "CMF", "MAT", "EQP", "ICM"]),
        trade: of(&["TRD"]),
    }
}

/// Writes every habit, more or less, each household and area differently.
struct Habits {
    most: f64,
    salt: u64,
    supply: f64,
}

impl Theory for Habits {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        let x = |k: usize, salt: u64| self.most * scatter(k, self.salt + salt);
        channels.bundles = products(view.calibration);
        for h in view.households.ids() {
            let k = h.index();
            channels.culture_online.write(h, 0.2 * x(k, 1));
            channels.health_spending.write(h, 0.4 * (x(k, 2) - 0.5));
            channels.sharing.write(h, 0.2 * x(k, 3));
            let rent = self.supply * x(k, 4) * view.households.disposable_income[h];
            channels.sharing_supply.write(h, rent);
        }
        channels.sharing_gain.write(GovernmentId, 0.38);
        for area in 0..view.calibration.geography.len() {
            let id = AreaId::new(area);
            channels.margin_trade.write(id, -0.5 * x(area, 5));
            channels.margin_transport.write(id, -0.5 * x(area, 6));
        }
    }

    fn update(&mut self, _: &View<'_>) {}
}

fn rules(market: Market) -> Rules {
    Rules {
        market,
        ..Rules::long_run()
    }
}

fn country(areas: bool, with_people: bool, seed: u64) -> Calibration {
    let mut calibration = standard_village();
    if areas {
        calibration = calibration.cut_into(8);
        calibration.geography.settings.transport_margin = 0.1;
    }
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
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    /// Authority: digital economy, §6.3 and §6.4; base model, §10.
    #[test]
    fn every_account_balances_and_rents_arrive(
        seed in 0_u64..1000,
        most in 0.05_f64..1.0,
        supply in 0.001_f64..0.1,
        areas in any::<bool>(),
        with_people in any::<bool>(),
        sampled in any::<bool>(),
    ) {
        let market = if sampled { Market::Sampled } else { Market::Expected };
        let mut economy = Economy::open(country(areas, with_people, seed), rules(market), Luck::Seed(seed));
        let mut theory = Habits { most, salt: seed, supply };
        for _ in 0..4 {
            economy.quarter(&mut NoPolicy, &mut theory, &Serial);
            let books = &economy.books;
            let residuals = books.identities.relative_to(books.gdp);
            for (name, residual) in Identities::NAMES.iter().zip(residuals) {
                prop_assert!(residual <= 1e-10, "{name} is off by {residual:e} of GDP");
            }
            let households = &economy.households;
            let rents = &households.rents;
            let sum = |column: &[f64]| maths::sum(column.iter().copied());
            close(sum(&rents.paid), rents.total, "rents paid");
            close(sum(&rents.earned), rents.total, "rents earned");
            close(sum(&households.consumption), economy.purchases.consumption, "consumption");
            for h in households.ids() {
                prop_assert!(rents.earned[h] <= (1.0 + 1e-9) * economy.channels.sharing_supply.at(h));
                prop_assert!(households.consumption[h] <= households.consumption_budget[h] * (1.0 + 1e-9));
            }
            if areas {
                let value_added = economy.regional.value_added.iter();
                let nominal = maths::sum(value_added.clone().map(|flow| flow.nominal));
                let real = maths::sum(value_added.map(|flow| flow.real));
                close(nominal, books.gross_value_added.nominal, "value added of areas");
                close(real, books.gross_value_added.real, "real value added of areas");
            }
            if with_people {
                let booked = households.disposable_income.iter();
                for (income, &booked) in by_source(&economy).iter().zip(booked) {
                    let gap = (income.disposable_income() - booked).abs();
                    prop_assert!(gap <= 1e-10 * income.gross_income().abs().max(1e-6));
                }
            }
        }
    }
}

/// Authority: the equations, summed household by household and product by product: with nothing short,
/// what the market was asked for is what households want of it.
#[test]
fn the_market_is_asked_for_what_households_want() {
    let (with, without) = (true, false);
    let sales = |habits: bool| {
        let calibration = standard_village();
        let mut economy = Economy::open(calibration, rules(Market::Expected), Luck::None);
        let mut theory = Habits {
            most: 1.0,
            salt: 5,
            supply: 1.0,
        };
        if habits {
            economy.quarter(&mut NoPolicy, &mut theory, &Serial);
        } else {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        }
        economy
    };
    let (habits, plain) = (sales(with), sales(without));
    let list = products(&habits.calibration);
    // Prices of the opening are 1, so shares of money are the basket of the opening.
    let basket = &habits.calibration.baskets.consumption;
    let part = |products: &[usize]| -> f64 { products.iter().map(|&g| basket[g]).sum() };
    let channels = &habits.channels;
    let rate = part(&list.trade) / part(&list.goods);
    let m = rate * (maths::exp(channels.margin_trade.at(AreaId::new(0))) - 1.0);
    let mut wanted = vec![0.0; basket.len()];
    let (mut budgets, mut rented) = (0.0, 0.0);
    for h in habits.households.ids() {
        let c = habits.households.consumption_budget[h];
        let (culture, health) = (
            channels.culture_online.at(h),
            channels.health_spending.at(h),
        );
        let sharing = channels.sharing.at(h);
        let mut own: Vec<f64> = basket.clone();
        for &g in &list.goods {
            own[g] *= 1.0 - m / (1.0 + m);
        }
        for &g in &list.trade {
            own[g] += part(&list.goods) * m / (1.0 + m) * basket[g] / part(&list.trade);
        }
        let [of_culture, of_health] =
            [&list.culture, &list.health].map(|l| l.iter().map(|&g| own[g]).sum::<f64>());
        for g in 0..own.len() {
            let mut spent = own[g];
            if list.culture.contains(&g) {
                spent -= culture * own[g];
            }
            spent += list.access[g] * culture * of_culture;
            spent += if list.health.contains(&g) {
                health * own[g]
            } else {
                -health * of_health * own[g] / (1.0 - of_health)
            };
            if list.shared.contains(&g) {
                spent -= sharing * own[g];
                rented += sharing * own[g] * c;
            }
            wanted[g] += spent * c;
        }
        budgets += c;
        let rent = habits.households.rents.paid[h];
        let of_shared: f64 = list.shared.iter().map(|&g| own[g]).sum();
        close(rent, sharing * of_shared * c, "rent of a household");
    }
    close(habits.households.rents.total, rented, "rents");
    // The difference to the market without habits, product by product, is that of households.
    let demand = |economy: &Economy, g: usize| {
        let firms = &economy.firms;
        let made: f64 = firms
            .of_industry(g)
            .map(|i| firms.price[i] * firms.demand[i])
            .sum();
        made + economy.world.import_price[g] * economy.world.import_demand[g]
    };
    let plain_budgets = maths::sum(plain.households.consumption_budget.iter().copied());
    let mut largest = 0.0_f64;
    for g in 0..basket.len() {
        let moved = wanted[g] - basket[g] * budgets;
        let other = basket[g] * (budgets - plain_budgets);
        let found = demand(&habits, g) - demand(&plain, g);
        largest = largest.max(moved.abs() / budgets);
        let scale = demand(&plain, g);
        // Where something is short, part of demand is never heard.
        assert!(
            (found - moved - other).abs() <= 2e-3 * scale,
            "product {g}: {found} {moved} {other} of {scale}"
        );
    }
    assert!(largest > 0.005, "{largest}");
    let first = habits.households.rents.earned[HouseholdId::new(0)];
    assert!(first > 0.0);
}

/// Cheaper transport into an area buys more goods and less of carriers there, and touches no other area.
#[test]
fn cheaper_transport_reaches_the_baskets() {
    struct Cheaper(f64);
    impl Theory for Cheaper {
        fn write(&mut self, _: &View<'_>, channels: &mut Channels) {
            channels.margin_transport.write(AreaId::new(1), self.0);
        }
        fn update(&mut self, _: &View<'_>) {}
    }
    let sold = |x: f64| {
        let calibration = country(true, false, 1);
        let carrier = calibration.industries.iter().position(|g| g.code == "TRN");
        let carrier = carrier.expect("there are carriers");
        let mut economy = Economy::open(calibration, rules(Market::Expected), Luck::Seed(1));
        economy.quarter(&mut NoPolicy, &mut Cheaper(x), &Serial);
        let firms = &economy.firms;
        let of = |g: usize| maths::sum(firms.of_industry(g).map(|i| firms.demand[i]));
        (of(carrier), of(0))
    };
    let (carriers, farms) = sold(0.0);
    let (fewer, more) = sold(-0.5);
    assert!(
        fewer < carriers && more > farms,
        "{fewer} {carriers} {more} {farms}"
    );
}
