//! Inequality within and between regions: Theil's T and Dagum's Gini decomposition.
//!
//! ```text
//! T   = Σ p_i (x_i/μ) ln(x_i/μ)  =  Σ_k s_k T_k  +  Σ_k s_k ln(μ_k/μ)
//! G   = Σ_k p_k s_k G_kk  +  Σ_{k>h} G_kh (p_k s_h + p_h s_k) D_kh  +  Σ_{k>h} G_kh (p_k s_h + p_h s_k) (1 − D_kh)
//! G_kh = E|x − y| / (μ_k + μ_h)      D_kh = (d − q)/(d + q),  d = E[(x − y)⁺],  q = E[(y − x)⁺],  μ_k ≥ μ_h
//! ```
//! `x` value of a unit of the richer region k, `y` of h; `p` population share, `s` share of the total,
//! `μ` means. Theil: within + between. Dagum: within + net between + transvariation (overlap).
//!
//! # Source
//! Theil (1967), *Economics and Information Theory*; Dagum (1997), *Empirical Economics* 22(4).
//!
//! # Limits
//! With one unit per province the weights decide whether provinces or people are counted. The
//! transvariation is overlap, not a residual, but it has no share in policy of its own.

use std::collections::BTreeMap;

use crate::Error;
use crate::error::{at_least, each, positive, same_length};
use crate::maths;

/// Theil's T split by region.
#[derive(Debug, Clone, PartialEq)]
pub struct TheilSplit {
    /// T of all units.
    pub total: f64,
    /// Inequality within regions, weighted by their share of the total.
    pub within: f64,
    /// Inequality between the means of the regions.
    pub between: f64,
    /// Each region: its name, T within it, and its share of the total.
    pub regions: Vec<(String, f64, f64)>,
}

/// Dagum's decomposition of the Gini index by region.
#[derive(Debug, Clone, PartialEq)]
pub struct DagumSplit {
    /// Plug-in Gini of all units.
    pub total: f64,
    /// Contribution of inequality within regions.
    pub within: f64,
    /// Net contribution of differences between regions.
    pub net_between: f64,
    /// Contribution of the overlap of regions.
    pub transvariation: f64,
    /// Gini within each region.
    pub regions: Vec<(String, f64)>,
    /// Pairs of regions, the first with the higher mean.
    pub pairs: Vec<RegionPair>,
}

/// Two regions in Dagum's decomposition.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionPair {
    /// Region with the higher mean (of equal means, the later in the alphabet).
    pub richer: String,
    /// The other region.
    pub poorer: String,
    /// Gini between the two, G_kh.
    pub gini: f64,
    /// Relative economic affluence D_kh, 0 (full overlap) to 1 (none).
    pub affluence: f64,
}

/// Units of one region: values with weights, sorted by value.
struct Region {
    units: Vec<(f64, f64)>,
    weight: f64,
    mean: f64,
}

impl Region {
    fn of(mut units: Vec<(f64, f64)>) -> Self {
        units.sort_by(|a, b| a.0.total_cmp(&b.0));
        let weight: f64 = units.iter().map(|(_, w)| w).sum();
        let total: f64 = units.iter().map(|(x, w)| x * w).sum();
        Self {
            units,
            weight,
            mean: total / weight,
        }
    }

    fn gini(&self) -> f64 {
        self.excess_over(self) / self.mean
    }

    /// E[(x − y)⁺] for x of this and y of the other region.
    fn excess_over(&self, other: &Self) -> f64 {
        let (mut weight, mut total, mut next, mut sum) = (0.0, 0.0, 0, 0.0);
        for (x, w) in &self.units {
            while next < other.units.len() && other.units[next].0 < *x {
                let (y, v) = other.units[next];
                weight += v;
                total += v * y;
                next += 1;
            }
            sum += w * (x * weight - total);
        }
        sum / (self.weight * other.weight)
    }

    fn theil(&self) -> f64 {
        let share = |(x, w): &(f64, f64)| w * maths::x_ln_x(x / self.mean);
        self.units.iter().map(share).sum::<f64>() / self.weight
    }
}

/// All units, and the regions in the order of their names.
fn split<R: AsRef<str>>(
    values: &[f64],
    weights: Option<&[f64]>,
    regions: &[R],
) -> Result<(Region, Vec<(String, Region)>), Error> {
    at_least("units", values.len(), 1)?;
    same_length("regions of the units", regions.len(), values.len())?;
    each("values of the units", values, "0 or more and finite", |x| {
        x >= 0.0 && x.is_finite()
    })?;
    let ones = vec![1.0; values.len()];
    let weights = weights.unwrap_or(&ones);
    same_length("weights of the units", weights.len(), values.len())?;
    positive("weights of the units", weights)?;
    let mut members: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for ((x, w), region) in values.iter().zip(weights).zip(regions) {
        members.entry(region.as_ref()).or_default().push((*x, *w));
    }
    let all = Region::of(
        values
            .iter()
            .copied()
            .zip(weights.iter().copied())
            .collect(),
    );
    let regions: Vec<(String, Region)> = members
        .into_iter()
        .map(|(name, units)| (name.to_owned(), Region::of(units)))
        .collect();
    let poorest = regions.iter().find(|(_, region)| region.mean <= 0.0);
    if let Some((name, region)) = poorest {
        return Err(Error::Domain {
            what: format!("the mean of region {name}"),
            value: region.mean,
            allowed: "above 0".into(),
        });
    }
    Ok((all, regions))
}

/// Splits Theil's T by region; `weights` are populations, or none to count each unit once.
///
/// ```
/// let split = composite::theil_by_region(&[1.0, 1.0, 3.0, 3.0], None, &["west", "west", "east", "east"])?;
/// assert_eq!(split.within, 0.0);
/// assert!((split.between - (0.25 * 0.5_f64.ln() + 0.75 * 1.5_f64.ln())).abs() < 1e-15);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Slices of different lengths, no unit, negative or non-finite values, weights not above 0, or a region
/// whose values are all 0.
pub fn theil_by_region<R: AsRef<str>>(
    values: &[f64],
    weights: Option<&[f64]>,
    regions: &[R],
) -> Result<TheilSplit, Error> {
    let (all, regions) = split(values, weights, regions)?;
    let (mut within, mut between) = (0.0, 0.0);
    let mut rows = Vec::with_capacity(regions.len());
    for (name, region) in regions {
        let ratio = region.mean / all.mean;
        let share = region.weight / all.weight * ratio;
        let theil = region.theil();
        within += share * theil;
        between += share * maths::ln(ratio);
        rows.push((name, theil, share));
    }
    Ok(TheilSplit {
        total: all.theil(),
        within,
        between,
        regions: rows,
    })
}

/// Splits the Gini index by region after Dagum; `weights` as in [`theil_by_region`].
///
/// ```
/// let split = composite::dagum_by_region(&[1.0, 1.0, 3.0, 3.0], None, &["west", "west", "east", "east"])?;
/// assert_eq!((split.total, split.net_between, split.transvariation), (0.25, 0.25, 0.0));
/// assert_eq!((split.pairs[0].richer.as_str(), split.pairs[0].affluence), ("east", 1.0));
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// As for [`theil_by_region`].
pub fn dagum_by_region<R: AsRef<str>>(
    values: &[f64],
    weights: Option<&[f64]>,
    regions: &[R],
) -> Result<DagumSplit, Error> {
    let (all, mut regions) = split(values, weights, regions)?;
    // Stable, so that regions of equal means stay in the order of their names.
    regions.sort_by(|a, b| a.1.mean.total_cmp(&b.1.mean));
    let population = |region: &Region| region.weight / all.weight;
    let share = |region: &Region| population(region) * region.mean / all.mean;
    let mut result = DagumSplit {
        total: all.gini(),
        within: 0.0,
        net_between: 0.0,
        transvariation: 0.0,
        regions: Vec::new(),
        pairs: Vec::new(),
    };
    for (k, (name, region)) in regions.iter().enumerate() {
        let gini = region.gini();
        result.within += population(region) * share(region) * gini;
        result.regions.push((name.clone(), gini));
        for (other_name, other) in &regions[..k] {
            let (ahead, behind) = (region.excess_over(other), other.excess_over(region));
            let gap = ahead + behind;
            let gini = gap / (region.mean + other.mean);
            let affluence = if gap > 0.0 {
                (ahead - behind) / gap
            } else {
                0.0
            };
            let weight = population(region) * share(other) + population(other) * share(region);
            result.net_between += gini * weight * affluence;
            result.transvariation += gini * weight * (1.0 - affluence);
            result.pairs.push(RegionPair {
                richer: name.clone(),
                poorer: other_name.clone(),
                gini,
                affluence,
            });
        }
    }
    result.regions.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(result)
}

/// Plug-in Gini index and Theil's T of units counted once each, for convergence.
pub(crate) fn gini_and_theil(values: &[f64]) -> (f64, f64) {
    let all = Region::of(values.iter().map(|&x| (x, 1.0)).collect());
    (all.gini(), all.theil())
}
