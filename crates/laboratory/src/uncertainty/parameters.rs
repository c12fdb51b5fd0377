//! Which parameters are uncertain, and what an experiment is with other values of them.

use std::collections::BTreeSet;

use economy::Rules;
use params::{Declaration, Parameters, Role, Status};
use theory::Concepts;

use crate::experiment::Experiment;

/// A parameter of the theory or of the rules, with the value it has.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// What is known about it.
    pub declared: &'static Declaration,
    /// Its value in the experiments.
    pub value: f64,
}

impl Parameter {
    /// Whether its value was assumed, with or without a search for evidence.
    #[must_use]
    pub fn is_assumed(&self) -> bool {
        matches!(self.declared.status, Status::Assumed | Status::New)
    }

    /// The value at `part` of its plausible range, 0 its lower and 1 its upper end.
    #[must_use]
    pub fn at(&self, part: f64) -> f64 {
        let (low, high) = (
            self.declared.plausible.start(),
            self.declared.plausible.end(),
        );
        low + part * (high - low)
    }

    /// Where its value lies in its plausible range; outside 0..1 if it does not.
    #[must_use]
    pub fn part(&self) -> f64 {
        let (low, high) = (
            self.declared.plausible.start(),
            self.declared.plausible.end(),
        );
        (self.value - low) / (high - low)
    }
}

/// Rules and concepts with other values of some parameters.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The rules.
    pub rules: Rules,
    /// The concepts; none where there is no theory.
    pub concepts: Option<Concepts>,
}

impl Variant {
    /// Those of an experiment.
    #[must_use]
    pub fn of(experiment: &Experiment) -> Self {
        Self {
            rules: experiment.rules,
            concepts: experiment.theory.clone(),
        }
    }

    /// The value of a parameter, if there is one of this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<f64> {
        let theory = self.concepts.iter().flat_map(Concepts::groups);
        let closure = self.rules.closure.groups();
        let mut groups = theory.chain(closure);
        groups.find_map(|group| group.find(path).map(|index| group.value(index)))
    }

    /// Gives a parameter another value; nothing happens if there is none of this path here, or if the value
    /// is outside what is allowed.
    pub fn set(&mut self, path: &str, value: f64) {
        if let Some(concepts) = &mut self.concepts
            && concepts.set_number(path, value).is_ok()
        {
            return;
        }
        for group in self.rules.closure.groups_mut() {
            if group.set_number(path, value).is_ok() {
                return;
            }
        }
    }
}

/// Inputs of the theory and of the rules that act in one of `experiments` and have the same value in all,
/// and that nobody chose: numbers set by a scenario or by hand are not uncertain.
#[must_use]
pub fn inputs(experiments: &[&Experiment]) -> Vec<Parameter> {
    let variants: Vec<Variant> = experiments.iter().map(|of| Variant::of(of)).collect();
    let chosen: BTreeSet<&str> = experiments
        .iter()
        .flat_map(|experiment| {
            let configuration = &experiment.configuration;
            let scenario = configuration.scenario.set.iter();
            scenario.chain(&configuration.overrides)
        })
        .map(|setting| &*setting.path)
        .collect();
    let theory = Concepts::default();
    let rules = Rules::long_run();
    let declared = theory
        .groups()
        .into_iter()
        .chain(rules.closure.groups())
        .flat_map(Parameters::declarations);
    declared
        .filter(|declared| declared.role == Role::Input && declared.choices.is_empty())
        .filter(|declared| declared.plausible.start() < declared.plausible.end())
        .filter(|declared| !chosen.contains(declared.path))
        .filter(|declared| variants.iter().any(|variant| acts(variant, declared.path)))
        .filter_map(|declared| {
            let mut values = variants
                .iter()
                .filter_map(|variant| variant.get(declared.path));
            let value = values.next()?;
            let same = values.all(|other| other.to_bits() == value.to_bits());
            same.then_some(Parameter { declared, value })
        })
        .collect()
}

/// Those of [`inputs`] whose value is assumed or recalled: what is sampled.
#[must_use]
pub fn uncertain(experiments: &[&Experiment]) -> Vec<Parameter> {
    let mut all = inputs(experiments);
    all.retain(|parameter| parameter.is_assumed() || parameter.declared.status == Status::Recalled);
    all
}

/// Whether what a parameter belongs to is switched on.
fn acts(variant: &Variant, path: &str) -> bool {
    let section = path.rsplit_once('.').map_or(path, |(section, _)| section);
    let switches = ["strength", "intensity", "on"]
        .map(|switch| variant.get(&format!("{section}.{switch}")))
        .into_iter()
        .flatten();
    let mut switches = switches.peekable();
    // What has no switch always acts.
    switches.peek().is_none() || switches.any(|switch| switch != 0.0)
}
