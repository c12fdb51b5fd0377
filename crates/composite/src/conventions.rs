//! The convention card: every choice behind an index, in words, to print beneath its table.

use crate::choices::{Aggregate, Normalise, Scope, Structure, Treat, Weighting};
use crate::spec::Direction;
use crate::{Panel, Spec};

/// Lists the conventions of an index as (name, choice).
pub(crate) fn card(
    spec: &Spec,
    panel: &Panel,
    rows: usize,
    dropped: usize,
) -> Vec<(String, String)> {
    let units = panel.distinct_units().len();
    let times = panel.distinct_times().len();
    let span = match (spec.scope, times) {
        (_, 0) => "one cross-section".to_owned(),
        (Scope::Panel, _) => format!("panel: {times} times pooled"),
        (Scope::Year, _) => format!("year: each of {times} times on its own"),
    };
    let mut card = vec![
        ("indicators".to_owned(), spec.indicators.len().to_string()),
        (
            "rows".to_owned(),
            format!("{rows} used of {units} units, {dropped} left out"),
        ),
        ("scope".to_owned(), span),
        ("missing".to_owned(), spec.missing.to_string()),
        ("less_is_better".to_owned(), costs(spec)),
    ];
    for indicator in &spec.indicators {
        if indicator.treat != Treat::None {
            let name = format!("treat {}", indicator.column);
            card.push((name, indicator.treat.to_string()));
        }
    }
    let pairs = [
        (
            "normalise",
            format!("{}: {}", spec.normalise, normalisation(spec.normalise)),
        ),
        (
            "weights",
            format!("{}: {}", spec.weights, weighting(spec, times)),
        ),
        (
            "aggregate",
            format!("{}: {}", spec.aggregate, aggregation(spec.aggregate)),
        ),
        (
            "structure",
            format!("{}: {}", spec.structure, structure(spec.structure)),
        ),
    ];
    card.extend(pairs.map(|(name, choice)| (name.to_owned(), choice)));
    card
}

fn costs(spec: &Spec) -> String {
    let costs: Vec<&str> = spec
        .indicators
        .iter()
        .filter(|i| i.direction == Direction::Cost)
        .map(|i| i.column.as_str())
        .collect();
    if costs.is_empty() {
        return "none".into();
    }
    costs.join(", ")
}

fn normalisation(rule: Normalise) -> &'static str {
    match rule {
        Normalise::MinMax { .. } => "(x - lo)/(hi - lo), a cost (hi - x)/(hi - lo), then stretched",
        Normalise::ZScore { .. } => "(x - mean)/sd with divisor n - 1, a cost negated",
        Normalise::Rank => "(mid-rank - 1)/(n - 1)",
        Normalise::Goalposts => "(x - low)/(high - low) cut to 0..1",
        Normalise::RatioToBest => "x/hi, a cost lo/x",
        Normalise::RatioToMean => "x/mean, a cost mean/x",
        Normalise::Vector => "x/sqrt(sum of squares), costs known to the ideal points only",
        Normalise::None => "values as they are",
    }
}

fn weighting(spec: &Spec, times: usize) -> String {
    let rows = match spec.scope {
        Scope::Panel => "all complete rows",
        Scope::Year => "the complete rows of each time",
    };
    match spec.weights {
        Weighting::Equal => "1/m each".into(),
        Weighting::User => "as given, divided by their sum".into(),
        Weighting::Entropy => {
            format!("K = 1/ln(rows), 0 ln 0 = 0, no shift, normalised values, {rows}")
        }
        Weighting::EntropyShift { shift } => {
            format!("K = 1/ln(rows), {shift} added to the normalised values, {rows}")
        }
        Weighting::EntropyRaw => {
            format!("K = 1/ln(rows), shares of the values before normalisation, {rows}")
        }
        Weighting::EntropyLnTimes { shift } => {
            format!("K = 1/ln({times} times), not an entropy weight, shift {shift}, {rows}")
        }
        Weighting::Critic => format!("sd (n - 1) times sum of 1 - r, {rows}"),
        Weighting::CriticAbs => format!("sd (n - 1) times sum of 1 - |r|, {rows}"),
        Weighting::Pca => format!("squared loadings of component 1, correlations, {rows}"),
        Weighting::PcaCumulative { share } => {
            format!("squared loadings by eigenvalue up to {share} of variance, {rows}")
        }
    }
}

fn aggregation(rule: Aggregate) -> &'static str {
    match rule {
        Aggregate::Linear => "sum of w x",
        Aggregate::Geometric => "product of x^w",
        Aggregate::Power { .. } => "(sum of w x^p)^(1/p)",
        Aggregate::Topsis => "closeness to the ideal point, weights multiply the matrix",
        Aggregate::TopsisDistance => "closeness to the ideal point, weights inside the distance",
    }
}

fn structure(structure: Structure) -> &'static str {
    match structure {
        Structure::Flat => "the index combines the indicators",
        Structure::Nested => "the index combines the parts, weights found within parts",
    }
}
