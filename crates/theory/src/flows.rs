//! The flows of a quarter by concept: whose doing it is that money changes hands.
//!
//! The economy books flows and knows no concept; bills know what each wrote. Where the two meet, a flow is
//! shared by bills; what no bill claims belongs to the concept that owns the flow, or to those that wrote on the
//! channel behind it.
//!
//! # Source
//! Digital economy, §6.4.

use economy::flows::{Flows, Party, Transaction};
use quantity::maths;

use crate::bills::Bill;
use crate::ledger::LEDGER;
use crate::record::Record;

/// A flow of a concept. Money in the economy's unit, per quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Which flow it is.
    pub transaction: Transaction,
    /// Id of the concept; `package` for what pays for a package and tops it up.
    pub concept: &'static str,
    /// Who pays.
    pub payer: Party,
    /// Who gets it.
    pub receiver: Party,
    /// Money.
    pub value: f64,
}

/// Who a flow belongs to as far as nobody has written it as a bill: the concept whose it is, or all that wrote on a
/// channel, in proportion to what they wrote there.
enum Owner {
    Concept(&'static str),
    Writers(u8),
}

/// What an industry's digital inputs and the aim of benefits are recorded under.
const INPUT_MIX: u8 = 5;
const TRANSFER_MIX: u8 = 25;

fn owner(transaction: Transaction) -> Owner {
    Owner::Concept(match transaction {
        Transaction::RunningInputs => return Owner::Writers(INPUT_MIX),
        Transaction::Transfers => return Owner::Writers(TRANSFER_MIX),
        Transaction::Commission => "D4",
        Transaction::Advertising => "D3",
        Transaction::PersonalPremium => "G2",
        Transaction::GigPay | Transaction::GigCommission => "C8",
        Transaction::SharingRent | Transaction::SharingCommission => "C9",
        Transaction::DigitalInvestment => "B2",
        Transaction::DataLicence => "B3",
        Transaction::Equity | Transaction::RegisterDividends => "I1",
        Transaction::PublicPurchases => "F1",
        Transaction::Subsidies => "H6",
        Transaction::Levies | Transaction::Giving => "I2",
        Transaction::Losses => "I4",
        Transaction::WithheldWages => "E6",
    })
}

/// The parts of a flow that no bill claims.
fn parts(transaction: Transaction, left: f64, record: &Record) -> Vec<(&'static str, f64)> {
    match owner(transaction) {
        Owner::Concept(id) => vec![(id, left)],
        Owner::Writers(channel) => {
            let ids = LEDGER.iter().map(|concept| concept.id);
            let wrote = ids.map(|id| (id, maths::positive(record.total(id, channel))));
            let wrote: Vec<_> = wrote.filter(|(_, sum)| *sum > 0.0).collect();
            let all = maths::sum(wrote.iter().map(|(_, sum)| *sum));
            let parts = wrote.into_iter().map(|(id, sum)| (id, left * sum / all));
            parts.collect()
        }
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
pub fn by_concept(flows: &Flows, record: &Record) -> Vec<Row> {
    let bills = &record.bills;
    let mut rows: Vec<Row> = Vec::new();
    for (transaction, payer, receiver, money) in flows.rows() {
        let mine = |bill: &&Bill| {
            (bill.transaction, bill.payer, bill.receiver) == (transaction, payer, receiver)
        };
        let mut left = money;
        let ids = LEDGER.iter().map(|concept| concept.id);
        for (k, id) in ids.chain(["package"]).enumerate() {
            let of_concept = bills.all().iter().filter(mine).filter(|b| b.concept == k);
            let value = maths::sum(of_concept.map(|bill| bill.booked));
            if value != 0.0 {
                left -= value;
                rows.push(Row {
                    transaction: counted(id, transaction),
                    concept: id,
                    payer,
                    receiver,
                    value,
                });
            }
        }
        // A rest of rounding is none.
        if left.abs() > ROUNDING * money.abs() {
            let parts = parts(transaction, left, record);
            rows.extend(parts.into_iter().map(|(concept, value)| Row {
                transaction,
                concept,
                payer,
                receiver,
                value,
            }));
        }
    }
    rows
}

/// Shares of a flow smaller than this are rounding.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bills::PACKAGE;

    #[test]
    fn what_no_bill_claims_is_the_owners() {
        let index = |id: &str| LEDGER.iter().position(|c| c.id == id).unwrap_or(0);
        let (state, firms) = (Party::Government, Party::Firms);
        let mut flows = Flows::default();
        flows.add(Transaction::PublicPurchases, state, firms, 10.0);
        let mut record = Record::new(1);
        let bills = &mut record.bills;
        bills.add(index("H2"), Transaction::PublicPurchases, state, firms, 6.0);
        bills.add(index("H1"), Transaction::PublicPurchases, state, firms, 3.0);
        let rows = by_concept(&flows, &record);
        let said: Vec<_> = rows
            .iter()
            .map(|row| (row.transaction.number(), row.concept, row.value))
            .collect();
        assert_eq!(said, [(13, "H1", 3.0), (14, "H2", 6.0), (13, "F1", 1.0)]);
    }

    #[test]
    fn what_pays_for_a_package_is_no_concepts() {
        let (state, homes) = (Party::Government, Party::Households);
        let mut flows = Flows::default();
        flows.add(Transaction::Transfers, state, homes, 8.0);
        let mut record = Record::new(1);
        let bills = &mut record.bills;
        bills.add(PACKAGE, Transaction::Transfers, state, homes, 5.0);
        let index = |id: &str| LEDGER.iter().position(|c| c.id == id).expect("a concept");
        record.open(index("C2"), TRANSFER_MIX)[0] = 2.0;
        record.open(index("E4"), TRANSFER_MIX)[0] = 1.0;
        let rows = by_concept(&flows, &record);
        let said: Vec<_> = rows.iter().map(|row| (row.concept, row.value)).collect();
        assert_eq!(said, [("package", 5.0), ("C2", 2.0), ("E4", 1.0)]);
    }
}
