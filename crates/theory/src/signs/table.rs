//! The sign tests of all concepts but those of platforms.
//!
//! # Source
//! Digital economy, §4 and §5, column *Test*.

use super::measures::{
    adoption, capacity, closure, consumption_per_yuan, core_imports, core_labour_cost, core_share,
    coverage_of_poor, covered, credit, culture_sales, dispersion, employment, entry, fill,
    forecast_error, gig_pay, gig_share, gini, goods_sales, health_sales, innovation,
    inputs_per_output, labour_share, losses, moved, network, online, output, own_productivity,
    platform_investment, precision, product_taxes, register_dividends, rent_share, rents_of_top,
    replaced_sales, stocks, trade_sales, transfer_mix, violation, volatility, wage_share,
    without_earnings,
};
use super::{A1, ALL, NONE, SignTest, measure, test};

/// The tests of all concepts that act today.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "A1",
        "permeability",
        ALL,
        NONE,
        &[
            measure("adoption", 1, adoption),
            measure("online persons", 1, online),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "A2",
        "empowerment",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("own productivity", 1, own_productivity),
            measure("employment", 0, employment),
        ],
    ),
    test(
        "A3",
        "substitutability",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("labour share", -1, labour_share),
            measure("core share", 0, core_share),
        ],
    ),
    test(
        "A4",
        "innovation",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("innovation stock", 1, innovation),
        ],
    ),
    test(
        "A5",
        "dual_high",
        &["permeability", "digital_industrialisation"],
        NONE,
        &[
            measure("labour cost of the core", -1, core_labour_cost),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B1",
        "digital_industrialisation",
        A1,
        NONE,
        &[
            measure("core share", 1, core_share),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B2",
        "industrial_digitisation",
        A1,
        NONE,
        &[
            measure("own productivity", -1, own_productivity),
            measure("adoption", -1, adoption),
            measure("core share", 0, core_share),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B3",
        "data_value",
        A1,
        NONE,
        &[measure("real GDP", 1, output)],
    ),
    test(
        "B4",
        "digital_governance",
        A1,
        NONE,
        &[
            measure("taxes on products over GDP", 1, product_taxes),
            measure("ease of entry", 1, entry),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C1",
        "speed_economy",
        A1,
        NONE,
        &[
            measure("fill rate", 1, fill),
            measure("stocks over sales", -1, stocks),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C2",
        "precision_economy",
        A1,
        NONE,
        &[
            measure("inputs per output", -1, inputs_per_output),
            measure("real GDP", 1, output),
            measure("benefits by need", 1, transfer_mix),
        ],
    ),
    test(
        "C4",
        "expected_economy",
        A1,
        NONE,
        &[
            measure("error of plans", -1, forecast_error),
            measure("stocks over sales", -1, stocks),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "C6",
        "full_time_economy",
        A1,
        NONE,
        &[
            measure("capacity over output", 1, capacity),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C8",
        "gig_economy",
        A1,
        NONE,
        &[
            measure("gig share", 1, gig_share),
            measure("labour force without earnings", -1, without_earnings),
            measure("volatility of incomes", 1, volatility),
            measure("covered share", -1, covered),
            measure("wages over value added", -1, wage_share),
            measure("pay over net wage", 0, gig_pay),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C9",
        "sharing_economy",
        A1,
        NONE,
        &[
            measure("rents over consumption", 1, rent_share),
            measure("real consumption per yuan", 1, consumption_per_yuan),
            measure("sales of what is replaced", -1, replaced_sales),
            measure("rents to the top fifth of owners", 1, rents_of_top),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C10",
        "ecological_economy",
        A1,
        NONE,
        &[
            measure("own productivity", 1, own_productivity),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "D1",
        "equality",
        A1,
        NONE,
        &[
            measure("sales of trade", -1, trade_sales),
            measure("sales of goods", 1, goods_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "D2",
        "inclusiveness",
        &["permeability", "online_finance"],
        NONE,
        &[
            measure("coverage of the poor", 1, coverage_of_poor),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "E3",
        "online_finance",
        A1,
        NONE,
        &[
            measure("loans over GDP", 0, credit),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E4",
        "online_government",
        A1,
        NONE,
        &[
            measure("benefits by need", 1, transfer_mix),
            measure("Gini of income", -1, gini),
        ],
    ),
    test(
        "E2",
        "online_healthcare",
        A1,
        NONE,
        &[
            measure("spending on health", 0, health_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E5",
        "online_culture",
        A1,
        NONE,
        &[
            measure("sales of culture", -1, culture_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E6",
        "online_governance",
        A1,
        NONE,
        &[measure("violation", -1, violation)],
    ),
    test(
        "G1",
        "data_monopoly",
        &["permeability", "industrial_digitisation", "data_value"],
        NONE,
        &[
            measure("data out of reach", 1, closure),
            measure("precision", -1, precision),
            measure("ease of entry", -1, entry),
            measure("real GDP", -1, output),
        ],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        &["permeability", "gig_economy"],
        NONE,
        &[
            measure("pay over net wage", -1, gig_pay),
            measure("gig share", 0, gig_share),
        ],
    ),
    test(
        "G3",
        "employment_substitution",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("labour share", -1, labour_share),
            measure("employment", 0, employment),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "G4",
        "digital_divide",
        A1,
        NONE,
        &[
            measure("online persons", -1, online),
            measure("coverage of the poor", -1, coverage_of_poor),
        ],
    ),
    test(
        "H1",
        "strategy_infrastructure",
        ALL,
        NONE,
        &[
            measure("network", 1, network),
            measure("adoption", 1, adoption),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "H2",
        "strategy_core_technology",
        ALL,
        NONE,
        &[
            measure("dependence on imports", -1, core_imports),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H3",
        "strategy_data_authorisation",
        ALL,
        &[("data_monopoly.strength", "1")],
        &[
            measure("precision", 1, precision),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "H4",
        "strategy_application_scenarios",
        ALL,
        NONE,
        &[
            measure("adoption", 1, adoption),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H6",
        "strategy_ecosystem",
        ALL,
        NONE,
        &[
            measure("own productivity", 1, own_productivity),
            measure("ease of entry", 1, entry),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "I1",
        "strategy_shared_ownership",
        ALL,
        NONE,
        &[
            measure("dividends by register", 1, register_dividends),
            measure("Gini of income", -1, gini),
            measure("investment of platforms", 0, platform_investment),
        ],
    ),
    test(
        "I2",
        "strategy_three_distributions",
        ALL,
        NONE,
        &[
            measure("taxes and gifts moved", 1, moved),
            measure("Gini of income", -1, gini),
            measure("employment", 0, employment),
        ],
    ),
    test(
        "I3",
        "strategy_government_market",
        ALL,
        NONE,
        &[
            measure("ease of entry", 1, entry),
            measure("dispersion of output per worker", -1, dispersion),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "I4",
        "strategy_trust_security",
        ALL,
        NONE,
        &[
            measure("losses over consumption", 0, losses),
            measure("real GDP", 0, output),
        ],
    ),
];
