//! What households live on: the terms of income common to everybody, and the incomes of people by source.
//!
//! # Equation
//! ```text
//! Y_h = [ Σ_k ( kept w_k, or θ^UB w_k without work; pension ) + assistance + sb_other ] P̄^HH + dividends
//! ```
//! # Source
//! Base model, §6.9; long run, §5.3 and §5.6.

use quantity::{Column, FirmId, HouseholdId, Id, PersonId, maths};

use super::persons::{NONE, People};
use super::vital::works;
use super::{Age, Education};
use crate::bank::Bank;
use crate::calibration::Rates;
use crate::channels::Channels;
use crate::closure::Brackets;
use crate::economy::Economy;
use crate::geography::local_prices::RealIncomes;
use crate::government::Government;
use crate::households::NOBODY;
use crate::redistribution;

/// What a household's income depends on besides its own wage: factors common to everybody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct IncomeTable {
    net_of_tax: f64,
    brackets: Option<Brackets>,
    replacement: f64,
    benefit_inactive: f64,
    pub benefit_other: f64,
    /// What is left of a dividend out of profit, and of which share of profit it is paid by the bank.
    net_of_income_tax: f64,
    net_of_corporate_tax: f64,
    bank_payout: f64,
    /// What is left of a dividend paid out of cash.
    pub payout: f64,
    pub price: f64,
}

impl IncomeTable {
    pub fn new(rates: &Rates, government: &Government, channels: &Channels, price: f64) -> Self {
        Self {
            net_of_tax: 1.0
                - rates.employee_contributions
                - rates.tax_income * (1.0 - rates.employee_contributions),
            brackets: government.brackets,
            replacement: rates.replacement_rate,
            benefit_inactive: government.benefit_inactive,
            benefit_other: government.benefit_other * (1.0 - channels.transfer_mix.value()),
            net_of_income_tax: 1.0 - rates.tax_income,
            net_of_corporate_tax: 1.0 - rates.tax_corporate,
            bank_payout: rates.bank_payout
                * (1.0 - rates.bank_government_dividends - rates.foreign_dividends),
            payout: 1.0 - rates.tax_income,
            price,
        }
    }

    /// What of it follows prices.
    pub fn real(&self) -> RealIncomes {
        RealIncomes {
            net_of_tax: self.net_of_tax,
            brackets: self.brackets,
            replacement: self.replacement,
            benefit_inactive: self.benefit_inactive,
            benefit_other: self.benefit_other,
        }
    }

    pub fn worker(&self, employed: bool, wage: f64) -> f64 {
        let kept = if employed {
            self.net_of_tax
        } else {
            self.replacement
        };
        (kept * wage + self.benefit_other) * self.price
    }

    pub fn inactive(&self) -> f64 {
        (self.benefit_inactive + self.benefit_other) * self.price
    }

    /// A dividend out of profit, after income tax.
    pub fn dividend(&self, payout: f64, profit: f64) -> f64 {
        payout * self.net_of_income_tax * self.net_of_corporate_tax * maths::positive(profit)
    }

    /// The bank's dividend to households, after income tax.
    pub fn by_bank(&self, bank: &Bank, profit: f64) -> f64 {
        self.dividend(
            self.bank_payout,
            if bank.pays_dividend { profit } else { 0.0 },
        )
    }
}

impl People {
    /// Sets real incomes to wages and benefits of the members; of wages only the `paid` share arrives, if
    /// not all.
    pub(crate) fn earn(
        &self,
        real: &mut [f64],
        employer: &[u32],
        wage: &[f64],
        terms: &RealIncomes,
        paid: Option<&Column<FirmId, f64>>,
    ) {
        match paid {
            Some(paid) => {
                let arrives = |employer| paid[FirmId(employer)];
                self.earn_where(real, employer, wage, terms, arrives);
            }
            None => self.earn_where(real, employer, wage, terms, |_| 1.0),
        }
    }

    /// The same where the share of wages that `arrives` from an employer is known.
    fn earn_where(
        &self,
        real: &mut [f64],
        employer: &[u32],
        wage: &[f64],
        terms: &RealIncomes,
        arrives: impl Fn(u32) -> f64,
    ) {
        real.fill(0.0);
        let pension = self.pension.map(|units| units * terms.benefit_inactive);
        let persons = self.household.iter().zip(self.age.iter());
        let careers = employer.iter().zip(wage);
        for ((&household, &age), (&employer, &wage)) in persons.zip(careers) {
            if household == NONE {
                continue;
            }
            // Who works, looks for work or is old comes in no order, so nothing is guessed: whoever gets
            // nothing gets 0, which moves no bit.
            let of_work = if works(employer) {
                terms.of_wage(arrives(employer) * wage)
            } else if employer == NOBODY {
                terms.replacement * wage
            } else {
                0.0
            };
            let of_age = if age == Age::Old {
                pension[self.stratum[HouseholdId(household)] as usize]
            } else {
                0.0
            };
            let income = &mut real[household as usize];
            *income = *income + of_work + of_age;
        }
        let homes = self.members.iter().zip(self.assistance.iter());
        for (income, (&members, &assistance)) in real.iter_mut().zip(homes) {
            *income = if members > 0 {
                *income + assistance * terms.benefit_inactive + terms.benefit_other
            } else {
                0.0
            };
        }
    }
}

/// Real incomes of people out of work and benefits, as they were last added up: when they plan and when they
/// are paid it is only the price that differs, unless wages are in arrears.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earned {
    /// Of each household.
    real: Vec<f64>,
    /// What they were added up with; none if wages have been paid since.
    with: Option<RealIncomes>,
}

impl Earned {
    /// Adds everything up again the next time.
    pub(crate) fn forget(&mut self) {
        self.with = None;
    }

    /// Sets `incomes` to the wages and benefits of the members of each household, at these prices; of wages
    /// only the `paid` share arrives, if not all.
    pub(crate) fn pay_out(
        &mut self,
        incomes: &mut [f64],
        people: &People,
        careers: (&[u32], &[f64]),
        table: &IncomeTable,
        paid: Option<&Column<FirmId, f64>>,
    ) {
        let terms = table.real();
        if paid.is_some() || self.with != Some(terms) {
            self.real.resize(incomes.len(), 0.0);
            people.earn(&mut self.real, careers.0, careers.1, &terms, paid);
            self.with = paid.is_none().then_some(terms);
        }
        for (income, real) in incomes.iter_mut().zip(&self.real) {
            *income = real * table.price;
        }
    }
}

/// What a household got in a quarter by source, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HouseholdIncome {
    /// Gross wages of employees.
    pub wages: f64,
    /// Gross wages of members on own account.
    pub mixed_income: f64,
    /// Dividends of firms and the bank before income tax.
    pub dividends: f64,
    /// Benefits of the government.
    pub benefits: f64,
    /// Gifts received less gifts given.
    pub gifts: f64,
    /// Contributions and income tax, a tax of its own on income included.
    pub direct_taxes: f64,
    /// Part of the profits of firms and the bank, paid out or not, before tax.
    pub profits: f64,
}

impl HouseholdIncome {
    /// Wages, mixed income and dividends.
    #[must_use]
    pub fn market_income(&self) -> f64 {
        self.wages + self.mixed_income + self.dividends
    }

    /// Benefits and gifts.
    ///
    /// # Source
    /// Digital economy, §6.4: T16 and T17. Losses to fraud, T18, are paid out of deposits once incomes are booked.
    #[must_use]
    pub fn transfers(&self) -> f64 {
        self.benefits + self.gifts
    }

    /// Market income and transfers.
    #[must_use]
    pub fn gross_income(&self) -> f64 {
        self.market_income() + self.transfers()
    }

    /// Gross income after direct taxes; equals what was booked, wherever incomes follow the country's prices.
    #[must_use]
    pub fn disposable_income(&self) -> f64 {
        self.gross_income() - self.direct_taxes
    }

    /// Wages, mixed income and the owners' part of all profits.
    ///
    /// # Source
    /// Long run, §5.3: pre-tax national income including retained profits.
    #[must_use]
    pub fn attributed_national_income(&self) -> f64 {
        self.wages + self.mixed_income + self.profits
    }
}

/// Incomes of the last quarter by source, of each household.
#[must_use]
pub fn by_source(economy: &Economy) -> Column<HouseholdId, HouseholdIncome> {
    let mut sources = Sources::default();
    sources.add_up(economy);
    sources.incomes
}

/// The same, added up quarter after quarter in the same room.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    incomes: Column<HouseholdId, HouseholdIncome>,
    /// Amounts of one kind on their way to households.
    parts: Vec<f64>,
}

impl Sources {
    /// What [`by_source`] returns.
    pub fn add_up(&mut self, economy: &Economy) -> &Column<HouseholdId, HouseholdIncome> {
        let households = &economy.households;
        let nothing = HouseholdIncome::default();
        self.incomes.clear();
        self.incomes
            .extend(std::iter::repeat_n(nothing, households.len()));
        if let Some(people) = &households.people {
            self.of_persons(economy, people);
            self.assist(economy, people);
        } else {
            self.of_single_persons(economy);
        }
        self.on_own_account(economy);
        self.of_owners(economy);
        self.as_a_theory_says(economy);
        &self.incomes
    }

    /// Wages, benefits and pensions of people.
    fn of_persons(&mut self, economy: &Economy, people: &People) {
        let (households, firms) = (&economy.households, &economy.firms);
        let (table, price) = terms(economy);
        let pension = people
            .pension
            .map(|units| units * table.benefit_inactive * price);
        let persons = people.household.iter().zip(people.age.iter());
        let persons = persons.zip(people.self_employed.iter());
        let careers = households.employer.iter().zip(households.wage.iter());
        for (((&home, &age), &alone), (&employer, &wage)) in persons.zip(careers) {
            if home == NONE {
                continue;
            }
            let home = HouseholdId(home);
            let income = &mut self.incomes[home];
            let real = wage;
            let wage = wage * price;
            if works(employer) {
                let paid = firms.paid_share[FirmId(employer)];
                let wage = paid * wage;
                if alone {
                    income.mixed_income += wage;
                } else {
                    income.wages += wage;
                }
                income.direct_taxes += (1.0 - table.net_of_tax) * wage;
                if let Some(brackets) = &table.brackets {
                    income.direct_taxes += brackets.beyond_flat(paid * real) * price;
                }
            } else if employer == NOBODY {
                income.benefits += table.replacement * wage;
            }
            if age == Age::Old {
                income.benefits += pension[people.stratum[home] as usize];
            }
        }
    }

    /// Assistance, and the benefit of every inhabited household.
    fn assist(&mut self, economy: &Economy, people: &People) {
        let (table, price) = terms(economy);
        let homes = people.members.iter().zip(people.assistance.iter());
        for (income, (&members, &assistance)) in self.incomes.iter_mut().zip(homes) {
            if members > 0 {
                income.benefits +=
                    (assistance * table.benefit_inactive + table.benefit_other) * price;
            }
        }
    }

    /// Wages and benefits of households that are single persons.
    ///
    /// # Source
    /// Base model, §6.9 and §8 step 5.
    fn of_single_persons(&mut self, economy: &Economy) {
        let (households, firms) = (&economy.households, &economy.firms);
        let (table, price) = terms(economy);
        let (workers, rest) = self.incomes.split_at_mut(households.n_workers);
        let careers = households.employer.iter().zip(households.wage.iter());
        for (income, (&employer, &wage)) in workers.iter_mut().zip(careers) {
            if employer == NOBODY {
                income.benefits = table.replacement * wage * price;
            } else {
                income.wages = firms.paid_share[FirmId(employer)] * wage * price;
                income.direct_taxes = (1.0 - table.net_of_tax) * income.wages;
            }
        }
        for income in &mut rest[..households.n_inactive] {
            income.benefits = table.benefit_inactive * price;
        }
        for income in self.incomes.iter_mut() {
            income.benefits += table.benefit_other * price;
        }
    }

    /// Work by the task and rents.
    fn on_own_account(&mut self, economy: &Economy) {
        let Economy {
            households,
            calibration,
            prices,
            ..
        } = economy;
        let rates = &calibration.rates;
        let incomes = &mut self.incomes;
        households.tasks.each(
            rates,
            |area| prices.at_place(area),
            |home, _, earned| {
                incomes[home].mixed_income += earned.mixed_income();
                incomes[home].direct_taxes += earned.tax;
                incomes[home].benefits -= earned.benefits_saved;
            },
        );
        if households.rents.total > 0.0 {
            for h in households.ids() {
                let rent = households.rents.mixed_income_of(h);
                incomes[h].mixed_income += rent;
                incomes[h].direct_taxes += rates.tax_income * rent;
            }
        }
    }

    /// Dividends, and parts of all profits.
    fn of_owners(&mut self, economy: &Economy) {
        let Economy {
            households,
            firms,
            bank,
            calibration,
            ..
        } = economy;
        let rates = &calibration.rates;
        let of_bank = 1.0 - rates.bank_government_dividends - rates.foreign_dividends;
        let taxed = 1.0 - (1.0 - rates.tax_income);
        let private = |i| firms.private_share(i);
        among_owners(
            nothing(&mut self.parts, households.len()),
            economy,
            |i| private(i) * firms.dividends(i, rates),
            of_bank * bank.dividend(rates) * maths::positive(bank.profit),
        );
        for (income, part) in self.incomes.iter_mut().zip(&self.parts) {
            income.dividends = *part;
            income.direct_taxes += taxed * part;
        }
        among_owners(
            nothing(&mut self.parts, households.len()),
            economy,
            |i| private(i) * firms.profit[i],
            of_bank * bank.profit,
        );
        for (income, part) in self.incomes.iter_mut().zip(&self.parts) {
            income.profits = *part;
        }
        let by_register = nothing(&mut self.parts, households.len());
        redistribution::pay_register(households, by_register, firms, |i| {
            firms.dividends(i, rates)
        });
        for (income, part) in self.incomes.iter_mut().zip(&self.parts) {
            income.dividends += part;
            income.direct_taxes += taxed * part;
        }
    }

    /// Benefits, gifts and taxes that are there because a theory says so.
    fn as_a_theory_says(&mut self, economy: &Economy) {
        let booked = &economy.households.booked;
        if booked.leaves_incomes() {
            return;
        }
        for h in economy.households.ids() {
            let (income, own) = (&mut self.incomes[h], booked.of(h));
            income.benefits += own.benefits;
            income.gifts = own.gifts;
            income.direct_taxes += own.surtax;
        }
    }
}

/// Adds to households their parts of what each firm pays its private owners, and of what the bank pays households.
fn among_owners(
    amounts: &mut [f64],
    economy: &Economy,
    of_firm: impl Fn(FirmId) -> f64,
    of_bank: f64,
) {
    let (households, firms) = (&economy.households, &economy.firms);
    if let Some(people) = &households.people {
        let owners = &people.owners;
        owners.distribute(amounts, firms.ids(), |i| [of_firm(i)], of_bank);
        return;
    }
    for i in firms.ids() {
        amounts[households.owner_of(i).index()] += of_firm(i);
    }
    amounts[households.bank_owner().index()] += of_bank;
}

/// The terms of income common to everybody, and consumer prices.
fn terms(economy: &Economy) -> (IncomeTable, f64) {
    let price = economy.prices.consumer;
    let (rates, government) = (&economy.calibration.rates, &economy.government);
    let table = IncomeTable::new(rates, government, &economy.channels, price);
    (table, price)
}

/// Nothing for each household, in the room of earlier amounts.
fn nothing(amounts: &mut Vec<f64>, households: usize) -> &mut [f64] {
    amounts.clear();
    amounts.resize(households, 0.0);
    amounts
}

/// People and jobs of an area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AreaPeople {
    /// Persons who live there.
    pub population: u64,
    /// Of which in the labour force.
    pub labour_force: u64,
    /// Of which with a job, wherever it is.
    pub employed: u64,
    /// Of which highly educated persons over 15.
    pub highly_educated: u64,
    /// Persons over 15.
    pub adults: u64,
    /// Persons who moved in less those who moved out in the last quarter.
    pub net_migration: i64,
}

/// People and jobs of each area; empty in an economy without people.
#[must_use]
pub fn by_area(economy: &Economy) -> Vec<AreaPeople> {
    let households = &economy.households;
    let Some(people) = &households.people else {
        return Vec::new();
    };
    let mut areas = vec![AreaPeople::default(); economy.calibration.geography.len()];
    for k in 0..people.places() {
        let k = PersonId::new(k);
        if !people.alive(k) {
            continue;
        }
        let area = &mut areas[people.area_of(k, &households.area) as usize];
        let employer = households.employer[k];
        area.population += 1;
        area.labour_force += u64::from(works(employer) || employer == NOBODY);
        area.employed += u64::from(works(employer));
        let adult = people.age[k] != Age::Child;
        area.adults += u64::from(adult);
        area.highly_educated += u64::from(adult && people.education[k] == Education::High);
    }
    for (area, &moved) in areas.iter_mut().zip(&people.movers.net_migration) {
        area.net_migration = i64::from(moved);
    }
    areas
}
