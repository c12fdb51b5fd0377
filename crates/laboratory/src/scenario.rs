//! Scenarios: files that name only what differs from another scenario.

mod events;
mod file;
mod levers;
mod policy;
mod text;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use events::{Change, Event, Schedule};
pub use levers::{EventPath, Lever, Periods, event_paths, other_name};
pub use policy::{Package, Wave, first_quarters};

use crate::error::{Error, Place, Result, did_you_mean};
use crate::rules::{REBALANCING, TRADE};

/// Declares the scenarios that come with the program.
macro_rules! embedded {
    ($($name:literal,)*) => {
        &[$(($name, include_str!(concat!("../../../scenarios/", $name, ".toml"))),)*]
    };
}

/// Scenarios that come with the program: name and text.
const EMBEDDED: &[(&str, &str)] = embedded! {
    "baseline",
    "frozen",
    "withdrawal",
    "greenfield",
    "official-path",
    "infrastructure",
    "core-technology",
    "data-authorisation",
    "application-scenarios",
    "platform-regulation",
    "ecosystem",
    "shared-ownership",
    "three-distributions",
    "government-market",
    "trust-security",
    "rural-broadband",
    "value-creation",
    "value-distribution",
    "comprehensive",
    "rural-first",
    "fair-platforms",
};

/// A parameter given another value, as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setting {
    /// Path of the parameter, e.g. `economy.psi`.
    pub path: String,
    /// The value as written.
    pub value: String,
    /// Where it was written.
    #[serde(skip)]
    pub place: Place,
}

/// A scenario with its bases resolved: all that differs from the calibrated economy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Short name, used in tables.
    pub name: String,
    /// Title for reports.
    pub title: String,
    /// One paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Keys in the bibliography.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reference: Vec<String>,
    /// Economy to run, unless the command says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub economy: Option<String>,
    /// Rule set, unless the command says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// Market protocol, unless the command says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market: Option<String>,
    /// Closure of trade, unless the command says otherwise: a choice that stands for a parameter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trade: Option<Setting>,
    /// Who takes the place of investment, unless the command says otherwise: a choice like that of trade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rebalancing: Option<Setting>,
    /// Horizon, unless the command says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarters: Option<u32>,
    /// Parameters that differ.
    #[serde(default)]
    pub set: Vec<Setting>,
    /// Dated changes, in the order in which they act.
    #[serde(default)]
    pub events: Vec<Event>,
    /// From when on strategies reach which areas.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waves: Vec<Wave>,
    /// The cost at which its strategies are compared, if they are a package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<Package>,
}

/// Names of the embedded scenarios.
pub fn embedded() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(name, _)| *name)
}

/// Name and title of each embedded scenario.
#[must_use]
pub fn titles() -> Vec<(&'static str, String)> {
    let title = |name: &str| {
        load(name)
            .map(|scenario| scenario.title)
            .unwrap_or_default()
    };
    embedded().map(|name| (name, title(name))).collect()
}

/// Reads a scenario and what it is based on; `name` is an embedded name or a path.
///
/// # Errors
/// If there is no such scenario, or its text is refused: file and line are named.
pub fn load(name: &str) -> Result<Scenario> {
    load_from(name, Path::new(""), &Place::default(), &mut Vec::new())
}

/// Reads `name` as seen from a file in `folder`; `chain` holds what is already being read.
fn load_from(
    name: &str,
    folder: &Path,
    place: &Place,
    chain: &mut Vec<PathBuf>,
) -> Result<Scenario> {
    let (source, text, folder) = find(name, folder, place)?;
    if chain.contains(&source) {
        let cycle: Vec<String> = chain
            .iter()
            .chain([&source])
            .map(|path| path.display().to_string())
            .collect();
        return Err(Error::refused_at(
            format!("a scenario is based on itself: {}", cycle.join(" → ")),
            place.clone(),
        ));
    }
    let shown = if chain.is_empty() {
        name.to_owned()
    } else {
        source.display().to_string()
    };
    let written = file::parse(&text, &shown, &folder)?;
    chain.push(source);
    let scenario = match &written.base {
        Some((base, place)) => {
            let base = load_from(base, &folder, place, chain)?;
            written.scenario.based_on(base)
        }
        None => written.scenario,
    };
    chain.pop();
    Ok(scenario)
}

/// The identity, the text and the folder of a scenario.
fn find(name: &str, folder: &Path, place: &Place) -> Result<(PathBuf, String, PathBuf)> {
    if let Some((name, text)) = EMBEDDED.iter().find(|(known, _)| *known == name) {
        return Ok((PathBuf::from(name), (*text).to_owned(), PathBuf::new()));
    }
    let path = folder.join(name);
    let looks_like_a_path = path.extension().is_some() || name.contains(['/', '\\']);
    if !looks_like_a_path && !path.is_file() {
        let names: Vec<&str> = embedded().collect();
        return Err(Error::refused_at(
            format!(
                "there is no scenario `{name}`{} (embedded: {}; or the path of a .toml file)",
                did_you_mean(name, names.iter().copied()),
                names.join(", "),
            ),
            place.clone(),
        ));
    }
    let text = std::fs::read(&path)
        .map_err(|error| Error::file("read the scenario", &path, error).up_front())?;
    let text = String::from_utf8(text).map_err(|_| {
        Error::refused_at(
            format!("the scenario {} is not UTF-8 text", path.display()),
            place.clone(),
        )
    })?;
    let parent = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok((plain(&path), text, parent))
}

/// A path without its detours, so that the same file has the same name.
fn plain(path: &Path) -> PathBuf {
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    std::env::current_dir()
        .ok()
        .and_then(|here| absolute.strip_prefix(here).map(Path::to_owned).ok())
        .unwrap_or(absolute)
}

impl Scenario {
    /// This scenario on top of `base`: what it does not say, the base says.
    fn based_on(mut self, base: Self) -> Self {
        let mut set = base.set;
        let mut trade = base.trade;
        let mut rebalancing = base.rebalancing;
        for setting in self.set {
            set.retain(|other| other.path != setting.path);
            if setting.path == TRADE {
                trade = None;
            }
            if setting.path == REBALANCING {
                rebalancing = None;
            }
            set.push(setting);
        }
        if self.trade.is_some() {
            set.retain(|other| other.path != TRADE);
            trade = self.trade;
        }
        if self.rebalancing.is_some() {
            set.retain(|other| other.path != REBALANCING);
            rebalancing = self.rebalancing;
        }
        let mut events = base.events;
        events.append(&mut self.events);
        // Waves of one strategy stand together: new ones take the place of those before.
        let mut waves = base.waves;
        waves.retain(|old| self.waves.iter().all(|new| new.strategy != old.strategy));
        waves.append(&mut self.waves);
        Self {
            name: self.name,
            title: if self.title.is_empty() {
                base.title
            } else {
                self.title
            },
            description: self.description,
            reference: self.reference,
            economy: self.economy.or(base.economy),
            rules: self.rules.or(base.rules),
            market: self.market.or(base.market),
            trade,
            rebalancing,
            quarters: self.quarters.or(base.quarters),
            set,
            events,
            waves,
            package: self.package.or(base.package),
        }
    }
}
