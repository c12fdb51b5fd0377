//! `commonweal attribute`: which concepts moved which outcome.

pub mod args;
mod long;
mod page;
pub mod progress;
pub mod screen;
mod units;

use laboratory::attribute::log::Kept;
use laboratory::attribute::store::Asked;
use laboratory::attribute::{Effort, OutcomeShare, PITFALLS, Plan, Store};
use laboratory::{Configuration, Manifest, Request, quoted, store};
use serde::Serialize;

use crate::PROGRAM;
use crate::args::{ExperimentArgs, Format};
use crate::complaint::{Complaint, Outcome};
use crate::output;
use crate::run::threads;
use args::AttributeArgs;
use progress::Progress;

/// Quarter at which outcomes are attributed.
const AT: u32 = 40;
/// Runs of each coalition.
const SEEDS: u32 = 4;
/// Orders of arrival.
const ORDERINGS: u32 = 32;
/// More orders than this are a slip of the finger.
const MOST_ORDERINGS: u32 = 100_000;
/// Outcomes shown unless others are asked for: how much there is, and how it is shared.
const SHOWN: [&str; 7] = [
    "real_gdp",
    "real_consumption_median",
    "employment_rate",
    "gini_disposable_income",
    "theil_between_areas",
    "labour_share",
    "urban_rural_income_ratio",
];

/// All that is printed and written.
#[derive(Serialize)]
pub struct Finished {
    /// The record of the experiment.
    manifest: Manifest,
    /// What was attributed, and how hard.
    effort: Effort,
    /// The shares.
    outcomes: Vec<OutcomeShare>,
    /// What belongs beside them.
    pitfalls: [&'static str; 6],
}

/// Attributes what was asked for and prints it.
pub fn run(asked: &AttributeArgs) -> Outcome {
    let threads = threads(asked.experiment.threads)?;
    if let Some(report) = &asked.results.report {
        store::check_writable(report)?;
    }
    let stored = asked
        .results
        .resume
        .as_deref()
        .map(Store::asked)
        .transpose()?;
    let effort = effort(asked, stored.as_ref())?;
    let configuration = configuration(asked, stored, &effort)?;
    let plan = Plan::new(&configuration, effort)?;
    let chosen = plan.gauge.choose(&outcomes(asked, &plan))?;
    let record = plan.asked(
        &configuration,
        PROGRAM,
        threads,
        command(&configuration, &plan, asked),
    );
    let (mut store, mut kept) = match (&asked.results.out, &asked.results.resume) {
        (Some(folder), _) => split(Store::create(folder, &record)?),
        (None, Some(folder)) => split(Store::resume(folder, &record)?),
        (None, None) => (None, Kept::new()),
    };
    let jobs = plan.jobs();
    let todo = jobs.iter().filter(|job| !kept.contains_key(job)).count();
    let folder = store.as_ref().map(|store| store.folder().to_owned());
    let progress = Progress::new(todo, jobs.len(), folder.as_deref(), asked.results.quiet);
    let log = store.as_mut().map(|store| &mut store.log);
    let broken = plan.run(&mut kept, log, threads, &progress)?;
    progress.done();
    if let (Some(why), false) = (broken, asked.results.quiet) {
        output::tell(&format!("commonweal: a coalition has no outcome: {why}"))?;
    }
    let mut outcomes = plan.shares(&kept, &chosen);
    if asked.outcome.is_empty() {
        // A gap between town and country, say, of an economy without a countryside.
        outcomes.retain(|share| share.base.mean.is_finite() || share.level.mean.is_finite());
    }
    let mut finished = Finished {
        manifest: record.manifest,
        effort: plan.effort.clone(),
        outcomes,
        pitfalls: PITFALLS,
    };
    if let Some(store) = store {
        store.finish(&finished)?;
    }
    match asked.results.format {
        Format::Table => {}
        Format::Json => output::print(|out| {
            serde_json::to_writer(&mut *out, &finished)?;
            out.write_all(b"\n")
        })?,
        Format::Csv => output::print(|out| long::write(&finished.outcomes, out))?,
    }
    finished.outcomes = units::readable(finished.outcomes, &plan);
    if let Some(path) = &asked.results.report {
        let html = page::html(&finished, &plan);
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    if asked.results.format == Format::Table {
        let text = screen::text(
            &finished,
            &plan,
            folder.as_deref(),
            asked.results.report.as_deref(),
        );
        output::print(|out| out.write_all(text.as_bytes()))?;
    }
    Ok(())
}

fn split<A, B>((store, kept): (A, B)) -> (Option<A>, B) {
    (Some(store), kept)
}

/// How hard to try: as asked, or as an earlier session was.
fn effort(asked: &AttributeArgs, stored: Option<&Asked>) -> Outcome<Effort> {
    let stored = stored.map(|stored| stored.effort.clone());
    let mut effort = stored.unwrap_or_else(|| Effort {
        at: vec![AT],
        orderings: ORDERINGS,
        ..Effort::default()
    });
    let over = |list: &mut Vec<String>, asked: &[String]| {
        if !asked.is_empty() {
            *list = asked.to_vec();
        }
    };
    over(&mut effort.trade, &asked.experiment.trade);
    over(&mut effort.groups, &asked.groups);
    if !asked.wage_elasticity.is_empty() {
        effort.wage_elasticities.clone_from(&asked.wage_elasticity);
    }
    if let (Some(quarters), true) = (asked.experiment.quarters, asked.at.is_empty()) {
        effort.at = vec![quarters];
    }
    if !asked.at.is_empty() {
        effort.at.clone_from(&asked.at);
        effort.at.sort_unstable();
        effort.at.dedup();
    }
    if effort.at.contains(&0) {
        return Err(Complaint::refused(
            "--at is 0, outside 1..10000: at the opening no concept has acted yet",
        ));
    }
    check_late(&effort.at, asked.experiment.quarters)?;
    effort.orderings = asked.orderings.unwrap_or(effort.orderings);
    if effort.orderings > MOST_ORDERINGS {
        return Err(Complaint::refused(format!(
            "--orderings is {}, outside 0..{MOST_ORDERINGS}",
            effort.orderings
        )));
    }
    let mut seen = Vec::new();
    for closure in &effort.trade {
        if seen.contains(&closure) {
            return Err(Complaint::refused(format!("--trade names {closure} twice")));
        }
        seen.push(closure);
    }
    Ok(effort)
}

/// Refuses a quarter after the end.
pub fn check_late(at: &[u32], quarters: Option<u32>) -> Outcome {
    let late = at.iter().zip(quarters).find(|(at, last)| *at > last);
    match late {
        Some((at, last)) => Err(Complaint::refused(format!(
            "--at names quarter {at}, but the run ends with quarter {last}"
        ))),
        None => Ok(()),
    }
}

/// What is run in every arm.
fn configuration(
    asked: &AttributeArgs,
    stored: Option<Asked>,
    effort: &Effort,
) -> Outcome<Configuration> {
    let options = &asked.experiment;
    // Closures of trade are arms of the attribution.
    let one = ExperimentArgs {
        trade: Vec::new(),
        ..options.clone()
    };
    let mut request = one.single("attribute", asked.scenario.clone())?;
    request.rules = Some(options.rules.clone().unwrap_or_else(|| "b2".to_owned()));
    request.quarters = effort.at.last().copied();
    match stored {
        Some(stored) => {
            let earlier = stored.manifest.configuration().map_err(|error| {
                Complaint::Refused(format!(
                    "the record of the attribution cannot be read: {error}"
                ))
            })?;
            Ok(request.configuration_after(earlier)?)
        }
        None => Ok(Request {
            seeds: request.seeds.or((!request.deterministic).then_some(SEEDS)),
            ..request
        }
        .configuration()?),
    }
}

/// Outcomes to show: those asked for, or the usual ones that there are.
fn outcomes(asked: &AttributeArgs, plan: &Plan) -> Vec<String> {
    if !asked.outcome.is_empty() {
        return asked.outcome.clone();
    }
    let usual = SHOWN
        .iter()
        .filter(|name| plan.gauge.names().contains(name));
    usual.map(ToString::to_string).collect()
}

/// The command that gives the same shares.
fn command(configuration: &Configuration, plan: &Plan, asked: &AttributeArgs) -> String {
    let experiment = &plan.arms[0].experiment;
    let c = configuration;
    let effort = &plan.effort;
    let listed = |list: &[String]| list.join(",");
    let numbers = |list: &[f64]| listed(&list.iter().map(f64::to_string).collect::<Vec<_>>());
    let at: Vec<String> = effort.at.iter().map(u32::to_string).collect();
    let mut words = vec![
        "commonweal attribute".to_owned(),
        quoted(&c.scenario_source),
        format!("--economy {}", quoted(&c.economy)),
        format!(
            "--market {}",
            laboratory::rules::word(experiment.configuration.market)
        ),
        format!("--at {}", at.join(",")),
        format!("--seeds {} --seed {}", c.seeds.count, c.seeds.first),
        format!("--orderings {}", effort.orderings),
    ];
    let mut option = |name: &str, list: String| {
        if !list.is_empty() {
            words.push(format!("--{name} {}", quoted(&list)));
        }
    };
    option("outcome", listed(&asked.outcome));
    option("groups", listed(&effort.groups));
    let trade = match c.trade {
        Some(trade) if effort.trade.is_empty() => laboratory::rules::word(trade).to_owned(),
        _ => listed(&effort.trade),
    };
    option("trade", trade);
    option("wage-elasticity", numbers(&effort.wage_elasticities));
    let rebalancing = c.rebalancing.map(laboratory::rules::word);
    option("rebalancing", rebalancing.unwrap_or_default().to_owned());
    let copies = c.replicate.map(|copies| copies.to_string());
    option("replicate", copies.unwrap_or_default());
    let scale = c.scale.map(|scale| format!("1:{scale}"));
    option("scale", scale.unwrap_or_default());
    for setting in &c.overrides {
        option("set", format!("{}={}", setting.path, setting.value));
    }
    words.join(" ")
}
