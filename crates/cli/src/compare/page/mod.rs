//! A comparison as one self-contained page with charts.

mod cost;
mod effects;
mod people;
mod scoreboard;

use charts::{Page, Section};
use laboratory::compare::{Difference, financing_word, strategies};
use laboratory::rules::word;
use theory::Concepts;

use super::{Finished, index, words};
use crate::number::counted;
use crate::report::{evidence, with_record};

/// What a page looks at: one alternative, the first closure, the last quarter.
#[derive(Clone, Copy)]
struct View<'a> {
    finished: &'a Finished<'a>,
    arm: usize,
    closure: usize,
    quarter: u32,
}

impl<'a> View<'a> {
    fn rows(self) -> impl Iterator<Item = &'a Difference> {
        self.finished.differences.iter().filter(move |row| {
            row.arm == self.arm && row.closure == self.closure && row.quarter == self.quarter
        })
    }

    fn row(self, id: &str) -> Option<&'a Difference> {
        self.rows().find(|row| row.outcome.id == id)
    }

    /// Number of pairs.
    fn pairs(self) -> usize {
        self.rows().map(|row| row.paired.n).max().unwrap_or(0)
    }
}

/// The page.
pub fn html(finished: &Finished<'_>) -> String {
    let comparison = finished.comparison;
    let base = comparison.base();
    let n = u64::from(base.configuration.seeds.count);
    let quarter = comparison.at.last().copied().unwrap_or_default();
    let others: Vec<&str> = comparison.names().skip(1).collect();
    let mut page = Page::new(&format!("{} against {}", others.join(", "), finished.name(0)))
        .subtitle(&format!(
            "{}: {} of runs with the same luck, read in quarter {quarter}",
            base.economy.calibration.title,
            counted(n, "pair"),
        ))
        .lead(
            "Each pair of runs shares its luck, so whatever differs follows from what the scenario changes. A difference \
             whose 95 % interval holds zero is not called one: its bar is left out and only the interval is drawn.",
        )
        .section(question(finished));
    for arm in 1..comparison.closures[0].arms.len() {
        let view = View {
            finished,
            arm,
            closure: 0,
            quarter,
        };
        let name = finished.name(arm);
        page = page.section(effects::section(view, &format!("What {name} changes")));
        if let Some(matters) = effects::tornados(view, &format!("What is not known: {name}")) {
            page = page.section(matters);
        }
        page = page.section(people::section(
            view,
            &format!("Who gains and who loses: {name}"),
        ));
        if let Some(places) = people::places(view, &format!("Where: {name}")) {
            page = page.section(places);
        }
        page = page.section(effects::problems(
            view,
            &format!("The four problems: {name}"),
        ));
        page = page.section(effects::everything(view, &format!("All outcomes: {name}")));
    }
    if let Some(scoreboard) = scoreboard::section(finished) {
        page = page.section(scoreboard);
    }
    if let Some(index) = index::section(finished) {
        page = page.section(index);
    }
    page = page.section(cost::section(finished));
    page = page.section(provenance(finished));
    let mut closures: Vec<&str> = comparison
        .closures
        .iter()
        .map(|closure| closure.name)
        .collect();
    closures.dedup();
    let mut financing: Vec<&str> = comparison
        .closures
        .iter()
        .map(|closure| financing_word(closure.financing))
        .collect();
    financing.sort_unstable();
    financing.dedup();
    let rules = format!(
        "rules {}, market {}, trade {}, financing {}",
        word(base.configuration.rules),
        word(base.configuration.market),
        closures.join(" and "),
        financing.join(" and ")
    );
    with_record(page, &finished.manifest, base, &rules)
        .manifest("Alternatives", &others.join(", "))
        .html()
}

/// The scenarios in words, and what kind of answer this is.
fn question(finished: &Finished<'_>) -> Section {
    let comparison = finished.comparison;
    let mut section = Section::new("The question");
    for arm in &comparison.closures[0].arms {
        let scenario = &arm.configuration.scenario;
        let words = match scenario.name.as_str() {
            laboratory::compare::PAYMENT => {
                "The same money, handed out to everybody alike: the rival of every package."
                    .to_owned()
            }
            _ => format!("{}. {}", scenario.title, scenario.description),
        };
        section = section.paragraph(&format!("{}: {words}", scenario.name));
    }
    if let Some(budget) = comparison.budget {
        section = section.note(
            "Equal cost",
            &format!(
                "Every package is scaled to cost {:.2} % of the present value of GDP over forty quarters, ex ante.",
                100.0 * budget
            ),
        );
    }
    if let Some(label) = &finished.manifest.validity {
        section = section.warning("Validity", label);
    }
    if comparison.base().configuration.seeds.count < 2 {
        section = section.warning(
            "One pair",
            "One pair has no interval, so nobody can say whether chance explains a difference: --seeds 8 gives one.",
        );
    }
    for arm in 1..comparison.closures[0].arms.len() {
        let made_of = words::made_of(finished, 0, arm);
        if !made_of.is_empty() {
            section = section.note(finished.name(arm), &made_of);
        }
    }
    let first = &comparison.closures[0];
    if comparison
        .closures
        .iter()
        .all(|other| other.name == first.name)
    {
        section = section.warning(
            "One closure only",
            "What holds the foreign position is a choice that may matter more than the policy: --trade open,norm compares under both.",
        );
    }
    if finished.doubts.is_empty() {
        return section.note(
            "Chance only",
            "Intervals are of luck alone. What the parameters that nobody has measured leave open is wider: `--ignorance 4` draws it beside them, and `commonweal uncertainty` says more.",
        );
    }
    section.note(
        "Luck and ignorance",
        "Wide pale bands hold 90 % of draws of the parameters that nobody has measured, under the same luck. From few draws they are rough.",
    )
}

/// Inputs of the concepts that differ, and of all others at work.
fn provenance(finished: &Finished<'_>) -> Section {
    let arms = &finished.comparison.closures[0].arms;
    let off = Concepts::off();
    let concepts = arms[0].theory.as_ref().unwrap_or(&off);
    let used: Vec<&str> = arms
        .iter()
        .flat_map(|arm| strategies(arm).into_iter().map(|(key, _)| key))
        .collect();
    let keys = || Concepts::KEYS.iter().enumerate();
    let policies: Vec<usize> = keys()
        .filter(|(_, key)| used.contains(key))
        .map(|(k, _)| k)
        .collect();
    let acting: Vec<usize> = keys()
        .filter(|&(k, _)| !policies.contains(&k))
        .filter(|&(k, _)| (0..=40).any(|quarter| concepts.mechanisms()[k].strength(quarter) != 0.0))
        .map(|(k, _)| k)
        .collect();
    let mut groups = Vec::new();
    for (name, members) in [
        ("Strategies used", policies),
        ("Concepts at work in the base", acting),
    ] {
        if !members.is_empty() {
            groups.push((name.to_owned(), members));
        }
    }
    evidence::section(concepts, &groups)
}
