//! The tables of the folder: what was computed, as text, with unit, status and source of every column.

use crate::areas::{Areas, KINDS, unemployment};
use crate::error::Error;
use crate::folder::{Column, Status, Table};
use crate::industry::{INDUSTRIES, N, codes, each};
use crate::opening::{Opening, employer_contributions};
use crate::research::Research;
use crate::rounding::{decimals, in_tenths, significant, tenths, to_total};
use crate::scalars;
use crate::use_table::{COMPENSATION, COSTS, DEPRECIATION, FINALS, SURPLUS, TAXES, UseTable};

/// Digits of coefficients.
const DIGITS: usize = 4;

fn column(
    name: &str,
    unit: &'static str,
    status: Status,
    source: &'static str,
    note: &str,
) -> Column {
    Column {
        name: name.to_owned(),
        unit,
        status,
        source,
        note: note.to_owned(),
    }
}

fn header<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    names.into_iter().map(str::to_owned).collect()
}

/// `use_table.csv`.
#[must_use]
pub fn use_table(table: &UseTable) -> Table {
    let all = std::iter::once("product")
        .chain(codes())
        .chain(FINALS)
        .chain(["OUTPUT"]);
    let mut rows = Vec::new();
    for g in 0..N {
        let bought = table.intermediate[g * N..(g + 1) * N].iter();
        let finals = table.finals.iter().map(|amounts| &amounts[g]);
        let amounts = bought.chain(finals).chain([&table.output[g]]);
        let cells = amounts.map(|amount| tenths(*amount));
        rows.push(
            std::iter::once(INDUSTRIES[g].code.to_owned())
                .chain(cells)
                .collect(),
        );
    }
    let value_added: Vec<i64> = (0..N).map(|g| table.value_added(g)).collect();
    let costs = COSTS
        .iter()
        .zip(&table.costs)
        .map(|(name, row)| (*name, row));
    for (name, amounts) in costs.chain([("VALUE_ADDED", &value_added)]) {
        let cells = amounts.iter().map(|amount| tenths(*amount));
        let empty = std::iter::repeat_n(String::new(), FINALS.len() + 1);
        rows.push(
            std::iter::once(name.to_owned())
                .chain(cells)
                .chain(empty)
                .collect(),
        );
    }
    let unit = "billion yuan per year";
    let mut columns: Vec<Column> = codes()
        .iter()
        .map(|code| {
            let note = "2020 table moved to the sector totals of 2022";
            column(code, unit, Status::Derived, "nbs_io_2020", note)
        })
        .collect();
    let recalled = "composition of 2020; total recalled, share of 2022 GDP";
    for name in FINALS {
        let (status, source, note) = match name {
            "FIRM_INV" => (
                Status::Derived,
                "nbs_io_2020",
                "replacement and net investment at assumed rates of wear",
            ),
            "DWELLINGS" => (
                Status::Assumed,
                "own",
                "8 % of GDP, construction .96, real estate .04",
            ),
            "PUBLIC_INV" => (
                Status::Derived,
                "nbs_io_2020",
                "rest of capital formation, construction .90, business services .10",
            ),
            "INPUT_STOCKS" => (
                Status::Derived,
                "nbs_io_2020",
                "growth of stocks of inputs of 1/0.95 quarters",
            ),
            "HH_RURAL" | "HH_URBAN" => (
                Status::Recalled,
                "nbs_yearbook_2023",
                "composition of 2020; total recalled, split by survey consumption",
            ),
            _ => (Status::Recalled, "nbs_yearbook_2023", recalled),
        };
        columns.push(column(name, unit, status, source, note));
    }
    columns.push(column(
        "OUTPUT",
        unit,
        Status::Derived,
        "nbs_io_2020",
        "value added of 2022 at the output ratio of 2020",
    ));
    Table {
        name: "use_table",
        header: header(all),
        rows,
        columns,
    }
}

/// `industries.csv`.
#[must_use]
pub fn industries(table: &UseTable, areas: &Areas, opening: &Opening) -> Table {
    let names = [
        "industry",
        "name",
        "jobs_thousand",
        "alpha",
        "beta",
        "kappa",
        "delta",
        "wage",
        "tau_products",
        "tau_production",
        "margin",
        "self_employed_share",
        "government_share",
        "depreciation_rate",
        "loans",
        "distance_decay",
        "mean_firm_size",
    ];
    let rows = INDUSTRIES
        .iter()
        .enumerate()
        .map(|(g, industry)| {
            let output = table.output[g] as f64 / 10.0;
            let jobs = areas.jobs.national[g] as f64 / 10.0;
            let wear = table.cost(DEPRECIATION, g);
            let full_use = scalars::CAPACITY_USE * wear / industry.depreciation_rate;
            let taxes = table.cost(TAXES, g) / output;
            let on_products = scalars::PRODUCTS_SHARE * taxes.max(0.0);
            let wage = table.cost(COMPENSATION, g) / 4.0 / jobs / (1.0 + employer_contributions(g));
            let coefficients = [
                output / 4.0 / jobs,
                output / (table.inputs_of(g) as f64 / 10.0),
                output / 4.0 / full_use,
                wear / 4.0 / full_use,
                wage,
                on_products,
                taxes - on_products,
                table.cost(SURPLUS, g) / output,
            ];
            let rest = [
                industry.self_employed_share,
                industry.government_share,
                industry.depreciation_rate,
                decimals(opening.sheets[g].loans, 1),
                industry.distance_decay,
                industry.mean_firm_size,
            ];
            let texts = [
                industry.code.to_owned(),
                industry.name.to_owned(),
                jobs.to_string(),
            ];
            let coefficients = coefficients.map(|v| significant(v, DIGITS).to_string());
            let rest = rest.map(|v| v.to_string());
            texts.into_iter().chain(coefficients).chain(rest).collect()
        })
        .collect();
    let io = |name, unit, note| column(name, unit, Status::Derived, "nbs_io_2020", note);
    let own = |name, unit, note| column(name, unit, Status::Assumed, "own", note);
    Table {
        name: "industries",
        header: header(names),
        rows,
        columns: vec![
            column(
                "jobs_thousand",
                "thousand jobs",
                Status::Derived,
                "nbs_census_2020",
                "census long form, yearbook totals of 2020, sector shares of 2022 recalled",
            ),
            io("alpha", "billion yuan per thousand jobs and quarter", ""),
            io("beta", "output over intermediate inputs", ""),
            io(
                "kappa",
                "output per quarter over capital at full use",
                "capital by assumed rates of wear",
            ),
            io(
                "delta",
                "depreciation per quarter over capital at full use",
                "capital by assumed rates of wear",
            ),
            io(
                "wage",
                "billion yuan per thousand jobs and quarter",
                "mixed income included",
            ),
            io("tau_products", "share of output", "split by products_share"),
            io(
                "tau_production",
                "share of output",
                "split by products_share",
            ),
            io(
                "margin",
                "share of output",
                "before the floor of the long-run rules",
            ),
            own(
                "self_employed_share",
                "share of the employed",
                "no contributions on their wages",
            ),
            own(
                "government_share",
                "share of dividends",
                "shares of state ownership vary by source",
            ),
            own(
                "depreciation_rate",
                "share of capital per year",
                "mix of assets; gives capital of 2.5 years of GDP",
            ),
            own(
                "loans",
                "billion yuan",
                "in proportion to capital under caps on interest and on capital; no public services",
            ),
            own(
                "distance_decay",
                "per hop between areas",
                "goods travel, personal services do not",
            ),
            own(
                "mean_firm_size",
                "employees per firm",
                "there are no counts of firms; small enough for every area",
            ),
        ],
    }
}

/// `areas.csv`.
///
/// # Errors
/// A text or fact of a province that is missing.
pub fn areas(research: &Research, areas: &Areas) -> Result<Table, Error> {
    let names = [
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
    let national_rd = research.fact("rd_intensity")? / 100.0;
    let mut rows = Vec::new();
    for area in &areas.rows {
        let text = |name: &str| {
            research
                .regions
                .text(&area.province, name)
                .map(str::to_owned)
        };
        let yuan = |value: f64| ((value / 10.0).round() * 10.0).to_string();
        let share = |value: f64| decimals(value, 3).to_string();
        rows.push(vec![
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
        ]);
    }
    let d = |name, unit, source, note| column(name, unit, Status::Derived, source, note);
    Ok(Table {
        name: "areas",
        header: header(names),
        rows,
        columns: vec![
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
        ],
    })
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
        columns: Vec::new(),
    }
}

/// `people.csv`: ages, sizes of households, education and activity by kind of area.
#[must_use]
pub fn people(areas: &Areas) -> Table {
    let mut rows = Vec::new();
    let mut say =
        |attribute: &str, class: &str, kind: &str, value: f64, status: Status, source: &str| {
            rows.push(vec![
                attribute.to_owned(),
                class.to_owned(),
                kind.to_owned(),
                decimals(value, 4).to_string(),
                status.word().to_owned(),
                source.to_owned(),
            ]);
        };
    for (kind, name) in KINDS.iter().enumerate() {
        for (class, share) in crate::ages::CLASSES.iter().zip(areas.ages.shares[kind]) {
            say(
                "age",
                class,
                name,
                share,
                Status::Derived,
                "nbs_population_2022",
            );
        }
    }
    for (size, share) in scalars::HOUSEHOLD_SIZES.iter().enumerate() {
        let size = (size + 1).to_string();
        say(
            "household_size",
            &size,
            "all",
            *share,
            Status::Recalled,
            "nbs_census_2020",
        );
    }
    for (kind, name) in KINDS.iter().enumerate() {
        let [high, middle] = educated(areas, kind);
        let low = 1.0 - high - middle;
        for (class, share) in [("low", low), ("middle", middle), ("high", high)] {
            say(
                "education",
                class,
                name,
                share,
                Status::Derived,
                "nbs_census_communique_6",
            );
        }
    }
    for (kind, name) in KINDS.iter().enumerate() {
        for (class, share) in activity(areas, kind) {
            say("activity", class, name, share, Status::Derived, "own");
        }
    }
    Table {
        name: "people",
        header: header(["attribute", "class", "kind", "value", "status", "source"]),
        rows,
        columns: vec![column(
            "value",
            "share",
            Status::Derived,
            "nbs_population_2022",
            "activity: of persons over 15",
        )],
    }
}

/// High and middle education of a kind of area, of persons over 15.
fn educated(areas: &Areas, kind: usize) -> [f64; 2] {
    let rows = || areas.rows.iter().filter(|area| area.kind == kind);
    let all: f64 = rows().map(|area| area.population).sum();
    let mean = |value: &dyn Fn(&crate::areas::Area) -> f64| {
        rows()
            .map(|area| area.population * value(area))
            .sum::<f64>()
            / all
    };
    [
        mean(&|area| area.education.high),
        mean(&|area| area.education.middle),
    ]
}

/// Employees, self-employed, unemployed and inactive over persons over 15, of a kind of area.
fn activity(areas: &Areas, kind: usize) -> [(&'static str, f64); 4] {
    let (mut jobs, mut own, mut adults) = (0.0, 0.0, 0.0);
    for (at, area) in areas
        .rows
        .iter()
        .enumerate()
        .filter(|(_, area)| area.kind == kind)
    {
        adults += area.population * areas.ages.adults(kind);
        for (g, industry) in INDUSTRIES.iter().enumerate() {
            jobs += areas.jobs.at(at, g);
            own += areas.jobs.at(at, g) * industry.self_employed_share;
        }
    }
    let unemployed = jobs / (1.0 - unemployment(kind)) - jobs;
    let inactive = adults - jobs - unemployed;
    [
        ("employee", (jobs - own) / adults),
        ("self_employed", own / adults),
        ("unemployed", unemployed / adults),
        ("inactive", inactive / adults),
    ]
}

/// `balance_sheets.csv`.
#[must_use]
pub fn balance_sheets(table: &UseTable) -> Table {
    let gdp = table.gdp();
    let income = scalars::DISPOSABLE_INCOME;
    let sheets = [
        (
            "deposits",
            "firms",
            scalars::FIRM_DEPOSITS,
            Status::Recalled,
            "deposits of non-financial firms over GDP, from memory of monetary statistics",
        ),
        (
            "loans",
            "firms",
            scalars::FIRM_LOANS,
            Status::Assumed,
            "1.15 of GDP recalled, less bank loans of financing vehicles",
        ),
        (
            "deposits",
            "households",
            scalars::HOUSEHOLD_DEPOSITS,
            Status::Recalled,
            "120 trillion gross less 75 trillion of household loans, from memory",
        ),
        (
            "dwellings",
            "households",
            scalars::DWELLING_STOCK * income,
            Status::Assumed,
            "three years of disposable income; no effect on flows",
        ),
        (
            "debt",
            "government",
            scalars::PUBLIC_DEBT,
            Status::Recalled,
            ".50 narrow and .45 of financing vehicles, from memory",
        ),
        (
            "equity",
            "bank",
            scalars::BANK_EQUITY,
            Status::Recalled,
            "equity of banks over GDP, from memory",
        ),
        (
            "claims",
            "rest_of_world",
            scalars::FOREIGN_POSITION,
            Status::Recalled,
            "net foreign assets with opposite sign, from memory",
        ),
    ];
    let rows = sheets
        .iter()
        .map(|(stock, holder, ratio, status, note)| {
            let source = if *status == Status::Recalled {
                "pbc_statistics"
            } else {
                "own"
            };
            vec![
                (*stock).to_owned(),
                (*holder).to_owned(),
                tenths(in_tenths(ratio * gdp)),
                significant(*ratio, DIGITS).to_string(),
                status.word().to_owned(),
                source.to_owned(),
                (*note).to_owned(),
            ]
        })
        .collect();
    Table {
        name: "balance_sheets",
        header: header([
            "stock", "holder", "amount", "ratio", "status", "source", "note",
        ]),
        rows,
        columns: vec![
            column(
                "amount",
                "billion yuan",
                Status::Recalled,
                "pbc_statistics",
                "no balance sheets in the research tables",
            ),
            column("ratio", "over GDP", Status::Recalled, "pbc_statistics", ""),
        ],
    }
}

/// `digital.csv`.
///
/// # Errors
/// A national fact that is missing.
pub fn digital(research: &Research, areas: &Areas) -> Result<Table, Error> {
    let adoption = [
        research.fact("de_penetration_primary")?,
        research.fact("de_penetration_secondary")?,
        research.fact("de_penetration_tertiary")?,
    ];
    let jobs = &areas.jobs.national;
    let all: i64 = jobs.iter().sum();
    let weighted: f64 = (0..N).map(|g| jobs[g] as f64 * INDUSTRIES[g].routine).sum();
    let factor = scalars::ROUTINE_MEAN / (weighted / all as f64);
    let routine = each(|_, industry| factor * industry.routine);
    let rows = INDUSTRIES
        .iter()
        .zip(&routine)
        .map(|(industry, routine)| {
            let online = if industry.online < 0.0 {
                scalars::ONLINE_GOODS
            } else {
                industry.online
            };
            vec![
                industry.code.to_owned(),
                decimals(adoption[industry.sector as usize] / 100.0, 3).to_string(),
                decimals(*routine, 3).to_string(),
                industry.remote.to_string(),
                online.to_string(),
                industry.online_max.to_string(),
            ]
        })
        .collect();
    Ok(Table {
        name: "digital",
        header: header([
            "industry",
            "adoption",
            "routine_share",
            "remote_share",
            "online_share",
            "online_max",
        ]),
        rows,
        columns: vec![
            column(
                "adoption",
                "share of processes",
                Status::Verified,
                "caict_2023",
                "digital penetration of the sector",
            ),
            column(
                "routine_share",
                "share of tasks",
                Status::Assumed,
                "own",
                "by occupation, rescaled to a mean of .40 by jobs",
            ),
            column(
                "remote_share",
                "share of jobs",
                Status::Assumed,
                "own",
                "jobs that can be done from afar",
            ),
            column(
                "online_share",
                "share of purchases",
                Status::Assumed,
                "nbs_retail_2022",
                "27.2 % of goods is published, services are assumed",
            ),
            column(
                "online_max",
                "share of purchases",
                Status::Assumed,
                "own",
                "above the observed share of those online",
            ),
        ],
    })
}
