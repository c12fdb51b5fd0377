//! The invariants of the long run: what must hold over twenty years, and within which bands.
//!
//! # Source
//! Long run, §3.4. No band is wider than there.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use economy::closure::TradeClosure;
use economy::closure::stationary::stationary;
use economy::population::firm_sizes;
use economy::{Calibration, Economy, Luck, Market, NoPolicy, NoTheory, Rules, Serial};

use super::{Check, Effort};
use crate::long_run::path::yearly;
use crate::long_run::{Course, Marks, Path, mean_path, probe};
use crate::results::{mean, standard_deviation};

/// Growth rates a year at which everything is checked.
const GROWTH: [f64; 2] = [0.015, 0.04];
/// Target inflation a year.
const INFLATION: f64 = 0.02;
/// Seeds of the noisy runs, and of the comparison of permuted economies.
const SEEDS: u64 = 20;
const PERMUTED_SEEDS: u64 = 64;

const AUTHORITY: &str = "long run, §3.4";

/// I1 to I7 on one economy.
pub(super) fn checks(
    name: &str,
    calibration: &Calibration,
    effort: Effort,
    progress: &dyn Fn(&str),
) -> Vec<Check> {
    let mut list = List {
        name,
        checks: Vec::new(),
        residual: 0.0,
    };
    progress(&format!("{name}: the stationary set, 200 quarters"));
    list.stationary(calibration);
    for growth in GROWTH {
        progress(&format!("{name}: balanced growth at {}", percent(growth)));
        list.balanced_growth(calibration, growth);
    }
    for growth in GROWTH {
        progress(&format!(
            "{name}: {SEEDS} seeds of twenty years at {}",
            percent(growth)
        ));
        list.noisy(calibration, growth, effort.threads);
    }
    progress(&format!("{name}: another unit of money"));
    list.money(calibration);
    progress(&format!("{name}: firms in another order"));
    list.permuted(calibration, effort.threads);
    for growth in GROWTH {
        progress(&format!(
            "{name}: five per cent more productivity at {}",
            percent(growth)
        ));
        list.probe(calibration, growth);
    }
    let (got, tolerance) = (list.residual, 1e-9);
    list.push(
        "I4",
        [0.0, got, tolerance],
        got <= tolerance,
        "largest residual of A1 to A5 over GDP, every quarter of every run of I1 to I3 and I7",
    );
    list.checks
}

/// I0: the base economy is the published one, as far as this run could tell.
pub(super) fn published(checks: &[Check]) -> Check {
    let base = || checks.iter().filter(|check| check.id.starts_with("base."));
    let failed = base().filter(|check| check.pass == Some(false)).count();
    Check {
        id: "I0".to_owned(),
        authority: "base model, §12; golden runs of the test suite".to_owned(),
        expected: 0.0,
        got: failed as f64,
        tolerance: 0.0,
        pass: (base().count() > 0).then_some(failed == 0),
        note: format!(
            "failed checks against published results, of {}; not judged without --reference",
            base().count()
        ),
    }
}

fn percent(growth: f64) -> String {
    format!("{:.1} % a year", 100.0 * growth)
}

/// The checks of one economy, as they are made.
struct List<'a> {
    name: &'a str,
    checks: Vec<Check>,
    residual: f64,
}

/// A ratio that is looked at.
type Ratio = fn(&Marks) -> f64;

/// A band on the mean over seeds, in every quarter from the ninth on.
struct Band {
    name: &'static str,
    low: f64,
    high: f64,
    /// By how much a single seed may leave it.
    slack: f64,
    of: fn(&Path, usize) -> f64,
}

impl List<'_> {
    fn push(&mut self, id: &str, numbers: [f64; 3], pass: bool, note: impl Into<String>) {
        let [expected, got, tolerance] = numbers;
        let (invariant, rest) = id.split_once('.').unwrap_or((id, ""));
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!(".{rest}")
        };
        self.checks.push(Check {
            id: format!("{invariant}.{}{rest}", self.name),
            authority: AUTHORITY.to_owned(),
            expected,
            got,
            tolerance,
            pass: Some(pass),
            note: note.into(),
        });
    }

    fn watch(&mut self, path: &Path) {
        let worst = path.iter().map(|marks| marks.residual).fold(0.0, f64::max);
        self.residual = self.residual.max(worst);
    }

    /// I1.
    fn stationary(&mut self, calibration: &Calibration) {
        let rules = Rules::long_run();
        let floor = rules.closure.cost_pass_through.minimum_margin;
        let still = stationary(calibration.clone(), floor);
        let course = Course::new(still, rules, 0.0, 0.0).quiet().over(200);
        let path = course.follow(Luck::Seed(1), &mut NoPolicy);
        self.watch(&path);
        let (mut worst, mut at) = (0.0, (0, ""));
        let first = path[1].values();
        for (quarter, marks) in path.iter().enumerate().skip(2) {
            for ((value, first), name) in marks.values().iter().zip(&first).zip(Marks::NAMES) {
                if *name == "residual" {
                    continue;
                }
                let off = (value - first).abs() / first.abs().max(1.0);
                if off > worst {
                    (worst, at) = (off, (quarter, *name));
                }
            }
        }
        self.push(
            "I1",
            [0.0, worst, 1e-10],
            worst <= 1e-10,
            format!(
                "largest relative change of a ratio in 200 quarters: {} in quarter {}",
                at.1, at.0
            ),
        );
    }

    /// I2.
    fn balanced_growth(&mut self, calibration: &Calibration, growth: f64) {
        let course = Course::new(calibration.clone(), Rules::long_run(), growth, INFLATION).quiet();
        let path = course.follow(Luck::Seed(1), &mut NoPolicy);
        self.watch(&path);
        let trend = (1.0 + growth / 4.0).powi(4) - 1.0;
        let off_trend = (4..path.len())
            .map(|q| (yearly(&path, q, |marks| marks.value_added) - trend).abs())
            .fold(0.0, f64::max);
        let id = |what: &str| format!("I2.{}.{what}", percent(growth).replace(" % a year", "%"));
        self.push(
            &id("growth"),
            [0.0, off_trend, 0.0005],
            off_trend <= 0.0005,
            "largest distance of yearly growth of value added from the trend",
        );
        let opening = path[0];
        let relative = |of: fn(&Marks) -> f64| {
            path.iter()
                .map(|marks| (of(marks) / of(&opening) - 1.0).abs())
                .fold(0.0, f64::max)
        };
        let ratios: [(&str, Ratio); 7] = [
            ("capacity_use", |m| m.capacity_use),
            ("labour_share", |m| m.labour_share),
            ("capital", |m| m.capital),
            ("input_stock", |m| m.input_stock),
            ("consumption", |m| m.consumption),
            ("exports", |m| m.exports),
            ("imports", |m| m.imports),
        ];
        for (name, of) in ratios {
            let got = relative(of);
            self.push(
                &id(name),
                [0.0, got, 0.01],
                got <= 0.01,
                "largest relative distance from the opening",
            );
        }
        let got = path
            .iter()
            .map(|marks| (marks.unemployment - opening.unemployment).abs())
            .fold(0.0, f64::max);
        self.push(
            &id("unemployment"),
            [0.0, got, 0.003],
            got <= 0.003,
            "largest distance from the opening, share of workers",
        );
        // The norm of deposits moves along its law; the ratios of firms are those of the opening.
        let got = path
            .iter()
            .map(|m| (m.deposits_over_norm - 1.0).abs())
            .fold(0.0, f64::max);
        self.push(
            &id("deposit_norm"),
            [0.0, got, 0.02],
            got <= 0.02,
            "largest relative distance of household deposits from their norm",
        );
        for (name, of) in [
            ("loan_norm", (|m| m.loans) as Ratio),
            ("cash_norm", |m| m.cash),
        ] {
            let got = relative(of);
            self.push(
                &id(name),
                [0.0, got, 0.02],
                got <= 0.02,
                "largest relative distance of firms' ratio from the opening",
            );
        }
    }

    /// I3.
    fn noisy(&mut self, calibration: &Calibration, growth: f64, threads: usize) {
        let rules = Rules {
            market: Market::Sampled,
            ..Rules::long_run()
        };
        let course = Course::new(calibration.clone(), rules, growth, INFLATION);
        let paths = in_parallel(SEEDS as usize, threads, &|k| {
            course.follow(Luck::Seed(k as u64 + 1), &mut NoPolicy)
        });
        for path in &paths {
            self.watch(path);
        }
        let mean = mean_path(&paths);
        let bands = [
            Band {
                name: "unemployment",
                low: 0.03,
                high: 0.10,
                slack: 0.035,
                of: |path, q| path[q].unemployment,
            },
            Band {
                name: "capacity_use",
                low: 0.80,
                high: 0.92,
                slack: 0.06,
                of: |path, q| path[q].capacity_use,
            },
            Band {
                name: "labour_share",
                low: -0.02,
                high: 0.02,
                slack: 0.02,
                of: |path, q| path[q].labour_share - path[0].labour_share,
            },
            Band {
                name: "debt_drift",
                low: -0.25,
                high: 0.25,
                slack: 0.125,
                of: |path, q| path[q].debt - path[0].debt,
            },
            Band {
                name: "bank_capital",
                low: 0.06,
                high: f64::INFINITY,
                slack: 0.03,
                of: |path, q| path[q].bank_capital,
            },
            Band {
                name: "inflation_gap",
                low: -0.01,
                high: 0.01,
                slack: 0.01,
                of: |path, q| yearly(path, q, |marks| marks.prices) - INFLATION,
            },
            Band {
                name: "profitable",
                low: 0.80,
                high: f64::INFINITY,
                slack: 0.10,
                of: |path, q| path[q].profitable,
            },
        ];
        let growth = percent(growth).replace(" % a year", "%");
        for band in bands {
            self.band(&format!("I3.{growth}.{}", band.name), &band, &mean, &paths);
        }
    }

    fn band(&mut self, id: &str, band: &Band, mean: &Path, paths: &[Path]) {
        let range = |path: &Path| {
            (9..path.len())
                .map(|q| (band.of)(path, q))
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| {
                    (low.min(x), high.max(x))
                })
        };
        let distance = |(low, high): (f64, f64)| (band.low - low).max(high - band.high).max(0.0);
        let of_mean = range(mean);
        let single = paths
            .iter()
            .map(range)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| {
                (a.0.min(b.0), a.1.max(b.1))
            });
        let got = distance(of_mean);
        self.push(
            id,
            [0.0, got, 0.0],
            got == 0.0,
            format!(
                "mean over seeds {:.4} to {:.4} from the ninth quarter on, band {} to {}",
                of_mean.0, of_mean.1, band.low, band.high
            ),
        );
        let got = distance(single);
        self.push(
            &format!("{id}.single"),
            [0.0, got, band.slack],
            got <= band.slack,
            format!(
                "by how much a single seed leaves the band: all seeds {:.4} to {:.4}",
                single.0, single.1
            ),
        );
    }

    /// I5.
    fn money(&mut self, calibration: &Calibration) {
        for market in [Market::Expected, Market::Sampled] {
            let rules = Rules {
                market,
                ..Rules::long_run()
            };
            let follow = |factor: f64| {
                let course = Course::new(calibration.clone(), rules, GROWTH[0], INFLATION);
                let mut economy = Economy::open(course.calibration, course.rules, Luck::Seed(1));
                economy.redenominate(factor);
                let mut real = Vec::new();
                for _ in 0..20 {
                    economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
                    let books = &economy.books;
                    real.extend([
                        books.gdp.real,
                        books.household_consumption.real,
                        books.capital_formation.real,
                        books.exports.real,
                        books.imports.real,
                        economy.households.unemployed() as f64,
                        economy.prices.producer / factor,
                        books.gdp.nominal / factor,
                    ]);
                }
                real
            };
            let worst = follow(1.0)
                .iter()
                .zip(follow(7.0))
                .map(|(a, b)| (b - a).abs() / a.abs().max(1.0))
                .fold(0.0, f64::max);
            let name = if market == Market::Expected {
                "expected"
            } else {
                "sampled"
            };
            self.push(
                &format!("I5.{name}"),
                [0.0, worst, 1e-9],
                worst <= 1e-9,
                "largest relative change of a real series in 20 quarters when a unit of money is cut in seven",
            );
        }
    }

    /// I6.
    fn permuted(&mut self, calibration: &Calibration, threads: usize) {
        let follow = |rules: Rules, seed: u64, reversed: bool, quiet: bool| {
            let mut course = Course::new(calibration.clone(), rules, GROWTH[0], INFLATION);
            if quiet {
                course = course.quiet();
            }
            let luck = Luck::Seed(seed);
            let mut sizes = firm_sizes(&course.calibration, luck);
            if reversed {
                let mut first = 0;
                for industry in &course.calibration.industries {
                    let n = industry.firms as usize;
                    sizes[first..first + n].reverse();
                    first += n;
                }
            }
            let mut economy = Economy::open_with(course.calibration, course.rules, luck, sizes);
            for _ in 0..12 {
                economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
            }
            Marks::of(&economy)
        };
        let expected = Rules::long_run();
        let (a, b) = (
            follow(expected, 1, false, true),
            follow(expected, 1, true, true),
        );
        let worst = a
            .values()
            .iter()
            .zip(b.values())
            .zip(Marks::NAMES)
            .filter(|(_, name)| **name != "residual")
            .map(|((a, b), _)| (a - b).abs() / a.abs().max(1.0))
            .fold(0.0, f64::max);
        self.push(
            "I6.expected",
            [0.0, worst, 1e-9],
            worst <= 1e-9,
            "largest relative change of a ratio after 12 quarters when the firms of every industry are numbered backwards",
        );
        let sampled = Rules {
            market: Market::Sampled,
            ..expected
        };
        // Different seeds on both sides: the two samples are independent.
        let marks = in_parallel(2 * PERMUTED_SEEDS as usize, threads, &|k| {
            follow(sampled, k as u64 + 1, k % 2 == 1, false)
        });
        let looked_at = [
            "value_added",
            "unemployment",
            "prices",
            "labour_share",
            "consumption",
        ];
        let mut worst = 0.0_f64;
        for name in looked_at {
            let side = |odd: usize| -> Vec<f64> {
                marks
                    .iter()
                    .skip(odd)
                    .step_by(2)
                    .map(|m| m.get(name))
                    .collect()
            };
            let (a, b) = (side(0), side(1));
            let (sa, sb) = (standard_deviation(&a), standard_deviation(&b));
            let error = ((sa * sa + sb * sb) / PERMUTED_SEEDS as f64).sqrt();
            worst = worst.max((mean(&a) - mean(&b)).abs() / error.max(1e-300));
        }
        // Two-sided 0.001 shared by five comparisons.
        let limit = 3.72;
        self.push(
            "I6.sampled",
            [0.0, worst, limit],
            worst <= limit,
            format!(
                "largest |z| of {} means over 64 seeds each, firms numbered forwards and backwards",
                looked_at.len()
            ),
        );
    }

    /// I7.
    fn probe(&mut self, calibration: &Calibration, growth: f64) {
        for (name, trade) in [("open", TradeClosure::Open), ("norm", TradeClosure::Norm)] {
            let mut rules = Rules::long_run();
            rules.closure.trade.closure = trade;
            let course = Course::new(calibration.clone(), rules, growth, INFLATION)
                .quiet()
                .over(40);
            let paths = probe::paths(&course, Luck::Seed(1));
            self.watch(&paths.0);
            let effect = probe::effect(&paths, 40);
            let judged: [(&str, f64, f64, f64); 3] = [
                ("value_added", effect.value_added, 0.03, 0.05),
                ("unemployment", effect.unemployment, f64::NEG_INFINITY, 0.01),
                ("labour_share", effect.labour_share, -0.01, 0.005),
            ];
            let rate = percent(growth).replace(" % a year", "%");
            for (what, got, low, high) in judged {
                let off = (low - got).max(got - high).max(0.0);
                self.push(
                    &format!("I7.{rate}.{name}.{what}"),
                    [0.0, off, 0.0],
                    off == 0.0,
                    format!("effect of five per cent more productivity after 40 quarters {got:.4}, band {low} to {high}"),
                );
                // The norm closure is reported, and the bands are stated for economies with data.
                if (trade == TradeClosure::Norm || self.name == "village")
                    && let Some(check) = self.checks.last_mut()
                {
                    check.pass = None;
                }
            }
        }
    }
}

/// Results of `n` independent tasks, in order.
fn in_parallel<T: Send>(n: usize, threads: usize, task: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(n));
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let k = next.fetch_add(1, Ordering::Relaxed);
                    if k >= n {
                        return;
                    }
                    let result = task(k);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((k, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(k, _)| *k);
    done.into_iter().map(|(_, result)| result).collect()
}
