//! Activity measure (C11): growth is that of value added in chained volumes, not of gross output at the
//! prices of a distant opening.
//!
//! # Equation
//! ```text
//! V_q = Σ ( (1 − τ^Y) p̄_o Y − p̄_m Y/β )      prices p̄ of the year before, per industry
//! index_q = V_q / (mean quarterly value added of the year before, at its own prices) · its mean index
//! ```
//! Annual links at last year's mean prices (Laspeyres, annual overlap), as in the quarterly national
//! accounts; the first year is valued at the prices of the opening.
//!
//! # Source
//! Long run, §3.2, C11; method: Eurostat, Handbook on quarterly national accounts (2013), chapter 6.
//!
//! # Off
//! Gross output, as in the base model.

use params::parameters;

use crate::firms::Firms;

parameters! {
    /// What growth is measured on.
    pub struct ActivityMeasure in "closure.activity_measure" {
        /// Whether growth is that of value added in chained volumes.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("gross output at opening prices drifts when relative prices move") known Assumed as Alternative;
    }
}

/// One industry's sums over the quarters of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Year {
    output: f64,
    value: f64,
    inputs: f64,
    cost: f64,
}

/// A chained index of value added.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Growth of the last quarter, a fraction.
    pub growth: f64,
    /// Chained index, 1 at the opening.
    pub index: f64,
    quarter: u32,
    /// Prices of output and inputs of each industry in the year before.
    prices: Vec<(f64, f64)>,
    this_year: Vec<Year>,
    /// Mean quarterly value added of the year before, at its own prices, and its mean index.
    base: (f64, f64),
    index_sum: f64,
}

impl Activity {
    /// The index at the opening; `growth` is what the trend says of the quarter before.
    #[must_use]
    pub fn open(firms: &Firms, growth: f64) -> Self {
        let n = firms.first_of_industry.len() - 1;
        let prices = vec![(1.0, 1.0); n];
        Self {
            growth,
            index: 1.0,
            quarter: 0,
            base: (volume(firms, &prices), 1.0),
            prices,
            this_year: vec![Year::default(); n],
            index_sum: 0.0,
        }
    }

    /// Whether no quarter has been measured yet.
    #[must_use]
    pub fn at_opening(&self) -> bool {
        self.quarter == 0
    }

    /// Counts prices and value added in another unit of money.
    pub(crate) fn redenominate(&mut self, factor: f64) {
        for (price, cost) in &mut self.prices {
            *price *= factor;
            *cost *= factor;
        }
        for year in &mut self.this_year {
            year.value *= factor;
            year.cost *= factor;
        }
        self.base.0 *= factor;
    }

    /// Measures the quarter that has just ended.
    pub fn measure(&mut self, firms: &Firms) {
        let index = volume(firms, &self.prices) / self.base.0 * self.base.1;
        self.growth = index / self.index - 1.0;
        self.index = index;
        self.index_sum += index;
        for (g, year) in self.this_year.iter_mut().enumerate() {
            for i in firms.of_industry(g) {
                let inputs = firms.output[i] / firms.output_per_input[i];
                let output = (1.0 - firms.tax_products[i]) * firms.output[i];
                year.output += output;
                year.value += firms.price[i] * output;
                year.inputs += inputs;
                year.cost += firms.input_price[i] * inputs;
            }
        }
        self.quarter += 1;
        if self.quarter.is_multiple_of(4) {
            self.link();
        }
    }

    /// Starts a new year at the prices of the one that has ended.
    fn link(&mut self) {
        let mut value_added = 0.0;
        for (prices, year) in self.prices.iter_mut().zip(&mut self.this_year) {
            if year.output > 0.0 && year.inputs > 0.0 {
                *prices = (year.value / year.output, year.cost / year.inputs);
            }
            value_added += year.value - year.cost;
            *year = Year::default();
        }
        self.base = (value_added / 4.0, self.index_sum / 4.0);
        self.index_sum = 0.0;
    }
}

/// Value added of a quarter at the given prices of output and inputs of each industry.
fn volume(firms: &Firms, prices: &[(f64, f64)]) -> f64 {
    let mut total = 0.0;
    for (g, &(price, cost)) in prices.iter().enumerate() {
        let (mut output, mut inputs) = (0.0, 0.0);
        for i in firms.of_industry(g) {
            output += (1.0 - firms.tax_products[i]) * firms.output[i];
            inputs += firms.output[i] / firms.output_per_input[i];
        }
        total += price * output - cost * inputs;
    }
    total
}
