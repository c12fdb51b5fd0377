//! Where the marks of an axis stand: multiples of 1, 2 or 5 times a power of ten.

use crate::format::{power_of_ten, round_to};
use crate::scale::tame;

/// A step of 1, 2 or 5 times a power of ten.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Step {
    mantissa: f64,
    exponent: i32,
}

impl Step {
    /// The smallest such step that cuts `span` into at most `target` pieces.
    fn for_span(span: f64, target: usize) -> Self {
        let raw = span / target.max(1) as f64;
        let (_, exponent) = round_to(raw, 12);
        let lead = raw / power_of_ten(exponent);
        let fits = [1.0, 2.0, 5.0]
            .into_iter()
            .find(|&m| lead <= m * (1.0 + 1e-9));
        match fits {
            Some(mantissa) => Self { mantissa, exponent },
            None => Self {
                mantissa: 1.0,
                exponent: exponent + 1,
            },
        }
    }

    /// The multiples inside `low..=high`.
    fn marks(self, low: f64, high: f64) -> Vec<f64> {
        let unit = self.multiple(1.0);
        let first = (low / unit - 1e-9).ceil();
        let last = (high / unit + 1e-9).floor();
        if last < first {
            return Vec::new();
        }
        let count = (last - first).min(1000.0) as usize;
        let mut marks: Vec<f64> = (0..=count)
            .map(|k| self.multiple(first + k as f64))
            .collect();
        // Far from zero, neighbouring multiples can be the same double.
        marks.dedup();
        marks
    }

    /// `low..high` moved outwards to multiples.
    fn around(self, low: f64, high: f64) -> (f64, f64) {
        let unit = self.multiple(1.0);
        let bottom = self.multiple((low / unit + 1e-9).floor());
        let top = self.multiple((high / unit - 1e-9).ceil());
        (bottom.min(low), top.max(high))
    }

    /// The `k`th multiple, free of the dust that `k * 0.1` leaves.
    fn multiple(self, k: f64) -> f64 {
        if self.exponent < 0 {
            k * self.mantissa / power_of_ten(-self.exponent)
        } else {
            k * self.mantissa * power_of_ten(self.exponent)
        }
    }
}

/// The marks inside `low..=high`, about `target` of them and at most `target + 1`.
///
/// Empty if either end is not finite or they are out of order.
///
/// ```
/// assert_eq!(charts::ticks::ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
/// ```
pub fn ticks(low: f64, high: f64, target: usize) -> Vec<f64> {
    let (low, high) = (tame(low), tame(high));
    let span = high - low;
    if !span.is_finite() || span <= 1e-290 {
        return if low == high && low.is_finite() {
            vec![low]
        } else {
            Vec::new()
        };
    }
    let step = Step::for_span(span, target);
    step.marks(low, high)
}

/// `low..high` widened outwards to whole marks.
///
/// ```
/// assert_eq!(charts::ticks::widen(0.3, 9.2, 5), (0.0, 10.0));
/// ```
pub fn widen(low: f64, high: f64, target: usize) -> (f64, f64) {
    let (low, high) = (tame(low), tame(high));
    let span = high - low;
    if !span.is_finite() || span <= 1e-290 {
        return (low, high);
    }
    Step::for_span(span, target).around(low, high)
}

/// An axis around `low..high`: its ends, and its marks by the same step, ends included.
///
/// ```
/// assert_eq!(charts::ticks::axis(98.0, 241.0, 3), (50.0, 250.0, vec![50.0, 100.0, 150.0, 200.0, 250.0]));
/// ```
pub fn axis(low: f64, high: f64, target: usize) -> (f64, f64, Vec<f64>) {
    let (low, high) = (tame(low), tame(high));
    let span = high - low;
    if !span.is_finite() || span <= 1e-290 {
        return (low, high, Vec::new());
    }
    let step = Step::for_span(span, target);
    let (bottom, top) = step.around(low, high);
    (bottom, top, step.marks(bottom, top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round() {
        for (low, high, target, expected) in [
            (0.0, 10.0, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (0.0, 1.0, 4, vec![0.0, 0.5, 1.0]),
            (-1.0, 1.0, 4, vec![-1.0, -0.5, 0.0, 0.5, 1.0]),
            (0.27, 0.33, 3, vec![0.28, 0.3, 0.32]),
            (3.0, 97.0, 5, vec![20.0, 40.0, 60.0, 80.0]),
            (1e12, 3e12, 2, vec![1e12, 2e12, 3e12]),
            (0.0, 0.3, 3, vec![0.0, 0.1, 0.2, 0.3]),
            (5.0, 5.0, 4, vec![5.0]),
            (f64::NAN, 1.0, 4, vec![]),
            (2.0, 1.0, 4, vec![]),
        ] {
            assert_eq!(ticks(low, high, target), expected, "{low}..{high}");
        }
    }

    #[test]
    fn widening_never_cuts() {
        for (low, high) in [(0.1, 0.9), (-3.3, 17.0), (1e-12, 3e-12), (-1e200, 1e200)] {
            let (bottom, top) = widen(low, high, 5);
            assert!(
                bottom <= low && top >= high,
                "{low}..{high} became {bottom}..{top}"
            );
        }
    }
}
