//! Shares as one self-contained page with charts.

use charts::{
    Bar, BarChart, Cell, Column, Contribution, FigureBlock, Frame, Order, Page, Section, Table,
    Waterfall,
};
use laboratory::attribute::{OutcomeShare, Plan};
use laboratory::rules::word;

use super::Finished;
use super::screen::{effect, level, number_of, size};
use super::units::{is_money, unit};
use crate::number::counted;
use crate::report::{difference_format, evidence, name_of, with_record};

/// Interactions drawn: the strongest.
const PAIRS: usize = 10;
/// Width of bands, in standard errors.
const ERRORS: f64 = 2.0;

/// The page.
pub fn html(finished: &Finished, plan: &Plan) -> String {
    let experiment = &plan.arms[0].experiment;
    let configuration = &experiment.configuration;
    let title = format!("What each concept did: {}", configuration.scenario.name);
    let concepts = u64::from(plan.players.everybody().count_ones());
    let players = plan.players.list.len() as u64;
    let mut page = Page::new(&title)
        .subtitle(&format!(
            "{}. {}: {} in {}, against none of them",
            experiment.economy.calibration.title,
            configuration.scenario.title,
            counted(concepts, "concept"),
            counted(players, "group"),
        ))
        .lead(
            "Every combination of groups was run with the same luck. A group’s Shapley value is what it adds, \
             averaged over all orders in which groups can arrive; the values of all groups add up to the whole effect.",
        )
        .section(brief(finished, plan));
    // The first circumstances in full; the others in a table, which is where they are compared.
    let first = &plan.arms[0];
    for share in of_arm(finished, first.trade, first.wage_elasticity) {
        page = page.section(outcome(share, plan));
    }
    page = page
        .section(circumstances(finished, plan))
        .section(pairing(finished, plan))
        .section(pitfalls(finished));
    if let Some(concepts) = &experiment.theory {
        let groups: Vec<(String, Vec<usize>)> = plan
            .players
            .list
            .iter()
            .map(|player| (labelled(&player.id, &player.title), player.members.clone()))
            .collect();
        page = page.section(evidence::section(concepts, &groups));
    }
    let rules = format!(
        "rules b2, market {}, {}",
        word(configuration.market),
        plan.arms
            .iter()
            .map(arm_in_words)
            .collect::<Vec<_>>()
            .join("; ")
    );
    with_record(page, &finished.manifest, experiment, &rules)
        .manifest("Runs", &plan.jobs().len().to_string())
        .manifest("Orders of arrival", &plan.orders.len().to_string())
        .html()
}

fn of_arm<'a>(
    finished: &'a Finished,
    trade: &'a str,
    elasticity: f64,
) -> impl Iterator<Item = &'a OutcomeShare> {
    finished.outcomes.iter().filter(move |share| {
        share.closure == trade && share.wage_elasticity.to_bits() == elasticity.to_bits()
    })
}

fn arm_in_words(arm: &laboratory::attribute::Arm) -> String {
    circumstance(arm.trade, arm.wage_elasticity)
}

fn circumstance(trade: &str, elasticity: f64) -> String {
    match trade {
        "" => format!("wage elasticity {elasticity}"),
        trade => format!("trade {trade}, wage elasticity {elasticity}"),
    }
}

fn labelled(group: &str, title: &str) -> String {
    if group == "others" {
        format!("others: {title}")
    } else {
        format!("{group} {title}")
    }
}

/// A label short enough for a figure.
fn short(group: &str, title: &str) -> String {
    if group == "others" {
        "all others".to_owned()
    } else {
        format!("{group} {title}")
    }
}

/// Unit and definition of what is attributed.
fn series_of<'a>(plan: &'a Plan, outcome: &str) -> (String, &'a str) {
    let catalogue = plan.gauge.catalogue();
    let definition = catalogue
        .position(outcome)
        .map_or("", |k| &catalogue.at(k).definition);
    (unit(plan, outcome), definition)
}

/// All outcomes in one table, and whatever speaks against reading a share as it stands.
fn brief(finished: &Finished, plan: &Plan) -> Section {
    let mut section = Section::new("In brief");
    let flips = finished
        .outcomes
        .iter()
        .flat_map(|share| share.groups.iter().map(move |group| (share, group)));
    let flips: Vec<String> = flips
        .filter(|(_, group)| group.sign_changes)
        .map(|(share, group)| {
            format!(
                "{} on {} ({})",
                group.group,
                share.outcome,
                circumstance(share.closure, share.wage_elasticity)
            )
        })
        .collect();
    if !flips.is_empty() {
        section = section.warning(
            "Opposite signs",
            &format!(
                "Alone and on top of all others, these groups work in opposite directions, so that their share is \
                 a mean of opposite effects: {}.",
                flips.join("; ")
            ),
        );
    }
    let mut table = Table::new([
        Column::words("Outcome"),
        Column::words("Circumstances").quiet(),
        Column::numbers("Quarter"),
        Column::numbers("Without"),
        Column::numbers("With"),
        Column::numbers("Effect"),
        Column::numbers("±").definition("Standard error of the effect, paired by seed."),
        Column::words("Largest shares"),
    ]);
    for share in &finished.outcomes {
        let mut groups: Vec<_> = share.groups.iter().filter(|g| g.shapley != 0.0).collect();
        groups.sort_by(|a, b| b.shapley.abs().total_cmp(&a.shapley.abs()));
        let largest: Vec<String> = groups
            .iter()
            .take(3)
            .map(|group| format!("{} {}", group.group, effect(group.shapley)))
            .collect();
        let (unit, definition) = series_of(plan, &share.outcome);
        let cells: [Cell; 8] = [
            Cell::defined(
                &name_of(&share.outcome),
                &format!("{definition} Unit: {unit}."),
            ),
            circumstance(share.closure, share.wage_elasticity).into(),
            share.quarter.to_string().into(),
            level(share.base.mean).into(),
            level(share.level.mean).into(),
            effect(share.total.difference).into(),
            size(share.total.se).into(),
            largest.join(", ").into(),
        ];
        table = table.row(cells);
    }
    section.table(
        table,
        "Means over seeds. Without: every concept that takes part is off.",
    )
}

/// One outcome in one quarter.
fn outcome(share: &OutcomeShare, plan: &Plan) -> Section {
    let (unit, definition) = series_of(plan, &share.outcome);
    let mut section = Section::new(&format!(
        "{}, quarter {}",
        name_of(&share.outcome),
        share.quarter
    ));
    let flips = share
        .groups
        .iter()
        .filter(|group| group.sign_changes)
        .count();
    for warning in &share.warnings[..flips] {
        section = section.warning("Opposite signs", warning);
    }
    let relative = 100.0 * share.total.difference / share.base.mean;
    let relative = if is_money(plan, &share.outcome) && relative.is_finite() {
        format!(" ({} %)", effect(relative))
    } else {
        String::new()
    };
    section = section.paragraph(&format!(
        "{definition} Without the concepts it is {}, with all of them {}: a difference of {}{relative}, with a standard \
         error of {} over {}. Effects of groups alone add up to {}; together they are {}.",
        level(share.base.mean),
        level(share.level.mean),
        effect(share.total.difference),
        size(share.total.se),
        counted(share.n as u64, "seed"),
        effect(share.sum_of_singles),
        effect(share.total.difference),
    ));
    if !share.total.difference.is_finite() {
        return share.warnings[flips..]
            .iter()
            .fold(section, |section, warning| section.warning("", warning));
    }
    if share.by_seed.len() > 1 {
        let each: Vec<String> = share.by_seed.iter().map(|d| effect(*d)).collect();
        section = section.paragraph(&format!(
            "Means can hide that histories lock in, so here is the whole effect of each seed, smallest first: {}.",
            each.join(", ")
        ));
    }
    section = section.figure(waterfall(share, &unit)).table(
        groups(share),
        "All groups on and off in every combination, the same seeds in each.",
    );
    if !share.concepts.is_empty() {
        section = section.figure(concepts(share, plan, &unit)).table(
            concept_table(share),
            "Owen values from orders of arrival in which groups and their members are permuted together, moved \
             equally so that the members of a group add up to its Shapley value.",
        );
    }
    section = match interactions(share, &unit) {
        Some(figure) => section.figure(figure),
        None => section.paragraph("No two groups act on each other."),
    };
    share.warnings[flips..]
        .iter()
        .fold(section, |section, warning| {
            section.warning("Read with care", warning)
        })
}

fn waterfall(share: &OutcomeShare, unit: &str) -> FigureBlock {
    let figure = Waterfall {
        frame: Frame::new("What each group adds")
            .subtitle("Shapley values, from nobody to everybody."),
        format: difference_format(unit),
        start: None,
        steps: share
            .groups
            .iter()
            .map(|group| Contribution::new(&short(&group.group, &group.title), group.shapley))
            .collect(),
        total_label: "All together".to_owned(),
        total: Some(share.total.difference),
    };
    FigureBlock::new(&figure).definition(&format!(
        "Shapley value: what a group adds to {} in quarter {}, averaged over all orders of arrival ({unit}).",
        share.outcome, share.quarter
    ))
}

fn groups(share: &OutcomeShare) -> Table {
    let mut table = Table::new([
        Column::words("Group"),
        Column::numbers("alone")
            .group("Effect")
            .definition("This group on, all others off, less all off."),
        Column::numbers("on top")
            .group("Effect")
            .definition("All on, less all but this group on."),
        Column::numbers("Shapley value")
            .definition("Mean of what it adds over all orders of arrival."),
        Column::numbers("±")
            .definition("Standard error of the Shapley value over seeds, paired.")
            .quiet(),
        Column::words(""),
    ]);
    for group in &share.groups {
        let mark = if group.sign_changes {
            "opposite signs"
        } else {
            ""
        };
        let cells: [Cell; 6] = [
            labelled(&group.group, &group.title).into(),
            effect(group.first).into(),
            effect(group.last).into(),
            effect(group.shapley).into(),
            size(group.se).into(),
            mark.into(),
        ];
        table = table.row(cells);
    }
    let cells: [Cell; 6] = [
        "All".into(),
        effect(share.sum_of_singles).into(),
        "".into(),
        effect(share.total.difference).into(),
        size(share.total.se).into(),
        "".into(),
    ];
    table.row(cells)
}

/// Concepts inside their groups, in the order of the theory; those that do nothing are left to the table.
fn concepts(share: &OutcomeShare, plan: &Plan, unit: &str) -> FigureBlock {
    let bars = share.concepts.iter().filter(|concept| concept.owen != 0.0);
    let figure = BarChart {
        frame: Frame::new("Inside the groups").subtitle("Owen values of concepts, group by group."),
        format: difference_format(unit),
        bars: bars
            .map(|concept| {
                let label = format!("{}: {} {}", concept.group, concept.id, concept.name);
                banded(Bar::new(&label, concept.owen), concept.se)
            })
            .collect(),
        order: Order::Given,
    };
    FigureBlock::new(&figure).definition(&format!(
        "Owen value: what a concept adds when it arrives together with its group, from {}. Bands: {ERRORS} standard errors \
         either way. A hollow bar can have either sign.",
        counted(plan.orders.len() as u64, "order")
    ))
}

fn concept_table(share: &OutcomeShare) -> Table {
    let mut table = Table::new([
        Column::words("Concept"),
        Column::words("Group"),
        Column::numbers("Owen value"),
        Column::numbers("±")
            .definition("Standard error over pairs of orders.")
            .quiet(),
    ]);
    for concept in &share.concepts {
        let cells: [Cell; 4] = [
            format!("{} {}", concept.id, concept.name).into(),
            concept.group.clone().into(),
            effect(concept.owen).into(),
            size(concept.se).into(),
        ];
        table = table.row(cells);
    }
    table
}

/// A bar with its band, if there is one.
fn banded(bar: Bar, se: f64) -> Bar {
    if !se.is_finite() {
        return bar;
    }
    let value = bar.value;
    bar.chance(value - ERRORS * se, value + ERRORS * se)
}

fn interactions(share: &OutcomeShare, unit: &str) -> Option<FigureBlock> {
    let mut pairs: Vec<_> = share
        .interactions
        .iter()
        .filter(|pair| pair.value != 0.0 && pair.value.is_finite())
        .collect();
    if pairs.is_empty() {
        return None;
    }
    pairs.sort_by(|a, b| b.value.abs().total_cmp(&a.value.abs()));
    let shown = pairs.len().min(PAIRS);
    let figure = BarChart {
        frame: Frame::new("Which groups act on each other").subtitle(&format!(
            "The {shown} strongest of {} pairs.",
            share.interactions.len()
        )),
        format: difference_format(unit),
        bars: pairs[..shown]
            .iter()
            .map(|pair| {
                let label = format!("{} with {}", pair.a, pair.b);
                banded(Bar::new(&label, pair.value), pair.se)
            })
            .collect(),
        order: Order::Magnitude,
    };
    Some(FigureBlock::new(&figure).definition(&format!(
        "Shapley interaction index: above zero two groups do more together than apart, below zero less. Bands: {ERRORS} \
         standard errors either way."
    )))
}

/// The same shares under every closure and wage elasticity that was run.
fn circumstances(finished: &Finished, plan: &Plan) -> Section {
    let section = Section::new("Under other circumstances");
    if plan.arms.len() < 2 {
        return section.warning(
            "One closure only",
            &format!(
                "All of this holds under one closure ({}). What holds the foreign position and how wages answer to \
                 unemployment may matter more than any concept: --trade open,norm --wage-elasticity 0.10,0.05 runs all four.",
                arm_in_words(&plan.arms[0])
            ),
        );
    }
    let mut section = section.paragraph(
        "What holds the foreign position, and how wages answer to unemployment, are choices and not facts. Where a \
         share changes its sign from one column to the next, it says more about the closure than about the concept.",
    );
    let first = &plan.arms[0];
    for share in of_arm(finished, first.trade, first.wage_elasticity) {
        let alike: Vec<&OutcomeShare> = finished
            .outcomes
            .iter()
            .filter(|other| other.outcome == share.outcome && other.quarter == share.quarter)
            .collect();
        let columns = alike.iter().map(|other| {
            Column::numbers(&circumstance(other.closure, other.wage_elasticity))
                .group("Shapley value")
        });
        let name = format!("{}, quarter {}", name_of(&share.outcome), share.quarter);
        let mut table = Table::new([Column::words(&name)].into_iter().chain(columns));
        for (k, group) in share.groups.iter().enumerate() {
            let cells = alike.iter().map(|other| {
                let group = &other.groups[k];
                Cell::from(format!("{} ± {}", effect(group.shapley), size(group.se)))
            });
            table = table.row(
                [labelled(&group.group, &group.title).into()]
                    .into_iter()
                    .chain(cells),
            );
        }
        let cells = alike.iter().map(|other| {
            Cell::from(format!(
                "{} ± {}",
                effect(other.total.difference),
                size(other.total.se)
            ))
        });
        table = table.row(["All".into()].into_iter().chain(cells));
        section = section.table(table, "The same seeds under each.");
    }
    section
}

/// How well common luck works, by horizon.
fn pairing(finished: &Finished, plan: &Plan) -> Section {
    let marks = plan.gauge.marks();
    let first = &plan.arms[0];
    let mut columns = vec![Column::words("Outcome")];
    columns.extend(
        marks
            .iter()
            .map(|q| Column::numbers(&q.to_string()).group("Quarter")),
    );
    let mut table = Table::new(columns);
    let last = finished.outcomes.iter().map(|share| share.quarter).max();
    for share in of_arm(finished, first.trade, first.wage_elasticity) {
        if Some(share.quarter) != last {
            continue;
        }
        let cells = share
            .horizons
            .iter()
            .map(|at| Cell::from(number_of(at.correlation)));
        table = table.row(
            [Cell::from(name_of(&share.outcome))]
                .into_iter()
                .chain(cells),
        );
    }
    Section::new("Does common luck still help?")
        .paragraph(
            "Correlation over seeds between everything on and everything off. Where it is high, what is common drops \
             out of the difference; below 0.2 pairing has stopped helping, and only more seeds do. It needs three seeds.",
        )
        .table(table, "Levels of the two arms in the same quarter.")
}

fn pitfalls(finished: &Finished) -> Section {
    finished
        .pitfalls
        .iter()
        .enumerate()
        .fold(Section::new("Read with care"), |section, (k, pitfall)| {
            section.paragraph(&format!("{}. {pitfall}", k + 1))
        })
}
