//! The Gini coefficient by groups: within, between and overlap; and stratification.
//!
//! ```text
//! Pyatt; Bhattacharya and Mahalanobis   G = Σ_g p_g s_g G_g + G_b + overlap
//! Yitzhaki and Lerman                   G = Σ_g s_g G_g + 2 cov(μ_g, R̄_g)/μ + stratification
//! ```
//! `p_g`, `s_g` population and income shares of group g, `G_g` its Gini coefficient, `G_b` the
//! coefficient if everybody had the group's mean, `R̄_g` the mean overall rank of its members.
//! Without overlap of the groups' ranges the overlap is zero; it is never negative.
//! Sources: \[bhattacharya_mahalanobis_1967\]; \[pyatt_1976\]; \[yitzhaki_lerman_1991\];
//! \[elbers_lanjouw_mistiaen_ozler_2008\] for the maximum between.

use crate::concentration::Ties;
use crate::decompose::groups::Groups;
use crate::error::Result;
use crate::inference::{Linearised, influence};
use crate::maths::{Sum, sum};
use crate::measure::Measure;
use crate::ranked::Ranked;

/// How far a unit may reach over the end of a block, in shares of population.
const SLACK: f64 = 1.5e-8;

/// The Gini coefficient within groups, between groups, and what their overlap adds.
#[derive(Debug, Clone, PartialEq)]
pub struct GiniDecomposition {
    /// The coefficient of the whole.
    pub total: f64,
    /// `Σ p_g s_g G_g`.
    pub within: f64,
    /// The coefficient of group means.
    pub between: f64,
    /// What remains: it comes from groups whose ranges overlap.
    pub overlap: f64,
    /// The coefficient of each group; `NaN` for an empty one.
    pub of_group: Vec<f64>,
    /// Population share of each group.
    pub population_share: Vec<f64>,
    /// Income share of each group.
    pub income_share: Vec<f64>,
}

/// The Gini coefficient within and between groups by overall ranks, with stratification.
#[derive(Debug, Clone, PartialEq)]
pub struct YitzhakiLerman {
    /// The coefficient of the whole.
    pub total: f64,
    /// `Σ s_g G_g`.
    pub within: f64,
    /// `2 cov(μ_g, R̄_g)/μ`.
    pub between: f64,
    /// What remains; negative when groups form strata.
    pub stratification: f64,
}

impl Groups<'_> {
    /// Decomposes the Gini coefficient by groups in the form of Pyatt and of Bhattacharya and
    /// Mahalanobis. Linear after the sort, plus the square of the number of groups.
    ///
    /// # Errors
    /// If the mean of the whole or of a group is not positive.
    pub fn gini(&self) -> Result<GiniDecomposition> {
        let total = self.ranked.gini()?;
        let (population_share, income_share) = (self.population_shares(), self.income_shares());
        let mut of_group = vec![f64::NAN; self.n_groups()];
        let mut within = Sum::default();
        for (g, members) in self.members().iter().enumerate() {
            let Some(members) = members else { continue };
            of_group[g] = members.gini()?;
            within.add(population_share[g] * income_share[g] * of_group[g]);
        }
        let (within, between) = (within.value(), self.gini_of_means()?);
        let overlap = total - within - between;
        Ok(GiniDecomposition {
            total,
            within,
            between,
            overlap,
            of_group,
            population_share,
            income_share,
        })
    }

    /// Gini coefficient if everybody had the mean of their group.
    pub(crate) fn gini_of_means(&self) -> Result<f64> {
        let means = self.means();
        let (values, weights): (Vec<f64>, Vec<f64>) = self
            .occupied()
            .map(|g| (means[g], self.weights()[g]))
            .unzip();
        Ranked::weighted(&values, &weights)?.gini()
    }

    /// The decomposition with linearised values: `total`, `within`, `between`, `overlap`, then
    /// `gini.g`, `population_share.g` and `income_share.g` of each occupied group.
    ///
    /// # Errors
    /// As [`Groups::gini`].
    pub fn linearised_gini(&self) -> Result<Vec<Linearised>> {
        let parts = self.gini()?;
        let mut out = Vec::from(self.linearised_parts_of_gini(&parts)?);
        for (g, members) in self.members().iter().enumerate() {
            let Some(members) = members else { continue };
            let inside = influence::gini(members, parts.of_group[g]);
            let index = self.within_group(g, format!("gini.{g}"), parts.of_group[g], &inside);
            out.extend([index, self.population_share(g), self.income_share(g)]);
        }
        Ok(out)
    }

    /// Total, within, between and overlap alone, linearised: a few columns whatever the number of
    /// groups.
    ///
    /// # Errors
    /// As [`Groups::gini`].
    pub fn linearised_gini_parts(&self) -> Result<[Linearised; 4]> {
        self.linearised_parts_of_gini(&self.gini()?)
    }

    fn linearised_parts_of_gini(&self, parts: &GiniDecomposition) -> Result<[Linearised; 4]> {
        let (weight, income, _) = self.totals();
        let total = Measure::Gini.linearised(self.ranked)?.named("total");
        let between = self.linearised_between(parts.between);
        // The product rule for `p_g s_g G_g`, summed over groups.
        let within = self.sum_over_groups(|g, x, own| {
            let (p, s) = (parts.population_share[g], parts.income_share[g]);
            let gini = parts.of_group[g];
            p * s * own + gini * (s / weight + p * x / income)
                - parts.within * (1.0 / weight + x / income)
        })?;
        let within = self.linearised("within".into(), parts.within, &within);
        let overlap = total.minus(&within).minus(&between).named("overlap");
        Ok([total, within, between, overlap])
    }

    /// For each unit what `term` makes of its group, its value and its linearised value in the Gini
    /// coefficient of its group, in ascending order; zero in groups without weight.
    fn sum_over_groups(&self, term: impl Fn(usize, f64, f64) -> f64) -> Result<Vec<f64>> {
        let mut inside = Vec::with_capacity(self.n_groups());
        for members in self.members() {
            inside.push(match members {
                Some(members) => Some(influence::gini(&members, members.gini()?).into_iter()),
                None => None,
            });
        }
        let units = self.ranked.values().iter().zip(&self.of);
        Ok(units
            .map(|(&x, &g)| {
                let own = inside[g as usize].as_mut().and_then(Iterator::next);
                own.map_or(0.0, |own| term(g as usize, x, own))
            })
            .collect())
    }

    /// `G_b = ½ Σ_g Σ_h |W_h Y_g − W_g Y_h| / (W Y)`.
    fn linearised_between(&self, between: f64) -> Linearised {
        let (weight, income, _) = self.totals();
        let means = self.means();
        let slopes: Vec<(f64, f64)> = (0..self.n_groups())
            .map(|g| {
                let (mut by_income, mut by_weight) = (Sum::default(), Sum::default());
                for h in self.occupied() {
                    let sign = match means[g].partial_cmp(&means[h]) {
                        Some(std::cmp::Ordering::Greater) => 1.0,
                        Some(std::cmp::Ordering::Less) => -1.0,
                        _ => 0.0,
                    };
                    by_income.add(sign * self.weights()[h]);
                    by_weight.add(sign * self.incomes()[h]);
                }
                (by_income.value(), by_weight.value())
            })
            .collect();
        let units = self.ranked.values().iter().zip(&self.of);
        let u: Vec<f64> = units
            .map(|(x, &g)| {
                let (by_income, by_weight) = slopes[g as usize];
                (by_income * x - by_weight) / (weight * income)
                    - between * (1.0 / weight + x / income)
            })
            .collect();
        self.linearised("between".into(), between, &u)
    }

    /// Decomposes the Gini coefficient in the form of Yitzhaki and Lerman, ranks as named.
    ///
    /// # Errors
    /// If the mean of the whole or of a group is not positive.
    pub fn yitzhaki_lerman(&self, ties: Ties) -> Result<YitzhakiLerman> {
        let (weight, _, mean) = self.totals();
        let total = self.ranked.gini()?;
        let mut rank_sums = vec![Sum::default(); self.n_groups()];
        let ranks = self.ranked.fractional_ranks(ties);
        for ((r, w), &g) in ranks.iter().zip(self.ranked.weights()).zip(&self.of) {
            rank_sums[g as usize].add(r * w);
        }
        let (means, shares) = (self.means(), self.income_shares());
        let between = sum(self.occupied().map(|g| {
            let rank = rank_sums[g].value() / self.weights()[g];
            self.weights()[g] / weight * (means[g] - mean) * (rank - 0.5)
        })) * 2.0
            / mean;
        let mut within = Sum::default();
        for (g, members) in self.members().iter().enumerate() {
            if let Some(members) = members {
                within.add(shares[g] * members.gini()?);
            }
        }
        let within = within.value();
        Ok(YitzhakiLerman {
            total,
            within,
            between,
            stratification: total - within - between,
        })
    }

    /// The decomposition of Yitzhaki and Lerman with linearised values: `total`, `within`,
    /// `between`, `stratification`. Linear after the sort.
    ///
    /// # Errors
    /// As [`Groups::yitzhaki_lerman`].
    pub fn linearised_yitzhaki_lerman(&self, ties: Ties) -> Result<[Linearised; 4]> {
        let parts = self.yitzhaki_lerman(ties)?;
        let total = Measure::Gini.linearised(self.ranked)?.named("total");
        let (_, income, _) = self.totals();
        let (shares, of_group) = (self.income_shares(), self.gini()?.of_group);
        // `Σ_g s_g G_g` by the product rule.
        let within = self.sum_over_groups(|g, x, own| {
            shares[g] * own + x / income * (of_group[g] - parts.within)
        })?;
        let within = self.linearised("within".into(), parts.within, &within);
        let between = self.linearised(
            "between".into(),
            parts.between,
            &self.between_by_ranks(parts.between, ties),
        );
        let mut stratification = total.minus(&within).minus(&between).named("stratification");
        stratification.value = parts.stratification;
        Ok([total, within, between, stratification])
    }

    /// `B + 1 = 2/(W Y) Σ_g μ_g Q_g` with `Q_g = Σ_{i in g} Σⱼ wᵢ wⱼ s(i, j)`, where `s` is 1 if j
    /// ranks below i, ½ if they rank alike and 0 otherwise. A unit k of group g moves `μ_g`, is
    /// ranked in its own group, and raises the rank of all above it, in whichever group.
    fn between_by_ranks(&self, between: f64, ties: Ties) -> Vec<f64> {
        let (weight, income, _) = self.totals();
        let (means, weights) = (self.means(), self.ranked.weights());
        let ranks = self.ranked.fractional_ranks(ties);
        let mut rank_sums = vec![Sum::default(); self.n_groups()];
        // Weight × group mean of the units that rank higher, plus half that of those alike.
        let mut above = vec![0.0; ranks.len()];
        let mut higher = Sum::default();
        let mut end = ranks.len();
        while end > 0 {
            let start = match ties {
                Ties::FileOrder => end - 1,
                Ties::MidRank => ranks[..end].partition_point(|&r| r < ranks[end - 1]),
            };
            let mut alike = Sum::default();
            for k in start..end {
                let g = self.of[k] as usize;
                rank_sums[g].add(weights[k] * ranks[k]);
                // An empty group has no mean.
                if weights[k] > 0.0 {
                    alike.add(weights[k] * means[g]);
                }
            }
            let level = higher.value() + 0.5 * alike.value();
            above[start..end].fill(level);
            higher.add(alike.value());
            end = start;
        }
        let units = self.ranked.values().iter().zip(&self.of);
        units
            .zip(ranks.iter().zip(&above))
            .map(|((x, &g), (rank, above))| {
                let g = g as usize;
                if self.weights()[g] == 0.0 {
                    return 0.0;
                }
                let mean_rank = rank_sums[g].value() / self.weights()[g];
                let slope = mean_rank * (x - means[g]) * weight + means[g] * weight * rank + above;
                2.0 * slope / (weight * income) - (between + 1.0) * (x / income + 1.0 / weight)
            })
            .collect()
    }

    /// The largest Gini coefficient between groups of these sizes, in the order of their means:
    /// the poorest whole units to the poorest group, and so on. Rows that stand for many persons
    /// may not fill a group's size exactly, and the result is then a little off.
    ///
    /// # Errors
    /// If the mean is not positive.
    pub fn largest_between_gini(&self) -> Result<f64> {
        let means = self.means();
        let mut order: Vec<usize> = self.occupied().collect();
        order.sort_by(|&a, &b| means[a].total_cmp(&means[b]).then(a.cmp(&b)));
        let (weight, ..) = self.totals();
        // A unit belongs to the first block whose cumulative share it does not exceed.
        let (mut blocks, mut up_to) = (Vec::new(), 0.0);
        let mut start = 0;
        for (k, &g) in order.iter().enumerate() {
            up_to += self.weights()[g];
            let end = if k + 1 == order.len() {
                self.ranked.len()
            } else {
                self.ranked
                    .cumulative_weight()
                    .partition_point(|&c| c - up_to <= SLACK * weight)
            };
            if end > start {
                let before = |column: &[f64]| if start == 0 { 0.0 } else { column[start - 1] };
                let (c, y) = (
                    self.ranked.cumulative_weight(),
                    self.ranked.cumulative_value(),
                );
                blocks.push((c[end - 1] - before(c), y[end - 1] - before(y)));
                start = end;
            }
        }
        let (values, weights): (Vec<f64>, Vec<f64>) = blocks
            .into_iter()
            .filter(|b| b.0 > 0.0)
            .map(|(w, y)| (y / w, w))
            .unzip();
        Ranked::weighted(&values, &weights)?.gini()
    }
}
