//! Generalised biproportional fitting (GRAS): a table with negative cells is moved to new totals of rows
//! and columns by multipliers that keep every sign.
//!
//! # Equation
//! ```text
//! a_ij = r_i p_ij s_j − n_ij / (r_i s_j)        p, n ≥ 0 the positive and negative parts of the seed
//! r_i = (u_i + √(u_i² + 4 P_i N_i)) / (2 P_i),  P_i = Σ_j p_ij s_j,  N_i = Σ_j n_ij / s_j;  s_j alike
//! ```
//! A row or column without positive cells takes `−N / u`.
//!
//! # Source
//! Junius and Oosterhaven (2003) with the correction of Lenzen, Wood and Gallego (2007), recalled; the
//! formulas follow from the first-order conditions.

use crate::error::Error;

/// A fitted table.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Cells, row after row.
    pub cells: Vec<f64>,
    /// Rounds of rows and columns.
    pub rounds: usize,
    /// Largest gap to a total, relative to it.
    pub gap: f64,
}

/// Largest relative gap at which the iteration stops.
pub const TOLERANCE: f64 = 1e-12;
/// Rounds at most.
pub const MOST_ROUNDS: usize = 10_000;

/// Fits `seed`, row after row, to `rows` and `columns`.
///
/// # Errors
/// [`Error::NotConverged`], also where no table has these signs and totals.
pub fn fit(seed: &[f64], rows: &[f64], columns: &[f64]) -> Result<Fitted, Error> {
    let (n, m) = (rows.len(), columns.len());
    let mut r = vec![1.0; n];
    let mut s = vec![1.0; m];
    let mut gap = f64::INFINITY;
    for round in 1..=MOST_ROUNDS {
        for i in 0..n {
            let cells = (0..m).map(|j| (seed[i * m + j], s[j]));
            r[i] = multiplier(rows[i], cells);
        }
        for j in 0..m {
            let cells = (0..n).map(|i| (seed[i * m + j], r[i]));
            s[j] = multiplier(columns[j], cells);
        }
        let cells: Vec<f64> = seed
            .chunks(m)
            .zip(&r)
            .flat_map(|(row, r)| {
                row.iter()
                    .zip(&s)
                    .map(move |(cell, s)| scaled(*cell, r * s))
            })
            .collect();
        gap = largest_gap(&cells, rows, columns);
        if gap <= TOLERANCE {
            return Ok(Fitted {
                cells,
                rounds: round,
                gap,
            });
        }
        if !gap.is_finite() {
            break;
        }
    }
    Err(Error::NotConverged {
        step: "balancing of the use table",
        rounds: MOST_ROUNDS,
        gap,
    })
}

/// A cell under both multipliers: what is negative is divided.
fn scaled(cell: f64, factor: f64) -> f64 {
    if cell >= 0.0 {
        cell * factor
    } else {
        cell / factor
    }
}

/// The multiplier at which cells, given with the multipliers of the other side, add up to `total`.
fn multiplier(total: f64, cells: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (mut positive, mut negative) = (0.0, 0.0);
    for (cell, other) in cells {
        if cell >= 0.0 {
            positive += cell * other;
        } else {
            negative -= cell / other;
        }
    }
    if positive > 0.0 {
        let root = (total * total + 4.0 * positive * negative).sqrt();
        (total + root) / (2.0 * positive)
    } else if negative > 0.0 {
        -negative / total
    } else {
        1.0
    }
}

/// Largest gap to a total, relative to it, or absolute where the total is 0.
fn largest_gap(cells: &[f64], rows: &[f64], columns: &[f64]) -> f64 {
    let m = columns.len();
    let relative = |sum: f64, total: f64| {
        let scale = if total == 0.0 { 1.0 } else { total.abs() };
        (sum - total).abs() / scale
    };
    let rows = rows.iter().enumerate().map(|(i, total)| {
        let sum = cells[i * m..(i + 1) * m].iter().sum::<f64>();
        relative(sum, *total)
    });
    let columns = columns.iter().enumerate().map(|(j, total)| {
        let sum = cells.iter().skip(j).step_by(m).sum::<f64>();
        relative(sum, *total)
    });
    rows.chain(columns).fold(0.0, |largest: f64, gap| {
        if gap.is_nan() {
            f64::INFINITY
        } else {
            largest.max(gap)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Authority: totals of a table are its own fit.
    #[test]
    fn a_table_that_fits_is_left_alone() {
        let seed = [3.0, -1.0, 2.0, 4.0];
        let fitted = fit(&seed, &[2.0, 6.0], &[5.0, 3.0]).unwrap();
        for (cell, seed) in fitted.cells.iter().zip(seed) {
            assert!((cell - seed).abs() < 1e-11);
        }
    }

    /// Authority: the closed form of one row, r = (u + √(u² + 4PN)) / 2P.
    #[test]
    fn one_row_with_a_negative_cell_has_a_closed_form() {
        // Columns are free to follow: fit rows of one column pair whose totals are set by the row.
        let (p, n, u) = (10.0, 2.0, 11.0_f64);
        let r = (u + (u * u + 4.0 * p * n).sqrt()) / (2.0 * p);
        let columns = [p * r, -n / r];
        let fitted = fit(&[p, -n], &[u], &columns).unwrap();
        assert!((fitted.cells[0] - columns[0]).abs() < 1e-10);
        assert!((fitted.cells[1] - columns[1]).abs() < 1e-10);
    }

    /// Authority: without negative cells, odds ratios are kept (biproportional fitting).
    #[test]
    fn odds_ratios_of_positive_tables_are_kept() {
        let seed = [1.0, 2.0, 3.0, 5.0];
        let fitted = fit(&seed, &[10.0, 20.0], &[12.0, 18.0]).unwrap().cells;
        let odds = |t: &[f64]| t[0] * t[3] / (t[1] * t[2]);
        assert!((odds(&fitted) / odds(&seed) - 1.0).abs() < 1e-10);
    }

    #[test]
    fn impossible_totals_are_refused() {
        assert!(matches!(
            fit(&[1.0, 0.0, 0.0, 1.0], &[1.0, 2.0], &[2.0, 1.0]),
            Err(Error::NotConverged { .. })
        ));
    }

    proptest! {
        /// Totals are met and no cell changes its sign, wherever a fitting table exists.
        #[test]
        fn totals_are_met_and_signs_kept(
            cells in prop::collection::vec(0.1..10.0_f64, 12),
            r in prop::collection::vec(0.5..2.0_f64, 3),
            s in prop::collection::vec(0.5..2.0_f64, 4),
        ) {
            let seed: Vec<f64> = cells.iter().enumerate()
                .map(|(at, v)| if at % 4 == 3 { -0.1 * v } else { *v })
                .collect();
            let goal: Vec<f64> = seed.chunks(4).zip(&r)
                .flat_map(|(row, r)| row.iter().zip(&s).map(move |(cell, s)| scaled(*cell, r * s)))
                .collect();
            let rows: Vec<f64> = (0..3).map(|i| goal[i * 4..(i + 1) * 4].iter().sum()).collect();
            let columns: Vec<f64> = (0..4).map(|j| goal.iter().skip(j).step_by(4).sum()).collect();
            let fitted = fit(&seed, &rows, &columns).unwrap();
            prop_assert!(fitted.gap <= TOLERANCE);
            for (fitted, goal) in fitted.cells.iter().zip(&goal) {
                prop_assert!((fitted - goal).abs() < 1e-7 * goal.abs().max(1.0));
                prop_assert!(fitted.signum() == goal.signum());
            }
        }
    }
}
