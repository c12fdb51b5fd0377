//! The manifest: everything one needs to know to trust a result, and to get it again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::experiment::{Configuration, Experiment};
use crate::rules::{self, word};
use crate::time;
use crate::validity;

/// Version and commit of the program.
#[derive(Clone, Copy, Debug)]
pub struct Commit {
    /// Version of the package.
    pub version: &'static str,
    /// Commit it was built from, or `unknown`.
    pub commit: &'static str,
}

/// The record of one ensemble, as `manifest.json` and in JSON output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format.
    pub format: u32,
    /// Version of the program.
    pub version: String,
    /// Commit the program was built from.
    pub commit: String,
    /// The exact command that reproduces the results.
    pub command: String,
    /// The economy: name, title, money unit, content hash, numbers of agents, and the scale in force: real households
    /// of one model household, 1 where the economy does not say.
    pub economy: Value,
    /// All that results depend on, as resolved.
    #[serde(flatten)]
    pub configuration: Described,
    /// What the results can claim; only where there is something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
    /// Growth that the run is told to follow, per year; absent where it follows none.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub trend: Value,
    /// Unit and definition of every series.
    pub series: Value,
    /// Unit and definition of every column of the tables; only where tables are written.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub tables: Value,
    /// Threads.
    pub threads: usize,
    /// When it was started, in coordinated universal time.
    pub started: String,
    /// How long it took, in seconds; of the last session if it was resumed. Absent until it is done.
    pub wall_seconds: Option<f64>,
}

/// A configuration under the names that manifests use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Described {
    /// The scenario as resolved.
    pub scenario: Value,
    /// What was typed to name it.
    pub scenario_source: String,
    /// What was typed to name the economy.
    pub economy_source: String,
    /// Rule set.
    pub rules: String,
    /// Market protocol.
    pub market: String,
    /// What holds the foreign position; null where no rule plans trade.
    #[serde(default)]
    pub trade: Option<String>,
    /// Who takes the place of investment; absent where nobody was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rebalancing: Option<String>,
    /// Quarters after the opening.
    pub quarters: u32,
    /// Seeds: the first, and how many.
    pub seeds: Value,
    /// Whether the run has no luck.
    pub deterministic: bool,
    /// Real households for one model household, as asked for; null for the economy's own, which stands beside its
    /// numbers of agents.
    pub scale: Option<f64>,
    /// Copies of every agent; null for none.
    pub replicate: Option<u32>,
    /// Parameters set by hand.
    pub overrides: Value,
    /// Quarters in which every household and firm is tabulated.
    pub keep: Value,
}

impl Manifest {
    /// The manifest of an experiment that starts now.
    #[must_use]
    pub fn begin(experiment: &Experiment, program: Commit, threads: usize, tables: Value) -> Self {
        let economy = &experiment.economy;
        let calibration = &economy.calibration;
        let sizes = &calibration.sizes;
        Self {
            format: 1,
            version: program.version.to_owned(),
            commit: program.commit.to_owned(),
            command: experiment.command(),
            economy: json!({
                "name": calibration.name,
                "title": calibration.title,
                "money_unit": calibration.money_unit,
                "hash": economy.hash,
                "industries": calibration.n_industries(),
                "firms": calibration.n_firms(),
                "households": calibration.n_households(),
                "government_entities": sizes.government_entities,
                "foreign_buyers": sizes.foreign_buyers,
                "scale": experiment.represents(),
            }),
            configuration: Described::of(experiment),
            validity: validity::label(experiment.configuration.quarters).map(str::to_owned),
            trend: experiment.recorded_trend(),
            series: series(experiment),
            tables,
            threads,
            started: time::now(),
            wall_seconds: None,
        }
    }

    /// The configuration that this manifest records.
    ///
    /// # Errors
    /// If the manifest does not hold one.
    pub fn configuration(&self) -> Result<Configuration, serde_json::Error> {
        let described = self.configuration.clone();
        let unreadable = <serde_json::Error as serde::de::Error>::custom;
        let trade = described.trade.as_deref().map(rules::trade);
        let rebalancing = described.rebalancing.as_deref().map(rules::rebalancing);
        Ok(Configuration {
            scenario: serde_json::from_value(described.scenario)?,
            scenario_source: described.scenario_source,
            economy: described.economy_source,
            rules: rules::rule_set(&described.rules).map_err(unreadable)?,
            market: rules::market(&described.market).map_err(unreadable)?,
            trade: trade.transpose().map_err(unreadable)?,
            rebalancing: rebalancing.transpose().map_err(unreadable)?,
            quarters: described.quarters,
            seeds: serde_json::from_value(described.seeds)?,
            deterministic: described.deterministic,
            scale: described.scale,
            replicate: described.replicate,
            overrides: serde_json::from_value(described.overrides)?,
            keep: serde_json::from_value(described.keep)?,
            at: BTreeSet::new(),
        })
    }

    /// In which respects `stored` stands for different results than this manifest: a phrase each.
    #[must_use]
    pub fn differences(&self, stored: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |name: &str, here: String, there: String| {
            if here != there {
                found.push(format!("{name} is {there} there and {here} here"));
            }
        };
        let program = |m: &Self| format!("{} ({})", m.version, m.commit);
        compare("the version", program(self), program(stored));
        let same_economy = self.economy.get("hash") == stored.economy.get("hash");
        let (here, there) = (&self.configuration, &stored.configuration);
        let scenario = |d: &Described| d.scenario["name"].as_str().map(str::to_owned);
        if scenario(here) == scenario(there) && here.scenario != there.scenario {
            compare(
                "the content of the scenario",
                "another".to_owned(),
                "one".to_owned(),
            );
        }
        let named = |d: &Described| scenario(d).unwrap_or_default();
        compare("the scenario", named(here), named(there));
        if !same_economy {
            let economy = |d: &Described| d.economy_source.clone();
            compare("the economy", economy(here), economy(there));
        }
        let shown =
            |option: &Option<f64>| option.map_or("its own".to_owned(), |k| format!("1:{k}"));
        let copies = |option: &Option<u32>| option.unwrap_or(1).to_string();
        let seeds = |d: &Described| format!("{} from {}", d.seeds["count"], d.seeds["first"]);
        let luck = |d: &Described| if d.deterministic { "absent" } else { "drawn" }.to_owned();
        compare("the rule set", here.rules.clone(), there.rules.clone());
        compare("the market", here.market.clone(), there.market.clone());
        let trade = |d: &Described| d.trade.clone().unwrap_or_else(|| "absent".to_owned());
        compare("the closure of trade", trade(here), trade(there));
        let successor =
            |d: &Described| d.rebalancing.clone().unwrap_or_else(|| "absent".to_owned());
        compare("rebalancing", successor(here), successor(there));
        compare(
            "the number of quarters",
            here.quarters.to_string(),
            there.quarters.to_string(),
        );
        compare("luck", luck(here), luck(there));
        compare("the choice of seeds", seeds(here), seeds(there));
        compare("the scale", shown(&here.scale), shown(&there.scale));
        compare(
            "the number of copies",
            copies(&here.replicate),
            copies(&there.replicate),
        );
        compare("--set", listed(&here.overrides), listed(&there.overrides));
        if here.quarters == there.quarters {
            compare("--keep", here.keep.to_string(), there.keep.to_string());
        }
        if found.is_empty() && !same_economy {
            found.push("the content of the economy has changed".to_owned());
        }
        found
    }
}

/// Parameters set by hand, in one phrase.
fn listed(overrides: &Value) -> String {
    let pairs = overrides.as_array().map(Vec::as_slice).unwrap_or_default();
    let words: Vec<String> = pairs
        .iter()
        .filter_map(|pair| {
            Some(format!(
                "{}={}",
                pair["path"].as_str()?,
                pair["value"].as_str()?
            ))
        })
        .collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(" ")
    }
}

impl Described {
    fn of(experiment: &Experiment) -> Self {
        let c = experiment.configuration.clone();
        let value = |x: serde_json::Result<Value>| x.unwrap_or_default();
        Self {
            scenario: value(serde_json::to_value(c.scenario)),
            scenario_source: c.scenario_source,
            economy_source: c.economy,
            rules: word(c.rules).to_owned(),
            market: word(c.market).to_owned(),
            trade: experiment.trade().map(|trade| word(trade).to_owned()),
            rebalancing: c.rebalancing.map(|rule| word(rule).to_owned()),
            quarters: c.quarters,
            seeds: value(serde_json::to_value(c.seeds)),
            deterministic: c.deterministic,
            scale: c.scale,
            replicate: c.replicate,
            overrides: value(serde_json::to_value(c.overrides)),
            keep: value(serde_json::to_value(c.keep)),
        }
    }
}

/// Unit and definition of every series that runs report, by name.
fn series(experiment: &Experiment) -> Value {
    let catalogue = experiment.catalogue();
    let entries = catalogue.iter().map(|series| {
        let about = json!({"unit": series.unit, "definition": series.definition});
        (series.name.to_owned(), about)
    });
    Value::Object(entries.collect())
}

/// A word as a shell reads it back.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./=:,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
