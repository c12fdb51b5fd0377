//! Sorting incomes: a stable radix sort of the bit patterns of `f64`.
//!
//! The bits of a finite `f64`, with the sign bit flipped for positive numbers and all bits
//! flipped for negative ones, are ordered like the number itself. Rows with equal incomes stay in file
//! order, so the result depends on the data alone.
//!
//! Of a middling number of rows the leading 22 bits of where a key lies between the least and the greatest
//! tell nearly all apart: two passes, and the few that share them are put in order afterwards. Of more rows
//! the leading 11 bits make parts, which are sorted alike one after the other.

/// The integer that is ordered like `value`; `-0.0` comes just before `0.0`.
#[inline]
pub(crate) fn key(value: f64) -> u64 {
    let bits = value.to_bits();
    let flip = ((bits as i64) >> 63) as u64 | (1 << 63);
    bits ^ flip
}

const DIGIT_BITS: u32 = 11;
const RADIX: usize = 1 << DIGIT_BITS;

/// Below this many rows a comparison sort is faster than counting digits.
const SMALL: usize = 1 << 11;

/// From this many rows on too many would share their leading bits.
const LARGE: usize = 1 << 18;

/// The rows of `values` in ascending order of value, ties in file order, and the values in that order; `-0.0`
/// comes just before `0.0`.
///
/// Numbers that are not finite stand where [`f64::total_cmp`] puts them. There may be at most `u32::MAX`
/// rows.
///
/// ```
/// let (rows, values) = inequality::sorted(&[30.0, 10.0, 20.0, 10.0]);
/// assert_eq!(rows, [1, 3, 2, 0]);
/// assert_eq!(values, [10.0, 10.0, 20.0, 30.0]);
/// ```
#[must_use]
pub fn sorted(values: &[f64]) -> (Vec<u32>, Vec<f64>) {
    // Values are read off the keys, in order: to look them up would miss the caches.
    let sorted = keys_and_rows(values);
    sorted
        .into_iter()
        .map(|(key, row)| (row, value(key)))
        .unzip()
}

fn keys_and_rows(values: &[f64]) -> Vec<(u64, u32)> {
    if (SMALL..LARGE).contains(&values.len()) {
        return by_leading_bits(values);
    }
    let mut rows: Vec<(u64, u32)> = (0u32..)
        .zip(values)
        .map(|(row, &v)| (key(v), row))
        .collect();
    if rows.len() < SMALL {
        rows.sort_unstable();
    } else {
        let mut spare = vec![(0, 0); rows.len()];
        in_parts(&mut rows, &mut spare);
    }
    rows
}

/// The number whose [`key`] this is.
#[inline]
fn value(key: u64) -> f64 {
    let flip = (((key ^ (1 << 63)) as i64) >> 63) as u64 | (1 << 63);
    f64::from_bits(key ^ flip)
}

/// Sorts by the leading bits of keys, and then whatever shares them.
fn by_leading_bits(values: &[f64]) -> Vec<(u64, u32)> {
    let (mut least, mut greatest) = (u64::MAX, 0);
    for &value in values {
        least = least.min(key(value));
        greatest = greatest.max(key(value));
    }
    let shift = (64 - (greatest - least).leading_zeros()).saturating_sub(2 * DIGIT_BITS);
    let leading = |key: u64| (key - least) >> shift;
    let mut counts = [[0_u32; RADIX]; 2];
    let place = |digit: u64| digit as usize & (RADIX - 1);
    for &value in values {
        let bits = leading(key(value));
        counts[0][place(bits)] += 1;
        counts[1][place(bits >> DIGIT_BITS)] += 1;
    }
    for count in &mut counts {
        let mut start = 0;
        for slot in count.iter_mut() {
            start += std::mem::replace(slot, start);
        }
    }
    let [low, high] = &mut counts;
    let mut half = vec![0_u64; values.len()];
    for (row, &value) in (0_u64..).zip(values) {
        let bits = leading(key(value));
        let slot = &mut low[place(bits)];
        half[*slot as usize] = (bits << u32::BITS) | row;
        *slot += 1;
    }
    let mut sorted = vec![(0_u64, 0_u32); values.len()];
    for &packed in &half {
        let slot = &mut high[place(packed >> (u32::BITS + DIGIT_BITS))];
        let row = packed as u32;
        sorted[*slot as usize] = (key(values[row as usize]), row);
        *slot += 1;
    }
    order_within(&mut sorted, leading);
    sorted
}

/// Puts in order what shares its leading bits; runs of these are in order among each other.
fn order_within(sorted: &mut [(u64, u32)], leading: impl Fn(u64) -> u64) {
    let mut k = 1;
    while k < sorted.len() {
        if sorted[k - 1].0 <= sorted[k].0 {
            k += 1;
            continue;
        }
        let bits = leading(sorted[k].0);
        let same = |&(key, _): &(u64, u32)| leading(key) == bits;
        let before = sorted[..k].iter().rev().take_while(|row| same(row)).count();
        let after = sorted[k..].iter().take_while(|row| same(row)).count();
        sorted[k - before..k + after].sort_unstable();
        k += after;
    }
}

/// Sorts many rows by parts of equal leading bits, until a part fits into a cache; `rows` are in file order.
///
/// Incomes of all sizes share a handful of exponents, so the bits are those of where a key lies between the
/// least and the greatest of its part.
fn in_parts(rows: &mut [(u64, u32)], spare: &mut [(u64, u32)]) {
    if rows.len() < SMALL {
        rows.sort_unstable();
        return;
    }
    let (mut least, mut greatest) = (u64::MAX, 0);
    for &(key, _) in rows.iter() {
        least = least.min(key);
        greatest = greatest.max(key);
    }
    if least == greatest {
        return;
    }
    let shift = (64 - (greatest - least).leading_zeros()).saturating_sub(DIGIT_BITS);
    let part = |key: u64| ((key - least) >> shift) as usize;
    let mut ends = vec![0_usize; RADIX];
    for &(key, _) in rows.iter() {
        ends[part(key)] += 1;
    }
    let mut start = 0;
    for end in &mut ends {
        start += std::mem::replace(end, start);
    }
    for &row in rows.iter() {
        let slot = &mut ends[part(row.0)];
        spare[*slot] = row;
        *slot += 1;
    }
    rows.copy_from_slice(spare);
    let mut begin = 0;
    for end in ends {
        in_parts(&mut rows[begin..end], &mut spare[begin..end]);
        begin = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is done with so many rows that a test of it would take long.
    fn by_parts(values: &[f64]) -> Vec<u32> {
        let mut rows: Vec<(u64, u32)> = (0..).zip(values).map(|(k, &v)| (key(v), k)).collect();
        let mut spare = vec![(0, 0); rows.len()];
        in_parts(&mut rows, &mut spare);
        rows.into_iter().map(|(_, row)| row).collect()
    }

    #[test]
    fn sorted_values_are_those_of_the_rows() {
        let values = [3.0, -0.0, -7.5, 1e300, 0.0, 1e-310, -1e-310];
        let (rows, sorted) = sorted(&values);
        let looked_up = rows.iter().map(|&row| values[row as usize].to_bits());
        assert!(sorted.iter().map(|v| v.to_bits()).eq(looked_up));
    }

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
        assert_eq!(sorted(&values).0, expected);
        assert_eq!(by_parts(&values), expected);
    }

    /// Authority: a stable comparison sort. Values that differ in their last bits only, with others far away
    /// that leave no leading bits to tell them apart, and zeros of both signs.
    #[test]
    fn values_that_share_their_leading_bits_are_told_apart() {
        let close = |i: u64| f64::from_bits(1.0_f64.to_bits() + (i * 7_919) % 4_001);
        let value = |i: u64| match i % 5 {
            0 => close(i),
            1 => 1e300 * (i as f64),
            2 => -1.0 - 1e-9 * ((i * 31) % 17) as f64,
            3 => [0.0, -0.0][(i % 2) as usize],
            _ => 1e-310 * ((i * 13) % 101) as f64,
        };
        let values: Vec<f64> = (0..9_000_u64).map(value).collect();
        let mut expected: Vec<u32> = (0..9_000).collect();
        expected.sort_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
        assert_eq!(sorted(&values).0, expected);
        assert_eq!(by_parts(&values), expected);
        let same = vec![3.5; 5_000];
        assert!(sorted(&same).0.into_iter().eq(0..5_000));
        assert!(by_parts(&same).into_iter().eq(0..5_000));
    }
}
