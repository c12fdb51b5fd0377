//! The sign tests of platforms and online trade: rows.
//!
//! # Source
//! Digital economy, §4.C, §4.D and §5, column *Test*.

use super::measures::{self, platforms};
use super::{A1, ALL, NONE, NULL, SignTest, measure, test};

const A1_C3: &[&str] = &["permeability", "network_economy"];
const A1_C3_D4: &[&str] = &["permeability", "network_economy", "symbiosis"];
const EMBODIED: (&str, &str) = ("theory.opening", "embodied");

/// The rows. Symbiosis is tested from the opening of the data: on a greenfield no trade is inside the
/// opening, all fees are new, and platforms gain whatever the split. The gap of members of ecosystems to others is
/// not tested: within five years there are no others.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "C3",
        "network_economy",
        A1,
        NONE,
        &[
            measure("concentration of users", 1, platforms::herfindahl),
            measure("consumption come online", 0, platforms::online_trade),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "C5",
        "tail_economy",
        A1,
        NONE,
        &[
            measure("share of the tail", 1, platforms::tail_share),
            measure("value of variety over GDP", 1, platforms::variety),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "C5",
        "tail_economy",
        A1,
        &[("tail_economy.size_bias_cut", "-0.3")],
        &[
            measure("share of the tail, superstars", -1, platforms::tail_share),
            measure("value of variety, superstars", -1, platforms::variety),
        ],
    ),
    test(
        "D3",
        "free_of_charge",
        A1,
        NONE,
        &[
            measure("platforms' profit over GDP", 1, platforms::platform_profit),
            measure("price over cost", 1, platforms::price_over_cost),
            measure("free goods over GDP", 0, platforms::free_goods),
            measure("real GDP", 0, measures::output),
            measure("Gini of income", 0, measures::gini),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.complementor_surplus_share", "0.8")],
        &[
            measure("commission, split 0.8", -1, platforms::take_rate),
            measure("sellers' margin, split 0.8", 1, platforms::sellers_margin),
            measure(
                "platforms' profit, split 0.8",
                -1,
                platforms::platform_profit,
            ),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.complementor_surplus_share", "0.4")],
        &[
            measure("commission, split 0.4", 1, platforms::take_rate),
            measure("sellers' margin, split 0.4", -1, platforms::sellers_margin),
            measure(
                "platforms' profit, split 0.4",
                1,
                platforms::platform_profit,
            ),
        ],
    ),
    test(
        "D4",
        "symbiosis",
        A1_C3,
        &[EMBODIED, ("symbiosis.reading", "coordination")],
        &[measure(
            "commission, coordination",
            NULL,
            platforms::take_rate,
        )],
    ),
    test(
        "D5",
        "transparency",
        A1,
        NONE,
        &[
            measure("dispersion of prices", -1, platforms::price_dispersion),
            measure("price over cost", -1, platforms::price_over_cost),
            measure("real GDP", 0, measures::output),
            measure("small sellers' margin", 0, platforms::small_sellers_margin),
        ],
    ),
    test(
        "G1",
        "data_monopoly",
        A1_C3_D4,
        NONE,
        &[
            measure("concentration of users", 1, platforms::herfindahl),
            measure("concentration of data", 0, platforms::data_herfindahl),
            measure("commission", 1, platforms::take_rate),
            measure("Gini of income", 1, measures::gini),
        ],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        A1_C3,
        NONE,
        &[
            measure("premium of the poor", -1, platforms::premium_of_poor),
            measure("consumption come online", -1, platforms::online_trade),
            measure("platforms' profit over GDP", 1, platforms::platform_profit),
            measure("price over cost", 0, platforms::price_over_cost),
            measure("Gini of income", 0, measures::gini),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "H5",
        "strategy_platform_regulation",
        ALL,
        NONE,
        &[
            measure("commission", -1, platforms::take_rate),
            measure("small sellers' margin", 1, platforms::small_sellers_margin),
            measure("platforms' profit over GDP", -1, platforms::platform_profit),
            measure("transfer by manipulation", -1, platforms::manipulation),
            measure("real GDP", 0, measures::output),
            measure("concentration of users", -1, platforms::herfindahl),
        ],
    ),
    test(
        "H6",
        "strategy_ecosystem",
        ALL,
        NONE,
        &[measure("density of ecosystems", 1, platforms::density)],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        A1_C3,
        &[("algorithm_manipulation.reading", "collusion")],
        &[
            measure("mark-ups, collusion", 1, measures::mark_ups),
            measure("price over cost, collusion", 1, platforms::price_over_cost),
            measure("real GDP, collusion", 0, measures::output),
        ],
    ),
    test(
        "I4",
        "strategy_trust_security",
        ALL,
        NONE,
        &[measure(
            "concentration of data, first year",
            1,
            platforms::data_herfindahl,
        )],
    )
    .after_quarters(4),
];

/// Rows for an economy of one area.
pub(super) const ON_ONE_AREA: &[SignTest] = &[test(
    "C7",
    "space_economy",
    A1,
    NONE,
    &[measure(
        "real GDP where distance is none",
        NULL,
        measures::output,
    )],
)];
