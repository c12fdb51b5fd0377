//! Relative prices in seller choice (C14): a buyer compares prices with the product's price index, so
//! that the level of prices does not matter; and the importer counts as as many sellers as its supply.
//!
//! # Equation
//! ```text
//! E_f = exp(−2 P_f / P̄_g(t−1))      E_m = n_m exp(−2 P_m / P̄_g)      n_m = max(1, Y_m n_g / Σ A_i)
//! ```
//! `n_g` domestic sellers of the product, `A_i` their supplies, `Y_m` imports offered.
//!
//! # Source
//! Long run, §3.2, C14.
//!
//! # Off
//! The level of prices, and one importer among many sellers.

use params::parameters;

parameters! {
    /// What buyers compare.
    pub struct RelativePrices in "closure.relative_prices" {
        /// Whether buyers compare relative prices and the importer counts by its supply.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("with levels, doubling all prices doubles the price elasticity") known Derived as Alternative;
    }
}

impl RelativePrices {
    /// What prices of a product are divided by; 1 with the rule off.
    #[must_use]
    pub fn level(&self, price_index: f64) -> f64 {
        if self.on { price_index } else { 1.0 }
    }

    /// How many sellers the importer counts as; 1 with the rule off.
    ///
    /// ```
    /// let rule = economy::closure::RelativePrices::default();
    /// assert_eq!(rule.importer_crowd(50.0, 10, 100.0), 5.0);
    /// assert_eq!(rule.importer_crowd(5.0, 10, 100.0), 1.0);
    /// ```
    #[must_use]
    pub fn importer_crowd(&self, imports: f64, domestic_sellers: usize, domestic: f64) -> f64 {
        if self.on && domestic > 0.0 {
            (imports * domestic_sellers as f64 / domestic).max(1.0)
        } else {
            1.0
        }
    }
}
