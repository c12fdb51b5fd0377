//! Which parameters do nothing: each input is moved to both ends of its plausible range, and what moves no
//! number that is read off a run is dead weight.
//!
//! # Source
//! Digital economy, §10.3: each parameter of role `input` moves an indicator or outcome somewhere in its
//! plausible range.

use std::collections::BTreeMap;

use economy::tables::RuleSet;
use serde::Serialize;
use theory::ledger::Kind;
use theory::{LEDGER, OpeningMode};

use super::parameters::{Parameter, Variant, inputs};
use crate::ensemble::{self, Watch};
use crate::error::{Error, Result};
use crate::experiment::Experiment;
use crate::gauge::Gauge;

/// Whether a parameter moves anything.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Life {
    /// The parameter.
    pub path: &'static str,
    /// What it does in the model.
    pub role: &'static str,
    /// How well its value is known.
    pub status: &'static str,
    /// Whether it moves a number.
    pub alive: bool,
    /// A number that it moves, if it does.
    pub moves: Option<String>,
}

/// Dead and living parameters of one status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Those that move something.
    pub alive: usize,
    /// Those that move nothing.
    pub dead: usize,
}

/// Parameters by role and status.
#[must_use]
pub fn tally(lives: &[Life]) -> BTreeMap<(&'static str, &'static str), Tally> {
    let mut tallies: BTreeMap<_, Tally> = BTreeMap::new();
    for life in lives {
        let tally = tallies.entry((life.role, life.status)).or_default();
        if life.alive {
            tally.alive += 1;
        } else {
            tally.dead += 1;
        }
    }
    tallies
}

/// Moves every input of the theory and of the rules that act in `experiment` and whose path begins with
/// `prefix`, under the first seed.
///
/// Policies are at intensity 1 while their parameters are moved. What moves nothing is tried again in an
/// economy that begins without digital technology, where effects are large.
///
/// # Errors
/// If the experiment has no theory, or a run breaks down at the parameters as they are.
pub fn lives(
    experiment: &Experiment,
    prefix: &str,
    threads: usize,
    watch: &dyn Watch,
) -> Result<Vec<Life>> {
    if experiment.configuration.rules != RuleSet::B2 {
        return Err(Error::refused(
            "what parameters of the theory move is seen only with --rules b2",
        ));
    }
    let gauge = Gauge::new(experiment, &[experiment.configuration.quarters]);
    let seed = experiment.configuration.seeds.first;
    let scenes = scenes(experiment);
    let run =
        |variant: &Variant| gauge.run(experiment, &variant.rules, variant.concepts.as_ref(), seed);
    let as_is: Vec<Vec<f64>> = scenes.iter().map(run).collect::<Result<_>>()?;
    let mut parameters = with_policies(experiment);
    parameters.retain(|parameter| parameter.declared.path.starts_with(prefix));
    let one = |parameter: &Parameter| -> Result<Life> {
        let path = parameter.declared.path;
        for (scene, as_is) in scenes.iter().zip(&as_is) {
            for end in [0.0, 1.0] {
                let mut variant = scene.clone();
                variant.set(path, parameter.at(end));
                let moved = match run(&variant) {
                    Ok(values) => first_difference(&gauge, as_is, &values),
                    // What breaks the economy moves it.
                    Err(Error::Failed(why)) => Some(why),
                    Err(error) => return Err(error),
                };
                if moved.is_some() {
                    return Ok(life(parameter, moved));
                }
            }
        }
        Ok(life(parameter, None))
    };
    let mut found = BTreeMap::new();
    ensemble::share_out(&parameters, threads, &one, &mut |life| {
        found.insert(life.path, life);
        watch.run();
        Ok(())
    })?;
    // In the order of declaration.
    let lives = parameters
        .iter()
        .filter_map(|of| found.remove(of.declared.path));
    Ok(lives.collect())
}

/// What parameters are tried on: as it is, with every policy in use, and both from nothing.
fn scenes(experiment: &Experiment) -> Vec<Variant> {
    let plain = Variant::of(experiment);
    let mut policies = plain.clone();
    for concept in LEDGER
        .iter()
        .filter(|concept| concept.kind == Kind::Strategy)
    {
        policies.set(&format!("{}.intensity", concept.key), 1.0);
    }
    let from_nothing = |variant: &Variant| {
        let mut variant = variant.clone();
        if let Some(concepts) = &mut variant.concepts {
            concepts.setup.opening = OpeningMode::Greenfield;
        }
        variant
    };
    let (bare, both) = (from_nothing(&plain), from_nothing(&policies));
    vec![plain, policies, bare, both]
}

/// Inputs of the experiment, those of policies included.
fn with_policies(experiment: &Experiment) -> Vec<Parameter> {
    let mut used = experiment.clone();
    used.theory = scenes(experiment).swap_remove(1).concepts;
    inputs(&[&used])
}

fn life(parameter: &Parameter, moves: Option<String>) -> Life {
    Life {
        path: parameter.declared.path,
        role: parameter.declared.role.word(),
        status: parameter.declared.status.word(),
        alive: moves.is_some(),
        moves,
    }
}

/// The first number that differs in a bit.
fn first_difference(gauge: &Gauge, a: &[f64], b: &[f64]) -> Option<String> {
    let at = a
        .iter()
        .zip(b)
        .position(|(a, b)| a.to_bits() != b.to_bits())?;
    let names = gauge.names();
    Some(names[at % names.len()].to_owned())
}
