//! The command line.

mod shared;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, ValueEnum};
use clap_complete::Shell;
use laboratory::compare::Budget;

use crate::attribute::args::AttributeArgs;
use crate::complaint::{Complaint, Outcome};
use crate::index::IndexArgs;
use crate::measure::MeasureArgs;
use crate::output;
use crate::uncertainty::UncertaintyArgs;
pub use shared::{ExperimentArgs, ResultsArgs};

/// Simulates a stock-flow-consistent economy of single agents and measures how prosperity is shared.
#[derive(Debug, Parser)]
#[command(
    name = "commonweal",
    version = concat!(env!("CARGO_PKG_VERSION"), " (", env!("COMMONWEAL_COMMIT"), ")"),
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Subcommand,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
    /// Run a scenario and show what became of growth, work and the distribution of income.
    #[command(after_help = scenarios())]
    Run(Box<RunArgs>),
    /// Compare scenarios with a base under the same luck: what differs, how surely, for whom, at what cost.
    Compare(Box<CompareArgs>),
    /// Attribute outcomes to the concepts of the theory, in parts that add up to the whole.
    Attribute(Box<AttributeArgs>),
    /// Say how sure a difference is: what comes from luck, and what from parameters nobody knows.
    Uncertainty(Box<UncertaintyArgs>),
    /// Show what an economy contains, check it, and write it as a folder.
    Economy(EconomyArgs),
    /// List parameters: what they mean, their ranges and where their values come from.
    Params(ParamsArgs),
    /// Show the 48 concepts of the theory: what each asks, its equation, its channel and its evidence.
    Theory(TheoryArgs),
    /// Measure inequality and poverty in a survey of your own: CSV or Parquet.
    Measure(Box<MeasureArgs>),
    /// Build a composite index from a panel of indicators, and test it.
    Index(IndexArgs),
    /// Check this build and its data: published results, accounts, invariants, targets and stylised facts.
    Validate(ValidateArgs),
    /// Measure how fast this machine runs the model.
    Bench(BenchArgs),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// The scenarios that come with the program, for the end of the help.
fn scenarios() -> String {
    let titles = laboratory::scenario::titles().into_iter();
    let lines = titles.map(|(name, title)| format!("  {name:<22} {title}"));
    let lines: Vec<String> = lines.collect();
    format!("Scenarios:\n{}", lines.join("\n"))
}

/// Form of the results on standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A report of one screen.
    #[default]
    Table,
    /// One object.
    Json,
    /// Long form: seed, quarter, series, value.
    Csv,
}

/// Options of `commonweal validate`.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// Folder of reference data: economies in the reference format with published results beside them
    #[arg(long, value_name = "DIR")]
    pub reference: Option<PathBuf>,
    /// Check one economy only: an embedded name or a folder
    #[arg(long, value_name = "NAME|DIR", conflicts_with = "reference")]
    pub economy: Option<String>,
    /// Repeat published experiments on the model instead, R1 to R11; 30 seeds are meant for publication
    #[arg(long, conflicts_with = "reference")]
    pub replications: bool,
    /// Rule set under which the economy is checked: b0, b1 or b2 [default: the economy's]
    #[arg(long, value_name = "b0|b1|b2", requires = "economy")]
    pub rules: Option<String>,
    /// Goods markets of the economy that is checked [default: expected, b0: sampled]
    #[arg(long, value_name = "sampled|expected", requires = "economy")]
    pub market: Option<String>,
    /// What holds its foreign position in the long run (b1) [default: the economy's, or norm]
    #[arg(long, value_name = "open|norm", requires = "economy")]
    pub trade: Option<String>,
    /// Quarters over which it is checked [default: 80, b0: 12]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, requires = "economy")]
    pub quarters: Option<u32>,
    /// Threads; results do not depend on them [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true)]
    pub threads: Option<u32>,
    /// Seeds of each Monte-Carlo comparison [default: 200], or pairs of runs of each replication [default: 4]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub seeds: Option<u32>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
    /// No progress on standard error
    #[arg(long)]
    pub quiet: bool,
}

/// Options of `commonweal bench`.
#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Economy: an embedded name or a folder
    #[arg(long, value_name = "NAME|DIR", default_value = "village")]
    pub economy: String,
    /// Runs of the ensemble
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub runs: u32,
    /// Also time quarters of an economy with K times as many agents, on one thread and on all
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub replicate: Option<u32>,
}

/// Options of `commonweal run`.
#[derive(Debug, Default, Args)]
pub struct RunArgs {
    /// Scenario: an embedded name or the path of a .toml file [default: baseline]
    pub scenario: Option<String>,
    /// What is run.
    #[command(flatten)]
    pub experiment: ExperimentArgs,
    /// Where results go.
    #[command(flatten)]
    pub results: ResultsArgs,
    /// Quarters, besides opening and end, in which --out tabulates every household and firm
    #[arg(long, value_name = "Q,…", value_delimiter = ',', value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Results")]
    pub keep: Vec<u32>,
    /// Tell where the time went
    #[arg(long, help_heading = "Results")]
    pub timings: bool,
}

/// Options of `commonweal compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The base, and one or more alternatives: embedded names or paths of .toml files
    #[arg(value_name = "SCENARIO", num_args = 2.., required_unless_present = "resume")]
    pub scenarios: Vec<String>,
    /// Quarters in which outcomes are read [default: 40 and the last]
    #[arg(long, value_name = "Q,…", value_delimiter = ',', value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Comparison")]
    pub at: Vec<u32>,
    /// What each package of strategies may cost, of the present value of GDP, or none: as written [default: what scenarios say, or 0.005 if two or more use strategies]
    #[arg(long, value_name = "SHARE|none", value_parser = budget, help_heading = "Comparison")]
    pub budget: Option<Budget>,
    /// Draws of the parameters that nobody has measured, for a band of ignorance and the part of it that is assumed; costs many more runs [default: 0]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Comparison")]
    pub ignorance: Option<u32>,
    /// Weigh all outcomes with 1 000 weights drawn by lot, and say with how many of them one scenario beats another
    #[arg(long, help_heading = "Comparison")]
    pub index: bool,
    /// What is run.
    #[command(flatten)]
    pub experiment: ExperimentArgs,
    /// Where results go.
    #[command(flatten)]
    pub results: ResultsArgs,
}

/// Options of `commonweal economy`.
#[derive(Debug, Args)]
pub struct EconomyArgs {
    /// An embedded name or a folder [default: china-2022]
    #[arg(value_name = "NAME|DIR")]
    pub economy: Option<String>,
    /// Write the economy to a new or empty folder, to start one's own from
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Give a parameter of the economy another value; may be repeated
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
    /// One model household stands for K real ones
    #[arg(long, value_name = "1:K", value_parser = scale)]
    pub scale: Option<f64>,
    /// K times as many agents with the same totals
    #[arg(long, value_name = "K", value_parser = whole::<u32>, allow_negative_numbers = true)]
    pub replicate: Option<u32>,
}

/// Options of `commonweal theory`.
#[derive(Debug, Args)]
pub struct TheoryArgs {
    /// Only this concept: its id or its key, e.g. A3 or substitutability
    #[arg(value_name = "ID")]
    pub concept: Option<String>,
    /// Form of the list
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
}

/// Form of the list of parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading.
    #[default]
    Table,
    /// A list of objects.
    Json,
}

/// Options of `commonweal params`.
#[derive(Debug, Args)]
pub struct ParamsArgs {
    /// Only parameters whose path begins with this, e.g. `base` or `economy.tau`
    pub prefix: Option<String>,
    /// Show the values of this economy, and only parameters that it has
    #[arg(long, value_name = "NAME|DIR")]
    pub economy: Option<String>,
    /// Run the model to find inputs that move nothing within their plausible ranges, and list them
    #[arg(long)]
    pub alive: bool,
    /// Form of the list
    #[arg(long, value_enum, default_value_t)]
    pub format: ListFormat,
}

/// Reads the command line, or prints help and version.
pub fn parse() -> Outcome<Arguments> {
    let error = match Arguments::try_parse() {
        Ok(arguments) => return Ok(arguments),
        Err(error) => error,
    };
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        let text = error.render();
        let text = if output::styled() {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        output::print(|out| out.write_all(text.as_bytes()))?;
        return Err(match error.kind() {
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Complaint::refused("name a command, e.g. `commonweal run`")
            }
            // Help was asked for and given.
            _ => Complaint::NobodyReads,
        });
    }
    Err(Complaint::Refused(sentence(&error.render().to_string())))
}

/// The first sentence of an error of the command line, with its hint.
fn sentence(text: &str) -> String {
    let mut paragraphs = text.split("\n\n");
    let first = paragraphs.next().unwrap_or_default();
    let first = first.trim_start_matches("error: ");
    let first: Vec<&str> = first.lines().map(str::trim).collect();
    let hint = paragraphs
        .find_map(|paragraph| paragraph.trim().strip_prefix("tip: "))
        .map(|tip| format!(" ({})", tip.lines().next().unwrap_or_default()))
        .unwrap_or_default();
    format!("{}{hint}", first.join(" "))
}

/// A whole number.
pub fn whole<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.trim()
        .parse()
        .map_err(|_| "it takes a whole number, 0 or more".to_owned())
}

/// `path=value`.
pub fn setting(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => {
            Ok((path.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err("it takes path=value, as in base.zero_lower_bound=on".to_owned()),
    }
}

/// A share of GDP, or none.
fn budget(text: &str) -> Result<Budget, String> {
    if text == "none" {
        return Ok(Budget::AsWritten);
    }
    let share = text.parse::<f64>().ok();
    share
        .filter(|share| *share > 0.0 && *share <= 0.1)
        .map(Budget::Share)
        .ok_or_else(|| "it takes a share of GDP above 0, up to 0.1, or none".to_owned())
}

/// `1:K`.
pub fn scale(text: &str) -> Result<f64, String> {
    text.strip_prefix("1:")
        .and_then(|real| real.parse::<f64>().ok())
        .filter(|real| real.is_finite() && *real > 0.0)
        .ok_or_else(|| "it takes 1:K, as in 1:1000".to_owned())
}
