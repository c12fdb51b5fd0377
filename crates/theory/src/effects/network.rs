//! Network economy: users attract users, and buyers and sellers each other, until few platforms remain.
//!
//! # Question
//! Do they, and how far does it go?
//! # Equation
//! ```text
//! pull_pℓg += s · ν · [ ln((buyers + n₀)/(buyers(0) + n₀)) + ½ ln((sellers + n₀)/(sellers(0) + n₀)) ]      n₀ = 0.02
//! ```
//! # Source
//! Digital economy, §4.C, C3; revenue against users: \[zhang_liu_xu_2015\].
//! # Writes
//! Channel 38 (pull of a platform); it records the shift to online trade of channel 14.
//! # Off
//! Nobody's users matter; shares of platforms become equal. Online trade goes on, for it has no switch.
//! # Indicator
//! `platform_herfindahl`: concentration of users by kind of platform.
//! # Contradicted by
//! Revenue grows with users squared, but so do costs: `network_value_exponent` is not used. Measured from the
//! opening, users tip a pair of platforms only above an exponent of 0.69, beyond what is held plausible.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};

parameters! {
    /// Network economy: its parameters.
    pub struct Network in "network_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Exponent of users in a platform's use to each of them.
        network_surplus_exponent: f64 [Pure] = 0.2, within 0.0..=2.0, plausible 0.05..=0.5,
            from Assumed("a reading of revenue against users, net of costs") known Assumed;
        /// Exponent of users in the revenue of two platforms.
        network_value_exponent: f64 [Pure] = 2.0, within 0.0..=5.0, plausible 1.0..=3.0,
            from Estimated("zhang_liu_xu_2015") known Verified as Check;
    }
}

/// Share of users that everybody has: the first one is not worth infinitely much.
const FIRST: f64 = 0.02;

impl Network {
    /// Pull of a platform whose shares of buyers and sellers were `opening` and are `now`.
    ///
    /// ```
    /// let law = theory::effects::network::Network::default();
    /// assert_eq!(law.pull([0.5, 0.5], [0.5, 0.5]), 0.0);
    /// assert!((law.pull([0.5, 0.5], [1.0, 1.0]) - 0.2 * 1.5 * (1.02_f64 / 0.52).ln()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn pull(&self, opening: [f64; 2], now: [f64; 2]) -> f64 {
        let [buyers, sellers] = [0, 1].map(|k| grown(opening[k], now[k]));
        self.pull_of(buyers, sellers)
    }

    /// The same of logs by which its shares have grown.
    fn pull_of(&self, buyers: f64, sellers: f64) -> f64 {
        self.strength * self.network_surplus_exponent * (buyers + 0.5 * sellers)
    }
}

/// Log by which a share has grown.
fn grown(opening: f64, now: f64) -> f64 {
    maths::ln((now + FIRST) / (opening + FIRST))
}

impl Mechanism for Network {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[38, 14]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let (now, opening) = (&ground.state.platforms, &ground.opening.state.platforms);
        // What comes of buyers is the same for all products, and what comes of sellers for all areas.
        let (areas, products) = (
            ground.endowment.n_areas(),
            ground.endowment.industries.len(),
        );
        let each = |n: usize, of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
            let cells = (0..now.len()).flat_map(|p| (0..n).map(move |k| (p, k)));
            cells.map(|(p, k)| of(p, k)).collect()
        };
        let of_buyers = each(areas, &|p, area| {
            grown(opening.buyers(p, area), now.buyers(p, area))
        });
        let of_sellers = each(products, &|p, product| {
            grown(opening.sellers(p, product), now.sellers(p, product))
        });
        pen.pull(ground, |p, area, product| {
            self.pull_of(
                of_buyers[p * areas + area],
                of_sellers[p * products + product],
            )
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.note_online(scene);
    }
}
