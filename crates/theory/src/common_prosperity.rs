//! Common prosperity: what the digital economy is measured by, and never a lever.
//!
//! # Question
//! Do all people prosper, in all respects, created by all, gradually?
//! # Equation
//! ```text
//! none: a vector of levels, shares, gaps, services, spirit, problems and public finance
//! ```
//! # Source
//! Digital economy, §4.0 and §7; [li_li_2023] for the idea.
//! # Writes
//! Nothing: no act reads it.
//! # Off
//! It cannot be switched: measuring changes nothing.
//! # Indicator
//! `prosperity_vector`, reported with its baseline and the paired difference; never one number.
//! # Contradicted by
//! Panels of Chinese cities find the coefficient positive, but its shape U-like in one sample and down, up, down in another; no stored document shows its size.
//! # Waits for
//! The outcome vector, which is built where series are observed.

use params::parameters;

use crate::concepts::Mechanism;

parameters! {
    /// Common prosperity: its parameters.
    pub struct CommonProsperity in "common_prosperity" {
        /// Gini of disposable income per head, the official series, 2020.
        target_gini_income: f64 [Share] = 0.468, within 0.0..=1.0, plausible 0.465..=0.491,
            from Measured("nbs_gini_2023") known Verified as Check;
        /// Gini of consumption, 2016.
        target_gini_consumption: f64 [Share] = 0.385, within 0.0..=1.0, plausible 0.36..=0.41,
            from Measured("nbs_gini_2023") known Verified as Check;
        /// Urban over rural disposable income per head, first half of 2024.
        target_urban_rural_income_ratio: f64 [Pure] = 2.46, within 1.0..=5.0, plausible 2.34..=2.71,
            from Measured("sustainability_2025") known Verified as Check;
        /// Urban over rural household wealth per head, 2017.
        target_urban_rural_wealth_ratio: f64 [Pure] = 4.5, within 1.0..=10.0, plausible 3.8..=5.0,
            from Measured("wu_qin_2022") known Verified as Check;
        /// Sign of a digital-economy index on a common-prosperity index with two-way fixed effects.
        target_de_on_cp_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("prefectures_2024") known Verified as Check;
        /// Sign of neighbouring cities' digital economy on a city's own prosperity.
        target_spatial_spillover_sign: f64 [Pure] = 1.0, within -1.0..=1.0, plausible 1.0..=1.0,
            from Estimated("li_chen_li_2024") known Verified as Check;
    }
}

impl Mechanism for CommonProsperity {
    fn strength(&self, _: u32) -> f64 {
        0.0
    }
}
