//! Data monopoly: data feed on data until few hold what the others need.
//!
//! # Question
//! Do they?
//! # Equation
//! ```text
//! closure_g = closure₀ + s · κ_c · Δ₀H_g, in 0..1        H_g concentration of z·Q in the industry
//! entry_g −= s · 0.5 · (Δ₀H_g)⁺
//! pull_p += s · k · ln D_p        D_p ← 0.9 D_p + 0.1 · buyers_p · platforms
//! take_target_p += s · (t_mono − t(0)) · (Δ₀share_p)⁺ / (1 − share_p(0))
//! ```
//! # Source
//! Digital economy, §5.1, G1; returns to own data: \[schaefer_sapi_2023\].
//! # Writes
//! Channels 36 (data out of reach), 38 (pull of a platform), 39 (target of its commission) and 27 (entry).
//! # Off
//! The share of data out of reach stays at its opening value.
//! # Indicator
//! `data_herfindahl`: concentration of data and of users.
//! # Contradicted by
//! Markups rose in the upper tail only, and their measurement is disputed \[deloecker_2020\].

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};

parameters! {
    /// Data monopoly: its parameters.
    pub struct DataMonopoly in "data_monopoly" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Elasticity of a platform's quality with respect to its data.
        data_feedback_strength: f64 [Pure] = 0.08, within 0.0..=1.0, plausible 0.02..=0.2,
            from Estimated("schaefer_sapi_2023") known Recalled;
        /// Share of others' data out of reach at the opening.
        closure_opening: f64 [Share] = 0.8, within 0.0..=1.0, plausible 0.5..=0.95,
            from Assumed("most data are used by their collector alone; 0 under the greenfield opening") known New;
        /// Data out of reach per unit of concentration.
        closure_slope: f64 [Pure] = 1.0, within 0.0..=10.0, plausible 0.0..=2.0,
            from Assumed("no estimate was found") known New;
        /// Price over marginal cost of listed firms in the United States.
        aggregate_markup: f64 [Pure] = 1.4, within 1.0..=10.0, plausible 1.21..=1.61,
            from Estimated("deloecker_2020") known Verified as Check;
        /// Average profit rate of the same firms.
        profit_rate: f64 [Share] = 0.045, within -1.0..=1.0, plausible 0.01..=0.08,
            from Estimated("deloecker_2020") known Verified as Check;
    }
}

/// Log ease of entry lost per unit of concentration (N).
const ENTRY: f64 = 0.5;
/// Share of this quarter's buyers in a platform's data (N).
const SPEED: f64 = 0.1;

impl DataMonopoly {
    /// Share of data out of reach where concentration has grown.
    ///
    /// ```
    /// let law = theory::problems::data_monopoly::DataMonopoly::default();
    /// assert!((law.closure(0.8, 0.1) - 0.9).abs() < 1e-15);
    /// assert_eq!(law.closure(0.8, 0.5), 1.0);
    /// ```
    #[must_use]
    pub fn closure(&self, opening: f64, grown: f64) -> f64 {
        (opening + self.strength * self.closure_slope * grown).clamp(0.0, 1.0)
    }

    /// Log ease of entry.
    #[must_use]
    pub fn entry(&self, grown: f64) -> f64 {
        -self.strength * ENTRY * maths::positive(grown)
    }

    /// Pull of a platform with these data, of which equal platforms have 1 each.
    #[must_use]
    pub fn pull(&self, data: f64) -> f64 {
        self.strength * self.data_feedback_strength * maths::ln(data)
    }

    /// Data of a platform after a quarter with this share of buyers.
    #[must_use]
    pub fn next_data(data: f64, buyers: f64, platforms: f64) -> f64 {
        (1.0 - SPEED) * data + SPEED * buyers * platforms
    }

    /// By how much a platform whose share has grown aims higher with its commission.
    #[must_use]
    pub fn take_target(&self, opening_rate: f64, grown: f64, opening: f64) -> f64 {
        let room = crate::characteristics::symbiosis::MONOPOLY_RATE - opening_rate;
        self.strength * room * maths::ratio_or_zero(maths::positive(grown), 1.0 - opening)
    }
}

fn grown(ground: &Ground<'_>, industry: usize) -> f64 {
    ground.means.concentration[industry] - ground.opening.means.concentration[industry]
}

impl Mechanism for DataMonopoly {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[36, 38, 39, 27]
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        pen.closure(ground, |g, opening| self.closure(opening, grown(ground, g)));
        let (now, opening) = (&ground.state.platforms, &ground.opening.state.platforms);
        let pulls: Vec<f64> = now.data.iter().map(|&data| self.pull(data)).collect();
        pen.pull(ground, |p, _, _| pulls[p]);
        pen.take_target(ground, |p| {
            let grown = now.share[p] - opening.share[p];
            self.take_target(ground.opening_rate(), grown, opening.share[p])
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        pen.entry(scene, |g, _| self.entry(grown(scene, g)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concentration_closes_keeps_out_and_attracts() {
        let law = DataMonopoly::default();
        assert!(law.entry(0.2) < 0.0);
        assert_eq!(law.entry(-0.2), 0.0);
        assert_eq!(law.pull(1.0), 0.0);
        assert_eq!(DataMonopoly::next_data(1.0, 0.5, 2.0), 1.0);
        assert_eq!(law.take_target(0.15, 0.5, 0.5), 0.15);
    }
}
