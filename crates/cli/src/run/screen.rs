//! Results as a report of one screen.

use std::fmt::Write as _;
use std::path::Path;

use charts::terminal::sparkline_within;
use charts::{Column, Table, TextStyle};
use economy::books::Identities;
use laboratory::{Results, mean, quantile, quoted, validity};

use super::headline;
use super::object::unit_costs;
use super::{Finished, rules_in_words, trend_in_words, trust};
use crate::number::{Kind, change, counted, level, seconds};
use crate::output::{bold, styled};
use crate::report::capitalised;

/// Widest line on which the path of a number is still drawn next to it.
const ROOM_FOR_PATHS: usize = 90;
/// Gap of the opening's accounts, relative to GDP, from which the screen tells it: what shows in a decimal of a per cent.
const TOLD_GAP: f64 = 5e-4;
/// Characters of a drawn path.
const PATH: usize = 13;

/// What the report needs to know besides the results.
pub struct Surroundings<'a> {
    /// Columns of the terminal.
    pub width: usize,
    /// Folder of results.
    pub folder: Option<&'a Path>,
    /// Written page.
    pub report: Option<&'a Path>,
    /// Whether to tell where the time went.
    pub timings: bool,
}

/// The report.
pub fn text(finished: &Finished<'_>, around: &Surroundings<'_>) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", heading(finished));
    let _ = writeln!(text, "{}\n", subheading(finished, around.width));
    text.push_str(&table(finished, around.width));
    let _ = writeln!(text, "\n{}", accounts(finished));
    let _ = writeln!(text, "{}", duration(finished));
    text.push_str(&claim(finished, around.width));
    for paragraph in trust::sentences(finished) {
        text.push_str(&wrapped(&paragraph, around.width));
    }
    if around.timings {
        text.push_str(&timings(finished));
    }
    if let Some(folder) = around.folder {
        let _ = writeln!(
            text,
            "Kept in {}: manifest.json, and series, areas, industries, households, firms as .parquet.",
            folder.display()
        );
    }
    if let Some(report) = around.report {
        let _ = writeln!(text, "Report: {}", report.display());
    }
    text.push_str(&next(finished, around));
    text
}

fn heading(finished: &Finished<'_>) -> String {
    let scenario = &finished.experiment.configuration.scenario;
    let calibration = &finished.experiment.economy.calibration;
    bold(&format!(
        "{} — {}",
        calibration.title,
        if scenario.title.is_empty() {
            &scenario.name
        } else {
            &scenario.title
        }
    ))
}

/// What was run; the rules go to a line of their own where the first is too short for them.
fn subheading(finished: &Finished<'_>, width: usize) -> String {
    let configuration = &finished.experiment.configuration;
    let calibration = &finished.experiment.economy.calibration;
    let luck = if configuration.deterministic {
        "no luck".to_owned()
    } else {
        let seeds = configuration.seeds;
        format!(
            "{} from {}",
            counted(u64::from(seeds.count), "seed"),
            seeds.first
        )
    };
    let what = format!(
        "{}, {}, {} industries; {}, {luck}",
        counted(calibration.n_households() as u64, "household"),
        counted(calibration.n_firms() as u64, "firm"),
        calibration.n_industries(),
        counted(u64::from(configuration.quarters), "quarter"),
    );
    let rules = rules_in_words(finished.experiment);
    if what.chars().count() + 2 + rules.chars().count() <= width {
        format!("{what}; {rules}")
    } else {
        format!("{what};\n{rules}")
    }
}

/// Headline numbers: at the opening and the end of a short run, at as many milestones of a long one as
/// the line holds.
fn table(finished: &Finished<'_>, width: usize) -> String {
    let results = finished.results;
    let mut milestones = headline::milestones(results.n_quarters() - 1);
    let style = TextStyle {
        width,
        bold: styled(),
        wrap: false,
    };
    // The opening, the end and what the data can score stay longest.
    for spare in [4, 60, 20, 320, 280, 240, 200, 160, 120, 80] {
        if is_within(width, &headlines(results, &milestones, width)) {
            break;
        }
        let end = milestones.last().copied();
        milestones.retain(|quarter| *quarter != spare || Some(*quarter) == end);
    }
    let text = headlines(results, &milestones, width).text(&style);
    let unit = &finished.experiment.economy.calibration.money_unit;
    format!(
        "{text}Money in {unit} per quarter{}.\n",
        if results.len() > 1 {
            "; means over seeds"
        } else {
            ""
        }
    )
}

/// Whether a table needs no shortened words on lines of this width.
fn is_within(width: usize, table: &Table) -> bool {
    let free = TextStyle {
        width: usize::MAX >> 1,
        bold: false,
        wrap: false,
    };
    let text = table.text(&free);
    text.lines().all(|line| line.chars().count() <= width)
}

/// The headline numbers at these quarters, with the band at the end and the path.
fn headlines(results: &Results, milestones: &[usize], width: usize) -> Table {
    let last = results.n_quarters() - 1;
    let short = last <= validity::SCORED_QUARTERS as usize;
    let band = results.len() > 1;
    let paths = width >= ROOM_FOR_PATHS;
    let mut columns = vec![Column::words(""), Column::numbers("opening")];
    for quarter in &milestones[1..] {
        let word = if short { "quarter " } else { "q" };
        columns.push(Column::numbers(&format!("{word}{quarter}")));
    }
    if short {
        columns.push(Column::numbers("change"));
    }
    if band {
        columns.push(Column::numbers("from").group("90 % of seeds"));
        columns.push(Column::numbers("to").group("90 % of seeds"));
    }
    if paths {
        columns.push(Column::words("path"));
    }
    let mut table = Table::new(columns);
    for headline in headline::shown(results) {
        let means: Vec<f64> = (0..=last)
            .map(|quarter| mean(&headline.over_seeds(results, quarter)))
            .collect();
        let mut cells = vec![headline.name.to_owned()];
        cells.extend(milestones.iter().map(|&q| level(headline.kind, means[q])));
        if short {
            cells.push(change(headline.kind, means[0], means[last]));
        }
        if band {
            let end = headline.over_seeds(results, last);
            cells.push(level(headline.kind, quantile(&end, 0.05)));
            cells.push(level(headline.kind, quantile(&end, 0.95)));
        }
        if paths {
            cells.push(sparkline_within(&means, PATH));
        }
        table = table.row(cells.into_iter().map(Into::into));
    }
    table
}

/// What a long run can claim, and the trend it was told; nothing for a short one.
fn claim(finished: &Finished<'_>, width: usize) -> String {
    let mut text = String::new();
    let label = finished.manifest.validity.iter().cloned();
    for paragraph in label.chain(trend_in_words(finished.experiment)) {
        text.push_str(&wrapped(&paragraph, width));
    }
    capitalised(&text)
}

/// A paragraph in lines of at most this width.
fn wrapped(paragraph: &str, width: usize) -> String {
    let (mut text, mut line) = (String::new(), String::new());
    // A per cent sign stays with its number.
    let whole = paragraph.replace(" %", "\u{a0}%");
    for word in whole.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            text.push_str(&std::mem::take(&mut line));
            text.push('\n');
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    (text + &line + "\n").replace('\u{a0}', " ")
}

/// The worst residual of the accounting identities in plain words.
fn accounts(finished: &Finished<'_>) -> String {
    let identities = finished.results.identities();
    // A6 counts persons and A6g compares work with work; a run in which they fail has been stopped.
    let money = identities
        .iter()
        .zip(Identities::NAMES)
        .filter(|(_, name)| !name.starts_with("A6"));
    let worst = money.max_by(|a, b| a.0.total_cmp(b.0));
    let mut words = match worst {
        Some((gap, name)) if *gap > 0.0 => format!(
            "Every account balanced in every quarter, to {gap:.0e} of GDP at worst (identity {name})."
        ),
        _ => "Every account balanced exactly in every quarter.".to_owned(),
    };
    let opening = finished.results.opening_gap();
    if opening >= TOLD_GAP {
        let why = if finished.experiment.leaves_room() {
            "It leaves room for\nwhat firms buy from quarter 1 on to grow with the trend (closure.opening_room)."
        } else {
            "It is data, and --set,\n--replicate or --deterministic took it away from what it was calibrated for."
        };
        let _ = write!(
            words,
            "\nThe opening itself does not: GDP misses what is spent on it by {}. {why}",
            level(Kind::Share, opening)
        );
    }
    words
}

fn duration(finished: &Finished<'_>) -> String {
    let time = &finished.time;
    let before = finished.results.len() - time.n_runs;
    if time.n_runs == 0 {
        return "All runs were there already; nothing was simulated.".to_owned();
    }
    let kept = if before > 0 {
        format!(", {before} were there already")
    } else {
        String::new()
    };
    format!(
        "{} in {} on {}{kept}.",
        counted(time.n_runs as u64, "run"),
        seconds(time.total.as_secs_f64()),
        counted(finished.manifest.threads as u64, "thread"),
    )
}

fn timings(finished: &Finished<'_>) -> String {
    let time = &finished.time;
    let (agent_quarter, visit) = unit_costs(finished);
    let per_visit = if visit.is_finite() {
        format!(", {visit:.1} ns per visit to a seller")
    } else {
        String::new()
    };
    format!(
        "Time: load {}, open {}, quarters {}, observe {} (runs: all threads together);\n      {agent_quarter:.0} ns per agent and quarter{per_visit}.\n",
        seconds(time.load.as_secs_f64()),
        seconds(time.runs.open.as_secs_f64()),
        seconds(time.runs.quarters.as_secs_f64()),
        seconds(time.runs.observe.as_secs_f64()),
    )
}

/// What one may want to do next.
fn next(finished: &Finished<'_>, around: &Surroundings<'_>) -> String {
    let economy = &finished.experiment.configuration.economy;
    let mut tries = Vec::new();
    if around.report.is_none() {
        tries.push(("--report run.html", "the same with charts, as one page"));
    }
    if around.folder.is_none() {
        tries.push((
            "--out results",
            "keeps all series, industries, households and firms",
        ));
    }
    let list = "commonweal params".to_owned();
    let look = format!("commonweal economy {}", quoted(economy));
    let mut text = String::from("Next: ");
    let mut lines: Vec<(String, &str)> = tries
        .into_iter()
        .map(|(option, what)| (option.to_owned(), what))
        .collect();
    lines.push((list, "what --set can change, with ranges and sources"));
    lines.push((look, "what this economy contains"));
    let room = lines
        .iter()
        .map(|(what, _)| what.chars().count())
        .max()
        .unwrap_or(0);
    for (k, (what, why)) in lines.iter().enumerate() {
        let indent = if k == 0 { "" } else { "      " };
        let _ = writeln!(text, "{indent}{what:room$}  {why}");
    }
    text
}
