//! Drawing the population of the opening, step by step.
//!
//! Everything random is named by the economy's own seed, the purpose, and a position within an area, so
//! a run's seed, the number of threads and the order of areas do not matter.
//!
//! Order of reconciliation: totals of the accounts; compensation and employment of industries; means of
//! strata; the country's distribution by dispersions and the tail; sources of income are only reported.
//! A later step never breaks an earlier one.
//!
//! # Source
//! Long run, §5.6.

mod capital;
mod closing;
mod controls;
mod households;
mod jobs;
mod labour;
mod online;
mod persons;
mod rounding;
mod sources;
mod spending;
mod stocks;
mod target_income;
mod wealth;

pub mod receipts;

use params::Parameters;
use quantity::{Draws, Purpose, QuarterDraws, maths};

use self::closing::{Closed, Given};
use self::controls::Area;
use self::households::People;
use self::jobs::{Jobs, Knowledge, Order, UNEMPLOYED, Workplaces};
use self::labour::Labour;
use self::sources::Accounts;
use self::target_income::Incomes;
use self::wealth::Founding;
use super::{Activity, Census, Drawn, DrawnHousehold, DrawnPerson, Problem, Settings};
use crate::calibration::{Calibration, Cell};
use crate::population;

/// How often jobs are given out: each time in the order of the wages that the last time has led to.
const JOB_ROUNDS: usize = 4;

/// By how much the copula of income and wages within areas moves for a gap of that in the country.
const COPULA_STEP: f64 = 1.5;

/// Draws the population of an economy.
///
/// # Errors
/// A setting or a number of the census that cannot be, or jobs without enough persons.
///
/// # Source
/// Long run, §5.6.
pub fn draw(
    census: &Census,
    calibration: &Calibration,
    settings: &Settings,
) -> Result<Drawn, Problem> {
    settings.check()?;
    let draws = Draws::new(census.seed).in_quarter(0);
    let areas = controls::controls(census, calibration, settings)?;
    let frame = Frame {
        census,
        calibration,
        settings,
        draws,
        people: &households::assemble(&areas, draws),
        workplaces: &workplaces(calibration, &areas, draws),
        accounts: &Accounts::new(calibration),
        areas: &areas,
    };
    let mut aims = frame.aim();
    let capital = capital::human_capital(frame.people, &areas, settings, draws);
    let settled = frame.settle(&mut aims, &capital)?;
    Ok(frame.hand_on(aims, &capital, settled))
}

/// What does not change any more once there are persons and firms.
#[derive(Clone, Copy, Debug)]
struct Frame<'a> {
    census: &'a Census,
    calibration: &'a Calibration,
    settings: &'a Settings,
    draws: QuarterDraws,
    areas: &'a [Area],
    people: &'a People,
    workplaces: &'a Workplaces,
    accounts: &'a Accounts,
}

/// What households are to have, and what they own.
#[derive(Debug)]
struct Aims {
    incomes: Incomes,
    wealth: Vec<f64>,
    founders: Vec<u32>,
    /// First guess of wages over the industry's.
    productivity: Vec<f64>,
    /// First guess of what each household has to earn by work.
    need: Vec<f64>,
}

/// Who works where for what.
#[derive(Debug, Default)]
struct Settled {
    jobs: Jobs,
    transfers: Vec<f64>,
    closed: Closed,
    log: Vec<String>,
}

impl Frame<'_> {
    /// Steps 4 and 6, first guesses: incomes to be met, wealth, founders, transfers but to the idle.
    fn aim(&self) -> Aims {
        let Self {
            census,
            settings,
            areas,
            people,
            accounts,
            ..
        } = *self;
        // The unemployed are not known yet; with as many as the tables say.
        let unemployed: f64 = areas
            .iter()
            .zip(&census.regions.areas)
            .map(|(area, row)| row.unemployment * (area.ages[1] + area.ages[2]) as f64)
            .sum();
        let means = target_income::means(areas, &census.regions.areas);
        let total = accounts.total(unemployed);
        let transfers = sources::transfers(people, None, accounts, settings);
        // What households have by right, in the survey's money at the coverage without a top to restore.
        let expected: f64 = areas
            .iter()
            .map(|area| {
                let [urban, rural] = [0, 1].map(|stratum| means[2 * area.province + stratum]);
                let of_towns = (area.persons - area.rural_stratum) as f64;
                urban * of_towns + rural * area.rural_stratum as f64
            })
            .sum();
        let by_right = expected / total;
        let floor: Vec<f64> = transfers
            .iter()
            .map(|transfer| by_right * transfer)
            .collect();
        let incomes =
            target_income::draw(people, areas, &means, total, &floor, settings, self.draws);
        drop(floor);
        let wealth = wealth::wealth(people, areas, &incomes, settings, self.draws);
        let productivity = self.first_productivity();
        let dividend = sources::per_firm(&accounts.dividends, self.workplaces, &productivity);
        let founding = Founding {
            people,
            areas,
            incomes: &incomes,
            transfers: &transfers,
            wealth: &wealth,
            founder_share: accounts.founder_share,
        };
        let founders = wealth::founders(founding, &self.workplaces.area, &dividend, self.draws);
        let mut need = Vec::with_capacity(people.n_households());
        let bank = accounts.bank_dividends;
        let part = accounts.founder_share;
        sources::property_income(&dividend, bank, &founders, &wealth, part, &mut need);
        for ((need, target), transfers) in need.iter_mut().zip(&incomes.income).zip(&transfers) {
            *need = maths::positive(target - *need - transfers);
        }
        Aims {
            incomes,
            wealth,
            founders,
            productivity,
            need,
        }
    }

    /// Steps 5 to 7: jobs, sources, and the closing of both.
    fn settle(&self, aims: &mut Aims, capital: &[f64]) -> Result<Settled, Problem> {
        let Self {
            settings,
            people,
            workplaces,
            accounts,
            ..
        } = *self;
        let mut settled = Settled::default();
        settled.closed.productivity.clone_from(&aims.productivity);
        let start = capital::first_efficiency(capital, settings);
        let labour = Labour::new(self.knowing(aims), workplaces, self.draws)?;
        let mut copula = settings.job_copula;
        for round in 1..=JOB_ROUNDS {
            let wage = self.wages(&settled.closed.productivity);
            let knowing = self.knowing(aims);
            let order = Order {
                copula,
                wage: &wage,
            };
            settled.jobs = jobs::assign(knowing, workplaces, &labour, order);
            // Part of the copula is between areas: within them it has to be less.
            let reached = jobs::reached_copula(knowing, workplaces, &wage, &settled.jobs);
            copula = (copula + COPULA_STEP * (settings.job_copula - reached)).clamp(-0.99, 0.99);
            let status = settled.jobs.status.iter();
            let unemployed = status.filter(|&&status| status == UNEMPLOYED).count();
            aims.incomes.rescale(accounts.total(unemployed as f64));
            let known = Some((&settled.jobs, &aims.incomes));
            settled.transfers = sources::transfers(people, known, accounts, settings);
            let passes = if round < JOB_ROUNDS {
                1
            } else {
                settings.passes as usize
            };
            let productivity = std::mem::take(&mut settled.closed.productivity);
            let given = self.given(aims, &settled.jobs, &settled.transfers);
            settled.closed = closing::close(given, start.clone(), productivity, passes);
        }
        settled.log = labour.log;
        if settled.closed.gap > settings.tolerance {
            settled.log.push(format!(
                "after {} passes the mean income of a stratum is still {:.2} % off its target",
                settings.passes,
                100.0 * settled.closed.gap
            ));
        }
        Ok(settled)
    }

    /// Steps 8 and 9, and everything as it is handed on.
    fn hand_on(&self, aims: Aims, capital: &[f64], settled: Settled) -> Drawn {
        let Self {
            census,
            settings,
            people,
            ..
        } = *self;
        let Settled {
            jobs,
            transfers,
            closed,
            log,
        } = settled;
        let given = self.given(&aims, &jobs, &transfers);
        let income = closing::incomes(given, &closed.efficiency, &closed.productivity);
        let own_account = jobs::own_account(
            census,
            self.areas,
            people,
            self.workplaces,
            &jobs,
            self.draws,
        );
        let persons = persons(people, &jobs, &own_account, capital, &closed.efficiency);
        let Aims {
            incomes,
            wealth,
            founders,
            ..
        } = aims;
        let deposits = stocks::deposits(people, &wealth, settings);
        let dwellings = stocks::dwellings(&income, settings);
        let elasticity = self.census.propensity_elasticity;
        let propensities = spending::propensities(people, &income, settings, elasticity);
        let online = online::shares(people, &census.regions.areas, settings);
        let coverage = incomes.unit * money_size(&self.calibration.money_unit) * 4.0 / census.scale;
        let households = (0..people.n_households())
            .map(|h| DrawnHousehold {
                area: people.area[h],
                stratum: people.stratum[h],
                members: people.size(h) as u32,
                target_income: incomes.income[h],
                survey_income: incomes.survey[h] * incomes.unit / coverage,
                wealth: wealth[h],
                deposits: deposits[h],
                dwellings: dwellings[h],
                transfers: transfers[h],
                propensity: propensities[h],
                online: online[h],
            })
            .collect();
        Drawn {
            households,
            persons,
            firm_sizes: self.workplaces.sizes.clone(),
            productivity: closed.productivity,
            founders,
            propensity_elasticity: elasticity,
            return_to_skill: settings.skill_exponent,
            coverage,
            log,
        }
    }

    fn knowing<'b>(&'b self, aims: &'b Aims) -> Knowledge<'b> {
        Knowledge {
            census: self.census,
            calibration: self.calibration,
            settings: self.settings,
            areas: self.areas,
            people: self.people,
            need: &aims.need,
            standing: &aims.incomes.score,
        }
    }

    fn given<'b>(&'b self, aims: &'b Aims, jobs: &'b Jobs, transfers: &'b [f64]) -> Given<'b> {
        Given {
            accounts: self.accounts,
            settings: self.settings,
            people: self.people,
            jobs,
            workplaces: self.workplaces,
            incomes: &aims.incomes,
            transfers,
            wealth: &aims.wealth,
            founders: &aims.founders,
        }
    }

    /// Net wage of every area and industry.
    fn wages(&self, productivity: &[f64]) -> Vec<f64> {
        let n_areas = self.areas.len();
        let cells = productivity.iter().enumerate();
        cells
            .map(|(cell, productivity)| self.accounts.wage[cell.div_euclid(n_areas)] * productivity)
            .collect()
    }

    /// First guess of wages over the industry's: value added per worker of the province over the country's,
    /// damped; as the map has them where it has them.
    fn first_productivity(&self) -> Vec<f64> {
        let Self {
            census,
            calibration,
            settings,
            workplaces,
            ..
        } = *self;
        let n = workplaces.n_areas;
        let industries = workplaces.n_industries();
        let mut productivity = vec![1.0; n * industries];
        let mut told = false;
        for g in 0..industries {
            for cell in calibration.cells(g) {
                productivity[g * n + cell.area as usize] = cell.productivity;
                told |= cell.productivity != 1.0;
            }
        }
        let regions = &census.regions;
        let provinces = regions.provinces.len();
        if told || regions.value_added.len() != provinces * industries {
            return productivity;
        }
        let geography = &calibration.geography;
        for g in 0..industries {
            let mut jobs = vec![0.0; provinces];
            for a in 0..n {
                if let Some(jobs) = jobs.get_mut(geography.areas[a].province) {
                    *jobs += f64::from(workplaces.jobs[g * n + a]);
                }
            }
            let value = |p: usize| regions.value_added[p * industries + g];
            let mean = maths::ratio_or_zero((0..provinces).map(value).sum(), jobs.iter().sum());
            for a in 0..n {
                let p = geography.areas[a].province;
                let here = jobs
                    .get(p)
                    .map_or(0.0, |jobs| maths::ratio_or_zero(value(p), *jobs));
                let relative = maths::ratio_or_zero(here, mean);
                if relative > 0.0 {
                    productivity[g * n + a] = maths::powf(relative, settings.productivity_power);
                }
            }
        }
        productivity
    }
}

/// Income of all households in the opening quarter with as many unemployed as the calibration has; the
/// households' part of dividends only.
#[must_use]
pub fn income_total(calibration: &Calibration) -> f64 {
    let employees: u64 = calibration
        .industries
        .iter()
        .map(|industry| u64::from(industry.employees))
        .sum();
    let unemployed = u64::from(calibration.sizes.workers).saturating_sub(employees);
    Accounts::new(calibration).total(unemployed as f64)
}

/// Share of a drawn population's old who are online.
pub(super) fn old_online(drawn: &Drawn, census: &Census, settings: &Settings) -> f64 {
    online::old_online(drawn, &census.regions.areas, settings)
}

/// The firms in firm order, with sizes by a power law in each cell.
fn workplaces(calibration: &Calibration, areas: &[Area], draws: QuarterDraws) -> Workplaces {
    arrange(calibration, areas.len(), |g, cell| {
        let agent = areas[cell.area as usize].agent(g);
        let mut stream = draws.stream(Purpose::FirmSize, agent);
        population::power_law(cell.firms, cell.employees, &mut stream)
    })
}

/// The firms in firm order, with the sizes that each cell has.
fn arrange(
    calibration: &Calibration,
    n: usize,
    mut sizes: impl FnMut(usize, Cell) -> Vec<u32>,
) -> Workplaces {
    let mut workplaces = Workplaces {
        n_areas: n,
        first_of_cell: vec![0],
        jobs: vec![0; n * calibration.n_industries()],
        ..Workplaces::default()
    };
    for g in 0..calibration.n_industries() {
        let mut cells = calibration.cells(g).peekable();
        for a in 0..n {
            if let Some(cell) = cells.next_if(|cell| cell.area as usize == a) {
                let sizes = sizes(g, cell);
                workplaces.industry.extend(sizes.iter().map(|_| g as u32));
                workplaces.area.extend(sizes.iter().map(|_| a as u32));
                workplaces.jobs[g * n + a] = sizes.iter().sum();
                workplaces.sizes.extend(sizes);
            }
            workplaces.first_of_cell.push(workplaces.sizes.len() as u32);
        }
    }
    workplaces
}

/// The persons as handed on.
fn persons(
    people: &People,
    jobs: &Jobs,
    own_account: &[bool],
    capital: &[f64],
    efficiency: &[f64],
) -> Vec<DrawnPerson> {
    (0..people.n_persons())
        .map(|k| {
            let activity = match jobs.status[k] {
                jobs::INACTIVE => Activity::Inactive,
                UNEMPLOYED => Activity::Unemployed,
                firm if own_account[k] => Activity::SelfEmployed { firm },
                firm => Activity::Employee { firm },
            };
            DrawnPerson {
                household: people.household[k],
                age: people.age[k],
                education: people.education[k],
                activity,
                human_capital: capital[k],
                efficiency: efficiency[k],
            }
        })
        .collect()
}

/// How many of the survey's money units one of the accounts' is, by its name: "billion yuan" are 1e9.
pub(crate) fn money_size(unit: &str) -> f64 {
    match unit.split_whitespace().next() {
        Some("thousand") => 1e3,
        Some("million") => 1e6,
        Some("billion") => 1e9,
        Some("trillion") => 1e12,
        _ => 1.0,
    }
}
