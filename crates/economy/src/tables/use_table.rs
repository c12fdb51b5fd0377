//! The use table: who buys what, and what production costs, in whole tenths of the money unit.
//!
//! Amounts are integers, so that "it balances" means equal and not nearly equal.

/// An amount of money in a year, in tenths of the money unit.
pub type Tenths = i64;

/// Amounts beyond this are refused; every sum of a table then fits.
pub const LARGEST: Tenths = 1_000_000_000_000_000;

/// Buyers of final products, and imports, which stand in the table with a minus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Final {
    /// Consumption of rural households.
    HouseholdsRural,
    /// Consumption of urban households.
    HouseholdsUrban,
    /// Consumption of the government.
    Government,
    /// Investment of firms.
    FirmInvestment,
    /// Housing investment.
    Dwellings,
    /// Public capital formation.
    PublicInvestment,
    /// Growth of the stocks of inputs.
    InputStocks,
    /// Exports.
    Exports,
    /// Imports, negative.
    Imports,
}

impl Final {
    /// All of them, in the order of the columns.
    pub const ALL: [Self; 9] = [
        Self::HouseholdsRural,
        Self::HouseholdsUrban,
        Self::Government,
        Self::FirmInvestment,
        Self::Dwellings,
        Self::PublicInvestment,
        Self::InputStocks,
        Self::Exports,
        Self::Imports,
    ];

    /// The column's name.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::HouseholdsRural => "HH_RURAL",
            Self::HouseholdsUrban => "HH_URBAN",
            Self::Government => "GOV",
            Self::FirmInvestment => "FIRM_INV",
            Self::Dwellings => "DWELLINGS",
            Self::PublicInvestment => "PUBLIC_INV",
            Self::InputStocks => "INPUT_STOCKS",
            Self::Exports => "EXPORTS",
            Self::Imports => "IMPORTS",
        }
    }
}

/// Rows of costs besides intermediate inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// Compensation of employees, with employers' contributions and mixed income.
    Compensation,
    /// Taxes less subsidies on products and production.
    Taxes,
    /// Consumption of fixed capital.
    Depreciation,
    /// What is left.
    Surplus,
}

impl Cost {
    /// All of them, in the order of the rows.
    pub const ALL: [Self; 4] = [
        Self::Compensation,
        Self::Taxes,
        Self::Depreciation,
        Self::Surplus,
    ];

    /// The row's name.
    #[must_use]
    pub fn row(self) -> &'static str {
        match self {
            Self::Compensation => "COMPENSATION",
            Self::Taxes => "TAXES_ON_PRODUCTION",
            Self::Depreciation => "DEPRECIATION",
            Self::Surplus => "OPERATING_SURPLUS",
        }
    }
}

/// The row of value added.
pub const VALUE_ADDED: &str = "VALUE_ADDED";
/// The column of output.
pub const OUTPUT: &str = "OUTPUT";

/// The use table of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UseTable {
    /// Purchases of product by industry, at `product · industries + industry`.
    pub intermediate: Vec<Tenths>,
    /// Final uses of each product, in the order of [`Final::ALL`].
    pub finals: [Vec<Tenths>; 9],
    /// Output of each product, as stated.
    pub output: Vec<Tenths>,
    /// Costs of each industry, in the order of [`Cost::ALL`].
    pub costs: [Vec<Tenths>; 4],
    /// Value added of each industry, as stated.
    pub value_added: Vec<Tenths>,
}

/// Tenths of the money unit as money.
#[must_use]
pub fn money(tenths: i128) -> f64 {
    tenths as f64 / 10.0
}

fn sum<'a>(values: impl IntoIterator<Item = &'a Tenths>) -> i128 {
    values.into_iter().map(|&value| i128::from(value)).sum()
}

impl UseTable {
    /// An empty table of `n` industries.
    #[must_use]
    pub fn zero(n: usize) -> Self {
        Self {
            intermediate: vec![0; n * n],
            finals: std::array::from_fn(|_| vec![0; n]),
            output: vec![0; n],
            costs: std::array::from_fn(|_| vec![0; n]),
            value_added: vec![0; n],
        }
    }

    /// Number of industries.
    #[must_use]
    pub fn n(&self) -> usize {
        self.output.len()
    }

    /// A column of final uses, by product.
    #[must_use]
    pub fn of(&self, kind: Final) -> &[Tenths] {
        &self.finals[kind as usize]
    }

    /// A row of costs, by industry.
    #[must_use]
    pub fn cost(&self, kind: Cost) -> &[Tenths] {
        &self.costs[kind as usize]
    }

    /// What an industry buys of each product.
    pub fn inputs(&self, industry: usize) -> impl Iterator<Item = &Tenths> {
        self.intermediate.iter().skip(industry).step_by(self.n())
    }

    /// All intermediate inputs of an industry.
    #[must_use]
    pub fn inputs_of(&self, industry: usize) -> i128 {
        sum(self.inputs(industry))
    }

    /// All uses of a product, imports deducted: its output, if it balances.
    #[must_use]
    pub fn uses_of(&self, product: usize) -> i128 {
        let n = self.n();
        let finals: i128 = self.finals.iter().map(|c| i128::from(c[product])).sum();
        sum(&self.intermediate[product * n..(product + 1) * n]) + finals
    }

    /// The four costs of an industry besides inputs: its value added, if it balances.
    #[must_use]
    pub fn costs_of(&self, industry: usize) -> i128 {
        self.costs.iter().map(|c| i128::from(c[industry])).sum()
    }

    /// A final use of all products.
    #[must_use]
    pub fn total(&self, kind: Final) -> i128 {
        sum(self.of(kind))
    }

    /// A cost of all industries.
    #[must_use]
    pub fn total_cost(&self, kind: Cost) -> i128 {
        sum(self.cost(kind))
    }

    /// Consumption of all households, before value added tax.
    #[must_use]
    pub fn household_consumption(&self) -> i128 {
        self.total(Final::HouseholdsRural) + self.total(Final::HouseholdsUrban)
    }

    /// Value added of all industries: gross domestic product before the taxes that are kept apart.
    #[must_use]
    pub fn gross_value_added(&self) -> i128 {
        sum(&self.value_added)
    }
}
