//! Exit and entry (C9): owners bear losses before the bank does, firms that stay insolvent make room for
//! new ones, and a bank short of capital pays no dividend.
//!
//! # Equation
//! ```text
//! owners inject min(Λ_i, φ_o D_owner⁺), the bank bears the rest
//! exit: E_i < 0 for q̄ quarters running, or refinanced twice within 8 quarters
//! θ^DIV of the bank applies only while E_k > k* Σ L_i
//! ```
//! The entrant takes the slot in the same quarter, with the slot's assets at book value and the loans
//! that remain (those above `ζ^b P̄^CF K` are written off). It has the technology and the base wage of a
//! firm of the industry that survives, drawn in proportion to output, no staff yet, and deposits that its
//! owner moves over. Every leg moves money between two named accounts.
//!
//! # Source
//! Long run, §3.2, C9. Where people hold portfolios, `D_owner` is what stands behind the firm by their
//! shares, `Σ_h s_ih D_h⁺`, and an entrant has a founder of its own, drawn in the area in proportion to
//! portfolios; where a firm has one owner, it stays.
//!
//! # Off
//! No exit, `φ_o = 0`, no floor under the bank's capital.

use params::parameters;
use quantity::{Column, FirmId, HouseholdId, Purpose, maths};

use crate::bank::Bank;
use crate::bankruptcy;
use crate::calibration::Rates;
use crate::chance::Chance;
use crate::channels::{AreaId, CellId, Channels};
use crate::firms::Firms;
use crate::households::{Households, NOBODY};
use crate::people::ownership::Levy;
use crate::prices::Prices;

use super::LongRun;

parameters! {
    /// Losses, exits and entries.
    pub struct ExitAndEntry in "closure.exit_and_entry" {
        /// Whether owners bear losses, insolvent firms leave and a weak bank keeps its profit.
        on: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0, from Assumed("a tenth of all firms make losses for ever, and the bank pays") known Prototype as Alternative;
        /// Largest share of an owner's deposits that goes into the firm at once (`φ_o`).
        owner_share: f64 [Share] = 0.5, within 0.0..=1.0, plausible 0.2..=0.8, from Assumed("owners keep half of what they have") known Assumed;
        /// Quarters of negative equity after which a firm leaves (`q̄`).
        patience: f64 [Quarters] = 8.0, within 1.0..=80.0, plausible 4.0..=16.0, from Assumed("creditors wait two years") known Assumed;
        /// Bank equity over loans below which the bank pays no dividend (`k*`).
        bank_capital: f64 [Share] = 0.1, within 0.0..=0.5, plausible 0.08..=0.15, from Assumed("near the requirement of Basel III with buffers") known Assumed;
    }
}

/// A second refinancing within so many quarters ends a firm.
const RELAPSE: u32 = 8;

/// What is remembered of firms in trouble.
#[derive(Clone, Debug, PartialEq)]
pub struct Distress {
    /// Quarters in a row that each firm has had negative equity.
    insolvent: Column<FirmId, u32>,
    /// Quarter in which each firm was last refinanced; 0 for never.
    refinanced: Column<FirmId, u32>,
    /// Firms to leave this quarter.
    leaving: Vec<FirmId>,
    /// Firms that left in the last quarter.
    pub exits: u32,
    /// Firms that were refinanced in the last quarter.
    pub refinancings: u32,
}

impl Distress {
    /// Nobody is in trouble yet.
    #[must_use]
    pub fn none(n_firms: usize) -> Self {
        Self {
            insolvent: Column::filled(n_firms, 0),
            refinanced: Column::filled(n_firms, 0),
            leaving: Vec::with_capacity(n_firms),
            exits: 0,
            refinancings: 0,
        }
    }
}

impl ExitAndEntry {
    /// What the owner puts into a firm that lost `loss`; 0 with the rule off.
    #[must_use]
    pub fn injection(&self, loss: f64, owners_deposits: f64) -> f64 {
        if self.on {
            maths::positive(loss.min(self.owner_share * maths::positive(owners_deposits)))
        } else {
            0.0
        }
    }

    /// Whether the bank may pay a dividend; always with the rule off.
    #[must_use]
    pub fn may_pay(&self, equity: f64, loans: f64) -> bool {
        !self.on || equity > self.bank_capital * loans
    }
}

/// The parties to a bankruptcy.
pub struct Parties<'a> {
    /// Firms.
    pub firms: &'a mut Firms,
    /// Households, of which some own firms.
    pub households: &'a mut Households,
    /// The bank.
    pub bank: &'a mut Bank,
    /// Prices at which assets are valued.
    pub prices: &'a Prices,
    /// Rates.
    pub rates: &'a Rates,
}

/// Refinances firms without cash and equity, and replaces those that cannot go on.
pub fn settle_losses(
    parties: &mut Parties<'_>,
    long_run: &mut LongRun,
    channels: &Channels,
    quarter: u32,
    chance: Chance,
) {
    let rule = long_run.rules.exit_and_entry;
    let arrears = long_run.rules.arrears;
    let distress = &mut long_run.distress;
    let mut levy = Levy::default();
    distress.leaving.clear();
    distress.refinancings = 0;
    for i in parties.firms.ids() {
        parties.firms.paid_share[i] = 1.0;
        if bankruptcy::insolvent(parties.firms, i) {
            refinance(parties, rule, i, &mut levy);
            parties.firms.paid_share[i] =
                1.0 - arrears.withheld(channels, AreaId(parties.firms.area[i]));
            distress.refinancings += 1;
            let last = std::mem::replace(&mut distress.refinanced[i], quarter);
            if last > 0 && quarter - last <= RELAPSE {
                distress.leaving.push(i);
                continue;
            }
        }
        let insolvent = &mut distress.insolvent[i];
        *insolvent = if parties.firms.equity[i] < 0.0 {
            *insolvent + 1
        } else {
            0
        };
        let (industry, area) = (parties.firms.industry[i], parties.firms.area[i]);
        let cell = CellId::of(industry as usize, area as usize, parties.firms.n_areas);
        let patience = channels.entry.patience(cell, rule.patience);
        if f64::from(*insolvent) >= patience {
            distress.leaving.push(i);
        }
    }
    if let Some(people) = &parties.households.people {
        levy.collect(&mut parties.households.deposits, &people.owners);
    }
    long_run.distress.exits = 0;
    if !rule.on {
        return;
    }
    let leaving = std::mem::take(&mut long_run.distress.leaving);
    for &i in &leaving {
        replace(parties, long_run, &leaving, i, chance);
    }
    long_run.distress.exits = leaving.len() as u32;
    long_run.distress.leaving = leaving;
}

/// Refinances firm `i`: its owner puts in what it can, the bank bears the rest.
fn refinance(parties: &mut Parties<'_>, rule: ExitAndEntry, i: FirmId, levy: &mut Levy) {
    let Parties {
        firms,
        households,
        bank,
        prices,
        rates,
    } = parties;
    let sustainable = rates.loan_after_bankruptcy * prices.capital * firms.capital[i];
    let loss = firms.loans[i] - firms.deposits[i] - sustainable;
    let owner = households.owner_of(i);
    let mut injected = 0.0;
    if let Some(people) = &households.people {
        let owners = &people.owners;
        let held = firms.private_share(i);
        let by_founder = owners.founder_share * held * maths::positive(households.deposits[owner]);
        let part = (1.0 - owners.founder_share) * held;
        let behind = by_founder + levy.behind(part, &households.deposits, owners);
        if behind > 0.0 {
            injected = rule.injection(loss, behind);
            let of_founder = injected * (by_founder / behind);
            households.deposits[owner] -= of_founder;
            levy.promise(injected - of_founder);
        }
    } else {
        injected = rule.injection(loss, households.deposits[owner]);
        households.deposits[owner] -= injected;
    }
    bank.equity -= loss - injected;
    firms.equity[i] += loss;
    firms.loans[i] = sustainable;
    firms.deposits[i] = 0.0;
}

/// Lets firm `i` leave and another take its slot.
fn replace(
    parties: &mut Parties<'_>,
    long_run: &mut LongRun,
    leaving: &[FirmId],
    i: FirmId,
    chance: Chance,
) {
    let Parties {
        firms,
        households,
        bank,
        prices,
        rates,
    } = parties;
    for employer in households.employer.iter_mut() {
        if *employer == i.0 {
            *employer = NOBODY;
        }
    }
    firms.employees[i] = 0;
    let kept = rates.loan_after_bankruptcy * prices.capital * firms.capital[i];
    let written_off = maths::positive(firms.loans[i] - kept);
    firms.loans[i] -= written_off;
    bank.equity -= written_off;

    if let Some(model) = survivor(firms, leaving, i, chance) {
        firms.copy_technology(model, i);
    }
    if let Some(people) = &mut households.people {
        let owners = &mut people.owners;
        let area = firms.area[i];
        if owners.founder_share < 1.0
            && let Some(founder) = owners.draw_founder(area, &households.area, i, chance)
        {
            owners.founder[i] = founder;
        }
    }
    let owner: HouseholdId = households.owner_of(i);
    let wanted = maths::positive(
        long_run.treasurers.starting_deposits(firms, i) - maths::positive(firms.deposits[i]),
    );
    let available =
        long_run.rules.exit_and_entry.owner_share * maths::positive(households.deposits[owner]);
    let moved = wanted.min(available);
    households.deposits[owner] -= moved;
    firms.deposits[i] += moved;
    firms.profit[i] = 0.0;
    firms.idle_cash_payout[i] = 0.0;
    firms.equity[i] = firms.net_worth(i, prices);
    firms.paid_share[i] = 1.0;
    long_run.investors.forget(i);
    long_run.price_setting.forget(firms, i);
    long_run.distress.insolvent[i] = 0;
    long_run.distress.refinanced[i] = 0;
}

/// A firm of the same industry that stays, drawn in proportion to output; none if there is none.
fn survivor(firms: &Firms, leaving: &[FirmId], i: FirmId, chance: Chance) -> Option<FirmId> {
    let industry = firms.industry[i] as usize;
    let staying = || {
        firms
            .of_industry(industry)
            .filter(|j| !leaving.contains(j) && firms.output[*j] > 0.0)
    };
    let total = maths::sum(staying().map(|j| firms.output[j]));
    let mut left = chance.uniform(Purpose::ExitEntry, u64::from(i.0)) * total;
    let mut last = None;
    for j in staying() {
        left -= firms.output[j];
        last = Some(j);
        if left < 0.0 {
            break;
        }
    }
    last
}
