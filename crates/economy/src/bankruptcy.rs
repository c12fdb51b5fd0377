//! Bankruptcy: a firm with neither cash nor equity is refinanced, and the bank bears the loss.
//!
//! The firm keeps its workers, capital, stocks, price and owner.
//!
//! # Source
//! Base model, §6.1.

use quantity::FirmId;

use crate::bank::Bank;
use crate::calibration::Rates;
use crate::firms::Firms;
use crate::prices::Prices;

/// Refinances every firm whose deposits and equity are both negative.
pub fn refinance(firms: &mut Firms, bank: &mut Bank, prices: &Prices, rates: &Rates) {
    for i in firms.ids() {
        if insolvent(firms, i) {
            let sustainable = rates.loan_after_bankruptcy * prices.capital * firms.capital[i];
            let loss = firms.loans[i] - firms.deposits[i] - sustainable;
            bank.equity -= loss;
            firms.equity[i] += loss;
            firms.loans[i] = sustainable;
            firms.deposits[i] = 0.0;
        }
    }
}

/// Whether firm `i` has neither cash nor equity.
#[must_use]
pub fn insolvent(firms: &Firms, i: FirmId) -> bool {
    firms.deposits[i] < 0.0 && firms.equity[i] < 0.0
}
