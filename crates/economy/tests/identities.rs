//! No unit of money appears or vanishes, whatever the parameters, the rules and the luck.
//!
//! Authority: the identities A1 to A7 of the base model, §10.

mod common;

use common::standard_village;
use economy::closure::Successor;
use economy::geography::Settings;
use economy::rules::{ChoiceWeights, PriceRule};
use economy::{
    BaseRules, Calibration, Closure, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial,
};
use proptest::prelude::*;

const TOLERANCE: f64 = 1e-10;

/// The village with some of its numbers moved: the opening is no longer balanced, and need not be.
fn perturbed() -> impl Strategy<Value = Calibration> {
    let factors = proptest::collection::vec(0.7..1.4, 12);
    (factors, any::<bool>()).prop_map(|(factor, builds)| {
        let mut calibration = standard_village();
        if builds {
            invest_in_public(&mut calibration);
        }
        let rates = &mut calibration.rates;
        for (rate, factor) in [
            &mut rates.tax_income,
            &mut rates.tax_corporate,
            &mut rates.tax_value_added,
            &mut rates.consumption_propensity,
            &mut rates.housing_propensity,
            &mut rates.dividend_payout,
            &mut rates.loan_repayment,
            &mut rates.lending_margin,
            &mut rates.capital_requirement,
            &mut rates.loan_to_value,
        ]
        .into_iter()
        .zip(&factor)
        {
            *rate *= factor;
        }
        for wage in &mut calibration.technology.wage {
            *wage *= factor[10];
        }
        calibration.processes.government_sd *= 3.0 * factor[11];
        calibration.trend.productivity_growth = 0.05 * factor[0];
        calibration.trend.final_productivity_growth = 0.05 * factor[1];
        calibration
    })
}

/// Turns a third of government consumption into capital formation.
fn invest_in_public(calibration: &mut Calibration) {
    let consumption = &mut calibration.opening.government_consumption[0];
    calibration.opening.public_investment = *consumption / 3.0;
    *consumption -= calibration.opening.public_investment;
    calibration.baskets.public_investment = calibration.baskets.investment.clone();
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let weights = prop_oneof![Just(ChoiceWeights::Recomputed), Just(ChoiceWeights::Fixed)];
    let prices = prop_oneof![Just(PriceRule::CostPush), Just(PriceRule::DemandPull)];
    let markets = prop_oneof![Just(Market::Sampled), Just(Market::Expected)];
    // Every closure rule on or off by itself, in any combination.
    let closures = any::<u32>().prop_map(|bits| {
        let mut closure = Closure::off();
        for (k, rule) in Closure::RULES.iter().enumerate() {
            closure.switch(rule, bits >> k & 1 == 1);
        }
        closure.arrears.arrears_share = 0.1;
        closure.public_revenue.profit_fee = 0.05;
        closure.public_revenue.firm_land_fee = 0.1;
        closure.public_revenue.household_land_fee = 0.3;
        closure.public_revenue.remittance = bits & 1 == 1;
        closure.ownership.government = 0.9;
        closure.ownership.abroad = 0.05;
        closure.rebalancing.rule = Successor::Consumption;
        closure
    });
    (any::<bool>(), weights, prices, markets, closures).prop_map(
        |(zero_lower_bound, choice_weights, price_rule, market, closure)| Rules {
            base: BaseRules {
                zero_lower_bound,
                choice_weights,
                price_rule,
                ..BaseRules::default()
            },
            closure,
            market,
        },
    )
}

/// On a map of up to nine areas, with any settings of distance.
fn on_a_map() -> impl Strategy<Value = (usize, Settings)> {
    let switches = proptest::collection::vec(any::<bool>(), 4);
    let amounts = (0.0..3.0_f64, 0.0..0.4_f64, 0.0..1.0_f64, 0.0..4.0_f64);
    (1..10_usize, switches, amounts).prop_map(
        |(n, on, (decay_scale, transport_margin, commuting_share, commuting_decay))| {
            let settings = Settings {
                on: on[0] || on[1],
                origin_factors: on[1],
                local_labour: on[2],
                local_prices: on[3],
                decay_scale,
                transport_margin,
                commuting_share,
                commuting_decay,
                ..Settings::default()
            };
            (n, settings)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_account_balances(
        calibration in perturbed(),
        rules in any_rules(),
        seed in proptest::option::of(0_u64..1_000_000),
        dispersion in 0.0..0.4_f64,
        (n_areas, settings) in on_a_map(),
    ) {
        let mut calibration = calibration.cut_into(n_areas);
        calibration.geography.settings = settings;
        let luck = seed.map_or(Luck::None, Luck::Seed);
        let mut economy = Economy::open(calibration, rules, luck);
        for i in economy.firms.ids() {
            economy.firms.price[i] = 1.0 + dispersion * quantity::maths::sin(f64::from(i.0));
        }
        // A6 and A7 hold at once; the balance sheets need an opening that closes them.
        let gap = economy.books.identities.central_bank;
        economy.central_bank.equity -= gap;
        for quarter in 1..=8 {
            economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            // Demand-pull can run away into deflation. Once GDP has shrunk to nothing beside the
            // stocks, it is no scale for their rounding any more.
            if !(0.2..5.0).contains(&economy.prices.producer) {
                break;
            }
            let gdp = economy.books.gdp;
            for (name, residual) in economy::books::Identities::NAMES
                .iter()
                .zip(economy.books.identities.relative_to(gdp))
            {
                prop_assert!(residual <= TOLERANCE, "{name} is off by {residual:e} of GDP in quarter {quarter}");
            }
        }
    }
}

/// The opening of the village balances by construction, in every account.
#[test]
fn the_opening_balances() {
    for luck in [Luck::Seed(1), Luck::Seed(2)] {
        let economy = Economy::open(standard_village(), BaseRules::default(), luck);
        let books = &economy.books;
        for (name, residual) in economy::books::Identities::NAMES
            .iter()
            .zip(books.identities.relative_to(books.gdp))
        {
            assert!(residual <= TOLERANCE, "{name}: {residual:e}");
        }
    }
}
