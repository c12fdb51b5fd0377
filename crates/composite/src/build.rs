//! Building an index from a specification and a panel.
//!
//! For each set of rows that share a scope: treat → normalise → weigh → combine. Everything that is
//! estimated (thresholds, minima, weights, ideal points) is estimated on a *fit* sample and applied to
//! all rows; in a plain build the fit sample is the rows themselves, in the bootstrap a resample.

use crate::aggregate::{IdealPoints, no_distance, weighted_mean};
use crate::choices::{Aggregate, Missing, Scope, Structure, Weighting};
use crate::error::at_least;
use crate::spec::Direction;
use crate::weigh::{critic_weights, entropy_weights, principal_components};
use crate::{Error, Panel, Spec, conventions};

/// An index with everything that led to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// Rows of the panel that have a value, in their order.
    pub rows: Vec<usize>,
    /// Unit of each of these rows.
    pub units: Vec<String>,
    /// Time of each of these rows; none in a cross-section.
    pub times: Option<Vec<String>>,
    /// Value of the index in each of these rows.
    pub values: Vec<f64>,
    /// Sub-indices, parents before children.
    pub parts: Vec<Part>,
    /// Weights used: all indicators of the first scope, then of the next.
    pub weights: Vec<Weight>,
    /// Treated indicators, as columns over the same rows.
    pub treated: Vec<Column>,
    /// Normalised indicators, as columns over the same rows.
    pub normalised: Vec<Column>,
    /// Rows of the panel left out for missing values.
    pub dropped: Vec<usize>,
    /// The convention card: what was done, as (name, choice).
    pub conventions: Vec<(String, String)>,
}

/// A sub-index.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Path of the part.
    pub path: String,
    /// Value in each row of the index; NaN where all its indicators are missing.
    pub values: Vec<f64>,
}

/// An indicator as it entered the index.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Name in the panel.
    pub name: String,
    /// Value in each row of the index; NaN where missing.
    pub values: Vec<f64>,
}

/// The weight of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Weight {
    /// Time it holds for; none if it holds for all rows.
    pub time: Option<String>,
    /// Indicator.
    pub column: String,
    /// Weight in the index; they sum to 1 over the indicators.
    pub in_index: f64,
    /// Weight among the indicators of its own part; they sum to 1 over these.
    pub in_part: f64,
}

impl Index {
    /// Value of a unit at a time (none in a cross-section).
    pub fn value(&self, unit: &str, time: Option<&str>) -> Option<f64> {
        self.position(unit, time).map(|at| self.values[at])
    }

    /// Position of a unit at a time among the rows of the index.
    pub fn position(&self, unit: &str, time: Option<&str>) -> Option<usize> {
        (0..self.rows.len()).find(|&at| self.units[at] == unit && self.time(at) == time)
    }

    /// Values of a sub-index.
    pub fn part(&self, path: &str) -> Option<&[f64]> {
        let found = self.parts.iter().find(|part| part.path == path)?;
        Some(&found.values)
    }

    /// Rank of each row among the rows of the same time: 1 plus the number that stand higher.
    pub fn ranks(&self) -> Vec<usize> {
        let higher = |at: usize| {
            (0..self.rows.len())
                .filter(|&other| self.time(other) == self.time(at))
                .filter(|&other| self.values[other] > self.values[at])
                .count()
        };
        (0..self.rows.len()).map(|at| 1 + higher(at)).collect()
    }

    /// Time of a row of the index.
    pub(crate) fn time(&self, at: usize) -> Option<&str> {
        self.times.as_ref().map(|times| times[at].as_str())
    }
}

/// Builds the index that `spec` describes.
///
/// ```
/// use composite::{Indicator, Panel, Spec, build};
/// let panel = Panel::new(vec!["A", "B", "C"], None)?
///     .with_column("broadband", vec![20.0, 35.0, 40.0])?
///     .with_column("price", vec![9.0, 4.0, 5.0])?;
/// let spec = Spec::of("town", vec![Indicator::benefit("broadband"), Indicator::cost("price")]);
/// let index = build(&spec, &panel)?;
/// assert_eq!(index.value("A", None), Some(0.0));
/// assert_eq!(index.value("C", None), Some(0.9)); // (1 + 0.8) / 2
/// assert_eq!(index.ranks(), [3, 2, 1]);
/// # Ok::<(), composite::Error>(())
/// ```
///
/// # Errors
/// What [`Spec::check`] refuses; a column the panel lacks; missing or infinite values; an indicator that
/// is constant in a scope, or outside the domain of a treatment, weight or mean; too few rows.
pub fn build(spec: &Spec, panel: &Panel) -> Result<Index, Error> {
    let plan = Plan::new(spec, panel)?;
    let scored = plan.score(&plan.rows)?;
    let pick = |column: &Vec<f64>| {
        plan.rows
            .iter()
            .map(|&row| column[row])
            .collect::<Vec<f64>>()
    };
    let names = || spec.indicators.iter().map(|i| i.column.clone());
    let columns = |values: &[Vec<f64>]| {
        names()
            .zip(values)
            .map(|(name, column)| Column {
                name,
                values: pick(column),
            })
            .collect()
    };
    let has_times = panel.time(0).is_some();
    let time = |&row: &usize| panel.time(row).unwrap_or_default().to_owned();
    Ok(Index {
        units: plan
            .rows
            .iter()
            .map(|&row| panel.unit(row).to_owned())
            .collect(),
        times: has_times.then(|| plan.rows.iter().map(time).collect()),
        values: pick(&scored.index),
        parts: plan
            .paths
            .iter()
            .zip(&scored.parts)
            .map(|(path, values)| Part {
                path: path.clone(),
                values: pick(values),
            })
            .collect(),
        treated: columns(&scored.treated),
        normalised: columns(&scored.normalised),
        conventions: conventions::card(spec, panel, plan.rows.len(), plan.dropped.len()),
        weights: scored.weights,
        rows: plan.rows,
        dropped: plan.dropped,
    })
}

/// A specification bound to a panel: what can be worked out once for any fit sample.
pub(crate) struct Plan<'a> {
    spec: &'a Spec,
    panel: &'a Panel,
    columns: Vec<&'a [f64]>,
    /// Rows used, ascending.
    pub(crate) rows: Vec<usize>,
    dropped: Vec<usize>,
    paths: Vec<String>,
    directions: Vec<Direction>,
}

/// Values by row of the panel (NaN in unused rows), and weights.
pub(crate) struct Scored {
    pub(crate) index: Vec<f64>,
    pub(crate) parts: Vec<Vec<f64>>,
    pub(crate) weights: Vec<Weight>,
    pub(crate) treated: Vec<Vec<f64>>,
    pub(crate) normalised: Vec<Vec<f64>>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(spec: &'a Spec, panel: &'a Panel) -> Result<Self, Error> {
        spec.check()?;
        let columns = spec.columns(panel)?;
        if spec.scope == Scope::Year && panel.time(0).is_none() {
            return Err(Error::Conflict {
                first: "scope = \"year\"".into(),
                second: "a panel without times".into(),
                reason: "give the panel its times or set scope = \"panel\"".into(),
            });
        }
        let (mut rows, mut dropped) = (Vec::new(), Vec::new());
        for row in 0..panel.rows() {
            let mut missing = 0;
            for (indicator, column) in spec.indicators.iter().zip(&columns) {
                let value = column[row];
                if value.is_infinite() {
                    return Err(Error::Domain {
                        what: format!("{} for {}", indicator.column, panel.label(row)),
                        value,
                        allowed: "a finite number".into(),
                    });
                }
                if value.is_nan() && spec.missing == Missing::Refuse {
                    return Err(Error::Missing {
                        column: indicator.column.clone(),
                        row: panel.label(row),
                    });
                }
                missing += usize::from(value.is_nan());
            }
            let used =
                missing == 0 || (spec.missing == Missing::Available && missing < columns.len());
            if used { &mut rows } else { &mut dropped }.push(row);
        }
        at_least("rows without missing values", rows.len(), 1)?;
        Ok(Self {
            directions: spec
                .indicators
                .iter()
                .map(|i| {
                    if spec.normalise.orients() {
                        Direction::Benefit
                    } else {
                        i.direction
                    }
                })
                .collect(),
            paths: spec.part_paths(),
            spec,
            panel,
            columns,
            rows,
            dropped,
        })
    }

    /// Estimates on the rows `fit` (which may repeat) and scores all used rows.
    pub(crate) fn score(&self, fit: &[usize]) -> Result<Scored, Error> {
        let blank = || vec![f64::NAN; self.panel.rows()];
        let mut scored = Scored {
            index: blank(),
            parts: self.paths.iter().map(|_| blank()).collect(),
            weights: Vec::new(),
            treated: self.columns.iter().map(|_| blank()).collect(),
            normalised: self.columns.iter().map(|_| blank()).collect(),
        };
        if self.spec.scope == Scope::Panel {
            self.score_scope(None, fit, &self.rows, &mut scored)?;
            return Ok(scored);
        }
        for time in self.panel.distinct_times() {
            let at_time = |rows: &[usize]| -> Vec<usize> {
                let now = |row: &usize| self.panel.time(*row) == Some(time);
                rows.iter().copied().filter(now).collect()
            };
            let rows = at_time(&self.rows);
            if !rows.is_empty() {
                self.score_scope(Some(time), &at_time(fit), &rows, &mut scored)?;
            }
        }
        Ok(scored)
    }

    fn score_scope(
        &self,
        time: Option<&str>,
        fit: &[usize],
        rows: &[usize],
        scored: &mut Scored,
    ) -> Result<(), Error> {
        for at in 0..self.columns.len() {
            self.scale_indicator(at, time, fit, rows, scored)?;
        }
        let weights = self.weigh(fit, scored)?;
        if self.spec.aggregate.is_topsis() {
            self.combine_by_distance(&weights, fit, rows, scored)?;
        } else {
            self.combine_by_means(&weights, rows, scored)?;
        }
        for (indicator, (in_index, in_part)) in self
            .spec
            .indicators
            .iter()
            .zip(weights.in_index.iter().zip(&weights.in_part))
        {
            scored.weights.push(Weight {
                time: time.map(str::to_owned),
                column: indicator.column.clone(),
                in_index: *in_index,
                in_part: *in_part,
            });
        }
        Ok(())
    }

    /// Treats and normalises one indicator.
    fn scale_indicator(
        &self,
        at: usize,
        time: Option<&str>,
        fit: &[usize],
        rows: &[usize],
        scored: &mut Scored,
    ) -> Result<(), Error> {
        let indicator = &self.spec.indicators[at];
        let column = self.columns[at];
        let name = match time {
            Some(time) => format!("{} in {time}", indicator.column),
            None => indicator.column.clone(),
        };
        let present = |values: &[f64]| -> Vec<f64> {
            let values = fit.iter().map(|&row| values[row]);
            values.filter(|x| !x.is_nan()).collect()
        };
        let treatment = indicator.treat.fit(&name, &present(column))?;
        for &row in rows {
            if !column[row].is_nan() {
                scored.treated[at][row] = treatment.apply(column[row]);
            }
        }
        let goalposts = indicator.low.zip(indicator.high);
        let sample = present(&scored.treated[at]);
        let scale = self
            .spec
            .normalise
            .fit(&name, &sample, indicator.direction, goalposts)?;
        let needs_positive = matches!(
            self.spec.aggregate,
            Aggregate::Geometric | Aggregate::Power { .. }
        );
        for &row in rows {
            let treated = scored.treated[at][row];
            if treated.is_nan() {
                continue;
            }
            let value = scale.apply(treated);
            if needs_positive && value <= 0.0 {
                return Err(Error::Domain {
                    what: format!(
                        "{} for {}, normalised by {}, under aggregate = \"{}\",",
                        indicator.column,
                        self.panel.label(row),
                        self.spec.normalise,
                        self.spec.aggregate
                    ),
                    value,
                    allowed: "above 0; normalise with \"min_max(1, 100)\"".into(),
                });
            }
            scored.normalised[at][row] = value;
        }
        Ok(())
    }

    /// Weights in the index and within parts.
    fn weigh(&self, fit: &[usize], scored: &Scored) -> Result<Weights, Error> {
        let all: Vec<usize> = (0..self.columns.len()).collect();
        if self.spec.structure == Structure::Flat {
            let in_index = self.rule_weights(&all, fit, scored)?;
            let part_sum = |part: &str| -> f64 {
                let of_part = |at: &&usize| self.spec.indicators[**at].part == part;
                all.iter().filter(of_part).map(|&at| in_index[at]).sum()
            };
            let in_part = all
                .iter()
                .map(|&at| match part_sum(&self.spec.indicators[at].part) {
                    0.0 => 0.0,
                    sum => in_index[at] / sum,
                })
                .collect();
            return Ok(Weights { in_index, in_part });
        }
        let mut in_part = vec![0.0; all.len()];
        let mut in_index = vec![0.0; all.len()];
        for path in std::iter::once("").chain(self.paths.iter().map(String::as_str)) {
            let members: Vec<usize> = all
                .iter()
                .copied()
                .filter(|&at| self.spec.indicators[at].part == path)
                .collect();
            if members.is_empty() {
                continue;
            }
            let weights = self.rule_weights(&members, fit, scored)?;
            let share = self.share_in_index(path);
            for (&at, weight) in members.iter().zip(weights) {
                in_part[at] = weight;
                in_index[at] = weight * share;
            }
        }
        Ok(Weights { in_index, in_part })
    }

    /// Weights of some indicators by the rule of the specification, summing to 1.
    fn rule_weights(
        &self,
        members: &[usize],
        fit: &[usize],
        scored: &Scored,
    ) -> Result<Vec<f64>, Error> {
        let complete: Vec<usize> = fit
            .iter()
            .copied()
            .filter(|&row| self.columns.iter().all(|column| !column[row].is_nan()))
            .collect();
        let matrix = |values: &[Vec<f64>]| -> Vec<Vec<f64>> {
            let column = |&at: &usize| complete.iter().map(|&row| values[at][row]).collect();
            members.iter().map(column).collect()
        };
        let normalised = || matrix(&scored.normalised);
        let rows = complete.len();
        let weights = match self.spec.weights {
            Weighting::Equal => Ok(vec![1.0 / members.len() as f64; members.len()]),
            Weighting::User => self.user_weights(members),
            // One indicator has all the weight, whatever the rule would say of it.
            _ if members.len() == 1 => Ok(vec![1.0]),
            Weighting::Entropy => entropy_weights(&normalised(), 0.0, rows),
            Weighting::EntropyShift { shift } => entropy_weights(&normalised(), shift, rows),
            Weighting::EntropyRaw => entropy_weights(&matrix(&scored.treated), 0.0, rows),
            Weighting::EntropyLnTimes { shift } => {
                let times = self.panel.distinct_times().len();
                entropy_weights(&normalised(), shift, times)
            }
            Weighting::Critic => critic_weights(&normalised(), false),
            Weighting::CriticAbs => critic_weights(&normalised(), true),
            Weighting::Pca => principal_components(&normalised()).map(|c| c.weights(0.0)),
            Weighting::PcaCumulative { share } => {
                principal_components(&normalised()).map(|c| c.weights(share))
            }
        };
        weights.map_err(|error| self.name_indicators(error, members))
    }

    fn user_weights(&self, members: &[usize]) -> Result<Vec<f64>, Error> {
        let given = |&at: &usize| self.spec.indicators[at].weight.unwrap_or(0.0);
        let sum: f64 = members.iter().map(given).sum();
        if sum <= 0.0 {
            return Err(Error::Domain {
                what: format!(
                    "the sum of the weights of part \"{}\"",
                    self.spec.indicators[members[0]].part
                ),
                value: sum,
                allowed: "above 0".into(),
            });
        }
        Ok(members.iter().map(|at| given(at) / sum).collect())
    }

    /// Puts names in the place of positions in an error of a weight rule.
    fn name_indicators(&self, error: Error, members: &[usize]) -> Error {
        let rename = |what: String| {
            let Some(rest) = what.strip_prefix("indicator ") else {
                return what;
            };
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let named = digits.parse().ok().and_then(|at: usize| members.get(at));
            let rest = rest[digits.len()..].replace(" (counted from 0)", "");
            match named {
                Some(&at) => format!("{}{rest}", self.spec.indicators[at].column),
                None => what,
            }
        };
        match error {
            Error::Constant { what, reason } => Error::Constant {
                what: rename(what),
                reason,
            },
            Error::Domain {
                what,
                value,
                allowed,
            } => Error::Domain {
                what: rename(what),
                value,
                allowed,
            },
            other => other,
        }
    }

    /// Share of a part in the index under the structure `nested`.
    fn share_in_index(&self, path: &str) -> f64 {
        let mut share = 1.0;
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            let part = &path[..end];
            if !part.is_empty() {
                let parent = part.rfind('/').map_or("", |at| &part[..at]);
                let siblings = self.children(parent).map(|at| self.part_weight(at));
                share *= self.part_weight_of(part) / siblings.sum::<f64>();
            }
        }
        share
    }

    /// Positions of the parts directly under `parent` ("" for the index).
    fn children(&self, parent: &str) -> impl Iterator<Item = usize> {
        (0..self.paths.len()).filter(move |&at| {
            let path = self.paths[at].as_str();
            path.rfind('/').map_or("", |slash| &path[..slash]) == parent
        })
    }

    fn part_weight(&self, at: usize) -> f64 {
        self.part_weight_of(&self.paths[at])
    }

    fn part_weight_of(&self, path: &str) -> f64 {
        let given = self.spec.parts.iter().find(|part| part.path == path);
        given.map_or(1.0, |part| part.weight)
    }

    /// Positions of the indicators of a part and of its sub-parts.
    fn members(&self, path: &str) -> Vec<usize> {
        let within = |part: &str| {
            path.is_empty()
                || part
                    .strip_prefix(path)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        (0..self.columns.len())
            .filter(|&at| within(&self.spec.indicators[at].part))
            .collect()
    }

    fn combine_by_means(
        &self,
        weights: &Weights,
        rows: &[usize],
        scored: &mut Scored,
    ) -> Result<(), Error> {
        let rule = self.spec.aggregate;
        let mean_of = |members: &[usize], from: &[f64], scored: &Scored, row: usize| {
            let values: Vec<f64> = members
                .iter()
                .map(|&at| scored.normalised[at][row])
                .collect();
            let weights: Vec<f64> = members.iter().map(|&at| from[at]).collect();
            weighted_mean(rule, &values, &weights)
        };
        // Children stand after their parents, so that the reverse order finds them ready.
        for at in (0..=self.paths.len()).rev() {
            let path = if at == 0 {
                ""
            } else {
                self.paths[at - 1].as_str()
            };
            let children: Vec<usize> = self.children(path).collect();
            let nested = self.spec.structure == Structure::Nested && !children.is_empty();
            let members = self.members(path);
            for &row in rows {
                let value = if nested {
                    let values: Vec<f64> = children.iter().map(|&c| scored.parts[c][row]).collect();
                    let weights: Vec<f64> = children.iter().map(|&c| self.part_weight(c)).collect();
                    weighted_mean(rule, &values, &weights)
                } else if self.spec.structure == Structure::Nested {
                    mean_of(&members, &weights.in_part, scored, row)
                } else {
                    mean_of(&members, &weights.in_index, scored, row)
                };
                if at == 0 {
                    if value.is_nan() {
                        return Err(self.weightless(row));
                    }
                    scored.index[row] = value;
                } else {
                    scored.parts[at - 1][row] = value;
                }
            }
        }
        Ok(())
    }

    fn weightless(&self, row: usize) -> Error {
        Error::Domain {
            what: format!("the weight of all indicators of {}", self.panel.label(row)),
            value: 0.0,
            allowed: "above 0".into(),
        }
    }

    fn combine_by_distance(
        &self,
        weights: &Weights,
        fit: &[usize],
        rows: &[usize],
        scored: &mut Scored,
    ) -> Result<(), Error> {
        let inside = self.spec.aggregate == Aggregate::TopsisDistance;
        for at in 0..=self.paths.len() {
            let members = self.members(if at == 0 { "" } else { &self.paths[at - 1] });
            let sample: Vec<Vec<f64>> = members
                .iter()
                .map(|&m| fit.iter().map(|&row| scored.normalised[m][row]).collect())
                .collect();
            let directions: Vec<Direction> = members.iter().map(|&m| self.directions[m]).collect();
            let used: Vec<f64> = members.iter().map(|&m| weights.in_index[m]).collect();
            let ideal = IdealPoints::of(&sample, &directions)?;
            for &row in rows {
                let values: Vec<f64> = members.iter().map(|&m| scored.normalised[m][row]).collect();
                let closeness = ideal.closeness(&values, &used, inside);
                if at > 0 {
                    scored.parts[at - 1][row] = closeness;
                } else if closeness.is_nan() {
                    return Err(no_distance());
                } else {
                    scored.index[row] = closeness;
                }
            }
        }
        Ok(())
    }
}

/// Weights of all indicators in one scope.
struct Weights {
    in_index: Vec<f64>,
    in_part: Vec<f64>,
}
