//! The fast road gives what the plain one gives.

#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

use inequality::decompose::Groups;
use inequality::inference::{Philox, in_domain};
use inequality::many::{Request, summarise, summarise_and_release};
use inequality::{Design, Measure, Ranked};

const SHARES: [f64; 5] = [0.0, 0.1, 0.5, 0.9, 1.0];

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a == b || (a / b - 1.0).abs() < tolerance || (a - b).abs() < 1e-14
}

fn check(values: &[f64], weights: &[f64], groups: &[u32]) {
    let request = Request {
        shares: SHARES.to_vec(),
        standard_errors: true,
    };
    let fast = summarise(values, Some(weights), groups, &request).unwrap();
    let columns = (values.to_vec(), Some(weights.to_vec()), groups.to_vec());
    let released = summarise_and_release(columns.0, columns.1, columns.2, &request).unwrap();
    // Undefined numbers are NaN, so the words are compared.
    assert_eq!(format!("{fast:?}"), format!("{released:?}"));
    let ranked = Ranked::weighted(values, weights).unwrap();
    let slow = Groups::new(&ranked, groups).unwrap();
    let design = Design::independent(values.len());
    let members = slow.members();
    for (g, summary) in fast
        .groups
        .iter()
        .enumerate()
        .chain([(usize::MAX, &fast.total)])
    {
        let scope = if g == usize::MAX {
            Some(&ranked)
        } else {
            members[g].as_ref()
        };
        let Some(scope) = scope else {
            assert!(summary.gini.is_nan() && summary.rows == 0);
            continue;
        };
        assert!(
            close(summary.gini, scope.gini().unwrap(), 1e-11),
            "gini of {g}"
        );
        assert!(
            close(summary.theil, scope.theil().unwrap(), 1e-11),
            "theil of {g}"
        );
        for (k, p) in SHARES.into_iter().enumerate() {
            assert_eq!(
                summary.quantiles[k],
                scope.quantile(p).unwrap(),
                "quantile {p} of {g}"
            );
            assert!(
                close(summary.lorenz[k], scope.lorenz(p).unwrap(), 1e-11),
                "lorenz {p}"
            );
        }
        if scope.min() <= 0.0 || summary.rows < 2 {
            continue;
        }
        assert!(
            close(summary.mld, scope.mld().unwrap(), 1e-11),
            "mld of {g}"
        );
        let errors = summary.errors.unwrap();
        for (measure, error) in [
            (Measure::Mean, errors.mean),
            (Measure::Gini, errors.gini),
            (Measure::Theil, errors.theil),
            (Measure::Mld, errors.mld),
        ] {
            let linearised = measure.linearised(scope).unwrap();
            let own = Design::independent(scope.len());
            // The whole is linearised in file order, the members of a group in ascending order.
            let order = if g == usize::MAX {
                weights
            } else {
                scope.weights()
            };
            let expected = own.estimate(order, &linearised).unwrap().se;
            assert!(
                close(error, expected, 1e-9),
                "{} of {g}: {error} {expected}",
                measure.name()
            );
        }
    }
    let gini = slow.gini().unwrap();
    assert!(close(fast.gini.within, gini.within, 1e-11));
    assert!(close(fast.gini.between, gini.between, 1e-10));
    assert!(close(fast.gini.overlap, gini.overlap, 1e-9));
    let theil = slow.linearised_entropy(1.0).unwrap();
    assert!(close(fast.theil.within, theil[1].value, 1e-10));
    assert!(close(fast.theil.between, theil[2].value, 1e-10));
    let error = |k: usize| design.estimate(weights, &theil[k]).unwrap().se;
    assert!(close(fast.theil.within_error.unwrap(), error(1), 1e-8));
    assert!(close(fast.theil.between_error.unwrap(), error(2), 1e-8));
}

fn draw(
    rows: usize,
    groups: u32,
    value: impl Fn(&mut Philox) -> f64,
) -> (Vec<f64>, Vec<f64>, Vec<u32>) {
    let mut philox = Philox::new(5, 1);
    let values = (0..rows).map(|_| value(&mut philox)).collect();
    let weights = (0..rows).map(|_| 0.1 + philox.uniform()).collect();
    let codes = (0..rows).map(|_| philox.below(groups)).collect();
    (values, weights, codes)
}

#[test]
fn smooth_incomes() {
    let (x, w, g) = draw(120_000, 31, |p| 1000.0 / (1e-3 + p.uniform()) + p.uniform());
    check(&x, &w, &g);
}

#[test]
fn rounded_incomes_with_zeros() {
    let (x, w, g) = draw(60_000, 3, |p| (p.uniform() * 50.0).floor() * 1000.0);
    check(&x, &w, &g);
}

#[test]
fn nearly_equal_incomes() {
    let (x, w, g) = draw(50_000, 2, |p| 1.0 + p.uniform().powi(9) * 1e-9);
    let request = Request {
        shares: SHARES.to_vec(),
        standard_errors: false,
    };
    let fast = summarise(&x, Some(&w), &g, &request).unwrap();
    let ranked = Ranked::weighted(&x, &w).unwrap();
    for (k, p) in SHARES.into_iter().enumerate() {
        assert_eq!(fast.total.quantiles[k], ranked.quantile(p).unwrap());
    }
}

#[test]
fn few_rows_and_empty_groups() {
    check(
        &[5.0, 1.0, 2.0, 9.0, 4.0],
        &[1.0, 2.0, 0.5, 1.0, 3.0],
        &[0, 0, 4, 4, 4],
    );
}

#[test]
fn negative_incomes_leave_the_gini_defined() {
    let (x, g) = ([-5.0, 1.0, 20.0, 9.0], [0, 0, 1, 1]);
    let fast = summarise(&x, None, &g, &Request::default()).unwrap();
    assert!((fast.total.gini - inequality::gini(&x).unwrap()).abs() < 1e-14);
    assert!(fast.total.theil.is_nan() && fast.groups[0].gini.is_nan());
}

#[test]
fn a_domain_of_a_design_has_the_error_of_its_own_rows_for_a_single_stratum() {
    let (x, w, g) = draw(500, 2, |p| 1.0 + p.uniform());
    let whole = in_domain(&x, &w, &g, 1, Measure::Gini).unwrap();
    assert!(
        whole
            .influence
            .iter()
            .zip(&g)
            .all(|(u, &g)| g == 1 || *u == 0.0)
    );
}
