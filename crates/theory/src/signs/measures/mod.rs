//! What the sign tests measure of an economy under the theory: here what needs neither platforms nor a map.

use economy::Economy;
use economy::channels::AreaId;
use economy::flows::Transaction;
use quantity::{FirmId, HouseholdId, maths};

pub(super) mod places;
pub(super) mod platforms;

use crate::effects::gig::GigWork;
use crate::{Digital, diffusion};

pub(in crate::signs) fn output(e: &Economy, _: &Digital) -> f64 {
    e.books.gdp.real
}

pub(in crate::signs) fn adoption(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.adoption[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

pub(in crate::signs) fn online(_: &Economy, d: &Digital) -> f64 {
    let online = &d.state().households.online;
    maths::sum(online.iter().copied()) / online.len() as f64
}

pub(in crate::signs) fn labour_share(e: &Economy, _: &Digital) -> f64 {
    e.books.compensation / e.books.gross_value_added.nominal
}

pub(in crate::signs) fn core_share(e: &Economy, d: &Digital) -> f64 {
    let core = (0..e.calibration.n_industries()).filter(|&g| d.endowment().industries[g].digital);
    maths::sum(core.map(|g| e.books.industry_value_added[g].nominal)) / e.books.gdp.nominal
}

pub(in crate::signs) fn core_labour_cost(e: &Economy, d: &Digital) -> f64 {
    let core: Vec<usize> = (0..e.calibration.n_industries())
        .filter(|&g| d.endowment().industries[g].digital)
        .collect();
    let firms = || core.iter().flat_map(|&g| e.firms.of_industry(g));
    let wages = maths::sum(firms().map(|i| e.firms.labour_cost(i, &e.prices)));
    wages / maths::sum(firms().map(|i| e.firms.price[i] * e.firms.output[i]))
}

pub(in crate::signs) fn employment(e: &Economy, _: &Digital) -> f64 {
    1.0 - e.households.unemployed() as f64 / e.households.n_workers as f64
}

pub(in crate::signs) fn inputs_per_output(e: &Economy, _: &Digital) -> f64 {
    let used = e
        .firms
        .ids()
        .map(|i| e.firms.output[i] / e.firms.output_per_input[i]);
    maths::sum(used) / e.firms.total_output()
}

pub(in crate::signs) fn fill(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.sales.iter().copied()) / maths::sum(e.firms.demand.iter().copied())
}

pub(in crate::signs) fn stocks(e: &Economy, _: &Digital) -> f64 {
    let stocks = e
        .firms
        .inventories
        .iter()
        .chain(e.firms.inputs.iter())
        .copied();
    maths::sum(stocks) / maths::sum(e.firms.sales.iter().copied())
}

pub(in crate::signs) fn product_taxes(e: &Economy, _: &Digital) -> f64 {
    let taxes = e
        .firms
        .ids()
        .map(|i| e.firms.tax_rate(i) * e.firms.price[i] * e.firms.output[i]);
    maths::sum(taxes) / e.books.gdp.nominal
}

pub(in crate::signs) fn own_productivity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs = firms.ids().map(|i| {
        f64::from(firms.employees[i])
            * maths::ln(firms.output_per_worker[i] / firms.reference.trend_output_per_worker[i])
    });
    maths::sum(logs) / maths::sum(firms.employees.iter().map(|&n| f64::from(n)))
}

pub(in crate::signs) fn forecast_error(e: &Economy, _: &Digital) -> f64 {
    let (sum, n) = e.firms.ids().fold(
        (0.0, 0.0),
        |(sum, n), i| match diffusion::error_of_forecast(&e.view(), &e.channels, i) {
            Some(error) => (sum + error * error, n + 1.0),
            None => (sum, n),
        },
    );
    maths::ratio_or_zero(sum, n)
}

pub(in crate::signs) fn credit(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.loans.iter().copied()) / e.books.gdp.nominal
}

pub(in crate::signs) fn capacity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let possible = firms
        .ids()
        .map(|i| firms.output_per_capital[i] * firms.capital[i] * e.channels.capacity_use.at(i));
    maths::sum(possible) / e.firms.total_output()
}

pub(in crate::signs) fn coverage_of_poor(_: &Economy, d: &Digital) -> f64 {
    d.derived().coverage_of_poor
}

/// Disposable income per head of inhabited households with their persons, the poorest first.
fn heads(e: &Economy, d: &Digital) -> Vec<(f64, f64)> {
    let persons = |h: HouseholdId| d.endowment().people[h].persons;
    let of = |h: HouseholdId| (e.households.disposable_income[h] / persons(h), persons(h));
    let ids = e.households.ids();
    let mut heads: Vec<(f64, f64)> = ids.filter(|&h| persons(h) > 0.0).map(of).collect();
    heads.sort_by(|a, b| a.0.total_cmp(&b.0));
    heads
}

/// Gini coefficient of disposable income per head over persons.
pub(in crate::signs) fn gini(e: &Economy, d: &Digital) -> f64 {
    let heads = heads(e, d);
    let persons = maths::sum(heads.iter().map(|head| head.1));
    let income = maths::sum(heads.iter().map(|head| head.0 * head.1));
    let mut below = 0.0;
    let ranked = heads.iter().map(|&(income, persons)| {
        let middle = below + 0.5 * persons;
        below += persons;
        income * persons * middle
    });
    2.0 * maths::sum(ranked) / (persons * income) - 1.0
}

pub(in crate::signs) fn transfer_mix(e: &Economy, _: &Digital) -> f64 {
    e.channels.transfer_mix.value()
}

pub(in crate::signs) fn violation(e: &Economy, _: &Digital) -> f64 {
    let areas = e.calibration.geography.len();
    let of = |area| e.channels.violation.at(AreaId(area as u32));
    maths::sum((0..areas).map(of)) / areas as f64
}

pub(in crate::signs) fn entry(e: &Economy, _: &Digital) -> f64 {
    e.channels.entry.total()
}

pub(in crate::signs) fn closure(_: &Economy, d: &Digital) -> f64 {
    let closure = &d.laws().closure;
    maths::sum(closure.iter().copied()) / closure.len() as f64
}

pub(in crate::signs) fn precision(_: &Economy, d: &Digital) -> f64 {
    let precision = &d.derived().precision;
    maths::sum(precision.iter().copied()) / precision.len() as f64
}

pub(in crate::signs) fn network(_: &Economy, d: &Digital) -> f64 {
    d.means().over_persons(|area| d.state().areas.network[area])
}

pub(in crate::signs) fn core_imports(_: &Economy, d: &Digital) -> f64 {
    d.state().nation.core_imports
}

pub(in crate::signs) fn innovation(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.innovation[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

pub(in crate::signs) fn losses(e: &Economy, _: &Digital) -> f64 {
    e.channels.losses.total() / e.households.len() as f64
}

pub(in crate::signs) fn gig_share(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).share
}

pub(in crate::signs) fn gig_pay(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).relative_pay
}

pub(in crate::signs) fn without_earnings(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).without_earnings
}

pub(in crate::signs) fn covered(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).covered
}

pub(in crate::signs) fn wage_share(e: &Economy, _: &Digital) -> f64 {
    e.books.wages / e.books.gross_value_added.nominal
}

pub(in crate::signs) fn volatility(_: &Economy, d: &Digital) -> f64 {
    let variance = &d.state().households.income_variance;
    (maths::sum(variance.iter().copied()) / variance.len() as f64).sqrt()
}

pub(in crate::signs) fn rent_share(e: &Economy, d: &Digital) -> f64 {
    d.concepts.sharing_economy.trade(&e.view(), 0.0).rent_share
}

pub(in crate::signs) fn rents_of_top(e: &Economy, d: &Digital) -> f64 {
    let trade = d.concepts.sharing_economy.trade(&e.view(), 0.0);
    // Beyond the fifth that an equal split would give them.
    maths::positive(trade.of_top_fifth - 0.2)
}

pub(in crate::signs) fn consumption_per_yuan(e: &Economy, _: &Digital) -> f64 {
    e.books.household_consumption.real / e.books.household_consumption.nominal
}

/// Real demand for products.
pub(in crate::signs) fn demand(e: &Economy, products: &[usize]) -> f64 {
    let of = |&g: &usize| maths::sum(e.firms.of_industry(g).map(|i| e.firms.demand[i]));
    maths::sum(products.iter().map(of))
}

pub(in crate::signs) fn replaced_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.shared)
}

pub(in crate::signs) fn trade_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.trade)
}

pub(in crate::signs) fn goods_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.goods)
}

pub(in crate::signs) fn health_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.health)
}

pub(in crate::signs) fn culture_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.culture)
}

pub(in crate::signs) fn dispersion(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs: Vec<f64> = firms
        .ids()
        .filter(|&i| firms.output[i] > 0.0 && firms.employees[i] > 0)
        .map(|i| maths::ln(firms.price[i] * firms.output[i] / f64::from(firms.employees[i])))
        .collect();
    let mean = maths::sum(logs.iter().copied()) / logs.len() as f64;
    maths::sum(logs.iter().map(|x| (x - mean) * (x - mean))) / logs.len() as f64
}

pub(in crate::signs) fn register_dividends(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::RegisterDividends)
}

pub(in crate::signs) fn platform_investment(e: &Economy, d: &Digital) -> f64 {
    let platforms = &d.state().platforms.firm;
    maths::sum(platforms.iter().map(|&i| e.firms.investment[i]))
}

pub(in crate::signs) fn moved(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::Levies) + e.flows.total(Transaction::Giving)
}

pub(in crate::signs) fn adopter_gap(e: &Economy, d: &Digital) -> f64 {
    diffusion::adopter_gap(&e.view(), d)
}

pub(in crate::signs) fn tax_gap(e: &Economy, d: &Digital) -> f64 {
    diffusion::tax_gap(&e.view(), d)
}

pub(in crate::signs) fn adoption_lag(e: &Economy, d: &Digital) -> f64 {
    diffusion::adoption_lag(&e.view(), d)
}

pub(in crate::signs) fn data_users(e: &Economy, d: &Digital) -> f64 {
    diffusion::data_users_per_set(&e.view(), d)
}

pub(in crate::signs) fn digital_inputs(e: &Economy, _: &Digital) -> f64 {
    diffusion::digital_inputs(&e.firms)
}

/// Standard deviation of innovation over firms.
pub(in crate::signs) fn spread_of_innovation(_: &Economy, d: &Digital) -> f64 {
    let found = &d.state().firms.innovation;
    let n = found.len() as f64;
    let mean = maths::sum(found.iter().copied()) / n;
    (maths::sum(found.iter().map(|x| (x - mean) * (x - mean))) / n).sqrt()
}

/// Herfindahl index of the sales of some firms of each of some industries, mean over industries by sales.
fn concentration(e: &Economy, industries: impl Iterator<Item = usize>) -> f64 {
    let sales = |i: FirmId| e.firms.price[i] * maths::positive(e.firms.sales[i]);
    let (mut sum, mut weights) = (0.0, 0.0);
    for g in industries {
        let total = maths::sum(e.firms.of_industry(g).map(sales));
        let squares = maths::sum(e.firms.of_industry(g).map(|i| sales(i) * sales(i)));
        sum += maths::ratio_or_zero(squares, total);
        weights += total;
    }
    maths::ratio_or_zero(sum, weights)
}

pub(in crate::signs) fn core_concentration(e: &Economy, d: &Digital) -> f64 {
    let core = (0..e.calibration.n_industries()).filter(|&g| d.endowment().industries[g].digital);
    concentration(e, core)
}

pub(in crate::signs) fn concentration_of_sales(e: &Economy, _: &Digital) -> f64 {
    concentration(e, 0..e.calibration.n_industries())
}

/// Size rank below which a firm is small.
const SMALL: f64 = 0.5;

/// Mean adoption of the larger less that of the smaller half of each industry's firms.
pub(in crate::signs) fn adoption_of_large(e: &Economy, d: &Digital) -> f64 {
    let firms = &d.state().firms;
    let mean = |large: bool| {
        let of = || {
            e.firms
                .ids()
                .filter(|&i| (firms.size_rank[i] >= SMALL) == large)
        };
        maths::sum(of().map(|i| firms.adoption[i])) / of().count() as f64
    };
    mean(true) - mean(false)
}

/// Share of the smaller half of each industry's firms in real sales.
pub(in crate::signs) fn small_sales(e: &Economy, d: &Digital) -> f64 {
    let rank = &d.state().firms.size_rank;
    let small = e.firms.ids().filter(|&i| rank[i] < SMALL);
    maths::sum(small.map(|i| e.firms.sales[i])) / maths::sum(e.firms.sales.iter().copied())
}

/// Share of persons below 60 % of the median disposable income per head.
pub(in crate::signs) fn poverty(e: &Economy, d: &Digital) -> f64 {
    let heads = heads(e, d);
    let all = maths::sum(heads.iter().map(|head| head.1));
    let mut below = 0.0;
    let median = heads.iter().find(|head| {
        below += head.1;
        below >= 0.5 * all
    });
    let line = 0.6 * median.map_or(0.0, |head| head.0);
    maths::sum(heads.iter().filter(|head| head.0 < line).map(|head| head.1)) / all
}

/// Firms that came in the place of others in the quarter.
pub(in crate::signs) fn exits(e: &Economy, _: &Digital) -> f64 {
    f64::from(e.long_run.distress.exits)
}

pub(in crate::signs) fn investment(e: &Economy, _: &Digital) -> f64 {
    e.books.fixed_capital_formation.real
}

/// Share of the wealthiest tenth of households in what all of them own.
pub(in crate::signs) fn wealth_of_top(e: &Economy, _: &Digital) -> f64 {
    let mut worth: Vec<f64> = economy::observe::net_worth(e).to_vec();
    worth.sort_by(|a, b| b.total_cmp(a));
    let top = worth.len().div_ceil(10);
    maths::sum(worth[..top].iter().copied()) / maths::sum(worth.iter().copied())
}

/// Wages that firms withhold, over those that they owe.
pub(in crate::signs) fn arrears(e: &Economy, _: &Digital) -> f64 {
    let paid = |i: FirmId| e.firms.wage_bill(i, &e.prices);
    let owed = |i: FirmId| maths::ratio_or_zero(paid(i), e.firms.paid_share[i]);
    1.0 - maths::sum(e.firms.ids().map(paid)) / maths::sum(e.firms.ids().map(owed))
}

pub(in crate::signs) fn public_purchases(e: &Economy, _: &Digital) -> f64 {
    e.channels.public_purchases.total()
}

/// Stocks of goods made over sales.
pub(in crate::signs) fn finished_stocks(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.inventories.iter().copied()) / maths::sum(e.firms.sales.iter().copied())
}

/// Stocks of inputs over their use.
pub(in crate::signs) fn input_stocks(e: &Economy, _: &Digital) -> f64 {
    let used = |i: FirmId| e.firms.output[i] / e.firms.output_per_input[i];
    maths::sum(e.firms.inputs.iter().copied()) / maths::sum(e.firms.ids().map(used))
}

/// Coefficient of variation of online shares over households.
pub(in crate::signs) fn spread_of_use(_: &Economy, d: &Digital) -> f64 {
    let online = &d.state().households.online;
    let n = online.len() as f64;
    let mean = maths::sum(online.iter().copied()) / n;
    (maths::sum(online.iter().map(|x| (x - mean) * (x - mean))) / n).sqrt() / mean
}

/// Log mark-ups that algorithms add, mean over firms.
pub(in crate::signs) fn mark_ups(e: &Economy, _: &Digital) -> f64 {
    e.channels.mark_up.total() / e.firms.len() as f64
}
