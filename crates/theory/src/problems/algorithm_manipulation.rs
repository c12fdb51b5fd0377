//! Algorithm manipulation: who knows the user keeps part of what the user would have kept.
//!
//! # Question
//! Who keeps the value of knowing the user?
//! # Equation
//! ```text
//! personal_price_h = ξ (rank − 0.6)/0.4 above rank 0.6,  ½ ξ (rank − 0.6)/0.6 below      to the platform
//! ranking *= 1 + σ_p for the platform's own sellers      gig pay × (1 − pressure)
//! pull −= |dist| · (ξ/0.10) · Δ₀ō                        variant collusion: mark_up += μ̄_g · alg · Δ₀a where H_g > 0.25
//! ```
//! Each form is weighted by `s` and by `violation`.
//! # Source
//! Digital economy, §5.1, G2; personal prices: \[dube_misra_2023\]; algorithms that price: \[assad_2024\].
//! # Writes
//! Channels 18 (ranking), 19 (personal price), 24 (pay by the task), 38 (distrust takes from the pull of platforms)
//! and, under the variant `collusion`, 42 (mark-up).
//! # Off
//! Nobody is steered.
//! # Indicator
//! `manipulation_transfer`: premiums times spending.
//! # Contradicted by
//! Six in ten customers paid less under personal prices: poor buyers may gain, while profits rise.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, OfFirm, Pen};
use crate::platforms::membership::own_sellers;
use crate::scene::{Ground, Scene};

parameters! {
    /// Algorithm manipulation: its parameters.
    pub struct AlgorithmManipulation in "algorithm_manipulation" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Which forms there are.
        reading: Reading [Switch] = Reading::Steering, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a reading of the theory") known Assumed as Alternative;
        /// Premium of the buyer of the highest rank.
        price_spread: f64 [Share] = 0.08, within 0.0..=0.25, plausible 0.0..=0.25,
            from Calibrated("set to the two findings of the experiment, on the platform's margin") known New;
        /// Change of consumers' surplus under personal prices.
        personalised_pricing_consumer_surplus: f64 [Share] = -0.23, within -1.0..=0.0, plausible -0.3..=-0.1,
            from Estimated("dube_misra_2023") known Verified as Check;
        /// Change of profit under personal prices.
        personalised_pricing_profit: f64 [Share] = 0.19, within 0.0..=1.0, plausible 0.1..=0.25,
            from Estimated("dube_misra_2023") known Verified as Check;
        /// By how much a platform ranks its own sellers up.
        own_ranking: f64 [Share] = 0.11, within 0.0..=1.0, plausible 0.0..=0.3,
            from Assumed("loss of sales of displaced rivals in one study") known New;
        /// Part of gig pay that dispatch keeps.
        dispatch_pressure: f64 [Share] = 0.05, within 0.0..=1.0, plausible 0.0..=0.15,
            from Assumed("no estimate was found") known New;
        /// Fall of demand when buyers learn that prices are personal.
        distrust_demand_contraction: f64 [Share] = -0.10, within -1.0..=0.0, plausible -0.248..=0.0,
            from Estimated("ward_2020") known Verified;
        /// Rise of margins where sellers let algorithms price.
        algorithmic_margin_increase: f64 [Share] = 0.09, within 0.0..=1.0, plausible 0.09..=0.38,
            from Estimated("assad_2024") known Verified;
    }
}

params::choices! {
    /// Which forms of manipulation there are.
    pub enum Reading {
        /// Prices, ranking and dispatch.
        Steering = "steering",
        /// Also algorithms that collude.
        Collusion = "collusion",
    }
}

/// Buyers below this rank pay less.
const TURNING_RANK: f64 = 0.6;
/// Spread at which distrust was measured.
const MEASURED_SPREAD: f64 = 0.10;
/// Concentration from which algorithms collude.
const CONCENTRATED: f64 = 0.25;

impl AlgorithmManipulation {
    /// Premium over the common price of a buyer of this rank; negative below rank 0.6.
    ///
    /// ```
    /// let law = theory::problems::algorithm_manipulation::AlgorithmManipulation::default();
    /// assert!((law.personal_price(1.0, 1.0) - 0.08).abs() < 1e-15);
    /// assert_eq!(law.personal_price(0.6, 1.0), 0.0);
    /// assert!((law.personal_price(0.0, 1.0) + 0.04).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn personal_price(&self, rank: f64, violation: f64) -> f64 {
        let over = rank - TURNING_RANK;
        let premium = if over > 0.0 {
            over / (1.0 - TURNING_RANK)
        } else {
            0.5 * over / TURNING_RANK
        };
        self.strength * violation * self.price_spread * premium
    }

    /// Factor on the odds of a platform's own sellers.
    #[must_use]
    pub fn ranking(&self, violation: f64) -> f64 {
        1.0 + self.strength * violation * self.own_ranking
    }

    /// What is left of gig pay.
    #[must_use]
    pub fn gig_pay(&self, violation: f64) -> f64 {
        1.0 - self.strength * violation * self.dispatch_pressure
    }

    /// Pull of a platform lost to distrust, where online trade has grown.
    #[must_use]
    pub fn distrust(&self, online_trade_grown: f64, violation: f64) -> f64 {
        self.strength * violation * self.distrust_demand_contraction * self.price_spread
            / MEASURED_SPREAD
            * online_trade_grown
    }

    /// Log mark-up of a firm with this margin in an industry of this concentration.
    #[must_use]
    pub fn mark_up(&self, margin: f64, adopted: f64, concentration: f64, violation: f64) -> f64 {
        if concentration <= CONCENTRATED {
            return 0.0;
        }
        self.strength * violation * margin * self.algorithmic_margin_increase * adopted
    }
}

impl Mechanism for AlgorithmManipulation {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[18, 19, 24, 38, 42]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        pen.distrust(ground, |area| {
            self.distrust(ground.bought_online(area), ground.last_violation[area])
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let violation = scene.last_violation;
        pen.gig_pay(scene, |area| self.gig_pay(violation[area]));
        let own = own_sellers(scene);
        pen.ranking(scene, |i, _| {
            if own[i] {
                self.ranking(violation[scene.area(i)])
            } else {
                1.0
            }
        });
        let rank = &scene.state.households.rank;
        let homes = &scene.view.households.area;
        pen.personal_price(scene, |h, _| {
            self.personal_price(rank[h], violation[homes[h] as usize])
        });
        if self.reading == Reading::Collusion {
            self.collude(scene, pen);
        }
    }
}

impl AlgorithmManipulation {
    /// Lets sellers of concentrated industries raise their prices together.
    fn collude(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let technology = &scene.view.calibration.technology;
        let violation = scene.last_violation;
        pen.firms(OfFirm::MarkUp, scene, |i| {
            let g = scene.industry(i);
            let margin = maths::positive(technology.operating_margin(g));
            self.mark_up(
                margin,
                scene.adopted(i),
                scene.means.concentration[g],
                violation[scene.area(i)],
            )
        });
    }
}
