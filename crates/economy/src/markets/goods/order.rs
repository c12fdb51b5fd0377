//! The random order of buyers: a sort by hash.
//!
//! Every buyer has a hash of its own for each product, group and pass, and buyers act in the order of
//! their hashes. So one more buyer moves no other. Sorted are not the buyers but short keys that say
//! where each stands: by two digits of the hash, the lower first, and as hashes are uniform that
//! leaves next to nothing out of order. Where the buyers do not fit the cache they are first dealt to
//! parts that do, and each part is sorted when its turn comes.

use std::ops::ControlFlow;

use quantity::{Purpose, QuarterDraws};

/// A buyer, with what it still wants.
#[derive(Clone, Copy, Debug, Default)]
pub struct Buyer {
    /// Money or quantity still wanted.
    pub left: f64,
    /// The buyer's code: see [`Group`].
    pub code: u32,
    /// Random bits for the first try of this pass to find a seller.
    pub pick: u32,
}

impl Buyer {
    /// The same buyer, with `left` still to get.
    #[inline]
    #[must_use]
    pub fn with(self, left: f64) -> Self {
        Self { left, ..self }
    }
}

/// Places in an order, in the lower bits of keys.
#[derive(Clone, Copy, Debug)]
struct Places<'a> {
    keys: &'a [u32],
    mask: u32,
}

/// Buyers and the order in which it is their turn.
#[derive(Clone, Copy, Debug)]
pub struct Queue<'a> {
    buyers: &'a [Buyer],
    order: Places<'a>,
}

impl<'a> Queue<'a> {
    /// The buyers in turn.
    #[inline]
    pub fn iter(self) -> impl ExactSizeIterator<Item = Buyer> {
        let Places { keys, mask } = self.order;
        keys.iter()
            .map(move |key| self.buyers[(key & mask) as usize])
    }

    /// Those who come after the first `n`.
    pub fn after(self, n: usize) -> impl Iterator<Item = Buyer> {
        self.iter().skip(n)
    }

    /// Successive parts of `n` buyers; the last may be shorter.
    #[inline]
    pub fn chunks(self, n: usize) -> impl Iterator<Item = Queue<'a>> {
        let Places { keys, mask } = self.order;
        keys.chunks(n).map(move |keys| Queue {
            order: Places { keys, mask },
            ..self
        })
    }
}

/// A group of buyers of one product, as it enters the names of draws.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Product, group and phase, in the upper bits of a draw's agent key.
    pub name: u64,
    /// The luck of the quarter; `None` in the deterministic variant.
    pub draws: Option<QuarterDraws>,
    /// Whether buyers are given bits for their first try.
    pub picks: bool,
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

/// As many buyers as are sorted at a time: with their hashes and keys they take 420 KB, which stays in
/// the second-level cache. With the room that parts have beyond the mean they are no more than
/// 2^[`PLACE_BITS`].
const PART: usize = 15_000;
/// Buyers generated at a time; a multiple of four, which share a block of hashes.
const BLOCK: usize = 256;

/// Work space for ordering buyers, kept between quarters.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Buyers, with their hashes, dealt to parts of equal room.
    dealt: Vec<(u32, Buyer)>,
    /// Buyers in each part.
    dealt_to: Vec<u32>,
    /// Buyers for whom their part had no room; practically none.
    spilt: Vec<(u32, Buyer)>,
    /// The buyers of one part, or of all if they fit one.
    buyers: Vec<Buyer>,
    /// The hash of each.
    hashes: Vec<u32>,
    sorter: Sorter,
}

impl Order {
    /// Visits, in random order, all buyers of `runs` that want something, a part of them at a time.
    ///
    /// Stops early when `visit` breaks with the number it has seen of its queue, and then hands the
    /// buyers never reached to `unreached`.
    pub fn first_pass(
        &mut self,
        group: Group,
        runs: &[Run],
        wants: &impl Wants,
        mut visit: impl FnMut(Queue<'_>) -> ControlFlow<usize>,
        mut unreached: impl FnMut(Buyer),
    ) {
        let n: usize = runs.iter().map(|run| run.len as usize).sum();
        if group.draws.is_none() || n <= PART {
            let len = self.deal_to_one(group, runs, wants, n);
            let order = if group.draws.is_some() {
                self.sorter.by_hash(&self.hashes[..len], 0)
            } else {
                self.sorter.as_they_stand(len)
            };
            let queue = Queue {
                buyers: &self.buyers[..len],
                order,
            };
            if let ControlFlow::Break(seen) = visit(queue) {
                queue.after(seen).for_each(unreached);
            }
            return;
        }
        let part_bits = n.div_ceil(PART).next_power_of_two().trailing_zeros();
        let room = self.deal(group, runs, wants, n, part_bits);
        let mut stopped = false;
        for (part, &len) in self.dealt_to.iter().enumerate() {
            let dealt = &self.dealt[part * room..part * room + len as usize];
            let here = |(hash, _): &&(u32, Buyer)| hash >> (32 - part_bits) == part as u32;
            let everybody = dealt.iter().chain(self.spilt.iter().filter(here));
            if stopped {
                everybody.for_each(|&(_, buyer)| unreached(buyer));
                continue;
            }
            self.buyers.clear();
            self.hashes.clear();
            for &(hash, buyer) in everybody {
                self.buyers.push(buyer);
                self.hashes.push(hash);
            }
            let order = if self.hashes.len() <= 1 << PLACE_BITS {
                self.sorter.by_hash(&self.hashes, part_bits)
            } else {
                self.sorter.by_comparison(self.hashes.iter().copied())
            };
            let queue = Queue {
                buyers: &self.buyers,
                order,
            };
            if let ControlFlow::Break(seen) = visit(queue) {
                queue.after(seen).for_each(&mut unreached);
                stopped = true;
            }
        }
    }

    /// Generates the buyers that want something, in the order of their codes, and says how many.
    fn deal_to_one(&mut self, group: Group, runs: &[Run], wants: &impl Wants, n: usize) -> usize {
        let buyers = grown(&mut self.buyers, n + 1);
        let hashes = grown(&mut self.hashes, n + 1);
        // Everybody is written and the next written over those who want nothing: no branch to predict.
        let mut len = 0;
        generate(group, runs, wants, |hash, buyer| {
            buyers[len] = buyer;
            hashes[len] = hash;
            len += usize::from(buyer.left > 0.0);
        });
        len
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
        let dealt = grown(dealt, room << part_bits);
        dealt_to.clear();
        dealt_to.resize(1 << part_bits, 0);
        spilt.clear();
        generate(group, runs, wants, |hash, buyer| {
            if buyer.left > 0.0 {
                let part = (hash >> (32 - part_bits)) as usize;
                let len = &mut dealt_to[part];
                if (*len as usize) < room {
                    let stand = part * room + *len as usize;
                    dealt[stand] = (hash, buyer);
                    *len += 1;
                } else {
                    spilt.push((hash, buyer));
                }
            }
        });
        room
    }

    /// Puts the buyers left over from a pass into the random order of pass `pass`.
    pub fn later_pass<'a>(
        &'a mut self,
        group: Group,
        pass: u32,
        buyers: &'a mut [Buyer],
    ) -> Queue<'a> {
        let order = if let Some(draws) = group.draws {
            for buyer in buyers.iter_mut().filter(|_| group.picks) {
                buyer.pick = group.bits(draws, Purpose::SellerPick, buyer.code, pass);
            }
            let hash = |buyer: &Buyer| group.bits(draws, Purpose::BuyerOrder, buyer.code, pass);
            self.sorter.by_comparison(buyers.iter().map(hash))
        } else {
            self.sorter
                .by_comparison(buyers.iter().map(|buyer| buyer.code))
        };
        Queue { buyers, order }
    }
}

/// Hands every buyer of `runs`, with its hash, to `act`, in the order of their codes.
#[inline]
fn generate(group: Group, runs: &[Run], wants: &impl Wants, mut act: impl FnMut(u32, Buyer)) {
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
                    if group.picks {
                        picks.copy_from_slice(&group.quad(draws, Purpose::SellerPick, k, 0));
                    }
                }
            }
            wants.fill(first, &mut wanted[..len]);
            let codes = first..first + len as u32;
            let bits = hashes[skip..].iter().zip(&picks[skip..]);
            for ((code, (&hash, &pick)), &left) in codes.zip(bits).zip(&wanted) {
                act(hash, Buyer { left, code, pick });
            }
            first += len as u32;
        }
    }
}

/// Bits of a key that say where the buyer stands; the others are the leading ones of its hash.
const PLACE_BITS: u32 = 14;
/// Bits in each of the two digits of a key.
const DIGIT_BITS: u32 = (32 - PLACE_BITS) >> 1;
/// Different digits.
const DIGITS: usize = 1 << DIGIT_BITS;

/// Puts places into the order of their hashes.
#[derive(Clone, Debug)]
struct Sorter {
    /// Where the next key with a given digit goes: lower digit, upper digit.
    next: [[u16; DIGITS]; 2],
    by_lower: Vec<u32>,
    sorted: Vec<u32>,
    /// Hash in the upper half, place in the lower.
    compared: Vec<u64>,
}

impl Default for Sorter {
    fn default() -> Self {
        Self {
            next: [[0; DIGITS]; 2],
            by_lower: Vec::new(),
            sorted: Vec::new(),
            compared: Vec::new(),
        }
    }
}

/// Room for `n` values, whose present values do not matter: it is not cleared each time.
fn grown<T: Clone + Default>(room: &mut Vec<T>, n: usize) -> &mut [T] {
    if room.len() < n {
        room.resize(n, T::default());
    }
    &mut room[..n]
}

impl Sorter {
    /// The first `n` places.
    fn as_they_stand(&mut self, n: usize) -> Places<'_> {
        self.sorted.clear();
        self.sorted.extend(0..n as u32);
        Places {
            keys: &self.sorted,
            mask: u32::MAX,
        }
    }

    /// The places of any number of hashes.
    fn by_comparison(&mut self, hashes: impl Iterator<Item = u32>) -> Places<'_> {
        self.compared.clear();
        self.compared.extend(
            (0_u64..)
                .zip(hashes)
                .map(|(place, hash)| u64::from(hash) << 32 | place),
        );
        self.compared.sort_unstable();
        self.sorted.clear();
        self.sorted
            .extend(self.compared.iter().map(|&key| key as u32));
        Places {
            keys: &self.sorted,
            mask: u32::MAX,
        }
    }

    /// The places of up to 2^[`PLACE_BITS`] hashes, whose first `known_bits` bits are all the same.
    ///
    /// Keys are sorted by their lower digit and then by their upper one, with counters that stay in
    /// the first-level cache. Buyers whose hashes differ only beyond the two digits, a few in a
    /// hundred, are sorted by insertion.
    fn by_hash(&mut self, hashes: &[u32], known_bits: u32) -> Places<'_> {
        const MASK: u32 = (1 << PLACE_BITS) - 1;
        let lower_digit = |key: u32| (key >> PLACE_BITS) as usize % DIGITS;
        let upper_digit = |key: u32| (key >> (PLACE_BITS + DIGIT_BITS)) as usize % DIGITS;
        let [lower, upper] = &mut self.next;
        lower.fill(0);
        upper.fill(0);
        for &hash in hashes {
            let key = hash << known_bits;
            lower[lower_digit(key)] += 1;
            upper[upper_digit(key)] += 1;
        }
        for counts in [&mut *lower, &mut *upper] {
            let mut total = 0;
            for count in counts {
                total += std::mem::replace(count, total);
            }
        }
        let by_lower = grown(&mut self.by_lower, hashes.len());
        for (place, &hash) in hashes.iter().enumerate() {
            let key = hash << known_bits & !MASK | place as u32;
            let next = &mut lower[lower_digit(key)];
            by_lower[usize::from(*next)] = key;
            *next += 1;
        }
        let keys = grown(&mut self.sorted, hashes.len());
        for &key in by_lower.iter() {
            let next = &mut upper[upper_digit(key)];
            keys[usize::from(*next)] = key;
            *next += 1;
        }
        let mut before = u32::MAX;
        for i in 0..keys.len() {
            let key = keys[i];
            if (before ^ key) & !MASK == 0 && i > 0 {
                let hash = |key: u32| hashes[(key & MASK) as usize];
                let mut j = i;
                while j > 0 && (keys[j - 1] ^ key) & !MASK == 0 && hash(keys[j - 1]) > hash(key) {
                    keys[j] = keys[j - 1];
                    j -= 1;
                }
                keys[j] = key;
            }
            before = key;
        }
        Places { keys, mask: MASK }
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
            picks: true,
        };
        let mut codes = Vec::new();
        Order::default().first_pass(
            group,
            &[Run { first: 0, len: n }],
            &Wanted(wanted),
            |queue| {
                codes.extend(queue.iter().map(|buyer| buyer.code));
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
            picks: true,
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
