//! Coupling and coordination: how far two or more systems stand high together.
//!
//! ```text
//! C = m (Π U_k)^(1/m) / Σ U_k        T = Σ a_k U_k        D = √(C T)
//! ```
//! `U_k` level of system k, 0..1; `m` number of systems; `a` their weights, summing to 1; `C` coupling
//! degree, 1 when the levels are equal; `T` joint level; `D` coupling coordination degree. For two
//! systems C = 2√(U₁U₂)/(U₁ + U₂). The modified degree spreads C over 0..1:
//! ```text
//! C = √( (1 − Σ_{i>k} (U_i − U_k) / (m(m−1)/2)) · (Π_k U_k / U_max)^(1/(m−1)) )
//! ```
//! with the levels in descending order of i; for two systems √((1 − |U₁ − U₂|) min/max).
//!
//! # Source
//! Standard: as used for economy and environment since Liao (1999). Modified: Wang, Kong, Ren, Dai, Meng
//! and Li (2021), *Research on misuses and modification of coupling coordination degree model in China*,
//! Journal of Natural Resources 36(3).
//!
//! # Limits
//! `C` says that levels are alike, not that one causes the other. It crowds near 1: two systems at 0.2
//! and 0.8 have C = 0.8.

use crate::Error;
use crate::error::{at_least, each, same_length};
use crate::maths;

/// Which formula of the coupling degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CouplingForm {
    /// The ratio of the geometric to the arithmetic mean.
    #[default]
    Standard,
    /// The modified degree of Wang et al. (2021).
    Wang2021,
}

/// Coupling of several systems in one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coupling {
    /// Coupling degree C, 0..1.
    pub coupling: f64,
    /// Joint level T.
    pub level: f64,
    /// Coupling coordination degree D = √(C T), 0..1.
    pub coordination: f64,
}

/// Computes the coupling of systems at the levels `levels` with the weights `weights` in the joint level.
///
/// Weights are divided by their sum.
///
/// ```
/// use composite::{CouplingForm, coupling};
/// let even = coupling(&[0.4, 0.4], &[1.0, 1.0], CouplingForm::Standard)?;
/// assert!((even.coupling - 1.0).abs() < 1e-15 && (even.coordination - 0.4_f64.sqrt()).abs() < 1e-15);
/// let uneven = coupling(&[0.2, 0.8], &[1.0, 1.0], CouplingForm::Standard)?;
/// assert!((uneven.coupling - 0.8).abs() < 1e-15);
/// let modified = coupling(&[0.2, 0.8], &[1.0, 1.0], CouplingForm::Wang2021)?;
/// assert!((modified.coupling - 0.1_f64.sqrt()).abs() < 1e-15);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// Fewer than two systems, weights of another number, a level outside 0..1, or all levels 0, where the
/// coupling is undefined.
pub fn coupling(levels: &[f64], weights: &[f64], form: CouplingForm) -> Result<Coupling, Error> {
    at_least("systems to couple", levels.len(), 2)?;
    same_length("weights of the systems", weights.len(), levels.len())?;
    each("levels of the systems", levels, "in 0..1", |u| {
        (0.0..=1.0).contains(&u)
    })?;
    each("weights of the systems", weights, "0 or more", |w| {
        w >= 0.0 && w.is_finite()
    })?;
    let total: f64 = weights.iter().sum();
    at_least("systems with a weight above 0", usize::from(total > 0.0), 1)?;
    let highest = levels.iter().copied().fold(0.0, f64::max);
    if highest == 0.0 {
        return Err(Error::Domain {
            what: "the highest level of the systems".into(),
            value: 0.0,
            allowed: "above 0 for a coupling degree".into(),
        });
    }
    let m = levels.len() as f64;
    let coupling = match (form, levels) {
        (CouplingForm::Standard, [a, b]) => 2.0 * (a * b).sqrt() / (a + b),
        (CouplingForm::Standard, _) => {
            m * maths::pow(levels.iter().product(), 1.0 / m) / levels.iter().sum::<f64>()
        }
        (CouplingForm::Wang2021, _) => {
            let sorted = maths::sorted(levels);
            let gaps: f64 = (0..sorted.len())
                .flat_map(|i| (0..i).map(move |k| (i, k)))
                .map(|(i, k)| sorted[i] - sorted[k])
                .sum();
            let evenness = 1.0 - gaps / (m * (m - 1.0) / 2.0);
            let ratio: f64 = sorted[..sorted.len() - 1]
                .iter()
                .map(|u| u / highest)
                .product();
            (evenness * maths::pow(ratio, 1.0 / (m - 1.0))).sqrt()
        }
    };
    let level = levels.iter().zip(weights).map(|(u, w)| u * w).sum::<f64>() / total;
    Ok(Coupling {
        coupling,
        level,
        coordination: (coupling * level).sqrt(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_levels_outside_the_unit_interval_and_zeros() {
        let standard = CouplingForm::Standard;
        assert!(coupling(&[0.2, 1.2], &[1.0, 1.0], standard).is_err());
        assert!(coupling(&[0.0, 0.0], &[1.0, 1.0], standard).is_err());
        assert!(coupling(&[0.5], &[1.0], standard).is_err());
        assert!(coupling(&[0.5, 0.5], &[0.0, 0.0], standard).is_err());
        assert!(coupling(&[0.5, f64::NAN], &[1.0, 1.0], standard).is_err());
        assert_eq!(
            coupling(&[0.0, 0.5], &[1.0, 1.0], standard)
                .unwrap()
                .coupling,
            0.0
        );
    }

    #[test]
    fn three_equal_systems_are_fully_coupled() {
        for form in [CouplingForm::Standard, CouplingForm::Wang2021] {
            let c = coupling(&[0.3; 3], &[1.0; 3], form).unwrap();
            assert!((c.coupling - 1.0).abs() < 1e-14 && (c.level - 0.3).abs() < 1e-15);
        }
    }
}
