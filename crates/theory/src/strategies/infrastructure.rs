//! Coordinated infrastructure: the government builds networks and logistics, by need or by demand.
//!
//! # Question
//! What does public building add, and where?
//! # Equation
//! ```text
//! spend_ℓ ∝ persons_ℓ · [ ω_n (1 − net_ℓ) + (1 − ω_n) x̄_ℓ ]          0.5 % of GDP at intensity 1
//! Δnet_ℓ = 0.7 · spend_ℓ / (u · persons_ℓ) · (1 − net_ℓ)      Δlgs_ℓ = 0.3 · spend_ℓ / (u · persons_ℓ) · (1 − lgs_ℓ)
//! upkeep = 2 % a quarter of what was added
//! ```
//! `ω_n` = 1 coordinated by need, 0 by demand; before its wave an area gets nothing; bundle: construction 0.4, electronics 0.4, telecommunications 0.2.
//! # Source
//! Digital economy, §5.2, H1; broadband and growth: \[czernich_2011\].
//! # Writes
//! Channels 41 (steps of network and logistics) and 31 (purchases).
//! # Off
//! Nothing is built and nothing paid.
//! # Indicator
//! `coverage_gap`: urban less rural coverage.
//! # Contradicted by
//! A second panel of countries finds a small part of the effect of broadband on growth.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen, Step};
use crate::scene::{Ground, Scene};
use crate::strategies::ramp;

parameters! {
    /// Coordinated infrastructure: its parameters.
    pub struct Infrastructure in "strategy_infrastructure" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Cost of full coverage per person, at the prices of 2022.
        unit_cost: f64 [YuanPerPerson] = 3000.0, within 100.0..=100_000.0, plausible 1500.0..=6000.0,
            from Assumed("scale of national programmes per person reached") known New;
        /// Weight of need in where it is built.
        placement: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("a choice: 1 builds by need, 0 by demand") known New;
        /// Whether the money is extra, or taken from other public capital formation.
        funds: Funds [Switch] = Funds::Extra, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Growth per head per 10 points of broadband penetration.
        broadband_growth_effect: f64 [PointsPerYear] = 0.9, within -10.0..=10.0, plausible 0.2..=1.5,
            from Estimated("czernich_2011") known Verified as Check;
        /// Sign of fast internet on employment, the less educated included.
        african_fibre_employment_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("hjort_poulsen_2019") known Verified as Check;
        /// Base stations of the fifth generation, end of 2023.
        stations_5g: f64 [Millions] = 3.377, within 0.0..=100.0, plausible 3.377..=3.377,
            from Measured("cnnic_53") known Verified as Check;
    }
}

params::choices! {
    /// Where the money for infrastructure comes from.
    pub enum Funds {
        /// It is spent besides everything else.
        Extra = "extra",
        /// Other public capital formation is cut by as much.
        Redirected = "redirected",
    }
}

/// Spending at intensity 1, over GDP.
pub const UNIT: f64 = 0.005;
/// Share of spending on networks; the rest is for logistics.
const NETWORKS: f64 = 0.7;
/// Upkeep per quarter of what was added.
pub const UPKEEP: f64 = 0.02;

impl Infrastructure {
    /// Real spending per person of each area, in units of the cost of full coverage there.
    fn effort(&self, ground: &Ground<'_>, area: usize) -> f64 {
        let persons = ground.means.persons[area];
        let spent = self.spending(ground) * self.share(ground, area);
        let cost = ground.endowment.real_of_yuan_per_person(self.unit_cost);
        maths::ratio_or_zero(spent, cost * persons)
    }

    /// Real spending of the quarter.
    #[must_use]
    pub fn spending(&self, ground: &Ground<'_>) -> f64 {
        let wanted = (0..ground.means.persons.len()).any(|area| self.weight(ground, area) > 0.0);
        if !wanted {
            return 0.0;
        }
        UNIT * ground.view.books.gdp.real * self.strength(ground.view.quarter)
    }

    fn weight(&self, ground: &Ground<'_>, area: usize) -> f64 {
        let first = ground.concepts.waves.get(area);
        if first.is_some_and(|&first| ground.view.quarter < first) {
            return 0.0;
        }
        let need = 1.0 - ground.state.areas.network[area];
        let demand = ground.means.online[area];
        ground.means.persons[area] * (self.placement * need + (1.0 - self.placement) * demand)
    }

    /// Share of spending that an area gets.
    #[must_use]
    pub fn share(&self, ground: &Ground<'_>, area: usize) -> f64 {
        let weights = (0..ground.means.persons.len()).map(|l| self.weight(ground, l));
        maths::ratio_or_zero(self.weight(ground, area), maths::sum(weights))
    }
}

impl Mechanism for Infrastructure {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[41, 31]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let areas = &ground.state.areas;
        pen.steps(ground, |area| {
            let effort = self.effort(ground, area);
            Step {
                network: NETWORKS * effort * (1.0 - areas.network[area]),
                logistics: (1.0 - NETWORKS) * effort * (1.0 - areas.logistics[area]),
                ..Step::default()
            }
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let upkeep = UPKEEP * scene.state.nation.added_infrastructure;
        let shares = [("CON", 0.4), ("ICM", 0.4), ("TEL", 0.2)];
        let bundle = scene.endowment.bundle(scene.view, &shares);
        let amount = self.spending(scene) + upkeep;
        pen.purchases(scene, amount, &bundle);
        if self.funds == Funds::Redirected {
            pen.redirect(scene, amount);
        }
    }
}
