//! Work by the task: firms buy hours from people who have no job, or time beside one.
//!
//! The market is one of each area. Nobody is employed: hours add to those of the staff, the firm expenses
//! what it pays, and the household earns it on own account. Somebody without a job loses the same share of
//! the benefit.
//!
//! # Equation
//! ```text
//! demand_i = vacancies_i (N^d − N)⁺ + share_i N^d 1{ p_ℓ < (1 + τ^SIF) w̄_i }
//! p_ℓ      = 0.9 · median wage in ℓ of the lowest education · pay_ℓ
//! offer_k  = c_k x_h L( [ (1 − t) p_ℓ (1 + flex) − w_res,k ] / (0.1 w̄_ℓ) )
//! match_ℓ  = n (1 − e^(−demand/n)),  n = Σ offer,  shared in proportion on both sides
//! ```
//! `c` 1 without a job, 0.25 with a job and the lowest education, 0.15 for the inactive of the countryside;
//! `w_res` the benefit, 1.2 wages, or the pension; `vacancies`, `share`, `pay`, `x` and `flex` are channels,
//! `t` the commission of the platform.
//!
//! # Source
//! Digital economy, §6.2; flows T4 and T5: §6.4. Where households are single persons, all workers have the
//! lowest education. Pay is that of a quarter's work, of which somebody does a share.
//!
//! # Off
//! Channels 24 neutral: nobody is looked at.

use quantity::{FirmId, HouseholdId, Id, PersonId, maths};

use crate::calibration::Rates;
use crate::channels::{AreaId, Channels, GovernmentId};
use crate::firms::Firms;
use crate::geography::{Geography, Kind};
use crate::government::Government;
use crate::households::{Households, NOBODY, OUTSIDE};
use crate::people::vital::works;
use crate::people::{Age, Education};
use crate::prices::Prices;

/// Pay by the task over the median wage of the unskilled, assumed.
const PAY: f64 = 0.9;
/// Readiness of people without a job, with one, and of the inactive in the countryside, assumed.
const READY: [f64; 3] = [1.0, 0.25, 0.15];
/// What somebody with a job asks for over the wage, assumed.
const OVER_WAGE: f64 = 1.2;
/// Width of the choice to offer, over the mean wage, assumed.
const WIDTH: f64 = 0.1;

/// Work by the task in a quarter, as households know it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tasks {
    /// Share of the quarter that each person works by the task; without people, each worker and then each
    /// inactive household. Empty while nobody ever has.
    pub time: Vec<f64>,
    /// Pay for a quarter's work in each market, real, before commission and tax.
    pub pay: Vec<f64>,
    /// Share of the pay that goes to platforms.
    pub commission: f64,
    /// What platforms sell for it, real.
    pub real_commission: f64,
    /// Price level at which commissions are agreed, by area: last quarter's.
    agreed: Vec<f64>,
    /// Whether anybody works by the task this quarter.
    pub any: bool,
    /// Who has offered time this quarter.
    workers: Vec<Worker>,
    /// What was paid by the area where those who work live; empty while nobody ever has.
    pub accounts: Vec<TaskAccount>,
}

/// Somebody who has offered time.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Worker {
    /// Place in [`Tasks::time`].
    place: usize,
    home: HouseholdId,
    area: u32,
    /// Pay before commission and tax, real.
    real_pay: f64,
    /// What platforms keep of it, money.
    commission: f64,
    /// Benefit not paid, real.
    benefit: f64,
}

/// Money of a quarter's work by the task in an area.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TaskAccount {
    /// Paid by firms (T4).
    pub pay: f64,
    /// The same, real.
    pub real_pay: f64,
    /// Of which kept by platforms (T5).
    pub commission: f64,
    /// Income tax on the rest.
    pub tax: f64,
    /// Benefits not paid.
    pub benefits_saved: f64,
}

impl std::ops::AddAssign for TaskAccount {
    fn add_assign(&mut self, other: Self) {
        self.pay += other.pay;
        self.real_pay += other.real_pay;
        self.commission += other.commission;
        self.tax += other.tax;
        self.benefits_saved += other.benefits_saved;
    }
}

/// The market of work by the task: work space, kept between quarters.
#[derive(Clone, Debug, Default)]
pub struct GigMarket {
    /// What each firm wants, in workers.
    wanted: Vec<f64>,
    /// What all firms of an area want, and what its people offer.
    demand: Vec<f64>,
    offered: Vec<f64>,
    /// Mean wage of those who live in an area, and how many have one.
    mean_wage: Vec<f64>,
    earners: Vec<f64>,
    /// Wages of the unskilled of each area.
    wages: Vec<Vec<f64>>,
}

impl GigMarket {
    #[expect(clippy::too_many_arguments, reason = "a market meets everybody")]
    /// Matches what firms want to have done by the task with those who would do it.
    pub fn match_tasks(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        government: &Government,
        rates: &Rates,
        map: &Geography,
        prices: &Prices,
        channels: &Channels,
    ) {
        let nobody_asks = channels.gig_vacancies.is_neutral() && channels.gig_demand.is_neutral();
        if nobody_asks && !households.tasks.any {
            return;
        }
        let mut tasks = std::mem::take(&mut households.tasks);
        let units = tasks_units(households);
        tasks.time.clear();
        tasks.time.resize(units, 0.0);
        tasks.workers.clear();
        tasks.accounts.resize(map.len(), TaskAccount::default());
        tasks.any = !nobody_asks;
        tasks.real_commission = 0.0;
        firms.gig_hours.fill(0.0);
        if tasks.any {
            let n = if map.in_force() { map.len() } else { 1 };
            self.look_at_wages(households, n);
            self.set_pay(&mut tasks, channels);
            self.add_demand(firms, &tasks, channels, n);
            self.add_offers(&mut tasks, households, government, rates, map, channels, n);
            self.share_out(firms, &mut tasks, n);
            tasks.agreed.clear();
            let agreed = (0..map.len()).map(|area| prices.at_place(area));
            tasks.agreed.extend(agreed);
            tasks.agree(households, rates);
            tasks.sell_commissions(firms, channels);
        }
        households.tasks = tasks;
    }

    /// Mean wages, and the wages of the unskilled, of those who live in each area.
    fn look_at_wages(&mut self, households: &Households, n: usize) {
        for column in [&mut self.mean_wage, &mut self.earners] {
            column.clear();
            column.resize(n, 0.0);
        }
        self.wages.resize_with(n, Vec::new);
        self.wages.iter_mut().for_each(Vec::clear);
        for (k, (&employer, &wage)) in households
            .employer
            .iter()
            .zip(households.wage.iter())
            .enumerate()
        {
            if !works(employer) {
                continue;
            }
            let area = if n > 1 {
                households.area_of_worker(k)
            } else {
                0
            };
            self.mean_wage[area] += wage;
            self.earners[area] += 1.0;
            if is_unskilled(households, k) {
                self.wages[area].push(wage);
            }
        }
        for (mean, &earners) in self.mean_wage.iter_mut().zip(&self.earners) {
            *mean = maths::ratio_or_zero(*mean, earners);
        }
    }

    /// Pay in each market; none where nobody unskilled has a wage.
    fn set_pay(&mut self, tasks: &mut Tasks, channels: &Channels) {
        tasks.commission = channels.gig_commission.total().clamp(0.0, 1.0);
        tasks.pay.clear();
        for (area, here) in self.wages.iter_mut().enumerate() {
            let pay = PAY * median(here) * channels.gig_pay.at(AreaId::new(area));
            tasks.pay.push(pay);
        }
    }

    fn add_demand(&mut self, firms: &Firms, tasks: &Tasks, channels: &Channels, n: usize) {
        self.demand.clear();
        self.demand.resize(n, 0.0);
        self.wanted.clear();
        for i in firms.ids() {
            let area = market(firms.area[i], n);
            let staff = f64::from(firms.desired_employees[i]);
            let missing = maths::positive(staff - f64::from(firms.employees[i]));
            let cost = (1.0 + firms.employer_contributions[i]) * firms.base_wage[i];
            let pay = tasks.pay[area];
            let instead = if pay < cost {
                channels.gig_demand.at(i) * staff
            } else {
                0.0
            };
            let wanted = if pay > 0.0 {
                channels.gig_vacancies.at(i) * missing + instead
            } else {
                0.0
            };
            self.demand[area] += wanted;
            self.wanted.push(wanted);
        }
    }

    /// Writes what everybody offers into their time.
    #[expect(clippy::too_many_arguments, reason = "who offers depends on all that")]
    fn add_offers(
        &mut self,
        tasks: &mut Tasks,
        households: &Households,
        government: &Government,
        rates: &Rates,
        map: &Geography,
        channels: &Channels,
        n: usize,
    ) {
        self.offered.clear();
        self.offered.resize(n, 0.0);
        let worth = (1.0 - tasks.commission) * (1.0 + channels.gig_flexibility.at(GovernmentId));
        for k in 0..tasks.time.len() {
            let Some(standing) = Standing::of(households, k) else {
                continue;
            };
            let Some(home) = home_of(households, k) else {
                continue;
            };
            let online = channels.gig_supply.at(home);
            if online <= 0.0 {
                continue;
            }
            let at_home = households.area[home];
            let area = market(at_home, n);
            let pay = tasks.pay[area];
            let rural = map.in_force() && map.areas[area].kind == Kind::Rural;
            if self.demand[area] <= 0.0 || pay <= 0.0 || (standing == Standing::Outside && !rural) {
                continue;
            }
            let (ready, reservation) = standing.terms(households, government, rates, k, home);
            let offer = offer(
                ready * online,
                worth * pay,
                reservation,
                self.mean_wage[area],
            );
            tasks.time[k] = offer;
            tasks.workers.push(Worker {
                place: k,
                home,
                area: at_home,
                real_pay: 0.0,
                commission: 0.0,
                benefit: 0.0,
            });
            self.offered[area] += offer;
        }
    }

    /// Shares out what meets on both sides.
    fn share_out(&mut self, firms: &mut Firms, tasks: &mut Tasks, n: usize) {
        for (demand, offered) in self.demand.iter_mut().zip(&mut self.offered) {
            let met = matched(*demand, *offered);
            *demand = maths::ratio_or_zero(met, *demand);
            *offered = maths::ratio_or_zero(met, *offered);
        }
        for (i, wanted) in firms.ids().zip(&self.wanted) {
            firms.gig_hours[i] = self.demand[market(firms.area[i], n)] * wanted;
        }
        for worker in &tasks.workers {
            tasks.time[worker.place] *= self.offered[market(worker.area, n)];
        }
    }
}

/// The share of time that somebody of this readiness offers for `pay`, choice of hours included, over a
/// reservation wage.
fn offer(ready: f64, pay: f64, reservation: f64, mean_wage: f64) -> f64 {
    ready / (1.0 + maths::exp((reservation - pay) / (WIDTH * mean_wage)))
}

/// Work that meets: never more than either side.
fn matched(demand: f64, offered: f64) -> f64 {
    if offered <= 0.0 {
        return 0.0;
    }
    // The second bound is that of rounding.
    (offered * (1.0 - maths::exp(-demand / offered))).min(demand)
}

/// The middle of wages, whose order is changed; 0 of none.
fn median(wages: &mut [f64]) -> f64 {
    let n = wages.len();
    if n == 0 {
        return 0.0;
    }
    let (below, &mut upper, _) = wages.select_nth_unstable_by(n >> 1, f64::total_cmp);
    let lower = if n.is_multiple_of(2) {
        below.iter().copied().max_by(f64::total_cmp)
    } else {
        None
    };
    0.5 * (upper + lower.unwrap_or(upper))
}

/// The market of an area: where areas are not told apart there is one.
fn market(area: u32, n: usize) -> usize {
    if n > 1 { area as usize } else { 0 }
}

/// How many may work by the task: persons, or workers and inactive households.
fn tasks_units(households: &Households) -> usize {
    match &households.people {
        Some(people) => people.places(),
        None => households.n_workers + households.n_inactive,
    }
}

/// The household of somebody; none of the dead.
#[inline]
fn home_of(households: &Households, k: usize) -> Option<HouseholdId> {
    match &households.people {
        Some(people) => {
            let k = PersonId::new(k);
            people.alive(k).then(|| HouseholdId(people.household[k]))
        }
        None => Some(HouseholdId::new(k)),
    }
}

fn is_unskilled(households: &Households, k: usize) -> bool {
    households
        .people
        .as_ref()
        .is_none_or(|people| people.education[PersonId::new(k)] == Education::Low)
}

/// What somebody who may work by the task does otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Has no job.
    Idle,
    /// Has one.
    Busy,
    /// Is not in the labour force: offers in the countryside only.
    Outside,
}

impl Standing {
    /// None of those who do not work by the task wherever they live: children, and those with a job who have
    /// learned more than the least.
    #[inline]
    fn of(households: &Households, k: usize) -> Option<Self> {
        let employer = households.employer.get(k).copied().unwrap_or(OUTSIDE);
        let is_child = || {
            let people = households.people.as_ref();
            people.is_some_and(|people| people.age[PersonId::new(k)] == Age::Child)
        };
        match employer {
            NOBODY => Some(Self::Idle),
            OUTSIDE => (!is_child()).then_some(Self::Outside),
            _ => is_unskilled(households, k).then_some(Self::Busy),
        }
    }

    /// Readiness and reservation wage, real.
    #[inline]
    fn terms(
        self,
        households: &Households,
        government: &Government,
        rates: &Rates,
        k: usize,
        home: HouseholdId,
    ) -> (f64, f64) {
        let [idle, busy, inactive] = READY;
        let wage = || households.wage[PersonId::new(k)];
        match self {
            Self::Idle => (idle, rates.replacement_rate * wage()),
            Self::Busy => (busy, OVER_WAGE * wage()),
            Self::Outside => {
                let units = match &households.people {
                    None => 1.0,
                    Some(people) if people.age[PersonId::new(k)] == Age::Old => {
                        people.pension[people.stratum[home] as usize]
                    }
                    Some(_) => 0.0,
                };
                (inactive, units * government.benefit_inactive)
            }
        }
    }
}

impl Tasks {
    /// Settles what everybody who works will get, as far as it does not hang on prices to come.
    fn agree(&mut self, households: &Households, rates: &Rates) {
        let mut workers = std::mem::take(&mut self.workers);
        workers.retain(|worker| self.time[worker.place] > 0.0);
        for worker in &mut workers {
            let (place, time) = (worker.place, self.time[worker.place]);
            worker.real_pay = time * self.pay_at(worker.area);
            worker.commission =
                self.commission * (worker.real_pay * self.agreed[worker.area as usize]);
            if households.employer.get(place) == Some(&NOBODY) {
                let wage = households.wage[PersonId::new(place)];
                worker.benefit = time * rates.replacement_rate * wage;
            }
        }
        self.workers = workers;
    }

    /// Lets platforms sell their services to those who work: a commission on what they are paid, at last
    /// quarter's prices.
    fn sell_commissions(&mut self, firms: &mut Firms, channels: &Channels) {
        self.real_commission = 0.0;
        if channels.gig_commission.is_neutral() {
            return;
        }
        let mut pay = 0.0;
        for worker in &self.workers {
            pay += worker.real_pay * self.agreed[worker.area as usize];
        }
        for i in firms.ids() {
            let rate = channels.gig_commission.at(i);
            if rate != 0.0 {
                self.real_commission += firms.sell_directly(i, rate * pay);
            }
        }
    }

    /// Adds what work by the task brings each household after commission and tax, less the benefits it
    /// costs, at prices by area.
    pub(crate) fn add_to(&self, incomes: &mut [f64], rates: &Rates, price: impl Fn(usize) -> f64) {
        if self.any {
            self.each(rates, price, |home, _, earned| {
                incomes[home.index()] += earned.net();
            });
        }
    }

    /// Works out the accounts of the quarter, and what each firm pays.
    pub(crate) fn close(&mut self, firms: &mut Firms, prices: &Prices, rates: &Rates) {
        let mut accounts = std::mem::take(&mut self.accounts);
        accounts.fill(TaskAccount::default());
        let any_cost = self.any || firms.gig_cost.iter().any(|&cost| cost != 0.0);
        if any_cost {
            for i in firms.ids() {
                let real = firms.gig_hours[i] * self.pay_at(firms.area[i]);
                firms.gig_cost[i] = real * prices.at_place(firms.area[i] as usize);
            }
        }
        if self.any {
            let price = |area| prices.at_place(area);
            self.each(rates, price, |_, area, earned| {
                accounts[area] += earned;
            });
        }
        self.accounts = accounts;
    }

    /// What was paid in the whole country.
    #[must_use]
    pub fn total(&self) -> TaskAccount {
        let mut total = TaskAccount::default();
        for &account in &self.accounts {
            total += account;
        }
        total
    }

    /// Work by the task, in workers.
    #[must_use]
    pub fn hours(&self) -> f64 {
        maths::sum(self.time.iter().copied())
    }

    /// Pay for a quarter's work in an area, real.
    #[must_use]
    pub fn pay_at(&self, area: u32) -> f64 {
        let at = market(area, self.pay.len());
        self.pay.get(at).copied().unwrap_or(0.0)
    }

    /// Tells what each person has earned, with home and area.
    pub(crate) fn each(
        &self,
        rates: &Rates,
        price: impl Fn(usize) -> f64,
        mut hear: impl FnMut(HouseholdId, usize, TaskAccount),
    ) {
        for worker in &self.workers {
            let area = worker.area as usize;
            let price = price(area);
            let pay = worker.real_pay * price;
            hear(
                worker.home,
                area,
                TaskAccount {
                    pay,
                    real_pay: worker.real_pay,
                    commission: worker.commission,
                    tax: rates.tax_income * (pay - worker.commission),
                    benefits_saved: worker.benefit * price,
                },
            );
        }
    }
}

impl TaskAccount {
    /// What is left to the household, less the benefit it does not get.
    #[must_use]
    pub fn net(&self) -> f64 {
        self.mixed_income() - self.tax - self.benefits_saved
    }

    /// Income on own account before tax: pay less commission.
    #[must_use]
    pub fn mixed_income(&self) -> f64 {
        self.pay - self.commission
    }
}

/// Work by the task that firms bought less what people did, over what they did (A6g).
#[must_use]
pub fn gap(firms: &Firms, tasks: &Tasks) -> f64 {
    let bought = maths::sum(firms.ids().map(|i: FirmId| firms.gig_hours[i]));
    let done = tasks.hours();
    (bought - done).abs() / done.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by hand. Offers of 2 workers' time meet a demand for 2: `2 (1 − e^−1)`.
    #[test]
    fn what_meets_is_less_than_either_side() {
        assert!((matched(2.0, 2.0) - 1.264_241_117_657_115_4).abs() < 1e-15);
        assert_eq!(matched(0.0, 5.0), 0.0);
        assert_eq!(matched(5.0, 0.0), 0.0);
        assert!(matched(1e9, 5.0) <= 5.0 && matched(3.0, 1e9) <= 3.0);
    }

    /// Authority: by hand. At the reservation wage half of what one is ready for is offered; one width
    /// above it `1 / (1 + e^−1)` of it.
    #[test]
    fn offers_rise_with_pay() {
        assert_eq!(offer(0.25, 1.0, 1.0, 1.0), 0.125);
        assert!((offer(1.0, 1.1, 1.0, 1.0) - 0.731_058_578_630_004_9).abs() < 1e-12);
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&mut []), 0.0);
        assert_eq!(median(&mut [3.0]), 3.0);
        assert_eq!(median(&mut [2.0, 1.0]), 1.5);
        assert_eq!(median(&mut [9.0, 1.0, 2.0]), 2.0);
    }
}
