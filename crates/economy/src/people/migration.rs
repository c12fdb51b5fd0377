//! Migration: households move where work pays.
//!
//! # Equation
//! ```text
//! η_h = min( η̄, η_0 Ω a_h [ ln(ỹ_→ / ỹ_ℓ) ]⁺ )                          hazard per quarter
//! destination ∝ vacancies_ℓ' e^(−δ_m d) ỹ_ℓ' / ỹ_ℓ        ỹ_→ mean of ỹ_ℓ' with these weights
//! ỹ_ℓ = mean real wage · (1 − u) of the head's education in ℓ, smoothed over four quarters
//! ```
//! `a_h` is 1.5, 1 and 0.3 by the head's age class. `η_0` is solved at the opening such that the expected
//! flow of persons from country to town is the stated one; what happens later is an outcome. Before any
//! vacancy has been seen, jobs stand for vacancies. Deposits, property and the stratum move along; jobs
//! are quit.
//!
//! # Source
//! Long run, §4.6.
//!
//! # Off
//! `Ω = 0`.

use params::parameters;
use quantity::{Column, FirmId, HouseholdId, Id, Purpose, maths, unit_interval};

use super::Age;
use super::persons::People;
use crate::chance::Chance;
use crate::firms::Firms;
use crate::geography::{Geography, Kind};
use crate::households::{Households, NOBODY, OUTSIDE};
use crate::people::vital::works;

parameters! {
    /// Who moves.
    pub struct Migration in "people.migration" {
        /// How open areas are to those who want to move (`Ω`); 1 is today, 0 closes them.
        openness: f64 [Pure] = 1.0, within 0.0..=10.0, plausible 0.0..=2.0, from Assumed("a scenario: rules of residence are present in their effect only") known Assumed;
        /// Rise of the urban share of the population in a year that is expected on the prospects of the opening, where jobs stand for vacancies.
        pace: f64 [Share] = 0.0075, within 0.0..=0.05, plausible 0.006..=0.013, from Measured("nbs_2023") known Recalled;
        /// Largest hazard of a move in a quarter (`η̄`).
        largest: f64 [QuarterlyRate] = 0.02, within 0.0..=0.2, plausible 0.01..=0.03, from Assumed("moving takes time") known Assumed;
        /// Fall of destinations with distance, per hop (`δ_m`).
        distance_decay: f64 [Pure] = 0.35, within 0.0..=10.0, plausible 0.2..=0.6, from Assumed("people move further than they commute") known Assumed;
    }
}

/// Eagerness to move by the head's age class (`a_h`).
///
/// # Source
/// Long run, §4.6, assumed.
pub const EAGERNESS: [f64; 4] = [1.0, 1.5, 1.0, 0.3];

/// Share of a quarter in smoothed prospects.
const SMOOTHING: f64 = 0.25;
const SKILLS: usize = 3;

/// Prospects of areas, and who has moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movers {
    /// The rule; openness 0 where there is nowhere to move.
    rule: Migration,
    /// Hazard per unit of log gain (`η_0`).
    pub eagerness: f64,
    /// Smoothed real wage times the employed share, at `area · 3 + education` (`ỹ`).
    pub prospects: Vec<f64>,
    /// Persons who moved in less those who moved out in the last quarter, by area.
    pub net_migration: Vec<i32>,
    /// Households that moved in the last quarter.
    pub moves: u32,
    /// `e^(−δ_m d)` at `from · areas + to`, 0 on the diagonal.
    closeness: Vec<f64>,
    /// Work space: wages of employed persons and persons in the labour force, by area and education.
    wages: Vec<f64>,
    labour_force: Vec<f64>,
    /// Vacancies by area, or jobs before any were seen.
    vacancies: Vec<f64>,
    /// Log gain of moving, by area and education; 0 where there is none.
    gain: Vec<f64>,
    /// Work space: hazard of a move by area and education, and age class of the head.
    hazards: Vec<[f64; 4]>,
    /// Cumulative weights of destinations, at `(area · 3 + education) · areas + destination`.
    destinations: Vec<f64>,
}

impl Movers {
    /// Prospects at the opening, and the eagerness to move that gives the stated pace.
    pub(crate) fn open(
        rule: Migration,
        households: &Households,
        people: &People,
        firms: &Firms,
        geography: &Geography,
    ) -> Self {
        let n = geography.len();
        if n == 1 || rule.openness == 0.0 {
            return Self {
                net_migration: vec![0; n],
                rule: Migration {
                    openness: 0.0,
                    ..rule
                },
                ..Self::default()
            };
        }
        let closeness = (0..n * n).map(|k| {
            let (from, to) = (k.div_euclid(n), k % n);
            if from == to {
                0.0
            } else {
                maths::exp(-rule.distance_decay * geography.distance(from, to))
            }
        });
        let mut movers = Self {
            rule,
            closeness: closeness.collect(),
            net_migration: vec![0; n],
            wages: vec![0.0; n * SKILLS],
            labour_force: vec![0.0; n * SKILLS],
            prospects: vec![0.0; n * SKILLS],
            vacancies: vec![0.0; n],
            gain: vec![0.0; n * SKILLS],
            destinations: vec![0.0; n * SKILLS * n],
            ..Self::default()
        };
        for (&area, &staff) in firms.area.iter().zip(firms.employees.iter()) {
            movers.vacancies[area as usize] += f64::from(staff);
        }
        movers.look_around(households, people, 1.0);
        movers.weigh();
        movers.eagerness = movers.solve_eagerness(people, &households.area, geography);
        movers
    }

    /// Whether anybody may move.
    fn open_doors(&self) -> bool {
        self.rule.openness > 0.0 && self.eagerness > 0.0
    }

    /// Smooths the prospects of each education in each area; where nobody has it, those of all count.
    fn look_around(&mut self, households: &Households, people: &People, smoothing: f64) {
        self.wages.fill(0.0);
        self.labour_force.fill(0.0);
        let careers = households.employer.iter().zip(households.wage.iter());
        let persons = people.household.iter().zip(people.education.iter());
        for ((&employer, &wage), (&home, &education)) in careers.zip(persons) {
            // Nobody who is dead is in the labour force.
            if employer == OUTSIDE {
                continue;
            }
            let area = households.area[HouseholdId(home)] as usize;
            let at = area * SKILLS + education as usize;
            self.labour_force[at] += 1.0;
            if employer != NOBODY {
                self.wages[at] += wage;
            }
        }
        for area in 0..self.vacancies.len() {
            let of = area * SKILLS..(area + 1) * SKILLS;
            let wages: f64 = self.wages[of.clone()].iter().sum();
            let persons: f64 = self.labour_force[of.clone()].iter().sum();
            for at in of {
                let now = if self.labour_force[at] > 0.0 {
                    self.wages[at] / self.labour_force[at]
                } else {
                    maths::ratio_or_zero(wages, persons)
                };
                self.prospects[at] += smoothing * (now - self.prospects[at]);
            }
        }
    }

    /// Takes the vacancies that firms have posted since the last look.
    fn count_vacancies(&mut self, firms: &Firms, posted: impl Fn(FirmId) -> u32) {
        let total: u64 = firms.ids().map(|i| u64::from(posted(i))).sum();
        if total == 0 {
            return;
        }
        self.vacancies.fill(0.0);
        for i in firms.ids() {
            self.vacancies[firms.area[i] as usize] += f64::from(posted(i));
        }
    }

    /// Weights of destinations and gains of moving.
    fn weigh(&mut self) {
        let n = self.vacancies.len();
        for from in 0..n {
            for skill in 0..SKILLS {
                let here = self.prospects[from * SKILLS + skill];
                let row = from * SKILLS + skill;
                let (mut weights, mut mean) = (0.0, 0.0);
                for to in 0..n {
                    let there = self.prospects[to * SKILLS + skill];
                    let weight = if here > 0.0 {
                        self.vacancies[to] * self.closeness[from * n + to] * (there / here)
                    } else {
                        0.0
                    };
                    weights += weight;
                    mean += weight * there;
                    self.destinations[row * n + to] = weights;
                }
                let mean = maths::ratio_or_zero(mean, weights);
                self.gain[row] = if mean > here && here > 0.0 {
                    maths::ln(mean / here)
                } else {
                    0.0
                };
            }
        }
    }

    /// Lists the hazards of all ages in all rows.
    fn list_hazards(&mut self) {
        let mut hazards = std::mem::take(&mut self.hazards);
        hazards.clear();
        hazards.extend(
            (0..self.gain.len())
                .map(|row| Age::ALL.map(|age| self.hazard(self.eagerness, age, row))),
        );
        self.hazards = hazards;
    }

    /// Hazard of a move of a household whose head has this age and education.
    fn hazard(&self, eagerness: f64, age: Age, row: usize) -> f64 {
        let hazard = eagerness * self.rule.openness * EAGERNESS[age as usize] * self.gain[row];
        hazard.min(self.rule.largest)
    }

    /// Share of destinations of a row that are towns.
    fn to_town(&self, row: usize, geography: &Geography) -> f64 {
        let n = geography.len();
        let of = &self.destinations[row * n..(row + 1) * n];
        let mut towns = 0.0;
        let mut last = 0.0;
        for (area, &cumulative) in geography.areas.iter().zip(of) {
            if area.kind == Kind::Urban {
                towns += cumulative - last;
            }
            last = cumulative;
        }
        maths::ratio_or_zero(towns, last)
    }

    /// The eagerness with which the urban share is expected to rise at the stated pace, openness 1; the
    /// largest that moves nobody out of town if moves do not lead there.
    fn solve_eagerness(
        &self,
        people: &People,
        areas: &Column<HouseholdId, u32>,
        geography: &Geography,
    ) -> f64 {
        // Persons by area, education and age class of the household's head.
        let rows = geography.len() * SKILLS;
        let mut persons = vec![[0.0; 4]; rows];
        for (h, &members) in people.members.iter().enumerate() {
            let home = HouseholdId::new(h);
            if let Some(head) = people.head(home) {
                let row = areas[home] as usize * SKILLS + people.education[head] as usize;
                persons[row][people.age[head] as usize] += f64::from(members);
            }
        }
        let all: f64 = persons.iter().flatten().sum();
        let today = Self {
            rule: Migration {
                openness: 1.0,
                ..self.rule
            },
            ..self.clone()
        };
        let flow = |eagerness: f64| {
            let mut flow = 0.0;
            for (row, by_age) in persons.iter().enumerate() {
                let town = geography.areas[row.div_euclid(SKILLS)].kind == Kind::Urban;
                let gain = today.to_town(row, geography) - if town { 1.0 } else { 0.0 };
                for (age, n) in Age::ALL.into_iter().zip(by_age) {
                    flow += n * today.hazard(eagerness, age, row) * gain;
                }
            }
            flow / all
        };
        let target = 0.25 * self.rule.pace;
        let (mut low, mut high) = (0.0, 1.0);
        if flow(high) < target {
            return if flow(high) > 0.0 { high } else { 0.0 };
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if flow(middle) < target {
                low = middle;
            } else {
                high = middle;
            }
        }
        high
    }
}

/// Lets households move, at the start of a quarter; `posted` are the vacancies of the last one.
pub fn migrate(
    households: &mut Households,
    firms: &mut Firms,
    posted: impl Fn(FirmId) -> u32,
    chance: Chance,
) {
    let Some(mut people) = households.people.take() else {
        return;
    };
    let mut movers = std::mem::take(&mut people.movers);
    movers.net_migration.fill(0);
    movers.moves = 0;
    if movers.open_doors() {
        movers.look_around(households, &people, SMOOTHING);
        movers.count_vacancies(firms, posted);
        movers.weigh();
        if let Chance::Drawn(draws) = chance {
            movers.list_hazards();
            let draw = |purpose, h: usize| unit_interval(draws.block(purpose, h as u64, 0)[0]);
            for h in 0..people.members.len() {
                let home = HouseholdId::new(h);
                let Some(head) = people.head(home) else {
                    continue;
                };
                let from = households.area[home] as usize;
                let row = from * SKILLS + people.education[head] as usize;
                let hazard = movers.hazards[row][people.age[head] as usize];
                if hazard <= 0.0 || draw(Purpose::Migration, h) >= hazard {
                    continue;
                }
                let v = draw(Purpose::Destination, h);
                let n = movers.vacancies.len();
                let of = &movers.destinations[row * n..(row + 1) * n];
                let to = of.partition_point(|&c| c <= v * of[n - 1]).min(n - 1);
                households.area[home] = to as u32;
                quit(&people, households, firms, home);
                let persons = i32::from(people.members[home]);
                movers.net_migration[from] -= persons;
                movers.net_migration[to] += persons;
                movers.moves += 1;
            }
        }
    }
    people.movers = movers;
    households.people = Some(people);
}

/// Lets everybody of a household leave their jobs.
fn quit(people: &People, households: &mut Households, firms: &mut Firms, home: HouseholdId) {
    for k in people.of(home) {
        if works(households.employer[k]) {
            firms.employees[FirmId(households.employer[k])] -= 1;
            households.employer[k] = NOBODY;
        }
    }
}

impl People {
    /// Persons who live in areas of a kind.
    #[must_use]
    pub fn residents(&self, kind: Kind, areas: &Column<HouseholdId, u32>, map: &Geography) -> u64 {
        let homes = self.members.iter().zip(areas.iter());
        homes
            .filter(|(_, area)| map.areas[**area as usize].kind == kind)
            .map(|(&n, _)| u64::from(n))
            .sum()
    }
}
