//! Ranking column after column in the same room.

use crate::error::Result;
use crate::ranked::{Ranked, check_values, check_weights};
use crate::sort::Sorter;

/// Ranks one column after the other: to get fresh room for each can cost more than to sort it.
///
/// ```
/// let mut ranker = inequality::Ranker::default();
/// for incomes in [[3.0, 1.0], [2.0, 2.0]] {
///     let ranked = ranker.rank(&incomes)?;
///     assert_eq!(ranked.mean(), 2.0);
///     ranker.take_back(ranked);
/// }
/// # Ok::<(), inequality::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Ranker {
    sorter: Sorter,
    returned: Vec<Ranked>,
}

impl Ranker {
    /// Ranks unweighted values, as [`Ranked::new`].
    ///
    /// # Errors
    /// As [`Ranked::new`].
    pub fn rank(&mut self, values: &[f64]) -> Result<Ranked> {
        check_values("values", values)?;
        Ok(self.fill(values, None))
    }

    /// Ranks values with weights, as [`Ranked::weighted`].
    ///
    /// # Errors
    /// As [`Ranked::weighted`].
    pub fn rank_weighted(&mut self, values: &[f64], weights: &[f64]) -> Result<Ranked> {
        check_values("values", values)?;
        check_weights(values.len(), weights)?;
        Ok(self.fill(values, Some(weights)))
    }

    /// Takes back a distribution that nobody needs any more: the next one takes its room.
    pub fn take_back(&mut self, ranked: Ranked) {
        self.returned.push(ranked);
    }

    fn fill(&mut self, values: &[f64], weights: Option<&[f64]>) -> Ranked {
        let mut ranked = self.returned.pop().unwrap_or_else(Ranked::room);
        ranked.fill(&mut self.sorter, values, weights);
        ranked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: ranking in fresh room.
    #[test]
    fn what_was_ranked_before_does_not_matter() {
        let mut ranker = Ranker::default();
        for n in [3_000_usize, 40, 5_000, 1] {
            let values: Vec<f64> = (0..n).map(|i| ((i * 7_919) % 997) as f64 + 0.5).collect();
            let weights: Vec<f64> = (0..n).map(|i| (i % 5) as f64 + 1.0).collect();
            for (again, fresh) in [
                (ranker.rank(&values), Ranked::new(&values)),
                (
                    ranker.rank_weighted(&values, &weights),
                    Ranked::weighted(&values, &weights),
                ),
            ] {
                let (again, fresh) = (again.expect("sound"), fresh.expect("sound"));
                assert_eq!(again.rows(), fresh.rows());
                assert_eq!(again.weights(), fresh.weights());
                assert_eq!(again.cumulative_value(), fresh.cumulative_value());
                assert_eq!(again.cumulative_weight(), fresh.cumulative_weight());
                assert_eq!(again.n_observations(), n);
                assert_eq!(again.gini(), fresh.gini());
                ranker.take_back(again);
            }
        }
    }
}
