//! Dated changes of parameters: what an event of a scenario does to the theory while it lasts.
//!
//! # Equation
//! ```text
//! value(t) = (… ((base ∘ e₁) ∘ e₂) …)    over the changes active in quarter t, as listed
//! ```
//! where `x ∘ value v = v` and `x ∘ factor f = x f`. The base is the parameter at the opening of the run, so that a
//! factor never compounds and the old value returns to the bit. A quarter's changes act before anything is
//! written in it.
//!
//! # Left out
//! What stands in no equation, what only the opening is made of, and choices between readings: see [`refusal`].

use params::Declaration;

use crate::concepts::Concepts;
use crate::unread;

/// What a change does to its parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// Replaces its value.
    Value(f64),
    /// Multiplies its value.
    Factor(f64),
}

/// A change of one parameter, from its first to its last quarter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The parameter.
    pub path: &'static str,
    /// First quarter in which it acts; the first quarter is 1.
    pub from: u32,
    /// Last quarter in which it acts; it lasts for good if there is none.
    pub to: Option<u32>,
    /// What it does.
    pub act: Act,
}

impl Change {
    /// Whether it acts in a quarter.
    #[must_use]
    pub fn is_active(&self, quarter: u32) -> bool {
        quarter >= self.from && self.to.is_none_or(|to| quarter <= to)
    }
}

/// Parameters that the opening is made of and that no later quarter reads, or that it reads as those of the opening.
const OF_THE_OPENING: &[&str] = &[
    "data_monopoly.closure_opening",
    "permeability.firm_digital_adoption_share",
    "strategy_core_technology.chip_self_sufficiency",
    "symbiosis.platform_take_rate",
];

/// Why an event cannot change this parameter; nothing where it can.
#[must_use]
pub fn refusal(declared: &Declaration) -> Option<&'static str> {
    if declared.path.starts_with("theory.") || OF_THE_OPENING.contains(&declared.path) {
        Some("is of the opening, which an event cannot change")
    } else if !declared.choices.is_empty() {
        Some("is a choice for the whole run, which an event cannot change")
    } else {
        unread::reason(declared)
    }
}

/// What the changes active in a quarter make of the value of a parameter.
#[must_use]
pub fn resolve(changes: &[Change], path: &str, base: f64, quarter: u32) -> f64 {
    let active = changes
        .iter()
        .filter(|change| change.path == path && change.is_active(quarter));
    active.fold(base, |value, change| match change.act {
        Act::Value(new) => new,
        Act::Factor(factor) => value * factor,
    })
}

impl Concepts {
    /// The value of a parameter; nothing if there is none of this path.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        let groups = self.groups().into_iter();
        let mut all = groups.chain(std::iter::once(&self.setup as &dyn params::Parameters));
        all.find_map(|group| group.find(path).map(|at| group.value(at)))
    }

    /// Puts the dated changes of a quarter in force; `base` holds the values without any.
    pub(crate) fn follow_dates(&mut self, base: &[f64], quarter: u32) {
        let paths = self.dated.iter().map(|change| change.path).zip(base);
        let values = paths.map(|(path, &base)| (path, resolve(&self.dated, path, base, quarter)));
        for (path, value) in values.collect::<Vec<_>>() {
            // What is out of range was refused when the run was planned.
            let taken = self.set_number(path, value);
            debug_assert!(taken.is_ok(), "{path} = {value}");
        }
    }

    /// Values of the parameters that dated changes act on, one per change.
    pub(crate) fn undated(&self) -> Vec<f64> {
        let numbers = self.dated.iter().map(|change| self.number(change.path));
        numbers.map(|number| number.unwrap_or(f64::NAN)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "strategy_core_technology.available";

    fn change(from: u32, to: Option<u32>, act: Act) -> Change {
        Change {
            path: PATH,
            from,
            to,
            act,
        }
    }

    #[test]
    fn changes_follow_one_another_and_the_old_value_returns() {
        let mut concepts = Concepts {
            dated: vec![
                change(2, Some(4), Act::Value(0.5)),
                change(3, Some(3), Act::Factor(0.5)),
            ],
            ..Concepts::default()
        };
        let base = concepts.undated();
        let seen: Vec<f64> = (1..=5)
            .map(|quarter| {
                concepts.follow_dates(&base, quarter);
                concepts.strategy_core_technology.available
            })
            .collect();
        assert_eq!(seen, [1.0, 0.5, 0.25, 0.5, 1.0]);
    }

    #[test]
    fn only_what_acts_during_a_run_can_be_dated() {
        let concepts = Concepts::default();
        let of = |path: &str| {
            let declared = concepts.declarations().find(|d| d.path == path);
            refusal(declared.expect("a parameter"))
        };
        for path in [PATH, "gig_economy.strength", "strategy_ecosystem.intensity"] {
            assert_eq!(of(path), None, "{path}");
        }
        for path in [
            "theory.opening",
            "symbiosis.platform_take_rate",
            "equality.reading",
            "online_culture.online_culture_reach",
            "empowerment.data_driven_tfp_premium",
        ] {
            assert!(of(path).is_some(), "{path}");
        }
        for path in OF_THE_OPENING {
            assert!(concepts.has(path), "{path}");
        }
    }
}
