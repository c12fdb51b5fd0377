//! Substitutability: as digital services get cheaper they take the place of routine work, at a given set of tasks.
//!
//! # Question
//! What do firms replace, and what do they buy instead?
//! # Equation
//! ```text
//! lnp ← max( lnp_min, lnp − s · ϕ/4 )
//! labour_need += a · R_g · w · σ · lnp                                        (≤ 0)
//! bill: ϱ = a · R_g · w · ulc_i · ( e^((1 − σ(1−w)) lnp) − 1 )      input_need += ln(1 + β_i ϱ)
//!                                                                   input_mix  += ϱβ_i / (1 + ϱβ_i)
//! ```
//! Log-linear demands of a bundle of routine labour and digital services with elasticity `σ` and digital share `w`; `ulc` unit labour cost, `ϱ` extra running inputs per unit of output.
//! # Source
//! Digital economy, §4.A, A3; price of digital services: \[byrne_corrado_sichel_2018\]; elasticity: \[eden_gaggl_2018\].
//! # Writes
//! Channel 2 (labour need); the bill on channels 4 (input need) and 5 (input mix).
//! # Off
//! The price stays where it is, so nothing is replaced.
//! # Indicator
//! `digital_input_share`: running digital inputs over all inputs.
//! # Contradicted by
//! The nominal share of digital inputs rises only if `σ(1−w) > 1`. Broadband raised skilled and lowered unskilled wages in Norway \[akerman_gaarder_mogstad_2015\].

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;
use crate::state::Firm;

parameters! {
    /// Substitutability: its parameters.
    pub struct Substitutability in "substitutability" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Fall of the price of digital services relative to other prices.
        ict_price_decline: f64 [AnnualRate] = 0.10, within 0.0..=1.0, plausible 0.05..=0.17,
            from Estimated("byrne_corrado_sichel_2018") known Recalled;
        /// Elasticity of substitution between digital services and routine work.
        sigma_digital_routine: f64 [Pure] = 1.8, within 0.0..=10.0, plausible 1.2..=3.0,
            from Estimated("eden_gaggl_2018") known Recalled;
        /// Share of digital services in the cost of their bundle with routine work.
        digital_cost_share: f64 [Share] = 0.07, within 0.0..=1.0, plausible 0.03..=0.15,
            from Assumed("bought digital services are 1.9 % of output in the table of 2020 and routine work near 8 %; a third of the former is taken to work with the latter") known New;
        /// Share of work that is routine, mean over jobs.
        routine_share: f64 [Share] = 0.40, within 0.0..=1.0, plausible 0.25..=0.6,
            from Assumed("by industry, guessed from occupations; this is the mean over jobs") known New;
        /// Log relative price below which digital services do not fall.
        price_floor: f64 [Pure] = -1.2, within -5.0..=0.0, plausible -2.0..=-0.6,
            from Assumed("twelve years at 10 %") known New;
        /// Change of skilled wages per 10 points of broadband coverage.
        skilled_wage_broadband: f64 [Pure] = 0.002, within -1.0..=1.0, plausible 0.001..=0.003,
            from Estimated("akerman_gaarder_mogstad_2015") known Verified as Check;
    }
}

impl Substitutability {
    /// Log relative price of digital services after a quarter.
    ///
    /// ```
    /// let law = theory::characteristics::substitutability::Substitutability::default();
    /// assert_eq!(law.next_price(0.0), -0.025);
    /// assert_eq!(law.next_price(-1.19), -1.2);
    /// ```
    #[must_use]
    pub fn next_price(&self, price: f64) -> f64 {
        if self.strength == 0.0 {
            return price;
        }
        (price - self.strength * self.ict_price_decline / 4.0).max(self.price_floor)
    }

    /// Log of workers needed per unit of output; `routine` is the firm's share of routine work it has
    /// digitised.
    #[must_use]
    pub fn labour_need(&self, routine: f64, price: f64) -> f64 {
        routine * self.digital_cost_share * self.sigma_digital_routine * price
    }

    /// Growth of what is spent on digital services at this price, which is the same for all.
    #[must_use]
    pub fn growth(&self, price: f64) -> f64 {
        let exponent = 1.0 - self.sigma_digital_routine * (1.0 - self.digital_cost_share);
        maths::exp(exponent * price) - 1.0
    }

    /// Running digital inputs that take their place, per unit of output, at a unit labour cost, when
    /// [`Self::growth`] is that of what is spent on them.
    #[must_use]
    pub fn extra_inputs(&self, routine: f64, unit_labour_cost: f64, growth: f64) -> f64 {
        routine * self.digital_cost_share * unit_labour_cost * growth
    }
}

impl Mechanism for Substitutability {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[2, 4, 5]
    }

    fn buys_digital(&self) -> bool {
        true
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let price = scene.state.nation.digital_price;
        let routine = |i| {
            let industry = scene.endowment.industries[scene.industry(i)];
            scene.state.firms.adoption[i] * self.routine_share * industry.routine
        };
        let growth = self.growth(price);
        let bill = |i| {
            let extra = self.extra_inputs(routine(i), scene.unit_labour_cost(i), growth);
            scene.running_inputs(i, extra)
        };
        let bills: Firm<(f64, f64)> = scene.view.firms.ids().map(bill).collect();
        pen.firms(OfFirm::LabourNeed, scene, |i| {
            self.labour_need(routine(i), price)
        });
        pen.firms(OfFirm::InputNeed, scene, |i| bills[i].0);
        pen.firms(OfFirm::InputMix, scene, |i| bills[i].1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: digital economy, §4.A, A3: "about −0.06 after twenty years at full adoption".
    #[test]
    fn after_twenty_years_of_falling_prices_six_percent_of_work_is_saved() {
        let law = Substitutability::default();
        let price = (0..80).fold(0.0, |price, _| law.next_price(price));
        assert_eq!(price, law.price_floor);
        let saved = law.labour_need(law.routine_share, price);
        assert!((-0.066..-0.054).contains(&saved), "{saved}");
        // What takes its place costs something, and less than the work did.
        let extra = law.extra_inputs(law.routine_share, 0.3, law.growth(price));
        assert!(extra > 0.0 && extra < 0.3 * -saved, "{extra}");
    }

    #[test]
    fn nothing_is_replaced_while_the_price_stands() {
        let law = Substitutability::default();
        assert_eq!(law.labour_need(0.4, 0.0), 0.0);
        assert_eq!(law.extra_inputs(0.4, 0.3, law.growth(0.0)), 0.0);
        let off = Substitutability {
            strength: 0.0,
            ..law
        };
        assert_eq!(off.next_price(0.0), 0.0);
    }
}
