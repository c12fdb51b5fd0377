//! An economy in the project's own format: scalars, a use table, industries and balance sheets.
//!
//! This is the value behind a folder with `economy.toml`, `use_table.csv`, `industries.csv` and
//! `balance_sheets.csv`. Flows are per year, rates are per year, persons are in thousands; every
//! number can say how well it is known and where it comes from. [`Tables::check`] refuses tables that
//! contradict each other, [`Tables::calibration`] turns them into what the model runs on.
//!
//! Areas, jobs by area and people may stand beside them ([`Regions`]); without them an economy is one
//! area of one-person households. Settings of rules may, too ([`Tables::settings`]).
//! [`Tables::calibration`] is one area, [`Tables::calibration_with_areas`] all that the tables know.

mod check;
mod check_regions;
mod convert;
mod people;
mod places;
mod problem;
mod regions;
mod scalars;
mod settings;
mod statuses;
mod use_table;

use std::collections::BTreeMap;

use params::Status;

pub use check::TOLERANCE;
pub use convert::Incomes;
pub use problem::{Problem, origin};
pub use regions::{
    AREAS, AreaRow, DIGITAL, DigitalRow, JOBS, NEIGHBOURS, PEOPLE, PeopleRow, REGIONAL_VALUE_ADDED,
    Regions, TARGETS, TargetRow, Use, kind_named,
};
pub use scalars::{
    Bank, Firms, Households, OPTIONAL, Population, Scalars, Shocks, Size, Taxes, Trend, per_quarter,
};
pub use settings::{SETTING_SECTIONS, of_map_or_drawing};
pub use statuses::{Counts, Statuses};
pub use use_table::{Cost, Final, LARGEST, OUTPUT, Tenths, UseTable, VALUE_ADDED, money};

params::choices! {
    /// The nested sets of rules.
    pub enum RuleSet {
        /// The published model.
        B0 = "b0",
        /// The long-run baseline.
        B1 = "b1",
        /// The digital economy.
        B2 = "b2",
    }
}

/// What an economy is called and how its numbers are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Short name, as typed after `--economy`.
    pub name: String,
    /// One line for reports.
    pub title: String,
    /// Year of the opening.
    pub opening: i32,
    /// Currency, e.g. an ISO 4217 code.
    pub currency: String,
    /// What one unit of money is, e.g. "billion yuan".
    pub money_unit: String,
    /// The highest set of rules that the data support.
    pub rules: RuleSet,
}

/// Where a number comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// How well it is known.
    pub status: Option<Status>,
    /// Key of a [`Source`].
    pub source: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// What is known about a column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnNote {
    /// Unit in words.
    pub unit: Option<String>,
    /// Where its numbers come from.
    pub note: Note,
}

/// A publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Its citation: the original publisher, never a mirror.
    pub citation: String,
    /// Where to find it.
    pub url: Option<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// Which edition.
    pub vintage: Option<String>,
}

/// A row of `industries.csv`, without the columns that follow from the use table.
#[derive(Clone, Debug, PartialEq)]
pub struct IndustryRow {
    /// Short code, the name of its row and column in the use table.
    pub code: String,
    /// Name in words.
    pub name: String,
    /// Jobs, in thousands.
    pub jobs_thousand: f64,
    /// Depreciation over the capital stock, per year.
    pub depreciation_rate: f64,
    /// Employees per firm, on average.
    pub mean_firm_size: f64,
    /// Share of the employed who work for themselves; no contributions are paid on their wages.
    pub self_employed_share: f64,
    /// Share of the industry's firms that the government owns, for the long-run rules.
    pub government_share: f64,
    /// How fast its sales fall with distance, for economies with areas.
    pub distance_decay: f64,
    /// Loans at the opening; `None`: in proportion to capital.
    pub loans: Option<f64>,
    /// Where the row comes from, if not from where its columns do.
    pub note: Note,
}

/// Columns of `industries.csv` that follow from the use table and the scalars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coefficients {
    /// Output per thousand jobs and quarter.
    pub alpha: f64,
    /// Output per unit of intermediate input.
    pub beta: f64,
    /// Output per unit of capital at full use, per quarter.
    pub kappa: f64,
    /// Depreciation of capital at full use, per quarter.
    pub delta: f64,
    /// Wages per thousand jobs and quarter, before employees' contributions.
    pub wage: f64,
    /// Tax on products over output.
    pub tau_products: f64,
    /// Tax on production over output; negative for a subsidy.
    pub tau_production: f64,
    /// Operating surplus over output.
    pub margin: f64,
}

impl Coefficients {
    /// Names of the columns.
    pub const COLUMNS: [&str; 8] = [
        "alpha",
        "beta",
        "kappa",
        "delta",
        "wage",
        "tau_products",
        "tau_production",
        "margin",
    ];

    /// Values in the order of [`Self::COLUMNS`].
    #[must_use]
    pub fn values(&self) -> [f64; 8] {
        [
            self.alpha,
            self.beta,
            self.kappa,
            self.delta,
            self.wage,
            self.tau_products,
            self.tau_production,
            self.margin,
        ]
    }
}

/// Stocks of an opening balance sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stock {
    /// Deposits of firms (`D_I`).
    FirmDeposits,
    /// Loans of firms (`L_I`).
    FirmLoans,
    /// Deposits of households (`D_H`).
    HouseholdDeposits,
    /// Dwellings of households (`K_H`).
    Dwellings,
    /// Public debt (`L_G`).
    PublicDebt,
    /// Equity of the bank (`E_k`).
    BankEquity,
    /// Claims of foreigners (`D_RoW`).
    ForeignPosition,
}

impl Stock {
    /// All of them, in the order of the rows.
    pub const ALL: [Self; 7] = [
        Self::FirmDeposits,
        Self::FirmLoans,
        Self::HouseholdDeposits,
        Self::Dwellings,
        Self::PublicDebt,
        Self::BankEquity,
        Self::ForeignPosition,
    ];

    /// The columns `stock` and `holder` of its row.
    #[must_use]
    pub fn key(self) -> (&'static str, &'static str) {
        match self {
            Self::FirmDeposits => ("deposits", "firms"),
            Self::FirmLoans => ("loans", "firms"),
            Self::HouseholdDeposits => ("deposits", "households"),
            Self::Dwellings => ("dwellings", "households"),
            Self::PublicDebt => ("debt", "government"),
            Self::BankEquity => ("equity", "bank"),
            Self::ForeignPosition => ("claims", "rest_of_world"),
        }
    }

    /// Whether the stock can be below 0.
    #[must_use]
    pub fn may_be_negative(self) -> bool {
        matches!(
            self,
            Self::PublicDebt | Self::BankEquity | Self::ForeignPosition
        )
    }
}

/// A row of `balance_sheets.csv`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Balance {
    /// Amount at the opening, in the money unit.
    pub amount: f64,
    /// The same over a year's gross value added, as stated.
    pub ratio: Option<f64>,
    /// Where it comes from.
    pub note: Note,
}

/// An economy in the project's own format.
#[derive(Clone, Debug, PartialEq)]
pub struct Tables {
    /// What it is called.
    pub header: Header,
    /// All scalars.
    pub scalars: Scalars,
    /// Correlation of the shocks to world output, exports and imports.
    pub correlation: [[f64; 3]; 3],
    /// Notes to scalars, by path; the correlation is `economy.shocks.correlation`.
    pub notes: BTreeMap<String, Note>,
    /// Publications, by key.
    pub sources: BTreeMap<String, Source>,
    /// Notes to columns, by table and column.
    pub columns: BTreeMap<(String, String), ColumnNote>,
    /// Who buys what.
    pub use_table: UseTable,
    /// Notes to rows of the use table, by row.
    pub use_notes: BTreeMap<String, Note>,
    /// The industries, in the order of the use table.
    pub industries: Vec<IndustryRow>,
    /// Opening stocks, in the order of [`Stock::ALL`].
    pub balances: [Balance; 7],
    /// Where people and jobs are; without it the economy is one area of one-person households.
    pub regions: Option<Regions>,
    /// Settings of rules, of the map and of the people that belong to this economy, by path
    /// (`closure.<rule>.<parameter>`, `geography.…`, `people.…`), as text; their notes are in
    /// [`Self::notes`].
    pub settings: BTreeMap<String, String>,
}

impl Tables {
    /// Number of industries.
    #[must_use]
    pub fn n_industries(&self) -> usize {
        self.industries.len()
    }

    /// An opening stock.
    #[must_use]
    pub fn stock(&self, stock: Stock) -> f64 {
        self.balances[stock as usize].amount
    }

    /// Capital of an industry at the opening: depreciation over its rate.
    #[must_use]
    pub fn capital(&self, industry: usize) -> f64 {
        let depreciation = self.use_table.cost(Cost::Depreciation)[industry];
        money(depreciation.into()) / self.industries[industry].depreciation_rate
    }

    /// Employers' contributions of an industry, on all its wages.
    #[must_use]
    pub fn employer_contributions(&self, industry: usize) -> f64 {
        let dependent = 1.0 - self.industries[industry].self_employed_share;
        self.scalars.taxes.employer_contributions * dependent
    }

    /// The coefficients of an industry.
    ///
    /// # Source
    /// Long-run economy, §6.3.
    #[must_use]
    pub fn coefficients(&self, industry: usize) -> Coefficients {
        let table = &self.use_table;
        let cost = |kind| money(table.cost(kind)[industry].into());
        let row = &self.industries[industry];
        let output = money(table.output[industry].into());
        let full_use = self.scalars.firms.capacity_use * self.capital(industry);
        let taxes = cost(Cost::Taxes) / output;
        let (products, production) = self.split_taxes(taxes);
        let contributions = 1.0 + self.employer_contributions(industry);
        Coefficients {
            alpha: per_quarter(output) / row.jobs_thousand,
            beta: output / money(table.inputs_of(industry)),
            kappa: per_quarter(output) / full_use,
            delta: per_quarter(cost(Cost::Depreciation)) / full_use,
            wage: per_quarter(cost(Cost::Compensation)) / row.jobs_thousand / contributions,
            tau_products: products,
            tau_production: production,
            margin: cost(Cost::Surplus) / output,
        }
    }

    /// Taxes of an industry over its output, split into those on products and those on production.
    fn split_taxes(&self, taxes: f64) -> (f64, f64) {
        if taxes > 0.0 {
            let products = self.scalars.taxes.products_share * taxes;
            (products, taxes - products)
        } else {
            (0.0, taxes)
        }
    }
}
