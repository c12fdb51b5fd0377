//! `commonweal params --alive`: which inputs move something when they are moved.

use std::fmt::Write as _;

use laboratory::uncertainty::{Life, lives, tally};
use laboratory::{Experiment, Request, ensemble};
use serde_json::json;

use crate::args::{ListFormat, ParamsArgs};
use crate::attribute::progress::Progress;
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// Quarters of each run: five years.
const QUARTERS: u32 = 20;

/// Runs the model with every input at both ends of its plausible range and lists those that move nothing.
pub fn list(asked: &ParamsArgs) -> Outcome {
    let experiment = Experiment::plan(Request {
        economy: asked.economy.clone(),
        rules: Some("b2".to_owned()),
        quarters: Some(QUARTERS),
        seeds: Some(1),
        ..Request::default()
    })?;
    let progress = Progress::new(0, 0, None, true);
    let prefix = asked.prefix.as_deref().unwrap_or_default();
    let threads = ensemble::available_threads();
    let found = lives(&experiment, prefix, threads, &progress)?;
    if found.is_empty() {
        return Err(Complaint::refused(format!(
            "no input of the theory or of its rules begins with `{prefix}`"
        )));
    }
    let text = match asked.format {
        ListFormat::Json => {
            let tallies: Vec<_> = tally(&found)
                .into_iter()
                .map(|((role, status), of)| {
                    json!({"role": role, "status": status, "alive": of.alive, "dead": of.dead})
                })
                .collect();
            let object = json!({"parameters": found, "tally": tallies});
            serde_json::to_string_pretty(&object).unwrap_or_default() + "\n"
        }
        ListFormat::Table => table(&found, &experiment),
    };
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

fn table(found: &[Life], experiment: &Experiment) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}",
        bold(&format!(
            "Inputs at both ends of their plausible ranges, {QUARTERS} quarters of {}",
            experiment.economy.calibration.name
        ))
    );
    for ((role, status), of) in tally(found) {
        let _ = writeln!(
            text,
            "{role}, {status}: {} move something, {} nothing",
            of.alive, of.dead
        );
    }
    let dead: Vec<&Life> = found.iter().filter(|life| !life.alive).collect();
    if dead.is_empty() {
        text.push_str("Every one of them moves a published number.\n");
        return text;
    }
    text.push_str(
        "\nThese move nothing that is published, with policies or without, in either opening:\n",
    );
    for life in dead {
        let _ = writeln!(text, "  {} ({})", life.path, life.status);
    }
    text
}
