//! Dagum's decomposition of the Gini coefficient, with every pair of groups.
//!
//! ```text
//! G = Σⱼ pⱼ sⱼ Gⱼⱼ  +  Σ_{h<j} Gⱼₕ (pⱼ sₕ + pₕ sⱼ) Dⱼₕ  +  Σ_{h<j} Gⱼₕ (pⱼ sₕ + pₕ sⱼ)(1 − Dⱼₕ)
//!        within                 net between                         transvariation
//! Gⱼₕ = E|X − X′| / (μⱼ + μₕ),    Dⱼₕ = (d − q)/(d + q)
//! ```
//! `X` from group j, `X′` from h; `d = E max(X − X′, 0)` and `q = E max(X′ − X, 0)` with j the group of
//! higher mean: gains and their transvariation. `Dⱼₕ` is relative economic affluence, 1 if the
//! groups do not overlap. Net between equals the Gini coefficient of group means and
//! transvariation equals the overlap of [`Groups::gini`].
//!
//! One sweep over the ranked units serves all pairs: `O(n k)` after the sort for k groups.
//! Source: \[dagum_1997\].

use crate::decompose::groups::Groups;
use crate::error::{Error, Result};
use crate::inference::Linearised;
use crate::maths::Sum;

/// Dagum's decomposition.
#[derive(Debug, Clone, PartialEq)]
pub struct Dagum {
    /// The coefficient of the whole; the three parts sum to it.
    pub total: f64,
    /// The part within groups.
    pub within: f64,
    /// The net part between groups.
    pub net_between: f64,
    /// The part of transvariation: units of poorer groups above units of richer ones.
    pub transvariation: f64,
    /// Every pair of occupied groups.
    pub pairs: Vec<DagumPair>,
}

/// Two groups compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DagumPair {
    /// The group of higher mean.
    pub richer: usize,
    /// The group of lower mean.
    pub poorer: usize,
    /// `Gⱼₕ`, the Gini coefficient between the two.
    pub gini: f64,
    /// `Dⱼₕ`, relative economic affluence of the richer over the poorer.
    pub affluence: f64,
    /// What the pair adds to net between.
    pub net_between: f64,
    /// What the pair adds to transvariation.
    pub transvariation: f64,
}

impl Groups<'_> {
    /// Dagum's decomposition with all pairs of groups.
    ///
    /// # Errors
    /// If the mean of the whole or of a group is not positive.
    pub fn dagum(&self) -> Result<Dagum> {
        let parts = self.gini()?;
        let (weight, _, mean) = self.totals();
        let means = self.means();
        let k = self.n_groups();
        let gains = self.gains();
        let mut pairs = Vec::new();
        let (mut net, mut trans) = (Sum::default(), Sum::default());
        let occupied: Vec<usize> = self.occupied().collect();
        for (position, &a) in occupied.iter().enumerate() {
            for &b in &occupied[..position] {
                let (richer, poorer) = if means[a] >= means[b] { (a, b) } else { (b, a) };
                let both = self.weights()[richer] * self.weights()[poorer];
                let up = gains[richer * k + poorer] / both;
                let down = gains[poorer * k + richer] / both;
                let affluence = if up + down > 0.0 {
                    (up - down) / (up + down)
                } else {
                    0.0
                };
                // Gⱼₕ (pⱼ sₕ + pₕ sⱼ) = (d + q) pⱼ pₕ / μ.
                let scale = both / (weight * weight * mean);
                let pair = DagumPair {
                    richer,
                    poorer,
                    gini: (up + down) / (means[richer] + means[poorer]),
                    affluence,
                    net_between: scale * (up - down),
                    transvariation: scale * 2.0 * down,
                };
                net.add(pair.net_between);
                trans.add(pair.transvariation);
                pairs.push(pair);
            }
        }
        Ok(Dagum {
            total: parts.total,
            within: parts.within,
            net_between: net.value(),
            transvariation: trans.value(),
            pairs,
        })
    }

    /// `Σ Σ wᵢ wⱼ max(xᵢ − xⱼ, 0)` over i in group a and j in group b, at `a · k + b`.
    fn gains(&self) -> Vec<f64> {
        let k = self.n_groups();
        let (mut below, mut income_below) = (vec![0.0; k], vec![0.0; k]);
        let mut gains = vec![Sum::default(); k * k];
        for ((x, w), &g) in self.ranked.pairs().zip(&self.of) {
            let g = g as usize;
            let row = &mut gains[g * k..(g + 1) * k];
            for ((gain, c), y) in row.iter_mut().zip(&below).zip(&income_below) {
                gain.add(w * (x * c - y));
            }
            below[g] += w;
            income_below[g] += w * x;
        }
        gains.into_iter().map(Sum::value).collect()
    }

    /// The decomposition with linearised values: `total`, `within`, `net_between`,
    /// `transvariation`.
    ///
    /// # Errors
    /// As [`Groups::dagum`].
    pub fn linearised_dagum(&self) -> Result<Vec<Linearised>> {
        let mut parts = Vec::from(self.linearised_gini_parts()?);
        parts[2].name = "net_between".into();
        parts[3].name = "transvariation".into();
        Ok(parts)
    }

    /// `Gⱼₕ` and `Dⱼₕ` of one pair with linearised values; the sign of `Dⱼₕ` is that of the mean
    /// of `a` minus the mean of `b`.
    ///
    /// # Errors
    /// If a group is empty or their means do not sum to a positive number.
    pub fn linearised_pair(&self, a: usize, b: usize) -> Result<[Linearised; 2]> {
        const NAME: &str = "a pair of groups";
        let size = |g: usize| self.weights().get(g).copied().unwrap_or(0.0);
        if size(a) == 0.0 || size(b) == 0.0 || a == b {
            return Err(Error::Undefined {
                measure: NAME,
                why: "a group is empty, or both are one",
            });
        }
        let means = self.means();
        if means[a] + means[b] <= 0.0 {
            return Err(Error::MeanNotPositive {
                measure: NAME,
                mean: means[a] + means[b],
            });
        }
        let distance = self.mean_distance(a, b);
        let of_mean = |g: usize| {
            let u = self.ranked.values().iter().zip(&self.of).map(|(x, &h)| {
                if h as usize == g {
                    (x - means[g]) / size(g)
                } else {
                    0.0
                }
            });
            self.linearised(String::new(), means[g], &u.collect::<Vec<f64>>())
        };
        let (mean_a, mean_b) = (of_mean(a), of_mean(b));
        let gini = distance
            .over(&mean_a.plus(&mean_b))
            .named(format!("gini.{a}.{b}"));
        let affluence = mean_a
            .minus(&mean_b)
            .over(&distance)
            .named(format!("affluence.{a}.{b}"));
        Ok([gini, affluence])
    }

    /// `E|X − X′|` over groups a and b, linearised: `(E_b|x − X′| − Δ)/W_a` for x in a.
    fn mean_distance(&self, a: usize, b: usize) -> Linearised {
        let from = |g: usize| self.distances_from(g);
        let (to_a, to_b) = (from(a), from(b));
        let (wa, wb) = (self.weights()[a], self.weights()[b]);
        let mut delta = Sum::default();
        for ((w, &g), d) in self.ranked.weights().iter().zip(&self.of).zip(&to_b) {
            if g as usize == a {
                delta.add(w * d);
            }
        }
        let delta = delta.value() / (wa * wb);
        let u: Vec<f64> = self
            .of
            .iter()
            .zip(to_a.iter().zip(&to_b))
            .map(|(&g, (from_a, from_b))| match g as usize {
                g if g == a => (from_b / wb - delta) / wa,
                g if g == b => (from_a / wa - delta) / wb,
                _ => 0.0,
            })
            .collect();
        self.linearised(String::new(), delta, &u)
    }

    /// `Σ wⱼ |x − xⱼ|` over the members of `g`, at every position.
    fn distances_from(&self, g: usize) -> Vec<f64> {
        let (weight, income) = (self.weights()[g], self.incomes()[g]);
        let (mut below, mut income_below) = (Sum::default(), Sum::default());
        let units = self.ranked.pairs().zip(&self.of);
        units
            .map(|((x, w), &h)| {
                if h as usize == g {
                    below.add(w);
                    income_below.add(w * x);
                }
                x * (2.0 * below.value() - weight) + income - 2.0 * income_below.value()
            })
            .collect()
    }
}
