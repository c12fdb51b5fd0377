//! The long-run closure and the channels: neutral to the last bit when they say nothing, constant in the
//! stationary set, balanced whatever a theory writes.

mod common;

use common::standard_village;
use economy::channels::{CellId, Combine, SPECIFICATIONS, Specification};
use economy::closure::fiscal_rule::OpeningBalance;
use economy::closure::stationary::stationary;
use economy::closure::{Closure, Successor, TrendRates};
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Theory, View,
};
use quantity::{FirmId, HouseholdId, Id};

/// An economy in which nothing grows and target inflation is zero, as the neutral trend has it.
fn without_trend() -> Calibration {
    let mut calibration = standard_village();
    calibration.trend = TrendRates {
        productivity_growth: 0.0,
        final_productivity_growth: 0.0,
        inflation: 0.0,
        ..calibration.trend
    };
    calibration
}

/// Fingerprints of twelve quarters.
fn fingerprints(
    calibration: &Calibration,
    rules: &Rules,
    luck: Luck,
    theory: &mut dyn Theory,
) -> Vec<u64> {
    let mut economy = Economy::open(calibration.clone(), *rules, luck);
    let mut prints = vec![economy.fingerprint()];
    for _ in 0..12 {
        economy.quarter(&mut NoPolicy, theory, &Serial);
        prints.push(economy.fingerprint());
    }
    prints
}

/// A rule alone, at the setting at which it returns the base equation.
fn neutral(rule: &str) -> Closure {
    let mut closure = Closure::off();
    assert!(closure.switch(rule, true), "{rule}");
    closure.net_investment.accelerator = 0.0;
    closure.net_investment.rate_reaction = 0.0;
    closure.net_investment.financing = 0.0;
    closure.input_stock.speed = 0.0;
    closure.wage_curve.elasticity = 0.0;
    closure.wage_curve.productivity_share = 0.0;
    closure.cost_pass_through.cost_share = 0.0;
    closure.cost_pass_through.loss_share = 0.0;
    closure.cost_pass_through.minimum_margin = -1.0;
    closure.exit_and_entry.owner_share = 0.0;
    closure.exit_and_entry.patience = 80.0;
    closure.exit_and_entry.bank_capital = 0.0;
    closure.deposit_norm.spending = 0.0;
    closure.firm_norms.borrowing = 0.0;
    closure.firm_norms.payout = 0.0;
    closure
}

/// Authority: long run, §3.4. Rules not in this list return the base equation by their switch alone,
/// which the golden runs cover.
#[test]
fn a_rule_at_its_neutral_setting_moves_no_bit() {
    let calibration = without_trend();
    for luck in [Luck::None, Luck::Seed(1)] {
        let base = fingerprints(&calibration, &Rules::default(), luck, &mut NoTheory);
        for rule in [
            "net_investment",
            "input_stock",
            "opening_room",
            "supply_trend",
            "wage_curve",
            "cost_pass_through",
            "exit_and_entry",
            "activity_measure",
            "deposit_norm",
            "firm_norms",
            "public_revenue",
            "ownership",
            "rebalancing",
        ] {
            let rules = Rules {
                closure: neutral(rule),
                ..Rules::default()
            };
            let found = fingerprints(&calibration, &rules, luck, &mut NoTheory);
            assert_eq!(base, found, "{rule}, {luck:?}");
        }
    }
}

/// Every rule that is not at its neutral setting moves something.
#[test]
fn every_rule_moves_something() {
    let mut calibration = standard_village();
    calibration.trend.productivity_growth = 0.03;
    calibration.trend.final_productivity_growth = 0.01;
    let mut all = Rules {
        market: Market::Sampled,
        ..Rules::long_run()
    };
    all.closure.ownership.government = 1.0;
    all.closure.ownership.abroad = 0.05;
    all.closure.rebalancing.rule = Successor::Consumption;
    // Firms of unequal productivity, so that costs differ and some make losses.
    let print = |rules: &Rules| {
        let mut economy = Economy::open(calibration.clone(), *rules, Luck::Seed(1));
        for (k, output) in economy
            .firms
            .reference
            .output_per_worker
            .iter_mut()
            .enumerate()
        {
            *output *= 0.7 + 0.6 * scatter(k, 1);
        }
        // One firm in fifty has neither cash nor equity.
        for k in (0..economy.firms.len()).step_by(50) {
            let i = FirmId::new(k);
            economy.firms.deposits[i] = -2.0 * economy.firms.output[i];
            economy.firms.equity[i] = -1.0;
        }
        let quarters = (0..12).map(|_| {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            economy.fingerprint()
        });
        quarters.collect::<Vec<_>>()
    };
    let with_all = print(&all);
    for rule in Closure::RULES {
        // Public revenue and owners have no rates here, growth never falls, and nobody is born or dies.
        if ["public_revenue", "ownership", "rebalancing", "demography"].contains(rule) {
            continue;
        }
        let mut rules = all;
        rules.closure.switch(rule, false);
        assert_ne!(with_all, print(&rules), "{rule} is dead");
    }
}

/// Writes a value into every channel.
struct Writer<F: FnMut(&Specification, usize) -> f64>(F);

impl<F: FnMut(&Specification, usize) -> f64> Theory for Writer<F> {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        let firms = view.firms.len();
        let households = view.households.len();
        let industries = view.calibration.n_industries();
        let mut access = vec![0.0; industries];
        (access[11], access[12]) = (0.4, 0.6);
        channels.bundles = economy::channels::Bundles {
            culture: vec![20],
            access,
            health: vec![18],
            shared: vec![9, 10, 15],
            goods: vec![0, 2, 3, 4, 5],
            trade: vec![8],
        };
        channels.write_all(&mut |specification| {
            let n = match specification.of {
                "firm" => firms,
                "household" => households,
                "industry" | "product" => industries,
                "area" => view.calibration.geography.len(),
                "industry in an area" => industries * view.calibration.geography.len(),
                _ => 1,
            };
            (0..n).map(|k| (self.0)(specification, k)).collect()
        });
    }

    fn update(&mut self, _: &View<'_>) {}
}

/// Authority: digital economy, §1 item 5.
#[test]
fn reading_a_neutral_channel_moves_no_bit() {
    let calibration = standard_village();
    for rules in [Rules::default(), Rules::long_run()] {
        for luck in [Luck::None, Luck::Seed(1)] {
            let base = fingerprints(&calibration, &rules, luck, &mut NoTheory);
            let mut neutral = Writer(|channel: &Specification, _| match channel.combine {
                Combine::Sum | Combine::Mix => 0.0,
                Combine::Product => 1.0,
            });
            let written = fingerprints(&calibration, &rules, luck, &mut neutral);
            assert_eq!(base, written, "{:?}, {luck:?}", rules.market);
        }
    }
}

/// A number in 0..1 that looks random.
fn scatter(k: usize, salt: usize) -> f64 {
    let x = (k as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((salt as u64).wrapping_mul(0xd1b5_4a32_d192_ed03));
    (x ^ x >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) as f64 / u64::MAX as f64
}

/// A term somewhere inside the bounds of a channel; amounts are small against the economy.
fn some_term(channel: &Specification, k: usize, households: usize) -> f64 {
    let salt = channel.name.len() * 31 + channel.name.as_bytes()[0] as usize;
    let x = scatter(k, salt);
    match channel.name {
        "spoils" => 1.0 / households as f64,
        "credit_merit" | "digital_investment" | "credit_room" | "public_purchases"
        | "public_subsidies" => x,
        "wage_floor" => 6.0 * x,
        "licence_claims" => x / 1000.0,
        "public_transfers" => 0.05 * x,
        "sharing_supply" => 0.01 * x,
        // The rates of all firms together are a share.
        "gig_commission" | "sharing_commission" => 0.001 * x,
        _ if channel.within.1.is_infinite() => x,
        _ => {
            let (low, high) = channel.within;
            low + (high - low) * x
        }
    }
}

/// These act on firms in trouble, of which there are none here, on queues for credit that are not rationed, on
/// capacity that is not short, between areas, on people, or where there is online trade: see `online_trade.rs`,
/// `work_channels.rs` and `public_side.rs`.
const IDLE: &[&str] = &[
    "distance_online",
    "size_pull",
    "price_pull",
    "ranking",
    "personal_price",
    "fee",
    "advertising",
    "fee_on_opening_trade",
    "capacity_use",
    "entry",
    "violation",
    "credit_room",
    "credit_order",
    "credit_merit",
    "capacity_use",
    "spoils",
    "foreseen_growth",
    // One area: nothing is carried between any.
    "margin_transport",
    "remote_hiring",
    // Nobody comes of age, has an education or has tasks of it: see `people.rs`.
    "entrant_skill",
    "skill_gap",
    "tasks_lost",
    "tasks_new",
    "gift_claims",
    "licence_claims",
    "issued_share",
    "redirected_investment",
];

/// No yuan appears or vanishes, whatever a theory writes into whatever channel.
#[test]
fn every_account_balances_whatever_a_theory_writes() {
    let calibration = standard_village();
    let households = calibration.n_households();
    let names: Vec<&str> = SPECIFICATIONS.iter().map(|channel| channel.name).collect();
    for market in [Market::Sampled, Market::Expected] {
        for only in names.iter().copied().map(Some).chain([None]) {
            let mut rules = Rules {
                market,
                ..Rules::long_run()
            };
            // With the budget as given there are transfers for all, of which a share can be aimed.
            rules.closure.fiscal_rule.opening_balance = OpeningBalance::Given;
            let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(3));
            let base = {
                let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(3));
                for _ in 0..6 {
                    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
                }
                economy.fingerprint()
            };
            let mut theory = Writer(|channel: &Specification, k| {
                // Some channels say nothing alone.
                let companion = matches!(
                    (only, channel.name),
                    (Some("losses"), "spoils")
                        | (Some("gifts" | "giving"), "gift_claims")
                        | (Some("licence_fees"), "licence_claims")
                        | (Some("foresight"), "foreseen_growth")
                        | (Some("credit_order"), "credit_merit")
                        | (
                            Some(
                                "gig_vacancies" | "gig_pay" | "gig_flexibility" | "gig_commission"
                            ),
                            "gig_demand" | "gig_supply"
                        )
                        | (
                            Some("sharing_supply" | "sharing_gain" | "sharing_commission"),
                            "sharing"
                        )
                        | (
                            Some("sharing" | "sharing_gain" | "sharing_commission"),
                            "sharing_supply"
                        )
                        | (Some("gig_demand"), "gig_supply")
                        | (Some("gig_supply"), "gig_demand")
                );
                if only.is_none_or(|name| name == channel.name) || companion {
                    some_term(channel, k, households)
                } else {
                    channel.neutral
                }
            });
            for quarter in 1..=6 {
                economy.quarter(&mut NoPolicy, &mut theory, &Serial);
                let gdp = economy.books.gdp;
                for (identity, residual) in economy::books::Identities::NAMES
                    .iter()
                    .zip(economy.books.identities.relative_to(gdp))
                {
                    assert!(
                        residual <= 1e-10,
                        "{only:?}, {market:?}: {identity} is off by {residual:e} of GDP in quarter {quarter}"
                    );
                }
            }
            if only.is_none_or(|name| !IDLE.contains(&name)) {
                assert_ne!(
                    base,
                    economy.fingerprint(),
                    "{only:?} moved nothing under {market:?}"
                );
            }
        }
    }
}

/// Authority: long run, §3.4, I1, on the embedded economy.
#[test]
fn nothing_moves_in_the_stationary_set() {
    let rules = Rules {
        closure: quiet(),
        ..Rules::long_run()
    };
    let calibration = stationary(standard_village(), 0.04);
    let mut economy = Economy::open(calibration, rules, Luck::Seed(1));
    let sheet = |e: &Economy| {
        let gdp = e.books.gdp.nominal;
        [
            gdp,
            e.books.gdp.real,
            e.government.debt / gdp,
            e.world.position / gdp,
            e.bank.equity / gdp,
            e.central_bank.equity / gdp,
            e.firms.deposits.iter().sum::<f64>() / gdp,
            e.firms.loans.iter().sum::<f64>() / gdp,
            e.firms.capital.iter().sum::<f64>() / gdp,
            e.firms.inputs.iter().sum::<f64>() / gdp,
            e.households.deposits.iter().sum::<f64>() / gdp,
            e.prices.consumer,
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

/// All rules, without errors of expectation.
fn quiet() -> Closure {
    let mut closure = Closure::default();
    closure.expectations.growth_sd = 0.0;
    closure.expectations.inflation_sd = 0.0;
    closure
}

/// The opening read off a calibration is the one that is drawn.
#[test]
fn the_opening_in_tables_is_the_opening_that_is_drawn() {
    let calibration = standard_village();
    let economy = Economy::open(calibration.clone(), Rules::default(), Luck::Seed(4));
    let income: f64 = economy.households.disposable_income.iter().sum();
    let close = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-12;
    assert!(close(calibration.opening_income(), income));
    assert!(close(calibration.opening_gdp(), economy.books.gdp.nominal));
    let mut next = economy;
    next.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    assert!(close(
        calibration.opening_wages(),
        Economy::open(calibration, Rules::default(), Luck::Seed(4))
            .books
            .wages
    ));
}

/// Typed access, as a theory uses it.
#[test]
fn channels_combine_clip_and_reset() {
    let sizes = economy::channels::Sizes {
        firms: 3,
        households: 2,
        industries: 2,
        areas: 1,
    };
    let mut channels = Channels::neutral(sizes);
    assert!(channels.productivity.is_neutral());
    channels.productivity.write(FirmId(1), 0.2);
    channels.productivity.write(FirmId(1), 0.3);
    channels.overhead.write(FirmId(0), 1.2);
    channels.overhead.write(FirmId(0), 0.5);
    channels.smoothing.write(HouseholdId::new(1), 0.2);
    channels.smoothing.write(HouseholdId::new(1), 0.5);
    channels.entry.write(CellId(1), 5.0);
    channels.clip();
    assert_eq!(channels.productivity.at(FirmId(1)), 0.35);
    assert_eq!(channels.productivity.at(FirmId(2)), 0.0);
    assert_eq!(channels.overhead.at(FirmId(0)), 0.7);
    assert_eq!(channels.smoothing.at(HouseholdId(1)), 0.5);
    assert_eq!(
        channels.clips().collect::<Vec<_>>(),
        [
            ("productivity", 1),
            ("overhead", 1),
            ("smoothing", 1),
            ("entry", 1)
        ]
    );
    assert_eq!(channels.entry.patience(CellId(1), 8.0), 4.0);
    channels.reset();
    assert_eq!(channels.productivity.at(FirmId(1)), 0.0);
    assert_eq!(channels.overhead.at(FirmId(0)), 1.0);
}
