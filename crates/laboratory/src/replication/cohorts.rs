//! Cohorts of school leavers: who turned 16 where and when, and what they earn years later.
//!
//! Persons have classes of age and no year of birth, so a cohort is those who are seen to turn 16 in the same
//! two years. A person keeps a place for good, also when moving or dying, so that the cohort can be followed.

use economy::Economy;
use economy::people::Age;
use quantity::{Id, PersonId};

/// Quarters in which the cohorts leave school: before anything is done, and after.
pub const LEAVING: [std::ops::RangeInclusive<u32>; 2] = [1..=8, 9..=16];

/// A member of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Member {
    person: PersonId,
    /// Area in which school was left.
    area: usize,
    /// Position of the cohort in [`LEAVING`].
    cohort: usize,
}

/// The cohorts of a run, so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohorts {
    at_school: Vec<bool>,
    members: Vec<Member>,
}

impl Cohorts {
    /// Nobody has left school yet.
    #[must_use]
    pub fn open(economy: &Economy) -> Self {
        let mut cohorts = Self::default();
        cohorts.note(economy);
        cohorts
    }

    /// Takes note of who has left school in the quarter that `economy` is in; nobody where there are no people.
    pub fn note(&mut self, economy: &Economy) {
        let households = &economy.households;
        let Some(people) = &households.people else {
            return;
        };
        let quarter = economy.time();
        let leaving = LEAVING.iter().position(|range| range.contains(&quarter));
        for k in 0..people.places() {
            let person = PersonId::new(k);
            let is_child = people.alive(person) && people.age[person] == Age::Child;
            let was_child = self.at_school.get(k).copied();
            if let (Some(true), Some(cohort)) = (was_child, leaving)
                && !is_child
                && people.alive(person)
            {
                self.members.push(Member {
                    person,
                    area: people.area_of(person, &households.area) as usize,
                    cohort,
                });
            }
            match was_child {
                Some(_) => self.at_school[k] = is_child,
                None => self.at_school.push(is_child),
            }
        }
    }

    /// Mean real wage a quarter of those of each cohort who have a job now, wherever they live, by the area in which
    /// they left school; not a number where nobody has.
    #[must_use]
    pub fn earnings(&self, economy: &Economy) -> Vec<[f64; 2]> {
        let households = &economy.households;
        let mut sums = vec![[(0.0, 0.0); 2]; economy.calibration.geography.len()];
        let Some(people) = &households.people else {
            return Vec::new();
        };
        for member in &self.members {
            // Whoever has no employer points beyond the last firm.
            let employed = (households.employer[member.person] as usize) < economy.firms.len();
            if people.alive(member.person) && employed {
                let (wages, heads) = &mut sums[member.area][member.cohort];
                *wages += households.wage[member.person] / economy.prices.consumer;
                *heads += 1.0;
            }
        }
        sums.into_iter()
            .map(|area| area.map(|(wages, heads)| wages / heads))
            .collect()
    }
}
