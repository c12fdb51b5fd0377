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
    /// Random bits for the first try of this pass to find a seller.
    pub pick: u32,
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
    /// Bits of the four buyers whose codes are `4 k … 4 k + 3`.
    #[inline]
    fn quad(self, draws: QuarterDraws, purpose: Purpose, k: u32, pass: u32) -> [u32; 4] {
        let [a, b] = draws.block(purpose, self.name | u64::from(k), pass);
        [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
    }

    /// Bits of the buyer with this code.
    #[inline]
    fn bits(self, draws: QuarterDraws, purpose: Purpose, code: u32, pass: u32) -> u32 {
        self.quad(draws, purpose, code >> 2, pass)[code as usize & 3]
    }

    /// Bits for the tries of a buyer that come after the first of a pass; none without luck.
    pub fn more_tries(self, code: u32, pass: u32) -> impl FnMut(u32) -> u32 {
        let mut block = [0; 4];
        move |tries| {
            if tries.is_multiple_of(4)
                && let Some(draws) = self.draws
            {
                let name = self.name | MORE_TRIES | u64::from(code);
                let [a, b] =
                    draws.block(Purpose::SellerPick, name, pass + (tries >> 2) * TRY_STRIDE);
                block = [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32];
            }
            block[tries as usize & 3]
        }
    }
}

/// Tells the name of later tries, one buyer a block, from that of first ones, four buyers a block.
const MORE_TRIES: u64 = 1 << 39;
/// Blocks of tries of a pass lie this far apart in the draw number.
const TRY_STRIDE: u32 = 1 << 20;

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

/// As many buyers as are sorted at a time: 384 KiB, which stays in the second-level cache.
const PART: usize = 1 << 14;
/// Buyers generated at a time; a multiple of four, which share a block of hashes.
const BLOCK: usize = 256;

/// Work space for ordering buyers, kept between quarters.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Buyers as they are generated, or dealt to parts of equal room.
    dealt: Vec<Buyer>,
    /// Buyers in each part.
    dealt_to: Vec<u32>,
    /// Buyers for whom their part had no room; practically none.
    spilt: Vec<Buyer>,
    /// One part in order.
    sorted: Vec<Buyer>,
    counts: Vec<u16>,
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
        if group.draws.is_none() || n <= PART {
            self.deal_to_one(group, runs, wants, n);
            let batch = if group.draws.is_some() {
                scatter(&self.dealt, 0, &mut self.counts, &mut self.sorted);
                &self.sorted
            } else {
                &self.dealt
            };
            if let ControlFlow::Break(seen) = visit(batch) {
                unreached(&batch[seen..]);
            }
            return;
        }
        let part_bits = n.div_ceil(PART).next_power_of_two().trailing_zeros();
        let room = self.deal(group, runs, wants, n, part_bits);
        let mut stopped = false;
        for (part, &len) in self.dealt_to.iter().enumerate() {
            let dealt = &self.dealt[part * room..part * room + len as usize];
            let here = |buyer: &&Buyer| buyer.key >> (64 - part_bits) == part as u64;
            if stopped {
                unreached(dealt);
                self.spilt
                    .iter()
                    .filter(here)
                    .for_each(|buyer| unreached(&[*buyer]));
                continue;
            }
            if self.spilt.iter().any(|buyer| here(&buyer)) {
                // Too many for the counters as well: a plain sort will do for what never happens.
                self.sorted.clear();
                self.sorted
                    .extend(dealt.iter().chain(self.spilt.iter().filter(here)));
                self.sorted.sort_unstable_by_key(|buyer| buyer.key);
            } else {
                count(dealt, part_bits, &mut self.counts);
                scatter(dealt, part_bits, &mut self.counts, &mut self.sorted);
            }
            if let ControlFlow::Break(seen) = visit(&self.sorted) {
                unreached(&self.sorted[seen..]);
                stopped = true;
            }
        }
    }

    /// Generates the buyers that want something, in the order of their codes, and counts buckets.
    fn deal_to_one(&mut self, group: Group, runs: &[Run], wants: &impl Wants, n: usize) {
        let Self { dealt, counts, .. } = self;
        let bucket = buckets(n, 0, counts);
        // Everybody is written and the next written over those who want nothing: no branch to predict.
        dealt.resize(n + 1, Buyer::default());
        let mut len = 0;
        generate(group, runs, wants, |buyer| {
            dealt[len] = buyer;
            let wants_some = buyer.left > 0.0;
            len += usize::from(wants_some);
            counts[bucket(&buyer)] += u16::from(wants_some);
        });
        dealt.truncate(len);
    }

    /// Deals the buyers that want something to parts by the leading bits of their hashes, and says how
    /// much room each part has.
    fn deal(
        &mut self,
        group: Group,
        runs: &[Run],
        wants: &impl Wants,
        n: usize,
        part_bits: u32,
    ) -> usize {
        let Self {
            dealt,
            dealt_to,
            spilt,
            ..
        } = self;
        // Eight standard deviations over the mean of a binomial: not once in the age of the universe.
        let mean = n as f64 / f64::from(1_u32 << part_bits);
        let room = (mean + 8.0 * mean.sqrt()) as usize + 16;
        dealt.resize(room << part_bits, Buyer::default());
        dealt_to.clear();
        dealt_to.resize(1 << part_bits, 0);
        spilt.clear();
        generate(group, runs, wants, |buyer| {
            if buyer.left > 0.0 {
                let part = (buyer.key >> (64 - part_bits)) as usize;
                let len = &mut dealt_to[part];
                if (*len as usize) < room {
                    dealt[part * room + *len as usize] = buyer;
                    *len += 1;
                } else {
                    spilt.push(buyer);
                }
            }
        });
        room
    }

    /// Puts the buyers left over from a pass into the random order of pass `pass`.
    pub fn later_pass(group: Group, pass: u32, buyers: &mut [Buyer]) {
        if let Some(draws) = group.draws {
            for buyer in &mut *buyers {
                let code = buyer.code();
                let hash = group.bits(draws, Purpose::BuyerOrder, code, pass);
                buyer.key = u64::from(hash) << 32 | u64::from(code);
                buyer.pick = group.bits(draws, Purpose::SellerPick, code, pass);
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
    let mut picks = [0; BLOCK];
    for run in runs {
        let end = run.first + run.len;
        let mut first = run.first;
        while first < end {
            // Blocks begin at multiples of four, as hashes do.
            let skip = first as usize & 3;
            let len = (BLOCK - skip).min((end - first) as usize);
            if let Some(draws) = group.draws {
                let n_quads = (skip + len).div_ceil(4);
                let quads = hashes.chunks_exact_mut(4).zip(picks.chunks_exact_mut(4));
                for ((hashes, picks), k) in quads.take(n_quads).zip(first >> 2..) {
                    hashes.copy_from_slice(&group.quad(draws, Purpose::BuyerOrder, k, 0));
                    picks.copy_from_slice(&group.quad(draws, Purpose::SellerPick, k, 0));
                }
            }
            wants.fill(first, &mut wanted[..len]);
            let codes = first..first + len as u32;
            let bits = hashes[skip..].iter().zip(&picks[skip..]);
            for ((code, (&hash, &pick)), &left) in codes.zip(bits).zip(&wanted) {
                act(Buyer {
                    key: u64::from(hash) << 32 | u64::from(code),
                    left,
                    pick,
                });
            }
            first += len as u32;
        }
    }
}

/// Clears the counters of the buckets of up to `n` buyers of a part, and says which bucket a buyer is
/// in: the bits of the hash after those that chose the part.
fn buckets(n: usize, part_bits: u32, counts: &mut Vec<u16>) -> impl Fn(&Buyer) -> usize + use<> {
    let bits = n.next_power_of_two().trailing_zeros().clamp(1, 13);
    counts.clear();
    counts.resize(1 << bits, 0);
    move |buyer| ((buyer.key << part_bits) >> (64 - bits)) as usize
}

/// Counts the buyers of a part in each bucket.
fn count(part: &[Buyer], part_bits: u32, counts: &mut Vec<u16>) {
    let bucket = buckets(part.len(), part_bits, counts);
    for buyer in part {
        counts[bucket(buyer)] += 1;
    }
}

/// Puts a part into `sorted`, in order: bucket by bucket, then by insertion.
///
/// `counts` holds the number of buyers in each bucket, and is used up.
fn scatter(part: &[Buyer], part_bits: u32, counts: &mut [u16], sorted: &mut Vec<Buyer>) {
    let bits = counts.len().trailing_zeros();
    let bucket = |buyer: &Buyer| ((buyer.key << part_bits) >> (64 - bits)) as usize;
    let mut total = 0;
    for count in counts.iter_mut() {
        let n = *count;
        *count = total;
        total += n;
    }
    sorted.resize(part.len(), Buyer::default());
    for buyer in part {
        let place = &mut counts[bucket(buyer)];
        sorted[usize::from(*place)] = *buyer;
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
            expected.sort_by_key(|&code| (group.bits(draws, Purpose::BuyerOrder, code, 0), code));
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
