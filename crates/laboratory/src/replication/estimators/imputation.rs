//! Imputation: what would have been without treatment is put in from those not treated yet.

use super::{Estimate, Panel};

/// Sweeps over units and periods before giving up on more digits.
const MOST_SWEEPS: usize = 10_000;

/// Mean effect on the treated, whatever the effects of different cohorts and durations; standard error by
/// leaving out one unit at a time.
///
/// ```text
/// α_u + β_t  fitted on cells without treatment        τ_ut = y_ut − α_u − β_t        effect = mean of τ over treated cells
/// V = (G − 1)/G · Σ_u ( effect without u − their mean )²
/// ```
/// Treated cells are left out where nothing is known of their unit or period: units that are always
/// treated, periods in which all are. Nothing if no treated cell is left.
///
/// # Source
/// \[borusyak_jaravel_spiess_2024\]; the jackknife in place of their variance, which needs the weights.
#[must_use]
pub fn imputed(outcome: &Panel, treatment: &Panel) -> Option<Estimate> {
    let effect = on_the_treated(outcome, treatment)?;
    let units = outcome.units();
    let left_out: Vec<f64> = (0..units)
        .filter_map(|u| on_the_treated(&outcome.without(u), &treatment.without(u)))
        .collect();
    // A cohort of one unit cannot be left out: then the spread is not known.
    let se = if left_out.len() < units {
        f64::NAN
    } else {
        let centre = crate::mean(&left_out);
        let squares: f64 = left_out.iter().map(|x| (x - centre) * (x - centre)).sum();
        let n = units as f64;
        ((n - 1.0) / n * squares).sqrt()
    };
    Some(Estimate {
        effect,
        se,
        clusters: units,
    })
}

fn on_the_treated(outcome: &Panel, treatment: &Panel) -> Option<f64> {
    let (units, periods) = (outcome.units(), outcome.periods());
    let untreated = |u: usize, t: usize| treatment.at(u, t) == 0.0;
    let mut of_unit = vec![f64::NAN; units];
    let mut of_period: Vec<f64> = vec![0.0; periods];
    for _ in 0..MOST_SWEEPS {
        let mut moved = 0.0_f64;
        for (u, constant) in of_unit.iter_mut().enumerate() {
            let cells = (0..periods).filter(|&t| untreated(u, t) && of_period[t].is_finite());
            let new = mean_of(cells.map(|t| outcome.at(u, t) - of_period[t]));
            moved = moved.max((new - *constant).abs());
            *constant = new;
        }
        for (t, constant) in of_period.iter_mut().enumerate() {
            let cells = (0..units).filter(|&u| untreated(u, t) && of_unit[u].is_finite());
            let new = mean_of(cells.map(|u| outcome.at(u, t) - of_unit[u]));
            moved = moved.max((new - *constant).abs());
            *constant = new;
        }
        // A constant that is not a number moves nothing: `max` passes it over.
        let scale = of_unit
            .iter()
            .chain(&of_period)
            .fold(0.0_f64, |most, x| most.max(x.abs()));
        if moved <= 1e-13 * scale {
            break;
        }
    }
    let cells = (0..units).flat_map(|u| (0..periods).map(move |t| (u, t)));
    let effects = cells
        .filter(|&(u, t)| !untreated(u, t))
        .map(|(u, t)| outcome.at(u, t) - of_unit[u] - of_period[t])
        .filter(|effect| effect.is_finite());
    let mean = mean_of(effects);
    mean.is_finite().then_some(mean)
}

/// Mean; not a number if there is nothing.
fn mean_of(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
    sum / n
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effect(first: usize, t: usize) -> f64 {
        if t < first {
            0.0
        } else {
            (1 + t - first) as f64
        }
    }

    /// Authority: by construction. Two cohorts with growing effects and one unit that is never treated:
    /// the estimator recovers their mean, which two-way fixed effects do not.
    #[test]
    fn growing_effects_are_recovered() {
        let firsts = [2, 2, 4, 4, usize::MAX, usize::MAX];
        let outcome = Panel::new(6, 6, |u, t| {
            10.0 * u as f64 + (t * t) as f64 + effect(firsts[u], t)
        });
        let treatment = Panel::new(6, 6, |u, t| f64::from(u8::from(t >= firsts[u])));
        let truth = (2.0 * (1.0 + 2.0 + 3.0 + 4.0) + 2.0 * (1.0 + 2.0)) / 12.0;
        let found = imputed(&outcome, &treatment).expect("there are controls");
        assert!((found.effect - truth).abs() < 1e-9, "{found:?}");
        assert!(found.se.is_finite());
        let usual = super::super::two_way(&outcome, &treatment).expect("it varies");
        assert!((usual.effect - truth).abs() > 0.1, "{usual:?}");
    }

    /// Authority: by hand. Without effects the mean is zero, and so is its spread.
    #[test]
    fn no_effect_is_found_where_there_is_none() {
        let outcome = Panel::new(5, 4, |u, t| (u + 3 * t) as f64);
        let treatment = Panel::new(5, 4, |u, t| f64::from(u8::from(u < 2 && t > 1)));
        let found = imputed(&outcome, &treatment).expect("there are controls");
        assert!(found.effect.abs() < 1e-10 && found.se.abs() < 1e-10);
    }

    #[test]
    fn without_controls_there_is_nothing_to_say() {
        let outcome = Panel::new(2, 3, |u, t| (u + t) as f64);
        assert_eq!(imputed(&outcome, &Panel::new(2, 3, |_, _| 1.0)), None);
    }
}
