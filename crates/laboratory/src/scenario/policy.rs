//! What a scenario says about policy: strategies, where and when they reach an area, packages, strengths and
//! readings of concepts.
//!
//! Everything but waves and packages is a parameter of the theory under another spelling, and becomes one
//! here, so that it is checked and recorded like any other setting.
//!
//! # Source
//! Digital economy, §4.7, §5.2 and §5.4.

use economy::Geography;
use serde::{Deserialize, Serialize};
use theory::ledger::{self, Kind};
use theory::{Concept, Concepts, LEDGER};
use toml::Spanned;
use toml::de::{DeString, DeTable};

use super::text::{Text, Value, scalar};
use super::{Scenario, Setting};
use crate::error::{Error, Place, Result, did_you_mean};

/// From which quarter on a strategy reaches some areas; before, they get nothing of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// Key of the strategy.
    pub strategy: String,
    /// First quarter.
    pub start: u32,
    /// Codes of areas, in which `*` stands for anything.
    pub areas: Vec<String>,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A package: strategies that are compared at one cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Package {
    /// Share of the present value of GDP that it may cost; as written, and not scaled, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
}

/// Keys of a strategy that are parameters of the same name.
const PLAIN: &[&str] = &[
    "intensity",
    "start",
    "ramp",
    "placement",
    "funds",
    "transfer",
];
/// Instruments that a strategy may consist of, each a parameter of the same name.
const INSTRUMENTS: &[&str] = &["wage_floor", "digital_tax", "giving"];
/// The strategy that is built somewhere, and so can come in waves.
const PLACED: &str = "strategy_infrastructure";
/// The largest budget of a package: more is a slip of the finger.
const MOST_BUDGET: f64 = 0.2;

/// Reads `[strategies.*]`.
pub fn strategies(text: &Text<'_>, table: &DeTable<'_>, scenario: &mut Scenario) -> Result<()> {
    for (key, value) in table {
        let strategy = strategy(text, key)?;
        let levers = text.table(strategy.key, value)?;
        for (name, value) in levers {
            lever(text, strategy, name, value, scenario)?;
        }
    }
    Ok(())
}

fn strategy(text: &Text<'_>, key: &Spanned<DeString<'_>>) -> Result<&'static Concept> {
    let name: &str = key.get_ref();
    let is_strategy = |concept: &&Concept| concept.kind == Kind::Strategy;
    ledger::find(name).filter(is_strategy).ok_or_else(|| {
        let known = LEDGER.iter().filter(is_strategy).map(|concept| concept.key);
        let hint = did_you_mean(name, known);
        text.refuse(
            key,
            format!("there is no strategy `{name}`{hint}; `commonweal theory` lists them"),
        )
    })
}

fn lever(
    text: &Text<'_>,
    strategy: &Concept,
    name: &Spanned<DeString<'_>>,
    value: &Value<'_>,
    scenario: &mut Scenario,
) -> Result<()> {
    let key = strategy.key;
    match name.get_ref().as_ref() {
        "waves" if key == PLACED => scenario.waves.extend(waves(text, key, value)?),
        "instruments" => {
            for (instrument, value) in text.table("instruments", value)? {
                let named = instrument.get_ref();
                if !INSTRUMENTS.contains(&named.as_ref()) || !has(key, named) {
                    return Err(text.refuse(instrument, no_instrument(key, named)));
                }
                scenario
                    .set
                    .push(setting(text, key, named, instrument, value)?);
            }
        }
        plain if PLAIN.contains(&plain) && has(key, plain) => {
            scenario.set.push(setting(text, key, plain, name, value)?);
        }
        other => {
            let mut known: Vec<&str> = PLAIN.iter().copied().filter(|k| has(key, k)).collect();
            if key == PLACED {
                known.push("waves");
            }
            if INSTRUMENTS.iter().any(|name| has(key, name)) {
                known.push("instruments");
            }
            return Err(text.refuse(
                name,
                format!(
                    "{key} has no `{other}`{}; known are {}",
                    did_you_mean(other, known.iter().copied()),
                    known.join(", ")
                ),
            ));
        }
    }
    Ok(())
}

fn has(key: &str, name: &str) -> bool {
    Concepts::default().has(&format!("{key}.{name}"))
}

/// Why a strategy does not have this instrument.
fn no_instrument(key: &str, name: &str) -> String {
    let owner = LEDGER
        .iter()
        .find(|concept| concept.kind == Kind::Strategy && has(concept.key, name))
        .filter(|_| INSTRUMENTS.contains(&name));
    match owner {
        Some(owner) => format!(
            "`{name}` is an instrument of {} and not of {key}",
            owner.key
        ),
        None => format!(
            "{key} has no instrument `{name}`; known are {}",
            INSTRUMENTS.join(", ")
        ),
    }
}

fn setting(
    text: &Text<'_>,
    key: &str,
    name: &str,
    at: &Spanned<DeString<'_>>,
    value: &Value<'_>,
) -> Result<Setting> {
    let path = format!("{key}.{name}");
    let written =
        scalar(value).ok_or_else(|| text.wrong(&path, value, "a number, a word or true/false"))?;
    // A value that the theory refuses is refused where it stands.
    Concepts::default()
        .set(&path, &written)
        .map_err(|error| text.refuse(value, error.to_string()))?;
    Ok(Setting {
        path,
        value: written,
        place: text.place(at),
    })
}

fn waves(text: &Text<'_>, key: &str, value: &Value<'_>) -> Result<Vec<Wave>> {
    let list = value
        .get_ref()
        .as_array()
        .ok_or_else(|| text.wrong("waves", value, "a list of { start, areas }"))?;
    let mut waves = Vec::new();
    for item in list {
        let (mut start, mut areas) = (None, Vec::new());
        for (name, value) in text.table("waves", item)? {
            match name.get_ref().as_ref() {
                "start" => start = Some(text.whole("start", value, 1, 10_000)?),
                "areas" => areas = text.strings("areas", value)?,
                other => return Err(text.unknown(name, other, &["start", "areas"])),
            }
        }
        let (Some(start), false) = (start, areas.is_empty()) else {
            return Err(text.refuse(item, "a wave needs its first quarter, `start`, and `areas`"));
        };
        waves.push(Wave {
            strategy: key.to_owned(),
            start,
            areas,
            place: text.place(item),
        });
    }
    Ok(waves)
}

/// Reads `[concepts]`: how much of each acts.
pub fn concepts(text: &Text<'_>, table: &DeTable<'_>, into: &mut Vec<Setting>) -> Result<()> {
    each_concept(text, table, "strength", into)
}

/// Reads `[readings]`: what each is taken to mean.
pub fn readings(text: &Text<'_>, table: &DeTable<'_>, into: &mut Vec<Setting>) -> Result<()> {
    each_concept(text, table, "reading", into)
}

fn each_concept(
    text: &Text<'_>,
    table: &DeTable<'_>,
    name: &str,
    into: &mut Vec<Setting>,
) -> Result<()> {
    for (key, value) in table {
        let written: &str = key.get_ref();
        let concept = ledger::find(written).ok_or_else(|| {
            let hint = did_you_mean(written, LEDGER.iter().map(|concept| concept.key));
            text.refuse(
                key,
                format!("there is no concept `{written}`{hint}; `commonweal theory` lists them"),
            )
        })?;
        if !has(concept.key, name) {
            return Err(text.refuse(key, format!("{} has no {name} to set", concept.key)));
        }
        into.push(setting(text, concept.key, name, key, value)?);
    }
    Ok(())
}

/// Reads `[package]`.
pub fn package(text: &Text<'_>, table: &DeTable<'_>, scenario: &mut Scenario) -> Result<()> {
    let mut package = Package::default();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "budget" => {
                let budget = text.number("budget", value)?;
                if !(0.0..=MOST_BUDGET).contains(&budget) {
                    let reason = format!("budget is {budget}, outside 0..{MOST_BUDGET} of GDP");
                    return Err(text.refuse(value, reason));
                }
                package.budget = Some(budget);
            }
            "financing" => scenario
                .set
                .push(theory_setting(text, "theory.financing", key, value)?),
            other => return Err(text.unknown(key, other, &["budget", "financing"])),
        }
    }
    scenario.package = Some(package);
    Ok(())
}

/// A choice about how a run of the theory begins or is paid for.
pub fn theory_setting(
    text: &Text<'_>,
    path: &str,
    key: &Spanned<DeString<'_>>,
    value: &Value<'_>,
) -> Result<Setting> {
    let (group, name) = path.split_once('.').unwrap_or((path, ""));
    setting(text, group, name, key, value)
}

/// Refuses a parameter that one file sets twice and differently: under a name of its own and under `[set]`.
pub fn check_once(settings: &[Setting]) -> Result<()> {
    for (k, setting) in settings.iter().enumerate() {
        let same = |other: &&Setting| other.path == setting.path;
        if let Some(other) = settings[..k].iter().find(same)
            && !equal(&other.value, &setting.value)
        {
            return Err(Error::refused_at(
                format!(
                    "{} is {} here and {} elsewhere in the same file: they contradict each other",
                    setting.path, setting.value, other.value,
                ),
                setting.place.clone(),
            ));
        }
    }
    Ok(())
}

fn equal(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// From which quarter on the placed strategy reaches each area; empty where it reaches all from the start.
///
/// # Errors
/// If a wave names areas that the economy does not have.
pub fn first_quarters(waves: &[Wave], map: &Geography) -> Result<Vec<u32>> {
    if waves.is_empty() {
        return Ok(Vec::new());
    }
    let mut first = vec![u32::MAX; map.len()];
    for wave in waves {
        for glob in &wave.areas {
            let mut found = false;
            for (area, first) in map.areas.iter().zip(&mut first) {
                if matches(glob, &area.code) {
                    found = true;
                    *first = (*first).min(wave.start);
                }
            }
            if !found {
                let codes = map.areas.iter().map(|area| area.code.as_str());
                return Err(Error::refused_at(
                    format!(
                        "a wave of {} names `{glob}`, but the economy has no such area{}",
                        wave.strategy,
                        did_you_mean(glob, codes)
                    ),
                    wave.place.clone(),
                ));
            }
        }
    }
    Ok(first)
}

/// Whether a text is what a pattern says, in which `*` stands for anything.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(left) = text.strip_prefix(head) else {
        return false;
    };
    (0..=left.len())
        .filter(|at| left.is_char_boundary(*at))
        .any(|at| matches(rest, &left[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("*/rural", "CN-GZ/rural"));
        assert!(matches("*", ""));
        assert!(matches("CN-*/r*l", "CN-GZ/rural"));
        assert!(!matches("*/rural", "CN-GZ/urban"));
        assert!(!matches("CN-GZ", "CN-GZ/urban"));
        assert!(!matches("*ab", "aab "));
    }

    #[test]
    fn numbers_are_equal_however_they_are_written() {
        assert!(equal("1", "1.0"));
        assert!(!equal("1", "2"));
        assert!(equal("both", "both"));
    }
}
