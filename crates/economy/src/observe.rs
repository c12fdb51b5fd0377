//! What is reported of each quarter: one table of series, each with its unit and definition.
//!
//! # Source
//! Base model, §9; names as in the published results. Distribution: crate `inequality`.

use inequality::Ranked;
use quantity::{Column, HouseholdId, maths};

use crate::bankruptcy::insolvent;
use crate::economy::Economy;

/// A published series.
#[derive(Clone, Copy, Debug)]
pub struct Series {
    /// Its name in every output.
    pub name: &'static str,
    /// Its unit; `money` stands for the economy's money unit, per quarter for flows.
    pub unit: &'static str,
    /// One sentence.
    pub definition: &'static str,
    value: fn(&Moment) -> f64,
}

/// An economy at the end of a quarter, with what its series need besides.
struct Moment<'a> {
    economy: &'a Economy,
    last_gdp: Option<(f64, f64)>,
    income: Option<Ranked>,
    wealth: Option<Ranked>,
}

impl Moment<'_> {
    /// Log growth since last quarter of `now`, against the part of last quarter's GDP that `of` picks.
    fn growth(&self, now: f64, of: impl Fn((f64, f64)) -> f64) -> f64 {
        self.last_gdp
            .map_or(f64::NAN, |last| maths::ln(now / of(last)))
    }

    /// Whether a quarter has run, so that there are plans to report.
    fn after_opening(&self, value: f64) -> f64 {
        if self.economy.time() == 0 {
            f64::NAN
        } else {
            value
        }
    }
}

/// A measure of a distribution; not a number where it is undefined.
fn of(ranked: Option<&Ranked>, measure: impl Fn(&Ranked) -> inequality::Result<f64>) -> f64 {
    ranked
        .and_then(|ranked| measure(ranked).ok())
        .unwrap_or(f64::NAN)
}

macro_rules! series {
    ($($name:literal [$unit:literal] $definition:literal = |$m:ident| $value:expr;)*) => {
        /// Every series of the base economy, in the order of publication.
        pub const SERIES: &[Series] = &[$(Series {
            name: $name,
            unit: $unit,
            definition: $definition,
            value: |$m| $value,
        },)*];
    };
}

series! {
    "nominal_gdp" ["money"] "Gross domestic product at market prices." = |m| m.economy.books.gdp.nominal;
    "real_gdp" ["money at opening prices"] "Gross domestic product at the prices of the opening." = |m| m.economy.books.gdp.real;
    "nominal_gva" ["money"] "Gross value added at basic prices." = |m| m.economy.books.gross_value_added.nominal;
    "real_gva" ["money at opening prices"] "Gross value added at the prices of the opening." = |m| m.economy.books.gross_value_added.real;
    "nominal_household_consumption" ["money"] "Household consumption, value added tax included." = |m| m.economy.books.household_consumption.nominal;
    "real_household_consumption" ["money at opening prices"] "Household consumption at the prices of the opening." = |m| m.economy.books.household_consumption.real;
    "nominal_government_consumption" ["money"] "Government consumption, taxes included." = |m| m.economy.books.government_consumption.nominal;
    "real_government_consumption" ["money at opening prices"] "Government consumption at the prices of the opening." = |m| m.economy.books.government_consumption.real;
    "nominal_capitalformation" ["money"] "Gross capital formation: fixed, and the change of inventories and input stocks." = |m| m.economy.books.capital_formation.nominal;
    "real_capitalformation" ["money at opening prices"] "Gross capital formation at the prices of the opening." = |m| m.economy.books.capital_formation.real;
    "nominal_fixed_capitalformation" ["money"] "Gross fixed capital formation of firms and in dwellings." = |m| m.economy.books.fixed_capital_formation.nominal;
    "real_fixed_capitalformation" ["money at opening prices"] "Gross fixed capital formation at the prices of the opening." = |m| m.economy.books.fixed_capital_formation.real;
    "nominal_fixed_capitalformation_dwellings" ["money"] "Investment in dwellings, taxes included." = |m| m.economy.books.dwellings.nominal;
    "real_fixed_capitalformation_dwellings" ["money at opening prices"] "Investment in dwellings at the prices of the opening." = |m| m.economy.books.dwellings.real;
    "nominal_exports" ["money"] "Exports, taxes included." = |m| m.economy.books.exports.nominal;
    "real_exports" ["money at opening prices"] "Exports at the prices of the opening." = |m| m.economy.books.exports.real;
    "nominal_imports" ["money"] "Imports." = |m| m.economy.books.imports.nominal;
    "real_imports" ["money at opening prices"] "Imports at the prices of the opening." = |m| m.economy.books.imports.real;
    "operating_surplus" ["money"] "Gross operating surplus of firms." = |m| m.economy.books.operating_surplus;
    "compensation_employees" ["money"] "Gross wages and employers' contributions." = |m| m.economy.books.compensation;
    "wages" ["money"] "Gross wages, before employers' contributions." = |m| m.economy.books.wages;
    "taxes_production" ["money"] "Net taxes on production." = |m| m.economy.books.taxes_on_production;
    "gdp_deflator" ["index, opening = 1"] "Nominal over real GDP." = |m| m.economy.books.gdp_deflator();
    "gdp_deflator_growth" ["log change per quarter"] "Growth of the GDP deflator; none at the opening." = |m| m.growth(m.economy.books.gdp_deflator(), |(nominal, real)| nominal / real);
    "real_gdp_growth" ["log change per quarter"] "Growth of real GDP; none at the opening." = |m| m.growth(m.economy.books.gdp.real, |(_, real)| real);
    "producer_price_inflation" ["log change per quarter"] "Growth of the producer price index." = |m| m.economy.prices.inflation;
    "producer_price_index" ["index, opening = 1"] "Prices of output, weighted by output." = |m| m.economy.prices.producer;
    "consumer_price_index" ["index, opening = 1"] "Cost of the consumption basket of the opening." = |m| m.economy.prices.consumer;
    "unemployment_rate" ["share of workers"] "Workers without a job." = |m| m.economy.households.unemployed() as f64 / m.economy.households.n_workers as f64;
    "hiring_unfilled" ["jobs"] "Vacancies that found nobody in the quarter." = |m| m.economy.labour_market.unfilled as f64;
    "gross_output" ["money at opening prices"] "Output of all firms, intermediate uses included." = |m| m.economy.history.output;
    "gamma_e" ["fraction per quarter"] "Growth that everybody expected of the quarter; none at the opening." = |m| m.economy.outlook.growth;
    "pi_e" ["fraction per quarter"] "Inflation that everybody expected of the quarter; none at the opening." = |m| m.economy.outlook.inflation;
    "euribor" ["fraction per quarter"] "Policy rate." = |m| m.economy.central_bank.policy_rate;
    "gdp_deflator_growth_ea" ["fraction per quarter"] "Inflation in the rest of the world." = |m| m.economy.world.inflation;
    "real_gdp_ea" ["money at opening prices"] "Output of the rest of the world." = |m| m.economy.world.output;
    "inventories" ["money"] "Inventories of firms' own goods, at own prices, end of quarter." = |m| m.economy.firms.price.iter().zip(m.economy.firms.inventories.iter()).map(|(p, s)| p * s).sum();
    "firm_deposits" ["money"] "Deposits of firms less overdrafts, end of quarter." = |m| m.economy.firms.deposits.iter().sum();
    "firm_loans" ["money"] "Bank loans of firms, end of quarter." = |m| m.economy.firms.loans.iter().sum();
    "firm_equity" ["money"] "Equity of firms, end of quarter." = |m| m.after_opening(m.economy.firms.equity.iter().sum());
    "insolvent_firms" ["firms"] "Firms with neither cash nor equity, to be refinanced next quarter." = |m| m.economy.firms.ids().filter(|&i| insolvent(&m.economy.firms, i)).count() as f64;
    "household_deposits" ["money"] "Deposits of households less overdrafts, end of quarter." = |m| m.economy.households.deposits.iter().sum();
    "bank_equity" ["money"] "Equity of the bank, end of quarter." = |m| m.economy.bank.equity;
    "D_k" ["money"] "Net position of the bank at the central bank, end of quarter." = |m| m.economy.bank.reserves;
    "E_CB" ["money"] "Equity of the central bank, end of quarter." = |m| m.economy.central_bank.equity;
    "D_RoW" ["money"] "Claims of foreigners on the central bank, end of quarter." = |m| m.economy.world.position;
    "gov_debt" ["money"] "Public debt, end of quarter." = |m| m.economy.government.debt;
    "gov_revenue" ["money"] "Revenue of the government." = |m| m.after_opening(m.economy.government.revenue);
    "gini_disposable_income" ["index"] "Gini coefficient of disposable income (before interest) over households." = |m| of(m.income.as_ref(), Ranked::gini);
    "theil_disposable_income" ["index"] "Theil T index of disposable income over households; none where an income is negative." = |m| of(m.income.as_ref(), Ranked::theil);
    "p90_p10_disposable_income" ["ratio"] "Ninth over first decile of disposable income." = |m| of(m.income.as_ref(), |x| x.quantile_ratio(0.9, 0.1));
    "top10_share_disposable_income" ["share"] "Share of the tenth of households with the highest disposable income." = |m| of(m.income.as_ref(), |x| x.top_share(0.1));
    "bottom50_share_disposable_income" ["share"] "Share of the half of households with the lowest disposable income." = |m| of(m.income.as_ref(), |x| x.bottom_share(0.5));
    "gini_wealth" ["index"] "Gini coefficient of net worth (deposits, dwellings, owned equity) over households." = |m| of(m.wealth.as_ref(), Ranked::gini);
    "theil_wealth" ["index"] "Theil T index of net worth over households; none where somebody's is negative." = |m| of(m.wealth.as_ref(), Ranked::theil);
    "p90_p10_wealth" ["ratio"] "Ninth over first decile of net worth." = |m| of(m.wealth.as_ref(), |x| x.quantile_ratio(0.9, 0.1));
    "top10_share_wealth" ["share"] "Share of the wealthiest tenth of households in net worth." = |m| of(m.wealth.as_ref(), |x| x.top_share(0.1));
    "bottom50_share_wealth" ["share"] "Share of the least wealthy half of households in net worth." = |m| of(m.wealth.as_ref(), |x| x.bottom_share(0.5));
}

/// Reports the series of successive quarters of one run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Observer {
    last_gdp: Option<(f64, f64)>,
}

impl Observer {
    /// The values of [`SERIES`], in their order, at the end of the quarter that `economy` is in.
    ///
    /// Call it once a quarter, from the opening on: growth is measured from one call to the next.
    pub fn observe(&mut self, economy: &Economy) -> Vec<f64> {
        let moment = Moment {
            economy,
            last_gdp: self.last_gdp,
            income: Ranked::new(&economy.households.disposable_income).ok(),
            wealth: Ranked::new(&net_worth(economy)).ok(),
        };
        let gdp = economy.books.gdp;
        self.last_gdp = Some((gdp.nominal, gdp.real));
        SERIES
            .iter()
            .map(|series| (series.value)(&moment))
            .collect()
    }
}

/// Deposits, dwellings and owned equity of every household, money.
#[must_use]
pub fn net_worth(economy: &Economy) -> Column<HouseholdId, f64> {
    let Economy {
        households,
        firms,
        bank,
        prices,
        ..
    } = economy;
    let mut worth: Column<HouseholdId, f64> = households
        .deposits
        .iter()
        .zip(households.dwellings.iter())
        .map(|(deposits, dwellings)| deposits + dwellings)
        .collect();
    for i in firms.ids() {
        worth[households.owner_of(i)] += firms.net_worth(i, prices);
    }
    worth[households.bank_owner()] += bank.equity;
    worth
}
