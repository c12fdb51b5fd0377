//! What is reported of each quarter: one table of series, each with its unit and definition.
//!
//! # Source
//! Base model, §9; names as in the published results. Distribution: crate `inequality`.

use inequality::Ranked;
use quantity::{Column, HouseholdId, maths};

use crate::bankruptcy::insolvent;
use crate::economy::Economy;
use crate::firms::Firms;
use crate::people::measures::Rankings;
use crate::people::{People, measures};
use crate::redistribution;

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
    rankings: &'a Rankings,
    distributions: Distributions,
}

/// Measures of distributions that are not kept ranked.
#[derive(Clone, Copy)]
struct Distributions {
    gini_survey_income: f64,
    /// Shares of the highest tenth and the lowest half in attributed national income.
    shares_of_attributed: [f64; 2],
}

impl Distributions {
    const UNSEEN: Self = Self {
        gini_survey_income: f64::NAN,
        shares_of_attributed: [f64::NAN; 2],
    };
}

impl Moment<'_> {
    /// Log growth since last quarter of `now`, against the part of last quarter's GDP that `of` picks.
    fn growth(&self, now: f64, of: impl Fn((f64, f64)) -> f64) -> f64 {
        self.last_gdp
            .map_or(f64::NAN, |last| maths::ln(now / of(last)))
    }

    /// A value of people; not a number where there are none.
    fn of_people(&self, of: impl Fn(&People, &Economy) -> f64) -> f64 {
        let people = self.economy.households.people.as_ref();
        people.map_or(f64::NAN, |people| of(people, self.economy))
    }

    /// A sum over persons, or over households where these are single persons, per head.
    fn per_head(&self, sum: f64) -> f64 {
        let households = &self.economy.households;
        let people = households.people.as_ref();
        let heads = people.map_or(households.len(), |people| people.population());
        sum / heads as f64
    }

    /// Share of one of the five fifths, the lowest being the first, in disposable income.
    fn share_of_fifth(&self, fifth: u32) -> f64 {
        let up_to = |n: u32| move |x: &Ranked| x.bottom_share(f64::from(n) / 5.0);
        let income = self.rankings.disposable_income();
        of(income, up_to(fifth)) - of(income, up_to(fifth - 1))
    }

    fn annual_gdp(&self) -> f64 {
        4.0 * self.economy.books.gdp.nominal
    }

    /// A real stock of firms over annual gross value added at the prices of the opening.
    fn over_annual_value_added(&self, stock: &[f64]) -> f64 {
        total(stock) / (4.0 * self.economy.books.gross_value_added.real)
    }

    /// A value that only a quarter that has run can have: at the opening there are no plans to report.
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
    (
        $(#[$doc:meta])*
        pub const $list:ident;
        $($name:literal [$unit:literal] $definition:literal = |$m:ident| $value:expr;)*
    ) => {
        $(#[$doc])*
        pub const $list: &[Series] = &[$(Series {
            name: $name,
            unit: $unit,
            definition: $definition,
            value: |$m| $value,
        },)*];
    };
}

series! {
    /// Every series of the base economy, in the order of publication.
    pub const SERIES;
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
    "gini_disposable_income" ["index"] "Gini coefficient of disposable income (before interest) over households." = |m| of(m.rankings.disposable_income(), Ranked::gini);
    "theil_disposable_income" ["index"] "Theil T index of disposable income over households; none where an income is negative." = |m| of(m.rankings.disposable_income(), Ranked::theil);
    "p90_p10_disposable_income" ["ratio"] "Ninth over first decile of disposable income." = |m| of(m.rankings.disposable_income(), |x| x.quantile_ratio(0.9, 0.1));
    "top10_share_disposable_income" ["share"] "Share of the tenth of households with the highest disposable income." = |m| of(m.rankings.disposable_income(), |x| x.top_share(0.1));
    "bottom50_share_disposable_income" ["share"] "Share of the half of households with the lowest disposable income." = |m| of(m.rankings.disposable_income(), |x| x.bottom_share(0.5));
    "gini_wealth" ["index"] "Gini coefficient of net worth (deposits, dwellings, owned equity) over households." = |m| of(m.rankings.wealth(), Ranked::gini);
    "theil_wealth" ["index"] "Theil T index of net worth over households; none where somebody's is negative." = |m| of(m.rankings.wealth(), Ranked::theil);
    "p90_p10_wealth" ["ratio"] "Ninth over first decile of net worth." = |m| of(m.rankings.wealth(), |x| x.quantile_ratio(0.9, 0.1));
    "top10_share_wealth" ["share"] "Share of the wealthiest tenth of households in net worth." = |m| of(m.rankings.wealth(), |x| x.top_share(0.1));
    "bottom50_share_wealth" ["share"] "Share of the least wealthy half of households in net worth." = |m| of(m.rankings.wealth(), |x| x.bottom_share(0.5));
}

series! {
    /// What the long-run rules add, in the order of publication after [`SERIES`].
    ///
    /// A fill rate is what was bought over what the plans or budgets would have bought at the prices
    /// that were paid: it says how much of demand was served, not whether prices were foreseen.
    pub const LONG_RUN_SERIES;
    "labour_share" ["share"] "Compensation of employees over gross value added." = |m| m.economy.books.compensation / m.economy.books.gross_value_added.nominal;
    "capacity_use" ["share"] "Output of the quarter over what the capital at its end could make." = |m| m.economy.firms.total_output() / capacity(&m.economy.firms);
    "capital_output_ratio" ["years"] "Capital of firms, end of quarter, over annual gross value added, both at the prices of the opening." = |m| m.over_annual_value_added(&m.economy.firms.capital);
    "input_stock_ratio" ["years"] "Intermediate inputs in stock, end of quarter, over annual gross value added, both at the prices of the opening." = |m| m.over_annual_value_added(&m.economy.firms.inputs);
    "debt_ratio" ["years"] "Public debt, end of quarter, over annual GDP." = |m| m.economy.government.debt / m.annual_gdp();
    "deposit_ratio" ["years"] "Deposits of households less overdrafts, end of quarter, over annual disposable income." = |m| total(&m.economy.households.deposits) / (4.0 * total(&m.economy.households.disposable_income));
    "firm_loan_ratio" ["share"] "Bank loans of firms over their capital at today's price of capital goods, end of quarter." = |m| total(&m.economy.firms.loans) / (m.economy.prices.capital * total(&m.economy.firms.capital));
    "bank_capital_ratio" ["share"] "Equity of the bank over its loans to firms, end of quarter." = |m| m.economy.bank.equity / total(&m.economy.firms.loans);
    "foreign_position_ratio" ["years"] "Claims of foreigners on the central bank, end of quarter, over annual GDP; negative if the country is owed." = |m| m.economy.world.position / m.annual_gdp();
    "fill_rate_firms" ["share"] "Inputs and investment bought by firms over those they planned, real; none at the opening." = |m| m.after_opening(fill_rate_of_firms(&m.economy.firms));
    "fill_rate_households" ["share"] "Money that households spent on consumption and dwellings over what they had set aside for it; none at the opening." = |m| m.after_opening(fill_rate_of_households(m.economy));
    "fill_rate_government" ["share"] "Money that the government spent on consumption and capital formation over its budget for them; none at the opening." = |m| m.after_opening((m.economy.purchases.government + m.economy.purchases.public_investment) / (m.economy.government.entity_budget * m.economy.government.n_entities as f64));
    "fill_rate_exports" ["share"] "Money that foreign buyers spent over their budgets; none at the opening." = |m| m.after_opening(m.economy.purchases.exports / (m.economy.world.buyer_budget * m.economy.world.n_buyers as f64));
    "loss_making_share" ["share"] "Firms that made a loss in the quarter, over all firms." = |m| m.economy.firms.profit.iter().filter(|profit| **profit < 0.0).count() as f64 / m.economy.firms.len() as f64;
    "exits" ["firms"] "Firms that left in the quarter and were replaced." = |m| f64::from(m.economy.long_run.distress.exits);
    "productivity_gap" ["fraction"] "Productivity over its trend less 1, smoothed: what wages, government consumption and trade follow." = |m| m.economy.long_run.productivity - 1.0;
    "lending_rate" ["fraction per quarter"] "Interest on loans of firms and overdrafts." = |m| m.economy.bank.lending_rate;
    "mean_disposable_income" ["money"] "Disposable income (before interest) per head." = |m| m.per_head(total(&m.economy.households.disposable_income));
    "median_disposable_income" ["money"] "Median of disposable income over households." = |m| of(m.rankings.disposable_income(), |x| Ok(x.median()));
    "mean_real_consumption" ["money at opening prices"] "Household consumption per head at the prices of the opening." = |m| m.per_head(m.economy.books.household_consumption.real);
    "palma_disposable_income" ["ratio"] "Disposable income of the highest tenth of households over that of the lowest four tenths; none where the latter have less than nothing." = |m| of(m.rankings.disposable_income(), Ranked::palma_ratio);
    "top1_share_disposable_income" ["share"] "Share of the hundredth of households with the highest disposable income." = |m| of(m.rankings.disposable_income(), |x| x.top_share(0.01));
    "fifth1_share_disposable_income" ["share"] "Share of the lowest fifth of households in disposable income." = |m| m.share_of_fifth(1);
    "fifth2_share_disposable_income" ["share"] "Share of the second fifth of households in disposable income." = |m| m.share_of_fifth(2);
    "fifth3_share_disposable_income" ["share"] "Share of the third fifth of households in disposable income." = |m| m.share_of_fifth(3);
    "fifth4_share_disposable_income" ["share"] "Share of the fourth fifth of households in disposable income." = |m| m.share_of_fifth(4);
    "fifth5_share_disposable_income" ["share"] "Share of the highest fifth of households in disposable income." = |m| m.share_of_fifth(5);
    "mean_wealth" ["money"] "Net worth (deposits, dwellings, owned equity) per household." = |m| of(m.rankings.wealth(), |x| Ok(x.mean()));
    "median_wealth" ["money"] "Median of net worth over households." = |m| of(m.rankings.wealth(), |x| Ok(x.median()));
    "top1_share_wealth" ["share"] "Share of the wealthiest hundredth of households in net worth." = |m| of(m.rankings.wealth(), |x| x.top_share(0.01));
}

series! {
    /// What people add where there are any, in the order of publication after [`LONG_RUN_SERIES`].
    ///
    /// Where there are people, measures of disposable income are of income per head over persons.
    pub const PEOPLE_SERIES;
    "population" ["persons"] "Persons alive, end of quarter." = |m| m.of_people(|people, _| people.population() as f64);
    "urbanisation" ["share"] "Persons who live in urban areas, of all." = |m| m.of_people(measures::urbanisation);
    "urban_rural_income_ratio" ["ratio"] "Income per head of the urban stratum of the survey over that of the rural one, as the survey would see both: the missing top removed." = |m| m.of_people(measures::ratio_by_stratum);
    "urban_rural_income_ratio_by_residence" ["ratio"] "Income per head of those who live in urban areas over that of those who live in rural ones, as the survey would see both." = |m| m.of_people(measures::ratio_by_residence);
    "gini_survey_income" ["index"] "Gini coefficient of income per head as the survey would see it, over persons: the missing top removed, coverage as in the survey." = |m| m.distributions.gini_survey_income;
    "top10_share_attributed_national_income" ["share"] "Share of the tenth of persons with the highest wages, mixed income and part of all profits per head, before taxes." = |m| m.distributions.shares_of_attributed[0];
    "bottom50_share_attributed_national_income" ["share"] "Share of the half of persons with the lowest wages, mixed income and part of all profits per head, before taxes." = |m| m.distributions.shares_of_attributed[1];
    "theil_between_residence" ["index"] "Part of Theil's T index of disposable income that is between urban and rural residents." = |m| m.rankings.between().residence;
    "theil_between_provinces" ["index"] "Part of Theil's T index of disposable income that is between provinces." = |m| m.rankings.between().provinces;
    "theil_between_educations" ["index"] "Part of Theil's T index of disposable income that is between educations of the head of the household." = |m| m.rankings.between().educations;
}

/// The series that a run reports, in order.
pub fn reported(long_run: bool, people: bool) -> impl Iterator<Item = &'static Series> {
    let later = if long_run { LONG_RUN_SERIES } else { &[] };
    let of_people = if long_run && people {
        PEOPLE_SERIES
    } else {
        &[]
    };
    SERIES.iter().chain(later).chain(of_people)
}

/// The `index`-th series, those of the long-run rules counted after those of the base economy, those of
/// people after both.
///
/// # Panics
/// If there are fewer.
#[must_use]
pub fn series(index: usize) -> &'static Series {
    let mut all = reported(true, true);
    all.nth(index).expect("a series that there is")
}

/// The position of a series by name, as [`series`] counts.
#[must_use]
pub fn position(name: &str) -> Option<usize> {
    reported(true, true).position(|series| series.name == name)
}

fn total(column: &[f64]) -> f64 {
    maths::sum(column.iter().copied())
}

/// Output that the capital of all firms could make, real.
fn capacity(firms: &Firms) -> f64 {
    let own = firms.output_per_capital.iter().zip(firms.capital.iter());
    maths::sum(own.map(|(output, capital)| output * capital))
}

fn fill_rate_of_firms(firms: &Firms) -> f64 {
    (total(&firms.purchased_inputs) + total(&firms.investment))
        / (total(&firms.desired_inputs) + total(&firms.desired_investment))
}

fn fill_rate_of_households(economy: &Economy) -> f64 {
    let Economy {
        households,
        purchases,
        ..
    } = economy;
    (purchases.consumption + purchases.housing)
        / (total(&households.consumption_budget) + total(&households.housing_budget))
}

/// Reports the series of successive quarters of one run.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    last_gdp: Option<(f64, f64)>,
    long_run: bool,
    rankings: Rankings,
}

impl Observer {
    /// An observer that reports [`LONG_RUN_SERIES`] too, and of people [`PEOPLE_SERIES`].
    #[must_use]
    pub fn long_run() -> Self {
        Self {
            long_run: true,
            ..Self::default()
        }
    }

    /// Takes note of a quarter of which nobody reads the series: growth is measured from it.
    pub fn pass(&mut self, economy: &Economy) {
        let gdp = economy.books.gdp;
        self.last_gdp = Some((gdp.nominal, gdp.real));
    }

    /// The values of [`SERIES`], and of those for the long run if asked for, in the order of [`reported`], at
    /// the end of the quarter that `economy` is in.
    ///
    /// Call it, [`Self::observe_totals`] or [`Self::pass`] once a quarter, from the opening on: growth is measured
    /// from one call to the next.
    pub fn observe(&mut self, economy: &Economy) -> Vec<f64> {
        let distributions = if self.has_people(economy) {
            self.look_at_people(economy)
        } else {
            Distributions::UNSEEN
        };
        self.rankings.look(economy);
        self.read(economy, distributions)
    }

    /// The same where nobody reads who has how much: measures of a distribution are no numbers.
    pub fn observe_totals(&mut self, economy: &Economy) -> Vec<f64> {
        self.rankings.forget();
        self.read(economy, Distributions::UNSEEN)
    }

    fn has_people(&self, economy: &Economy) -> bool {
        self.long_run && economy.households.people.is_some()
    }

    fn read(&mut self, economy: &Economy, distributions: Distributions) -> Vec<f64> {
        let moment = Moment {
            economy,
            last_gdp: self.last_gdp,
            rankings: &self.rankings,
            distributions,
        };
        let series = reported(self.long_run, self.has_people(economy));
        let values = series.map(|series| (series.value)(&moment)).collect();
        self.pass(economy);
        values
    }

    /// Who has how much as of the last call of [`Self::observe`].
    #[must_use]
    pub fn rankings(&self) -> &Rankings {
        &self.rankings
    }

    /// Measures of incomes that are ranked for them alone.
    fn look_at_people(&mut self, economy: &Economy) -> Distributions {
        let defined = |measure: inequality::Result<f64>| measure.unwrap_or(f64::NAN);
        let survey = self
            .rankings
            .of_survey_income(economy, |ranked| defined(ranked.gini()));
        let attributed = self.rankings.of_attributed_income(economy, |ranked| {
            [ranked.top_share(0.1), ranked.bottom_share(0.5)].map(defined)
        });
        let unseen = Distributions::UNSEEN;
        Distributions {
            gini_survey_income: survey.unwrap_or(unseen.gini_survey_income),
            shares_of_attributed: attributed.unwrap_or(unseen.shares_of_attributed),
        }
    }
}

/// Deposits, dwellings and owned equity of every household, money.
#[must_use]
pub fn net_worth(economy: &Economy) -> Column<HouseholdId, f64> {
    let mut worth = Column::default();
    add_up_net_worth(economy, &mut worth);
    worth
}

/// The same in the room of another column.
pub(crate) fn add_up_net_worth(economy: &Economy, worth: &mut Column<HouseholdId, f64>) {
    let Economy {
        households,
        firms,
        bank,
        prices,
        ..
    } = economy;
    let stocks = households.deposits.iter().zip(households.dwellings.iter());
    worth.clear();
    worth.extend(stocks.map(|(deposits, dwellings)| deposits + dwellings));
    if let Some(people) = &households.people {
        let rates = &economy.calibration.rates;
        let of_bank = 1.0 - rates.bank_government_dividends - rates.foreign_dividends;
        let owned = |i| [firms.private_share(i) * firms.net_worth(i, prices)];
        let owners = &people.owners;
        owners.distribute(worth, firms.ids(), owned, of_bank * bank.equity);
        let worth_of_all = |i| firms.net_worth(i, prices);
        redistribution::pay_register(households, worth, firms, worth_of_all);
        return;
    }
    for i in firms.ids() {
        worth[households.owner_of(i)] += firms.net_worth(i, prices);
    }
    worth[households.bank_owner()] += bank.equity;
}
