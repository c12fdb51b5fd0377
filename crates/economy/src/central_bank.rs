//! The central bank: sets the policy rate, holds the public debt.

use quantity::maths;

use crate::bank::Bank;
use crate::calibration::{Calibration, Processes};
use crate::closure::policy_rate::Conditions;
use crate::closure::{LongRun, PublicRevenue};
use crate::government::Government;
use crate::rules::BaseRules;
use crate::world::World;

/// The central bank's books.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CentralBank {
    /// Policy rate, per quarter (`r̄`).
    pub policy_rate: f64,
    /// Equity, money, stock (`E_CB`).
    pub equity: f64,
    /// Profit of the last quarter, money, flow (`Π_CB`).
    pub profit: f64,
    /// Profit handed over to the government, money, flow.
    pub remittance: f64,
}

impl CentralBank {
    /// The central bank at the opening.
    #[must_use]
    pub fn open(calibration: &Calibration) -> Self {
        Self {
            policy_rate: calibration.opening.policy_rate,
            equity: calibration.opening.central_bank_equity,
            profit: 0.0,
            remittance: 0.0,
        }
    }

    /// Sets the policy rate by a smoothed rule on world inflation and growth.
    ///
    /// ```text
    /// r̄ ← ρ r̄ + (1 − ρ) (r* + π* + ξ_π (π_EA − π*) + ξ_γ γ_EA)
    /// ```
    /// # Source
    /// Base model, §6.4; zero lower bound: §13 item 1. For a currency of one's own:
    /// [`crate::closure::policy_rate`].
    pub fn set_rate(
        &mut self,
        world: &World,
        processes: &Processes,
        rules: &BaseRules,
        long_run: &LongRun,
    ) {
        let rule = &long_run.rules.policy_rate;
        if rule.on {
            self.policy_rate = rule.rate(Conditions {
                rate: self.policy_rate,
                inflation: long_run.inflation,
                target: long_run.growth().inflation,
                tightness: long_run.opening.unemployment - long_run.unemployment,
                real_rate: long_run.opening.real_rate,
            });
            return;
        }
        let target = processes.real_rate
            + processes.inflation_target
            + processes.reaction_inflation * (world.inflation - processes.inflation_target)
            + processes.reaction_growth * world.growth;
        let smoothing = processes.policy_smoothing;
        self.policy_rate = smoothing * self.policy_rate + (1.0 - smoothing) * target;
        if rules.zero_lower_bound {
            self.policy_rate = maths::positive(self.policy_rate);
        }
    }

    /// Books interest on public debt and on the bank's position.
    ///
    /// # Source
    /// Base model, §8 step 6.
    pub fn earn_profit(
        &mut self,
        government: &Government,
        bank: &Bank,
        public_debt_rate: f64,
        revenue: &PublicRevenue,
    ) {
        self.profit = public_debt_rate * government.debt - self.policy_rate * bank.reserves;
        self.remittance = if revenue.in_force().remittance {
            maths::positive(self.profit)
        } else {
            0.0
        };
        self.equity += self.profit - self.remittance;
    }
}
