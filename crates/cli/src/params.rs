//! `commonweal params`: every parameter with what is known about it.

mod alive;

use std::fmt::Write as _;

use ::economy::tables::{Note, Tables};
use ::economy::{BaseRules, Closure, geography, people};
use ::params::{Declaration, Parameters, Role, Status};
use ::theory::Concepts;
use laboratory::did_you_mean;
use laboratory::economies::{self, Content, LoadOptions};
use serde_json::{Value, json};

use crate::args::{ListFormat, ParamsArgs};
use crate::complaint::{Complaint, Outcome};
use crate::output::{self, bold};

/// A parameter, and what an economy says about it where one was named.
struct Listed {
    declared: &'static Declaration,
    value: Option<f64>,
    note: Option<Note>,
}

impl Listed {
    /// As it is declared, without an economy.
    fn declared(declared: &'static Declaration) -> Self {
        Self {
            declared,
            value: None,
            note: None,
        }
    }

    /// What is said of its value: by the economy, or where it was declared.
    fn known(&self) -> Known<'_> {
        let declared = self.declared;
        match &self.note {
            Some(note) => Known {
                provenance: None,
                status: note.status.map_or("not said", Status::word),
                source: note.source.as_deref().unwrap_or_default(),
                note: note.note.as_deref(),
            },
            // The note of the default says nothing about another number.
            None if self.value.is_some_and(|own| own != declared.default) => Known {
                provenance: None,
                status: "not said",
                source: "",
                note: None,
            },
            None => Known {
                provenance: Some(declared.provenance.word()),
                status: declared.status.word(),
                source: declared.source,
                note: None,
            },
        }
    }
}

/// How well a value is known, in words.
struct Known<'a> {
    /// Where a default comes from; an economy does not say it of its own values.
    provenance: Option<&'static str>,
    status: &'static str,
    source: &'a str,
    note: Option<&'a str>,
}

impl Known<'_> {
    /// All of it in a line, with what the parameter does in the model.
    fn in_words(&self, role: Role) -> String {
        let kinds = [self.provenance, Some(self.status), Some(role.word())];
        let kinds: Vec<&str> = kinds.into_iter().flatten().collect();
        let about: Vec<&str> = [
            Some(self.source).filter(|source| !source.is_empty()),
            self.note,
        ]
        .into_iter()
        .flatten()
        .collect();
        let about = match about.join("; ") {
            none if none.is_empty() => none,
            about => format!(": {about}"),
        };
        format!("{}{about}", kinds.join(", "))
    }
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
        .map(Listed::declared)
        .collect();
    let theory = Concepts::default();
    all.extend(theory.declarations().map(Listed::declared));
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
                for listed in &mut all {
                    own(listed, tables);
                }
            }
            loaded.settings
        }
        None => [economies::own_settings(), economies::reference_settings()].concat(),
    };
    all.extend(settings.iter().map(|setting| Listed {
        declared: setting.declaration,
        value: economy.map(|_| setting.value),
        note: setting.note.clone(),
    }));
    Ok(all)
}

/// Puts in what an economy itself says of a parameter of the rules, the map or the people.
fn own(listed: &mut Listed, tables: &Tables) {
    let declared = listed.declared;
    let own = tables.settings.get(declared.path);
    let own = own.and_then(|text| declared.parse(declared.path, text).ok());
    listed.note = own.and_then(|_| tables.notes.get(declared.path).cloned());
    listed.value = Some(own.unwrap_or(declared.default));
}

fn object(listed: &Listed) -> Value {
    let declared = listed.declared;
    let known = listed.known();
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
        "provenance": known.provenance,
        "status": known.status,
        "role": declared.role.word(),
        "source": known.source,
    });
    if let Some(note) = known.note {
        object["note"] = json!(note);
    }
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
            "{} = {}\n    {}\n    {range}; {}",
            bold(declared.path),
            declared.display(listed.value.unwrap_or(declared.default)),
            declared.description,
            listed.known().in_words(declared.role),
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
