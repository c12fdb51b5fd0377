//! Propensities to consume, over the country's.
//!
//! # Equation
//! ```text
//! ψ_h / ψ = λ f_s (y_h / ȳ)^η
//! ```
//! `y_h` income per head, `f_s` such that strata save what they save in the survey relative to each
//! other, `λ` such that `Σ ψ_h Y_h = ψ Σ Y_h`.
//! # Source
//! Long run, §5.6, last paragraph.

use quantity::maths;

use super::households::People;
use crate::people::Settings;

/// Propensity of every household over the country's, with `eta` its elasticity to relative income.
pub fn propensities(people: &People, income: &[f64], settings: &Settings, eta: f64) -> Vec<f64> {
    let all = maths::sum(income.iter().copied());
    let mean = all / people.n_persons().max(1) as f64;
    let mut relative: Vec<f64> = income
        .iter()
        .enumerate()
        .map(|(h, &income)| {
            let per_head = income / people.size(h) as f64 / mean;
            if eta == 0.0 || per_head <= 0.0 {
                1.0
            } else {
                maths::powf(per_head, eta)
            }
        })
        .collect();
    let spent = [1.0 - settings.saving_urban, 1.0 - settings.saving_rural];
    let mut sums = [(0.0, 0.0); 2];
    for (h, (r, income)) in relative.iter().zip(income).enumerate() {
        let sum = &mut sums[people.stratum[h] as usize];
        sum.0 += r * income;
        sum.1 += income;
    }
    // Consumption of strata as in the survey, and that of the country as in the accounts.
    let level = all / (spent[0] * sums[0].1 + spent[1] * sums[1].1);
    let factor: [f64; 2] =
        std::array::from_fn(|s| level * spent[s] * maths::ratio_or_zero(sums[s].1, sums[s].0));
    for (h, r) in relative.iter_mut().enumerate() {
        *r *= factor[people.stratum[h] as usize];
    }
    relative
}
