//! How sure a result is: what comes from luck, and what from not knowing parameters.
//!
//! [`Study`] draws parameters from their plausible ranges and says how a paired difference spreads; [`design`]
//! is the design behind it; [`alive`] finds parameters that move nothing.

pub mod alive;
pub mod design;
pub mod parameters;
pub mod study;

pub use alive::{Life, Tally, lives, tally};
pub use design::{Design, Effects, Point};
pub use parameters::{Parameter, Variant, inputs, uncertain};
pub use study::{Band, Doubt, Study, Swing};

use crate::results::{mean, standard_deviation};

/// Mean and its standard error; no error below two values.
#[must_use]
pub fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let error = standard_deviation(values) / (values.len() as f64).sqrt();
    (mean(values), error)
}

/// Pearson's correlation; not a number below three values, or where one side does not vary.
#[must_use]
pub fn correlation(a: &[f64], b: &[f64]) -> f64 {
    if a.len() < 3 || a.len() != b.len() {
        return f64::NAN;
    }
    let (mean_a, mean_b) = (mean(a), mean(b));
    let pairs = || a.iter().zip(b);
    let joint: f64 = pairs().map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    let own = |values: &[f64], centre: f64| -> f64 {
        values.iter().map(|x| (x - centre) * (x - centre)).sum()
    };
    joint / (own(a, mean_a) * own(b, mean_b)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: Anscombe's first quartet, correlation 0.816 420 516.
    #[test]
    fn correlation_of_a_known_sample() {
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let y = [
            8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68,
        ];
        assert!((correlation(&x, &y) - 0.816_420_516).abs() < 1e-9);
        assert!(correlation(&x[..2], &y[..2]).is_nan());
        assert!(correlation(&[1.0; 4], &[1.0, 2.0, 3.0, 4.0]).is_nan());
        let (mean, error) = mean_and_error(&[1.0, 3.0]);
        assert_eq!((mean, error), (2.0, 1.0));
        assert!(mean_and_error(&[1.0]).1.is_nan());
    }
}
