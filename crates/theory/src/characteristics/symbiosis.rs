//! Symbiosis: platform, sellers and users divide a joint surplus.
//!
//! # Question
//! How is it divided?
//! # Equation
//! ```text
//! take_target += s · (t_split − t(0))      t_split = t_min + (1 − cs)(t_mono − t_min)      t ← t + 0.1 (take_target − t)
//! fee += s · t_p on additional online sales,  s · (t_p − t_p(0)) on opening ones
//! ```
//! `cs` share of the surplus left to complementors and users, `t_mono` the rate of a monopolist, `t_min` the cost.
//! # Source
//! Digital economy, §4.D, D4, and §6.1; rates seen: \[platform_fees_2025\].
//! # Writes
//! Channels 39 (target of the commission) and 20 (fee).
//! # Off
//! No fee is booked, and no target is set; so too under the reading `coordination`, where ecosystems (C10) are all there is.
//! # Indicator
//! `complementor_share`: what complementors keep of the joint surplus.
//! # Contradicted by
//! The sign follows `complementor_surplus_share`, for which nothing was found.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};

parameters! {
    /// Symbiosis: its parameters.
    pub struct Symbiosis in "symbiosis" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// What is taken to live together.
        reading: Reading [Switch] = Reading::Split, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Share of the joint surplus left to complementors and users.
        complementor_surplus_share: f64 [Share] = 0.6, within 0.0..=1.0, plausible 0.4..=0.8,
            from Assumed("looked for and not found: the lever itself") known Assumed;
        /// Commission over the value of a sale at the opening; the ends of the range are recalled.
        platform_take_rate: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Measured("platform_fees_2025") known Verified;
    }
}

params::choices! {
    /// What symbiosis is taken to mean.
    pub enum Reading {
        /// The split of the surplus.
        Split = "split",
        /// Coordination alone: no split.
        Coordination = "coordination",
    }
}

/// Commission of a monopolist: twice the opening's at its default.
pub const MONOPOLY_RATE: f64 = 0.30;
/// Commission that covers the cost (N).
const COST_RATE: f64 = 0.03;
/// Commissions move within about two years (N).
const SPEED: f64 = 0.1;

/// The commission after a quarter. The law has no switch; without targets nothing moves.
#[must_use]
pub fn next_rate(rate: f64, target: f64) -> f64 {
    rate + SPEED * (target - rate)
}

/// Share of the joint surplus left to complementors and users at a commission: the inverse of the split.
///
/// ```
/// use theory::characteristics::symbiosis::split_of;
/// assert!((split_of(0.138) - 0.6).abs() < 1e-12);
/// assert_eq!(split_of(0.30), 0.0);
/// ```
#[must_use]
pub fn split_of(rate: f64) -> f64 {
    1.0 - (rate - COST_RATE) / (MONOPOLY_RATE - COST_RATE)
}

impl Symbiosis {
    /// By how much the target of the commission differs from the opening's.
    ///
    /// ```
    /// let law = theory::characteristics::symbiosis::Symbiosis::default();
    /// assert!((law.target() - (0.138 - 0.15)).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn target(&self) -> f64 {
        if self.reading == Reading::Coordination {
            return 0.0;
        }
        let split =
            COST_RATE + (1.0 - self.complementor_surplus_share) * (MONOPOLY_RATE - COST_RATE);
        self.strength * (split - self.platform_take_rate)
    }

    /// Fees at a commission, over additional online sales and over those of the opening.
    #[must_use]
    pub fn fees(&self, rate: f64) -> [f64; 2] {
        [rate, rate - self.platform_take_rate].map(|fee| self.strength * fee)
    }
}

impl Mechanism for Symbiosis {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[39, 20]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        pen.take_target(ground, |_| self.target());
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        if self.reading == Reading::Coordination {
            return;
        }
        let platforms = &scene.state.platforms;
        pen.commission(scene, |i| {
            let rate = platforms.seller_rate(scene.industry(i), platforms.memberships.bits[i]);
            rate.map_or([0.0, 0.0], |rate| self.fees(rate))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sellers_gain_where_more_is_left_to_them() {
        let generous = Symbiosis {
            complementor_surplus_share: 0.8,
            ..Symbiosis::default()
        };
        let greedy = Symbiosis {
            complementor_surplus_share: 0.4,
            ..Symbiosis::default()
        };
        assert!(generous.target() < 0.0 && greedy.target() > 0.0);
        assert!(generous.fees(0.1)[1] < 0.0);
        assert_eq!(generous.fees(0.15), [0.15, 0.0]);
        assert_eq!(next_rate(0.15, 0.15), 0.15);
    }
}
