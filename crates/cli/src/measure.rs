//! `commonweal measure`: the user's own survey in, inequality and poverty out.

mod long;
mod object;
mod page;
mod screen;
mod sql;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use inequality::inference::LonelyPsu;
use inequality::{Convention, PovertyLine};
use laboratory::{quoted, store};
use survey::read::Progress;
use survey::{Measured, Request, Roles, Sample, indices, poverty_line};

use crate::complaint::{Complaint, Outcome};
use crate::output;
pub use long::cell as field;
pub use screen::wrapped;

/// Options of `commonweal measure`.
#[derive(Debug, Args)]
pub struct MeasureArgs {
    /// CSV or Parquet: a file, a folder of files, or a pattern such as 'waves/*.parquet'
    #[arg(value_name = "FILE")]
    pub file: String,
    /// Column of income, or whatever is measured
    #[arg(
        long,
        value_name = "COL",
        required_unless_present = "sql",
        default_value = "",
        hide_default_value = true,
        help_heading = "Columns"
    )]
    pub income: String,
    /// Column of weights: persons a row stands for [default: each row counts once]
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    pub weight: Option<String>,
    /// Columns that divide the sample into groups
    #[arg(
        long,
        value_name = "COL,…",
        value_delimiter = ',',
        help_heading = "Columns"
    )]
    pub by: Vec<String>,
    /// Column of the strata of the sample, for standard errors
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    pub strata: Option<String>,
    /// Column of the primary sampling units (numbered anew in each stratum or not)
    #[arg(long, value_name = "COL", help_heading = "Columns")]
    pub psu: Option<String>,

    /// Measures, such as gini,theil,ge:2,atkinson:0.5,top_share:0.01,p90_p10, or `all`
    #[arg(
        long,
        value_name = "NAME[:P],…",
        value_delimiter = ',',
        help_heading = "Measures"
    )]
    pub index: Vec<String>,
    /// Poverty line: an amount, or a share of the median or of the mean
    #[arg(long, value_name = "X|median:0.6|mean:0.5", help_heading = "Measures")]
    pub poverty_line: Option<String>,
    /// Decompose by the groups of --by, or by the columns of --source
    #[arg(
        long,
        value_name = "group,source",
        value_delimiter = ',',
        value_enum,
        help_heading = "Measures"
    )]
    pub decompose: Vec<Decompose>,
    /// Columns of the sources of income, which sum to it
    #[arg(
        long,
        value_name = "COL,…",
        value_delimiter = ',',
        help_heading = "Measures"
    )]
    pub source: Vec<String>,
    /// Column of income after taxes and transfers, for redistribution
    #[arg(long, value_name = "COL", help_heading = "Measures")]
    pub post: Option<String>,
    /// Column of taxes, for redistribution and progressivity
    #[arg(long, value_name = "COL", help_heading = "Measures")]
    pub tax: Option<String>,
    /// Take the conventions of another tool [default: recommended]
    #[arg(
        long = "as",
        value_name = "recommended|stata|convey|laeken|pip|nbs",
        help_heading = "Measures"
    )]
    pub preset: Option<String>,
    /// What to do with a stratum of one PSU, whose variance is unknown
    #[arg(long, value_enum, default_value_t, help_heading = "Measures")]
    pub lonely: Lonely,
    /// Leave out standard errors
    #[arg(long, help_heading = "Measures")]
    pub no_se: bool,
    /// A query over the file instead, which it calls t: SELECT area, gini(income, weight) FROM t GROUP
    /// BY area; needs the optional feature `sql`
    #[arg(
        long,
        value_name = "QUERY",
        conflicts_with_all = ["income", "weight", "by", "strata", "psu", "index", "poverty_line",
            "decompose", "source", "post", "tax", "report"],
        help_heading = "Measures"
    )]
    pub sql: Option<String>,

    /// Write a report with charts as one self-contained page
    #[arg(long, value_name = "FILE.html", help_heading = "Results")]
    pub report: Option<PathBuf>,
    /// Form of the results
    #[arg(long, value_enum, default_value_t, help_heading = "Results")]
    pub format: Form,
    /// Write the results to a file instead of standard output
    #[arg(long, value_name = "FILE", help_heading = "Results")]
    pub out: Option<PathBuf>,
    /// No progress and no messages on standard error
    #[arg(long, short, help_heading = "Results")]
    pub quiet: bool,
}

/// What to decompose by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Decompose {
    /// The groups of --by.
    Group,
    /// The columns of --source.
    Source,
}

/// What to do with a stratum of one PSU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lonely {
    /// No standard errors.
    #[default]
    Refuse,
    /// It was drawn with certainty and adds nothing.
    Certainty,
    /// Centred at the mean of all PSUs, which errs on the large side.
    Adjust,
}

/// Form of the results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For reading.
    #[default]
    Table,
    /// One object.
    Json,
    /// One number per line.
    Csv,
}

/// What the forms of output are made from.
pub struct Finished<'a> {
    /// What was asked.
    pub asked: &'a MeasureArgs,
    /// The columns and their parts.
    pub roles: &'a Roles,
    /// What was to be measured.
    pub request: &'a Request,
    /// The rows.
    pub sample: &'a Sample,
    /// The numbers.
    pub measured: &'a Measured,
    /// The convention card.
    pub card: Vec<(&'static str, String)>,
    /// The command that makes the same again.
    pub command: String,
}

/// Measures what was asked for and prints it.
pub fn run(asked: &MeasureArgs) -> Outcome {
    let convention = convention(asked.preset.as_deref())?;
    if let Some(query) = &asked.sql {
        return sql::answer(asked, query, &convention);
    }
    let line = line(asked, &convention)?;
    let request = request(asked, convention, line)?;
    let roles = roles(asked, &request);
    for path in asked.report.iter().chain(&asked.out) {
        store::check_writable(path)?;
    }
    let meter = Meter::new(asked.quiet);
    let mut sample = Sample::read(&asked.file, &roles, &convention, &|p| meter.tell(p))?;
    meter.done();
    if let Some(sampling) = sample.sampling.take() {
        sample.sampling = Some(sampling.with_lonely(match asked.lonely {
            Lonely::Refuse => LonelyPsu::Refuse,
            Lonely::Certainty => LonelyPsu::Certainty,
            Lonely::Adjust => LonelyPsu::Adjust,
        }));
    }
    // Charts need the rows again.
    let measured = if asked.report.is_some() {
        survey::measure(&sample, &request)?
    } else {
        survey::measure_and_release(&mut sample, &request)?
    };
    let line = line.map(|line| (line, measured.line));
    let finished = Finished {
        asked,
        roles: &roles,
        card: survey::card(&convention, &roles, &sample, line, !asked.no_se),
        request: &request,
        sample: &sample,
        measured: &measured,
        command: command(asked),
    };
    if let Some(path) = &asked.report {
        let html = page::html(&finished)?;
        store::write_atomically(path, |file| file.write_all(html.as_bytes()))?;
    }
    write(&finished)
}

fn write(finished: &Finished<'_>) -> Outcome {
    let asked = finished.asked;
    let put = |out: &mut dyn Write, width: usize| match asked.format {
        Form::Table => out.write_all(screen::text(finished, width).as_bytes()),
        Form::Json => object::write(finished, out),
        Form::Csv => long::write(finished, out),
    };
    deliver(asked.out.as_deref(), put)
}

/// Writes to a file, or to standard output if there is none.
pub fn deliver(
    path: Option<&Path>,
    put: impl FnOnce(&mut dyn Write, usize) -> std::io::Result<()>,
) -> Outcome {
    match path {
        None => output::print(|out| put(out, output::width()))?,
        Some(path) => {
            let mut text = Vec::new();
            put(&mut text, 100)?;
            store::write_atomically(path, |file| file.write_all(&text))?;
        }
    }
    Ok(())
}

fn convention(name: Option<&str>) -> Outcome<Convention> {
    let name = name.unwrap_or("recommended");
    name.parse().map_err(|_| {
        let names = Convention::PRESETS.map(|preset| preset.name);
        Complaint::refused(format!(
            "--as {name}: no such convention; there are {}",
            names.join(", ")
        ))
    })
}

fn line(asked: &MeasureArgs, convention: &Convention) -> Outcome<Option<PovertyLine>> {
    match &asked.poverty_line {
        Some(text) => Ok(Some(poverty_line(text, convention)?)),
        None => Ok(None),
    }
}

fn request(
    asked: &MeasureArgs,
    convention: Convention,
    line: Option<PovertyLine>,
) -> Outcome<Request> {
    let by_group = asked.decompose.contains(&Decompose::Group);
    if by_group && asked.by.is_empty() {
        return Err(Complaint::refused(
            "--decompose group: name the groups with --by COL",
        ));
    }
    if asked.decompose.contains(&Decompose::Source) && asked.source.is_empty() {
        return Err(Complaint::refused(
            "--decompose source: name the sources with --source COL,COL",
        ));
    }
    Ok(Request {
        indices: indices(&asked.index, &convention, line)?,
        line,
        by_group,
        sources: asked.source.clone(),
        post: asked.post.clone(),
        tax: asked.tax.clone(),
        income: asked.income.clone(),
        convention,
        standard_errors: !asked.no_se,
    })
}

fn roles(asked: &MeasureArgs, request: &Request) -> Roles {
    let mut more = request.sources.clone();
    for column in request.post.iter().chain(&request.tax) {
        if !more.contains(column) {
            more.push(column.clone());
        }
    }
    Roles {
        income: asked.income.clone(),
        weight: asked.weight.clone(),
        by: asked.by.clone(),
        strata: asked.strata.clone(),
        psu: asked.psu.clone(),
        more,
    }
}

/// The command that makes the same numbers again, without where they go.
fn command(asked: &MeasureArgs) -> String {
    let mut words = vec!["commonweal measure".to_owned(), quoted(&asked.file)];
    let mut option = |name: &str, value: Option<String>| {
        words.extend(value.map(|value| format!("--{name} {}", quoted(&value))));
    };
    let list = |list: &[String]| (!list.is_empty()).then(|| list.join(","));
    option("income", Some(asked.income.clone()));
    option("weight", asked.weight.clone());
    option("by", list(&asked.by));
    option("strata", asked.strata.clone());
    option("psu", asked.psu.clone());
    option("index", list(&asked.index));
    option("poverty-line", asked.poverty_line.clone());
    let parts: Vec<String> = asked
        .decompose
        .iter()
        .map(|part| match part {
            Decompose::Group => "group".to_owned(),
            Decompose::Source => "source".to_owned(),
        })
        .collect();
    option("decompose", list(&parts));
    option("source", list(&asked.source));
    option("post", asked.post.clone());
    option("tax", asked.tax.clone());
    option("as", asked.preset.clone());
    match asked.lonely {
        Lonely::Refuse => {}
        Lonely::Certainty => option("lonely", Some("certainty".to_owned())),
        Lonely::Adjust => option("lonely", Some("adjust".to_owned())),
    }
    if asked.no_se {
        words.push("--no-se".to_owned());
    }
    words.join(" ")
}

impl From<survey::Error> for Complaint {
    fn from(error: survey::Error) -> Self {
        match error {
            survey::Error::Io { .. } | survey::Error::Engine(_) => Self::Failed(error.to_string()),
            _ => Self::Refused(error.to_string()),
        }
    }
}

/// Tells on a terminal how far the reading is, if it takes a while.
pub struct Meter {
    loud: bool,
    start: Instant,
    told: Mutex<Option<Instant>>,
}

impl Meter {
    /// A meter; silent if asked to be or if nobody looks.
    pub fn new(quiet: bool) -> Self {
        Self {
            loud: !quiet && std::io::stderr().is_terminal(),
            start: Instant::now(),
            told: Mutex::new(None),
        }
    }

    /// Hears how far the reading is.
    pub fn tell(&self, progress: Progress) {
        const PATIENCE: Duration = Duration::from_millis(500);
        if !self.loud || self.start.elapsed() < PATIENCE {
            return;
        }
        let Ok(mut told) = self.told.lock() else {
            return;
        };
        if told.is_some_and(|at| at.elapsed() < PATIENCE / 5) {
            return;
        }
        *told = Some(Instant::now());
        let share = progress.bytes as f64 / progress.of_bytes.max(1) as f64;
        let percent = (100.0 * share.min(1.0)).round();
        let mut err = std::io::stderr().lock();
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(err, "\rreading: {percent} %, {} rows ", progress.rows);
    }

    /// Clears the line.
    pub fn done(&self) {
        if self.told.lock().is_ok_and(|told| told.is_some()) {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[2K");
        }
    }
}
