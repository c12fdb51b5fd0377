//! Small dense linear algebra: symmetric eigenvectors, linear systems, determinants, spectral radius.

/// A dense matrix, one vector per row.
pub(crate) type Rows = Vec<Vec<f64>>;

/// Eigenvalues, largest first, and their unit eigenvectors (one per row) of a symmetric matrix, by
/// Jacobi's cyclic rotations.
pub(crate) fn symmetric_eigen(matrix: &Rows) -> (Vec<f64>, Rows) {
    let n = matrix.len();
    let mut a = matrix.clone();
    let mut vectors: Rows = (0..n)
        .map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect())
        .collect();
    for _sweep in 0..100 {
        let off: f64 = (0..n)
            .flat_map(|i| (0..i).map(move |j| (i, j)))
            .map(|(i, j)| a[i][j] * a[i][j])
            .sum();
        let diagonal: f64 = (0..n).map(|i| a[i][i] * a[i][i]).sum();
        if off <= diagonal * 1e-34 {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&i, &j| a[j][j].total_cmp(&a[i][i]).then(i.cmp(&j)));
    (
        order.iter().map(|&i| a[i][i]).collect(),
        order.iter().map(|&i| vectors[i].clone()).collect(),
    )
}

/// One Jacobi rotation that makes `a[p][q]` zero.
fn rotate(a: &mut Rows, vectors: &mut Rows, p: usize, q: usize) {
    if a[p][q] == 0.0 {
        return;
    }
    let theta = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    for row in a.iter_mut() {
        (row[p], row[q]) = (c * row[p] - s * row[q], s * row[p] + c * row[q]);
    }
    for k in 0..a.len() {
        (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]);
        (vectors[p][k], vectors[q][k]) = (
            c * vectors[p][k] - s * vectors[q][k],
            s * vectors[p][k] + c * vectors[q][k],
        );
    }
}

/// Solution of `matrix · x = right`, by elimination with row exchanges; none if it is singular.
pub(crate) fn solve(matrix: &Rows, right: &[f64]) -> Option<Vec<f64>> {
    let n = matrix.len();
    let mut a: Rows = matrix
        .iter()
        .zip(right)
        .map(|(row, &b)| row.iter().copied().chain([b]).collect())
        .collect();
    eliminate(&mut a)?;
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|j| a[i][j] * x[j]).sum();
        x[i] = (a[i][n] - known) / a[i][i];
    }
    Some(x)
}

/// Determinant.
pub(crate) fn determinant(matrix: &Rows) -> f64 {
    let mut a = matrix.clone();
    match eliminate(&mut a) {
        None => 0.0,
        Some(sign) => (0..a.len()).fold(sign, |product, i| product * a[i][i]),
    }
}

/// Brings the rows to upper triangular form and returns the sign of the exchanges.
fn eliminate(a: &mut Rows) -> Option<f64> {
    let mut sign = 1.0;
    for i in 0..a.len() {
        let pivot = (i..a.len()).max_by(|&p, &q| a[p][i].abs().total_cmp(&a[q][i].abs()))?;
        if a[pivot][i] == 0.0 {
            return None;
        }
        if pivot != i {
            a.swap(pivot, i);
            sign = -sign;
        }
        let (above, below) = a.split_at_mut(i + 1);
        let top = &above[i];
        for row in below {
            let factor = row[i] / top[i];
            for (x, y) in row[i..].iter_mut().zip(&top[i..]) {
                *x -= factor * y;
            }
        }
    }
    Some(sign)
}

/// Largest modulus of the eigenvalues of any square matrix.
///
/// Gelfand's formula lim ‖Aᵐ‖^(1/m) with m = 2⁶⁰, by repeated squaring of the scaled matrix.
pub(crate) fn spectral_radius(matrix: &Rows) -> f64 {
    let mut a = matrix.clone();
    let mut ln_radius = 0.0;
    let mut share = 1.0;
    for _ in 0..60 {
        let norm = a
            .iter()
            .map(|row| row.iter().map(|x| x.abs()).sum::<f64>())
            .fold(0.0, f64::max);
        if norm == 0.0 {
            return 0.0;
        }
        ln_radius += share * crate::maths::ln(norm);
        share /= 2.0;
        for x in a.iter_mut().flatten() {
            *x /= norm;
        }
        a = product(&a, &a);
    }
    crate::maths::exp(ln_radius)
}

/// Matrix product.
pub(crate) fn product(a: &Rows, b: &Rows) -> Rows {
    a.iter()
        .map(|row| {
            (0..b.first().map_or(0, Vec::len))
                .map(|j| row.iter().zip(b).map(|(x, other)| x * other[j]).sum())
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigen_of_a_worked_matrix() {
        // Eigenvalues 4, 2, 1 by hand.
        let (values, vectors) = symmetric_eigen(&vec![
            vec![3.0, 1.0, 0.0],
            vec![1.0, 3.0, 0.0],
            vec![0.0, 0.0, 1.0],
        ]);
        for (got, expected) in values.iter().zip([4.0, 2.0, 1.0]) {
            assert!((got - expected).abs() < 1e-14);
        }
        assert!((vectors[0][0] - vectors[0][1]).abs() < 1e-14);
    }

    #[test]
    fn systems_and_determinants() {
        let a = vec![vec![0.0, 2.0], vec![3.0, 4.0]];
        assert_eq!(determinant(&a), -6.0);
        let x = solve(&a, &[2.0, 7.0]).unwrap();
        assert_eq!(x, [1.0, 1.0]);
        assert!(solve(&vec![vec![1.0, 2.0], vec![2.0, 4.0]], &[1.0, 1.0]).is_none());
    }

    #[test]
    fn spectral_radius_of_rotations_and_nilpotents() {
        // ±0.5i, and a nilpotent matrix.
        let turn = vec![vec![0.0, -0.5], vec![0.5, 0.0]];
        assert!((spectral_radius(&turn) - 0.5).abs() < 1e-15);
        assert_eq!(spectral_radius(&vec![vec![0.0, 7.0], vec![0.0, 0.0]]), 0.0);
        let defective = vec![vec![0.9, 5.0], vec![0.0, 0.9]];
        assert!((spectral_radius(&defective) - 0.9).abs() < 1e-12);
    }
}
