//! Three distributions: the market, the state, and giving.
//!
//! # Question
//! What does each of them do to the distribution of income?
//! # Equation
//! ```text
//! (a) wage floor at 45 % of the area's median; 5 % of commissions, advertising and licences paid per online user
//! (b) 3 % of platform revenue and 2 points of the top tenth's income to rural pensions
//! (c) giving: 0.1 % of profit and 0.2 % of the top tenth's income to the lowest fifth
//! ```
//! # Source
//! Digital economy, §5.2, I2; taxes and transfers in China: [lustig_wang_2020].
//! # Writes
//! Channel 31 (levies and benefits).
//! # Off
//! Taxes, benefits and gifts are those of the economy.
//! # Indicator
//! `redistribution_gini_points`: Gini of market less disposable income.
//! # Contradicted by
//! Taxes and transfers widen the gap between town and country, through pensions; and a high floor costs the unskilled jobs.
//! # Waits for
//! Levies on commissions and on top incomes, a wage floor and gifts: no act reads any of them yet, and benefits without their levy would be another policy.

use params::parameters;

use crate::concepts::Mechanism;
use crate::strategies::ramp;

parameters! {
    /// Three distributions: its parameters.
    pub struct ThreeDistributions in "strategy_three_distributions" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Compensation of employees over GDP; read by A2 as the share of labour.
        labour_share_primary: f64 [Share] = 0.52, within 0.1..=1.0, plausible 0.48..=0.55,
            from Measured("nbs_flow_of_funds") known Recalled;
        /// Gini of market less disposable income, China.
        redistribution_gini_points: f64 [Pure] = 0.04, within -1.0..=1.0, plausible 0.02..=0.06,
            from Estimated("chip_2017") known Recalled as Check;
        /// The same, average of rich countries: a ceiling.
        redistribution_gini_points_oecd: f64 [Pure] = 0.16, within -1.0..=1.0, plausible 0.12..=0.2,
            from Measured("oecd_idd") known Recalled as Check;
        /// Giving over GDP, 2020.
        charity_gdp_share: f64 [Share] = 0.002, within 0.0..=1.0, plausible 0.0008..=0.021,
            from Measured("charity_2020") known Verified as Check;
        /// Funds raised on one platform in 2020 over 2013.
        online_giving_growth: f64 [Pure] = 38.5, within 0.0..=1000.0, plausible 38.0..=39.0,
            from Measured("online_giving_2021") known Verified as Check;
        /// Sign of taxes and transfers on the gap between town and country.
        fiscal_effect_urban_rural_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("lustig_wang_2020") known Verified as Check;
    }
}

/// Floor of wages over the median of the area, at intensity 1.
const FLOOR: f64 = 0.45;
/// Rates of the levies at intensity 1: on flows of data, on platform revenue, on top incomes.
pub const LEVIES: [f64; 3] = [0.05, 0.03, 0.02];
/// Rates of giving at intensity 1: of profits, of top incomes.
pub const GIVING: [f64; 2] = [0.001, 0.002];

impl ThreeDistributions {
    /// The least wage that may be paid where the median is this.
    ///
    /// ```
    /// let law = theory::strategies::three_distributions::ThreeDistributions::default();
    /// assert_eq!(law.floor(100.0, 1.0), 45.0);
    /// ```
    #[must_use]
    pub fn floor(&self, median_wage: f64, intensity: f64) -> f64 {
        FLOOR * intensity * median_wage
    }
}

impl Mechanism for ThreeDistributions {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn waits_for(&self) -> &'static [u8] {
        &[31]
    }
}
