//! What must hold for any data: invariances, parts that sum to wholes, and known shapes.

#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

use inequality::concentration::kakwani;
use inequality::decompose::{Groups, shapley, sources};
use inequality::{Measure, Poor, PovertyLine, QuantileRule, Ranked, Redistribution, Ties};
use proptest::prelude::*;

/// Measures that are pure numbers and blind to the unit of incomes.
const RELATIVE: [Measure; 15] = [
    Measure::Gini,
    Measure::ExtendedGini(3.0),
    Measure::Theil,
    Measure::Mld,
    Measure::GeneralisedEntropy(2.0),
    Measure::Atkinson(0.5),
    Measure::Atkinson(1.0),
    Measure::Hoover,
    Measure::CoefficientOfVariation,
    Measure::PALMA,
    Measure::TopShare(0.1),
    Measure::BottomShare(0.5),
    Measure::P90_P10,
    Measure::Wolfson,
    Measure::Fgt(1.0, PovertyLine::OfMean(0.6), Poor::Below),
];

fn people() -> impl Strategy<Value = Vec<(f64, f64, u32)>> {
    // Incomes in whole units, so that ties are frequent; weights in eighths, so that sums are exact.
    let person = (1u32..400, 1u32..40, 0u32..4);
    let person = person.prop_map(|(x, w, g)| (f64::from(x), f64::from(w) / 8.0, g));
    prop::collection::vec(person, 2..60).prop_filter("somebody must differ", |rows| {
        rows.iter().any(|r| r.0 != rows[0].0)
    })
}

fn columns(rows: &[(f64, f64, u32)]) -> (Vec<f64>, Vec<f64>, Vec<u32>) {
    let pick = |k: fn(&(f64, f64, u32)) -> f64| rows.iter().map(k).collect::<Vec<f64>>();
    (
        pick(|r| r.0),
        pick(|r| r.1),
        rows.iter().map(|r| r.2).collect(),
    )
}

fn ranked(rows: &[(f64, f64, u32)]) -> Ranked {
    let (x, w, _) = columns(rows);
    Ranked::weighted(&x, &w).unwrap()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-11 * a.abs().max(b.abs()).max(1e-2)
}

proptest! {
    #[test]
    fn the_order_of_rows_does_not_matter(rows in people(), turn in 0usize..60) {
        let mut other = rows.clone();
        other.rotate_left(turn % rows.len());
        other.reverse();
        for measure in RELATIVE {
            prop_assert!(close(measure.of(&ranked(&rows)).unwrap(), measure.of(&ranked(&other)).unwrap()));
        }
    }

    #[test]
    fn splitting_a_row_changes_nothing(rows in people(), which in 0usize..60) {
        let mut split = rows.clone();
        let k = which % rows.len();
        split[k].1 *= 0.25;
        split.push((rows[k].0, rows[k].1 * 0.75, rows[k].2));
        for measure in RELATIVE {
            let (a, b) = (measure.of(&ranked(&rows)).unwrap(), measure.of(&ranked(&split)).unwrap());
            prop_assert!(close(a, b), "{}: {a} {b}", measure.name());
        }
    }

    #[test]
    fn units_do_not_matter(rows in people()) {
        let other: Vec<_> = rows.iter().map(|&(x, w, g)| (x * 1024.0, w * 0.125, g)).collect();
        for measure in RELATIVE {
            let (a, b) = (measure.of(&ranked(&rows)).unwrap(), measure.of(&ranked(&other)).unwrap());
            prop_assert!(close(a, b), "{}: {a} {b}", measure.name());
        }
    }

    #[test]
    fn a_transfer_to_a_poorer_person_lowers_inequality(rows in people()) {
        let before = ranked(&rows);
        let (mut x, w) = (before.values().to_vec(), before.weights().to_vec());
        let last = x.len() - 1;
        let gift = (x[last] - x[0]) / 4.0;
        x[0] += gift * w[last].min(w[0]) / w[0];
        x[last] -= gift * w[last].min(w[0]) / w[last];
        let after = Ranked::weighted(&x, &w).unwrap();
        for measure in [Measure::Gini, Measure::Theil, Measure::Mld, Measure::Atkinson(1.0)] {
            prop_assert!(measure.of(&after).unwrap() < measure.of(&before).unwrap() + 1e-12);
        }
    }

    #[test]
    fn the_lorenz_curve_rises_and_is_convex(rows in people()) {
        let data = ranked(&rows);
        let curve = data.lorenz_curve().unwrap();
        let points: Vec<f64> = (0..=40).map(|k| curve.at(f64::from(k) / 40.0)).collect();
        prop_assert!(points.windows(2).all(|p| p[1] >= p[0] - 1e-14));
        prop_assert!(points.windows(3).all(|p| p[2] - p[1] >= p[1] - p[0] - 1e-13));
        prop_assert!(close(points[40], 1.0) && points[0] == 0.0);
        let shares: f64 = data.group_shares(10).unwrap().iter().sum();
        prop_assert!(close(shares, 1.0));
    }

    #[test]
    fn parts_sum_to_wholes(rows in people()) {
        let (_, _, codes) = columns(&rows);
        let data = ranked(&rows);
        let groups = Groups::new(&data, &codes).unwrap();
        let gini = data.gini().unwrap();
        let dagum = groups.dagum().unwrap();
        prop_assert!(close(dagum.within + dagum.net_between + dagum.transvariation, gini));
        prop_assert!(dagum.transvariation > -1e-13);
        let bm = groups.gini().unwrap();
        prop_assert!(close(bm.between, dagum.net_between) && close(bm.overlap, dagum.transvariation));
        for pair in &dagum.pairs {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&pair.affluence));
        }
        for alpha in [-1.0, 0.0, 0.5, 1.0, 2.0] {
            let parts = groups.entropy(alpha).unwrap();
            prop_assert!(close(parts.within + parts.between, parts.total));
            prop_assert!(parts.between > -1e-13);
        }
        for epsilon in [0.5, 1.0, 2.0] {
            let parts = groups.atkinson(epsilon).unwrap();
            prop_assert!(close((1.0 - parts.within) * (1.0 - parts.between), 1.0 - parts.total));
        }
        // Whole units fill the blocks exactly only if all count the same.
        let alike = Ranked::new(&columns(&rows).0).unwrap();
        let groups = Groups::new(&alike, &codes).unwrap();
        let between = groups.gini().unwrap().between;
        prop_assert!(groups.largest_between_gini().unwrap() >= between - 1e-12);
    }

    #[test]
    fn sources_sum_to_the_total(rows in people()) {
        let (x, w, codes) = columns(&rows);
        let first: Vec<f64> = x.iter().zip(&codes).map(|(x, &g)| x * f64::from(g + 1) / 8.0).collect();
        let second: Vec<f64> = x.iter().zip(&first).map(|(x, a)| x - a).collect();
        let data = Ranked::weighted(&x, &w).unwrap();
        let parts = sources(&data, &[&first, &second]).unwrap();
        let total = |part: fn(&inequality::decompose::Source) -> f64| parts.iter().map(part).sum::<f64>();
        prop_assert!(close(total(|s| s.share), 1.0));
        prop_assert!(close(total(|s| s.contribution), 1.0));
        prop_assert!(close(total(|s| s.shorrocks_share), 1.0));
        prop_assert!(total(|s| s.marginal).abs() < 1e-12);
        let progress = kakwani(&data, &first, Ties::MidRank).unwrap();
        prop_assert!(close(progress, parts[0].concentration - data.gini().unwrap()));
        let step = Redistribution::between(&data, &second, Ties::MidRank).unwrap();
        prop_assert!(close(step.effect(), step.reynolds_smolensky() - step.plotnick()));
        prop_assert!(step.plotnick() > -1e-13);
    }

    #[test]
    fn shapley_parts_sum_to_the_whole(values in prop::collection::vec(-5.0..5.0f64, 16)) {
        let parts = shapley(4, |set| Ok(values[set as usize])).unwrap();
        prop_assert!((parts.iter().sum::<f64>() - (values[15] - values[0])).abs() < 1e-12);
    }

    #[test]
    fn quantile_rules_stay_within_the_data_and_rise(rows in people(), rule in 0usize..12) {
        let data = ranked(&rows);
        let rule = QuantileRule::ALL[rule].0;
        let mut last = f64::NEG_INFINITY;
        for k in 0..=20 {
            let q = data.quantile_by(rule, f64::from(k) / 20.0).unwrap();
            prop_assert!(q >= data.min() && q <= data.max());
            // Rules that look for an even rank are not monotone at exact ties.
            if !matches!(rule, QuantileRule::SurveyHf3) {
                prop_assert!(q >= last - 1e-9, "{rule} at {k}");
            }
            last = q;
        }
    }

    /// Linearised values are derivatives: they predict a small change of one weight.
    #[test]
    fn linearised_values_are_derivatives(rows in people(), which in 0usize..60) {
        let (x, w, _) = columns(&rows);
        let data = Ranked::weighted(&x, &w).unwrap();
        let k = which % x.len();
        let step = 1e-6 * w[k];
        let smooth = [
            Measure::Mean, Measure::Gini, Measure::ExtendedGini(3.5), Measure::Theil, Measure::Mld,
            Measure::GeneralisedEntropy(-1.0), Measure::Atkinson(2.0), Measure::Variance,
            Measure::CoefficientOfVariation, Measure::Zenga,
            Measure::GiniAs(inequality::GiniForm::UnbiasedReliability),
            Measure::Fgt(2.0, PovertyLine::OfMean(0.7), Poor::Below),
            Measure::Sen(PovertyLine::Absolute(120.0), Poor::Below),
            Measure::Sst(PovertyLine::Absolute(120.0), Poor::Below),
            Measure::Watts(PovertyLine::OfMean(0.5), Poor::Below),
            Measure::Sst(PovertyLine::OfMean(0.6), Poor::Below),
        ];
        for measure in smooth {
            let at = |change: f64| {
                let mut w = w.clone();
                w[k] += change;
                measure.of(&data.reweighted(&w).unwrap()).unwrap()
            };
            let slope = (at(step) - at(-step)) / (2.0 * step);
            let u = measure.linearised(&data).unwrap().influence[k];
            let scale = measure.of(&data).unwrap().abs() / data.total_weight();
            prop_assert!((slope - u).abs() < 1e-5 * (u.abs() + scale) + 1e-9,
                "{}: {slope} {u}", measure.name());
        }
    }

    /// The same for every part of the decompositions of Atkinson's index and of Yitzhaki and Lerman.
    #[test]
    fn linearised_parts_are_derivatives(rows in people(), which in 0usize..60) {
        let (x, w, codes) = columns(&rows);
        let data = Ranked::weighted(&x, &w).unwrap();
        let k = which % x.len();
        let step = 1e-5 * w[k];
        let parts = |data: &Ranked, form: usize| -> Vec<inequality::Linearised> {
            let groups = Groups::new(data, &codes).unwrap();
            match form {
                0 => groups.linearised_atkinson(0.5).unwrap(),
                1 => groups.linearised_atkinson(1.0).unwrap(),
                2 => groups.linearised_atkinson(2.0).unwrap(),
                3 => groups.linearised_yitzhaki_lerman(Ties::MidRank).unwrap().to_vec(),
                _ => groups.linearised_yitzhaki_lerman(Ties::FileOrder).unwrap().to_vec(),
            }
        };
        for form in 0..5 {
            let at = |change: f64| {
                let mut w = w.clone();
                w[k] += change;
                parts(&data.reweighted(&w).unwrap(), form)
            };
            let (up, here, down) = (at(step), at(0.0), at(-step));
            for (part, (up, down)) in here.iter().zip(up.iter().zip(&down)) {
                let slope = (up.value - down.value) / (2.0 * step);
                let u = part.influence[k];
                prop_assert!(
                    (slope - u).abs() < 1e-5 * (u.abs() + 1.0 / data.total_weight()) + 1e-9,
                    "form {form}, {}: {slope} {u}", part.name
                );
            }
        }
    }

    #[test]
    fn linearised_parts_sum_like_the_parts(rows in people()) {
        let (_, _, codes) = columns(&rows);
        let data = ranked(&rows);
        let groups = Groups::new(&data, &codes).unwrap();
        for parts in [groups.linearised_gini().unwrap(), groups.linearised_dagum().unwrap()] {
            for row in 0..data.len() {
                let whole = parts[0].influence[row];
                let sum: f64 = parts[1..4].iter().map(|p| p.influence[row]).sum();
                prop_assert!((whole - sum).abs() < 1e-12);
            }
        }
        // Contributions to the part within sum to it, by the product rule taken group by group.
        let entropy = groups.linearised_entropy(2.0).unwrap();
        let contributions: Vec<_> =
            entropy.iter().filter(|p| p.name.starts_with("contribution")).collect();
        for row in 0..data.len() {
            let sum: f64 = contributions.iter().map(|p| p.influence[row]).sum();
            prop_assert!((entropy[1].influence[row] - sum).abs() < 1e-11);
        }
    }
}
