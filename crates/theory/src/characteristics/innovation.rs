//! Innovation: digital tools make research itself more productive, and its fruit spills over to others.
//!
//! # Question
//! How much, and who gets it?
//! # Equation
//! ```text
//! Δinno = s · g_R · J · [ o r_i + (1−o) r̄_i ] − δ/4 · inno      productivity += inno, at most 0.25
//! r_i = ψ Δ₀a_i + subsidy_i      g_R = social return · research over value added / 4      J = e^(−2 ln 𝒜)
//! ```
//! `o` share of the fruit that stays, `r̄` the mean of partners weighted by inputs and `e^−distance`, `𝒜` productivity over its trend: ideas get harder to find.
//! # Source
//! Digital economy, §4.A, A4; social and private return: \[bloom_schankerman_vanreenen_2013\]; harder ideas: \[bloom_jones_2020\].
//! # Writes
//! Channel 1 (productivity).
//! # Off
//! The stock is frozen at 0.
//! # Indicator
//! `innovation_stock`: mean of `inno` weighted by value added.
//! # Contradicted by
//! No direct evidence for the gain of research from digital tools (`digital_research_gain`).
//! # Waits for
//! Entrants whose relative productivity is drawn: today an entrant takes over the technology of a survivor. Jumps of 0.02 under the sampled market: the mean is used under both.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Innovation: its parameters.
    pub struct Innovation in "innovation" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Social rate of return to research.
        rd_social_return: f64 [AnnualRate] = 0.55, within 0.0..=2.0, plausible 0.4..=0.58,
            from Estimated("bloom_schankerman_vanreenen_2013") known Recalled;
        /// Fall of research productivity.
        idea_productivity_decline: f64 [AnnualRate] = 0.05, within 0.0..=1.0, plausible 0.03..=0.07,
            from Estimated("bloom_jones_2020") known Recalled;
        /// Gain of research productivity from full adoption.
        digital_research_gain: f64 [Pure] = 0.10, within 0.0..=2.0, plausible 0.0..=0.3,
            from Assumed("no direct evidence was found") known New;
        /// Present value of output gained per unit spent on innovation.
        social_benefit_cost_ratio: f64 [Pure] = 13.3, within 0.0..=100.0, plausible 4.0..=20.0,
            from Estimated("jones_summers_2020") known Verified as Check;
    }
}

/// Share of the fruit that stays with who found it: the private return, 0.14 to 0.21, over the social.
const OWN_SHARE: f64 = 0.32;
/// How much harder ideas are to find where productivity is high.
const HARDER: f64 = 2.0;
/// The largest stock, a log.
const BOUND: f64 = 0.25;
/// By how much the cycle of innovation is faster under the other reading of C1, at full adoption.
const FASTER_CYCLE: f64 = 0.1;

impl Innovation {
    /// The stock after a quarter.
    ///
    /// `own` and `others` are gains of research productivity, `research` spending over value added, `harder` what
    /// the productivity of the economy leaves of ideas; `faster` speeds up the cycle where C1 is read so.
    #[must_use]
    pub fn next(&self, stock: f64, findings: &Findings) -> f64 {
        if self.strength == 0.0 {
            return stock;
        }
        let return_to_research = self.rd_social_return * findings.research / 4.0;
        let found = OWN_SHARE * findings.own + (1.0 - OWN_SHARE) * findings.others;
        let cycle = 1.0 + findings.faster * FASTER_CYCLE;
        let decay = self.idea_productivity_decline / 4.0;
        stock + self.strength * return_to_research * cycle * findings.harder * found - decay * stock
    }

    /// How much fewer ideas are found where the productivity of the economy is so high over its trend.
    #[must_use]
    pub fn harder(productivity: f64) -> f64 {
        maths::exp(-HARDER * maths::ln(productivity))
    }

    /// Gain of a firm's research productivity from its adoption.
    #[must_use]
    pub fn own_gain(&self, adopted: f64, subsidy: f64) -> f64 {
        self.digital_research_gain * adopted + subsidy
    }
}

/// What research finds in a quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Findings {
    /// Gain of the firm's own research.
    pub own: f64,
    /// Gain of its partners' research.
    pub others: f64,
    /// Research over value added.
    pub research: f64,
    /// What the productivity of the economy leaves of ideas: [`Innovation::harder`].
    pub harder: f64,
    /// Adoption that speeds up the cycle; 0 unless C1 is read that way.
    pub faster: f64,
}

impl Mechanism for Innovation {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let stock = &scene.state.firms.innovation;
        pen.firms(OfFirm::Productivity, scene, |i| stock[i].min(BOUND));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDINGS: Findings = Findings {
        own: 0.05,
        others: 0.02,
        research: 0.0254,
        harder: 1.0,
        faster: 0.0,
    };

    /// Authority: the fixed point of the law.
    #[test]
    fn the_stock_settles_where_findings_and_decay_meet() {
        let law = Innovation::default();
        let stock = (0..4000).fold(0.0, |stock, _| law.next(stock, &FINDINGS));
        let found = 0.32 * 0.05 + 0.68 * 0.02;
        let expected = 0.55 * 0.0254 * found / 0.05;
        assert!((stock / expected - 1.0).abs() < 1e-9, "{stock} {expected}");
        let ahead = Findings {
            harder: Innovation::harder(1.2),
            ..FINDINGS
        };
        assert!(law.next(0.0, &ahead) < law.next(0.0, &FINDINGS));
        let off = Innovation {
            strength: 0.0,
            ..law
        };
        assert_eq!(off.next(0.0, &FINDINGS), 0.0);
    }
}
