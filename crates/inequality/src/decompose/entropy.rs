//! Additive decompositions: generalised entropy within and between groups, and Atkinson's index.
//!
//! ```text
//! GE(α)  = Σ_g p_g^(1−α) s_g^α GE_g(α)  +  [ Σ_g p_g (μ_g/μ)^α − 1 ] / (α (α − 1))
//!                  within                            between
//! 1 − A  = (1 − A_within)(1 − A_between)
//! ```
//! `p_g`, `s_g` shares of group g in population and income, `μ_g` its mean. The between part is the
//! index if everybody had the mean of their group; for Atkinson's index the part within is then
//! `1 − [Σ ω_g (1 − A_g)^(1−ε)]^(1/(1−ε))` with `ω_g ∝ p_g^ε s_g^(1−ε)`.
//! Sources: \[shorrocks_1980\]; \[blackorby_donaldson_auersperg_1981\]; \[das_parikh_1982\].

use crate::decompose::groups::Groups;
use crate::error::Result;
use crate::inference::Linearised;
use crate::maths::{ln, pow, sum};
use crate::measure::Measure;
use crate::ranked::Ranked;

/// Generalised entropy within and between groups.
#[derive(Debug, Clone, PartialEq)]
pub struct EntropyDecomposition {
    /// The parameter `α`.
    pub alpha: f64,
    /// The index of the whole: within plus between.
    pub total: f64,
    /// The part within groups.
    pub within: f64,
    /// The part between groups.
    pub between: f64,
    /// The index of each group; `NaN` for an empty one.
    pub of_group: Vec<f64>,
    /// What each group adds to the part within.
    pub contribution: Vec<f64>,
}

/// Atkinson's index within and between groups, in the multiplicative form.
#[derive(Debug, Clone, PartialEq)]
pub struct AtkinsonDecomposition {
    /// The aversion `ε`.
    pub epsilon: f64,
    /// The index of the whole: `1 − (1 − within)(1 − between)`.
    pub total: f64,
    /// The part within groups.
    pub within: f64,
    /// The part between groups.
    pub between: f64,
    /// The index of each group; `NaN` for an empty one.
    pub of_group: Vec<f64>,
}

impl Groups<'_> {
    /// Decomposes generalised entropy with parameter `alpha`.
    ///
    /// # Errors
    /// As [`Ranked::generalised_entropy`](crate::Ranked::generalised_entropy), and if a group
    /// has no income.
    pub fn entropy(&self, alpha: f64) -> Result<EntropyDecomposition> {
        let (weight, income, mean) = self.totals();
        let total = self.ranked.generalised_entropy(alpha)?;
        let mut of_group = vec![f64::NAN; self.n_groups()];
        let mut contribution = vec![0.0; self.n_groups()];
        for (g, members) in self.members().iter().enumerate() {
            let Some(members) = members else { continue };
            of_group[g] = members.generalised_entropy(alpha)?;
            let (p, s) = (self.weights()[g] / weight, self.incomes()[g] / income);
            contribution[g] = group_weight(alpha, p, s) * of_group[g];
        }
        let shares = self.occupied().map(|g| {
            let relative = self.incomes()[g] / self.weights()[g] / mean;
            self.weights()[g] / weight * between_term(alpha, relative)
        });
        let between = sum(shares);
        let within = sum(contribution.iter().copied());
        Ok(EntropyDecomposition {
            alpha,
            total,
            within,
            between,
            of_group,
            contribution,
        })
    }

    /// The decomposition with linearised values: `total`, `within`, `between`, then the index
    /// (`index.g`) and contribution (`contribution.g`) of each occupied group.
    ///
    /// # Errors
    /// As [`Groups::entropy`].
    pub fn linearised_entropy(&self, alpha: f64) -> Result<Vec<Linearised>> {
        let parts = self.entropy(alpha)?;
        let measure = Measure::GeneralisedEntropy(alpha);
        let mut out = Vec::from(self.linearised_parts(&parts)?);
        for (g, members) in self.members().iter().enumerate() {
            let Some(members) = members else { continue };
            let value = parts.of_group[g];
            let inside = measure.linearised(members)?.influence;
            let index = self.within_group(g, format!("index.{g}"), value, &inside);
            out.push(self.contribution(alpha, g, &index));
            let last = out.len() - 1;
            out.insert(last, index);
        }
        Ok(out)
    }

    /// Total, within and between alone, linearised: a few columns whatever the number of groups.
    ///
    /// # Errors
    /// As [`Groups::entropy`].
    pub fn linearised_entropy_parts(&self, alpha: f64) -> Result<[Linearised; 3]> {
        self.linearised_parts(&self.entropy(alpha)?)
    }

    fn linearised_parts(&self, parts: &EntropyDecomposition) -> Result<[Linearised; 3]> {
        let measure = Measure::GeneralisedEntropy(parts.alpha);
        let total = measure.linearised(self.ranked)?.named("total");
        let between = self.linearised(
            "between".into(),
            parts.between,
            &self.between_influence(parts),
        );
        let mut within = total.minus(&between).named("within");
        within.value = parts.within;
        Ok([total, within, between])
    }

    /// `p^(1−α) s^α GE_g` by the product rule.
    fn contribution(&self, alpha: f64, g: usize, index: &Linearised) -> Linearised {
        let (p, s) = (self.population_share(g), self.income_share(g));
        let weight = group_weight(alpha, p.value, s.value);
        let pairs = p.influence.iter().zip(&s.influence);
        let influence = pairs
            .map(|(up, us)| weight * ((1.0 - alpha) * up / p.value + alpha * us / s.value))
            .collect();
        Linearised::new("", weight, influence)
            .times(index)
            .named(format!("contribution.{g}"))
    }

    fn between_influence(&self, parts: &EntropyDecomposition) -> Vec<f64> {
        let (weight, _, mean) = self.totals();
        let alpha = parts.alpha;
        let relative: Vec<f64> = self.means().iter().map(|m| m / mean).collect();
        let moment = 1.0 + alpha * (alpha - 1.0) * parts.between;
        let terms = self.ranked.values().iter().zip(&self.of);
        terms
            .map(|(x, &g)| {
                let (r, x) = (relative[g as usize], x / mean);
                if r.is_nan() {
                    // A group without weight has no mean, and nothing depends on it.
                    0.0
                } else if alpha == 1.0 {
                    (x * ln(r) - r - x * parts.between + 1.0) / weight
                } else if alpha == 0.0 {
                    (x - x / r - ln(r) - parts.between) / weight
                } else {
                    let own = (1.0 - alpha) * pow(r, alpha) + alpha * pow(r, alpha - 1.0) * x;
                    let common = (alpha - 1.0) * moment - alpha * moment * x;
                    (own + common) / (alpha * (alpha - 1.0) * weight)
                }
            })
            .collect()
    }

    /// Decomposes Atkinson's index with aversion `epsilon`.
    ///
    /// # Errors
    /// As [`Ranked::atkinson`](crate::Ranked::atkinson), for the whole and for each group.
    pub fn atkinson(&self, epsilon: f64) -> Result<AtkinsonDecomposition> {
        let total = self.ranked.atkinson(epsilon)?;
        let mut of_group = vec![f64::NAN; self.n_groups()];
        for (g, members) in self.members().iter().enumerate() {
            if let Some(members) = members {
                of_group[g] = members.atkinson(epsilon)?;
            }
        }
        let means = self.means();
        let (values, weights): (Vec<f64>, Vec<f64>) = self
            .occupied()
            .map(|g| (means[g], self.weights()[g]))
            .unzip();
        let between = Ranked::weighted(&values, &weights)?.atkinson(epsilon)?;
        let within = 1.0 - (1.0 - total) / (1.0 - between);
        Ok(AtkinsonDecomposition {
            epsilon,
            total,
            within,
            between,
            of_group,
        })
    }

    /// The decomposition with linearised values: `total`, `within`, `between`, then the index
    /// (`index.g`) of each occupied group.
    ///
    /// # Errors
    /// As [`Groups::atkinson`].
    pub fn linearised_atkinson(&self, epsilon: f64) -> Result<Vec<Linearised>> {
        let mut out = Vec::from(self.linearised_atkinson_parts(epsilon)?);
        let measure = Measure::Atkinson(epsilon);
        for (g, members) in self.members().iter().enumerate() {
            let Some(members) = members else { continue };
            let inside = measure.linearised(members)?;
            out.push(self.within_group(g, format!("index.{g}"), inside.value, &inside.influence));
        }
        Ok(out)
    }

    /// Total, within and between alone, linearised: a few columns whatever the number of groups.
    ///
    /// # Errors
    /// As [`Groups::atkinson`].
    pub fn linearised_atkinson_parts(&self, epsilon: f64) -> Result<[Linearised; 3]> {
        let parts = self.atkinson(epsilon)?;
        let total = Measure::Atkinson(epsilon)
            .linearised(self.ranked)?
            .named("total");
        let between = self.linearised(
            "between".into(),
            parts.between,
            &self.atkinson_between_influence(&parts),
        );
        let kept = |index: &Linearised| index.clone().scaled(-1.0, 1.0);
        let mut within = kept(&total)
            .over(&kept(&between))
            .scaled(-1.0, 1.0)
            .named("within");
        within.value = parts.within;
        Ok([total, within, between])
    }

    /// With `q = 1 − ε`, `r = μ_g/μ` and `M = Σ p_g r^q`, `A = 1 − M^(1/q)` and
    /// `∂M/∂wₖ = [(1 − q)(r^q − M) + q (r^(q−1) − M) xₖ/μ]/W`; for `ε = 1` the same of `Σ p_g ln r`.
    fn atkinson_between_influence(&self, parts: &AtkinsonDecomposition) -> Vec<f64> {
        let (weight, _, mean) = self.totals();
        let kept = 1.0 - parts.between;
        let power = 1.0 - parts.epsilon;
        let (log, moment) = (ln(kept), pow(kept, power));
        let slope = |r: f64, x: f64| {
            if r.is_nan() {
                0.0
            } else if power == 0.0 {
                ln(r) - log + x / r - x
            } else {
                let own = (1.0 - power) * (pow(r, power) - moment);
                (own + power * (pow(r, power - 1.0) - moment) * x) / (power * moment)
            }
        };
        let relative: Vec<f64> = self.means().iter().map(|m| m / mean).collect();
        let units = self.ranked.values().iter().zip(&self.of);
        units
            .map(|(x, &g)| -kept * slope(relative[g as usize], x / mean) / weight)
            .collect()
    }
}

/// `p^(1−α) s^α`, exact for `α` 0 and 1.
fn group_weight(alpha: f64, p: f64, s: f64) -> f64 {
    if alpha == 0.0 {
        p
    } else if alpha == 1.0 {
        s
    } else {
        pow(p, 1.0 - alpha) * pow(s, alpha)
    }
}

/// What a group with relative mean `r` adds to the between part per share of population.
fn between_term(alpha: f64, r: f64) -> f64 {
    if alpha == 0.0 {
        -ln(r)
    } else if alpha == 1.0 {
        if r > 0.0 { r * ln(r) } else { 0.0 }
    } else {
        (pow(r, alpha) - 1.0) / (alpha * (alpha - 1.0))
    }
}
