//! Rounding that keeps totals: to whole units by largest remainder, to significant digits for print.

/// Whole numbers next to `values` that add up to `total`: all are rounded down, then the largest
/// remainders are rounded up. Ties go to the first.
///
/// `total` is reached if it is within one unit per value of their sum; what is beyond that goes evenly.
#[must_use]
pub fn to_total(values: &[f64], total: i64) -> Vec<i64> {
    let mut whole: Vec<i64> = values.iter().map(|v| v.floor() as i64).collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| {
        let remainder = |at: usize| values[at] - values[at].floor();
        remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b))
    });
    let mut missing = total - whole.iter().sum::<i64>();
    while missing != 0 && !order.is_empty() {
        let step = missing.signum();
        let once: Vec<usize> = if step > 0 {
            order.clone()
        } else {
            order.iter().rev().copied().collect()
        };
        for at in once.into_iter().take(missing.unsigned_abs() as usize) {
            whole[at] += step;
            missing -= step;
        }
    }
    whole
}

/// A number with so many significant digits.
#[must_use]
pub fn significant(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1))
        .parse()
        .unwrap_or(value)
}

/// A number with so many decimals.
#[must_use]
pub fn decimals(value: f64, digits: usize) -> f64 {
    let rounded: f64 = format!("{value:.digits$}").parse().unwrap_or(value);
    // No minus before a zero.
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Whole tenths as text with at most one decimal.
#[must_use]
pub fn tenths(value: i64) -> String {
    format!("{}", value as f64 / 10.0)
}

/// A number in whole tenths.
#[must_use]
pub fn in_tenths(value: f64) -> i64 {
    (10.0 * value).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Authority: three thirds of ten, by hand.
    #[test]
    fn thirds_of_ten() {
        assert_eq!(to_total(&[10.0 / 3.0; 3], 10), [4, 3, 3]);
        assert_eq!(to_total(&[0.6, 0.7, 0.7], 2), [0, 1, 1]);
        assert_eq!(to_total(&[1.2, 2.9], 3), [1, 2]);
        assert_eq!(to_total(&[1.2, 2.9], 5), [2, 3]);
    }

    #[test]
    fn digits() {
        assert_eq!(significant(0.123_456, 4), 0.1235);
        assert_eq!(significant(-98_765.0, 3), -98_800.0);
        assert_eq!(decimals(-0.000_1, 3).to_string(), "0");
        assert_eq!(tenths(-15), "-1.5");
    }

    proptest! {
        #[test]
        fn the_total_is_kept_and_nobody_moves_by_a_unit(values in prop::collection::vec(0.0..1e6_f64, 1..60)) {
            let total = values.iter().sum::<f64>().round() as i64;
            let whole = to_total(&values, total);
            prop_assert_eq!(whole.iter().sum::<i64>(), total);
            for (whole, value) in whole.iter().zip(&values) {
                prop_assert!((*whole as f64 - value).abs() <= 1.0);
            }
        }
    }
}
