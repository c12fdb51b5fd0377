//! What stands around an index: where it clusters, who moves, who catches up.

use std::path::Path;

use composite::markov::{Transitions, classify, quantile_edges, relative_to_mean};
use composite::space::{LocalScale, SpatialWeights, local_moran, moran, moran_permuted};
use composite::{beta_convergence, sigma_convergence};

use super::{Entry, Indexed, Markov, Space};
use crate::error::{Error, Result};

/// Adds what the tables of the specification ask for.
pub(super) fn add(indexed: &mut Indexed, folder: &Path) -> Result<()> {
    if let Some(space) = indexed.options.space.clone() {
        self::space(indexed, &space, folder)?;
    }
    if let Some(markov) = indexed.options.markov
        && let Err(error) = self::markov(indexed, markov)
    {
        indexed.notes.push(format!("[markov]: {error}"));
    }
    if indexed.options.converge.is_some() {
        converge(indexed);
    }
    Ok(())
}

/// Times, units, and for each time the rows in the order of the units, if it has all of them.
struct Rectangle {
    times: Vec<String>,
    units: Vec<String>,
    rows: Vec<Vec<usize>>,
}

fn rectangle(indexed: &Indexed) -> Rectangle {
    let mut units: Vec<String> = Vec::new();
    for unit in &indexed.index.units {
        if !units.contains(unit) {
            units.push(unit.clone());
        }
    }
    let mut times: Vec<Option<String>> = indexed
        .times()
        .into_iter()
        .map(|t| Some(t.to_owned()))
        .collect();
    if times.is_empty() {
        times.push(None);
    }
    if times.iter().flatten().all(|t| t.parse::<f64>().is_ok()) {
        let number = |t: &Option<String>| {
            t.as_ref()
                .and_then(|t| t.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        times.sort_by(|a, b| number(a).total_cmp(&number(b)));
    } else {
        times.sort();
    }
    let mut kept = Vec::new();
    let mut rows = Vec::new();
    for time in times {
        let own: Option<Vec<usize>> = units
            .iter()
            .map(|unit| indexed.index.position(unit, time.as_deref()))
            .collect();
        if let Some(own) = own {
            rows.push(own);
            kept.push(time.unwrap_or_default());
        }
    }
    Rectangle {
        times: kept,
        units,
        rows,
    }
}

impl Rectangle {
    fn values(&self, indexed: &Indexed, time: usize) -> Vec<f64> {
        self.rows[time]
            .iter()
            .map(|&at| indexed.index.values[at])
            .collect()
    }

    fn time(&self, indexed: &Indexed, time: usize) -> Vec<(String, String)> {
        let name = indexed.options.spec.time.clone();
        name.map(|name| (name, self.times[time].clone()))
            .into_iter()
            .collect()
    }
}

/// Pairs of units from the first two columns of a file.
fn neighbours(path: &Path, units: &[String]) -> Result<Vec<(usize, usize)>> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| {
        Error::option(format!("[space] neighbours: {}: {error}", path.display()))
    })?;
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record =
            record.map_err(|error| Error::option(format!("{}: {error}", path.display())))?;
        let line = record.position().map_or(0, csv::Position::line);
        let unit = |k: usize| {
            let name = record.get(k).unwrap_or("").trim();
            let found = units.iter().position(|unit| unit == name);
            found.ok_or_else(|| {
                Error::option(format!(
                    "{}, line {line}: \"{name}\" is no unit of the panel",
                    path.display()
                ))
            })
        };
        pairs.push((unit(0)?, unit(1)?));
    }
    Ok(pairs)
}

fn space(indexed: &mut Indexed, space: &Space, folder: &Path) -> Result<()> {
    let grid = rectangle(indexed);
    let path = folder.join(&space.neighbours);
    let refused = |source| Error::Index {
        what: path.display().to_string(),
        source,
    };
    let pairs = neighbours(&path, &grid.units)?;
    let weights = SpatialWeights::contiguity(grid.units.len(), &pairs)
        .and_then(|w| w.row_standardised())
        .map_err(refused)?;
    for k in 0..grid.times.len() {
        let values = grid.values(indexed, k);
        let group = grid.time(indexed, k);
        let global = match moran(&values, &weights) {
            Ok(global) => global,
            Err(error) => {
                indexed
                    .notes
                    .push(format!("Moran's I {}: {error}", grid.times[k]));
                continue;
            }
        };
        let mut entry = Entry::new(group.clone(), "moran", global.value);
        entry.se = Some(global.randomisation.variance.sqrt());
        indexed.entries.push(entry);
        let mut push = |name: &str, value: f64| {
            indexed.entries.push(Entry::new(group.clone(), name, value));
        };
        push("moran.z", global.randomisation.z);
        push("moran.p", global.randomisation.p);
        if space.permutations > 0 {
            let permuted = moran_permuted(&values, &weights, space.permutations, space.seed)
                .map_err(refused)?;
            push("moran.p_permuted", permuted.p_two_sided());
        }
    }
    // Where it clusters, at the last time.
    if let Some(k) = grid.times.len().checked_sub(1)
        && let Ok(local) = local_moran(&grid.values(indexed, k), &weights, LocalScale::Population)
    {
        for (unit, local) in grid.units.iter().zip(local) {
            let mut group = vec![(indexed.options.spec.unit.clone(), unit.clone())];
            group.extend(grid.time(indexed, k));
            let mut entry = Entry::new(group.clone(), "local_moran", local.value);
            entry.se = Some(local.conditional.variance.max(0.0).sqrt());
            indexed.entries.push(entry);
            indexed
                .entries
                .push(Entry::new(group, "local_moran.p", local.conditional.p));
        }
    }
    Ok(())
}

fn markov(indexed: &mut Indexed, markov: Markov) -> std::result::Result<(), composite::Error> {
    let grid = rectangle(indexed);
    let columns: Vec<Vec<f64>> = (0..grid.times.len())
        .map(|k| grid.values(indexed, k))
        .collect();
    let mut histories: Vec<Vec<f64>> = (0..grid.units.len())
        .map(|unit| columns.iter().map(|column| column[unit]).collect())
        .collect();
    if markov.relative {
        histories = relative_to_mean(&histories)?;
    }
    let all: Vec<f64> = histories.iter().flatten().copied().collect();
    let edges = quantile_edges(&all, markov.classes)?;
    let moves = Transitions::count(&classify(&histories, &edges)?, markov.classes)?;
    let chain = moves.chain()?;
    let errors = moves.standard_errors();
    for (from, row) in chain.probabilities().iter().enumerate() {
        for (to, &p) in row.iter().enumerate() {
            let name = format!("markov.{}_{}", from + 1, to + 1);
            let mut entry = Entry::new(Vec::new(), name, p);
            entry.se = Some(errors[from][to]).filter(|e| e.is_finite());
            indexed.entries.push(entry);
        }
    }
    for (k, edge) in edges.iter().enumerate() {
        let name = format!("markov.edge_{}", k + 1);
        indexed.entries.push(Entry::new(Vec::new(), name, *edge));
    }
    match chain.ergodic() {
        Ok(shares) => {
            for (k, share) in shares.iter().enumerate() {
                let name = format!("markov.long_run_{}", k + 1);
                indexed.entries.push(Entry::new(Vec::new(), name, *share));
            }
        }
        Err(error) => indexed.notes.push(format!("[markov] long run: {error}")),
    }
    let mobility = chain.mobility(None)?;
    indexed.entries.push(Entry::new(
        Vec::new(),
        "markov.mobility_trace",
        mobility.trace,
    ));
    indexed.entries.push(Entry::new(
        Vec::new(),
        "markov.half_life",
        chain.half_life(),
    ));
    Ok(())
}

fn converge(indexed: &mut Indexed) {
    let grid = rectangle(indexed);
    for k in 0..grid.times.len() {
        let group = grid.time(indexed, k);
        match sigma_convergence(&grid.values(indexed, k)) {
            Ok(sigma) => indexed.entries.extend(
                [
                    ("cv", sigma.cv),
                    ("sd_log", sigma.sd_log),
                    ("gini", sigma.gini),
                    ("theil", sigma.theil),
                ]
                .map(|(name, value)| Entry::new(group.clone(), format!("sigma.{name}"), value)),
            ),
            Err(error) => {
                indexed
                    .notes
                    .push(format!("[converge] {}: {error}", grid.times[k]));
                return;
            }
        }
    }
    let number = |k: usize| grid.times[k].parse::<f64>().ok();
    let (Some(last), true) = (grid.times.len().checked_sub(1), grid.times.len() > 1) else {
        indexed
            .notes
            .push("[converge]: beta needs two times with all units".to_owned());
        return;
    };
    let periods = match (number(0), number(last)) {
        (Some(first), Some(last)) => last - first,
        _ => last as f64,
    };
    match beta_convergence(
        &grid.values(indexed, 0),
        &grid.values(indexed, last),
        periods,
        &[],
    ) {
        Ok(beta) => {
            let mut slope = Entry::new(Vec::new(), "beta", beta.slope);
            slope.se = beta.regression.se.get(1).copied();
            indexed.entries.push(slope);
            indexed
                .entries
                .push(Entry::new(Vec::new(), "beta.speed", beta.speed));
            indexed
                .entries
                .push(Entry::new(Vec::new(), "beta.half_life", beta.half_life));
            indexed.entries.push(Entry::new(
                Vec::new(),
                "beta.r_squared",
                beta.regression.r_squared,
            ));
        }
        Err(error) => indexed.notes.push(format!("[converge]: {error}")),
    }
}
