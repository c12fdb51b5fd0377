//! The spirit of each household in six components, and what it would do if it fed effort.
//!
//! # Equation
//! ```text
//! culture  coverage λ_h of digital services
//! skill    place of the head's human capital and exposure to online teaching among heads at the opening
//! health   1 − ( i₀ − s i₀ τ_H Δ₀λ_h (1 − q_hea) )
//! time     1 − (hours online − 35)⁺/35 − s extra minutes of remote and gig work
//! security 1 − volatility of income
//! fairness 1 − wages withheld − |personal premium| / 0.25
//! ```
//! Whoever asks says how volatile an income is: outcomes by its yearly changes, [`Effort`] by the root of
//! the theory's own mean square of quarterly ones.
//!
//! # Source
//! Digital economy, §4.F, F3; hours online of a user: 26.7 a week at the end of 2022 (R, \[cnnic_51\]), in
//! proportion to skill in use (N).

use economy::households::OUTSIDE;
use quantity::{FirmId, HouseholdId, Id, maths};

use crate::roles::spiritual_prosperity::{COMPONENTS, SpiritualProsperity};
use crate::scene::{Derived, Ground};

/// Hours a week that a user of mean skill is online.
const HOURS: f64 = 26.7;
/// Personal premium, in either direction, at which nothing is left of fairness.
const UNFAIR: f64 = 0.25;

/// What households are measured by: as things were when they were first measured.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Yardstick {
    /// Human capital of heads.
    skills: Ladder,
    /// Mean skill in use.
    mean_skill: f64,
}

impl Yardstick {
    /// As things are for these households with their persons.
    #[must_use]
    pub fn of(ground: &Ground<'_>, rows: impl Iterator<Item = (HouseholdId, f64)> + Clone) -> Self {
        let skills = rows.clone().map(|(h, _)| human_capital(ground, h));
        let in_use = &ground.state.households.skill;
        let total: f64 = rows.clone().map(|(h, w)| w * in_use[h]).sum();
        Self {
            skills: Ladder::of(skills.collect()),
            mean_skill: total / maths::sum(rows.map(|(_, w)| w)),
        }
    }

    /// The components of a household of so many persons with an income this volatile.
    #[must_use]
    pub fn components(
        &self,
        ground: &Ground<'_>,
        now: &Derived,
        h: HouseholdId,
        persons: f64,
        volatility: f64,
    ) -> [f64; COMPONENTS] {
        let area = ground.view.households.area[h] as usize;
        let (state, concepts) = (ground.state, ground.concepts);
        let coverage = now.coverage[h];
        let covered = coverage - ground.opening.derived.coverage[h];
        let healthcare = &concepts.online_healthcare;
        let avoided = healthcare.term(covered, state.areas.health[area]);
        let at_work = ground.boundless_hours(h) / persons;
        let lost = concepts.full_time_economy.leisure_lost(at_work);
        let hours = HOURS * state.households.skill[h] / self.mean_skill;
        let learned = human_capital(ground, h) + state.areas.exposure[area];
        [
            coverage,
            self.skills.share_up_to(learned),
            1.0 - (healthcare.lost_work_share - avoided),
            SpiritualProsperity::free_time(hours, lost),
            1.0 - volatility,
            1.0 - withheld(ground, h) - personal_premium(ground, h).abs() / UNFAIR,
        ]
        .map(|value: f64| value.clamp(0.0, 1.0))
    }
}

/// How the mean index of areas has changed since it was first asked for, by those who let it feed effort.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    yardstick: Option<Yardstick>,
    /// Sums of index and persons, by area.
    sums: Vec<[f64; 2]>,
    /// Mean index of areas when it was first asked for; not a number where nobody lived.
    first: Vec<f64>,
}

impl Effort {
    /// Looks at everybody, and sets `change` to that of each area; 0 where nobody lives.
    pub fn follow(&mut self, ground: &Ground<'_>, now: &Derived, change: &mut Vec<f64>) {
        let rows = (0..ground.view.households.len()).map(HouseholdId::new);
        let rows = rows.map(|h| (h, ground.person(h).persons));
        let rows = rows.filter(|(_, persons)| *persons > 0.0);
        let law = &ground.concepts.spiritual_prosperity;
        let yardstick = self
            .yardstick
            .get_or_insert_with(|| Yardstick::of(ground, rows.clone()));
        self.sums.clear();
        self.sums.resize(ground.endowment.n_areas(), [0.0; 2]);
        for (h, persons) in rows {
            let volatility = ground.state.households.income_variance[h].sqrt();
            let components = yardstick.components(ground, now, h, persons, volatility);
            let [sum, weight] = &mut self.sums[ground.view.households.area[h] as usize];
            *sum += persons * law.of(components);
            *weight += persons;
        }
        let means = self.sums.iter().map(|[sum, weight]| sum / weight);
        if self.first.is_empty() {
            self.first.extend(means.clone());
        }
        change.clear();
        let changes = means.zip(&self.first).map(|(mean, first)| mean - first);
        change.extend(changes.map(|change| if change.is_finite() { change } else { 0.0 }));
    }
}

/// Values in ascending order, with a table that tells about where a value stands: a search through all of
/// them would miss the caches at every step.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ladder {
    values: Vec<f64>,
    /// Where the values of each step begin.
    begins: Vec<u32>,
    least: f64,
    steps_per_unit: f64,
}

impl Ladder {
    /// Values of a step, in the mean.
    const OF_STEP: usize = 4;

    fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let steps = values.len().div_ceil(Self::OF_STEP).max(1);
        let (least, greatest) = (
            values.first().copied().unwrap_or(0.0),
            values.last().copied().unwrap_or(0.0),
        );
        let range = greatest - least;
        let mut ladder = Self {
            least,
            steps_per_unit: if range > 0.0 {
                steps as f64 / range
            } else {
                0.0
            },
            begins: vec![0; steps + 2],
            values,
        };
        for k in 0..ladder.values.len() {
            let step = ladder.step(ladder.values[k]);
            ladder.begins[step + 1] += 1;
        }
        for step in 0..=steps {
            ladder.begins[step + 1] += ladder.begins[step];
        }
        ladder
    }

    /// The step of a value; never lower for a larger one.
    fn step(&self, value: f64) -> usize {
        let last = self.begins.len() - 2;
        (((value - self.least) * self.steps_per_unit) as usize).min(last)
    }

    /// Share of the values that are not above `value`.
    fn share_up_to(&self, value: f64) -> f64 {
        let step = self.step(value);
        let (begin, end) = (self.begins[step] as usize, self.begins[step + 1] as usize);
        let here = &self.values[begin..end];
        let below = begin + here.partition_point(|&other| other <= value);
        below as f64 / self.values.len() as f64
    }
}

/// Human capital of the head; 1 where nothing is known of anybody.
fn human_capital(ground: &Ground<'_>, h: HouseholdId) -> f64 {
    let people = ground.view.households.people.as_ref();
    let of_head = people.and_then(|people| Some(people.human_capital[people.head(h)?]));
    of_head.map_or(1.0, f64::from)
}

/// What a household's own price online is above the posted one, as a share of it; negative where it pays less.
#[must_use]
pub fn personal_premium(ground: &Ground<'_>, h: HouseholdId) -> f64 {
    let concepts = ground.concepts;
    let left = concepts
        .strategy_platform_regulation
        .left_of_forms(ground.view.quarter);
    let area = ground.view.households.area[h] as usize;
    let rank = ground.state.households.rank[h];
    let manipulation = &concepts.algorithm_manipulation;
    left * manipulation.personal_price(rank, ground.last_violation[area])
}

/// Share of the wages of a household's members that their employers kept.
fn withheld(ground: &Ground<'_>, h: HouseholdId) -> f64 {
    let Some(people) = &ground.view.households.people else {
        return 0.0;
    };
    let (mut owed, mut kept) = (0.0, 0.0);
    for k in people.of(h) {
        let employer = ground.view.households.employer[k];
        if employer < OUTSIDE {
            let wage = ground.view.households.wage[k];
            owed += wage;
            kept += wage * (1.0 - ground.view.firms.paid_share[FirmId(employer)]);
        }
    }
    maths::ratio_or_zero(kept, owed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: counting all values, below, among and above them, with ties and where all are alike.
    #[test]
    fn a_ladder_counts_what_is_not_above() {
        for values in [
            vec![1.0, 1.0, 2.5, 7.0, 7.0, 7.0, 7.1, 90.0, 3.0, 0.5, -2.0],
            vec![4.0; 9],
            vec![1.0],
        ] {
            let ladder = Ladder::of(values.clone());
            for value in [-5.0, -2.0, 0.9, 1.0, 4.0, 7.0, 7.05, 89.0, 90.0, 1e9] {
                let counted = values.iter().filter(|&&other| other <= value).count();
                let share = counted as f64 / values.len() as f64;
                assert_eq!(ladder.share_up_to(value), share, "{value}");
            }
        }
    }
}
