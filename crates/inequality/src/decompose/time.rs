//! Change over time: growth-incidence curves and the change of the mean log deviation.
//!
//! ```text
//! growth incidence   g(p) = q₂(p)/q₁(p) − 1,      of tenths: growth of the mean of the k-th tenth
//! ΔL ≈ Σ v̄_g ΔL_g + Σ L̄_g Δv_g + Σ (λ̄_g − avg ln λ_g) Δv_g + Σ (θ̄_g − v̄_g) Δ ln μ_g
//!      within        sizes, within   sizes, between             relative means
//! ```
//! `q_t(p)` quantile in period t; `v_g` population share, `L_g` mean log deviation, `μ_g` mean of group
//! g, `λ_g = μ_g/μ`, `θ_g = v_g λ_g`; a bar is the average of the two periods. The last two terms are a
//! first-order approximation, so the four sum to `ΔL` only nearly; [`MldChange::residual`] is the rest.
//! Growth is anonymous: nobody is followed. Sources: \[ravallion_chen_2003\];
//! \[mookherjee_shorrocks_1982\].

use crate::decompose::groups::Groups;
use crate::error::{Error, Result};
use crate::inference::Linearised;
use crate::maths::{ln, sum};
use crate::measure::Measure;
use crate::quantile::QuantileRule;
use crate::ranked::Ranked;

/// An estimate from two samples, with linearised values for the rows of each.
///
/// If both periods have the same rows and weights (a panel), add the two columns; if they are
/// independent samples, add the two variances.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoSample {
    /// The estimate, with the linearised values of the first sample's rows.
    pub first: Linearised,
    /// The same estimate, with the linearised values of the second sample's rows.
    pub second: Linearised,
}

impl TwoSample {
    /// Reads both samples as one panel with common rows and weights.
    #[must_use]
    pub fn as_panel(&self) -> Linearised {
        let pairs = self.first.influence.iter().zip(&self.second.influence);
        let influence = pairs.map(|(a, b)| a + b).collect();
        Linearised::new(self.first.name.clone(), self.first.value, influence)
    }
}

/// Growth of the quantile of order `p` between two periods, by the rule named.
///
/// # Errors
/// If `p` is outside 0..=1 or the first quantile is not positive.
pub fn growth_incidence(
    before: &Ranked,
    after: &Ranked,
    rule: QuantileRule,
    p: f64,
) -> Result<f64> {
    let (old, new) = (before.quantile_by(rule, p)?, after.quantile_by(rule, p)?);
    growth(old, new)
}

/// Growth of the mean of each of `n` equal groups, poorest first: ten for tenths.
///
/// # Errors
/// If `n` is zero or a mean of the first period is not positive.
pub fn growth_of_group_means(before: &Ranked, after: &Ranked, n: usize) -> Result<Vec<f64>> {
    if n == 0 {
        return Err(Error::Parameter {
            name: "n",
            value: 0.0,
            range: "1 and above",
        });
    }
    (1..=n)
        .map(|k| {
            let (low, high) = ((k - 1) as f64 / n as f64, k as f64 / n as f64);
            let mean = |r: &Ranked| Ok(r.generalised_lorenz(high)? - r.generalised_lorenz(low)?);
            growth(mean(before)?, mean(after)?)
        })
        .collect()
}

fn growth(old: f64, new: f64) -> Result<f64> {
    if old > 0.0 {
        Ok(new / old - 1.0)
    } else {
        Err(Error::Domain {
            measure: "a growth rate",
            value: old,
            needs: "a positive start",
        })
    }
}

/// Growth of any measure between two periods, linearised: a quantile for a growth-incidence
/// curve, the mean for growth itself.
///
/// # Errors
/// If the measure is undefined in a period or not positive in the first.
pub fn linearised_growth(before: &Ranked, after: &Ranked, measure: Measure) -> Result<TwoSample> {
    let (old, new) = (measure.linearised(before)?, measure.linearised(after)?);
    let value = growth(old.value, new.value)?;
    let name = format!("growth.{}", measure.name());
    let by_old = -new.value / (old.value * old.value);
    let scaled = |part: &Linearised, by: f64| {
        let influence = part.influence.iter().map(|u| by * u).collect();
        Linearised::new(name.clone(), value, influence)
    };
    Ok(TwoSample {
        first: scaled(&old, by_old),
        second: scaled(&new, 1.0 / old.value),
    })
}

/// The change of the mean log deviation between two periods, by groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MldChange {
    /// The exact change.
    pub total: f64,
    /// From inequality within groups.
    pub within: f64,
    /// From group sizes, through inequality within.
    pub sizes_within: f64,
    /// From group sizes, through inequality between.
    pub sizes_between: f64,
    /// From relative means of groups.
    pub means: f64,
    /// The exact change of the part between groups.
    pub between_difference: f64,
    /// The exact change of the part within groups.
    pub within_difference: f64,
}

impl MldChange {
    /// Decomposes the change from `before` to `after`; both have the same group numbers.
    ///
    /// # Errors
    /// If the numbers of groups differ, a group is empty in one period only, or a value is not
    /// positive.
    pub fn between(before: &Groups, after: &Groups) -> Result<Self> {
        let (old, new) = (Period::of(before)?, Period::of(after)?);
        check_same_groups(before, after)?;
        let groups: Vec<usize> = before.occupied().collect();
        let term = |part: &dyn Fn(usize) -> f64| sum(groups.iter().map(|&g| part(g)));
        let half = |a: f64, b: f64| f64::midpoint(a, b);
        let shares = |g: usize| new.share[g] - old.share[g];
        Ok(Self {
            total: new.within + new.between - old.within - old.between,
            within: term(&|g| half(old.share[g], new.share[g]) * (new.mld[g] - old.mld[g])),
            sizes_within: term(&|g| half(old.mld[g], new.mld[g]) * shares(g)),
            sizes_between: term(&|g| {
                let lambda = half(old.relative(g), new.relative(g));
                (lambda - half(ln(old.relative(g)), ln(new.relative(g)))) * shares(g)
            }),
            means: term(&|g| {
                let theta = half(
                    old.share[g] * old.relative(g),
                    new.share[g] * new.relative(g),
                );
                (theta - half(old.share[g], new.share[g])) * ln(new.mean[g] / old.mean[g])
            }),
            between_difference: new.between - old.between,
            within_difference: new.within - old.within,
        })
    }

    /// The exact change minus the four terms: what the approximation leaves out.
    pub fn residual(&self) -> f64 {
        self.total - self.within - self.sizes_within - self.sizes_between - self.means
    }

    /// The four terms `within`, `sizes_within`, `sizes_between`, `means` with the linearised
    /// values of both samples.
    ///
    /// # Errors
    /// As [`MldChange::between`].
    pub fn linearised(before: &Groups, after: &Groups) -> Result<[TwoSample; 4]> {
        let change = Self::between(before, after)?;
        let (old, new) = (Period::of(before)?, Period::of(after)?);
        let first = slopes(&old, &new, -1.0);
        let second = slopes(&new, &old, 1.0);
        let named = [
            ("within", change.within),
            ("sizes_within", change.sizes_within),
            ("sizes_between", change.sizes_between),
            ("means", change.means),
        ];
        let mut k = 0;
        Ok(named.map(|(name, value)| {
            let side = |groups: &Groups, period: &Period, slopes: &[Slopes; 4]| {
                period.linearised(groups, name, value, &slopes[k])
            };
            let both = TwoSample {
                first: side(before, &old, &first),
                second: side(after, &new, &second),
            };
            k += 1;
            both
        }))
    }
}

fn check_same_groups(before: &Groups, after: &Groups) -> Result<()> {
    if before.occupied().eq(after.occupied()) {
        return Ok(());
    }
    Err(Error::Undefined {
        measure: "the change of the mean log deviation",
        why: "the two periods do not have the same groups",
    })
}

/// What the decomposition needs of one period.
struct Period {
    share: Vec<f64>,
    mean: Vec<f64>,
    mld: Vec<f64>,
    overall: f64,
    within: f64,
    between: f64,
}

/// Derivatives of a term by each group's share, mean log deviation and log mean, and by the
/// log of the overall mean.
struct Slopes {
    share: Vec<f64>,
    mld: Vec<f64>,
    log_mean: Vec<f64>,
    log_overall: f64,
}

impl Period {
    fn of(groups: &Groups) -> Result<Self> {
        let parts = groups.entropy(0.0)?;
        Ok(Self {
            share: groups.population_shares(),
            mean: groups.means(),
            mld: parts.of_group,
            overall: groups.totals().2,
            within: parts.within,
            between: parts.between,
        })
    }

    /// `λ_g = μ_g/μ`.
    fn relative(&self, g: usize) -> f64 {
        self.mean[g] / self.overall
    }

    fn linearised(&self, groups: &Groups, name: &str, value: f64, slopes: &Slopes) -> Linearised {
        let (weight, ..) = groups.totals();
        let weights = groups.weights();
        let common = sum(groups.occupied().map(|g| slopes.share[g] * self.share[g]));
        let units = groups.ranked.values().iter().zip(&groups.of);
        let u: Vec<f64> = units
            .map(|(x, &g)| {
                let g = g as usize;
                let r = x / self.mean[g];
                let of_share = (slopes.share[g] - common) / weight;
                let of_mld = slopes.mld[g] * (r - 1.0 - ln(r) - self.mld[g]) / weights[g];
                let of_mean = slopes.log_mean[g] * (r - 1.0) / weights[g];
                let of_overall = slopes.log_overall * (x / self.overall - 1.0) / weight;
                of_share + of_mld + of_mean + of_overall
            })
            .collect();
        groups.linearised(name.to_owned(), value, &u)
    }
}

/// Derivatives of the four terms by the quantities of period `own`; `sign` is −1 for the first.
fn slopes(own: &Period, other: &Period, sign: f64) -> [Slopes; 4] {
    let n = own.share.len();
    let per_group = |slope: &dyn Fn(usize) -> f64| -> Vec<f64> {
        let known = |g: &usize| own.share[*g] > 0.0;
        (0..n)
            .map(|g| if known(&g) { slope(g) } else { 0.0 })
            .collect()
    };
    let zero = || vec![0.0; n];
    let change = |g: usize| sign * (own.share[g] - other.share[g]);
    let growth = |g: usize| sign * ln(own.mean[g] / other.mean[g]);
    let average = |of: &dyn Fn(&Period) -> f64| f64::midpoint(of(own), of(other));
    let lambda = |g: usize| average(&|p| p.relative(g) - ln(p.relative(g)));
    let theta = |g: usize| average(&|p| p.share[g] * (p.relative(g) - 1.0));
    let within = Slopes {
        share: per_group(&|g| sign * (own.mld[g] - other.mld[g]) / 2.0),
        mld: per_group(&|g| sign * average(&|p| p.share[g])),
        log_mean: zero(),
        log_overall: 0.0,
    };
    let sizes_within = Slopes {
        share: per_group(&|g| sign * average(&|p| p.mld[g])),
        mld: per_group(&|g| change(g) / 2.0),
        log_mean: zero(),
        log_overall: 0.0,
    };
    let by_lambda = per_group(&|g| (own.relative(g) - 1.0) / 2.0 * change(g));
    let sizes_between = Slopes {
        share: per_group(&|g| sign * lambda(g)),
        mld: zero(),
        log_overall: -sum(by_lambda.iter().copied()),
        log_mean: by_lambda,
    };
    let by_theta = per_group(&|g| own.share[g] * own.relative(g) / 2.0 * growth(g));
    let means = Slopes {
        share: per_group(&|g| (own.relative(g) - 1.0) / 2.0 * growth(g)),
        mld: zero(),
        log_overall: -sum(by_theta.iter().copied()),
        log_mean: by_theta
            .iter()
            .enumerate()
            .map(|(g, slope)| {
                if own.share[g] > 0.0 {
                    slope + sign * theta(g)
                } else {
                    0.0
                }
            })
            .collect(),
    };
    [within, sizes_within, sizes_between, means]
}
