//! Concentration: how one quantity is spread along the ranking by another, and what taxes do.
//!
//! ```text
//! C(y | x) = 2 cov(y, R(x)) / μ_y
//! ```
//! `R(x)` is the fractional rank by `x`: the share of persons below plus half the share at the same
//! value, so that equal ranks do not depend on file order. `C(x | x)` is the Gini coefficient.
//! For bounded outcomes `a..=b`, Erreygers' index is `4 μ C / (b − a)` and Wagstaff's
//! `(b − a) μ C / ((b − μ)(μ − a))`.
//!
//! Redistribution from income `x` to income `y` after a tax `t`:
//! ```text
//! G_x − G_y = (G_x − C(y|x)) − (G_y − C(y|x)) = Reynolds-Smolensky (vertical) − Plotnick (reranking)
//! Kakwani   = C(t|x) − G_x
//! ```
//! Sources: \[kakwani_wagstaff_vandoorslaer_1997\]; \[erreygers_2009\]; \[wagstaff_2005\];
//! \[kakwani_1977\]; \[reynolds_smolensky_1977\]; \[plotnick_1981\].

use crate::error::{Error, Result};
use crate::maths::{Sum, dot};
use crate::ranked::{Ranked, check_length, check_values};

/// What rank units with equal ranking values have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ties {
    /// They share their mid-rank, so that the order of rows has no influence.
    #[default]
    MidRank,
    /// They are ranked as they come in the file, as several R packages do.
    FileOrder,
}

impl Ranked {
    /// Fractional rank of each unit, in ascending order of value: the share of persons below
    /// plus half its own share, or half the share of all its ties.
    pub fn fractional_ranks(&self, ties: Ties) -> Vec<f64> {
        let total = self.total_weight();
        let (values, running) = (self.values(), self.cumulative_weight());
        let mut ranks = Vec::with_capacity(values.len());
        let mut start = 0;
        while start < values.len() {
            let end = match ties {
                Ties::FileOrder => start + 1,
                Ties::MidRank => start + values[start..].partition_point(|&x| x == values[start]),
            };
            let before = if start == 0 { 0.0 } else { running[start - 1] };
            let rank = f64::midpoint(before, running[end - 1]) / total;
            ranks.resize(end, rank);
            start = end;
        }
        ranks
    }

    /// Concentration index of `outcome` (in file order) along this distribution, ties by
    /// mid-rank.
    ///
    /// ```
    /// use inequality::Ranked;
    ///
    /// let income = Ranked::new(&[10.0, 20.0, 30.0])?;
    /// assert_eq!(income.concentration(&[1.0, 1.0, 1.0])?, 0.0);
    /// assert!((income.concentration(&[10.0, 20.0, 30.0])? - income.gini()?).abs() < 1e-15);
    /// # Ok::<(), inequality::Error>(())
    /// ```
    ///
    /// # Errors
    /// If `outcome` has the wrong length or an invalid number, or its mean is not positive.
    pub fn concentration(&self, outcome: &[f64]) -> Result<f64> {
        self.concentration_by(outcome, Ties::MidRank)
    }

    /// Concentration index with the treatment of ties named.
    ///
    /// # Errors
    /// As [`Ranked::concentration`].
    pub fn concentration_by(&self, outcome: &[f64], ties: Ties) -> Result<f64> {
        let (outcome, mean) = self.outcome(outcome)?;
        let ranks = self.fractional_ranks(ties);
        let mut total = Sum::default();
        for ((y, w), r) in outcome.iter().zip(self.weights()).zip(&ranks) {
            total.add(w * (y - mean) * (2.0 * r - 1.0));
        }
        Ok(total.value() / (self.total_weight() * mean))
    }

    /// Generalised (absolute) concentration index: mean outcome times concentration index.
    ///
    /// # Errors
    /// As [`Ranked::concentration`].
    pub fn generalised_concentration(&self, outcome: &[f64]) -> Result<f64> {
        Ok(self.outcome(outcome)?.1 * self.concentration(outcome)?)
    }

    /// Erreygers' corrected concentration index of an outcome bounded by `lower` and `upper`.
    ///
    /// # Errors
    /// As [`Ranked::concentration`], and if the bounds do not enclose the outcome.
    pub fn erreygers(&self, outcome: &[f64], lower: f64, upper: f64) -> Result<f64> {
        check_bounds(outcome, lower, upper)?;
        Ok(4.0 * self.generalised_concentration(outcome)? / (upper - lower))
    }

    /// Wagstaff's normalised concentration index of an outcome bounded by `lower` and `upper`.
    ///
    /// # Errors
    /// As [`Ranked::concentration`], and if the bounds do not enclose the outcome or its mean
    /// is at one of them.
    pub fn wagstaff(&self, outcome: &[f64], lower: f64, upper: f64) -> Result<f64> {
        check_bounds(outcome, lower, upper)?;
        let mean = self.outcome(outcome)?.1;
        let room = (upper - mean) * (mean - lower);
        if room <= 0.0 {
            return Err(Error::Undefined {
                measure: "Wagstaff's index",
                why: "the mean outcome is at one of its bounds",
            });
        }
        Ok((upper - lower) * self.generalised_concentration(outcome)? / room)
    }

    /// The outcome in ranked order and its positive mean.
    pub(crate) fn outcome(&self, outcome: &[f64]) -> Result<(Vec<f64>, f64)> {
        check_length("outcome", self.len(), outcome.len())?;
        check_values("outcome", outcome)?;
        let ranked: Vec<f64> = self
            .rows()
            .iter()
            .map(|&row| outcome[row as usize])
            .collect();
        let mean = dot(&ranked, self.weights()) / self.total_weight();
        if mean > 0.0 {
            Ok((ranked, mean))
        } else {
            Err(Error::MeanNotPositive {
                measure: "the concentration index",
                mean,
            })
        }
    }
}

fn check_bounds(outcome: &[f64], lower: f64, upper: f64) -> Result<()> {
    match outcome.iter().find(|&&y| !(lower..=upper).contains(&y)) {
        None => Ok(()),
        Some(&value) => Err(Error::Domain {
            measure: "a bounded concentration index",
            value,
            needs: "values within the bounds given",
        }),
    }
}

/// What a tax or transfer does to the distribution of income.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Redistribution {
    /// Gini coefficient before.
    pub gini_before: f64,
    /// Gini coefficient after.
    pub gini_after: f64,
    /// Concentration index of income after along the ranking before.
    pub concentration_after: f64,
}

impl Redistribution {
    /// Measures the step from `before` to income `after` (in file order).
    ///
    /// # Errors
    /// As [`Ranked::concentration`] and [`Ranked::gini`].
    pub fn between(before: &Ranked, after: &[f64], ties: Ties) -> Result<Self> {
        let mut weights = vec![0.0; before.len()];
        for (&row, &w) in before.rows().iter().zip(before.weights()) {
            weights[row as usize] = w;
        }
        Ok(Self {
            gini_before: before.gini()?,
            gini_after: Ranked::weighted(after, &weights)?.gini()?,
            concentration_after: before.concentration_by(after, ties)?,
        })
    }

    /// Fall of the Gini coefficient: the redistributive effect.
    pub fn effect(&self) -> f64 {
        self.gini_before - self.gini_after
    }

    /// Reynolds-Smolensky index: the effect had nobody changed rank (vertical equity).
    pub fn reynolds_smolensky(&self) -> f64 {
        self.gini_before - self.concentration_after
    }

    /// Plotnick's index: the part of the effect undone by changes of rank (horizontal
    /// inequity); never negative.
    pub fn plotnick(&self) -> f64 {
        self.gini_after - self.concentration_after
    }
}

/// Kakwani's progressivity: concentration of a tax minus the Gini coefficient of income.
///
/// # Errors
/// As [`Ranked::concentration`] and [`Ranked::gini`].
pub fn kakwani(income: &Ranked, tax: &[f64], ties: Ties) -> Result<f64> {
    Ok(income.concentration_by(tax, ties)? - income.gini()?)
}
