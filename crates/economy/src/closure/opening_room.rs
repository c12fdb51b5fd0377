//! Room in the opening balance (C2): an economy that grows buys more capital and inputs than one that
//! does not, so the opening must leave room for them, product by product.
//!
//! # Equation
//! ```text
//! ΔI_g = γ_0/(1 + γ_0) ( b^CF_g Σ K + Σ a_gs M_s )
//! ```
//! less the room that the tables hold already, is taken out of public capital formation, then of household
//! consumption, then of exports, each down to 5 % of what it was, and what is left is imported. Room that
//! is not needed goes to public capital formation, or to household consumption where there is none. `ψ`,
//! the baskets, exports and imports follow from the new totals.
//!
//! # Source
//! Long run, §3.2, C2, for economies whose capital formation holds no net investment; §6.4, where public
//! capital formation is what is left of capital formation after net investment.
//!
//! # Off
//! `γ_0` is that of the tables: 0 where capital formation only replaces what wears out.

use params::parameters;

use super::opening::OpeningTable;
use crate::calibration::Calibration;

parameters! {
    /// Room for growth at the opening.
    pub struct OpeningRoom in "closure.opening_room" {
        /// Whether the opening leaves room for net investment.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("off for an economy whose capital formation already holds net investment") known Prototype as Alternative;
    }
}

/// What is left, at least, of consumption and exports of a product.
const SMALLEST_SHARE: f64 = 0.05;

impl OpeningRoom {
    /// Makes room for stocks that grow by `growth` in a quarter.
    pub fn make(&self, calibration: &mut Calibration, growth: f64) {
        let held = calibration.opening.room;
        if !self.on || growth == held {
            return;
        }
        calibration.opening.room = growth;
        let mut table = OpeningTable::of(calibration);
        let held = needed(calibration, held);
        for (g, room) in needed(calibration, growth).into_iter().enumerate() {
            let mut left = room - held[g];
            let public = table.public_investment.get_mut(g);
            if left < 0.0 {
                *public.unwrap_or(&mut table.consumption[g]) -= left;
                continue;
            }
            if let Some(public) = public {
                let taken = left.min((1.0 - SMALLEST_SHARE) * *public);
                *public -= taken;
                left -= taken;
            }
            for row in [&mut table.consumption, &mut table.exports] {
                let taken = left.min((1.0 - SMALLEST_SHARE) * row[g].max(0.0));
                row[g] -= taken;
                left -= taken;
            }
            table.imports[g] += left;
        }
        table.write(calibration);
    }
}

/// Purchases of each product that growth of the stocks which opened the quarter adds, real.
#[must_use]
pub fn needed(calibration: &Calibration, growth: f64) -> Vec<f64> {
    let (technology, opening) = (&calibration.technology, &calibration.opening);
    let n = calibration.n_industries();
    let output: Vec<f64> = (0..n).map(|s| calibration.opening_output(s)).collect();
    let capital: f64 = (0..n)
        .map(|s| output[s] / (opening.capacity_use * technology.output_per_capital[s]))
        .sum();
    let inputs = |s: usize| output[s] / (opening.input_use * technology.output_per_input[s]);
    (0..n)
        .map(|g| {
            let of_inputs: f64 = (0..n)
                .map(|s| technology.input_share(g, s) * inputs(s))
                .sum();
            growth / (1.0 + growth) * (calibration.baskets.investment[g] * capital + of_inputs)
        })
        .collect()
}
