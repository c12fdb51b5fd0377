//! Follows a run quarter by quarter and computes what the facts ask of it.

use std::collections::{BTreeMap, VecDeque};

use economy::Economy;
use economy::firms::Firms;
use economy::observe;
use quantity::maths;

use super::country;
use super::statistics::{
    correlation, cycle, log_cycle, pareto_tail, slope, subbotin_shape, weighted_pareto_tail,
    zipf_exponent,
};
use crate::portrait::incomes_per_head;
use crate::{mean, quantile, standard_deviation};

/// Statistics of one run by fact; those that the run does not tell are left out.
pub type Evidence = BTreeMap<String, f64>;

/// Quarters in which the economy settles; cycles are read after them.
const SETTLING: usize = 8;
/// Quarters over which the recent pace of strata and towns is compared.
const RECENT: usize = 8;
/// Share of firms that make the tail of their sizes.
const TAIL_OF_FIRMS: f64 = 0.1;
/// Share of persons or households that make the tail of their incomes or wealth.
const TAIL_OF_PEOPLE: f64 = 0.01;
/// Classes of size over which the volatility of firms is compared.
const CLASSES: usize = 10;

/// Series of a run that the facts are read off.
#[derive(Clone, Debug, Default)]
struct Paths {
    gdp: Vec<f64>,
    consumption: Vec<f64>,
    investment: Vec<f64>,
    unemployment: Vec<f64>,
    vacancies: Vec<f64>,
    wage: Vec<f64>,
    labour_share: Vec<f64>,
    gini: Vec<f64>,
    /// Over the first quarters only.
    urban_over_rural: Vec<f64>,
    urbanisation: Vec<f64>,
}

/// Concentration and labour share of each industry at one time.
#[derive(Clone, Debug, Default)]
struct Structure {
    herfindahl: Vec<f64>,
    labour_share: Vec<f64>,
}

/// Follows one run.
#[derive(Clone, Debug, Default)]
pub struct Tracker {
    paths: Paths,
    /// Real sales of every firm in the last five quarters.
    sales: VecDeque<Vec<f64>>,
    early: Structure,
    evidence: Evidence,
}

impl Tracker {
    /// Takes note of a quarter, from the opening on; `values` are those of its published series.
    pub fn observe(&mut self, economy: &Economy, values: &[f64]) {
        let Economy {
            books,
            firms,
            households,
            prices,
            labour_market,
            ..
        } = economy;
        let paths = &mut self.paths;
        paths.gdp.push(books.gdp.real);
        paths.consumption.push(books.household_consumption.real);
        paths.investment.push(books.fixed_capital_formation.real);
        let unemployed = households.unemployed() as f64;
        paths
            .unemployment
            .push(unemployed / households.n_workers as f64);
        paths.vacancies.push(labour_market.unfilled as f64);
        let employed = households.n_workers as f64 - unemployed;
        let trend = economy.long_run.growth().productivity_index;
        paths
            .wage
            .push(books.wages / (prices.consumer * employed * trend));
        paths
            .labour_share
            .push(books.compensation / books.gross_value_added.nominal);
        let gini = observe::position("gini_disposable_income").and_then(|k| values.get(k));
        paths.gini.push(gini.copied().unwrap_or(f64::NAN));
        if economy.time() as usize <= RECENT {
            let towns = observe::position("urbanisation").and_then(|k| values.get(k));
            paths.urbanisation.push(towns.copied().unwrap_or(f64::NAN));
            paths
                .urban_over_rural
                .push(country::urban_over_rural(economy));
        }
        if economy.time() == 0 {
            if economy.calibration.geography.in_force() {
                let trade = economy.goods_markets.opening_trade;
                self.note("fact.18", trade.province_share());
            }
            for (fact, value) in country::opening(economy) {
                self.note(fact, value);
            }
            self.note(
                "fact.5",
                pareto_tail(&inhabited_worth(economy), TAIL_OF_PEOPLE),
            );
        }
        if self.sales.len() == 5 {
            self.sales.pop_front();
        }
        self.sales.push_back(firms.sales.to_vec());
        if economy.time() as usize == SETTLING {
            self.early = Structure::of(economy);
        }
    }

    /// What the run says of each fact, at its end.
    #[must_use]
    pub fn evidence(mut self, economy: &Economy) -> Evidence {
        self.first_years();
        self.business_cycle();
        self.firms(economy);
        self.evidence
    }

    fn note(&mut self, fact: &'static str, value: f64) {
        if value.is_finite() {
            self.evidence.insert(fact.to_owned(), value);
        }
    }

    /// The first years of strata and towns.
    fn first_years(&mut self) {
        let paths = self.paths.clone();
        let (towns, ratio) = (&paths.urbanisation, &paths.urban_over_rural);
        self.note("fact.10a", towns[0]);
        if towns.len() <= RECENT {
            return;
        }
        let years = RECENT as f64 / 4.0;
        self.note("fact.10b", (towns[RECENT] - towns[0]) / years);
        let times: Vec<f64> = (0..=RECENT).map(|q| q as f64 / 4.0).collect();
        self.note("fact.9b", slope(&times, ratio));
    }

    fn business_cycle(&mut self) {
        let paths = self.paths.clone();
        self.note("fact.7a", paths.gini[0]);
        self.note("fact.11a", paths.labour_share[0]);
        if paths.gdp.len() < SETTLING + 20 {
            return;
        }
        let after = |series: &[f64]| series[SETTLING..].to_vec();
        let output = log_cycle(&after(&paths.gdp));
        let roughness = |series: &[f64]| {
            standard_deviation(&log_cycle(&after(series))) / standard_deviation(&output)
        };
        self.note("fact.15a", roughness(&paths.consumption));
        self.note("fact.15b", roughness(&paths.investment));
        let unemployment = cycle(&after(&paths.unemployment));
        self.note("fact.15c", correlation(&unemployment, &output));

        let over_a_year = |series: &[f64], change: fn(f64, f64) -> f64| -> Vec<f64> {
            let pairs = series.iter().zip(&series[4..]);
            pairs
                .map(|(before, after)| change(*before, *after))
                .collect()
        };
        let growth = over_a_year(&after(&paths.gdp), |before, after| {
            maths::ln(after / before)
        });
        let change = over_a_year(&after(&paths.unemployment), |before, after| after - before);
        self.note("fact.12", slope(&growth, &change));

        let smooth: Vec<f64> = after(&paths.unemployment)
            .iter()
            .scan(None, |state: &mut Option<f64>, &u| {
                let next = state.map_or(u, |s| 0.75 * s + 0.25 * u);
                *state = Some(next);
                Some(maths::ln(next.max(1e-6)))
            })
            .collect();
        let wages: Vec<f64> = after(&paths.wage).iter().map(|&w| maths::ln(w)).collect();
        self.note("fact.13", slope(&smooth, &wages));

        let both = after(&paths.unemployment)
            .into_iter()
            .zip(after(&paths.vacancies))
            .filter(|(u, v)| *u > 0.0 && *v > 0.0);
        let (u, v): (Vec<f64>, Vec<f64>) = both.map(|(u, v)| (maths::ln(u), maths::ln(v))).unzip();
        self.note("fact.14", slope(&u, &v));

        let moves = paths
            .labour_share
            .windows(21)
            .map(|window| window[20] - window[0]);
        let largest = moves.fold(0.0_f64, |a, b| if b.abs() > a.abs() { b } else { a });
        self.note("fact.11b", largest);
        let last = paths.gini.len() - 1;
        self.note("fact.7b", paths.gini[last] - paths.gini[0]);
    }

    fn firms(&mut self, economy: &Economy) {
        let firms = &economy.firms;
        let staff: Vec<f64> = firms.employees.iter().map(|&n| f64::from(n)).collect();
        self.note("fact.1", zipf_exponent(&staff, TAIL_OF_FIRMS));
        if self.sales.len() == 5 {
            let (growth, size) = growth_of_sales(firms, &self.sales[0], &self.sales[4]);
            self.note("fact.2a", subbotin_shape(&growth));
            self.note("fact.2b", volatility_by_size(&growth, &size));
        }
        self.note("fact.3", productivity_spread(economy));
        let late = Structure::of(economy);
        if !self.early.herfindahl.is_empty() {
            let change = |now: &[f64], then: &[f64]| -> Vec<f64> {
                now.iter().zip(then).map(|(a, b)| a - b).collect()
            };
            let concentration = change(&late.herfindahl, &self.early.herfindahl);
            let share = change(&late.labour_share, &self.early.labour_share);
            self.note("fact.16", correlation(&concentration, &share));
        }
        let (heads, members) = incomes_per_head(economy);
        self.note(
            "fact.4",
            weighted_pareto_tail(&heads, &members, TAIL_OF_PEOPLE),
        );
    }
}

/// Net worth of every household in which somebody lives.
fn inhabited_worth(economy: &Economy) -> Vec<f64> {
    let people = economy.households.people.as_ref();
    let worth = observe::net_worth(economy);
    let households = economy.households.ids();
    let inhabited = households.filter(|&h| people.is_none_or(|people| people.members[h] > 0));
    inhabited.map(|h| worth[h]).collect()
}

/// Value added and compensation of firm `i`, money.
fn value_added(economy: &Economy, i: quantity::FirmId) -> (f64, f64) {
    let (firms, prices) = (&economy.firms, &economy.prices);
    let (price, output) = (firms.price[i], firms.output[i]);
    let inputs = firms.input_price[i] * output / firms.output_per_input[i];
    let value = (1.0 - firms.tax_products[i]) * price * output - inputs;
    (value, firms.labour_cost(i, prices))
}

impl Structure {
    fn of(economy: &Economy) -> Self {
        let firms = &economy.firms;
        let (mut herfindahl, mut labour_share) = (Vec::new(), Vec::new());
        for g in 0..economy.calibration.n_industries() {
            let (mut total, mut squares) = (0.0, 0.0);
            let (mut value, mut labour) = (0.0, 0.0);
            for i in firms.of_industry(g) {
                let sales = firms.price[i] * firms.sales[i];
                total += sales;
                squares += sales * sales;
                let (v, l) = value_added(economy, i);
                value += v;
                labour += l;
            }
            herfindahl.push(squares / (total * total));
            labour_share.push(labour / value);
        }
        Self {
            herfindahl,
            labour_share,
        }
    }
}

/// Log growth of sales of every firm over a year less its industry's mean, and its sales before.
fn growth_of_sales(firms: &Firms, before: &[f64], after: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let (mut growth, mut size) = (Vec::new(), Vec::new());
    for g in 0..firms.first_of_industry.len() - 1 {
        let range = firms.first_of_industry[g]..firms.first_of_industry[g + 1];
        let selling = range.filter(|&i| before[i] > 0.0 && after[i] > 0.0);
        let pairs: Vec<(f64, f64)> = selling
            .map(|i| (maths::ln(after[i] / before[i]), before[i]))
            .collect();
        let average = mean(&pairs.iter().map(|(g, _)| *g).collect::<Vec<_>>());
        for (g, s) in pairs {
            growth.push(g - average);
            size.push(s);
        }
    }
    (growth, size)
}

/// Slope of log standard deviation of growth on log size over classes of equally many firms.
fn volatility_by_size(growth: &[f64], size: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..size.len()).collect();
    order.sort_by(|&a, &b| size[a].total_cmp(&size[b]).then(a.cmp(&b)));
    let per_class = order.len().div_ceil(CLASSES);
    if per_class < 10 {
        return f64::NAN;
    }
    let (x, y): (Vec<f64>, Vec<f64>) = order
        .chunks(per_class)
        .filter(|class| class.len() >= 10)
        .map(|class| {
            let growth: Vec<f64> = class.iter().map(|&i| growth[i]).collect();
            let size: Vec<f64> = class.iter().map(|&i| maths::ln(size[i])).collect();
            (mean(&size), maths::ln(standard_deviation(&growth)))
        })
        .unzip();
    slope(&x, &y)
}

/// Log of the ninth over the first decile of value added per employee, mean over industries.
fn productivity_spread(economy: &Economy) -> f64 {
    let firms = &economy.firms;
    let (mut sum, mut weight) = (0.0, 0.0);
    for g in 0..economy.calibration.n_industries() {
        let (mut per_head, mut staff) = (Vec::new(), 0.0);
        for i in firms.of_industry(g) {
            let (value, _) = value_added(economy, i);
            let n = f64::from(firms.employees[i]);
            if value > 0.0 && n > 0.0 {
                per_head.push(value / n);
            }
            staff += n;
        }
        if per_head.len() >= 10 {
            let ratio = quantile(&per_head, 0.9) / quantile(&per_head, 0.1);
            sum += staff * maths::ln(ratio);
            weight += staff;
        }
    }
    sum / weight
}
