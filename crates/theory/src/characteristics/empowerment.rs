//! Empowerment: digital tools raise what the people and machines already there can do, where complements are.
//!
//! # Question
//! What does a given adoption add?
//! # Equation
//! ```text
//! productivity += s · min( e/s_L · c_i · (a − a₀), 0.12 )      c_i = clip( net_ℓ · (s̄_i/s̄)^χ, 0, 1.5 )
//! ln e of H less L staff += s · 0.02 · skill_bias · (a − a₀)    wage bill of the firm unchanged
//! ```
//! `e` Hicks-neutral gain, made labour-augmenting by the labour share `s_L`; `s̄_i` mean human capital of the
//! staff, `s̄` that of everybody who works; where there are no people every staff is average.
//! # Source
//! Digital economy, §4.A, A2; gain with complements: \[brynjolfsson_jin_mcelheran_2020\].
//! # Writes
//! Channel 1 (productivity), read where output per worker stands; beside it who of the staff gets the wage bill.
//! # Off
//! Adoption adds nothing.
//! # Indicator
//! `adopter_gap`: output of adopters over that of others at equal inputs.
//! # Contradicted by
//! Assistants help the least skilled by a third and the best not at all, broadband the reverse: the sign of the skill bias is left open.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Empowerment: its parameters.
    pub struct Empowerment in "empowerment" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Gain in multifactor productivity of a full adopter with complements.
        predictive_analytics_mfp: f64 [Pure] = 0.03, within 0.0..=0.5, plausible 0.02..=0.04,
            from Estimated("brynjolfsson_jin_mcelheran_2020") known Verified;
        /// The same gain of large firms that decide by data: an upper value.
        data_driven_tfp_premium: f64 [Pure] = 0.055, within 0.0..=0.5, plausible 0.04..=0.06,
            from Estimated("brynjolfsson_hitt_kim_2011") known Verified as Alternative;
        /// Gain in output per hour on tasks that an assistant touches: to be multiplied by their share.
        genai_task_productivity: f64 [Pure] = 0.15, within 0.0..=1.0, plausible 0.1..=0.18,
            from Estimated("brynjolfsson_li_raymond_2025") known Verified as Alternative;
        /// The same gain of the least skilled.
        genai_gain_low_skill: f64 [Pure] = 0.32, within 0.0..=1.0, plausible 0.3..=0.34,
            from Estimated("brynjolfsson_li_raymond_2025") known Verified as Check;
        /// Exponent of the staff's relative human capital in complements.
        complement_exponent: f64 [Pure] = 0.5, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("the gain is near zero without complements") known New;
        /// Bias of the gain towards skilled staff.
        skill_bias: f64 [Pure] = 0.3, within -1.0..=1.0, plausible -1.0..=1.0,
            from Assumed("broadband favours skill, assistants the least skilled: the sign is kept open") known New;
    }
}

/// Complements beyond this add nothing more.
const MOST_COMPLEMENTS: f64 = 1.5;
/// Log of efficiency of high over low education at full adoption, per unit of bias (N).
const FACE: f64 = 0.02;
/// The largest gain, a log.
const BOUND: f64 = 0.12;

impl Empowerment {
    /// Complements of adoption: the network, and the staff's human capital over the mean.
    ///
    /// ```
    /// let law = theory::characteristics::empowerment::Empowerment::default();
    /// assert_eq!(law.complements(0.8, 1.0), 0.8);
    /// assert!((law.complements(0.8, 0.25) - 0.4).abs() < 1e-15);
    /// assert_eq!(law.complements(1.0, 9.0), 1.5);
    /// ```
    #[must_use]
    pub fn complements(&self, network: f64, relative_skill: f64) -> f64 {
        let skill = if relative_skill == 1.0 {
            1.0
        } else {
            maths::powf(relative_skill, self.complement_exponent)
        };
        (network * skill).clamp(0.0, MOST_COMPLEMENTS)
    }

    /// Gain of a full adopter with average complements, a log of output per worker (`e / s_L`).
    #[must_use]
    pub fn gain(&self, labour_share: f64) -> f64 {
        self.predictive_analytics_mfp / labour_share
    }

    /// Log by which the efficiency of highly over that of little educated staff moves with an adoption beyond
    /// the opening.
    #[must_use]
    pub fn skill_gap(&self, adopted: f64) -> f64 {
        self.strength * FACE * self.skill_bias * adopted
    }

    /// Log of output per worker that an adoption beyond the opening adds.
    #[must_use]
    pub fn term(&self, labour_share: f64, complements: f64, adopted: f64) -> f64 {
        self.strength * (self.gain(labour_share) * complements * adopted).min(BOUND)
    }
}

impl Mechanism for Empowerment {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let labour_share = scene
            .concepts
            .strategy_three_distributions
            .labour_share_primary;
        pen.firms(OfFirm::Productivity, scene, |i| {
            self.term(labour_share, scene.now.complements[i], scene.adopted(i))
        });
        // A face of the same lever: it moves wages within a firm, and no bill.
        for i in scene.view.firms.ids() {
            let gap = self.skill_gap(scene.adopted(i));
            pen.channels.skill_gap.write(i, gap);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the formula; the sign is that of adoption, and the bound holds.
    #[test]
    fn the_gain_has_the_sign_of_adoption_and_a_bound() {
        let law = Empowerment::default();
        assert!((law.term(0.52, 1.0, 0.5) - 0.03 / 0.52 * 0.5).abs() < 1e-15);
        assert!(law.term(0.52, 1.0, -0.2) < 0.0);
        let strong = Empowerment {
            predictive_analytics_mfp: 0.3,
            ..law
        };
        assert_eq!(strong.term(0.52, 1.5, 1.0), BOUND);
        let off = Empowerment {
            strength: 0.0,
            ..law
        };
        assert_eq!(off.term(0.52, 1.0, 1.0), 0.0);
    }
}
