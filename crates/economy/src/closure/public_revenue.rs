//! Public revenue (C16): what the state takes in besides taxes, fees on profits, fees on land, and the
//! central bank's profit.
//!
//! # Equation
//! ```text
//! (a) N_i = τ^N Π_i⁺      (b) F_i = φ_F · construction bought for investment, F_h = φ_H · dwellings
//! (c) Π_CB⁺
//! ```
//! (a) is added to the tax on profits wherever that stands, and reported apart. (b) are capital transfers
//! out of deposits: neither cost nor value added. (c) leaves the central bank's equity where it is.
//!
//! # Source
//! Long run, §3.2, C16.
//!
//! # Off
//! `τ^N = φ_F = φ_H = 0`, and the central bank keeps its profit.

use params::parameters;

parameters! {
    /// Revenue besides taxes.
    pub struct PublicRevenue in "closure.public_revenue" {
        /// Whether the state has revenue besides taxes.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("no effect at the rates of an economy without such revenue") known Assumed as Alternative;
        /// Fees on profits of firms and the bank (`τ^N`).
        profit_fee: f64 [Share] = 0.0, within 0.0..=0.5, plausible 0.0..=0.12, from Assumed("0.113 in China; economies state their own") known Assumed;
        /// Land fees of firms, on construction bought for investment (`φ_F`).
        firm_land_fee: f64 [Share] = 0.0, within 0.0..=1.0, plausible 0.0..=0.25, from Assumed("0.151 in China; economies state their own") known Assumed;
        /// Land fees of households, on dwellings (`φ_H`).
        household_land_fee: f64 [Share] = 0.0, within 0.0..=1.5, plausible 0.0..=0.6, from Assumed("0.461 in China; economies state their own") known Assumed;
        /// Whether the central bank hands its profit over.
        remittance: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("on in China") known Assumed;
    }
}

impl PublicRevenue {
    /// The rates in force: all zero with the rule off.
    #[must_use]
    pub fn in_force(self) -> Self {
        if self.on {
            self
        } else {
            Self {
                profit_fee: 0.0,
                firm_land_fee: 0.0,
                household_land_fee: 0.0,
                remittance: false,
                ..self
            }
        }
    }
}

/// Codes of the industry that builds, in the tables that ship and in NACE.
pub const CONSTRUCTION: [&str; 2] = ["CON", "F"];
