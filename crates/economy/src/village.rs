//! The village: a small economy made by formula, for tests and first contact.
//!
//! It looks like a country, with the industries of the default economy, taxes, banks, debt and trade,
//! but every number follows from the few below, nothing is drawn, and the opening balances to the
//! tenth of a money unit. Productivity does not grow, prices grow at the inflation target. Without
//! shocks, and without the cycle in its past (`trend.cycle_amplitude = 0`), the first quarter of the
//! base rules repeats the opening to the last digits; later interest, which is not indexed, moves
//! spending a little.
//!
//! # Equation
//! ```text
//! x_g  = jobs_g · output per job                               output
//! z_gs = ½ x_s (0.7 x_g / X + 0.3 [g = s])                     input of product g in industry s
//! ```
//! Rows and columns of `z` have the same totals, `½ x`, so half of every product is left for final
//! uses and half of every industry's output is value added. Final uses are fitted biproportionally to
//! fixed shares of value added, with firms' investment equal to depreciation and imports to exports.
//! After rounding to tenths, household consumption is the remainder of each product and operating
//! surplus that of each industry.
//!
//! It has two provinces, each with towns and a countryside, and people in households; the base rules,
//! which know one area of one-person households, ignore both.

mod regions;

use std::collections::BTreeMap;

use params::Status;

use crate::tables::{
    Balance, ColumnNote, Cost, Final, Header, IndustryRow, Note, RuleSet, Scalars, Stock, Tables,
    Tenths, UseTable, money,
};

/// How large a village is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VillageSpec {
    /// Industries: the first so many of the 21, at least 1.
    pub industries: usize,
    /// Model households at the village's own scale; at least 100, and 20 per industry.
    pub households: u32,
    /// Employees per firm on average, at least 1.5; platforms are a third as large.
    pub mean_firm_size: f64,
}

impl Default for VillageSpec {
    /// The standard form: 21 industries, 2 500 households, about 200 firms.
    fn default() -> Self {
        Self {
            industries: SHAPES.len(),
            households: 2_500,
            mean_firm_size: 6.0,
        }
    }
}

impl VillageSpec {
    /// The nearest size that can be built.
    fn within_bounds(self) -> Self {
        let industries = self.industries.clamp(1, SHAPES.len());
        let least = (20 * industries as u32).max(100);
        let size = self.mean_firm_size;
        Self {
            industries,
            households: self.households.clamp(least, 1_000_000_000),
            mean_firm_size: if size.is_finite() {
                size.clamp(1.5, 1e4)
            } else {
                6.0
            },
        }
    }
}

/// What tells one industry from another. Weights are relative to the other industries.
struct Shape {
    code: &'static str,
    name: &'static str,
    /// Share of jobs, in thousandths.
    jobs: f64,
    /// Output of a job, relative to the average.
    productivity: f64,
    /// Compensation over value added.
    compensation: f64,
    /// Depreciation over value added.
    depreciation: f64,
    /// Taxes over value added.
    taxes: f64,
    /// Depreciation over capital, per year.
    depreciation_rate: f64,
    /// Weights in household consumption, government consumption, investment, dwellings, exports.
    uses: [f64; 5],
    /// Weight in imports.
    imports: f64,
    /// Share of the employed who work for themselves.
    self_employed: f64,
    /// Share of firms in public hands.
    public: f64,
    /// Fall of sales with distance.
    decay: f64,
}

/// One line per industry: jobs, productivity, compensation, depreciation, taxes, depreciation rate,
/// uses, imports, self-employed, public, decay.
#[rustfmt::skip]
const SHAPES: [Shape; 21] = [
    shape("AGR", "Agriculture, forestry, fishing", [60., 0.6, 0.66, 0.10, 0.00, 0.06], [1.0, 0.02, 0.05, 0.02, 0.6], 0.8, [0.80, 0.1, 0.35]),
    shape("MIN", "Mining and quarrying", [10., 1.6, 0.50, 0.16, 0.08, 0.07], [0.1, 0.02, 0.05, 0.02, 1.0], 1.5, [0.05, 0.6, 0.15]),
    shape("CMF", "Consumer manufacturing", [70., 1.2, 0.60, 0.11, 0.06, 0.08], [1.5, 0.02, 0.10, 0.10, 1.2], 1.0, [0.05, 0.1, 0.25]),
    shape("MAT", "Materials", [50., 1.6, 0.58, 0.13, 0.06, 0.07], [0.4, 0.02, 0.30, 0.30, 1.2], 1.2, [0.05, 0.1, 0.25]),
    shape("EQP", "Machinery, vehicles, equipment", [60., 1.3, 0.60, 0.11, 0.05, 0.08], [0.6, 0.02, 3.00, 0.05, 1.6], 1.4, [0.05, 0.1, 0.25]),
    shape("ICM", "Computers and electronics", [30., 1.5, 0.58, 0.12, 0.04, 0.11], [0.5, 0.05, 2.00, 0.02, 2.0], 2.0, [0.05, 0.1, 0.25]),
    shape("UTL", "Energy and water", [15., 2.0, 0.48, 0.18, 0.06, 0.05], [0.9, 0.05, 0.05, 0.02, 0.1], 0.2, [0.05, 0.6, 1.50]),
    shape("CON", "Construction", [75., 1.0, 0.62, 0.10, 0.05, 0.08], [0.1, 0.05, 4.00, 8.00, 0.1], 0.1, [0.15, 0.3, 1.50]),
    shape("TRD", "Trade", [130., 0.8, 0.62, 0.10, 0.06, 0.06], [1.4, 0.02, 0.30, 0.10, 0.5], 0.2, [0.50, 0.1, 1.20]),
    shape("TRN", "Transport and storage", [55., 0.9, 0.60, 0.14, 0.03, 0.06], [0.8, 0.10, 0.10, 0.05, 0.8], 0.6, [0.40, 0.6, 0.60]),
    shape("HOS", "Hotels and restaurants", [60., 0.6, 0.64, 0.10, 0.05, 0.06], [1.5, 0.02, 0.02, 0.02, 0.4], 0.3, [0.50, 0.1, 2.00]),
    shape("TEL", "Telecommunications", [15., 1.5, 0.52, 0.16, 0.05, 0.12], [1.0, 0.10, 0.30, 0.02, 0.2], 0.2, [0.05, 0.6, 0.10]),
    shape("PLT", "Online platforms", [15., 1.4, 0.54, 0.12, 0.05, 0.16], [1.0, 0.05, 0.05, 0.02, 0.4], 0.4, [0.05, 0.1, 0.10]),
    shape("SOF", "Software and information services", [30., 1.2, 0.60, 0.12, 0.04, 0.16], [0.4, 0.20, 2.00, 0.02, 0.8], 0.6, [0.05, 0.1, 0.10]),
    shape("FIN", "Finance and insurance", [30., 1.4, 0.56, 0.10, 0.06, 0.08], [0.9, 0.05, 0.02, 0.05, 0.3], 0.3, [0.05, 0.6, 0.10]),
    shape("REA", "Real estate", [20., 3.0, 0.44, 0.20, 0.06, 0.05], [1.6, 0.05, 0.10, 1.00, 0.1], 0.1, [0.05, 0.3, 2.00]),
    shape("BUS", "Business services", [75., 0.9, 0.63, 0.10, 0.04, 0.08], [0.4, 0.20, 0.60, 0.20, 0.7], 0.7, [0.05, 0.3, 0.40]),
    shape("EDU", "Education", [75., 0.7, 0.70, 0.10, 0.00, 0.06], [0.4, 4.00, 0.02, 0.02, 0.1], 0.1, [0.05, 0.9, 2.00]),
    shape("HEA", "Health and social work", [85., 0.7, 0.69, 0.10, 0.00, 0.06], [0.6, 4.00, 0.02, 0.02, 0.1], 0.1, [0.05, 0.9, 2.00]),
    shape("PUB", "Public administration", [70., 0.8, 0.69, 0.11, 0.00, 0.06], [0.1, 6.00, 0.02, 0.02, 0.1], 0.1, [0.05, 0.9, 2.00]),
    shape("CUL", "Culture and other services", [40., 0.7, 0.64, 0.10, 0.03, 0.06], [1.4, 0.60, 0.02, 0.02, 0.2], 0.2, [0.50, 0.1, 2.00]),
];

const fn shape(
    code: &'static str,
    name: &'static str,
    [
        jobs,
        productivity,
        compensation,
        depreciation,
        taxes,
        depreciation_rate,
    ]: [f64; 6],
    uses: [f64; 5],
    imports: f64,
    [self_employed, public, decay]: [f64; 3],
) -> Shape {
    Shape {
        code,
        name,
        jobs,
        productivity,
        compensation,
        depreciation,
        taxes,
        depreciation_rate,
        uses,
        imports,
        self_employed,
        public,
        decay,
    }
}

/// The industry of platforms has at least as many jobs as it needs firms.
const PLATFORM_JOBS: u64 = 8;
/// Jobs over households.
const JOBS_SHARE: f64 = 0.45;
/// Output of a job in a year, in tenths of a million crowns per thousand jobs: 80 000 crowns a job.
const OUTPUT_PER_JOB: f64 = 800.0;
/// Shares of value added.
const GOVERNMENT_SHARE: f64 = 0.20;
const DWELLINGS_SHARE: f64 = 0.05;
const TRADE_SHARE: f64 = 0.18;
/// Of household consumption.
const URBAN_SHARE: f64 = 0.6;
/// Stocks over a year's value added, but loans over capital and the bank's equity over loans.
const LOANS_SHARE: f64 = 0.35;
const EQUITY_SHARE: f64 = 0.12;
const FIRM_DEPOSITS: f64 = 0.3;
const HOUSEHOLD_DEPOSITS: f64 = 0.7;
const DWELLINGS: f64 = 2.5;
const PUBLIC_DEBT: f64 = 0.5;
/// Other transfers over disposable income; social benefits are the rest.
const OTHER_TRANSFERS: f64 = 0.01;

/// Makes a village. The same specification always gives the same village.
///
/// Sizes outside the bounds of [`VillageSpec`] are brought inside them.
#[must_use]
pub fn village(spec: &VillageSpec) -> Tables {
    let spec = spec.within_bounds();
    let shapes = &SHAPES[..spec.industries];
    let jobs = share_out_jobs(shapes, spec.households);
    let use_table = use_table(shapes, &jobs);
    let mut tables = Tables {
        header: Header {
            name: "village".to_owned(),
            title: "A village made by formula".to_owned(),
            opening: 2020,
            currency: "crown".to_owned(),
            money_unit: "million crowns".to_owned(),
            rules: RuleSet::B0,
        },
        scalars: Scalars::default(),
        // Those of the published data for Austria, to two digits.
        correlation: [[1.0, 0.52, 0.47], [0.52, 1.0, 0.83], [0.47, 0.83, 1.0]],
        notes: BTreeMap::new(),
        sources: BTreeMap::new(),
        columns: BTreeMap::new(),
        industries: industries(shapes, &jobs, spec.mean_firm_size),
        use_table,
        use_notes: BTreeMap::new(),
        balances: Default::default(),
        regions: None,
        settings: BTreeMap::new(),
    };
    tables.balances = balances(&tables);
    settle_incomes(&mut tables, spec.households);
    annotate(&mut tables);
    regions::settle(&mut tables);
    tables
}

/// Jobs of each industry, in thousands: weights shared out, with a floor for the small ones.
fn share_out_jobs(shapes: &[Shape], households: u32) -> Vec<u64> {
    let weights: Vec<f64> = shapes.iter().map(|shape| shape.jobs).collect();
    let total = (f64::from(households) * JOBS_SHARE).round() as i64;
    let mut jobs: Vec<u64> = round_to_total(&weights, total)
        .into_iter()
        .map(|jobs| jobs.max(2) as u64)
        .collect();
    for (jobs, shape) in jobs.iter_mut().zip(shapes) {
        if shape.code == "PLT" {
            *jobs = (*jobs).max(PLATFORM_JOBS);
        }
    }
    jobs
}

/// Splits a whole total in proportion to weights: what rounding down leaves goes to the largest
/// remainders, the first of equals first.
fn round_to_total(weights: &[f64], total: i64) -> Vec<i64> {
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights.iter().map(|w| w / sum * total as f64).collect();
    let mut whole: Vec<i64> = exact.iter().map(|share| share.floor() as i64).collect();
    let left = total - whole.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|&a, &b| {
        let remainder = |g: usize| exact[g] - exact[g].floor();
        remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b))
    });
    for &g in order.iter().cycle().take(left.max(0) as usize) {
        whole[g] += 1;
    }
    whole
}

/// The use table of a year, balanced in tenths.
fn use_table(shapes: &[Shape], jobs: &[u64]) -> UseTable {
    let n = shapes.len();
    let mut table = UseTable::zero(n);
    for (g, shape) in shapes.iter().enumerate() {
        table.output[g] = (jobs[g] as f64 * OUTPUT_PER_JOB * shape.productivity).round() as Tenths;
    }
    let total: f64 = table.output.iter().map(|&x| x as f64).sum();
    for product in 0..n {
        for industry in 0..n {
            let own = if product == industry { 0.3 } else { 0.0 };
            let share = 0.7 * table.output[product] as f64 / total + own;
            let input = 0.5 * table.output[industry] as f64 * share;
            table.intermediate[product * n + industry] = input.round() as Tenths;
        }
    }
    fill_costs(&mut table, shapes);
    fill_final_uses(&mut table, shapes);
    table
}

/// Value added of each industry and its parts; operating surplus is the remainder.
fn fill_costs(table: &mut UseTable, shapes: &[Shape]) {
    for (g, shape) in shapes.iter().enumerate() {
        let value_added = table.output[g] - table.inputs_of(g) as Tenths;
        let part = |share: f64| (value_added as f64 * share).round() as Tenths;
        let paid = [
            part(shape.compensation),
            part(shape.taxes),
            part(shape.depreciation),
        ];
        for (kind, amount) in [Cost::Compensation, Cost::Taxes, Cost::Depreciation]
            .into_iter()
            .zip(paid)
        {
            table.costs[kind as usize][g] = amount;
        }
        let surplus = value_added - paid.iter().sum::<Tenths>();
        table.costs[Cost::Surplus as usize][g] = surplus;
        table.value_added[g] = value_added;
    }
}

/// Final uses of each product; household consumption is the remainder.
fn fill_final_uses(table: &mut UseTable, shapes: &[Shape]) {
    let n = shapes.len();
    let value_added = table.gross_value_added() as f64;
    let depreciation = table.total_cost(Cost::Depreciation) as Tenths;
    let left: Vec<Tenths> = (0..n)
        .map(|g| table.output[g] - table.uses_of(g) as Tenths)
        .collect();
    let trade = (TRADE_SHARE * value_added).round() as Tenths;
    let weights: Vec<f64> = (0..n).map(|g| left[g] as f64 * shapes[g].imports).collect();
    let imports = round_to_total(&weights, trade);

    let supply: Vec<f64> = (0..n).map(|g| (left[g] + imports[g]) as f64).collect();
    let others = [
        GOVERNMENT_SHARE * value_added,
        depreciation as f64,
        DWELLINGS_SHARE * value_added,
        trade as f64,
    ];
    let households = supply.iter().sum::<f64>() - others.iter().sum::<f64>();
    let [government, investment, dwellings, exports] = others;
    let columns = [households, government, investment, dwellings, exports];
    let seed = |g: usize| shapes[g].uses.map(|weight| weight * supply[g]);
    let fitted = fit((0..n).map(seed).collect(), &supply, &columns);

    let column = |kind: usize| -> Vec<f64> { fitted.iter().map(|row| row[kind]).collect() };
    let nearest = |kind| {
        column(kind)
            .iter()
            .map(|v| v.round() as Tenths)
            .collect::<Vec<_>>()
    };
    let government = nearest(1);
    let investment = round_to_total(&column(2), depreciation);
    let dwellings = nearest(3);
    let exports = round_to_total(&column(4), trade);
    for g in 0..n {
        let others = government[g] + investment[g] + dwellings[g] + exports[g];
        let consumption = left[g] + imports[g] - others;
        let urban = (consumption as f64 * URBAN_SHARE).round() as Tenths;
        for (kind, amount) in [
            (Final::HouseholdsRural, consumption - urban),
            (Final::HouseholdsUrban, urban),
            (Final::Government, government[g]),
            (Final::FirmInvestment, investment[g]),
            (Final::Dwellings, dwellings[g]),
            (Final::Exports, exports[g]),
            (Final::Imports, -imports[g]),
        ] {
            table.finals[kind as usize][g] = amount;
        }
    }
}

/// Scales rows and columns in turn until both have their totals.
fn fit(mut cells: Vec<[f64; 5]>, rows: &[f64], columns: &[f64; 5]) -> Vec<[f64; 5]> {
    for _ in 0..200 {
        for (column, total) in columns.iter().enumerate() {
            let factor = total / cells.iter().map(|row| row[column]).sum::<f64>();
            for row in &mut cells {
                row[column] *= factor;
            }
        }
        for (row, total) in cells.iter_mut().zip(rows) {
            let factor = total / row.iter().sum::<f64>();
            for cell in row.iter_mut() {
                *cell *= factor;
            }
        }
    }
    cells
}

fn industries(shapes: &[Shape], jobs: &[u64], mean_firm_size: f64) -> Vec<IndustryRow> {
    let rows = shapes.iter().zip(jobs);
    rows.map(|(shape, &jobs)| IndustryRow {
        code: shape.code.to_owned(),
        name: shape.name.to_owned(),
        jobs_thousand: jobs as f64,
        depreciation_rate: shape.depreciation_rate,
        mean_firm_size: if shape.code == "PLT" {
            (mean_firm_size / 3.0).max(1.0)
        } else {
            mean_firm_size
        },
        self_employed_share: shape.self_employed,
        government_share: shape.public,
        distance_decay: shape.decay,
        loans: None,
        note: Note::default(),
    })
    .collect()
}

/// An amount rounded to a tenth.
fn to_tenth(amount: f64) -> f64 {
    (amount * 10.0).round() / 10.0
}

fn balances(tables: &Tables) -> [Balance; 7] {
    let gdp = money(tables.use_table.gross_value_added());
    let capital: f64 = (0..tables.n_industries()).map(|g| tables.capital(g)).sum();
    let loans = to_tenth(LOANS_SHARE * capital);
    Stock::ALL.map(|stock| Balance {
        amount: match stock {
            Stock::FirmLoans => loans,
            Stock::BankEquity => to_tenth(EQUITY_SHARE * loans),
            Stock::FirmDeposits => to_tenth(FIRM_DEPOSITS * gdp),
            Stock::HouseholdDeposits => to_tenth(HOUSEHOLD_DEPOSITS * gdp),
            Stock::Dwellings => to_tenth(DWELLINGS * gdp),
            Stock::PublicDebt => to_tenth(PUBLIC_DEBT * gdp),
            Stock::ForeignPosition => 0.0,
        },
        ratio: None,
        note: assumed(),
    })
}

/// Sizes the population, and chooses incomes from which exactly the table's consumption is spent.
fn settle_incomes(tables: &mut Tables, households: u32) {
    tables.scalars.size.households_thousand = f64::from(households);
    let consumption = money(tables.use_table.household_consumption());
    let housing = money(tables.use_table.total(Final::Dwellings));
    let taxes = tables.scalars.taxes;
    let h = &mut tables.scalars.households;
    h.disposable_income = consumption * (1.0 + taxes.value_added) / h.consumption_propensity;
    h.housing_propensity = housing * (1.0 + taxes.housing_investment) / h.disposable_income;
    let income = h.disposable_income;

    let jobs: f64 = tables.industries.iter().map(|row| row.jobs_thousand).sum();
    let workers = (jobs / (1.0 - tables.scalars.unemployment())).round();
    let incomes = tables.opening_incomes(jobs, workers - jobs);
    let earned = 4.0 * (incomes.wages + incomes.dividends);
    let benefits = to_tenth((1.0 - OTHER_TRANSFERS) * income - earned);
    tables.scalars.households.social_benefits = benefits;
}

fn assumed() -> Note {
    Note {
        status: Some(Status::Assumed),
        source: None,
        note: Some("made by formula".to_owned()),
    }
}

/// Marks every number as assumed and names the units of the columns.
fn annotate(tables: &mut Tables) {
    for group in tables.scalars.groups() {
        for declared in group.declarations() {
            tables.notes.insert(declared.path.to_owned(), assumed());
        }
    }
    let correlation = "economy.shocks.correlation".to_owned();
    tables.notes.insert(correlation, assumed());
    let mut describe = |table: &str, column: &str, unit: &str| {
        let note = ColumnNote {
            unit: Some(unit.to_owned()),
            note: assumed(),
        };
        tables
            .columns
            .insert((table.to_owned(), column.to_owned()), note);
    };
    let flow = "million crowns per year";
    for row in &tables.industries {
        describe("use_table", &row.code, flow);
    }
    for kind in Final::ALL {
        describe("use_table", kind.column(), flow);
    }
    describe("use_table", "OUTPUT", flow);
    for (column, unit) in [
        ("jobs_thousand", "thousand jobs"),
        ("alpha", "million crowns per thousand jobs and quarter"),
        ("beta", "output over intermediate inputs"),
        ("kappa", "output per quarter over capital at full use"),
        ("delta", "depreciation per quarter over capital at full use"),
        ("wage", "million crowns per thousand jobs and quarter"),
        ("tau_products", "share of output"),
        ("tau_production", "share of output"),
        ("margin", "share of output"),
        ("self_employed_share", "share of the employed"),
        ("government_share", "share of firms"),
        ("depreciation_rate", "share of capital per year"),
        ("distance_decay", "per step between areas"),
        ("mean_firm_size", "employees per firm"),
    ] {
        describe("industries", column, unit);
    }
    describe("balance_sheets", "amount", "million crowns");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_form_has_the_sizes_it_promises() {
        let tables = village(&VillageSpec::default());
        tables.check().unwrap();
        let c = tables.calibration(1000.0).unwrap();
        assert_eq!(c.n_households(), 2_500);
        assert!((150..=250).contains(&c.n_firms()), "{}", c.n_firms());
        let platforms = c.industries.iter().find(|g| g.code == "PLT").unwrap();
        assert!(platforms.firms >= 8);
    }

    /// No industry is near a loss: 4 % of output are left after taxes, depreciation and interest.
    #[test]
    fn every_industry_earns_a_margin() {
        let tables = village(&VillageSpec::default());
        for (g, row) in tables.industries.iter().enumerate() {
            let output = money(tables.use_table.output[g].into()) / 4.0;
            let margin = tables.opening_profit(g) / output;
            assert!(margin >= 0.04, "{}: {margin}", row.code);
        }
    }

    #[test]
    fn the_population_is_told_apart_and_paid() {
        let tables = village(&VillageSpec::default());
        let h = tables.scalars.households;
        assert!(h.consumption_propensity + h.housing_propensity <= 1.0);
        let c = tables.calibration(1000.0).unwrap();
        assert!(c.sizes.inactive > 500);
        let wages = c.technology.wage.iter().sum::<f64>() / 21.0;
        assert!(c.opening.benefit_inactive > 0.0 && c.opening.benefit_inactive < wages);
        assert!(c.opening.benefit_other > 0.0);
        let loans = c.opening.firm_loans;
        let capital: f64 = (0..21).map(|g| tables.capital(g)).sum();
        assert!(loans <= 0.5 * capital && loans <= c.opening.bank_equity / 0.03);
    }

    /// Remainders are shared out without losing a unit.
    #[test]
    fn rounding_keeps_the_total() {
        assert_eq!(round_to_total(&[1.0, 1.0, 1.0], 10), [4, 3, 3]);
        assert_eq!(round_to_total(&[0.0, 1.0], 7), [0, 7]);
    }
}
