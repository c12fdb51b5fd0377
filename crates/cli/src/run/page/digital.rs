//! The digital economy of a run: how far it spread, what prosperity became, the problems, what each concept did,
//! and welfare beside the accounts.

use charts::{
    Bar, BarChart, Cell, Column, FigureBlock, Frame, Line, LineChart, NumberFormat, Order, Section,
    Shades, Table, TileMap, Time,
};
use laboratory::diary::{CURVES, Weighted, Writing};
use laboratory::mean;
use quantity::maths;
use theory::common_prosperity::{OUTCOMES, Outcome, Part};
use theory::levers;

use super::super::Finished;
use super::super::spread::{concept, curve, writings};
use super::satellites;
use crate::number::{Kind, NONE, change, currency, grouped, level};
use crate::report::map::tiles;

/// Bars drawn of one channel.
const BARS: usize = 14;
/// The channel that is mapped: productivity.
const MAPPED: u8 = 1;

/// All sections, as far as the run has what they tell of.
pub fn sections(finished: &Finished<'_>) -> Vec<Section> {
    let results = finished.results;
    let mut sections = Vec::new();
    if results.told().next().is_none() {
        return sections;
    }
    sections.extend(spread(finished));
    sections.extend(prosperity(finished));
    if finished.experiment.theory.is_some() {
        sections.extend(problems(finished));
        sections.extend(contributions(finished));
        sections.extend(satellites::section(finished));
    }
    sections
}

/// How far firms and people have gone online.
fn spread(finished: &Finished<'_>) -> Option<Section> {
    let quarters = curve(finished, 0).len();
    if quarters < 2 {
        return None;
    }
    let lines: Vec<Line> = CURVES
        .iter()
        .enumerate()
        .map(|(k, described)| Line::new(described.name, curve(finished, k)))
        .filter(|line| line.values.iter().any(|value| value.is_finite()))
        .collect();
    let mut table = Table::new([
        Column::words("Share"),
        Column::numbers("Opening"),
        Column::numbers(&format!("Quarter {}", quarters - 1)),
        Column::numbers("Change"),
    ]);
    for line in &lines {
        let described = CURVES.iter().find(|curve| curve.name == line.name)?;
        let (from, to) = (line.values[0], line.values[quarters - 1]);
        let cells: [Cell; 4] = [
            Cell::defined(described.name, described.definition),
            level(Kind::Share, from).into(),
            level(Kind::Share, to).into(),
            change(Kind::Share, from, to).into(),
        ];
        table = table.row(cells);
    }
    let chart = LineChart {
        frame: Frame::new("Adoption and online use").subtitle("per cent, mean over runs"),
        time: if quarters > 40 {
            Time::Elapsed
        } else {
            Time::Counted
        },
        format: NumberFormat::share(),
        lines,
        from_zero: true,
        ..LineChart::default()
    };
    let definitions: Vec<&str> = CURVES.iter().map(|curve| curve.definition).collect();
    Some(
        Section::new("The digital economy")
            .figure(FigureBlock::new(&chart).definition(&definitions.join(" ")))
            .table(table, "Means over runs."),
    )
}

/// Means over runs of an outcome, by quarter observed.
fn path(finished: &Finished<'_>, outcome: &Outcome) -> Vec<f64> {
    let told: Vec<_> = finished
        .results
        .told()
        .map(|(outcomes, _)| outcomes)
        .collect();
    let Some(first) = told.first() else {
        return Vec::new();
    };
    let at = |quarter: usize| {
        let values: Vec<f64> = told
            .iter()
            .map(|outcomes| outcomes.values[quarter][outcome.measure as usize])
            .collect();
        mean(&values)
    };
    (0..first.values.len()).map(at).collect()
}

fn kind_of(outcome: &Outcome) -> Kind {
    if outcome.unit.contains("money") {
        Kind::Money
    } else if outcome.unit.starts_with("share") {
        Kind::Share
    } else {
        Kind::Index
    }
}

/// An outcome for reading; money per head, a tiny part of what the economy counts in, in plain currency.
fn written(outcome: &Outcome, value: f64, money_unit: &str) -> String {
    let (plain, name) = currency(money_unit);
    match kind_of(outcome) {
        Kind::Money if value.is_finite() => format!("{} {name}", grouped(plain * value)),
        kind => level(kind, value),
    }
}

/// The unit of an outcome in words: money by its name, which is always per head and quarter.
fn unit(outcome: &Outcome, money_unit: &str) -> String {
    let (_, name) = currency(money_unit);
    match outcome.unit.strip_prefix("real money") {
        Some(per) => format!("{name}{per} and quarter, at prices of the opening"),
        None if kind_of(outcome) == Kind::Money => {
            format!("{} and quarter", outcome.unit.replace("money", name))
        }
        None => outcome.unit.to_owned(),
    }
}

fn changed(outcome: &Outcome, from: f64, to: f64) -> String {
    match kind_of(outcome) {
        Kind::Money if from == 0.0 => NONE.to_owned(),
        kind => change(kind, from, to),
    }
}

pub(super) fn vector(
    finished: &Finished<'_>,
    name: &str,
    keep: impl Fn(&Outcome) -> bool,
) -> Table {
    let last = finished.results.n_quarters() - 1;
    let money_unit = &finished.experiment.economy.calibration.money_unit;
    let mut table = Table::new([
        Column::words(name),
        Column::words("Part").quiet(),
        Column::numbers("Opening"),
        Column::numbers(&format!("Quarter {last}")),
        Column::numbers("Change").definition(
            "Money in per cent, shares in percentage points, all else in its own unit.",
        ),
        Column::words("Path"),
    ]);
    for outcome in OUTCOMES.iter().filter(|outcome| keep(outcome)) {
        let path = path(finished, outcome);
        let (Some(&from), Some(&to)) = (path.first(), path.last()) else {
            continue;
        };
        let unit = unit(outcome, money_unit);
        let told = format!("{} Unit: {unit}.", outcome.definition);
        let trend = if path.iter().all(|value| value.is_finite()) {
            Cell::trend(&path, outcome.definition)
        } else {
            "".into()
        };
        let cells: [Cell; 6] = [
            Cell::defined(outcome.title, &told),
            outcome.part.word().into(),
            written(outcome, from, money_unit).into(),
            written(outcome, to, money_unit).into(),
            changed(outcome, from, to).into(),
            trend,
        ];
        table = table.row(cells);
    }
    table
}

/// The outcome vector, without problems and satellites, which have sections of their own.
fn prosperity(finished: &Finished<'_>) -> Option<Section> {
    let (outcomes, _) = finished.results.told().next()?;
    outcomes.values.first()?;
    let table = vector(finished, "Outcome", |outcome| {
        !matches!(outcome.part, Part::Problems | Part::Satellite)
    });
    Some(
        Section::new("Common prosperity")
            .paragraph(
                "Prosperity is a vector and never one number: how much there is, how it is shared, gaps, public services, the \
                 spirit, and what the state can pay. A change since the opening is no effect of anything in particular: \
                 `commonweal compare` and `commonweal attribute` make differences.",
            )
            .table(table, "Means over runs, persons as weights, observed every fourth quarter. `–`: does not exist, such as the persistence of ranks before forty quarters."),
    )
}

/// Indicators of the four problems.
fn problems(finished: &Finished<'_>) -> Option<Section> {
    let (outcomes, _) = finished.results.told().next()?;
    outcomes.values.first()?;
    let indicators = [
        "data_herfindahl",
        "manipulation_transfer",
        "displaced_share",
        "labour_share",
        "digital_gap_theil",
        "digital_gap_theil_within",
        "digital_use_theil_between",
        "digital_use_theil_within",
    ];
    let table = vector(finished, "Indicator", |outcome| {
        indicators.contains(&outcome.id)
    });
    Some(
        Section::new("The four problems")
            .paragraph(
                "Data monopoly (G1) is seen by the concentration of data, algorithm manipulation (G2) by what personal prices \
                 take from buyers, employment substitution (G3) by the labour share and by tasks displaced, and the digital \
                 divide (G4) by the gaps in online use and in what is bought online, between town and countryside and \
                 within them. Lower is better for all but the labour share; of what has come to be bought online since the opening \
                 it may be those who were behind who have more.",
            )
            .table(table, "Means over runs."),
    )
}

/// What each concept wrote on which channel, and where: the direct effect.
fn contributions(finished: &Finished<'_>) -> Option<Section> {
    let writings = writings(finished);
    if writings.is_empty() {
        return None;
    }
    let map = &finished.experiment.economy.calibration.geography;
    let mut section = Section::new("What each concept did").paragraph(
        "The direct effect: the term that each concept wrote into the equations of firms and households in the last quarter, \
         before anybody answered to it. What follows in the whole economy needs paired runs: `commonweal attribute`.",
    );
    let mut bars: Vec<&Writing> = writings
        .iter()
        .filter(|w| w.channel == MAPPED && w.nation != 0.0)
        .collect();
    bars.sort_by(|a, b| b.nation.abs().total_cmp(&a.nation.abs()));
    if !bars.is_empty() {
        let figure = BarChart {
            frame: Frame::new("Who moved productivity")
                .subtitle("Log points times 100 against the opening, mean by value added."),
            format: NumberFormat::plain().signed(),
            bars: bars
                .iter()
                .take(BARS)
                .map(|w| Bar::new(&concept(w), 100.0 * w.nation))
                .collect(),
            order: Order::Magnitude,
        };
        section = section.figure(FigureBlock::new(&figure).definition(
            "Terms of the channel `productivity`, recorded as they were written, over the value added that weighted them.",
        ));
        if !map.is_single() {
            let of_area = |a: usize| {
                let terms = bars
                    .iter()
                    .map(|w| w.areas.get(a).copied().unwrap_or(f64::NAN));
                100.0 * maths::sum(terms)
            };
            let tiles = tiles(map, |a| of_area(a).into());
            let figure = TileMap {
                frame: Frame::new("Where productivity was moved")
                    .subtitle("All concepts together, log points times 100; upper half urban, lower half rural."),
                format: NumberFormat::plain().signed(),
                tiles,
                halves: ["urban".to_owned(), "rural".to_owned()],
                shades: Shades::Diverging,
            };
            section = section.figure(
                FigureBlock::new(&figure)
                    .definition("Sum over concepts of the mean term of the firms of an area."),
            );
        }
    }
    Some(section.table(
        table(finished, &writings),
        "Means over runs of the terms of the last quarter. Amounts of money, platforms’ terms and those of the theory’s own laws \
         are no means and are left out.",
    ))
}

fn table(finished: &Finished<'_>, writings: &[Writing]) -> Table {
    let map = &finished.experiment.economy.calibration.geography;
    let mut columns = vec![
        Column::words("Concept"),
        Column::words("Channel"),
        Column::numbers("Country")
            .definition("Mean term: log points or shares as the channel has them; 0 is neutral."),
        Column::words("Weighted by").quiet(),
    ];
    let many = map.len() > 2;
    if many {
        columns.push(Column::words("Most"));
        columns.push(Column::words("Least"));
    }
    let mut table = Table::new(columns);
    for writing in writings.iter().filter(|writing| writing.nation != 0.0) {
        let channel = levers::labels(&[writing.channel]);
        let weighted = Weighted::of(writing.channel).map_or("", Weighted::word);
        let mut cells: Vec<Cell> = vec![
            concept(writing).into(),
            channel.into(),
            term(writing.nation).into(),
            weighted.into(),
        ];
        if many {
            let mut order: Vec<usize> = (0..map.len())
                .filter(|&a| writing.areas[a].is_finite())
                .collect();
            order.sort_by(|&a, &b| writing.areas[b].total_cmp(&writing.areas[a]));
            let name = |a: Option<&usize>| -> Cell {
                a.map_or_else(String::new, |&a| {
                    format!("{} {}", map.title(a), term(writing.areas[a]))
                })
                .into()
            };
            cells.push(name(order.first()));
            cells.push(name(order.last()));
        }
        table = table.row(cells);
    }
    table
}

fn term(value: f64) -> String {
    crate::attribute::screen::effect(value)
}
