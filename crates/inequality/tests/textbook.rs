//! Measures against textbook definitions written out as double sums, on samples nobody has seen:
//! made anew for each of many seeds, with weights, ties, zeros and negative values.
//!
//! The definitions here share nothing with the crate: no sorting, no running sums, no `libm`. They
//! take time in the square of the rows, and are short enough to be checked against a page.

#![expect(clippy::unwrap_used, reason = "a failed test may panic")]
#![expect(
    clippy::disallowed_methods,
    reason = "the authority must not share the functions under test"
)]

use inequality::concentration::kakwani;
use inequality::decompose::{Groups, sources};
use inequality::inference::Philox;
use inequality::{Measure, Poor, PovertyLine, QuantileRule, Ranked, Redistribution, Ties};

const SEEDS: u64 = 60;

/// A sample: value, weight, group, and a second column that goes with the value.
struct Sample {
    x: Vec<f64>,
    w: Vec<f64>,
    g: Vec<u32>,
    y: Vec<f64>,
}

/// What values a sample may have.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Positive,
    WithZeros,
    WithNegatives,
}

fn draw(seed: u64, kind: Kind) -> Sample {
    let mut luck = Philox::new(seed, kind as u64);
    let n = 20 + luck.below(120);
    let mut s = Sample {
        x: Vec::new(),
        w: Vec::new(),
        g: Vec::new(),
        y: Vec::new(),
    };
    for _ in 0..n {
        let u = luck.uniform().max(1e-6);
        // Half of the values are round, so that many are equal; the tail is long.
        let mut x = 20.0 * u.powf(-0.6);
        if luck.below(2) == 0 {
            x = (x / 10.0).round() * 10.0 + 10.0;
        }
        match (kind, luck.below(12)) {
            (Kind::WithZeros | Kind::WithNegatives, 0) => x = 0.0,
            (Kind::WithNegatives, 1) => x = -x / 4.0,
            _ => {}
        }
        s.x.push(x);
        // Very unequal weights, some of them equal.
        s.w.push(if luck.below(3) == 0 {
            1.0
        } else {
            0.05 + 30.0 * luck.uniform().powi(3)
        });
        s.g.push(luck.below(4));
        s.y.push((3.0 + 0.3 * x.abs() + 10.0 * luck.uniform()).round());
    }
    s
}

fn each(mut check: impl FnMut(u64, &Sample, &Ranked)) {
    for seed in 0..SEEDS {
        for kind in [Kind::Positive, Kind::WithZeros, Kind::WithNegatives] {
            let sample = draw(seed, kind);
            let ranked = Ranked::weighted(&sample.x, &sample.w).unwrap();
            if ranked.mean() > 0.0 {
                check(seed, &sample, &ranked);
            }
        }
    }
}

#[track_caller]
fn same(seed: u64, what: &str, found: f64, expected: f64) {
    // Differences of coefficients lose the digits that their terms share.
    let scale = found.abs().max(expected.abs()).max(0.1);
    assert!(
        (found - expected).abs() <= 1e-11 * scale,
        "seed {seed}, {what}: {found}, by the textbook {expected}"
    );
}

fn total(w: &[f64]) -> f64 {
    w.iter().sum()
}

fn mean(x: &[f64], w: &[f64]) -> f64 {
    x.iter().zip(w).map(|(x, w)| x * w).sum::<f64>() / total(w)
}

/// `Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W² μ)`.
fn gini(x: &[f64], w: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (a, u) in x.iter().zip(w) {
        for (b, v) in x.iter().zip(w) {
            sum += u * v * (a - b).abs();
        }
    }
    sum / (2.0 * total(w) * total(w) * mean(x, w))
}

/// Share of persons with less, plus half of those with the same.
fn ranks(x: &[f64], w: &[f64]) -> Vec<f64> {
    let rank = |a: f64| {
        let each = x.iter().zip(w).map(|(&b, w)| {
            if b < a {
                *w
            } else if b == a {
                0.5 * w
            } else {
                0.0
            }
        });
        each.sum::<f64>() / total(w)
    };
    x.iter().map(|&a| rank(a)).collect()
}

/// `2 cov(y, R(x)) / μ_y`.
fn concentration(y: &[f64], x: &[f64], w: &[f64]) -> f64 {
    let r = ranks(x, w);
    let (my, mr) = (mean(y, w), mean(&r, w));
    let products: Vec<f64> = y.iter().zip(&r).map(|(y, r)| (y - my) * (r - mr)).collect();
    2.0 * mean(&products, w) / my
}

fn members(s: &Sample, g: u32) -> (Vec<f64>, Vec<f64>) {
    let rows = (0..s.x.len()).filter(|&k| s.g[k] == g);
    rows.map(|k| (s.x[k], s.w[k])).unzip()
}

fn occupied(s: &Sample) -> Vec<u32> {
    (0..4).filter(|g| s.g.contains(g)).collect()
}

#[test]
fn the_gini_coefficient_is_half_the_relative_mean_difference() {
    each(|seed, s, ranked| {
        same(seed, "Gini", ranked.gini().unwrap(), gini(&s.x, &s.w));
        let g = gini(&s.x, &s.w);
        let n = s.x.len() as f64;
        let form = inequality::GiniForm::UnbiasedRows;
        same(
            seed,
            "unbiased",
            ranked.gini_as(form).unwrap(),
            g * n / (n - 1.0),
        );
        let squares: f64 = s.w.iter().map(|w| w * w).sum();
        let form = inequality::GiniForm::UnbiasedReliability;
        let room = 1.0 - squares / (total(&s.w) * total(&s.w));
        same(seed, "reliability", ranked.gini_as(form).unwrap(), g / room);
        let sizes: Vec<f64> = s.x.iter().map(|x| x.abs()).collect();
        let raffinetti = g * mean(&s.x, &s.w) / mean(&sizes, &s.w);
        same(
            seed,
            "Raffinetti",
            ranked.gini_of_magnitudes().unwrap(),
            raffinetti,
        );
        same(seed, "ν = 2", ranked.extended_gini(2.0).unwrap(), g);
    });
}

/// `G(3) = 1 − E min(X₁, X₂, X₃)/μ`, over all triples.
#[test]
fn the_extended_gini_coefficient_is_about_the_poorest_of_three() {
    for seed in 0..12 {
        let s = draw(seed, Kind::WithNegatives);
        let ranked = Ranked::weighted(&s.x, &s.w).unwrap();
        if ranked.mean() <= 0.0 {
            continue;
        }
        let mut least = 0.0;
        for (a, u) in s.x.iter().zip(&s.w) {
            for (b, v) in s.x.iter().zip(&s.w) {
                for (c, t) in s.x.iter().zip(&s.w) {
                    least += u * v * t * a.min(*b).min(*c);
                }
            }
        }
        let expected = 1.0 - least / total(&s.w).powi(3) / mean(&s.x, &s.w);
        same(seed, "G(3)", ranked.extended_gini(3.0).unwrap(), expected);
    }
}

#[test]
fn sums_over_persons() {
    each(|seed, s, ranked| {
        let mu = mean(&s.x, &s.w);
        let of =
            |f: &dyn Fn(f64) -> f64| mean(&s.x.iter().map(|&x| f(x)).collect::<Vec<_>>(), &s.w);
        let get = |measure: Measure| measure.of(ranked);
        same(
            seed,
            "Hoover",
            get(Measure::Hoover).unwrap(),
            of(&|x| (x - mu).abs()) / (2.0 * mu),
        );
        let variance = of(&|x| (x - mu) * (x - mu));
        same(seed, "variance", get(Measure::Variance).unwrap(), variance);
        let cv = get(Measure::CoefficientOfVariation).unwrap();
        same(seed, "cv", cv, variance.sqrt() / mu);
        let least = s.x.iter().copied().fold(f64::INFINITY, f64::min);
        if least >= 0.0 {
            let xlnx = |r: f64| if r > 0.0 { r * r.ln() } else { 0.0 };
            same(
                seed,
                "Theil",
                get(Measure::Theil).unwrap(),
                of(&|x| xlnx(x / mu)),
            );
            let ge = of(&|x| (x / mu).powi(3) - 1.0) / 6.0;
            same(
                seed,
                "GE(3)",
                get(Measure::GeneralisedEntropy(3.0)).unwrap(),
                ge,
            );
            let atkinson = 1.0 - of(&|x| (x / mu).sqrt()).powi(2);
            same(seed, "A(½)", get(Measure::Atkinson(0.5)).unwrap(), atkinson);
        } else {
            assert!(get(Measure::Theil).is_err() && get(Measure::Atkinson(0.5)).is_err());
        }
        if least > 0.0 {
            same(
                seed,
                "MLD",
                get(Measure::Mld).unwrap(),
                of(&|x| (mu / x).ln()),
            );
            let atkinson = 1.0 - 1.0 / of(&|x| mu / x);
            same(seed, "A(2)", get(Measure::Atkinson(2.0)).unwrap(), atkinson);
        } else {
            assert!(get(Measure::Mld).is_err() && get(Measure::Atkinson(2.0)).is_err());
        }
    });
}

#[test]
fn quantiles_and_shares() {
    each(|seed, s, ranked| {
        let (w, mu) = (total(&s.w), mean(&s.x, &s.w));
        let up_to = |q: f64| -> (f64, f64) {
            let rows = s.x.iter().zip(&s.w).filter(|(x, _)| **x <= q);
            rows.fold((0.0, 0.0), |(n, t), (x, w)| (n + w, t + w * x))
        };
        for p in [0.07, 0.1, 0.33, 0.4, 0.5, 0.77, 0.9] {
            // The smallest value that a share p does not exceed; sums in another order, hence the
            // hair's breadth, which matters only where a share is met exactly.
            let candidates =
                s.x.iter()
                    .copied()
                    .filter(|&q| up_to(q).0 >= p * w * (1.0 - 1e-13));
            let q = candidates.fold(f64::INFINITY, f64::min);
            let found = ranked.quantile_by(QuantileRule::Math, p).unwrap();
            same(seed, "quantile", found, q);
            // The poorest share p, the last of whom are part of the people at the quantile.
            let below = s.x.iter().zip(&s.w).filter(|(x, _)| **x < q);
            let (n, t) = below.fold((0.0, 0.0), |(n, t), (x, w)| (n + w, t + w * x));
            let share = (t + (p * w - n) * q) / (w * mu);
            same(seed, "Lorenz", ranked.lorenz(p).unwrap(), share);
            same(seed, "top", ranked.top_share(1.0 - p).unwrap(), 1.0 - share);
        }
    });
}

#[test]
fn poverty_by_persons_and_by_pairs() {
    each(|seed, s, ranked| {
        let z = 0.8 * mean(&s.x, &s.w);
        let w = total(&s.w);
        let gap = |x: f64| if x < z { (z - x) / z } else { 0.0 };
        let over = |f: &dyn Fn(f64) -> f64| {
            s.x.iter()
                .zip(&s.w)
                .filter(|(x, _)| **x < z)
                .map(|(x, w)| w * f(*x))
                .sum::<f64>()
                / w
        };
        let line = PovertyLine::Absolute(z);
        let get = |alpha| Measure::Fgt(alpha, line, Poor::Below).of(ranked).unwrap();
        same(seed, "headcount", get(0.0), over(&|_| 1.0));
        same(seed, "gap", get(1.0), over(&gap));
        same(seed, "severity", get(2.0), over(&|x| gap(x) * gap(x)));
        let gaps: Vec<f64> = s.x.iter().map(|&x| gap(x)).collect();
        let poverty = ranked.poverty(line).unwrap();
        if over(&gap) > 0.0 {
            let sst = over(&gap) * (1.0 + gini(&gaps, &s.w));
            same(seed, "SST", poverty.sst().unwrap(), sst);
        }
        let (x, v): (Vec<f64>, Vec<f64>) =
            s.x.iter()
                .zip(&s.w)
                .filter(|(x, _)| **x < z)
                .map(|(x, w)| (*x, *w))
                .unzip();
        if !x.is_empty() && mean(&x, &v) > 0.0 {
            let (h, i) = (over(&|_| 1.0), over(&gap) / over(&|_| 1.0));
            let sen = h * (i + (1.0 - i) * gini(&x, &v));
            same(seed, "Sen", poverty.sen().unwrap(), sen);
        }
    });
}

#[test]
fn concentration_and_redistribution_with_mid_ranks() {
    each(|seed, s, ranked| {
        let c = concentration(&s.y, &s.x, &s.w);
        same(
            seed,
            "concentration",
            ranked.concentration(&s.y).unwrap(),
            c,
        );
        same(
            seed,
            "C(x|x)",
            concentration(&s.x, &s.x, &s.w),
            gini(&s.x, &s.w),
        );
        let g = gini(&s.x, &s.w);
        same(
            seed,
            "Kakwani",
            kakwani(ranked, &s.y, Ties::MidRank).unwrap(),
            c - g,
        );
        let post: Vec<f64> =
            s.x.iter()
                .zip(&s.y)
                .map(|(x, t)| x + 40.0 - 0.5 * t)
                .collect();
        if mean(&post, &s.w) <= 0.0 {
            return;
        }
        let step = Redistribution::between(ranked, &post, Ties::MidRank).unwrap();
        let (after, along) = (gini(&post, &s.w), concentration(&post, &s.x, &s.w));
        same(seed, "effect", step.effect(), g - after);
        same(
            seed,
            "Reynolds-Smolensky",
            step.reynolds_smolensky(),
            g - along,
        );
        same(seed, "Plotnick", step.plotnick(), after - along);
        let columns: [Vec<f64>; 2] = [
            s.y.clone(),
            s.x.iter().zip(&s.y).map(|(x, y)| x - y).collect(),
        ];
        if columns.iter().any(|c| mean(c, &s.w) <= 0.0) {
            return;
        }
        let parts = sources(ranked, &[&columns[0], &columns[1]]).unwrap();
        for (part, column) in parts.iter().zip(&columns) {
            let share = mean(column, &s.w) / mean(&s.x, &s.w);
            let along = concentration(column, &s.x, &s.w);
            same(seed, "contribution", part.contribution, share * along / g);
            same(
                seed,
                "Gini correlation",
                part.gini_correlation,
                along / gini(column, &s.w),
            );
        }
    });
}

/// Duclos, Esteban and Ray: `Σᵢ Σⱼ ωᵢ ωⱼ f(yᵢ)^α |yᵢ − yⱼ|` with a Gaussian kernel density.
#[test]
fn polarisation_is_a_double_sum() {
    each(|seed, s, ranked| {
        let (mu, w) = (mean(&s.x, &s.w), total(&s.w));
        let y: Vec<f64> = s.x.iter().map(|x| x / mu).collect();
        let spread = ranked.variance().sqrt() / mu;
        for alpha in [0.25, 0.5, 1.0] {
            let h = 4.7 / (y.len() as f64).sqrt() * spread * f64::powf(alpha, 0.1);
            let density = |at: f64| {
                let kernels = y
                    .iter()
                    .zip(&s.w)
                    .map(|(b, v)| v * (-0.5 * ((at - b) / h).powi(2)).exp());
                kernels.sum::<f64>() / (w * h * (2.0 * std::f64::consts::PI).sqrt())
            };
            let mut expected = 0.0;
            for (a, u) in y.iter().zip(&s.w) {
                let alienation: f64 = y.iter().zip(&s.w).map(|(b, v)| v * (a - b).abs()).sum();
                expected += u * density(*a).powf(alpha) * alienation / (w * w);
            }
            same(
                seed,
                "DER",
                ranked.duclos_esteban_ray(alpha).unwrap(),
                expected,
            );
        }
    });
}

#[test]
fn groups_by_pairs_of_persons() {
    each(|seed, s, ranked| {
        let groups = Groups::new(ranked, &s.g).unwrap();
        let occupied = occupied(s);
        let of: Vec<(Vec<f64>, Vec<f64>)> = occupied.iter().map(|&g| members(s, g)).collect();
        if of.iter().any(|(x, w)| mean(x, w) <= 0.0) {
            return;
        }
        let (w, mu) = (total(&s.w), mean(&s.x, &s.w));
        let p: Vec<f64> = of.iter().map(|(_, v)| total(v) / w).collect();
        let m: Vec<f64> = of.iter().map(|(x, v)| mean(x, v)).collect();
        let share: Vec<f64> = p.iter().zip(&m).map(|(p, m)| p * m / mu).collect();
        let within: f64 = (0..of.len())
            .map(|k| p[k] * share[k] * gini(&of[k].0, &of[k].1))
            .sum();
        let between = gini(&m, &p);
        let pyatt = groups.gini().unwrap();
        same(seed, "Pyatt within", pyatt.within, within);
        same(seed, "Pyatt between", pyatt.between, between);
        // Yitzhaki and Lerman: groups by mean and by mean overall rank.
        let r = ranks(&s.x, &s.w);
        let rank_of = |g: u32| {
            let (r, v): (Vec<f64>, Vec<f64>) = (0..s.x.len())
                .filter(|&k| s.g[k] == g)
                .map(|k| (r[k], s.w[k]))
                .unzip();
            mean(&r, &v)
        };
        let mean_ranks: Vec<f64> = occupied.iter().map(|&g| rank_of(g)).collect();
        let covariance: f64 = (0..of.len())
            .map(|k| p[k] * (m[k] - mu) * (mean_ranks[k] - 0.5))
            .sum();
        let yl = groups.yitzhaki_lerman(Ties::MidRank).unwrap();
        same(
            seed,
            "Yitzhaki-Lerman between",
            yl.between,
            2.0 * covariance / mu,
        );
        let inside: f64 = (0..of.len())
            .map(|k| share[k] * gini(&of[k].0, &of[k].1))
            .sum();
        same(seed, "Yitzhaki-Lerman within", yl.within, inside);
        // Dagum: every pair of groups by every pair of persons.
        let dagum = groups.dagum().unwrap();
        let (mut net, mut trans) = (0.0, 0.0);
        for a in 0..of.len() {
            for b in 0..a {
                let (rich, poor) = if m[a] >= m[b] { (a, b) } else { (b, a) };
                let (mut up, mut down) = (0.0, 0.0);
                for (x, u) in of[rich].0.iter().zip(&of[rich].1) {
                    for (y, v) in of[poor].0.iter().zip(&of[poor].1) {
                        up += u * v * (x - y).max(0.0);
                        down += u * v * (y - x).max(0.0);
                    }
                }
                let both = total(&of[rich].1) * total(&of[poor].1);
                let pair_gini = (up + down) / both / (m[rich] + m[poor]);
                let affluence = (up - down) / (up + down);
                let weight = p[rich] * share[poor] + p[poor] * share[rich];
                net += pair_gini * weight * affluence;
                trans += pair_gini * weight * (1.0 - affluence);
                let (rich, poor) = (occupied[rich] as usize, occupied[poor] as usize);
                let found = dagum
                    .pairs
                    .iter()
                    .find(|d| d.richer == rich && d.poorer == poor)
                    .unwrap();
                same(seed, "Dagum pair", found.gini, pair_gini);
                same(seed, "affluence", found.affluence, affluence);
            }
        }
        same(seed, "Dagum within", dagum.within, within);
        same(seed, "Dagum net between", dagum.net_between, net);
        same(seed, "Dagum transvariation", dagum.transvariation, trans);
    });
}
