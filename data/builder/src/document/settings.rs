//! Settings of the long-run rules, of the map and of the people that belong to this economy.

use super::{Inputs, Scalar, Section, Value, assumed, scalar};
use crate::folder::Status::{Assumed, Derived, Prototype, Recalled};
use crate::rounding::significant;
use crate::scalars;

/// All of them, in the order of the file.
pub(super) fn sections(inputs: Inputs<'_>) -> Vec<Section> {
    let mut sections = closure(inputs);
    sections.push(geography());
    sections.push(people());
    sections
}

/// Settings of the long-run rules that belong to this economy.
#[expect(clippy::too_many_lines, reason = "one list, read in one piece")]
fn closure(inputs: Inputs<'_>) -> Vec<Section> {
    let rates = inputs.opening.rates;
    let prototype =
        |key, value: f64, note| scalar(key, value, Prototype, "commonweal_prototype", note);
    let section = |name, scalars| Section { name, scalars };
    vec![
        section(
            "closure.net_investment",
            vec![prototype(
                "rate_reaction",
                0.3,
                "0.1 lets single seeds reach full employment",
            )],
        ),
        section(
            "closure.wage_curve",
            vec![scalar(
                "elasticity",
                0.05,
                Prototype,
                "blanchflower_oswald_1994",
                "lower end of 0.05 to 0.15: demand is led by wages",
            )],
        ),
        section(
            "closure.fiscal_rule",
            vec![
                Scalar {
                    key: "opening_balance",
                    value: Value::Word("given"),
                    status: Derived,
                    source: "commonweal_prototype",
                    note: "the opening accounts leave a deficit of 5.8 % of GDP, land fees counted as revenue",
                },
                Scalar {
                    key: "opening_transfers",
                    value: Value::Word("residual"),
                    status: Assumed,
                    source: "own",
                    note: "disposable income is what is stated; other transfers are what it leaves",
                },
                prototype("debt_reaction", 0.15, "the debt path hardly depends on it"),
                prototype("unemployment_reaction", 1.0, ""),
            ],
        ),
        section(
            "closure.trade",
            vec![
                Scalar {
                    key: "closure",
                    value: Value::Word("open"),
                    status: Prototype,
                    source: "commonweal_prototype",
                    note: "every headline is published under both",
                },
                prototype("export_productivity", 0.5, "1 overshoots"),
                prototype(
                    "import_productivity",
                    0.0,
                    "chosen on the productivity probe itself, decision 0009",
                ),
                assumed("export_price", 0.5, ""),
                assumed("import_price", 0.5, ""),
                prototype(
                    "import_demand",
                    1.0,
                    "without it one boom lowers unemployment for good",
                ),
                prototype("position_reaction", 0.1, "only with the other closure"),
            ],
        ),
        section(
            "closure.policy_rate",
            vec![prototype(
                "real_rate_shift",
                0.0,
                "the rule rests at its opening value",
            )],
        ),
        section(
            "closure.public_revenue",
            vec![
                scalar(
                    "profit_fee",
                    significant(rates.profit_fee, 4),
                    Derived,
                    "mof_2022",
                    "non-tax revenue of 3.71 trillion over positive profits, the bank included",
                ),
                scalar(
                    "firm_land_fee",
                    significant(rates.firm_land_fee, 4),
                    Derived,
                    "mof_funds_2022",
                    "a third (assumed) of 6.69 trillion (recalled) over construction bought for investment",
                ),
                scalar(
                    "household_land_fee",
                    significant(rates.household_land_fee, 4),
                    Derived,
                    "mof_funds_2022",
                    "two thirds (assumed) of 6.69 trillion (recalled) over dwellings",
                ),
                Scalar {
                    key: "remittance",
                    value: Value::Switch(true),
                    status: Assumed,
                    source: "own",
                    note: "the central bank hands its profit over",
                },
            ],
        ),
        section(
            "closure.public_capital",
            vec![assumed(
                "wear",
                0.04,
                "of public capital per year, 3 to 6 %; keeps it in step with output",
            )],
        ),
        section(
            "closure.capital_transfers",
            vec![assumed(
                "owner_share",
                scalars::PUBLIC_OWNER,
                "from this share of the state on, it pays for its industries' growth",
            )],
        ),
        section(
            "closure.demography",
            vec![Scalar {
                key: "on",
                value: Value::Switch(true),
                status: Assumed,
                source: "own",
                note: "pensions together keep their share of trend output: decision 0018",
            }],
        ),
        section(
            "closure.rebalancing",
            vec![
                Scalar {
                    key: "rule",
                    value: Value::Word("consumption"),
                    status: Prototype,
                    source: "commonweal_prototype",
                    note: "household spending replaces investment that a declining trend frees",
                },
                prototype(
                    "firm_share",
                    0.72,
                    "jobs per yuan of firm investment over those of consumption",
                ),
                prototype(
                    "public_share",
                    1.0,
                    ".81 by jobs; with it unemployment drifts to 5.4 %",
                ),
            ],
        ),
        section(
            "closure.opening_finance",
            vec![
                Scalar {
                    key: "bank_payout",
                    value: Value::Word("stated"),
                    status: Assumed,
                    source: "own",
                    note: "the capital of the bank is then an outcome",
                },
                assumed("bank_share", 0.35, "of the bank's profit after tax"),
            ],
        ),
        section(
            "closure.ownership",
            vec![
                assumed(
                    "government",
                    1.0,
                    "the shares of industries.csv are in force",
                ),
                assumed("abroad", scalars::FOREIGN_SHARE, "of dividends; no data"),
            ],
        ),
        section(
            "online_governance",
            vec![assumed(
                "arrears_share",
                0.10,
                "of wages withheld by a refinanced firm; the commonest labour violation, no share found",
            )],
        ),
        section(
            "people.ownership",
            vec![assumed(
                "founder_share",
                0.6,
                "of dividends that go to households",
            )],
        ),
        section(
            "people.skill",
            vec![
                assumed(
                    "preference",
                    0.7,
                    "chance that the wanted education is drawn first",
                ),
                assumed("persistence", 0.98, "per quarter"),
            ],
        ),
        section(
            "people.migration",
            vec![
                assumed("openness", 1.0, "1 is today's"),
                scalar(
                    "pace",
                    0.0113,
                    Prototype,
                    "commonweal_prototype",
                    "expected on the prospects of the opening; the urban share then rises by 0.75 points a year in the first two, target 0.6 to 0.9 (recalled)",
                ),
                assumed("largest", 0.02, "hazard per quarter, at most"),
                assumed("distance_decay", 0.35, "per hop"),
            ],
        ),
    ]
}

fn geography() -> Section {
    Section {
        name: "geography",
        scalars: vec![
            assumed(
                "transport_margin",
                0.10,
                "largest margin on goods, 0.05 to 0.20; 0 on services",
            ),
            assumed("rural_factor", 1.5, "of the margin into the countryside"),
            assumed("commuting_share", 0.10, "vacancies filled from other areas"),
            assumed("commuting_decay", 2.0, "per hop"),
        ],
    }
}

#[expect(clippy::too_many_lines, reason = "one list, read in one piece")]
fn people() -> Section {
    let word = |key, value, note| Scalar {
        key,
        value: Value::Word(value),
        status: Assumed,
        source: "own",
        note,
    };
    let scalars = vec![
        word(
            "coverage",
            "uniform",
            "nothing says whom the survey misses below the top",
        ),
        word(
            "within_cell",
            "lognormal",
            "its dispersion is one number; dagum repairs the medians",
        ),
        scalar(
            "sigma_urban",
            0.62,
            Derived,
            "nbs_income_groups_2022",
            "of logs inside an area; fitted to quintiles and Gini",
        ),
        scalar(
            "sigma_rural",
            0.72,
            Derived,
            "nbs_income_groups_2022",
            "of logs inside an area; fitted to quintiles and Gini",
        ),
        scalar(
            "top_from",
            0.98,
            Derived,
            "nbs_gini",
            "where the Pareto law begins; fitted to the Gini",
        ),
        scalar(
            "top_exponent",
            scalars::WEALTH_TAIL,
            Assumed,
            "ding_wang_2007",
            "that of wealth",
        ),
        assumed("size_elasticity", -0.10, "of size with respect to income"),
        scalar(
            "wealth_exponent",
            scalars::WEALTH_TAIL,
            Recalled,
            "ding_wang_2007",
            "inside 1.76 to 2.29, which is verified",
        ),
        assumed(
            "wealth_copula",
            0.6,
            "rank correlation of wealth and income",
        ),
        assumed(
            "education_copula",
            0.5,
            "of income and the best education in the household",
        ),
        assumed("job_copula", 0.7, "of income and the wage of the job"),
        assumed("skill_low", 0.8, "human capital, mean 1"),
        assumed("skill_middle", 1.0, ""),
        assumed("skill_high", 1.4, ""),
        assumed("skill_sd", 0.2, "of logs"),
        assumed("skill_exponent", 0.9, "about 9 % per year of schooling"),
        scalar(
            "pension_urban",
            43_200.0,
            Recalled,
            "mohrss_2022",
            "yuan per year and person of 60 and more, where it is paid",
        ),
        assumed("pension_coverage_urban", 0.75, ""),
        scalar(
            "pension_rural",
            2_460.0,
            Recalled,
            "mohrss_2022",
            "yuan per year and person of 60 and more",
        ),
        assumed(
            "productivity_power",
            0.5,
            "power of relative value added per worker in the first wage",
        ),
        scalar(
            "saving_urban",
            0.383,
            Derived,
            "nbs_income_2022",
            "survey, urban stratum",
        ),
        scalar(
            "saving_rural",
            0.174,
            Derived,
            "nbs_income_2022",
            "survey, rural stratum",
        ),
        assumed(
            "online_middle",
            scalars::ONLINE_MIDDLE,
            "log-odds of middle over low education",
        ),
        assumed(
            "online_high",
            scalars::ONLINE_HIGH,
            "log-odds of high over low education",
        ),
    ];
    Section {
        name: "people",
        scalars,
    }
}
