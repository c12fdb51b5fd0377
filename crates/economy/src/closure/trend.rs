//! The one trend: whatever must grow with the economy reads it here, and no other file has a growth
//! constant.
//!
//! # Equation
//! ```text
//! g_t = g_∞ + (g_0 − g_∞) e^(−t/τ)      γ_t = (1 + g_t)(1 + n) − 1      γⁿ_t = (1 + γ_t)(1 + π*) − 1
//! T_t = Π (1 + γ_s)      T^w_t = Π (1 + g_s)      indices, 1 at the opening
//! ```
//! `g` growth of labour productivity, `n` of the labour force, `π*` target inflation; all per quarter.
//!
//! Without demography the labour force changes by equal proportions of every firm's staff and of the
//! unemployed. The model's persons are not counted anew for that: each of them stands for `(1 + n)ᵗ` times
//! as many people as at the opening, so what one of them makes, earns and receives grows with `γ`. With demography
//! ([`super::demography`]) `n` is what is counted, and what a person makes grows with `g`.
//!
//! # Source
//! Long run, §3.1.

use params::parameters;
use quantity::maths;

use crate::tables::per_quarter;

parameters! {
    /// Growth rates of the trend, per year.
    pub struct TrendRates in "economy.trend" {
        /// Growth of labour productivity at the opening, for the long-run rules.
        productivity_growth: f64 [AnnualRate] = 0.015, within -0.05..=0.15, plausible 0.0..=0.055, from Assumed("a rich country's productivity growth; a scenario, not a forecast") known Assumed;
        /// Growth of labour productivity in the long run, for the long-run rules.
        final_productivity_growth: f64 [AnnualRate] = 0.015, within -0.05..=0.15, plausible 0.0..=0.03, from Assumed("as at the opening") known Assumed;
        /// Years in which all but a third of the way to the final growth is gone.
        convergence_years: f64 [Years] = 10.0, within 0.01..=1000.0, plausible 5.0..=20.0, from Assumed("no effect while both growth rates agree") known Assumed;
        /// Growth of the labour force, for the long-run rules.
        labour_force_growth: f64 [AnnualRate] = 0.0, within -0.05..=0.05, plausible -0.01..=0.01, from Assumed("constant; without demography each model person stands for fewer or more people") known Assumed;
        /// Inflation target of the long-run rules.
        inflation: f64 [AnnualRate] = 0.02, within -0.05..=0.2, plausible 0.0..=0.04, from Assumed("a common target") known Assumed;
    }
}

/// Growth of one quarter, and the indices it has led to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Of labour productivity (`g`).
    pub productivity: f64,
    /// Of what one of the model's persons makes and receives: `γ`, or `g` once the labour force is counted.
    pub per_head: f64,
    /// Of real output (`γ`).
    pub real: f64,
    /// Of prices, aimed at (`π*`).
    pub inflation: f64,
    /// Of money flows (`γⁿ`).
    pub nominal: f64,
    /// Index of real output (`T`).
    pub output_index: f64,
    /// Index of labour productivity and real wages (`T^w`).
    pub productivity_index: f64,
    /// Index of what one of the model's persons makes and receives.
    pub per_head_index: f64,
    /// Index of prices at the target.
    pub price_index: f64,
}

/// The trend at work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    rates: TrendRates,
    /// Growth of the labour force as measured, if it is.
    labour_force: Option<f64>,
    quarter: u32,
    now: Growth,
}

impl Trend {
    /// The trend at the opening.
    #[must_use]
    pub fn open(rates: TrendRates) -> Self {
        let mut trend = Self {
            rates,
            labour_force: None,
            quarter: 0,
            now: Growth {
                productivity: 0.0,
                per_head: 0.0,
                real: 0.0,
                inflation: 0.0,
                nominal: 0.0,
                output_index: 1.0,
                productivity_index: 1.0,
                per_head_index: 1.0,
                price_index: 1.0,
            },
        };
        trend.set_rates();
        trend
    }

    /// No growth and no inflation.
    #[must_use]
    pub fn none() -> Self {
        Self::open(TrendRates {
            productivity_growth: 0.0,
            final_productivity_growth: 0.0,
            labour_force_growth: 0.0,
            inflation: 0.0,
            ..TrendRates::default()
        })
    }

    fn set_rates(&mut self) {
        let Self {
            rates,
            labour_force,
            quarter,
            ..
        } = *self;
        let start = per_quarter(rates.productivity_growth);
        let end = per_quarter(rates.final_productivity_growth);
        let passed = f64::from(quarter) / (4.0 * rates.convergence_years);
        let productivity = end + (start - end) * maths::exp(-passed);
        let assumed = per_quarter(rates.labour_force_growth);
        let labour_force = labour_force.unwrap_or(assumed);
        let real = (1.0 + productivity) * (1.0 + labour_force) - 1.0;
        let inflation = per_quarter(rates.inflation);
        self.now.productivity = productivity;
        // The same number, and not only nearly, where the labour force is constant.
        self.now.per_head = if labour_force == 0.0 || self.labour_force.is_some() {
            productivity
        } else {
            real
        };
        self.now.real = real;
        self.now.inflation = inflation;
        self.now.nominal = (1.0 + real) * (1.0 + inflation) - 1.0;
    }

    /// Growth of the labour force that the trend is told, per quarter.
    #[must_use]
    pub fn assumed_labour_force_growth(&self) -> f64 {
        per_quarter(self.rates.labour_force_growth)
    }

    /// Lets the labour force grow as measured from the next quarter on, a fraction per quarter.
    pub fn follow_labour_force(&mut self, growth: f64) {
        self.labour_force = Some(growth);
    }

    /// Moves on by a quarter and says how much grows in it.
    pub fn advance(&mut self) -> Growth {
        self.quarter += 1;
        self.set_rates();
        self.now.output_index *= 1.0 + self.now.real;
        self.now.productivity_index *= 1.0 + self.now.productivity;
        self.now.per_head_index *= 1.0 + self.now.per_head;
        self.now.price_index *= 1.0 + self.now.inflation;
        self.now
    }

    /// Counts the price index in another unit of money.
    pub(crate) fn redenominate(&mut self, factor: f64) {
        self.now.price_index *= factor;
    }

    /// Growth of the quarter that the economy is in; at the opening, that of the first.
    #[must_use]
    pub fn now(&self) -> Growth {
        self.now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the closed form of the declining path, and compounding of a constant one.
    #[test]
    fn growth_declines_to_its_end_and_indices_compound() {
        let mut trend = Trend::open(TrendRates {
            productivity_growth: 0.045,
            final_productivity_growth: 0.02,
            ..TrendRates::default()
        });
        assert_eq!(trend.now().productivity, 0.045 / 4.0);
        let mut index = 1.0;
        for quarter in 1..=80 {
            let now = trend.advance();
            let expected = 0.005 + 0.00625 * maths::exp(-f64::from(quarter) / 40.0);
            assert!((now.productivity - expected).abs() < 1e-15);
            index *= 1.0 + expected;
        }
        assert!((trend.now().productivity_index / index - 1.0).abs() < 1e-13);
    }

    #[test]
    fn without_growth_every_index_stays_exactly_one() {
        let mut trend = Trend::none();
        for _ in 0..100 {
            trend.advance();
        }
        let now = trend.now();
        assert_eq!(
            (
                now.output_index,
                now.productivity_index,
                now.price_index,
                now.nominal
            ),
            (1.0, 1.0, 1.0, 0.0)
        );
    }
}
