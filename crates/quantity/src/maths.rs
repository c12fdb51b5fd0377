//! Elementary functions that give the same bits everywhere, and sums in a fixed order.
//!
//! The standard library forwards `exp` and friends to the platform, and platforms differ in the
//! last bit. Every exponential, logarithm and power of this project comes from one `libm`.

/// `e` to the power `x`.
#[inline]
#[must_use]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm of `x`.
#[inline]
#[must_use]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// `x` to the power `y`.
#[inline]
#[must_use]
pub fn powf(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// Sine of `x` radians.
#[inline]
#[must_use]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// `max(0, x)`, and 0 where `x` is not a number.
///
/// ```
/// assert_eq!(quantity::maths::positive(-1.0), 0.0);
/// assert_eq!(quantity::maths::positive(f64::NAN), 0.0);
/// assert_eq!(quantity::maths::positive(2.5), 2.5);
/// ```
#[inline]
#[must_use]
pub fn positive(x: f64) -> f64 {
    if x > 0.0 { x } else { 0.0 }
}

/// The smaller of two numbers; `b` where `a` is not one. One comparison, where `f64::min` asks after both.
///
/// ```
/// assert_eq!(quantity::maths::smaller(1.0, 2.0), 1.0);
/// assert_eq!(quantity::maths::smaller(f64::NAN, 2.0), 2.0);
/// ```
#[inline]
#[must_use]
pub fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// `a / b`, or 0 where `b` is 0: the convention for deflators of things that were not traded.
#[inline]
#[must_use]
pub fn ratio_or_zero(a: f64, b: f64) -> f64 {
    if b == 0.0 { 0.0 } else { a / b }
}

/// Whether something is true of any of `values`, where it seldom is: several are looked at together.
#[inline]
#[must_use]
pub fn any_of(values: &[f64], is: impl Fn(f64) -> bool) -> bool {
    let any = |chunk: &[f64]| chunk.iter().fold(false, |any, &value| any | is(value));
    values.chunks(TOGETHER).any(any)
}

/// Cuts `values` off at bounds; returns how many were outside. What is not a number stays.
///
/// ```
/// let mut values = [0.5, -1.0, 2.0, f64::NAN];
/// assert_eq!(quantity::maths::cut_off(&mut values, (0.0, 1.0)), 2);
/// assert_eq!(values[..3], [0.5, 0.0, 1.0]);
/// ```
pub fn cut_off(values: &mut [f64], (low, high): (f64, f64)) -> u64 {
    let outside = |value: f64| value < low || value > high;
    let mut cut = 0;
    for chunk in values.chunks_mut(TOGETHER) {
        if !any_of(chunk, outside) {
            continue;
        }
        for value in chunk.iter_mut().filter(|value| outside(**value)) {
            *value = value.clamp(low, high);
            cut += 1;
        }
    }
    cut
}

/// Values that are looked at together.
const TOGETHER: usize = 64;

/// Sum of `values`, in a fixed order that keeps rounding small however many there are.
///
/// Blocks are summed one after the other and then in pairs, so the error grows with the logarithm of
/// the number of values instead of the number: accounts of ten million agents still balance.
///
/// ```
/// let cents = std::iter::repeat_n(0.1, 10_000_000);
/// assert!((quantity::maths::sum(cents) - 1e6).abs() < 1e-8);
/// ```
#[must_use]
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values = values.into_iter();
    // Most sums of the model are over products or areas: they are one block, and need no room for more.
    if values.size_hint().1.is_some_and(|most| most < BLOCK) {
        return values.fold(0.0, |sum, value| sum + value);
    }
    let mut blocks = Blocks::default();
    // An addition waits for the one before it, but blocks do not wait for each other: several are
    // summed side by side where there are that many. The order within each block and among blocks is
    // the same, and so are the bits.
    if values.size_hint().0 >= LANES * BLOCK {
        let mut lanes = [[0.0; BLOCK]; LANES];
        while values.size_hint().0 >= LANES * BLOCK {
            for (slot, value) in lanes.as_flattened_mut().iter_mut().zip(&mut values) {
                *slot = value;
            }
            let mut sums = [0.0; LANES];
            for k in 0..BLOCK {
                for (sum, lane) in sums.iter_mut().zip(&lanes) {
                    *sum += lane[k];
                }
            }
            for sum in sums {
                blocks.add(sum);
            }
        }
    }
    let mut block = 0.0;
    let mut filled = 0;
    for value in values {
        block += value;
        filled += 1;
        if filled == BLOCK {
            blocks.add(block);
            block = 0.0;
            filled = 0;
        }
    }
    blocks.in_use().iter().fold(block, |sum, part| sum + part)
}

/// Values added one after the other.
const BLOCK: usize = 128;
/// Blocks summed side by side.
const LANES: usize = 4;

/// Sums of blocks, added in pairs.
struct Blocks {
    /// `partial[k]` holds the sum of 2^k blocks if bit k of the number of blocks is set.
    partial: [f64; 48],
    n: u64,
}

impl Default for Blocks {
    fn default() -> Self {
        Self {
            partial: [0.0; 48],
            n: 0,
        }
    }
}

impl Blocks {
    fn add(&mut self, block: f64) {
        let mut carry = block;
        let mut level = 0;
        while self.n >> level & 1 == 1 {
            carry += self.partial[level];
            self.partial[level] = 0.0;
            level += 1;
        }
        self.partial[level] = carry;
        self.n += 1;
    }

    /// Sums that have been made; those beyond are 0.
    fn in_use(&self) -> &[f64] {
        &self.partial[..(u64::BITS - self.n.leading_zeros()) as usize]
    }
}

/// Quantile of the standard normal distribution at `p`, strictly inside 0..1.
///
/// # Source
/// M. J. Wichura (1988), Algorithm AS 241 (PPND16), *Applied Statistics* 37(3): relative accuracy
/// about 1e-16.
#[expect(
    clippy::excessive_precision,
    reason = "the coefficients stand as published"
)]
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    /// Evaluates a polynomial, highest power first.
    fn poly(x: f64, coefficients: &[f64]) -> f64 {
        coefficients.iter().fold(0.0, |sum, c| sum * x + c)
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * poly(
            r,
            &[
                2.509_080_928_730_122_672_7e3,
                3.343_057_558_358_812_810_5e4,
                6.726_577_092_700_870_085_3e4,
                4.592_195_393_154_987_145_7e4,
                1.373_169_376_550_946_112_5e4,
                1.971_590_950_306_551_442_7e3,
                1.331_416_678_917_843_774_5e2,
                3.387_132_872_796_366_608,
            ],
        ) / poly(
            r,
            &[
                5.226_495_278_852_854_561e3,
                2.872_908_573_572_194_267_4e4,
                3.930_789_580_009_271_061e4,
                2.121_379_430_158_659_586_7e4,
                5.394_196_021_424_751_107_7e3,
                6.871_870_074_920_579_083e2,
                4.231_333_070_160_091_125_2e1,
                1.0,
            ],
        );
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = libm::sqrt(-ln(tail));
    let z = if r <= 5.0 {
        let r = r - 1.6;
        poly(
            r,
            &[
                7.745_450_142_783_414_076_4e-4,
                2.272_384_498_926_918_458_33e-2,
                2.417_807_251_774_506_117_7e-1,
                1.270_458_252_452_368_382_58,
                3.647_848_324_763_204_605_04,
                5.769_497_221_460_691_405_5,
                4.630_337_846_156_545_295_9,
                1.423_437_110_749_683_577_34,
            ],
        ) / poly(
            r,
            &[
                1.050_750_071_644_416_843_24e-9,
                5.475_938_084_995_344_946e-4,
                1.519_866_656_361_645_719_66e-2,
                1.481_039_764_274_800_745_9e-1,
                6.897_673_349_851_000_045_5e-1,
                1.676_384_830_183_803_849_4,
                2.053_191_626_637_758_821_87,
                1.0,
            ],
        )
    } else {
        let r = r - 5.0;
        poly(
            r,
            &[
                2.010_334_399_292_288_132_65e-7,
                2.711_555_568_743_487_578_15e-5,
                1.242_660_947_388_078_438_6e-3,
                2.653_218_952_657_612_309_3e-2,
                2.965_605_718_285_048_912_3e-1,
                1.784_826_539_917_291_335_8,
                5.463_784_911_164_114_369_9,
                6.657_904_643_501_103_777_2,
            ],
        ) / poly(
            r,
            &[
                2.044_263_103_389_939_785_64e-15,
                1.421_511_758_316_445_888_7e-7,
                1.846_318_317_510_054_681_8e-5,
                7.868_691_311_456_132_591e-4,
                1.487_536_129_085_061_485_25e-2,
                1.369_298_809_227_358_053_1e-1,
                5.998_322_065_558_879_376_9e-1,
                1.0,
            ],
        )
    };
    if q < 0.0 { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the same sum without a size to go by, which takes one value after the other.
    #[test]
    fn blocks_side_by_side_give_the_same_bits() {
        for n in [0, 1, 127, 128, 511, 512, 513, 1_023, 1_024, 9_999] {
            let values: Vec<f64> = (0..n).map(|k| sin(f64::from(k)) / 3.0).collect();
            let one_by_one = values.iter().copied().filter(|_| true);
            let together = sum(values.iter().copied());
            assert_eq!(together.to_bits(), sum(one_by_one).to_bits(), "{n}");
        }
    }

    /// Authority: quantiles of the standard normal to 16 digits (mpmath, 30 digits).
    #[test]
    fn normal_quantiles_are_exact_to_rounding() {
        let table = [
            (0.5, 0.0),
            (0.975, 1.959_963_984_540_054),
            (0.999, 3.090_232_306_167_813_5),
            (0.1, -1.281_551_565_544_600_4),
            (1e-10, -6.361_340_902_404_056),
        ];
        for (p, z) in table {
            assert!(
                (normal_quantile(p) - z).abs() <= 4e-15 * (1.0 + f64::abs(z)),
                "{p}"
            );
        }
    }
}
