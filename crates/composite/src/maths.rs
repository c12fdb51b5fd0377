//! The few functions of numbers that the whole crate shares.
//!
//! Transcendental functions come from `libm`, so that results agree to the last bit on every
//! platform; sums run in the order of the data.

/// e to the power `x`.
pub(crate) fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm.
pub(crate) fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power `p`.
pub(crate) fn pow(x: f64, p: f64) -> f64 {
    libm::pow(x, p)
}

/// `x ln x`, continued by 0 at 0.
pub(crate) fn x_ln_x(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x * ln(x) }
}

/// Arithmetic mean.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Central moment of order 2, 3 or 4 (any whole order), divided by the number of values.
pub(crate) fn moment(values: &[f64], order: u32) -> f64 {
    let centre = mean(values);
    let power = |d: f64| (1..order).fold(d, |p, _| p * d);
    values.iter().map(|v| power(v - centre)).sum::<f64>() / values.len() as f64
}

/// Standard deviation with divisor n − 1.
pub(crate) fn sample_sd(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    (moment(values, 2) * n / (n - 1.0)).sqrt()
}

/// Whether all values are equal.
pub(crate) fn is_constant(values: &[f64]) -> bool {
    values.iter().all(|v| *v == values[0])
}

/// Smallest and largest value; (∞, −∞) of nothing.
pub(crate) fn range(values: &[f64]) -> (f64, f64) {
    values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &v| {
            (low.min(v), high.max(v))
        })
}

/// A sorted copy.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

/// Quantile of sorted values by linear interpolation at 1 + (n − 1) p (type 7 of Hyndman and Fan).
pub(crate) fn quantile(sorted: &[f64], p: f64) -> f64 {
    let at = (sorted.len() - 1) as f64 * p;
    let below = at.floor() as usize;
    let share = at - at.floor();
    if share == 0.0 {
        return sorted[below];
    }
    sorted[below] + (sorted[below + 1] - sorted[below]) * share
}

/// Chance that a standard normal lies further from 0 than `z`.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / std::f64::consts::SQRT_2)
}

/// Chance that a chi-square with `degrees` of freedom exceeds `x`.
pub(crate) fn chi_square_tail(x: f64, degrees: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    gamma_tail(degrees / 2.0, x / 2.0)
}

/// Chance that a Student t with `degrees` of freedom lies further from 0 than `t`.
pub(crate) fn student_two_sided(t: f64, degrees: f64) -> f64 {
    beta_share(degrees / 2.0, 0.5, degrees / (degrees + t * t))
}

/// Quantile of Student's t with `degrees` of freedom: the value that a draw stays below with chance `p`.
///
/// NaN for a chance outside 0..1 or without a degree of freedom; infinite at the ends.
///
/// ```
/// // Published tables: one degree of freedom, and thirty.
/// assert!((composite::student_quantile(0.975, 1.0) - 12.706_204_736).abs() < 1e-8);
/// assert!((composite::student_quantile(0.975, 30.0) - 2.042_272_456).abs() < 1e-8);
/// assert_eq!(composite::student_quantile(0.5, 7.0), 0.0);
/// ```
#[must_use]
pub fn student_quantile(p: f64, degrees: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || degrees.is_nan() || degrees <= 0.0 {
        return f64::NAN;
    }
    let tail = 2.0 * p.min(1.0 - p);
    if tail == 1.0 {
        return 0.0;
    }
    if tail == 0.0 {
        return f64::INFINITY.copysign(p - 0.5);
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    while student_two_sided(high, degrees) > tail {
        (low, high) = (high, 2.0 * high);
    }
    // Halving ends where neighbouring numbers meet: some sixty steps.
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle.copysign(p - 0.5);
        }
        if student_two_sided(middle, degrees) > tail {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// Regularised upper incomplete gamma function Q(a, x): series below a + 1, continued fraction above.
fn gamma_tail(a: f64, x: f64) -> f64 {
    let scale = exp(a * ln(x) - x - libm::lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut k) = (1.0 / a, 1.0 / a, a);
        while term > sum * f64::EPSILON * 0.1 {
            k += 1.0;
            term *= x / k;
            sum += term;
        }
        return 1.0 - scale * sum;
    }
    let mut b = x + 1.0 - a;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for k in 1..10_000 {
        let k = f64::from(k);
        let numerator = -k * (k - a);
        b += 2.0;
        d = 1.0 / away_from_zero(numerator * d + b);
        c = away_from_zero(b + numerator / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    scale * fraction
}

/// Regularised incomplete beta function I_x(a, b) by its continued fraction.
fn beta_share(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let scale = exp(a * ln(x) + b * ln(1.0 - x) - ln_beta);
    if x < (a + 1.0) / (a + b + 2.0) {
        scale * beta_fraction(a, b, x) / a
    } else {
        1.0 - scale * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    fraction
}

/// Keeps the denominators of a continued fraction off zero (Lentz's device).
fn away_from_zero(x: f64) -> f64 {
    if x.abs() < 1e-300 { 1e-300 } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tail areas against the tables every statistics text prints (NIST/SEMATECH handbook, §1.3.6.7).
    #[test]
    fn tail_areas_match_tables() {
        let cases = [
            (normal_two_sided(1.959_963_984_540_054), 0.05),
            (chi_square_tail(3.841_458_820_694_124, 1.0), 0.05),
            (chi_square_tail(18.307_038_053_275_146, 10.0), 0.05),
            (chi_square_tail(2.0, 2.0), exp(-1.0)),
            (chi_square_tail(0.1, 2.0), exp(-0.05)),
            (student_two_sided(12.706_204_736_174_698, 1.0), 0.05),
            (student_two_sided(2.045_229_642_132_703, 29.0), 0.05),
            (student_two_sided(0.0, 7.0), 1.0),
        ];
        for (got, expected) in cases {
            assert!((got - expected).abs() < 1e-12, "{got} {expected}");
        }
    }

    #[test]
    fn quantiles_interpolate() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.5), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(quantile(&[5.0], 0.3), 5.0);
    }
}
