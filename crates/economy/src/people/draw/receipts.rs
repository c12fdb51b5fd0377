//! What drawn households receive at the opening, by source.

use super::arrange;
use super::sources::{self, Accounts};
use crate::calibration::Calibration;
use crate::people::{Activity, Drawn};

/// What a household receives in the opening quarter, money, net of contributions and income tax.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Receipts {
    /// Wages of employees.
    pub wages: f64,
    /// Earnings on own account.
    pub mixed_income: f64,
    /// Dividends.
    pub dividends: f64,
    /// Transfers, unemployment benefits included.
    pub transfers: f64,
    /// Wages and earnings on own account before tax, and the household's part of profits, paid out or not.
    pub attributed: f64,
}

impl Receipts {
    /// Disposable income.
    #[must_use]
    pub fn disposable_income(&self) -> f64 {
        self.wages + self.mixed_income + self.dividends + self.transfers
    }
}

/// Receipts of every household: wages of firms times efficiency over the mean of the staff, dividends of
/// firms and the bank, and transfers.
#[must_use]
pub fn receipts(drawn: &Drawn, calibration: &Calibration) -> Vec<Receipts> {
    let accounts = Accounts::new(calibration);
    let n = calibration.geography.len();
    let mut given = drawn.firm_sizes.iter().copied();
    let workplaces = arrange(calibration, n, |_, cell| {
        given.by_ref().take(cell.firms as usize).collect()
    });
    let wealth: Vec<f64> = drawn.households.iter().map(|h| h.wealth).collect();
    let mut parts = Vec::new();
    let mut owned = |amounts: &[f64], bank: f64| -> Vec<f64> {
        let per_firm = sources::per_firm(amounts, &workplaces, &drawn.productivity);
        sources::property_income(
            &per_firm,
            bank,
            &drawn.founders,
            &wealth,
            accounts.founder_share,
            &mut parts,
        );
        std::mem::take(&mut parts)
    };
    let dividends = owned(&accounts.dividends, accounts.bank_dividends);
    let profits = owned(&accounts.profits, accounts.bank_profit);
    let mut mean = vec![0.0; drawn.firm_sizes.len()];
    for person in &drawn.persons {
        if let Some(firm) = person.activity.firm() {
            mean[firm] += person.efficiency / f64::from(drawn.firm_sizes[firm]);
        }
    }
    let mut receipts: Vec<Receipts> = drawn
        .households
        .iter()
        .zip(dividends.iter().zip(&profits))
        .map(|(household, (&dividends, &profits))| Receipts {
            dividends,
            transfers: household.transfers,
            attributed: profits,
            ..Receipts::default()
        })
        .collect();
    for person in &drawn.persons {
        let household = &mut receipts[person.household as usize];
        if let Some(firm) = person.activity.firm() {
            let g = workplaces.industry[firm] as usize;
            let cell = g * n + workplaces.area[firm] as usize;
            let wage = accounts.wage[g] * drawn.productivity[cell] * person.efficiency / mean[firm];
            if matches!(person.activity, Activity::SelfEmployed { .. }) {
                household.mixed_income += wage;
            } else {
                household.wages += wage;
            }
            household.attributed += wage / accounts.kept;
        } else if person.activity == Activity::Unemployed {
            household.transfers += accounts.unemployment_benefit;
        }
    }
    receipts
}
