//! The sign tests of all concepts but those of platforms.
//!
//! # Source
//! Digital economy, §4 and §5, column *Test*.

use super::measures;
use super::{A1, ALL, NONE, NULL, SignTest, measure, test};

/// The tests of all concepts that act today.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "A1",
        "permeability",
        ALL,
        NONE,
        &[
            measure("adoption", 1, measures::adoption),
            measure("online persons", 1, measures::online),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "A2",
        "empowerment",
        A1,
        NONE,
        &[
            measure("real GDP", 1, measures::output),
            measure("own productivity", 1, measures::own_productivity),
            measure("employment", 0, measures::employment),
            measure("gap of adopters", 1, measures::adopter_gap),
        ],
    ),
    test(
        "A3",
        "substitutability",
        A1,
        NONE,
        &[
            measure("real GDP", 1, measures::output),
            measure("labour share", -1, measures::labour_share),
            measure("core share", 0, measures::core_share),
            measure("digital share of inputs", 1, measures::digital_inputs),
        ],
    ),
    test(
        "A4",
        "innovation",
        A1,
        NONE,
        &[
            measure("real GDP", 1, measures::output),
            measure("innovation stock", 1, measures::innovation),
            measure("spread of innovation", 1, measures::spread_of_innovation),
        ],
    ),
    test(
        "A5",
        "dual_high",
        &["permeability", "digital_industrialisation"],
        NONE,
        &[
            measure("labour cost of the core", -1, measures::core_labour_cost),
            measure("real GDP", 0, measures::output),
            measure("concentration of the core", 1, measures::core_concentration),
        ],
    ),
    test(
        "B1",
        "digital_industrialisation",
        A1,
        NONE,
        &[
            measure("core share", 1, measures::core_share),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "B2",
        "industrial_digitisation",
        A1,
        NONE,
        &[
            measure("own productivity", -1, measures::own_productivity),
            measure("adoption", -1, measures::adoption),
            measure("core share", 0, measures::core_share),
            measure("real GDP", 0, measures::output),
            measure(
                "adoption of large less small firms",
                1,
                measures::adoption_of_large,
            ),
        ],
    ),
    test(
        "B3",
        "data_value",
        A1,
        NONE,
        &[
            measure("real GDP", 1, measures::output),
            measure(
                "concentration of sales",
                0,
                measures::concentration_of_sales,
            ),
        ],
    ),
    test(
        "B4",
        "digital_governance",
        A1,
        NONE,
        &[
            measure("taxes on products over GDP", 1, measures::product_taxes),
            measure("ease of entry", 1, measures::entry),
            measure("real GDP", 0, measures::output),
            measure("tax gap", -1, measures::tax_gap),
        ],
    ),
    test(
        "C1",
        "speed_economy",
        A1,
        NONE,
        &[
            measure("fill rate", 1, measures::fill),
            measure("stocks over sales", -1, measures::stocks),
            measure("real GDP", 0, measures::output),
            measure("stocks of goods over sales", 0, measures::finished_stocks),
            measure("stocks of inputs over use", 0, measures::input_stocks),
        ],
    ),
    test(
        "C2",
        "precision_economy",
        A1,
        NONE,
        &[
            measure("inputs per output", -1, measures::inputs_per_output),
            measure("real GDP", 1, measures::output),
            measure("benefits by need", 1, measures::transfer_mix),
            measure("poverty", -1, measures::poverty),
        ],
    ),
    test(
        "C4",
        "expected_economy",
        A1,
        NONE,
        &[
            measure("error of plans", -1, measures::forecast_error),
            measure("stocks over sales", -1, measures::stocks),
            measure("real GDP", 1, measures::output),
            measure("fill rate", 0, measures::fill),
        ],
    ),
    test(
        "C6",
        "full_time_economy",
        A1,
        NONE,
        &[
            measure("capacity over output", 1, measures::capacity),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "C8",
        "gig_economy",
        A1,
        NONE,
        &[
            measure("gig share", 1, measures::gig_share),
            measure(
                "labour force without earnings",
                -1,
                measures::without_earnings,
            ),
            measure("volatility of incomes", 1, measures::volatility),
            measure("covered share", -1, measures::covered),
            measure("wages over value added", -1, measures::wage_share),
            measure("pay over net wage", 0, measures::gig_pay),
            measure("real GDP", 0, measures::output),
            measure("formal employment", -1, measures::employment),
        ],
    ),
    test(
        "C9",
        "sharing_economy",
        A1,
        NONE,
        &[
            measure("rents over consumption", 1, measures::rent_share),
            measure(
                "real consumption per yuan",
                1,
                measures::consumption_per_yuan,
            ),
            measure("sales of what is replaced", -1, measures::replaced_sales),
            measure(
                "rents to the top fifth of owners",
                1,
                measures::rents_of_top,
            ),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "C10",
        "ecological_economy",
        A1,
        NONE,
        &[
            measure("own productivity", 1, measures::own_productivity),
            measure("real GDP", 1, measures::output),
        ],
    ),
    test(
        "D1",
        "equality",
        A1,
        NONE,
        &[
            measure("sales of trade", -1, measures::trade_sales),
            measure("sales of goods", 1, measures::goods_sales),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "D2",
        "inclusiveness",
        &["permeability", "online_finance"],
        NONE,
        &[
            measure("coverage of the poor", 1, measures::coverage_of_poor),
            measure("Gini of income", 0, measures::gini),
            measure("poverty", 0, measures::poverty),
        ],
    ),
    test(
        "E3",
        "online_finance",
        A1,
        NONE,
        &[
            measure("loans over GDP", 0, measures::credit),
            measure("real GDP", 0, measures::output),
            measure("sales of small firms", 1, measures::small_sales),
        ],
    ),
    test(
        "E4",
        "online_government",
        A1,
        NONE,
        &[
            measure("benefits by need", 1, measures::transfer_mix),
            measure("Gini of income", -1, measures::gini),
            measure("poverty", -1, measures::poverty),
        ],
    ),
    test(
        "E2",
        "online_healthcare",
        A1,
        NONE,
        &[
            measure("spending on health", 0, measures::health_sales),
            measure("real GDP", 1, measures::output),
        ],
    ),
    test(
        "E5",
        "online_culture",
        A1,
        NONE,
        &[
            measure("sales of culture", -1, measures::culture_sales),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "E6",
        "online_governance",
        A1,
        NONE,
        &[
            measure("violation", -1, measures::violation),
            measure("wages withheld", -1, measures::arrears),
        ],
    ),
    test(
        "G1",
        "data_monopoly",
        &["permeability", "industrial_digitisation", "data_value"],
        NONE,
        &[
            measure("data out of reach", 1, measures::closure),
            measure("precision", -1, measures::precision),
            measure("ease of entry", -1, measures::entry),
            measure("real GDP", -1, measures::output),
        ],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        &["permeability", "gig_economy"],
        NONE,
        &[
            measure("pay over net wage", -1, measures::gig_pay),
            measure("gig share", 0, measures::gig_share),
        ],
    ),
    test(
        "G3",
        "employment_substitution",
        A1,
        NONE,
        &[
            measure("real GDP", 1, measures::output),
            measure("labour share", -1, measures::labour_share),
            measure("employment", 0, measures::employment),
            measure("Gini of income", 0, measures::gini),
        ],
    ),
    test(
        "G4",
        "digital_divide",
        A1,
        NONE,
        &[
            measure("online persons", -1, measures::online),
            measure("coverage of the poor", -1, measures::coverage_of_poor),
            measure("spread of use", 1, measures::spread_of_use),
            measure("Gini of income", 0, measures::gini),
        ],
    ),
    test(
        "H1",
        "strategy_infrastructure",
        ALL,
        NONE,
        &[
            measure("network", 1, measures::network),
            measure("adoption", 1, measures::adoption),
            measure("real GDP", 1, measures::output),
        ],
    ),
    test(
        "H2",
        "strategy_core_technology",
        ALL,
        NONE,
        &[
            measure("dependence on imports", -1, measures::core_imports),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "H3",
        "strategy_data_authorisation",
        ALL,
        &[("data_monopoly.strength", "1")],
        &[
            measure("precision", 1, measures::precision),
            measure("real GDP", 1, measures::output),
            measure("users of a set of data", 1, measures::data_users),
        ],
    ),
    test(
        "H4",
        "strategy_application_scenarios",
        ALL,
        NONE,
        &[
            measure("adoption", 1, measures::adoption),
            measure("real GDP", 0, measures::output),
            measure("lag of adoption", -1, measures::adoption_lag),
        ],
    ),
    test(
        "H6",
        "strategy_ecosystem",
        ALL,
        NONE,
        &[
            measure("own productivity", 1, measures::own_productivity),
            measure("ease of entry", 1, measures::entry),
            measure("real GDP", 1, measures::output),
        ],
    ),
    test(
        "I1",
        "strategy_shared_ownership",
        ALL,
        NONE,
        &[
            measure("dividends by register", 1, measures::register_dividends),
            measure("Gini of income", -1, measures::gini),
            measure("investment of platforms", 0, measures::platform_investment),
        ],
    ),
    test(
        "I2",
        "strategy_three_distributions",
        ALL,
        NONE,
        &[
            measure("taxes and gifts moved", 1, measures::moved),
            measure("Gini of income", -1, measures::gini),
            measure("employment", 0, measures::employment),
        ],
    ),
    test(
        "I3",
        "strategy_government_market",
        ALL,
        NONE,
        &[
            measure("ease of entry", 1, measures::entry),
            measure("dispersion of output per worker", -1, measures::dispersion),
            measure("real GDP", 1, measures::output),
        ],
    ),
    test(
        "I4",
        "strategy_trust_security",
        ALL,
        NONE,
        &[
            measure("losses over consumption", 0, measures::losses),
            measure("real GDP", 0, measures::output),
            measure("precision", -1, measures::precision),
            measure("Gini of income", -1, measures::gini),
        ],
    ),
    test(
        "A3",
        "substitutability",
        A1,
        &[("substitutability.ict_price_decline", "0")],
        &[
            measure("real GDP, prices at rest", NULL, measures::output),
            measure("labour share, prices at rest", NULL, measures::labour_share),
        ],
    ),
    test(
        "B4",
        "digital_governance",
        A1,
        NONE,
        &[measure(
            "sales of small firms, first two years",
            -1,
            measures::small_sales,
        )],
    )
    .after_quarters(8),
    test(
        "C4",
        "expected_economy",
        A1,
        &[("expected_economy.reading", "valuation")],
        &[
            measure("investment, valuation", 1, measures::investment),
            measure("exits, valuation", 1, measures::exits),
            measure(
                "wealth of the top tenth, valuation",
                1,
                measures::wealth_of_top,
            ),
        ],
    ),
    test(
        "E3",
        "online_finance",
        A1,
        &[("online_finance.reading", "over_borrowing")],
        &[
            measure("exits, bank too sure", 1, measures::exits),
            measure("loans over GDP, bank too sure", 0, measures::credit),
        ],
    ),
    test(
        "F1",
        "public_services_supply",
        A1,
        NONE,
        &[
            measure("public purchases", 1, measures::public_purchases),
            measure("real GDP", 0, measures::output),
        ],
    ),
    test(
        "H2",
        "strategy_core_technology",
        ALL,
        &[("strategy_core_technology.available", "0.5")],
        &[
            measure(
                "own productivity, supply cut",
                1,
                measures::own_productivity,
            ),
            measure("real GDP, supply cut", 0, measures::output),
        ],
    ),
    test(
        "I3",
        "strategy_government_market",
        ALL,
        NONE,
        &[measure("exits, first year", 1, measures::exits)],
    )
    .after_quarters(4),
];
