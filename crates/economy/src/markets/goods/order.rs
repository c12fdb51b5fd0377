//! The random order of buyers: a sort by hash.
//!
//! Every buyer has a hash of its own for each product, group and pass, and buyers act in the order of
//! their hashes. So one more buyer moves no other. Hashes are uniform, so buckets by their leading
//! bits are almost sorted, and one pass of insertion finishes the job; where the buyers do not fit
//! the cache they are first dealt to parts that do, and each part is sorted when its turn comes.

use std::ops::ControlFlow;

use quantity::{Purpose, QuarterDraws};

/// A buyer in the queue, with what it still wants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Buyer {
    /// Hash in the upper half, code in the lower: sorting by it is the random order.
    key: u64,
    /// Money or quantity still wanted.
    pub left: f64,
}

impl Buyer {
    /// The buyer's code: see [`Group`].
    #[inline]
    #[must_use]
    pub fn code(self) -> u32 {
        self.key as u32
    }

    /// The same buyer, with `left` still to get.
    #[inline]
    #[must_use]
    pub fn with(self, left: f64) -> Self {
        Self { left, ..self }
    }
}

/// A group of buyers of one product, as it enters the names of draws.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Product, group and phase, in the upper bits of a draw's agent key.
    pub name: u64,
    /// The luck of the quarter; `None` in the deterministic variant.
    pub draws: Option<QuarterDraws>,
}

impl Group {
    /// Hashes of the four buyers whose codes are `4 k … 4 k + 3`.
    #[inline]
    fn hashes(self, draws: QuarterDraws, k: u32, pass: u32) -> [u32; 4] {
        let [a, b] = draws.block(Purpose::BuyerOrder, self.name | u64::from(k), pass);
        [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
    }

    #[inline]
    fn hash(self, draws: QuarterDraws, code: u32, pass: u32) -> u32 {
        self.hashes(draws, code >> 2, pass)[code as usize & 3]
    }
}

/// A run of buyers with consecutive codes.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Code of the first.
    pub first: u32,
    /// How many.
    pub len: u32,
}

/// How much the buyers of a market want, asked in blocks of consecutive codes.
pub trait Wants {
    /// Writes what the buyers `first`, `first + 1`, … want.
    fn fill(&self, first: u32, wanted: &mut [f64]);
}

/// As many buyers as are sorted at a time: 256 KiB, which stays in the second-level cache.
const PART: usize = 1 << 14;
/// Buyers generated at a time; a multiple of four, which share a block of hashes.
const BLOCK: usize = 256;

/// Work space for ordering buyers, kept between quarters.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Buyers as they are generated, or dealt to parts.
    dealt: Vec<Buyer>,
    /// One part in order.
    sorted: Vec<Buyer>,
    counts: Vec<u16>,
    part_ends: Vec<u32>,
}

impl Order {
    /// Visits, in random order and in batches, all buyers of `runs` that want something.
    ///
    /// Stops early when `visit` breaks with the number it has seen of its batch, and then hands the
    /// buyers never reached to `unreached`.
    pub fn first_pass(
        &mut self,
        group: Group,
        runs: &[Run],
        wants: &impl Wants,
        mut visit: impl FnMut(&[Buyer]) -> ControlFlow<usize>,
        mut unreached: impl FnMut(&[Buyer]),
    ) {
        let n: usize = runs.iter().map(|run| run.len as usize).sum();
        let part_bits = if group.draws.is_some() {
            n.div_ceil(PART).next_power_of_two().trailing_zeros()
        } else {
            0
        };
        self.deal(group, runs, wants, part_bits);
        let mut start = 0;
        let mut stopped = false;
        for part in 0..self.part_ends.len() {
            let end = self.part_ends[part] as usize;
            let dealt = &self.dealt[start..end];
            start = end;
            if stopped {
                unreached(dealt);
                continue;
            }
            let batch = if group.draws.is_some() {
                sort_part(dealt, part_bits, &mut self.counts, &mut self.sorted);
                &self.sorted
            } else {
                dealt
            };
            if let ControlFlow::Break(seen) = visit(batch) {
                unreached(&batch[seen..]);
                stopped = true;
            }
        }
    }

    /// Deals the buyers that want something to parts by the leading bits of their hashes.
    fn deal(&mut self, group: Group, runs: &[Run], wants: &impl Wants, part_bits: u32) {
        self.part_ends.clear();
        if part_bits == 0 {
            let n: usize = runs.iter().map(|run| run.len as usize).sum();
            let dealt = &mut self.dealt;
            // A block is written whole and then cut to those who want something, without a branch.
            dealt.resize(n + 1, Buyer::default());
            let mut end = 0;
            generate(group, runs, wants, |buyer| {
                dealt[end] = buyer;
                end += usize::from(buyer.left > 0.0);
            });
            self.part_ends.push(end as u32);
            return;
        }
        let shift = 64 - part_bits;
        self.part_ends.resize(1 << part_bits, 0);
        let ends = &mut self.part_ends;
        generate(group, runs, wants, |buyer| {
            ends[(buyer.key >> shift) as usize] += u32::from(buyer.left > 0.0);
        });
        let mut total = 0;
        for end in ends.iter_mut() {
            let count = *end;
            *end = total;
            total += count;
        }
        self.dealt.resize(total as usize + 1, Buyer::default());
        let dealt = &mut self.dealt;
        // Each start moves on to become the end of its part; a buyer who wants nothing is written
        // there too, and over by the next.
        generate(group, runs, wants, |buyer| {
            if buyer.left > 0.0 {
                let place = &mut ends[(buyer.key >> shift) as usize];
                dealt[*place as usize] = buyer;
                *place += 1;
            }
        });
    }

    /// Puts the buyers left over from a pass into the random order of pass `pass`.
    pub fn later_pass(group: Group, pass: u32, buyers: &mut [Buyer]) {
        if let Some(draws) = group.draws {
            for buyer in &mut *buyers {
                let code = buyer.code();
                buyer.key = u64::from(group.hash(draws, code, pass)) << 32 | u64::from(code);
            }
        }
        // Without luck the key is the code alone.
        buyers.sort_unstable_by_key(|buyer| buyer.key);
    }
}

/// Hands every buyer of `runs` to `act`, in the order of their codes.
#[inline]
fn generate(group: Group, runs: &[Run], wants: &impl Wants, mut act: impl FnMut(Buyer)) {
    let mut wanted = [0.0; BLOCK];
    let mut hashes = [0; BLOCK];
    for run in runs {
        let end = run.first + run.len;
        let mut first = run.first;
        while first < end {
            // Blocks begin at multiples of four, as hashes do.
            let skip = first as usize & 3;
            let len = (BLOCK - skip).min((end - first) as usize);
            if let Some(draws) = group.draws {
                let quads = hashes.chunks_exact_mut(4).take((skip + len).div_ceil(4));
                for (quad, k) in quads.zip(first >> 2..) {
                    quad.copy_from_slice(&group.hashes(draws, k, 0));
                }
            }
            wants.fill(first, &mut wanted[..len]);
            let codes = first..first + len as u32;
            for ((code, &hash), &left) in codes.zip(&hashes[skip..]).zip(&wanted) {
                act(Buyer {
                    key: u64::from(hash) << 32 | u64::from(code),
                    left,
                });
            }
            first += len as u32;
        }
    }
}

/// Sorts one part into `sorted`: buckets by the bits after the part's own, then insertion.
fn sort_part(part: &[Buyer], part_bits: u32, counts: &mut Vec<u16>, sorted: &mut Vec<Buyer>) {
    let bits = part.len().next_power_of_two().trailing_zeros().clamp(1, 13);
    debug_assert!(
        u16::try_from(part.len()).is_ok(),
        "a part is about {PART} buyers"
    );
    let bucket = |buyer: &Buyer| ((buyer.key << part_bits) >> (64 - bits)) as usize;
    counts.clear();
    counts.resize(1 << bits, 0);
    for buyer in part {
        counts[bucket(buyer)] += 1;
    }
    let mut total = 0;
    for count in counts.iter_mut() {
        let n = *count;
        *count = total;
        total += n;
    }
    sorted.resize(part.len(), Buyer::default());
    for buyer in part {
        let place = &mut counts[bucket(buyer)];
        sorted[*place as usize] = *buyer;
        *place += 1;
    }
    for i in 1..sorted.len() {
        let buyer = sorted[i];
        let mut j = i;
        while j > 0 && sorted[j - 1].key > buyer.key {
            sorted[j] = sorted[j - 1];
            j -= 1;
        }
        sorted[j] = buyer;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::Draws;

    struct Wanted<F>(F);

    impl<F: Fn(u32) -> f64> Wants for Wanted<F> {
        fn fill(&self, first: u32, wanted: &mut [f64]) {
            for (code, wanted) in (first..).zip(wanted) {
                *wanted = self.0(code);
            }
        }
    }

    fn order_of(n: u32, wanted: impl Fn(u32) -> f64) -> Vec<u32> {
        let group = Group {
            name: 3 << 48,
            draws: Some(Draws::new(11).in_quarter(2)),
        };
        let mut codes = Vec::new();
        Order::default().first_pass(
            group,
            &[Run { first: 0, len: n }],
            &Wanted(wanted),
            |batch| {
                codes.extend(batch.iter().map(|buyer| buyer.code()));
                ControlFlow::Continue(())
            },
            |_| {},
        );
        codes
    }

    /// Authority: a plain sort by (hash, code), for fewer and for more buyers than a part holds.
    #[test]
    fn buyers_come_in_the_order_of_their_hashes() {
        let draws = Draws::new(11).in_quarter(2);
        let group = Group {
            name: 3 << 48,
            draws: Some(draws),
        };
        for n in [1, 2, 7, 1000, PART as u32 + 1, 5 * PART as u32] {
            let mut expected: Vec<u32> = (0..n).collect();
            expected.sort_by_key(|&code| (group.hash(draws, code, 0), code));
            assert_eq!(order_of(n, |_| 1.0), expected, "{n}");
        }
    }

    #[test]
    fn a_buyer_more_or_less_moves_no_other() {
        let all = order_of(1000, |_| 1.0);
        let some = order_of(1000, |code| f64::from(u8::from(code % 7 != 0)));
        let kept: Vec<u32> = all.into_iter().filter(|code| code % 7 != 0).collect();
        assert_eq!(some, kept);
    }
}
