//! Rows in ascending order of value, a cache-sized bucket at a time.

use crate::sort::key;

/// The three columns.
pub(super) struct Rows<'a> {
    pub(super) values: &'a [f64],
    pub(super) weights: Option<&'a [f64]>,
    pub(super) groups: &'a [u32],
}

/// A row in a bucket: value, weight and group in 20 bytes, so that the copy is no larger than the
/// columns. A plain array, because zeroed arrays are not touched before they are written.
pub(super) type Row = [u32; 5];

/// The columns of a row.
pub(super) trait Fields {
    fn pack(value: f64, weight: f64, group: u32) -> Self;
    fn value(&self) -> f64;
    fn weight(&self) -> f64;
    fn group(&self) -> u32;
}

impl Fields for Row {
    #[inline]
    fn pack(value: f64, weight: f64, group: u32) -> Self {
        let (x, w) = (value.to_bits(), weight.to_bits());
        [
            x as u32,
            (x >> 32) as u32,
            w as u32,
            (w >> 32) as u32,
            group,
        ]
    }

    #[inline]
    fn value(&self) -> f64 {
        f64::from_bits(u64::from(self[0]) | u64::from(self[1]) << 32)
    }

    #[inline]
    fn weight(&self) -> f64 {
        f64::from_bits(u64::from(self[2]) | u64::from(self[3]) << 32)
    }

    #[inline]
    fn group(&self) -> u32 {
        self[4]
    }
}

/// Leading bits of a key that are counted: sign, exponent and eight bits of the mantissa.
const LEADING: u32 = 20;
/// Rows a bucket should hold: with them sorted beside, within a second-level cache.
const BUCKET: usize = 1 << 14;

impl Rows<'_> {
    /// Copies the rows into buckets of ascending value.
    pub(super) fn scatter(&self) -> Scattered {
        let buckets = Buckets::of(self.values);
        let mut next = buckets.starts.clone();
        let mut scattered = vec![[0; 5]; self.values.len()];
        for row in 0..self.values.len() {
            let value = self.values[row];
            let slot = &mut next[buckets.of_value(value)];
            let weight = self.weights.map_or(1.0, |w| w[row]);
            scattered[*slot] = Row::pack(value, weight, self.groups[row]);
            *slot += 1;
        }
        Scattered {
            rows: scattered,
            starts: buckets.starts,
        }
    }
}

/// Ranges of values that hold about [`BUCKET`] rows each.
struct Buckets {
    /// Bucket by the leading bits of a value.
    of: Vec<u16>,
    /// First row of each bucket.
    starts: Vec<usize>,
}

impl Buckets {
    fn lead(value: f64) -> usize {
        (key(value) >> (64 - LEADING)) as usize
    }

    fn of_value(&self, value: f64) -> usize {
        usize::from(self.of[Self::lead(value)])
    }

    /// Gathers neighbouring counts of leading bits into buckets of about the right size.
    fn of(values: &[f64]) -> Self {
        let mut counts = vec![0u32; 1 << LEADING];
        for &value in values {
            counts[Self::lead(value)] += 1;
        }
        let mut of = vec![0u16; 1 << LEADING];
        let mut starts = vec![0usize];
        let target = BUCKET.max(values.len() >> 12);
        let (mut end, mut inside) = (0usize, 0usize);
        for (bucket, &count) in of.iter_mut().zip(&counts) {
            if inside > 0 && inside + count as usize > target {
                starts.push(end);
                inside = 0;
            }
            *bucket = starts.len() as u16 - 1;
            inside += count as usize;
            end += count as usize;
        }
        Self { of, starts }
    }
}

/// The rows in buckets of ascending value, in file order within each.
pub(super) struct Scattered {
    rows: Vec<Row>,
    starts: Vec<usize>,
}

/// Rows after which the columns give back the memory of what has been copied.
const RELEASE: usize = 1 << 19;

impl Scattered {
    /// Copies from the end of the columns, which shrink as they are copied: columns and copy
    /// together never take much more memory than one of them.
    pub(super) fn and_release(
        mut values: Vec<f64>,
        mut weights: Option<Vec<f64>>,
        mut groups: Vec<u32>,
    ) -> Self {
        let buckets = Buckets::of(&values);
        let n = values.len();
        let mut ends: Vec<usize> = buckets.starts[1..].to_vec();
        ends.push(n);
        let mut rows = vec![[0; 5]; n];
        while !values.is_empty() {
            let start = (values.len() - 1) & !(RELEASE - 1);
            for row in (start..values.len()).rev() {
                let slot = &mut ends[buckets.of_value(values[row])];
                *slot -= 1;
                let weight = weights.as_ref().map_or(1.0, |w| w[row]);
                rows[*slot] = Row::pack(values[row], weight, groups[row]);
            }
            values.truncate(start);
            values.shrink_to_fit();
            groups.truncate(start);
            groups.shrink_to_fit();
            if let Some(weights) = &mut weights {
                weights.truncate(start);
                weights.shrink_to_fit();
            }
        }
        Self {
            rows,
            starts: buckets.starts,
        }
    }

    /// Hands the rows to `take` in ascending order of value, a bucket at a time.
    pub(super) fn in_order(mut self, mut take: impl FnMut(&[Row])) {
        self.starts.push(self.rows.len());
        let mut sorter = Sorter::default();
        for range in self.starts.windows(2) {
            take(sorter.sort(&mut self.rows[range[0]..range[1]]));
        }
    }
}

/// Sorts a bucket in cache, by a counting sort on the leading digit that differs and then by
/// insertion.
#[derive(Default)]
struct Sorter {
    spare: Vec<Row>,
    counts: Vec<u32>,
}

/// Rows of one digit up to which insertion is faster than anything else.
const INSERTION: u32 = 48;

impl Sorter {
    fn sort<'a>(&'a mut self, bucket: &'a mut [Row]) -> &'a [Row] {
        let (mut low, mut high) = (u64::MAX, 0);
        for row in bucket.iter() {
            let key = key(row.value());
            low = low.min(key);
            high = high.max(key);
        }
        if bucket.len() < 2 || low == high {
            return bucket;
        }
        // About two rows to a digit, so that insertion has little to do.
        let digits = (bucket.len() >> 1).next_power_of_two().max(2) as u64;
        let spread = 64 - (high - low).leading_zeros();
        let shift = spread.saturating_sub(digits.trailing_zeros());
        let digit = |row: &Row| ((key(row.value()) - low) >> shift) as usize;
        self.counts.clear();
        self.counts.resize(digits as usize + 1, 0);
        for row in bucket.iter() {
            self.counts[digit(row) + 1] += 1;
        }
        let crowded = shift > 0 && self.counts.iter().any(|&count| count > INSERTION);
        for k in 1..self.counts.len() {
            self.counts[k] += self.counts[k - 1];
        }
        self.spare.clear();
        self.spare.resize(bucket.len(), [0; 5]);
        for row in bucket.iter() {
            let slot = &mut self.counts[digit(row)];
            self.spare[*slot as usize] = *row;
            *slot += 1;
        }
        if crowded {
            // Each count is now the end of its digit.
            let mut start = 0;
            for &end in &self.counts {
                let run = &mut self.spare[start..(end as usize).max(start)];
                if run.len() > INSERTION as usize {
                    run.sort_by_key(|row| key(row.value()));
                }
                start = start.max(end as usize);
            }
        }
        insertion(&mut self.spare);
        &self.spare
    }
}

fn insertion(rows: &mut [Row]) {
    for k in 1..rows.len() {
        let row = rows[k];
        let own = key(row.value());
        let mut slot = k;
        while slot > 0 && key(rows[slot - 1].value()) > own {
            rows[slot] = rows[slot - 1];
            slot -= 1;
        }
        rows[slot] = row;
    }
}
