//! Distributions whose indices have a formula, and intervals that must cover the truth.

#![expect(clippy::unwrap_used, reason = "a failed test may panic")]

use inequality::decompose::{Groups, MldChange, linearised_growth, linearised_sources, sources};
use inequality::inference::{Philox, difference_between_groups, student};
use inequality::{Design, Measure, QuantileRule, Ranked};

/// A sample at the mid-points of `n` equal probabilities.
fn stratified_sample(n: u32, quantile: impl Fn(f64) -> f64) -> Ranked {
    let at = |k: u32| quantile((f64::from(k) + 0.5) / f64::from(n));
    Ranked::new(&(0..n).map(at).collect::<Vec<f64>>()).unwrap()
}

/// Uniform on 0..1: Gini 1/3, `L(p) = p²`. Exponential: Gini 1/2, Theil `1 − γ`, MLD `γ`.
/// Pareto with exponent a: Gini `1/(2a − 1)`, top share `p^(1 − 1/a)`.
/// Log-normal: Gini `2 Φ(σ/√2) − 1`, Theil and MLD `σ²/2`, Atkinson `1 − exp(−ε σ²/2)`.
#[test]
fn known_distributions_have_their_known_indices() {
    let near = |got: f64, expected: f64, tolerance: f64| {
        assert!((got - expected).abs() < tolerance, "{got}, not {expected}");
    };
    let n = 400_000;
    let uniform = stratified_sample(n, |p| p);
    near(uniform.gini().unwrap(), 1.0 / 3.0, 1e-9);
    near(uniform.lorenz(0.3).unwrap(), 0.09, 1e-9);
    near(uniform.extended_gini(3.0).unwrap(), 0.5, 1e-9);
    let euler = 0.577_215_664_901_532_9;
    let exponential = stratified_sample(n, |p| -libm::log(1.0 - p));
    near(exponential.gini().unwrap(), 0.5, 1e-5);
    near(exponential.theil().unwrap(), 1.0 - euler, 1e-4);
    near(exponential.mld().unwrap(), euler, 1e-5);
    let pareto = stratified_sample(n, |p| libm::pow(1.0 - p, -1.0 / 3.0));
    near(pareto.gini().unwrap(), 1.0 / 5.0, 1e-4);
    near(
        pareto.top_share(0.1).unwrap(),
        libm::pow(0.1, 2.0 / 3.0),
        2e-4,
    );
    let sigma = 0.8;
    let normal = student::normal_quantile;
    let lognormal = stratified_sample(20_000, |p| libm::exp(sigma * normal(p)));
    near(lognormal.gini().unwrap(), libm::erf(sigma / 2.0), 1e-4);
    near(lognormal.mld().unwrap(), sigma * sigma / 2.0, 1e-4);
    near(lognormal.theil().unwrap(), sigma * sigma / 2.0, 1e-3);
    near(
        lognormal.atkinson(0.5).unwrap(),
        1.0 - libm::exp(-0.25 * sigma * sigma),
        1e-4,
    );
}

fn normal(philox: &mut Philox) -> f64 {
    let u = 1.0 - philox.uniform();
    libm::sqrt(-2.0 * libm::log(u)) * libm::cos(std::f64::consts::TAU * philox.uniform())
}

/// 95 % intervals must cover the truth in 93 to 97 of 100 samples.
///
/// 2000 samples of 1000 log-normal incomes (σ = 0.5). If the true coverage is 0.95, a share outside
/// 0.93..0.97 is more than four standard errors away: once in 16 000 for each measure. Linearised
/// errors of entropy indices are a little too small at this size (a coverage of about 0.94), and
/// then a false alarm comes about once in 30. The seed is fixed, so the test says the same each time.
#[test]
fn intervals_cover_the_truth() {
    const SAMPLES: u64 = 2000;
    let sigma = 0.5;
    let normal_cdf = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
    let z90 = student::normal_quantile(0.9);
    let truths = [
        (Measure::Gini, libm::erf(sigma / 2.0)),
        (Measure::Theil, sigma * sigma / 2.0),
        (Measure::Mld, sigma * sigma / 2.0),
        (
            Measure::Atkinson(1.0),
            1.0 - libm::exp(-sigma * sigma / 2.0),
        ),
        (
            Measure::BottomShare(0.4),
            normal_cdf(student::normal_quantile(0.4) - sigma),
        ),
        (Measure::Quantile(0.5, QuantileRule::Math), 1.0),
        (Measure::P90_P10, libm::exp(2.0 * sigma * z90)),
    ];
    let design = Design::independent(1000);
    let mut hits = [0u32; 7];
    let mut no_difference = 0u32;
    for sample in 0..SAMPLES {
        let mut philox = Philox::new(11, sample);
        let values: Vec<f64> = (0..1000)
            .map(|_| libm::exp(sigma * normal(&mut philox)))
            .collect();
        let ranked = Ranked::new(&values).unwrap();
        let weights = [1.0; 1000];
        for ((measure, truth), hit) in truths.iter().zip(&mut hits) {
            let estimate = design
                .estimate(&weights, &measure.linearised(&ranked).unwrap())
                .unwrap();
            let (low, high) = estimate.interval(0.95);
            *hit += u32::from(low <= *truth && *truth <= high);
        }
        let halves: Vec<u32> = (0..1000).map(|row| row % 2).collect();
        let both = (0, 1);
        let difference =
            difference_between_groups(&design, &values, &weights, &halves, both, Measure::Gini);
        no_difference += u32::from(difference.unwrap().p_value(0.0) > 0.05);
    }
    let share = |hits: u32| f64::from(hits) / SAMPLES as f64;
    println!(
        "coverage: {:?}, no difference: {}",
        hits.map(share),
        share(no_difference)
    );
    for ((measure, _), hit) in truths.iter().zip(hits) {
        let covered = share(hit);
        assert!(
            (0.93..=0.97).contains(&covered),
            "{}: {covered}",
            measure.name()
        );
    }
    assert!((0.93..=0.97).contains(&share(no_difference)));
}

/// Linearised parts of decompositions predict a small change of one weight.
#[test]
fn linearised_decompositions_are_derivatives() {
    let mut philox = Philox::new(3, 0);
    let n = 60usize;
    let column = |philox: &mut Philox| -> Vec<f64> {
        (0..n)
            .map(|_| libm::exp(0.7 * normal(philox)) + 0.2)
            .collect()
    };
    let (a, b, after) = (
        column(&mut philox),
        column(&mut philox),
        column(&mut philox),
    );
    let total: Vec<f64> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
    let weights: Vec<f64> = (0..n).map(|_| 0.5 + philox.uniform()).collect();
    let codes: Vec<u32> = (0..n).map(|_| philox.below(3)).collect();
    let step = 1e-6;
    // Every number with its linearised values, for a vector of weights.
    let numbers = |w: &[f64]| -> Vec<(String, f64, Vec<f64>)> {
        let ranked = Ranked::weighted(&total, w).unwrap();
        let groups = Groups::new(&ranked, &codes).unwrap();
        let mut all = Vec::new();
        for alpha in [0.0, 1.0, 2.0] {
            all.extend(groups.linearised_entropy(alpha).unwrap());
        }
        all.extend(groups.linearised_gini().unwrap());
        all.extend(groups.linearised_pair(2, 0).unwrap());
        all.extend(
            linearised_sources(&ranked, &[&a, &b])
                .unwrap()
                .into_iter()
                .flatten(),
        );
        let later = Ranked::weighted(&after, w).unwrap();
        all.push(
            linearised_growth(&ranked, &later, Measure::Gini)
                .unwrap()
                .as_panel(),
        );
        let later = Groups::new(&later, &codes).unwrap();
        all.extend(
            MldChange::linearised(&groups, &later)
                .unwrap()
                .map(|t| t.as_panel()),
        );
        all.into_iter()
            .map(|l| (l.name, l.value, l.influence))
            .collect()
    };
    let here = numbers(&weights);
    for k in [0, 7, 31, 59] {
        let moved = |change: f64| {
            let mut w = weights.clone();
            w[k] += change;
            numbers(&w)
        };
        let (up, down) = (moved(step), moved(-step));
        for ((name, value, influence), (up, down)) in here.iter().zip(up.iter().zip(&down)) {
            let slope = (up.1 - down.1) / (2.0 * step);
            let gap = (slope - influence[k]).abs();
            assert!(
                gap < 1e-7 * (1.0 + value.abs()),
                "{name}: {slope} {}",
                influence[k]
            );
        }
    }
    let ranked = Ranked::weighted(&total, &weights).unwrap();
    assert_eq!(sources(&ranked, &[&a, &b]).unwrap().len(), 2);
}
