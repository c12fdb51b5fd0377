//! `targets.csv`: what the opening is calibrated to (C) and what is held out (V).
//!
//! # Source
//! Long run, §5.2, §5.3, §5.5, §9; tolerances as stated there.

use crate::areas::Areas;
use crate::error::Error;
use crate::folder::{Column, Status, Table};
use crate::industry::DIGITAL_CORE;
use crate::opening::Opening;
use crate::research::Research;
use crate::rounding::significant;
use crate::scalars;

/// How far a target may be missed.
#[derive(Clone, Copy, Debug)]
enum Band {
    /// By this much, either way.
    Plus(f64),
    /// By this part of it, either way.
    Part(f64),
    /// Between these.
    Within(f64, f64),
}

/// A national fact as a target: id, concept, scope, fact, factor, unit, band, role, source, note.
struct FromFact(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    f64,
    &'static str,
    Band,
    char,
    &'static str,
    &'static str,
);

use Band::{Part, Plus, Within};

const YUAN: &str = "yuan per person and year";
const INCOME: &str = "nbs_income_2022";
const GROUPS: &str = "nbs_income_groups_2022";
const WEALTH: &str = "pbc_wealth_2019";

#[rustfmt::skip]
const FACTS: [FromFact; 44] = [
    FromFact("income_mean", "survey_income", "all", "disp_income", 1.0, YUAN, Part(0.005), 'C', INCOME, ""),
    FromFact("income_mean_urban", "survey_income", "urban stratum", "disp_income_urban", 1.0, YUAN, Part(0.005), 'C', INCOME, ""),
    FromFact("income_mean_rural", "survey_income", "rural stratum", "disp_income_rural", 1.0, YUAN, Part(0.005), 'C', INCOME, ""),
    FromFact("income_median", "survey_income", "all", "disp_income_median", 1.0, YUAN, Part(0.15), 'V', INCOME, ""),
    FromFact("income_median_urban", "survey_income", "urban stratum", "disp_income_median_urban", 1.0, YUAN, Part(0.15), 'V', INCOME, "a lognormal law is about 15 % below"),
    FromFact("income_median_rural", "survey_income", "rural stratum", "disp_income_median_rural", 1.0, YUAN, Part(0.18), 'V', INCOME, "a lognormal law is about 18 % below"),
    FromFact("income_quintile_1", "survey_income", "all, fifth of households 1", "quintile_q1", 1.0, YUAN, Part(0.05), 'C', GROUPS, "person-weighted mean of a fifth of households by income per head"),
    FromFact("income_quintile_2", "survey_income", "all, fifth of households 2", "quintile_q2", 1.0, YUAN, Part(0.05), 'C', GROUPS, ""),
    FromFact("income_quintile_3", "survey_income", "all, fifth of households 3", "quintile_q3", 1.0, YUAN, Part(0.05), 'C', GROUPS, ""),
    FromFact("income_quintile_4", "survey_income", "all, fifth of households 4", "quintile_q4", 1.0, YUAN, Part(0.05), 'C', GROUPS, ""),
    FromFact("income_quintile_5", "survey_income", "all, fifth of households 5", "quintile_q5", 1.0, YUAN, Part(0.05), 'C', GROUPS, ""),
    FromFact("gini_disposable_income", "disposable_income", "all, persons", "gini_income", 1.0, "index", Within(0.455, 0.475), 'C', "nbs_gini", "top restored"),
    FromFact("gini_consumption", "consumption", "all, persons", "gini_consumption_2016", 1.0, "index", Within(0.36, 0.41), 'V', "world_bank", "2016"),
    FromFact("top10_share", "attributed_national_income", "all, adults", "top10_income_share", 0.01, "share", Plus(0.05), 'V', "piketty_yang_zucman_2017", "2015, before tax"),
    FromFact("bottom50_share", "attributed_national_income", "all, adults", "bottom50_income_share", 0.01, "share", Plus(0.03), 'V', "piketty_yang_zucman_2017", "2015, before tax"),
    FromFact("source_wages", "survey_income", "all, share of wages", "inc_comp_wage", 0.0, "share", Plus(0.05), 'V', INCOME, "checked only"),
    FromFact("source_business", "survey_income", "all, share of net business income", "inc_comp_business", 0.0, "share", Plus(0.05), 'V', INCOME, "checked only"),
    FromFact("source_property", "survey_income", "all, share of net property income", "inc_comp_property", 0.0, "share", Plus(0.05), 'V', INCOME, "checked only"),
    FromFact("source_transfers", "survey_income", "all, share of net transfers", "inc_comp_transfer", 0.0, "share", Plus(0.05), 'V', INCOME, "checked only"),
    FromFact("consumption_mean", "survey_consumption", "all", "consumption", 1.0, YUAN, Part(0.02), 'C', INCOME, ""),
    FromFact("saving_urban", "survey_saving_rate", "urban stratum", "saving_rate_survey_urban", 0.01, "share", Plus(0.02), 'C', INCOME, ""),
    FromFact("saving_rural", "survey_saving_rate", "rural stratum", "saving_rate_survey_rural", 0.01, "share", Plus(0.02), 'C', INCOME, ""),
    FromFact("saving_accounts", "saving_rate", "households, national accounts", "saving_rate_hh_fof", 0.01, "share", Within(0.32, 0.38), 'V', "nbs_flow_of_funds", "2019"),
    FromFact("urbanisation", "urbanisation", "all", "urbanisation", 0.01, "share", Plus(0.005), 'C', "nbs_population_2022", "by residence"),
    FromFact("wealth_top1_share", "net_worth", "urban households", "wealth_net_top1", 0.01, "share", Plus(0.03), 'C', WEALTH, "2019"),
    FromFact("wealth_top10_share", "assets", "urban households", "wealth_assets_top10", 0.01, "share", Plus(0.03), 'C', WEALTH, "2019"),
    FromFact("wealth_top20_share", "assets", "urban households", "wealth_assets_top20", 0.01, "share", Plus(0.03), 'V', WEALTH, "2019"),
    FromFact("wealth_housing_share", "housing over assets", "urban households", "wealth_housing_share", 0.01, "share", Plus(0.05), 'V', WEALTH, "2019"),
    FromFact("gini_wealth", "net_worth", "all", "wealth_gini_cs_2021", 1.0, "index", Within(0.68, 0.75), 'C', "credit_suisse_2022", "the survey of 2012 gives .73"),
    FromFact("gini_wealth_survey", "net_worth", "all", "wealth_gini_pku", 1.0, "index", Within(0.68, 0.75), 'V', "pku_cfps_2014", "2012"),
    FromFact("labour_share", "compensation over value added", "all", "inc_labour_share_io", 0.01, "share", Plus(0.035), 'C', "nbs_io_2020", "2020, with mixed income; the margin floor and the repair of cash turn 2.3 pp of GDP of it into profit"),
    FromFact("employment_primary", "employment", "share of sector 1", "emp2022_primary_share", 0.01, "share", Plus(0.005), 'C', "mohrss_2022", ""),
    FromFact("employment_secondary", "employment", "share of sector 2", "emp2022_secondary_share", 0.01, "share", Plus(0.005), 'C', "mohrss_2022", ""),
    FromFact("employment_tertiary", "employment", "share of sector 3", "emp2022_tertiary_share", 0.01, "share", Plus(0.005), 'C', "mohrss_2022", ""),
    FromFact("employment", "employment", "all", "employment", 1000.0, "thousand persons", Part(0.005), 'C', "nbs_communique_2022", ""),
    FromFact("employment_urban", "employment", "urban", "employment_urban", 1000.0, "thousand persons", Part(0.005), 'C', "nbs_communique_2022", ""),
    FromFact("unemployment_urban", "unemployment_rate", "urban", "unemployment_end", 0.01, "share", Plus(0.005), 'C', "nbs_communique_2022", "survey, end of year"),
    FromFact("online_all", "internet_share", "all", "net_penetration", 0.01, "share", Plus(0.005), 'C', "cnnic_51", ""),
    FromFact("online_urban", "internet_share", "urban", "net_penetration_urban", 0.01, "share", Plus(0.005), 'C', "cnnic_51", "the gap to the countryside is met exactly"),
    FromFact("online_rural", "internet_share", "rural", "net_penetration_rural", 0.01, "share", Plus(0.005), 'C', "cnnic_51", "the gap to towns is met exactly"),
    FromFact("online_old", "internet_share", "60 and more", "net_elderly_2021", 0.01, "share", Plus(0.01), 'C', "cnnic_49", "2021"),
    FromFact("online_goods", "online share of purchases", "goods", "online_retail_goods_share", 0.01, "share", Within(0.25, 0.29), 'C', "nbs_retail_2022", ""),
    FromFact("gdp", "gross domestic product", "all", "gdp", 1.0, "billion yuan per year", Part(0.001), 'C', "nbs_communique_2022", "preliminary vintage"),
    FromFact("inflation", "consumer prices", "all", "cpi", 0.01, "fraction per year", Plus(0.01), 'C', "nbs_communique_2022", ""),
];

/// Digits of values.
const DIGITS: usize = 5;

/// The table.
///
/// # Errors
/// A national fact that is missing.
pub fn targets(research: &Research, areas: &Areas, opening: &Opening) -> Result<Table, Error> {
    let mut rows = Vec::new();
    for target in FACTS {
        let FromFact(id, concept, scope, fact, factor, unit, band, role, source, note) = target;
        // Sources of income are stated in yuan; a factor of 0 asks for the share.
        let value = if factor == 0.0 {
            research.fact(fact)? / research.fact("disp_income")?
        } else {
            factor * research.fact(fact)?
        };
        let status = Status::of_research(research.national.text(fact, "status")?);
        rows.push(row(
            id,
            [concept, scope, unit],
            value,
            band,
            role,
            status,
            [source, note],
        ));
    }
    rows.extend(computed(research, areas, opening)?);
    let columns = [
        ("value", "as in column unit"),
        ("low", "as in column unit"),
        ("high", "as in column unit"),
    ];
    Ok(Table {
        name: "targets",
        header: [
            "id", "concept", "scope", "value", "unit", "low", "high", "role", "status", "source",
            "note",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
        columns: columns
            .map(|(name, unit)| Column {
                name: name.to_owned(),
                unit,
                status: Status::Derived,
                source: "own",
                note: if name == "value" {
                    String::new()
                } else {
                    "tolerance, stated by the long-run specification".to_owned()
                },
            })
            .to_vec(),
    })
}

/// Targets that follow from several facts, or that are no fact at all.
#[expect(clippy::too_many_lines, reason = "one list, read in one piece")]
fn computed(
    research: &Research,
    areas: &Areas,
    opening: &Opening,
) -> Result<Vec<Vec<String>>, Error> {
    let core: f64 = {
        let digital = DIGITAL_CORE.map(|g| crate::industry::INDUSTRIES[g].code);
        let table = &research.input_output;
        let core = table.row("VALUE_ADDED", &digital)?.iter().sum::<f64>();
        core / table
            .row("VALUE_ADDED", &crate::industry::codes())?
            .iter()
            .sum::<f64>()
    };
    let ratio = research.fact("disp_income_urban")? / research.fact("disp_income_rural")?;
    let d = Status::Derived;
    Ok(vec![
        row(
            "urban_rural_ratio",
            ["survey_income", "by stratum", "ratio"],
            ratio,
            Plus(0.05),
            'C',
            d,
            [INCOME, ""],
        ),
        row(
            "urban_rural_ratio_by_residence",
            ["survey_income", "by residence", "ratio"],
            areas.ratio_by_residence,
            Plus(0.05),
            'V',
            d,
            [INCOME, "follows from urban_stratum_share"],
        ),
        row(
            "migrants_in_towns",
            [
                "residents of towns in the rural stratum",
                "all",
                "share of population",
            ],
            areas.migrants,
            Plus(0.005),
            'C',
            d,
            [INCOME, "residence and stratum are two attributes"],
        ),
        row(
            "urbanisation_pace",
            ["urbanisation", "per year", "fraction per year"],
            0.0075,
            Within(0.006, 0.009),
            'C',
            Status::Recalled,
            ["nbs_yearbook_2023", "pace of recent years"],
        ),
        row(
            "unemployment_rural",
            ["unemployment_rate", "rural", "share"],
            scalars::UNEMPLOYMENT_RURAL,
            Plus(0.005),
            'C',
            Status::Assumed,
            ["own", ""],
        ),
        row(
            "digital_core_share",
            ["value added of ICM, TEL, PLT, SOF", "2020", "share"],
            core,
            Plus(0.005),
            'C',
            d,
            ["nbs_io_2020", ""],
        ),
        row(
            "labour_share_opening",
            [
                "compensation over value added",
                "after floor and repair",
                "share",
            ],
            opening.labour_share,
            Plus(0.02),
            'V',
            d,
            ["nbs_io_2020", "what the long-run rules start from"],
        ),
        row(
            "wealth_tail_exponent",
            ["net_worth", "all", "Pareto exponent"],
            scalars::WEALTH_TAIL,
            Within(1.76, 2.29),
            'C',
            Status::Assumed,
            [
                "ding_wang_2007",
                "the band is verified, the value in it is chosen",
            ],
        ),
        row(
            "education_high",
            ["education", "persons over 15, high", "share"],
            research.fact("tertiary_educated")? / 1e5 / scalars::CENSUS_ADULTS,
            Plus(0.005),
            'C',
            d,
            ["nbs_census_communique_6", ""],
        ),
    ])
}

fn row(
    id: &str,
    [concept, scope, unit]: [&str; 3],
    value: f64,
    band: Band,
    role: char,
    status: Status,
    [source, note]: [&str; 2],
) -> Vec<String> {
    let (low, high) = match band {
        Plus(by) => (value - by, value + by),
        Part(by) => (value - by * value.abs(), value + by * value.abs()),
        Within(low, high) => (low, high),
    };
    let number = |value: f64| significant(value, DIGITS).to_string();
    // Counts of millions have more digits than others and are exact.
    let exact = |value: f64| {
        if value >= 1e5 {
            value.to_string()
        } else {
            number(value)
        }
    };
    [id, concept, scope]
        .map(str::to_owned)
        .into_iter()
        .chain([
            exact(value),
            unit.to_owned(),
            number(low),
            number(high),
            role.to_string(),
        ])
        .chain([status.word(), source, note].map(str::to_owned))
        .collect()
}
