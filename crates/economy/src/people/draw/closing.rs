//! Step 7: efficiencies at work and wages of areas such that households get the income they are to have
//! and every stratum its mean.
//!
//! # Equation
//! ```text
//! e_k ← e_k · (wanted / earned) of the household, within [0.2, 8]
//! e_k ← e_k / mean of the firm's staff
//! ω_ga ← ω_ga · (wanted / earned) of the area, then Σ_a ω_ga N_ga = N_g
//! ```
//! in turn. Each line meets one side of the accounts; together they are a biproportional fit of
//! workers between households and firms. A household is wanted to earn by work what its target leaves
//! after transfers and dividends; a factor per province and stratum makes up for the households that
//! cannot get theirs. The last line leaves every industry's compensation as it is, and a firm's wage
//! bill does not depend on `e`.
//! # Source
//! Long run, §5.6 steps 6 and 7.

use std::ops::Range;

use quantity::maths;

use super::households::People;
use super::jobs::{Jobs, UNEMPLOYED, Workplaces};
use super::sources::{self, Accounts};
use super::target_income::Incomes;
use crate::people::Settings;

/// Fits of efficiencies within a pass.
const SWEEPS: usize = 4;
/// Rounds in which wages of areas are fitted within a pass, at most.
const ROUNDS: usize = 200;
/// Gap of areas' wages at which the fit stops.
const FITTED: f64 = 1e-9;
/// Wages of an area stay within this factor of the industry's.
const WIDEST: f64 = 10.0;

/// What is known before wages of areas and efficiencies are.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The accounts.
    pub accounts: &'a Accounts,
    /// Settings.
    pub settings: &'a Settings,
    /// The persons.
    pub people: &'a People,
    /// Who works where.
    pub jobs: &'a Jobs,
    /// The firms.
    pub workplaces: &'a Workplaces,
    /// Targets.
    pub incomes: &'a Incomes,
    /// Transfers of each household.
    pub transfers: &'a [f64],
    /// Wealth of each household.
    pub wealth: &'a [f64],
    /// Founder of each firm.
    pub founders: &'a [u32],
}

/// Efficiencies and wages of areas.
#[derive(Clone, Debug, Default)]
pub struct Closed {
    /// Efficiency of each person at work; as started for those who do not work.
    pub efficiency: Vec<f64>,
    /// Wage over the industry's, at `industry · areas + area` (`ω`).
    pub productivity: Vec<f64>,
    /// Largest gap of a stratum's mean to its target that is left, as a share.
    pub gap: f64,
}

/// Fits both, from first guesses, in so many passes.
///
/// Means of strata are met long before the last; the others bring single households nearer.
pub fn close(
    given: Given<'_>,
    efficiency: Vec<f64>,
    productivity: Vec<f64>,
    passes: usize,
) -> Closed {
    let mut fit = Fit::new(given, &efficiency, productivity);
    fit.level_staffs();
    fit.measure();
    for pass in 1..=passes {
        fit.pay_areas();
        for _ in 0..SWEEPS {
            fit.meet_households();
        }
        fit.measure();
        if pass < passes {
            fit.correct_strata();
        }
    }
    // What one division leaves of rounding, another removes.
    fit.level_staffs();
    Closed {
        efficiency: fit.workers.efficiency_of_all(given, efficiency),
        productivity: fit.productivity,
        gap: fit.gap,
    }
}

/// Disposable income of every household.
pub fn incomes(given: Given<'_>, efficiency: &[f64], productivity: &[f64]) -> Vec<f64> {
    let mut workers = Workers::new(given, efficiency);
    workers.pay(given, productivity);
    let mut property = Vec::new();
    property_income(given, productivity, &mut property);
    (0..given.people.n_households())
        .map(|h| {
            let benefits = unemployment_benefits(given, h);
            other_income(given, h, property[h], benefits) + workers.earnings(h)
        })
        .collect()
}

fn property_income(given: Given<'_>, productivity: &[f64], into: &mut Vec<f64>) {
    let accounts = given.accounts;
    let dividend = sources::per_firm(&accounts.dividends, given.workplaces, productivity);
    sources::property_income(
        &dividend,
        accounts.bank_dividends,
        given.founders,
        given.wealth,
        accounts.founder_share,
        into,
    );
}

/// What a household has besides earnings.
fn other_income(given: Given<'_>, h: usize, property: f64, benefits: f64) -> f64 {
    given.transfers[h] + property + benefits
}

fn unemployment_benefits(given: Given<'_>, h: usize) -> f64 {
    let status = &given.jobs.status[given.people.members(h)];
    let unemployed = status.iter().filter(|&&s| s == UNEMPLOYED).count() as f64;
    given.accounts.unemployment_benefit * unemployed
}

/// Everybody at work, household by household.
struct Workers {
    /// First worker of each household, and the number of workers.
    first: Vec<u32>,
    /// Firm of each.
    firm: Vec<u32>,
    /// Net wage that it pays at an efficiency of 1.
    wage: Vec<f64>,
    efficiency: Vec<f64>,
}

impl Workers {
    /// Those at work with their efficiencies, before they are paid; `efficiency` is that of all persons.
    fn new(given: Given<'_>, efficiency: &[f64]) -> Self {
        let status = &given.jobs.status;
        let mut workers = Self {
            first: vec![0],
            firm: Vec::with_capacity(status.len()),
            wage: Vec::new(),
            efficiency: Vec::with_capacity(status.len()),
        };
        for h in 0..given.people.n_households() {
            for k in given.people.members(h).filter(|&k| status[k] < UNEMPLOYED) {
                workers.firm.push(status[k]);
                workers.efficiency.push(efficiency[k]);
            }
            workers.first.push(workers.firm.len() as u32);
        }
        workers
    }

    /// Sets wages to those of firms.
    fn pay(&mut self, given: Given<'_>, productivity: &[f64]) {
        let Given {
            accounts,
            workplaces,
            ..
        } = given;
        let firms = workplaces.industry.iter().zip(&workplaces.area);
        let of_firm: Vec<f64> = firms
            .map(|(&g, &a)| {
                let g = g as usize;
                accounts.wage[g] * productivity[g * workplaces.n_areas + a as usize]
            })
            .collect();
        let wage = self.firm.iter().map(|&firm| of_firm[firm as usize]);
        self.wage.clear();
        self.wage.extend(wage);
    }

    /// Workers of a household.
    fn of(&self, h: usize) -> Range<usize> {
        self.first[h] as usize..self.first[h + 1] as usize
    }

    fn earnings(&self, h: usize) -> f64 {
        let workers = self.of(h);
        let wages = self.wage[workers.clone()].iter();
        let earned = wages.zip(&self.efficiency[workers]);
        earned.map(|(wage, efficiency)| wage * efficiency).sum()
    }

    /// Efficiencies of all persons; those who do not work keep theirs.
    fn efficiency_of_all(&self, given: Given<'_>, mut efficiency: Vec<f64>) -> Vec<f64> {
        let all = given.jobs.status.iter().zip(&mut efficiency);
        let at_work = all.filter(|(status, _)| **status < UNEMPLOYED);
        for ((_, efficiency), &reached) in at_work.zip(&self.efficiency) {
            *efficiency = reached;
        }
        efficiency
    }
}

/// The fit as far as it has got.
struct Fit<'a> {
    given: Given<'a>,
    workers: Workers,
    productivity: Vec<f64>,
    /// Efficiency of each firm's staff, added up.
    staffs: Vec<f64>,
    /// Unemployment benefits of each household.
    benefits: Vec<f64>,
    /// What each household has besides earnings.
    other: Vec<f64>,
    /// What each household is to earn by work.
    wanted: Vec<f64>,
    /// Factor on the targets of each province and stratum.
    boost: Vec<f64>,
    /// Means over their targets.
    reached: Vec<f64>,
    gap: f64,
}

impl<'a> Fit<'a> {
    fn new(given: Given<'a>, efficiency: &[f64], productivity: Vec<f64>) -> Self {
        let cells = given.incomes.cell.iter().map(|&c| usize::from(c) + 1).max();
        let mut fit = Self {
            given,
            workers: Workers::new(given, efficiency),
            productivity,
            staffs: vec![0.0; given.workplaces.sizes.len()],
            benefits: (0..given.people.n_households())
                .map(|h| unemployment_benefits(given, h))
                .collect(),
            other: Vec::new(),
            wanted: Vec::new(),
            boost: vec![1.0; cells.unwrap_or(0)],
            reached: Vec::new(),
            gap: f64::INFINITY,
        };
        fit.keep_compensation();
        fit.pay();
        fit
    }

    /// Finds out what every household is to earn by work.
    fn want(&mut self) {
        let incomes = self.given.incomes;
        let households = incomes.cell.iter().zip(&incomes.income).zip(&self.other);
        let boost = &self.boost;
        let wanted = households.map(|((&cell, income), other)| {
            maths::positive(boost[usize::from(cell)] * income - other)
        });
        self.wanted.clear();
        self.wanted.extend(wanted);
    }

    /// Scales the efficiencies in each household so that it earns what it is to earn, and then sets the mean of every
    /// staff to 1.
    fn meet_households(&mut self) {
        let settings = self.given.settings;
        let (min, max) = (settings.efficiency_min, settings.efficiency_max);
        self.staffs.fill(0.0);
        for (h, wanted) in self.wanted.iter().enumerate() {
            let earned = self.workers.earnings(h);
            let members = self.workers.of(h);
            let firms = &self.workers.firm[members.clone()];
            let efficiencies = &mut self.workers.efficiency[members];
            if earned > 0.0 {
                let factor = wanted / earned;
                for efficiency in efficiencies.iter_mut() {
                    *efficiency = (*efficiency * factor).clamp(min, max);
                }
            }
            for (&firm, efficiency) in firms.iter().zip(efficiencies) {
                self.staffs[firm as usize] += *efficiency;
            }
        }
        self.divide_by_means();
    }

    /// Sets the mean efficiency of every staff to 1.
    fn level_staffs(&mut self) {
        self.staffs.fill(0.0);
        for (&firm, efficiency) in self.workers.firm.iter().zip(&self.workers.efficiency) {
            self.staffs[firm as usize] += efficiency;
        }
        self.divide_by_means();
    }

    /// Divides efficiencies by the mean of the staff, once staffs are added up.
    fn divide_by_means(&mut self) {
        let sizes = &self.given.workplaces.sizes;
        for (staff, &size) in self.staffs.iter_mut().zip(sizes) {
            *staff = f64::from(size) / *staff;
        }
        let Workers {
            firm, efficiency, ..
        } = &mut self.workers;
        for (&firm, efficiency) in firm.iter().zip(efficiency) {
            *efficiency *= self.staffs[firm as usize];
        }
    }

    /// Scales wages so that every area pays what those who work there are to earn, and no industry
    /// pays more than before.
    fn pay_areas(&mut self) {
        let given = self.given;
        let Workplaces {
            n_areas,
            ref jobs,
            ref area,
            ..
        } = *given.workplaces;
        let mut wanted = vec![0.0; n_areas];
        for h in 0..given.people.n_households() {
            let earned = self.workers.earnings(h);
            if earned <= 0.0 {
                continue;
            }
            let factor = self.wanted[h] / earned;
            for k in self.workers.of(h) {
                let earned = self.workers.wage[k] * self.workers.efficiency[k];
                wanted[area[self.workers.firm[k] as usize] as usize] += factor * earned;
            }
        }
        let all: f64 = wanted.iter().sum();
        let scale = maths::ratio_or_zero(given.accounts.wages, all);
        let (mut paid, mut factors) = (vec![0.0; n_areas], vec![None; n_areas]);
        for _ in 0..ROUNDS {
            paid.fill(0.0);
            let of_industries = jobs
                .chunks_exact(n_areas)
                .zip(self.productivity.chunks_exact(n_areas));
            for ((jobs, productivity), wage) in of_industries.zip(&given.accounts.wage) {
                for ((paid, &n), productivity) in paid.iter_mut().zip(jobs).zip(productivity) {
                    *paid += f64::from(n) * wage * productivity;
                }
            }
            let mut gap: f64 = 0.0;
            for ((factor, &wanted), &paid) in factors.iter_mut().zip(&wanted).zip(&paid) {
                *factor = (paid > 0.0 && wanted > 0.0).then(|| scale * wanted / paid);
                gap = factor.map_or(gap, |factor| gap.max((factor - 1.0).abs()));
            }
            for of_industry in self.productivity.chunks_exact_mut(n_areas) {
                for (productivity, factor) in of_industry.iter_mut().zip(&factors) {
                    if let Some(factor) = factor {
                        *productivity = (*productivity * factor).clamp(1.0 / WIDEST, WIDEST);
                    }
                }
            }
            self.keep_compensation();
            if gap < FITTED {
                break;
            }
        }
        self.pay();
    }

    /// Scales each industry's wages so that it pays as much as the accounts say.
    fn keep_compensation(&mut self) {
        let Workplaces {
            n_areas, ref jobs, ..
        } = *self.given.workplaces;
        for (jobs, productivity) in jobs
            .chunks_exact(n_areas)
            .zip(self.productivity.chunks_exact_mut(n_areas))
        {
            let all: f64 = jobs.iter().map(|&n| f64::from(n)).sum();
            let weighted: f64 = jobs
                .iter()
                .zip(&*productivity)
                .map(|(&n, p)| f64::from(n) * p)
                .sum();
            for (productivity, &n) in productivity.iter_mut().zip(jobs) {
                *productivity = if n == 0 {
                    1.0
                } else {
                    *productivity * all / weighted
                };
            }
        }
    }

    /// Wages and dividends that follow from wages of areas.
    fn pay(&mut self) {
        let given = self.given;
        self.workers.pay(given, &self.productivity);
        property_income(given, &self.productivity, &mut self.other);
        for (h, (other, &benefits)) in self.other.iter_mut().zip(&self.benefits).enumerate() {
            *other = other_income(given, h, *other, benefits);
        }
        self.want();
    }

    /// Compares means of strata, survey concept, with their targets.
    fn measure(&mut self) {
        let given = self.given;
        let mut got = vec![0.0; self.boost.len()];
        let mut target = vec![0.0; self.boost.len()];
        for h in 0..given.people.n_households() {
            let income = self.other[h] + self.workers.earnings(h);
            let c = usize::from(given.incomes.cell[h]);
            got[c] += income * given.incomes.survey[h] / given.incomes.income[h];
            target[c] += given.incomes.survey[h];
        }
        let level = maths::ratio_or_zero(target.iter().sum(), got.iter().sum());
        self.reached = got
            .iter()
            .zip(&target)
            .map(|(got, target)| {
                if *target > 0.0 {
                    level * got / target
                } else {
                    1.0
                }
            })
            .collect();
        let gaps = self.reached.iter().map(|reached| (reached - 1.0).abs());
        self.gap = gaps.fold(0.0, f64::max);
    }

    /// Asks more of strata that have less than their target, and less of the others.
    fn correct_strata(&mut self) {
        for (boost, reached) in self.boost.iter_mut().zip(&self.reached) {
            *boost = (*boost / reached).clamp(1.0 / WIDEST, WIDEST);
        }
        self.want();
    }
}
