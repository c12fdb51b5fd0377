//! The goods market of one product with areas: who is near whom.
//!
//! # Equation
//! ```text
//! Pr(ℓ' | ℓ) ∝ χ_ℓ' e^(−δ d − 2 τ) (E_ℓ' / E + A_ℓ' / A)      Pr(f | ℓ') ∝ E_f / E + A_f / A
//! ```
//! `E_f = exp(−2 P_f)`, `A_f` supply at the start; sums over the open sellers of the area, or of the
//! country; `d` hops and `τ` transport cost from area ℓ' of the seller to area ℓ of the buyer; `χ` the
//! origin factors ([`factors`]). With `δ = τ = 0` and `χ = 1` a seller has the odds it has without areas.
//!
//! The way alone makes the *weights* of a product, a matrix that stays; sellers come and go in the
//! vector `v = E_ℓ'/E + A_ℓ'/A`. Rows are the areas of buyers and, last, buyers from abroad; columns the
//! areas of sellers and, last, the importer. Abroad is next door to every area, both ways: where ports
//! are is not known.
//!
//! # Source
//! Long run, §4.2; exports without distance are ours.
//!
//! The online branch has a second matrix, with a weaker fall with distance ([`online`]).
//!
//! # Left out
//! Dearer or cheaper transport into an area: it would be a factor on `freight`.

pub mod crowds;
pub mod expected;
pub mod factors;
pub mod freight;
pub mod online;
mod opening;
mod packed;
pub mod sampler;

pub use opening::DomesticTrade;

use super::ProductMarket;
use super::expected::Terms;
use crate::firms::Firms;
use crate::geography::Geography;

/// Numbers in a row of weights are padded to a multiple of this, and summed in as many lanes.
pub(super) const LANES: usize = 8;

/// One product's market with areas.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// Areas.
    n: usize,
    /// Numbers in a row of weights: areas and the importer, padded with zeros.
    stride: usize,
    /// First seller of each area; then the importer; then the number of sellers.
    first: Vec<u32>,
    /// Weight of the way, origin factors included, at `buyer area · stride + seller area`.
    weight: Vec<f64>,
    /// The same over columns with sellers; empty until the opening has found the factors.
    packed: packed::Packed,
    /// Weight times transport cost; empty where nothing is carried.
    freight: Vec<f64>,
    /// Average transport cost of each area's purchases at the opening.
    freight_at_opening: Vec<f64>,
    /// How the origin factors were found.
    pub factors: factors::Found,
    /// The terms on which each area, and abroad, bought this quarter under the expected protocol.
    pub(super) terms: Vec<Terms>,
    /// What each area, and abroad, bought this quarter: real, and its cost.
    pub(super) quantity: Vec<f64>,
    pub(super) spending: Vec<f64>,
}

impl Local {
    /// Rows and columns of a product's weights, with origin factors of 1.
    #[must_use]
    pub fn new(map: &Geography, firms: &Firms, product: usize, carried: bool) -> Self {
        let n = map.len();
        let stride = (n + 1).next_multiple_of(LANES);
        let sellers = firms.of_industry(product).len();
        let begin = firms.first_of_industry[product];
        let cell = product * n;
        let mut first: Vec<u32> = (0..n)
            .map(|a| (firms.first_of_cell[cell + a] - begin) as u32)
            .collect();
        first.extend([sellers as u32, sellers as u32 + 1]);
        let carried = carried && map.settings.transport_margin > 0.0;
        let mut weight = vec![0.0; (n + 1) * stride];
        let mut freight = vec![0.0; if carried { weight.len() } else { 0 }];
        for to in 0..=n {
            for from in 0..=n {
                let at = to * stride + from;
                let abroad = to == n || from == n;
                weight[at] = if abroad {
                    1.0
                } else {
                    map.goods_link(product, carried, from, to)
                };
                if carried && !abroad {
                    freight[at] = weight[at] * map.transport_cost(from, to);
                }
            }
        }
        Self {
            n,
            stride,
            first,
            weight,
            freight,
            freight_at_opening: vec![0.0; n],
            terms: vec![Terms::default(); n + 1],
            quantity: vec![0.0; n + 1],
            spending: vec![0.0; n + 1],
            ..Self::default()
        }
    }

    /// Number of areas.
    #[must_use]
    pub fn n_areas(&self) -> usize {
        self.n
    }

    /// What buyers of each area bought this quarter, real, and what it cost.
    #[must_use]
    pub fn bought(&self) -> (&[f64], &[f64]) {
        (&self.quantity[..self.n], &self.spending[..self.n])
    }

    /// Entries of all tables of a search: about what it costs to make them.
    fn table_entries(&self) -> usize {
        2 * ((self.n + 1) * (self.n + 1) + self.first[self.n + 1] as usize)
    }

    /// Takes note of what each row has bought this quarter.
    pub(super) fn note_purchases(&mut self, quantity: &[f64], spending: &[f64]) {
        self.quantity.copy_from_slice(quantity);
        self.spending.copy_from_slice(spending);
    }

    /// Sellers of a column: an area, or the importer.
    fn sellers(&self, column: usize) -> std::ops::Range<usize> {
        self.first[column] as usize..self.first[column + 1] as usize
    }

    /// Weights of the way to buyers of one area, or abroad.
    fn row(&self, to: usize) -> &[f64] {
        &self.weight[to * self.stride..(to + 1) * self.stride]
    }

    /// `v`: the attraction of each area over that of the country, over sellers with any supply.
    ///
    /// `appeal` are the sellers' weights in choices by price.
    fn attraction(&self, market: &ProductMarket, appeal: &[f64], v: &mut Vec<f64>) {
        let open = |f: usize| market.supply[f] > 0.0;
        let sum = |of: &[f64], range: std::ops::Range<usize>| -> f64 {
            range.filter(|&f| open(f)).map(|f| of[f]).sum()
        };
        let n_sellers = market.supply.len();
        let by_price = sum(appeal, 0..n_sellers);
        let by_size = sum(&market.supply, 0..n_sellers);
        v.clear();
        v.resize(self.stride, 0.0);
        for (column, v) in v.iter_mut().enumerate().take(self.n + 1) {
            let sellers = self.sellers(column);
            let price = sum(appeal, sellers.clone());
            let size = sum(&market.supply, sellers);
            *v = quantity::maths::ratio_or_zero(price, by_price)
                + quantity::maths::ratio_or_zero(size, by_size);
        }
    }
}

/// The sum of products of two vectors of a multiple of [`LANES`] numbers, in a fixed order.
#[inline]
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let [sum] = dots(a, [b]);
    sum
}

/// The products of a row with several vectors, each as [`dot`] has it, in one pass over the row.
#[inline]
pub(super) fn dots<const N: usize>(row: &[f64], vectors: [&[f64]; N]) -> [f64; N] {
    let lanes = lanes(row, vectors);
    lanes.map(|[a, b, c, d, e, f, g, h]| ((a + e) + (b + f)) + ((c + g) + (d + h)))
}

/// The sums of products of each lane.
///
/// Not inlined: where the compiler sees in which pairs lanes are added up, it makes vectors of those pairs, for
/// which every number is moved about; alone, lanes are multiplied as they lie in memory.
#[inline(never)]
fn lanes<const N: usize>(row: &[f64], vectors: [&[f64]; N]) -> [[f64; LANES]; N] {
    let mut lanes = [[0.0; LANES]; N];
    let (row, _) = row.as_chunks::<LANES>();
    let vectors = vectors.map(|vector| &vector.as_chunks::<LANES>().0[..row.len()]);
    for (k, row) in row.iter().enumerate() {
        for (lanes, vector) in lanes.iter_mut().zip(vectors) {
            for ((lane, a), b) in lanes.iter_mut().zip(row).zip(&vector[k]) {
                *lane += a * b;
            }
        }
    }
    lanes
}

/// Adds `factor` times a row to a vector.
#[inline]
pub(super) fn add_scaled(sum: &mut [f64], factor: f64, row: &[f64]) {
    for (sum, x) in sum.iter_mut().zip(row) {
        *sum += factor * x;
    }
}

/// Adds to a vector its own factor times each row of a matrix, one row after the other; a row with the
/// factor 0 moves no bit of a sum of positive numbers.
pub(super) fn add_rows(sum: &mut [f64], factors: &[f64], rows: &[f64]) {
    /// Rows added in one pass over the sum.
    const TOGETHER: usize = 4;
    let stride = sum.len();
    let mut blocks = rows.chunks_exact(TOGETHER * stride);
    let (fours, rest) = factors.as_chunks::<TOGETHER>();
    for (&[a, b, c, d], block) in fours.iter().zip(&mut blocks) {
        let (ab, cd) = block.split_at(2 * stride);
        let ((row_a, row_b), (row_c, row_d)) = (ab.split_at(stride), cd.split_at(stride));
        let numbers = row_a.iter().zip(row_b).zip(row_c.iter().zip(row_d));
        for (sum, ((p, q), (r, s))) in sum.iter_mut().zip(numbers) {
            *sum = *sum + a * p + b * q + c * r + d * s;
        }
    }
    let rows = blocks.remainder().chunks_exact(stride);
    for (&factor, row) in rest.iter().zip(rows) {
        add_scaled(sum, factor, row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(n: usize, by: f64) -> Vec<f64> {
        let number = |k: usize| 1.1 + quantity::maths::sin(by * k as f64);
        (0..n).map(number).collect()
    }

    /// Authority: one row after the other.
    #[test]
    fn rows_added_together_give_the_same_bits() {
        let stride = 2 * LANES;
        for n in 0..10 {
            let (rows, mut factors) = (wave(n * stride, 0.7), wave(n, 1.9));
            if let Some(factor) = factors.get_mut(2) {
                *factor = 0.0;
            }
            let (mut together, mut alone) = (vec![0.0; stride], vec![0.0; stride]);
            add_rows(&mut together, &factors, &rows);
            for (&factor, row) in factors.iter().zip(rows.chunks(stride)) {
                if factor > 0.0 {
                    add_scaled(&mut alone, factor, row);
                }
            }
            assert_eq!(together, alone, "{n}");
        }
    }

    /// Authority: sums of eight lanes, by hand.
    #[test]
    fn vectors_multiplied_together_give_the_same_bits() {
        let (row, x, y) = (wave(24, 0.3), wave(24, 1.1), wave(24, 2.3));
        let lane =
            |v: &[f64], k: usize| row[k] * v[k] + row[k + 8] * v[k + 8] + row[k + 16] * v[k + 16];
        let sum = |v: &[f64]| {
            let lane = |k| lane(v, k);
            ((lane(0) + lane(4)) + (lane(1) + lane(5)))
                + ((lane(2) + lane(6)) + (lane(3) + lane(7)))
        };
        assert_eq!(dots(&row, [&x, &y]), [sum(&x), sum(&y)]);
        assert_eq!(dot(&row, &x), sum(&x));
    }
}
