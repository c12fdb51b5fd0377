//! Redistribution: money that moves between owners, firms, households and the state because a theory says
//! so, beside what is bought, earned and taxed by the ordinary rules.
//!
//! # Equation
//! ```text
//! firm        profit += licences received − licences paid − levies − fines − gifts
//!             dividends: staff σ^W, social fund σ^F, users σ^U, private owners the rest of what households own
//! household   Y −= (surtax + giving) Y⁺      Y += claim_h / Σ claim · gifts of firms and households
//! government  revenue += surtax + levies + fines + licences that no firm claims      debt += shares bought
//! ```
//! Levies are taxes on production, licences are property income, fines and gifts current transfers; shares
//! bought or issued are financial and in nobody's income. Staff share by wages, the fund per head, users by
//! their consumption. What nobody can receive is not given: gifts without a claimant stay where they are, a
//! staff share without staff and a users' share without consumption go to the fund.
//!
//! # Source
//! Digital economy, §3 channels 30 and 31, §5.2 and §6.4: flows T8 to T18.
//!
//! # Off
//! Neutral channels: no term is added.

mod booked;

use quantity::{Column, FirmId, HouseholdId, Id, PersonId, maths};

pub use booked::{Booked, HouseholdBooked};

use crate::channels::{Channel, Channels};
use crate::firms::Firms;
use crate::flows::{Flows, Party, Transaction};
use crate::government::Government;
use crate::households::Households;
use crate::people::ownership::Levy;
use crate::people::vital::works;
use crate::prices::Prices;

/// Shares of a sum smaller than this are rounding.
const ROUNDING: f64 = 1e-12;

/// Shares of a firm's dividends that go to others than the private owners among households.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// To its staff, by wages.
    pub staff: f64,
    /// To everybody alike, through a social fund.
    pub fund: f64,
    /// To users, by consumption.
    pub users: f64,
    /// Part of what is privately owned that was issued to those who hold the common portfolio.
    pub issued: f64,
}

impl Shared {
    /// Of all that households own, the part that is not private.
    #[must_use]
    pub fn common(&self) -> f64 {
        self.staff + self.fund + self.users
    }

    /// The register of a firm, as channels have it, of which households own this share in all.
    fn of(channels: &Channels, i: FirmId, household_share: f64) -> Self {
        let mut shared = Self {
            staff: channels.staff_share.at(i),
            fund: channels.fund_share.at(i),
            users: channels.user_share.at(i),
            issued: channels.issued_share.at(i),
        };
        let common = shared.common();
        if common > household_share {
            let fits = maths::positive(household_share) / common;
            shared.staff *= fits;
            shared.fund *= fits;
            shared.users *= fits;
        }
        shared
    }
}

/// Enters who owns firms in the register for the quarter; empty while nobody shares.
pub fn register(firms: &mut Firms, channels: &Channels) {
    let neutral = [
        &channels.staff_share,
        &channels.fund_share,
        &channels.user_share,
        &channels.issued_share,
    ]
    .into_iter()
    .all(Channel::is_neutral);
    firms.shared = if neutral {
        Column::default()
    } else {
        let shares = firms.household_share.iter().enumerate();
        shares
            .map(|(i, &share)| Shared::of(channels, FirmId::new(i), share))
            .collect()
    };
}

/// Gives staff, the fund, users and buyers of shares their part of what each firm pays.
///
/// `paid` is what a firm pays to whoever owns all of it, after tax.
pub fn pay_register(
    households: &Households,
    incomes: &mut [f64],
    firms: &Firms,
    paid: impl Fn(FirmId) -> f64,
) {
    if firms.shared.is_empty() {
        return;
    }
    let (mut fund, mut users) = (0.0, 0.0);
    let mut staff = vec![0.0; firms.len()];
    for i in firms.ids() {
        let (shared, paid) = (firms.shared[i], paid(i));
        fund += shared.fund * paid;
        users += shared.users * paid;
        staff[i.index()] = shared.staff * paid;
        shift_to_portfolio(
            households,
            incomes,
            i,
            shared.issued * firms.private_share(i) * paid,
        );
    }
    fund += pay_staff(households, incomes, &staff);
    let spent = maths::sum(households.consumption.iter().copied());
    if spent > 0.0 {
        for (income, spending) in incomes.iter_mut().zip(households.consumption.iter()) {
            *income += users * (spending / spent);
        }
    } else {
        fund += users;
    }
    let persons = |h: usize| match &households.people {
        Some(people) => f64::from(people.members[HouseholdId::new(h)]),
        None => 1.0,
    };
    let all = maths::sum((0..incomes.len()).map(persons));
    for (h, income) in incomes.iter_mut().enumerate() {
        *income += fund * (persons(h) / all);
    }
}

/// Takes the founder's part of newly issued shares and gives it to those who bought them.
fn shift_to_portfolio(households: &Households, incomes: &mut [f64], i: FirmId, paid: f64) {
    let Some(people) = households.people.as_ref().filter(|_| paid != 0.0) else {
        return;
    };
    let owners = &people.owners;
    let moved = owners.founder_share * paid;
    incomes[owners.founder[i].index()] -= moved;
    for (income, share) in incomes.iter_mut().zip(owners.portfolio.iter()) {
        *income += moved * share;
    }
}

/// Shares amounts among the staff of each firm by wages; returns what found nobody.
fn pay_staff(households: &Households, incomes: &mut [f64], amounts: &[f64]) -> f64 {
    if amounts.iter().all(|&amount| amount == 0.0) {
        return 0.0;
    }
    let mut wages = vec![0.0; amounts.len()];
    let employed = || {
        let careers = households.employer.iter().zip(households.wage.iter());
        careers
            .enumerate()
            .filter(|(_, (employer, _))| works(**employer))
            .map(|(k, (&employer, &wage))| (k, employer as usize, wage))
    };
    for (_, employer, wage) in employed() {
        wages[employer] += wage;
    }
    for (k, employer, wage) in employed() {
        let home = match &households.people {
            Some(people) => people.household[PersonId::new(k)] as usize,
            None => k,
        };
        if wages[employer] > 0.0 {
            incomes[home] += amounts[employer] * (wage / wages[employer]);
        }
    }
    let alone = amounts
        .iter()
        .zip(&wages)
        .filter(|(_, wages)| **wages <= 0.0);
    maths::sum(alone.map(|(amount, _)| *amount))
}

/// What each firm gets less what it pays, money; none if nothing is said.
#[must_use]
pub fn of_firms(firms: &Firms, channels: &Channels) -> Option<Column<FirmId, f64>> {
    let Channels {
        levies,
        fines,
        licence_fees,
        licence_claims,
        gifts,
        ..
    } = channels;
    let neutral = [levies, fines, licence_fees, gifts]
        .into_iter()
        .all(Channel::is_neutral);
    if neutral {
        return None;
    }
    let licences = licence_fees.total();
    let gives = gives(channels);
    let given = |i| if gives { gifts.at(i) } else { 0.0 };
    let net = firms.ids().map(|i| {
        licences * licence_claims.at(i) - licence_fees.at(i) - levies.at(i) - fines.at(i) - given(i)
    });
    Some(net.collect())
}

/// Whether there is anybody to give to.
fn gives(channels: &Channels) -> bool {
    channels.gift_claims.total() > 0.0
}

/// What was moved in a quarter, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moved {
    /// Tax of its own on incomes of households.
    pub surtax: f64,
    /// Gifts of households.
    pub given_by_households: f64,
    /// Gifts of firms.
    pub given_by_firms: f64,
    /// Losses of households to fraud and breaches.
    pub losses: f64,
    /// Dividends to staff, fund and users, after tax.
    pub register_dividends: f64,
}

/// Lets households pay the tax of its own, give and receive; `incomes` are this quarter's, and `booked` is told who
/// paid and got what.
pub(crate) fn of_households(
    incomes: &mut [f64],
    channels: &Channels,
    booked: &mut Booked,
) -> Moved {
    let mut moved = Moved::default();
    let gives = gives(channels);
    booked.surtax.clear();
    booked.gifts.clear();
    if channels.surtax.is_neutral() && !gives {
        return moved;
    }
    for (h, income) in incomes.iter_mut().enumerate() {
        let h = HouseholdId::new(h);
        let base = maths::positive(*income);
        let tax = channels.surtax.at(h) * base;
        let gift = if gives {
            channels.giving.at(h) * base
        } else {
            0.0
        };
        moved.surtax += tax;
        moved.given_by_households += gift;
        *income -= tax + gift;
        booked.surtax.push(tax);
        booked.gifts.push(-gift);
    }
    if gives {
        moved.given_by_firms = channels.gifts.total();
        let all = moved.given_by_households + moved.given_by_firms;
        receive_gifts(incomes, channels, all);
        receive_gifts(&mut booked.gifts, channels, all);
    }
    moved
}

/// Lets households expect what they will pay, give and receive, when gifts were these last quarter.
pub(crate) fn expect(incomes: &mut [f64], channels: &Channels, last: &Moved) {
    let gives = gives(channels);
    if channels.surtax.is_neutral() && !gives {
        return;
    }
    for (h, income) in incomes.iter_mut().enumerate() {
        let h = HouseholdId::new(h);
        let giving = if gives { channels.giving.at(h) } else { 0.0 };
        *income -= (channels.surtax.at(h) + giving) * maths::positive(*income);
    }
    if gives {
        let all = last.given_by_households + last.given_by_firms;
        receive_gifts(incomes, channels, all);
    }
}

fn receive_gifts(incomes: &mut [f64], channels: &Channels, gifts: f64) {
    let claims = channels.gift_claims.total();
    for (h, income) in incomes.iter_mut().enumerate() {
        *income += gifts * (channels.gift_claims.at(HouseholdId::new(h)) / claims);
    }
}

/// Lets private owners be paid for shares the government buys, and buyers of new shares pay for them.
pub(crate) fn trade_shares(households: &mut Households, firms: &Firms, channels: &Channels) {
    let (bought, issued) = (&channels.share_purchases, &channels.share_issues);
    if bought.is_neutral() && issued.is_neutral() {
        return;
    }
    let mut deposits = std::mem::take(&mut households.deposits);
    if let Some(people) = &households.people {
        people
            .owners
            .distribute(&mut deposits, firms.ids(), |i| [bought.at(i)], 0.0);
        let mut levy = Levy::default();
        levy.promise(issued.total());
        levy.collect(&mut deposits, &people.owners);
    } else {
        for i in firms.ids() {
            deposits[households.owner_of(i)] += bought.at(i) - issued.at(i);
        }
    }
    households.deposits = deposits;
}

/// What the government gets besides taxes by the ordinary rules, money.
#[must_use]
pub fn public_receipts(moved: &Moved, channels: &Channels) -> f64 {
    let claimed = channels.licence_claims.total();
    let unclaimed = channels.licence_fees.total() * (1.0 - claimed);
    moved.surtax + channels.levies.total() + channels.fines.total() + unclaimed
}

/// Writes the flows of the quarter that this module moves, and those of public money.
pub fn note(
    flows: &mut Flows,
    firms: &Firms,
    households: &Households,
    government: &Government,
    prices: &Prices,
    channels: &Channels,
) {
    use Party::{Firms as AllFirms, Government as State, Households as Homes, Platforms};
    let moved = &households.moved;
    let licences = channels.licence_fees.total();
    let claimed = licences * channels.licence_claims.total();
    // Claims are shares, which add up to 1 only up to rounding.
    let unclaimed = if licences - claimed > ROUNDING * licences {
        licences - claimed
    } else {
        0.0
    };
    let added = channels.public_transfers.total() * prices.consumer;
    let re_aimed = channels.transfer_mix.value()
        * government.benefit_other
        * households.inhabited() as f64
        * prices.consumer;
    let equipment = maths::sum(firms.equipment_cost.iter().copied());
    let running = firms
        .ids()
        .map(|i| firms.input_mix[i] * firms.input_price[i] * firms.purchased_inputs[i]);
    let withheld = firms.ids().map(|i| {
        let paid = firms.paid_share[i];
        if paid < 1.0 {
            firms.wage_bill(i, prices) * (1.0 - paid) / paid
        } else {
            0.0
        }
    });
    let gifts_of_firms = moved.given_by_firms;
    for (transaction, payer, receiver, money) in [
        (
            Transaction::DigitalInvestment,
            AllFirms,
            AllFirms,
            equipment,
        ),
        (
            Transaction::RunningInputs,
            AllFirms,
            AllFirms,
            maths::sum(running),
        ),
        (Transaction::DataLicence, AllFirms, AllFirms, claimed),
        (Transaction::DataLicence, AllFirms, State, unclaimed),
        (
            Transaction::Equity,
            State,
            Homes,
            channels.share_purchases.total(),
        ),
        (
            Transaction::Equity,
            Homes,
            Platforms,
            channels.share_issues.total(),
        ),
        (
            Transaction::RegisterDividends,
            Platforms,
            Homes,
            moved.register_dividends,
        ),
        (
            Transaction::PublicPurchases,
            State,
            AllFirms,
            government.extra_purchases,
        ),
        (
            Transaction::Subsidies,
            State,
            AllFirms,
            channels.public_subsidies.total(),
        ),
        (
            Transaction::Levies,
            AllFirms,
            State,
            channels.levies.total() + channels.fines.total(),
        ),
        (Transaction::Levies, Homes, State, moved.surtax),
        (Transaction::Transfers, State, Homes, added + re_aimed),
        (Transaction::Giving, AllFirms, Homes, gifts_of_firms),
        (Transaction::Giving, Homes, Homes, moved.given_by_households),
        (Transaction::Losses, Homes, Homes, moved.losses),
        (
            Transaction::WithheldWages,
            AllFirms,
            Homes,
            maths::sum(withheld),
        ),
    ] {
        flows.add(transaction, payer, receiver, money);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channels::Sizes;

    fn channels() -> Channels {
        Channels::neutral(Sizes {
            firms: 3,
            households: 3,
            industries: 1,
            areas: 1,
        })
    }

    /// Three firms, of which households own nine tenths.
    fn firms() -> Firms {
        Firms {
            industry: vec![0; 3].into(),
            household_share: vec![0.9; 3].into(),
            ..Firms::default()
        }
    }

    /// By hand: a firm that is levied 2, fined 1 and pays 10 for data is 13 worse off; another that has 0.6 of
    /// the claims gets 6, and the state 2 + 1 + 4.
    #[test]
    fn firms_and_the_state_get_what_others_pay() {
        let mut channels = channels();
        channels.levies.write(FirmId(0), 2.0);
        channels.fines.write(FirmId(0), 1.0);
        channels.licence_fees.write(FirmId(0), 10.0);
        channels.licence_claims.write(FirmId(1), 0.6);
        channels.clip();
        let net = of_firms(&firms(), &channels);
        assert_eq!(net, Some(vec![-13.0, 6.0, 0.0].into()));
        assert_eq!(public_receipts(&Moved::default(), &channels), 7.0);
    }

    /// By hand: of incomes of 100, 50 and −20 the first pays a tax of 2 and gives 10; a firm gives 6; the
    /// third gets all 16.
    #[test]
    fn gifts_go_to_those_who_claim_them() {
        let mut channels = channels();
        channels.surtax.write(HouseholdId(0), 0.02);
        channels.giving.write(HouseholdId(0), 0.10);
        channels.gifts.write(FirmId(2), 6.0);
        channels.gift_claims.write(HouseholdId(2), 5.0);
        channels.clip();
        let mut incomes = [100.0, 50.0, -20.0];
        let mut booked = Booked::default();
        let moved = of_households(&mut incomes, &channels, &mut booked);
        assert_eq!(incomes, [88.0, 50.0, -4.0]);
        assert_eq!(*booked.surtax, [2.0, 0.0, 0.0]);
        assert_eq!(*booked.gifts, [-10.0, 0.0, 16.0]);
        assert_eq!(moved.surtax, 2.0);
        assert_eq!(
            (moved.given_by_households, moved.given_by_firms),
            (10.0, 6.0)
        );
        assert_eq!(
            of_firms(&firms(), &channels).map(|net| net[FirmId(2)]),
            Some(-6.0)
        );
    }

    #[test]
    fn without_a_claimant_nobody_gives() {
        let mut channels = channels();
        channels.giving.write(HouseholdId(0), 0.10);
        channels.gifts.write(FirmId(2), 6.0);
        channels.clip();
        let mut incomes = [100.0, 50.0, 0.0];
        let mut booked = Booked::default();
        let moved = of_households(&mut incomes, &channels, &mut booked);
        assert_eq!((moved, booked), (Moved::default(), Booked::default()));
        assert_eq!(incomes, [100.0, 50.0, 0.0]);
        assert_eq!(
            of_firms(&firms(), &channels).map(|net| net[FirmId(2)]),
            Some(0.0)
        );
    }

    /// By hand: of a dividend of 100, of which households own 0.9, staff get 4, the fund 4, users 2; the
    /// private owners are left with 0.8.
    #[test]
    fn the_register_divides_what_households_own() {
        let mut channels = channels();
        channels.staff_share.write(FirmId(0), 0.04);
        channels.fund_share.write(FirmId(0), 0.04);
        channels.user_share.write(FirmId(0), 0.02);
        channels.clip();
        let mut firms = firms();
        register(&mut firms, &channels);
        assert!((firms.private_share(FirmId(0)) - 0.8).abs() < 1e-15);
        assert_eq!(firms.private_share(FirmId(1)), 0.9);
        // Two members of staff with wages of 1 and 3; the second spends three quarters of all.
        let mut households = Households::default();
        households.employer = vec![0, 0, crate::households::NOBODY].into();
        households.wage = vec![1.0, 3.0, 9.0].into();
        households.consumption = vec![1.0, 3.0, 0.0].into();
        let mut incomes = [0.0; 3];
        pay_register(&households, &mut incomes, &firms, |_| 100.0);
        let fund = 4.0 / 3.0;
        let due = [1.0 + fund + 0.5, 3.0 + fund + 1.5, fund];
        for (income, due) in incomes.iter().zip(due) {
            assert!((income - due).abs() < 1e-12, "{incomes:?}");
        }
        // Nobody can share more than households own.
        channels.reset();
        channels.staff_share.write(FirmId(0), 0.5);
        channels.fund_share.write(FirmId(0), 0.5);
        channels.user_share.write(FirmId(0), 0.5);
        channels.clip();
        register(&mut firms, &channels);
        assert!(firms.private_share(FirmId(0)).abs() < 1e-15);
        channels.reset();
        channels.clip();
        register(&mut firms, &channels);
        assert!(firms.shared.is_empty());
    }
}
