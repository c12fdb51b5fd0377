//! `commonweal index`: a panel and a specification in, a composite index out.

mod page;
mod screen;

use std::io::{Result, Write};
use std::path::PathBuf;

use clap::Args;
use laboratory::{quoted, store};
use serde_json::{Map, Value, json};
use survey::panel::{self, Entry, Indexed};

use crate::PROGRAM;
use crate::complaint::Outcome;
use crate::measure::{Form, Meter, deliver, field};

/// Options of `commonweal index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// CSV or Parquet with a row per unit (and time): a file, a folder of files, or a pattern
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Specification of the index: indicators, and every choice on the way to one number
    #[arg(long, value_name = "spec.toml")]
    pub spec: PathBuf,
    /// Write a report with charts as one self-contained page
    #[arg(long, value_name = "FILE.html")]
    pub report: Option<PathBuf>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t)]
    pub format: Form,
    /// Write the results to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// No progress and no messages on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Builds the index that was asked for and prints it.
pub fn run(asked: &IndexArgs) -> Outcome {
    for path in asked.report.iter().chain(&asked.out) {
        store::check_writable(path)?;
    }
    let meter = Meter::new(asked.quiet);
    let indexed = panel::index(&asked.file, &asked.spec, &|p| meter.tell(p))?;
    meter.done();
    if let Some(path) = &asked.report {
        let html = page::html(asked, &indexed);
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    deliver(asked.out.as_deref(), |out, width| match asked.format {
        Form::Table => out.write_all(screen::text(asked, &indexed, width).as_bytes()),
        Form::Json => object(asked, &indexed, out),
        Form::Csv => long(&indexed, out),
    })
}

/// The command that makes the same numbers again.
fn command(asked: &IndexArgs) -> String {
    let spec = asked.spec.display().to_string();
    format!(
        "commonweal index {} --spec {}",
        quoted(&asked.file),
        quoted(&spec)
    )
}

/// One object, a number per line.
fn object(asked: &IndexArgs, indexed: &Indexed, out: &mut dyn Write) -> Result<()> {
    let spec = &indexed.options.spec;
    let manifest = json!({
        "version": PROGRAM.version,
        "commit": PROGRAM.commit,
        "command": command(asked),
        "source": asked.file,
        "spec": asked.spec.display().to_string(),
        "unit": spec.unit,
        "time": spec.time,
        "indicators": spec.indicators.iter().map(|i| &i.column).collect::<Vec<_>>(),
        "runs": indexed.robustness.as_ref().map(|r| r.runs),
        "notes": indexed.notes,
    });
    let conventions: Map<String, Value> = indexed
        .index
        .conventions
        .iter()
        .map(|(name, choice)| (name.clone(), json!(choice)))
        .collect();
    write!(
        out,
        "{{\"manifest\": {manifest},\n\"rows_read\": {}, \"rows_used\": {},\n\"dropped\": {},\n\"conventions\": {},\n\"results\": [",
        indexed.rows_read,
        indexed.index.rows.len(),
        json!({"missing_indicator": indexed.index.dropped.len()}),
        Value::Object(conventions),
    )?;
    for (k, entry) in indexed.entries.iter().enumerate() {
        out.write_all(if k == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &result(entry))?;
    }
    out.write_all(b"\n]}\n")
}

fn result(entry: &Entry) -> Value {
    let pairs = entry.group.iter().map(|(c, n)| (c.clone(), json!(n)));
    let group = if entry.group.is_empty() {
        Value::Null
    } else {
        Value::Object(pairs.collect())
    };
    json!({
        "group": group,
        "measure": entry.measure,
        "parameter": entry.parameter,
        "value": entry.value,
        "se": entry.se,
    })
}

/// Unit, time, measure, parameter, value, standard error; what does not exist is empty.
fn long(indexed: &Indexed, out: &mut dyn Write) -> Result<()> {
    let spec = &indexed.options.spec;
    let columns: Vec<&String> = std::iter::once(&spec.unit).chain(&spec.time).collect();
    for column in &columns {
        write!(out, "{},", field(column))?;
    }
    writeln!(out, "measure,parameter,value,se")?;
    for entry in &indexed.entries {
        for column in &columns {
            let own = entry.group.iter().find(|(name, _)| name == *column);
            write!(out, "{},", field(own.map_or("", |(_, label)| label)))?;
        }
        let number = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
        writeln!(
            out,
            "{},{},{},{}",
            field(&entry.measure),
            number(entry.parameter),
            number(entry.value),
            number(entry.se)
        )?;
    }
    Ok(())
}
