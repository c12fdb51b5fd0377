//! An index as a page with charts.

use charts::{
    Bar, BarChart, Column, FigureBlock, Frame, Line, LineChart, Order, Page, Section, Swing, Table,
    Time, Tornado,
};
use survey::panel::Indexed;

use super::{IndexArgs, command, screen};
use crate::PROGRAM;

/// Units that have a bar; more would be no picture.
const MOST_BARS: usize = 60;
/// Units that have a line over time.
const MOST_LINES: usize = 6;

/// The document.
pub fn html(asked: &IndexArgs, indexed: &Indexed) -> String {
    let mut page = Page::new("A composite index")
        .subtitle(&asked.file)
        .section(standing(indexed));
    if let Some(section) = ranks(indexed) {
        page = page.section(section);
    }
    if let Some(section) = over_time(indexed) {
        page = page.section(section);
    }
    let mut numbers = Section::new("The numbers");
    for table in screen::tables(indexed) {
        numbers = numbers.table(table, &asked.file);
    }
    let mut card = Table::new([Column::words("choice"), Column::words("here")]);
    for (name, choice) in &indexed.index.conventions {
        card = card.row([name.as_str().into(), choice.as_str().into()]);
    }
    let mut conventions = Section::new("Conventions").table(card, "");
    for note in &indexed.notes {
        conventions = conventions.warning("Not computed", note);
    }
    page.section(numbers)
        .section(conventions)
        .command(&command(asked))
        .manifest(
            "version",
            &format!("{} ({})", PROGRAM.version, PROGRAM.commit),
        )
        .manifest("rows read", &indexed.rows_read.to_string())
        .manifest("rows used", &indexed.index.rows.len().to_string())
        .html()
}

fn standing(indexed: &Indexed) -> Section {
    let index = &indexed.index;
    let mut rows = indexed.last_rows();
    rows.sort_by(|&a, &b| index.values[b].total_cmp(&index.values[a]).then(a.cmp(&b)));
    rows.truncate(MOST_BARS);
    let bars = rows
        .iter()
        .map(|&at| Bar::new(&index.units[at], index.values[at]));
    let title = match &indexed.last {
        Some(time) => format!("The index in {time}"),
        None => "The index".to_owned(),
    };
    let figure = BarChart {
        frame: Frame::new(&title),
        bars: bars.collect(),
        order: Order::Given,
        ..BarChart::default()
    };
    Section::new(&title).figure(FigureBlock::new(&figure).caption(&title))
}

/// Rank intervals under all combinations of choices.
fn ranks(indexed: &Indexed) -> Option<Section> {
    let robust = indexed.robustness.as_ref()?;
    let mut bands: Vec<_> = robust.units.iter().collect();
    bands.sort_by_key(|band| band.rank);
    bands.truncate(MOST_BARS);
    let middle = robust.units.len() as f64 / 2.0;
    let swings = bands
        .iter()
        .map(|band| Swing::new(&band.unit, band.low, band.high));
    let figure = Tornado {
        frame: Frame::new("Ranks under other choices")
            .subtitle("rank, 1 is best; bars hold the stated share of the runs"),
        base: middle,
        swings: swings.collect(),
        ..Tornado::default()
    };
    Some(
        Section::new("How sure the ranks are")
            .paragraph(&format!(
                "{} indices were built, one for each combination of the choices under [robustness].",
                robust.runs
            ))
            .figure(
                FigureBlock::new(&figure)
                    .caption("Rank intervals")
                    .definition("The line in the middle is the middle rank."),
            ),
    )
}

fn over_time(indexed: &Indexed) -> Option<Section> {
    let index = &indexed.index;
    let times = indexed.times();
    if times.len() < 2 {
        return None;
    }
    let mut rows = indexed.last_rows();
    rows.sort_by(|&a, &b| index.values[b].total_cmp(&index.values[a]).then(a.cmp(&b)));
    let half = MOST_LINES.div_euclid(2);
    let chosen: Vec<usize> = if rows.len() <= MOST_LINES {
        rows
    } else {
        let ends = rows.iter().take(half).chain(rows.iter().rev().take(half));
        ends.copied().collect()
    };
    let lines = chosen.iter().map(|&at| {
        let unit = &index.units[at];
        let values = times
            .iter()
            .map(|time| index.value(unit, Some(time)).unwrap_or(f64::NAN));
        Line::new(unit, values.collect())
    });
    let first = times[0].parse::<i32>().ok();
    let consecutive = first.is_some_and(|first| {
        (first..)
            .zip(&times)
            .all(|(year, time)| *time == year.to_string())
    });
    let figure = LineChart {
        frame: Frame::new("The first and the last over time"),
        time: match first {
            Some(year) if consecutive => Time::Years { year },
            _ => Time::Counted,
        },
        lines: lines.collect(),
        ..LineChart::default()
    };
    Some(
        Section::new("Over time").figure(
            FigureBlock::new(&figure)
                .caption("The index over time")
                .definition(
                    "The three units that stand highest at the last time and the three lowest.",
                ),
        ),
    )
}
