//! Sorting incomes: a stable radix sort of the bit patterns of `f64`.
//!
//! The bits of a finite `f64`, with the sign bit flipped for positive numbers and all bits
//! flipped for negative ones, are ordered like the number itself. Sorting those integers by
//! digits of 11 bits takes at most six passes, skips every digit in which all keys agree, and
//! keeps rows with equal incomes in file order, so the result depends on the data alone.

/// The integer that is ordered like `value`; `-0.0` comes just before `0.0`.
#[inline]
pub(crate) fn key(value: f64) -> u64 {
    let bits = value.to_bits();
    let flip = ((bits as i64) >> 63) as u64 | (1 << 63);
    bits ^ flip
}

const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 6;
const RADIX: usize = 1 << DIGIT_BITS;

/// Below this many rows a comparison sort is faster than counting digits.
const SMALL: usize = 1 << 11;

/// The rows of `values` in ascending order of value, ties in file order.
///
/// `values` must have at most `u32::MAX` rows, which [`crate::Ranked`] checks.
pub(crate) fn ascending(values: &[f64]) -> Vec<u32> {
    let mut rows: Vec<(u64, u32)> = (0u32..)
        .zip(values)
        .map(|(row, &v)| (key(v), row))
        .collect();
    if rows.len() < SMALL {
        rows.sort_unstable();
    } else {
        radix(&mut rows);
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Sorts by key, least significant digit first.
fn radix(rows: &mut Vec<(u64, u32)>) {
    let mut counts = vec![[0usize; RADIX]; DIGITS];
    for &(key, _) in rows.iter() {
        for (d, count) in counts.iter_mut().enumerate() {
            count[digit(key, d)] += 1;
        }
    }
    let mut spare = vec![(0u64, 0u32); rows.len()];
    for (d, count) in counts.iter_mut().enumerate() {
        if count.contains(&rows.len()) {
            continue;
        }
        let mut start = 0;
        for slot in count.iter_mut() {
            start += std::mem::replace(slot, start);
        }
        for &row in rows.iter() {
            let slot = &mut count[digit(row.0, d)];
            spare[*slot] = row;
            *slot += 1;
        }
        std::mem::swap(rows, &mut spare);
    }
}

#[inline]
fn digit(key: u64, d: usize) -> usize {
    (key >> (d as u32 * DIGIT_BITS)) as usize & (RADIX - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_like_the_numbers() {
        let ascending = [-1e300, -2.5, -1e-310, -0.0, 0.0, 1e-310, 1.0, 1.5, 1e300];
        for pair in ascending.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn the_radix_sort_equals_a_stable_comparison_sort() {
        let values: Vec<f64> = (0..10_000u64)
            .map(|i| ((i * 7_919) % 997) as f64 - 500.0)
            .collect();
        let mut expected: Vec<u32> = (0..10_000).collect();
        expected.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
        assert_eq!(ascending(&values), expected);
    }
}
