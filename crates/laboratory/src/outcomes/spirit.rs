//! Spiritual prosperity: six components of each household, measured after the fact and read by no act.
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
//! A household is deprived in a component where it has less than 60 per cent of the mean of the opening.
//!
//! # Source
//! Digital economy, §4.F, F3; hours online of a user: 26.7 a week at the end of 2022 (R, \[cnnic_51\]), in
//! proportion to skill in use (N); the line of deprivation is that of relative poverty (N).

use economy::Economy;
use economy::households::OUTSIDE;
use quantity::{FirmId, HouseholdId};
use theory::Digital;
use theory::roles::spiritual_prosperity::{COMPONENTS, SpiritualProsperity};
use theory::scene::Ground;

use super::heads::Heads;
use super::memory::Memory;

/// Hours a week that a user of mean skill is online.
const HOURS: f64 = 26.7;
/// Line of deprivation over the mean of the opening.
const LINE: f64 = 0.6;
/// Personal premium, in either direction, at which nothing is left of fairness.
const UNFAIR: f64 = 0.25;
/// Components of which one may lack one and not be deprived.
const MANY: usize = 2;

/// The index of everybody.
#[derive(Clone, Debug, Default)]
pub struct Spirit {
    /// Index of each row.
    pub index: Vec<f64>,
    /// Whether each row is deprived in two components or more.
    pub deprived: Vec<bool>,
    components: Vec<[f64; COMPONENTS]>,
    /// Human capital of heads at the opening.
    skills: Ladder,
    /// Mean skill in use at the opening.
    mean_skill: f64,
    /// Line of each component.
    lines: Option<[f64; COMPONENTS]>,
}

impl Spirit {
    /// Measures everybody; the first time also sets what later quarters are measured by.
    pub fn measure(
        &mut self,
        economy: &Economy,
        digital: &Digital,
        heads: &Heads,
        memory: &Memory,
    ) {
        if self.lines.is_none() {
            self.open(economy, digital, heads);
        }
        let view = economy.view();
        let ground = digital.ground(&view);
        self.components.clear();
        for row in 0..heads.len() {
            let components = self.of(economy, digital, &ground, heads, memory, row);
            self.components.push(components);
        }
        let lines = *self.lines.get_or_insert_with(|| {
            let total = heads.population();
            std::array::from_fn(|k| {
                let rows = self.components.iter().zip(&heads.persons);
                LINE * rows.map(|(values, w)| w * values[k]).sum::<f64>() / total
            })
        });
        let law: &SpiritualProsperity = &digital.concepts.spiritual_prosperity;
        self.index.clear();
        self.deprived.clear();
        for values in &self.components {
            self.index.push(law.of(*values));
            let lacking = values
                .iter()
                .zip(lines)
                .filter(|(value, line)| *value < line);
            self.deprived.push(lacking.count() >= MANY);
        }
    }

    fn open(&mut self, economy: &Economy, digital: &Digital, heads: &Heads) {
        let skills = heads.household.iter().map(|&h| human_capital(economy, h));
        self.skills = Ladder::of(skills.collect());
        let in_use = &digital.state().households.skill;
        let rows = heads.household.iter().zip(&heads.persons);
        let total: f64 = rows.map(|(&h, w)| w * in_use[h]).sum();
        self.mean_skill = total / heads.population();
    }

    fn of(
        &self,
        economy: &Economy,
        digital: &Digital,
        ground: &Ground<'_>,
        heads: &Heads,
        memory: &Memory,
        row: usize,
    ) -> [f64; COMPONENTS] {
        let h = heads.household[row];
        let area = heads.area[row] as usize;
        let (state, concepts) = (digital.state(), &digital.concepts);
        let coverage = digital.derived().coverage[h];
        let covered = coverage - digital.opening().derived.coverage[h];
        let healthcare = &concepts.online_healthcare;
        let avoided = healthcare.term(covered, state.areas.health[area]);
        let at_work = ground.boundless_hours(h) / heads.persons[row];
        let lost = concepts.full_time_economy.leisure_lost(at_work);
        let hours = HOURS * state.households.skill[h] / self.mean_skill;
        let learned = human_capital(economy, h) + state.areas.exposure[area];
        [
            coverage,
            self.skills.share_up_to(learned),
            1.0 - (healthcare.lost_work_share - avoided),
            SpiritualProsperity::free_time(hours, lost),
            1.0 - memory.volatility(h.0 as usize),
            1.0 - withheld(economy, h) - personal_premium(ground, h).abs() / UNFAIR,
        ]
        .map(|value: f64| value.clamp(0.0, 1.0))
    }
}

/// Values in ascending order, with a table that tells about where a value stands: a search through all of
/// them would miss the caches at every step.
#[derive(Clone, Debug, Default)]
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
fn human_capital(economy: &Economy, h: HouseholdId) -> f64 {
    let people = economy.households.people.as_ref();
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
fn withheld(economy: &Economy, h: HouseholdId) -> f64 {
    let Some(people) = &economy.households.people else {
        return 0.0;
    };
    let (mut owed, mut kept) = (0.0, 0.0);
    for k in people.of(h) {
        let employer = economy.households.employer[k];
        if employer < OUTSIDE {
            let wage = economy.households.wage[k];
            owed += wage;
            kept += wage * (1.0 - economy.firms.paid_share[FirmId(employer)]);
        }
    }
    quantity::maths::ratio_or_zero(kept, owed)
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
