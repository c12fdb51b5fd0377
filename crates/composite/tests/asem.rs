//! A whole published index: sustainable connectivity of 51 countries of Asia and Europe.
//!
//! Authority: the example of COINr 1.1.14 (`build_example_coin`), as printed to two decimals in
//! `reference/measure/real/expected_real.json`.

#![expect(clippy::unwrap_used, reason = "a test says what failed by failing")]

mod support;

use std::fmt::Write;

use composite::{Panel, Spec, build, robustness};
use support::{expected, numbers, reference, table};

/// Divides by the denominators and fills missing values with the mean of Asia or Europe, as COINr does
/// before an index begins.
fn prepared(folder: &std::path::Path) -> (Panel, String) {
    let data = table(&folder.join("real/asem_idata.csv"));
    let meta = table(&folder.join("real/asem_imeta.csv"));
    let group = &data["EurAsia_group"];
    let mut panel = Panel::new(data["uCode"].clone(), None).unwrap();
    let mut spec =
        String::from("unit = 'uCode'\nnormalise = 'min_max(0, 100)'\nstructure = 'nested'\n");
    let parent = |code: &str| {
        let at = meta["iCode"].iter().position(|c| c == code).unwrap();
        meta["Parent"][at].clone()
    };
    for (at, code) in meta["iCode"].iter().enumerate() {
        if meta["Type"][at] != "Indicator" {
            continue;
        }
        let mut values = numbers(&data[code]);
        if !meta["Denominator"][at].is_empty() && meta["Denominator"][at] != "NA" {
            let by = numbers(&data[&meta["Denominator"][at]]);
            values = values.iter().zip(by).map(|(x, d)| x / d).collect();
        }
        for place in group {
            let present = values
                .iter()
                .zip(group)
                .filter(|(x, g)| *g == place && !x.is_nan());
            let (sum, count) = present.fold((0.0, 0.0), |(s, n), (x, _)| (s + x, n + 1.0));
            for (x, _) in values
                .iter_mut()
                .zip(group)
                .filter(|(x, g)| *g == place && x.is_nan())
            {
                *x = sum / count;
            }
        }
        panel = panel.with_column(code, values).unwrap();
        let pillar = parent(code);
        writeln!(
            spec,
            "[[indicator]]\ncolumn = '{code}'\npart = '{}/{pillar}'\ndirection = {}\ntreat = 'skew_kurtosis(5)'",
            parent(&pillar),
            meta["Direction"][at],
        )
        .unwrap();
    }
    (panel, spec)
}

#[test]
fn the_published_index_is_met() {
    let Some(folder) = reference() else { return };
    let (panel, spec) = prepared(&folder);
    let spec: Spec = toml::from_str(&spec).unwrap();
    assert_eq!(spec.indicators.len(), 49);
    let index = build(&spec, &panel).unwrap();
    let mut met = 0;
    for (key, entry) in expected(&folder.join("real/expected_real.json")) {
        let parts: Vec<&str> = key.split('.').collect();
        let ["asem", unit, what] = parts[..] else {
            continue;
        };
        let at = index.position(unit, None).unwrap();
        let got = match what {
            "Index" => index.values[at],
            part => index.part(part).unwrap()[at],
        };
        let want = entry["value"].as_f64().unwrap();
        assert!(
            (got - want).abs() <= 0.005 + 1e-9,
            "{key}: expected {want}, got {got}"
        );
        met += 1;
    }
    println!("{met} values of the index of sustainable connectivity");
    assert_eq!(met, 9);

    // Effective weights multiply along the levels and sum to 1.
    let total: f64 = index.weights.iter().map(|w| w.in_index).sum();
    assert!((total - 1.0).abs() < 1e-14);
    let again: f64 = index
        .weights
        .iter()
        .zip(&index.normalised)
        .map(|(w, column)| w.in_index * column.values[0])
        .sum();
    assert!((again - index.values[0]).abs() < 1e-12);
}

/// Combinations are all built or the impossible one is named, and intervals and shares are in order.
#[test]
fn its_robustness_is_reported() {
    let Some(folder) = reference() else { return };
    let (panel, spec) = prepared(&folder);
    let spec: Spec = toml::from_str(&spec).unwrap();
    let alternatives = composite::Alternatives {
        treat: vec!["skew_kurtosis(5)".parse().unwrap(), "none".parse().unwrap()],
        normalise: vec![
            "min_max(1, 100)".parse().unwrap(),
            "ratio_to_best".parse().unwrap(),
        ],
        aggregate: vec!["linear".parse().unwrap(), "geometric".parse().unwrap()],
        ..Default::default()
    };
    // Some indicators have zeros, of which no ratio is taken: the combination is named, not skipped.
    let refused = robustness(&spec, &panel, None, &alternatives, 0.9).unwrap_err();
    assert!(refused.to_string().contains("ratio_to_best"), "{refused}");
    let alternatives = composite::Alternatives {
        normalise: vec!["min_max(1, 100)".parse().unwrap(), "rank".parse().unwrap()],
        aggregate: Vec::new(),
        resamples: 10,
        ..alternatives
    };
    let robust = robustness(&spec, &panel, None, &alternatives, 0.9).unwrap();
    assert_eq!(robust.runs + robust.resamples_left_out * 4, 40);
    assert_eq!(robust.units.len(), 51);
    for band in &robust.units {
        assert!(band.low <= band.median && band.median <= band.high);
    }
    for factor in &robust.factors {
        let shares = factor.shift.unwrap();
        assert!(shares.first_order >= 0.0 && shares.first_order <= shares.total + 1e-12);
    }
}
