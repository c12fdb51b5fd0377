//! Transparency: who sees all prices buys where it is cheap.
//!
//! # Question
//! Does seeing all prices lower them?
//! # Equation
//! ```text
//! price_pull += s · b      weight of a seller online: e^( −2 e^x P/P̄_g )
//! ```
//! # Source
//! Digital economy, §4.D, D5; prices where information came: \[jensen_2007\].
//! # Writes
//! Channel 17 (pull of prices in the online branch).
//! # Off
//! Prices pull online as they do in shops.
//! # Indicator
//! `price_dispersion`: dispersion of prices paid at equal quality.
//! # Contradicted by
//! Sellers who see each other's prices can also collude: that belongs to a variant of G2. Dispersion first rises and then falls with the use of comparison sites \[brown_goolsbee_2002\].

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::Pen;
use crate::platforms::pen::OfBranch;
use crate::scene::Scene;

parameters! {
    /// Transparency: its parameters.
    pub struct Transparency in "transparency" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Log of the factor on the pull of prices online.
        search_gain: f64 [Pure] = 0.7, within -0.5..=1.5, plausible 0.0..=1.5,
            from Assumed("set so that prices paid fall by price_cut_from_information") known New;
        /// Change of prices paid once prices are known.
        price_cut_from_information: f64 [Pure] = -0.04, within -1.0..=0.0, plausible -0.06..=-0.02,
            from Estimated("jensen_2007") known Verified as Check;
        /// Change of small producers' profit in the same event.
        producer_profit_gain: f64 [Pure] = 0.08, within -1.0..=1.0, plausible 0.05..=0.1,
            from Estimated("jensen_2007") known Verified as Check;
        /// Change of prices by comparison sites.
        online_comparison_price_cut: f64 [Pure] = -0.10, within -1.0..=0.0, plausible -0.15..=-0.08,
            from Estimated("brown_goolsbee_2002") known Recalled as Check;
    }
}

impl Transparency {
    /// Log of the factor on the pull of prices online.
    #[must_use]
    pub fn term(&self) -> f64 {
        self.strength * self.search_gain
    }

    /// Weight of a seller with this price, over the average one, when the channel holds `pull`.
    ///
    /// ```
    /// let law = theory::characteristics::transparency::Transparency::default();
    /// let dear = |pull| law.weight(pull, 1.1) / law.weight(pull, 1.0);
    /// assert!(dear(law.term()) < dear(0.0));
    /// ```
    #[must_use]
    pub fn weight(&self, pull: f64, relative_price: f64) -> f64 {
        maths::exp(-2.0 * maths::exp(pull) * relative_price)
    }
}

impl Mechanism for Transparency {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[17]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.branch(OfBranch::Price, scene, self.term());
    }
}
