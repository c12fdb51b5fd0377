//! Free of charge: what costs the user nothing is paid by sellers who advertise.
//!
//! # Question
//! Who pays for what costs nothing?
//! # Equation
//! ```text
//! fee += s · r_ad · Δ₀(x̄ lit̄) · [ 1 − t_a (1 − data_flow) ]      GDP-B = Σ_h Δ₀x_h · ω · c̄ · n
//! ```
//! `r_ad` advertising over online sales, `t_a` revenue lost without targeting; `ω` value of a service to a user over mean consumption, `n` = 3 services.
//! # Source
//! Digital economy, §4.D, D3; value of free services: \[brynjolfsson_collis_eggers_2019\].
//! # Writes
//! Channel 20 (fee of members on their online sales). What is free is a [satellite](crate::satellites).
//! # Off
//! No advertising beyond the opening's.
//! # Indicator
//! `free_goods_value`, beside GDP and never added to it.
//! # Contradicted by
//! The gain is flat per head while the profit is not: one lowers inequality, the other raises it; both are shown.

use params::parameters;

use crate::concepts::Mechanism;
use crate::means::Means;
use crate::pen::Pen;
use crate::scene::Scene;

parameters! {
    /// Free of charge: its parameters.
    pub struct FreeOfCharge in "free_of_charge" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Advertising over online sales.
        advert_rate: f64 [Share] = 0.02, within 0.0..=1.0, plausible 0.01..=0.04,
            from Assumed("share of online sales spent on advertising beyond the opening's") known New;
        /// What users ask for to give up a social network for a month.
        free_service_value_social: f64 [DollarsPerMonth] = 48.0, within 0.0..=1000.0, plausible 38.0..=60.0,
            from Estimated("brynjolfsson_collis_eggers_2019") known Verified as Satellite;
    }
}

/// Value of a service to a user over mean consumption: 48 dollars a month over US income.
const VALUE_OF_A_SERVICE: f64 = 0.010;
/// Services counted (N).
const SERVICES: f64 = 3.0;

impl FreeOfCharge {
    /// Fee of a member, over its online sales, when skilled use has grown by `used`.
    #[must_use]
    pub fn fee(&self, used: f64, targeting: f64, data_flow: f64) -> f64 {
        self.strength * self.advert_rate * used * (1.0 - targeting * (1.0 - data_flow))
    }

    /// Value of free services to a household whose online share has grown by `online`, in the unit of mean
    /// consumption.
    ///
    /// ```
    /// let law = theory::characteristics::free_of_charge::FreeOfCharge::default();
    /// assert!((law.value(0.5, 200.0) - 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn value(&self, online: f64, mean_consumption: f64) -> f64 {
        online * VALUE_OF_A_SERVICE * mean_consumption * SERVICES
    }
}

impl Mechanism for FreeOfCharge {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[20]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let used = |means: &Means| means.over_persons(|area| means.use_in_area[area]);
        let grown = used(scene.means) - used(&scene.opening.means);
        let targeting = scene.concepts.precision_economy.targeting_value;
        let fee = self.fee(grown, targeting, scene.last_data_flow);
        let platforms = &scene.state.platforms;
        pen.advertising(scene, |i| {
            if platforms.sells_online(i, scene.industry(i)) {
                fee
            } else {
                0.0
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_targeting_half_of_advertising_is_gone() {
        let law = FreeOfCharge::default();
        assert_eq!(law.fee(0.5, 0.52, 1.0), 0.01);
        assert!((law.fee(0.5, 0.52, 0.0) - 0.0048).abs() < 1e-15);
        assert_eq!(law.fee(0.0, 0.52, 1.0), 0.0);
    }
}
