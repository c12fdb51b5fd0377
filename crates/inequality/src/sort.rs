//! Sorting incomes: a stable distribution of the bit patterns of `f64` over places in ascending order.
//!
//! The bits of a finite `f64`, with the sign bit flipped for positive numbers and all bits
//! flipped for negative ones, are ordered like the number itself. Rows with equal incomes stay in file
//! order, so the result depends on the data alone.
//!
//! Sign and exponent cut values into octaves, however far apart they are; within an octave incomes lie about
//! evenly, so it gets as many places as it has values, and the next bits tell the place. Few share one, and those
//! are put in order afterwards. More values than fit into a cache are first dealt into parts by fewer bits.

/// The integer that is ordered like `value`; `-0.0` comes just before `0.0`.
#[inline]
pub(crate) fn key(value: f64) -> u64 {
    let bits = value.to_bits();
    let flip = ((bits as i64) >> 63) as u64 | (1 << 63);
    bits ^ flip
}

/// The number whose [`key`] this is.
#[inline]
fn value(key: u64) -> f64 {
    let flip = (((key ^ (1 << 63)) as i64) >> 63) as u64 | (1 << 63);
    f64::from_bits(key ^ flip)
}

/// Bits of a key below its octave.
const WITHIN: u32 = 52;
/// Octaves: signs and exponents.
const OCTAVES: usize = 1 << (u64::BITS - WITHIN);

/// One of so many values is looked at to see how many each octave has.
const SAMPLED: usize = 8;
/// Below this many rows a comparison sort is faster than dealing.
const FEW: usize = 1 << 11;
/// The same for a part, of which more is known.
const FEW_OF_PART: usize = 1 << 6;
/// So many rows are dealt at once: they and their places fit into a cache.
const AT_ONCE: usize = 1 << 15;
/// Rows of a part of more, in the mean up to twice as many.
const OF_PART: usize = 1 << 12;
/// Steps per row, in the mean, after which what shares a place is put in order by comparing.
const STEPS: usize = 8;

/// A row by what it is ordered by.
type Keyed = (u64, u32);

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
    let (mut rows, mut ascending) = (Vec::new(), Vec::new());
    Sorter::default().sort(values, &mut rows, &mut ascending);
    (rows, ascending)
}

/// Sorts column after column in the same room, which is as costly to get as sorting is.
///
/// ```
/// let (mut rows, mut values) = (Vec::new(), Vec::new());
/// let mut sorter = inequality::Sorter::default();
/// for column in [[3.0, 1.0, 2.0], [1.0, 5.0, 1.0]] {
///     sorter.sort(&column, &mut rows, &mut values);
/// }
/// assert_eq!((rows, values), (vec![0, 2, 1], vec![1.0, 1.0, 5.0]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Sorter {
    /// Rows dealt into parts.
    parts: Vec<Keyed>,
    /// Rows of one part, in order.
    ordered: Vec<Keyed>,
    octaves: Octaves,
    /// Places of the parts.
    of_parts: Places,
    /// Places within a part.
    places: Places,
}

/// Places of the values of one sign and exponent.
#[derive(Debug, Clone, Copy, Default)]
struct Octave {
    /// The first place; before places are given out, how many values of the sample there are.
    first: u32,
    /// Bits of a key that do not count.
    shift: u32,
}

/// All octaves, in order.
#[derive(Debug, Clone, Default)]
struct Octaves(Vec<Octave>);

/// Where rows go.
#[derive(Debug, Clone, Default)]
struct Places {
    /// The place of each row.
    of_row: Vec<u32>,
    /// Where the next row of each place goes, and in the end where the place ends.
    ends: Vec<u32>,
}

impl Sorter {
    /// Writes the rows of `values` in ascending order of value, ties in file order, and the values in that order:
    /// what [`sorted`] returns.
    pub fn sort(&mut self, values: &[f64], rows: &mut Vec<u32>, ascending: &mut Vec<f64>) {
        rows.clear();
        ascending.clear();
        if values.len() < FEW {
            self.ordered.clear();
            self.ordered.extend(keyed(values));
            self.ordered.sort_unstable();
            append(&self.ordered, rows, ascending);
        } else if values.len() <= AT_ONCE {
            append(self.at_once(values), rows, ascending);
        } else {
            self.by_parts(values, rows, ascending);
        }
    }

    fn at_once(&mut self, values: &[f64]) -> &[Keyed] {
        let places = self.octaves.give_places(values, 1);
        let dealt = room(&mut self.ordered, values.len());
        let place = |key| self.octaves.place(key);
        self.places.deal(|| keyed(values), place, places, dealt);
        settle(dealt);
        dealt
    }

    fn by_parts(&mut self, values: &[f64], rows: &mut Vec<u32>, ascending: &mut Vec<f64>) {
        let parts = self.octaves.give_places(values, OF_PART);
        let dealt = room(&mut self.parts, values.len());
        let place = |key| self.octaves.place(key);
        self.of_parts.deal(|| keyed(values), place, parts, dealt);
        let mut begin = 0;
        for &end in &self.of_parts.ends {
            let part = &mut dealt[begin..end as usize];
            begin = end as usize;
            let Some(&(first, _)) = part.first() else {
                continue;
            };
            let below = self.octaves.0[octave(first)].shift;
            let ordered = in_part(part, below, &mut self.ordered, &mut self.places);
            append(ordered, rows, ascending);
        }
    }
}

/// Rows in file order.
fn keyed(values: &[f64]) -> impl Iterator<Item = Keyed> + '_ {
    let rows = (0_u32..).zip(values);
    rows.map(|(row, &value)| (key(value), row))
}

/// Bits that tell so many places apart that each has at least `crowd` of `count` values in the mean.
fn bits_for(count: usize, crowd: usize) -> u32 {
    count.div_euclid(crowd).checked_ilog2().unwrap_or(0)
}

#[inline]
fn octave(key: u64) -> usize {
    (key >> WITHIN) as usize
}

impl Octaves {
    /// Gives each octave a place for every `crowd` of its values, or up to twice as many, and counts the places.
    ///
    /// How many values it has is taken from a sample: what is sorted does not depend on it, only how fast.
    fn give_places(&mut self, values: &[f64], crowd: usize) -> usize {
        self.0.clear();
        self.0.resize(OCTAVES, Octave::default());
        for &value in values.iter().step_by(SAMPLED) {
            self.0[octave(key(value))].first += 1;
        }
        let mut places = 0;
        for octave in &mut self.0 {
            let count = SAMPLED * octave.first as usize;
            let bits = bits_for(count, crowd).min(WITHIN);
            *octave = Octave {
                first: places,
                shift: WITHIN - bits,
            };
            places += 1 << bits;
        }
        places as usize
    }

    /// The place of a key.
    #[inline]
    fn place(&self, key: u64) -> u32 {
        let Octave { first, shift } = self.0[octave(key)];
        first + ((key & ((1 << WITHIN) - 1)) >> shift) as u32
    }
}

/// The first `n` of a buffer, whatever they hold.
fn room(buffer: &mut Vec<Keyed>, n: usize) -> &mut [Keyed] {
    if buffer.len() < n {
        buffer.resize(n, (0, 0));
    }
    &mut buffer[..n]
}

impl Places {
    /// Deals rows out to their places, in file order within each.
    fn deal<I: Iterator<Item = Keyed>>(
        &mut self,
        rows: impl Fn() -> I,
        place: impl Fn(u64) -> u32,
        places: usize,
        dealt: &mut [Keyed],
    ) {
        self.of_row.clear();
        self.of_row.extend(rows().map(|(key, _)| place(key)));
        self.ends.clear();
        self.ends.resize(places, 0);
        for &place in &self.of_row {
            self.ends[place as usize] += 1;
        }
        let mut start = 0;
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        for (row, &place) in rows().zip(&self.of_row) {
            let slot = &mut self.ends[place as usize];
            dealt[*slot as usize] = row;
            *slot += 1;
        }
    }
}

/// The rows of a part in order; they share the bits of their keys but for the `below` last.
fn in_part<'a>(
    part: &'a mut [Keyed],
    below: u32,
    ordered: &'a mut Vec<Keyed>,
    places: &mut Places,
) -> &'a [Keyed] {
    if part.len() < FEW_OF_PART || part.len() > 2 * AT_ONCE {
        part.sort_unstable();
        return part;
    }
    let bits = bits_for(part.len(), 1).min(below);
    let (shift, mask) = (below - bits, (1_u64 << bits) - 1);
    let place = |key: u64| ((key >> shift) & mask) as u32;
    let dealt = room(ordered, part.len());
    places.deal(|| part.iter().copied(), place, 1 << bits, dealt);
    settle(dealt);
    dealt
}

/// Puts in order what is nearly so: only within places keys may be in any order.
fn settle(dealt: &mut [Keyed]) {
    let mut steps = 0;
    for k in 1..dealt.len() {
        let row = dealt[k];
        // Equal keys are in file order already.
        if dealt[k - 1].0 <= row.0 {
            continue;
        }
        let mut at = k;
        while at > 0 && dealt[at - 1].0 > row.0 {
            dealt[at] = dealt[at - 1];
            at -= 1;
        }
        dealt[at] = row;
        steps += k - at;
        if steps > STEPS * dealt.len() {
            dealt.sort_unstable();
            return;
        }
    }
}

/// Appends rows and their values; values are read off the keys, since to look them up would miss the caches.
fn append(ordered: &[Keyed], rows: &mut Vec<u32>, ascending: &mut Vec<f64>) {
    rows.extend(ordered.iter().map(|&(_, row)| row));
    ascending.extend(ordered.iter().map(|&(key, _)| value(key)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is done with so many rows that a test of it would take long.
    fn by_parts(values: &[f64]) -> Vec<u32> {
        let (mut rows, mut ascending) = (Vec::new(), Vec::new());
        Sorter::default().by_parts(values, &mut rows, &mut ascending);
        rows
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
        let ascending = [
            f64::NEG_INFINITY,
            -1e300,
            -2.5,
            -1e-310,
            -0.0,
            0.0,
            1e-310,
            1.0,
            1.5,
            1e300,
            f64::INFINITY,
        ];
        for pair in ascending.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn dealing_equals_a_stable_comparison_sort() {
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

    /// A buffer that has held more before changes nothing.
    #[test]
    fn what_was_sorted_before_does_not_matter() {
        let column =
            |n: u64, of: u64| -> Vec<f64> { (0..n).map(|i| ((i * of) % 1_009) as f64).collect() };
        let mut sorter = Sorter::default();
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        for (n, of) in [
            (40_000, 7_919),
            (3_000, 31),
            (60_000, 17),
            (100, 3),
            (5_000, 7),
        ] {
            let column = column(n, of);
            sorter.sort(&column, &mut rows, &mut values);
            let mut expected: Vec<u32> = (0..n as u32).collect();
            expected.sort_by(|&a, &b| column[a as usize].total_cmp(&column[b as usize]));
            assert_eq!(rows, expected);
            assert!(values.is_sorted() && values.len() == column.len());
        }
    }
}
