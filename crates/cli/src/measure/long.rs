//! Results as CSV: one number per line.

use std::io::{Result, Write};

use super::Finished;

/// The groups' columns, then measure, parameter, value and standard error; what does not exist is
/// empty.
pub fn write(finished: &Finished<'_>, out: &mut dyn Write) -> Result<()> {
    for column in &finished.roles.by {
        write!(out, "{},", cell(column))?;
    }
    writeln!(out, "measure,parameter,value,se")?;
    let groups = &finished.measured.groups;
    for record in &finished.measured.records {
        for k in 0..finished.roles.by.len() {
            let name = record.group.map_or("", |g| &groups[g as usize].names[k]);
            write!(out, "{},", cell(name))?;
        }
        let number = |x: Option<f64>| x.map_or_else(String::new, |x| x.to_string());
        writeln!(
            out,
            "{},{},{},{}",
            cell(&record.measure),
            number(record.parameter),
            number(record.value),
            number(record.se)
        )?;
    }
    Ok(())
}

/// A field, in quotation marks where it needs them.
pub fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
