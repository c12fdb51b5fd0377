//! Trade (C7): exports and imports follow the trend, productivity, relative prices, home demand and, under
//! the norm closure, the foreign position.
//!
//! # Equation
//! ```text
//! C_E = C_E(0) T 𝒜^η_x e_R^−ε_x exp( dev_E + χ (b_R − b_R*) )
//! Y_I = Y_I(0) T 𝒜^η_m e_R^ε_m  f̂^ρ_m exp( dev_I − χ (b_R − b_R*) )
//! e_R = P̄ / Π (1 + π*)      f̂ ← 0.75 f̂ + 0.25 · real absorption / (absorption(0) T)
//! P_m ← P_m (1 + π* + ε)
//! ```
//! `b_R` claims of foreigners over annual GDP; `ε` the shock to world prices.
//!
//! # Source
//! Long run, §3.2, C7. Import prices are read as following world prices: each grows from its own last
//! value.
//!
//! # Off
//! The autoregressions of the base model.

use params::{choices, parameters};
use quantity::maths;

use super::trend::Growth;

choices! {
    /// What holds the foreign position.
    pub enum TradeClosure {
        /// Nothing: it is what trade makes of it.
        Open = "open",
        /// Trade leans towards its norm.
        Norm = "norm",
    }
}

parameters! {
    /// Exports and imports.
    pub struct Trade in "closure.trade" {
        /// Whether trade follows the trend, relative prices and home demand.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("exogenous levels run into capacity") known Prototype as Alternative;
        /// What holds the foreign position.
        closure: TradeClosure [Switch] = TradeClosure::Norm, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("every headline is published under both") known Prototype as Alternative;
        /// Elasticity of exports with respect to productivity off its trend (`η_x`).
        export_productivity: f64 [Pure] = 0.7, within 0.0..=1.0, plausible 0.0..=1.0, from Calibrated("to the productivity probe on Austria, decision 0007; 0.5 for China") known Derived;
        /// Elasticity of imports with respect to productivity off its trend (`η_m`).
        import_productivity: f64 [Pure] = 0.0, within 0.0..=1.0, plausible 0.0..=1.0, from Calibrated("to the productivity probe on Austria, decision 0007: home demand carries it; 0.5 for China") known Derived;
        /// Elasticity of exports with respect to relative prices, as a positive number (`ε_x`).
        export_price: f64 [Pure] = 0.5, within 0.0..=1.5, plausible 0.0..=1.5, from Assumed("a low short-run elasticity") known Assumed;
        /// Elasticity of imports with respect to relative prices (`ε_m`).
        import_price: f64 [Pure] = 0.5, within 0.0..=1.5, plausible 0.0..=1.5, from Assumed("as exports") known Assumed;
        /// Elasticity of imports with respect to home demand over its trend (`ρ_m`).
        import_demand: f64 [Pure] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0, from Calibrated("long run 2.4: without it one boom lowers unemployment for good") known Prototype;
        /// Reaction of log trade to the foreign position over annual GDP, under the norm closure (`χ`).
        position_reaction: f64 [Pure] = 0.1, within 0.0..=0.2, plausible 0.02..=0.2, from Calibrated("long run 2.2: stabilises") known Prototype;
    }
}

/// What trade looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conditions {
    /// The trend.
    pub growth: Growth,
    /// Productivity over its trend (`𝒜`).
    pub productivity: f64,
    /// Producer prices over what the target has made of them (`e_R`).
    pub relative_price: f64,
    /// Smoothed home demand over its trend (`f̂`).
    pub absorption: f64,
    /// Claims of foreigners over annual GDP, less their norm.
    pub position_gap: f64,
    /// Deviations of log exports and imports.
    pub deviations: [f64; 2],
}

impl Trade {
    /// Exports and imports over what they were at the opening.
    #[must_use]
    pub fn factors(&self, now: Conditions) -> [f64; 2] {
        let lean = match self.closure {
            TradeClosure::Open => 0.0,
            TradeClosure::Norm => self.position_reaction * now.position_gap,
        };
        let [exports, imports] = now.deviations;
        let log_price = maths::ln(now.relative_price);
        let log_productivity = maths::ln(now.productivity);
        [
            now.growth.output_index
                * maths::exp(
                    self.export_productivity * log_productivity - self.export_price * log_price
                        + exports
                        + lean,
                ),
            now.growth.output_index
                * maths::exp(
                    self.import_productivity * log_productivity
                        + self.import_price * log_price
                        + self.import_demand * maths::ln(now.absorption)
                        + imports
                        - lean,
                ),
        ]
    }
}
