//! What births, careers and skills are drawn from: shares of the opening that are to last.

use quantity::{HouseholdId, PersonId, maths};

use super::persons::{NONE, People, Person};
use super::skill::EDUCATIONS;
use super::{Age, Education};
use crate::firms::Firms;
use crate::households::OUTSIDE;

/// Shares of the opening, hazards, and what happened to people in the last quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vital {
    /// Share in the labour force by stratum, of the young, the middle-aged and the old.
    pub participation: [[f64; 3]; 2],
    /// Share on own account of the labour force by stratum.
    pub self_employed: [f64; 2],
    /// Shares of low and of low or middle education among the young, by stratum.
    education: [[f64; 2]; 2],
    /// Mean human capital by education.
    human_capital: [f64; 3],
    /// Efficiency beyond human capital in the labour force.
    pub usual: super::skill::Usual,
    /// Shares of low and of low or middle education in the staff of each industry.
    wanted: Vec<[f64; 2]>,
    /// Probability that a vacancy is offered to the wanted education first.
    pub preference: f64,
    /// Persistence of efficiency beyond human capital.
    pub persistence: f64,
    /// Hazard of a birth, per young person and quarter; 0 without demography.
    pub fertility: f64,
    /// Hazard of death by age class, per quarter; 0 without demography.
    pub mortality: [f64; 4],
    /// Pension by stratum at the opening, in units of the common benefit.
    pub(crate) pension: [f64; 2],
    /// Old persons by stratum, as people live since their last birthdays, births, deaths and moves.
    pub(crate) old: [u32; 2],
    /// What pensions came to at the opening, in units of the common benefit.
    pub(crate) pensions_due: f64,
    /// Persons born in the last quarter.
    pub births: u32,
    /// Persons who died in the last quarter.
    pub deaths: u32,
    /// Persons who came of age and entered the labour force in the last quarter, by area.
    pub entrants: Vec<u32>,
    /// Persons in the labour force after it, by area.
    pub workforce: Vec<u32>,
    /// Households that died out and are empty.
    pub(crate) dormant: Vec<u32>,
    /// Growth of the labour force in the last quarters.
    pub(crate) window: [f64; 8],
    /// Quarters in the window.
    pub(crate) measured: u32,
    /// Work space: members of each household in the labour force; households whose last adult died; mothers.
    pub(crate) in_force: Vec<u32>,
    pub(crate) estates: Vec<u32>,
    pub(crate) mothers: Vec<u32>,
    /// Work space: heirs of households without an adult.
    pub(crate) heirs: Vec<(HouseholdId, HouseholdId)>,
    /// Work space: inhabited households, the same area by area, and where each area begins.
    pub(crate) inhabited: Vec<HouseholdId>,
    pub(crate) residents: Vec<u32>,
    pub(crate) first_resident: Vec<u32>,
}

fn share(part: f64, whole: f64) -> f64 {
    maths::ratio_or_zero(part, whole)
}

impl Vital {
    /// Shares of people as they are at the opening.
    pub(crate) fn measure(people: &People, employer: &Person<u32>) -> Self {
        let mut persons = [[0.0; 3]; 2];
        let mut active = [[0.0; 3]; 2];
        let mut on_own_account = [0.0; 2];
        let mut educated = [[0.0; 3]; 2];
        let mut capital = [[0.0; 2]; 3];
        for (k, &employer) in employer.iter().enumerate() {
            let id = PersonId(k as u32);
            let class = people.age[id] as usize;
            let stratum = people.stratum_of(id);
            let education = people.education[id] as usize;
            if class == 0 {
                continue;
            }
            capital[education][0] += f64::from(people.human_capital[id]);
            capital[education][1] += 1.0;
            persons[stratum][class - 1] += 1.0;
            if people.age[id] == Age::Young {
                educated[stratum][education] += 1.0;
            }
            if employer != OUTSIDE {
                active[stratum][class - 1] += 1.0;
                on_own_account[stratum] += f64::from(u8::from(people.self_employed[id]));
            }
        }
        let mut in_force: Vec<u32> = Vec::new();
        people.count_active(employer, &mut in_force);
        let rows = (0..employer.len())
            .map(|k| PersonId(k as u32))
            .filter(|&k| employer[k] != OUTSIDE)
            .map(|k| {
                let home = HouseholdId(people.household[k]);
                let mouths = people.log_mouths(home, in_force[home.0 as usize]);
                [people.log_skill[k], mouths, f64::from(people.noise[k])]
            });
        let strata = |of: &dyn Fn(usize) -> f64| [of(0), of(1)];
        Self {
            participation: [0, 1]
                .map(|s| [0, 1, 2].map(|class| share(active[s][class], persons[s][class]))),
            self_employed: strata(&|s| share(on_own_account[s], active[s].iter().sum())),
            education: [0, 1].map(|s: usize| cumulative(educated[s])),
            human_capital: capital.map(|[sum, n]| if n > 0.0 { sum / n } else { 1.0 }),
            usual: super::skill::Usual::fit(rows),
            persistence: 1.0,
            ..Self::default()
        }
    }

    /// Takes note of what staff each industry has.
    pub(crate) fn measure_staff(
        &mut self,
        education: &Person<Education>,
        employer: &Person<u32>,
        firms: &Firms,
    ) {
        let mut staff = vec![[0.0; 3]; firms.first_of_industry.len() - 1];
        for (&employer, &education) in employer.iter().zip(education.iter()) {
            if let Some(&industry) = firms.industry.get(employer as usize) {
                staff[industry as usize][education as usize] += 1.0;
            }
        }
        self.wanted = staff.into_iter().map(cumulative).collect();
    }

    /// The education that a vacancy of an industry is for; `u` in 0..1.
    pub(crate) fn wanted(&self, industry: u32, u: f64) -> Education {
        pick(self.wanted[industry as usize], u)
    }

    /// Education and human capital of somebody who turns 16 in a household of a stratum; `u` in 0..1,
    /// `z` a standard normal.
    ///
    /// # Source
    /// Long run, §5.4: human capital varies by 0.2 in logs within an education.
    pub(crate) fn schooling(&self, stratum: usize, u: f64, z: f64) -> (Education, f64) {
        let education = pick(self.education[stratum], u);
        let mean = self.human_capital[education as usize];
        (education, mean * maths::exp(0.2 * z - 0.02))
    }

    /// Persons who came of age and entered the labour force of an area in the last quarter, and all who are in it.
    #[must_use]
    pub fn entrants_of(&self, area: usize) -> (f64, f64) {
        let of = |column: &[u32]| f64::from(column.get(area).copied().unwrap_or(0));
        (of(&self.entrants), of(&self.workforce))
    }

    /// Takes note of the growth of the labour force in a quarter, and says its mean over two years.
    pub(crate) fn smooth_growth(&mut self, growth: f64, before: f64) -> f64 {
        if self.measured == 0 {
            self.window = [before; 8];
        }
        let at = self.measured as usize % self.window.len();
        self.window[at] = growth;
        self.measured += 1;
        self.window.iter().sum::<f64>() / self.window.len() as f64
    }
}

/// Shares of the first and of the first two of three counts.
fn cumulative(counts: [f64; 3]) -> [f64; 2] {
    let total: f64 = counts.iter().sum();
    if total > 0.0 {
        [counts[0] / total, (counts[0] + counts[1]) / total]
    } else {
        [1.0, 1.0]
    }
}

fn pick([low, middle]: [f64; 2], u: f64) -> Education {
    EDUCATIONS[usize::from(u >= low) + usize::from(u >= middle)]
}

impl People {
    /// Counts the members of each household in the labour force.
    pub(crate) fn count_active(&self, employer: &[u32], into: &mut Vec<u32>) {
        into.clear();
        into.resize(self.members.len(), 0);
        for (&employer, &home) in employer.iter().zip(self.household.iter()) {
            if employer != OUTSIDE && home != NONE {
                into[home as usize] += 1;
            }
        }
    }

    /// Counts the labour force of each area and the old of each stratum.
    pub(crate) fn take_census(
        &mut self,
        employer: &[u32],
        area: &quantity::Column<HouseholdId, u32>,
        areas: usize,
    ) {
        let mut workforce = std::mem::take(&mut self.vital.workforce);
        workforce.clear();
        workforce.resize(areas, 0);
        for (&employer, &home) in employer.iter().zip(self.household.iter()) {
            if employer != OUTSIDE && home != NONE {
                workforce[area[HouseholdId(home)] as usize] += 1;
            }
        }
        self.vital.workforce = workforce;
        self.count_old();
    }

    /// Counts the old of each stratum, whom pensions are paid to.
    pub(crate) fn count_old(&mut self) {
        let mut old = [0_u32; 2];
        for (&age, &home) in self.age.iter().zip(self.household.iter()) {
            if age == Age::Old && home != NONE {
                old[self.stratum[HouseholdId(home)] as usize] += 1;
            }
        }
        self.vital.old = old;
    }

    /// Stratum of a living person's household, as a position.
    pub(crate) fn stratum_of(&self, k: PersonId) -> usize {
        let household = self.household[k];
        debug_assert!(household != NONE);
        self.stratum[quantity::HouseholdId(household)] as usize
    }
}

/// Whether somebody with this employer's id works in a firm.
pub fn works(employer: u32) -> bool {
    // The ids of those without one are the largest.
    employer < OUTSIDE
}
