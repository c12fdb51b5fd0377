//! The map of the village and its people: two provinces, each with towns and a countryside.
//!
//! # Equation
//! ```text
//! population  = 1.6 · households                        shared out over provinces and kinds
//! jobs_gl     = jobs_g · province_gp · kind_gk          in whole thousands
//! y_urban     = 1.8 y_rural                             survey income, mean = disposable income per head
//! ```
//! # Source
//! Where industries sit: long run, §5.6 step 1 (rural shares of jobs, assumed there too). Routine shares
//! of tasks: digital economy, §2. The rest is made by formula.

use super::{Note, Tables, assumed, round_to_total};
use crate::geography::Kind;
use crate::tables::{
    AreaRow, ColumnNote, DIGITAL, DigitalRow, PeopleRow, REGIONAL_VALUE_ADDED, Regions, money,
};

/// A province: code, name, share of residents, income relative to the other, output per job.
struct Shire {
    code: &'static str,
    name: &'static str,
    name_zh: &'static str,
    residents: f64,
    income: f64,
    productivity: f64,
}

const SHIRES: [Shire; 2] = [
    Shire {
        code: "VL-CO",
        name: "Coast",
        name_zh: "海滨",
        residents: 0.6,
        income: 1.1,
        productivity: 1.05,
    },
    Shire {
        code: "VL-HI",
        name: "Hills",
        name_zh: "丘陵",
        residents: 0.4,
        income: 0.9,
        productivity: 0.95,
    },
];

const KINDS: [Kind; 2] = [Kind::Urban, Kind::Rural];
/// Share of residents who live in towns, as of the labour force elsewhere in the village.
const TOWNS: f64 = 0.6;
/// Share of people in towns whom the survey counts there.
const COUNTED_AS_URBAN: f64 = 0.9;
/// Survey income in towns over that of the countryside.
const URBAN_INCOME: f64 = 1.8;
/// Survey consumption over income.
const CONSUMED: f64 = 0.85;
/// Members of a household on average: the mean of [`SIZES`].
const MEMBERS: f64 = 1.6;
/// Households by members.
const SIZES: [(&str, f64); 6] = [
    ("1", 0.6),
    ("2", 0.25),
    ("3", 0.1),
    ("4", 0.05),
    ("5", 0.0),
    ("6", 0.0),
];
/// Persons by age.
const AGES: [(&str, f64); 3] = [("0-15", 0.16), ("16-59", 0.63), ("60+", 0.21)];
/// Old-age transfers and the lowest income, over survey income per head of the stratum.
const PENSIONS: [f64; 2] = [0.5, 0.2];
const LOWEST_INCOMES: [f64; 2] = [0.2, 0.3];

/// Where an industry sits and how digital it is: share of its jobs in the countryside, share in the
/// first province, and the columns of `digital.csv`.
struct Seat {
    rural: f64,
    coast: f64,
    digital: [f64; 5],
}

/// Share of value added that digital inputs account for, in the three sectors of China: \[caict_2023\].
const PRIMARY: f64 = 0.105;
const SECONDARY: f64 = 0.240;
const TERTIARY: f64 = 0.447;
/// Share of sales made online, and the largest that can be.
const GOODS: [f64; 2] = [0.272, 0.8];
const OFFLINE: [f64; 2] = [0.0, 0.0];

/// The columns of `digital.csv`: adoption, routine share, remote share, online share and its ceiling.
const fn digital(adoption: f64, routine: f64, remote: f64, [online, max]: [f64; 2]) -> [f64; 5] {
    [adoption, routine, remote, online, max]
}

const fn seat(rural: f64, coast: f64, digital: [f64; 5]) -> Seat {
    Seat {
        rural,
        coast,
        digital,
    }
}

/// The seat of an industry.
#[rustfmt::skip]
fn seat_of(code: &str) -> Seat {
    match code {
        "AGR" => seat(0.90, 0.45, digital(PRIMARY, 0.30, 0.0, GOODS)),
        "MIN" => seat(0.50, 0.45, digital(SECONDARY, 0.45, 0.0, OFFLINE)),
        "CMF" => seat(0.40, 0.60, digital(SECONDARY, 0.50, 0.0, GOODS)),
        "MAT" => seat(0.40, 0.60, digital(SECONDARY, 0.45, 0.0, GOODS)),
        "EQP" => seat(0.15, 0.65, digital(SECONDARY, 0.50, 0.0, GOODS)),
        "ICM" => seat(0.15, 0.75, digital(SECONDARY, 0.45, 0.0, GOODS)),
        "UTL" => seat(0.15, 0.60, digital(SECONDARY, 0.40, 0.0, OFFLINE)),
        "CON" => seat(0.45, 0.60, digital(SECONDARY, 0.35, 0.0, OFFLINE)),
        "TRD" | "TRN" => seat(0.35, 0.60, digital(TERTIARY, 0.45, 0.0, OFFLINE)),
        "HOS" => seat(0.30, 0.60, digital(TERTIARY, 0.35, 0.0, [0.15, 0.5])),
        "TEL" => seat(0.15, 0.65, digital(TERTIARY, 0.40, 0.0, OFFLINE)),
        "PLT" => seat(0.15, 0.75, digital(TERTIARY, 0.30, 1.0, OFFLINE)),
        "SOF" => seat(0.15, 0.75, digital(TERTIARY, 0.25, 1.0, OFFLINE)),
        "FIN" => seat(0.15, 0.70, digital(TERTIARY, 0.50, 1.0, [0.12, 0.4])),
        "REA" => seat(0.15, 0.65, digital(TERTIARY, 0.35, 0.0, OFFLINE)),
        "BUS" => seat(0.15, 0.65, digital(TERTIARY, 0.40, 1.0, OFFLINE)),
        "EDU" => seat(0.30, 0.58, digital(TERTIARY, 0.20, 0.3, [0.05, 0.4])),
        "HEA" => seat(0.30, 0.58, digital(TERTIARY, 0.25, 0.0, [0.03, 0.2])),
        "PUB" => seat(0.30, 0.58, digital(TERTIARY, 0.40, 0.3, OFFLINE)),
        _ => seat(0.15, 0.60, digital(TERTIARY, 0.35, 0.0, [0.15, 0.5])),
    }
}

/// Adds the map and the people to a village that has everything else.
pub(super) fn settle(tables: &mut Tables) {
    let areas = areas(tables);
    let seats: Vec<Seat> = tables
        .industries
        .iter()
        .map(|row| seat_of(&row.code))
        .collect();
    tables.regions = Some(Regions {
        provinces: Regions::provinces_of(&areas),
        jobs: jobs(tables, &seats),
        value_added: value_added(tables, &seats),
        neighbours: vec![(0, 1)],
        people: people(),
        targets: Vec::new(),
        digital: digital_openings(tables, &seats),
        row_notes: std::collections::BTreeMap::new(),
        areas,
    });
    describe(tables);
    set_transfers(tables);
}

/// Transfers of the drawing, in crowns: the declared defaults are in the money of another country.
fn set_transfers(tables: &mut Tables) {
    let Some(regions) = &tables.regions else {
        return;
    };
    let mean = |kind: Kind| {
        let of_kind = || regions.areas.iter().filter(move |area| area.kind == kind);
        of_kind().map(|area| area.income_mean).sum::<f64>() / of_kind().count() as f64
    };
    let incomes = KINDS.map(mean);
    for (name, shares) in [("pension", PENSIONS), ("minimum_income", LOWEST_INCOMES)] {
        for ((kind, share), income) in KINDS.into_iter().zip(shares).zip(incomes) {
            let path = format!("people.{name}_{}", kind.name());
            let amount = to_ten(share * income);
            tables.notes.insert(path.clone(), assumed());
            tables.settings.insert(path, format!("{amount}"));
        }
    }
}

/// An amount rounded to ten crowns.
fn to_ten(amount: f64) -> f64 {
    ((amount / 10.0).round() * 10.0).max(10.0)
}

/// Residents of the kind as a share of those of a province.
fn residents(kind: Kind) -> f64 {
    match kind {
        Kind::Urban => TOWNS,
        Kind::Rural => 1.0 - TOWNS,
    }
}

fn areas(tables: &Tables) -> Vec<AreaRow> {
    let population = MEMBERS * tables.scalars.size.households_thousand;
    let places = || {
        let shires = SHIRES.iter().enumerate();
        shires.flat_map(|(at, shire)| KINDS.map(|kind| (at, shire, kind)))
    };
    // Million crowns over thousand persons, in crowns.
    let mean = 1000.0 * tables.scalars.households.disposable_income / population;
    let relative = |shire: &Shire, kind: Kind| match kind {
        Kind::Urban => URBAN_INCOME * shire.income,
        Kind::Rural => shire.income,
    };
    let stratum = |shire: &Shire, kind: Kind| {
        let urban = COUNTED_AS_URBAN * TOWNS;
        shire.residents
            * match kind {
                Kind::Urban => urban,
                Kind::Rural => 1.0 - urban,
            }
    };
    let level: f64 = places()
        .map(|(_, shire, kind)| stratum(shire, kind) * relative(shire, kind))
        .sum();
    let taxed: Vec<f64> = places()
        .map(|(_, shire, kind)| shire.residents * residents(kind) * relative(shire, kind))
        .collect();
    let tax_shares = round_to_total(&taxed, 1000);
    let rows = places().zip(tax_shares);
    rows.map(|((at, shire, kind), tax_share)| {
        let is_urban = kind == Kind::Urban;
        let pick = |urban: f64, rural: f64| if is_urban { urban } else { rural };
        let income = mean * relative(shire, kind) / level;
        let population = {
            let scalars = &tables.scalars.population;
            let unemployment = pick(scalars.unemployment_urban, scalars.unemployment_rural);
            (population * shire.residents * residents(kind), unemployment)
        };
        AreaRow {
            code: format!("{}/{}", shire.code, kind.name()),
            province: shire.code.to_owned(),
            kind,
            name_en: shire.name.to_owned(),
            name_zh: shire.name_zh.to_owned(),
            macro_region: "Village".to_owned(),
            tile_col: at as u32,
            tile_row: 0,
            population_thousand: (population.0 * 1000.0).round() / 1000.0,
            urban_stratum_share: pick(COUNTED_AS_URBAN, 0.0),
            income_mean: to_ten(income),
            consumption_mean: to_ten(CONSUMED * income),
            education_h: pick(0.3, 0.1),
            education_m: pick(0.35, 0.25),
            internet_share: pick(0.85, 0.65),
            unemployment: population.1,
            tax_revenue_share: tax_share as f64 / 1000.0,
            rd_intensity: if at == 0 { 1.2 } else { 0.7 },
            digital_finance: if at == 0 { 1.1 } else { 0.9 },
            note: assumed(),
        }
    })
    .collect()
}

/// Share of an industry's jobs in each area.
fn job_shares(seat: &Seat) -> [f64; 4] {
    let (coast, rural) = (seat.coast, seat.rural);
    [
        coast * (1.0 - rural),
        coast * rural,
        (1.0 - coast) * (1.0 - rural),
        (1.0 - coast) * rural,
    ]
}

fn jobs(tables: &Tables, seats: &[Seat]) -> Vec<f64> {
    let n = seats.len();
    let mut jobs = vec![0.0; SHIRES.len() * KINDS.len() * n];
    for (g, seat) in seats.iter().enumerate() {
        // Jobs of a village are whole thousands.
        let total = tables.industries[g].jobs_thousand as i64;
        for (area, count) in round_to_total(&job_shares(seat), total)
            .into_iter()
            .enumerate()
        {
            jobs[area * n + g] = count as f64;
        }
    }
    jobs
}

/// Value added of an industry goes with its jobs and their output.
fn value_added(tables: &Tables, seats: &[Seat]) -> Vec<f64> {
    let n = seats.len();
    let mut values = vec![0.0; SHIRES.len() * n];
    for (g, seat) in seats.iter().enumerate() {
        let weights = [
            seat.coast * SHIRES[0].productivity,
            (1.0 - seat.coast) * SHIRES[1].productivity,
        ];
        let parts = round_to_total(&weights, tables.use_table.value_added[g]);
        for (province, tenths) in parts.into_iter().enumerate() {
            values[province * n + g] = money(tenths.into());
        }
    }
    values
}

fn people() -> Vec<PeopleRow> {
    let classes = [("age", &AGES[..]), ("household_size", &SIZES[..])];
    let rows = classes.into_iter().flat_map(|(attribute, classes)| {
        classes.iter().map(move |&(class, value)| PeopleRow {
            attribute: attribute.to_owned(),
            class: class.to_owned(),
            kind: "all".to_owned(),
            value,
            note: assumed(),
        })
    });
    rows.collect()
}

fn digital_openings(tables: &Tables, seats: &[Seat]) -> Vec<DigitalRow> {
    let rows = tables.industries.iter().zip(seats);
    rows.map(|(industry, seat)| {
        let mut row = DigitalRow {
            industry: industry.code.clone(),
            note: assumed(),
            ..DigitalRow::default()
        };
        for (cell, value) in row.shares_mut().into_iter().zip(seat.digital) {
            *cell = value;
        }
        row
    })
    .collect()
}

/// Names the units of the columns.
fn describe(tables: &mut Tables) {
    let codes: Vec<String> = tables
        .industries
        .iter()
        .map(|row| row.code.clone())
        .collect();
    let mut say = |file: &str, column: &str, unit: &str, note: Note| {
        let table = file.trim_end_matches(".csv").to_owned();
        let unit = Some(unit.to_owned());
        tables
            .columns
            .insert((table, column.to_owned()), ColumnNote { unit, note });
    };
    for code in &codes {
        say("jobs.csv", code, "thousand jobs", assumed());
        say(
            REGIONAL_VALUE_ADDED,
            code,
            "million crowns per year",
            assumed(),
        );
    }
    for column in AreaRow::NUMBERS {
        let unit = match column {
            "population_thousand" => "thousand persons",
            "income_mean" | "consumption_mean" => "crowns per person and year",
            "rd_intensity" | "digital_finance" => "relative to the mean",
            _ => "share",
        };
        say("areas.csv", column, unit, assumed());
    }
    for column in DigitalRow::SHARES {
        say(DIGITAL, column, "share", assumed());
    }
    say("people.csv", "value", "share", assumed());
    say("neighbours.csv", "a", "province", assumed());
}
