//! Rural prosperity: parcels reach the village, which then sells farther and buys cheaper.
//!
//! # Question
//! Do villages sell farther and buy cheaper?
//! # Equation
//! ```text
//! Δlgs = s · 0.02 · ō_ℓ · (1 − lgs)                    in rural areas
//! margin_transport −= s · κ_L · Δ₀lgs                  entry += s · κ_E · Δ₀ō · lgs
//! ```
//! `ō` share of consumption bought online in the area.
//! # Source
//! Digital economy, §4.F, F2; trial of village terminals: \[couture_2021\]; broadband and rural wages: \[sustainability_2025\].
//! # Writes
//! Channels 41 (step of logistics), 21 (margin of transport by area) and 27 (entry).
//! # Off
//! Parcels reach what they reached at the opening.
//! # Indicator
//! `rural_cost_of_living`.
//! # Contradicted by
//! A nationwide trial found no gain in the income of producers, and cheaper living for a younger, richer and more remote minority: a null is required.

use economy::geography::Kind;
use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Margin, Pen, Step};
use crate::scene::{Ground, Scene};

parameters! {
    /// Rural prosperity: its parameters.
    pub struct RuralProsperity in "rural_prosperity" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Log by which the transport margin falls at full logistics.
        logistics_margin: f64 [Pure] = 0.3, within 0.0..=1.0, plausible 0.1..=0.5,
            from Assumed("no estimate was found") known New;
        /// Log ease of entry per unit of online trade.
        entry_response: f64 [Pure] = 0.5, within 0.0..=5.0, plausible 0.0..=1.5,
            from Calibrated("set so that the trial is reproduced: ecommerce_programme_income") known New;
        /// Effect of village terminals on producers' income.
        ecommerce_programme_income: f64 [Share] = 0.0, within -1.0..=1.0, plausible 0.0..=0.02,
            from Estimated("couture_2021") known Verified as Check;
        /// Effect of the broadband programme on rural wages.
        broadband_rural_wage: f64 [Share] = 0.08, within -1.0..=1.0, plausible 0.07..=0.09,
            from Estimated("sustainability_2025") known Verified as Check;
        /// Effect of the village broadband pilot on rural consumption: likely an upper end.
        broadband_rural_consumption: f64 [Share] = 0.1669, within -1.0..=1.0, plausible 0.08..=0.2,
            from Estimated("nie_2024") known Verified as Check;
        /// Cut of the cost of living of the average village household.
        ecommerce_programme_cost_of_living: f64 [Share] = 0.009, within 0.0..=1.0, plausible 0.005..=0.055,
            from Estimated("couture_2021") known Recalled as Check;
        /// Income of households that sell online in selected villages over others.
        taobao_village_income: f64 [Share] = 0.3, within 0.0..=5.0, plausible 0.1..=1.0,
            from Estimated("luo_niu_2019") known Recalled as Check;
    }
}

/// Share of the missing logistics that parcel firms build where all is bought online (N).
const BUILDING: f64 = 0.02;

impl RuralProsperity {
    /// Step of logistics of a rural area.
    ///
    /// ```
    /// let law = theory::roles::rural_prosperity::RuralProsperity::default();
    /// assert!((law.step(0.2, 0.5) - 0.002).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn step(&self, online_trade: f64, logistics: f64) -> f64 {
        self.strength * BUILDING * online_trade * (1.0 - logistics)
    }

    /// Log change of the transport margin into an area.
    #[must_use]
    pub fn margin(&self, built: f64) -> f64 {
        -self.strength * self.logistics_margin * built
    }

    /// Log ease of entry in an area.
    #[must_use]
    pub fn entry(&self, online_trade_grown: f64, logistics: f64) -> f64 {
        self.strength * self.entry_response * online_trade_grown * logistics
    }
}

/// Whether an area is in the countryside.
fn is_rural(ground: &Ground<'_>, area: usize) -> bool {
    ground.endowment.n_areas() > 1 && ground.endowment.places[area].kind == Kind::Rural
}

impl Mechanism for RuralProsperity {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[21, 27, 41]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let logistics = &ground.state.areas.logistics;
        pen.steps(ground, |area| {
            if is_rural(ground, area) {
                let online = ground.online.of_consumption[area];
                Step {
                    logistics: self.step(online, logistics[area]),
                    ..Step::default()
                }
            } else {
                Step::default()
            }
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let logistics = &scene.state.areas.logistics;
        let before = &scene.opening.state.areas.logistics;
        pen.margin(scene, Margin::Transport, |area| {
            if is_rural(scene, area) {
                self.margin(logistics[area] - before[area])
            } else {
                0.0
            }
        });
        let (now, opening) = (
            &scene.online.of_consumption,
            &scene.opening.online.of_consumption,
        );
        pen.entry(scene, |_, area| {
            if is_rural(scene, area) {
                self.entry(now[area] - opening[area], logistics[area])
            } else {
                0.0
            }
        });
    }
}
