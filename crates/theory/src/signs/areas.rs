//! The sign tests of town and country: rows.
//!
//! # Source
//! Digital economy, §4.D, §4.E and §4.F, column *Test*.

use super::measures::places;
use super::{A1, ALL, NONE, NULL, SignTest, measure, test};

/// Tests of concepts that act on places.
pub(super) const TESTS: &[SignTest] = &[
    test(
        "C7",
        "space_economy",
        ALL,
        NONE,
        &[
            measure(
                "share of vacancies for work from afar",
                1,
                places::work_from_afar,
            ),
            measure("hires from afar in a quarter", 0, places::remote_hires),
            measure("distance of purchases", 1, places::distance_bought),
            measure("prices of remote areas", -1, places::remote_prices),
            measure("rural share of sales", 0, places::rural_sales),
        ],
    ),
    test(
        "D1",
        "equality",
        ALL,
        NONE,
        &[
            measure("rural cost of living", -1, places::cost_of_living),
            measure("rural price gap", 0, places::price_gap),
            measure(
                "gain of rich areas over that of poor ones",
                1,
                places::gain_of_rich_areas,
            ),
        ],
    ),
    test(
        "E1",
        "online_education",
        A1,
        NONE,
        &[
            measure("skill of rural entrants", 1, places::taught),
            measure("skill of the rural workforce", 1, places::learned),
            measure("skill gap of the young", -1, places::entrant_skill_gap),
        ],
    ),
    test(
        "E1",
        "online_education",
        A1,
        &[("online_education.displaces_class", "1")],
        &[
            measure(
                "skill of rural entrants, class displaced",
                NULL,
                places::taught,
            ),
            measure(
                "skill of the rural workforce, class displaced",
                NULL,
                places::learned,
            ),
        ],
    ),
    test(
        "E2",
        "online_healthcare",
        A1,
        NONE,
        &[measure("gap of lost days", -1, places::lost_days_gap)],
    ),
    test(
        "E5",
        "online_culture",
        A1,
        NONE,
        &[measure(
            "gap of access to culture",
            -1,
            places::culture_access_gap,
        )],
    ),
    test(
        "F2",
        "rural_prosperity",
        ALL,
        NONE,
        &[
            measure("rural cost of living", -1, places::cost_of_living),
            measure("ease of rural entry", 1, places::rural_entry),
            measure("producers' income", NULL, places::producers_income),
        ],
    ),
    test(
        "A1",
        "permeability",
        ALL,
        NONE,
        &[
            measure(
                "spread of adoption, first two years",
                0,
                places::spread_of_adoption,
            ),
            measure(
                "urban less rural use, first two years",
                1,
                places::online_gap,
            ),
        ],
    )
    .after_quarters(8),
    test(
        "A1",
        "permeability",
        ALL,
        NONE,
        &[
            measure("spread of adoption", 0, places::spread_of_adoption),
            measure("urban less rural use", 0, places::online_gap),
        ],
    ),
    test(
        "B1",
        "digital_industrialisation",
        A1,
        NONE,
        &[measure(
            "eastern share of the core",
            1,
            places::eastern_share,
        )],
    ),
    test(
        "C5",
        "tail_economy",
        A1,
        NONE,
        &[measure(
            "value of variety, urban less rural",
            1,
            places::variety_gap,
        )],
    ),
    test(
        "F1",
        "public_services_supply",
        A1,
        NONE,
        &[
            measure("spread of services", -1, places::spread_of_services),
            measure("skill of rural entrants", 1, places::taught),
        ],
    ),
    test(
        "H1",
        "strategy_infrastructure",
        ALL,
        NONE,
        &[measure(
            "gap of coverage, by need",
            -1,
            places::coverage_gap,
        )],
    ),
    test(
        "H1",
        "strategy_infrastructure",
        ALL,
        &[("strategy_infrastructure.placement", "0")],
        &[measure(
            "gap of coverage, by demand",
            1,
            places::coverage_gap,
        )],
    ),
];
