//! Portfolios: what households own of firms and of the bank.
//!
//! # Equation
//! ```text
//! s_ih = p_i ( φ [h founded i] + (1 − φ) w_h )      Σ_h w_h = 1
//! ```
//! `p_i` the part of firm `i` that households own ([`crate::firms::Firms::household_share`]), `φ` the
//! founder's part of it, `w_h` the household's share in the portfolio that all of them hold together. So
//! dividends cost one sum over firms and one pass over households. The bank is held like a firm without a
//! founder, unless the population names one.
//!
//! # Source
//! Long run, §5.5.
//!
//! # Off
//! `φ = 1`: each firm has one owner.

use params::parameters;
use quantity::{Column, FirmId, HouseholdId, Id, Purpose, maths};

use super::Drawn;
use crate::chance::Chance;

parameters! {
    /// Who owns what households own.
    pub struct Ownership in "people.ownership" {
        /// The founder's part of what households own of a firm (`φ`); with 1 each firm has one owner.
        founder_share: f64 [Share] = 0.6, within 0.0..=1.0, plausible 0.3..=0.9, from Assumed("no data; swept") known Assumed;
    }
}

/// The owners of firms and of the bank among households.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owners {
    /// Founder of each firm.
    pub founder: Column<FirmId, HouseholdId>,
    /// Who holds the founder's part of the bank; nobody if all of it is in the common portfolio.
    pub bank: Option<HouseholdId>,
    /// The founder's part (`φ`).
    pub founder_share: f64,
    /// Each household's share in the common portfolio (`w_h`), adding up to 1.
    pub portfolio: Column<HouseholdId, f64>,
}

impl Owners {
    /// The owners as drawn; whoever stands behind the last firm holds the founder's part of the bank.
    #[must_use]
    pub fn open(drawn: &Drawn, n_firms: usize, founder_share: f64) -> Self {
        let wealth = maths::sum(drawn.households.iter().map(|h| h.wealth));
        let portfolio: Column<HouseholdId, f64> = drawn
            .households
            .iter()
            .map(|h| maths::ratio_or_zero(h.wealth, wealth))
            .collect();
        let bank = drawn.founders.get(n_firms).copied();
        Self {
            founder: drawn.founders[..n_firms]
                .iter()
                .map(|&h| HouseholdId(h))
                .collect(),
            bank: bank.map(HouseholdId),
            founder_share,
            portfolio,
        }
    }

    /// Gives every household its part of what each firm and the bank pay to households.
    ///
    /// `paid` holds the amounts of a firm in the order in which they are booked.
    pub fn distribute<const N: usize>(
        &self,
        incomes: &mut [f64],
        firms: impl Iterator<Item = FirmId>,
        paid: impl Fn(FirmId) -> [f64; N],
        by_bank: f64,
    ) {
        let mut pool = 0.0;
        let rest = 1.0 - self.founder_share;
        for i in firms {
            let income = &mut incomes[self.founder[i].index()];
            for amount in paid(i) {
                *income += self.founder_share * amount;
                pool += rest * amount;
            }
        }
        match self.bank {
            Some(bank) => {
                incomes[bank.index()] += self.founder_share * by_bank;
                pool += rest * by_bank;
            }
            None => pool += by_bank,
        }
        if rest > 0.0 || self.bank.is_none() {
            for (income, share) in incomes.iter_mut().zip(self.portfolio.iter()) {
                *income += pool * share;
            }
        }
    }

    /// Draws a household of the area in proportion to its portfolio; none if nobody there holds any.
    #[must_use]
    pub fn draw_founder(
        &self,
        area: u32,
        areas: &Column<HouseholdId, u32>,
        firm: FirmId,
        chance: Chance,
    ) -> Option<HouseholdId> {
        let held = || {
            let all = self.portfolio.iter().zip(areas.iter()).enumerate();
            all.filter(|(_, (share, at))| **at == area && **share > 0.0)
                .map(|(h, (&share, _))| (HouseholdId::new(h), share))
        };
        let mut left =
            chance.uniform(Purpose::Founder, u64::from(firm.0)) * maths::sum(held().map(|x| x.1));
        let mut last = None;
        for (h, share) in held() {
            left -= share;
            last = Some(h);
            if left < 0.0 {
                break;
            }
        }
        last
    }
}

/// What the common portfolio pays into firms in trouble in one quarter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Levy {
    /// Deposits behind the portfolio, weighted by it, when the first firm asked; money.
    behind: Option<f64>,
    /// What has been promised, money.
    promised: f64,
}

impl Levy {
    /// Deposits that stand behind a firm of which the portfolio holds `part`, of those not yet promised.
    pub fn behind(
        &mut self,
        part: f64,
        deposits: &Column<HouseholdId, f64>,
        owners: &Owners,
    ) -> f64 {
        if part <= 0.0 {
            return 0.0;
        }
        let behind = *self
            .behind
            .get_or_insert_with(|| weighted(deposits, owners));
        part * maths::positive(behind - self.promised)
    }

    /// Takes note of money promised to a firm.
    pub fn promise(&mut self, amount: f64) {
        self.promised += amount;
    }

    /// Collects what was promised: each household pays in proportion to its portfolio and its deposits.
    pub fn collect(self, deposits: &mut Column<HouseholdId, f64>, owners: &Owners) {
        if self.promised <= 0.0 {
            return;
        }
        let behind = weighted(deposits, owners);
        for (deposits, share) in deposits.iter_mut().zip(owners.portfolio.iter()) {
            *deposits -= if behind > 0.0 {
                self.promised * (share * maths::positive(*deposits) / behind)
            } else {
                self.promised * share
            };
        }
    }
}

fn weighted(deposits: &Column<HouseholdId, f64>, owners: &Owners) -> f64 {
    let held = deposits.iter().zip(owners.portfolio.iter());
    maths::sum(held.map(|(&deposits, share)| share * maths::positive(deposits)))
}
