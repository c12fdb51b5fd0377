//! Indicators made of firms.

use economy::Economy;
use economy::geography::Kind;
use quantity::{FirmId, Id, maths};
use theory::scene::Ground;

use super::Moment;

/// Firms of an industry below this rank by size are small.
const SMALL: f64 = 0.5;

/// Value added of each firm at today's prices, money, not below 0.
pub fn value_added(economy: &Economy) -> Vec<f64> {
    let firms = &economy.firms;
    let of = |i: FirmId| {
        let cost = firms.input_price_index(i, &economy.prices) / firms.output_per_input[i];
        maths::positive((firms.price[i] - cost) * firms.output[i])
    };
    firms.ids().map(of).collect()
}

/// Share of the digital core in value added.
pub fn core_share(ground: &Ground<'_>, value_added: &[f64]) -> f64 {
    let firms = ground.view.firms;
    let core = firms.ids().filter(|&i| ground.is_digital(i));
    maths::ratio_or_zero(
        maths::sum(core.map(|i| value_added[i.index()])),
        maths::sum(value_added.iter().copied()),
    )
}

/// Mean over some firms, weighted by value added.
pub fn mean(m: &Moment<'_>, which: impl Fn(FirmId) -> bool, of: impl Fn(FirmId) -> f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for i in m.economy.firms.ids().filter(|&i| which(i)) {
        let weight = m.value_added[i.index()];
        sum += weight * of(i);
        weights += weight;
    }
    maths::ratio_or_zero(sum, weights)
}

pub fn data_reuse(m: &Moment<'_>) -> f64 {
    let now = m.digital.derived();
    let precision = mean(m, |_| true, |i| now.precision[i]);
    let own = mean(m, |_| true, |i| now.own_precision[i]);
    maths::ratio_or_zero(precision - own, precision)
}

pub fn served(economy: &Economy) -> f64 {
    let firms = &economy.firms;
    let (mut served, mut all) = (0.0, 0.0);
    for i in firms.ids() {
        served += firms.price[i] * firms.sales[i].min(firms.demand[i]);
        all += firms.price[i] * firms.demand[i];
    }
    maths::ratio_or_zero(served, all)
}

pub fn perishable_inputs(m: &Moment<'_>) -> f64 {
    let firms = &m.economy.firms;
    let spoils = |i: &FirmId| {
        let industry = &m.ground.endowment.industries[m.ground.industry(*i)];
        industry.class.is_perishable()
    };
    let (mut now, mut then) = (0.0, 0.0);
    for i in firms.ids().filter(spoils) {
        now += firms.output[i] / firms.output_per_input[i];
        then += firms.output[i] / firms.reference.output_per_input[i];
    }
    maths::ratio_or_zero(now, then)
}

pub fn forecast_error(m: &Moment<'_>) -> f64 {
    let error = |i| theory::diffusion::error_of_forecast(m.view, &m.economy.channels, i);
    mean(
        m,
        |i| error(i).is_some(),
        |i| error(i).map_or(0.0, |error| error * error),
    )
}

pub fn small_and_rural_loans(m: &Moment<'_>) -> f64 {
    let firms = &m.economy.firms;
    let map = &m.economy.calibration.geography;
    let rural = |i: FirmId| map.areas[firms.area[i] as usize].kind == Kind::Rural;
    let small = |i: FirmId| m.digital.state().firms.size_rank[i] < SMALL;
    let theirs = firms.ids().filter(|&i| rural(i) || small(i));
    maths::ratio_or_zero(
        maths::sum(theirs.map(|i| firms.loans[i])),
        maths::sum(firms.loans.iter().copied()),
    )
}

pub fn dispersion_of_products(m: &Moment<'_>) -> f64 {
    let firms = &m.economy.firms;
    let (mut squares, mut weights) = (0.0, 0.0);
    for g in 0..m.economy.calibration.n_industries() {
        let staffed = || {
            let at_work = |i: &FirmId| firms.employees[*i] > 0 && m.value_added[i.index()] > 0.0;
            let product = |i: FirmId| {
                let staff = f64::from(firms.employees[i]);
                (staff, maths::ln(m.value_added[i.index()] / staff))
            };
            firms.of_industry(g).filter(at_work).map(product)
        };
        let staff = maths::sum(staffed().map(|(staff, _)| staff));
        let centre = maths::ratio_or_zero(maths::sum(staffed().map(|(w, x)| w * x)), staff);
        squares += maths::sum(staffed().map(|(w, x)| w * (x - centre) * (x - centre)));
        weights += staff;
    }
    maths::ratio_or_zero(squares, weights).sqrt()
}
