//! Rows in ascending order of value, a cache-sized bucket at a time.

use crate::sort::key;

/// The three columns.
pub(super) struct Rows<'a> {
    pub(super) values: &'a [f64],
    pub(super) weights: Option<&'a [f64]>,
    pub(super) groups: &'a [u32],
}

/// A row in a bucket: 20 bytes, aligned to 4, so that the copy is no larger than the columns.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    value: [u32; 2],
    weight: [u32; 2],
    pub(super) group: u32,
}

impl Row {
    #[inline]
    fn new(value: f64, weight: f64, group: u32) -> Self {
        let halves = |x: f64| [x.to_bits() as u32, (x.to_bits() >> 32) as u32];
        Self {
            value: halves(value),
            weight: halves(weight),
            group,
        }
    }

    #[inline]
    pub(super) fn value(&self) -> f64 {
        f64::from_bits(u64::from(self.value[0]) | u64::from(self.value[1]) << 32)
    }

    #[inline]
    pub(super) fn weight(&self) -> f64 {
        f64::from_bits(u64::from(self.weight[0]) | u64::from(self.weight[1]) << 32)
    }
}

/// Leading bits of a key that are counted: sign, exponent and eight bits of the mantissa.
const LEADING: u32 = 20;
/// Rows a bucket should hold: with them sorted beside, within a second-level cache.
const BUCKET: usize = 1 << 14;

impl Rows<'_> {
    /// Hands the rows to `take` in ascending order of value, a bucket at a time.
    pub(super) fn in_ascending_buckets(&self, mut take: impl FnMut(&[Row])) {
        let lead = |value: f64| (key(value) >> (64 - LEADING)) as usize;
        let mut counts = vec![0u32; 1 << LEADING];
        for &value in self.values {
            counts[lead(value)] += 1;
        }
        // Neighbouring counts are gathered into buckets of about the right size.
        let mut bucket_of = vec![0u16; 1 << LEADING];
        let mut starts = vec![0usize];
        let target = BUCKET.max(self.values.len() >> 12);
        let (mut end, mut inside) = (0usize, 0usize);
        for (bucket, &count) in bucket_of.iter_mut().zip(&counts) {
            if inside > 0 && inside + count as usize > target {
                starts.push(end);
                inside = 0;
            }
            *bucket = starts.len() as u16 - 1;
            inside += count as usize;
            end += count as usize;
        }
        drop(counts);
        let mut next = starts.clone();
        let mut scattered = vec![Row::default(); self.values.len()];
        for row in 0..self.values.len() {
            let value = self.values[row];
            let slot = &mut next[bucket_of[lead(value)] as usize];
            let weight = self.weights.map_or(1.0, |w| w[row]);
            scattered[*slot] = Row::new(value, weight, self.groups[row]);
            *slot += 1;
        }
        starts.push(self.values.len());
        let mut sorter = Sorter::default();
        for range in starts.windows(2) {
            take(sorter.sort(&mut scattered[range[0]..range[1]]));
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
        self.spare.resize(bucket.len(), Row::default());
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
