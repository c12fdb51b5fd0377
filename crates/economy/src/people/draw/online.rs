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
    at(root(
        20.0,
        |f| share_of_old(counts, &at(f)),
        settings.online_old,
    ))
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
    let online = |a: f64| -> f64 {
        let shares = shares(a);
        let online = counts.iter().flatten().zip(shares.iter().flatten());
        online.map(|(n, p)| n * p).sum()
    };
    shares(root(40.0, online, target * all))
}

/// Halvings of an interval until it is as narrow as numbers are.
const HALVINGS: usize = 60;
/// Halvings after which a function is nearly straight.
const COARSE: usize = 10;
/// Steps along the chord, at most.
const CHORDS: usize = 12;
/// Distance from a root at which it is known on which side one is.
const NEAR: f64 = 1e-12;
/// Gap between values, over the larger, that rounding cannot make.
const CLEAR: f64 = 1e-13;

/// Where a rising function reaches a value, between `-reach` and `reach`: the middle after [`HALVINGS`].
///
/// Halving decides, as exactly as the function is computed; but where a chord has found the value before, only
/// points near it have to be looked at.
fn root(reach: f64, rising: impl Fn(f64) -> f64, value: f64) -> f64 {
    let anywhere = [f64::NEG_INFINITY, f64::INFINITY];
    let mut known = anywhere;
    let (mut low, mut high) = (-reach, reach);
    for halving in 0..HALVINGS {
        if halving == COARSE {
            known = surroundings([low, high], &rising, value).unwrap_or(anywhere);
        }
        let middle = 0.5 * (low + high);
        let below = if middle <= known[0] {
            true
        } else if middle >= known[1] {
            false
        } else {
            rising(middle) < value
        };
        if below {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// Two points close around the one where a rising function reaches a value, at which it clearly does not yet and
/// clearly does; none where rounding leaves that open.
fn surroundings(within: [f64; 2], rising: &impl Fn(f64) -> f64, value: f64) -> Option<[f64; 2]> {
    let [mut before, mut at] = within;
    let [mut last, mut now] = within.map(|x| rising(x) - value);
    for _ in 0..CHORDS {
        if now == last || (at - before).abs() < NEAR {
            break;
        }
        let next = at - now * (at - before) / (now - last);
        (before, last) = (at, now);
        (at, now) = (next, rising(next) - value);
    }
    let around = [at - NEAR, at + NEAR];
    let [under, over] = around.map(|x| rising(x) - value);
    let clear = CLEAR * value.abs();
    let inside = within[0] <= around[0] && around[1] <= within[1];
    (inside && under < -clear && over > clear).then_some(around)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: halving alone, also where a function is so flat that rounding decides.
    #[test]
    fn a_root_is_where_halving_finds_it() {
        let logistic = |x: f64| 1.0 / (1.0 + maths::exp(-x));
        for value in [0.0, 1e-9, 0.1, 0.5, 0.73, 0.999, 1.0 - 1e-14, 1.0] {
            for slope in [0.01, 1.0, 3.7] {
                let rising = |x: f64| logistic(slope * x);
                let (mut low, mut high) = (-40.0, 40.0);
                for _ in 0..HALVINGS {
                    let middle = 0.5 * (low + high);
                    if rising(middle) < value {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                let found = root(40.0, rising, value);
                assert_eq!(
                    found.to_bits(),
                    (0.5 * (low + high)).to_bits(),
                    "{value} {slope}"
                );
            }
        }
    }
}
