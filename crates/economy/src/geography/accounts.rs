//! Accounts of areas: who made, earned, paid and received how much where. Memo items: there is one bank,
//! one government and one set of books, and these are its parts.
//!
//! Value added, wages and the taxes of firms stand where the firm is, the taxes, benefits and incomes of
//! households where they live. What is paid to or by nobody in an area, such as taxes on exports and on
//! the bank's profit, is kept apart, so that every column adds up to the nation's.
//!
//! # Source
//! Long run, §4.1 and §4.5; flows: base model, §8 and §9.

use quantity::{FirmId, HouseholdId, Id, PersonId, maths};

use crate::books::Flow;
use crate::calibration::Rates;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::geography::local_prices::RealIncomes;
use crate::government::Government;
use crate::households::{Households, NOBODY, OUTSIDE};
use crate::people::Age;
use crate::people::incomes::IncomeTable;
use crate::people::persons::NONE;
use crate::prices::Prices;

/// The accounts of all areas for a quarter; empty where the map is one area. Money, per quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Regional {
    /// Gross value added at basic prices, of the firms of each area.
    pub value_added: Vec<Flow>,
    /// Gross wages paid in each area.
    pub wages: Vec<f64>,
    /// Taxes and contributions: of firms on products, production, profits and wages, of employees on
    /// wages earned in the area, on dividends of its firms, on what its households buy, and a tax of its own on
    /// their incomes.
    pub taxes: Vec<f64>,
    /// Revenue of the government that no area paid: on exports and from the bank, fees, less subsidies.
    pub other_revenue: f64,
    /// Benefits paid to the households of each area, and gifts they got less those they gave.
    pub transfers: Vec<f64>,
    /// Disposable income of the households of each area, before interest.
    pub income: Vec<f64>,
    /// Jobs in each area, persons.
    pub jobs: Vec<u32>,
    /// Workers who live in each area, with or without a job.
    pub workers: Vec<u32>,
    /// Those of them without a job.
    pub unemployed: Vec<u32>,
    /// Those with a job in another area.
    pub commuters: Vec<u32>,
}

impl Regional {
    /// Empty accounts of so many areas; of none where there is only one.
    #[must_use]
    pub fn open(n_areas: usize) -> Self {
        let n = if n_areas > 1 { n_areas } else { 0 };
        Self {
            value_added: vec![Flow::default(); n],
            wages: vec![0.0; n],
            taxes: vec![0.0; n],
            transfers: vec![0.0; n],
            income: vec![0.0; n],
            jobs: vec![0; n],
            workers: vec![0; n],
            unemployed: vec![0; n],
            commuters: vec![0; n],
            ..Self::default()
        }
    }

    /// Whether there is nothing to tell apart.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.value_added.is_empty()
    }

    /// Unemployed share of the workers of an area; 0 where there are none.
    #[must_use]
    pub fn unemployment(&self, area: usize) -> f64 {
        let workers = f64::from(self.workers[area]);
        maths::ratio_or_zero(f64::from(self.unemployed[area]), workers)
    }

    /// Counts jobs, workers and the unemployed of each area.
    pub fn count(&mut self, firms: &Firms, households: &Households) {
        if self.is_empty() {
            return;
        }
        for counts in [
            &mut self.jobs,
            &mut self.workers,
            &mut self.unemployed,
            &mut self.commuters,
        ] {
            counts.fill(0);
        }
        for (&area, &staff) in firms.area.iter().zip(firms.employees.iter()) {
            self.jobs[area as usize] += staff;
        }
        let mut count = |employer: u32, home: u32| {
            if employer == OUTSIDE {
                return;
            }
            let area = home as usize;
            self.workers[area] += 1;
            if employer == NOBODY {
                self.unemployed[area] += 1;
            } else if firms.area[FirmId(employer)] != home {
                self.commuters[area] += 1;
            }
        };
        let employers = households.employer.iter();
        if let Some(people) = &households.people {
            for (&employer, &home) in employers.zip(people.household.iter()) {
                // Nobody who is dead has one.
                if home != NONE {
                    count(employer, households.area[HouseholdId(home)]);
                }
            }
        } else {
            for (&employer, &area) in employers.zip(households.area.iter()) {
                count(employer, area);
            }
        }
    }

    /// Fills the accounts of a quarter whose books are closed.
    pub fn close(
        &mut self,
        firms: &Firms,
        households: &Households,
        government: &Government,
        prices: &Prices,
        rates: &Rates,
        channels: &Channels,
    ) {
        if self.is_empty() {
            return;
        }
        self.count(firms, households);
        self.value_added.fill(Flow::default());
        for column in [
            &mut self.wages,
            &mut self.taxes,
            &mut self.transfers,
            &mut self.income,
        ] {
            column.fill(0.0);
        }
        for i in firms.ids() {
            let area = firms.area[i] as usize;
            let real_tasks = firms.gig_hours[i] * households.tasks.pay_at(firms.area[i]);
            let tasks = Flow {
                nominal: -firms.gig_cost[i],
                real: -real_tasks,
            };
            self.value_added[area] = self.value_added[area] + value_added(firms, i) + tasks;
            let wages = firms.wage_bill(i, prices);
            self.wages[area] += wages;
            self.taxes[area] += taxes_of_firm(firms, i, wages, rates);
        }
        if let Some(brackets) = &government.brackets {
            for (i, tax) in households.taxed_beyond_flat(brackets, firms, prices) {
                self.taxes[firms.area[i] as usize] += tax;
            }
        }
        let real = IncomeTable::new(rates, government, channels, prices.consumer).real();
        self.note_households(households, &real, prices, rates);
        self.note_booked(households);
        let rents = &households.rents;
        let per_rent = maths::ratio_or_zero(rents.real - rents.real_commission, rents.total);
        for (h, (&earned, &area)) in rents.earned.iter().zip(households.area.iter()).enumerate() {
            let area = area as usize;
            let nominal = rents.mixed_income_of(HouseholdId::new(h));
            let real = per_rent * earned;
            self.value_added[area] = self.value_added[area] + Flow { nominal, real };
            self.taxes[area] += rates.tax_income * nominal;
        }
        let of_commission = maths::ratio_or_zero(
            households.tasks.real_commission,
            households.tasks.total().commission,
        );
        for (area, tasks) in households.tasks.accounts.iter().enumerate() {
            self.value_added[area] = self.value_added[area]
                + Flow {
                    nominal: tasks.mixed_income(),
                    real: tasks.real_pay - of_commission * tasks.commission,
                };
            self.taxes[area] += tasks.tax;
            self.transfers[area] -= tasks.benefits_saved;
        }
        let sum = |column: &[f64]| maths::sum(column.iter().copied());
        self.other_revenue = government.revenue - sum(&self.taxes);
    }

    /// Adds what a theory moved between households and others.
    fn note_booked(&mut self, households: &Households) {
        let booked = &households.booked;
        if booked.leaves_incomes() {
            return;
        }
        for h in households.ids() {
            let (area, own) = (households.area[h] as usize, booked.of(h));
            self.transfers[area] += own.benefits + own.gifts;
            self.taxes[area] += own.surtax;
        }
    }

    /// Adds incomes, taxes on what is bought, and the benefits that everybody in the same position gets.
    fn note_households(
        &mut self,
        households: &Households,
        real: &RealIncomes,
        prices: &Prices,
        rates: &Rates,
    ) {
        let spending = households.consumption.iter().zip(households.housing.iter());
        let incomes = households.disposable_income.iter().zip(spending);
        for (&area, (income, (consumption, housing))) in households.area.iter().zip(incomes) {
            let area = area as usize;
            self.income[area] += income;
            self.taxes[area] += rates.tax_value_added * consumption + rates.tax_housing * housing;
        }
        let areas = &households.area;
        let transfers = &mut self.transfers;
        let mut pay = |area: u32, real: f64| {
            transfers[area as usize] += real * prices.at_place(area as usize);
        };
        let RealIncomes {
            replacement,
            benefit_inactive: benefit,
            benefit_other: other,
            ..
        } = *real;
        let careers = households.employer.iter().zip(households.wage.iter());
        let out_of_work = careers
            .enumerate()
            .filter(|(_, (employer, _))| **employer == NOBODY);
        let Some(people) = &households.people else {
            for &area in areas.iter() {
                pay(area, other);
            }
            for (worker, (_, wage)) in out_of_work {
                pay(areas[HouseholdId::new(worker)], replacement * wage);
            }
            let inactive = households.n_workers..households.n_workers + households.n_inactive;
            for &area in &(**areas)[inactive] {
                pay(area, benefit);
            }
            return;
        };
        let inhabited = || {
            let homes = areas.iter().zip(people.members.iter());
            homes
                .zip(people.assistance.iter())
                .filter(|((_, members), _)| **members > 0)
        };
        for ((&area, _), _) in inhabited() {
            pay(area, other);
        }
        for (worker, (_, wage)) in out_of_work {
            let home = people.household[PersonId::new(worker)];
            pay(areas[HouseholdId(home)], replacement * wage);
        }
        let pension = people.pension.map(|units| units * benefit);
        for (&age, &home) in people.age.iter().zip(people.household.iter()) {
            if age == Age::Old && home != NONE {
                let home = HouseholdId(home);
                pay(areas[home], pension[people.stratum[home] as usize]);
            }
        }
        for ((&area, _), assistance) in inhabited() {
            pay(area, assistance * benefit);
        }
    }
}

/// Value added of a firm, as the books have it.
fn value_added(firms: &Firms, i: FirmId) -> Flow {
    let (output, tax) = (firms.output[i], firms.tax_products[i]);
    let inputs_used = output / firms.output_per_input[i];
    Flow {
        nominal: (1.0 - tax) * (firms.price[i] * output)
            - firms.input_price[i] * inputs_used
            - firms.direct.expensed[i],
        real: output * (1.0 - tax) - inputs_used - firms.direct.real_expensed[i],
    }
}

/// What a firm and its employees pay on products, production, profits, dividends and wages.
fn taxes_of_firm(firms: &Firms, i: FirmId, wages: f64, rates: &Rates) -> f64 {
    let profit = maths::positive(firms.profit[i]);
    let of_employees =
        rates.employee_contributions + rates.tax_income * (1.0 - rates.employee_contributions);
    let dividends =
        firms.dividend_payout[i] * (1.0 - rates.tax_corporate) * profit + firms.idle_cash_payout[i];
    firms.tax_rate(i) * firms.price[i] * firms.output[i]
        + rates.tax_corporate * profit
        + (firms.employer_contributions[i] + of_employees) * wages
        + rates.tax_income * firms.household_share[i] * dividends
}
