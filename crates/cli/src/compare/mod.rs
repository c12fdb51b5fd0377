//! `commonweal compare`: scenarios beside a base, with the same luck.

mod long;
mod object;
mod page;
mod screen;

use std::path::Path;
use std::time::Instant;

use laboratory::compare::{Budget, Compared, Comparison, Cost, Difference, Group, Scored, Wanted};
use laboratory::{Manifest, quoted, store};

use crate::PROGRAM;
use crate::args::{CompareArgs, Format};
use crate::complaint::{Complaint, Outcome};
use crate::output;
use crate::run::progress::Progress;
use crate::run::{request, threads};

/// What the forms of output are made from.
pub struct Finished<'a> {
    /// What was compared.
    pub comparison: &'a Comparison,
    /// The record of it.
    pub manifest: Manifest,
    /// Every outcome.
    pub differences: Vec<Difference>,
    /// Winners and losers.
    pub groups: Vec<Group>,
    /// Costs.
    pub costs: Vec<Cost>,
    /// The scoreboard; empty where there is none.
    pub scoreboard: Vec<Scored>,
}

impl Finished<'_> {
    /// The name of an alternative.
    pub fn name(&self, arm: usize) -> &str {
        self.comparison.names().nth(arm).unwrap_or_default()
    }
}

/// Compares what was asked for and prints it.
pub fn run(asked: &CompareArgs) -> Outcome {
    let start = Instant::now();
    let threads = threads(asked.threads)?;
    if let Some(report) = &asked.report {
        store::check_writable(report)?;
    }
    let mut base = request(&asked.base())?;
    base.at.clone_from(&asked.at);
    let comparison = Comparison::plan(&Wanted {
        base,
        alternatives: asked.scenarios[1..].to_vec(),
        trade: asked.trade.clone(),
        budget: asked.budget.unwrap_or_default(),
    })?;
    if let Some(folder) = &asked.out {
        check_empty(folder)?;
    }
    let n = comparison.n_runs();
    let quarters = comparison.base().configuration.quarters;
    let progress = Progress::of_runs(quarters, n, n, None, asked.quiet);
    let compared: Compared = comparison.run(threads, &progress)?;
    progress.done();
    let mut manifest =
        Manifest::begin(comparison.base(), PROGRAM, threads, serde_json::Value::Null);
    manifest.command = command(asked, &comparison);
    manifest.wall_seconds = Some(start.elapsed().as_secs_f64());
    let finished = Finished {
        differences: compared.differences(&comparison),
        groups: compared.groups(&comparison),
        costs: compared.costs(&comparison),
        scoreboard: compared.scoreboard(&comparison),
        comparison: &comparison,
        manifest,
    };
    if let Some(folder) = &asked.out {
        write(folder, &finished)?;
    }
    if let Some(path) = &asked.report {
        let html = page::html(&finished);
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    print(asked, &finished)
}

/// The command that reproduces the comparison.
fn command(asked: &CompareArgs, comparison: &Comparison) -> String {
    let run = comparison.base().command();
    let base = quoted(&comparison.base().configuration.scenario_source);
    let names: Vec<String> = asked.scenarios.iter().map(|name| quoted(name)).collect();
    let mut command = run.replacen(
        &format!("commonweal run {base}"),
        &format!("commonweal compare {}", names.join(" ")),
        1,
    );
    // The closure of the base stands for the first of those asked for, and scenarios may name their rules.
    let rules = format!(
        "--rules {} ",
        laboratory::rules::word(comparison.base().configuration.rules)
    );
    if asked.rules.is_none() {
        command = command.replacen(&rules, "", 1);
    }
    if asked.trade.len() > 1 {
        let first = format!("--trade {}", asked.trade[0]);
        command = command.replacen(&first, &format!("--trade {}", asked.trade.join(",")), 1);
    }
    let at: Vec<String> = comparison.at.iter().map(u32::to_string).collect();
    let budget = match asked.budget {
        Some(Budget::Share(share)) => format!(" --budget {share}"),
        Some(Budget::AsWritten) => " --budget none".to_owned(),
        _ => String::new(),
    };
    format!("{command} --at {}{budget}", at.join(","))
}

/// Refuses a folder that holds something, before anything is run.
fn check_empty(folder: &Path) -> Outcome {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Complaint::refused(format!(
            "{} is not empty, and results are only written to a new or empty folder",
            folder.display()
        )));
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| Complaint::refused(format!("cannot create {}: {error}", folder.display())))
}

fn write(folder: &Path, finished: &Finished<'_>) -> Outcome {
    let object = object::value(finished);
    store::write_atomically(&folder.join("compare.json"), |file| {
        serde_json::to_writer_pretty(&mut *file, &object)?;
        file.write_all(b"\n")
    })?;
    store::write_atomically(&folder.join("compare.csv"), |file| {
        long::write(finished, file)
    })?;
    Ok(())
}

fn print(asked: &CompareArgs, finished: &Finished<'_>) -> Outcome {
    match asked.format {
        Format::Table => {
            let text = screen::text(
                finished,
                output::width(),
                asked.out.as_deref(),
                asked.report.as_deref(),
            );
            output::print(|out| out.write_all(text.as_bytes()))?;
        }
        Format::Json => {
            let object = object::value(finished);
            output::print(|out| {
                serde_json::to_writer(&mut *out, &object)?;
                out.write_all(b"\n")
            })?;
        }
        Format::Csv => output::print(|out| long::write(finished, out))?,
    }
    Ok(())
}
