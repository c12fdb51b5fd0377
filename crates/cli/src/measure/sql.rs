//! `commonweal measure FILE --sql QUERY`.

use inequality::Convention;

use super::MeasureArgs;
use crate::complaint::Outcome;

#[cfg(feature = "sql")]
pub use with_engine::answer;

/// Says how to get an engine.
#[cfg(not(feature = "sql"))]
pub fn answer(_asked: &MeasureArgs, _query: &str, _convention: &Convention) -> Outcome {
    Err(crate::complaint::Complaint::refused(
        "--sql: this build has no SQL engine; build it with cargo build --release --features sql",
    ))
}

#[cfg(feature = "sql")]
mod with_engine {
    use std::io::{Result, Write};

    use charts::{Column, Table, TextStyle};
    use laboratory::{quoted, store};
    use serde_json::{Map, Value, json};
    use survey::readable;
    use survey::sql::{Answer, Cell, query as ask};

    use super::{Convention, MeasureArgs, Outcome};
    use crate::PROGRAM;
    use crate::measure::{Form, deliver, field, wrapped};
    use crate::output;

    /// Rows that a table shows; the other forms have all.
    const MOST_ROWS: usize = 200;

    /// Answers the query and prints it.
    pub fn answer(asked: &MeasureArgs, query: &str, convention: &Convention) -> Outcome {
        if let Some(path) = &asked.out {
            store::check_writable(path)?;
        }
        let answer = ask(&asked.file, query, convention)?;
        deliver(asked.out.as_deref(), |out, width| match asked.format {
            Form::Table => out.write_all(screen(&answer, convention, width).as_bytes()),
            Form::Json => object(asked, query, &answer, convention, out),
            Form::Csv => long(&answer, out),
        })
    }

    fn screen(answer: &Answer, convention: &Convention, width: usize) -> String {
        let numeric = |k: usize| {
            let mut cells = answer.rows.iter().map(|row| &row[k]);
            cells.all(|cell| !matches!(cell, Cell::Text(_) | Cell::Truth(_)))
        };
        let columns = answer.columns.iter().enumerate().map(|(k, name)| {
            if numeric(k) {
                Column::numbers(name)
            } else {
                Column::words(name)
            }
        });
        let mut table = Table::new(columns);
        for row in answer.rows.iter().take(MOST_ROWS) {
            table = table.row(row.iter().map(|cell| shown(cell).into()));
        }
        let style = TextStyle {
            width,
            bold: output::styled(),
            wrap: true,
        };
        let mut out = table.text(&style);
        if answer.rows.len() > MOST_ROWS {
            let more = format!(
                "{MOST_ROWS} of {} rows; --format csv has all",
                answer.rows.len()
            );
            wrapped(&mut out, "", &more, width);
        }
        out.push('\n');
        for note in &answer.notes {
            wrapped(&mut out, "–  ", note, width);
        }
        for (name, words) in card(convention) {
            wrapped(&mut out, &format!("{name:<16} "), &words, width);
        }
        for (k, line) in survey::differences(convention).iter().enumerate() {
            let name = if k == 0 { "differs" } else { "" };
            wrapped(&mut out, &format!("{name:<16} "), line, width);
        }
        out
    }

    /// The convention card, with what holds in queries.
    fn card(convention: &Convention) -> Vec<(&'static str, String)> {
        const MISSING: &str = "NULL and NaN are left out of each aggregate; \
                               count(*) - count(income) tells how many";
        let mut card = survey::choices(convention);
        card.retain(|(name, _)| *name != "missing");
        card.push(("missing", MISSING.to_owned()));
        card.push((
            "weights",
            "the argument after the income, if there is one: persons a row stands for".to_owned(),
        ));
        card.push((
            "poverty line",
            "of each group, unless it is an amount".to_owned(),
        ));
        card
    }

    fn shown(cell: &Cell) -> String {
        match cell {
            Cell::Null => "–".to_owned(),
            Cell::Number(x) => readable(*x),
            Cell::Whole(n) => n.to_string(),
            Cell::Truth(truth) => truth.to_string(),
            Cell::Text(text) => text.clone(),
        }
    }

    fn object(
        asked: &MeasureArgs,
        query: &str,
        answer: &Answer,
        convention: &Convention,
        out: &mut dyn Write,
    ) -> Result<()> {
        let preset = asked.preset.as_ref();
        let preset = preset.map_or_else(String::new, |name| format!(" --as {}", quoted(name)));
        let manifest = json!({
            "version": PROGRAM.version,
            "commit": PROGRAM.commit,
            "command": format!(
                "commonweal measure {} --sql {}{preset}",
                quoted(&asked.file),
                quoted(query)
            ),
            "source": asked.file,
            "sql": query,
        });
        let card = card(convention).into_iter();
        let card: Map<String, Value> = card
            .map(|(name, words)| (name.replace(' ', "_"), json!(words)))
            .collect();
        write!(
            out,
            "{{\"manifest\": {manifest},\n\"conventions\": {},\n\"columns\": {},\n\"notes\": {},\n\"rows\": [",
            Value::Object(card),
            json!(answer.columns),
            json!(answer.notes)
        )?;
        for (k, row) in answer.rows.iter().enumerate() {
            out.write_all(if k == 0 { b"\n" } else { b",\n" })?;
            let cells: Vec<Value> = row.iter().map(value).collect();
            serde_json::to_writer(&mut *out, &cells)?;
        }
        out.write_all(b"\n]}\n")
    }

    fn value(cell: &Cell) -> Value {
        match cell {
            Cell::Null => Value::Null,
            Cell::Number(x) => json!(x),
            Cell::Whole(n) => json!(n),
            Cell::Truth(truth) => json!(truth),
            Cell::Text(text) => json!(text),
        }
    }

    fn long(answer: &Answer, out: &mut dyn Write) -> Result<()> {
        let names: Vec<String> = answer.columns.iter().map(|name| field(name)).collect();
        writeln!(out, "{}", names.join(","))?;
        for row in &answer.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell {
                    Cell::Null => String::new(),
                    Cell::Number(x) => x.to_string(),
                    Cell::Whole(n) => n.to_string(),
                    Cell::Truth(truth) => truth.to_string(),
                    Cell::Text(text) => field(text),
                })
                .collect();
            writeln!(out, "{}", cells.join(","))?;
        }
        Ok(())
    }
}
