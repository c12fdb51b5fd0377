//! Biproportional fitting of a table without negative cells.

use crate::error::Error;

/// Scales rows and columns of `seed` in turn until both add up to their totals.
///
/// # Errors
/// [`Error::NotConverged`] where the totals of rows and columns differ, or where zeros stand in the way.
pub fn fit(
    step: &'static str,
    seed: &[f64],
    rows: &[f64],
    columns: &[f64],
    tolerance: f64,
) -> Result<Vec<f64>, Error> {
    const ROUNDS: usize = 100_000;
    let m = columns.len();
    let mut cells = seed.to_vec();
    let mut gap = f64::INFINITY;
    for _ in 0..ROUNDS {
        for (j, total) in columns.iter().enumerate() {
            let sum: f64 = cells.iter().skip(j).step_by(m).sum();
            if sum > 0.0 {
                for cell in cells.iter_mut().skip(j).step_by(m) {
                    *cell *= total / sum;
                }
            }
        }
        gap = 0.0;
        for (row, total) in cells.chunks_mut(m).zip(rows) {
            let sum: f64 = row.iter().sum();
            let scale = total.abs().max(f64::MIN_POSITIVE);
            gap = f64::max(gap, (sum - total).abs() / scale);
            if sum > 0.0 {
                for cell in row.iter_mut() {
                    *cell *= total / sum;
                }
            }
        }
        if gap <= tolerance {
            return Ok(cells);
        }
    }
    Err(Error::NotConverged {
        step,
        rounds: ROUNDS,
        gap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Authority: independence is the fit of a table of ones.
    #[test]
    fn ones_become_independent() {
        let fitted = fit("test", &[1.0; 4], &[3.0, 7.0], &[4.0, 6.0], 1e-12).unwrap();
        for (cell, expected) in fitted.iter().zip([1.2, 1.8, 2.8, 4.2]) {
            assert!((cell - expected).abs() < 1e-11);
        }
    }

    #[test]
    fn totals_that_disagree_are_refused() {
        let refused = fit("test", &[1.0; 4], &[3.0, 7.0], &[4.0, 7.0], 1e-12);
        assert!(matches!(refused, Err(Error::NotConverged { .. })));
    }

    proptest! {
        #[test]
        fn totals_are_met_and_odds_kept(
            seed in prop::collection::vec(0.1..10.0_f64, 6),
            goal in prop::collection::vec(0.1..10.0_f64, 6),
        ) {
            let rows: Vec<f64> = goal.chunks(3).map(|row| row.iter().sum()).collect();
            let columns: Vec<f64> = (0..3).map(|j| goal[j] + goal[3 + j]).collect();
            let fitted = fit("test", &seed, &rows, &columns, 1e-13).unwrap();
            for j in 0..3 {
                prop_assert!((fitted[j] + fitted[3 + j] - columns[j]).abs() < 1e-9);
            }
            let odds = |t: &[f64]| t[0] * t[4] / (t[1] * t[3]);
            prop_assert!((odds(&fitted) / odds(&seed) - 1.0).abs() < 1e-9);
        }
    }
}
