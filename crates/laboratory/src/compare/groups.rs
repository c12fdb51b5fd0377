//! Winners and losers: households of two runs with the same luck, matched one by one.
//!
//! # Equation
//! ```text
//! d_h = c_h(alternative) − c_h(base)      group: Σ_h n_h d_h / Σ_h n_h      better off: Σ_h n_h 1{d_h > 0} / Σ_h n_h
//! ```
//! over households `h` in which somebody lives in both runs, `n_h` its persons and `c_h` its consumption per
//! head as in the outcome `real_consumption_mean`: at the prices of the area, with public services.
//!
//! Groups are those of the opening, which both runs share. Tenths of the quarter itself would be told apart by
//! the base's luck: whoever had been unlucky in the base looks like a winner in any other run, policy or not.
//! A household whose home was empty at the opening is in no group, and in the whole.

use economy::Economy;
use serde::Serialize;

use super::paired::Mean;
use crate::outcomes::{Observer, SKILLS};

/// Groups by income.
pub const DECILES: usize = 10;

/// Everybody in one quarter, by household.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Everybody {
    /// The quarter.
    pub quarter: u32,
    /// Persons; 0 where nobody lives.
    pub persons: Vec<f64>,
    /// Consumption per head at the prices of the area, with public services.
    pub consumption: Vec<f64>,
    /// Area; absent where nobody lived when groups were formed.
    pub area: Vec<Option<u32>>,
    /// Tenth of persons by disposable income per head, from 0; absent likewise.
    pub decile: Vec<Option<u8>>,
    /// Education of the head, from the lowest; absent also where it is not known.
    pub skill: Vec<Option<u8>>,
}

impl Everybody {
    /// Everybody as last observed.
    #[must_use]
    pub fn of(economy: &Economy, observer: &Observer) -> Self {
        let n = economy.households.len();
        let heads = observer.heads();
        let mut all = Self {
            quarter: economy.time(),
            persons: vec![0.0; n],
            consumption: vec![0.0; n],
            area: vec![None; n],
            decile: vec![None; n],
            skill: vec![None; n],
        };
        observer.income().ranks(|row, rank| {
            let h = heads.household[row].0 as usize;
            all.persons[h] = heads.persons[row];
            all.consumption[h] = heads.with_services[row];
            all.area[h] = Some(heads.area[row]);
            let tenth = ((rank * DECILES as f64) as usize).min(DECILES - 1);
            all.decile[h] = Some(tenth as u8);
            all.skill[h] = heads.skill[row].map(|skill| skill as u8);
        });
        all
    }

    /// The same people in the groups of an earlier time.
    #[must_use]
    pub fn grouped_as(mut self, earlier: &Self) -> Self {
        self.area.clone_from(&earlier.area);
        self.decile.clone_from(&earlier.decile);
        self.skill.clone_from(&earlier.skill);
        self
    }
}

/// The people of one run in the quarters asked for, in the groups of the first quarter observed.
#[derive(Clone, Debug, Default)]
pub struct Followed {
    opening: Option<Everybody>,
    /// Everybody, quarter by quarter.
    pub people: Vec<Everybody>,
}

impl Followed {
    /// Takes note of groups at first, and of everybody where that is asked for.
    pub fn observe(&mut self, economy: &Economy, observer: &Observer, asked: bool) {
        if !asked && self.opening.is_some() {
            return;
        }
        let now = Everybody::of(economy, observer);
        let opening = self.opening.get_or_insert_with(|| now.clone());
        if asked {
            self.people.push(now.grouped_as(opening));
        }
    }
}

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Tenths by income at the opening.
    Decile,
    /// Where they lived at the opening.
    Area,
    /// Education of the head at the opening.
    Skill,
}

impl By {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Decile, Self::Area, Self::Skill];

    /// Its name in every output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Decile => "decile",
            Self::Area => "area",
            Self::Skill => "skill",
        }
    }

    /// Number of groups in a country of so many areas.
    pub(super) fn count(self, areas: usize) -> usize {
        match self {
            Self::Decile => DECILES,
            Self::Area => areas,
            Self::Skill => SKILLS,
        }
    }

    /// The group of a household, if that is known.
    fn of(self, base: &Everybody, h: usize) -> Option<usize> {
        match self {
            Self::Decile => base.decile[h].map(usize::from),
            Self::Area => base.area[h].map(|area| area as usize),
            Self::Skill => base.skill[h].map(usize::from),
        }
    }

    /// The name of a group.
    #[must_use]
    pub fn name(self, group: usize, areas: &[String]) -> String {
        match self {
            Self::Decile => (group + 1).to_string(),
            Self::Area => areas.get(group).cloned().unwrap_or_default(),
            Self::Skill => ["low", "middle", "high"][group.min(SKILLS - 1)].to_owned(),
        }
    }
}

/// Sums over a group of one pair of runs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums {
    /// Persons.
    pub persons: f64,
    /// Persons times what they have in the base.
    pub base: f64,
    /// Persons times difference.
    pub difference: f64,
    /// Persons who have more.
    pub better: f64,
    /// Persons who have less.
    pub worse: f64,
}

impl Sums {
    /// How many numbers they are kept in.
    pub(super) const NUMBERS: usize = 5;

    /// The numbers in which they are kept.
    pub(super) fn numbers(self) -> [f64; Self::NUMBERS] {
        let Self {
            persons,
            base,
            difference,
            better,
            worse,
        } = self;
        [persons, base, difference, better, worse]
    }

    /// Reads [`Self::numbers`].
    pub(super) fn read(numbers: &[f64]) -> Self {
        Self {
            persons: numbers[0],
            base: numbers[1],
            difference: numbers[2],
            better: numbers[3],
            worse: numbers[4],
        }
    }

    fn add(&mut self, persons: f64, base: f64, difference: f64) {
        self.persons += persons;
        self.base += persons * base;
        self.difference += persons * difference;
        if difference > 0.0 {
            self.better += persons;
        } else if difference < 0.0 {
            self.worse += persons;
        }
    }
}

/// Sums of every group of one pair of runs; `None` is everybody.
#[must_use]
pub fn matched(by: Option<By>, areas: usize, base: &Everybody, other: &Everybody) -> Vec<Sums> {
    let mut groups = vec![Sums::default(); by.map_or(1, |by| by.count(areas))];
    for h in 0..base.persons.len().min(other.persons.len()) {
        if base.persons[h] == 0.0 || other.persons[h] == 0.0 {
            continue;
        }
        if let Some(group) = by.map_or(Some(0), |by| by.of(base, h)) {
            let here = base.consumption[h];
            groups[group].add(base.persons[h], here, other.consumption[h] - here);
        }
    }
    groups
}

/// A group over seeds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupDifference {
    /// What people are told apart by.
    pub by: &'static str,
    /// The group.
    pub group: String,
    /// Share of all matched persons.
    pub persons_share: f64,
    /// Real consumption per head in the base, mean over seeds.
    pub base: f64,
    /// Mean difference of real consumption per head, mean over seeds.
    pub difference: f64,
    /// Its standard error over seeds.
    pub se: f64,
    /// Share of persons who have more, mean over seeds.
    pub better_off_share: f64,
    /// Share of persons who have less, mean over seeds.
    pub worse_off_share: f64,
}

impl GroupDifference {
    /// A group from its sums, one per seed; none where nobody is in it.
    #[must_use]
    pub fn of(by: &'static str, group: String, sums: &[Sums], all: &[Sums]) -> Option<Self> {
        let there: Vec<(&Sums, &Sums)> = sums
            .iter()
            .zip(all)
            .filter(|(sums, _)| sums.persons > 0.0)
            .collect();
        if there.is_empty() {
            return None;
        }
        let over = |of: &dyn Fn(&Sums, &Sums) -> f64| -> Vec<f64> {
            there.iter().map(|(sums, all)| of(sums, all)).collect()
        };
        let Mean { mean, se } = Mean::of(&over(&|s, _| s.difference / s.persons));
        Some(Self {
            by,
            group,
            base: Mean::of(&over(&|s, _| s.base / s.persons)).mean,
            persons_share: Mean::of(&over(&|s, all| s.persons / all.persons)).mean,
            difference: mean,
            se,
            better_off_share: Mean::of(&over(&|s, _| s.better / s.persons)).mean,
            worse_off_share: Mean::of(&over(&|s, _| s.worse / s.persons)).mean,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By construction: two runs that differ by luck alone, mean-reverting, so that the unlucky of one are the
    /// lucky of the other. Groups of the opening see no difference, those of the base's quarter see one.
    #[test]
    fn luck_is_not_mistaken_for_a_policy() {
        let n = 1000;
        let opening = Everybody {
            persons: vec![1.0; n],
            consumption: vec![1.0; n],
            area: vec![Some(0); n],
            decile: (0..n).map(|h| Some((h % DECILES) as u8)).collect(),
            skill: vec![Some(0); n],
            ..Everybody::default()
        };
        let luck = |h: usize| {
            if (h >> 4).is_multiple_of(2) {
                0.5
            } else {
                -0.5
            }
        };
        let drawn = |sign: f64| Everybody {
            consumption: (0..n).map(|h| 1.0 + sign * luck(h)).collect(),
            ..opening.clone()
        };
        let (base, other) = (drawn(1.0), drawn(-1.0));
        let largest = |groups: &[Sums]| {
            groups
                .iter()
                .map(|s| (s.difference / s.persons).abs())
                .fold(0.0, f64::max)
        };
        let ranked = Everybody {
            decile: (0..n)
                .map(|h| Some(if luck(h) > 0.0 { 9 } else { 0 }))
                .collect(),
            ..base.clone()
        };
        let by = Some(By::Decile);
        let grouped = base.clone().grouped_as(&opening);
        assert!(largest(&matched(by, 1, &grouped, &other)) < 0.15);
        let naive: Vec<Sums> = matched(by, 1, &ranked, &other)
            .into_iter()
            .filter(|s| s.persons > 0.0)
            .collect();
        assert!(largest(&naive) > 0.9);
    }

    /// Hand-worked: three households, of which one gains 2, one loses 1 and the third dies out.
    #[test]
    fn winners_and_losers_by_hand() {
        let base = Everybody {
            persons: vec![2.0, 1.0, 4.0],
            consumption: vec![10.0, 20.0, 30.0],
            area: vec![Some(0), Some(1), Some(1)],
            decile: vec![Some(0), Some(9), Some(5)],
            skill: vec![Some(0), Some(2), None],
            ..Everybody::default()
        };
        let other = Everybody {
            persons: vec![2.0, 1.0, 0.0],
            consumption: vec![12.0, 19.0, 0.0],
            ..base.clone()
        };
        let all = matched(None, 2, &base, &other);
        let expected = Sums {
            persons: 3.0,
            base: 40.0,
            difference: 3.0,
            better: 2.0,
            worse: 1.0,
        };
        assert_eq!(all, [expected]);
        for by in By::ALL {
            let groups = matched(Some(by), 2, &base, &other);
            let sum = |of: fn(&Sums) -> f64| groups.iter().map(of).sum::<f64>();
            assert_eq!(sum(|s| s.persons), 3.0, "{}", by.word());
            assert_eq!(sum(|s| s.difference), 3.0, "{}", by.word());
        }
        let group = GroupDifference::of("decile", "1".into(), &[all[0]], &[all[0]]);
        let group = group.expect("somebody");
        assert_eq!((group.difference, group.better_off_share), (1.0, 2.0 / 3.0));
        assert_eq!(
            GroupDifference::of("skill", "low".into(), &[Sums::default()], &all),
            None
        );
    }
}
