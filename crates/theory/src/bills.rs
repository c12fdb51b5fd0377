//! Bills: what each concept makes the government spend and collect, as planned and as it came out.
//!
//! # Equation
//! ```text
//! net cost = outlays + revenue forgone − earmarked revenue and money freed elsewhere
//! purchases   planned at last prices; as booked: in the proportion in which all that was wanted was to be had
//! benefits    real; as booked: at this quarter's prices       taxes on income   as booked, shared by what was planned
//! ```
//! # Source
//! Digital economy, §5.4 (cost of a package) and §6.4 (flows by concept).

use economy::View;
use economy::flows::{Party, Transaction};
use quantity::maths;

use crate::ledger::{Kind, LEDGER};
use crate::record::ConceptIndex;

/// Whose the tax is that pays for a package, and the payment that tops it up: no concept's, so neither is part of
/// what a concept cost.
pub const PACKAGE: ConceptIndex = LEDGER.len();

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The government pays.
    Outlay,
    /// The government gets.
    Revenue,
    /// It passes between others, and costs the government nothing.
    Between,
}

/// Money that moves because of a concept.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bill {
    /// Whose it is; [`PACKAGE`] of those that belong to no concept.
    pub concept: ConceptIndex,
    /// Which flow it is part of.
    pub transaction: Transaction,
    /// Who pays.
    pub payer: Party,
    /// Who gets it.
    pub receiver: Party,
    /// What it is raised for; empty if for nothing of its own.
    pub purpose: &'static str,
    /// Money, as planned at last quarter's prices.
    pub planned: f64,
    /// Money, as booked.
    pub booked: f64,
}

impl Bill {
    /// Which way it goes, as the government sees it.
    #[must_use]
    pub fn side(&self) -> Side {
        match (self.payer, self.receiver) {
            (Party::Government, _) => Side::Outlay,
            (_, Party::Government) => Side::Revenue,
            _ => Side::Between,
        }
    }

    /// Whether the government buys.
    fn is_purchase(&self) -> bool {
        self.transaction == Transaction::PublicPurchases && self.side() == Side::Outlay
    }

    /// Whether it is a tax on the income of households, which is known only once that is.
    fn is_surtax(&self) -> bool {
        self.transaction == Transaction::Levies && self.payer == Party::Households
    }
}

/// What a concept cost in a quarter, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// What the government paid.
    pub outlays: f64,
    /// Revenue that it did without.
    pub forgone: f64,
    /// Revenue that belongs to it, and money freed elsewhere.
    pub earmarked: f64,
}

impl Cost {
    /// Outlays and revenue forgone less revenue earmarked.
    #[must_use]
    pub fn net(&self) -> f64 {
        self.outlays + self.forgone - self.earmarked
    }
}

/// The bills of a quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bills {
    rows: Vec<Bill>,
    /// Consumer prices when they were written.
    price: f64,
}

impl Bills {
    /// Forgets the last quarter; consumer prices are these.
    pub fn clear(&mut self, price: f64) {
        self.rows.clear();
        self.price = price;
    }

    /// Takes note of one, as planned; what is nothing is not noted.
    pub fn add(
        &mut self,
        concept: ConceptIndex,
        transaction: Transaction,
        payer: Party,
        receiver: Party,
        planned: f64,
    ) {
        if planned == 0.0 {
            return;
        }
        self.rows.push(Bill {
            concept,
            transaction,
            payer,
            receiver,
            purpose: "",
            planned,
            booked: planned,
        });
    }

    /// Says what the last one was raised for.
    pub fn earmark(&mut self, purpose: &'static str) {
        if let Some(bill) = self.rows.last_mut() {
            bill.purpose = purpose;
        }
    }

    /// All bills.
    #[must_use]
    pub fn all(&self) -> &[Bill] {
        &self.rows
    }

    fn planned(&self, of: impl Fn(&Bill) -> bool) -> f64 {
        maths::sum(self.rows.iter().filter(|b| of(b)).map(|b| b.planned))
    }

    /// Brings them to what the books of the quarter say.
    pub fn settle(&mut self, view: &View<'_>) {
        let wanted = self.planned(Bill::is_purchase);
        let had = maths::ratio_or_zero(view.government.extra_purchases, wanted);
        let due = self.planned(Bill::is_surtax);
        let taxed = maths::ratio_or_zero(view.households.moved.surtax, due);
        let dearer = maths::ratio_or_zero(view.prices.consumer, self.price);
        for bill in &mut self.rows {
            bill.booked = bill.planned
                * match bill.transaction {
                    _ if bill.is_purchase() => had,
                    _ if bill.is_surtax() => taxed,
                    Transaction::Transfers => dearer,
                    _ => 1.0,
                };
        }
    }

    /// What a concept cost, by `of` each bill: what was planned or what was booked.
    #[must_use]
    pub fn cost(&self, concept: ConceptIndex, of: impl Fn(&Bill) -> f64) -> Cost {
        let mut cost = Cost::default();
        for bill in self.rows.iter().filter(|bill| bill.concept == concept) {
            match bill.side() {
                Side::Outlay => cost.outlays += of(bill),
                Side::Revenue => cost.earmarked += of(bill),
                Side::Between => {}
            }
        }
        cost
    }

    /// What each concept that moved money cost, as booked: its id and the cost.
    pub fn costs(&self) -> impl Iterator<Item = (&'static str, Cost)> + '_ {
        LEDGER.iter().enumerate().filter_map(|(k, concept)| {
            let any = self.rows.iter().any(|bill| bill.concept == k);
            any.then(|| (concept.id, self.cost(k, |bill| bill.booked)))
        })
    }

    /// Net cost of all, as booked.
    #[must_use]
    pub fn net(&self) -> f64 {
        maths::sum(self.costs().map(|(_, cost)| cost.net()))
    }

    /// Net cost of the strategies alone, as booked: what a package is financed for.
    #[must_use]
    pub fn net_of_strategies(&self) -> f64 {
        let strategies = LEDGER.iter().enumerate();
        let strategies = strategies.filter(|(_, concept)| concept.kind == Kind::Strategy);
        maths::sum(strategies.map(|(k, _)| self.cost(k, |bill| bill.booked).net()))
    }

    /// What was booked for a purpose.
    #[must_use]
    pub fn raised(&self, purpose: &str) -> f64 {
        let of = |bill: &&Bill| bill.purpose == purpose;
        maths::sum(self.rows.iter().filter(of).map(|bill| bill.booked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strategy_costs_what_it_pays_less_what_it_collects() {
        let mut bills = Bills::default();
        let (state, homes, firms) = (Party::Government, Party::Households, Party::Firms);
        bills.add(3, Transaction::PublicPurchases, state, firms, 10.0);
        bills.add(3, Transaction::Levies, firms, state, 4.0);
        bills.earmark("pensions");
        bills.add(3, Transaction::Giving, homes, homes, 7.0);
        bills.add(4, Transaction::Transfers, state, homes, 0.0);
        let cost = bills.cost(3, |bill| bill.planned);
        assert_eq!((cost.outlays, cost.earmarked, cost.net()), (10.0, 4.0, 6.0));
        assert_eq!(bills.costs().count(), 1);
        assert_eq!(bills.net(), 6.0);
        assert_eq!(bills.raised("pensions"), 4.0);
        bills.clear(1.0);
        assert_eq!(bills.all(), []);
    }
}
