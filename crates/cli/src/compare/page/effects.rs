//! What differs: bars by part of the outcome vector, the four problems, and every outcome in a table.

use charts::{
    Bar, BarChart, Cell, Column, FigureBlock, Frame, NumberFormat, Order, Section, Swing, Table,
    Tornado,
};
use laboratory::compare::{Difference, Mean};
use theory::common_prosperity::Part;

use super::View;
use crate::attribute::screen::effect;
use crate::compare::screen::{self, base_level, is_the_same, verdict};
use crate::number::NONE;

/// Parts of the outcome vector in words.
const PARTS: [(Part, &str, &str); 8] = [
    (Part::Level, "How much there is", ""),
    (Part::Share, "How it is shared", ""),
    (Part::Gaps, "Gaps", ""),
    (Part::Services, "Public services", ""),
    (Part::Spirit, "The spirit", ""),
    (Part::Problems, "Problems", ""),
    (
        Part::Finance,
        "Public finance",
        "Of yearly or quarterly GDP.",
    ),
    (
        Part::Satellite,
        "Beside the accounts",
        "Welfare beside GDP and never in it, in per cent of mean consumption.",
    ),
];

/// The indicators of the four problems.
const PROBLEMS: [(&str, &str, &str); 5] = [
    ("G1", "Data monopoly", "data_herfindahl"),
    ("G2", "Algorithm manipulation", "manipulation_transfer"),
    ("G3", "Employment substitution", "displaced_share"),
    ("G3", "Employment substitution", "labour_share"),
    ("G4", "Digital divide", "digital_gap_theil"),
];

/// Outcomes of growth and of equity for which the page says what matters.
const HEADLINES: [&str; 6] = [
    "real_consumption_median",
    "real_gdp_per_head",
    "employment_rate",
    "gini_disposable_income",
    "theil_between_areas",
    "labour_share",
];

/// How an outcome is drawn: its difference in hundredths of what, and what that is called.
fn scale(view: View<'_>, row: &Difference) -> (f64, &'static str) {
    let mean = view.row("real_consumption_mean");
    let mean = mean.map_or(f64::NAN, |mean| mean.paired.base.mean);
    let unit = 1.0 / laboratory::compare::scale(row.outcome, row.paired.base.mean, mean);
    let called = match row.outcome.part {
        Part::Finance => "points",
        Part::Satellite => "of consumption",
        _ if row.outcome.unit.starts_with("share") => "points",
        _ => "",
    };
    (unit, called)
}

/// Bars of every part, each with its interval; what chance can explain is an interval alone.
pub fn section(view: View<'_>, heading: &str) -> Section {
    let mut section = Section::new(heading);
    let distinct = view.rows().filter(|row| row.paired.distinct).count();
    let all = view
        .rows()
        .filter(|row| row.paired.difference.is_finite())
        .count();
    let same = view
        .rows()
        .filter(|row| row.paired.difference.is_finite() && is_the_same(row))
        .count();
    section = section.paragraph(&if view.pairs() < 2 {
        format!("{all} outcomes, of which {same} are the same to the last bit; the others differ by what one pair shows, which has no interval.")
    } else {
        format!(
            "Of {all} outcomes {distinct} differ by more than chance explains at 95 %, {same} are the same to the last bit, and \
             about the other {} nothing can be said. One in twenty true zeros would be taken for a difference.",
            all - distinct - same
        )
    });
    for (part, title, note) in PARTS {
        let bars: Vec<Bar> = view
            .rows()
            .filter(|row| row.outcome.part == part && row.paired.difference.is_finite())
            .filter_map(|row| bar(view, row))
            .collect();
        if bars.is_empty() {
            continue;
        }
        let words = if note.is_empty() {
            "Difference in per cent of the level in the base; (pp): in percentage points."
        } else {
            note
        };
        let figure = BarChart {
            frame: Frame::new(title).subtitle(words),
            format: NumberFormat::share().signed(),
            bars,
            order: Order::Given,
        };
        let definitions: Vec<String> = view
            .rows()
            .filter(|row| row.outcome.part == part && row.paired.difference.is_finite())
            .map(|row| format!("{}: {}", row.outcome.title, row.outcome.definition))
            .collect();
        section = section.figure(
            FigureBlock::new(&figure)
                .definition(&definitions.join(" "))
                .source("Paired by seed; intervals of Student’s t at 95 %, of luck alone."),
        );
    }
    section
}

fn bar(view: View<'_>, row: &Difference) -> Option<Bar> {
    let (unit, called) = scale(view, row);
    if !unit.is_finite() {
        return None;
    }
    let mark = if called == "points" { " (pp)" } else { "" };
    let label = format!("{}{mark}", row.outcome.title);
    let paired = &row.paired;
    let [low, high] = paired.interval.map(|edge| edge * unit);
    let bar = if is_the_same(row) || !low.is_finite() {
        Bar::new(&label, paired.difference * unit)
    } else if paired.distinct {
        Bar::new(&label, paired.difference * unit).chance(low.min(high), low.max(high))
    } else {
        Bar::open(&label, low.min(high), low.max(high))
    };
    let band = view.finished.doubt(row).map(|doubt| doubt.ignorance);
    let band = band.map(|band| [band.low * unit, band.high * unit]);
    Some(match band {
        Some([low, high]) if low.is_finite() && high.is_finite() => {
            bar.ignorance(low.min(high), low.max(high))
        }
        _ => bar,
    })
}

/// What matters for the headline outcomes among parameters that nobody has measured; nothing if nobody asked.
pub fn tornados(view: View<'_>, heading: &str) -> Option<Section> {
    let mut section = Section::new(heading).paragraph(
        "The parameters that move each difference most, each from the low to the high end of its plausible range, by the mean \
         slope found in one draw: an order of importance, not a measurement.",
    );
    let mut any = false;
    for id in HEADLINES {
        let Some(row) = view.row(id) else { continue };
        let Some(doubt) = view.finished.doubt(row) else {
            continue;
        };
        let (unit, called) = scale(view, row);
        let swings: Vec<Swing> = doubt
            .tornado
            .iter()
            .filter(|swing| swing.ends.iter().all(|end| (end * unit).is_finite()))
            .map(|swing| {
                let [low, high] = swing.ends.map(|end| end * unit);
                let [from, to] = swing.plausible;
                let name = format!("{} ({})", swing.path, swing.status);
                Swing::new(&name, low, high).range(&from.to_string(), &to.to_string())
            })
            .collect();
        if swings.is_empty() {
            continue;
        }
        any = true;
        let words = if called == "points" {
            "Difference, in percentage points."
        } else {
            "Difference, in per cent of the level in the base."
        };
        let figure = Tornado {
            frame: Frame::new(row.outcome.title).subtitle(words),
            format: NumberFormat::share().signed(),
            base: doubt.difference * unit,
            swings,
        };
        let assumed = if doubt.assumed_share.is_finite() {
            format!(
                " {:.0} % of what is unknown comes from numbers that were assumed, not found in a source.",
                100.0 * doubt.assumed_share
            )
        } else {
            String::new()
        };
        section = section.figure(
            FigureBlock::new(&figure).definition(&format!("{}{assumed}", row.outcome.definition)),
        );
    }
    any.then_some(section)
}

/// Indicators of the four problems: better or worse?
pub fn problems(view: View<'_>, heading: &str) -> Section {
    let mut table = Table::new(
        [Column::words("Problem"), Column::words("Indicator")]
            .into_iter()
            .chain(columns()),
    );
    for (id, problem, indicator) in PROBLEMS {
        let Some(row) = view.row(indicator) else {
            continue;
        };
        let name: [Cell; 2] = [
            format!("{id} {problem}").into(),
            Cell::defined(row.outcome.title, row.outcome.definition),
        ];
        table = table.row(name.into_iter().chain(cells(view, row)));
    }
    Section::new(heading).table(
        table,
        "Indicators of the problems of the theory; one without data, or without a theory at work, has no number.",
    )
}

fn columns() -> [Column; 6] {
    [
        Column::numbers("Base"),
        Column::numbers("Alternative"),
        Column::numbers("Difference").definition(
            "Mean of paired differences: money in per cent of the base, shares in percentage points, all else in its own unit. \
             Not written where chance explains it.",
        ),
        Column::numbers("from").group("95 % interval").quiet(),
        Column::numbers("to").group("95 % interval").quiet(),
        Column::words("Verdict").definition(
            "Better and worse by what prosperity asks of the outcome, up and down where that is for the reader to judge, \
             ≈ where chance can explain it.",
        ),
    ]
}

fn cells(view: View<'_>, row: &Difference) -> [Cell; 6] {
    let paired = &row.paired;
    let money_unit = &view
        .finished
        .comparison
        .base()
        .economy
        .calibration
        .money_unit;
    let shown = paired.distinct || paired.n == 1 || is_the_same(row);
    [
        level_of(row, paired.base, money_unit).into(),
        level_of(row, paired.level, money_unit).into(),
        if shown {
            amount(row, paired.difference, true).into()
        } else {
            "none seen".into()
        },
        amount(row, paired.interval[0], true).into(),
        amount(row, paired.interval[1], true).into(),
        if paired.difference.is_finite() {
            verdict(row).into()
        } else {
            NONE.into()
        },
    ]
}

/// A difference in the unit in which it is read: of money where the base has none, as it is.
fn amount(row: &Difference, value: f64, signed: bool) -> String {
    if row.outcome.unit.contains("money") && row.paired.base.mean == 0.0 {
        effect(value)
    } else {
        screen::amount(row, value, signed)
    }
}

fn level_of(row: &Difference, level: Mean, money_unit: &str) -> String {
    if !level.mean.is_finite() {
        return NONE.to_owned();
    }
    let mut row = row.clone();
    row.paired.base = level;
    base_level(&row, money_unit)
}

/// Every outcome, and the same in other quarters and under other closures.
pub fn everything(view: View<'_>, heading: &str) -> Section {
    let mut table = Table::new(
        [
            Column::words("Outcome"),
            Column::words("Name in JSON").quiet(),
        ]
        .into_iter()
        .chain(columns()),
    );
    for row in view.rows() {
        let unit = format!("{} Unit: {}.", row.outcome.definition, row.outcome.unit);
        let name: [Cell; 2] = [
            Cell::defined(row.outcome.title, &unit),
            row.outcome.id.into(),
        ];
        table = table.row(name.into_iter().chain(cells(view, row)));
    }
    let section = Section::new(heading).table(
        table,
        "Means over pairs; money per person and quarter in the plain currency, at opening prices where real. `–` is a number that does not exist, such as the persistence of ranks before forty quarters.",
    );
    elsewhere(view, section)
}

/// Differences in every quarter and under every closure that was asked for, if there is more than one.
fn elsewhere(view: View<'_>, section: Section) -> Section {
    let comparison = view.finished.comparison;
    let closures = 0..comparison.closures.len();
    let places: Vec<(usize, u32)> = closures
        .flat_map(|closure| comparison.at.iter().map(move |&quarter| (closure, quarter)))
        .collect();
    if places.len() < 2 {
        return section;
    }
    let columns = places.iter().map(|(closure, quarter)| {
        let told = comparison.told_apart(*closure);
        let closure = if told.is_empty() {
            "Difference".to_owned()
        } else {
            told
        };
        Column::numbers(&format!("quarter {quarter}")).group(&closure)
    });
    let mut table = Table::new([Column::words("Outcome")].into_iter().chain(columns));
    for row in view.rows() {
        let cells = places.iter().map(|&(closure, quarter)| {
            let there = View {
                closure,
                quarter,
                ..view
            };
            Cell::from(there.row(row.outcome.id).map_or_else(
                || NONE.to_owned(),
                |row| {
                    let paired = &row.paired;
                    let shown = paired.distinct
                        || paired.n == 1
                        || is_the_same(row)
                        || !paired.difference.is_finite();
                    if shown {
                        amount(row, paired.difference, true)
                    } else {
                        "≈".to_owned()
                    }
                },
            ))
        });
        table = table.row([Cell::from(row.outcome.title)].into_iter().chain(cells));
    }
    section.table(
        table,
        "`≈`: chance can explain it. Where a sign changes between closures, the closure decides and not the policy.",
    )
}
