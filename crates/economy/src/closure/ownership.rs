//! Ownership: what firms and the bank pay out goes to their owners, and not all of these are households.
//!
//! # Equation
//! ```text
//! government σ^G_g    abroad σ^R    households 1 − σ^G_g − σ^R      of dividends, out of profit or of cash
//! ```
//! Income tax falls on the part of households. The bank is held like a firm of finance.
//!
//! # Source
//! Long run, §5.5. The part of households goes to the firm's one owner until people hold portfolios.
//!
//! # Off
//! `σ^G = σ^R = 0`.

use params::parameters;
use quantity::{FirmId, maths};

use crate::bank::Bank;
use crate::calibration::{Calibration, Rates};
use crate::firms::Firms;

parameters! {
    /// Who owns firms and the bank.
    pub struct Ownership in "closure.ownership" {
        /// Whether others than households own firms and the bank.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("no effect where the shares are 0") known Assumed as Alternative;
        /// How much of the government's share in each industry counts; the shares are the economy's.
        government: f64 [Share] = 0.0, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("1 in China; economies state their own") known Assumed;
        /// Share of dividends that goes abroad (`σ^R`).
        abroad: f64 [Share] = 0.0, within 0.0..=0.5, plausible 0.0..=0.1, from Assumed("0.05 in China; economies state their own") known Assumed;
    }
}

/// Codes of the industry like which the bank is held, in the tables that ship and in NACE.
const FINANCE: [&str; 2] = ["FIN", "K"];

impl Ownership {
    /// Shares the dividends of a calibration among owners; consumption and housing stay what they were.
    pub fn share(&self, calibration: &mut Calibration) {
        if !self.on || (self.government == 0.0 && self.abroad == 0.0) {
            return;
        }
        let income = calibration.opening_income();
        let most = 1.0 - self.abroad;
        let shares: Vec<f64> = calibration
            .industries
            .iter()
            .map(|g| (self.government * g.government_share).min(most))
            .collect();
        let finance = calibration
            .industries
            .iter()
            .position(|g| FINANCE.contains(&g.code.as_str()));
        let rates = &mut calibration.rates;
        rates.bank_government_dividends = finance.map_or(0.0, |g| shares[g]);
        rates.foreign_dividends = self.abroad;
        calibration.technology.government_dividends = shares;
        calibration.keep_spending(income);
    }
}

/// Dividends of a quarter that do not go to households, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Elsewhere {
    /// To the government.
    pub government: f64,
    /// Abroad.
    pub abroad: f64,
}

impl Elsewhere {
    /// Adds up what firms and the bank pay out.
    #[must_use]
    pub fn of(firms: &Firms, bank: &Bank, rates: &Rates) -> Self {
        let of_bank = bank.dividend(rates) * maths::positive(bank.profit);
        let over_firms = |share: &dyn Fn(FirmId) -> f64| {
            maths::sum(firms.ids().map(|i| share(i) * firms.dividends(i, rates)))
        };
        Self {
            government: over_firms(&|i| firms.government_share[i])
                + rates.bank_government_dividends * of_bank,
            abroad: rates.foreign_dividends * (over_firms(&|_| 1.0) + of_bank),
        }
    }
}
