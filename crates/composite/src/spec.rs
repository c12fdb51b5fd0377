//! A specification: the whole of an index as plain data.

use serde::Deserialize;

use crate::choices::{Aggregate, Missing, Normalise, Scope, Structure, Treat, Weighting};
use crate::error::at_least;
use crate::{Error, Panel};

/// Describes an index completely: which indicators, and every choice on the way to one number.
///
/// ```
/// let spec: composite::Spec = toml::from_str(r#"
///     unit = "province"
///     time = "year"
///     scope = "panel"
///     normalise = "min_max"
///     weights = "entropy"
///     aggregate = "linear"
///     [[indicator]]
///     column = "broadband"
///     part = "infrastructure"
///     [[indicator]]
///     column = "data_price"
///     part = "infrastructure"
///     direction = -1
///     treat = "winsorise(0.01, 0.99)"
/// "#).unwrap();
/// spec.check().unwrap();
///
/// let wrong = toml::from_str::<composite::Spec>("unit = 'province'\nweights = 'magic'");
/// assert!(wrong.unwrap_err().to_string().contains("weights is \"magic\", but it must be one of equal, user"));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// Column with the unit of a row.
    pub unit: String,
    /// Column with the time of a row; none for a cross-section.
    #[serde(default)]
    pub time: Option<String>,
    /// Rows that share minima, means, weights and ideal points.
    #[serde(default)]
    pub scope: Scope,
    /// How indicators are brought to one scale.
    #[serde(default)]
    pub normalise: Normalise,
    /// Where weights come from.
    #[serde(default)]
    pub weights: Weighting,
    /// How indicators become one number.
    #[serde(default)]
    pub aggregate: Aggregate,
    /// How sub-indices lead to the index.
    #[serde(default)]
    pub structure: Structure,
    /// What happens to missing values.
    #[serde(default)]
    pub missing: Missing,
    /// The indicators, in order; `[[indicator]]` in a file.
    #[serde(rename = "indicator", default)]
    pub indicators: Vec<Indicator>,
    /// Weights of parts under the structure `nested`; `[[part]]` in a file.
    #[serde(rename = "part", default)]
    pub parts: Vec<PartWeight>,
}

/// One indicator of an index.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Column of the panel.
    pub column: String,
    /// Sub-index it belongs to, a path such as `connectivity/physical`; empty for none.
    #[serde(default)]
    pub part: String,
    /// Whether more is better; 1 or −1 in a file.
    #[serde(default)]
    pub direction: Direction,
    /// Weight, 0 or more, read under `weights = "user"` only.
    #[serde(default)]
    pub weight: Option<f64>,
    /// Treatment of outliers.
    #[serde(default)]
    pub treat: Treat,
    /// Lower goalpost, read under `normalise = "goalposts"` only.
    #[serde(default)]
    pub low: Option<f64>,
    /// Upper goalpost, read under `normalise = "goalposts"` only.
    #[serde(default)]
    pub high: Option<f64>,
}

/// The weight of a part among its siblings under the structure `nested`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartWeight {
    /// Path of the part.
    pub path: String,
    /// Weight, above 0; siblings are divided by their sum.
    pub weight: f64,
}

/// Whether more of an indicator is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "i64")]
pub enum Direction {
    /// 1: more is better.
    #[default]
    Benefit,
    /// −1: less is better.
    Cost,
}

impl TryFrom<i64> for Direction {
    type Error = Error;
    fn try_from(sign: i64) -> Result<Self, Error> {
        match sign {
            1 => Ok(Self::Benefit),
            -1 => Ok(Self::Cost),
            other => Err(Error::Choice {
                key: "direction".into(),
                value: other.to_string(),
                allowed: "1 (more is better) or -1 (less is better)".into(),
            }),
        }
    }
}

impl Indicator {
    /// An indicator of which more is better, without treatment, part or own weight.
    pub fn benefit(column: impl Into<String>) -> Self {
        Self {
            column: column.into(),
            ..Self::default()
        }
    }

    /// An indicator of which less is better.
    pub fn cost(column: impl Into<String>) -> Self {
        Self {
            direction: Direction::Cost,
            ..Self::benefit(column)
        }
    }

    /// The same indicator in a part.
    #[must_use]
    pub fn in_part(mut self, path: impl Into<String>) -> Self {
        self.part = path.into();
        self
    }
}

impl Spec {
    /// An index of these indicators with the default choices: pooled min-max, equal weights, linear.
    pub fn of(unit: impl Into<String>, indicators: Vec<Indicator>) -> Self {
        Self {
            unit: unit.into(),
            time: None,
            scope: Scope::default(),
            normalise: Normalise::default(),
            weights: Weighting::default(),
            aggregate: Aggregate::default(),
            structure: Structure::default(),
            missing: Missing::default(),
            indicators,
            parts: Vec::new(),
        }
    }

    /// Checks everything that can be checked without data.
    ///
    /// # Errors
    /// The first key with a value outside its range, or the first two choices that exclude each
    /// other, in one sentence.
    pub fn check(&self) -> Result<(), Error> {
        at_least("indicators of the index", self.indicators.len(), 1)?;
        for (at, indicator) in self.indicators.iter().enumerate() {
            if self.indicators[..at]
                .iter()
                .any(|i| i.column == indicator.column)
            {
                return refuse("column", &indicator.column, "named by one indicator only");
            }
            self.check_indicator(indicator)?;
        }
        self.check_numbers()?;
        self.check_parts()?;
        self.check_combinations()
    }

    fn check_indicator(&self, indicator: &Indicator) -> Result<(), Error> {
        let key = |name: &str| format!("{name} of {}", indicator.column);
        match indicator.treat {
            Treat::Winsorise { low, high } if !(0.0 <= low && low < high && high <= 1.0) => {
                return refuse(&key("treat"), indicator.treat, "0 <= low < high <= 1");
            }
            Treat::SkewKurtosis { points: 0 } => {
                return refuse(&key("treat"), indicator.treat, "with 1 point or more");
            }
            Treat::BoxCox { lambda } if !(-5.0..=5.0).contains(&lambda) => {
                return refuse(&key("treat"), indicator.treat, "with lambda in -5..5");
            }
            _ => {}
        }
        match (self.weights, indicator.weight) {
            (Weighting::User, Some(w)) if !(w >= 0.0 && w.is_finite()) => {
                return refuse(&key("weight"), w, "0 or more");
            }
            (Weighting::User, None) => {
                return refuse(&key("weight"), "absent", "given when weights = \"user\"");
            }
            (Weighting::User, _) | (_, None) => {}
            (rule, Some(w)) => {
                return conflict(
                    &format!("{} = {w}", key("weight")),
                    &format!("weights = \"{rule}\""),
                    "that rule would ignore it; set weights = \"user\" or leave it out",
                );
            }
        }
        match (self.normalise, indicator.low, indicator.high) {
            (Normalise::Goalposts, Some(low), Some(high))
                if low < high && low.is_finite() && high.is_finite() => {}
            (Normalise::Goalposts, low, high) => {
                let value = format!("{low:?}, {high:?}").replace("None", "absent");
                return refuse(&key("low, high"), value, "two numbers, low < high");
            }
            (_, None, None) => {}
            (rule, ..) => {
                return conflict(
                    &key("low, high"),
                    &format!("normalise = \"{rule}\""),
                    "that rule would ignore them; set normalise = \"goalposts\" or leave them out",
                );
            }
        }
        Ok(())
    }

    fn check_numbers(&self) -> Result<(), Error> {
        match self.normalise {
            Normalise::MinMax { low, high }
                if !(low < high && low.is_finite() && high.is_finite()) =>
            {
                return refuse(
                    "normalise",
                    self.normalise,
                    "min_max(low, high) with low < high",
                );
            }
            Normalise::ZScore { mean, sd } if !(sd > 0.0 && sd.is_finite() && mean.is_finite()) => {
                return refuse("normalise", self.normalise, "z_score(mean, sd) with sd > 0");
            }
            _ => {}
        }
        match self.weights {
            Weighting::EntropyShift { shift } | Weighting::EntropyLnTimes { shift }
                if !(0.0..=1.0).contains(&shift) =>
            {
                return refuse(
                    "weights",
                    self.weights,
                    "an entropy rule with a shift in 0..1",
                );
            }
            Weighting::PcaCumulative { share } if !(share > 0.0 && share <= 1.0) => {
                return refuse(
                    "weights",
                    self.weights,
                    "pca_cumulative with 0 < share <= 1",
                );
            }
            Weighting::User if self.indicators.iter().all(|i| i.weight == Some(0.0)) => {
                return refuse("weight of every indicator", 0, "above 0 for one at least");
            }
            _ => {}
        }
        match self.aggregate {
            Aggregate::Power { exponent }
                if exponent == 0.0 || !(-20.0..=20.0).contains(&exponent) =>
            {
                refuse(
                    "aggregate",
                    self.aggregate,
                    "power(p) with p in -20..20, not 0 (use geometric)",
                )
            }
            _ => Ok(()),
        }
    }

    fn check_parts(&self) -> Result<(), Error> {
        for indicator in &self.indicators {
            let path = &indicator.part;
            if !path.is_empty() && path.split('/').any(|name| name.trim().is_empty()) {
                let key = format!("part of {}", indicator.column);
                return refuse(
                    &key,
                    format!("\"{path}\""),
                    "names joined by single slashes",
                );
            }
        }
        let paths = self.part_paths();
        for (at, part) in self.parts.iter().enumerate() {
            if !paths.contains(&part.path) {
                return refuse(
                    "path of a [[part]]",
                    format!("\"{}\"", part.path),
                    format!("a part that some indicator names: {}", paths.join(", ")),
                );
            }
            if self.parts[..at].iter().any(|other| other.path == part.path) {
                return refuse("path of a [[part]]", &part.path, "given once");
            }
            if !(part.weight > 0.0 && part.weight.is_finite()) {
                return refuse(
                    &format!("weight of part {}", part.path),
                    part.weight,
                    "above 0",
                );
            }
        }
        if self.structure == Structure::Nested {
            // An indicator beside sub-parts would need a weight among parts.
            let has_sub_parts = |part: &str| {
                let below = |path: &String| match part {
                    "" => true,
                    _ => path
                        .strip_prefix(part)
                        .is_some_and(|rest| rest.starts_with('/')),
                };
                paths.iter().any(below)
            };
            if let Some(beside) = self.indicators.iter().find(|i| has_sub_parts(&i.part)) {
                return conflict(
                    &format!("part of {} = \"{}\"", beside.column, beside.part),
                    "structure = \"nested\"",
                    "it stands beside parts; give it a part of its own",
                );
            }
        }
        if self.structure == Structure::Flat && !self.parts.is_empty() {
            return conflict(
                "[[part]]",
                "structure = \"flat\"",
                "part weights are read under structure = \"nested\" only",
            );
        }
        Ok(())
    }

    fn check_combinations(&self) -> Result<(), Error> {
        let normalise = format!("normalise = \"{}\"", self.normalise);
        let weights = format!("weights = \"{}\"", self.weights);
        let aggregate = format!("aggregate = \"{}\"", self.aggregate);
        if self.scope == Scope::Year && self.time.is_none() {
            return conflict(
                "scope = \"year\"",
                "no time",
                "name the column with the time",
            );
        }
        if self.time.as_ref() == Some(&self.unit) {
            return refuse(
                "time",
                format!("\"{}\"", self.unit),
                "another column than unit",
            );
        }
        if matches!(self.weights, Weighting::EntropyLnTimes { .. }) && self.time.is_none() {
            return conflict(&weights, "no time", "name the column with the time");
        }
        let may_be_negative = match self.normalise {
            Normalise::ZScore { .. } => true,
            Normalise::MinMax { low, .. } => low < 0.0,
            _ => false,
        };
        let entropy = matches!(
            self.weights,
            Weighting::Entropy | Weighting::EntropyShift { .. } | Weighting::EntropyLnTimes { .. }
        );
        if may_be_negative && entropy {
            return conflict(
                &weights,
                &normalise,
                "entropy needs values of 0 or more; normalise with \"min_max\" or \"rank\"",
            );
        }
        let powers = matches!(
            self.aggregate,
            Aggregate::Geometric | Aggregate::Power { .. }
        );
        if powers && matches!(self.normalise, Normalise::ZScore { .. }) {
            return conflict(
                &aggregate,
                &normalise,
                "powers need values above 0; normalise with \"min_max(1, 100)\"",
            );
        }
        let cost = self
            .indicators
            .iter()
            .find(|i| i.direction == Direction::Cost);
        if let Some(cost) = cost
            && !self.normalise.orients()
            && !self.aggregate.is_topsis()
        {
            return conflict(
                &normalise,
                &format!("direction of {} = -1", cost.column),
                "that normalisation does not turn costs round; use another, or aggregate = \"topsis\"",
            );
        }
        if self.aggregate.is_topsis() && self.structure == Structure::Nested {
            return conflict(
                &aggregate,
                "structure = \"nested\"",
                "closeness to an ideal point does not nest; use structure = \"flat\"",
            );
        }
        if self.aggregate.is_topsis() && self.missing == Missing::Available {
            return conflict(
                &aggregate,
                "missing = \"available\"",
                "a distance needs every indicator; use missing = \"drop\"",
            );
        }
        Ok(())
    }

    /// Every part and sub-part, parents before children, in order of first appearance.
    pub fn part_paths(&self) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        for indicator in &self.indicators {
            let ends = indicator.part.match_indices('/').map(|(at, _)| at);
            for end in ends.chain([indicator.part.len()]) {
                let path = &indicator.part[..end];
                if !path.is_empty() && !paths.iter().any(|other| other == path) {
                    paths.push(path.to_owned());
                }
            }
        }
        paths
    }

    /// Columns of the indicators, looked up in a panel.
    pub(crate) fn columns<'p>(&self, panel: &'p Panel) -> Result<Vec<&'p [f64]>, Error> {
        let find = |indicator: &Indicator| {
            panel
                .column(&indicator.column)
                .ok_or_else(|| Error::NoColumn {
                    column: indicator.column.clone(),
                    available: panel.column_names().collect::<Vec<_>>().join(", "),
                })
        };
        self.indicators.iter().map(find).collect()
    }
}

fn refuse(
    key: &str,
    value: impl std::fmt::Display,
    allowed: impl Into<String>,
) -> Result<(), Error> {
    Err(Error::Choice {
        key: key.into(),
        value: value.to_string(),
        allowed: allowed.into(),
    })
}

fn conflict(first: &str, second: &str, reason: &str) -> Result<(), Error> {
    Err(Error::Conflict {
        first: first.into(),
        second: second.into(),
        reason: reason.into(),
    })
}
