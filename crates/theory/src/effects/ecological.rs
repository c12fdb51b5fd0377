//! Ecosystem economy: compatible neighbours are worth more together. Not about the environment.
//!
//! # Question
//! What do compatible neighbours add?
//! # Equation
//! ```text
//! productivity += s · min( 0.02, ς [ ln(1 + n_e) − ln(1 + n_e(0)) ] )      for members of an ecosystem
//! n_e = adopted members among partners, relative to the opening mean; raised by support (H6)
//! ```
//! # Source
//! Digital economy, §4.C, C10. The spillover is assumed.
//! # Writes
//! Channel 1 (productivity).
//! # Off
//! Neighbours add nothing; nor do they where there is no industrial platform.
//! # Indicator
//! `complementor_density`: mean of `n_e` over members.
//! # Contradicted by
//! Five percent of developers make almost all of the value of open source \[hoffmann_2024\]: an ecosystem hangs on few nodes.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::platforms::Kind;
use crate::scene::Scene;

parameters! {
    /// Ecosystem economy: its parameters.
    pub struct Ecological in "ecological_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Log of productivity per log of complementors.
        complementor_spillover: f64 [Pure] = 0.03, within 0.0..=1.0, plausible 0.01..=0.08,
            from Assumed("looked for and not found") known Assumed;
        /// Spending on software that firms would need without the open-source commons, over what they spend.
        oss_spending_multiple: f64 [Pure] = 3.5, within 1.0..=100.0, plausible 3.0..=4.0,
            from Estimated("hoffmann_2024") known Verified as Check;
    }
}

/// The largest gain, a log.
const BOUND: f64 = 0.02;

impl Ecological {
    /// Log of productivity of a member with `now` complementors instead of `opening`.
    ///
    /// ```
    /// let law = theory::effects::ecological::Ecological::default();
    /// assert_eq!(law.term(1.0, 1.0), 0.0);
    /// assert_eq!(law.term(100.0, 1.0), 0.02);
    /// ```
    #[must_use]
    pub fn term(&self, now: f64, opening: f64) -> f64 {
        let grown = maths::ln(1.0 + now) - maths::ln(1.0 + opening);
        self.strength * (self.complementor_spillover * grown).min(BOUND)
    }
}

impl Mechanism for Ecological {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let support = scene
            .concepts
            .strategy_ecosystem
            .support(scene.view.quarter);
        let platforms = &scene.state.platforms;
        let ecosystems = platforms.mask_of(Kind::Industrial);
        let mean = scene.endowment.mean_complementors;
        if ecosystems == 0 || mean <= 0.0 {
            return;
        }
        let (now, opening) = (
            &scene.means.complementors,
            &scene.opening.means.complementors,
        );
        pen.firms(OfFirm::Productivity, scene, |i| {
            if platforms.memberships.bits[i] & ecosystems == 0 {
                return 0.0;
            }
            let cell = scene.cell(i);
            self.term(support * now[cell] / mean, opening[cell] / mean)
        });
    }
}
