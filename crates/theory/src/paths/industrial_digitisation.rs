//! Industrial digitisation: a firm adopts if it pays, spends on equipment and software, and is slower before it is faster.
//!
//! # Question
//! Who decides to adopt, what does it cost, and how long does it hurt before it helps?
//! # Equation
//! ```text
//! gain = (e/s_L) · c_i · ulc_i      cost = (r + δ_d) · k_i · e^lnp      k_i = k · (1 + φ (min(4, Ȳ_g/Y_i) − 1))
//! acceptance = (1 − s) + s · L( (gain − cost) / 0.01 )
//! digital_investment = s · k_i · Y_i · ( Δa + δ_d (a − a₀)⁺ ), at most 0.1 Y; what is not filled scales Δa back
//! productivity += −s · d · dip      dip ← (1 − 1/n) dip + Δa
//! ```
//! `r` real lending rate; `gain` uses the parameters of A2, never its switch. Application scenarios (H4) lower the cost within the same odds.
//! # Source
//! Digital economy, §4.B, B2; the J-curve is known by its sign only.
//! # Writes
//! Channels 34 (acceptance), 10 (digital investment, with its wear charged to profit) and 1 (productivity: the dip).
//! # Off
//! Adoption costs nothing and nobody decides: what B2 adds is the cost.
//! # Indicator
//! `adoption_share_noncore`: adoption outside the digital core.
//! # Contradicted by
//! Gains of digitised firms in China come from indices of words in their reports \[zhao_2021\].

use params::parameters;
use quantity::{FirmId, maths};

use crate::concepts::Mechanism;
use crate::pen::{LawPen, OfFirm, Pen};
use crate::scene::{Ground, Scene, logistic};

parameters! {
    /// Industrial digitisation: its parameters.
    pub struct IndustrialDigitisation in "industrial_digitisation" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Digital capital of a full adopter of average size, over a quarter's output.
        capital_per_output: f64 [Quarters] = 0.15, within 0.0..=5.0, plausible 0.05..=0.6,
            from Assumed("the average firm breaks even at the opening; the upper end makes spending equal all fixed investment in electronics and software") known New;
        /// Depreciation of digital capital.
        depreciation: f64 [QuarterlyRate] = 0.06, within 0.0..=1.0, plausible 0.04..=0.08,
            from Assumed("about four years") known New;
        /// By how much digital capital weighs more on a small firm.
        fixed_cost_slope: f64 [Pure] = 0.5, within 0.0..=1.0, plausible 0.0..=1.0,
            from Assumed("small firms adopt later") known New;
        /// Log of productivity lost per unit of recent adoption.
        dip_depth: f64 [Pure] = 0.12, within 0.0..=1.0, plausible 0.0..=0.3,
            from Assumed("only the sign of the J-curve is known") known New;
        /// Quarters in which the burden of adoption fades.
        dip_quarters: f64 [Quarters] = 6.0, within 1.0..=40.0, plausible 4.0..=12.0,
            from Assumed("only the sign of the J-curve is known") known New;
        /// Gain in productivity of a digitised over an undigitised listed firm.
        digital_transformation_tfp: f64 [Pure] = 0.03, within -1.0..=1.0, plausible 0.01..=0.06,
            from Estimated("zhao_2021") known Recalled as Check;
        /// Online over all retail sales at the opening; the shares that are read stand in `digital.csv`.
        online_retail_share: f64 [Share] = 0.272, within 0.0..=1.0, plausible 0.25..=0.29,
            from Measured("wang_2023") known Verified as Check;
        /// Share of agricultural production that is informatised, 2022.
        agri_informatisation_rate: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.22..=0.28,
            from Measured("wang_2023") known Verified as Check;
    }
}

/// Width of the odds of acceptance, over output.
const WIDTH: f64 = 0.01;
/// Digital investment is at most this share of output.
const MOST_INVESTMENT: f64 = 0.1;

impl IndustrialDigitisation {
    /// Digital capital of a full adopter over a quarter's output (`k_i`).
    #[must_use]
    pub fn capital(&self, smallness: f64) -> f64 {
        self.capital_per_output * (1.0 + self.fixed_cost_slope * (smallness - 1.0))
    }

    /// Cost of full adoption in a quarter, over output.
    #[must_use]
    pub fn cost(&self, smallness: f64, real_rate: f64, price: f64) -> f64 {
        (real_rate + self.depreciation) * self.capital(smallness) * maths::exp(price)
    }

    /// Odds that a firm accepts adoption which gains and costs so much over output.
    ///
    /// ```
    /// let law = theory::paths::industrial_digitisation::IndustrialDigitisation::default();
    /// assert_eq!(law.acceptance(0.02, 0.02), 0.5);
    /// assert!(law.acceptance(0.03, 0.02) > 0.7);
    /// ```
    #[must_use]
    pub fn acceptance(&self, gain: f64, cost: f64) -> f64 {
        (1.0 - self.strength) + self.strength * logistic((gain - cost) / WIDTH)
    }

    /// The burden of adoption after a quarter in which adoption moved by `step`.
    #[must_use]
    pub fn next_dip(&self, dip: f64, step: f64) -> f64 {
        (1.0 - 1.0 / self.dip_quarters) * dip + step
    }

    /// Gain and cost of full adoption for a firm, over output.
    #[must_use]
    pub fn weigh(&self, ground: &Ground<'_>, i: FirmId) -> (f64, f64) {
        let labour_share = ground
            .concepts
            .strategy_three_distributions
            .labour_share_primary;
        let empowerment = &ground.concepts.empowerment;
        let network = ground.state.areas.network[ground.area(i)];
        let gain = empowerment.gain(labour_share)
            * empowerment.complements(network, ground.means.staff_skill[i])
            * ground.unit_labour_cost(i);
        let real_rate = ground.view.bank.lending_rate - ground.view.growth.inflation;
        let price = ground.state.nation.digital_price;
        (gain, self.cost(ground.smallness(i), real_rate, price))
    }
}

impl Mechanism for IndustrialDigitisation {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[34, 10, 1]
    }

    fn buys_digital(&self) -> bool {
        true
    }

    fn write_laws(&self, ground: &Ground<'_>, pen: &mut LawPen<'_>) {
        pen.acceptance(ground, |i| {
            let (gain, cost) = self.weigh(ground, i);
            self.acceptance(gain, cost)
        });
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let firms = scene.view.firms;
        let stock = |i| self.capital(scene.smallness(i)) * firms.output[i];
        let worn = |i| self.depreciation * maths::positive(scene.adopted(i));
        pen.firms_up_to(
            OfFirm::DigitalInvestment,
            scene,
            |i| MOST_INVESTMENT * firms.output[i],
            |i| self.strength * stock(i) * (scene.now.step[i] + worn(i)),
        );
        let price = scene.view.prices.cost_of(&scene.endowment.equipment);
        for i in firms.ids() {
            let wear = self.strength * stock(i) * worn(i) * price;
            pen.channels.digital_wear.write(i, wear);
        }
        pen.firms(OfFirm::Productivity, scene, |i| {
            -self.strength * self.dip_depth * scene.state.firms.dip[i]
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: digital economy, §4.B, B2: the average firm breaks even at the opening.
    #[test]
    fn the_average_firm_about_breaks_even_and_the_small_do_not() {
        let law = IndustrialDigitisation::default();
        let gain = 0.03 / 0.52 * 0.84 * 0.25;
        let average = law.cost(1.0, 0.01, 0.0);
        assert!((gain - average).abs() < 0.005, "{gain} {average}");
        assert!(law.acceptance(gain, law.cost(4.0, 0.01, 0.0)) < law.acceptance(gain, average));
        let off = IndustrialDigitisation {
            strength: 0.0,
            ..law
        };
        assert_eq!(off.acceptance(0.0, 1.0), 1.0);
    }

    #[test]
    fn the_burden_fades() {
        let law = IndustrialDigitisation::default();
        let after = (0..24).fold(law.next_dip(0.0, 0.1), |dip, _| law.next_dip(dip, 0.0));
        assert!(after < 0.002);
    }
}
