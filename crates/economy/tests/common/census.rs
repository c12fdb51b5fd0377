//! Censuses for tests: a small one by formula, and that of a folder of tables if it is there.

#![allow(clippy::integer_division, reason = "positions in tables of two")]

use std::path::Path;

use economy::calibration::Calibration;
use economy::closure::Closure;
use economy::geography::Kind;
use economy::people::{Census, income_total};
use economy::tables::{
    AreaRow, Cost, Final, IndustryRow, Note, PeopleRow, Regions, Stock, Tables, TargetRow, Use,
};
use economy::village::{VillageSpec, village};

/// A census and what it belongs to.
pub struct Country {
    pub census: Census,
    pub calibration: Calibration,
}

/// Two provinces with towns and countryside each, by formula; about so many households.
pub fn four_areas(households: u32, seed: u64) -> Country {
    let (names, shares) = (["AA", "BB"], [0.35, 0.15, 0.22, 0.28]);
    let mut rows = Vec::new();
    for (a, share) in shares.into_iter().enumerate() {
        let kind = [Kind::Urban, Kind::Rural][a % 2];
        let rich = [1.2, 1.0][a / 2];
        let (income, high, middle, online) = match kind {
            Kind::Urban => (49_000.0, 0.27, 0.24, 0.83),
            Kind::Rural => (21_000.0, 0.06, 0.12, 0.62),
        };
        rows.push(AreaRow {
            code: format!("{}/{}", names[a / 2], kind.name()),
            province: names[a / 2].to_owned(),
            kind,
            population_thousand: 2.6 * f64::from(households) * share,
            urban_stratum_share: if kind == Kind::Urban { 0.88 } else { 0.0 },
            income_mean: rich * income,
            consumption_mean: rich * 0.65 * income,
            education_h: high,
            education_m: middle,
            internet_share: online,
            unemployment: if kind == Kind::Urban { 0.055 } else { 0.03 },
            ..AreaRow::default()
        });
    }
    from_rows(rows, households, seed)
}

/// The whole country in one area, otherwise alike.
pub fn one_area(households: u32, seed: u64) -> Country {
    let row = AreaRow {
        code: "ALL/urban".to_owned(),
        province: "ALL".to_owned(),
        kind: Kind::Urban,
        population_thousand: 2.6 * f64::from(households),
        urban_stratum_share: 0.6,
        income_mean: 37_000.0,
        consumption_mean: 24_000.0,
        education_h: 0.19,
        education_m: 0.2,
        internet_share: 0.75,
        unemployment: 0.05,
        ..AreaRow::default()
    };
    from_rows(vec![row], households, seed)
}

fn from_rows(rows: Vec<AreaRow>, households: u32, seed: u64) -> Country {
    // The village counts persons as households; of these 54 in 100 have jobs.
    let persons: f64 = rows.iter().map(|row| row.population_thousand).sum();
    let mut tables = village(&VillageSpec {
        households: persons.round() as u32,
        mean_firm_size: 12.0,
        ..VillageSpec::default()
    });
    let n = tables.n_industries();
    let provinces = Regions::default();
    let mut codes = provinces.provinces;
    for row in &rows {
        if !codes.contains(&row.province) {
            codes.push(row.province.clone());
        }
    }
    let mut jobs = vec![0.0; rows.len() * n];
    for (g, industry) in tables.industries.iter().enumerate() {
        let weight = |row: &AreaRow| {
            let farms = industry.code == "AGR";
            let tilt = match (farms, row.kind) {
                (true, Kind::Urban) => 0.1,
                (false, Kind::Rural) => 0.5,
                _ => 1.0,
            };
            row.population_thousand * tilt
        };
        let all: f64 = rows.iter().map(weight).sum();
        for (a, row) in rows.iter().enumerate() {
            jobs[a * n + g] = industry.jobs_thousand * weight(row) / all;
        }
    }
    let value_added = (0..codes.len())
        .flat_map(|p| (0..n).map(move |g| (p, g)))
        .map(|(p, g)| {
            let here = |a: usize| rows[a].province == codes[p];
            let jobs: f64 = (0..rows.len())
                .filter(|&a| here(a))
                .map(|a| jobs[a * n + g])
                .sum();
            jobs * (1.0 + 0.3 * p as f64)
        })
        .collect();
    let neighbours = (1..codes.len()).map(|p| (p - 1, p)).collect();
    tables.regions = Some(Regions {
        areas: rows,
        provinces: codes,
        jobs,
        value_added,
        neighbours,
        people: people(),
        ..Regions::default()
    });
    finish(&tables, f64::from(households), 1_000.0, seed)
}

fn people() -> Vec<PeopleRow> {
    let ages = [("0-15", 0.18), ("16-59", 0.62), ("60+", 0.20)];
    let row = |attribute: &str, class: &str, value| PeopleRow {
        attribute: attribute.to_owned(),
        class: class.to_owned(),
        kind: "all".to_owned(),
        value,
        note: Note::default(),
    };
    ages.map(|(class, value)| row("age", class, value)).to_vec()
}

fn finish(tables: &Tables, households_thousand: f64, scale: f64, seed: u64) -> Country {
    let calibration = if tables.regions.as_ref().is_some_and(|r| r.areas.len() > 1) {
        tables.calibration_with_areas(scale)
    } else {
        tables.calibration(scale)
    };
    let mut calibration = calibration.expect("the tables are in order");
    // Owners as the long-run rules have them on these tables.
    let mut rules = Closure::default();
    rules.ownership.government = 1.0;
    rules.ownership.abroad = 0.05;
    rules.set_terms(&mut calibration);
    let regions = tables.regions.clone().unwrap_or_default();
    Country {
        census: Census {
            regions,
            scale,
            households_thousand,
            seed,
            self_employed_share: tables
                .industries
                .iter()
                .map(|g| g.self_employed_share)
                .collect(),
            propensity_elasticity: tables.scalars.households.propensity_elasticity,
        },
        calibration,
    }
}

/// The economy of a folder of tables, with about so many households; none if the folder is not there.
///
/// Scalars that matter to a population are those of the specification; the rest is the village's.
pub fn folder(path: &Path, households: f64, seed: u64) -> Option<Country> {
    let file = |name: &str| -> Option<Csv> {
        let text = std::fs::read_to_string(path.join(name)).ok()?;
        Some(Csv::parse(&text))
    };
    let (areas, jobs, people) = (file("areas.csv")?, file("jobs.csv")?, file("people.csv")?);
    let (industries, use_table) = (file("industries.csv")?, file("use_table.csv")?);
    let (balances, value_added) = (file("balance_sheets.csv")?, file("value_added.csv")?);
    let (neighbours, targets) = (file("neighbours.csv")?, file("targets.csv"));
    let mut tables = village(&VillageSpec::default());
    "billion yuan".clone_into(&mut tables.header.money_unit);
    let codes: Vec<String> = industries.rows.iter().map(|row| row[0].clone()).collect();
    let n = codes.len();
    tables.industries = (0..n)
        .map(|g| {
            let x = |column: &str| industries.number(g, column);
            IndustryRow {
                code: codes[g].clone(),
                name: industries.text(g, "name"),
                jobs_thousand: x("jobs_thousand"),
                self_employed_share: x("self_employed_share"),
                government_share: x("government_share"),
                depreciation_rate: x("depreciation_rate"),
                distance_decay: x("distance_decay"),
                mean_firm_size: x("mean_firm_size"),
                ..tables.industries[0].clone()
            }
        })
        .collect();
    read_use_table(&mut tables, &use_table)?;
    for stock in Stock::ALL {
        let (name, holder) = stock.key();
        let row = balances
            .rows
            .iter()
            .position(|row| row[0] == name && row[1] == holder)?;
        tables.balances[stock as usize].amount = balances.number(row, "amount");
    }
    let rows = area_rows(&areas);
    let mut codes_of_provinces: Vec<String> = Vec::new();
    for row in &rows {
        if !codes_of_provinces.contains(&row.province) {
            codes_of_provinces.push(row.province.clone());
        }
    }
    let persons: f64 = rows.iter().map(|row| row.population_thousand).sum();
    let province = |code: &str| codes_of_provinces.iter().position(|p| p == code);
    let cells = |csv: &Csv| -> Vec<f64> {
        let rows = 0..csv.rows.len();
        rows.flat_map(|r| codes.iter().map(move |code| csv.number(r, code)))
            .collect()
    };
    tables.regions = Some(Regions {
        jobs: cells(&jobs),
        value_added: cells(&value_added),
        neighbours: neighbours
            .rows
            .iter()
            .filter_map(|row| Some((province(&row[0])?, province(&row[1])?)))
            .collect(),
        people: (0..people.rows.len())
            .map(|r| PeopleRow {
                attribute: people.text(r, "attribute"),
                class: people.text(r, "class"),
                kind: people.text(r, "kind"),
                value: people.number(r, "value"),
                note: Note::default(),
            })
            .collect(),
        targets: targets.iter().flat_map(target_rows).collect(),
        areas: rows,
        provinces: codes_of_provinces,
        digital: Vec::new(),
        ..Regions::default()
    });
    let scalars = &mut tables.scalars;
    scalars.taxes.income = 0.024;
    scalars.taxes.corporate = 0.246;
    scalars.taxes.employee_contributions = 0.055;
    scalars.taxes.employer_contributions = 0.10;
    scalars.households.replacement_rate = 0.4 * 0.5 * (1.0 - 0.024) * (1.0 - 0.055);
    scalars.households.social_benefits = 9_000.0;
    scalars.firms.dividend_payout = 0.35;
    let gdp: f64 = tables
        .use_table
        .value_added
        .iter()
        .map(|&v| v as f64 / 10.0)
        .sum();
    let real_households = persons / 2.62;
    tables.scalars.size.households_thousand = persons;
    tables.scalars.households.disposable_income = gdp;
    let scale = real_households * 1_000.0 / households;
    let mut country = finish(&tables, real_households, scale, seed);
    // What is left of disposable income after everything else that households receive.
    let opening = &mut country.calibration.opening;
    opening.benefit_other = 0.0;
    let received = income_total(&country.calibration);
    let residual = 0.565 * gdp / 4.0 - received;
    let heads = country.calibration.n_households() as f64;
    country.calibration.opening.benefit_other = residual.max(0.0) / heads;
    Some(country)
}

fn area_rows(areas: &Csv) -> Vec<AreaRow> {
    (0..areas.rows.len())
        .map(|a| {
            let x = |column: &str| areas.number(a, column);
            AreaRow {
                code: areas.text(a, "area"),
                province: areas.text(a, "province"),
                kind: if areas.text(a, "kind") == "urban" {
                    Kind::Urban
                } else {
                    Kind::Rural
                },
                population_thousand: x("population_thousand"),
                urban_stratum_share: x("urban_stratum_share"),
                income_mean: x("income_mean"),
                consumption_mean: x("consumption_mean"),
                education_h: x("education_h"),
                education_m: x("education_m"),
                internet_share: x("internet_share"),
                unemployment: x("unemployment"),
                ..AreaRow::default()
            }
        })
        .collect()
}

fn read_use_table(tables: &mut Tables, use_table: &Csv) -> Option<()> {
    let tenths = |value: f64| (10.0 * value).round() as i64;
    let row_of = |code: &str| use_table.rows.iter().position(|row| row[0] == code);
    let codes: Vec<String> = tables.industries.iter().map(|g| g.code.clone()).collect();
    let n = codes.len();
    let table = &mut tables.use_table;
    for (p, product) in codes.iter().enumerate() {
        let row = row_of(product)?;
        for (g, industry) in codes.iter().enumerate() {
            table.intermediate[p * n + g] = tenths(use_table.number(row, industry));
        }
        table.output[p] = tenths(use_table.number(row, "OUTPUT"));
        for kind in Final::ALL {
            table.finals[kind as usize][p] = tenths(use_table.number(row, kind.column()));
        }
    }
    for cost in Cost::ALL {
        let row = row_of(cost.row())?;
        for (g, industry) in codes.iter().enumerate() {
            table.costs[cost as usize][g] = tenths(use_table.number(row, industry));
        }
    }
    let row = row_of("VALUE_ADDED")?;
    for (g, industry) in codes.iter().enumerate() {
        table.value_added[g] = tenths(use_table.number(row, industry));
    }
    Some(())
}

fn target_rows(csv: &Csv) -> Vec<TargetRow> {
    (0..csv.rows.len())
        .map(|r| TargetRow {
            id: csv.text(r, "id"),
            concept: csv.text(r, "concept"),
            scope: csv.text(r, "scope"),
            value: csv.number(r, "value"),
            unit: csv.text(r, "unit"),
            low: csv.number(r, "low"),
            high: csv.number(r, "high"),
            role: if csv.text(r, "role") == "V" {
                Use::Validation
            } else {
                Use::Calibration
            },
            note: Note::default(),
        })
        .collect()
}

/// A table of text.
pub struct Csv {
    header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Csv {
    fn parse(text: &str) -> Self {
        let mut lines = text.lines().map(split);
        Self {
            header: lines.next().unwrap_or_default(),
            rows: lines.filter(|row| row.len() > 1).collect(),
        }
    }

    fn text(&self, row: usize, column: &str) -> String {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.rows[row].get(at))
            .cloned()
            .unwrap_or_default()
    }

    fn number(&self, row: usize, column: &str) -> f64 {
        self.text(row, column).parse().unwrap_or(0.0)
    }
}

/// Cells of a line; commas inside quotes are text.
fn split(line: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            c => {
                if let Some(cell) = cells.last_mut() {
                    cell.push(c);
                }
            }
        }
    }
    cells
}
