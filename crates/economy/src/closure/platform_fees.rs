//! Platform fees in prices: a seller whose fees move in relation to its sales passes the change on.
//!
//! # Equation
//! ```text
//! π^c += φ_f Δ( fee bill / (P Q) )        fee bill and sales of last quarter
//! ```
//! Acting on the change of a share that is bounded, it cannot drift.
//!
//! # Source
//! Digital economy, §6.1.
//!
//! # Off
//! `φ_f = 0`; without fees nothing is passed on.

use params::parameters;
use quantity::FirmId;

use crate::firms::Firms;

parameters! {
    /// Fees of platforms in sellers' prices.
    pub struct PlatformFees in "closure.platform_fees" {
        /// Share of a change in fees over sales that is passed on to the price (`φ_f`).
        pass_through: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.5..=1.0, from Assumed("a fee is a cost of all sellers online alike") known New;
    }
}

impl PlatformFees {
    /// What firm `i` adds to its cost push; from then on its price holds last quarter's fees.
    pub(crate) fn pass_on(&self, firms: &mut Firms, i: FirmId) -> f64 {
        let trade = &mut firms.trade;
        let share = trade.fee_share[i];
        let change = share - trade.priced_fee_share[i];
        trade.priced_fee_share[i] = share;
        self.pass_through * change
    }
}
