//! What the theory is given about a country: its industries, areas and people, as far as they matter here.
//!
//! Where an economy brings tables of areas and people the opening is read from them, and who lives where is
//! followed from quarter to quarter; a household is as old and as educated as its head. Where it has one area
//! and single persons, shares of the country stand in for what nobody knows about each of them.
//!
//! # Source
//! Digital economy, §2 and §6.1.

use economy::calibration::DigitalOpening;
use economy::channels::Bundles;
use economy::geography::Kind;
use economy::people::{Age, DrawnHousehold, Education, People};
use economy::tables::AreaRow;
use economy::{Calibration, View};
use quantity::{HouseholdId, Id, maths};

use crate::carriage::Carriage;
use crate::classes::{self, Class};
use crate::state::Household;

/// Penetration of the internet, urban and rural: 83.1 and 61.9 % at the end of 2022 (R, \[cnnic_51\]).
const ONLINE_URBAN: f64 = 0.831;
const ONLINE_RURAL: f64 = 0.619;
/// The same of the country: 75.6 % (V, \[cnnic_51\]).
const ONLINE: f64 = 0.756;
/// The same of persons of 60 and over, end of 2021: 43.2 % (V, \[cnnic_49\]).
const ONLINE_OLD: f64 = 0.432;
/// Penetration over network coverage, capped at 1 (N).
const USE_OF_NETWORK: f64 = 0.9;
/// Parcel logistics, urban and rural (N).
const LOGISTICS_URBAN: f64 = 0.9;
const LOGISTICS_RURAL: f64 = 0.5;
/// Digital administration of an average area (N).
const ADMINISTRATION: f64 = 0.5;
/// Quality of health services of rural areas over urban ones (N).
const HEALTH_RURAL: f64 = 0.6;
/// GDP per head of China in 2022, yuan (x, \[nbs_2023\]): what amounts in yuan are relative to.
const GDP_PER_HEAD: f64 = 85_724.0;
/// Research over value added: 2.54 % in 2022 (V, \[nbs_2023\]).
pub const RESEARCH: f64 = 0.0254;
/// Persons of 60 and over in those over 15: 19.8 % of all persons in 2022 (V, \[nbs_2023\]) over the share of
/// persons over 15 (x).
const OLD_SHARE: f64 = 0.24;
/// Shares of persons over 15 by education, 2020 (x, \[nbs_census_2020\]).
const HIGH: f64 = 0.19;
const MIDDLE: f64 = 0.18;
const LOW: f64 = 1.0 - HIGH - MIDDLE;
/// Skill in use by education, and the factor of the old (N).
const SKILL: [f64; 3] = [0.45, 0.7, 0.9];
const SKILL_OLD: f64 = 0.7;

/// An industry as the theory sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Industry {
    /// What it is to the digital economy.
    pub class: &'static Class,
    /// How digital it is at the opening: of the economy's own table where it has one.
    pub opening: DigitalOpening,
    /// Routine share of its work over the mean: times `routine_share` it is the share.
    pub routine: f64,
    /// Whether it makes the digital core (`𝒟`).
    pub digital: bool,
}

/// What the theory is told about the people of a household.
///
/// Shares, so that a household may be one person of whom only probabilities are known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Person {
    /// Whether its head is 60 or over (`old`).
    pub old: f64,
    /// Whether its education is low (`unskilled`).
    pub unskilled: f64,
    /// Persons in it.
    pub persons: f64,
    /// Skill in use at the opening.
    pub skill: f64,
    /// Online share at the opening.
    pub online: f64,
}

/// An area as the theory sees it, at the opening.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Urban or rural; a country without areas counts as urban.
    pub kind: Kind,
    /// Its province.
    pub province: usize,
    /// Persons.
    pub persons: f64,
    /// Share of the country's household consumption; none where the data do not tell areas apart.
    pub consumption: Option<f64>,
    /// Network coverage.
    pub network: f64,
    /// Parcel logistics.
    pub logistics: f64,
    /// Digital administration.
    pub administration: f64,
    /// Quality of education.
    pub education: f64,
    /// Quality of health services.
    pub health: f64,
    /// Research over value added.
    pub research: f64,
    /// Index of digital finance, relative to the mean.
    pub digital_finance: f64,
}

/// Everything the theory is told about a country.
#[derive(Clone, Debug, PartialEq)]
pub struct Endowment {
    /// Industries.
    pub industries: Vec<Industry>,
    /// Areas.
    pub places: Vec<Place>,
    /// Households.
    pub people: Household<Person>,
    /// Persons in all.
    pub persons: f64,
    /// Weights of supplying and buying industries in the surroundings of an industry, at
    /// `industry · industries + partner`, adding up to 1 for each industry.
    pub partners: Vec<f64>,
    /// Weights of areas in each other's research, `e^−distance`, at `from · areas + to`.
    pub nearness: Vec<f64>,
    /// How goods come from area to area.
    pub carriage: Carriage,
    /// What running digital services are made of.
    pub running: Vec<f64>,
    /// What digital equipment is made of.
    pub equipment: Vec<f64>,
    /// Which products habits of households are about.
    pub bundles: Bundles,
    /// Real GDP at the opening, per quarter.
    pub gdp: f64,
    /// Complementors at the opening of the data, mean over output: what they are counted in.
    pub mean_complementors: f64,
}

impl Endowment {
    /// What an economy at its opening brings.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let calibration = view.calibration;
        let industries = industries(calibration);
        let places = places(view);
        let people = people(view);
        let persons = maths::sum(people.iter().map(|person| person.persons));
        let mut endowment = Self {
            partners: partners(view),
            nearness: nearness(calibration),
            carriage: Carriage::of(calibration),
            running: Vec::new(),
            equipment: Vec::new(),
            bundles: bundles(&industries),
            industries,
            places,
            people,
            persons,
            gdp: view.books.gdp.real,
            mean_complementors: 0.0,
        };
        // Shares of intermediate use and of fixed capital formation of the digital core in the table of
        // 2020 (x).
        endowment.running = endowment.bundle(view, &[("TEL", 0.29), ("PLT", 0.35), ("SOF", 0.36)]);
        endowment.equipment = endowment.bundle(view, &[("ICM", 0.22), ("SOF", 0.78)]);
        // Paid access to culture: the two in the proportion in which firms use them.
        endowment.bundles.access = endowment.bundle(view, &[("TEL", 0.29), ("PLT", 0.35)]);
        endowment
    }

    /// Takes note of who has been born, has aged, died or moved.
    pub fn follow_people(&mut self, view: &View<'_>) {
        let Some(people) = &view.households.people else {
            return;
        };
        for h in view.households.ids() {
            let (old, education) = head(people, h);
            let person = &mut self.people[h];
            person.old = f64::from(u8::from(old));
            person.unskilled = f64::from(u8::from(education == Education::Low));
            person.persons = f64::from(people.members[h]);
        }
    }

    /// An amount of yuan per person of 2022 in the real money of the economy: the same share of yearly
    /// GDP per head.
    #[must_use]
    pub fn real_of_yuan_per_person(&self, yuan: f64) -> f64 {
        yuan / GDP_PER_HEAD * 4.0 * self.gdp / self.persons
    }

    /// Real outlay per person and quarter on what industries of a class make.
    #[must_use]
    pub fn outlay_per_head(&self, view: &View<'_>, code: &str) -> f64 {
        let of_class = |g: &usize| self.industries[*g].class.code == code;
        let output = (0..self.industries.len())
            .filter(of_class)
            .map(|g| maths::sum(view.firms.of_industry(g).map(|i| view.firms.output[i])));
        maths::sum(output) / self.persons
    }

    /// The mean over the partners of each industry, in each area, of what `of_cells` says; cells are at
    /// `industry · areas + area`.
    pub fn over_partners(&self, of_cells: &[f64], means: &mut [f64]) {
        let (n, areas) = (self.industries.len(), self.n_areas());
        means.fill(0.0);
        // Partners one after the other, and all areas of one side by side.
        for (means, weights) in means.chunks_mut(areas).zip(self.partners.chunks(n)) {
            for (weight, cells) in weights.iter().zip(of_cells.chunks(areas)) {
                for (mean, of_cell) in means.iter_mut().zip(cells) {
                    *mean += weight * of_cell;
                }
            }
        }
    }

    /// Number of areas.
    #[must_use]
    pub fn n_areas(&self) -> usize {
        self.places.len()
    }

    /// Shares of products in spending on industries of these classes.
    ///
    /// Several industries of a class share by output; the share of a class that no industry has goes to
    /// the others, and where there is none of them the bundle is that of government consumption.
    #[must_use]
    pub fn bundle(&self, view: &View<'_>, of: &[(&str, f64)]) -> Vec<f64> {
        let output = |g: usize| maths::sum(view.firms.of_industry(g).map(|i| view.firms.output[i]));
        let mut bundle = vec![0.0; self.industries.len()];
        for &(code, share) in of {
            let members: Vec<usize> = (0..self.industries.len())
                .filter(|&g| self.industries[g].class.code == code)
                .collect();
            let total = maths::sum(members.iter().map(|&g| output(g)));
            if total > 0.0 {
                for &g in &members {
                    bundle[g] += share * output(g) / total;
                }
            }
        }
        let total = maths::sum(bundle.iter().copied());
        if total <= 0.0 {
            return view.calibration.baskets.government.clone();
        }
        for share in &mut bundle {
            *share /= total;
        }
        bundle
    }
}

/// Products that habits of households are about; what paid access is made of comes later.
fn bundles(industries: &[Industry]) -> Bundles {
    let of = |which: &dyn Fn(&Class) -> bool| {
        let products = industries.iter().enumerate();
        products
            .filter(|(_, industry)| which(industry.class))
            .map(|(g, _)| g)
            .collect()
    };
    Bundles {
        culture: of(&|class| class.code == "CUL"),
        access: Vec::new(),
        health: of(&|class| class.code == "HEA"),
        shared: of(&|class| matches!(class.code, "HOS" | "TRN" | "REA")),
        goods: of(&Class::is_goods),
        trade: of(&|class| class.code == "TRD"),
    }
}

/// Industries, with routine shares relative to their mean over jobs.
fn industries(calibration: &Calibration) -> Vec<Industry> {
    let known = calibration.industries.iter().map(|industry| {
        let class = classes::of_code(&industry.code);
        (class, industry.digital.unwrap_or(class.opening))
    });
    let known: Vec<(&'static Class, DigitalOpening)> = known.collect();
    let jobs = || {
        let industries = calibration.industries.iter();
        industries.map(|industry| f64::from(industry.employees))
    };
    let routine = jobs()
        .zip(&known)
        .map(|(n, (_, opening))| n * opening.routine_share);
    let mean = maths::ratio_or_zero(maths::sum(routine), maths::sum(jobs()));
    known
        .into_iter()
        .map(|(class, opening)| Industry {
            class,
            opening,
            routine: maths::ratio_or_zero(opening.routine_share, mean),
            digital: class.is_digital(),
        })
        .collect()
}

/// Areas at the opening: of the tables where there are any, else the whole country.
fn places(view: &View<'_>) -> Vec<Place> {
    let calibration = view.calibration;
    let map = &calibration.geography;
    let rows = calibration
        .census
        .as_ref()
        .map(|census| &census.regions.areas);
    let people = view.households.people.as_deref();
    let mut persons = vec![0.0; map.len()];
    for (h, &area) in view.households.ids().zip(view.households.area.iter()) {
        persons[area as usize] += people.map_or(1.0, |people| f64::from(people.members[h]));
    }
    let mean_of = |of: &dyn Fn(usize) -> f64| {
        let total = maths::sum(persons.iter().copied());
        maths::sum((0..map.len()).map(|l| persons[l] * of(l))) / total
    };
    let relative = |of: &dyn Fn(usize) -> f64, l: usize| {
        let mean = mean_of(of);
        if mean > 0.0 { of(l) / mean } else { 1.0 }
    };
    let row = |l: usize| rows.and_then(|rows| rows.get(l));
    let spent = |row: &AreaRow| row.population_thousand * row.consumption_mean;
    let all_spent = rows.map(|rows| maths::sum(rows.iter().map(spent)));
    let schooling = |l: usize| row(l).map_or(1.0, |row| row.education_h + 0.5 * row.education_m);
    let best = (0..map.len()).map(schooling).fold(0.0_f64, f64::max);
    map.areas
        .iter()
        .enumerate()
        .map(|(l, area)| {
            let penetration = row(l).map_or_else(
                || online_of_kind(map.is_single(), area.kind),
                |row| row.internet_share,
            );
            let rural = !map.is_single() && area.kind == Kind::Rural;
            let finance = relative(&|l| row(l).map_or(1.0, |row| row.digital_finance), l);
            let logistics = if rural {
                LOGISTICS_RURAL
            } else {
                LOGISTICS_URBAN
            };
            Place {
                kind: area.kind,
                province: area.province,
                persons: persons[l],
                consumption: row(l)
                    .zip(all_spent)
                    .map(|(row, all)| maths::ratio_or_zero(spent(row), all)),
                network: (penetration / USE_OF_NETWORK).min(1.0),
                logistics: (logistics * finance).min(1.0),
                administration: (ADMINISTRATION * finance).min(1.0),
                education: if best > 0.0 { schooling(l) / best } else { 1.0 },
                health: if rural { HEALTH_RURAL } else { 1.0 },
                research: RESEARCH * row(l).map_or(1.0, |row| row.rd_intensity),
                digital_finance: finance,
            }
        })
        .collect()
}

/// Penetration of an area of which only the kind is known.
fn online_of_kind(single: bool, kind: Kind) -> f64 {
    match kind {
        _ if single => ONLINE,
        Kind::Urban => ONLINE_URBAN,
        Kind::Rural => ONLINE_RURAL,
    }
}

/// Who lives in each household: of the drawn population where there is one.
fn people(view: &View<'_>) -> Household<Person> {
    match (&view.households.people, &view.calibration.population) {
        (Some(people), Some(drawn)) => {
            let households = view.households.ids().zip(&drawn.households);
            let person = |(h, household): (HouseholdId, &DrawnHousehold)| {
                let (old, education) = head(people, h);
                let of_old = if old { SKILL_OLD } else { 1.0 };
                Person {
                    old: f64::from(u8::from(old)),
                    unskilled: f64::from(u8::from(education == Education::Low)),
                    persons: f64::from(people.members[h]),
                    skill: SKILL[education as usize] * of_old,
                    online: household.online,
                }
            };
            households.map(person).collect()
        }
        _ => single_persons(view),
    }
}

/// Whether the head of a household is 60 or over, and its education; of an empty one, that of nobody.
fn head(people: &People, h: HouseholdId) -> (bool, Education) {
    people.head(h).map_or((false, Education::Low), |k| {
        (people.age[k] == Age::Old, people.education[k])
    })
}

/// Single persons: workers and owners are not old, the inactive are as old as the country makes them.
fn single_persons(view: &View<'_>) -> Household<Person> {
    let households = view.households;
    let map = &view.calibration.geography;
    let n = households.len() as f64;
    let inactive = households.n_inactive as f64;
    let old_inactive = maths::ratio_or_zero(OLD_SHARE * n, inactive).min(1.0);
    let old = old_inactive * inactive / n;
    let rows = view
        .calibration
        .census
        .as_ref()
        .map(|census| &census.regions.areas);
    let skill = SKILL[0] * LOW + SKILL[1] * MIDDLE + SKILL[2] * HIGH;
    let first_inactive = households.n_workers;
    (0..households.len())
        .map(|k| {
            let area = households.area[HouseholdId::new(k)] as usize;
            let mean = rows.and_then(|rows| rows.get(area)).map_or_else(
                || online_of_kind(map.is_single(), map.areas[area].kind),
                |row| row.internet_share,
            );
            // The young make up for what the old do not use.
            let among_old = ONLINE_OLD * mean / ONLINE;
            let among_young = ((mean - old * among_old) / (1.0 - old)).min(1.0);
            let is_inactive = (first_inactive..first_inactive + households.n_inactive).contains(&k);
            let old = if is_inactive { old_inactive } else { 0.0 };
            Person {
                old,
                unskilled: LOW,
                persons: 1.0,
                skill: skill * (1.0 - old + old * SKILL_OLD),
                online: (1.0 - old) * among_young + old * among_old,
            }
        })
        .collect()
}

/// Half by what an industry buys, half by who buys from it.
fn partners(view: &View<'_>) -> Vec<f64> {
    let technology = &view.calibration.technology;
    let n = view.calibration.n_industries();
    let inputs: Vec<f64> = (0..n)
        .map(|g| {
            maths::sum(
                view.firms
                    .of_industry(g)
                    .map(|i| view.firms.output[i] / view.firms.output_per_input[i]),
            )
        })
        .collect();
    let mut weights = vec![0.0; n * n];
    for s in 0..n {
        let bought = maths::sum((0..n).map(|g| technology.input_share(g, s)));
        let sold = maths::sum((0..n).map(|b| technology.input_share(s, b) * inputs[b]));
        for g in 0..n {
            let supplier = maths::ratio_or_zero(technology.input_share(g, s), bought);
            let customer = maths::ratio_or_zero(technology.input_share(s, g) * inputs[g], sold);
            let alone = if sold > 0.0 { 0.5 } else { 1.0 };
            weights[s * n + g] = alone * supplier + (1.0 - alone) * customer;
        }
    }
    weights
}

/// How near areas are to each other.
fn nearness(calibration: &Calibration) -> Vec<f64> {
    let map = &calibration.geography;
    let mut nearness = Vec::with_capacity(map.len() * map.len());
    for from in 0..map.len() {
        for to in 0..map.len() {
            nearness.push(maths::exp(-map.distance(from, to)));
        }
    }
    nearness
}
