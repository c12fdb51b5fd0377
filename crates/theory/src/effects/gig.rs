//! Gig economy: tasks instead of jobs, sold through platforms by the piece.
//!
//! # Question
//! Do tasks mean fewer zero incomes, or more precarious ones?
//! # Equation
//! ```text
//! demand_i = s · new_ℓ · [ (N^d − N)⁺ + γ · a · N^d · 1{ p_g < (1+τ^SIF) w } ]      in trade, transport, hotels, culture, business services
//! p_g,ℓ    = 0.9 · median L wage of ℓ · (1 − pressure)
//! offer_h  = c_h · x_h · L( [(1 − t_p) p_g (1 + flex) − w_res,h] / (0.1 w̄_ℓ) )      c = 1 unemployed, 0.25 employed L, 0.15 rural inactive
//! match_ℓ  = n (1 − e^(−demand/n)), n = Σ offer
//! ```
//! # Source
//! Digital economy, §6.2; worth of flexible hours: [chen_2019].
//! # Writes
//! Channel 24 (gig work wanted and offered).
//! # Off
//! No gig work beyond the opening's, which is inside jobs.
//! # Indicator
//! `gig_share`: share of labour bought by the task.
//! # Contradicted by
//! Incomes that platforms report are upper bounds; half of the riders who earn work fewer than 30 days a year.
//! # Waits for
//! Channel 24: the act of gig work is not built yet.

use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::scene::logistic;

parameters! {
    /// Gig economy: its parameters.
    pub struct Gig in "gig_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Surplus of drivers under flexible over inflexible hours: what flexibility_value is set to.
        flexibility_surplus_multiple: f64 [Pure] = 2.0, within 0.0..=10.0, plausible 1.5..=2.5,
            from Estimated("chen_2019") known Verified as Check;
        /// Worth of choosing one's hours, over pay.
        flexibility_value: f64 [Share] = 0.3, within 0.0..=2.0, plausible 0.1..=0.6,
            from Calibrated("set to flexibility_surplus_multiple") known New;
        /// Largest share of labour need that can be bought by the task.
        max_share: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("services that can be delivered, only") known New;
        /// Workers in new forms of employment over employees.
        platform_worker_share: f64 [Share] = 0.21, within 0.0..=1.0, plausible 0.18..=0.24,
            from Measured("workforce_survey_2023") known Verified as Check;
        /// Riders with earnings who are active fewer than 30 days a year.
        gig_attachment_part_time: f64 [Share] = 0.48, within 0.0..=1.0, plausible 0.4..=0.5,
            from Measured("meituan_2023") known Verified as Check;
        /// Monthly income of riders of high frequency, as reported by the platform.
        rider_monthly_income: f64 [YuanPerMonth] = 7600.0, within 0.0..=100_000.0, plausible 5720.0..=10865.0,
            from Measured("meituan_2024") known Verified as Check;
        /// Professional streamers who earn less than 3 000 yuan a month.
        streamer_low_income_share: f64 [Share] = 0.679, within 0.0..=1.0, plausible 0.65..=0.7,
            from Measured("streamers_2024") known Verified as Check;
    }
}

/// Width of the choice to offer, over the mean wage.
const WIDTH: f64 = 0.1;

impl Gig {
    /// Work wanted by the task, in workers.
    #[must_use]
    pub fn demand(
        &self,
        growth: f64,
        missing: f64,
        wanted: f64,
        adoption: f64,
        cheaper: bool,
    ) -> f64 {
        let instead = if cheaper {
            self.max_share * adoption * wanted
        } else {
            0.0
        };
        self.strength * growth * (maths::positive(missing) + instead)
    }

    /// Share of time that somebody online offers, at this pay after commission over a reservation wage.
    #[must_use]
    pub fn offer(&self, online: f64, pay: f64, reservation: f64, mean_wage: f64) -> f64 {
        let gain = pay * (1.0 + self.flexibility_value) - reservation;
        online * logistic(gain / (WIDTH * mean_wage))
    }

    /// Work that meets: never more than either side.
    ///
    /// ```
    /// use theory::effects::gig::Gig;
    /// assert_eq!(Gig::matched(0.0, 5.0), 0.0);
    /// assert!(Gig::matched(3.0, 5.0) < 3.0 && Gig::matched(1e9, 5.0) <= 5.0);
    /// ```
    #[must_use]
    pub fn matched(demand: f64, offered: f64) -> f64 {
        if offered <= 0.0 {
            return 0.0;
        }
        offered * (1.0 - maths::exp(-demand / offered))
    }
}

impl Mechanism for Gig {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn waits_for(&self) -> &'static [u8] {
        &[24]
    }
}
