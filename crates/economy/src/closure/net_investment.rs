//! Net investment (C1): firms replace what wears out and let capital grow with the trend, faster when it
//! is short and credit cheap.
//!
//! # Equation
//! ```text
//! û ← (1 − λ_u) û + λ_u min(1.2, Q^d(t−1) / (κ K))                        smoothed use of capital
//! η = clip(γ + ν (û/ω − 1) − e_r (ϱ − ϱ*), −η̲, γ + η̄)                    growth of capital
//! I^d = (δ/κ · F + η K)⁺
//! ```
//! `F` feasible output; `ϱ = r − π^e` real lending rate, `ϱ*` its value at the opening; `ω` opening use.
//! What exceeds replacement is expected to be paid out of cash before credit is asked for.
//!
//! # Source
//! Long run, §3.2, C1.
//!
//! # Off
//! `η = 0` returns the base equation.

use params::parameters;
use quantity::{Column, FirmId};

use super::trend::Growth;
use crate::firms::Firms;

parameters! {
    /// Growth of capital.
    pub struct NetInvestment in "closure.net_investment" {
        /// Whether firms invest beyond what wears out.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("replacement alone freezes capacity: growth ends once the opening headroom is used") known Prototype as Alternative;
        /// Reaction of the growth of capital to its use, per quarter (`ν`).
        accelerator: f64 [Pure] = 0.02, within 0.0..=0.03, plausible 0.0..=0.03, from Calibrated("long run 2.2: 0.05 overheats") known Prototype;
        /// Reaction of the growth of capital to the real lending rate (`e_r`).
        rate_reaction: f64 [Pure] = 0.1, within 0.0..=0.3, plausible 0.0..=0.3, from Calibrated("long run 2.2: 0.1 for Austria, 0.3 for China") known Prototype;
        /// Share of this quarter's use in its smoothed value (`λ_u`).
        smoothing: f64 [Share] = 0.25, within 0.0..=1.0, plausible 0.1..=0.5, from Assumed("about a year of memory") known Assumed;
        /// Fastest fall of capital in a quarter beyond wear (`η̲`).
        largest_fall: f64 [QuarterlyRate] = 0.01, within 0.0..=0.1, plausible 0.005..=0.02, from Assumed("plants are not scrapped faster") known Assumed;
        /// Fastest growth of capital in a quarter beyond the trend (`η̄`).
        largest_rise: f64 [QuarterlyRate] = 0.015, within 0.0..=0.1, plausible 0.005..=0.03, from Assumed("plants are not built faster") known Assumed;
        /// Share of net investment that firms plan to borrow for (`φ_I`).
        financing: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.5..=1.0, from Assumed("net investment is a use of cash like any other") known Assumed;
        }
}

impl NetInvestment {
    /// The rule at work.
    #[must_use]
    pub fn open(self, use_of_capacity: f64, real_rate: f64, n_firms: usize) -> Investors {
        Investors {
            rule: self,
            use_at_rest: use_of_capacity,
            real_rate_at_rest: real_rate,
            smoothed_use: Column::filled(n_firms, use_of_capacity),
        }
    }

    /// Growth of capital wanted, per quarter (`η`).
    ///
    /// `tightness` is smoothed over normal use less 1, `dearness` the real lending rate less that at
    /// rest.
    ///
    /// ```
    /// let rule = economy::closure::NetInvestment::default();
    /// assert_eq!(rule.growth_of_capital(0.01, 0.0, 0.0), 0.01);
    /// assert_eq!(rule.growth_of_capital(0.01, 0.5, 0.0), 0.02);
    /// assert_eq!(rule.growth_of_capital(0.0, 0.0, 1.0), -0.01);
    /// ```
    #[must_use]
    pub fn growth_of_capital(&self, trend: f64, tightness: f64, dearness: f64) -> f64 {
        let wanted = trend + self.accelerator * tightness - self.rate_reaction * dearness;
        wanted
            .min(trend + self.largest_rise)
            .max(-self.largest_fall)
    }
}

/// What firms remember for their investment.
#[derive(Clone, Debug, PartialEq)]
pub struct Investors {
    rule: NetInvestment,
    use_at_rest: f64,
    real_rate_at_rest: f64,
    /// Smoothed use of capital of each firm (`û`).
    pub smoothed_use: Column<FirmId, f64>,
}

/// More demand than this over capacity is not counted as use of capital.
const FULLEST_USE: f64 = 1.2;

impl Investors {
    /// Growth of capital that firm `i` wants after last quarter's demand; 0 with the rule off.
    pub fn growth_of_capital(
        &mut self,
        firms: &Firms,
        i: FirmId,
        trend: Growth,
        real_lending_rate: f64,
    ) -> f64 {
        if !self.rule.on {
            return 0.0;
        }
        let capacity = firms.output_per_capital[i] * firms.capital[i];
        let smoothing = self.rule.smoothing;
        let smoothed = &mut self.smoothed_use[i];
        if capacity > 0.0 {
            *smoothed = (1.0 - smoothing) * *smoothed
                + smoothing * FULLEST_USE.min(firms.demand[i] / capacity);
        }
        self.rule.growth_of_capital(
            trend.real,
            *smoothed / self.use_at_rest - 1.0,
            real_lending_rate - self.real_rate_at_rest,
        )
    }

    /// Cash that firm `i` sets aside for investment beyond replacement, money.
    #[must_use]
    pub fn cash_for(&self, net_investment: f64, price_ahead: f64) -> f64 {
        if self.rule.on {
            self.rule.financing * price_ahead * net_investment.max(0.0)
        } else {
            0.0
        }
    }

    /// Lets an entrant start with normal use.
    pub fn forget(&mut self, i: FirmId) {
        self.smoothed_use[i] = self.use_at_rest;
    }
}
