//! Online trade: neutral to the last bit when nobody is online, the odds of the shop when everybody is and
//! nothing pulls, fees and premiums to the right accounts, and balanced whatever a theory writes.
//!
//! Authority: digital economy, §1, §6.1 and §6.4; long run, §7.

#[allow(dead_code, reason = "shared with other comparisons")]
#[path = "common/agreement.rs"]
mod agreement;
mod common;

use agreement::{BAND, assert_agreement, first_quarter_under, state, table};
use common::standard_village;
use economy::channels::GovernmentId;
use economy::flows::Transaction;
use economy::online::{Platform, PlatformKind};
use economy::rules::ChoiceWeights;
use economy::{
    Calibration, Channels, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial, Theory, View,
};
use proptest::prelude::*;
use quantity::{FirmId, HouseholdId, Id};

/// A number in 0..1 that looks random.
fn scatter(k: usize, salt: usize) -> f64 {
    let x = (k as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add((salt as u64).wrapping_mul(0xd1b5_4a32_d192_ed03));
    (x ^ x >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) as f64 / u64::MAX as f64
}

/// A theory of online trade alone.
#[derive(Clone, Copy, Debug)]
struct Online {
    /// Additional use and shares, and how much they differ.
    growth: f64,
    /// Share of firms that are members.
    members: f64,
    /// Platforms.
    platforms: usize,
    distance: f64,
    size: f64,
    price: f64,
    /// How far each channel of agents goes, of its bounds.
    ranking: f64,
    personal: f64,
    fee: f64,
    on_opening: f64,
    salt: usize,
}

const NOBODY: Online = Online {
    growth: 0.0,
    members: 1.0,
    platforms: 2,
    distance: 1.0,
    size: 0.0,
    price: 0.0,
    ranking: 0.0,
    personal: 0.0,
    fee: 0.0,
    on_opening: 0.0,
    salt: 7,
};

/// What chance costs the same buyers without online trade, too (decision 0006); measured with 128 seeds.
const KNOWN: &agreement::CostOfChance = &[
    ("consumption C", -0.0022),
    ("housing", 0.0392),
    ("government G", -0.0010),
    ("exports X", -0.0012),
    ("FIN demand", -0.0012),
];
/// The same with four areas.
const KNOWN_WITH_AREAS: &agreement::CostOfChance = &[
    ("housing", 0.0164),
    ("exports X", -0.0015),
    ("imports M", -0.0015),
];

/// Half of additional use, everybody a member, nothing else.
const ALIKE: Online = Online {
    growth: 1.0,
    ..NOBODY
};

/// The first firms of the industry that platforms belong to.
fn platform_firms(view: &View<'_>, n: usize) -> Vec<FirmId> {
    let industries = &view.calibration.industries;
    let g = industries.iter().position(|g| g.code == "PLT");
    let g = g.unwrap_or(industries.len() - 1);
    view.firms.of_industry(g).take(n).collect()
}

impl Theory for Online {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        let (firms, households) = (view.firms, view.households);
        let cells = view.calibration.n_industries() * view.calibration.geography.len();
        let online = &mut channels.online;
        let some = |k: usize, salt: usize| scatter(k, self.salt + salt);
        online
            .use_at_opening
            .extend((0..households.len()).map(|k| 0.5 * some(k, 1)));
        online.use_now.extend(
            (0..households.len()).map(|k| 0.5 * some(k, 1) + 0.5 * self.growth * some(k, 2)),
        );
        online
            .share_at_opening
            .extend((0..cells).map(|k| 0.4 * some(k, 3)));
        online
            .share_now
            .extend((0..cells).map(|k| 0.4 * some(k, 3) + 0.4 * self.growth * some(k, 4)));
        online
            .member
            .extend((0..firms.len()).map(|k| some(k, 5) < self.members));
        for firm in platform_firms(view, self.platforms) {
            online.platforms.push(Platform {
                firm,
                kind: PlatformKind::Market,
            });
        }
        let n = online.platforms.len() * view.calibration.n_industries();
        online.fee_split.extend((0..n).map(|k| some(k, 6)));
        channels.distance_online.write(GovernmentId, self.distance);
        channels.size_pull.write(GovernmentId, self.size);
        channels.price_pull.write(GovernmentId, self.price);
        for k in 0..firms.len() {
            let i = FirmId::new(k);
            channels.ranking.write(i, 1.0 + self.ranking * some(k, 8));
            channels.fee.write(i, self.fee * (0.7 * some(k, 9) - 0.3));
            channels.advertising.write(i, 0.1 * self.fee * some(k, 9));
            let fee = self.on_opening * (0.7 * some(k, 10) - 0.3);
            channels.fee_on_opening_trade.write(i, fee);
        }
        for k in 0..households.len() {
            let price = self.personal * (0.4 * some(k, 11) - 0.15);
            channels.personal_price.write(HouseholdId::new(k), price);
        }
    }

    fn update(&mut self, _: &View<'_>) {}
}

fn areas(n: usize) -> Calibration {
    standard_village().cut_into(n)
}

fn rules(market: Market, long_run: bool) -> Rules {
    let rules = if long_run {
        Rules::long_run()
    } else {
        Rules::default()
    };
    Rules { market, ..rules }
}

fn run(economy: &mut Economy, theory: &mut dyn Theory, quarters: u32) {
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, theory, &Serial);
    }
}

/// Authority: digital economy, §1 item 5.
#[test]
fn nobody_online_moves_no_bit() {
    for n_areas in [1, 3] {
        for market in [Market::Sampled, Market::Expected] {
            let open = || Economy::open(areas(n_areas), rules(market, true), Luck::Seed(2));
            let (mut plain, mut written) = (open(), open());
            // Fees and prices without any trade to apply to, and trade without members.
            let nobody = Online {
                fee: 1.0,
                personal: 1.0,
                ranking: 1.0,
                size: -0.3,
                ..NOBODY
            };
            let mut theories = [
                nobody,
                Online {
                    members: 0.0,
                    ..ALIKE
                },
            ];
            for quarter in 0..8 {
                run(&mut plain, &mut NoTheory, 1);
                run(&mut written, &mut theories[quarter % 2], 1);
                assert_eq!(plain.fingerprint(), written.fingerprint(), "{market:?}");
            }
        }
    }
}

/// Numbers of a quarter that the market decides.
fn outcome(economy: &Economy) -> Vec<f64> {
    let (books, p) = (&economy.books, &economy.purchases);
    let mut numbers = vec![
        books.gdp.nominal,
        books.gdp.real,
        p.consumption,
        p.real_consumption,
        p.housing,
        p.real_housing,
        p.exports,
        p.real_exports,
        p.government,
    ];
    numbers.extend(economy.firms.demand.iter());
    numbers.extend(economy.firms.sales.iter());
    numbers.extend(economy.households.deposits.iter());
    numbers
}

/// Everybody a member, no pull, distance as offline: the branch has the odds of the shop.
#[test]
fn a_branch_like_the_shop_is_the_shop() {
    for n_areas in [1, 3] {
        for weights in [ChoiceWeights::Recomputed, ChoiceWeights::Fixed] {
            for starved in [false, true] {
                let mut rules = rules(Market::Expected, false);
                rules.base.choice_weights = weights;
                let start = Economy::open(areas(n_areas), rules, Luck::Seed(2));
                let mut start = agreement::disperse(state(start, 2));
                if starved {
                    start = agreement::starve(start);
                }
                let (mut shop, mut branch) = (start.clone(), start);
                run(&mut shop, &mut NoTheory, 1);
                run(&mut branch, &mut { ALIKE }, 1);
                let sold: f64 = branch.firms.trade.online.iter().sum();
                assert!(sold > 1e-3 * branch.books.gdp.nominal, "{sold}");
                let scale = shop.books.gdp.nominal;
                for (k, (a, b)) in outcome(&shop).into_iter().zip(outcome(&branch)).enumerate() {
                    let off = (a - b).abs() / a.abs().max(1e-3 * scale);
                    assert!(
                        off < 1e-12,
                        "{k}: {a} {b}, {weights:?}, {n_areas}, {starved}"
                    );
                }
            }
        }
    }
}

fn assert_balanced(economy: &Economy, what: &str) {
    let gdp = economy.books.gdp;
    for (name, residual) in economy::books::Identities::NAMES
        .iter()
        .zip(economy.books.identities.relative_to(gdp))
    {
        assert!(
            residual <= 1e-10,
            "{name} is off by {residual:e} of GDP: {what}"
        );
    }
    if !economy.regional.is_empty() {
        let parts: f64 = economy.regional.value_added.iter().map(|v| v.nominal).sum();
        let whole = economy.books.gross_value_added.nominal;
        assert!((parts / whole - 1.0).abs() < 1e-10, "{parts} {whole}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// No yuan appears or vanishes, whatever is written.
    #[test]
    fn every_account_balances(
        (growth, members) in (0.0..1.0_f64, 0.0..1.2_f64),
        platforms in 0..4_usize,
        (distance, size, price) in (0.2..1.0_f64, -0.6..0.3_f64, -0.5..1.5_f64),
        (ranking, personal, fee, on_opening) in (0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64, 0.0..1.0_f64),
        salt in 0..1_000_usize,
        n_areas in 1..5_usize,
        (sampled, long_run, fixed) in any::<(bool, bool, bool)>(),
    ) {
        let mut theory = Online {
            growth, members, platforms, distance, size, price, ranking, personal, fee, on_opening, salt,
        };
        let market = if sampled { Market::Sampled } else { Market::Expected };
        let mut rules = rules(market, long_run);
        if fixed {
            rules.base.choice_weights = ChoiceWeights::Fixed;
        }
        let mut economy = Economy::open(areas(n_areas), rules, Luck::Seed(salt as u64));
        for _ in 0..6 {
            run(&mut economy, &mut theory, 1);
            assert_balanced(&economy, &format!("{theory:?}, {rules:?}, {n_areas} areas"));
            prop_assert!(economy.firms.deposits.iter().all(|d| d.is_finite()));
        }
    }
}

/// Authority: by hand. One seller pays a tenth of its additional and a twentieth of its opening online sales,
/// two thirds to one platform and one third to another.
#[test]
fn who_pays_which_fee() {
    struct One(FirmId);
    impl Theory for One {
        fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
            let mut alike = ALIKE;
            alike.write(view, channels);
            let platforms = channels.online.platforms.len();
            let n = channels.online.fee_split.len();
            channels.online.fee_split.clear();
            channels
                .online
                .fee_split
                .extend((0..n).map(|k| if k % platforms == 0 { 2.0 } else { 1.0 }));
            channels.fee.write(self.0, 0.10);
            channels.advertising.write(self.0, 0.04);
            channels.fee_on_opening_trade.write(self.0, 0.05);
        }
        fn update(&mut self, _: &View<'_>) {}
    }
    for (market, n_areas) in [
        (Market::Expected, 1),
        (Market::Expected, 3),
        (Market::Sampled, 3),
    ] {
        let start = Economy::open(areas(n_areas), rules(market, false), Luck::Seed(2));
        let (mut free, mut charged) = (start.clone(), start);
        run(&mut free, &mut { ALIKE }, 1);
        let sold = &free.firms.trade.online;
        let largest = free
            .firms
            .ids()
            .max_by(|a, b| sold[*a].total_cmp(&sold[*b]));
        let seller = largest.expect("firms");
        let mut theory = One(seller);
        run(&mut charged, &mut theory, 1);
        let firms = &charged.firms;
        let (online, opening) = (
            firms.trade.online[seller],
            firms.trade.as_at_opening[seller],
        );
        assert!(online > 0.0 && opening > 0.0, "{online} {opening}");
        let bill = 0.10 * online + 0.05 * opening;
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9 * bill, "{a} {b}");
        close(firms.trade.fees[seller], bill);
        close(firms.direct.expensed[seller], bill);
        let [first, second] = platform_firms(&charged.view(), 2)[..] else {
            panic!("two platforms");
        };
        close(firms.direct.received[first], bill * 2.0 / 3.0);
        close(firms.direct.received[second], bill / 3.0);
        close(firms.profit[seller], free.firms.profit[seller] - bill);
        let more = (firms.sales[first] - free.firms.sales[first]) * firms.price[first];
        close(more, bill * 2.0 / 3.0);
        let adverts = 0.04 * (online + opening);
        close(charged.flows.total(Transaction::Advertising), adverts);
        close(charged.flows.total(Transaction::Commission), bill - adverts);
        assert_eq!(charged.flows.total(Transaction::PersonalPremium), 0.0);
        // Next quarter the price holds the fee, and the platform keeps back what it sold.
        let share = bill / (firms.price[seller] * firms.sales[seller]);
        let before = [&free, &charged].map(|e| e.firms.price[seller]);
        run(&mut free, &mut { ALIKE }, 1);
        run(&mut charged, &mut theory, 1);
        let [free, charged] = [&free, &charged].map(|e| e.firms.price[seller]);
        let push = charged / before[1] - free / before[0];
        assert!((push - share).abs() < 0.05 * share, "{push} {share}");
    }
}

/// Authority: by hand. A household that pays a tenth more online buys a eleventh less with that money, and
/// platforms get the difference.
#[test]
fn premiums_are_part_of_the_budget_and_go_to_platforms() {
    struct Dear;
    impl Theory for Dear {
        fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
            let mut alike = ALIKE;
            alike.write(view, channels);
            for k in 0..view.households.len() {
                channels.personal_price.write(HouseholdId::new(k), 0.1);
            }
        }
        fn update(&mut self, _: &View<'_>) {}
    }
    for market in [Market::Expected, Market::Sampled] {
        let start = Economy::open(areas(1), rules(market, false), Luck::Seed(2));
        let (mut free, mut dear) = (start.clone(), start);
        run(&mut free, &mut { ALIKE }, 1);
        run(&mut dear, &mut Dear, 1);
        let sold: f64 = dear.firms.trade.online.iter().sum();
        let premium = dear.flows.total(Transaction::PersonalPremium);
        let received: f64 = dear.firms.direct.received.iter().sum();
        assert!((premium / received - 1.0).abs() < 1e-12);
        // Imports are sold online, too, and bear premiums.
        assert!(
            premium > 0.1 * sold && premium < 0.3 * sold,
            "{premium} {sold}"
        );
        let spent = |e: &Economy| e.purchases.consumption + e.purchases.housing;
        assert!((spent(&dear) / spent(&free) - 1.0).abs() < 0.01);
        assert_balanced(&dear, "premiums");
    }
}

/// With areas, half the decay online sends purchases farther.
#[test]
fn distance_counts_for_less_online() {
    let at_home = |distance: f64| {
        let mut economy = Economy::open(areas(6), rules(Market::Expected, false), Luck::Seed(2));
        let mut theory = Online { distance, ..ALIKE };
        run(&mut economy, &mut theory, 1);
        let sold: Vec<f64> = economy.firms.trade.online.to_vec();
        sold
    };
    let (near, far) = (at_home(1.0), at_home(0.2));
    let moved: f64 = near.iter().zip(&far).map(|(a, b)| (a - b).abs()).sum();
    assert!(moved > 1e-3 * near.iter().sum::<f64>(), "{moved}");
}

/// Authority: long run, §7.2.
#[test]
fn the_two_markets_agree() {
    let theory = Online {
        growth: 1.0,
        members: 0.6,
        distance: 0.35,
        size: -0.3,
        price: 0.7,
        ranking: 0.3,
        fee: 0.5,
        on_opening: 0.3,
        personal: 0.3,
        ..NOBODY
    };
    for (n_areas, known) in [(1, KNOWN), (4, KNOWN_WITH_AREAS)] {
        let start = Economy::open(areas(n_areas), rules(Market::Sampled, false), Luck::Seed(1));
        let start = agreement::disperse(state(start, 4));
        let (aggregates, products) = first_quarter_under(&start, 128, &|| Box::new(theory));
        println!("{}{}", table(&aggregates, BAND), table(&products, BAND));
        assert_agreement(&aggregates, BAND, known);
        assert_agreement(&products, BAND, known);
    }
}
