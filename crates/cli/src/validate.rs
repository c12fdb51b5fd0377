//! `commonweal validate`: this build and its data against published results, accounts and facts.

mod replications;

use std::fmt::Write as _;

use laboratory::Request;
use laboratory::validate::{self, Check, Effort};

use crate::args::{ListFormat, ValidateArgs};
use crate::complaint::{Complaint, Outcome};
use crate::number::NONE;
use crate::output::{self, bold};
use crate::run::threads;

/// What the ids of stylised facts begin with.
const FACT: &str = "fact.";
/// Columns of the names of checks where facts, whose ids say nothing, are among them.
const NAMED: usize = 50;

/// Runs every check and prints the table; fails if a check does.
pub fn check(asked: &ValidateArgs) -> Outcome {
    if asked.replications {
        return replications::run(asked);
    }
    let effort = Effort {
        seeds: asked.seeds.unwrap_or(Effort::default().seeds),
        threads: threads(asked.threads)?,
    };
    let progress = |what: &str| {
        if !asked.quiet {
            // Progress that nobody can read is no reason to stop.
            let _ = output::tell(&format!("checking {what}"));
        }
    };
    let checks = match &asked.economy {
        Some(_) => validate::economy(request(asked), effort, &progress),
        None => validate::validate(asked.reference.as_deref(), effort, &progress),
    };
    let checks = checks.map_err(|error| match error {
        validate::Error::Run(error) => error.into(),
        error => Complaint::refused(error.to_string()),
    })?;
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

/// The economy to check, with the same meaning of each option as for `run`.
fn request(asked: &ValidateArgs) -> Request {
    Request {
        economy: asked.economy.clone(),
        rules: asked.rules.clone(),
        market: asked.market.clone(),
        trade: asked.trade.clone(),
        quarters: asked.quarters,
        ..Request::default()
    }
}

/// One line a check under the heading of its kind, failures with what is behind them.
fn table(checks: &[Check], asked: &ValidateArgs) -> String {
    let mut text = String::new();
    let longest = checks.iter().map(|check| check.id.len()).max().unwrap_or(0);
    let facts = checks.iter().any(|check| check.id.starts_with(FACT));
    let width = if facts { longest.max(NAMED) } else { longest };
    let mut kind = "";
    for check in checks {
        if heading(&check.id) != kind {
            kind = heading(&check.id);
            let gap = if text.is_empty() { "" } else { "\n" };
            let line = format!(
                "{kind:width$}  {:>11}  {:>11}  {:>9}  verdict",
                "expected", "got", "tolerance"
            );
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{gap}{}", bold(&line));
        }
        let _ = writeln!(
            text,
            "{:width$}  {:>11}  {:>11}  {:>9}  {}",
            name(check, width),
            written(check.expected),
            written(check.got),
            written(check.tolerance),
            verdict(check),
        );
        if check.pass != Some(true) {
            let _ = writeln!(text, "    {}; authority: {}", check.note, check.authority);
        }
    }
    let count = |pass: Option<bool>| checks.iter().filter(|check| check.pass == pass).count();
    let _ = writeln!(
        text,
        "\n{} of {} checks pass, {} fail, {} are not judged. A check passes if what was got lies within the\n\
         tolerance of what was expected; bands are written as their middle and half their width. A recalled\n\
         target was not seen in its source: to meet it says little. --format json has every authority.",
        count(Some(true)),
        checks.len(),
        count(Some(false)),
        count(None),
    );
    if asked.reference.is_none() && asked.economy.is_none() {
        text.push_str("Published results of the base model are checked with --reference DIR.\n");
    }
    text
}

/// The id of a check, and of a fact the words that its note begins with, as far as there is room.
fn name(check: &Check, width: usize) -> String {
    let words = check.note.split_once(':').map(|(words, _)| words);
    let (Some(words), true) = (words, check.id.starts_with(FACT)) else {
        return check.id.clone();
    };
    let name = format!("{:9}  {words}", check.id);
    if name.chars().count() <= width {
        return name;
    }
    let kept: String = name.chars().take(width - 1).collect();
    format!("{}…", kept.trim_end())
}

/// What a check is about, by its id.
fn heading(id: &str) -> &'static str {
    match id.split('.').next().unwrap_or_default() {
        "base" => "published results",
        "identity" => "accounts",
        "population" => "opening of the people",
        "fact" => "stylised facts",
        "neutral" => "what must change nothing",
        "sign" => "signs of concepts (got: t)",
        _ => "invariants of the long run",
    }
}

/// The verdict, with how well the target is known where it was not seen in its source.
fn verdict(check: &Check) -> String {
    let verdict = match check.pass {
        Some(true) => "pass",
        Some(false) => "FAIL",
        None => "not judged",
    };
    let unseen = ["recalled", "assumed", "prototype"];
    let unseen = unseen
        .iter()
        .find(|status| check.authority.ends_with(&format!("({status})")));
    unseen.map_or(verdict.to_owned(), |status| {
        format!("{verdict}, {status} target")
    })
}

/// A number in as few signs as tell it.
fn written(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let text = if size == 0.0 {
        "0".to_owned()
    } else if size < 1e-3 {
        format!("{value:.0e}")
    } else if size < 10.0 {
        format!("{value:.4}")
    } else {
        format!("{value:.1}")
    };
    text.replacen('-', "−", usize::from(value < 0.0))
}
