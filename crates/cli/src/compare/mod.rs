//! `commonweal compare`: scenarios beside a base, with the same luck.

mod index;
mod long;
mod object;
mod page;
mod screen;
mod words;

use std::path::Path;
use std::time::Instant;

use laboratory::attribute::log::Kept;
use laboratory::compare::store::{Asked, Store};
use laboratory::compare::{
    Budget, Compared, Comparison, Cost, Difference, Doubts, Efficiency, Group, Scored, Sweep,
    Wanted,
};
use laboratory::uncertainty::Doubt;
use laboratory::{Manifest, quoted, store};

use crate::PROGRAM;
use crate::args::{CompareArgs, Format};
use crate::attribute::progress::Progress as Differences;
use crate::complaint::Outcome;
use crate::output;
use crate::run::progress::Progress;
use crate::run::threads;

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
    /// Costs of a point of what is wanted.
    pub efficiency: Vec<Efficiency>,
    /// How sure outcomes are up to ignorance; empty if nobody asked.
    pub doubts: Doubts,
    /// Who beats whom with weights drawn by lot; empty if nobody asked.
    pub sweeps: Vec<Sweep>,
}

impl Finished<'_> {
    /// The name of an alternative.
    pub fn name(&self, arm: usize) -> &str {
        self.comparison.names().nth(arm).unwrap_or_default()
    }

    /// How sure an outcome is up to ignorance, if that was asked.
    pub fn doubt(&self, row: &Difference) -> Option<&Doubt> {
        let id = row.outcome.id.to_owned();
        self.doubts.get(&(row.closure, row.arm, row.quarter, id))
    }
}

/// Compares what was asked for and prints it.
pub fn run(asked: &CompareArgs) -> Outcome {
    let start = Instant::now();
    let threads = threads(asked.experiment.threads)?;
    if let Some(report) = &asked.results.report {
        store::check_writable(report)?;
    }
    let (comparison, record) = plan(asked, threads)?;
    if let Some(draws) = asked.ignorance.filter(|draws| *draws > 0) {
        // What cannot be drawn is refused before anything is run.
        comparison.n_runs_of_doubts(draws as usize)?;
    }
    let (mut store, kept) = match (&asked.results.out, &asked.results.resume) {
        (Some(folder), _) => split(Store::create(folder, &comparison, &record)?),
        (None, Some(folder)) => split(Store::resume(folder, &comparison, &record)?),
        (None, None) => (None, Kept::new()),
    };
    let (todo, n) = (comparison.n_missing(&kept), comparison.n_runs());
    let quarters = comparison.base().configuration.quarters;
    let kept_in = store.as_ref().map(|store| ("compare", store.folder()));
    let progress = Progress::of_runs(quarters, todo, n, kept_in, asked.results.quiet);
    let log = store.as_mut().map(|store| &mut store.log);
    let compared: Compared = comparison.run_on(&kept, log, threads, &progress)?;
    progress.done();
    let mut manifest = record.manifest;
    manifest.wall_seconds = Some(start.elapsed().as_secs_f64());
    let differences = compared.differences(&comparison);
    let doubts = doubts(asked, &comparison, &differences, threads)?;
    let finished = Finished {
        efficiency: Efficiency::all(&comparison, &differences),
        differences,
        doubts,
        sweeps: if asked.index {
            compared.sweeps(&comparison)
        } else {
            Vec::new()
        },
        groups: compared.groups(&comparison),
        costs: compared.costs(&comparison),
        scoreboard: compared.scoreboard(&comparison),
        comparison: &comparison,
        manifest,
    };
    let folder = store.as_ref().map(|store| store.folder().to_owned());
    if let Some(store) = store {
        write(store.folder(), &finished)?;
        store.finish();
    }
    if let Some(path) = &asked.results.report {
        let html = page::html(&finished);
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    print(asked, &finished, folder.as_deref())
}

/// What is compared, as asked or as it was in a folder, and the record of it.
fn plan(asked: &CompareArgs, threads: usize) -> Outcome<(Comparison, Asked)> {
    let options = &asked.experiment;
    let mut base = options.request(asked.scenarios.first().cloned())?;
    base.at.clone_from(&asked.at);
    let mut wanted = Wanted {
        base,
        alternatives: asked.scenarios.iter().skip(1).cloned().collect(),
        trade: options.trade.clone(),
        budget: asked.budget.unwrap_or_default(),
        financing: options.financing.clone(),
    };
    if let Some(folder) = &asked.results.resume {
        wanted = Store::asked(folder)?.wanted(wanted);
    }
    let comparison = Comparison::plan(&wanted)?;
    let base = comparison.base();
    let mut manifest = Manifest::begin(base, PROGRAM, threads, serde_json::Value::Null);
    manifest.command = command(asked, &wanted, &comparison);
    let record = Asked::of(&comparison, &wanted, manifest, PROGRAM);
    Ok((comparison, record))
}

fn split<A, B>((store, kept): (A, B)) -> (Option<A>, B) {
    (Some(store), kept)
}

/// How sure everything is up to ignorance, if that was asked.
fn doubts(
    asked: &CompareArgs,
    comparison: &Comparison,
    differences: &[Difference],
    threads: usize,
) -> Outcome<Doubts> {
    let draws = asked.ignorance.unwrap_or(0) as usize;
    if draws == 0 {
        return Ok(Doubts::new());
    }
    let n = comparison.n_runs_of_doubts(draws)? >> 1;
    let progress = Differences::new(n, n, None, asked.results.quiet);
    let doubts = comparison.doubts(differences, draws, threads, &progress)?;
    progress.done();
    Ok(doubts)
}

/// The command that reproduces the comparison.
fn command(asked: &CompareArgs, wanted: &Wanted, comparison: &Comparison) -> String {
    let run = comparison.base().command();
    let base = quoted(&comparison.base().configuration.scenario_source);
    let names = wanted.alternatives.iter().map(|name| quoted(name));
    let names: Vec<String> = [base.clone()].into_iter().chain(names).collect();
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
    if wanted.base.rules.is_none() {
        command = command.replacen(&rules, "", 1);
    }
    let trade = &wanted.trade;
    if trade.len() > 1 {
        let first = format!("--trade {}", trade[0]);
        command = command.replacen(&first, &format!("--trade {}", trade.join(",")), 1);
    }
    let at: Vec<String> = comparison.at.iter().map(u32::to_string).collect();
    let budget = match wanted.budget {
        Budget::Share(share) => format!(" --budget {share}"),
        Budget::AsWritten => " --budget none".to_owned(),
        Budget::Usual => String::new(),
    };
    let financing = match wanted.financing.join(",") {
        none if none.is_empty() => none,
        names => format!(" --financing {names}"),
    };
    let ignorance = asked.ignorance.filter(|draws| *draws > 0);
    let ignorance = ignorance.map_or_else(String::new, |draws| format!(" --ignorance {draws}"));
    let index = if asked.index { " --index" } else { "" };
    format!(
        "{command} --at {}{budget}{financing}{ignorance}{index}",
        at.join(",")
    )
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

fn print(asked: &CompareArgs, finished: &Finished<'_>, folder: Option<&Path>) -> Outcome {
    match asked.results.format {
        Format::Table => {
            let text = screen::text(
                finished,
                output::width(),
                folder,
                asked.results.report.as_deref(),
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
