//! Step 8: deposits and dwellings of households, over the average household's.
//!
//! # Source
//! Long run, §5.6 step 8: deposits follow wealth and age, dwellings income.

use quantity::maths;

use super::households::People;
use crate::people::{Age, Settings};

/// Deposits of every household over the mean.
pub fn deposits(people: &People, wealth: &[f64], settings: &Settings) -> Vec<f64> {
    let by_age = |h: usize| match people.age[people.first[h] as usize] {
        Age::Child | Age::Young => settings.deposits_young,
        Age::Middle => settings.deposits_middle,
        Age::Old => 1.0,
    };
    over_mean(wealth.iter().enumerate().map(|(h, w)| w * by_age(h)))
}

/// Dwellings of every household over the mean.
pub fn dwellings(income: &[f64], settings: &Settings) -> Vec<f64> {
    let elasticity = settings.dwelling_elasticity;
    let of = |income: f64| {
        if elasticity == 1.0 {
            income
        } else {
            maths::powf(maths::positive(income), elasticity)
        }
    };
    over_mean(income.iter().map(|&income| of(income)))
}

/// Amounts over their mean; all 1 where they are all 0.
fn over_mean(amounts: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut amounts: Vec<f64> = amounts.collect();
    let mean = maths::sum(amounts.iter().copied()) / amounts.len().max(1) as f64;
    for amount in &mut amounts {
        *amount = if mean > 0.0 { *amount / mean } else { 1.0 };
    }
    amounts
}
