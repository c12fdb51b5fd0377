//! Standard errors of what is read off quantiles and Lorenz ordinates, for many groups at once.
//!
//! A scope is a group, or the whole behind the last group. Its quantiles cut incomes into classes,
//! and in each class the linearised value is a straight line `u = a + b x`; then
//! ```text
//! Σ w² u² = Σ_classes (a² Σw² + 2 a b Σw²x + b² Σw²x²)
//! ```
//! The density at a quantile is that of [`inequality::inference::influence::density`]: a Gaussian
//! kernel with bandwidth `σ W^(−1/5)`, here cut where it is below the last bit.

use inequality::many::{Summaries, Summary};

/// Kernels further away than this many bandwidths are below the last bit.
const REACH: f64 = 8.6;

/// Sums between the quantiles of each scope.
pub(crate) struct Spread {
    /// Quantiles of a scope, and so classes less one.
    n_shares: usize,
    classes: Vec<[f64; 3]>,
    density: Vec<f64>,
}

/// A linearised value as a line per class.
#[derive(Debug, Clone)]
pub(crate) struct Line(Vec<(f64, f64)>);

impl Line {
    fn by_class(n: usize, line: impl Fn(usize) -> (f64, f64)) -> Self {
        Self((0..=n).map(line).collect())
    }

    /// Lorenz ordinate at the `k`-th of `n` shares.
    pub(crate) fn lorenz(n: usize, k: usize, p: f64, s: &Summary) -> Self {
        let (q, ordinate, income) = (s.quantiles[k], s.lorenz[k], s.weight * s.mean);
        Self::by_class(n, |class| {
            if class <= k {
                ((p * q - q) / income, (1.0 - ordinate) / income)
            } else {
                (p * q / income, -ordinate / income)
            }
        })
    }

    /// Generalised Lorenz ordinate.
    pub(crate) fn generalised(n: usize, k: usize, p: f64, s: &Summary) -> Self {
        let (q, ordinate, weight) = (s.quantiles[k], s.lorenz[k] * s.mean, s.weight);
        Self::by_class(n, |class| {
            if class <= k {
                ((p * q - q - ordinate) / weight, 1.0 / weight)
            } else {
                ((p * q - ordinate) / weight, 0.0)
            }
        })
    }

    pub(crate) fn scaled(mut self, factor: f64) -> Self {
        for (a, b) in &mut self.0 {
            *a *= factor;
            *b *= factor;
        }
        self
    }

    pub(crate) fn plus(mut self, other: &Self) -> Self {
        for ((a, b), (c, d)) in self.0.iter_mut().zip(&other.0) {
            *a += c;
            *b += d;
        }
        self
    }
}

impl Spread {
    /// Two passes over the rows: variances for the bandwidths, then classes and kernels.
    pub(crate) fn of(
        values: &[f64],
        weights: Option<&[f64]>,
        groups: &[u32],
        all: &Summaries,
    ) -> Self {
        let k = all.shares.len();
        let scopes: Vec<&Summary> = all.groups.iter().chain([&all.total]).collect();
        let whole = scopes.len() - 1;
        let row = |row: usize| {
            let weight = weights.map_or(1.0, |w| w[row]);
            (values[row], weight, groups[row] as usize)
        };
        let mut squares = vec![0.0; scopes.len()];
        let means: Vec<f64> = scopes.iter().map(|s| s.mean).collect();
        for at in 0..values.len() {
            let (x, w, g) = row(at);
            for scope in [g, whole] {
                let d = x - means[scope];
                squares[scope] += w * d * d;
            }
        }
        let bandwidth: Vec<f64> = scopes
            .iter()
            .zip(&squares)
            .map(|(s, square)| (square / s.weight).sqrt() / libm::pow(s.weight, 0.2))
            .collect();
        let quantiles: Vec<f64> = scopes
            .iter()
            .flat_map(|s| s.quantiles.iter().copied())
            .collect();
        let mut classes = vec![[0.0; 3]; scopes.len() * (k + 1)];
        let mut density = vec![0.0; scopes.len() * k];
        for at in 0..values.len() {
            let (x, w, g) = row(at);
            let square = w * w;
            for scope in [g, whole] {
                let cuts = &quantiles[scope * k..(scope + 1) * k];
                let (h, mut class) = (bandwidth[scope], 0);
                let reach = REACH * h;
                for (j, &q) in cuts.iter().enumerate() {
                    class += usize::from(x > q);
                    let d = x - q;
                    if d.abs() < reach {
                        let u = d / h;
                        density[scope * k + j] += w * libm::exp(-0.5 * u * u);
                    }
                }
                let sums = &mut classes[scope * (k + 1) + class];
                sums[0] += square;
                sums[1] += square * x;
                sums[2] += square * x * x;
            }
        }
        for (scope, summary) in scopes.iter().enumerate() {
            let unit = summary.weight * bandwidth[scope] * (2.0 * std::f64::consts::PI).sqrt();
            for f in &mut density[scope * k..(scope + 1) * k] {
                *f /= unit;
            }
        }
        Self {
            n_shares: k,
            classes,
            density,
        }
    }

    /// Quantile at the `k`-th share.
    pub(crate) fn quantile(&self, scope: usize, k: usize, p: f64, s: &Summary) -> Line {
        let unit = s.weight * self.density[scope * self.n_shares + k];
        Line::by_class(self.n_shares, |class| {
            ((p - f64::from(u8::from(class <= k))) / unit, 0.0)
        })
    }

    /// Standard error under independent draws.
    pub(crate) fn error(&self, scope: usize, line: &Line, rows: u64) -> Option<f64> {
        if rows < 2 {
            return None;
        }
        let n = self.n_shares + 1;
        let sums = &self.classes[scope * n..(scope + 1) * n];
        let square: f64 = line
            .0
            .iter()
            .zip(sums)
            .map(|((a, b), s)| a * a * s[0] + 2.0 * a * b * s[1] + b * b * s[2])
            .sum();
        let n = rows as f64;
        Some((n / (n - 1.0) * square.max(0.0)).sqrt())
    }
}
