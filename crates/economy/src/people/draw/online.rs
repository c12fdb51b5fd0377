//! Step 9: how likely a member of each household is to be online.
//!
//! # Equation
//! ```text
//! logit p = a_area + c_education + f [60 and over]
//! ```
//! `a` meets each area's share of residents online, `f` the country's share of the old. The tables tell
//! urban areas from rural ones, so a term for towns would be part of `a`. Children count like persons
//! without secondary education.
//! # Source
//! Long run, §5.6 step 9.

use quantity::maths;

use super::households::People;
use crate::people::{Age, Drawn, Education, Settings};
use crate::tables::AreaRow;

/// Persons of an area by education, not old and old.
type Counts = [[f64; 3]; 2];

/// The shares of an area's persons who are online, by age and education.
type Shares = [[f64; 3]; 2];

/// Probability that a member is online, of every household: the mean over its members.
pub fn shares(people: &People, rows: &[AreaRow], settings: &Settings) -> Vec<f64> {
    let mut counts: Vec<Counts> = vec![[[0.0; 3]; 2]; rows.len()];
    for h in 0..people.n_households() {
        let counts = &mut counts[people.area[h] as usize];
        for k in people.members(h) {
            let (old, education) = class(people.age[k], people.education[k]);
            counts[old][education] += 1.0;
        }
    }
    let by_area = fit(&counts, rows, settings);
    (0..people.n_households())
        .map(|h| {
            let shares = &by_area[people.area[h] as usize];
            let members = people.members(h);
            let n = members.len() as f64;
            let online = members.map(|k| {
                let (old, education) = class(people.age[k], people.education[k]);
                shares[old][education]
            });
            online.sum::<f64>() / n
        })
        .collect()
}

fn class(age: Age, education: Education) -> (usize, usize) {
    (usize::from(age == Age::Old), education as usize)
}

fn fit(counts: &[Counts], rows: &[AreaRow], settings: &Settings) -> Vec<Shares> {
    let at = |f: f64| -> Vec<Shares> {
        let areas = counts.iter().zip(rows);
        areas
            .map(|(counts, row)| of_area(counts, row.internet_share, f, settings))
            .collect()
    };
    let (mut low, mut high) = (-20.0, 20.0);
    for _ in 0..60 {
        let f = 0.5 * (low + high);
        if share_of_old(counts, &at(f)) < settings.online_old {
            low = f;
        } else {
            high = f;
        }
    }
    at(0.5 * (low + high))
}

/// Share of all old persons who are online.
fn share_of_old(counts: &[Counts], shares: &[Shares]) -> f64 {
    let (mut online, mut all) = (0.0, 0.0);
    for (counts, shares) in counts.iter().zip(shares) {
        for e in 0..3 {
            online += counts[1][e] * shares[1][e];
            all += counts[1][e];
        }
    }
    maths::ratio_or_zero(online, all)
}

/// Shares of an area's persons with the constant that meets the area's share.
fn of_area(counts: &Counts, target: f64, f: f64, settings: &Settings) -> Shares {
    let education = [0.0, settings.online_middle, settings.online_high];
    let shares = |a: f64| -> Shares {
        std::array::from_fn(|old| {
            std::array::from_fn(|e| {
                let x = a + education[e] + f * old as f64;
                1.0 / (1.0 + maths::exp(-x))
            })
        })
    };
    let all: f64 = counts.iter().flatten().sum();
    if all == 0.0 {
        return shares(0.0);
    }
    let (mut low, mut high) = (-40.0, 40.0);
    for _ in 0..60 {
        let a = 0.5 * (low + high);
        let shares = shares(a);
        let online = counts.iter().flatten().zip(shares.iter().flatten());
        let online: f64 = online.map(|(n, p)| n * p).sum();
        if online < target * all {
            low = a;
        } else {
            high = a;
        }
    }
    shares(0.5 * (low + high))
}

/// Share of a drawn population's old who are online, by the same law.
pub fn old_online(drawn: &Drawn, rows: &[AreaRow], settings: &Settings) -> f64 {
    let mut counts: Vec<Counts> = vec![[[0.0; 3]; 2]; rows.len()];
    for person in &drawn.persons {
        let area = drawn.households[person.household as usize].area as usize;
        let (old, education) = class(person.age, person.education);
        counts[area][old][education] += 1.0;
    }
    share_of_old(&counts, &fit(&counts, rows, settings))
}
