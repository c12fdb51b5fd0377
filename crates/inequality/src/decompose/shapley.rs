//! Shapley's decomposition: what each factor adds, averaged over every order of adding it.
//!
//! ```text
//! φₖ = Σ_{S not containing k} |S|! (n − |S| − 1)!/n! · [ v(S ∪ k) − v(S) ]
//! ```
//! `v(S)` the value with the factors of set S present. Exact: `v` is asked `2ⁿ` times, so `n` is at
//! most 20. The `φₖ` sum to `v(all) − v(none)`. Source: \[shorrocks_2013\].

use crate::error::{Error, Result};
use crate::inference::Linearised;
use crate::maths::Sum;

/// Shapley values of `n` factors; `value(set)` has bit k of `set` on if factor k is present.
///
/// ```
/// // Two factors that only work together share their effect.
/// let parts = inequality::decompose::shapley(2, |set| Ok(if set == 0b11 { 1.0 } else { 0.0 }))?;
/// assert_eq!(parts, [0.5, 0.5]);
/// # Ok::<(), inequality::Error>(())
/// ```
///
/// # Errors
/// If `n` is 0 or above 20, or a value is undefined.
pub fn shapley(n: u32, mut value: impl FnMut(u32) -> Result<f64>) -> Result<Vec<f64>> {
    check(n)?;
    let values = (0..1u32 << n)
        .map(&mut value)
        .collect::<Result<Vec<f64>>>()?;
    let mut parts = vec![Sum::default(); n as usize];
    for_each_step(n, |k, with, without, weight| {
        parts[k].add(weight * (values[with] - values[without]));
    });
    Ok(parts.into_iter().map(Sum::value).collect())
}

/// Shapley values with linearised values, from linearised values of every set.
///
/// # Errors
/// As [`shapley`].
pub fn shapley_linearised(
    n: u32,
    mut value: impl FnMut(u32) -> Result<Linearised>,
) -> Result<Vec<Linearised>> {
    check(n)?;
    let values = (0..1u32 << n)
        .map(&mut value)
        .collect::<Result<Vec<Linearised>>>()?;
    let rows = values[0].influence.len();
    let mut parts: Vec<Linearised> = (0..n)
        .map(|k| Linearised::new(format!("factor.{k}"), 0.0, vec![0.0; rows]))
        .collect();
    for_each_step(n, |k, with, without, weight| {
        let step = values[with].minus(&values[without]).scaled(weight, 0.0);
        let name = std::mem::take(&mut parts[k].name);
        parts[k] = parts[k].plus(&step).named(name);
    });
    Ok(parts)
}

fn check(n: u32) -> Result<()> {
    if (1..=20).contains(&n) {
        Ok(())
    } else {
        Err(Error::Parameter {
            name: "the number of factors",
            value: f64::from(n),
            range: "1..=20",
        })
    }
}

/// Calls `add(factor, set with it, set without it, weight)` for every step of every order.
fn for_each_step(n: u32, mut add: impl FnMut(usize, usize, usize, f64)) {
    for set in 0..1u32 << n {
        let size = set.count_ones();
        // |S|! (n − |S| − 1)!/n! = 1 / (n · C(n − 1, |S|)).
        let weight = 1.0 / (f64::from(n) * binomial(n - 1, size));
        for k in (0..n).filter(|k| set >> k & 1 == 0) {
            add(k as usize, (set | 1 << k) as usize, set as usize, weight);
        }
    }
}

fn binomial(n: u32, k: u32) -> f64 {
    (0..k.min(n)).fold(1.0, |value, i| value * f64::from(n - i) / f64::from(i + 1))
}
