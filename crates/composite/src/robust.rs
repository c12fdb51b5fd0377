//! Robustness: how far an index depends on its units and on its choices.
//!
//! Every combination of the alternatives is built (a full factorial), on the data and on resamples of its
//! units; what results is not a sample of the choices but all of them, so that the shares of variance
//! are exact:
//! ```text
//! first-order S_f = Var(E[Y | f]) / Var(Y)        total T_f = E[Var(Y | all but f)] / Var(Y)
//! ```
//! `Y` an outcome of a run, `f` a factor (normalisation, weights, …, the resample of units), its levels
//! equally likely. S_f is what fixing the factor would take away on its own, T_f what would remain if
//! all others were fixed.
//!
//! # Source
//! Saisana, Saltelli and Tarantola (2005), *JRSS A* 168(2), who take the shift of ranks as outcome; Sobol'
//! (1993) and Homma and Saltelli (1996) for the two shares; Efron (1979) for resampling.
//!
//! # Limits
//! The interval spans the alternatives that were named, not those that were not thought of. Resampling
//! treats units as draws from a wider set; where they are all there is (every province), read it as
//! the influence of single units. A unit outside a resample's range is held at its end by min-max.

use crate::build::Plan;
use crate::choices::{Aggregate, Normalise, Treat, Weighting};
use crate::draws::Draws;
use crate::error::{at_least, same_length};
use crate::{Error, Panel, Spec, build, maths};

/// What is varied; an empty list keeps the choice of the specification.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Alternatives {
    /// Treatments, each for all indicators.
    pub treat: Vec<Treat>,
    /// Normalisations.
    pub normalise: Vec<Normalise>,
    /// Weights. Those of `user` stay with the specification.
    pub weights: Vec<Weighting>,
    /// Aggregations.
    pub aggregate: Vec<Aggregate>,
    /// Whether to leave out each indicator in turn as well.
    pub leave_one_out: bool,
    /// Number of resamples of units with replacement (all times of a unit together); 0 for none.
    pub resamples: usize,
    /// Seed of the resamples.
    pub seed: u64,
}

/// Where the units stand under all combinations.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// Ranks of each unit at the time that was asked for, in the order of the panel.
    pub units: Vec<RankBand>,
    /// Factors with more than one level, and what they account for.
    pub factors: Vec<Factor>,
    /// Number of indices built.
    pub runs: usize,
    /// Resamples left out because an indicator was constant or outside a domain in them.
    pub resamples_left_out: usize,
}

/// Ranks of one unit over all runs, 1 = best.
#[derive(Debug, Clone, PartialEq)]
pub struct RankBand {
    /// Unit.
    pub unit: String,
    /// Rank under the specification itself.
    pub rank: usize,
    /// Mean rank.
    pub mean: f64,
    /// Median rank.
    pub median: f64,
    /// Lower end of the interval (a quantile of type 7).
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// One factor of the analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// `treat`, `normalise`, `weights`, `aggregate`, `leave_one_out` or `resample`.
    pub name: String,
    /// Number of its levels.
    pub levels: usize,
    /// Shares of the variance of the mean absolute shift of ranks; none if the shift never varies.
    pub shift: Option<Shares>,
    /// Shares of the variance of each unit's rank, in the order of the units; none where it never varies.
    pub ranks: Vec<Option<Shares>>,
}

/// Shares of a variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// First-order share.
    pub first_order: f64,
    /// Total share, at least the first-order one.
    pub total: f64,
}

/// Shares of variance of the outcomes of a full factorial.
///
/// `levels` are the numbers of levels of the factors; `outcomes` has one number per combination, the last
/// factor varying fastest.
///
/// ```
/// // Y = (1 + a)(1 + 2b) with a, b = ±1: V_a = 1, V_b = 4, V_ab = 4.
/// let outcomes = [0.0, 0.0, -2.0, 6.0]; // (a, b) = (−,−), (−,+), (+,−), (+,+)
/// let shares = composite::factorial_shares(&[2, 2], &outcomes)?;
/// assert!((shares[0].first_order - 1.0 / 9.0).abs() < 1e-15);
/// assert!((shares[0].total - 5.0 / 9.0).abs() < 1e-15);
/// assert!((shares[1].total - 8.0 / 9.0).abs() < 1e-15);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// A number of outcomes other than that of the combinations, a factor without levels, or outcomes that
/// are all equal.
pub fn factorial_shares(levels: &[usize], outcomes: &[f64]) -> Result<Vec<Shares>, Error> {
    at_least(
        "levels of a factor",
        levels.iter().copied().min().unwrap_or(0),
        1,
    )?;
    same_length("outcomes", outcomes.len(), levels.iter().product())?;
    crate::error::finite("outcomes", outcomes)?;
    let n = outcomes.len() as f64;
    let variance = maths::moment(outcomes, 2);
    if maths::is_constant(outcomes) || variance == 0.0 {
        return Err(Error::Constant {
            what: "the outcome".into(),
            reason: "no factor has a share of its variance".into(),
        });
    }
    let mean = maths::mean(outcomes);
    let shares = |factor: usize| {
        let (count, stride) = (
            levels[factor],
            levels[factor + 1..].iter().product::<usize>(),
        );
        let level = |at: usize| at.div_euclid(stride).rem_euclid(count);
        let mut by_level = vec![0.0; count];
        let mut within = 0.0;
        for (at, outcome) in outcomes.iter().enumerate() {
            by_level[level(at)] += (outcome - mean) * count as f64 / n;
            if level(at) == 0 {
                let line: Vec<f64> = (0..count).map(|l| outcomes[at + l * stride]).collect();
                within += maths::moment(&line, 2) * count as f64 / n;
            }
        }
        let between = by_level.iter().map(|m| m * m).sum::<f64>() / count as f64;
        Shares {
            first_order: between / variance,
            total: within / variance,
        }
    };
    Ok((0..levels.len()).map(shares).collect())
}

/// Builds every combination of the alternatives and reports ranks at `time` (none in a cross-section) with
/// intervals that hold the share `level` of the runs.
///
/// The number of runs is the product of the numbers of levels.
///
/// # Errors
/// What [`build`] refuses for the specification or any combination on the data themselves; a `level`
/// outside 0..1; a time that the index does not have; no usable resample.
pub fn robustness(
    spec: &Spec,
    panel: &Panel,
    time: Option<&str>,
    alternatives: &Alternatives,
    level: f64,
) -> Result<Robustness, Error> {
    check_level(level)?;
    let base = build(spec, panel)?;
    let at: Vec<usize> = (0..base.rows.len())
        .filter(|&at| base.time(at) == time)
        .collect();
    if at.is_empty() {
        return Err(Error::Choice {
            key: "the time of the ranks".into(),
            value: format!("{time:?}"),
            allowed: format!(
                "one of {:?}, or none in a cross-section",
                panel.distinct_times()
            ),
        });
    }
    let rows: Vec<usize> = at.iter().map(|&at| base.rows[at]).collect();
    let baseline = base.ranks();
    let baseline: Vec<usize> = at.iter().map(|&at| baseline[at]).collect();

    let (specs, mut names, mut levels) = combinations(spec, alternatives);
    let plans = specs
        .iter()
        .map(|spec| Plan::new(spec, panel))
        .collect::<Result<Vec<_>, Error>>()?;
    let ranks_of = |fit: Option<&Resample>| -> Result<Vec<Vec<f64>>, Error> {
        let rank = |plan: &Plan| {
            let sample = fit.map_or_else(|| plan.rows.clone(), |fit| fit.rows(panel, &plan.rows));
            let scored = plan.score(&sample)?;
            Ok(ranks(
                &rows
                    .iter()
                    .map(|&row| scored.index[row])
                    .collect::<Vec<f64>>(),
            ))
        };
        plans.iter().map(rank).collect()
    };

    // The data themselves come first: their errors are the caller's, those of a resample are luck.
    let on_data = ranks_of(None)?;
    let mut by_sample = Vec::new();
    for stream in 0..alternatives.resamples as u64 {
        let resample = Resample::draw(panel, alternatives.seed, stream);
        by_sample.extend(ranks_of(Some(&resample)).ok());
    }
    let resamples_left_out = alternatives.resamples - by_sample.len();
    if alternatives.resamples == 0 {
        by_sample.push(on_data);
    }
    at_least("usable resamples of the units", by_sample.len(), 1)?;
    if by_sample.len() > 1 {
        names.insert(0, "resample");
        levels.insert(0, by_sample.len());
    }
    let runs: Vec<Vec<f64>> = by_sample.into_iter().flatten().collect();
    Ok(Robustness {
        units: bands(panel, &rows, &baseline, &runs, level),
        factors: factors(&names, &levels, &baseline, &runs),
        runs: runs.len(),
        resamples_left_out,
    })
}

fn check_level(level: f64) -> Result<(), Error> {
    if level > 0.0 && level < 1.0 {
        return Ok(());
    }
    Err(Error::Domain {
        what: "the level of the intervals".into(),
        value: level,
        allowed: "between 0 and 1".into(),
    })
}

/// All combinations of the alternatives, the last factor varying fastest; factors of one level are left
/// out of the names.
fn combinations<'n>(
    spec: &Spec,
    alternatives: &Alternatives,
) -> (Vec<Spec>, Vec<&'n str>, Vec<usize>) {
    type Change = Box<dyn Fn(&mut Spec)>;
    let mut factors: Vec<(&str, Vec<Change>)> = Vec::new();
    let mut add = |name, changes: Vec<Change>| {
        if !changes.is_empty() {
            factors.push((name, changes));
        }
    };
    let treat = |rule: Treat| -> Change {
        Box::new(move |spec| spec.indicators.iter_mut().for_each(|i| i.treat = rule))
    };
    let normalise = |rule| -> Change { Box::new(move |spec| spec.normalise = rule) };
    let weigh = |rule: Weighting| -> Change {
        Box::new(move |spec| {
            spec.weights = rule;
            if rule != Weighting::User {
                spec.indicators.iter_mut().for_each(|i| i.weight = None);
            }
        })
    };
    let combine = |rule| -> Change { Box::new(move |spec| spec.aggregate = rule) };
    let leave = |at: usize| -> Change {
        Box::new(move |spec| {
            spec.indicators.remove(at);
            let paths = spec.part_paths();
            spec.parts.retain(|part| paths.contains(&part.path));
        })
    };
    add(
        "treat",
        alternatives.treat.iter().map(|&r| treat(r)).collect(),
    );
    add(
        "normalise",
        alternatives
            .normalise
            .iter()
            .map(|&r| normalise(r))
            .collect(),
    );
    add(
        "weights",
        alternatives.weights.iter().map(|&r| weigh(r)).collect(),
    );
    add(
        "aggregate",
        alternatives.aggregate.iter().map(|&r| combine(r)).collect(),
    );
    if alternatives.leave_one_out {
        let keep: Change = Box::new(|_| {});
        let each = (0..spec.indicators.len()).map(leave);
        add("leave_one_out", std::iter::once(keep).chain(each).collect());
    }
    let mut specs = vec![spec.clone()];
    for (_, changes) in &factors {
        specs = specs
            .iter()
            .flat_map(|spec| {
                changes.iter().map(|change| {
                    let mut changed = spec.clone();
                    change(&mut changed);
                    changed
                })
            })
            .collect();
    }
    let varied = factors.iter().filter(|(_, changes)| changes.len() > 1);
    let (names, levels) = varied.map(|(name, changes)| (*name, changes.len())).unzip();
    (specs, names, levels)
}

/// How often each unit was drawn.
struct Resample {
    times_drawn: std::collections::BTreeMap<String, usize>,
}

impl Resample {
    fn draw(panel: &Panel, seed: u64, stream: u64) -> Self {
        let units = panel.distinct_units();
        let mut draws = Draws::new(seed, stream);
        let mut times_drawn = std::collections::BTreeMap::new();
        for _ in 0..units.len() {
            *times_drawn
                .entry(units[draws.below(units.len())].to_owned())
                .or_default() += 1;
        }
        Self { times_drawn }
    }

    /// The rows of the drawn units, as often as these were drawn.
    fn rows(&self, panel: &Panel, rows: &[usize]) -> Vec<usize> {
        let drawn = |row: usize| self.times_drawn.get(panel.unit(row)).copied().unwrap_or(0);
        rows.iter()
            .flat_map(|&row| std::iter::repeat_n(row, drawn(row)))
            .collect()
    }
}

/// 1 plus the number of higher values.
fn ranks(values: &[f64]) -> Vec<f64> {
    let higher = |x: &f64| values.iter().filter(|other| *other > x).count();
    values.iter().map(|x| (1 + higher(x)) as f64).collect()
}

fn bands(
    panel: &Panel,
    rows: &[usize],
    baseline: &[usize],
    runs: &[Vec<f64>],
    level: f64,
) -> Vec<RankBand> {
    let band = |(at, &row): (usize, &usize)| {
        let own: Vec<f64> = runs.iter().map(|run| run[at]).collect();
        let sorted = maths::sorted(&own);
        RankBand {
            unit: panel.unit(row).to_owned(),
            rank: baseline[at],
            mean: maths::mean(&own),
            median: maths::quantile(&sorted, 0.5),
            low: maths::quantile(&sorted, (1.0 - level) / 2.0),
            high: maths::quantile(&sorted, f64::midpoint(1.0, level)),
        }
    };
    rows.iter().enumerate().map(band).collect()
}

fn factors(names: &[&str], levels: &[usize], baseline: &[usize], runs: &[Vec<f64>]) -> Vec<Factor> {
    let shift = |run: &Vec<f64>| {
        let gaps = run.iter().zip(baseline).map(|(r, b)| (r - *b as f64).abs());
        gaps.sum::<f64>() / baseline.len() as f64
    };
    let shares = |outcomes: Vec<f64>| factorial_shares(levels, &outcomes).ok();
    let of_shift = shares(runs.iter().map(shift).collect());
    let of_units: Vec<Option<Vec<Shares>>> = (0..baseline.len())
        .map(|at| shares(runs.iter().map(|run| run[at]).collect()))
        .collect();
    let factor = |(at, name): (usize, &&str)| Factor {
        name: (*name).to_owned(),
        levels: levels[at],
        shift: of_shift.as_ref().map(|s| s[at]),
        ranks: of_units
            .iter()
            .map(|unit| unit.as_ref().map(|s| s[at]))
            .collect(),
    };
    names.iter().enumerate().map(factor).collect()
}

/// A value with its bootstrap standard error and interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Value on the data.
    pub value: f64,
    /// Standard deviation over the resamples (divisor n − 1).
    pub se: f64,
    /// Lower end of the percentile interval.
    pub low: f64,
    /// Upper end of the percentile interval.
    pub high: f64,
}

/// Bootstrap of one specification over units.
#[derive(Debug, Clone, PartialEq)]
pub struct Bootstrap {
    /// Each row of the index, in its order: what re-estimated minima, weights and ideal points do to it.
    pub values: Vec<Band>,
    /// Each weight, in the order of [`Index::weights`](crate::Index).
    pub weights: Vec<Band>,
    /// Resamples left out because an indicator was constant or outside a domain in them.
    pub resamples_left_out: usize,
}

/// Re-estimates the index on resamples of units (all times of a unit together) and applies it to all rows.
///
/// # Errors
/// What [`build`] refuses; a `level` outside 0..1; fewer than two usable resamples.
pub fn bootstrap(
    spec: &Spec,
    panel: &Panel,
    resamples: usize,
    seed: u64,
    level: f64,
) -> Result<Bootstrap, Error> {
    check_level(level)?;
    let plan = Plan::new(spec, panel)?;
    let on_data = plan.score(&plan.rows)?;
    let results: Vec<_> = (0..resamples as u64)
        .filter_map(|stream| {
            let fit = Resample::draw(panel, seed, stream).rows(panel, &plan.rows);
            plan.score(&fit).ok()
        })
        .collect();
    at_least("usable resamples of the units", results.len(), 2)?;
    let band = |value: f64, draws: Vec<f64>| {
        let sorted = maths::sorted(&draws);
        Band {
            value,
            se: maths::sample_sd(&draws),
            low: maths::quantile(&sorted, (1.0 - level) / 2.0),
            high: maths::quantile(&sorted, f64::midpoint(1.0, level)),
        }
    };
    Ok(Bootstrap {
        values: plan
            .rows
            .iter()
            .map(|&row| {
                let draws = results.iter().map(|result| result.index[row]).collect();
                band(on_data.index[row], draws)
            })
            .collect(),
        weights: (0..on_data.weights.len())
            .map(|at| {
                let draws = results
                    .iter()
                    .map(|result| result.weights[at].in_index)
                    .collect();
                band(on_data.weights[at].in_index, draws)
            })
            .collect(),
        resamples_left_out: resamples - results.len(),
    })
}
