//! `commonweal params`: every parameter with what is known about it.

use std::fmt::Write as _;

use ::economy::BaseRules;
use ::params::{Declaration, Parameters};
use laboratory::{did_you_mean, economies};
use serde_json::{Value, json};

use crate::args::{ListFormat, ParamsArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// Lists the parameters whose path begins with what was asked for.
pub fn list(asked: &ParamsArgs) -> Outcome {
    let all = declared();
    let prefix = asked.prefix.as_deref().unwrap_or_default();
    let chosen: Vec<&Declaration> = all
        .iter()
        .filter(|declared| declared.path.starts_with(prefix))
        .copied()
        .collect();
    if chosen.is_empty() {
        let paths = all.iter().map(|declared| declared.path);
        return Err(Complaint::refused(format!(
            "no parameter begins with `{prefix}`{}",
            did_you_mean(prefix, paths)
        )));
    }
    let text = match asked.format {
        ListFormat::Table => table(&chosen),
        ListFormat::Json => {
            let list: Vec<Value> = chosen.iter().map(|declared| object(declared)).collect();
            format!(
                "{}\n",
                serde_json::to_string_pretty(&list).unwrap_or_default()
            )
        }
    };
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

/// Every parameter, section by section.
fn declared() -> Vec<&'static Declaration> {
    let economies = economies::reference_settings();
    BaseRules::default()
        .declarations()
        .iter()
        .chain(economies.iter().map(|setting| setting.declaration))
        .collect()
}

fn object(declared: &Declaration) -> Value {
    let value = |number: f64| -> Value {
        if declared.choices.is_empty() {
            json!(number)
        } else {
            json!(declared.display(number))
        }
    };
    let mut object = json!({
        "path": declared.path,
        "description": declared.description,
        "unit": declared.unit.words(),
        "default": value(declared.default),
        "min": declared.within.start(),
        "max": declared.within.end(),
        "plausible": [declared.plausible.start(), declared.plausible.end()],
        "provenance": declared.provenance.word(),
        "status": declared.status.word(),
        "role": declared.role.word(),
        "source": declared.source,
    });
    if !declared.choices.is_empty() {
        object["choices"] = json!(declared.choices);
    }
    object
}

/// A paragraph per parameter: path and default, what it means, range and source.
fn table(chosen: &[&Declaration]) -> String {
    let mut text = String::new();
    for declared in chosen {
        let range = if declared.choices.is_empty() {
            format!(
                "{}, {}..{}, plausible {}..{}",
                declared.unit.words(),
                declared.within.start(),
                declared.within.end(),
                declared.plausible.start(),
                declared.plausible.end(),
            )
        } else {
            format!("one of {}", declared.choices.join(", "))
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} = {}\n    {}\n    {range}; {}, {}: {}",
            bold(declared.path),
            declared.display(declared.default),
            declared.description,
            declared.provenance.word(),
            declared.status.word(),
            declared.source,
        );
    }
    text.push_str(
        "\nDefaults under economy. are those of the published Austrian economy; each economy has its own\n(commonweal economy NAME shows them). Set one with --set PATH=VALUE.\n",
    );
    text
}
