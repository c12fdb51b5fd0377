//! Controls of 2022: value added, output and the totals of final uses.
//!
//! # Equation
//! ```text
//! v_g = sector total 2022 · S_g / Σ S of its sector      x_g = v_g · X_g / VA_g
//! household : government : capital formation : net exports = 37.2 : 16.1 : 43.5 : 3.3 of GDP
//! ```
//! `S` are shares by the [`Structure`] that is asked for, those of 2020 if nothing is; `X / VA` is that of 2020.
//! # Source
//! Long run, §6.2, steps 1 to 3.

use std::str::FromStr;

use crate::error::Error;
use crate::industry::{N, codes, each, scale_to_sectors};
use crate::research::Research;
use crate::scalars;

/// Which shares industries have inside each sector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Structure {
    /// Those of 2020 blended with those of 2018, before the pandemic: the mean of both. Those of 2018 alone would
    /// change the part of finance in the inputs of real estate by more than is allowed.
    Y2018,
    /// Those of the input-output table itself.
    #[default]
    Y2020,
}

impl Structure {
    /// The year.
    #[must_use]
    pub fn year(self) -> &'static str {
        match self {
            Self::Y2018 => "2018",
            Self::Y2020 => "2020",
        }
    }

    /// Shares of industries inside each sector, up to a factor of the sector.
    ///
    /// # Errors
    /// A row or number that is missing.
    fn shares(self, research: &Research, seed: &Seed) -> Result<Vec<f64>, Error> {
        match self {
            Self::Y2018 => {
                let history = research.history(self.year())?;
                let before = history.column("value_added", &codes())?;
                let [then, now] =
                    [&before, &seed.value_added].map(|shape| scale_to_sectors(shape, [1.0; 3]));
                Ok(each(|g, _| f64::midpoint(then[g], now[g])))
            }
            Self::Y2020 => Ok(seed.value_added.clone()),
        }
    }
}

impl FromStr for Structure {
    type Err = String;

    fn from_str(year: &str) -> Result<Self, String> {
        let known = [Self::Y2018, Self::Y2020];
        let found = known.into_iter().find(|known| known.year() == year);
        found.ok_or_else(|| format!("there is no structure of `{year}`; known are 2018 and 2020"))
    }
}

/// The input-output table of 2020, billion yuan.
#[derive(Clone, Debug)]
pub struct Seed {
    /// Purchases, `product · N + industry`.
    pub intermediate: Vec<f64>,
    /// Consumption of rural households.
    pub rural: Vec<f64>,
    /// Consumption of urban households.
    pub urban: Vec<f64>,
    /// Consumption of the government.
    pub government: Vec<f64>,
    /// Gross fixed capital formation.
    pub fixed_capital: Vec<f64>,
    /// Exports.
    pub exports: Vec<f64>,
    /// Imports, positive.
    pub imports: Vec<f64>,
    /// Output.
    pub output: Vec<f64>,
    /// Value added.
    pub value_added: Vec<f64>,
    /// Compensation, taxes on production, depreciation, operating surplus.
    pub costs: [Vec<f64>; 4],
    /// Employed persons of 2020, 10 000.
    pub employment: Vec<f64>,
}

impl Seed {
    /// Reads the table of 2020.
    ///
    /// # Errors
    /// A row, column or number that is missing.
    pub fn read(research: &Research) -> Result<Self, Error> {
        let (table, codes) = (&research.input_output, codes());
        let mut intermediate = Vec::with_capacity(N * N);
        for product in codes {
            intermediate.extend(table.row(product, &codes)?);
        }
        let column = |name: &str| table.column(name, &codes);
        let row = |name: &str| table.row(name, &codes);
        Ok(Self {
            intermediate,
            rural: column("HH_RURAL")?,
            urban: column("HH_URBAN")?,
            government: column("GOV")?,
            fixed_capital: column("GFCF")?,
            exports: column("EXPORTS")?,
            imports: column("IMPORTS")?,
            output: column("GROSS_OUTPUT")?,
            value_added: row("VALUE_ADDED")?,
            costs: [
                row("COMPENSATION")?,
                row("TAXES_ON_PRODUCTION")?,
                row("DEPRECIATION")?,
                row("OPERATING_SURPLUS")?,
            ],
            employment: row("EMPLOYMENT_10K")?,
        })
    }

    /// A cost of 2020 at the level of 2022, with the proportions of 2020 inside each industry.
    #[must_use]
    pub fn cost_of(&self, cost: usize, controls: &Controls) -> Vec<f64> {
        each(|g, _| controls.value_added[g] * self.costs[cost][g] / self.value_added[g])
    }
}

/// Totals of 2022, billion yuan a year.
#[derive(Clone, Debug)]
pub struct Controls {
    /// Value added of each industry (`v_g`).
    pub value_added: Vec<f64>,
    /// Output of each industry (`x_g`).
    pub output: Vec<f64>,
    /// Gross domestic product.
    pub gdp: f64,
    /// Consumption of rural households.
    pub rural: f64,
    /// Consumption of urban households.
    pub urban: f64,
    /// Consumption of the government.
    pub government: f64,
    /// Gross capital formation.
    pub capital_formation: f64,
    /// Exports.
    pub exports: f64,
    /// Imports, positive.
    pub imports: f64,
    /// Jobs of each industry, thousand persons.
    pub jobs: Vec<f64>,
    /// Share of the population in the urban stratum of the income survey.
    pub urban_stratum: f64,
}

impl Controls {
    /// Intermediate inputs of an industry.
    #[must_use]
    pub fn inputs(&self, industry: usize) -> f64 {
        self.output[industry] - self.value_added[industry]
    }

    /// Computes the controls.
    ///
    /// # Errors
    /// A national fact, or the value added of an industry, that is missing.
    pub fn new(research: &Research, seed: &Seed, structure: Structure) -> Result<Self, Error> {
        let fact = |id: &str| research.fact(id);
        let sectors = [
            fact("gdp_primary")?,
            fact("gdp_secondary")?,
            fact("gdp_tertiary")?,
        ];
        let shape = structure.shares(research, seed)?;
        let value_added = scale_to_sectors(&shape, sectors);
        let output = each(|g, _| value_added[g] * seed.output[g] / seed.value_added[g]);
        let gdp: f64 = value_added.iter().sum();
        let shares = [
            fact("exp_share_hh")?,
            fact("exp_share_gov")?,
            fact("exp_share_capital")?,
            fact("exp_share_netexports")?,
        ];
        let all: f64 = shares.iter().sum();
        let part = |index: usize| gdp * shares[index] / all;
        let urban_stratum = urban_stratum(research)?;
        let urban_spending = fact("consumption_urban")? * urban_stratum;
        let rural_spending = fact("consumption_rural")? * (1.0 - urban_stratum);
        let urban_share = urban_spending / (urban_spending + rural_spending);
        let exports = scalars::EXPORTS * gdp;
        let employed = 1000.0 * fact("employment")?;
        let mut sectors = [0.0; 3];
        for (sector, id) in sectors.iter_mut().zip(scalars::EMPLOYMENT_SHARES) {
            *sector = employed * fact(id)? / 100.0;
        }
        Ok(Self {
            output,
            gdp,
            rural: part(0) * (1.0 - urban_share),
            urban: part(0) * urban_share,
            government: part(1),
            capital_formation: part(2),
            exports,
            imports: exports - part(3),
            jobs: scale_to_sectors(&seed.employment, sectors),
            value_added,
            urban_stratum,
        })
    }
}

/// The urban weight at which the three published means of income agree.
///
/// It is 57.5 %, and not the urbanisation rate of 65.2 %: the survey counts part of the residents of
/// towns with their place of origin.
fn urban_stratum(research: &Research) -> Result<f64, Error> {
    let all = research.fact("disp_income")?;
    let urban = research.fact("disp_income_urban")?;
    let rural = research.fact("disp_income_rural")?;
    Ok((all - rural) / (urban - rural))
}
