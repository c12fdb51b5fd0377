//! `commonweal params`: every parameter with what is known about it.

mod alive;

use std::fmt::Write as _;

use ::economy::{BaseRules, Closure, geography, people};
use ::params::{Declaration, Parameters};
use ::theory::Concepts;
use laboratory::did_you_mean;
use laboratory::economies::{self, Content, LoadOptions};
use serde_json::{Value, json};

use crate::args::{ListFormat, ParamsArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// A parameter, and its value where an economy was named.
struct Listed {
    declared: &'static Declaration,
    value: Option<f64>,
}

/// Lists the parameters whose path begins with what was asked for.
pub fn list(asked: &ParamsArgs) -> Outcome {
    if asked.alive {
        return alive::list(asked);
    }
    let all = all(asked.economy.as_deref())?;
    let prefix = asked.prefix.as_deref().unwrap_or_default();
    let chosen: Vec<&Listed> = all
        .iter()
        .filter(|listed| listed.declared.path.starts_with(prefix))
        .collect();
    if chosen.is_empty() {
        let paths = all.iter().map(|listed| listed.declared.path);
        return Err(Complaint::refused(format!(
            "no parameter begins with `{prefix}`{}",
            did_you_mean(prefix, paths)
        )));
    }
    let text = match asked.format {
        ListFormat::Table => table(&chosen, asked.economy.is_some()),
        ListFormat::Json => {
            let list: Vec<Value> = chosen.iter().map(|listed| object(listed)).collect();
            format!(
                "{}\n",
                serde_json::to_string_pretty(&list).unwrap_or_default()
            )
        }
    };
    Ok(output::print(|out| out.write_all(text.as_bytes()))?)
}

/// Every parameter, section by section: of all formats, or of one economy.
fn all(economy: Option<&str>) -> Outcome<Vec<Listed>> {
    let (base, closure) = (BaseRules::default(), Closure::default());
    let (map, drawing) = (geography::Settings::default(), people::Settings::default());
    let mut groups: Vec<&dyn Parameters> = vec![&base];
    groups.extend(closure.groups());
    groups.extend([&map as &dyn Parameters, &drawing]);
    let mut all: Vec<Listed> = groups
        .iter()
        .flat_map(|group| group.declarations())
        .map(|declared| Listed {
            declared,
            value: None,
        })
        .collect();
    let theory = Concepts::default();
    all.extend(theory.declarations().map(|declared| Listed {
        declared,
        value: None,
    }));
    let settings = match economy {
        Some(name) => {
            // As it would be run: a country of people is no country of single persons.
            let options = LoadOptions {
                people: true,
                ..LoadOptions::default()
            };
            let loaded = economies::load(name, &options)?;
            // What the economy says of rules, map and people goes over the declared defaults.
            if let Content::Tables(tables) = &loaded.content {
                for Listed { declared, value } in &mut all {
                    let own = tables.settings.get(declared.path);
                    let own = own.and_then(|text| declared.parse(declared.path, text).ok());
                    *value = Some(own.unwrap_or(declared.default));
                }
            }
            loaded.settings
        }
        None => [economies::own_settings(), economies::reference_settings()].concat(),
    };
    all.extend(settings.iter().map(|setting| Listed {
        declared: setting.declaration,
        value: economy.map(|_| setting.value),
    }));
    Ok(all)
}

fn object(listed: &Listed) -> Value {
    let declared = listed.declared;
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
    if let Some(number) = listed.value {
        object["value"] = value(number);
    }
    object
}

/// A paragraph per parameter: path and default, what it means, range and source.
fn table(chosen: &[&Listed], of_an_economy: bool) -> String {
    let mut text = String::new();
    for listed in chosen {
        let declared = listed.declared;
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
            declared.display(listed.value.unwrap_or(declared.default)),
            declared.description,
            declared.provenance.word(),
            declared.status.word(),
            declared.source,
        );
    }
    text.push_str("\nSet one with --set PATH=VALUE.");
    let closure = Closure::default();
    let of_the_closure = |listed: &&Listed| {
        let path = listed.declared.path;
        closure
            .groups()
            .iter()
            .any(|group| group.find(path).is_some())
    };
    if chosen.iter().copied().any(|listed| of_the_closure(&listed)) {
        text.push_str(" Those of the long-run closure need --rules b1.");
    }
    let theory = Concepts::default();
    if chosen.iter().any(|listed| theory.has(listed.declared.path)) {
        text.push_str(" Those of the theory need --rules b2.");
    }
    if !of_an_economy {
        text.push_str(
            "\nNumbers under economy. differ between economies, and so do their names between the two formats;\n--economy NAME shows those of one.",
        );
    }
    text.push('\n');
    text
}
