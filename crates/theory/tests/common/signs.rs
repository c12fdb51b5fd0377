//! The sign tests as data: who, after what, and what must move where.

#![allow(dead_code, reason = "not every user needs everything")]

use std::fmt;

use economy::channels::AreaId;
use economy::closure::fiscal_rule::OpeningBalance;
use economy::flows::Transaction;
use economy::{Economy, Luck, Market};
use quantity::maths;
use theory::effects::gig::GigWork;
use theory::{Concepts, Digital, OpeningMode, Setup};

use super::common::{self, run as run_quarters, standard_village};

/// Platforms and online trade.
#[path = "platform_signs.rs"]
mod platforms;

pub use platforms::TESTS as PLATFORM_TESTS;

/// Town and country.
#[path = "area_signs.rs"]
mod areas;

pub use areas::TESTS as AREA_TESTS;

/// Town and country of two provinces, with people.
pub fn inhabited_areas() -> economy::Calibration {
    common::inhabited_areas(1)
}

/// Instead of a sign: nothing may move.
pub const NULL: i8 = 2;

/// A measure of an economy under the theory.
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// Expected sign of the difference; 0 where it is only reported, [`NULL`] where there must be none.
    pub sign: i8,
    /// The number.
    pub of: fn(&Economy, &Digital) -> f64,
}

/// A test of one concept.
pub struct SignTest {
    /// The concept.
    pub id: &'static str,
    /// Its key.
    pub key: &'static str,
    /// Concepts that are on in both arms; `all` for the whole theory.
    pub after: &'static [&'static str],
    /// Other settings of both arms.
    pub set: &'static [(&'static str, &'static str)],
    /// What is measured.
    pub measures: &'static [Measure],
}

const fn measure(name: &'static str, sign: i8, of: fn(&Economy, &Digital) -> f64) -> Measure {
    Measure { name, sign, of }
}

fn output(e: &Economy, _: &Digital) -> f64 {
    e.books.gdp.real
}

fn adoption(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.adoption[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

fn online(_: &Economy, d: &Digital) -> f64 {
    let online = &d.state().households.online;
    maths::sum(online.iter().copied()) / online.len() as f64
}

fn labour_share(e: &Economy, _: &Digital) -> f64 {
    e.books.compensation / e.books.gross_value_added.nominal
}

fn core_share(e: &Economy, d: &Digital) -> f64 {
    let core = (0..e.calibration.n_industries()).filter(|&g| d.endowment().industries[g].digital);
    maths::sum(core.map(|g| e.books.industry_value_added[g].nominal)) / e.books.gdp.nominal
}

fn core_labour_cost(e: &Economy, d: &Digital) -> f64 {
    let core: Vec<usize> = (0..e.calibration.n_industries())
        .filter(|&g| d.endowment().industries[g].digital)
        .collect();
    let firms = || core.iter().flat_map(|&g| e.firms.of_industry(g));
    let wages = maths::sum(firms().map(|i| e.firms.labour_cost(i, &e.prices)));
    wages / maths::sum(firms().map(|i| e.firms.price[i] * e.firms.output[i]))
}

fn employment(e: &Economy, _: &Digital) -> f64 {
    1.0 - e.households.unemployed() as f64 / e.households.n_workers as f64
}

fn inputs_per_output(e: &Economy, _: &Digital) -> f64 {
    let used = e
        .firms
        .ids()
        .map(|i| e.firms.output[i] / e.firms.output_per_input[i]);
    maths::sum(used) / e.firms.total_output()
}

fn fill(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.sales.iter().copied()) / maths::sum(e.firms.demand.iter().copied())
}

fn stocks(e: &Economy, _: &Digital) -> f64 {
    let stocks = e
        .firms
        .inventories
        .iter()
        .chain(e.firms.inputs.iter())
        .copied();
    maths::sum(stocks) / maths::sum(e.firms.sales.iter().copied())
}

fn product_taxes(e: &Economy, _: &Digital) -> f64 {
    let taxes = e
        .firms
        .ids()
        .map(|i| e.firms.tax_rate(i) * e.firms.price[i] * e.firms.output[i]);
    maths::sum(taxes) / e.books.gdp.nominal
}

fn own_productivity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs = firms.ids().map(|i| {
        f64::from(firms.employees[i])
            * maths::ln(firms.output_per_worker[i] / firms.reference.trend_output_per_worker[i])
    });
    maths::sum(logs) / maths::sum(firms.employees.iter().map(|&n| f64::from(n)))
}

fn forecast_error(e: &Economy, _: &Digital) -> f64 {
    let errors = e
        .firms
        .ids()
        .filter(|&i| e.firms.demand[i] > 0.0 && e.firms.target_output[i] > 0.0);
    let squares: Vec<f64> = errors
        .map(|i| {
            let error = maths::ln(e.firms.target_output[i] / e.firms.demand[i]);
            error * error
        })
        .collect();
    maths::sum(squares.iter().copied()) / squares.len() as f64
}

fn credit(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.loans.iter().copied()) / e.books.gdp.nominal
}

fn capacity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let possible = firms
        .ids()
        .map(|i| firms.output_per_capital[i] * firms.capital[i] * e.channels.capacity_use.at(i));
    maths::sum(possible) / e.firms.total_output()
}

fn coverage_of_poor(_: &Economy, d: &Digital) -> f64 {
    d.derived().coverage_of_poor
}

fn gini(e: &Economy, _: &Digital) -> f64 {
    let mut incomes: Vec<f64> = e.households.disposable_income.to_vec();
    incomes.sort_by(f64::total_cmp);
    let n = incomes.len() as f64;
    let ranked = incomes
        .iter()
        .enumerate()
        .map(|(k, x)| (2.0 * (k as f64 + 1.0) - n - 1.0) * x);
    maths::sum(ranked) / (n * maths::sum(incomes.iter().copied()))
}

fn transfer_mix(e: &Economy, _: &Digital) -> f64 {
    e.channels.transfer_mix.value()
}

fn violation(e: &Economy, _: &Digital) -> f64 {
    let areas = e.calibration.geography.len();
    let of = |area| e.channels.violation.at(AreaId(area as u32));
    maths::sum((0..areas).map(of)) / areas as f64
}

fn entry(e: &Economy, _: &Digital) -> f64 {
    e.channels.entry.total()
}

fn closure(_: &Economy, d: &Digital) -> f64 {
    let closure = &d.laws().closure;
    maths::sum(closure.iter().copied()) / closure.len() as f64
}

fn precision(_: &Economy, d: &Digital) -> f64 {
    let precision = &d.derived().precision;
    maths::sum(precision.iter().copied()) / precision.len() as f64
}

fn network(_: &Economy, d: &Digital) -> f64 {
    d.means().over_persons(|area| d.state().areas.network[area])
}

fn core_imports(_: &Economy, d: &Digital) -> f64 {
    d.state().nation.core_imports
}

fn innovation(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.innovation[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

fn losses(e: &Economy, _: &Digital) -> f64 {
    e.channels.losses.total() / e.households.len() as f64
}

fn gig_share(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).share
}

fn gig_pay(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).relative_pay
}

fn without_earnings(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).without_earnings
}

fn covered(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).covered
}

fn wage_share(e: &Economy, _: &Digital) -> f64 {
    e.books.wages / e.books.gross_value_added.nominal
}

fn volatility(_: &Economy, d: &Digital) -> f64 {
    let variance = &d.state().households.income_variance;
    (maths::sum(variance.iter().copied()) / variance.len() as f64).sqrt()
}

fn rent_share(e: &Economy, d: &Digital) -> f64 {
    d.concepts.sharing_economy.trade(&e.view(), 0.0).rent_share
}

fn rents_of_top(e: &Economy, d: &Digital) -> f64 {
    let trade = d.concepts.sharing_economy.trade(&e.view(), 0.0);
    // Beyond the fifth that an equal split would give them.
    maths::positive(trade.of_top_fifth - 0.2)
}

fn consumption_per_yuan(e: &Economy, _: &Digital) -> f64 {
    e.books.household_consumption.real / e.books.household_consumption.nominal
}

/// Real demand for products.
fn demand(e: &Economy, products: &[usize]) -> f64 {
    let of = |&g: &usize| maths::sum(e.firms.of_industry(g).map(|i| e.firms.demand[i]));
    maths::sum(products.iter().map(of))
}

fn replaced_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.shared)
}

fn trade_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.trade)
}

fn goods_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.goods)
}

fn health_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.health)
}

fn culture_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.culture)
}

fn dispersion(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs: Vec<f64> = firms
        .ids()
        .filter(|&i| firms.output[i] > 0.0 && firms.employees[i] > 0)
        .map(|i| maths::ln(firms.price[i] * firms.output[i] / f64::from(firms.employees[i])))
        .collect();
    let mean = maths::sum(logs.iter().copied()) / logs.len() as f64;
    maths::sum(logs.iter().map(|x| (x - mean) * (x - mean))) / logs.len() as f64
}

fn register_dividends(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::RegisterDividends)
}

fn platform_investment(e: &Economy, d: &Digital) -> f64 {
    let platforms = &d.state().platforms.firm;
    maths::sum(platforms.iter().map(|&i| e.firms.investment[i]))
}

fn moved(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::Levies) + e.flows.total(Transaction::Giving)
}

const A1: &[&str] = &["permeability"];
const ALL: &[&str] = &["all"];
const NONE: &[(&str, &str)] = &[];

const fn test(
    id: &'static str,
    key: &'static str,
    after: &'static [&'static str],
    set: &'static [(&'static str, &'static str)],
    measures: &'static [Measure],
) -> SignTest {
    SignTest {
        id,
        key,
        after,
        set,
        measures,
    }
}

/// The tests of all concepts that act today.
pub const TESTS: &[SignTest] = &[
    test(
        "A1",
        "permeability",
        ALL,
        NONE,
        &[
            measure("adoption", 1, adoption),
            measure("online persons", 1, online),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "A2",
        "empowerment",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("own productivity", 1, own_productivity),
            measure("employment", 0, employment),
        ],
    ),
    test(
        "A3",
        "substitutability",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("labour share", -1, labour_share),
            measure("core share", 0, core_share),
        ],
    ),
    test(
        "A4",
        "innovation",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("innovation stock", 1, innovation),
        ],
    ),
    test(
        "A5",
        "dual_high",
        &["permeability", "digital_industrialisation"],
        NONE,
        &[
            measure("labour cost of the core", -1, core_labour_cost),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B1",
        "digital_industrialisation",
        A1,
        NONE,
        &[
            measure("core share", 1, core_share),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B2",
        "industrial_digitisation",
        A1,
        NONE,
        &[
            measure("own productivity", -1, own_productivity),
            measure("adoption", -1, adoption),
            measure("core share", 0, core_share),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "B3",
        "data_value",
        A1,
        NONE,
        &[measure("real GDP", 1, output)],
    ),
    test(
        "B4",
        "digital_governance",
        A1,
        NONE,
        &[
            measure("taxes on products over GDP", 1, product_taxes),
            measure("ease of entry", 1, entry),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C1",
        "speed_economy",
        A1,
        NONE,
        &[
            measure("fill rate", 1, fill),
            measure("stocks over sales", -1, stocks),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C2",
        "precision_economy",
        A1,
        NONE,
        &[
            measure("inputs per output", -1, inputs_per_output),
            measure("real GDP", 1, output),
            measure("benefits by need", 1, transfer_mix),
        ],
    ),
    test(
        "C4",
        "expected_economy",
        A1,
        NONE,
        &[
            measure("error of plans", -1, forecast_error),
            measure("stocks over sales", -1, stocks),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "C6",
        "full_time_economy",
        A1,
        NONE,
        &[
            measure("capacity over output", 1, capacity),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C8",
        "gig_economy",
        A1,
        NONE,
        &[
            measure("gig share", 1, gig_share),
            measure("labour force without earnings", -1, without_earnings),
            measure("volatility of incomes", 1, volatility),
            measure("covered share", -1, covered),
            measure("wages over value added", -1, wage_share),
            measure("pay over net wage", 0, gig_pay),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C9",
        "sharing_economy",
        A1,
        NONE,
        &[
            measure("rents over consumption", 1, rent_share),
            measure("real consumption per yuan", 1, consumption_per_yuan),
            measure("sales of what is replaced", -1, replaced_sales),
            measure("rents to the top fifth of owners", 1, rents_of_top),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "C10",
        "ecological_economy",
        A1,
        NONE,
        &[
            measure("own productivity", 1, own_productivity),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "D1",
        "equality",
        A1,
        NONE,
        &[
            measure("sales of trade", -1, trade_sales),
            measure("sales of goods", 1, goods_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "D2",
        "inclusiveness",
        &["permeability", "online_finance"],
        NONE,
        &[
            measure("coverage of the poor", 1, coverage_of_poor),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "E3",
        "online_finance",
        A1,
        NONE,
        &[
            measure("loans over GDP", 0, credit),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E4",
        "online_government",
        A1,
        NONE,
        &[
            measure("benefits by need", 1, transfer_mix),
            measure("Gini of income", -1, gini),
        ],
    ),
    test(
        "E2",
        "online_healthcare",
        A1,
        NONE,
        &[
            measure("spending on health", 0, health_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E5",
        "online_culture",
        A1,
        NONE,
        &[
            measure("sales of culture", -1, culture_sales),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "E6",
        "online_governance",
        A1,
        NONE,
        &[measure("violation", -1, violation)],
    ),
    test(
        "G1",
        "data_monopoly",
        &["permeability", "industrial_digitisation", "data_value"],
        NONE,
        &[
            measure("data out of reach", 1, closure),
            measure("precision", -1, precision),
            measure("ease of entry", -1, entry),
            measure("real GDP", -1, output),
        ],
    ),
    test(
        "G2",
        "algorithm_manipulation",
        &["permeability", "gig_economy"],
        NONE,
        &[
            measure("pay over net wage", -1, gig_pay),
            measure("gig share", 0, gig_share),
        ],
    ),
    test(
        "G3",
        "employment_substitution",
        A1,
        NONE,
        &[
            measure("real GDP", 1, output),
            measure("labour share", -1, labour_share),
            measure("employment", 0, employment),
            measure("Gini of income", 0, gini),
        ],
    ),
    test(
        "G4",
        "digital_divide",
        A1,
        NONE,
        &[
            measure("online persons", -1, online),
            measure("coverage of the poor", -1, coverage_of_poor),
        ],
    ),
    test(
        "H1",
        "strategy_infrastructure",
        ALL,
        NONE,
        &[
            measure("network", 1, network),
            measure("adoption", 1, adoption),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "H2",
        "strategy_core_technology",
        ALL,
        NONE,
        &[
            measure("dependence on imports", -1, core_imports),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H3",
        "strategy_data_authorisation",
        ALL,
        &[("data_monopoly.strength", "1")],
        &[
            measure("precision", 1, precision),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "H4",
        "strategy_application_scenarios",
        ALL,
        NONE,
        &[
            measure("adoption", 1, adoption),
            measure("real GDP", 0, output),
        ],
    ),
    test(
        "H6",
        "strategy_ecosystem",
        ALL,
        NONE,
        &[
            measure("own productivity", 1, own_productivity),
            measure("ease of entry", 1, entry),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "I1",
        "strategy_shared_ownership",
        ALL,
        NONE,
        &[
            measure("dividends by register", 1, register_dividends),
            measure("Gini of income", -1, gini),
            measure("investment of platforms", 0, platform_investment),
        ],
    ),
    test(
        "I2",
        "strategy_three_distributions",
        ALL,
        NONE,
        &[
            measure("taxes and gifts moved", 1, moved),
            measure("Gini of income", -1, gini),
            measure("employment", 0, employment),
        ],
    ),
    test(
        "I3",
        "strategy_government_market",
        ALL,
        NONE,
        &[
            measure("ease of entry", 1, entry),
            measure("dispersion of output per worker", -1, dispersion),
            measure("real GDP", 1, output),
        ],
    ),
    test(
        "I4",
        "strategy_trust_security",
        ALL,
        NONE,
        &[
            measure("losses over consumption", 0, losses),
            measure("real GDP", 0, output),
        ],
    ),
];

/// What came out of one measure.
pub struct Row {
    /// The concept.
    pub id: &'static str,
    /// The measure.
    pub name: &'static str,
    /// Expected sign.
    pub sign: i8,
    /// Mean without the concept.
    pub base: f64,
    /// Mean difference.
    pub difference: f64,
    /// Over its standard error.
    pub t: f64,
    /// Share of seeds with the expected sign, or with the commoner one.
    pub agree: f64,
}

impl Row {
    /// Whether the expected sign was found; true where none is expected.
    pub fn passes(&self) -> bool {
        if self.sign == NULL {
            return self.t.abs() < 2.0;
        }
        let right = self.difference * f64::from(self.sign) > 0.0;
        self.sign == 0 || (right && self.agree >= 0.95 && self.t.abs() > 3.0)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.sign {
            1 => "+",
            -1 => "-",
            NULL => "0",
            _ => "?",
        };
        let verdict = match (self.sign, self.passes()) {
            (0, _) => "reported",
            (_, true) => "pass",
            (_, false) => "FAIL",
        };
        write!(
            f,
            "{:<4} {:<38} {sign:>6} {:>12.6} {:>+12.3e} {:>9.1} {:>7.0}%  {verdict}",
            self.id,
            self.name,
            self.base,
            self.difference,
            self.t,
            100.0 * self.agree,
        )
    }
}

/// Runs a test on the village: one row per measure.
pub fn run(test: &SignTest, seeds: u64, quarters: u32) -> Vec<Row> {
    run_on(&standard_village(), test, seeds, quarters)
}

/// Runs a test on an economy.
pub fn run_on(
    calibration: &economy::Calibration,
    test: &SignTest,
    seeds: u64,
    quarters: u32,
) -> Vec<Row> {
    let is_strategy = test.key.starts_with("strategy_");
    let arm = |on: bool, seed: u64| {
        let mut concepts = if test.after == ALL {
            Concepts::default()
        } else {
            Concepts::off()
        };
        for key in test.after.iter().filter(|key| **key != "all") {
            concepts.switch(key, 1.0);
        }
        concepts.setup = Setup {
            opening: OpeningMode::Greenfield,
            ..Setup::default()
        };
        for (path, value) in test.set {
            concepts.set(path, value).expect("a parameter");
        }
        let switch = if is_strategy { "intensity" } else { "strength" };
        let strength = if on { 1.0 } else { 0.0 };
        concepts
            .set_number(&format!("{}.{switch}", test.key), strength)
            .expect("a switch");
        // With the budget as given there are benefits for all, of which a share can be aimed.
        let mut rules = common::rules(Market::Expected);
        rules.closure.fiscal_rule.opening_balance = OpeningBalance::Given;
        let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(seed));
        let mut digital = Digital::open(concepts, &economy.view());
        run_quarters(&mut economy, &mut digital, quarters);
        test.measures
            .iter()
            .map(|m| (m.of)(&economy, &digital))
            .collect::<Vec<f64>>()
    };
    let pairs: Vec<(Vec<f64>, Vec<f64>)> = (1..=seeds)
        .map(|seed| (arm(false, seed), arm(true, seed)))
        .collect();
    let n = seeds as f64;
    test.measures
        .iter()
        .enumerate()
        .map(|(k, measure)| {
            let differences: Vec<f64> = pairs.iter().map(|(off, on)| on[k] - off[k]).collect();
            let mean = maths::sum(differences.iter().copied()) / n;
            let squares = maths::sum(differences.iter().map(|d| (d - mean) * (d - mean)));
            let error = (squares / (n - 1.0) / n).sqrt();
            let sign = match measure.sign {
                0 | NULL => mean.signum(),
                sign => f64::from(sign),
            };
            let agree = differences.iter().filter(|d| **d * sign > 0.0).count() as f64 / n;
            Row {
                id: test.id,
                name: measure.name,
                sign: measure.sign,
                base: maths::sum(pairs.iter().map(|(off, _)| off[k])) / n,
                difference: mean,
                t: if error > 0.0 {
                    mean / error
                } else if mean == 0.0 {
                    0.0
                } else {
                    f64::INFINITY * mean.signum()
                },
                agree,
            }
        })
        .collect()
}
