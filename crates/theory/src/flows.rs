//! The flows of a quarter by concept: whose doing it is that money changes hands.
//!
//! The economy books flows and knows no concept; bills know what each wrote. Where the two meet, a flow is
//! shared by bills; what no bill claims belongs to the concept that owns the flow.
//!
//! # Source
//! Digital economy, §6.4.

use economy::flows::{Flows, Party, Transaction};
use quantity::maths;

use crate::bills::{Bill, Bills};
use crate::ledger::LEDGER;

/// A flow of a concept. Money in the economy's unit, per quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which flow it is.
    pub transaction: Transaction,
    /// Id of the concept.
    pub concept: &'static str,
    /// Who pays.
    pub payer: Party,
    /// Who gets it.
    pub receiver: Party,
    /// Money.
    pub value: f64,
}

/// The concept to which a flow belongs as far as nobody has written it as a bill.
fn owner(transaction: Transaction) -> &'static str {
    match transaction {
        Transaction::Commission => "D4",
        Transaction::Advertising => "D3",
        Transaction::PersonalPremium => "G2",
        Transaction::GigPay | Transaction::GigCommission => "C8",
        Transaction::SharingRent | Transaction::SharingCommission => "C9",
        Transaction::DigitalInvestment => "B2",
        Transaction::RunningInputs => "B1",
        Transaction::DataLicence => "B3",
        Transaction::Equity | Transaction::RegisterDividends => "I1",
        Transaction::PublicPurchases => "F1",
        Transaction::Subsidies => "H6",
        Transaction::Levies | Transaction::Giving => "I2",
        Transaction::Transfers => "E4",
        Transaction::Losses => "I4",
        Transaction::WithheldWages => "E6",
    }
}

/// Research is bought like everything else, and counted with subsidies.
fn counted(concept: &'static str, transaction: Transaction) -> Transaction {
    match (concept, transaction) {
        ("H2", Transaction::PublicPurchases) => Transaction::Subsidies,
        _ => transaction,
    }
}

/// Every flow of a quarter by concept; those of a transaction between two parties add up to what was booked.
#[must_use]
pub fn by_concept(flows: &Flows, bills: &Bills) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (transaction, payer, receiver, money) in flows.rows() {
        let mine = |bill: &&Bill| {
            (bill.transaction, bill.payer, bill.receiver) == (transaction, payer, receiver)
        };
        let mut left = money;
        for (k, concept) in LEDGER.iter().enumerate() {
            let of_concept = bills.all().iter().filter(mine).filter(|b| b.concept == k);
            let value = maths::sum(of_concept.map(|bill| bill.booked));
            if value != 0.0 {
                left -= value;
                rows.push(Row {
                    transaction: counted(concept.id, transaction),
                    concept: concept.id,
                    payer,
                    receiver,
                    value,
                });
            }
        }
        // A rest of rounding is none.
        if left.abs() > ROUNDING * money.abs() {
            rows.push(Row {
                transaction,
                concept: owner(transaction),
                payer,
                receiver,
                value: left,
            });
        }
    }
    rows
}

/// Shares of a flow smaller than this are rounding.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_bill_claims_is_the_owners() {
        let index = |id: &str| LEDGER.iter().position(|c| c.id == id).unwrap_or(0);
        let (state, firms) = (Party::Government, Party::Firms);
        let mut flows = Flows::default();
        flows.add(Transaction::PublicPurchases, state, firms, 10.0);
        let mut bills = Bills::default();
        bills.add(index("H2"), Transaction::PublicPurchases, state, firms, 6.0);
        bills.add(index("H1"), Transaction::PublicPurchases, state, firms, 3.0);
        let rows = by_concept(&flows, &bills);
        let said: Vec<_> = rows
            .iter()
            .map(|row| (row.transaction.number(), row.concept, row.value))
            .collect();
        assert_eq!(said, [(13, "H1", 3.0), (14, "H2", 6.0), (13, "F1", 1.0)]);
    }
}
