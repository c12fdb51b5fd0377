//! The bank: one, it takes all deposits and grants all loans.

use quantity::maths;

use crate::calibration::{Calibration, Rates};
use crate::central_bank::CentralBank;
use crate::closure::ExitAndEntry;
use crate::expectations::Outlook;
use crate::firms::Firms;
use crate::households::Households;

/// The bank's books.
///
/// # Source
/// Base model, §2.3.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bank {
    /// Equity, money, stock (`E_k`).
    pub equity: f64,
    /// Profit of the last quarter, money, flow (`Π_k`).
    pub profit: f64,
    /// Profit expected this quarter (`Π^e_k`).
    pub expected_profit: f64,
    /// Whether the bank pays a dividend out of this quarter's profit.
    pub pays_dividend: bool,
    /// Interest on loans and overdrafts, per quarter (`r`).
    pub lending_rate: f64,
    /// Net position at the central bank, positive for an asset (`D_k`).
    pub reserves: f64,
}

impl Bank {
    /// The bank at the opening.
    ///
    /// # Source
    /// Base model, §4 step 5.
    #[must_use]
    pub fn open(calibration: &Calibration, firms: &Firms) -> Self {
        let opening = &calibration.opening;
        let loans: f64 = firms.loans.iter().sum();
        Self {
            equity: opening.bank_equity,
            profit: (calibration.rates.lending_margin * loans
                + opening.policy_rate * opening.bank_equity)
                / (1.0 + opening.stock_growth),
            expected_profit: 0.0,
            pays_dividend: true,
            lending_rate: opening.policy_rate + calibration.rates.lending_margin,
            reserves: 0.0,
        }
    }

    /// Sets the lending rate over the policy rate.
    pub fn set_lending_rate(&mut self, central_bank: &CentralBank, rates: &Rates) {
        self.lending_rate = central_bank.policy_rate + rates.lending_margin;
    }

    /// Expects last quarter's profit to grow with the economy, and decides whether it will pay a
    /// dividend.
    pub fn expect_profit(&mut self, outlook: &Outlook, firms: &Firms, rule: &ExitAndEntry) {
        let loans = maths::sum(firms.loans.iter().copied());
        self.pays_dividend = rule.may_pay(self.equity, loans);
        self.expected_profit = self.profit * (1.0 + outlook.inflation) * (1.0 + outlook.growth);
    }

    /// Books interest, tax and dividend of the quarter, on opening balances at the new rates.
    ///
    /// # Source
    /// Base model, §8 step 4.
    pub fn earn_profit(
        &mut self,
        firms: &Firms,
        households: &Households,
        central_bank: &CentralBank,
        rates: &Rates,
    ) {
        let (of_firms, of_households) = (&*firms.deposits, &*households.deposits);
        let n_firms = of_firms.len();
        let accounts = 0..n_firms + of_households.len();
        let deposits = accounts.map(|k| match of_firms.get(k) {
            Some(&deposits) => deposits,
            None => of_households[k - n_firms],
        });
        let claims = maths::sum(deposits.clone().map(maths::positive));
        let overdrafts = maths::sum(deposits.map(|d| maths::positive(-d)));
        let debts = maths::sum(firms.loans.iter().copied()) + overdrafts;
        self.profit = self.lending_rate * debts + central_bank.policy_rate * self.reserves
            - central_bank.policy_rate * claims;
        let taxed_profit = maths::positive(self.profit);
        self.equity +=
            self.profit - rates.tax_corporate * taxed_profit - self.dividend(rates) * taxed_profit;
    }

    /// Dividend over positive profit before tax.
    #[must_use]
    pub fn dividend(&self, rates: &Rates) -> f64 {
        if self.pays_dividend {
            rates.bank_payout * (1.0 - rates.tax_corporate)
        } else {
            0.0
        }
    }

    /// Computes the net position at the central bank, the residual of the bank's balance sheet.
    ///
    /// # Source
    /// Base model, §8 step 10.
    pub fn settle(&mut self, firms: &Firms, households: &Households) {
        self.reserves = maths::sum(firms.deposits.iter().copied())
            + maths::sum(households.deposits.iter().copied())
            + self.equity
            - maths::sum(firms.loans.iter().copied());
    }
}
