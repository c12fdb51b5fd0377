//! Everybody once: what each inhabited household has, per head, with what the outcomes group it by.

use economy::Economy;
use economy::geography::Kind;
use economy::households::OUTSIDE;
use economy::people::{Age, Education, People, Stratum};
use quantity::{HouseholdId, Id, PersonId, maths};
use serde::{Deserialize, Serialize};

/// Whom a household's income is shared among.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerHead {
    /// All members alike.
    #[default]
    Person,
    /// The modified scale of the OECD: 1 for the first adult, 0.5 for each further one, 0.3 for each child.
    Equivalised,
}

/// Educations that heads are told apart by.
pub const SKILLS: usize = 3;

/// Columns of inhabited households, a row each.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    /// The household.
    pub household: Vec<HouseholdId>,
    /// Persons: its weight.
    pub persons: Vec<f64>,
    /// Persons over 15.
    pub adults: Vec<f64>,
    /// Area in which it lives.
    pub area: Vec<u32>,
    /// Whether the survey counts it as rural.
    pub rural: Vec<bool>,
    /// Education of its head; none where people are single persons.
    pub skill: Vec<Option<Education>>,
    /// Disposable income per head, money per quarter.
    pub income: Vec<f64>,
    /// The same at the prices of the area.
    pub real_income: Vec<f64>,
    /// Household consumption per head at the prices of the area.
    pub real_consumption: Vec<f64>,
    /// The same with public education and health.
    pub with_services: Vec<f64>,
    /// Real persons of one model person.
    pub represents: f64,
}

/// Products of individual public services: those used by somebody in particular.
const INDIVIDUAL: [&str; 2] = ["EDU", "HEA"];

impl Heads {
    /// Takes everybody down; `quality` is that of education and of health in an area, of mean 1 over
    /// persons, and one model person stands for `represents` real ones.
    pub fn gather(
        &mut self,
        economy: &Economy,
        per_head: PerHead,
        represents: f64,
        quality: impl Fn(usize) -> [f64; 2],
    ) {
        let households = &economy.households;
        self.represents = represents;
        self.clear();
        let people = households.people.as_deref();
        let persons = people.map_or(households.len(), People::population) as f64 * represents;
        let services = public_services(economy).map(|amount| amount / persons);
        for h in households.ids() {
            let members = people.map_or(1, |people| people.members[h]);
            if members == 0 {
                continue;
            }
            let members = f64::from(members);
            let area = households.area[h];
            let price = price_at(economy, area as usize);
            let adults = people.map_or(1.0, |people| adults(people, h));
            let units = represents
                * match per_head {
                    PerHead::Person => members,
                    PerHead::Equivalised => {
                        1.0 + 0.5 * maths::positive(adults - 1.0)
                            + 0.3 * (members - adults.max(1.0))
                    }
                };
            let income = households.disposable_income[h] / units;
            let consumption = consumption(economy, h) / (price * units);
            let [education, health] = quality(area as usize);
            self.household.push(h);
            self.persons.push(members);
            self.adults.push(adults);
            self.area.push(area);
            self.rural.push(is_rural(economy, h));
            self.skill
                .push(people.and_then(|people| Some(people.education[people.head(h)?])));
            self.income.push(income);
            self.real_income.push(income / price);
            self.real_consumption.push(consumption);
            self.with_services
                .push(consumption + education * services[0] + health * services[1]);
        }
    }

    fn clear(&mut self) {
        self.household.clear();
        self.persons.clear();
        self.adults.clear();
        self.area.clear();
        self.rural.clear();
        self.skill.clear();
        self.income.clear();
        self.real_income.clear();
        self.real_consumption.clear();
        self.with_services.clear();
    }

    /// Number of inhabited households.
    #[must_use]
    pub fn len(&self) -> usize {
        self.household.len()
    }

    /// Whether nobody lives anywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.household.is_empty()
    }

    /// Model persons.
    #[must_use]
    pub fn population(&self) -> f64 {
        maths::sum(self.persons.iter().copied())
    }

    /// Mean of a column over persons of the rows that `of` takes in.
    pub fn mean_of(&self, column: &[f64], of: impl Fn(usize) -> bool) -> f64 {
        let rows = || (0..self.len()).filter(|&k| of(k));
        let weight = maths::sum(rows().map(|k| self.persons[k]));
        maths::sum(rows().map(|k| self.persons[k] * column[k])) / weight
    }
}

/// The consumer prices of an area, or of the country where areas have none.
#[must_use]
pub fn price_at(economy: &Economy, area: usize) -> f64 {
    let own = economy.prices.areas.consumer.get(area);
    own.copied().unwrap_or(economy.prices.consumer)
}

/// Consumption of a household, value added tax included; at the opening what is planned.
#[must_use]
pub fn consumption(economy: &Economy, h: HouseholdId) -> f64 {
    let (households, rates) = (&economy.households, &economy.calibration.rates);
    if economy.time() == 0 {
        let own = households.people.as_ref();
        let own = own.map_or(1.0, |people| people.propensity[h]);
        own * rates.consumption_propensity * maths::positive(households.disposable_income[h])
    } else {
        (1.0 + rates.tax_value_added) * households.consumption[h]
    }
}

fn adults(people: &People, h: HouseholdId) -> f64 {
    let adults = people.of(h).filter(|&k| people.age[k] != Age::Child);
    adults.count() as f64
}

fn is_rural(economy: &Economy, h: HouseholdId) -> bool {
    match &economy.households.people {
        Some(people) => {
            let stratum: Stratum = people.stratum[h];
            stratum == Stratum::Rural
        }
        None => kind_of(economy, economy.households.area[h] as usize) == Kind::Rural,
    }
}

/// Whether an area is urban or rural.
#[must_use]
pub fn kind_of(economy: &Economy, area: usize) -> Kind {
    economy.calibration.geography.areas[area].kind
}

/// Real public consumption of education and of health.
fn public_services(economy: &Economy) -> [f64; 2] {
    let basket = &economy.calibration.baskets.government;
    let total = economy.books.government_consumption.real;
    INDIVIDUAL.map(|code| {
        let industries = economy.calibration.industries.iter().enumerate();
        let of_class = industries
            .filter(|(_, industry)| theory::classes::of_code(&industry.code).code == code)
            .map(|(g, _)| basket[g]);
        total * maths::sum(of_class)
    })
}

/// Employed persons, persons over 15, and mean wage by education.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// Persons with a job.
    pub employed: f64,
    /// Persons over 15.
    pub adults: f64,
    /// Mean gross wage of the employed by education, money; not a number where there is none.
    pub wage: [f64; SKILLS],
}

impl Work {
    /// Work in an economy as it is.
    #[must_use]
    pub fn of(economy: &Economy) -> Self {
        let households = &economy.households;
        let price = economy.prices.consumer;
        let Some(people) = &households.people else {
            let unemployed = households.unemployed();
            let employed = (households.n_workers - unemployed) as f64;
            return Self {
                employed,
                adults: (households.n_workers + households.n_inactive) as f64,
                wage: [f64::NAN; SKILLS],
            };
        };
        let (mut sums, mut counts, mut adults) = ([0.0; SKILLS], [0.0; SKILLS], 0.0);
        for k in (0..people.places()).map(PersonId::new) {
            if !people.alive(k) {
                continue;
            }
            if people.age[k] != Age::Child {
                adults += 1.0;
            }
            if households.employer[k] < OUTSIDE {
                let skill = people.education[k] as usize;
                sums[skill] += households.wage[k] * price;
                counts[skill] += 1.0;
            }
        }
        Self {
            employed: maths::sum(counts),
            adults,
            wage: std::array::from_fn(|skill| sums[skill] / counts[skill]),
        }
    }
}
