//! Expectations: everybody shares one forecast of growth and one of inflation, from first-order
//! autoregressions re-estimated every quarter on the whole history.
//!
//! # Equation
//! ```text
//! ln Y(τ) = α^Y · ln Y(τ−1) + β^Y + u      γ^e = exp(α^Y · ln Y + β^Y + ε^Y) / Y − 1
//!    π(τ) = α^π ·    π(τ−1) + β^π + v      π^e = exp(α^π · π    + β^π + ε^π) − 1
//! ```
//! `Y` gross output; `π` log inflation of producer prices; `ε` normal with the residuals' variance.
//!
//! # Source
//! Base model, §6.2. Anchored to a trend: [`crate::closure::expectations`].

use quantity::{Purpose, maths};

use crate::calibration::Ar1;
use crate::chance::Chance;
use crate::closure::LongRun;
use crate::prices::Prices;

/// The two series on which expectations are formed.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Logs of gross output, up to the last quarter.
    pub log_output: Vec<f64>,
    /// Gross output of the last quarter.
    pub output: f64,
    /// Log inflation of producer prices, up to the last quarter.
    pub inflation: Vec<f64>,
}

impl History {
    /// The history before the opening, with room for `quarters` more.
    #[must_use]
    pub fn new(output: &[f64], inflation: &[f64], quarters: usize) -> Self {
        let mut log_output = Vec::with_capacity(output.len() + quarters);
        log_output.extend(output.iter().map(|&y| maths::ln(y)));
        let mut past = Vec::with_capacity(inflation.len() + quarters);
        past.extend_from_slice(inflation);
        Self {
            log_output,
            output: *output.last().unwrap_or(&f64::NAN),
            inflation: past,
        }
    }

    /// Growth of gross output in the last quarter, a fraction.
    #[must_use]
    pub fn growth(&self) -> f64 {
        match self.log_output.as_slice() {
            [.., before, last] => maths::exp(last - before) - 1.0,
            _ => 0.0,
        }
    }

    /// Adds a quarter.
    pub fn append(&mut self, output: f64, inflation: f64) {
        self.log_output.push(maths::ln(output));
        self.output = output;
        self.inflation.push(inflation);
    }
}

/// What everybody expects of the quarter ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// Expected gross output (`Y^e`).
    pub output: f64,
    /// Expected growth of real demand, a fraction per quarter (`γ^e`).
    pub growth: f64,
    /// Expected inflation, a fraction per quarter (`π^e`).
    pub inflation: f64,
    /// The estimated law of log output.
    pub output_law: Ar1,
    /// The estimated law of inflation.
    pub inflation_law: Ar1,
}

impl Outlook {
    /// The outlook before anybody has formed one.
    #[must_use]
    pub fn unknown() -> Self {
        let law = Ar1 {
            slope: f64::NAN,
            intercept: f64::NAN,
        };
        Self {
            output: f64::NAN,
            growth: f64::NAN,
            inflation: f64::NAN,
            output_law: law,
            inflation_law: law,
        }
    }

    /// The consumer price expected: last quarter's index times expected inflation.
    #[must_use]
    pub fn price_ahead(&self, prices: &Prices) -> f64 {
        prices.consumer * (1.0 + self.inflation)
    }
}

/// Forms the shared expectations of the quarter ahead.
#[must_use]
pub fn form(history: &History, long_run: &LongRun, chance: Chance) -> Outlook {
    let anchored = &long_run.rules.expectations;
    if anchored.on {
        let growth = long_run.activity_growth(history.growth());
        let (growth, inflation) =
            anchored.form(long_run.growth(), growth, long_run.inflation, chance);
        return Outlook {
            output: history.output * (1.0 + growth),
            growth,
            inflation,
            ..Outlook::unknown()
        };
    }
    let output_law = estimate(&history.log_output);
    let inflation_law = estimate(&history.inflation);
    let growth_noise = output_law.residual_sd * chance.normal(Purpose::GrowthNoise);
    let inflation_noise = inflation_law.residual_sd * chance.normal(Purpose::InflationNoise);
    let output = maths::exp(output_law.next(last(&history.log_output)) + growth_noise);
    Outlook {
        output,
        growth: output / history.output - 1.0,
        inflation: maths::exp(inflation_law.next(last(&history.inflation)) + inflation_noise) - 1.0,
        output_law: output_law.law,
        inflation_law: inflation_law.law,
    }
}

fn last(series: &[f64]) -> f64 {
    *series.last().unwrap_or(&f64::NAN)
}

/// A first-order autoregression as estimated on a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The coefficients.
    pub law: Ar1,
    /// Standard deviation of the residuals, divisor: rows − 1.
    pub residual_sd: f64,
}

impl Estimate {
    fn next(&self, last: f64) -> f64 {
        self.law.slope * last + self.law.intercept
    }
}

/// Estimates `x' = α x + β` by least squares; the minimum-norm solution where `x` is constant.
///
/// Deviations from the means are used, never normal equations: on a constant series with rounding
/// noise those are meaningless, while this stays at the constant.
///
/// ```
/// let line = economy::expectations::estimate(&[1.0, 2.0, 3.0, 4.0, 5.0]);
/// assert_eq!((line.law.slope, line.law.intercept, line.residual_sd), (1.0, 1.0, 0.0));
/// ```
#[must_use]
pub fn estimate(series: &[f64]) -> Estimate {
    let rows = series.len().saturating_sub(1);
    let n = rows as f64;
    let pairs = || series.iter().zip(series.iter().skip(1));
    let mean_x = pairs().map(|(x, _)| x).sum::<f64>() / n;
    let mean_y = pairs().map(|(_, y)| y).sum::<f64>() / n;
    let sxx = pairs()
        .map(|(x, _)| (x - mean_x) * (x - mean_x))
        .sum::<f64>();
    let sxy = pairs()
        .map(|(x, y)| (x - mean_x) * (y - mean_y))
        .sum::<f64>();
    // The smaller singular value of the regressor matrix [x, 1] is about √(sxx / (1 + x̄²)).
    let smallest_singular_value = (sxx / (1.0 + mean_x * mean_x)).sqrt();
    let law = if smallest_singular_value <= 100.0 * f64::EPSILON * (1.0 + mean_x.abs()) {
        let norm = mean_x * mean_x + 1.0;
        Ar1 {
            slope: mean_y * mean_x / norm,
            intercept: mean_y / norm,
        }
    } else {
        let slope = sxy / sxx;
        Ar1 {
            slope,
            intercept: mean_y - slope * mean_x,
        }
    };
    let squares = pairs()
        .map(|(x, y)| {
            let residual = y - law.slope * x - law.intercept;
            residual * residual
        })
        .sum::<f64>();
    Estimate {
        law,
        residual_sd: (squares / (n - 1.0).max(1.0)).sqrt(),
    }
}
