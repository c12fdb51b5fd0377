//! Bankruptcy: a firm with neither cash nor equity is refinanced, and somebody bears the loss.
//!
//! The firm keeps its workers, capital, stocks, price and owner. In the base model the bank bears the
//! loss; who shares it and who has to leave is the rule of [`crate::closure::exit_and_entry`].
//!
//! # Source
//! Base model, §6.1.

use quantity::FirmId;

use crate::firms::Firms;

/// Whether firm `i` has neither cash nor equity.
#[must_use]
pub fn insolvent(firms: &Firms, i: FirmId) -> bool {
    firms.deposits[i] < 0.0 && firms.equity[i] < 0.0
}
