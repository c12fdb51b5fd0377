//! The site of replications: a country at its opening, the arms that are run on it, and what is kept of
//! each.

use std::collections::BTreeMap;

use economy::geography::Kind;
use economy::people::Education;
use economy::policy::Levers;
use economy::{Economy, Luck, Serial};
use quantity::{FirmId, HouseholdId, Id, PersonId, Purpose};
use theory::trial::{self, Intervention, Trial};
use theory::{Concepts, Digital};

use super::cohorts::Cohorts;
use super::designs::Design;
use crate::error::{Error, Result};
use crate::experiment::Experiment;

/// Quarters of every arm: four years after the last wave of a roll-out.
pub const QUARTERS: u32 = 32;
/// First quarters of the three waves of a roll-out.
pub const WAVES: [u32; 3] = [8, 12, 16];

/// One run of an experiment: how it differs from the baseline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arm {
    /// Its name; arms of the same name are the same run.
    pub name: &'static str,
    /// Parameters of concepts, from the opening on.
    pub concepts: Vec<(&'static str, f64)>,
    /// Whether nobody moves between areas.
    pub closed: bool,
    /// From which quarter what a firm owns counts for so much less as collateral.
    pub collateral: Option<(u32, f64)>,
    /// What is done to the digital economy.
    pub trial: Vec<Intervention>,
    /// Quarters that it runs; [`QUARTERS`] if none are named. Where they are, cohorts of school leavers are followed.
    pub quarters: Option<u32>,
}

impl Arm {
    /// The baseline.
    pub const BASE: &'static str = "baseline";

    /// The baseline under another name.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            ..Self::default()
        }
    }

    /// Under a trial.
    #[must_use]
    pub fn trial(self, trial: Vec<Intervention>) -> Self {
        Self { trial, ..self }
    }

    /// With parameters of concepts.
    #[must_use]
    pub fn with(self, concepts: &[(&'static str, f64)]) -> Self {
        Self {
            concepts: concepts.to_vec(),
            ..self
        }
    }
}

/// What a design may know of the country before anything is run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Site {
    /// Kind of each area.
    pub kind: Vec<Kind>,
    /// Province of each area.
    pub province: Vec<usize>,
    /// Number of provinces.
    pub provinces: usize,
    /// Wave in which each province is treated, drawn for each seed.
    pub wave: Vec<usize>,
    /// Whether each province is in the treated half, drawn for each seed.
    pub half: Vec<bool>,
    /// Network coverage of each area at the opening.
    pub network: Vec<f64>,
    /// Coverage of parcel logistics of each area at the opening.
    pub logistics: Vec<f64>,
    /// Disposable income per head of each area at the opening.
    pub income: Vec<f64>,
    /// Area of each firm.
    pub area_of_firm: Vec<usize>,
    /// Industry of each firm.
    pub industry_of_firm: Vec<usize>,
    /// Number of industries.
    pub industries: usize,
    /// Whether a firm is in the smaller half of its industry at the opening.
    pub small: Vec<bool>,
    /// Whether a firm sells on platforms at the opening: the largest do.
    pub member: Vec<bool>,
    /// Whether it is in the smaller half of those of its industry that do.
    pub small_member: Vec<bool>,
}

/// What is kept of an area for a quarter. Money per quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Wage per job there, over the price index of the country.
    pub wage: f64,
    /// Jobs there.
    pub jobs: f64,
    /// Residents with a job, of low education and of any other.
    pub employed: [f64; 2],
    /// Disposable income of residents per head, over the price index of the country.
    pub income: f64,
    /// The same of households in the control and in the treated half of a trial by lot.
    pub income_by_arm: [f64; 2],
    /// Consumption of residents per head, over the price index of the area.
    pub consumption: f64,
    /// Price index of the area.
    pub price: f64,
    /// Value added there at the prices of the opening.
    pub value_added: f64,
    /// Network coverage.
    pub network: f64,
}

/// What is kept of all firms for a quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sellers {
    /// Real wage per employee.
    pub wage: Vec<f64>,
    /// Employees.
    pub jobs: Vec<f64>,
    /// Sales, money.
    pub sales: Vec<f64>,
    /// Profit, money.
    pub profit: Vec<f64>,
    /// Taxes on products that are collected, not counting subsidies, money.
    pub taxes: Vec<f64>,
    /// Share of tasks automated since the opening.
    pub automated: Vec<f64>,
}

/// What is kept of a quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// Areas.
    pub places: Vec<Place>,
    /// Firms.
    pub sellers: Sellers,
    /// Credit granted, money.
    pub credit: f64,
    /// Credit that data stand for, money: channel 11.
    pub scored: f64,
    /// Price index of consumption.
    pub price: f64,
    /// Real wages of cohorts of school leavers, by area of their school; in the last quarter of an arm that follows them.
    pub cohorts: Vec<[f64; 2]>,
}

/// Quarters of an arm, the first at position 0.
pub type History = Vec<Snapshot>;

/// All that a seed has given: the site, and what is kept of each arm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The site.
    pub site: Site,
    /// Arms by name.
    pub arms: BTreeMap<&'static str, History>,
}

impl Evidence {
    /// The history of an arm.
    ///
    /// # Panics
    /// If no design has asked for it.
    #[must_use]
    pub fn arm(&self, name: &str) -> &History {
        &self.arms[name]
    }

    /// The baseline.
    #[must_use]
    pub fn base(&self) -> &History {
        self.arm(Arm::BASE)
    }
}

impl Site {
    /// Areas of a kind.
    #[must_use]
    pub fn areas(&self, kind: Kind) -> Vec<usize> {
        (0..self.kind.len())
            .filter(|&area| self.kind[area] == kind)
            .collect()
    }

    /// The area of a kind in a province.
    #[must_use]
    pub fn area(&self, province: usize, kind: Kind) -> Option<usize> {
        self.areas(kind)
            .into_iter()
            .find(|&area| self.province[area] == province)
    }

    /// The first quarter in which a province is treated.
    #[must_use]
    pub fn first_quarter(&self, province: usize) -> u32 {
        WAVES[self.wave[province]]
    }

    /// A treatment that reaches `areas` province by province, in three waves.
    #[must_use]
    pub fn in_waves(&self, areas: &[usize], treatment: &trial::Treatment) -> Vec<Intervention> {
        let of_wave = |wave: usize| -> Vec<usize> {
            let member = |area: &&usize| self.wave[self.province[**area]] == wave;
            areas.iter().filter(member).copied().collect()
        };
        let waves = (0..WAVES.len()).map(|wave| Intervention {
            quarter: WAVES[wave],
            areas: of_wave(wave),
            treatment: treatment.clone(),
        });
        waves.filter(|wave| !wave.areas.is_empty()).collect()
    }

    fn of(economy: &Economy, digital: &Digital) -> Self {
        let view = economy.view();
        let map = &economy.calibration.geography;
        let state = digital.state();
        let provinces = map.provinces.len();
        let chance = economy.luck.in_quarter(0);
        let mut order: Vec<(u64, u32)> = (0..provinces).map(|p| (0, p as u32)).collect();
        chance.arrange(Purpose::TrialWave, 0, &mut order);
        let (mut wave, mut half) = (vec![0; provinces], vec![false; provinces]);
        for (place, &(_, province)) in order.iter().enumerate() {
            half[province as usize] = place.is_multiple_of(2);
            wave[province as usize] = (place * WAVES.len()).div_euclid(provinces);
        }
        let firms = &economy.firms;
        let opening = places(economy, digital);
        let bits = &state.platforms.memberships.bits;
        let member: Vec<bool> = bits.iter().map(|&bits| bits != 0).collect();
        Self {
            kind: map.areas.iter().map(|area| area.kind).collect(),
            province: map.areas.iter().map(|area| area.province).collect(),
            provinces,
            wave,
            half,
            network: state.areas.network.clone(),
            logistics: state.areas.logistics.clone(),
            income: opening.iter().map(|place| place.income).collect(),
            area_of_firm: firms.area.iter().map(|&area| area as usize).collect(),
            industry_of_firm: firms.industry.iter().map(|&g| g as usize).collect(),
            industries: economy.calibration.n_industries(),
            small: view
                .firms
                .ids()
                .map(|i| state.firms.size_rank[i] < 0.5)
                .collect(),
            small_member: smaller_half(economy, &member),
            member,
        }
    }
}

/// The smaller half, by output, of the members of each industry.
fn smaller_half(economy: &Economy, member: &[bool]) -> Vec<bool> {
    let firms = &economy.firms;
    let mut small = vec![false; firms.len()];
    for g in 0..economy.calibration.n_industries() {
        let mut members: Vec<FirmId> = firms.of_industry(g).filter(|i| member[i.index()]).collect();
        members.sort_by(|&a, &b| firms.output[a].total_cmp(&firms.output[b]).then(a.cmp(&b)));
        for i in &members[..members.len() >> 1] {
            small[i.index()] = true;
        }
    }
    small
}

/// Runs every arm that `designs` ask for with one seed.
///
/// # Errors
/// If an arm asks for what the country or the theory does not have, or its books break.
pub fn gather(experiment: &Experiment, seed: u64, designs: &[Design]) -> Result<Evidence> {
    let (economy, digital) = open(experiment, seed, &Arm::new(Arm::BASE))?;
    let site = Site::of(&economy, &digital);
    let mut arms = vec![Arm::new(Arm::BASE)];
    for arm in designs.iter().flat_map(|design| (design.arms)(&site)) {
        if arms.iter().all(|known| known.name != arm.name) {
            arms.push(arm);
        }
    }
    let mut evidence = Evidence {
        site,
        arms: BTreeMap::new(),
    };
    for arm in arms {
        let history = follow(experiment, seed, &arm)?;
        evidence.arms.insert(arm.name, history);
    }
    Ok(evidence)
}

fn open(experiment: &Experiment, seed: u64, arm: &Arm) -> Result<(Economy, Digital)> {
    let refused = |problem: String| Error::refused(format!("the arm {}: {problem}", arm.name));
    let mut concepts: Concepts = experiment
        .theory
        .clone()
        .ok_or_else(|| Error::refused("replications need the theory, so they need --rules b2"))?;
    for (path, value) in &arm.concepts {
        let set = concepts.set_number(path, *value);
        set.map_err(|error| refused(error.to_string()))?;
    }
    let mut rules = experiment.rules;
    if arm.closed {
        rules.closure.migration.openness = 0.0;
    }
    let calibration = experiment.economy.calibration.clone();
    let economy = Economy::open(calibration, rules, Luck::Seed(seed));
    let areas = economy.calibration.geography.len();
    let trial = Trial::new(arm.trial.clone(), areas).map_err(|error| refused(error.to_string()))?;
    let digital = Digital::open(concepts, &economy.view()).under(trial);
    Ok((economy, digital))
}

/// An identity that is off by more than this share of GDP stops a run.
const LARGEST_RESIDUAL: f64 = 1e-6;

fn follow(experiment: &Experiment, seed: u64, arm: &Arm) -> Result<History> {
    let (mut economy, mut digital) = open(experiment, seed, arm)?;
    let mut policy = |levers: Levers<'_>| {
        if let Some((quarter, factor)) = arm.collateral
            && levers.quarter == quarter
        {
            levers.calibration.rates.loan_to_value *= factor;
        }
    };
    let quarters = arm.quarters.unwrap_or(QUARTERS);
    let mut cohorts = arm.quarters.map(|_| Cohorts::open(&economy));
    let mut history = History::with_capacity(quarters as usize);
    for _ in 0..quarters {
        economy.quarter(&mut policy, &mut digital, &Serial);
        let books = &economy.books;
        let worst = books.identities.relative_to(books.gdp);
        if !worst.iter().all(|gap| gap.abs() <= LARGEST_RESIDUAL) {
            return Err(Error::Failed(format!(
                "the arm {} with seed {seed} broke down in quarter {}",
                arm.name,
                economy.time()
            )));
        }
        history.push(Snapshot::of(&economy, &digital));
        if let Some(cohorts) = &mut cohorts {
            cohorts.note(&economy);
        }
    }
    if let (Some(cohorts), Some(last)) = (cohorts, history.last_mut()) {
        last.cohorts = cohorts.earnings(&economy);
    }
    Ok(history)
}

impl Snapshot {
    fn of(economy: &Economy, digital: &Digital) -> Self {
        let firms = &economy.firms;
        let column = |of: &dyn Fn(FirmId) -> f64| firms.ids().map(of).collect::<Vec<f64>>();
        let room = &economy.channels.credit_room;
        Self {
            places: places(economy, digital),
            sellers: Sellers {
                wage: firms.wage.iter().copied().collect(),
                jobs: column(&|i| f64::from(firms.employees[i])),
                sales: column(&|i| firms.price[i] * firms.sales[i]),
                profit: firms.profit.iter().copied().collect(),
                taxes: column(&|i| {
                    firms.tax_products[i].max(0.0) * firms.price[i] * firms.output[i]
                }),
                automated: digital.state().firms.automated.iter().copied().collect(),
            },
            credit: firms.credit.iter().sum(),
            scored: firms.ids().map(|i| room.at(i)).sum(),
            price: economy.prices.consumer,
            cohorts: Vec::new(),
        }
    }
}

/// The areas of an economy, as they are now.
fn places(economy: &Economy, digital: &Digital) -> Vec<Place> {
    let Economy {
        households,
        regional,
        prices,
        calibration,
        ..
    } = economy;
    let n = calibration.geography.len();
    let mut places = vec![Place::default(); n];
    let view = economy.view();
    let people = households.people.as_deref();
    let mut heads = vec![0.0; n];
    let mut heads_by_arm = vec![[0.0; 2]; n];
    for h in households.ids() {
        let area = households.area[h] as usize;
        let members = people.map_or(1.0, |people| f64::from(people.members[h]));
        let arm = usize::from(trial::is_treated(&view, h.index()));
        heads[area] += members;
        heads_by_arm[area][arm] += members;
        let income = households.disposable_income[h] / prices.consumer;
        places[area].income += income;
        places[area].income_by_arm[arm] += income;
        places[area].consumption += consumption(economy, h);
    }
    count_employed(economy, &mut places);
    for (area, place) in places.iter_mut().enumerate() {
        let local = prices.areas.consumer.get(area).copied();
        place.price = local.unwrap_or(prices.consumer);
        place.income /= heads[area];
        for (income, heads) in place.income_by_arm.iter_mut().zip(heads_by_arm[area]) {
            *income /= heads;
        }
        place.consumption /= heads[area] * place.price;
        place.network = digital.state().areas.network[area];
        if let Some(&jobs) = regional.jobs.get(area) {
            place.jobs = f64::from(jobs);
            place.wage = regional.wages[area] / place.jobs / prices.consumer;
            place.value_added = regional.value_added[area].real;
        }
    }
    places
}

fn consumption(economy: &Economy, h: HouseholdId) -> f64 {
    (1.0 + economy.calibration.rates.tax_value_added) * economy.households.consumption[h]
}

fn count_employed(economy: &Economy, places: &mut [Place]) {
    let households = &economy.households;
    let Some(people) = &households.people else {
        return;
    };
    for k in (0..people.places()).map(PersonId::new) {
        // Whoever has no employer points beyond the last firm.
        let employed = (households.employer[k] as usize) < economy.firms.len();
        if people.alive(k) && employed {
            let area = people.area_of(k, &households.area) as usize;
            let other = usize::from(people.education[k] != Education::Low);
            places[area].employed[other] += 1.0;
        }
    }
}
