//! Money of owners and of the state: the pen with which concepts write it, and what is remembered of it
//! from one quarter to the next.
//!
//! Every amount that is written here is also a bill of its concept ([`crate::bills`]).
//!
//! # Source
//! Digital economy, §3 (channels 30 and 31), §5.2 and §6.4.

use economy::View;
use economy::channels::GovernmentId;
use economy::flows::{Party, Transaction};
use quantity::{FirmId, HouseholdId, maths};

use crate::pen::Pen;
use crate::scene::Scene;
use crate::state::Firm;

/// Number of the channel of government money.
const BUDGET: u8 = 31;
/// Number of the channel of ownership.
const REGISTER: u8 = 30;

/// What is remembered of money from one quarter to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublicMoney {
    /// Levies on flows of data and commissions (I2) of the last quarter.
    pub data_levy: f64,
    /// Digital tax and tax on top incomes (I2) of the last quarter.
    pub digital_tax: f64,
    /// The budget's part of data licences in the last quarter.
    pub licences: f64,
    /// Licences that each firm received in the last quarter; empty while there are none.
    pub licences_received: Firm,
    /// Net cost of all strategies in the last quarter.
    pub net_cost: f64,
    /// Of each platform, the share of what is privately owned that was issued to the common portfolio.
    pub issued_share: Vec<f64>,
    /// Money paid for it.
    pub issued: Vec<f64>,
    /// Shares to be issued this quarter, money.
    pub issue: Vec<f64>,
}

/// Data licences of a quarter, money.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Licences {
    /// What each firm pays; empty while nobody does.
    pub paid: Firm,
    /// What each firm gets.
    pub received: Firm,
    /// What the budget gets.
    pub budget: f64,
}

impl Licences {
    /// All of them.
    #[must_use]
    pub fn total(&self) -> f64 {
        maths::sum(self.paid.iter().copied())
    }
}

impl Pen<'_> {
    fn bill(&mut self, transaction: Transaction, payer: Party, receiver: Party, money: f64) {
        self.record
            .bills
            .add(self.concept, transaction, payer, receiver, money);
    }

    fn by_firm(&mut self, scene: &Scene<'_>, of: impl Fn(FirmId) -> f64) -> f64 {
        let sums = self.record.open(self.concept, BUDGET);
        let mut total = 0.0;
        for i in scene.view.firms.ids() {
            let money = of(i);
            total += money;
            sums[scene.area(i)] += money;
        }
        total
    }

    fn by_household(&mut self, scene: &Scene<'_>, of: impl Fn(HouseholdId) -> f64) -> f64 {
        let sums = self.record.open(self.concept, BUDGET);
        let mut total = 0.0;
        for h in scene.view.households.ids() {
            let money = of(h);
            total += money;
            sums[scene.view.households.area[h] as usize] += money;
        }
        total
    }

    /// Levies money on firms, for a purpose: a tax on production.
    pub fn levies(&mut self, scene: &Scene<'_>, purpose: &'static str, of: impl Fn(FirmId) -> f64) {
        for i in scene.view.firms.ids() {
            self.channels.levies.write(i, of(i));
        }
        let total = self.by_firm(scene, of);
        self.bill(Transaction::Levies, Party::Firms, Party::Government, total);
        if total != 0.0 {
            self.record.bills.earmark(purpose);
        }
    }

    /// Fines firms.
    pub fn fines(&mut self, scene: &Scene<'_>, of: impl Fn(FirmId) -> f64) {
        for i in scene.view.firms.ids() {
            self.channels.fines.write(i, of(i));
        }
        let total = self.by_firm(scene, of);
        self.bill(Transaction::Levies, Party::Firms, Party::Government, total);
    }

    /// Taxes a share of the income of households beside what everybody pays, for a purpose.
    pub fn surtax(
        &mut self,
        scene: &Scene<'_>,
        purpose: &'static str,
        share: impl Fn(HouseholdId) -> f64,
    ) {
        for h in scene.view.households.ids() {
            self.channels.surtax.write(h, share(h));
        }
        let income = &scene.view.households.disposable_income;
        let total = self.by_household(scene, |h| share(h) * maths::positive(income[h]));
        self.bill(
            Transaction::Levies,
            Party::Households,
            Party::Government,
            total,
        );
        if total != 0.0 {
            self.record.bills.earmark(purpose);
        }
    }

    /// Shares out money among households by weight, as benefits; nothing if nobody has any weight.
    pub fn benefits(&mut self, scene: &Scene<'_>, money: f64, weight: impl Fn(HouseholdId) -> f64) {
        let all = maths::sum(scene.view.households.ids().map(&weight));
        if all <= 0.0 || money <= 0.0 {
            return;
        }
        let price = scene.view.prices.consumer;
        for h in scene.view.households.ids() {
            let real = money / price * (weight(h) / all);
            self.channels.public_transfers.write(h, real);
        }
        self.by_household(scene, |h| money * (weight(h) / all));
        self.bill(
            Transaction::Transfers,
            Party::Government,
            Party::Households,
            money,
        );
    }

    /// Lets firms give money and households a share of their income, to households by weight.
    pub fn giving(
        &mut self,
        scene: &Scene<'_>,
        gift: impl Fn(FirmId) -> f64,
        share: impl Fn(HouseholdId) -> f64,
        weight: impl Fn(HouseholdId) -> f64,
    ) {
        for i in scene.view.firms.ids() {
            self.channels.gifts.write(i, gift(i));
        }
        for h in scene.view.households.ids() {
            self.channels.giving.write(h, share(h));
            self.channels.gift_claims.write(h, weight(h));
        }
        let of_firms = self.by_firm(scene, gift);
        let income = &scene.view.households.disposable_income;
        let of_homes = self.by_household(scene, |h| share(h) * maths::positive(income[h]));
        let giving = Transaction::Giving;
        self.bill(giving, Party::Firms, Party::Households, of_firms);
        self.bill(giving, Party::Households, Party::Households, of_homes);
    }

    /// Lets nobody pay less than a floor, real, in each area.
    pub fn wage_floor(&mut self, scene: &Scene<'_>, floor: &[f64]) {
        let firms = scene.view.firms;
        for i in firms.ids() {
            self.channels.wage_floor.write(i, floor[scene.area(i)]);
        }
        // What it adds to pay scales as they were; no public money.
        self.by_firm(scene, |i| {
            let missing = maths::positive(floor[scene.area(i)] - firms.base_wage[i]);
            missing * f64::from(firms.employees[i])
        });
    }

    /// Lets firms pay each other, and the budget, for data. The money is that of the state of things; no
    /// term of a channel that is recorded.
    pub fn licences(&mut self, scene: &Scene<'_>, licences: &Licences) {
        let total = licences.total();
        if total <= 0.0 {
            return;
        }
        for i in scene.view.firms.ids() {
            self.channels.licence_fees.write(i, licences.paid[i]);
            let claim = licences.received[i] / total;
            self.channels.licence_claims.write(i, claim);
        }
        let between = total - licences.budget;
        self.bill(
            Transaction::DataLicence,
            Party::Firms,
            Party::Firms,
            between,
        );
        self.bill(
            Transaction::DataLicence,
            Party::Firms,
            Party::Government,
            licences.budget,
        );
    }

    /// Gives staff, the social fund and users shares of the dividends of firms.
    pub fn shares(&mut self, scene: &Scene<'_>, firms: &[FirmId], shares: [f64; 3]) {
        let [staff, fund, users] = shares;
        let sums = self.record.open(self.concept, REGISTER);
        for &i in firms {
            self.channels.staff_share.write(i, staff);
            self.channels.fund_share.write(i, fund);
            self.channels.user_share.write(i, users);
            sums[scene.area(i)] += scene.means.value_added[i] * (staff + fund + users);
        }
    }

    /// Buys shares of firms from their private owners, for others.
    pub fn buy_shares(&mut self, scene: &Scene<'_>, price: impl Fn(FirmId) -> f64) {
        for i in scene.view.firms.ids() {
            self.channels.share_purchases.write(i, price(i));
        }
        let total = self.by_firm(scene, price);
        self.bill(
            Transaction::Equity,
            Party::Government,
            Party::Households,
            total,
        );
    }

    /// Lets firms issue shares to those who hold the common portfolio, who then own this part of what is
    /// privately owned.
    pub fn issue_shares(&mut self, scene: &Scene<'_>, firms: &[FirmId], money: &PublicMoney) {
        let mut total = 0.0;
        for (p, &i) in firms.iter().enumerate() {
            let (Some(&share), Some(&issue)) = (money.issued_share.get(p), money.issue.get(p))
            else {
                continue;
            };
            self.channels.issued_share.write(i, share);
            self.channels.share_issues.write(i, issue);
            total += issue;
        }
        let sums = self.record.open(self.concept, REGISTER);
        for (p, &i) in firms.iter().enumerate() {
            let share = money.issued_share.get(p).copied().unwrap_or(0.0);
            sums[scene.area(i)] += scene.means.value_added[i] * share;
        }
        self.bill(
            Transaction::Equity,
            Party::Households,
            Party::Platforms,
            total,
        );
    }

    /// Takes money for what is bought from public capital formation, real.
    pub fn redirect(&mut self, scene: &Scene<'_>, amount: f64) {
        let freed = amount.min(scene.view.government.planned_investment);
        self.channels
            .redirected_investment
            .write(GovernmentId, freed);
        let money = freed * scene.view.prices.capital;
        self.bill(
            Transaction::PublicPurchases,
            Party::Firms,
            Party::Government,
            money,
        );
    }
}

/// Revenue of a firm in the last quarter, money.
#[must_use]
pub fn revenue(view: &View<'_>, i: FirmId) -> f64 {
    view.firms.price[i] * view.firms.sales[i]
}
