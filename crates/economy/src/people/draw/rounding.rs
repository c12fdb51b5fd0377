//! Whole numbers out of shares, keeping the sums.

/// Splits `total` in proportion to `weights` by largest remainders; ties go to the first.
///
/// Nothing is handed out where all weights are 0.
///
/// ```text
/// n_i = ⌊total · w_i / Σ w⌋, and one more for the largest remainders until Σ n = total
/// ```
pub fn apportion(weights: &[f64], total: u64) -> Vec<u64> {
    let sum: f64 = weights.iter().sum();
    if sum <= 0.0 {
        return vec![0; weights.len()];
    }
    let exact: Vec<f64> = weights.iter().map(|w| total as f64 * w / sum).collect();
    let mut parts: Vec<u64> = exact.iter().map(|x| x.floor() as u64).collect();
    let mut order: Vec<usize> = (0..weights.len()).filter(|&i| weights[i] > 0.0).collect();
    let remainder = |i: usize| exact[i] - exact[i].floor();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    let missing = total.saturating_sub(parts.iter().sum());
    for &i in order.iter().cycle().take(missing as usize) {
        parts[i] += 1;
    }
    parts
}

/// [`apportion`] row after row, so that sums over rows stay near the sums of the exact shares too.
#[derive(Clone, Debug)]
pub struct Diffusion {
    /// What the rows so far should have had beyond what they got.
    carry: Vec<f64>,
}

impl Diffusion {
    /// Of rows with `n` classes.
    pub fn new(n: usize) -> Self {
        Self {
            carry: vec![0.0; n],
        }
    }

    /// Splits `total` into classes in proportion to `shares`, making up for earlier rows.
    pub fn split(&mut self, shares: &[f64], total: u64) -> Vec<u64> {
        let sum: f64 = shares.iter().sum();
        let exact: Vec<f64> = shares
            .iter()
            .map(|share| total as f64 * share / sum)
            .collect();
        let mut parts: Vec<u64> = exact.iter().map(|x| x.floor() as u64).collect();
        let missing = total - parts.iter().sum::<u64>().min(total);
        let due = |i: usize, parts: &[u64], carry: &[f64]| exact[i] - parts[i] as f64 + carry[i];
        for _ in 0..missing {
            // The class with the most to make up for; a class without a share gets nobody.
            let next = (0..parts.len())
                .filter(|&i| shares[i] > 0.0)
                .max_by(|&a, &b| {
                    due(a, &parts, &self.carry)
                        .total_cmp(&due(b, &parts, &self.carry))
                        .then(b.cmp(&a))
                });
            if let Some(next) = next {
                parts[next] += 1;
            }
        }
        for i in 0..parts.len() {
            self.carry[i] += exact[i] - parts[i] as f64;
        }
        parts
    }
}

/// A table of whole numbers with these sums of rows and of columns, as near to independence as whole
/// numbers allow. The sums have to agree.
///
/// Rows are filled one after the other, each by largest remainders of what its columns are still due;
/// the largest row comes last and takes what is left.
pub fn independent<const R: usize, const C: usize>(
    rows: [u64; R],
    columns: [u64; C],
) -> [[u64; C]; R] {
    let total: u64 = rows.iter().sum();
    let mut table = [[0; C]; R];
    let mut left = columns;
    let mut due = [0.0; C];
    let mut order: Vec<usize> = (0..R).collect();
    order.sort_by_key(|&r| rows[r]);
    for (k, &r) in order.iter().enumerate() {
        if k + 1 == R {
            table[r] = left;
            break;
        }
        let mut need = rows[r];
        for c in 0..C {
            due[c] += rows[r] as f64 * columns[c] as f64 / total.max(1) as f64;
            let take = (due[c].max(0.0).floor() as u64).min(left[c]).min(need);
            table[r][c] = take;
            left[c] -= take;
            due[c] -= take as f64;
            need -= take;
        }
        while need > 0 {
            let next = (0..C)
                .filter(|&c| left[c] > 0)
                .max_by(|&a, &b| due[a].total_cmp(&due[b]).then(b.cmp(&a)));
            let Some(c) = next else { break };
            table[r][c] += 1;
            left[c] -= 1;
            due[c] -= 1.0;
            need -= 1;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_and_are_nearest() {
        assert_eq!(apportion(&[1.0, 1.0, 1.0], 10), [4, 3, 3]);
        assert_eq!(apportion(&[0.62, 0.18, 0.2], 10), [6, 2, 2]);
        assert_eq!(apportion(&[0.0, 2.0], 5), [0, 5]);
        assert_eq!(apportion(&[0.0], 5), [0]);
    }

    #[test]
    fn diffusion_keeps_the_sums_over_rows() {
        let mut diffusion = Diffusion::new(3);
        let shares = [0.1, 0.3, 0.6];
        let mut sums = [0_u64; 3];
        for total in [3_u64, 1, 7, 2, 5, 11, 1, 1, 1, 4] {
            let parts = diffusion.split(&shares, total);
            assert_eq!(parts.iter().sum::<u64>(), total);
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += part;
            }
        }
        for (sum, share) in sums.iter().zip(shares) {
            assert!((*sum as f64 - 36.0 * share).abs() <= 1.0, "{sums:?}");
        }
    }

    #[test]
    fn tables_keep_both_sums() {
        for seed in 0..200_u64 {
            let rows = [seed % 7, 3 + seed % 11, 13 * (seed % 3)];
            let total: u64 = rows.iter().sum();
            let a = (total * (seed % 5)).div_euclid(7);
            let b = (total - a).div_euclid(3);
            let columns = [a, b, total - a - b];
            let table = independent(rows, columns);
            for r in 0..3 {
                assert_eq!(table[r].iter().sum::<u64>(), rows[r]);
                assert_eq!((0..3).map(|k| table[k][r]).sum::<u64>(), columns[r]);
            }
        }
    }
}
