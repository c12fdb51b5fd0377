//! Compliance, trust, security, equal governance: who goes online can be defrauded, and can be protected.
//!
//! # Question
//! What is lost without protection, and what does protection cost?
//! # Equation
//! ```text
//! exposure     losses = s · ℓ₀ · Δ₀x · lit, over consumption, to the top tenth
//! instrument   data_flow *= 1 − 0.15      losses × 0.5      running inputs c_f · min(4, Ȳ_g/Y_i) of output      at intensity 1
//!              barriers of age and skill × 0.7      0.1 % of GDP      contributions (τ^SIF + τ^SIW) on gig pay
//! trust        trust ← trust + 0.1 (1 − losses/ℓ₀ − trust)      barrier *= 1 − 0.2 (1 − trust)
//! ```
//! # Source
//! Digital economy, §5.2, I4; vendors after a privacy law: \[johnson_shriver_goldberg_2023\].
//! # Writes
//! Channels 32 (losses), 37 (flow of data), 4 and 5 (compliance), 35 (barriers) and 31 (purchases).
//! # Off
//! `strength = 0` takes away the exposure, `intensity = 0` the instrument.
//! # Indicator
//! `digital_loss_rate`: losses over consumption.
//! # Contradicted by
//! The law raised the concentration of vendors for half a year: compliance weighs most on the small.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, OfFirm, Pen};
use crate::scene::{Ground, Scene};
use crate::strategies::ramp;

parameters! {
    /// Compliance: its parameters.
    pub struct TrustSecurity in "strategy_trust_security" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Change of data shared with third parties after a privacy law.
        privacy_law_vendor_cut: f64 [Share] = -0.15, within -1.0..=0.0, plausible -0.2..=-0.1,
            from Estimated("johnson_shriver_goldberg_2023") known Verified;
        /// Rise of the concentration of vendors after the law.
        privacy_law_concentration: f64 [Share] = 0.17, within 0.0..=1.0, plausible 0.0..=0.17,
            from Estimated("johnson_shriver_goldberg_2023") known Verified as Check;
        /// Losses to fraud and breaches over spending online.
        fraud_share: f64 [Share] = 0.002, within 0.0..=0.02, plausible 0.0005..=0.005,
            from Assumed("order of reported losses over online spending") known New;
        /// Compliance inputs of an average firm over its output.
        compliance_fee: f64 [Share] = 0.0005, within 0.0..=0.05, plausible 0.0..=0.002,
            from Assumed("no estimate was found") known New;
        /// Premium of a trusted seller.
        reputation_price_premium: f64 [Share] = 0.081, within 0.0..=1.0, plausible 0.04..=0.1,
            from Estimated("resnick_2006") known Recalled as Check;
        /// Change of the value of a firm that has a serious breach.
        breach_value_loss: f64 [Share] = -0.008, within -1.0..=0.0, plausible -0.011..=-0.003,
            from Estimated("kamiya_2021") known Recalled as Check;
    }
}

/// Cost of the instrument at intensity 1, over GDP.
pub const UNIT: f64 = 0.001;
/// Losses that intensity 1 prevents.
const PREVENTED: f64 = 0.5;
/// Barriers of age and skill that intensity 1 takes away.
const LITERACY: f64 = 0.3;
/// Weight of distrust in the barrier.
const DISTRUST: f64 = 0.2;
/// Pace of trust.
const SPEED: f64 = 0.1;
/// Rank from which somebody may be among those who gain from fraud.
const TOP: f64 = 0.9;

impl TrustSecurity {
    /// Share of its consumption that a household loses, when its online share has grown by `online`.
    ///
    /// ```
    /// let law = theory::strategies::trust_security::TrustSecurity::default();
    /// assert_eq!(law.loss(0.5, 0.5, 0.0), 0.0005);
    /// assert_eq!(law.loss(0.5, 0.5, 1.0), 0.00025);
    /// assert_eq!(law.loss(-0.5, 0.5, 0.0), 0.0);
    /// ```
    #[must_use]
    pub fn loss(&self, online: f64, skill: f64, intensity: f64) -> f64 {
        let exposed = self.strength * maths::positive(online) * skill;
        self.fraud_share * exposed * (1.0 - PREVENTED * intensity.min(2.0))
    }

    /// Trust after a quarter with these losses over consumption.
    #[must_use]
    pub fn next_trust(&self, trust: f64, losses: f64) -> f64 {
        trust + SPEED * (1.0 - maths::ratio_or_zero(losses, self.fraud_share) - trust)
    }

    /// Intensity of the instrument.
    #[must_use]
    pub fn intensity(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    /// Losses over consumption, mean over persons.
    #[must_use]
    pub fn mean_loss(&self, ground: &Ground<'_>) -> f64 {
        let intensity = self.intensity(ground.view.quarter);
        let (now, then) = (&ground.state.households, &ground.opening.state.households);
        let lost = ground.view.households.ids().map(|h| {
            let online = now.online[h] - then.online[h];
            ground.person(h).persons * self.loss(online, now.skill[h], intensity)
        });
        maths::ratio_or_zero(maths::sum(lost), ground.endowment.persons)
    }
}

impl Mechanism for TrustSecurity {
    fn strength(&self, quarter: u32) -> f64 {
        self.strength.max(self.intensity(quarter))
    }

    fn writes(&self) -> &'static [u8] {
        &[32, 37, 4, 5, 35, 31]
    }

    fn buys_digital(&self) -> bool {
        self.intensity > 0.0
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        let intensity = self.intensity(ground.view.quarter);
        let divide = &ground.concepts.digital_divide;
        let rank = &ground.state.households.rank;
        let trusted = 1.0 - self.strength.min(1.0) * DISTRUST * (1.0 - ground.state.nation.trust);
        let relief = LITERACY * intensity;
        pen.barriers(ground, |h| {
            let person = ground.person(h);
            let helped = if relief > 0.0 {
                divide.barrier(rank[h], &person, relief) / divide.barrier(rank[h], &person, 0.0)
            } else {
                1.0
            };
            [helped * trusted, 1.0, 1.0]
        });
        if intensity > 0.0 {
            pen.data_flow(ground, 1.0 + self.privacy_law_vendor_cut * intensity);
        }
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let intensity = self.intensity(scene.view.quarter);
        let (now, then) = (&scene.state.households, &scene.opening.state.households);
        let rank = &now.rank;
        let top = rank.iter().filter(|rank| **rank >= TOP).count() as f64;
        pen.losses(
            scene,
            |h| self.loss(now.online[h] - then.online[h], now.skill[h], intensity),
            |h| if rank[h] >= TOP { 1.0 / top } else { 0.0 },
        );
        if intensity == 0.0 {
            return;
        }
        let bill = |i| {
            let fee = self.compliance_fee * intensity * scene.smallness(i);
            scene.running_inputs(i, fee)
        };
        pen.firms(OfFirm::InputNeed, scene, |i| bill(i).0);
        pen.firms(OfFirm::InputMix, scene, |i| bill(i).1);
        let amount = UNIT * scene.view.books.gdp.real * intensity;
        let bundle = scene.endowment.bundle(scene.view, &[("PUB", 1.0)]);
        pen.purchases(scene, amount, &bundle);
        // Insurance of gig work, at the rates of employees: firms pay both parts on last quarter's pay.
        let firms = scene.view.firms;
        let of_employees = scene.view.calibration.rates.employee_contributions;
        if firms.gig_cost.iter().any(|&cost| cost > 0.0) {
            pen.levies(scene, "insurance of gig work", |i| {
                let rate = firms.employer_contributions[i] + of_employees;
                intensity.min(1.0) * rate * firms.gig_cost[i]
            });
        }
    }
}
