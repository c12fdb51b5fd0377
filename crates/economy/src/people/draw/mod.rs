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

mod closing;
mod controls;
mod households;
mod jobs;
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
use self::jobs::{Jobs, Knowledge, UNEMPLOYED, Workplaces};
use self::sources::Accounts;
use self::wealth::Founding;
use super::{
    Activity, Age, Census, Drawn, DrawnHousehold, DrawnPerson, Education, Problem, Settings,
};
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
    let mut log = Vec::new();
    let areas = controls::controls(census, calibration, settings)?;
    let people = households::assemble(&areas, draws);
    let workplaces = workplaces(calibration, &areas, draws);
    let accounts = Accounts::new(census, calibration, settings);

    // The unemployed are not known yet; with as many as the tables say.
    let unemployed: f64 = areas
        .iter()
        .zip(&census.regions.areas)
        .map(|(area, row)| row.unemployment * (area.ages[1] + area.ages[2]) as f64)
        .sum();
    let means = target_income::means(&areas, &census.regions.areas);
    let total = accounts.total(unemployed);
    // What households have by right, in the survey's money at the coverage without a top to restore.
    let mut floor = sources::transfers(&people, None, &accounts, settings);
    let expected: f64 = areas
        .iter()
        .map(|area| {
            let [urban, rural] = [0, 1].map(|stratum| means[2 * area.province + stratum]);
            urban * (area.persons - area.rural_stratum) as f64 + rural * area.rural_stratum as f64
        })
        .sum();
    for floor in &mut floor {
        *floor *= expected / total;
    }
    let mut incomes = target_income::draw(&people, &areas, &means, total, &floor, settings, draws);
    drop(floor);
    let wealth = wealth::wealth(&people, &areas, &incomes, settings, draws);

    // First guesses: wages of areas, dividends, transfers without those to the idle.
    let productivity = first_productivity(census, calibration, &workplaces, settings);
    let dividend = sources::per_firm(&accounts.dividends, &workplaces, &productivity);
    let mut transfers = sources::transfers(&people, None, &accounts, settings);
    let founding = Founding {
        people: &people,
        areas: &areas,
        incomes: &incomes,
        transfers: &transfers,
        wealth: &wealth,
        settings,
    };
    let founders = wealth::founders(founding, &workplaces.area, &dividend, draws);
    let mut need = Vec::with_capacity(people.n_households());
    sources::property_income(
        &dividend,
        accounts.bank_dividends,
        &founders,
        &wealth,
        settings,
        &mut need,
    );
    for ((need, target), transfers) in need.iter_mut().zip(&incomes.income).zip(&transfers) {
        *need = maths::positive(target - *need - transfers);
    }
    let capital = human_capital(&people, &areas, settings, draws);
    let mut closed = Closed {
        efficiency: first_efficiency(&capital, settings),
        productivity,
        ..Closed::default()
    };
    let mut jobs = Jobs::default();
    let mut copula = settings.job_copula;
    for round in 1..=JOB_ROUNDS {
        let n_areas = areas.len();
        let wages = closed.productivity.iter().enumerate();
        let wage: Vec<f64> = wages
            .map(|(cell, productivity)| accounts.wage[cell.div_euclid(n_areas)] * productivity)
            .collect();
        let knowing = Knowledge {
            census,
            calibration,
            settings,
            areas: &areas,
            people: &people,
            need: &need,
            standing: &incomes.score,
            copula,
            wage: &wage,
        };
        log.clear();
        jobs = jobs::assign(knowing, &workplaces, draws, &mut log)?;
        // Part of the copula is between areas: within them it has to be less.
        let reached = jobs::reached_copula(knowing, &workplaces, &jobs);
        copula = (copula + COPULA_STEP * (settings.job_copula - reached)).clamp(-0.99, 0.99);
        let unemployed = jobs.status.iter().filter(|&&s| s == UNEMPLOYED).count();
        incomes.rescale(accounts.total(unemployed as f64));
        transfers = sources::transfers(&people, Some((&jobs, &incomes)), &accounts, settings);
        let given = Given {
            accounts: &accounts,
            settings,
            people: &people,
            jobs: &jobs,
            workplaces: &workplaces,
            incomes: &incomes,
            transfers: &transfers,
            wealth: &wealth,
            founders: &founders,
        };
        let passes = if round < JOB_ROUNDS {
            1
        } else {
            settings.passes as usize
        };
        let start = first_efficiency(&capital, settings);
        closed = closing::close(given, start, closed.productivity, passes);
    }
    drop(need);
    if closed.gap > settings.tolerance {
        log.push(format!(
            "after {} passes the mean income of a stratum is still {:.2} % off its target",
            settings.passes,
            100.0 * closed.gap
        ));
    }
    let given = Given {
        accounts: &accounts,
        settings,
        people: &people,
        jobs: &jobs,
        workplaces: &workplaces,
        incomes: &incomes,
        transfers: &transfers,
        wealth: &wealth,
        founders: &founders,
    };
    let income = closing::incomes(given, &closed.efficiency, &closed.productivity);
    let drawn = Drawn {
        households: Vec::new(),
        persons: persons(&people, &jobs, &capital, &closed),
        firm_sizes: Vec::new(),
        productivity: closed.productivity,
        founders: Vec::new(),
        coverage: incomes.unit * money_size(&calibration.money_unit) * 4.0 / census.scale,
        log,
    };
    let deposits = stocks::deposits(&people, &wealth, settings);
    let dwellings = stocks::dwellings(&income, settings);
    let propensities = spending::propensities(&people, &income, settings);
    let online = online::shares(&people, &census.regions.areas, settings);
    let households = (0..people.n_households())
        .map(|h| DrawnHousehold {
            area: people.area[h],
            stratum: people.stratum[h],
            members: people.size(h) as u32,
            target_income: incomes.income[h],
            survey_income: incomes.survey[h] * incomes.unit,
            wealth: wealth[h],
            deposits: deposits[h],
            dwellings: dwellings[h],
            transfers: transfers[h],
            propensity: propensities[h],
            online: online[h],
        })
        .collect();
    Ok(Drawn {
        households,
        firm_sizes: workplaces.sizes,
        founders,
        ..drawn
    })
}

/// Income of all households in the opening quarter with as many unemployed as the calibration has; the
/// households' part of dividends only.
#[must_use]
pub fn income_total(census: &Census, calibration: &Calibration, settings: &Settings) -> f64 {
    let employees: u64 = calibration
        .industries
        .iter()
        .map(|industry| u64::from(industry.employees))
        .sum();
    let unemployed = u64::from(calibration.sizes.workers).saturating_sub(employees);
    Accounts::new(census, calibration, settings).total(unemployed as f64)
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

/// First guess of wages over the industry's: value added per worker of the province over the country's,
/// damped; as the map has them where it has them.
fn first_productivity(
    census: &Census,
    calibration: &Calibration,
    workplaces: &Workplaces,
    settings: &Settings,
) -> Vec<f64> {
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

/// Human capital of everybody over 15, with mean 1; 0 for children.
///
/// # Source
/// Long run, §5.4.
fn human_capital(
    people: &People,
    areas: &[Area],
    settings: &Settings,
    draws: QuarterDraws,
) -> Vec<f64> {
    let mut capital = Vec::with_capacity(people.n_persons());
    for (number, area) in areas.iter().enumerate() {
        let persons = people.persons_of(number);
        let start = persons.start;
        capital.extend(persons.map(|k| {
            if people.age[k] == Age::Child {
                return 0.0;
            }
            let schooling = match people.education[k] {
                Education::Low => settings.skill_low,
                Education::Middle => settings.skill_middle,
                Education::High => settings.skill_high,
            };
            let luck = draws
                .stream(Purpose::PopulationSkill, area.agent(k - start))
                .normal();
            schooling * maths::exp(settings.skill_sd * luck)
        }));
    }
    let adults = people.age.iter().filter(|&&age| age != Age::Child).count();
    let mean = maths::sum(capital.iter().copied()) / adults.max(1) as f64;
    for capital in &mut capital {
        *capital /= mean;
    }
    capital
}

/// Efficiency that human capital alone gives.
fn first_efficiency(capital: &[f64], settings: &Settings) -> Vec<f64> {
    let of = |&s: &f64| {
        if s > 0.0 {
            maths::powf(s, settings.skill_exponent)
        } else {
            1.0
        }
    };
    capital.iter().map(of).collect()
}

/// The persons as handed on.
fn persons(people: &People, jobs: &Jobs, capital: &[f64], closed: &Closed) -> Vec<DrawnPerson> {
    (0..people.n_persons())
        .map(|k| {
            let activity = match jobs.status[k] {
                jobs::INACTIVE => Activity::Inactive,
                UNEMPLOYED => Activity::Unemployed,
                firm if jobs.self_employed[k] => Activity::SelfEmployed { firm },
                firm => Activity::Employee { firm },
            };
            DrawnPerson {
                household: people.household[k],
                age: people.age[k],
                education: people.education[k],
                activity,
                human_capital: capital[k],
                efficiency: closed.efficiency[k],
            }
        })
        .collect()
}

/// How many of the survey's money units one of the accounts' is, by its name: "billion yuan" are 1e9.
fn money_size(unit: &str) -> f64 {
    match unit.split_whitespace().next() {
        Some("thousand") => 1e3,
        Some("million") => 1e6,
        Some("billion") => 1e9,
        Some("trillion") => 1e12,
        _ => 1.0,
    }
}
