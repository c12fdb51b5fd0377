//! `commonweal theory`: the 48 concepts, as a table, a page or a list of objects.

use std::fmt::Write as _;

use ::theory::ledger::{self, LEDGER};
use ::theory::{Concept, Concepts, Mechanism, levers, pages};
use laboratory::did_you_mean;
use params::Declaration;
use serde_json::{Value, json};

use crate::args::{ListFormat, TheoryArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// Shows all concepts, or one.
pub fn show(asked: &TheoryArgs) -> Outcome {
    let concepts = Concepts::default();
    let all: Vec<(&Concept, &dyn Mechanism)> = LEDGER.iter().zip(concepts.mechanisms()).collect();
    let chosen: Vec<(&Concept, &dyn Mechanism)> = match &asked.concept {
        None => all,
        Some(name) => {
            let found = ledger::find(name).ok_or_else(|| {
                let known = LEDGER.iter().flat_map(|concept| [concept.id, concept.key]);
                Complaint::refused(format!(
                    "there is no concept `{name}`{}; `commonweal theory` lists them",
                    did_you_mean(name, known)
                ))
            })?;
            all.into_iter()
                .filter(|(concept, _)| concept.id == found.id)
                .collect()
        }
    };
    let text = match (asked.format, &asked.concept) {
        (ListFormat::Json, _) => {
            let list: Vec<Value> = chosen
                .iter()
                .map(|(concept, mechanism)| object(concept, *mechanism))
                .collect();
            format!(
                "{}\n",
                serde_json::to_string_pretty(&list).unwrap_or_default()
            )
        }
        (ListFormat::Table, None) => table(&chosen),
        (ListFormat::Table, Some(_)) => chosen
            .iter()
            .map(|(concept, mechanism)| page(concept, *mechanism))
            .collect(),
    };
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

/// Names of channels.
fn names(numbers: &[u8]) -> Vec<&'static str> {
    numbers
        .iter()
        .filter_map(|&number| levers::of_number(number))
        .map(|lever| lever.name)
        .collect()
}

fn object(concept: &Concept, mechanism: &dyn Mechanism) -> Value {
    let declared = mechanism.declarations();
    let paths: Vec<&str> = declared.iter().map(|declared| declared.path).collect();
    json!({
        "id": concept.id,
        "key": concept.key,
        "name": concept.name,
        "name_zh": concept.name_zh,
        "kind": concept.kind.words(),
        "group": concept.group.letter(),
        "channels": names(concept.channels),
        "bills": names(concept.bills),
        "waits_for": names(mechanism.waits_for()),
        "indicator": concept.indicator,
        "moved_by": concept.moved_by,
        "parameters": paths,
        "switch": pages::switch(declared),
        "evidence_status": concept.evidence.words(),
        "question": concept.page.paragraph("Question"),
        "equation": pages::plain_equation(concept),
        "contradicted_by": concept.page.paragraph("Contradicted by"),
        "source": concept.page.paragraph("Source"),
    })
}

/// A line per concept; channels that nobody reads yet are in brackets.
fn table(chosen: &[(&Concept, &dyn Mechanism)]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "{}",
        bold(
            "id   concept                                     kind                   group   channels         evidence"
        )
    );
    for (concept, mechanism) in chosen {
        let written = numbers(mechanism.writes());
        let waiting = numbers(mechanism.waits_for());
        let channels = match (written.is_empty(), waiting.is_empty()) {
            (_, true) => written,
            (true, false) => format!("({waiting})"),
            (false, false) => format!("{written} ({waiting})"),
        };
        let _ = writeln!(
            text,
            "{:<4} {:<43} {:<22} {:<7} {:<16} {}",
            concept.id,
            concept.name,
            concept.kind.words(),
            concept.group.letter(),
            channels,
            concept.evidence.words(),
        );
    }
    let all: Vec<u8> = levers::LEVERS.iter().map(|lever| lever.number).collect();
    let names = format!("Channels: {}.", levers::labels(&all));
    let _ = writeln!(text, "\n{}", wrapped(&names, 0));
    text.push_str(
        "\nChannels in brackets are not read by any act yet. `commonweal theory ID` shows one concept;\nswitch one off with --off ID, or set its strength with --set KEY.strength=0.5, under --rules b2.\n",
    );
    text
}

fn numbers(numbers: &[u8]) -> String {
    let numbers: Vec<String> = numbers.iter().map(u8::to_string).collect();
    numbers.join(",")
}

/// All about one concept.
fn page(concept: &Concept, mechanism: &dyn Mechanism) -> String {
    let page = concept.page;
    let mut text = String::new();
    let title = format!("{} {} {}", concept.id, concept.name, concept.name_zh);
    let _ = writeln!(text, "{}\n{}\n", bold(&title), wrapped(&page.summary(), 0));
    let _ = writeln!(text, "{}\n", wrapped(&page.paragraph("Question"), 0));
    for line in pages::plain_equation(concept).lines() {
        let _ = writeln!(text, "    {line}");
    }
    text.push('\n');
    let facts = [
        ("key", concept.key.to_owned()),
        ("kind", concept.kind.words().to_owned()),
        ("writes", levers::labels(mechanism.writes())),
        ("waits for", levers::labels(mechanism.waits_for())),
        ("indicator", concept.indicator.to_owned()),
        ("moved by", concept.moved_by.join(", ")),
        ("evidence", concept.evidence.words()),
        ("off", page.paragraph("Off")),
        ("contradicted by", page.paragraph("Contradicted by")),
        ("source", page.paragraph("Source")),
    ];
    for (name, fact) in facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        let _ = writeln!(text, "{name:<16} {}", wrapped(fact, 17));
    }
    text.push('\n');
    for declared in mechanism.declarations() {
        let _ = writeln!(text, "{}", parameter(declared));
    }
    text
}

fn parameter(declared: &Declaration) -> String {
    let range = if declared.choices.is_empty() {
        let (low, high) = (declared.plausible.start(), declared.plausible.end());
        format!("plausible {low}..{high}")
    } else {
        format!("one of {}", declared.choices.join(", "))
    };
    format!(
        "{} = {}\n    {} {}, {range}; {}, {}.",
        bold(declared.path),
        declared.display(declared.default),
        declared.description,
        declared.unit.words(),
        declared.status.word(),
        declared.role.word(),
    )
}

/// Text in lines of the terminal's width, of which all but the first are indented.
fn wrapped(text: &str, indent: usize) -> String {
    let width = output::width() - indent;
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(line) = lines.last_mut() {
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
        }
    }
    lines.join(&format!("\n{}", " ".repeat(indent)))
}
