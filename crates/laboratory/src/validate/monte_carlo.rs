//! Stochastic runs against published moments, and constancy of a steady state.
//!
//! # Authority
//! 600 runs of the authors' model (see the README of the reference data). Two means are compared by
//! `z = (m − mean) / √(se² + s²/k)`, two standard deviations by the logarithm of their ratio over its
//! standard error, for which the kurtosis of the own runs is used, since several series are far from
//! normal. Hundreds of correlated comparisons are made for each file; under agreement |z| above 4
//! comes once in about 16 000 of them.

use std::collections::BTreeMap;

use economy::books::Identities;
use economy::calibration::Calibration;
use economy::observe::{Observer, SERIES};
use economy::rules::ChoiceWeights;
use economy::{BaseRules, Economy, Luck, NoPolicy, NoTheory, Serial};
use quantity::maths;
use rayon::prelude::*;

use super::deterministic::dispersed_price;
use super::own::identity_checks;
use super::{Case, Check, Effort, Error, Table, state};

const AUTHORITY: &str = "Poledna, Miess, Hommes, Rabitsch (2023), Monte-Carlo runs of their model";

/// Largest |z| of a mean, or of a standard deviation, that is accepted.
const LARGEST_Z: f64 = 4.5;
/// Root mean square of z over a file that is accepted; 1 is expected, and the comparisons are
/// correlated within a run.
const LARGEST_RMS: f64 = 1.6;
/// Quarters of the steady state that are watched, in flows.
const STEADY_QUARTERS: u32 = 40;

/// All stochastic checks for which the folder has results.
pub(super) fn checks(case: &Case, effort: Effort) -> Result<Vec<Check>, Error> {
    if steady(&case.calibration) {
        return Ok(steady_state(case));
    }
    let fixed = BaseRules {
        choice_weights: ChoiceWeights::Fixed,
        zero_lower_bound: true,
        ..BaseRules::default()
    };
    let mut checks = Vec::new();
    for (file, rules, dispersed) in [
        ("monte_carlo.csv", BaseRules::default(), false),
        ("monte_carlo_fixed_weights_zlb.csv", fixed, false),
        (
            "monte_carlo_price_dispersion.csv",
            BaseRules::default(),
            true,
        ),
        (
            "monte_carlo_price_dispersion_fixed_weights_zlb.csv",
            fixed,
            true,
        ),
    ] {
        let Some(path) = case.file(file) else {
            continue;
        };
        let published = Table::read(&path)?;
        let quarters = last_quarter(&published);
        let runs = ensemble(&case.calibration, rules, dispersed, effort.seeds, quarters);
        checks.extend(compare_series(&case.id(file), &published, &runs));
        if file == "monte_carlo.csv" {
            if let Some(path) = case.file("monte_carlo_sectors.csv") {
                let id = case.id("monte_carlo_sectors.csv");
                checks.extend(compare_industries(&id, &Table::read(&path)?, &runs));
            }
            if case.name.starts_with("austria") {
                checks.push(compare_first_quarter(case.id("first_quarter"), &runs));
            }
            let name = format!("{}, {} seeds", case.name, effort.seeds);
            checks.extend(identity_checks(
                &case.id("identity."),
                &worst_identities(&runs),
                &name,
            ));
        }
    }
    Ok(checks)
}

/// One run: per quarter from 0 on, the series, sector value added and relative identities.
struct Run {
    first_quarter: Vec<f64>,
    series: Vec<Vec<f64>>,
    industries: Vec<Vec<(f64, f64)>>,
    identities: [f64; Identities::N],
}

fn run(calibration: &Calibration, rules: BaseRules, dispersed: bool, seed: u64, n: u32) -> Run {
    let mut economy = Economy::open(calibration.clone(), rules, Luck::Seed(seed));
    if dispersed {
        for i in economy.firms.ids() {
            economy.firms.price[i] = dispersed_price(i);
        }
    }
    let mut observer = Observer::default();
    let mut record = Run {
        first_quarter: Vec::new(),
        series: vec![observer.observe(&economy)],
        industries: vec![industry_value_added(&economy)],
        identities: [0.0; Identities::N],
    };
    for quarter in 1..=n {
        economy.quarter(&mut NoPolicy, &mut NoTheory, &Serial);
        if quarter == 1 {
            record.first_quarter = first_quarter(&economy);
        }
        record.series.push(observer.observe(&economy));
        record.industries.push(industry_value_added(&economy));
        let books = &economy.books;
        let residuals = books.identities.relative_to(books.gdp);
        for (worst, residual) in record.identities.iter_mut().zip(residuals) {
            *worst = worst.max(residual);
        }
    }
    record
}

/// Statistics of the goods market in the first quarter, with the mean and the standard deviation over
/// seeds that are published for the authors' implementation with Austrian data (base model, §12 step 8).
const FIRST_QUARTER: [(&str, f64, f64); 10] = [
    ("mean I_h", 0.329_75, 0.0025),
    ("mean C_h", 3.973, 0.029),
    ("mean I_i", 20.5075, 0.128),
    ("mean DM_i", 109.3163, 0.680),
    ("mean P_bar_i", 1.0031, 0.0045),
    ("mean P_CF_i", 1.0031, 0.0045),
    ("C_j", 14_752.24, 126.7),
    ("C_l", 34_188.13, 666.3),
    ("mean Q_d_i", 216.2474, 1.23),
    ("mean Q_d_m", 535.7522, 9.61),
];

fn first_quarter(economy: &Economy) -> Vec<f64> {
    let value = |name: &str| {
        let Some(column) = name.strip_prefix("mean ") else {
            return state::scalar(economy, name);
        };
        let values = state::firms(economy, column)
            .or_else(|| state::households(economy, column))
            .or_else(|| state::products(economy, column))?;
        Some(values.iter().sum::<f64>() / values.len() as f64)
    };
    let values = FIRST_QUARTER.iter().map(|(name, ..)| value(name));
    values.map(|value| value.unwrap_or(f64::NAN)).collect()
}

/// Means over seeds within four standard errors of the published ones.
fn compare_first_quarter(id: String, runs: &[Run]) -> Check {
    let mut largest = (0.0, "");
    for (k, &(name, mean, sd)) in FIRST_QUARTER.iter().enumerate() {
        let own: Vec<f64> = runs.iter().map(|run| run.first_quarter[k]).collect();
        let own = moments(&own);
        let z = ((own.mean - mean) / (sd / own.n.sqrt())).abs();
        if z.is_nan() || z > largest.0 {
            largest = (z, name);
        }
    }
    let note = format!(
        "largest |z| of 10 market statistics of quarter 1; at {}",
        largest.1
    );
    Check::judged(id, AUTHORITY, [0.0, largest.0, 4.0], note)
}

fn ensemble(
    calibration: &Calibration,
    rules: BaseRules,
    dispersed: bool,
    seeds: u32,
    quarters: u32,
) -> Vec<Run> {
    let seeds: Vec<u64> = (1..=u64::from(seeds)).collect();
    seeds
        .par_iter()
        .map(|&seed| run(calibration, rules, dispersed, seed, quarters))
        .collect()
}

fn industry_value_added(economy: &Economy) -> Vec<(f64, f64)> {
    economy
        .books
        .industry_value_added
        .iter()
        .map(|flow| (flow.real, flow.nominal))
        .collect()
}

fn last_quarter(published: &Table) -> u32 {
    (0..published.rows.len())
        .map(|row| published.named(row, "t") as u32)
        .max()
        .unwrap_or(0)
}

fn worst_identities(runs: &[Run]) -> [f64; Identities::N] {
    let mut worst = [0.0_f64; Identities::N];
    for run in runs {
        for (worst, residual) in worst.iter_mut().zip(run.identities) {
            *worst = worst.max(residual);
        }
    }
    worst
}

/// Mean, standard deviation and the relative sampling variance of the latter, of own values.
struct Moments {
    n: f64,
    mean: f64,
    sd: f64,
    /// Variance of ln sd times n, from the kurtosis: (κ − 1) / 4.
    spread: f64,
}

fn moments(values: &[f64]) -> Moments {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let power = |k: i32| values.iter().map(|x| (x - mean).powi(k)).sum::<f64>();
    let variance = power(2) / (n - 1.0);
    let kurtosis = power(4) / n / (power(2) / n).powi(2);
    Moments {
        n,
        mean,
        sd: variance.sqrt(),
        spread: (kurtosis - 1.0) / 4.0,
    }
}

/// Collects z-scores of a file and says which is the largest.
#[derive(Default)]
struct Scores {
    squares: f64,
    n: f64,
    largest: f64,
    place: String,
}

impl Scores {
    fn add(&mut self, z: f64, place: impl Fn() -> String) {
        self.squares += z * z;
        self.n += 1.0;
        if z.is_nan() || z.abs() > self.largest {
            self.largest = if z.is_nan() { f64::INFINITY } else { z.abs() };
            self.place = place();
        }
    }

    fn checks(self, id: &str, what: &str, seeds: usize) -> [Check; 2] {
        let rms = (self.squares / self.n).sqrt();
        let note = format!(
            "largest |z| of {} {what}, {seeds} own seeds; at {}",
            self.n, self.place
        );
        [
            Check::judged(
                format!("{id}:{what}"),
                AUTHORITY,
                [0.0, self.largest, LARGEST_Z],
                note,
            ),
            Check::judged(
                format!("{id}:{what}.rms"),
                AUTHORITY,
                [0.0, rms, LARGEST_RMS],
                format!("root mean square z of {} {what}; 1 is expected", self.n),
            ),
        ]
    }
}

/// Compares one published mean and standard deviation with own values.
fn score(
    means: &mut Scores,
    sds: &mut Scores,
    published: [f64; 3],
    own: &[f64],
    place: &dyn Fn() -> String,
) {
    let [mean, sd, n] = published;
    let own = moments(own);
    let error = (sd * sd / n + own.sd * own.sd / own.n).sqrt();
    // What does not vary, here or there, must agree to the digits that were published.
    let rounding = 1e-8 * mean.abs() + 1e-9;
    if error <= rounding {
        let z = if (own.mean - mean).abs() <= 10.0 * rounding {
            0.0
        } else {
            f64::INFINITY
        };
        means.add(z, place);
        return;
    }
    means.add((own.mean - mean) / error, place);
    if sd > rounding && own.sd > rounding {
        let spread = own.spread.max(0.5);
        sds.add(
            maths::ln(own.sd / sd) / (spread / own.n + spread / n).sqrt(),
            place,
        );
    }
}

fn compare_series(id: &str, published: &Table, runs: &[Run]) -> Vec<Check> {
    let (mut means, mut sds) = (Scores::default(), Scores::default());
    for row in 0..published.rows.len() {
        let name = &published.rows[row][0];
        let t = published.named(row, "t") as usize;
        let place = || format!("{name}, quarter {t}");
        let Some(series) = SERIES.iter().position(|series| series.name == name) else {
            means.add(f64::INFINITY, place);
            continue;
        };
        let own: Vec<f64> = runs.iter().map(|run| run.series[t][series]).collect();
        let moments = ["mean", "sd", "n"].map(|column| published.named(row, column));
        score(&mut means, &mut sds, moments, &own, &place);
    }
    let mut checks = Vec::from(means.checks(id, "means", runs.len()));
    checks.extend(sds.checks(id, "deviations", runs.len()));
    checks
}

fn compare_industries(id: &str, published: &Table, runs: &[Run]) -> Vec<Check> {
    let (mut means, mut sds) = (Scores::default(), Scores::default());
    for row in 0..published.rows.len() {
        let industry = published.named(row, "index") as usize - 1;
        let t = published.named(row, "t") as usize;
        for (kind, nominal) in [("real", false), ("nominal", true)] {
            let own: Vec<f64> = runs
                .iter()
                .map(|run| run.industries[t][industry])
                .map(|(r, n)| if nominal { n } else { r })
                .collect();
            let moments = [format!("{kind}_mean"), format!("{kind}_sd"), "n".to_owned()]
                .map(|column| published.named(row, &column));
            let place = || {
                format!(
                    "{kind} value added of industry {}, quarter {t}",
                    industry + 1
                )
            };
            score(&mut means, &mut sds, moments, &own, &place);
        }
    }
    let mut checks = Vec::from(means.checks(id, "means", runs.len()));
    checks.extend(sds.checks(id, "deviations", runs.len()));
    checks
}

/// Whether nothing can change: no shocks, no interest, no growth in the processes.
fn steady(calibration: &Calibration) -> bool {
    let processes = &calibration.processes;
    let laws = [
        processes.world_output,
        processes.government,
        processes.exports,
        processes.imports,
    ];
    let still = laws
        .iter()
        .all(|law| law.slope == 1.0 && law.intercept == 0.0);
    let shocks = processes
        .covariance
        .iter()
        .flatten()
        .chain([&processes.government_sd]);
    still && shocks.copied().all(|x| x == 0.0) && calibration.opening.policy_rate == 0.0
}

/// Sums, over quarters, the distance of each series from its own mean.
///
/// # Authority
/// The published test of the steady state: at most 10⁻⁷ for a scalar series and 10⁻⁶ over all
/// industries, for any seed, in five quarters; and again over forty.
fn steady_state(case: &Case) -> Vec<Check> {
    let flows: Vec<usize> = (0..SERIES.len())
        .filter(|&k| SERIES[k].name.starts_with("nominal_") || SERIES[k].name.starts_with("real_"))
        .filter(|&k| SERIES[k].name != "real_gdp_growth")
        .chain(
            [
                "operating_surplus",
                "compensation_employees",
                "wages",
                "taxes_production",
                "euribor",
            ]
            .iter()
            .filter_map(|name| SERIES.iter().position(|series| series.name == *name)),
        )
        .collect();
    let seeds: Vec<u64> = (1..=8).collect();
    let rules = BaseRules::default();
    let runs: Vec<Run> = seeds
        .par_iter()
        .map(|&seed| run(&case.calibration, rules, false, seed, STEADY_QUARTERS))
        .collect();
    let mut worst: BTreeMap<&str, (f64, String)> = BTreeMap::new();
    for (run, seed) in runs.iter().zip(&seeds) {
        for (horizon, scalars, industries) in [
            (5, "scalars_5q", "industries_5q"),
            (STEADY_QUARTERS as usize, "scalars_40q", "industries_40q"),
        ] {
            for &k in &flows {
                let series: Vec<f64> = run.series[..=horizon].iter().map(|now| now[k]).collect();
                note(&mut worst, scalars, wander(&series), || {
                    format!("{}, seed {seed}", SERIES[k].name)
                });
            }
            let total: f64 = (0..run.industries[0].len())
                .map(|g| {
                    let real: Vec<f64> = run.industries[..=horizon]
                        .iter()
                        .map(|now| now[g].0)
                        .collect();
                    let nominal: Vec<f64> = run.industries[..=horizon]
                        .iter()
                        .map(|now| now[g].1)
                        .collect();
                    wander(&real).max(wander(&nominal))
                })
                .sum();
            note(&mut worst, industries, total, || format!("seed {seed}"));
        }
    }
    let mut checks: Vec<Check> = worst
        .into_iter()
        .map(|(what, (got, place))| {
            let tolerance = if what.starts_with("scalars") {
                1e-7
            } else {
                1e-6
            };
            let note = format!(
                "sum over quarters of the distance from the mean, 8 seeds; largest: {place}"
            );
            Check::judged(
                case.id(what),
                "published test of the steady state",
                [0.0, got, tolerance],
                note,
            )
        })
        .collect();
    let name = format!("{}, 8 seeds, {STEADY_QUARTERS} quarters", case.name);
    checks.extend(identity_checks(
        &case.id("identity."),
        &worst_identities(&runs),
        &name,
    ));
    checks
}

fn note<'a>(
    worst: &mut BTreeMap<&'a str, (f64, String)>,
    what: &'a str,
    got: f64,
    place: impl Fn() -> String,
) {
    let entry = worst.entry(what).or_insert((0.0, "none".to_owned()));
    if got.is_nan() || got > entry.0 {
        *entry = (got, place());
    }
}

/// Sum over quarters of the distance from the mean.
fn wander(series: &[f64]) -> f64 {
    let mean = series.iter().sum::<f64>() / series.len() as f64;
    series.iter().map(|x| (x - mean).abs()).sum()
}
