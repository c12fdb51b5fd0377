//! Shared ownership: part of platforms belongs to those who work for them, to all, and to their users.
//!
//! # Question
//! Who gets the profit, and what does it do to performance?
//! # Equation
//! ```text
//! 10 % of platform equity: staff 4 %, social fund 4 %, users 2 %, bought at book value over the ramp
//! productivity += perf · staff_share / 0.10      in platforms
//! ```
//! Taken from private owners, founders and portfolios in proportion. Dividends: the fund's per head, the staff's by
//! wages, the users' by spending. Granted instead of bought, owners get nothing and the state pays nothing.
//! # Source
//! Digital economy, §5.2, I1; employee ownership: \[oboyle_2016\].
//! # Writes
//! Channels 30 (register), 1 (productivity of platforms) and 31 (purchase of shares).
//! # Off
//! Platforms belong to whom they belonged.
//! # Indicator
//! `profit_income_bottom_half`.
//! # Contradicted by
//! The correlation of employee ownership with performance is small and was measured on employee-owned firms of all kinds.

use params::parameters;

use quantity::{FirmId, maths};

use crate::concepts::Mechanism;
use crate::pen::{OfFirm, Pen};
use crate::scene::Scene;
use crate::strategies::ramp;

parameters! {
    /// Shared ownership: its parameters.
    pub struct SharedOwnership in "strategy_shared_ownership" {
        /// Intensity of the policy: 1 is the stated unit.
        intensity: f64 [Pure] = 0.0, within 0.0..=2.0, plausible 0.0..=2.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// First quarter of the ramp.
        start: f64 [Quarters] = 1.0, within 1.0..=10_000.0, plausible 1.0..=40.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Quarters until the policy is fully in force.
        ramp: f64 [Quarters] = 8.0, within 0.0..=20.0, plausible 0.0..=20.0,
            from Numerical("a choice of policy") known Assumed as Alternative;
        /// Whether owners are paid for their shares.
        transfer: Transfer [Switch] = Transfer::Bought, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a choice of policy: granted shares are an expropriation") known Assumed as Alternative;
        /// Gain of productivity at a staff share of 10 %: the correlation of 0.04 read as 2 %.
        employee_ownership_performance: f64 [Share] = 0.02, within 0.0..=0.2, plausible 0.0..=0.04,
            from Estimated("oboyle_2016") known Verified;
        /// Share of corporate equity owned by employees in the United States.
        employee_equity_share: f64 [Share] = 0.08, within 0.0..=1.0, plausible 0.04..=0.15,
            from Measured("oboyle_2016") known Verified as Check;
    }
}

params::choices! {
    /// Whether owners are paid for their shares.
    pub enum Transfer {
        /// At book value, by the state.
        Bought = "bought",
        /// They are not.
        Granted = "granted",
    }
}

/// Shares of equity that intensity 1 gives to staff, the social fund and users.
pub const SHARES: [f64; 3] = [0.04, 0.04, 0.02];
/// Staff share at which performance was measured.
const MEASURED: f64 = 0.10;

impl SharedOwnership {
    /// Log of productivity of a platform of which the staff own this share.
    ///
    /// ```
    /// let law = theory::strategies::shared_ownership::SharedOwnership::default();
    /// assert_eq!(law.term(0.1), 0.02);
    /// ```
    #[must_use]
    pub fn term(&self, staff_share: f64) -> f64 {
        self.employee_ownership_performance * staff_share / MEASURED
    }

    /// What is paid in a quarter for shares of a platform of this book value.
    ///
    /// ```
    /// use theory::strategies::shared_ownership::{SharedOwnership, Transfer};
    /// let law = SharedOwnership { intensity: 1.0, ramp: 4.0, ..SharedOwnership::default() };
    /// assert!((law.price(1, 800.0) - 20.0).abs() < 1e-12);
    /// assert_eq!(law.price(5, 800.0), 0.0);
    /// assert_eq!(law.price(1, -800.0), 0.0);
    /// let granted = SharedOwnership { transfer: Transfer::Granted, ..law };
    /// assert_eq!(granted.price(1, 800.0), 0.0);
    /// ```
    #[must_use]
    pub fn price(&self, quarter: u32, equity: f64) -> f64 {
        if self.transfer == Transfer::Granted {
            return 0.0;
        }
        let step = self.strength(quarter) - self.strength(quarter.saturating_sub(1));
        maths::sum(SHARES.iter().copied()) * maths::positive(step) * maths::positive(equity)
    }
}

impl Mechanism for SharedOwnership {
    fn strength(&self, quarter: u32) -> f64 {
        ramp(self.intensity, self.start, self.ramp, quarter)
    }

    fn writes(&self) -> &'static [u8] {
        &[30, 1, 31]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let quarter = scene.view.quarter;
        let shares = SHARES.map(|share| share * self.strength(quarter));
        let platforms = &scene.state.platforms.firm;
        let is_platform = |i: FirmId| platforms.contains(&i);
        pen.shares(scene, platforms, shares);
        let gain = self.term(shares[0]);
        pen.firms(OfFirm::Productivity, scene, |i| {
            if is_platform(i) { gain } else { 0.0 }
        });
        pen.buy_shares(scene, |i| {
            if is_platform(i) {
                self.price(quarter, scene.view.firms.equity[i])
            } else {
                0.0
            }
        });
    }
}
