//! Digital governance: a state that sees and decides better collects more of what is owed and lets firms in sooner.
//!
//! # Question
//! What does it do to firms?
//! # Equation
//! ```text
//! collection *= 1 + s · Δc · Δ₀egov · (1 − sizerank)      entry += s · ν_a · Δ₀egov
//! ```
//! `sizerank` share of the industry's firms that are smaller: what was not collected was not collected from the small.
//! # Source
//! Digital economy, §4.B, B4; approvals: \[bi_xu_2024\]; invoices: \[fan_2018\].
//! # Writes
//! Channels 26 (collection of taxes) and 27 (entry).
//! # Off
//! Taxes and approvals stay as they are.
//! # Indicator
//! `tax_gap`: taxes that digital administration could collect and does not.
//! # Contradicted by
//! Stricter collection lowered sales and inputs of firms at first.

use params::parameters;

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;

parameters! {
    /// Digital governance: its parameters.
    pub struct DigitalGovernance in "digital_governance" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Rise of collection from the smallest firms at full digital administration.
        compliance_gain: f64 [Pure] = 0.05, within 0.0..=1.0, plausible 0.03..=0.11,
            from Assumed("studies of electronic invoices report about 5 % more in the first year, concentrated in small firms; not in the table of evidence yet") known New;
        /// Rise of approvals once machines prepare them, read as log ease of entry.
        approval_machine_output: f64 [Pure] = 0.13, within 0.0..=1.0, plausible 0.08..=0.18,
            from Estimated("bi_xu_2024") known Verified;
        /// Share of value added tax due to computerised invoices.
        vat_revenue_share_from_computerisation: f64 [Share] = 0.271, within 0.0..=1.0, plausible 0.108..=0.271,
            from Estimated("fan_2018") known Verified as Check;
    }
}

impl DigitalGovernance {
    /// Factor on taxes of a firm of this rank.
    ///
    /// ```
    /// let law = theory::paths::digital_governance::DigitalGovernance::default();
    /// assert_eq!(law.collection(0.5, 0.0), 1.025);
    /// assert_eq!(law.collection(0.5, 1.0), 1.0);
    /// ```
    #[must_use]
    pub fn collection(&self, administered: f64, size_rank: f64) -> f64 {
        1.0 + self.strength * self.compliance_gain * administered * (1.0 - size_rank)
    }

    /// The same factor if the concept acts in full.
    #[must_use]
    pub fn reach(&self, administered: f64, size_rank: f64) -> f64 {
        Self {
            strength: 1.0,
            ..*self
        }
        .collection(administered, size_rank)
    }

    /// Log ease of entry.
    #[must_use]
    pub fn entry(&self, administered: f64) -> f64 {
        self.strength * self.approval_machine_output * administered
    }
}

impl Mechanism for DigitalGovernance {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[26, 27]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let rank = &scene.state.firms.size_rank;
        pen.firms(OfFirm::Collection, scene, |i| {
            self.collection(scene.administered(scene.area(i)), rank[i])
        });
        pen.entry(scene, |_, area| self.entry(scene.administered(area)));
    }
}
