//! Counter-based random draws: the n-th draw of a stream is a function of seed, stream and n alone.
//!
//! Philox 4×32 with 10 rounds [Salmon, Moraes, Dror, Shaw 2011, *Parallel random numbers: as easy as
//! 1, 2, 3*]. One more draw in one stream moves none in another, and no order of evaluation matters.

/// One stream of draws.
#[derive(Debug, Clone)]
pub(crate) struct Draws {
    key: [u32; 2],
    stream: u64,
    next: u64,
}

impl Draws {
    /// The stream `stream` of the seed `seed`, from its beginning.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        Self {
            key: [seed as u32, (seed >> 32) as u32],
            stream,
            next: 0,
        }
    }

    /// A whole number below `n`, each (to within 2⁻⁶⁴ n) equally likely.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let counter = [
            self.next as u32,
            (self.next >> 32) as u32,
            self.stream as u32,
            (self.stream >> 32) as u32,
        ];
        self.next += 1;
        let block = philox(counter, self.key);
        let bits = u64::from(block[0]) | (u64::from(block[1]) << 32);
        ((u128::from(bits) * n as u128) >> 64) as usize
    }

    /// Puts the first `count` items of a random permutation at the front (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T], count: usize) {
        for at in 0..count.min(items.len().saturating_sub(1)) {
            let from = at + self.below(items.len() - at);
            items.swap(at, from);
        }
    }
}

fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let a = u64::from(counter[0]) * 0xD251_1F53;
        let b = u64::from(counter[2]) * 0xCD9E_8D57;
        counter = [
            (b >> 32) as u32 ^ counter[1] ^ key[0],
            b as u32,
            (a >> 32) as u32 ^ counter[3] ^ key[1],
            a as u32,
        ];
        key = [
            key[0].wrapping_add(0x9E37_79B9),
            key[1].wrapping_add(0xBB67_AE85),
        ];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known-answer vectors distributed with Random123 (`kat_vectors`, philox4x32 10).
    #[test]
    fn philox_gives_the_known_answers() {
        assert_eq!(
            philox([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
    }

    #[test]
    fn a_shuffle_is_a_permutation() {
        let mut items: Vec<usize> = (0..50).collect();
        Draws::new(1, 2).shuffle(&mut items, 50);
        assert_ne!(items, (0..50).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..50).collect::<Vec<_>>());
    }
}
