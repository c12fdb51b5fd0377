//! Permeability: a general-purpose technology enters every firm, home and area, at its own pace.
//!
//! # Question
//! How fast does it enter, and in which order?
//! # Equation
//! ```text
//! firm        Δa    = hazard · acceptance · (1 − a)          hazard += s · net_ℓ · (p/4 + q/4 · ā_partners)
//! household   Δx    = hazard · barrier · (ceiling − x)⁺      hazard += s · net_ℓ · (p/4 + q/4 · x̄_near)
//! network     Δnet  = s · r · x̄_ℓ · (1 − net_ℓ)              carriers follow demand
//! state       Δegov = s · net_ℓ · (p/4 + q/4 · egov) · (1 − egov)
//! skill       Δlit  = s · 0.03 · x · (lit_max − lit)⁺
//! ```
//! `p` external influence and `q` imitation, per year; `ā_partners` adoption among suppliers and customers; `r` roll-out.
//! # Source
//! Digital economy, §4.A, A1; coefficients of diffusion: \[sultan_farley_lehmann_1990\].
//! # Writes
//! Channels 33 (hazards) and 41 (steps of network and administration), read by the laws of adoption and of areas.
//! # Off
//! Adoption, use, skill, networks and administration stay at their opening values.
//! # Indicator
//! `adoption_share`: adoption weighted by value added.
//! # Contradicted by
//! Nothing that was found; but the coefficients are means over consumer durables, and the broad "digital economy share" is itself growth accounting and no target.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Step};
use crate::scene::Ground;

parameters! {
    /// Permeability: its parameters.
    pub struct Permeability in "permeability" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Hazard of adoption from outside influence.
        bass_p: f64 [AnnualRate] = 0.03, within 0.0..=1.0, plausible 0.005..=0.06,
            from Estimated("sultan_farley_lehmann_1990") known Recalled;
        /// Hazard of adoption from imitation, at full adoption of the others.
        bass_q: f64 [AnnualRate] = 0.38, within 0.0..=4.0, plausible 0.2..=0.6,
            from Estimated("sultan_farley_lehmann_1990") known Recalled;
        /// Share of the missing network that carriers build where everybody is online.
        market_rollout: f64 [QuarterlyRate] = 0.01, within 0.0..=1.0, plausible 0.0..=0.03,
            from Assumed("halves gaps of coverage in about twenty years") known New;
        /// Internet users over population, end of 2023.
        internet_penetration: f64 [Share] = 0.775, within 0.0..=1.0, plausible 0.73..=0.786,
            from Measured("cnnic_53") known Verified as Check;
        /// Large firms that use cloud, data or intelligent tools: the opening adoption of large firms.
        firm_digital_adoption_share: f64 [Share] = 0.47, within 0.0..=1.0, plausible 0.4..=0.55,
            from Measured("nbs_census_2023") known Verified;
    }
}

/// Pace at which skill in use deepens with use, per quarter (N).
const LEARNING: f64 = 0.03;

impl Permeability {
    /// Hazard of adoption per quarter, under a network of this coverage and among others who have adopted.
    ///
    /// ```
    /// let law = theory::characteristics::permeability::Permeability::default();
    /// assert!((law.hazard(0.8, 0.4) - 0.8 * (0.03 + 0.38 * 0.4) / 4.0).abs() < 1e-15);
    /// assert_eq!(law.hazard(0.0, 1.0), 0.0);
    /// ```
    #[must_use]
    pub fn hazard(&self, network: f64, others: f64) -> f64 {
        network * (self.bass_p / 4.0 + self.bass_q / 4.0 * others)
    }

    /// By how much skill in use deepens in a quarter.
    #[must_use]
    pub fn learning(&self, online: f64, skill: f64, ceiling: f64) -> f64 {
        self.strength * LEARNING * online * maths::positive(ceiling - skill)
    }
}

impl Mechanism for Permeability {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[33, 41]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let (means, areas) = (ground.means, &ground.state.areas);
        pen.hazards(
            ground,
            |i| {
                let network = areas.network[ground.area(i)];
                self.strength * self.hazard(network, means.partners[ground.cell(i)])
            },
            |area| self.strength * self.hazard(areas.network[area], means.near[area]),
        );
        pen.steps(ground, |area| {
            let (network, administration) = (areas.network[area], areas.administration[area]);
            Step {
                network: self.strength * self.market_rollout * means.online[area] * (1.0 - network),
                administration: self.strength
                    * self.hazard(network, administration)
                    * (1.0 - administration),
                ..Step::default()
            }
        });
    }
}
