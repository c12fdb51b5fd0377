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

pub mod expected;
pub mod factors;
pub mod freight;
pub mod online;
mod opening;
pub mod sampler;

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
    let mut lanes = [0.0; LANES];
    for (a, b) in a.chunks_exact(LANES).zip(b.chunks_exact(LANES)) {
        for ((lane, a), b) in lanes.iter_mut().zip(a).zip(b) {
            *lane += a * b;
        }
    }
    let [a, b, c, d, e, f, g, h] = lanes;
    ((a + e) + (b + f)) + ((c + g) + (d + h))
}

/// The products of a row with several vectors, each as [`dot`] has it, in one pass over the row.
#[inline]
pub(super) fn dots<const N: usize>(row: &[f64], vectors: [&[f64]; N]) -> [f64; N] {
    let mut lanes = [[0.0; LANES]; N];
    for (k, row) in row.chunks_exact(LANES).enumerate() {
        for (lanes, vector) in lanes.iter_mut().zip(vectors) {
            let vector = &vector[k * LANES..(k + 1) * LANES];
            for ((lane, a), b) in lanes.iter_mut().zip(row).zip(vector) {
                *lane += a * b;
            }
        }
    }
    lanes.map(|[a, b, c, d, e, f, g, h]| ((a + e) + (b + f)) + ((c + g) + (d + h)))
}

/// Adds `factor` times a row to a vector.
#[inline]
pub(super) fn add_scaled(sum: &mut [f64], factor: f64, row: &[f64]) {
    for (sum, x) in sum.iter_mut().zip(row) {
        *sum += factor * x;
    }
}
