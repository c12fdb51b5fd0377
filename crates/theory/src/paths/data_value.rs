//! Data value: data are a by-product of activity which others can use again, and which make the picture of demand sharper.
//!
//! # Question
//! What do they add to production, and who is paid?
//! # Equation
//! ```text
//! z     ← (1 − δ_z) z + data_flow · a · min(3, Q/scale)
//! zeff  = z + (1 − closure) · ζ · Rm · z̄_g      prec = zeff / (zeff + z_h)
//! productivity += s · ϕ_z · Δ₀prec
//! licence_i = s · f · ϕ_z · Δ₀(prec − prec_own)⁺ · VA_i  →  contributors in proportion to z_j, the operator 10 %
//! ```
//! `closure` share of others' data out of reach (G1, H3), `z̄_g` data of the industry's average firm.
//! # Source
//! Digital economy, §4.B, B3; gain of wide access: \[oecd_2019\]; use again: \[oecd_2020\]; elasticity: \[jones_tonetti_2020\].
//! # Writes
//! Channel 1 (productivity).
//! # Off
//! Data add nothing to output; stocks grow unseen.
//! # Indicator
//! `data_reuse_share`: share of the value of data that others than the collector have.
//! # Contradicted by
//! The gain of access for a country and the elasticity of a firm disagree by a factor of about 2.3; the sweep spans both. Precision saturates: there is no lasting effect on growth.

use params::parameters;
use quantity::{FirmId, maths};

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::platforms::Kind;
use crate::public_money::Licences;
use crate::scene::{Derived, Ground, Scene};
use crate::state::Firm;

parameters! {
    /// Data value: its parameters.
    pub struct DataValue in "data_value" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Output gained by wide access to public and private data: what precision_gain is set to.
        data_sharing_gdp_gain: f64 [Share] = 0.0175, within 0.0..=1.0, plausible 0.01..=0.025,
            from Estimated("oecd_2019") known Verified as Check;
        /// Log of output per worker at full precision.
        precision_gain: f64 [Pure] = 0.11, within 0.0..=2.0, plausible 0.03..=0.28,
            from Calibrated("set to data_sharing_gdp_gain; the upper end gives data_output_elasticity") known New;
        /// Elasticity of a firm's output with respect to its data.
        data_output_elasticity: f64 [Pure] = 0.06, within 0.0..=1.0, plausible 0.03..=0.1,
            from Estimated("jones_tonetti_2020") known Recalled as Alternative;
        /// Value of data to users over their value to holders.
        data_reuse_multiplier: f64 [Pure] = 15.0, within 0.0..=100.0, plausible 10.0..=20.0,
            from Estimated("oecd_2020") known Verified;
        /// Share of others' data that matters to a firm.
        relevance: f64 [Share] = 0.10, within 0.0..=1.0, plausible 0.02..=0.3,
            from Assumed("a choice of scale: only its product with the others is identified") known New;
        /// Share of data that is out of date after a quarter.
        decay: f64 [QuarterlyRate] = 0.10, within 0.01..=1.0, plausible 0.05..=0.2,
            from Assumed("a choice of scale") known New;
        /// Data at which the picture of demand is half sharp.
        half_stock: f64 [Quarters] = 10.0, within 0.1..=1000.0, plausible 5.0..=20.0,
            from Assumed("a choice of scale") known New;
        /// Share of the gain from others' data that is paid for it.
        licence_share: f64 [Share] = 0.3, within 0.0..=1.0, plausible 0.0..=0.6,
            from Assumed("a choice of scale") known New;
    }
}

/// Part of licences that goes to who operates the exchange.
pub const OPERATOR: f64 = 0.1;
/// Sales beyond this multiple of the slow scale leave no more data.
const MOST_SALES: f64 = 3.0;

impl DataValue {
    /// Data after a quarter with these sales.
    #[must_use]
    pub fn next_data(&self, data: f64, flow: f64, adoption: f64, relative_sales: f64) -> f64 {
        (1.0 - self.decay) * data + flow * adoption * relative_sales.min(MOST_SALES)
    }

    /// Precision of a firm with these data, in an industry whose average firm has `pool`.
    ///
    /// ```
    /// let law = theory::paths::data_value::DataValue::default();
    /// assert_eq!(law.precision(10.0, 0.0, 0.8), 0.5);
    /// assert_eq!(law.precision(0.0, 10.0, 1.0), 0.0);
    /// assert!(law.precision(10.0, 10.0, 0.5) > law.precision(10.0, 10.0, 0.8));
    /// ```
    #[must_use]
    pub fn precision(&self, data: f64, pool: f64, closure: f64) -> f64 {
        let data = data + self.reach(closure) * pool;
        data / (data + self.half_stock)
    }

    /// How much of others' data is of use to a firm, over what the average one of them has.
    #[must_use]
    pub fn reach(&self, closure: f64) -> f64 {
        (1.0 - closure) * self.relevance * self.data_reuse_multiplier
    }

    /// Log of output per worker of a firm whose precision has grown.
    #[must_use]
    pub fn term(&self, sharpened: f64) -> f64 {
        self.strength * self.precision_gain * sharpened
    }

    /// Licence fee of a firm, money, for what others' data add to its precision since the opening.
    #[must_use]
    pub fn licence(&self, borrowed: f64, value_added: f64) -> f64 {
        self.strength
            * self.licence_share
            * self.precision_gain
            * maths::positive(borrowed)
            * value_added
    }

    /// Who pays whom for data this quarter.
    ///
    /// A firm pays those of its industry, in proportion to their data. A tenth goes to who operates the
    /// exchange: the budget where data are authorised (H3), else the industrial platforms in equal parts;
    /// where there are none of either, nobody operates and contributors get all.
    #[must_use]
    pub fn licences(&self, ground: &Ground<'_>, now: &Derived) -> Licences {
        let firms = ground.view.firms;
        let none = self.strength == 0.0 || self.licence_share == 0.0;
        if none {
            return Licences::default();
        }
        let then = &ground.opening.derived;
        let borrowed = |d: &Derived, i: FirmId| d.precision[i] - d.own_precision[i];
        let paid: Firm = firms
            .ids()
            .map(|i| {
                let more = borrowed(now, i) - borrowed(then, i);
                self.licence(more, maths::positive(ground.means.value_added[i]))
            })
            .collect();
        let public = ground
            .concepts
            .strategy_data_authorisation
            .strength(ground.view.quarter)
            > 0.0;
        let platforms = &ground.state.platforms;
        let industrial: Vec<FirmId> = platforms
            .firm
            .iter()
            .zip(&platforms.kind)
            .filter(|(_, kind)| **kind == Kind::Industrial)
            .map(|(&firm, _)| firm)
            .collect();
        let operated = if public || !industrial.is_empty() {
            OPERATOR
        } else {
            0.0
        };
        let mut received = Firm::filled(firms.len(), 0.0);
        let (mut all, mut given) = (0.0, 0.0);
        for g in 0..ground.endowment.industries.len() {
            let pool = maths::sum(firms.of_industry(g).map(|i| paid[i]));
            let data = maths::sum(firms.of_industry(g).map(|i| ground.state.firms.data[i]));
            all += pool;
            if data > 0.0 {
                for i in firms.of_industry(g) {
                    let share = ground.state.firms.data[i] / data;
                    received[i] += (1.0 - operated) * pool * share;
                }
                given += (1.0 - operated) * pool;
            }
        }
        if all <= 0.0 {
            return Licences::default();
        }
        let left = maths::positive(all - given);
        let mut budget = 0.0;
        if public || industrial.is_empty() {
            budget = left;
        } else {
            for &i in &industrial {
                received[i] += left / industrial.len() as f64;
            }
        }
        Licences {
            paid,
            received,
            budget,
        }
    }
}

impl Mechanism for DataValue {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[1]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.firms(OfFirm::Productivity, scene, |i| {
            self.term(scene.sharpened(i))
        });
        pen.licences(scene, &scene.now.licences);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_settle_at_adoption_over_decay() {
        let law = DataValue::default();
        let data = (0..500).fold(0.0, |data, _| law.next_data(data, 1.0, 0.4, 1.0));
        assert!((data - 4.0).abs() < 1e-9);
    }

    #[test]
    fn sharper_pictures_make_more_and_blunter_ones_less() {
        let law = DataValue::default();
        assert!(law.term(0.1) > 0.0 && law.term(-0.1) < 0.0);
        assert_eq!(law.term(0.0), 0.0);
        assert_eq!(law.licence(-0.1, 100.0), 0.0);
    }
}
