//! What the sign tests measure of an economy under the theory.

use economy::Economy;
use economy::channels::AreaId;
use economy::flows::Transaction;
use quantity::maths;

use crate::Digital;
use crate::effects::gig::GigWork;

pub(super) fn output(e: &Economy, _: &Digital) -> f64 {
    e.books.gdp.real
}

pub(super) fn adoption(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.adoption[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

pub(super) fn online(_: &Economy, d: &Digital) -> f64 {
    let online = &d.state().households.online;
    maths::sum(online.iter().copied()) / online.len() as f64
}

pub(super) fn labour_share(e: &Economy, _: &Digital) -> f64 {
    e.books.compensation / e.books.gross_value_added.nominal
}

pub(super) fn core_share(e: &Economy, d: &Digital) -> f64 {
    let core = (0..e.calibration.n_industries()).filter(|&g| d.endowment().industries[g].digital);
    maths::sum(core.map(|g| e.books.industry_value_added[g].nominal)) / e.books.gdp.nominal
}

pub(super) fn core_labour_cost(e: &Economy, d: &Digital) -> f64 {
    let core: Vec<usize> = (0..e.calibration.n_industries())
        .filter(|&g| d.endowment().industries[g].digital)
        .collect();
    let firms = || core.iter().flat_map(|&g| e.firms.of_industry(g));
    let wages = maths::sum(firms().map(|i| e.firms.labour_cost(i, &e.prices)));
    wages / maths::sum(firms().map(|i| e.firms.price[i] * e.firms.output[i]))
}

pub(super) fn employment(e: &Economy, _: &Digital) -> f64 {
    1.0 - e.households.unemployed() as f64 / e.households.n_workers as f64
}

pub(super) fn inputs_per_output(e: &Economy, _: &Digital) -> f64 {
    let used = e
        .firms
        .ids()
        .map(|i| e.firms.output[i] / e.firms.output_per_input[i]);
    maths::sum(used) / e.firms.total_output()
}

pub(super) fn fill(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.sales.iter().copied()) / maths::sum(e.firms.demand.iter().copied())
}

pub(super) fn stocks(e: &Economy, _: &Digital) -> f64 {
    let stocks = e
        .firms
        .inventories
        .iter()
        .chain(e.firms.inputs.iter())
        .copied();
    maths::sum(stocks) / maths::sum(e.firms.sales.iter().copied())
}

pub(super) fn product_taxes(e: &Economy, _: &Digital) -> f64 {
    let taxes = e
        .firms
        .ids()
        .map(|i| e.firms.tax_rate(i) * e.firms.price[i] * e.firms.output[i]);
    maths::sum(taxes) / e.books.gdp.nominal
}

pub(super) fn own_productivity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs = firms.ids().map(|i| {
        f64::from(firms.employees[i])
            * maths::ln(firms.output_per_worker[i] / firms.reference.trend_output_per_worker[i])
    });
    maths::sum(logs) / maths::sum(firms.employees.iter().map(|&n| f64::from(n)))
}

pub(super) fn forecast_error(e: &Economy, _: &Digital) -> f64 {
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

pub(super) fn credit(e: &Economy, _: &Digital) -> f64 {
    maths::sum(e.firms.loans.iter().copied()) / e.books.gdp.nominal
}

pub(super) fn capacity(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let possible = firms
        .ids()
        .map(|i| firms.output_per_capital[i] * firms.capital[i] * e.channels.capacity_use.at(i));
    maths::sum(possible) / e.firms.total_output()
}

pub(super) fn coverage_of_poor(_: &Economy, d: &Digital) -> f64 {
    d.derived().coverage_of_poor
}

pub(super) fn gini(e: &Economy, _: &Digital) -> f64 {
    let mut incomes: Vec<f64> = e.households.disposable_income.to_vec();
    incomes.sort_by(f64::total_cmp);
    let n = incomes.len() as f64;
    let ranked = incomes
        .iter()
        .enumerate()
        .map(|(k, x)| (2.0 * (k as f64 + 1.0) - n - 1.0) * x);
    maths::sum(ranked) / (n * maths::sum(incomes.iter().copied()))
}

pub(super) fn transfer_mix(e: &Economy, _: &Digital) -> f64 {
    e.channels.transfer_mix.value()
}

pub(super) fn violation(e: &Economy, _: &Digital) -> f64 {
    let areas = e.calibration.geography.len();
    let of = |area| e.channels.violation.at(AreaId(area as u32));
    maths::sum((0..areas).map(of)) / areas as f64
}

pub(super) fn entry(e: &Economy, _: &Digital) -> f64 {
    e.channels.entry.total()
}

pub(super) fn closure(_: &Economy, d: &Digital) -> f64 {
    let closure = &d.laws().closure;
    maths::sum(closure.iter().copied()) / closure.len() as f64
}

pub(super) fn precision(_: &Economy, d: &Digital) -> f64 {
    let precision = &d.derived().precision;
    maths::sum(precision.iter().copied()) / precision.len() as f64
}

pub(super) fn network(_: &Economy, d: &Digital) -> f64 {
    d.means().over_persons(|area| d.state().areas.network[area])
}

pub(super) fn core_imports(_: &Economy, d: &Digital) -> f64 {
    d.state().nation.core_imports
}

pub(super) fn innovation(e: &Economy, d: &Digital) -> f64 {
    let weights = &d.means().value_added;
    let sum = maths::sum(
        e.firms
            .ids()
            .map(|i| weights[i] * d.state().firms.innovation[i]),
    );
    sum / maths::sum(weights.iter().copied())
}

pub(super) fn losses(e: &Economy, _: &Digital) -> f64 {
    e.channels.losses.total() / e.households.len() as f64
}

pub(super) fn gig_share(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).share
}

pub(super) fn gig_pay(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).relative_pay
}

pub(super) fn without_earnings(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).without_earnings
}

pub(super) fn covered(e: &Economy, _: &Digital) -> f64 {
    GigWork::of(&e.view()).covered
}

pub(super) fn wage_share(e: &Economy, _: &Digital) -> f64 {
    e.books.wages / e.books.gross_value_added.nominal
}

pub(super) fn volatility(_: &Economy, d: &Digital) -> f64 {
    let variance = &d.state().households.income_variance;
    (maths::sum(variance.iter().copied()) / variance.len() as f64).sqrt()
}

pub(super) fn rent_share(e: &Economy, d: &Digital) -> f64 {
    d.concepts.sharing_economy.trade(&e.view(), 0.0).rent_share
}

pub(super) fn rents_of_top(e: &Economy, d: &Digital) -> f64 {
    let trade = d.concepts.sharing_economy.trade(&e.view(), 0.0);
    // Beyond the fifth that an equal split would give them.
    maths::positive(trade.of_top_fifth - 0.2)
}

pub(super) fn consumption_per_yuan(e: &Economy, _: &Digital) -> f64 {
    e.books.household_consumption.real / e.books.household_consumption.nominal
}

/// Real demand for products.
pub(super) fn demand(e: &Economy, products: &[usize]) -> f64 {
    let of = |&g: &usize| maths::sum(e.firms.of_industry(g).map(|i| e.firms.demand[i]));
    maths::sum(products.iter().map(of))
}

pub(super) fn replaced_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.shared)
}

pub(super) fn trade_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.trade)
}

pub(super) fn goods_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.goods)
}

pub(super) fn health_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.health)
}

pub(super) fn culture_sales(e: &Economy, d: &Digital) -> f64 {
    demand(e, &d.endowment().bundles.culture)
}

pub(super) fn dispersion(e: &Economy, _: &Digital) -> f64 {
    let firms = &e.firms;
    let logs: Vec<f64> = firms
        .ids()
        .filter(|&i| firms.output[i] > 0.0 && firms.employees[i] > 0)
        .map(|i| maths::ln(firms.price[i] * firms.output[i] / f64::from(firms.employees[i])))
        .collect();
    let mean = maths::sum(logs.iter().copied()) / logs.len() as f64;
    maths::sum(logs.iter().map(|x| (x - mean) * (x - mean))) / logs.len() as f64
}

pub(super) fn register_dividends(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::RegisterDividends)
}

pub(super) fn platform_investment(e: &Economy, d: &Digital) -> f64 {
    let platforms = &d.state().platforms.firm;
    maths::sum(platforms.iter().map(|&i| e.firms.investment[i]))
}

pub(super) fn moved(e: &Economy, _: &Digital) -> f64 {
    e.flows.total(Transaction::Levies) + e.flows.total(Transaction::Giving)
}
