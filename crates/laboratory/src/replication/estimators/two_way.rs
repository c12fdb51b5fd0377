//! Two-way fixed effects: the estimator of most published roll-outs.

use super::{Estimate, Panel};

/// Effect of `treatment` on `outcome` with a constant per unit and per period; standard error clustered
/// by unit.
///
/// ```text
/// b = Σ d̈ ÿ / Σ d̈²        V = G/(G − 1) · Σ_u ( Σ_t d̈ e )² / ( Σ d̈² )²
/// ```
/// `ÿ`, `d̈` outcome and treatment less means of unit and period; `e` residuals; `G` units. Nothing if
/// the treatment does not vary within units and periods.
///
/// # Source
/// \[liang_zeger_1986\] for the clustered variance, with the factor of a small number of clusters.
#[must_use]
pub fn two_way(outcome: &Panel, treatment: &Panel) -> Option<Estimate> {
    let (y, d) = (outcome.within(), treatment.within());
    let (units, periods) = (y.units(), y.periods());
    let over = |of: &dyn Fn(usize, usize) -> f64| -> f64 {
        (0..units)
            .map(|u| (0..periods).map(|t| of(u, t)).sum::<f64>())
            .sum()
    };
    let varies = over(&|u, t| d.at(u, t) * d.at(u, t));
    let scale = over(&|u, t| treatment.at(u, t) * treatment.at(u, t));
    if units < 2 || varies <= 1e-12 * scale {
        return None;
    }
    let effect = over(&|u, t| d.at(u, t) * y.at(u, t)) / varies;
    let score = |u: usize| -> f64 {
        (0..periods)
            .map(|t| d.at(u, t) * (y.at(u, t) - effect * d.at(u, t)))
            .sum()
    };
    let squares: f64 = (0..units).map(|u| score(u) * score(u)).sum();
    let clusters = units as f64;
    Some(Estimate {
        effect,
        se: (clusters / (clusters - 1.0) * squares).sqrt() / varies,
        clusters: units,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by hand. Two units, two periods: the difference in differences.
    #[test]
    fn two_units_and_two_periods_give_the_difference_in_differences() {
        let outcome = Panel::new(2, 2, |u, t| [[1.0, 2.0], [3.0, 7.5]][u][t]);
        let treatment = Panel::new(2, 2, |u, t| if u == 1 && t == 1 { 1.0 } else { 0.0 });
        let found = two_way(&outcome, &treatment).expect("it varies");
        assert!((found.effect - 3.5).abs() < 1e-12);
    }

    #[test]
    fn what_everybody_gets_at_once_has_no_effect_to_find() {
        let outcome = Panel::new(3, 4, |u, t| (u * t) as f64);
        let treatment = Panel::new(3, 4, |_, t| if t > 1 { 1.0 } else { 0.0 });
        assert_eq!(two_way(&outcome, &treatment), None);
    }

    /// Authority: \[goodman_bacon_2021\]: where effects grow, cohorts treated earlier are bad controls.
    ///
    /// Two cohorts, treated in periods 2 and 3 of 1 to 3, effects 1 in the first period and 3 in the
    /// second. The effects average 5/3; by hand the regression gives nothing, since the second cohort is
    /// compared with the first, whose effect has just grown by two.
    #[test]
    fn growing_effects_bias_it() {
        let effect = |u: usize, t: usize| match (u, t) {
            (0, 1) | (1, 2) => 1.0,
            (0, 2) => 3.0,
            _ => 0.0,
        };
        let outcome = Panel::new(2, 3, effect);
        let treatment = Panel::new(2, 3, |u, t| f64::from(u8::from(effect(u, t) > 0.0)));
        let found = two_way(&outcome, &treatment).expect("it varies");
        assert!(found.effect.abs() < 1e-12, "{found:?}");
    }
}
