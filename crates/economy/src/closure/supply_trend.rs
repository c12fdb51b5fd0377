//! Supply trend (C3): what a worker can make, and what work is paid, grow with the trend.
//!
//! # Equation
//! ```text
//! ᾱ^ref ← (1 + g) ᾱ^ref      w̄^ref ← (1 + g) w̄^ref      w_h ← (1 + g) w_h   of the unemployed
//! ```
//! # Source
//! Long run, §3.2, C3.
//!
//! # Off
//! `g = 0`.

use params::parameters;

use crate::firms::Firms;
use crate::households::{Households, NOBODY};

parameters! {
    /// Growth of productivity and wages.
    pub struct SupplyTrend in "closure.supply_trend" {
        /// Whether the economy follows the trend at all; off, nothing grows and target inflation is 0.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("the labour force, productivity and wages of the published model are fixed") known Prototype as Alternative;
    }
}

/// Lets productivity, wages and the wage memory of the unemployed grow.
pub fn advance(firms: &mut Firms, households: &mut Households, growth: f64) {
    if growth == 0.0 {
        return;
    }
    let factor = 1.0 + growth;
    let reference = &mut firms.reference;
    for column in [
        &mut reference.output_per_worker,
        &mut reference.trend_output_per_worker,
        &mut reference.base_wage,
    ] {
        for value in column.iter_mut() {
            *value *= factor;
        }
    }
    for (wage, &employer) in households.wage.iter_mut().zip(households.employer.iter()) {
        if employer == NOBODY {
            *wage *= factor;
        }
    }
}
