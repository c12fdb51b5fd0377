//! A weighted distribution, sorted once, from which every measure is read in linear time or less.

use crate::error::{Error, Result};
use crate::maths::Sum;
use crate::sort::Sorter;

/// Values and weights in ascending order of value, with their running totals.
///
/// Building it costs one sort; each rank-based measure is then one pass, and each quantile or
/// Lorenz ordinate one binary search. Rows of weight zero are kept (a replicate weight may be
/// zero) and count for nothing.
///
/// ```
/// use inequality::Ranked;
///
/// let incomes = Ranked::weighted(&[30.0, 10.0, 20.0], &[1.0, 2.0, 1.0])?;
/// assert_eq!(incomes.values(), [10.0, 20.0, 30.0]);
/// assert_eq!(incomes.mean(), 17.5);
/// assert!((incomes.gini()? - 0.25).abs() < 1e-15);
/// # Ok::<(), inequality::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Ranked {
    values: Vec<f64>,
    weights: Vec<f64>,
    rows: Vec<u32>,
    cumulative_weight: Vec<f64>,
    cumulative_value: Vec<f64>,
    n_positive: usize,
}

impl Ranked {
    /// Ranks unweighted values: every row has weight 1.
    ///
    /// # Errors
    /// If there is no row or a value is not finite.
    pub fn new(values: &[f64]) -> Result<Self> {
        check_values("values", values)?;
        Ok(Self::sorted_from(values, None))
    }

    /// Ranks values with weights, each the number of persons its row stands for.
    ///
    /// # Errors
    /// If there is no row, the columns differ in length, a number is not finite, a weight is
    /// negative, or all weights are zero.
    pub fn weighted(values: &[f64], weights: &[f64]) -> Result<Self> {
        check_values("values", values)?;
        check_weights(values.len(), weights)?;
        Ok(Self::sorted_from(values, Some(weights)))
    }

    /// Ranks values with weights if there are any: [`Ranked::weighted`] or [`Ranked::new`].
    ///
    /// # Errors
    /// As those two.
    pub fn from_columns(values: &[f64], weights: Option<&[f64]>) -> Result<Self> {
        match weights {
            Some(weights) => Self::weighted(values, weights),
            None => Self::new(values),
        }
    }

    /// The same values with other weights, without sorting again; `weights` is in file order.
    ///
    /// # Errors
    /// As [`Ranked::weighted`].
    pub fn reweighted(&self, weights: &[f64]) -> Result<Self> {
        check_weights(self.len(), weights)?;
        let weights = self.rows.iter().map(|&row| weights[row as usize]).collect();
        Ok(Self::from_sorted(
            self.values.clone(),
            weights,
            self.rows.clone(),
        ))
    }

    /// Merges two distributions without sorting again; the rows of `other` come after those of
    /// `self`. Parts of a large file can thus be ranked apart and put together in linear time.
    ///
    /// # Errors
    /// If together they have more than `u32::MAX` rows.
    pub fn merged(&self, other: &Self) -> Result<Self> {
        let n = self.len() + other.len();
        if n > u32::MAX as usize {
            return Err(Error::Length {
                what: "values",
                expected: u32::MAX as usize,
                found: n,
            });
        }
        let offset = self.len() as u32;
        let (mut values, mut weights, mut rows) = (
            Vec::with_capacity(n),
            Vec::with_capacity(n),
            Vec::with_capacity(n),
        );
        let (mut i, mut j) = (0, 0);
        while i < self.len() || j < other.len() {
            let from_self =
                j == other.len() || (i < self.len() && self.values[i] <= other.values[j]);
            let (source, k) = if from_self {
                (self, &mut i)
            } else {
                (other, &mut j)
            };
            values.push(source.values[*k]);
            weights.push(source.weights[*k]);
            rows.push(source.rows[*k] + if from_self { 0 } else { offset });
            *k += 1;
        }
        Ok(Self::from_sorted(values, weights, rows))
    }

    fn sorted_from(values: &[f64], weights: Option<&[f64]>) -> Self {
        let mut ranked = Self::room();
        ranked.fill(&mut Sorter::default(), values, weights);
        ranked
    }

    pub(crate) fn from_sorted(values: Vec<f64>, weights: Vec<f64>, rows: Vec<u32>) -> Self {
        let mut ranked = Self {
            values,
            weights,
            rows,
            ..Self::room()
        };
        ranked.accumulate();
        ranked
    }

    /// Room for a distribution, to be filled before anybody sees it.
    pub(crate) fn room() -> Self {
        Self {
            values: Vec::new(),
            weights: Vec::new(),
            rows: Vec::new(),
            cumulative_weight: Vec::new(),
            cumulative_value: Vec::new(),
            n_positive: 0,
        }
    }

    /// Ranks sound columns in the room of what was ranked before.
    pub(crate) fn fill(&mut self, sorter: &mut Sorter, values: &[f64], weights: Option<&[f64]>) {
        sorter.sort(values, &mut self.rows, &mut self.values);
        self.weights.clear();
        match weights {
            Some(weights) => {
                let in_order = self.rows.iter().map(|&row| weights[row as usize]);
                self.weights.extend(in_order);
            }
            None => self.weights.resize(values.len(), 1.0),
        }
        self.accumulate();
    }

    fn accumulate(&mut self) {
        let n = self.values.len();
        self.cumulative_weight.resize(n, 0.0);
        self.cumulative_value.resize(n, 0.0);
        self.n_positive = 0;
        let (mut weight, mut value) = (Sum::default(), Sum::default());
        let totals = self.cumulative_weight.iter_mut();
        let totals = totals.zip(&mut self.cumulative_value);
        for ((&x, &w), (weight_here, value_here)) in
            self.values.iter().zip(&self.weights).zip(totals)
        {
            weight.add(w);
            value.add(w * x);
            *weight_here = weight.value();
            *value_here = value.value();
            self.n_positive += usize::from(w > 0.0);
        }
    }

    /// Number of rows, those of weight zero included.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Always `false`: an empty distribution cannot be built.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Number of rows of positive weight: the `n` of small-sample corrections.
    pub fn n_observations(&self) -> usize {
        self.n_positive
    }

    /// Values in ascending order.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Weights in the order of [`Ranked::values`].
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// For each position in ascending order, the row of the original column.
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Running totals of the weights, in ascending order of value.
    pub fn cumulative_weight(&self) -> &[f64] {
        &self.cumulative_weight
    }

    /// Running totals of weight × value, in ascending order of value.
    pub fn cumulative_value(&self) -> &[f64] {
        &self.cumulative_value
    }

    /// Sum of the weights: the population.
    pub fn total_weight(&self) -> f64 {
        self.cumulative_weight.last().copied().unwrap_or(0.0)
    }

    /// Weighted sum of the values: total income.
    pub fn total_value(&self) -> f64 {
        self.cumulative_value.last().copied().unwrap_or(0.0)
    }

    /// Weighted mean.
    pub fn mean(&self) -> f64 {
        self.total_value() / self.total_weight()
    }

    /// Smallest value of a row with positive weight.
    pub fn min(&self) -> f64 {
        self.pairs()
            .find(|&(_, w)| w > 0.0)
            .map_or(f64::NAN, |(x, _)| x)
    }

    /// Largest value of a row with positive weight.
    pub fn max(&self) -> f64 {
        self.pairs()
            .rev()
            .find(|&(_, w)| w > 0.0)
            .map_or(f64::NAN, |(x, _)| x)
    }

    /// `(value, weight)` in ascending order of value.
    pub fn pairs(&self) -> impl DoubleEndedIterator<Item = (f64, f64)> + ExactSizeIterator + '_ {
        self.values
            .iter()
            .copied()
            .zip(self.weights.iter().copied())
    }

    /// Puts numbers given in ascending order of value back into file order.
    pub fn in_file_order(&self, ranked: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; ranked.len()];
        for (&row, &number) in self.rows.iter().zip(ranked) {
            out[row as usize] = number;
        }
        out
    }

    /// The mean, if it is positive.
    pub(crate) fn positive_mean(&self, measure: &'static str) -> Result<f64> {
        let mean = self.mean();
        if mean > 0.0 {
            Ok(mean)
        } else {
            Err(Error::MeanNotPositive { measure, mean })
        }
    }

    /// Checks that no person has a negative value.
    pub(crate) fn require_non_negative(&self, measure: &'static str) -> Result<()> {
        let value = self.min();
        if value >= 0.0 {
            Ok(())
        } else {
            Err(Error::Domain {
                measure,
                value,
                needs: "no negative value",
            })
        }
    }

    /// Checks that every person has a positive value.
    pub(crate) fn require_positive(&self, measure: &'static str) -> Result<()> {
        let value = self.min();
        if value > 0.0 {
            Ok(())
        } else {
            Err(Error::Domain {
                measure,
                value,
                needs: "positive values only",
            })
        }
    }
}

/// Checks that a column has rows and only finite numbers.
pub(crate) fn check_values(what: &'static str, values: &[f64]) -> Result<()> {
    if values.is_empty() {
        return Err(Error::Empty);
    }
    if values.len() > u32::MAX as usize {
        return Err(Error::Length {
            what,
            expected: u32::MAX as usize,
            found: values.len(),
        });
    }
    match values.iter().position(|v| !v.is_finite()) {
        Some(row) => Err(Error::NotFinite {
            what,
            row,
            value: values[row],
        }),
        None => Ok(()),
    }
}

/// Checks a column of weights for `rows` rows.
pub(crate) fn check_weights(rows: usize, weights: &[f64]) -> Result<()> {
    check_length("weights", rows, weights.len())?;
    let mut any = false;
    for (row, &weight) in weights.iter().enumerate() {
        if !weight.is_finite() {
            return Err(Error::NotFinite {
                what: "weights",
                row,
                value: weight,
            });
        }
        if weight < 0.0 {
            return Err(Error::NegativeWeight { row, weight });
        }
        any |= weight > 0.0;
    }
    if any { Ok(()) } else { Err(Error::ZeroWeight) }
}

/// Checks that a column describes `expected` rows.
pub(crate) fn check_length(what: &'static str, expected: usize, found: usize) -> Result<()> {
    if expected == found {
        Ok(())
    } else {
        Err(Error::Length {
            what,
            expected,
            found,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_merge_into_the_whole() {
        let (x, w) = ([3.0, 1.0, 2.0, 2.0, 9.0], [1.0, 2.0, 0.5, 1.0, 4.0]);
        let whole = Ranked::weighted(&x, &w).unwrap();
        let parts = (
            Ranked::weighted(&x[..2], &w[..2]).unwrap(),
            Ranked::weighted(&x[2..], &w[2..]).unwrap(),
        );
        let merged = parts.0.merged(&parts.1).unwrap();
        assert_eq!(merged.values(), whole.values());
        assert_eq!(merged.rows(), whole.rows());
        assert_eq!(merged.gini(), whole.gini());
    }

    #[test]
    fn bad_columns_are_refused_with_a_sentence() {
        assert_eq!(Ranked::new(&[]).unwrap_err(), Error::Empty);
        let error = Ranked::new(&[1.0, f64::NAN]).unwrap_err().to_string();
        assert_eq!(
            error,
            "row 1 of values is NaN, not a finite number; drop or impute it first"
        );
        assert_eq!(
            Ranked::weighted(&[1.0], &[0.0]).unwrap_err(),
            Error::ZeroWeight
        );
        assert!(Ranked::weighted(&[1.0], &[-1.0]).is_err());
        assert!(Ranked::weighted(&[1.0], &[1.0, 2.0]).is_err());
    }
}
