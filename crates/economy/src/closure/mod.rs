//! The long-run closure: rules under which the economy can be run for twenty years.
//!
//! Each rule is a file with its equation, its parameters under `closure.<rule>`, its switch and the
//! setting at which it returns the base equation. With every rule off the economy is the published model
//! to the last bit. [`LongRun`] is what the rules remember from one quarter to the next.
//!
//! # Source
//! Long run, §3.

pub mod activity_measure;
pub mod arrears;
pub mod capital_transfers;
pub mod common_productivity;
pub mod cost_pass_through;
pub mod demography;
pub mod deposit_norm;
pub mod exit_and_entry;
pub mod expectations;
pub mod firm_norms;
pub mod fiscal_rule;
pub mod income_tax;
pub mod input_stock;
pub mod net_investment;
pub mod norms;
pub mod opening;
pub mod opening_finance;
pub mod opening_room;
pub mod ownership;
pub mod platform_fees;
pub mod policy_rate;
pub mod product_taxes;
pub mod public_capital;
pub mod public_revenue;
pub mod rebalancing;
pub mod relative_prices;
pub mod sector_balances;
pub mod stationary;
pub mod supply_trend;
pub mod trade;
pub mod trend;
pub mod wage_curve;

pub use activity_measure::ActivityMeasure;
pub use arrears::Arrears;
pub use capital_transfers::CapitalTransfers;
pub use common_productivity::CommonProductivity;
pub use cost_pass_through::CostPassThrough;
pub use demography::Demography;
pub use deposit_norm::DepositNorm;
pub use exit_and_entry::ExitAndEntry;
pub use expectations::Expectations;
pub use firm_norms::FirmNorms;
pub use fiscal_rule::FiscalRule;
pub use income_tax::{Brackets, IncomeTax};
pub use input_stock::InputStock;
pub use net_investment::NetInvestment;
pub use opening_finance::OpeningFinance;
pub use opening_room::OpeningRoom;
pub use ownership::Ownership;
pub use platform_fees::PlatformFees;
pub use policy_rate::PolicyRate;
pub use product_taxes::ProductTaxes;
pub use public_capital::PublicCapital;
pub use public_revenue::PublicRevenue;
pub use rebalancing::{Rebalancing, Successor};
pub use relative_prices::RelativePrices;
pub use sector_balances::SectorBalances;
pub use supply_trend::SupplyTrend;
pub use trade::{Trade, TradeClosure};
pub use trend::{Growth, Trend, TrendRates};
pub use wage_curve::WageCurve;

use params::Parameters;
use quantity::maths;

use crate::books::Books;
use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::geography::Regional;
use crate::government::Government;
use crate::households::Households;
use crate::people;
use crate::prices::Prices;
use crate::world::World;

/// Declares the rules: a field each, and the operations on all of them.
macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $field:ident: $rule:ty,)*) => {
        /// Parameters of every rule; the default has them all on.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Closure {
            $($(#[doc = $doc])+ pub $field: $rule,)*
            /// Wages withheld by firms in trouble.
            pub arrears: Arrears,
            /// Fees of platforms in prices.
            pub platform_fees: PlatformFees,
            /// Productivity that wages and the state follow.
            pub common_productivity: CommonProductivity,
            /// Public capital.
            pub public_capital: PublicCapital,
            /// Who pays for the growth of public industries.
            pub capital_transfers: CapitalTransfers,
            /// How earnings are taxed.
            pub income_tax: IncomeTax,
            /// What taxes on products fall on.
            pub product_taxes: ProductTaxes,
            /// Portfolios of households, where there are people.
            pub portfolios: people::Ownership,
            /// Skills and work, where there are people.
            pub skill: people::Skill,
            /// Moves between areas, where there are people.
            pub migration: people::Migration,
        }

        impl Closure {
            /// Every rule off: the published model.
            #[must_use]
            pub fn off() -> Self {
                let mut closure = Self::default();
                $(closure.$field.on = false;)*
                closure
            }

            /// Names of the rules that can be switched, as in their paths.
            pub const RULES: &[&str] = &[$(stringify!($field),)*];

            /// Switches a rule; false if there is none of that name.
            pub fn switch(&mut self, rule: &str, on: bool) -> bool {
                match rule {
                    $(stringify!($field) => self.$field.on = on,)*
                    _ => return false,
                }
                true
            }

            /// The parameters, group by group.
            #[must_use]
            pub fn groups(&self) -> Vec<&dyn Parameters> {
                vec![
                    $(&self.$field,)*
                    &self.arrears,
                    &self.platform_fees,
                    &self.common_productivity,
                    &self.public_capital,
                    &self.capital_transfers,
                    &self.income_tax,
                    &self.product_taxes,
                    &self.portfolios,
                    &self.skill,
                    &self.migration,
                ]
            }

            /// The parameters, to be changed.
            pub fn groups_mut(&mut self) -> Vec<&mut dyn Parameters> {
                vec![
                    $(&mut self.$field,)*
                    &mut self.arrears,
                    &mut self.platform_fees,
                    &mut self.common_productivity,
                    &mut self.public_capital,
                    &mut self.capital_transfers,
                    &mut self.income_tax,
                    &mut self.product_taxes,
                    &mut self.portfolios,
                    &mut self.skill,
                    &mut self.migration,
                ]
            }
        }
    };
}

rules! {
    /// C1.
    net_investment: NetInvestment,
    /// C1b.
    input_stock: InputStock,
    /// C2.
    opening_room: OpeningRoom,
    /// The financing of firms at the opening, which C13 then keeps.
    opening_finance: OpeningFinance,
    /// C3.
    supply_trend: SupplyTrend,
    /// C4.
    wage_curve: WageCurve,
    /// C5.
    cost_pass_through: CostPassThrough,
    /// C6.
    fiscal_rule: FiscalRule,
    /// C7.
    trade: Trade,
    /// C8.
    expectations: Expectations,
    /// C9.
    exit_and_entry: ExitAndEntry,
    /// C10.
    demography: Demography,
    /// C11.
    activity_measure: ActivityMeasure,
    /// C12.
    deposit_norm: DepositNorm,
    /// C13.
    firm_norms: FirmNorms,
    /// C14.
    relative_prices: RelativePrices,
    /// C15.
    policy_rate: PolicyRate,
    /// C16.
    public_revenue: PublicRevenue,
    /// Who receives dividends.
    ownership: Ownership,
    /// What takes the place of investment when the trend slows down.
    rebalancing: Rebalancing,
}

impl Closure {
    /// Sets a parameter from text.
    ///
    /// # Errors
    /// One sentence naming the path, the value and what is allowed.
    pub fn set(&mut self, path: &str, text: &str) -> Result<(), params::Error> {
        let mut groups = self.groups_mut();
        if let Some(group) = groups.iter_mut().find(|group| group.find(path).is_some()) {
            return group.set(path, text);
        }
        let declared = groups.iter().flat_map(|group| group.declarations());
        Err(params::unknown(path, declared))
    }

    /// The trend these rules give an economy.
    #[must_use]
    pub fn trend(&self, rates: TrendRates) -> Trend {
        if self.supply_trend.on {
            Trend::open(rates)
        } else {
            Trend::none()
        }
    }

    /// Puts revenue besides taxes and the ownership of firms in force in a calibration; once is as good as
    /// twice.
    pub fn set_terms(&self, calibration: &mut Calibration) {
        let revenue = self.public_revenue.in_force();
        let fee = revenue.profit_fee - calibration.rates.profit_fee;
        if fee != 0.0 {
            let income = calibration.opening_income();
            calibration.rates.tax_corporate += fee;
            calibration.keep_spending(income);
        }
        calibration.rates.profit_fee = revenue.profit_fee;
        calibration.rates.land_fee_firms = revenue.firm_land_fee;
        calibration.rates.land_fee_households = revenue.household_land_fee;
        calibration.rates.public_wear = self.public_capital.quarterly_wear();
        self.ownership.share(calibration);
        calibration.rates.founder_share = self.portfolios.founder_share;
    }

    /// Makes a calibration fit for these rules: revenue besides taxes, owners, margins, financing, room for
    /// growth, the budget, what taxes on products fall on.
    ///
    /// Does nothing with the rules off.
    pub fn prepare(&self, calibration: &mut Calibration) {
        let disposable = match calibration.opening.disposable_income {
            0.0 => calibration.opening_income(),
            stated => stated,
        };
        self.set_terms(calibration);
        if self.cost_pass_through.on {
            let income = calibration.opening_income();
            self.cost_pass_through.lift_margins(calibration);
            calibration.keep_spending(income);
        }
        if self.opening_finance.on {
            let income = calibration.opening_income();
            let growth = self.trend(calibration.trend).now();
            self.opening_finance
                .settle(&self.capital_transfers, calibration, growth);
            calibration.keep_spending(income);
        }
        let growth = self.trend(calibration.trend).now();
        self.opening_room.make(calibration, growth.real);
        self.fiscal_rule.close_transfers(calibration, disposable);
        self.fiscal_rule.balance_opening(calibration, growth);
        self.product_taxes.split(calibration);
    }
}

/// Flows and ratios of the opening to which the rules refer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opening {
    /// Unemployed share of workers (`u*`).
    pub unemployment: f64,
    /// Real government consumption.
    pub government_consumption: f64,
    /// Real capital formation of the government.
    pub public_investment: f64,
    /// Real growth of the trend (`γ_0`).
    pub growth: f64,
    /// Benefit per inactive person.
    pub benefit_inactive: f64,
    /// Other transfers per household.
    pub benefit_other: f64,
    /// Real exports.
    pub exports: f64,
    /// Real imports.
    pub imports: f64,
    /// Consumption, government consumption and capital formation, real.
    pub absorption: f64,
    /// Policy rate less target inflation.
    pub real_rate: f64,
}

/// The closure at work: its rules, the trend, and what the rules remember.
#[derive(Clone, Debug)]
pub struct LongRun {
    /// Parameters.
    pub rules: Closure,
    /// The trend.
    pub trend: Trend,
    /// The opening.
    pub opening: Opening,
    /// Targets of stocks.
    pub norms: norms::Norms,
    /// What moves those of single households on.
    pub own_norms: deposit_norm::OwnNorms,
    /// Ratios of stocks at the end of the last quarter.
    pub ratios: norms::Ratios,
    /// Investment.
    pub investors: net_investment::Investors,
    /// Wages.
    pub wage_setting: wage_curve::WageSetting,
    /// Prices.
    pub price_setting: cost_pass_through::PriceSetting,
    /// Loans and cash of firms.
    pub treasurers: firm_norms::Treasurers,
    /// Firms in trouble.
    pub distress: exit_and_entry::Distress,
    /// Growth of activity.
    pub activity: activity_measure::Activity,
    /// Productivity over its trend (`𝒜`).
    pub productivity: f64,
    /// Unemployed share of workers in the last quarter.
    pub unemployment: f64,
    /// The same of each area; the country's in all where areas are not told apart.
    pub area_unemployment: Vec<f64>,
    /// Inflation of the last quarter, a fraction.
    pub inflation: f64,
    /// Real absorption over its trend, smoothed (`f̂`).
    pub absorption: f64,
    /// Deviations of log government consumption, exports and imports from their rules.
    pub deviations: [f64; 3],
}

/// Share of this quarter in smoothed absorption.
const ABSORPTION_SMOOTHING: f64 = 0.25;

/// An opening economy as the closure sees it.
pub struct Opened<'a> {
    /// The numbers it runs on.
    pub calibration: &'a Calibration,
    /// Firms.
    pub firms: &'a Firms,
    /// Households.
    pub households: &'a Households,
    /// The accounts of the opening.
    pub books: &'a Books,
    /// The accounts of its areas.
    pub regional: &'a Regional,
}

impl LongRun {
    /// The closure at the opening of an economy.
    #[must_use]
    pub fn open(rules: Closure, opened: &Opened<'_>) -> Self {
        let Opened {
            calibration,
            firms,
            households,
            books,
            regional,
        } = *opened;
        let trend = rules.trend(calibration.trend);
        let growth = trend.now();
        let data = &calibration.opening;
        let unemployment = households.unemployed() as f64 / households.n_workers as f64;
        let mut area_unemployment = vec![unemployment; calibration.geography.len()];
        tell_areas(&mut area_unemployment, unemployment, calibration, regional);
        let opening = Opening {
            unemployment,
            government_consumption: data.government_consumption[0],
            public_investment: data.public_investment,
            growth: growth.real,
            benefit_inactive: data.benefit_inactive,
            benefit_other: data.benefit_other,
            exports: data.exports[0],
            imports: data.imports[0],
            absorption: books.gdp.real - books.exports.real + books.imports.real,
            real_rate: data.policy_rate - growth.inflation,
        };
        let income = maths::sum(households.disposable_income.iter().copied());
        let annual_gdp = 4.0 * books.gdp.nominal;
        let ratios = norms::Ratios {
            deposits: maths::sum(households.deposits.iter().copied()) / income,
            debt: data.public_debt / annual_gdp,
            position: data.foreign_position / annual_gdp,
        };
        let lending_rate = data.policy_rate + calibration.rates.lending_margin;
        let revenue = rules.public_revenue.in_force();
        Self {
            trend,
            opening,
            norms: norms::Norms::open(
                ratios,
                opening_flows(calibration, books),
                growth,
                calibration.rates.public_debt_rate,
                revenue.remittance,
            ),
            own_norms: deposit_norm::OwnNorms::default(),
            ratios,
            investors: rules.net_investment.open(
                data.capacity_use,
                lending_rate - growth.inflation,
                firms.len(),
            ),
            wage_setting: rules.wage_curve.open(&area_unemployment),
            price_setting: rules.cost_pass_through.open(firms),
            treasurers: rules.firm_norms.open(firms),
            distress: exit_and_entry::Distress::none(firms.len()),
            activity: activity_measure::Activity::open(firms, growth.real),
            productivity: 1.0,
            unemployment,
            area_unemployment,
            inflation: growth.inflation,
            absorption: 1.0,
            deviations: [0.0; 3],
            rules,
        }
    }

    /// The trend of the quarter that the economy is in.
    #[must_use]
    pub fn growth(&self) -> Growth {
        self.trend.now()
    }

    /// Public capital formation over output, over that of the opening (`κ`).
    #[must_use]
    pub fn public_pace(&self) -> f64 {
        if self.rules.rebalancing.to_consumption() {
            let rule = &self.rules.public_capital;
            rule.pace(self.growth().real, self.opening.growth)
        } else {
            1.0
        }
    }

    /// Propensity to consume of the quarter, when households expect these `incomes`, of which idle cash
    /// paid out is `payouts`.
    #[must_use]
    pub fn propensity(
        &self,
        rates: &Rates,
        firms: &Firms,
        prices: &Prices,
        incomes: &[f64],
        payouts: impl Fn() -> f64,
    ) -> f64 {
        if !self.rules.rebalancing.to_consumption() {
            return rates.consumption_propensity;
        }
        let growth = self.growth();
        let inputs = firms
            .ids()
            .map(|i| firms.inputs[i] * firms.input_price_index(i, prices));
        let trend = self.opening.public_investment * growth.output_index * prices.consumer;
        self.rules.rebalancing.propensity(
            rates,
            rebalancing::Freed {
                now: growth,
                opening_growth: self.opening.growth,
                stocks: prices.capital * maths::sum(firms.capital.iter().copied())
                    + maths::sum(inputs),
                public_investment: (1.0 - self.public_pace()) * trend,
                income: maths::sum(incomes.iter().map(|&income| maths::positive(income))),
                payouts: payouts(),
            },
        )
    }

    /// Takes note of the growth of the labour force in a quarter, which the trend follows smoothed.
    pub fn note_labour_force(&mut self, households: &mut Households, growth: f64) {
        if let Some(people) = &mut households.people {
            let before = self.trend.assumed_labour_force_growth();
            let smoothed = people.vital.smooth_growth(growth, before);
            self.trend.follow_labour_force(smoothed);
        }
    }

    /// Growth of activity in the last quarter, a fraction; `output` is that of gross output.
    #[must_use]
    pub fn activity_growth(&self, output: f64) -> f64 {
        // Before the first quarter, growth was the trend's.
        if self.rules.activity_measure.on || self.activity.at_opening() {
            self.activity.growth
        } else {
            output
        }
    }

    /// Wages of each area over their trend this quarter.
    pub fn wage_levels(&mut self) -> &[f64] {
        self.wage_setting
            .levels(&self.area_unemployment, self.productivity)
    }

    /// Prices of last quarter over what target inflation would have made of them by then (`e_R`).
    #[must_use]
    pub fn last_relative_price(&self, prices: &Prices) -> f64 {
        let growth = self.growth();
        prices.producer / (growth.price_index / (1.0 + growth.inflation))
    }

    /// Moves a deviation on by a quarter under a shock, and says what it is.
    pub fn deviate(&mut self, which: Deviation, shock: f64) -> f64 {
        let deviation = &mut self.deviations[which as usize];
        *deviation = fiscal_rule::PERSISTENCE * *deviation + shock;
        *deviation
    }

    /// Takes note of a quarter whose books are closed.
    pub fn close(&mut self, closed: &Closed<'_>) {
        let Closed {
            calibration,
            channels,
            firms,
            households,
            central_bank,
            government,
            world,
            prices,
            books,
            regional,
        } = *closed;
        let growth = self.growth();
        self.activity.measure(firms);
        self.unemployment = households.unemployed() as f64 / households.n_workers as f64;
        let areas = &mut self.area_unemployment;
        tell_areas(areas, self.unemployment, calibration, regional);
        self.inflation = maths::exp(prices.inflation) - 1.0;
        let absorption = books.gdp.real - books.exports.real + books.imports.real;
        let relative = absorption / (self.opening.absorption * growth.output_index);
        self.absorption += ABSORPTION_SMOOTHING * (relative - self.absorption);
        self.productivity =
            self.rules
                .common_productivity
                .follow(self.productivity, firms, channels);
        let annual_gdp = 4.0 * books.gdp.nominal;
        self.ratios = norms::Ratios {
            deposits: maths::sum(households.deposits.iter().copied())
                / maths::sum(households.disposable_income.iter().copied()),
            debt: government.debt / annual_gdp,
            position: world.position / annual_gdp,
        };
        self.own_norms.note(
            growth.nominal,
            central_bank.policy_rate,
            households.propensity,
        );
        self.norms.advance(
            growth,
            central_bank.policy_rate,
            calibration.rates.public_debt_rate,
            norms::Plan {
                spending: households.propensity - calibration.rates.consumption_propensity,
                public_pace: self.public_pace(),
                growth: if self.opening.growth == 0.0 {
                    1.0
                } else {
                    growth.real / self.opening.growth
                },
            },
        );
    }
}

/// What deviates from its rule by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// Government consumption.
    Government = 0,
    /// Exports.
    Exports = 1,
    /// Imports.
    Imports = 2,
}

/// A quarter whose books are closed, as the closure sees it.
#[derive(Clone, Copy)]
pub struct Closed<'a> {
    /// The numbers the economy runs on.
    pub calibration: &'a Calibration,
    /// Channels of the quarter.
    pub channels: &'a Channels,
    /// Firms.
    pub firms: &'a Firms,
    /// Households.
    pub households: &'a Households,
    /// The central bank.
    pub central_bank: &'a CentralBank,
    /// The government.
    pub government: &'a Government,
    /// The rest of the world.
    pub world: &'a World,
    /// Prices.
    pub prices: &'a Prices,
    /// Accounts.
    pub books: &'a Books,
    /// Accounts of areas.
    pub regional: &'a Regional,
}

/// Unemployment of each area: its own where each has its own pool of unemployed and somebody works there.
fn tell_areas(
    of_area: &mut [f64],
    of_country: f64,
    calibration: &Calibration,
    regional: &Regional,
) {
    let map = &calibration.geography;
    let told_apart = map.in_force() && map.settings.local_labour;
    for (area, unemployment) in of_area.iter_mut().enumerate() {
        *unemployment = if told_apart && regional.workers[area] > 0 {
            regional.unemployment(area)
        } else {
            of_country
        };
    }
}

/// Flows of the opening that feed the stocks, over GDP or income.
fn opening_flows(calibration: &Calibration, books: &Books) -> norms::Flows {
    let rates = &calibration.rates;
    let gdp = books.gdp.nominal;
    let land_fee = rates.land_fee_households / (1.0 + rates.tax_housing);
    norms::Flows {
        saving: 1.0 - rates.consumption_propensity - rates.housing_propensity * (1.0 + land_fee),
        primary_deficit: calibration.opening_primary_deficit() / gdp,
        external_deficit: (books.imports.nominal - books.exports.nominal
            + calibration.opening_dividends_elsewhere().abroad)
            / gdp,
        public_investment: calibration.opening.public_investment / gdp,
        capital_transfers: calibration.opening_capital_transfers() / gdp,
        central_bank_equity: calibration.opening.central_bank_equity / (4.0 * gdp),
    }
}
