//! Sharing economy: idle things of households serve others, for a rent.
//!
//! # Question
//! What do idle assets give, and to whom?
//! # Equation
//! ```text
//! share of spending on hotels, transport and rentals moved: s · φ_s · Δo, at a price lower by u/(1+u)
//! supply: s · Δ₀x · 0.1 · K_h · r_K, in proportion to which owners are paid
//! ```
//! `u` gain in utilisation, `K_h` dwellings, `r_K` 0.5 % a quarter.
//! # Source
//! Digital economy, §4.C, C9, and §6.3; utilisation: [cramer_krueger_2016].
//! # Writes
//! Channel 22 (bundle of households).
//! # Off
//! Nothing is shared beyond the opening.
//! # Indicator
//! `sharing_rent_share`: rents paid over the spending they replace.
//! # Contradicted by
//! Renters gain access and owners gain income: the rents go to those who own.
//! # Waits for
//! Channel 22: bundles of households that differ are not read yet.

use params::parameters;

use crate::concepts::Mechanism;

parameters! {
    /// Sharing economy: its parameters.
    pub struct Sharing in "sharing_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Utilisation of a shared car over that of a taxi, less 1.
        utilisation_gain: f64 [Share] = 0.38, within 0.0..=2.0, plausible 0.3..=0.58,
            from Estimated("cramer_krueger_2016") known Verified;
        /// Share of such spending that moves at full online trade.
        budget_share: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("share of spending on what can be shared") known New;
        /// Surplus of riders per dollar spent.
        consumer_surplus_per_dollar: f64 [Pure] = 1.6, within 0.0..=10.0, plausible 1.3..=1.8,
            from Estimated("cohen_2016") known Recalled as Satellite;
    }
}

/// Share of dwellings that stands idle and can be let (N).
const IDLE: f64 = 0.1;
/// Rental yield of dwellings per quarter (N).
const YIELD: f64 = 0.005;

impl Sharing {
    /// Share of a household's spending on what can be shared that moves to other households.
    #[must_use]
    pub fn moved(&self, online_trade: f64) -> f64 {
        self.strength * self.budget_share * online_trade
    }

    /// Price of what is shared over that of what it replaces.
    ///
    /// ```
    /// let law = theory::effects::sharing::Sharing::default();
    /// assert!((law.relative_price() - 1.0 / 1.38).abs() < 1e-15);
    /// assert_eq!(law.moved(0.0), 0.0);
    /// ```
    #[must_use]
    pub fn relative_price(&self) -> f64 {
        1.0 - self.utilisation_gain / (1.0 + self.utilisation_gain)
    }

    /// Rent that a household can offer, money per quarter.
    #[must_use]
    pub fn supply(&self, online: f64, dwellings: f64) -> f64 {
        self.strength * online * IDLE * dwellings * YIELD
    }
}

impl Mechanism for Sharing {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn waits_for(&self) -> &'static [u8] {
        &[22]
    }
}
