//! An index for reading in a terminal.

use std::fmt::Write;

use charts::{Cell, Column, Table, TextStyle};
use survey::panel::{Entry, Indexed};
use survey::readable;

use super::IndexArgs;
use crate::measure::wrapped;
use crate::output;

/// Units up to which all are listed.
const ALL_UNITS: usize = 60;

/// The whole report.
pub fn text(asked: &IndexArgs, indexed: &Indexed, width: usize) -> String {
    let style = TextStyle {
        width,
        bold: output::styled(),
        wrap: true,
    };
    let mut out = String::new();
    for table in tables(indexed) {
        let _ = writeln!(out, "{}", table.text(&style));
    }
    for note in &indexed.notes {
        wrapped(&mut out, "–  ", note, width);
    }
    let dropped = match indexed.index.dropped.len() {
        0 => "none left out".to_owned(),
        n => format!("left out: {n} missing an indicator"),
    };
    let _ = writeln!(
        out,
        "{} rows read from {}, {} used; {dropped}\n",
        indexed.rows_read,
        asked.file,
        indexed.index.rows.len()
    );
    for (name, choice) in &indexed.index.conventions {
        wrapped(&mut out, &format!("{name:<16} "), choice, width);
    }
    out
}

/// The tables, most important first.
pub fn tables(indexed: &Indexed) -> Vec<Table> {
    let mut out = vec![units(indexed), weights(indexed)];
    out.extend(sensitivity(indexed));
    out.extend(by_time(indexed));
    out.extend(markov(indexed));
    out.extend(single(indexed));
    out
}

/// Units at the last time, best first, with their parts and rank intervals.
fn units(indexed: &Indexed) -> Table {
    let index = &indexed.index;
    let mut rows = indexed.last_rows();
    rows.sort_by(|&a, &b| index.values[b].total_cmp(&index.values[a]).then(a.cmp(&b)));
    let top: Vec<&composite::Part> = index
        .parts
        .iter()
        .filter(|part| !part.path.is_empty() && !part.path.contains('/'))
        .take(6)
        .collect();
    let mut columns = vec![
        Column::numbers("rank"),
        Column::words(&indexed.options.spec.unit),
        Column::numbers("index"),
    ];
    columns.extend(top.iter().map(|part| Column::numbers(&part.path)));
    if let Some(robust) = &indexed.options.robustness {
        columns.push(Column::numbers(&format!(
            "rank, {:.0} % of runs",
            100.0 * robust.level
        )));
    }
    let mut caption = match &indexed.last {
        Some(time) => format!("The index in {time}"),
        None => "The index".to_owned(),
    };
    if rows.len() > ALL_UNITS {
        let _ = write!(
            caption,
            ": the first {ALL_UNITS} of {} units; all with --format csv",
            rows.len()
        );
        rows.truncate(ALL_UNITS);
    }
    let mut table = Table::new(columns).caption(&caption);
    for at in rows {
        let mut cells: Vec<Cell> = vec![
            indexed.ranks[at].to_string().into(),
            index.units[at].as_str().into(),
            readable(index.values[at]).into(),
        ];
        cells.extend(
            top.iter()
                .map(|part| Cell::from(number(Some(part.values[at])))),
        );
        if let Some(robust) = &indexed.robustness {
            let band = robust.units.iter().find(|b| b.unit == index.units[at]);
            cells.push(
                band.map_or_else(String::new, |b| {
                    format!("{}…{}", b.low.floor(), b.high.ceil())
                })
                .into(),
            );
        }
        table = table.row(cells);
    }
    table
}

fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value.is_finite() => readable(value),
        _ => "–".to_owned(),
    }
}

/// Weights of all rows, or of the last time.
fn weights(indexed: &Indexed) -> Table {
    let last = indexed.last.as_deref();
    let mut table = Table::new([
        Column::words("indicator"),
        Column::words("part"),
        Column::words("direction"),
        Column::numbers("weight"),
        Column::numbers("in its part"),
    ])
    .caption("Weights");
    for weight in &indexed.index.weights {
        if weight.time.is_some() && weight.time.as_deref() != last {
            continue;
        }
        let spec = &indexed.options.spec;
        let Some(indicator) = spec.indicators.iter().find(|i| i.column == weight.column) else {
            continue;
        };
        let direction = match indicator.direction {
            composite::Direction::Benefit => "more is better",
            composite::Direction::Cost => "less is better",
        };
        table = table.row([
            weight.column.as_str().into(),
            indicator.part.as_str().into(),
            direction.into(),
            readable(weight.in_index).into(),
            readable(weight.in_part).into(),
        ]);
    }
    table
}

fn sensitivity(indexed: &Indexed) -> Option<Table> {
    let robust = indexed.robustness.as_ref()?;
    let mut table = Table::new([
        Column::words("choice"),
        Column::numbers("alternatives"),
        Column::numbers("first order"),
        Column::numbers("total"),
    ])
    .caption(&format!(
        "What moves the ranks: shares of the variance of the average shift over {} runs",
        robust.runs
    ));
    for factor in &robust.factors {
        let share = |value: Option<f64>| number(value);
        table = table.row([
            factor.name.as_str().into(),
            factor.levels.to_string().into(),
            share(factor.shift.map(|s| s.first_order)).into(),
            share(factor.shift.map(|s| s.total)).into(),
        ]);
    }
    Some(table)
}

/// What there is for each time alone: Moran's I and dispersion.
fn by_time(indexed: &Indexed) -> Option<Table> {
    const NAMES: [(&str, &str); 8] = [
        ("moran", "Moran's I"),
        ("moran.z", "z"),
        ("moran.p", "p"),
        ("moran.p_permuted", "p, permuted"),
        ("sigma.cv", "CV"),
        ("sigma.sd_log", "sd of logs"),
        ("sigma.gini", "Gini"),
        ("sigma.theil", "Theil"),
    ];
    let name = indexed.options.spec.time.clone().unwrap_or_default();
    let of = |entry: &Entry, time: &str| match entry.group.as_slice() {
        [] => time.is_empty(),
        [(column, label)] => *column == name && label == time,
        _ => false,
    };
    let there: Vec<(&str, &str)> = NAMES
        .into_iter()
        .filter(|(measure, _)| indexed.entries.iter().any(|e| e.measure == *measure))
        .collect();
    if there.is_empty() {
        return None;
    }
    let mut times = indexed.times();
    if times.is_empty() {
        times.push("");
    }
    let mut columns = vec![Column::words(&name)];
    columns.extend(there.iter().map(|(_, heading)| Column::numbers(heading)));
    let mut table =
        Table::new(columns).caption("Where it clusters, and whether units become alike");
    for time in times {
        let mut cells: Vec<Cell> = vec![time.into()];
        for (measure, _) in &there {
            let entry = indexed
                .entries
                .iter()
                .find(|e| e.measure == *measure && of(e, time));
            cells.push(number(entry.and_then(|e| e.value)).into());
        }
        table = table.row(cells);
    }
    Some(table)
}

fn markov(indexed: &Indexed) -> Option<Table> {
    let classes = indexed.options.markov?.classes;
    let find = |name: &str| indexed.entries.iter().find(|e| e.measure == name);
    find("markov.1_1")?;
    let mut columns = vec![Column::words("from class")];
    columns.extend((1..=classes).map(|k| Column::numbers(&format!("to {k}"))));
    let mut table = Table::new(columns)
        .caption("Moves between classes of the index, from one time to the next");
    for from in 1..=classes {
        let mut cells: Vec<Cell> = vec![from.to_string().into()];
        for to in 1..=classes {
            let entry = find(&format!("markov.{from}_{to}"));
            cells.push(number(entry.and_then(|e| e.value)).into());
        }
        table = table.row(cells);
    }
    let mut cells: Vec<Cell> = vec!["in the long run".into()];
    for k in 1..=classes {
        let entry = find(&format!("markov.long_run_{k}"));
        cells.push(number(entry.and_then(|e| e.value)).into());
    }
    Some(table.row(cells))
}

/// Numbers that stand alone.
fn single(indexed: &Indexed) -> Option<Table> {
    const NAMES: [(&str, &str); 6] = [
        ("beta", "Beta: growth on the log of the first level"),
        ("beta.speed", "Speed of convergence per period"),
        ("beta.half_life", "Half-life, periods"),
        ("beta.r_squared", "R squared"),
        ("markov.mobility_trace", "Mobility (Shorrocks)"),
        ("markov.half_life", "Half-life of the chain, periods"),
    ];
    let mut table = Table::new([
        Column::words("dynamics"),
        Column::numbers("value"),
        Column::numbers("standard error"),
    ]);
    for (measure, name) in NAMES {
        if let Some(entry) = indexed.entries.iter().find(|e| e.measure == measure) {
            let se = entry.se.map_or_else(String::new, readable);
            table = table.row([name.into(), number(entry.value).into(), se.into()]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}
