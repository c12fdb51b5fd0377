//! Results as one JSON object, a number per line.

use std::io::{Result, Write};

use serde_json::{Map, Value, json};
use survey::{Group, Record};

use super::Finished;
use crate::PROGRAM;

/// Writes the object; numbers that do not exist are null.
pub fn write(finished: &Finished<'_>, out: &mut dyn Write) -> Result<()> {
    let sample = finished.sample;
    let dropped: Map<String, Value> = sample
        .dropped
        .iter()
        .map(|(reason, n)| (reason.clone(), json!(n)))
        .collect();
    write!(
        out,
        "{{\"manifest\": {},\n\"rows_read\": {}, \"rows_used\": {},\n\"dropped\": {},\n\"conventions\": {},\n\"results\": [",
        manifest(finished),
        sample.rows_read,
        sample.rows(),
        Value::Object(dropped),
        conventions(finished),
    )?;
    for (k, record) in finished.measured.records.iter().enumerate() {
        out.write_all(if k == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &result(finished, record))?;
    }
    out.write_all(b"\n]}\n")
}

fn manifest(finished: &Finished<'_>) -> Value {
    let (roles, measured) = (finished.roles, finished.measured);
    let mut manifest = json!({
        "version": PROGRAM.version,
        "commit": PROGRAM.commit,
        "command": finished.command,
        "source": finished.asked.file,
        "income": roles.income,
        "weight": roles.weight,
        "by": roles.by,
        "strata": roles.strata,
        "psu": roles.psu,
        "poverty_line": measured.line,
        "population": measured.weight,
    });
    if !measured.groups.is_empty() {
        let about = |group: &Group| {
            json!({
                "group": names(&roles.by, group),
                "rows": group.rows,
                "population": group.weight,
            })
        };
        manifest["groups"] = measured.groups.iter().map(about).collect();
    }
    manifest
}

fn conventions(finished: &Finished<'_>) -> Value {
    let mut card: Map<String, Value> = finished
        .card
        .iter()
        .map(|(name, words)| ((*name).to_owned(), json!(words)))
        .collect();
    let differences = survey::differences(&finished.request.convention);
    if !differences.is_empty() {
        card.insert("differences".to_owned(), json!(differences));
    }
    Value::Object(card)
}

fn names(columns: &[String], group: &Group) -> Value {
    let pairs = columns.iter().zip(&group.names);
    Value::Object(pairs.map(|(c, n)| (c.clone(), json!(n))).collect())
}

fn result(finished: &Finished<'_>, record: &Record) -> Value {
    let group = record.group.map_or(Value::Null, |g| {
        names(&finished.roles.by, &finished.measured.groups[g as usize])
    });
    let mut value = json!({
        "group": group,
        "measure": &*record.measure,
        "parameter": record.parameter,
        "value": record.value,
        "se": record.se,
    });
    if let Some(why) = &record.why {
        value["why"] = json!(why);
    }
    value
}
