//! The text of one scenario file.

use std::path::Path;

use toml::de::DeTable;

use super::events::{Change, Event};
use super::levers::EventPath;
use super::policy;
use super::text::{Text, Value, scalar};
use super::{Scenario, Setting};
use crate::error::{Place, Result};
use crate::rules::{self, REBALANCING, TRADE};

/// Keys of a scenario file that this version acts on.
const KEYS: &[&str] = &[
    "format",
    "name",
    "title",
    "description",
    "reference",
    "base",
    "economy",
    "rules",
    "market",
    "quarters",
    "opening",
    "withdrawal",
    "closures",
    "package",
    "strategies",
    "concepts",
    "readings",
    "set",
    "events",
];

/// Keys of an event.
const EVENT_KEYS: &[&str] = &["path", "from", "to", "value", "factor"];

/// The last quarter anybody may name.
const LAST_QUARTER: u32 = 10_000;

/// One file, before its base is applied.
#[derive(Debug, Default)]
pub struct Written {
    /// What it says itself.
    pub scenario: Scenario,
    /// The scenario it starts from, and where that stands.
    pub base: Option<(String, Place)>,
}

/// Reads the text of `file`, which lies in `folder`.
pub fn parse(text: &str, file: &str, folder: &Path) -> Result<Written> {
    let text = Text { text, file };
    let parsed = text.parse()?;
    let mut written = Written::default();
    let mut format = None;
    for (key, value) in parsed.get_ref() {
        let name: &str = key.get_ref();
        let scenario = &mut written.scenario;
        match name {
            "format" => {
                format = Some(text.whole(name, value, 0, u32::MAX)?);
                if format != Some(1) {
                    return Err(text.refuse(value, "this program reads scenarios of format 1"));
                }
            }
            "name" => scenario.name = text.string(name, value)?,
            "title" => scenario.title = text.string(name, value)?,
            "description" => scenario.description = text.string(name, value)?,
            "reference" => scenario.reference = text.strings(name, value)?,
            "base" => written.base = Some((text.string(name, value)?, text.place(value))),
            "economy" => scenario.economy = Some(economy(text.string(name, value)?, folder)),
            "rules" => {
                let asked = text.string(name, value)?;
                rules::rule_set(&asked).map_err(|e| text.refuse(value, e.to_string()))?;
                scenario.rules = Some(asked);
            }
            "market" => {
                let asked = text.string(name, value)?;
                rules::market(&asked).map_err(|e| text.refuse(value, e.to_string()))?;
                scenario.market = Some(asked);
            }
            "quarters" => {
                scenario.quarters = Some(text.whole(name, value, 1, LAST_QUARTER)?);
            }
            "closures" => closures(&text, text.table(name, value)?, scenario)?,
            "opening" | "withdrawal" => {
                let path = format!("theory.{name}");
                let setting = policy::theory_setting(&text, &path, key, value)?;
                scenario.set.push(setting);
            }
            "package" => policy::package(&text, text.table(name, value)?, scenario)?,
            "strategies" => policy::strategies(&text, text.table(name, value)?, scenario)?,
            "concepts" => policy::concepts(&text, text.table(name, value)?, &mut scenario.set)?,
            "readings" => policy::readings(&text, text.table(name, value)?, &mut scenario.set)?,
            "set" => settings(&text, "", text.table(name, value)?, &mut scenario.set)?,
            "events" => scenario.events = events(&text, value)?,
            other => return Err(text.unknown(key, other, KEYS)),
        }
    }
    policy::check_once(&written.scenario.set)?;
    check_choices_once(&written.scenario)?;
    if format.is_none() {
        return Err(text.refuse(
            &parsed,
            "a scenario file says `format = 1`, and this one does not",
        ));
    }
    if written.scenario.name.is_empty() {
        written.scenario.name = Path::new(file)
            .file_stem()
            .map_or_else(|| file.to_owned(), |stem| stem.to_string_lossy().into());
    }
    if written.scenario.title.is_empty() && written.base.is_none() {
        written.scenario.title.clone_from(&written.scenario.name);
    }
    Ok(written)
}

/// An economy's name, or its folder as seen from the scenario's own.
fn economy(name: String, folder: &Path) -> String {
    let beside = folder.join(&name);
    if beside.is_dir() {
        beside.display().to_string()
    } else {
        name
    }
}

/// What `[closures]` chooses.
fn closures(text: &Text<'_>, table: &DeTable<'_>, scenario: &mut Scenario) -> Result<()> {
    for (key, value) in table {
        let (name, path) = match key.get_ref().as_ref() {
            name @ "trade" => (name, TRADE),
            name @ "rebalancing" => (name, REBALANCING),
            other => return Err(text.unknown(key, other, &["trade", "rebalancing"])),
        };
        let asked = text.string(name, value)?;
        let known = if path == TRADE {
            rules::trade(&asked).map(|_| ())
        } else {
            rules::rebalancing(&asked).map(|_| ())
        };
        known.map_err(|e| text.refuse(value, e.to_string()))?;
        let chosen = Some(Setting {
            path: path.to_owned(),
            value: asked,
            place: text.place(key),
        });
        if path == TRADE {
            scenario.trade = chosen;
        } else {
            scenario.rebalancing = chosen;
        }
    }
    Ok(())
}

/// Refuses a closure that is chosen twice and differently.
fn check_choices_once(scenario: &Scenario) -> Result<()> {
    for (name, chosen) in [
        ("trade", &scenario.trade),
        ("rebalancing", &scenario.rebalancing),
    ] {
        let Some(chosen) = chosen else { continue };
        let path = &chosen.path;
        let set = scenario.set.iter().rfind(|setting| setting.path == *path);
        if let Some(set) = set.filter(|set| set.value != chosen.value) {
            return Err(crate::Error::refused_at(
                format!(
                    "[closures] {name} = \"{}\" and [set] \"{path}\" = \"{}\" contradict each other",
                    chosen.value, set.value
                ),
                set.place.clone(),
            ));
        }
    }
    Ok(())
}

/// Collects the entries of `[set]`, whether a path is one quoted key or several dotted ones.
fn settings(
    text: &Text<'_>,
    prefix: &str,
    table: &DeTable<'_>,
    into: &mut Vec<Setting>,
) -> Result<()> {
    for (key, value) in table {
        let path = if prefix.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{prefix}.{}", key.get_ref())
        };
        if let Some(inner) = value.get_ref().as_table() {
            settings(text, &path, inner, into)?;
            continue;
        }
        let written = scalar(value)
            .ok_or_else(|| text.wrong(&path, value, "a number, a word or true/false"))?;
        into.push(Setting {
            path,
            value: written,
            place: text.place(key),
        });
    }
    Ok(())
}

fn events(text: &Text<'_>, value: &Value<'_>) -> Result<Vec<Event>> {
    let list = value
        .get_ref()
        .as_array()
        .ok_or_else(|| text.wrong("events", value, "tables headed [[events]]"))?;
    list.iter().map(|item| event(text, item)).collect()
}

fn event(text: &Text<'_>, item: &Value<'_>) -> Result<Event> {
    let table = text.table("events", item)?;
    let (mut path, mut from, mut to, mut changes) = (None, None, None, Vec::new());
    for (key, value) in table {
        let name: &str = key.get_ref();
        match name {
            "path" => {
                let written = text.string(name, value)?;
                let parsed = EventPath::parse(&written);
                path = Some(parsed.map_err(|reason| text.refuse(value, reason))?);
            }
            "from" => from = Some((text.whole(name, value, 1, LAST_QUARTER)?, value)),
            "to" => to = Some((text.whole(name, value, 1, LAST_QUARTER)?, value)),
            "value" => changes.push(Change::Value(text.number(name, value)?)),
            "factor" => changes.push(Change::Factor(text.number(name, value)?)),
            other => return Err(text.unknown(key, other, EVENT_KEYS)),
        }
    }
    let missing = |what: &str| text.refuse(item, format!("an event needs {what}"));
    let path = path.ok_or_else(|| missing("a `path`"))?;
    let (from, _) = from.ok_or_else(|| missing("`from`, the first quarter in which it acts"))?;
    if let Some((to, value)) = to
        && to < from
    {
        return Err(text.refuse(
            value,
            format!("an event ends in quarter {to}, before it begins in quarter {from}"),
        ));
    }
    let [change] = changes[..] else {
        return Err(missing(
            "either `value`, which replaces, or `factor`, which multiplies",
        ));
    };
    let event = Event {
        path,
        from,
        to: to.map(|(to, _)| to),
        change,
        place: text.place(item),
    };
    event.check().map_err(|reason| text.refuse(item, reason))?;
    Ok(event)
}
