//! Inclusiveness: with scale, the least client worth serving gets smaller.
//!
//! # Question
//! Who is in?
//! # Equation
//! ```text
//! threshold += s · ln(m_c) · clip( Δ₀x̄ / (1 − x̄(0)), 0, 1 )
//! ```
//! `m_c` cost of one more online client over an offline one (`public_services_supply`), `x̄` online share of the country; the threshold is half the mean income at the opening.
//! # Source
//! Digital economy, §3.1 and §4.D, D2.
//! # Writes
//! Channel 40 (threshold), read by the coverage of every service.
//! # Off
//! The least client worth serving stays.
//! # Indicator
//! `coverage_bottom_quintile`: coverage of the lowest fifth.
//! # Contradicted by
//! Four in ten of those over 60 were online in 2021 \[cnnic_49\]: coverage does not reach who is not there. Nothing happens while no service is on, which is the point.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::LawPen;
use crate::scene::Ground;

parameters! {
    /// Inclusiveness: its parameters.
    pub struct Inclusiveness in "inclusiveness" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Internet penetration of persons of 60 and over, 2021.
        elderly_penetration: f64 [Share] = 0.432, within 0.0..=1.0, plausible 0.38..=0.55,
            from Measured("cnnic_49") known Verified as Check;
        /// Households that mobile money lifted out of extreme poverty in Kenya: an upper bound.
        mobile_money_poverty_exit: f64 [Share] = 0.02, within 0.0..=1.0, plausible 0.01..=0.03,
            from Estimated("suri_jack_2016") known Verified as Check;
    }
}

impl Inclusiveness {
    /// Log of the least client worth serving, relative to the opening's.
    #[must_use]
    pub fn term(&self, cost_ratio: f64, online: f64, opening: f64) -> f64 {
        let scale = maths::ratio_or_zero(online - opening, 1.0 - opening).clamp(0.0, 1.0);
        if scale == 0.0 {
            return 0.0;
        }
        self.strength * maths::ln(cost_ratio) * scale
    }
}

impl Mechanism for Inclusiveness {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[40]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let ratio = ground
            .concepts
            .public_services_supply
            .digital_service_marginal_cost_ratio;
        let opening = ground.opening.means.online_nation;
        pen.threshold(
            ground,
            self.term(ratio, ground.means.online_nation, opening),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_client_gets_smaller_as_the_country_goes_online() {
        let law = Inclusiveness::default();
        assert_eq!(law.term(0.2, 0.7, 0.7), 0.0);
        assert!((law.term(0.2, 1.0, 0.5) - maths::ln(0.2)).abs() < 1e-15);
        assert_eq!(law.term(0.2, 0.3, 0.5), 0.0);
    }
}
