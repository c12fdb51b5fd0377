//! Wages and benefits at the prices of the area: what they come to beyond the country's price index.
//!
//! Wages are paid at the consumer prices of the place of work, benefits at those of the home. Both sides
//! of each payment use the same prices, so every account still balances. Benefits that a channel aims at
//! somebody stay at the country's prices.
//!
//! # Equation
//! ```text
//! wage: w (P^HH_ℓ − P^HH)      benefit: sb (P^HH_ℓ − P^HH)      P^HH_ℓ = Σ_g b^HH_g P̄_gℓ
//! ```
//! # Source
//! Long run, §4.1.
//!
//! # Off
//! `geography.local_prices = false`, the default.

use quantity::{FirmId, HouseholdId, Id, PersonId};

use crate::closure::Brackets;
use crate::firms::Firms;
use crate::households::{Households, NOBODY, OUTSIDE};
use crate::people::{Age, People};
use crate::prices::Prices;

/// Real incomes of households that follow prices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RealIncomes {
    /// What is left of a wage after tax and contributions, at one rate for all.
    pub net_of_tax: f64,
    /// Brackets by which people are taxed instead.
    pub brackets: Option<Brackets>,
    /// Unemployment benefit over the last wage.
    pub replacement: f64,
    /// Benefit of an inactive person.
    pub benefit_inactive: f64,
    /// Other transfers per household.
    pub benefit_other: f64,
}

impl RealIncomes {
    /// What is left of a person's wage after tax and contributions.
    #[inline]
    #[must_use]
    pub fn of_wage(&self, wage: f64) -> f64 {
        let kept = self.net_of_tax * wage;
        match &self.brackets {
            Some(brackets) => kept - brackets.beyond_flat(wage),
            None => kept,
        }
    }
}

impl Households {
    /// Adds to `incomes` what the prices of areas make of wages and benefits beyond those of the country;
    /// returns the part that is benefits. `ahead` is the price level meant over the last one.
    ///
    /// Does nothing where incomes follow the country's prices.
    pub(crate) fn add_local_prices(
        &self,
        incomes: &mut [f64],
        firms: &Firms,
        prices: &Prices,
        real: RealIncomes,
        ahead: f64,
    ) -> f64 {
        if !prices.areas.are_paid {
            return 0.0;
        }
        let gap = |area: usize| ahead * (prices.areas.consumer[area] - prices.consumer);
        if let Some(people) = &self.people {
            return self.add_to_people(people, incomes, firms, real, gap);
        }
        let mut benefits = 0.0;
        for (h, income) in incomes.iter_mut().enumerate() {
            let id = HouseholdId(h as u32);
            let at_home = gap(self.area[id] as usize);
            let mut benefit = real.benefit_other;
            if h < self.n_workers {
                let person = PersonId::new(h);
                let employer = self.employer[person];
                if employer == NOBODY {
                    benefit += real.replacement * self.wage[person];
                } else {
                    let at_work = gap(firms.area[FirmId(employer)] as usize);
                    let paid = firms.paid_share[FirmId(employer)];
                    *income += real.net_of_tax * (paid * self.wage[person]) * at_work;
                }
            } else if h < self.n_workers + self.n_inactive {
                benefit += real.benefit_inactive;
            }
            *income += benefit * at_home;
            benefits += benefit * at_home;
        }
        benefits
    }

    /// The same where households have members.
    fn add_to_people(
        &self,
        people: &People,
        incomes: &mut [f64],
        firms: &Firms,
        real: RealIncomes,
        gap: impl Fn(usize) -> f64,
    ) -> f64 {
        let mut benefits = 0.0;
        let mut pay = |h: HouseholdId, benefit: f64| {
            let amount = benefit * gap(self.area[h] as usize);
            incomes[h.index()] += amount;
            benefits += amount;
        };
        for k in 0..people.places() {
            let k = PersonId::new(k);
            if !people.alive(k) {
                continue;
            }
            let home = HouseholdId(people.household[k]);
            if self.employer[k] == NOBODY {
                pay(home, real.replacement * self.wage[k]);
            }
            if people.age[k] == Age::Old {
                let pension = people.pension[people.stratum[home] as usize];
                pay(home, pension * real.benefit_inactive);
            }
        }
        for h in self.ids().filter(|&h| people.members[h] > 0) {
            pay(
                h,
                people.assistance[h] * real.benefit_inactive + real.benefit_other,
            );
        }
        for k in 0..people.places() {
            let k = PersonId::new(k);
            if !people.alive(k) || self.employer[k] >= OUTSIDE {
                continue;
            }
            let firm = FirmId(self.employer[k]);
            let wage = firms.paid_share[firm] * self.wage[k];
            incomes[people.household[k] as usize] +=
                real.of_wage(wage) * gap(firms.area[firm] as usize);
        }
        benefits
    }
}
