//! `economy.toml`: scalars with what is known about them, notes to columns, publications.
//!
//! # Source
//! Long run, §3, §4, §5, §6.3; the sections and keys are those of the folder format.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::areas::{Areas, KINDS, unemployment};
use crate::error::Error;
use crate::folder::{Status, Table};
use crate::opening::Opening;
use crate::research::Research;
use crate::rounding::{decimals, significant};
use crate::scalars::{self, four_quarters};
use crate::sources::SOURCES;
use crate::use_table::{DWELLINGS, UseTable};

use Status::{Assumed, Derived, Prototype, Recalled, Verified};

/// What a scalar is.
enum Value {
    /// A number.
    Number(f64),
    /// A switch.
    Switch(bool),
    /// A word.
    Word(&'static str),
    /// Something else, as it is written.
    Literal(&'static str),
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

/// A scalar of the document.
struct Scalar {
    key: &'static str,
    value: Value,
    status: Status,
    source: &'static str,
    note: &'static str,
}

/// A section of the document.
struct Section {
    name: &'static str,
    scalars: Vec<Scalar>,
}

fn scalar(
    key: &'static str,
    value: impl Into<Value>,
    status: Status,
    source: &'static str,
    note: &'static str,
) -> Scalar {
    Scalar {
        key,
        value: value.into(),
        status,
        source,
        note,
    }
}

fn assumed(key: &'static str, value: f64, note: &'static str) -> Scalar {
    scalar(key, value, Assumed, "own", note)
}

/// The document and its numbers by status.
pub struct Document {
    /// The text.
    pub text: String,
    /// Scalars by status.
    pub counts: BTreeMap<Status, usize>,
}

/// Everything that scalars are read off.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The research tables.
    pub research: &'a Research,
    /// The use table.
    pub use_table: &'a UseTable,
    /// The areas.
    pub areas: &'a Areas,
    /// The opening accounts.
    pub opening: &'a Opening,
}

/// Writes the document.
///
/// # Errors
/// A national fact that is missing.
pub fn document(inputs: Inputs<'_>, tables: &[Table]) -> Result<Document, Error> {
    let mut text = String::from(HEADER);
    let mut counts = BTreeMap::new();
    for section in sections(inputs)? {
        if section.name != "economy" {
            let _ = writeln!(text, "\n[{}]", section.name);
        }
        for scalar in section.scalars {
            *counts.entry(scalar.status).or_insert(0) += 1;
            write_scalar(&mut text, &scalar);
        }
    }
    for table in tables {
        if table.columns.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n[tables.{}]", table.name);
        for column in &table.columns {
            let _ = write!(
                text,
                "{} = {{ unit = \"{}\", status = \"{}\", source = \"{}\"",
                column.name,
                column.unit,
                column.status.word(),
                column.source
            );
            if !column.note.is_empty() {
                let _ = write!(text, ", note = \"{}\"", column.note);
            }
            text.push_str(" }\n");
        }
    }
    for source in SOURCES {
        let _ = write!(
            text,
            "\n[sources.{}]\ncitation = \"{}\"\nlicence = \"{}\"\nvintage = \"{}\"\n",
            source.id, source.citation, source.licence, source.vintage
        );
    }
    Ok(Document { text, counts })
}

const HEADER: &str = "\
# Written by data/builder from research tables that are not redistributed; see README.md beside this file.
# The format is described in docs/economies.md.
format = 1

[economy]
name = \"china-2022\"
title = \"China, 2022: 31 provinces, town and countryside, 21 industries\"
opening = 2022
currency = \"CNY\"
money_unit = \"billion yuan\"
rules = \"b2\"
";

fn write_scalar(text: &mut String, scalar: &Scalar) {
    let _ = write!(text, "{} = {{ value = ", scalar.key);
    // Writing to a string cannot fail.
    let _ = match scalar.value {
        Value::Number(value) => write!(text, "{value}"),
        Value::Switch(on) => write!(text, "{on}"),
        Value::Word(word) => write!(text, "\"{word}\""),
        Value::Literal(literal) => write!(text, "{literal}"),
    };
    let (status, source) = (scalar.status.word(), scalar.source);
    let _ = write!(text, ", status = \"{status}\", source = \"{source}\"");
    if !scalar.note.is_empty() {
        let _ = write!(text, ", note = \"{}\"", scalar.note);
    }
    text.push_str(" }\n");
}

fn sections(inputs: Inputs<'_>) -> Result<Vec<Section>, Error> {
    let mut sections = vec![
        economy(inputs)?,
        taxes(inputs),
        households(inputs),
        firms(inputs),
        bank(),
        trend(),
        shocks(),
        population(inputs)?,
    ];
    sections.extend(closure(inputs));
    sections.push(geography());
    sections.push(people(inputs)?);
    Ok(sections)
}

fn economy(inputs: Inputs<'_>) -> Result<Section, Error> {
    let persons = inputs.research.fact("population")?;
    let households = persons / inputs.research.fact("household_size_2020")?;
    let scalars = vec![
        scalar(
            "households_thousand",
            (1000.0 * households).round(),
            Derived,
            "nbs_communique_2022",
            "population over the mean household size of the census of 2020, 2.62",
        ),
        assumed(
            "default_scale",
            38_500.0,
            "14 000 households run in seconds",
        ),
        assumed("population_seed", 1.0, "any seed will do"),
        assumed(
            "government_entities_per_firm",
            0.04,
            "about one per area at the default scale",
        ),
        assumed("foreign_buyers_per_firm", 0.04, "one per 25 firms"),
    ];
    Ok(Section {
        name: "economy",
        scalars,
    })
}

fn taxes(inputs: Inputs<'_>) -> Section {
    let rates = inputs.opening.rates;
    let inside = "inside the producer prices of the table: a rate above 0 would count it twice";
    Section {
        name: "taxes",
        scalars: vec![
            scalar(
                "income",
                significant(rates.income, 4),
                Derived,
                "mof_2022",
                "1 492.3 billion (recalled) over wages net of contributions and dividends; flat",
            ),
            scalar(
                "corporate",
                significant(rates.corporate, 4),
                Derived,
                "mof_2022",
                "4 369.0 billion over positive profits of the opening, the bank included",
            ),
            scalar("value_added", 0.0, Assumed, "nbs_io_2020", inside),
            scalar(
                "employer_contributions",
                scalars::EMPLOYER_CONTRIBUTIONS,
                Assumed,
                "statute",
                "with those of employees about 7.0 trillion of contributions; statutory rates are higher",
            ),
            scalar(
                "employee_contributions",
                scalars::EMPLOYEE_CONTRIBUTIONS,
                Assumed,
                "statute",
                "as employers'",
            ),
            scalar("exports", 0.0, Assumed, "nbs_io_2020", inside),
            scalar("housing_investment", 0.0, Assumed, "nbs_io_2020", inside),
            scalar(
                "government_consumption",
                0.0,
                Assumed,
                "nbs_io_2020",
                inside,
            ),
            scalar(
                "products_share",
                scalars::PRODUCTS_SHARE,
                Assumed,
                "mof_2022",
                "by the list of taxes (recalled)",
            ),
        ],
    }
}

fn households(inputs: Inputs<'_>) -> Section {
    let table = inputs.use_table;
    let income = decimals(inputs.opening.disposable_income, 1);
    let consumption = table.total(0) + table.total(1);
    let rates = inputs.opening.rates;
    let net = (1.0 - rates.income) * (1.0 - scalars::EMPLOYEE_CONTRIBUTIONS);
    let benefit = scalars::REPLACEMENT * scalars::REPLACEMENT_COVERAGE * net;
    Section {
        name: "households",
        scalars: vec![
            scalar(
                "consumption_propensity",
                significant(consumption / income, 6),
                Derived,
                "nbs_yearbook_2023",
                "household columns of the use table over disposable income",
            ),
            scalar(
                "housing_propensity",
                significant(table.total(DWELLINGS) / income, 6),
                Derived,
                "own",
                "dwellings, 8 % of GDP (assumed), over disposable income",
            ),
            assumed(
                "propensity_elasticity",
                -0.2,
                "the poor save less; survey saving is 38.3 % in towns, 17.4 % in the countryside",
            ),
            assumed(
                "replacement_rate",
                significant(benefit, 4),
                "40 % of the last net wage, paid to half the unemployed",
            ),
            scalar(
                "social_benefits",
                scalars::SOCIAL_BENEFITS,
                Recalled,
                "mohrss_2022",
                "7.5 % of GDP, from memory",
            ),
            assumed(
                "disposable_income",
                income,
                "56.5 % of GDP, at which wages, payouts and recorded benefits leave almost nothing to add; the accounts have about 60 % (recalled)",
            ),
        ],
    }
}

fn firms(inputs: Inputs<'_>) -> Section {
    let sheets = &inputs.opening.sheets;
    let profit: f64 = sheets.iter().map(|sheet| sheet.profit.max(0.0)).sum();
    let paid: f64 = sheets
        .iter()
        .map(|sheet| sheet.payout * sheet.profit.max(0.0))
        .sum();
    Section {
        name: "firms",
        scalars: vec![
            scalar(
                "dividend_payout",
                significant(paid / profit, 4),
                Derived,
                "own",
                "mean of the payouts by industry that keep loans and cash in step with growth",
            ),
            scalar(
                "loan_repayment",
                0.2,
                Assumed,
                "poledna_2023",
                "5 % a quarter",
            ),
            scalar(
                "capacity_use",
                scalars::CAPACITY_USE,
                Assumed,
                "poledna_2023",
                "",
            ),
            assumed(
                "input_use",
                scalars::INPUT_USE,
                "stock of 1.05 quarters; at 0.85 its growth alone would need 2 % of GDP",
            ),
            assumed(
                "minimum_margin",
                scalars::MINIMUM_MARGIN,
                "mixed income is booked as wages; nine industries are below",
            ),
        ],
    }
}

fn bank() -> Section {
    Section {
        name: "bank",
        scalars: vec![
            scalar(
                "policy_rate",
                scalars::POLICY_RATE,
                Recalled,
                "pbc_statistics",
                "short rates of 2022",
            ),
            scalar(
                "lending_margin",
                scalars::LENDING_MARGIN,
                Recalled,
                "pbc_statistics",
                "lending rate of 4.2 %",
            ),
            scalar(
                "public_debt_rate",
                scalars::PUBLIC_DEBT_RATE,
                Recalled,
                "pbc_statistics",
                "government bonds of 2022",
            ),
            scalar("capital_requirement", 0.03, Assumed, "poledna_2023", ""),
            scalar("loan_to_value", 0.6, Assumed, "poledna_2023", ""),
            scalar("loan_after_bankruptcy", 0.5, Assumed, "poledna_2023", ""),
            scalar("policy_smoothing", 0.8, Assumed, "taylor_1993", ""),
            scalar("reaction_inflation", 0.5, Assumed, "taylor_1993", ""),
            scalar("reaction_growth", 0.25, Assumed, "taylor_1993", ""),
        ],
    }
}

fn trend() -> Section {
    Section {
        name: "trend",
        scalars: vec![
            assumed(
                "productivity_growth",
                four_quarters(scalars::PRODUCTIVITY_GROWTH),
                "4.5 % a year compounded, as four times its quarterly rate; growth of the early 2020s",
            ),
            assumed(
                "final_productivity_growth",
                four_quarters(scalars::FINAL_PRODUCTIVITY_GROWTH),
                "2 % a year compounded",
            ),
            assumed("convergence_years", scalars::CONVERGENCE_YEARS, "scenario"),
            scalar(
                "labour_force_growth",
                four_quarters(scalars::LABOUR_FORCE_GROWTH),
                Recalled,
                "nbs_population_2022",
                "-0.4 % a year compounded: ageing",
            ),
            scalar(
                "inflation",
                four_quarters(scalars::INFLATION),
                Verified,
                "nbs_communique_2022",
                "consumer prices of 2022, 2 % a year compounded",
            ),
            assumed(
                "cycle_amplitude",
                0.01,
                "history by formula; only for the base rules",
            ),
            assumed(
                "cycle_years",
                5.0,
                "history by formula; only for the base rules",
            ),
        ],
    }
}

fn shocks() -> Section {
    let austria = "Austrian value; no quarterly series of China in the tables";
    let at = |key, value: f64| scalar(key, value, Assumed, "poledna_2023", austria);
    Section {
        name: "shocks",
        scalars: vec![
            at("government_persistence", 0.8),
            at("government_sd", 0.011),
            at("exports_persistence", 0.8),
            at("exports_sd", 0.02),
            at("imports_persistence", 0.8),
            at("imports_sd", 0.021),
            at("world_output_persistence", 1.0),
            at("world_output_sd", 0.007),
            at("world_inflation_persistence", 0.4),
            at("world_inflation_sd", 0.0025),
            assumed("world_growth", four_quarters(0.03), "3 % a year compounded"),
            assumed(
                "world_inflation",
                four_quarters(0.02),
                "2 % a year compounded",
            ),
            Scalar {
                key: "correlation",
                value: Value::Literal("[[1, 0.79, 0.71], [0.79, 1, 0.83], [0.71, 0.83, 1]]"),
                status: Assumed,
                source: "poledna_2023",
                note: "of the Austrian covariance of world output, exports and imports",
            },
        ],
    }
}

fn population(inputs: Inputs<'_>) -> Result<Section, Error> {
    let force = |kind: usize| -> f64 {
        let rows = inputs.areas.rows.iter().enumerate();
        let jobs: f64 = rows
            .filter(|(_, area)| area.kind == kind)
            .map(|(at, _)| inputs.areas.jobs.of_area(at))
            .sum();
        jobs / (1.0 - unemployment(kind))
    };
    let forces: Vec<f64> = (0..KINDS.len()).map(force).collect();
    let urban = forces[0] / forces.iter().sum::<f64>();
    let rate = |id: &str| {
        inputs
            .research
            .fact(id)
            .map(|rate| decimals(rate / 1000.0, 5))
    };
    let scalars = vec![
        scalar(
            "unemployment_urban",
            scalars::UNEMPLOYMENT_URBAN,
            Verified,
            "nbs_communique_2022",
            "survey, end of 2022",
        ),
        assumed(
            "unemployment_rural",
            scalars::UNEMPLOYMENT_RURAL,
            "no survey rate is published",
        ),
        scalar(
            "urban_share",
            decimals(urban, 4),
            Derived,
            "nbs_communique_2022",
            "urban jobs over one minus unemployment",
        ),
        scalar(
            "birth_rate",
            rate("birth_rate")?,
            Verified,
            "nbs_communique_2022",
            "",
        ),
        scalar(
            "death_rate",
            rate("death_rate")?,
            Verified,
            "nbs_communique_2022",
            "",
        ),
    ];
    Ok(Section {
        name: "population",
        scalars,
    })
}

/// Settings of the long-run rules that belong to this economy.
fn closure(inputs: Inputs<'_>) -> Vec<Section> {
    let rates = inputs.opening.rates;
    let prototype =
        |key, value: f64, note| scalar(key, value, Prototype, "commonweal_prototype", note);
    let section = |name, scalars| Section { name, scalars };
    vec![
        section(
            "closure.opening_room",
            vec![Scalar {
                key: "on",
                value: Value::Switch(false),
                status: Derived,
                source: "nbs_io_2020",
                note: "capital formation of the table already holds net investment",
            }],
        ),
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
                    0.5,
                    "chosen on the productivity probe itself",
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
            "closure.arrears",
            vec![assumed(
                "share",
                0.10,
                "of wages withheld by a refinanced firm; the commonest labour violation, no share found",
            )],
        ),
    ]
}

fn geography() -> Section {
    Section {
        name: "geography",
        scalars: vec![
            assumed(
                "urban_rural_distance",
                0.5,
                "hops between town and countryside",
            ),
            assumed(
                "transport_rate",
                0.10,
                "largest margin on goods, 0.05 to 0.20; 0 on services",
            ),
            assumed(
                "transport_reach",
                3.0,
                "hops over which the margin reaches two thirds of it",
            ),
            assumed("transport_rural", 1.5, "factor into the countryside"),
            assumed("commuting_share", 0.10, "vacancies filled from other areas"),
            assumed("commuting_decay", 2.0, "per hop"),
            assumed("migration_openness", 1.0, "1 is today's"),
            assumed("migration_decay", 0.35, "per hop"),
            assumed(
                "migration_young",
                1.5,
                "propensity with a head aged 16 to 34",
            ),
            assumed("migration_middle", 1.0, "with a head aged 35 to 59"),
            assumed("migration_old", 0.3, "with a head aged 60 or more"),
            assumed("migration_largest", 0.02, "hazard per quarter, at most"),
        ],
    }
}

fn people(inputs: Inputs<'_>) -> Result<Section, Error> {
    let research = inputs.research;
    let survey = research.fact("disp_income")? * research.fact("population")? / 1000.0;
    let (online_urban, online_old) = inputs.areas.online;
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
            "survey_income",
            survey.round(),
            Derived,
            "nbs_income_2022",
            "billion yuan: mean by population",
        ),
        assumed(
            "missing_top",
            3300.0,
            "billion yuan that the law above the 98th percentile adds",
        ),
        scalar(
            "income_sd_urban",
            0.62,
            Derived,
            "nbs_income_groups_2022",
            "of logs inside an area; fitted to quintiles and Gini",
        ),
        scalar(
            "income_sd_rural",
            0.72,
            Derived,
            "nbs_income_groups_2022",
            "of logs inside an area; fitted to quintiles and Gini",
        ),
        scalar(
            "top_percentile",
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
        assumed(
            "household_size_elasticity",
            -0.10,
            "of size with respect to income",
        ),
        scalar(
            "wealth_exponent",
            scalars::WEALTH_TAIL,
            Recalled,
            "ding_wang_2007",
            "inside 1.76 to 2.29, which is verified",
        ),
        assumed(
            "wealth_income_copula",
            0.6,
            "rank correlation of wealth and income",
        ),
        assumed(
            "education_income_copula",
            0.5,
            "of income and the best education in the household",
        ),
        assumed(
            "wage_income_copula",
            0.7,
            "of income and the wage of the job",
        ),
        assumed("skill_low", 0.8, "human capital, mean 1"),
        assumed("skill_middle", 1.0, ""),
        assumed("skill_high", 1.4, ""),
        assumed("skill_sd", 0.2, "of logs"),
        assumed("skill_return", 0.9, "about 9 % per year of schooling"),
        assumed("efficiency_persistence", 0.98, "per quarter"),
        assumed(
            "hiring_by_education",
            0.7,
            "chance that the wanted education is drawn first",
        ),
        assumed("founder_share", 0.6, "of dividends that go to households"),
        assumed(
            "foreign_share",
            scalars::FOREIGN_SHARE,
            "of dividends; no data",
        ),
        scalar(
            "pension_urban",
            43_200.0,
            Recalled,
            "mohrss_2022",
            "yuan per year and person of 60 and more, where it is paid",
        ),
        assumed("pension_urban_coverage", 0.75, ""),
        scalar(
            "pension_rural",
            2_460.0,
            Recalled,
            "mohrss_2022",
            "yuan per year and person of 60 and more",
        ),
        assumed(
            "regional_wage_damping",
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
        scalar(
            "online_urban",
            decimals(online_urban, 4),
            Derived,
            "cnnic_51",
            "log-odds; met to the national gap of 21.2 points",
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
        scalar(
            "online_old",
            decimals(online_old, 4),
            Derived,
            "cnnic_49",
            "log-odds of 60 and more; met to 43.2 % in 2021",
        ),
        assumed(
            "mortality_0_15",
            0.0001,
            "per quarter, before scaling to the death rate",
        ),
        assumed(
            "mortality_16_34",
            0.0002,
            "per quarter, before scaling to the death rate",
        ),
        assumed(
            "mortality_35_59",
            0.0008,
            "per quarter, before scaling to the death rate",
        ),
        assumed(
            "mortality_60",
            0.0085,
            "per quarter, before scaling to the death rate",
        ),
    ];
    Ok(Section {
        name: "people",
        scalars,
    })
}
