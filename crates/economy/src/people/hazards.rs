//! What may happen to a person in a quarter, as what random bits are held against.
//!
//! # Equation
//! `(n + ½) / 2³² < p`  if and only if  `n < ⌈2³² p − ½⌉`, for the whole number `n` of 32 random bits

use super::Age;

/// Cells that 32 bits tell apart.
const CELLS: f64 = 4_294_967_296.0;

/// A fraction out of 32 bits, in the middle of its cell.
pub(crate) fn fraction(bits: u64) -> f64 {
    ((bits & 0xFFFF_FFFF) as f64 + 0.5) * (1.0 / CELLS)
}

/// A probability as the number of cells whose middle lies below it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Odds(u64);

impl Odds {
    fn of(probability: f64) -> Self {
        Self((probability * CELLS - 0.5).ceil() as u64)
    }

    /// Whether the [`fraction`] out of these bits lies below the probability.
    #[inline]
    pub(crate) fn hit(self, bits: u64) -> bool {
        (bits & 0xFFFF_FFFF) < self.0
    }
}

/// What may happen to a person of an age class; nothing unless it is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hazards {
    pub death: Odds,
    pub birthday: Odds,
    pub birth: Odds,
}

impl Hazards {
    /// Of each age class; only the young have children.
    pub(crate) fn by_age(fertility: f64, mortality: [f64; 4], ageing: [f64; 4]) -> [Self; 4] {
        Age::ALL.map(|age| Self {
            death: Odds::of(mortality[age as usize]),
            birthday: Odds::of(ageing[age as usize]),
            birth: Odds::of(if age == Age::Young { fertility } else { 0.0 }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the comparison of fractions that [`Odds`] stand for.
    #[test]
    fn odds_are_hit_where_the_fraction_is_below_the_probability() {
        let cell = 1.0 / CELLS;
        let probabilities = [
            0.0,
            1e-30,
            0.49 * cell,
            0.5 * cell,
            0.51 * cell,
            1.5 * cell,
            1e-4,
            0.0085,
            1.0 / 64.0,
            1.0 / 76.0,
            0.3,
            0.5,
            1.0 - cell,
            1.0,
            2.0,
        ];
        for p in probabilities {
            let near = (p * CELLS) as u64;
            for bits in (0..4).chain(near.saturating_sub(3)..near + 4) {
                let bits = bits.min(0xFFFF_FFFF) | 7 << 32;
                assert_eq!(Odds::of(p).hit(bits), fraction(bits) < p, "{p:e} {bits:x}");
            }
        }
    }
}
