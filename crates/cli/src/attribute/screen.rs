//! Shares for reading.

use std::fmt::Write as _;
use std::path::Path;

use charts::{Column, Table, TextStyle};
use laboratory::attribute::{ConceptShare, GroupShare, OutcomeShare, Plan};
use laboratory::rules::word;

use super::Finished;
use super::units::unit;
use crate::number::{NONE, Sign, counted, decimal, grouped};
use crate::output::{self, bold, styled};

/// Interactions shown: the strongest.
const PAIRS: usize = 3;

/// The report.
pub fn text(
    finished: &Finished,
    plan: &Plan,
    folder: Option<&Path>,
    report: Option<&Path>,
) -> String {
    let width = output::width();
    let style = TextStyle {
        width,
        bold: styled(),
        wrap: true,
    };
    let mut text = heading(plan, width);
    for share in &finished.outcomes {
        text.push_str(&outcome(share, plan, &style));
    }
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\n{}", bold("Read with care"));
    for pitfall in finished.pitfalls {
        text.push_str(&wrapped(&format!("· {pitfall}"), width));
    }
    if let Some(folder) = folder {
        let _ = writeln!(
            text,
            "\nKept in {}: attribution.json (what was asked), runs.log (every run), shares.json (these results).",
            folder.display()
        );
    }
    if let Some(report) = report {
        let _ = writeln!(text, "\nThe page with charts: {}", report.display());
    }
    text
}

fn heading(plan: &Plan, width: usize) -> String {
    let experiment = &plan.arms[0].experiment;
    let scenario = &experiment.configuration.scenario;
    let title = if scenario.title.is_empty() {
        &scenario.name
    } else {
        &scenario.title
    };
    let heading = bold(&format!(
        "{} — {title}",
        experiment.economy.calibration.title
    ));
    let what = format!(
        "What {} do, in {}, against none of them: means over {} from {}, market {}; {} in all.",
        counted(u64::from(plan.players.everybody().count_ones()), "concept"),
        counted(plan.players.list.len() as u64, "group"),
        counted(plan.seeds.len() as u64, "seed"),
        plan.seeds[0],
        word(experiment.configuration.market),
        counted(plan.jobs().len() as u64, "run"),
    );
    format!("{heading}\n{}", wrapped(&what, width))
}

fn outcome(share: &OutcomeShare, plan: &Plan, style: &TextStyle) -> String {
    let mut text = String::new();
    let closure = if share.closure.is_empty() {
        String::new()
    } else {
        format!(", trade {}", share.closure)
    };
    let _ = writeln!(
        text,
        "\n{}",
        bold(&format!(
            "{} ({}), quarter {}{closure}, wage elasticity {}",
            share.outcome,
            unit(plan, &share.outcome),
            share.quarter,
            share.wage_elasticity
        ))
    );
    let _ = writeln!(
        text,
        "{} without, {} with: {} ± {}; correlation of the two over seeds {}",
        level(share.base.mean),
        level(share.level.mean),
        effect(share.total.difference),
        size(share.total.se),
        number_of(share.correlation),
    );
    // Opposite signs come before any share.
    let flips = share
        .groups
        .iter()
        .filter(|group| group.sign_changes)
        .count();
    for warning in &share.warnings[..flips] {
        text.push_str(&wrapped(&format!("! {warning}"), style.width));
    }
    text.push_str(&groups(share).text(style));
    let _ = writeln!(
        text,
        "Effects alone add up to {}; together they are {}.",
        effect(share.sum_of_singles),
        effect(share.total.difference)
    );
    text.push_str(&wrapped(&pairs(share), style.width));
    if !share.concepts.is_empty() {
        text.push_str(&concepts(&share.concepts, &share.groups).text(style));
        let _ = writeln!(
            text,
            "Owen values from {}, moved so that each group adds up to its Shapley value.",
            counted(plan.orders.len() as u64, "order"),
        );
    }
    for warning in &share.warnings[flips..] {
        text.push_str(&wrapped(&format!("! {warning}"), style.width));
    }
    text
}

fn groups(share: &OutcomeShare) -> Table {
    let mut table = Table::new(vec![
        Column::words("group"),
        Column::words(""),
        Column::numbers("alone"),
        Column::numbers("on top"),
        Column::numbers("Shapley"),
        Column::numbers("±"),
    ]);
    for group in &share.groups {
        let GroupShare {
            group: id, title, ..
        } = group;
        let cells = [
            id.clone(),
            title.clone(),
            effect(group.first),
            effect(group.last),
            effect(group.shapley),
            size(group.se),
        ];
        table = table.row(cells.into_iter().map(Into::into));
    }
    let sum: f64 = share.groups.iter().map(|group| group.shapley).sum();
    let last = ["", "all", "", "", &effect(sum), &size(share.total.se)].map(str::to_owned);
    table.row(last.into_iter().map(Into::into))
}

fn concepts(concepts: &[ConceptShare], groups: &[GroupShare]) -> Table {
    let mut table = Table::new(vec![
        Column::words("group"),
        Column::words("concept"),
        Column::words(""),
        Column::numbers("Owen"),
        Column::numbers("±"),
    ]);
    for group in groups {
        let members = concepts
            .iter()
            .filter(|concept| concept.group == group.group);
        for (k, concept) in members.enumerate() {
            let cells = [
                if k == 0 {
                    group.group.clone()
                } else {
                    String::new()
                },
                concept.id.to_owned(),
                concept.name.to_owned(),
                effect(concept.owen),
                size(concept.se),
            ];
            table = table.row(cells.into_iter().map(Into::into));
        }
    }
    table
}

/// The strongest interactions, in one sentence.
fn pairs(share: &OutcomeShare) -> String {
    let mut pairs: Vec<_> = share.interactions.iter().collect();
    pairs.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
    pairs.retain(|pair| pair.value != 0.0 && pair.value.is_finite());
    if pairs.is_empty() {
        return "No two groups act on each other.".to_owned();
    }
    let words: Vec<String> = pairs
        .iter()
        .take(PAIRS)
        .map(|pair| {
            format!(
                "{} with {} {} ± {}",
                pair.a,
                pair.b,
                effect(pair.value),
                size(pair.se)
            )
        })
        .collect();
    format!("Strongest interactions: {}.", words.join("; "))
}

/// An effect with its sign, three significant digits.
pub fn effect(value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let sign = match value {
        v if v > 0.0 => "+",
        v if v < 0.0 => "−",
        _ => "",
    };
    format!("{sign}{}", size(value.abs()))
}

/// A size, three significant digits.
pub fn size(value: f64) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    if !(1e-5..1.0).contains(&value) {
        return grouped(value);
    }
    let digits = (2.0 - value.log10().floor()) as usize;
    format!("{value:.digits$}")
}

/// A level, three significant digits.
pub fn level(value: f64) -> String {
    let minus = if value < 0.0 { "−" } else { "" };
    format!("{minus}{}", size(value.abs()))
}

/// A correlation.
pub fn number_of(correlation: f64) -> String {
    decimal(correlation, 2, Sign::Negative)
}

/// A paragraph on lines of at most `width` characters.
pub fn wrapped(paragraph: &str, width: usize) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for word in paragraph.split(' ') {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            text.push_str(&std::mem::take(&mut line));
            text.push('\n');
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    text + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_have_three_digits_and_a_sign() {
        assert_eq!(effect(0.012_345), "+0.0123");
        assert_eq!(effect(-0.000_987_6), "−0.000988");
        assert_eq!(effect(-1_234.5), "−1 234");
        assert_eq!(effect(0.0), "0");
        assert_eq!(effect(f64::NAN), "–");
        assert_eq!(size(2.345), "2.35");
    }

    #[test]
    fn paragraphs_keep_to_the_width() {
        let text = wrapped("one two three four", 9);
        assert_eq!(text, "one two\nthree\nfour\n");
    }
}
