//! The pages of concepts, as text: from their files, their parameters and the ledger.

use std::fmt::Write as _;

use params::{Declaration, Provenance};

use crate::concepts::{Concepts, Mechanism};
use crate::ledger::{Concept, LEDGER};
use crate::levers;
use crate::signs::recorded::Recorded;

/// The economy whose tests stand on a page only where the country has none.
const VILLAGE: &str = "village";

/// Sections of a page after the equation, in their order.
const SECTIONS: [&str; 6] = [
    "Writes",
    "Off",
    "Indicator",
    "Contradicted by",
    "Waits for",
    "Source",
];

/// Path of the parameter that switches a concept; none for outcomes.
#[must_use]
pub fn switch(declared: &[Declaration]) -> Option<&'static str> {
    declared
        .iter()
        .map(|declared| declared.path)
        .find(|path| path.ends_with(".strength") || path.ends_with(".intensity"))
}

/// Names of channels, with a mark on those that nobody reads yet.
fn channels(numbers: &[u8], mechanism: &dyn Mechanism) -> String {
    let named = numbers.iter().filter_map(|&number| {
        let lever = levers::of_number(number)?;
        let waits = mechanism.waits_for().contains(&number);
        let mark = if waits { " (not read yet)" } else { "" };
        Some(format!("`{}` ({number}){mark}", lever.name))
    });
    named.collect::<Vec<_>>().join(", ")
}

/// Every page in Markdown by its file name: the table of all concepts, and one for each with what tests found of it.
#[must_use]
pub fn all(tests: &[Recorded]) -> Vec<(String, String)> {
    let concepts = Concepts::default();
    let pages = LEDGER.iter().zip(concepts.mechanisms());
    let pages = pages.map(|(concept, mechanism)| {
        let name = format!("{}.md", concept.key);
        (name, markdown(concept, mechanism, tests))
    });
    std::iter::once(("README.md".to_owned(), index()))
        .chain(pages)
        .collect()
}

/// The page of a concept in Markdown.
#[must_use]
pub fn markdown(concept: &Concept, mechanism: &dyn Mechanism, tests: &[Recorded]) -> String {
    let page = concept.page;
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "# {} {} {}\n",
        concept.id, concept.name, concept.name_zh
    );
    let _ = writeln!(text, "{}\n", page.summary());
    let _ = writeln!(text, "**{}**\n", page.paragraph("Question"));
    let _ = writeln!(text, "| | |\n|---|---|");
    let _ = writeln!(text, "| key | `{}` |", concept.key);
    let _ = writeln!(text, "| kind | {} |", concept.kind.words());
    let _ = writeln!(text, "| group | {} |", concept.group.letter());
    if !concept.channels.is_empty() {
        let _ = writeln!(
            text,
            "| channels | {} |",
            channels(concept.channels, mechanism)
        );
    }
    if !concept.bills.is_empty() {
        let _ = writeln!(text, "| bill | {} |", channels(concept.bills, mechanism));
    }
    let _ = writeln!(text, "| indicator | `{}` |", concept.indicator);
    if !concept.moved_by.is_empty() {
        let _ = writeln!(text, "| moved by | {} |", concept.moved_by.join(", "));
    }
    let _ = writeln!(text, "| evidence | {} |", concept.evidence.words());
    if let Some(switch) = switch(mechanism.declarations()) {
        let _ = writeln!(text, "| switch | `{switch}` |");
    }
    let _ = writeln!(
        text,
        "\n## Equation\n\n```text\n{}\n```",
        plain_equation(concept)
    );
    let prose = prose_of_equation(concept);
    if !prose.is_empty() {
        let _ = writeln!(text, "\n{prose}");
    }
    for heading in SECTIONS {
        let section = match heading {
            "Writes" => levers::named(&page.paragraph(heading)),
            _ => page.paragraph(heading),
        };
        if !section.is_empty() {
            let _ = writeln!(text, "\n## {heading}\n\n{section}");
        }
    }
    tested(&mut text, concept, tests);
    parameters(&mut text, mechanism.declarations());
    text
}

/// What the sign tests of a concept found on the country, or on the village where only that has any.
fn tested(text: &mut String, concept: &Concept, tests: &[Recorded]) {
    let of = |village: bool| -> Vec<&Recorded> {
        let rows = tests.iter().filter(|row| row.id == concept.id);
        rows.filter(|row| (row.economy == VILLAGE) == village)
            .collect()
    };
    let rows = match of(false) {
        none if none.is_empty() => of(true),
        rows => rows,
    };
    let _ = writeln!(text, "\n## Test\n");
    let Some(first) = rows.first() else {
        let _ = writeln!(
            text,
            "No sign is tested: [what is not in the tables of signs](../../signs-not-tested.md) says what stands for it."
        );
        return;
    };
    let _ = writeln!(
        text,
        "On `{}`, {} paired seeds: the concept with its prerequisites less the prerequisites alone, read at quarter {} unless the \
         test says otherwise. `?` is reported and not judged; `0` says that nothing may move.\n\n\
         | measure | expected | difference | t | seeds that agree | verdict |\n|---|:-:|--:|--:|--:|---|",
        first.economy, first.seeds, first.quarter
    );
    for row in &rows {
        let agreement: f64 = row.agreement.parse().unwrap_or(f64::NAN);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.0} % | {} |",
            row.measure,
            row.expected,
            row.difference,
            row.t,
            100.0 * agreement,
            row.verdict
        );
    }
    let mut failed = rows.iter().filter(|row| !row.reason.is_empty()).peekable();
    if failed.peek().is_some() {
        let _ = writeln!(text, "\nWhat fails, and why:\n");
    }
    for row in failed {
        let _ = writeln!(text, "- **{}**: {}", row.measure, row.reason);
    }
}

/// The lines of the equation alone, without the prose that follows it.
#[must_use]
pub fn plain_equation(concept: &Concept) -> String {
    let (equation, _) = split_equation(concept);
    equation
}

fn prose_of_equation(concept: &Concept) -> String {
    let (_, prose) = split_equation(concept);
    prose
}

/// The code block of the section, and what stands outside it.
fn split_equation(concept: &Concept) -> (String, String) {
    let mut inside = false;
    let (mut equation, mut prose) = (Vec::new(), Vec::new());
    for line in concept.page.raw_section("Equation").lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            equation.push(line.to_owned());
        } else {
            prose.push(line.to_owned());
        }
    }
    (equation.join("\n"), prose.join(" ").trim().to_owned())
}

fn parameters(text: &mut String, declared: &[Declaration]) {
    let _ = writeln!(
        text,
        "\n## Parameters\n\n| path | what it is | unit | default | plausible | refused outside | status | role | source |\n|---|---|---|---|---|---|---|---|---|"
    );
    for declared in declared {
        let Declaration {
            path,
            description,
            default,
            within,
            plausible,
            ..
        } = declared;
        let range = |range: &std::ops::RangeInclusive<f64>| {
            if declared.choices.is_empty() {
                format!("{} … {}", range.start(), range.end())
            } else {
                declared.choices.join(", ")
            }
        };
        let (status, source) = match declared.provenance {
            Provenance::Numerical => ("–".to_owned(), declared.source.to_owned()),
            Provenance::Assumed | Provenance::Calibrated => (
                declared.status.letter().to_string(),
                declared.source.to_owned(),
            ),
            _ => (
                declared.status.letter().to_string(),
                format!("[{}]", declared.source),
            ),
        };
        let _ = writeln!(
            text,
            "| `{path}` | {description} | {} | {} | {} | {} | {status} | {} | {source} |",
            declared.unit.words(),
            declared.display(*default),
            range(plausible),
            range(within),
            declared.role.word(),
        );
    }
}

/// The table of all concepts in Markdown, with links to their pages.
#[must_use]
pub fn index() -> String {
    let mut text = String::from(
        "# The 48 concepts\n\nMade from the files of the concepts; statuses: V verified, R recalled, A looked for and not found, N assumed where the model is specified.\n\n| id | concept | | kind | group | channels | waits for | indicator | evidence |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    let concepts = Concepts::default();
    for (concept, mechanism) in LEDGER.iter().zip(concepts.mechanisms()) {
        let _ = writeln!(
            text,
            "| {} | [{}]({}.md) | {} | {} | {} | {} | {} | `{}` | {} |",
            concept.id,
            concept.name,
            concept.key,
            concept.name_zh,
            concept.kind.words(),
            concept.group.letter(),
            levers::labels(mechanism.writes()),
            levers::labels(mechanism.waits_for()),
            concept.indicator,
            concept.evidence.words(),
        );
    }
    text
}
