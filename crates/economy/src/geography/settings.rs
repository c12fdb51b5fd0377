//! How much distance matters, to goods, to jobs and to prices.
//!
//! # Source
//! Long run, §4.
//!
//! # Off
//! `on = false`, or a map of one area: one national market of each product and one pool of unemployed.

use params::parameters;

parameters! {
    /// Distance and areas.
    pub struct Settings in "geography" {
        /// Whether buyers, sellers, jobs and prices are told apart by area.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("without it areas are labels in one national market") known Assumed as Alternative;
        /// Factor on the fall of every product's sales with distance.
        decay_scale: f64 [Pure] = 1.0, within 0.0..=4.0, plausible 0.5..=2.0, from Assumed("only the order of products is argued for: goods travel, personal services do not") known Assumed;
        /// Transport cost of goods from far away, over their price (`τ̄`).
        transport_margin: f64 [Share] = 0.10, within 0.0..=0.5, plausible 0.05..=0.20, from Assumed("order of transport costs over the value of goods") known Assumed;
        /// Factor on the transport cost of goods into rural areas.
        rural_factor: f64 [Pure] = 1.5, within 1.0..=3.0, plausible 1.0..=2.0, from Assumed("the last mile is longer in the countryside") known Assumed;
        /// Whether areas of sellers get the factors with which the opening has no unsold output.
        origin_factors: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("without them remote areas start with unsold output") known Derived as Alternative;
        /// Whether firms hire in their own area first.
        local_labour: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("without it there is one pool of unemployed") known Assumed as Alternative;
        /// Share of vacancies offered to people of other areas (`σ_c`).
        commuting_share: f64 [Share] = 0.10, within 0.0..=1.0, plausible 0.05..=0.20, from Assumed("commuting between town and country of a province") known Assumed;
        /// Fall of commuting with distance, per hop (`δ_L`).
        commuting_decay: f64 [Pure] = 2.0, within 0.0..=10.0, plausible 1.0..=4.0, from Assumed("commuting between town and country of a province") known Assumed;
        /// Whether wages and benefits follow the consumer prices of the area instead of the country's.
        local_prices: bool [Switch] = false, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("off, a fall of local prices is a gain to those who live there") known Assumed as Alternative;
    }
}
