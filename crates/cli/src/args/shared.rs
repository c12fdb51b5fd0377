//! Options that several commands have in common, each declared once.

use std::path::PathBuf;

use clap::Args;
use laboratory::Request;

use super::{Format, scale, setting, whole};
use crate::complaint::{Complaint, Outcome};
use crate::run::switches_of;

/// What is run: options of `run`, `compare`, `attribute` and `uncertainty`.
#[derive(Clone, Debug, Default, Args)]
pub struct ExperimentArgs {
    /// Economy: an embedded name or a folder [default: china-2022]
    #[arg(long, value_name = "NAME|DIR", help_heading = "Model")]
    pub economy: Option<String>,
    /// Rule set: b0, the published model; b1, its long-run closure; b2, with the theory [default: b2; run: the economy's; china-2022: b2, village: b0]
    #[arg(long, value_name = "b0|b1|b2", help_heading = "Model")]
    pub rules: Option<String>,
    /// Goods markets: buyers draw sellers, or get what they can expect [default: expected, b0: sampled]
    #[arg(long, value_name = "sampled|expected", help_heading = "Model")]
    pub market: Option<String>,
    /// What holds the foreign position in the long run: nothing, or its norm (b1); compare and attribute take both [default: the economy's, or norm]
    #[arg(
        long,
        value_name = "open,norm",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub trade: Vec<String>,
    /// Who buys what firms and the state no longer invest when growth slows down (b1) [default: the economy's]
    #[arg(long, value_name = "none|consumption", help_heading = "Model")]
    pub rebalancing: Option<String>,
    /// What pays for strategies: debt, or a tax on all incomes in the same proportion (b2); compare takes both [default: debt]
    #[arg(
        long,
        value_name = "debt,income_tax",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub financing: Vec<String>,
    /// Digital economy at the opening: that of the data, or none (b2) [default: embodied]
    #[arg(long, value_name = "embodied|greenfield", help_heading = "Model")]
    pub opening: Option<String>,
    /// Switch all concepts of the theory off but these, by id or key (b2)
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub only: Vec<String>,
    /// Switch these concepts of the theory off, by id or key, or all (b2)
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Model"
    )]
    pub off: Vec<String>,
    /// Give a parameter another value; may be repeated (see `commonweal params`)
    #[arg(long, value_name = "PATH=VALUE", value_parser = setting, help_heading = "Model")]
    pub set: Vec<(String, String)>,
    /// One model household stands for K real ones; the opening is drawn anew
    #[arg(long, value_name = "1:K", value_parser = scale, help_heading = "Model")]
    pub scale: Option<f64>,
    /// K times as many agents with the same totals
    #[arg(long, value_name = "K", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Model")]
    pub replicate: Option<u32>,

    /// Quarters to simulate [default: 80, b0: 12; attribute, uncertainty: up to the last of --at]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Ensemble")]
    pub quarters: Option<u32>,
    /// Number of runs, each with its own luck [default: 8, attribute: 4]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Ensemble")]
    pub seeds: Option<u32>,
    /// The first seed [default: 1]
    #[arg(long, value_name = "S", value_parser = whole::<u64>, allow_negative_numbers = true, help_heading = "Ensemble")]
    pub seed: Option<u64>,
    /// Run without luck: no shocks, and every random order ascending
    #[arg(long, help_heading = "Ensemble")]
    pub deterministic: bool,
    /// Threads; results do not depend on them [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = whole::<u32>, allow_negative_numbers = true, help_heading = "Ensemble")]
    pub threads: Option<u32>,
}

/// Where results go: options of `run`, `compare` and `attribute`.
#[derive(Clone, Debug, Default, Args)]
pub struct ResultsArgs {
    /// Write the results, with a record of how they came about, to a new or empty folder
    #[arg(long, value_name = "DIR", help_heading = "Results")]
    pub out: Option<PathBuf>,
    /// Go on with what was interrupted in DIR; options left out are taken from it
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with = "out",
        help_heading = "Results"
    )]
    pub resume: Option<PathBuf>,
    /// Write a report with charts as one self-contained page
    #[arg(long, value_name = "FILE.html", help_heading = "Results")]
    pub report: Option<PathBuf>,
    /// Form of the results: table (for reading), json (one object) or csv (long form) [default: table]
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Results"
    )]
    pub format: Format,
    /// No progress and no messages on standard error
    #[arg(long, short, help_heading = "Results")]
    pub quiet: bool,
}

impl ExperimentArgs {
    /// A run of `scenario`, but for its closure of trade and what pays for strategies, of which there may be
    /// several.
    pub fn request(&self, scenario: Option<String>) -> Outcome<Request> {
        Ok(Request {
            scenario,
            economy: self.economy.clone(),
            rules: self.rules.clone(),
            market: self.market.clone(),
            rebalancing: self.rebalancing.clone(),
            quarters: self.quarters,
            seeds: self.seeds,
            seed: self.seed,
            scale: self.scale,
            replicate: self.replicate,
            deterministic: self.deterministic,
            set: switches_of(self.opening.as_deref(), &self.only, &self.off, &self.set)?,
            of_the_theory: self.of_the_theory(),
            ..Request::default()
        })
    }

    /// The first option that only the theory understands, as it was typed.
    fn of_the_theory(&self) -> Option<String> {
        let opening: Vec<String> = self.opening.iter().cloned().collect();
        [
            ("--opening", &opening),
            ("--only", &self.only),
            ("--off", &self.off),
        ]
        .into_iter()
        .find(|(_, typed)| !typed.is_empty())
        .map(|(option, typed)| format!("{option} {}", typed.join(",")))
    }

    /// The same for a command that runs under one closure and one way to pay.
    pub fn single(&self, command: &str, scenario: Option<String>) -> Outcome<Request> {
        let mut request = self.request(scenario)?;
        request.trade = one(command, "--trade", &self.trade)?;
        if let Some(financing) = one(command, "--financing", &self.financing)? {
            self.check_financing(&financing)?;
            request.set.push((FINANCING.to_owned(), financing));
        }
        Ok(request)
    }

    /// Refuses a way to pay that `--set` contradicts.
    fn check_financing(&self, financing: &str) -> Outcome {
        let set = self.set.iter().rfind(|(path, _)| path == FINANCING);
        match set {
            Some((path, value)) if value != financing => Err(Complaint::refused(format!(
                "--financing {financing} and --set {path}={value} contradict each other"
            ))),
            _ => Ok(()),
        }
    }
}

/// The parameter that says what pays for strategies.
const FINANCING: &str = "theory.financing";

/// The only one of a list.
fn one(command: &str, option: &str, list: &[String]) -> Outcome<Option<String>> {
    match list {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        several => Err(Complaint::refused(format!(
            "{option} {}: `{command}` takes one of them at a time, `compare` several",
            several.join(",")
        ))),
    }
}
