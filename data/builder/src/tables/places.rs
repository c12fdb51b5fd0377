//! The tables of places: areas, jobs, value added, neighbours.

use super::{column, header};
use crate::areas::{Area, Areas, KINDS, unemployment};
use crate::error::Error;
use crate::folder::{Column, Status, Table};
use crate::industry::{N, codes};
use crate::research::Research;
use crate::rounding::{decimals, tenths, to_total};
use crate::use_table::UseTable;

/// Columns of `areas.csv`.
const AREA_COLUMNS: [&str; 19] = [
    "area",
    "province",
    "kind",
    "name_en",
    "name_zh",
    "macro_region",
    "tile_col",
    "tile_row",
    "population_thousand",
    "urban_stratum_share",
    "income_mean",
    "consumption_mean",
    "education_h",
    "education_m",
    "internet_share",
    "unemployment",
    "tax_revenue_share",
    "rd_intensity",
    "digital_finance",
];

/// `areas.csv`.
///
/// # Errors
/// A text or fact of a province that is missing.
pub fn areas(research: &Research, areas: &Areas) -> Result<Table, Error> {
    let national_rd = research.fact("rd_intensity")? / 100.0;
    let rows = areas.rows.iter();
    let rows: Result<_, _> = rows
        .map(|area| area_row(research, area, national_rd))
        .collect();
    Ok(Table {
        name: "areas",
        header: header(AREA_COLUMNS),
        rows: rows?,
        columns: area_columns(),
    })
}

fn area_row(research: &Research, area: &Area, national_rd: f64) -> Result<Vec<String>, Error> {
    let text = |name: &str| {
        research
            .regions
            .text(&area.province, name)
            .map(str::to_owned)
    };
    let yuan = |value: f64| ((value / 10.0).round() * 10.0).to_string();
    let share = |value: f64| decimals(value, 3).to_string();
    Ok(vec![
        area.code(),
        area.province.clone(),
        KINDS[area.kind].to_owned(),
        text("name_en")?,
        text("name_zh")?,
        text("macro_region")?,
        text("tile_col")?,
        text("tile_row")?,
        area.population.to_string(),
        share(area.urban_stratum_share),
        yuan(area.income_mean),
        yuan(area.consumption_mean),
        share(area.education.high),
        share(area.education.middle),
        share(area.internet_share),
        share(unemployment(area.kind)),
        (area.tax_share as f64 / 1e4).to_string(),
        decimals(area.rd_intensity / national_rd, 2).to_string(),
        decimals(area.digital_finance, 2).to_string(),
    ])
}

fn area_columns() -> Vec<Column> {
    let d = |name, unit, source, note| column(name, unit, Status::Derived, source, note);
    vec![
        d(
            "population_thousand",
            "thousand persons",
            "nbs_yearbook_2023",
            "residents by residence; urbanisation recalled in 23 provinces; scaled to the nation, the military counted in towns",
        ),
        d(
            "urban_stratum_share",
            "share of residents",
            "nbs_yearbook_2023",
            "urban weight implied by the three means of income over urbanisation; at most 1",
        ),
        d(
            "income_mean",
            "yuan per person and year",
            "nbs_yearbook_2023",
            "survey income of the stratum of this kind, recalled in 24 provinces; scaled to the national means",
        ),
        d(
            "consumption_mean",
            "yuan per person and year",
            "nbs_yearbook_2023",
            "provincial consumption, recalled in 26 provinces, split by national propensities of the strata",
        ),
        d(
            "education_h",
            "share of persons over 15",
            "nbs_census_communique_6",
            "graduates, recalled in 17 provinces; split by an assumed log-odds shift of 1.6",
        ),
        d(
            "education_m",
            "share of persons over 15",
            "nbs_census_communique_6",
            "from mean years of schooling, recalled; split by an assumed log-odds shift of 0.9",
        ),
        d(
            "internet_share",
            "share of residents",
            "cnnic_51",
            "provincial shares of 2016 (recalled) moved to the nation of 2022; split by residence, education and age",
        ),
        column(
            "unemployment",
            "share of the labour force",
            Status::Assumed,
            "nbs_communique_2022",
            "5.5 % in towns is published, 3 % in the countryside is assumed",
        ),
        d(
            "tax_revenue_share",
            "share of provincial tax revenue",
            "mof_2022",
            "by province verified; inside a province by jobs outside agriculture",
        ),
        column(
            "rd_intensity",
            "relative to the nation",
            Status::Recalled,
            "nbs_rd_2022",
            "25 provinces verified; Hainan, Ningxia, Qinghai, Tibet, Xinjiang and a corrected Hebei recalled",
        ),
        column(
            "digital_finance",
            "relative to the mean of provinces",
            Status::Recalled,
            "pku_dfi_2020",
            "index of 2020",
        ),
    ]
}

/// `jobs.csv`.
#[must_use]
pub fn jobs(areas: &Areas) -> Table {
    let rows = areas
        .rows
        .iter()
        .enumerate()
        .map(|(at, area)| {
            let cells = areas.jobs.tenths[at * N..(at + 1) * N]
                .iter()
                .map(|v| tenths(*v));
            std::iter::once(area.code()).chain(cells).collect()
        })
        .collect();
    let note = "province by industry of 2020 at the sector totals of 2022; town and countryside by assumed seeds, fitted";
    Table {
        name: "jobs",
        header: header(std::iter::once("area").chain(codes())),
        rows,
        columns: codes()
            .iter()
            .map(|code| {
                column(
                    code,
                    "thousand jobs",
                    Status::Derived,
                    "nbs_census_2020",
                    note,
                )
            })
            .collect(),
    }
}

/// `value_added.csv`: the allocation, each industry scaled to its value added in the use table.
///
/// # Errors
/// A cell that is missing.
pub fn value_added(research: &Research, table: &UseTable) -> Result<Table, Error> {
    let mut cells = Vec::new();
    for province in &research.provinces {
        cells.push(research.value_added.row(province, &codes())?);
    }
    let mut rows: Vec<Vec<String>> = research.provinces.iter().map(|p| vec![p.clone()]).collect();
    for g in 0..N {
        let total = table.value_added(g);
        let all: f64 = cells.iter().map(|row| row[g]).sum();
        let scaled: Vec<f64> = cells
            .iter()
            .map(|row| row[g] * total as f64 / all)
            .collect();
        for (row, amount) in rows.iter_mut().zip(to_total(&scaled, total)) {
            row.push(tenths(amount));
        }
    }
    let note = "an allocation, not statistics: jobs and national productivity fitted to provincial sectors, each industry scaled to the nation";
    Ok(Table {
        name: "value_added",
        header: header(std::iter::once("province").chain(codes())),
        rows,
        columns: codes()
            .iter()
            .map(|code| {
                column(
                    code,
                    "billion yuan per year",
                    Status::Derived,
                    "nbs_yearbook_2023",
                    note,
                )
            })
            .collect(),
    })
}

/// `neighbours.csv`.
#[must_use]
pub fn neighbours(research: &Research) -> Table {
    let pairs = research.neighbours.iter();
    Table {
        name: "neighbours",
        header: header(["a", "b"]),
        rows: pairs.map(|(a, b)| vec![a.clone(), b.clone()]).collect(),
        columns: vec![column(
            "a",
            "code of a province; b is a neighbour of it",
            Status::Derived,
            "own",
            "land borders, and the strait between CN-GD and CN-HI",
        )],
    }
}
