//! What is run: a scenario on an economy, over some quarters, with some seeds.

use std::collections::{BTreeMap, BTreeSet};

use economy::closure::{Successor, TradeClosure};
use economy::rules::Exogenous;
use economy::tables::{self, RuleSet};
use economy::{Channels, Economy, Market, Rules, Theory, View};
use serde::{Deserialize, Serialize};
use theory::{Concepts, Digital};

use crate::economies::{self, Content, LoadOptions, Loaded, Scalar};
use crate::error::{Error, Place, Result};
use crate::manifest::quoted;
use crate::outcomes::{self, PerHead};
use crate::packages::Payment;
use crate::rules::{self, REBALANCING, TRADE, word};
use crate::scenario::{self, Scenario, Schedule, Setting};
use crate::series::Catalogue;

/// Scenario that is run if none is named.
const SCENARIO: &str = "baseline";
/// Economy that is run, shown and validated if none is named.
pub const ECONOMY: &str = "china-2022";
/// Quarters of a run under the base rules: as far as its forecasts can be scored.
const QUARTERS: u32 = 12;
/// Quarters of a run under the long-run rules.
const LONG_RUN_QUARTERS: u32 = 80;
/// Runs of an ensemble.
const SEEDS: u32 = 8;
/// Quarters and seeds beyond these are a slip of the finger.
const MOST_QUARTERS: u32 = 10_000;
const MOST_SEEDS: u32 = 10_000_000;

/// What a person asks for; everything left out has a default.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Request {
    /// Name or path of a scenario.
    pub scenario: Option<String>,
    /// Name or folder of an economy.
    pub economy: Option<String>,
    /// Rule set.
    pub rules: Option<String>,
    /// Rule set where nobody names one; the economy's if this names none either.
    #[serde(skip)]
    pub otherwise: Option<RuleSet>,
    /// Market protocol.
    pub market: Option<String>,
    /// Closure of trade.
    pub trade: Option<String>,
    /// Who takes the place of investment.
    pub rebalancing: Option<String>,
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
    /// An option that stands for some of them and that only the theory understands, as it was typed.
    #[serde(skip)]
    pub of_the_theory: Option<String>,
    /// Quarters, besides opening and closing, in which every household and firm is tabulated.
    pub keep: Vec<u32>,
    /// Quarters, besides every fourth and the closing, in which outcomes are observed.
    pub at: Vec<u32>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Configuration {
    /// The scenario, with its bases resolved.
    pub scenario: Scenario,
    /// What was typed to name it.
    pub scenario_source: String,
    /// The economy as named: an embedded name or a folder.
    pub economy: String,
    /// Rule set.
    pub rules: RuleSet,
    /// Market protocol.
    pub market: Market,
    /// Closure of trade, if one was asked for.
    pub trade: Option<TradeClosure>,
    /// Who takes the place of investment, if somebody was asked for.
    pub rebalancing: Option<Successor>,
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
    /// Quarters, besides every fourth and the closing, in which outcomes are observed.
    pub at: BTreeSet<u32>,
}

/// A configuration with its economy loaded: ready to run.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// What results depend on.
    pub configuration: Configuration,
    /// The economy.
    pub economy: Loaded,
    /// The rules, with everything that was set.
    pub rules: Rules,
    /// The parameters of the theory; none under rules without it.
    pub theory: Option<Concepts>,
    /// An equal payment per head, to bring a package up to its budget.
    pub payment: Option<Payment>,
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
        let economy = self.economy.or_else(|| scenario.economy.clone());
        let economy = economy.unwrap_or_else(|| ECONOMY.to_owned());
        let rules = match self.rules.as_deref().or(scenario.rules.as_deref()) {
            Some(name) => rules::rule_set(name)?,
            None => match self.otherwise {
                Some(rules) => rules,
                None => economies::default_rules(&economy)?,
            },
        };
        if let (Some(option), false) = (&self.of_the_theory, rules == RuleSet::B2) {
            return Err(Error::refused(format!(
                "{option} is an option of the theory, so it needs --rules b2"
            )));
        }
        let market = match self.market.as_deref().or(scenario.market.as_deref()) {
            Some(name) => rules::market(name)?,
            None => rules::default_market(rules),
        };
        let trade = self.trade.as_deref().map(rules::trade).transpose()?;
        let rebalancing = self
            .rebalancing
            .as_deref()
            .map(rules::rebalancing)
            .transpose()?;
        let usual = match rules {
            RuleSet::B0 => QUARTERS,
            RuleSet::B1 | RuleSet::B2 => LONG_RUN_QUARTERS,
        };
        let quarters = self.quarters.or(scenario.quarters).unwrap_or(usual);
        within("--quarters", quarters, MOST_QUARTERS)?;
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
        if let Some(late) = self.at.iter().find(|quarter| **quarter > quarters) {
            return Err(Error::refused(format!(
                "--at names quarter {late}, but the run ends with quarter {quarters}"
            )));
        }
        let keep = self.keep.into_iter().chain([0, quarters]).collect();
        let at = self.at.into_iter().collect();
        let overrides = self.set.into_iter().map(|(path, value)| Setting {
            path,
            value,
            place: Place::option("--set"),
        });
        Ok(Configuration {
            economy,
            rules,
            market,
            trade,
            rebalancing,
            quarters,
            seeds: Seeds { first, count },
            deterministic: self.deterministic,
            scale: self.scale,
            replicate: self.replicate,
            overrides: overrides.collect(),
            keep,
            at,
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
        // A choice that other options have overtaken would only be refused under a name nobody typed.
        let base = self.rules.as_deref().is_some_and(|rules| rules == "b0");
        let overtaken =
            |rule: &str| base || self.set.iter().any(|(path, _)| path.starts_with(rule));
        let trade = earlier.trade.filter(|_| !overtaken("closure.trade."));
        let trade = trade.map(|trade| word(trade).to_owned());
        let rebalancing = earlier.rebalancing;
        let rebalancing = rebalancing.filter(|_| !overtaken("closure.rebalancing."));
        let rebalancing = rebalancing.map(|rule| word(rule).to_owned());
        let quarters = self.quarters.unwrap_or(earlier.quarters);
        let keep = earlier
            .keep
            .into_iter()
            .filter(|q| *q <= quarters)
            .collect();
        Self {
            scenario: self.scenario.or(Some(earlier.scenario_source)),
            economy: self.economy.or(Some(earlier.economy)),
            rules: self.rules.or(Some(word(earlier.rules).to_owned())),
            otherwise: None,
            market: self.market.or(Some(word(earlier.market).to_owned())),
            trade: self.trade.or(trade),
            rebalancing: self.rebalancing.or(rebalancing),
            quarters: Some(quarters),
            seeds: self.seeds.or(Some(earlier.seeds.count)),
            seed: self.seed.or(Some(earlier.seeds.first)),
            scale: self.scale.or(earlier.scale),
            replicate: self.replicate.or(earlier.replicate),
            deterministic: self.deterministic || earlier.deterministic,
            set: if self.set.is_empty() { set } else { self.set },
            of_the_theory: self.of_the_theory,
            at: self.at,
            keep: if self.keep.is_empty() {
                keep
            } else {
                self.keep
            },
        }
        .resolve(scenario)
    }
}

impl Configuration {
    /// Every parameter that was set, in the order in which they act: the scenario's, then those set by
    /// hand.
    fn settings(&self) -> Result<Vec<Setting>> {
        let scenario = &self.scenario;
        let mut settings: Vec<Setting> = scenario.set.clone();
        settings.extend(scenario.trade.clone());
        settings.extend(scenario.rebalancing.clone());
        settings.extend(self.overrides.iter().cloned());
        for chosen in self.choices_by_hand() {
            let path = &chosen.path;
            let option = option_of(path);
            let by_hand = self.overrides.iter().rfind(|setting| setting.path == *path);
            if let Some(other) = by_hand.filter(|other| other.value != chosen.value) {
                return Err(Error::refused(format!(
                    "{option} {} and --set {path}={} contradict each other",
                    chosen.value, other.value
                )));
            }
            settings.push(chosen);
        }
        Ok(settings)
    }

    /// `--trade` and `--rebalancing` as the parameters they stand for.
    fn choices_by_hand(&self) -> Vec<Setting> {
        let setting = |path: &str, value: &str| Setting {
            path: path.to_owned(),
            value: value.to_owned(),
            place: Place::option(option_of(path)),
        };
        let trade = self.trade.map(|trade| setting(TRADE, word(trade)));
        let rebalancing = self.rebalancing;
        let rebalancing = rebalancing.map(|rule| setting(REBALANCING, word(rule)));
        trade.into_iter().chain(rebalancing).collect()
    }

    /// The closures that were asked for, not as parameters but as choices.
    fn choices(&self) -> Vec<Setting> {
        let scenario = &self.scenario;
        let mut choices = self.choices_by_hand();
        for choice in [&scenario.trade, &scenario.rebalancing]
            .into_iter()
            .flatten()
        {
            if !choices.iter().any(|other| other.path == choice.path) {
                choices.push(choice.clone());
            }
        }
        choices
    }
}

/// The option that makes a choice.
fn option_of(path: &str) -> &'static str {
    if path == TRADE {
        "--trade"
    } else {
        "--rebalancing"
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
        Self::load_beside(configuration, None)
    }

    /// Loads a configuration that is run beside another one: where both open alike they share their
    /// people, who are drawn once.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_beside(configuration: Configuration, other: Option<&Self>) -> Result<Self> {
        if configuration.scale.is_some() && configuration.replicate.is_some() {
            return Err(Error::refused(
                "--scale draws the opening anew and --replicate copies it, so only one of them can be used",
            ));
        }
        let settings = configuration.settings()?;
        for asked in configuration.choices() {
            rules::check_choice(configuration.rules, &asked, &settings)?;
        }
        let assemble = |own: &BTreeMap<String, String>| {
            let (set, market) = (configuration.rules, configuration.market);
            rules::assemble(set, market, own, settings.iter())
        };
        // What is wrong by itself is refused before the economy is read.
        assemble(&BTreeMap::new())?;
        let mut theory = rules::assemble_theory(configuration.rules, settings.iter())?;
        let overrides: Vec<(String, String)> = settings
            .iter()
            .filter(|setting| {
                setting.path.starts_with("economy.") || tables::of_map_or_drawing(&setting.path)
            })
            .map(|setting| (setting.path.clone(), setting.value.clone()))
            .collect();
        let options = |overrides| LoadOptions {
            scale: configuration.scale,
            replicate: configuration.replicate,
            overrides,
            people: configuration.rules != RuleSet::B0,
        };
        let mut economy =
            economies::load(&configuration.economy, &options(&overrides)).map_err(|error| {
                match error {
                    economies::Error::Parameter(error) => under_another_name(error, &settings),
                    other => other.into(),
                }
            })?;
        let rules = match &economy.content {
            Content::Tables(tables) => assemble(&tables.of_long_run())?,
            Content::Reference(_) => assemble(&BTreeMap::new())?,
        };
        if let (RuleSet::B0, Content::Tables(tables)) = (configuration.rules, &economy.content) {
            rules::check_base(tables)?;
        }
        rules::check(&rules, &economy.calibration).map_err(|contradiction| {
            let place = place_of(contradiction.path, &settings);
            Error::refused_at(contradiction.reason, place)
        })?;
        if let Some(concepts) = &mut theory {
            let waves = &configuration.scenario.waves;
            let map = &economy.calibration.geography;
            concepts.waves = scenario::first_quarters(waves, map)?;
        }
        match other.filter(|other| other.opens_like(&economy, &rules)) {
            Some(other) => economy.calibration = other.economy.calibration.clone(),
            None => populate(&mut economy, &rules)?,
        }
        let schedule = Schedule::new(configuration.scenario.events.clone());
        schedule.check(&economy.calibration, configuration.quarters)?;
        schedule.hand_over(theory.as_mut())?;
        let experiment = Self {
            configuration,
            economy,
            rules,
            theory,
            payment: None,
            schedule,
        };
        experiment.check_given_paths()?;
        Ok(experiment)
    }

    /// Refuses a conditional forecast that goes on after its paths end.
    fn check_given_paths(&self) -> Result<()> {
        if self.rules.base.exogenous != Exogenous::Given {
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

    /// Whether the people of `economy` under `rules` are those of this experiment.
    fn opens_like(&self, economy: &Loaded, rules: &Rules) -> bool {
        let mut closure = rules.closure;
        // What holds the foreign position acts from the first quarter on.
        closure.trade.closure = self.rules.closure.trade.closure;
        self.economy.hash == economy.hash && self.rules.closure == closure
    }

    /// What holds the foreign position; nothing does where no rule plans trade.
    #[must_use]
    pub fn trade(&self) -> Option<TradeClosure> {
        let trade = &self.rules.closure.trade;
        trade.on.then_some(trade.closure)
    }

    /// The theory at the opening of `economy`.
    #[must_use]
    pub fn theory_for(&self, economy: &Economy) -> Model {
        Model::open(self.theory.as_ref(), self.payment, economy)
    }

    /// How outcomes of its runs are measured.
    #[must_use]
    pub fn outcome_settings(&self) -> outcomes::Settings {
        outcomes::Settings {
            per_head: PerHead::default(),
            represents: self.represents(),
        }
    }

    /// The quarters in which outcomes of its runs are observed; none under the base rules.
    #[must_use]
    pub fn outcome_quarters(&self) -> Vec<u32> {
        if !self.is_long_run() {
            return Vec::new();
        }
        let configuration = &self.configuration;
        let asked = configuration.at.iter().chain(&configuration.keep);
        outcomes::quarters(configuration.quarters, asked.copied())
    }

    /// Real households of one model household; 1 where the economy does not say.
    #[must_use]
    pub fn represents(&self) -> f64 {
        let Content::Tables(tables) = &self.economy.content else {
            return 1.0;
        };
        let copies = f64::from(self.configuration.replicate.unwrap_or(1));
        let own = tables.scalars.size.default_scale;
        self.configuration.scale.unwrap_or(own) / copies
    }

    /// Every scalar of the economy, without the notes of those that the run sets anew.
    #[must_use]
    pub fn scalars(&self) -> Vec<Scalar> {
        // They did not contradict each other when the experiment was planned.
        let settings = self.configuration.settings().unwrap_or_default();
        let mut scalars = self.economy.scalars();
        for scalar in &mut scalars {
            if settings.iter().any(|setting| setting.path == scalar.path) {
                scalar.note = None;
            }
        }
        scalars
    }

    /// Whether the run goes by the long-run rules, which publish more series.
    #[must_use]
    pub fn is_long_run(&self) -> bool {
        self.configuration.rules != RuleSet::B0
    }

    /// The series that its runs report.
    #[must_use]
    pub fn catalogue(&self) -> Catalogue {
        let people = self.economy.calibration.population.is_some();
        Catalogue::new(self.is_long_run(), people, self.has_theory())
    }

    /// Whether a theory runs, which publishes more series and tables.
    #[must_use]
    pub fn has_theory(&self) -> bool {
        self.theory.is_some()
    }

    /// The command that reproduces the results.
    #[must_use]
    pub fn command(&self) -> String {
        let c = &self.configuration;
        let mut words = vec![
            "commonweal run".to_owned(),
            quoted(&c.scenario_source),
            format!("--economy {}", quoted(&c.economy)),
            format!("--rules {} --market {}", word(c.rules), word(c.market)),
        ];
        words.extend(self.trade().map(|trade| format!("--trade {}", word(trade))));
        words.extend(
            c.rebalancing
                .map(|rule| format!("--rebalancing {}", word(rule))),
        );
        words.push(format!("--quarters {}", c.quarters));
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

/// The theory of a run: that of the digital economy, or none; and a payment, if there is one.
#[derive(Clone, Debug)]
pub struct Model {
    digital: Option<Box<Digital>>,
    payment: Option<Payment>,
}

impl Model {
    /// The theory at the opening of `economy`.
    #[must_use]
    pub fn open(concepts: Option<&Concepts>, payment: Option<Payment>, economy: &Economy) -> Self {
        let open = |concepts: &Concepts| Digital::open(concepts.clone(), &economy.view());
        Self {
            digital: concepts.map(open).map(Box::new),
            payment,
        }
    }

    /// The digital economy, if the run has one.
    #[must_use]
    pub fn digital(&self) -> Option<&Digital> {
        self.digital.as_deref()
    }
}

impl Theory for Model {
    fn write(&mut self, view: &View<'_>, channels: &mut Channels) {
        if let Some(digital) = &mut self.digital {
            digital.write(view, channels);
        }
        if let Some(payment) = &self.payment {
            let tax = payment.write(view, channels);
            if let Some(digital) = &mut self.digital {
                digital.also_taxed(tax);
            }
        }
    }

    fn update(&mut self, view: &View<'_>) {
        if let Some(digital) = &mut self.digital {
            digital.update(view);
        }
    }
}

/// Draws the people of an economy that knows them, once for all seeds.
///
/// # Errors
/// What cannot be drawn, in a sentence.
pub fn populate(economy: &mut Loaded, rules: &Rules) -> Result<()> {
    let Content::Tables(tables) = &economy.content else {
        return Ok(());
    };
    let refused = |problem: String| {
        Error::refused(format!("the people of {}: {problem}", tables.header.name))
    };
    let settings = tables
        .people_settings()
        .map_err(|problem| refused(problem.to_string()))?;
    economy
        .calibration
        .populate(&rules.closure, &settings)
        .map_err(|problem| refused(problem.to_string()))
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

/// A refusal by the economy, with the place of the setting and the economy's own name for it.
fn under_another_name(error: params::Error, settings: &[Setting]) -> Error {
    let (params::Error::Unknown { path, .. }
    | params::Error::NotAValue { path, .. }
    | params::Error::OutOfRange { path, .. }) = &error;
    let place = place_of(path, settings);
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

/// Where a parameter was set, last of all.
fn place_of(path: &str, settings: &[Setting]) -> Place {
    let last = settings.iter().rfind(|setting| setting.path == path);
    last.map(|setting| setting.place.clone())
        .unwrap_or_default()
}
