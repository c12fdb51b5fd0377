//! Money that changes hands because of a theory: a small table of the quarter, by flow, payer and receiver.
//!
//! Acts that book such money say so here; nobody reads it to decide anything.
//!
//! # Source
//! Digital economy, §6.4.

/// Who pays or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// Households.
    Households,
    /// Firms other than platforms in that role.
    Firms,
    /// Platforms.
    Platforms,
    /// The government.
    Government,
    /// The rest of the world.
    Abroad,
}

impl Party {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Households,
        Self::Firms,
        Self::Platforms,
        Self::Government,
        Self::Abroad,
    ];

    /// Its name in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Households => "households",
            Self::Firms => "firms",
            Self::Platforms => "platforms",
            Self::Government => "government",
            Self::Abroad => "abroad",
        }
    }
}

/// The flows, numbered as in the specification: `Transaction::Commission as usize` is 0, the flow T1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Transaction {
    /// T1: commission on trade, seller to platform.
    Commission,
    /// T2: advertising, seller to platform.
    Advertising,
    /// T3: personal premium, household to platform; may be negative.
    PersonalPremium,
    /// T4: gig pay, firm to household.
    GigPay,
    /// T5: commission on gig work, household to platform.
    GigCommission,
    /// T6: rent of shared assets, household to household.
    SharingRent,
    /// T7: commission on sharing, household to platform.
    SharingCommission,
    /// T8: digital investment, firm to firms.
    DigitalInvestment,
    /// T9: running digital inputs, firm to firms.
    RunningInputs,
    /// T10: data licences, firm to firms, operator or budget.
    DataLicence,
    /// T11: purchase of equity, pool or budget to platform.
    Equity,
    /// T12: dividends by register, platform to register.
    RegisterDividends,
    /// T13: public purchases, government to firms.
    PublicPurchases,
    /// T14: subsidies and research, government to firms.
    Subsidies,
    /// T15: fines, taxes, levies and contributions, to the government.
    Levies,
    /// T16: transfers re-aimed or added, government to household.
    Transfers,
    /// T17: giving, firm or household to household.
    Giving,
    /// T18: losses to fraud and breaches, household or firm to household.
    Losses,
    /// T19: wages withheld, a memo: they are in no wage bill.
    WithheldWages,
}

impl Transaction {
    /// All of them, in order.
    pub const ALL: [Self; 19] = [
        Self::Commission,
        Self::Advertising,
        Self::PersonalPremium,
        Self::GigPay,
        Self::GigCommission,
        Self::SharingRent,
        Self::SharingCommission,
        Self::DigitalInvestment,
        Self::RunningInputs,
        Self::DataLicence,
        Self::Equity,
        Self::RegisterDividends,
        Self::PublicPurchases,
        Self::Subsidies,
        Self::Levies,
        Self::Transfers,
        Self::Giving,
        Self::Losses,
        Self::WithheldWages,
    ];

    /// Its number: 1 for T1.
    #[must_use]
    pub fn number(self) -> usize {
        self as usize + 1
    }
}

const PARTIES: usize = Party::ALL.len();
const CELLS: usize = Transaction::ALL.len() * PARTIES * PARTIES;

/// The flows of a quarter. Money in the economy's unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Flows {
    amounts: [f64; CELLS],
}

impl Default for Flows {
    fn default() -> Self {
        Self {
            amounts: [0.0; CELLS],
        }
    }
}

fn cell(transaction: Transaction, payer: Party, receiver: Party) -> usize {
    (transaction as usize * PARTIES + payer as usize) * PARTIES + receiver as usize
}

impl Flows {
    /// Forgets the last quarter.
    pub fn clear(&mut self) {
        self.amounts.fill(0.0);
    }

    /// Takes note of money that `payer` paid and `receiver` got.
    pub fn add(&mut self, transaction: Transaction, payer: Party, receiver: Party, money: f64) {
        self.amounts[cell(transaction, payer, receiver)] += money;
    }

    /// What one party paid another.
    #[must_use]
    pub fn between(&self, transaction: Transaction, payer: Party, receiver: Party) -> f64 {
        self.amounts[cell(transaction, payer, receiver)]
    }

    /// All that changed hands.
    #[must_use]
    pub fn total(&self, transaction: Transaction) -> f64 {
        let begin = cell(transaction, Party::Households, Party::Households);
        self.amounts[begin..begin + PARTIES * PARTIES].iter().sum()
    }

    /// The rows of the table that are not zero.
    pub fn rows(&self) -> impl Iterator<Item = (Transaction, Party, Party, f64)> {
        Transaction::ALL.into_iter().flat_map(move |transaction| {
            Party::ALL.into_iter().flat_map(move |payer| {
                Party::ALL.into_iter().filter_map(move |receiver| {
                    let money = self.between(transaction, payer, receiver);
                    (money != 0.0).then_some((transaction, payer, receiver, money))
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flows_add_up_by_payer_and_receiver() {
        let mut flows = Flows::default();
        let t3 = Transaction::PersonalPremium;
        flows.add(t3, Party::Households, Party::Platforms, 2.0);
        flows.add(t3, Party::Households, Party::Platforms, -0.5);
        flows.add(
            Transaction::WithheldWages,
            Party::Firms,
            Party::Households,
            1.0,
        );
        assert_eq!(flows.total(t3), 1.5);
        assert_eq!(flows.total(Transaction::Commission), 0.0);
        let rows: Vec<_> = flows
            .rows()
            .map(|(t, .., money)| (t.number(), money))
            .collect();
        assert_eq!(rows, [(3, 1.5), (19, 1.0)]);
        flows.clear();
        assert_eq!(flows.rows().count(), 0);
    }

    #[test]
    fn transactions_are_numbered_in_order() {
        for (k, transaction) in Transaction::ALL.into_iter().enumerate() {
            assert_eq!(transaction.number(), k + 1);
        }
    }
}
