//! What persons can: human capital, and the efficiency at work that it gives by itself.
//!
//! # Source
//! Long run, §5.4.

use quantity::{Purpose, QuarterDraws, maths};

use super::controls::Area;
use super::households::People;
use crate::people::{Age, Education, Settings};

/// Human capital of everybody over 15, with mean 1; 0 for children.
///
/// # Source
/// Long run, §5.4.
pub fn human_capital(
    people: &People,
    areas: &[Area],
    settings: &Settings,
    draws: QuarterDraws,
) -> Vec<f64> {
    let mut capital = Vec::with_capacity(people.n_persons());
    for (number, area) in areas.iter().enumerate() {
        let persons = people.persons_of(number);
        let start = persons.start;
        capital.extend(persons.map(|k| {
            if people.age[k] == Age::Child {
                return 0.0;
            }
            let schooling = match people.education[k] {
                Education::Low => settings.skill_low,
                Education::Middle => settings.skill_middle,
                Education::High => settings.skill_high,
            };
            let luck = draws
                .stream(Purpose::PopulationSkill, area.agent(k - start))
                .normal();
            schooling * maths::exp(settings.skill_sd * luck)
        }));
    }
    let adults = people.age.iter().filter(|&&age| age != Age::Child).count();
    let mean = maths::sum(capital.iter().copied()) / adults.max(1) as f64;
    for capital in &mut capital {
        *capital /= mean;
    }
    capital
}

/// Efficiency that human capital alone gives.
pub fn first_efficiency(capital: &[f64], settings: &Settings) -> Vec<f64> {
    let of = |&s: &f64| {
        if s > 0.0 {
            maths::powf(s, settings.skill_exponent)
        } else {
            1.0
        }
    };
    capital.iter().map(of).collect()
}
