//! `commonweal run`: a scenario, many seeds, and what became of them.

mod headline;
mod long;
mod object;
mod page;
pub mod progress;
mod screen;
mod spread;
mod trust;

use std::path::Path;
use std::time::{Duration, Instant};

use ::theory::{Concept, Concepts, LEDGER, ledger};
use economy::closure::TradeClosure;
use laboratory::rules::word;
use laboratory::scoreboard::{self, Reading};
use laboratory::store::{self, Store};
use laboratory::{
    Attention, Cost, Experiment, Manifest, Results, Run, did_you_mean, ensemble, tables,
};

use crate::PROGRAM;
use crate::args::{Format, RunArgs};
use crate::complaint::{Complaint, Outcome};
use crate::number::{Sign, percent};
use crate::output;
use progress::Progress;

/// What the forms of output are made from.
pub struct Finished<'a> {
    /// What was run.
    pub experiment: &'a Experiment,
    /// The record of it.
    pub manifest: &'a Manifest,
    /// What came out.
    pub results: &'a Results,
    /// What came out under the other closure of trade, if a report asked for it.
    pub other_closure: Option<(TradeClosure, &'a Results)>,
    /// Where the time went.
    pub time: Time,
}

/// What the runs show of the scoreboard, mean over runs, quarter by quarter; empty where there is none.
fn scoreboard(results: &Results) -> Vec<Reading> {
    let of_runs: Vec<&Vec<Reading>> = results.summaries().map(|run| &run.scoreboard).collect();
    let quarters = of_runs.iter().map(|readings| readings.len()).min();
    let mean = |at: usize| {
        let there: Vec<&Reading> = of_runs.iter().map(|readings| &readings[at]).collect();
        scoreboard::average(&there)
    };
    (0..quarters.unwrap_or(0)).filter_map(mean).collect()
}

/// Where the time went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Time {
    /// Reading the scenario and the economy.
    pub load: Duration,
    /// Processor time of the runs made now, all threads together.
    pub runs: Cost,
    /// Runs made now; others were there already.
    pub n_runs: usize,
    /// Attempts of buyers in the runs made now.
    pub visits: u64,
    /// From start to end.
    pub total: Duration,
}

/// Runs what was asked for and prints it.
pub fn run(asked: &RunArgs) -> Outcome {
    let start = Instant::now();
    if !asked.keep.is_empty() && asked.results.out.is_none() && asked.results.resume.is_none() {
        return Err(Complaint::refused(
            "--keep says what goes into the tables, so it needs --out DIR",
        ));
    }
    let threads = threads(asked.experiment.threads)?;
    if let Some(report) = &asked.results.report {
        store::check_writable(report)?;
    }
    let mut experiment = plan(asked)?;
    let load = start.elapsed();
    let described = if asked.results.out.is_some() || asked.results.resume.is_some() {
        tables::described(experiment.has_theory())
    } else {
        serde_json::Value::Null
    };
    let begun = Manifest::begin(&experiment, PROGRAM, threads, described);
    let mut store = match (&asked.results.out, &asked.results.resume) {
        (Some(folder), _) => Some(Store::create(folder, begun.clone())?),
        (None, Some(folder)) => Some(Store::resume(folder, &begun)?),
        (None, None) => None,
    };
    let mut results = Results::new(experiment.catalogue());
    let mut time = simulate(
        &experiment,
        attention(asked),
        store.as_ref(),
        threads,
        asked.results.quiet,
        &mut results,
    )?;
    time.load = load;
    time.total = start.elapsed();
    let mut manifest = begun;
    manifest.wall_seconds = Some(time.total.as_secs_f64());
    if let Some(store) = &mut store {
        let seeds: Vec<u64> = experiment.configuration.seeds.iter().collect();
        store.finish(&seeds, time.total.as_secs_f64())?;
        manifest = store.manifest.clone();
        time.total = start.elapsed();
    }
    let other = match asked.results.report {
        Some(_) => under_other_closure(&mut experiment, threads, asked.results.quiet)?,
        None => None,
    };
    let finished = Finished {
        experiment: &experiment,
        manifest: &manifest,
        results: &results,
        other_closure: other.as_ref().map(|(trade, results)| (*trade, results)),
        time,
    };
    if let Some(path) = &asked.results.report {
        let html = page::html(&finished);
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    let folder = store.as_ref().map(Store::folder);
    print(asked, &finished, folder)
}

/// What the forms of output that were asked for, and the folder, tell of a run.
fn attention(asked: &RunArgs) -> Attention {
    let results = &asked.results;
    let page = results.report.is_some();
    let kept = results.out.is_some() || results.resume.is_some();
    let screen = matches!(results.format, Format::Table);
    Attention {
        // The screen tells what the economy did on its way, and of its digital side how it began and ended.
        throughout: page || kept || !screen,
        distributions: page || kept || !screen,
        tables: kept,
        portraits: page || kept,
        facts: page || kept || screen,
        diary: page || screen,
        outcomes: page,
    }
}

/// Runs the seeds that are not kept yet, and gathers all.
fn simulate(
    experiment: &Experiment,
    attention: Attention,
    store: Option<&Store>,
    threads: usize,
    quiet: bool,
    results: &mut Results,
) -> Outcome<Time> {
    let all = experiment.configuration.seeds;
    let todo = store.map_or_else(|| all.iter().collect(), |store| store.missing(all.iter()));
    if let Some(store) = store {
        store.load(all.iter(), results)?;
    }
    let progress = Progress::new(experiment, todo.len(), all.count as usize, store, quiet);
    let mut time = Time {
        n_runs: todo.len(),
        ..Time::default()
    };
    ensemble::run(
        experiment,
        &todo,
        threads,
        attention,
        &progress,
        &|run: Run| {
            let part = store.map(|_| Store::pack(&run)).transpose()?;
            Ok((run, part))
        },
        &mut |(run, part)| {
            if let (Some(store), Some(part)) = (store, &part) {
                store.keep(part)?;
            }
            time.runs += run.cost;
            time.visits += run.summary.visits;
            results.add(&run);
            Ok(())
        },
    )?;
    progress.done();
    Ok(time)
}

/// Runs the same seeds under the other closure of trade; nothing where no rule plans trade.
fn under_other_closure(
    experiment: &mut Experiment,
    threads: usize,
    quiet: bool,
) -> Outcome<Option<(TradeClosure, Results)>> {
    let Some(asked) = experiment.trade() else {
        return Ok(None);
    };
    let other = match asked {
        TradeClosure::Open => TradeClosure::Norm,
        TradeClosure::Norm => TradeClosure::Open,
    };
    experiment.rules.closure.trade.closure = other;
    let mut results = Results::new(experiment.catalogue());
    let time = simulate(
        experiment,
        Attention {
            distributions: true,
            ..Attention::NONE
        },
        None,
        threads,
        quiet,
        &mut results,
    );
    experiment.rules.closure.trade.closure = asked;
    time?;
    Ok(Some((other, results)))
}

/// What is to be run: as asked, or as an earlier run left it.
fn plan(asked: &RunArgs) -> Outcome<Experiment> {
    let mut request = asked.experiment.single("run", asked.scenario.clone())?;
    request.keep.clone_from(&asked.keep);
    let Some(folder) = &asked.results.resume else {
        return Ok(Experiment::plan(request)?);
    };
    let stored = Store::manifest_of(folder)?
        .configuration()
        .map_err(|error| {
            Complaint::Refused(format!(
                "the manifest in {} cannot be read: {error}",
                folder.display()
            ))
        })?;
    Ok(Experiment::load(request.configuration_after(stored)?)?)
}

fn print(asked: &RunArgs, finished: &Finished<'_>, folder: Option<&Path>) -> Outcome {
    match asked.results.format {
        Format::Table => {
            let text = screen::text(
                finished,
                &screen::Surroundings {
                    width: output::width(),
                    folder,
                    report: asked.results.report.as_deref(),
                    timings: asked.timings,
                },
            );
            output::print(|out| out.write_all(text.as_bytes()))?;
        }
        Format::Json => {
            let object = object::value(finished, asked.timings);
            output::print(|out| {
                serde_json::to_writer(&mut *out, &object)?;
                out.write_all(b"\n")
            })?;
        }
        Format::Csv => output::print(|out| long::write(finished.results, out))?,
    }
    Ok(())
}

/// Threads to use: as asked, or as many as the machine has.
pub fn threads(asked: Option<u32>) -> Outcome<usize> {
    match asked {
        None => Ok(ensemble::available_threads()),
        Some(n) if (1..=1024).contains(&n) => Ok(n as usize),
        Some(n) => Err(Complaint::refused(format!(
            "--threads is {n}, outside 1..1024"
        ))),
    }
}

/// The rules of a run in one phrase.
fn rules_in_words(experiment: &Experiment) -> String {
    let configuration = &experiment.configuration;
    let trade = experiment
        .trade()
        .map_or_else(String::new, |trade| format!(", trade {}", word(trade)));
    format!(
        "rules {}, market {}{trade}",
        word(configuration.rules),
        word(configuration.market)
    )
}

/// The trend that a run is told to follow, in one sentence that says what it is; none where it follows
/// none.
fn trend_in_words(experiment: &Experiment) -> Option<String> {
    let trend = experiment.trend()?;
    let percent = |rate: f64| percent(rate, 1, Sign::Negative);
    let (now, later) = (trend.productivity_growth, trend.final_productivity_growth);
    let path = if now.to_bits() == later.to_bits() {
        String::new()
    } else {
        format!(
            ", and {} in the end, with two thirds of the way gone after {} years",
            percent(later),
            trend.convergence_years
        )
    };
    let workers = if trend.labour_force_growth == 0.0 {
        "the number of workers stays".to_owned()
    } else {
        let change = percent(trend.labour_force_growth.abs());
        let way = if trend.labour_force_growth < 0.0 {
            "falls"
        } else {
            "grows"
        };
        format!("the labour force {way} by {change}")
    };
    Some(format!(
        "The trend is assumed, not forecast: productivity grows by {} a year{path}; prices by {}; {workers}.",
        percent(now),
        percent(trend.inflation),
    ))
}

/// Options that stand for parameters of the theory, as those parameters; what was set by hand comes after
/// and so has the last word.
pub fn switches_of(
    opening: Option<&str>,
    only: &[String],
    off: &[String],
    by_hand: &[(String, String)],
) -> Outcome<Vec<(String, String)>> {
    let mut set = Vec::new();
    if let Some(opening) = opening {
        set.push(("theory.opening".to_owned(), opening.to_owned()));
    }
    let all = off.iter().any(|name| name == "all");
    let named = off.iter().filter(|name| *name != "all");
    let off: Vec<&Concept> = named.map(|name| concept(name)).collect::<Outcome<_>>()?;
    let only: Vec<&Concept> = only
        .iter()
        .map(|name| concept(name))
        .collect::<Outcome<_>>()?;
    if let Some(both) = only
        .iter()
        .find(|kept| all || off.iter().any(|gone| gone.id == kept.id))
    {
        return Err(Complaint::refused(format!(
            "--only keeps {} on and --off switches it off; leave it out of one of them",
            both.id
        )));
    }
    let concepts = Concepts::default();
    for (concept, group) in LEDGER.iter().zip(concepts.groups()) {
        let chosen = only.iter().any(|kept| kept.id == concept.id);
        let excluded = !only.is_empty() && !chosen;
        if all || excluded || off.iter().any(|gone| gone.id == concept.id) {
            let switches = group.declarations().iter().map(|declared| declared.path);
            let switches =
                switches.filter(|path| path.ends_with(".strength") || path.ends_with(".intensity"));
            set.extend(switches.map(|path| (path.to_owned(), "0".to_owned())));
        }
    }
    set.extend(by_hand.iter().cloned());
    Ok(set)
}

/// The concept of this id or key.
fn concept(name: &str) -> Outcome<&'static Concept> {
    ledger::find(name).ok_or_else(|| {
        let known = LEDGER.iter().flat_map(|concept| [concept.id, concept.key]);
        Complaint::refused(format!(
            "there is no concept `{name}`{}; `commonweal theory` lists them",
            did_you_mean(name, known)
        ))
    })
}
