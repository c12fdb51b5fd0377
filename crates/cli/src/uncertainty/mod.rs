//! `commonweal uncertainty`: how sure a difference is, luck and ignorance told apart.

use std::fmt::Write as _;
use std::path::PathBuf;

use charts::{Column, Table, TextStyle};
use clap::Args;
use laboratory::rules::word;
use laboratory::uncertainty::{Doubt, Study};
use laboratory::{Experiment, Manifest};
use serde::Serialize;

use crate::PROGRAM;
use crate::args::{ExperimentArgs, ListFormat};
use crate::attribute::check_late;
use crate::attribute::progress::Progress;
use crate::attribute::screen::{effect, size, wrapped};
use crate::complaint::{Complaint, Outcome};
use crate::number::{Sign, percent};
use crate::output::{self, bold, styled};
use crate::run::threads;

/// Outcomes shown unless others are asked for: how much there is, and how it is shared.
const SHOWN: [&str; 6] = [
    "real_gdp",
    "real_consumption_median",
    "employment_rate",
    "gini_disposable_income",
    "theil_between_areas",
    "labour_share",
];

/// Options of `commonweal uncertainty`.
#[derive(Debug, Args)]
pub struct UncertaintyArgs {
    /// Scenario: an embedded name or the path of a .toml file [default: baseline]
    pub scenario: Option<String>,
    /// What it is compared with: another scenario [default: the same without the theory]
    #[arg(long, value_name = "SCENARIO")]
    pub against: Option<String>,
    /// Outcomes and other series, by name [default: a few of growth and of equity]
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub outcome: Vec<String>,
    /// Quarters at which the difference is read; runs end with the last [default: 40]
    #[arg(long, value_name = "Q,…", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub at: Vec<u32>,
    /// Pairs of draws of all uncertain parameters; six runs each
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub draws: u32,
    /// Draws from which every parameter is also moved by itself, for the ten that matter most; two runs for
    /// each parameter and draw
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub singles: u32,
    /// What is run; draws take the seeds in turn.
    #[command(flatten)]
    pub experiment: ExperimentArgs,
    /// Write the results as JSON too
    #[arg(long, value_name = "FILE.json")]
    pub out: Option<PathBuf>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// No progress on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Quarter at which a difference is read.
const AT: u32 = 40;
/// Runs at the parameters as they are.
const SEEDS: u32 = 8;

impl UncertaintyArgs {
    /// Quarters at which the difference is read: as asked, or the last.
    fn at(&self) -> Vec<u32> {
        if self.at.is_empty() {
            vec![self.experiment.quarters.unwrap_or(AT)]
        } else {
            self.at.clone()
        }
    }
}

/// All that is printed and written.
#[derive(Serialize)]
struct Finished {
    manifest: Manifest,
    against: String,
    parameters: Vec<&'static str>,
    draws: u32,
    singles: u32,
    outcomes: Vec<Doubt>,
}

/// Says how sure the difference is.
pub fn run(asked: &UncertaintyArgs) -> Outcome {
    let threads = threads(asked.experiment.threads)?;
    if let Some(path) = &asked.out {
        laboratory::store::check_writable(path)?;
    }
    let at = asked.at();
    check_late(&at, asked.experiment.quarters)?;
    let other = plan(asked, asked.scenario.as_deref(), &[])?;
    let (base, against) = if let Some(scenario) = &asked.against {
        (plan(asked, Some(scenario), &[])?, scenario.clone())
    } else {
        let off = ["all".to_owned()];
        let base = plan(asked, asked.scenario.as_deref(), &off)?;
        (base, "the same without the theory".to_owned())
    };
    let study = Study::new(
        &base,
        &other,
        &at,
        asked.draws as usize,
        asked.singles as usize,
    )?;
    let names = study.gauge().names();
    let shown = SHOWN.iter().filter(|name| names.contains(name));
    let outcomes = if asked.outcome.is_empty() {
        shown.map(ToString::to_string).collect()
    } else {
        asked.outcome.clone()
    };
    let chosen = study.gauge().choose(&outcomes)?;
    let n = study.n_differences();
    let progress = Progress::new(n, n, None, asked.quiet);
    let doubts = study.doubts(&chosen, &at, threads, &progress)?;
    progress.done();
    let parameters = study.parameters().iter();
    let mut manifest = Manifest::begin(&other, PROGRAM, threads, serde_json::Value::Null);
    manifest.command = command(asked, &other);
    let finished = Finished {
        manifest,
        against,
        parameters: parameters.map(|of| of.declared.path).collect(),
        draws: asked.draws,
        singles: asked.singles,
        outcomes: doubts,
    };
    let json = || serde_json::to_string_pretty(&finished).unwrap_or_default() + "\n";
    if let Some(path) = &asked.out {
        laboratory::store::write_atomically(path, |file| file.write_all(json().as_bytes()))?;
    }
    let text = match asked.format {
        ListFormat::Json => json(),
        ListFormat::Table => text(&finished, &other),
    };
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

fn plan(asked: &UncertaintyArgs, scenario: Option<&str>, off: &[String]) -> Outcome<Experiment> {
    let mut options = asked.experiment.clone();
    options.off.extend_from_slice(off);
    let mut request = options.single("uncertainty", scenario.map(str::to_owned))?;
    request.rules = request.rules.or_else(|| Some("b2".to_owned()));
    request.quarters = asked.at().into_iter().max();
    request.seeds = request.seeds.or(Some(SEEDS));
    if request.deterministic {
        return Err(Complaint::refused(
            "uncertainty tells ignorance from luck, so it cannot be --deterministic",
        ));
    }
    if request.seeds.is_some_and(|seeds| seeds < 2) {
        return Err(Complaint::refused(
            "--seeds is below 2, and the luck of one run has no spread",
        ));
    }
    let experiment = Experiment::plan(request)?;
    if experiment.theory.is_none() {
        return Err(Complaint::refused(
            "uncertainty is of the theory, under the rules b2",
        ));
    }
    Ok(experiment)
}

fn command(asked: &UncertaintyArgs, experiment: &Experiment) -> String {
    let quoted = laboratory::quoted;
    let configuration = &experiment.configuration;
    let at: Vec<String> = asked.at().iter().map(u32::to_string).collect();
    let mut words = vec![
        "commonweal uncertainty".to_owned(),
        quoted(&configuration.scenario_source),
    ];
    words.extend(
        asked
            .against
            .iter()
            .map(|name| format!("--against {}", quoted(name))),
    );
    words.push(format!(
        "--economy {} --market {} --at {} --draws {} --singles {} --seeds {} --seed {}",
        quoted(&configuration.economy),
        word(configuration.market),
        at.join(","),
        asked.draws,
        asked.singles,
        configuration.seeds.count,
        configuration.seeds.first
    ));
    let options = &asked.experiment;
    words.extend(options.trade.iter().map(|trade| format!("--trade {trade}")));
    let rebalancing = configuration.rebalancing.map(word);
    words.extend(rebalancing.map(|rule| format!("--rebalancing {rule}")));
    words.extend(options.scale.map(|scale| format!("--scale 1:{scale}")));
    words.extend(
        options
            .replicate
            .map(|copies| format!("--replicate {copies}")),
    );
    // Other options stand for parameters.
    for setting in &configuration.overrides {
        let pair = format!("{}={}", setting.path, setting.value);
        words.push(format!("--set {}", quoted(&pair)));
    }
    words.join(" ")
}

fn text(finished: &Finished, experiment: &Experiment) -> String {
    let width = output::width();
    let style = TextStyle {
        width,
        bold: styled(),
        wrap: true,
    };
    let scenario = &experiment.configuration.scenario.name;
    let mut text = bold(&format!(
        "{} — {scenario} against {}",
        experiment.economy.calibration.title, finished.against
    ));
    let (n, draws) = (finished.parameters.len(), 2 * finished.draws);
    let seeds = experiment.configuration.seeds.count;
    text.push('\n');
    text.push_str(&wrapped(
        &format!("Luck: {seeds} seeds. Ignorance: {draws} draws of {n} parameters that are assumed or recalled, each from its plausible range."),
        width,
    ));
    let mut table = Table::new(vec![
        Column::words("outcome"),
        Column::numbers("q"),
        Column::numbers("difference"),
        Column::numbers("from").group("90 % by luck"),
        Column::numbers("to").group("90 % by luck"),
        Column::numbers("from").group("90 % by ignorance"),
        Column::numbers("to").group("90 % by ignorance"),
        Column::numbers("assumed"),
    ]);
    for doubt in &finished.outcomes {
        let cells = [
            doubt.outcome.clone(),
            doubt.quarter.to_string(),
            effect(doubt.difference),
            effect(doubt.chance.low),
            effect(doubt.chance.high),
            effect(doubt.ignorance.low),
            effect(doubt.ignorance.high),
            percent(doubt.assumed_share, 0, Sign::Negative),
        ];
        table = table.row(cells.into_iter().map(Into::into));
    }
    text.push_str(&table.text(&style));
    text.push_str(&wrapped(
        "The last column is the part of what is unknown that comes from numbers that were assumed, not found in a source.",
        width,
    ));
    for doubt in finished
        .outcomes
        .iter()
        .filter(|doubt| !doubt.tornado.is_empty())
    {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "\n{}",
            bold(&format!(
                "What matters for {}, quarter {}",
                doubt.outcome, doubt.quarter
            ))
        );
        text.push_str(&tornado(doubt).text(&style));
    }
    text
}

fn tornado(doubt: &Doubt) -> Table {
    let mut table = Table::new(vec![
        Column::words("parameter"),
        Column::words("known"),
        Column::words("plausible"),
        Column::numbers("low end").group("difference at the"),
        Column::numbers("high end").group("difference at the"),
        Column::numbers("size"),
    ]);
    for swing in &doubt.tornado {
        let [low, high] = swing.plausible;
        let cells = [
            swing.path.to_owned(),
            swing.status.to_owned(),
            format!("{low}..{high}"),
            effect(swing.ends[0]),
            effect(swing.ends[1]),
            size(swing.size),
        ];
        table = table.row(cells.into_iter().map(Into::into));
    }
    table
}
