//! The opening state: how many people work where when the first quarter begins.
//!
//! # Equation
//! Within an industry of `n` firms and `N` employees, sizes follow a power law with exponent 2 and a
//! fixed total: `x = 1 / (1 − u)`, `size = max(1, round(x N / Σ x))`, and then the gap to `N` is closed
//! by one employee at a time in firms drawn at random.
//!
//! # Source
//! Base model, §4 step 2; without luck: §11.

use quantity::{Draws, Purpose, Stream};

use crate::calibration::Calibration;
use crate::chance::Luck;

/// Employees of every firm at the opening, industry by industry.
#[must_use]
pub fn firm_sizes(calibration: &Calibration, luck: Luck) -> Vec<u32> {
    let mut sizes = Vec::with_capacity(calibration.n_firms());
    for g in 0..calibration.n_industries() {
        for cell in calibration.cells(g) {
            match luck {
                Luck::Seed(seed) => {
                    let draws = Draws::new(seed).in_quarter(0);
                    let agent = g as u64 | u64::from(cell.area) << 32;
                    let mut stream = draws.stream(Purpose::FirmSize, agent);
                    sizes.extend(power_law(cell.firms, cell.employees, &mut stream));
                }
                Luck::None => {
                    let average = f64::from(cell.employees) / f64::from(cell.firms);
                    let size = average.round().max(1.0) as u32;
                    sizes.extend(std::iter::repeat_n(size, cell.firms as usize));
                }
            }
        }
    }
    sizes
}

/// `n` sizes of at least 1 that add up to `total`, which must be at least `n`.
#[must_use]
pub fn power_law(n: u32, total: u32, stream: &mut Stream) -> Vec<u32> {
    let draws: Vec<f64> = (0..n).map(|_| 1.0 / (1.0 - stream.uniform())).collect();
    let scale = f64::from(total) / draws.iter().sum::<f64>();
    let mut sizes: Vec<u32> = draws
        .iter()
        .map(|x| (x * scale).round().max(1.0) as u32)
        .collect();
    loop {
        let sum: i64 = sizes.iter().map(|&size| i64::from(size)).sum();
        let gap = i64::from(total) - sum;
        if gap == 0 {
            return sizes;
        }
        let mut candidates: Vec<u32> = (0..n)
            .filter(|&i| gap > 0 || sizes[i as usize] > 1)
            .collect();
        let changes = candidates.len().min(gap.unsigned_abs() as usize);
        if changes == 0 {
            return sizes;
        }
        for k in 0..changes {
            let pick = k + stream.below(candidates.len() - k);
            candidates.swap(k, pick);
            let size = &mut sizes[candidates[k] as usize];
            *size = if gap > 0 { *size + 1 } else { *size - 1 };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: base model, §12 step 2.
    #[test]
    fn sizes_add_up_and_nobody_is_alone() {
        for seed in 0..200 {
            let mut stream = Draws::new(seed).in_quarter(0).stream(Purpose::FirmSize, 0);
            let sizes = power_law(48, 123, &mut stream);
            assert_eq!(sizes.len(), 48);
            assert_eq!(sizes.iter().sum::<u32>(), 123);
            assert!(sizes.iter().all(|&size| size >= 1));
        }
    }

    /// The tail of the law: the share of firms above twice the median is 1/4 for exponent 2. The band
    /// is five standard errors of 20 000 firms.
    #[test]
    fn sizes_have_the_tail_of_the_power_law() {
        let mut stream = Draws::new(3).in_quarter(0).stream(Purpose::FirmSize, 1);
        let sizes = power_law(20_000, 20_000_000, &mut stream);
        let mut sorted = sizes.clone();
        sorted.sort_unstable();
        let median = f64::from(sorted[10_000]);
        let above = sizes
            .iter()
            .filter(|&&s| f64::from(s) > 2.0 * median)
            .count();
        assert!((above as f64 / 20_000.0 - 0.25).abs() < 5.0 * (0.25_f64 * 0.75 / 20_000.0).sqrt());
    }
}
