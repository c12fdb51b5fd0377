//! Results as one self-contained page with charts.

mod closures;
mod digital;
mod distribution;
mod provenance;
mod satellites;
mod scoreboard;
mod soundness;

use charts::{
    Band, Cell, Column, Fan, FanChart, FigureBlock, Frame, NumberFormat, Page, Section, Table, Time,
};
use economy::books::Identities;
use laboratory::{Results, mean, quantile, standard_deviation, validity};

use super::headline::{self, Headline};
use super::{Finished, rules_in_words, trend_in_words};
use crate::number::{Kind, change, counted, grouped, level};
use crate::report::capitalised;

/// Bands of the fan charts: what they hold, and the orders of their edges.
const BANDS: [(&str, f64, f64); 2] = [("90% of runs", 0.05, 0.95), ("50% of runs", 0.25, 0.75)];

/// The page.
pub fn html(finished: &Finished<'_>) -> String {
    let configuration = &finished.experiment.configuration;
    let calibration = &finished.experiment.economy.calibration;
    let scenario = &configuration.scenario;
    let manifest = finished.manifest;
    let seeds = match (configuration.deterministic, configuration.seeds.count) {
        (true, _) => "one run without luck".to_owned(),
        (false, n) => format!(
            "{} from seed {}",
            counted(n.into(), "run"),
            configuration.seeds.first
        ),
    };
    let mut page = Page::new(&format!("{}: {}", calibration.title, scenario.title))
        .subtitle(&format!(
            "{}, {seeds}; {}, {}",
            counted(configuration.quarters.into(), "quarter"),
            counted(calibration.n_households() as u64, "household"),
            counted(calibration.n_firms() as u64, "firm"),
        ))
        .lead(&scenario.description);
    if let Some(claim) = claim(finished) {
        page = page.section(claim);
    }
    page = page
        .section(brief(finished))
        .section(paths(finished))
        .section(distribution::section(finished));
    for section in digital::sections(finished) {
        page = page.section(section);
    }
    let more = [
        scoreboard::section(finished),
        distribution::places(finished),
        closures::section(finished),
        soundness::section(finished),
        provenance::section(finished),
    ];
    for section in more.into_iter().flatten() {
        page = page.section(section);
    }
    page = page
        .section(all_series(finished))
        .section(accounts(finished.results))
        .command(&manifest.command);
    let hash = manifest.economy["hash"].as_str().unwrap_or_default();
    for (key, value) in [
        (
            "Version",
            format!("{} ({})", manifest.version, manifest.commit),
        ),
        (
            "Economy",
            format!("{}, content {hash}", configuration.economy),
        ),
        ("Scenario", configuration.scenario_source.clone()),
        ("Rules and market", rules_in_words(finished.experiment)),
        ("Started", manifest.started.clone()),
        ("Threads", manifest.threads.to_string()),
    ] {
        page = page.manifest(key, &value);
    }
    page.html()
}

fn unit(finished: &Finished<'_>) -> String {
    format!(
        "{} per quarter",
        finished.experiment.economy.calibration.money_unit
    )
}

/// What a long run can claim, the trend it was told, and what the model leaves out; nothing for a short
/// run.
fn claim(finished: &Finished<'_>) -> Option<Section> {
    let label = finished.manifest.validity.as_deref()?;
    let absent = format!(
        "{}. {}",
        capitalised(&validity::ABSENT.join("; ")),
        validity::CAVEAT,
    );
    let mut section = Section::new("What this can claim").warning("Validity", &capitalised(label));
    if let Some(trend) = trend_in_words(finished.experiment) {
        section = section.note("Assumed growth", &trend);
    }
    Some(section.note("Deliberately absent", &absent))
}

/// The headline numbers: at the opening and the end, and at milestones of a long run.
fn brief(finished: &Finished<'_>) -> Section {
    let results = finished.results;
    let last = results.n_quarters() - 1;
    let milestones = headline::milestones(last);
    let (many, short) = (results.len() > 1, milestones.len() == 2);
    let mut columns = vec![Column::words("Outcome"), Column::numbers("Opening")];
    if short {
        columns.push(Column::numbers(&format!("Quarter {last}")));
        columns.push(Column::numbers("Change"));
    } else {
        columns.extend(quarters(&milestones[1..]));
    }
    if many && short {
        for edge in ["from", "to"] {
            let column = Column::numbers(edge).group("90% of runs at the end");
            columns.push(column.quiet());
        }
    }
    let mut table = Table::new(columns);
    for headline in headline::shown(results) {
        let end = headline.over_seeds(results, last);
        let at = |quarter: usize| mean(&headline.over_seeds(results, quarter));
        let mut cells = vec![Cell::defined(&full_name(headline), headline.definition)];
        cells.extend(
            milestones
                .iter()
                .map(|&q| level(headline.kind, at(q)).into()),
        );
        if short {
            cells.push(change(headline.kind, at(0), at(last)).into());
        }
        if many && short {
            cells.push(level(headline.kind, quantile(&end, 0.05)).into());
            cells.push(level(headline.kind, quantile(&end, 0.95)).into());
        }
        table = table.row(cells);
    }
    let note = format!("Money in {}. Means over runs.", unit(finished));
    let section = Section::new("In brief").table(table, &note);
    if many && !short {
        section.table(
            bands(results),
            "In nine tenths of the runs the outcome lies between these two numbers.",
        )
    } else {
        section
    }
}

/// One column per quarter under a common heading.
fn quarters(milestones: &[usize]) -> impl Iterator<Item = Column> {
    milestones
        .iter()
        .map(|quarter| Column::numbers(&quarter.to_string()).group("Quarter"))
}

/// Between which values nine tenths of the runs lie after three, five and ten years and at the end.
fn bands(results: &Results) -> Table {
    let last = results.n_quarters() - 1;
    let early = [12, 20, 40].into_iter().filter(|&quarter| quarter < last);
    let milestones: Vec<usize> = early.chain([last]).collect();
    let mut columns = vec![Column::words("90% of runs")];
    columns.extend(quarters(&milestones));
    let mut table = Table::new(columns);
    for headline in headline::shown(results) {
        let mut cells: Vec<Cell> = vec![full_name(headline).as_str().into()];
        for &quarter in &milestones {
            let values = headline.over_seeds(results, quarter);
            let [low, high] = [0.05, 0.95].map(|p| level(headline.kind, quantile(&values, p)));
            cells.push(if low == high {
                low.into()
            } else {
                format!("{} – {high}", low.trim_end_matches(" %")).into()
            });
        }
        table = table.row(cells);
    }
    table
}

/// The name of a headline that stands alone.
fn full_name(headline: &Headline) -> String {
    if headline.name.starts_with(' ') {
        let about = match headline.definition {
            d if d.contains("wealth") => " in wealth",
            d if d.contains("income") => " in income",
            _ => " of real GDP",
        };
        let words = headline.name.trim();
        let mut letters = words.chars();
        let first = letters.next().map(char::to_uppercase).into_iter().flatten();
        return first.chain(letters).collect::<String>() + about;
    }
    headline.name.to_owned()
}

/// One fan chart per headline number.
fn paths(finished: &Finished<'_>) -> Section {
    let results = finished.results;
    let words = if results.len() > 1 {
        "The line is the mean over runs; in the darker band lie half of the runs, in the lighter one nine tenths of them."
    } else {
        "One run: chance alone would draw these lines differently. Several seeds give a band."
    };
    let mut section = Section::new("Paths").paragraph(words);
    for headline in headline::shown(results) {
        let (format, subtitle) = match headline.kind {
            Kind::Money => (NumberFormat::plain(), unit(finished)),
            Kind::Share => (NumberFormat::share(), "per cent".to_owned()),
            Kind::Index => (NumberFormat::plain(), "index".to_owned()),
            Kind::Years => (NumberFormat::plain(), "years".to_owned()),
            Kind::Ratio => (NumberFormat::plain(), "ratio".to_owned()),
        };
        let over = |of: &dyn Fn(&[f64]) -> f64| -> Vec<f64> {
            (0..results.n_quarters())
                .map(|q| of(&headline.over_seeds(results, q)))
                .collect()
        };
        let bands = if results.len() > 1 { &BANDS[..] } else { &[] };
        let name = full_name(headline);
        let chart = FanChart {
            frame: Frame::new(&name).subtitle(&subtitle),
            time: if results.n_quarters() > 40 {
                Time::Elapsed
            } else {
                Time::Counted
            },
            format,
            fans: vec![Fan {
                name: name.clone(),
                middle: over(&mean),
                bands: bands
                    .iter()
                    .map(|&(label, low, high)| Band {
                        label: label.to_owned(),
                        low: over(&|values| quantile(values, low)),
                        high: over(&|values| quantile(values, high)),
                    })
                    .collect(),
            }],
            middle_label: "mean".to_owned(),
            ..FanChart::default()
        };
        section = section.figure(FigureBlock::new(&chart).definition(headline.definition));
    }
    section
}

/// Every published series at the opening and the end.
fn all_series(finished: &Finished<'_>) -> Section {
    let results = finished.results;
    let last = results.n_quarters() - 1;
    let many = results.len() > 1;
    let mut columns = vec![
        Column::words("Series"),
        Column::numbers("Opening"),
        Column::numbers(&format!("Quarter {last}")),
    ];
    if many {
        columns.push(Column::numbers("sd over runs").quiet());
    }
    columns.push(Column::words("Unit"));
    columns.push(Column::words("Definition"));
    let mut table = Table::new(columns);
    for k in 0..results.n_series() {
        let series = results.series(k);
        let end = results.over_seeds(k, last);
        let mut cells: Vec<Cell> = vec![
            series.name.into(),
            written(mean(&results.over_seeds(k, 0))).into(),
            written(mean(&end)).into(),
        ];
        if many {
            cells.push(written(standard_deviation(&end)).into());
        }
        cells.push(series.unit.into());
        cells.push(series.definition.as_str().into());
        table = table.row(cells);
    }
    Section::new("All series").table(
        table,
        &format!(
            "Money in {}; stocks at the end of the quarter. Means over runs.",
            unit(finished)
        ),
    )
}

fn written(value: f64) -> String {
    if value.is_finite() {
        grouped(value)
    } else {
        crate::number::NONE.to_owned()
    }
}

/// The accounting identities and by how much they were missed.
fn accounts(results: &Results) -> Section {
    let words = [
        "Nominal GDP: production less expenditure",
        "Real GDP: production less expenditure",
        "Value added: production less incomes",
        "Balance sheet of the bank",
        "Balance sheet of the central bank",
        "Payrolls less persons who name the firm as employer, in persons",
        "Sales beyond supply, and negative stocks",
        "Work by the task that firms bought less what people did, over what they did",
    ];
    let mut table = Table::new([
        Column::words("Identity"),
        Column::words("What must be zero"),
        Column::numbers("Largest gap").unit("share of GDP"),
    ]);
    for ((name, words), gap) in Identities::NAMES
        .iter()
        .zip(words)
        .zip(results.identities())
    {
        table = table.row([(*name).into(), words.into(), format!("{gap:.1e}").into()]);
    }
    Section::new("Accounts")
        .paragraph("Whatever leaves one account arrives in another. These are the largest gaps over all quarters after the opening and all runs; what is left is rounding.")
        .table(table, "")
}
