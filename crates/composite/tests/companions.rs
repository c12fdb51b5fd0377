//! Spatial and dynamic companions against esda, giddy, statsmodels and scipy.
//!
//! Authority: `fixtures/seed7/companions.json`, written by `fixtures/companions.py`; and results that
//! books and packages print.

mod support;

use std::collections::BTreeMap;

use composite::markov::{
    Chain, Transitions, against, classify, homogeneity, independence, long_run, quantile_edges,
    relative_to_mean, spatial_transitions,
};
use composite::space::{
    LocalScale, Metric, Quadrant, SpatialWeights, geary, local_moran, local_moran_permuted, moran,
    moran_permuted,
};
use composite::{
    Bandwidth, Density, Direction, Kernel, Normalise, Treat, beta_convergence, dagum_by_region,
    skew_and_kurtosis, theil_by_region,
};
use support::{at_time, close, expected, fixture, histories, indicators, map};

/// Expected values, ticked off as they are met.
struct Values(BTreeMap<String, serde_json::Value>);

impl Values {
    fn read() -> Self {
        Self(expected(&fixture().join("companions.json")))
    }

    fn met(&mut self, key: &str, got: f64, tolerance: f64) {
        let entry = self
            .0
            .remove(key)
            .unwrap_or_else(|| panic!("{key} is expected nowhere"));
        // JSON has no infinity; Python writes Infinity, which the reader refuses, so none is there.
        let want = entry["value"].as_f64().expect("a value");
        assert!(
            close(got, want, tolerance),
            "{key}: expected {want}, got {got}"
        );
    }

    fn all_met(&mut self, key: &str, got: &[f64], tolerance: f64) {
        for (at, value) in got.iter().enumerate() {
            self.met(&format!("{key}.{at}"), *value, tolerance);
        }
    }

    fn done(&self, family: &str) {
        let left: Vec<&String> = self
            .0
            .keys()
            .filter(|key| key.starts_with(family))
            .collect();
        assert!(left.is_empty(), "not compared: {left:?}");
    }
}

#[test]
fn global_and_local_autocorrelation() {
    let mut values = Values::read();
    let (points, pairs) = map(&fixture());
    let d1 = at_time(&indicators(&fixture()), "d1", "2021");
    let binary = SpatialWeights::contiguity(points.len(), &pairs).unwrap();
    let row = binary.row_standardised().unwrap();
    for (tag, weights) in [("binary", &binary), ("row", &row)] {
        let (i, c) = (moran(&d1, weights).unwrap(), geary(&d1, weights).unwrap());
        for (name, letter, result) in [("moran", "I", i), ("geary", "C", c)] {
            let key = |what: &str| format!("{name}.{tag}.{what}");
            values.met(&key(letter), result.value, 1e-12);
            values.met(
                &key(&format!("V{letter}_norm")),
                result.normality.variance,
                1e-10,
            );
            values.met(
                &key(&format!("V{letter}_rand")),
                result.randomisation.variance,
                1e-10,
            );
            values.met(&key("z_norm"), result.normality.z, 1e-10);
            values.met(&key("z_rand"), result.randomisation.z, 1e-10);
        }
    }
    // Nearest neighbours need not be mutual: S1 and S2 of an asymmetric matrix.
    let nearest = SpatialWeights::nearest(&points, 4, Metric::Plane).unwrap();
    let (i, c) = (moran(&d1, &nearest).unwrap(), geary(&d1, &nearest).unwrap());
    values.met("moran.knn4.I", i.value, 1e-12);
    values.met("moran.knn4.VI_norm", i.normality.variance, 1e-10);
    values.met("moran.knn4.VI_rand", i.randomisation.variance, 1e-10);
    values.met("moran.knn4.p_rand", i.randomisation.p, 1e-8);
    values.met("geary.knn4.C", c.value, 1e-12);
    values.met("geary.knn4.VC_norm", c.normality.variance, 1e-10);
    values.met("geary.knn4.VC_rand", c.randomisation.variance, 1e-10);

    let sample = local_moran(&d1, &row, LocalScale::Sample).unwrap();
    let population = local_moran(&d1, &row, LocalScale::Population).unwrap();
    for (at, (one, other)) in sample.iter().zip(&population).enumerate() {
        values.met(&format!("local.Is.{at}"), one.value, 1e-10);
        // esda's moments belong to the population scale.
        values.met(&format!("local.EIc.{at}"), other.expected, 1e-10);
        values.met(
            &format!("local.VIc.{at}"),
            other.conditional.variance,
            1e-10,
        );
        let quadrant = match one.quadrant {
            Quadrant::HighHigh => 1.0,
            Quadrant::LowHigh => 2.0,
            Quadrant::LowLow => 3.0,
            Quadrant::HighLow => 4.0,
        };
        values.met(&format!("local.q.{at}"), quadrant, 0.0);
        assert!((one.conditional.z - other.conditional.z).abs() < 1e-10);
    }
    for family in ["moran", "geary", "local"] {
        values.done(family);
    }
}

/// Means and spreads of many permutations are the analytical moments under randomisation.
///
/// With 20 000 arrangements the mean lies within 4.5 standard errors but for one case in 10⁵.
#[test]
fn permutations_meet_their_moments() {
    let (points, pairs) = map(&fixture());
    let d1 = at_time(&indicators(&fixture()), "d1", "2021");
    let weights = SpatialWeights::contiguity(points.len(), &pairs).unwrap();
    let weights = weights.row_standardised().unwrap();
    let analytical = moran(&d1, &weights).unwrap();
    let permuted = moran_permuted(&d1, &weights, 20_000, 7).unwrap();
    assert_eq!(permuted, moran_permuted(&d1, &weights, 20_000, 7).unwrap());
    let sd = analytical.randomisation.variance.sqrt();
    assert!((permuted.mean - analytical.expected).abs() < 4.5 * sd / 20_000_f64.sqrt());
    assert!(
        (permuted.sd / sd - 1.0).abs() < 0.04,
        "{} {sd}",
        permuted.sd
    );
    assert!(permuted.p_greater < 0.01 && permuted.p_less > 0.99);

    let local = local_moran(&d1, &weights, LocalScale::Population).unwrap();
    let by_luck = local_moran_permuted(&d1, &weights, LocalScale::Population, 4_000, 7).unwrap();
    for (one, luck) in local.iter().zip(&by_luck) {
        let sd = one.conditional.variance.sqrt();
        assert!((luck.mean - one.expected).abs() < 4.5 * sd / 4_000_f64.sqrt());
        assert!((luck.sd / sd - 1.0).abs() < 0.08, "{} {sd}", luck.sd);
    }
}

#[test]
fn markov_chains_alone_and_given_neighbours() {
    let mut values = Values::read();
    let relative = relative_to_mean(&histories(&indicators(&fixture()), "d1")).unwrap();
    let edges = quantile_edges(&relative.concat(), 4).unwrap();
    let table = Transitions::count(&classify(&relative, &edges).unwrap(), 4).unwrap();
    let chain = table.chain().unwrap();
    for (i, row) in chain.first_passage().iter().enumerate() {
        values.all_met(&format!("markov.mfpt.{i}"), row, 1e-10);
    }
    values.all_met("markov.sojourn", &chain.sojourn(), 1e-10);
    values.all_met("markov.prais", &chain.prais(), 1e-10);
    let uniform = chain.mobility(None).unwrap();
    let given = chain.mobility(Some(&[0.1, 0.2, 0.3, 0.4])).unwrap();
    values.met("markov.mobility.P", uniform.trace, 1e-10);
    values.met("markov.mobility.D", uniform.determinant, 1e-10);
    values.met("markov.mobility.L2", uniform.eigenvalue, 1e-10);
    values.met("markov.mobility.B1", given.leaving, 1e-10);
    values.met("markov.mobility.B2", given.crossing, 1e-10);
    values.met("markov.mobility.B1_uniform", uniform.leaving, 1e-10);
    values.met("markov.mobility.B2_uniform", uniform.crossing, 1e-10);
    let test = independence(&table);
    values.met("markov.independence.value", test.value, 1e-10);
    values.met("markov.independence.dof", test.degrees as f64, 0.0);
    values.done("markov");

    let (points, pairs) = map(&fixture());
    let weights = SpatialWeights::contiguity(points.len(), &pairs).unwrap();
    let weights = weights.row_standardised().unwrap();
    let lagged: Vec<f64> = (0..relative[0].len())
        .flat_map(|t| {
            weights
                .lag(&relative.iter().map(|h| h[t]).collect::<Vec<_>>())
                .unwrap()
        })
        .collect();
    let edges = quantile_edges(&relative.concat(), 3).unwrap();
    let lag_edges = quantile_edges(&lagged, 3).unwrap();
    values.all_met("spatial.lag_cutoffs", &lag_edges, 1e-12);
    let given = spatial_transitions(&relative, &weights, &edges, &lag_edges).unwrap();
    let pool = Transitions::count(&classify(&relative, &edges).unwrap(), 3).unwrap();
    let mut sum = 0.0;
    for (lag, regime) in given.iter().enumerate() {
        let chain = regime.chain().unwrap();
        for (i, row) in regime.counts().iter().enumerate() {
            values.all_met(&format!("spatial.T.{lag}.{i}"), row, 0.0);
            values.all_met(
                &format!("spatial.F.{lag}.{i}"),
                &chain.first_passage()[i],
                1e-9,
            );
        }
        values.all_met(
            &format!("spatial.S.{lag}"),
            &chain.ergodic().unwrap(),
            1e-10,
        );
        let moves: f64 = regime.departures().iter().sum();
        let steady = long_run(&chain, moves, &pool.chain().unwrap()).unwrap();
        let test = against(regime, &pool).unwrap();
        sum += test.value;
        for (name, test) in [("chi2", test), ("shtest", steady)] {
            values.met(&format!("spatial.{name}.{lag}.0"), test.value, 1e-10);
            // giddy takes 1 − cdf, which loses digits of small probabilities.
            let p = values.0.remove(&format!("spatial.{name}.{lag}.1")).unwrap();
            assert!((test.p - p["value"].as_f64().unwrap()).abs() < 1e-12);
            values.met(&format!("spatial.{name}.{lag}.2"), test.degrees as f64, 0.0);
        }
    }
    values.met("spatial.x2", sum, 1e-10);
    let test = homogeneity(&given).unwrap();
    values.met("spatial.Q", test.pearson.value, 1e-10);
    values.met("spatial.LR", test.likelihood_ratio.value, 1e-10);
    values.met("spatial.dof_hom", test.pearson.degrees as f64, 0.0);
    for (key, test) in [("Q", test.pearson), ("LR", test.likelihood_ratio)] {
        let p = values.0.remove(&format!("spatial.{key}_p_value")).unwrap();
        assert!((test.p - p["value"].as_f64().unwrap()).abs() < 1e-12);
    }
    values.done("spatial");
}

#[test]
fn conditional_convergence() {
    let mut values = Values::read();
    let panel = indicators(&fixture());
    let d2 = at_time(&panel, "d2", "2012");
    let ln_c1: Vec<f64> = at_time(&panel, "c1", "2012")
        .iter()
        .map(|x| libm::log(*x))
        .collect();
    let (first, last) = (at_time(&panel, "d1", "2012"), at_time(&panel, "d1", "2021"));
    let beta = beta_convergence(&first, &last, 9.0, &[&d2, &ln_c1]).unwrap();
    values.all_met("beta.params", &beta.regression.coefficients, 1e-10);
    values.all_met("beta.bse", &beta.regression.se, 1e-8);
    values.all_met("beta.hc1", &beta.regression.se_hc1, 1e-8);
    values.all_met("beta.p", &beta.regression.p, 1e-8);
    values.met("beta.r2", beta.regression.r_squared, 1e-10);
    values.done("beta");
}

#[test]
fn densities_shapes_powers_and_ranks() {
    let mut values = Values::read();
    let panel = indicators(&fixture());
    let d1 = at_time(&panel, "d1", "2021");
    let counts = at_time(&panel, "d1", "2012");
    let fixed = Bandwidth::Fixed(20.0);
    let weighted = Density::of(&d1, Some(&counts), Kernel::Gaussian, fixed).unwrap();
    let scott = Density::of(&d1, None, Kernel::Gaussian, Bandwidth::Scott).unwrap();
    for (at, x) in [50.0, 100.0, 200.0].into_iter().enumerate() {
        values.met(&format!("kde.weighted_h20.{at}"), weighted.at(x), 1e-10);
        values.met(&format!("kde.scott.{at}"), scott.at(x), 1e-10);
    }
    for column in ["d1", "d2", "c5"] {
        let x = at_time(&panel, column, "2021");
        let (skew, kurtosis) = skew_and_kurtosis(&x).unwrap();
        values.met(&format!("shape.skew.{column}"), skew, 1e-10);
        values.met(&format!("shape.kurtosis.{column}"), kurtosis, 1e-10);
        // A maximum is known to half the digits of the function, and scipy stops at 1.5e-8.
        let composite::Treatment::BoxCox { lambda } = Treat::BoxCoxFitted.fit(column, &x).unwrap()
        else {
            panic!("a power is expected")
        };
        values.met(&format!("box_cox.lambda.{column}"), lambda, 1e-5);
        let half = Treat::BoxCox { lambda: 0.5 }.fit(column, &x).unwrap();
        let powers: Vec<f64> = x[..3].iter().map(|x| half.apply(*x)).collect();
        values.all_met(&format!("box_cox.half.{column}"), &powers, 1e-12);
        let tied: Vec<f64> = x
            .iter()
            .map(|x| (x / 10.0).round_ties_even() * 10.0)
            .collect();
        let scale = Normalise::Rank
            .fit(column, &tied, Direction::Benefit, None)
            .unwrap();
        let ranks: Vec<f64> = tied[..5].iter().map(|x| scale.apply(*x)).collect();
        values.all_met(&format!("rank.{column}"), &ranks, 1e-12);
    }
    for family in ["kde", "shape", "box_cox", "rank"] {
        values.done(family);
    }
}

#[test]
fn regional_decompositions() {
    let mut values = Values::read();
    let panel = indicators(&fixture());
    let d1 = at_time(&panel, "d1", "2021");
    let people = at_time(&panel, "c1", "2012");
    let belt = |x: f64| {
        if x < 34.0 {
            "a"
        } else if x < 68.0 {
            "b"
        } else {
            "c"
        }
    };
    let belts: Vec<&str> = map(&fixture()).0.iter().map(|(x, _)| belt(*x)).collect();
    for (tag, weights) in [("one", None), ("pop", Some(people.as_slice()))] {
        let theil = theil_by_region(&d1, weights, &belts).unwrap();
        let dagum = dagum_by_region(&d1, weights, &belts).unwrap();
        let results = [
            ("theil", theil.total),
            ("within", theil.within),
            ("between", theil.between),
            ("gini", dagum.total),
            ("gini_within", dagum.within),
            ("net_between", dagum.net_between),
            ("transvariation", dagum.transvariation),
        ];
        for (what, got) in results {
            values.met(&format!("regions.{tag}.{what}"), got, 1e-10);
        }
        let parts = dagum.within + dagum.net_between + dagum.transvariation;
        assert!((parts - dagum.total).abs() < 1e-14);
    }
    values.done("regions");
}

/// Incomes of 48 states of the USA, 1929 to 2009, in quintiles: the example of giddy's documentation.
#[test]
fn quintiles_of_the_american_states() {
    let table = Transitions::from_counts(vec![
        vec![729.0, 71.0, 1.0, 0.0, 0.0],
        vec![72.0, 567.0, 80.0, 3.0, 0.0],
        vec![0.0, 81.0, 631.0, 86.0, 2.0],
        vec![0.0, 3.0, 86.0, 573.0, 56.0],
        vec![0.0, 0.0, 1.0, 57.0, 741.0],
    ]);
    let chain = table.unwrap().chain().unwrap();
    let printed = [
        0.207_747_16,
        0.187_257_74,
        0.207_405_37,
        0.188_217_87,
        0.209_371_87,
    ];
    for (share, expected) in chain.ergodic().unwrap().iter().zip(printed) {
        assert!((share - expected).abs() < 5e-9);
    }
    let first_row = [
        4.813_543_57,
        11.502_927_12,
        29.609_212_31,
        53.385_949_54,
        103.598_167_43,
    ];
    for (time, expected) in chain.first_passage()[0].iter().zip(first_row) {
        assert!((time - expected).abs() < 5e-9);
    }
    let mobility = chain.mobility(Some(&[0.1, 0.2, 0.2, 0.4, 0.1])).unwrap();
    let printed = [0.19759, 0.60685, 0.03978, 0.22777, 0.04637];
    let got = [
        mobility.trace,
        mobility.determinant,
        mobility.eigenvalue,
        mobility.leaving,
        mobility.crossing,
    ];
    for (index, expected) in got.iter().zip(printed) {
        assert!((index - expected).abs() < 5e-6, "{index} {expected}");
    }
}

/// Table 9.2 of Kullback, Kupperman and Ku (1962): information statistic 160.961.
#[test]
fn kullbacks_example() {
    let first = [
        [22, 11, 24, 2, 2, 7],
        [5, 23, 15, 3, 42, 6],
        [4, 21, 190, 25, 20, 34],
        [0, 2, 14, 56, 14, 28],
        [32, 15, 20, 10, 56, 14],
        [5, 22, 31, 18, 13, 134],
    ];
    let second = [
        [3, 6, 9, 3, 0, 8],
        [1, 9, 3, 12, 27, 5],
        [2, 9, 208, 32, 5, 18],
        [0, 14, 32, 108, 40, 40],
        [22, 14, 9, 26, 224, 14],
        [1, 5, 13, 53, 13, 116],
    ];
    let table = |rows: [[i32; 6]; 6]| {
        let rows = rows.map(|row| row.map(f64::from).to_vec()).to_vec();
        Transitions::from_counts(rows).unwrap()
    };
    let test = homogeneity(&[table(first), table(second)]).unwrap();
    assert!((test.likelihood_ratio.value - 160.960_600_311_707_82).abs() < 1e-9);
    // Kullback counts 6 · 1 · 5 = 30; one cell is empty in both tables and takes a degree away.
    assert_eq!(test.likelihood_ratio.degrees, 29);
}

#[test]
fn chains_that_fall_apart() {
    let apart = Chain::new(vec![
        vec![1.0, 0.0, 0.0, 0.0],
        vec![0.25, 0.25, 0.5, 0.0],
        vec![0.0, 0.0, 0.0, 1.0],
        vec![0.0, 0.0, 0.5, 0.5],
    ])
    .unwrap();
    assert_eq!(apart.stationary().len(), 2);
    assert!(
        apart
            .ergodic()
            .unwrap_err()
            .to_string()
            .contains("2 closed sets")
    );
    let passage = apart.first_passage();
    assert!(passage[1][0].is_infinite() && passage[0][1].is_infinite());
    assert_eq!(
        (passage[0][0], passage[2][3], passage[3][2]),
        (1.0, 1.0, 2.0)
    );
    assert!(passage[1][1].is_infinite());
    assert!(apart.half_life().is_infinite() && apart.sojourn()[0].is_infinite());

    // An absorbing class is reached surely, so its passage time is finite.
    let absorbed = Chain::new(vec![vec![1.0, 0.0], vec![0.1, 0.9]]).unwrap();
    assert!((absorbed.first_passage()[1][0] - 10.0).abs() < 1e-12);
    assert!((absorbed.half_life() - libm::log(0.5) / libm::log(0.9)).abs() < 1e-12);

    let never_left = Transitions::count(&[[0, 1]], 2).unwrap();
    assert_eq!(
        never_left.chain(),
        Err(composite::Error::EmptyClass { class: 1 })
    );
    assert_eq!(never_left.chain_with_stays().probabilities()[1], [0.0, 1.0]);
}
