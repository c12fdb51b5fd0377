//! Habits of households: whatever they are, every account balances and everybody pays their own spending.

#[allow(dead_code, reason = "shared with other tests")]
mod common;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "common/people.rs"]
mod hand;

use common::standard_village;
use economy::books::Identities;
use economy::channels::{AreaId, Bundles, GovernmentId};
use economy::flows::Transaction;
use economy::people::incomes::by_source;
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, Rules, Serial, Theory, View,
};
use hand::{hand_made, inhabited, scatter};
use proptest::prelude::*;
use quantity::{Id, maths};

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
        // Platforms: the first two firms.
        for i in view.firms.ids().take(2) {
            channels.sharing_commission.write(i, 0.2 * x(i.index(), 7));
        }
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
            let flow = |t| economy.flows.total(t);
            close(flow(Transaction::SharingRent), rents.total, "T6");
            close(flow(Transaction::SharingCommission), rents.commission, "T7");
            close(sum(&households.consumption), economy.purchases.consumption, "consumption");
            for h in households.ids() {
                prop_assert!(rents.earned[h] <= (1.0 + 1e-9) * economy.channels.sharing_supply.at(h));
                // Both purposes are served together, so what is rounded is their sum.
                let budget = households.consumption_budget[h];
                let rounding = 1e-9 * (budget + households.housing_budget[h]);
                prop_assert!(households.consumption[h] <= budget + rounding);
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

/// Authority: digital economy, §6.3, written out for every household: with enough to rent, each pays its
/// own share of its own spending on what can be shared, and owners earn in proportion to what they offer.
#[test]
fn each_household_rents_what_its_own_habits_say() {
    let calibration = standard_village();
    let mut economy = Economy::open(calibration, rules(Market::Expected), Luck::None);
    let mut theory = Habits {
        most: 1.0,
        salt: 5,
        supply: 1.0,
    };
    economy.quarter(&mut NoPolicy, &mut theory, &Serial);
    let Economy {
        households,
        channels,
        calibration,
        ..
    } = &economy;
    let list = products(calibration);
    // Prices of the opening are 1, so shares of money are the basket of the opening; what can be shared is
    // no good that shops sell.
    let basket = &calibration.baskets.consumption;
    let of_shared: f64 = list.shared.iter().map(|&g| basket[g]).sum();
    let offered = channels.sharing_supply.total();
    let mut rented = 0.0;
    for h in households.ids() {
        let rent = channels.sharing.at(h) * of_shared * households.consumption_budget[h];
        close(households.rents.paid[h], rent, "rent paid");
        rented += rent;
    }
    close(households.rents.total, rented, "rents");
    close(households.rents.real, 1.38 * rented, "rented, real");
    for h in households.ids() {
        let earned = rented * channels.sharing_supply.at(h) / offered;
        close(households.rents.earned[h], earned, "rent earned");
    }
    assert!(rented > 0.0 && rented < offered);
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
