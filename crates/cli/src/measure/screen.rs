//! Results for reading in a terminal.

use std::fmt::Write;

use charts::{Cell, Column, Table, TextStyle};
use survey::{Record, readable, words};

use super::Finished;
use crate::output;

/// Groups up to which all are listed.
const ALL_GROUPS: usize = 60;
/// Groups listed at each end if there are more.
const ENDS: usize = 10;
/// Reasons for missing numbers that are told, and numbers named with each.
const MOST_REASONS: usize = 6;

/// The whole report.
pub fn text(finished: &Finished<'_>, width: usize) -> String {
    let style = TextStyle {
        width,
        bold: output::styled(),
        wrap: true,
    };
    let mut out = String::new();
    for table in tables(finished) {
        let _ = writeln!(out, "{}", table.text(&style));
    }
    notes(finished, &mut out, width);
    account(finished, &mut out, width);
    card(finished, &mut out, width);
    out
}

/// The tables, most important first.
pub fn tables(finished: &Finished<'_>) -> Vec<Table> {
    let mut out = vec![whole(finished)];
    out.extend(groups(finished));
    out.extend(decompositions(finished));
    out.extend(sources(finished));
    out.extend(redistribution(finished));
    out
}

fn whole(finished: &Finished<'_>) -> Table {
    let (sample, measured) = (finished.sample, finished.measured);
    let caption = format!(
        "{} in {}: {} rows, population {}",
        finished.roles.income,
        finished.asked.file,
        sample.rows(),
        readable(measured.weight)
    );
    let mut table = estimates("measure").caption(&caption);
    let asked = finished.request.indices.len();
    for record in measured.records.iter().take(asked) {
        table = table.row(estimate(
            finished,
            words(&record.measure, record.parameter),
            record,
        ));
    }
    table
}

fn estimates(first: &str) -> Table {
    Table::new([
        Column::words(first),
        Column::numbers("value"),
        Column::numbers("standard error"),
        Column::numbers("95 % interval"),
    ])
}

fn estimate(finished: &Finished<'_>, name: String, record: &Record) -> Vec<Cell> {
    let value = record.value.map_or_else(|| "–".to_owned(), readable);
    let se = record
        .se
        .map_or_else(String::new, |se| decimals_of(&value, se));
    let interval = match (record.value, record.se) {
        (Some(x), Some(se)) => {
            let half = finished.measured.half_width(se);
            format!("{} … {}", readable(x - half), readable(x + half))
        }
        _ => String::new(),
    };
    [name, value, se, interval]
        .into_iter()
        .map(Cell::from)
        .collect()
}

/// A standard error with as many decimals as its estimate, and one more.
fn decimals_of(value: &str, se: f64) -> String {
    if value.contains('e') {
        return format!("{se:.2e}");
    }
    let decimals = value.split_once('.').map_or(0, |(_, d)| d.len()) + 1;
    format!("{se:.decimals$}")
}

/// One row per group, measures as columns, in blocks that fit.
fn groups(finished: &Finished<'_>) -> Vec<Table> {
    let (measured, request) = (finished.measured, finished.request);
    let n = measured.groups.len();
    if n == 0 {
        return Vec::new();
    }
    let asked = request.indices.len();
    let at = |g: usize, k: usize| &measured.records[asked * (g + 1) + k];
    let listed = listed(n, |g| at(g, ordering(finished)).value);
    let per_table = if request.standard_errors { 3 } else { 6 };
    let mut out = Vec::new();
    let indices: Vec<usize> = (0..asked).collect();
    for (block, part) in indices.chunks(per_table).enumerate() {
        let mut columns: Vec<Column> = finished
            .roles
            .by
            .iter()
            .map(|by| Column::words(by))
            .collect();
        if block == 0 {
            columns.push(Column::numbers("rows"));
        }
        for &k in part {
            let index = &request.indices[k];
            let heading = words(&index.name, index.parameter);
            if request.standard_errors {
                columns.push(Column::numbers("value").group(&heading));
                columns.push(Column::numbers("s.e.").group(&heading));
            } else {
                columns.push(Column::numbers(&heading));
            }
        }
        let mut table = Table::new(columns);
        if n > listed.len() && block == 0 {
            let by = &request.indices[ordering(finished)];
            table = table.caption(&format!(
                "{} of {n} groups: the {ENDS} highest and the {ENDS} lowest by {}; all with --format csv",
                listed.len(),
                words(&by.name, by.parameter)
            ));
        }
        for &g in &listed {
            let group = &measured.groups[g];
            let mut cells: Vec<Cell> = group.names.iter().map(|n| n.as_str().into()).collect();
            if block == 0 {
                cells.push(group.rows.to_string().into());
            }
            for &k in part {
                let record = at(g, k);
                let value = record.value.map_or_else(|| "–".to_owned(), readable);
                let se = record
                    .se
                    .map_or_else(String::new, |se| decimals_of(&value, se));
                cells.push(value.into());
                if request.standard_errors {
                    cells.push(se.into());
                }
            }
            table = table.row(cells);
        }
        out.push(table);
    }
    out
}

/// The measure by which groups are put in order: the first that is no amount.
fn ordering(finished: &Finished<'_>) -> usize {
    let indices = &finished.request.indices;
    let amount = |name: &str| ["mean", "median", "quantile", "poverty_line"].contains(&name);
    indices.iter().position(|i| !amount(&i.name)).unwrap_or(0)
}

/// Which groups are listed: all, or those at the ends.
fn listed(n: usize, value: impl Fn(usize) -> Option<f64>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    if n <= ALL_GROUPS {
        return order;
    }
    let key = |g: &usize| value(*g).unwrap_or(f64::NEG_INFINITY);
    order.sort_by(|a, b| key(b).total_cmp(&key(a)).then(a.cmp(b)));
    order.retain(|&g| value(g).is_some());
    let tail = order.split_off(order.len().min(ENDS));
    let from = tail.len().saturating_sub(ENDS);
    order.extend(&tail[from..]);
    order
}

/// Records of the whole whose name starts so, with the rest of the name.
fn named<'a>(
    finished: &'a Finished<'_>,
    prefix: &'a str,
) -> impl Iterator<Item = (&'a str, &'a Record)> {
    let records = finished.measured.records.iter();
    records.filter_map(move |r| Some((r.measure.strip_prefix(prefix)?, r)))
}

fn decompositions(finished: &Finished<'_>) -> Option<Table> {
    if !finished.request.by_group {
        return None;
    }
    let by = finished.roles.by.join("+");
    let mut table = estimates("part").caption(&format!("Within and between {by}"));
    let middle = format!(".{by}.");
    for (rest, record) in named(finished, "decomp.") {
        let Some((form, part)) = rest.split_once(&middle) else {
            continue;
        };
        let form = match form {
            "ge0" => "MLD (GE 0)",
            "ge1" => "Theil (GE 1)",
            "ge2" => "GE 2",
            "gini_bm" => "Gini, Pyatt",
            "gini_yl" => "Gini, Yitzhaki-Lerman",
            "dagum" => "Gini, Dagum",
            "atkinson1" => "Atkinson 1",
            _ => "Gini",
        };
        let part = match part {
            "stratif" => "stratification",
            "between_max_elmo" => "largest between",
            other => other,
        };
        table = table.row(estimate(
            finished,
            format!("{form}: {}", part.replace('_', " ")),
            record,
        ));
    }
    Some(table)
}

fn sources(finished: &Finished<'_>) -> Option<Table> {
    if finished.request.sources.is_empty() {
        return None;
    }
    let mut table = Table::new([
        Column::words("source"),
        Column::numbers("share"),
        Column::numbers("Gini"),
        Column::numbers("concentration"),
        Column::numbers("correlation"),
        Column::numbers("contribution"),
        Column::numbers("s.e."),
        Column::numbers("elasticity"),
        Column::numbers("Shorrocks"),
    ])
    .caption("Sources of income: contributions sum to 1, elasticities to 0");
    for source in &finished.request.sources {
        let prefix = format!("source.{source}.");
        let mut cells: Vec<Cell> = vec![source.as_str().into()];
        for (part, record) in named(finished, &prefix) {
            let value = record.value.map_or_else(|| "–".to_owned(), readable);
            let se = record
                .se
                .map_or_else(String::new, |se| decimals_of(&value, se));
            cells.push(value.into());
            if part == "contribution" {
                cells.push(se.into());
            }
        }
        table = table.row(cells);
    }
    Some(table)
}

fn redistribution(finished: &Finished<'_>) -> Option<Table> {
    const NAMES: [&str; 6] = [
        "gini.post",
        "redistributive_effect",
        "reynolds_smolensky",
        "reranking_plotnick",
        "gini.tax",
        "kakwani",
    ];
    if finished.request.post.is_none() && finished.request.tax.is_none() {
        return None;
    }
    let mut table = estimates("redistribution").caption("What taxes and transfers do");
    for record in &finished.measured.records {
        let name = &*record.measure;
        let label = if let Some(what) = name.strip_prefix("conc.") {
            format!("Concentration of {}", what.replacen("_by_", " by ", 1))
        } else if NAMES.contains(&name) {
            words(name, None)
        } else {
            continue;
        };
        table = table.row(estimate(finished, label, record));
    }
    Some(table)
}

/// Why some numbers are missing: each reason once, with what it concerns.
fn notes(finished: &Finished<'_>, out: &mut String, width: usize) {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for record in &finished.measured.records {
        let Some(why) = &record.why else { continue };
        let mut what = words(&record.measure, record.parameter);
        if record.group.is_some() {
            what.push_str(" in groups");
        }
        let Some(known) = reasons.iter().position(|(known, _)| known == why) else {
            if reasons.len() < MOST_REASONS {
                reasons.push((why, vec![what]));
            }
            continue;
        };
        let concerned = &mut reasons[known].1;
        if !concerned.contains(&what) {
            concerned.push(what);
        }
    }
    for (why, concerned) in &reasons {
        let more = concerned.len().saturating_sub(MOST_REASONS);
        let mut names = concerned[..concerned.len() - more].join(", ");
        if more > 0 {
            let _ = write!(names, " and {more} more");
        }
        wrapped(out, "–  ", &format!("{names}: {why}"), width);
    }
    if !reasons.is_empty() {
        out.push('\n');
    }
}

/// Rows read, used, and left out with the reasons.
fn account(finished: &Finished<'_>, out: &mut String, width: usize) {
    let sample = finished.sample;
    let left_out: Vec<String> = sample
        .dropped
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(reason, n)| format!("{n} {}", reason.replace('_', " ")))
        .collect();
    let left_out = if left_out.is_empty() {
        "none left out".to_owned()
    } else {
        format!("left out: {}", left_out.join(", "))
    };
    let line = format!(
        "{} rows read, {} used; {left_out}",
        sample.rows_read,
        sample.rows()
    );
    wrapped(out, "", &line, width);
}

fn card(finished: &Finished<'_>, out: &mut String, width: usize) {
    out.push('\n');
    for (name, words) in &finished.card {
        wrapped(
            out,
            &format!("{:<16} ", name.replace('_', " ")),
            words,
            width,
        );
    }
    for (k, line) in survey::differences(&finished.request.convention)
        .iter()
        .enumerate()
    {
        let name = if k == 0 { "differs" } else { "" };
        wrapped(out, &format!("{name:<16} "), line, width);
    }
}

/// A paragraph behind a label, its later lines below its first.
pub fn wrapped(out: &mut String, label: &str, text: &str, width: usize) {
    let indent = label.chars().count();
    let room = width.saturating_sub(indent).max(20);
    let mut line = String::new();
    let mut first = true;
    let mut flush = |line: &str, out: &mut String| {
        let label = if first {
            label.to_owned()
        } else {
            " ".repeat(indent)
        };
        first = false;
        let _ = writeln!(out, "{}", format!("{label}{line}").trim_end());
    };
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            flush(&line, out);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    flush(&line, out);
}
