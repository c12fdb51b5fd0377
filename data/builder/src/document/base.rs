//! The scalars of the sections that every economy has.

use super::{Inputs, Scalar, Section, Value, assumed, scalar};
use crate::areas::{KINDS, unemployment};
use crate::error::Error;
use crate::folder::Status::{Assumed, Derived, Recalled, Verified};
use crate::rounding::{decimals, significant};
use crate::scalars::{self, four_quarters};
use crate::use_table::DWELLINGS;

/// All of them, in the order of the file.
pub(super) fn sections(inputs: Inputs<'_>) -> Result<Vec<Section>, Error> {
    Ok(vec![
        economy(inputs)?,
        taxes(inputs),
        households(inputs),
        firms(inputs),
        bank(),
        trend(),
        shocks(),
        population(inputs)?,
    ])
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
