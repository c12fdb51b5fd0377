//! Equality: online everybody meets the same price, so the margin that lives on place falls.
//!
//! # Question
//! Does everybody face the same price online?
//! # Equation
//! ```text
//! margin_trade_ℓ −= s · m_ℓ · Δ₀ō_ℓ
//! ```
//! `ō` share of consumption bought online in the area; `m` the part of the local shop's margin that exists because of place.
//! # Source
//! Digital economy, §4.D, D1. Margins of place are assumed.
//! # Writes
//! Channel 21 (margin of trade, by area of the buyer).
//! # Off
//! Margins stay.
//! # Indicator
//! `rural_price_gap`: rural over urban prices at equal quality.
//! # Contradicted by
//! Gains from online trade were twice as large for the rich and dense as for the poor \[dolfen_2023\]: equality holds only where rural use rises.
//! # Left out
//! The reading `wage`, which narrows the wedge between wages of places: the theory names no equation and no channel
//! for it, so that a run that asks for it is [refused](crate::Concepts::contradiction).

use economy::geography::Kind;
use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{Margin, Pen};
use crate::scene::Scene;

parameters! {
    /// Equality: its parameters.
    pub struct Equality in "equality" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What is made equal.
        reading: Reading [Switch] = Reading::Price, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Part of the trade margin of rural areas that exists only because of place.
        status_margin: f64 [Share] = 0.30, within 0.0..=1.0, plausible 0.0..=0.5,
            from Assumed("no estimate of margins of local monopoly was found; urban areas have a third of it") known New;
        /// Gain from online trade of rich over poor buyers.
        ecommerce_gain_rich_poor: f64 [Pure] = 2.0, within 0.0..=10.0, plausible 2.0..=3.0,
            from Estimated("dolfen_2023") known Verified as Check;
        /// Sign of the rural less the urban return to using the internet.
        return_gap_rural_minus_urban: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("internet_gap_2022") known Verified as Check;
    }
}

params::choices! {
    /// What equality is taken to mean.
    pub enum Reading {
        /// Equal prices.
        Price = "price",
        /// Equal wages: named by the theory, without an equation; no run accepts it.
        Wage = "wage",
    }
}

/// Margin of place of urban areas over that of rural ones (N).
const URBAN: f64 = 1.0 / 3.0;

impl Equality {
    /// Log change of the margin of trade of an area in which online trade has grown by `online`.
    #[must_use]
    pub fn margin(&self, kind: Kind, online: f64) -> f64 {
        let margin = match kind {
            Kind::Rural => self.status_margin,
            Kind::Urban => URBAN * self.status_margin,
        };
        -self.strength * margin * online
    }
}

impl Mechanism for Equality {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[21]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.margin(scene, Margin::Trade, |area| {
            self.margin(scene.endowment.places[area].kind, scene.bought_online(area))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_fall_with_online_trade_and_more_so_in_the_countryside() {
        let law = Equality::default();
        assert_eq!(law.margin(Kind::Rural, 0.1), -0.03);
        assert!(law.margin(Kind::Urban, 0.1) > law.margin(Kind::Rural, 0.1));
        assert_eq!(law.margin(Kind::Rural, 0.0), 0.0);
    }
}
