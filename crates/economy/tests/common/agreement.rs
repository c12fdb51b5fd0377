//! The expected market beside the sampled one: both from one state, with the same luck in all else.
//!
//! Run `k` of either market begins with a copy of the state and draws with seed `k`. Shocks, jobs and
//! queues are then the same in both, and their difference is what the market does: its mean is the
//! bias of taking means, its standard error says how well the seeds show it.
//!
//! # Source
//! Long run, §7.2.

use economy::{Economy, Luck, Market, NoPolicy, NoTheory, Serial, Theory};

/// Share of the expected value up to which a difference of aggregates is agreement.
pub const BAND: f64 = 1e-3;
/// Share of the expected value (of the workers, for unemployment) up to which paths agree.
pub const PATH_BAND: f64 = 3e-3;
/// Standard errors up to which a difference may be luck: two-sided, 6e-5 a comparison.
pub const ERRORS: f64 = 4.0;

/// One number under the two markets.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub name: String,
    /// Mean over seeds, sampled.
    pub sampled: f64,
    /// Mean over seeds, expected.
    pub expected: f64,
    /// Standard error of the difference of the two.
    pub standard_error: f64,
    /// Largest difference over seeds.
    pub largest: f64,
    /// What a difference is measured against.
    pub scale: f64,
}

impl Row {
    fn new(name: String, pairs: &[(f64, f64)], scale: Option<f64>) -> Self {
        let n = pairs.len() as f64;
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
        let (sampled, expected) = (mean(&|p| p.0), mean(&|p| p.1));
        let gap = sampled - expected;
        let squares: f64 = pairs.iter().map(|p| (p.0 - p.1 - gap).powi(2)).sum();
        Self {
            name,
            sampled,
            expected,
            standard_error: (squares / (n - 1.0) / n).sqrt(),
            largest: pairs.iter().fold(0.0, |m, p| (p.0 - p.1).abs().max(m)),
            scale: scale.unwrap_or(expected.abs()),
        }
    }

    /// Sampled less expected, over the scale.
    pub fn gap(&self) -> f64 {
        let gap = self.sampled - self.expected;
        if gap == 0.0 { 0.0 } else { gap / self.scale }
    }

    /// The standard error of [`Self::gap`].
    pub fn gap_error(&self) -> f64 {
        if self.standard_error == 0.0 {
            0.0
        } else {
            self.standard_error / self.scale
        }
    }

    /// Whether the gap is within `band`, or may be luck.
    pub fn agrees(&self, band: f64) -> bool {
        self.gap().abs() <= band.max(ERRORS * self.gap_error())
    }
}

/// Measured gaps that are larger than the band: what luck itself does, which means do not have.
///
/// Each row whose name begins with a name here has about this gap. Decision 0006 says why.
pub type CostOfChance = [(&'static str, f64)];

/// Asserts that every row agrees, and that those with a known gap still have it.
pub fn assert_agreement(rows: &[Row], band: f64, known: &CostOfChance) {
    for row in rows {
        let text = table(std::slice::from_ref(row), band);
        match known.iter().find(|(name, _)| row.name.starts_with(name)) {
            Some((_, gap)) => {
                let off = (row.gap() - gap).abs();
                assert!(
                    off <= 1e-4 + ERRORS * row.gap_error(),
                    "recorded {gap}: {text}"
                );
            }
            None => assert!(row.agrees(band), "{text}"),
        }
    }
}

/// The state from which both begin: `quarters` of the sampled market behind it.
pub fn state(mut economy: Economy, quarters: u32) -> Economy {
    for _ in 0..quarters {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    }
    economy
}

/// Moves the prices of firms apart, by up to a fifth up or down: firms alike in everything else charge
/// the same, and then nobody would choose by price.
pub fn disperse(mut economy: Economy) -> Economy {
    for i in economy.firms.ids() {
        economy.firms.price[i] *= 1.0 + 0.2 * quantity::maths::sin(f64::from(i.0));
    }
    economy
}

/// Takes most of their inputs and all their inventories from firms, so that next quarter even firms,
/// who buy first, do not get all they want.
pub fn starve(mut economy: Economy) -> Economy {
    for i in economy.firms.ids() {
        economy.firms.inputs[i] *= 0.4;
        economy.firms.inventories[i] = 0.0;
    }
    economy
}

/// Runs both markets from `state` with every seed; `measure` sees the economy after each quarter.
fn pairs(
    state: &Economy,
    theory: &dyn Fn() -> Box<dyn Theory>,
    seeds: u64,
    quarters: u32,
    measure: impl Fn(&Economy) -> Vec<f64>,
) -> Vec<Vec<(f64, f64)>> {
    let run = |market, seed| {
        let mut economy = state.clone();
        economy.rules.market = market;
        economy.luck = Luck::Seed(seed);
        let mut found = Vec::new();
        let mut theory = theory();
        for _ in 0..quarters {
            economy.quarter(&mut NoPolicy, &mut *theory, &Serial);
            found.extend(measure(&economy));
        }
        found
    };
    let mut columns = Vec::new();
    for seed in 1_000..1_000 + seeds {
        let both = run(Market::Sampled, seed)
            .into_iter()
            .zip(run(Market::Expected, seed));
        for (k, pair) in both.enumerate() {
            if columns.len() <= k {
                columns.push(Vec::new());
            }
            columns[k].push(pair);
        }
    }
    columns
}

const AGGREGATES: [&str; 17] = [
    "consumption C, money",
    "consumption C, real",
    "housing, money",
    "housing, real",
    "households together, money",
    "households together, real",
    "government G, money",
    "government G, real",
    "exports X, money",
    "exports X, real",
    "imports M, money",
    "imports M, real",
    "investment I, real",
    "inputs ΔM, real",
    "nominal GDP",
    "real GDP",
    "demand of all products",
];

fn aggregates(economy: &Economy) -> [f64; 17] {
    let (p, books, firms) = (&economy.purchases, &economy.books, &economy.firms);
    [
        p.consumption,
        p.real_consumption,
        p.housing,
        p.real_housing,
        p.consumption + p.housing,
        p.real_consumption + p.real_housing,
        p.government,
        p.real_government,
        p.exports,
        p.real_exports,
        books.imports.nominal,
        books.imports.real,
        firms.investment.iter().sum(),
        firms.purchased_inputs.iter().sum(),
        books.gdp.nominal,
        books.gdp.real,
        firms
            .demand
            .iter()
            .chain(&economy.world.import_demand)
            .sum(),
    ]
}

/// The names of what is compared of each product.
const OF_PRODUCT: [&str; 3] = ["demand", "sales", "price"];

fn of_product(economy: &Economy, g: usize) -> [f64; 3] {
    let (firms, world) = (&economy.firms, &economy.world);
    let total = |column: &[f64], import: f64| {
        firms
            .of_industry(g)
            .fold(import, |sum, i| sum + column[i.0 as usize])
    };
    [
        total(&firms.demand, world.import_demand[g]),
        total(&firms.sales, world.import_sales[g]),
        economy.prices.product[g],
    ]
}

/// The first quarter under both markets: aggregates, then each product.
pub fn first_quarter(state: &Economy, seeds: u64) -> (Vec<Row>, Vec<Row>) {
    first_quarter_under(state, seeds, &|| Box::new(NoTheory))
}

/// The same under a theory.
pub fn first_quarter_under(
    state: &Economy,
    seeds: u64,
    theory: &dyn Fn() -> Box<dyn Theory>,
) -> (Vec<Row>, Vec<Row>) {
    let n = state.calibration.n_industries();
    let columns = pairs(state, theory, seeds, 1, |economy| {
        let mut found = aggregates(economy).to_vec();
        for g in 0..n {
            found.extend(of_product(economy, g));
        }
        found
    });
    let names = AGGREGATES.iter().map(|name| (*name).to_owned());
    let products = (0..n).flat_map(|g| {
        let code = &state.calibration.industries[g].code;
        OF_PRODUCT.map(|what| format!("{code} {what}"))
    });
    let mut rows: Vec<Row> = names
        .chain(products)
        .zip(columns)
        .map(|(name, pairs)| Row::new(name, &pairs, None))
        .collect();
    let products = rows.split_off(AGGREGATES.len());
    (rows, products)
}

/// Products that a single seller offers in the quarter after `state`.
pub fn with_one_seller(state: &Economy) -> Vec<usize> {
    let mut economy = state.clone();
    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
    let offers = |g: usize| {
        let firms = &economy.firms;
        let supply = |i| firms.output[i] + firms.inventories[i] + firms.sales[i];
        firms.of_industry(g).filter(|&i| supply(i) > 0.0).count()
            + usize::from(economy.world.import_supply[g] > 0.0)
    };
    (0..economy.calibration.n_industries())
        .filter(|&g| offers(g) == 1)
        .collect()
}

/// GDP, prices and unemployment under both markets, quarter by quarter.
pub fn paths(state: &Economy, seeds: u64, quarters: u32) -> Vec<Row> {
    let names = [
        "real GDP",
        "GDP deflator",
        "consumer prices",
        "unemployment",
    ];
    let columns = pairs(state, &|| Box::new(NoTheory), seeds, quarters, |economy| {
        let households = &economy.households;
        vec![
            economy.books.gdp.real,
            economy.books.gdp_deflator(),
            economy.prices.consumer,
            households.unemployed() as f64 / households.n_workers as f64,
        ]
    });
    let mut rows = Vec::new();
    for (quarter, columns) in (1..).zip(columns.chunks(names.len())) {
        for (name, pairs) in names.iter().zip(columns) {
            let scale = (*name == "unemployment").then_some(1.0);
            rows.push(Row::new(format!("q{quarter:02} {name}"), pairs, scale));
        }
    }
    rows
}

/// A table of rows that says which lie outside the band.
pub fn table(rows: &[Row], band: f64) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for row in rows {
        let verdict = if row.agrees(band) { "" } else { "  outside" };
        writeln!(
            text,
            "{:<26} sampled {:>14.6}  expected {:>14.6}  gap {:>+9.4} % ± {:.4}{verdict}",
            row.name,
            row.sampled,
            row.expected,
            100.0 * row.gap(),
            100.0 * row.gap_error(),
        )
        .expect("a string");
    }
    text
}
