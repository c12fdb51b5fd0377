//! Estimators of the stylised facts: tails, shapes, slopes and cycles.
//!
//! Not a number where a sample is too small or has no spread: a fact is then not judged.

use quantity::maths;

/// Coefficient of `x` in a least-squares line of `y` on a constant and `x`.
///
/// ```
/// use laboratory::facts::statistics::slope;
/// assert!((slope(&[1.0, 2.0, 4.0], &[5.0, 3.0, -1.0]) + 2.0).abs() < 1e-12);
/// assert!(slope(&[1.0, 1.0, 1.0], &[5.0, 3.0, -1.0]).is_nan());
/// ```
#[must_use]
pub fn slope(x: &[f64], y: &[f64]) -> f64 {
    composite::regress(y, &[x]).map_or(f64::NAN, |fit| fit.coefficients[1])
}

/// Correlation of two lists of equal length.
#[must_use]
pub fn correlation(x: &[f64], y: &[f64]) -> f64 {
    slope(x, y) * crate::standard_deviation(x) / crate::standard_deviation(y)
}

/// Exponent of a Pareto tail, `P(X > x) ∝ x^−α`, from the largest `share` of the positive values.
///
/// # Equation
/// ```text
/// 1/α = mean of ln(x_i / x_(k+1)) over the k largest
/// ```
/// # Source
/// B. Hill (1975), *Annals of Statistics* 3(5).
#[must_use]
pub fn pareto_tail(values: &[f64], share: f64) -> f64 {
    let sorted = descending(values);
    let k = (share * sorted.len() as f64) as usize;
    if k < 10 || k >= sorted.len() {
        return f64::NAN;
    }
    let threshold = maths::ln(sorted[k]);
    let excess: f64 = sorted[..k].iter().map(|&x| maths::ln(x) - threshold).sum();
    k as f64 / excess
}

/// The same where each value counts as often as its weight says: the tail is the `share` of weight with the
/// largest values.
#[must_use]
pub fn weighted_pareto_tail(values: &[f64], weights: &[f64], share: f64) -> f64 {
    let pairs = values
        .iter()
        .zip(weights)
        .filter(|(x, w)| **x > 0.0 && **w > 0.0);
    // The largest first, and of equal ones the first.
    let (below, weights): (Vec<f64>, Vec<f64>) = pairs.map(|(&x, &w)| (-x, w)).unzip();
    let (order, _) = inequality::sorted(&below);
    let sorted = order.iter().map(|&at| at as usize);
    let sorted: Vec<(f64, f64)> = sorted.map(|at| (-below[at], weights[at])).collect();
    let all: f64 = sorted.iter().map(|(_, w)| w).sum();
    let (mut weight, mut k) = (0.0, 0);
    while k < sorted.len() && weight + sorted[k].1 <= share * all {
        weight += sorted[k].1;
        k += 1;
    }
    if k < 10 || k >= sorted.len() {
        return f64::NAN;
    }
    let threshold = maths::ln(sorted[k].0);
    let tail = sorted[..k].iter();
    let excess: f64 = tail.map(|&(x, w)| w * (maths::ln(x) - threshold)).sum();
    weight / excess
}

/// Theil index of `value` per unit of `base` over groups, each counted by its base.
///
/// # Equation
/// ```text
/// T = Σ v ln(v / b)      v, b shares of a group in all value and in all base
/// ```
/// ```
/// use laboratory::facts::statistics::theil_of_ratio;
/// assert_eq!(theil_of_ratio(&[2.0, 4.0], &[1.0, 2.0]), 0.0);
/// let t = theil_of_ratio(&[3.0, 1.0], &[1.0, 1.0]);
/// assert!((t - (0.75 * 1.5_f64.ln() + 0.25 * 0.5_f64.ln())).abs() < 1e-15);
/// ```
#[must_use]
pub fn theil_of_ratio(value: &[f64], base: &[f64]) -> f64 {
    let (values, bases): (f64, f64) = (value.iter().sum(), base.iter().sum());
    let groups = value.iter().zip(base);
    groups
        .filter(|(v, b)| **v > 0.0 && **b > 0.0)
        .map(|(v, b)| {
            let (v, b) = (v / values, b / bases);
            v * maths::ln(v / b)
        })
        .sum()
}

/// Exponent of Zipf's law from ranks and sizes of the largest `share` of the values.
///
/// # Equation
/// ```text
/// ln(rank − ½) = constant − ζ ln size
/// ```
/// # Source
/// X. Gabaix and R. Ibragimov (2011), *Journal of Business & Economic Statistics* 29(1): the shift by a
/// half takes most of the bias of small samples away.
#[must_use]
pub fn zipf_exponent(sizes: &[f64], share: f64) -> f64 {
    let sorted = descending(sizes);
    let n = (share * sorted.len() as f64) as usize;
    if n < 10 {
        return f64::NAN;
    }
    let ranks: Vec<f64> = (0..n).map(|rank| maths::ln(rank as f64 + 0.5)).collect();
    let logs: Vec<f64> = sorted[..n].iter().map(|&size| maths::ln(size)).collect();
    -slope(&logs, &ranks)
}

/// Positive values, the largest first.
fn descending(values: &[f64]) -> Vec<f64> {
    let positive: Vec<f64> = values.iter().copied().filter(|x| *x > 0.0).collect();
    let (_, mut sorted) = inequality::sorted(&positive);
    sorted.reverse();
    sorted
}

/// Shape of a Subbotin (exponential power) density by maximum likelihood: 1 is Laplace's, 2 normal.
///
/// # Equation
/// ```text
/// f(x) = β / (2 a Γ(1/β)) exp(−(|x − m| / a)^β)      m the median, a at its maximum given β
/// ```
/// # Source
/// G. Bottazzi and A. Secchi (2006), *RAND Journal of Economics* 37(2), for growth rates of firms.
#[must_use]
pub fn subbotin_shape(values: &[f64]) -> f64 {
    let median = crate::quantile(values, 0.5);
    let deviations: Vec<f64> = values.iter().map(|x| (x - median).abs()).collect();
    if values.len() < 50 || deviations.iter().all(|d| *d == 0.0) || !median.is_finite() {
        return f64::NAN;
    }
    let likelihood = |beta: f64| {
        let mean = crate::mean(
            &deviations
                .iter()
                .map(|&d| maths::powf(d, beta))
                .collect::<Vec<_>>(),
        );
        let scale = maths::powf(beta * mean, 1.0 / beta);
        maths::ln(beta / (2.0 * scale)) - libm::lgamma(1.0 / beta) - 1.0 / beta
    };
    maximum(0.2, 6.0, likelihood)
}

/// Where a function with one maximum between `low` and `high` has it, to 1e-4, by golden sections.
fn maximum(mut low: f64, mut high: f64, of: impl Fn(f64) -> f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_8;
    let mut inner = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    let mut values = inner.map(&of);
    while high - low > 1e-4 {
        if values[0] > values[1] {
            high = inner[1];
            inner = [high - GOLDEN * (high - low), inner[0]];
            values = [of(inner[0]), values[0]];
        } else {
            low = inner[0];
            inner = [inner[1], low + GOLDEN * (high - low)];
            values = [values[1], of(inner[1])];
        }
    }
    f64::midpoint(low, high)
}

/// The cyclical part of a quarterly series: what the filter of Hodrick and Prescott leaves, λ = 1 600.
///
/// # Equation
/// ```text
/// τ = argmin Σ (y − τ)² + λ Σ (Δ²τ)²      y − τ = λ D'(I + λ D D')⁻¹ D y      D second differences
/// ```
/// # Source
/// R. Hodrick and E. Prescott (1997), *Journal of Money, Credit and Banking* 29(1).
#[must_use]
pub fn cycle(series: &[f64]) -> Vec<f64> {
    const LAMBDA: f64 = 1600.0;
    let n = series.len();
    if n < 5 {
        return vec![f64::NAN; n];
    }
    let m = n - 2;
    // (I + λ D D') v = D y, whose matrix has five bands: 1 + 6 λ, −4 λ and λ.
    let mut right: Vec<f64> = series
        .windows(3)
        .map(|w| w[0] - 2.0 * w[1] + w[2])
        .collect();
    let (mut d, mut l1, mut l2) = (vec![0.0; m], vec![0.0; m], vec![0.0; m]);
    for i in 0..m {
        // LDL' of a symmetric matrix of five bands.
        let second: f64 = if i >= 2 {
            l2[i] * l2[i] * d[i - 2]
        } else {
            0.0
        };
        let first: f64 = if i >= 1 {
            l1[i] * l1[i] * d[i - 1]
        } else {
            0.0
        };
        d[i] = 1.0 + 6.0 * LAMBDA - first - second;
        if i + 1 < m {
            let cross = if i >= 1 {
                l2[i + 1] * l1[i] * d[i - 1]
            } else {
                0.0
            };
            l1[i + 1] = (-4.0 * LAMBDA - cross) / d[i];
        }
        if i + 2 < m {
            l2[i + 2] = LAMBDA / d[i];
        }
    }
    for i in 0..m {
        let one = if i >= 1 { l1[i] * right[i - 1] } else { 0.0 };
        let two = if i >= 2 { l2[i] * right[i - 2] } else { 0.0 };
        right[i] -= one + two;
    }
    for (x, d) in right.iter_mut().zip(&d) {
        *x /= d;
    }
    for i in (0..m).rev() {
        let one = if i + 1 < m {
            l1[i + 1] * right[i + 1]
        } else {
            0.0
        };
        let two = if i + 2 < m {
            l2[i + 2] * right[i + 2]
        } else {
            0.0
        };
        right[i] -= one + two;
    }
    let v = |i: usize| right.get(i).copied().unwrap_or(0.0);
    (0..n)
        .map(|i| {
            let before = if i >= 2 { v(i - 2) } else { 0.0 };
            let at = if i >= 1 { v(i - 1) } else { 0.0 };
            LAMBDA * (before - 2.0 * at + v(i))
        })
        .collect()
}

/// The cyclical part of the logs of a series.
#[must_use]
pub fn log_cycle(series: &[f64]) -> Vec<f64> {
    cycle(&series.iter().map(|&x| maths::ln(x)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::{Draws, Purpose};

    fn uniforms(n: usize) -> Vec<f64> {
        let mut stream = Draws::new(11).in_quarter(0).stream(Purpose::FirmSize, 0);
        (0..n).map(|_| stream.uniform()).collect()
    }

    /// Authority: the law that was drawn from; the bands are four standard errors (α/√k).
    #[test]
    fn tails_of_drawn_pareto_laws_are_found() {
        for alpha in [1.1, 1.8, 2.5] {
            let values: Vec<f64> = uniforms(50_000)
                .iter()
                .map(|&u| maths::powf(1.0 - u, -1.0 / alpha))
                .collect();
            let hill = pareto_tail(&values, 0.1);
            assert!(
                (hill - alpha).abs() < 4.0 * alpha / 5000_f64.sqrt(),
                "{hill}"
            );
            let zipf = zipf_exponent(&values, 0.1);
            // Standard error of the rank regression: α √(2/n).
            assert!(
                (zipf - alpha).abs() < 4.0 * alpha * (2.0 / 5000_f64).sqrt(),
                "{zipf}"
            );
        }
    }

    /// Splitting rows in two changes no weighted tail, and weights of one are no weights.
    #[test]
    fn weights_count_how_often_a_value_stands_there() {
        let values: Vec<f64> = uniforms(4000)
            .iter()
            .map(|&u| maths::powf(1.0 - u, -0.5))
            .collect();
        let ones = vec![1.0; values.len()];
        let plain = pareto_tail(&values, 0.1);
        assert!((weighted_pareto_tail(&values, &ones, 0.1) / plain - 1.0).abs() < 1e-12);
        let twice = [&values[..], &values[..]].concat();
        let halves = vec![0.5; twice.len()];
        assert!((weighted_pareto_tail(&twice, &halves, 0.1) / plain - 1.0).abs() < 1e-12);
        assert!(weighted_pareto_tail(&values[..50], &ones[..50], 0.1).is_nan());
    }

    /// Authority: the law that was drawn from, by inversion (Laplace) and by quantiles (normal).
    #[test]
    fn shapes_of_drawn_laws_are_found() {
        let laplace: Vec<f64> = uniforms(20_000)
            .iter()
            .map(|u| {
                let centred = u - 0.5;
                -centred.signum() * maths::ln(1.0 - 2.0 * centred.abs())
            })
            .collect();
        assert!((subbotin_shape(&laplace) - 1.0).abs() < 0.05);
        let normal: Vec<f64> = uniforms(20_000)
            .into_iter()
            .map(maths::normal_quantile)
            .collect();
        assert!((subbotin_shape(&normal) - 2.0).abs() < 0.12);
    }

    /// Authority: first-order conditions of the filter's problem, which its solution must meet.
    #[test]
    fn the_filter_solves_its_problem() {
        let series: Vec<f64> = (0..60)
            .map(|t| {
                0.01 * f64::from(t) + maths::sin(0.7 * f64::from(t)) + 0.2 * (f64::from(t * t % 17))
            })
            .collect();
        let gap = cycle(&series);
        let trend: Vec<f64> = series.iter().zip(&gap).map(|(y, c)| y - c).collect();
        let bend: Vec<f64> = trend.windows(3).map(|w| w[0] - 2.0 * w[1] + w[2]).collect();
        for (i, gap) in gap.iter().enumerate() {
            let b = |k: Option<usize>| k.and_then(|k| bend.get(k)).copied().unwrap_or(0.0);
            let slope = b(i.checked_sub(2)) - 2.0 * b(i.checked_sub(1)) + b(Some(i));
            assert!((gap - 1600.0 * slope).abs() < 1e-8, "{i}");
        }
        let line: Vec<f64> = (0..30).map(|t| 3.0 + 0.5 * f64::from(t)).collect();
        assert!(cycle(&line).iter().all(|c| c.abs() < 1e-9));
    }
}
