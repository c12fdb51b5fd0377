//! A comparison in long form.

use std::io::{self, Write};

use laboratory::compare::financing_word;

use super::Finished;

/// Writes a line per scenario, closure, quarter and outcome; what does not exist is empty.
pub fn write(finished: &Finished<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "scenario,closure,financing,quarter,part,outcome,base,level,difference,se,low,high,n,distinct,correlation"
    )?;
    let number = |value: f64| {
        if value.is_finite() {
            value.to_string()
        } else {
            String::new()
        }
    };
    for row in &finished.differences {
        let paired = &row.paired;
        let closure = &finished.comparison.closures[row.closure];
        let numbers = [
            paired.base.mean,
            paired.level.mean,
            paired.difference,
            paired.se,
            paired.interval[0],
            paired.interval[1],
        ]
        .map(number);
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{}",
            quoted(finished.name(row.arm)),
            closure.name,
            financing_word(closure.financing),
            row.quarter,
            row.outcome.part.word(),
            row.outcome.id,
            numbers.join(","),
            paired.n,
            paired.distinct,
            number(paired.correlation),
        )?;
    }
    Ok(())
}

/// A name as a cell: in quotes where it needs them.
fn quoted(name: &str) -> String {
    if name.contains([',', '"', '\n']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
