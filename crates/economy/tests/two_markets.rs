//! The expected market against the sampled one, on the village.
//!
//! Authority: long run, §7.2. Austria is compared in `crates/laboratory/tests/two_markets.rs`, and with
//! more seeds by the example `two_markets` there.

#[allow(dead_code, reason = "shared with other comparisons")]
#[path = "common/agreement.rs"]
mod agreement;
mod common;

use agreement::{
    BAND, CostOfChance, PATH_BAND, assert_agreement, disperse, first_quarter, paths, state, table,
};
use common::{Threads, standard_village};
use economy::village::{VillageSpec, village};
use economy::{Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};

fn open(market: Market, luck: Luck) -> Economy {
    let rules = Rules {
        market,
        ..Rules::default()
    };
    Economy::open(standard_village(), rules, luck)
}

/// Measured with 1 024 seeds, standard errors 0.003 to 0.05 %.
const ALIKE: &CostOfChance = &[
    ("consumption C", -0.0010),
    ("housing", 0.0187),
    ("exports X", -0.0010),
];
const APART: &CostOfChance = &[
    ("consumption C", -0.0027),
    ("housing", 0.047),
    ("government G", -0.0010),
    ("exports X", -0.0015),
    ("FIN demand", -0.0011),
];

/// With eight areas, measured with 128 seeds.
const ALIKE_WITH_AREAS: &CostOfChance = &[
    ("consumption C", -0.0011),
    ("housing", 0.0219),
    ("exports X", -0.0014),
];
const APART_WITH_AREAS: &CostOfChance = &[
    ("housing", 0.0150),
    ("exports X", -0.0016),
    ("imports M", -0.0012),
];

#[test]
fn the_first_quarter_agrees() {
    let alike = state(open(Market::Sampled, Luck::Seed(1)), 4);
    let apart = disperse(alike.clone());
    for (state, known) in [(&alike, ALIKE), (&apart, APART)] {
        let (aggregates, products) = first_quarter(state, 128);
        println!("{}{}", table(&aggregates, BAND), table(&products, BAND));
        assert_agreement(&aggregates, BAND, known);
        assert_agreement(&products, BAND, known);
    }
}

/// The same with eight areas: chance costs the same buyers about as much as without.
#[test]
fn the_first_quarter_agrees_with_areas() {
    let open = Economy::open(
        standard_village().cut_into(8),
        Rules::default(),
        Luck::Seed(1),
    );
    let alike = state(open, 4);
    let apart = disperse(alike.clone());
    for (state, known) in [(&alike, ALIKE_WITH_AREAS), (&apart, APART_WITH_AREAS)] {
        let (aggregates, products) = first_quarter(state, 128);
        println!("{}{}", table(&aggregates, BAND), table(&products, BAND));
        assert_agreement(&aggregates, BAND, known);
        assert_agreement(&products, BAND, known);
    }
}

#[test]
fn twelve_quarters_agree() {
    let state = state(open(Market::Sampled, Luck::Seed(1)), 4);
    let rows = paths(&state, 32, 12);
    println!("{}", table(&rows, PATH_BAND));
    assert_agreement(&rows, PATH_BAND, &[]);
}

#[test]
fn twelve_quarters_agree_with_areas() {
    let open = Economy::open(
        standard_village().cut_into(8),
        Rules::default(),
        Luck::Seed(1),
    );
    let rows = paths(&state(open, 4), 32, 12);
    println!("{}", table(&rows, PATH_BAND));
    assert_agreement(&rows, PATH_BAND, &[]);
}

/// Where one firm sells all of a product, nobody has a choice and nothing is left to chance.
#[test]
fn products_with_one_seller_are_exact() {
    let tables = village(&VillageSpec {
        mean_firm_size: 1e4,
        ..VillageSpec::default()
    });
    let mut calibration = tables
        .calibration(tables.scalars.size.default_scale)
        .expect("the village is in order");
    let imports = &mut calibration.baskets.imports;
    for g in (0..imports.len()).step_by(2) {
        imports[g] = 0.0;
    }
    let rest: f64 = imports.iter().sum();
    for share in imports {
        *share /= rest;
    }
    let state = state(
        Economy::open(calibration, Rules::default(), Luck::Seed(1)),
        3,
    );
    let alone = agreement::with_one_seller(&state);
    assert!(alone.len() >= 8, "{alone:?}");
    let (_, products) = first_quarter(&state, 8);
    for g in alone {
        for row in &products[3 * g..3 * (g + 1)] {
            assert!(row.largest <= 1e-9 * row.scale, "{row:?}");
        }
    }
}

/// The goods market draws nothing: without other luck, seeds do not matter, nor do threads.
#[test]
fn the_market_itself_has_no_luck() {
    let start = state(open(Market::Expected, Luck::None), 2);
    let after = |economy: &Economy, workers: &dyn economy::Workers| {
        let mut economy = economy.clone();
        for _ in 0..6 {
            economy.quarter(&mut NoPolicy, &mut NoTheory, workers);
        }
        economy.fingerprint()
    };
    let alone = after(&start, &Serial);
    assert_eq!(alone, after(&start, &Serial));
    for threads in [2, 4] {
        assert_eq!(alone, after(&start, &Threads(threads)), "{threads} threads");
    }
}
