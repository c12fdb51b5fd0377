//! `commonweal validate`: this build against published results.

use std::fmt::Write as _;

use laboratory::validate::{Check, Effort, validate};

use crate::args::{ListFormat, ValidateArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// Runs every check and prints the table; fails if a check does.
pub fn check(asked: &ValidateArgs) -> Outcome {
    let effort = Effort {
        seeds: asked.seeds,
        ..Effort::default()
    };
    let progress = |what: &str| {
        if !asked.quiet {
            // Progress that nobody can read is no reason to stop.
            let _ = output::tell(&format!("checking {what}"));
        }
    };
    let checks = validate(asked.reference.as_deref(), effort, &progress)
        .map_err(|error| Complaint::refused(error.to_string()))?;
    let text = match asked.format {
        ListFormat::Table => table(&checks, asked),
        ListFormat::Json => {
            format!(
                "{}\n",
                serde_json::to_string_pretty(&checks).unwrap_or_default()
            )
        }
    };
    output::print(|out| out.write_all(text.as_bytes()))?;
    let failed = checks
        .iter()
        .filter(|check| check.pass == Some(false))
        .count();
    if failed == 0 {
        return Ok(());
    }
    Err(Complaint::Failed(format!(
        "{failed} of {} checks failed",
        checks.len()
    )))
}

/// One line a check, failures with what is behind them.
fn table(checks: &[Check], asked: &ValidateArgs) -> String {
    let mut text = String::new();
    let width = checks.iter().map(|check| check.id.len()).max().unwrap_or(0);
    // Writing to a string cannot fail.
    let heading = format!(
        "{:width$}  {:>9}  {:>9}  verdict",
        "check", "got", "tolerance"
    );
    let _ = writeln!(text, "{}", bold(&heading));
    for check in checks {
        let verdict = match check.pass {
            Some(true) => "pass",
            Some(false) => "FAIL",
            None => "not judged",
        };
        let Check {
            id, got, tolerance, ..
        } = check;
        let _ = writeln!(
            text,
            "{id:width$}  {got:>9.1e}  {tolerance:>9.1e}  {verdict}"
        );
        if check.pass == Some(false) {
            let _ = writeln!(text, "    {}; authority: {}", check.note, check.authority);
        }
    }
    let passed = checks
        .iter()
        .filter(|check| check.pass == Some(true))
        .count();
    let _ = writeln!(
        text,
        "\n{passed} of {} checks pass. `got` is the measure that is expected to be 0: the largest\ndifference, |z| or residual; --format json says of what, where it is, and on whose authority.",
        checks.len()
    );
    if asked.reference.is_none() {
        text.push_str(
            "Only the embedded economy was checked; --reference DIR checks published results too.\n",
        );
    }
    text
}
