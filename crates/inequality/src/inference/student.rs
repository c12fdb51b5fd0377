//! Student's t: tail probabilities and quantiles for confidence intervals.

use crate::maths::{exp, ln};

/// Probability that Student's t with `df` degrees of freedom exceeds `t ≥ 0`.
///
/// Above a million degrees of freedom, and for an infinite number, it is the normal law.
pub fn upper_tail(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if df > 1e6 {
        return 0.5 * libm::erfc(t / std::f64::consts::SQRT_2);
    }
    0.5 * incomplete_beta(df / (df + t * t), df / 2.0, 0.5)
}

/// Quantile of order `p` of Student's t with `df` degrees of freedom.
pub fn quantile(p: f64, df: f64) -> f64 {
    if !(0.0 < p && p < 1.0) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if p < 0.5 {
        return -quantile(1.0 - p, df);
    }
    let (mut low, mut high) = (0.0, 1.0);
    while upper_tail(high, df) > 1.0 - p {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if upper_tail(middle, df) > 1.0 - p {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// Regularised incomplete beta function, by its continued fraction (Lentz's method).
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = exp(a * ln(x) + b * libm::log1p(-x) - log_beta) / a;
    let tiny = 1e-300;
    let away = |value: f64| if value.abs() < tiny { tiny } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..1000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let step = d * c;
        fraction *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * fraction
}

/// Normal quantile of order `p`: Student's with infinite degrees of freedom.
pub fn normal_quantile(p: f64) -> f64 {
    quantile(p, f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Critical values of printed tables (and of R's `qt`).
    #[test]
    fn quantiles_are_those_of_the_tables() {
        for (df, expected) in [
            (1.0, 12.706_204_736_174_7),
            (2.0, 4.302_652_729_749_46),
            (10.0, 2.228_138_851_986_27),
            (47.0, 2.011_740_513_729_77),
            (1000.0, 1.962_339_080_826_41),
            (f64::INFINITY, 1.959_963_984_540_05),
        ] {
            let got = quantile(0.975, df);
            assert!((got / expected - 1.0).abs() < 1e-11, "{df}: {got}");
            assert!((quantile(0.025, df) + got).abs() < 1e-9);
        }
    }

    #[test]
    fn the_normal_tail_has_the_normal_slope() {
        let slope = (upper_tail(0.99, 1e9) - upper_tail(1.01, 1e9)) / 0.02;
        assert!((slope / 0.241_970_724_519_143_37 - 1.0).abs() < 1e-3);
    }
}
