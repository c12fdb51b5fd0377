//! A product's weights of the way over areas with sellers alone: most products are made in half of the areas.
//!
//! Columns keep their lane and their order within it, and those left out would add nothing, so sums are those
//! over all columns to the last bit.

use super::{LANES, Local, dot, dots};

/// Rows of weights over the columns with sellers: areas, and the importer.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    /// Numbers in a row, padded with zeros where some lanes have fewer than others.
    pub stride: usize,
    /// Place in a row of each column with sellers, in order.
    pub places: Vec<usize>,
    /// The first seller beyond each of them.
    pub beyond: Vec<u32>,
    /// Weights, at `buyer area · stride + place`.
    pub weight: Vec<f64>,
}

impl Packed {
    /// The weights of a product as they are now.
    pub fn of(local: &Local) -> Self {
        let mut filled = [0; LANES];
        let mut packed = Self::default();
        let columns = (0..=local.n).filter(|&column| !local.sellers(column).is_empty());
        for column in columns.clone() {
            let lane = column % LANES;
            packed.places.push(filled[lane] * LANES + lane);
            packed.beyond.push(local.first[column + 1]);
            filled[lane] += 1;
        }
        packed.stride = LANES * filled.into_iter().max().unwrap_or(0);
        for to in 0..=local.n {
            let begin = packed.weight.len();
            packed.weight.resize(begin + packed.stride, 0.0);
            let row = &mut packed.weight[begin..];
            for (column, &place) in columns.clone().zip(&packed.places) {
                row[place] = local.row(to)[column];
            }
        }
        packed
    }

    /// The product of each row with a vector; two rows at a time, so that the vector is read half as often.
    pub fn products(&self, vector: &[f64], into: &mut Vec<f64>) {
        into.clear();
        let mut pairs = self.weight.chunks_exact(2 * self.stride);
        for pair in &mut pairs {
            let (one, other) = pair.split_at(self.stride);
            into.extend(dots(vector, [one, other]));
        }
        for row in pairs.remainder().chunks_exact(self.stride) {
            into.push(dot(vector, row));
        }
    }

    /// Weights of the way to buyers of one area, or abroad.
    pub fn row(&self, to: usize) -> &[f64] {
        &self.weight[to * self.stride..(to + 1) * self.stride]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quantity::maths;

    /// Authority: the sums over all columns, of which those without sellers have nothing.
    #[test]
    fn sums_over_sellers_are_those_over_all_columns() {
        let n = 61;
        let stride = (n + 1_usize).next_multiple_of(LANES);
        let makes = |column: usize| column == n || column % 3 == 1 || column % 16 == 5;
        let mut first = vec![0];
        for column in 0..=n {
            let sellers = if makes(column) {
                1 + column as u32 % 4
            } else {
                0
            };
            first.push(first[column] + sellers);
        }
        let wave = |k: usize| 1.1 + maths::sin(k as f64);
        let mut local = Local {
            n,
            stride,
            first,
            weight: vec![0.0; (n + 1) * stride],
            ..Local::default()
        };
        let mut v = vec![0.0; stride];
        for (from, v) in v.iter_mut().enumerate().take(n + 1) {
            *v = if makes(from) { wave(7 * from) } else { 0.0 };
            for to in 0..=n {
                local.weight[to * stride + from] = wave(to + 3 * from);
            }
        }
        let packed = Packed::of(&local);
        assert!(packed.stride < stride);
        let mut there = vec![0.0; packed.stride];
        let columns = (0..=n).filter(|&column| makes(column));
        for ((column, &place), &beyond) in columns.zip(&packed.places).zip(&packed.beyond) {
            there[place] = v[column];
            assert_eq!(beyond, local.first[column + 1]);
        }
        let mut products = Vec::new();
        packed.products(&there, &mut products);
        assert_eq!(products.len(), n + 1);
        for (to, product) in products.into_iter().enumerate() {
            let sum = dot(local.row(to), &v);
            assert_eq!(dot(packed.row(to), &there), sum);
            assert_eq!(product, sum);
        }
    }
}
