//! What is run: a scenario on an economy, over some quarters, with some seeds.

use std::collections::BTreeSet;

use economy::BaseRules;
use economy::rules::Exogenous;
use params::Parameters;
use serde::{Deserialize, Serialize};

use crate::economies::{self, LoadOptions, Loaded};
use crate::error::{Error, Place, Result, did_you_mean};
use crate::manifest::quoted;
use crate::scenario::{self, Scenario, Schedule, Setting};

/// Scenario that is run if none is named.
const SCENARIO: &str = "baseline";
/// Economy that is run if none is named.
const ECONOMY: &str = "village";
/// Quarters of a run under the base rules.
const QUARTERS: u32 = 12;
/// Runs of an ensemble.
const SEEDS: u32 = 8;
/// Quarters and seeds beyond these are a slip of the finger.
const MOST_QUARTERS: u32 = 10_000;
const MOST_SEEDS: u32 = 10_000_000;

/// What a person asks for; everything left out has a default.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Name or path of a scenario.
    pub scenario: Option<String>,
    /// Name or folder of an economy.
    pub economy: Option<String>,
    /// Rule set.
    pub rules: Option<String>,
    /// Market protocol.
    pub market: Option<String>,
    /// Quarters after the opening.
    pub quarters: Option<u32>,
    /// Number of seeds.
    pub seeds: Option<u32>,
    /// The first seed.
    pub seed: Option<u64>,
    /// Real households for one model household.
    pub scale: Option<f64>,
    /// Copies of every agent.
    pub replicate: Option<u32>,
    /// Whether the run has no luck.
    pub deterministic: bool,
    /// Parameters set by hand: path and value.
    pub set: Vec<(String, String)>,
    /// Quarters, besides opening and closing, in which every household and firm is tabulated.
    pub keep: Vec<u32>,
}

/// The seeds of an ensemble: `first`, `first + 1`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeds {
    /// The first seed.
    pub first: u64,
    /// How many.
    pub count: u32,
}

impl Seeds {
    /// Each seed, in order.
    pub fn iter(self) -> impl Iterator<Item = u64> {
        self.first..self.first + u64::from(self.count)
    }
}

/// All that results depend on: two runs of the same configuration and version give the same bits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    /// The scenario, with its bases resolved.
    pub scenario: Scenario,
    /// What was typed to name it.
    pub scenario_source: String,
    /// The economy as named: an embedded name or a folder.
    pub economy: String,
    /// Rule set.
    pub rules: String,
    /// Market protocol.
    pub market: String,
    /// Quarters after the opening.
    pub quarters: u32,
    /// Seeds.
    pub seeds: Seeds,
    /// Whether the run has no luck.
    pub deterministic: bool,
    /// Real households for one model household, if asked for.
    pub scale: Option<f64>,
    /// Copies of every agent, if asked for.
    pub replicate: Option<u32>,
    /// Parameters set by hand, over those of the scenario.
    pub overrides: Vec<Setting>,
    /// Quarters in which every household and firm is tabulated.
    pub keep: BTreeSet<u32>,
}

/// A configuration with its economy loaded: ready to run.
#[derive(Debug)]
pub struct Experiment {
    /// What results depend on.
    pub configuration: Configuration,
    /// The economy.
    pub economy: Loaded,
    /// Switches of the base economy.
    pub rules: BaseRules,
    /// Dated changes.
    pub schedule: Schedule,
}

impl Request {
    /// Fills in defaults and resolves the scenario.
    ///
    /// # Errors
    /// One sentence about the first thing that makes no sense.
    pub fn configuration(self) -> Result<Configuration> {
        let scenario = scenario::load(self.scenario.as_deref().unwrap_or(SCENARIO))?;
        self.resolve(scenario)
    }

    fn resolve(self, scenario: Scenario) -> Result<Configuration> {
        let source = self.scenario.unwrap_or_else(|| SCENARIO.to_owned());
        let quarters = self.quarters.or(scenario.quarters).unwrap_or(QUARTERS);
        within("--quarters", quarters, MOST_QUARTERS)?;
        let rules = known_rules(self.rules.as_deref().or(scenario.rules.as_deref()))?;
        let market = known_market(self.market.as_deref().or(scenario.market.as_deref()))?;
        let count = match (self.seeds, self.deterministic) {
            (Some(seeds), true) if seeds > 1 => {
                return Err(Error::refused(format!(
                    "without luck all runs are the same, so --deterministic takes one seed and not {seeds}"
                )));
            }
            (None, true) => 1,
            (seeds, _) => seeds.unwrap_or(SEEDS),
        };
        within("--seeds", count, MOST_SEEDS)?;
        let first = self.seed.unwrap_or(1);
        if first.checked_add(u64::from(count)).is_none() {
            return Err(Error::refused(format!(
                "--seed {first} leaves no room for {count} seeds below 2^64"
            )));
        }
        if let Some(late) = self.keep.iter().find(|quarter| **quarter > quarters) {
            return Err(Error::refused(format!(
                "--keep names quarter {late}, but the run ends with quarter {quarters}"
            )));
        }
        let keep = self.keep.into_iter().chain([0, quarters]).collect();
        let overrides = self.set.into_iter().map(|(path, value)| Setting {
            path,
            value,
            place: Place::option("--set"),
        });
        Ok(Configuration {
            economy: self
                .economy
                .or_else(|| scenario.economy.clone())
                .unwrap_or_else(|| ECONOMY.to_owned()),
            rules,
            market,
            quarters,
            seeds: Seeds { first, count },
            deterministic: self.deterministic,
            scale: self.scale,
            replicate: self.replicate,
            overrides: overrides.collect(),
            keep,
            scenario,
            scenario_source: source,
        })
    }
}

impl Request {
    /// The configuration of a run that goes on: what is left out is as it was.
    ///
    /// # Errors
    /// As [`Self::configuration`].
    pub fn configuration_after(self, earlier: Configuration) -> Result<Configuration> {
        let scenario = match &self.scenario {
            Some(source) => scenario::load(source)?,
            None => earlier.scenario,
        };
        let set: Vec<(String, String)> = earlier
            .overrides
            .into_iter()
            .map(|setting| (setting.path, setting.value))
            .collect();
        let quarters = self.quarters.unwrap_or(earlier.quarters);
        let keep = earlier
            .keep
            .into_iter()
            .filter(|q| *q <= quarters)
            .collect();
        Self {
            scenario: self.scenario.or(Some(earlier.scenario_source)),
            economy: self.economy.or(Some(earlier.economy)),
            rules: self.rules.or(Some(earlier.rules)),
            market: self.market.or(Some(earlier.market)),
            quarters: Some(quarters),
            seeds: self.seeds.or(Some(earlier.seeds.count)),
            seed: self.seed.or(Some(earlier.seeds.first)),
            scale: self.scale.or(earlier.scale),
            replicate: self.replicate.or(earlier.replicate),
            deterministic: self.deterministic || earlier.deterministic,
            set: if self.set.is_empty() { set } else { self.set },
            keep: if self.keep.is_empty() {
                keep
            } else {
                self.keep
            },
        }
        .resolve(scenario)
    }
}

impl Experiment {
    /// Turns a request into something that can be run.
    ///
    /// # Errors
    /// One sentence about the first thing that makes no sense or does not exist.
    pub fn plan(request: Request) -> Result<Self> {
        Self::load(request.configuration()?)
    }

    /// Loads the economy of a configuration and checks that everything fits.
    ///
    /// # Errors
    /// One sentence about the first thing that is refused.
    pub fn load(configuration: Configuration) -> Result<Self> {
        if configuration.scale.is_some() && configuration.replicate.is_some() {
            return Err(Error::refused(
                "--scale draws the opening anew and --replicate copies it, so only one of them can be used",
            ));
        }
        let mut rules = BaseRules::default();
        let mut overrides = Vec::new();
        let settings = configuration
            .scenario
            .set
            .iter()
            .chain(&configuration.overrides);
        for setting in settings.clone() {
            if setting.path.starts_with("economy.") {
                overrides.push((setting.path.clone(), setting.value.clone()));
            } else {
                set_rule(&mut rules, setting)?;
            }
        }
        let options = |overrides| LoadOptions {
            scale: configuration.scale,
            replicate: configuration.replicate,
            overrides,
        };
        let economy =
            economies::load(&configuration.economy, &options(&overrides)).map_err(|error| {
                match error {
                    economies::Error::Parameter(error) => under_another_name(error, settings),
                    other => other.into(),
                }
            })?;
        let schedule = Schedule::new(configuration.scenario.events.clone());
        schedule.check(&economy.calibration, configuration.quarters)?;
        let experiment = Self {
            configuration,
            economy,
            rules,
            schedule,
        };
        experiment.check_given_paths()?;
        Ok(experiment)
    }

    /// Refuses a conditional forecast that goes on after its paths end.
    fn check_given_paths(&self) -> Result<()> {
        if self.rules.exogenous != Exogenous::Given {
            return Ok(());
        }
        let opening = &self.economy.calibration.opening;
        let quarters = self.configuration.quarters;
        let paths = [
            ("government consumption", &opening.government_consumption),
            ("exports", &opening.exports),
            ("imports", &opening.imports),
        ];
        for (name, path) in paths {
            let given = path.len().saturating_sub(1);
            if given < quarters as usize {
                return Err(Error::refused(format!(
                    "base.exogenous=given needs {name} for {quarters} quarters, but {} gives {}",
                    self.economy.calibration.name,
                    match given {
                        0 => "none after the opening".to_owned(),
                        n => format!("them for {n} only, so --quarters can be at most {n}"),
                    }
                )));
            }
        }
        Ok(())
    }

    /// The command that reproduces the results.
    #[must_use]
    pub fn command(&self) -> String {
        let c = &self.configuration;
        let mut words = vec![
            "commonweal run".to_owned(),
            quoted(&c.scenario_source),
            format!("--economy {}", quoted(&c.economy)),
            format!("--rules {} --market {}", c.rules, c.market),
            format!("--quarters {}", c.quarters),
        ];
        if c.deterministic {
            words.push("--deterministic".to_owned());
        } else {
            words.push(format!("--seeds {}", c.seeds.count));
        }
        words.push(format!("--seed {}", c.seeds.first));
        words.extend(c.scale.map(|scale| format!("--scale 1:{scale}")));
        words.extend(c.replicate.map(|copies| format!("--replicate {copies}")));
        for setting in &c.overrides {
            let pair = format!("{}={}", setting.path, setting.value);
            words.push(format!("--set {}", quoted(&pair)));
        }
        words.join(" ")
    }
}

/// Refuses 0 and numbers beyond reason.
fn within(option: &str, value: u32, most: u32) -> Result<()> {
    if (1..=most).contains(&value) {
        return Ok(());
    }
    Err(Error::refused(format!(
        "{option} is {value}, outside 1..{most}"
    )))
}

/// Refuses rule sets that do not exist, or not yet.
pub(crate) fn known_rules(asked: Option<&str>) -> Result<String> {
    match asked {
        None | Some("b0") => Ok("b0".to_owned()),
        Some(later @ ("b1" | "b2")) => Err(Error::refused(format!(
            "the rules {later} are not built yet; b0, the published model, is"
        ))),
        Some(other) => Err(Error::refused(format!(
            "there are no rules `{other}`; known are b0, b1 and b2"
        ))),
    }
}

/// Refuses market protocols that do not exist, or not yet.
pub(crate) fn known_market(asked: Option<&str>) -> Result<String> {
    match asked {
        None | Some("sampled") => Ok("sampled".to_owned()),
        Some("expected") => Err(Error::refused(
            "the expected market is not built yet; sampled, the published protocol, is",
        )),
        Some(other) => Err(Error::refused(format!(
            "there is no market `{other}`; known are sampled and expected"
        ))),
    }
}

/// Sections of parameters that belong to rule sets which are not built yet.
const LATER: &[(&str, &str)] = &[("closure.", "b1"), ("geography.", "b1"), ("people.", "b1")];

/// Sets a switch of the base economy, or says why the path is not one.
fn set_rule(rules: &mut BaseRules, setting: &Setting) -> Result<()> {
    let place = setting.place.clone();
    if setting.path.starts_with("base.") {
        return rules
            .set(&setting.path, &setting.value)
            .map_err(|error| Error::Parameter { error, place });
    }
    if let Some((section, needed)) = LATER
        .iter()
        .find(|(section, _)| setting.path.starts_with(section))
    {
        return Err(Error::refused_at(
            format!(
                "{} cannot be set: parameters under {section} need the rules {needed}, which are not built yet",
                setting.path
            ),
            place,
        ));
    }
    let economy = economies::reference_settings();
    let known = rules
        .declarations()
        .iter()
        .map(|declared| declared.path)
        .chain(economy.iter().map(|setting| setting.path));
    Err(Error::refused_at(
        format!(
            "there is no parameter `{}`{}",
            setting.path,
            match did_you_mean(&setting.path, known) {
                hint if hint.is_empty() => "; `commonweal params` lists them all".to_owned(),
                hint => hint,
            }
        ),
        place,
    ))
}

/// A refusal by the economy, with the place of the setting and the economy's own name for it.
fn under_another_name<'a>(
    error: params::Error,
    settings: impl Iterator<Item = &'a Setting>,
) -> Error {
    let place = place_of(&error, settings);
    if let params::Error::Unknown { path, .. } = &error
        && let Some(name) = scenario::other_name(path)
    {
        return Error::refused_at(
            format!("this economy has no parameter `{path}`; it calls it `{name}`"),
            place,
        );
    }
    Error::Parameter { error, place }
}

/// Where the parameter that an error speaks of was set, last of all.
fn place_of<'a>(error: &params::Error, settings: impl Iterator<Item = &'a Setting>) -> Place {
    let (params::Error::Unknown { path, .. }
    | params::Error::NotAValue { path, .. }
    | params::Error::OutOfRange { path, .. }) = error;
    settings
        .filter(|setting| setting.path == *path)
        .last()
        .map(|setting| setting.place.clone())
        .unwrap_or_default()
}
