//! Settings of rules, of the map and of the people that belong to an economy.
//!
//! They stand in `economy.toml` under `[closure.<rule>]`, `[geography]` and `[people]`, and are kept as
//! text under the path that `--set` would use. What a person sets goes over them; they go over the
//! declared defaults.

use std::collections::BTreeMap;

use params::Parameters;

use super::check::Checked;
use super::{Problem, Scalars, Tables};
use crate::closure::Closure;
use crate::{geography, people};

/// Sections of `economy.toml` whose entries are settings.
pub const SETTING_SECTIONS: [&str; 4] = ["closure", "geography", "people", "online_governance"];

impl Tables {
    /// Settings under a section, by path, as text.
    pub fn settings_of<'a>(&'a self, section: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.settings
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .filter(move |(path, _)| path.split('.').next() == Some(section))
    }

    /// What the economy says about the long-run rules, by path, as text: scalars of its own that a rule has for a
    /// parameter, and over them the sections of rules.
    #[must_use]
    pub fn of_long_run(&self) -> BTreeMap<String, String> {
        let Scalars {
            population, firms, ..
        } = &self.scalars;
        let scalars = [
            ("closure.demography.birth_rate", population.birth_rate),
            ("closure.demography.death_rate", population.death_rate),
            (
                "closure.cost_pass_through.minimum_margin",
                firms.minimum_margin,
            ),
        ];
        let mut said: BTreeMap<String, String> = scalars
            .into_iter()
            .map(|(path, value)| (path.to_owned(), value.to_string()))
            .collect();
        let settings = self.settings.iter();
        said.extend(
            settings
                .filter(|(path, _)| !of_map_or_drawing(path))
                .map(|(path, text)| (path.clone(), text.clone())),
        );
        said
    }

    /// Applies what the economy says about the long-run rules.
    ///
    /// # Errors
    /// The first setting that no rule has, or that is out of range; none after [`Self::check`].
    pub fn apply_closure(&self, closure: &mut Closure) -> Result<(), params::Error> {
        for (path, text) in self.of_long_run() {
            closure.set(&path, &text)?;
        }
        Ok(())
    }

    /// Refuses a setting of a section that is not one, and one that its section refuses.
    pub(super) fn check_settings(&self) -> Checked {
        for (path, text) in &self.settings {
            let section = path.split('.').next().unwrap_or_default();
            let refused = if !SETTING_SECTIONS.contains(&section) {
                Err(params::unknown(path, std::iter::empty()))
            } else if !of_map_or_drawing(path) {
                Closure::default().set(path, text)
            } else if section == "geography" {
                geography::Settings::default().set(path, text)
            } else {
                people::Settings::default().set(path, text)
            };
            refused.map_err(Problem::Parameter)?;
        }
        Ok(())
    }
}

/// Whether a setting is of the map or of the drawing of people, which act on the opening and not on the
/// rules of the quarters.
#[must_use]
pub fn of_map_or_drawing(path: &str) -> bool {
    let mut parts = path.split('.');
    let section = parts.next();
    // Longer paths under `people` are of rules of the quarters: moves, skill, portfolios.
    section == Some("geography") || section == Some("people") && parts.count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village::{VillageSpec, village};

    /// Authority: `docs/economies.md`; the section of a rule goes over a scalar, a scalar over the declared default.
    #[test]
    fn scalars_of_an_economy_reach_the_rules_that_have_them() {
        let mut tables = village(&VillageSpec::default());
        tables.scalars.population.birth_rate = 0.03;
        tables.scalars.firms.minimum_margin = 0.1;
        let closure = |tables: &Tables| {
            let mut closure = Closure::default();
            tables
                .apply_closure(&mut closure)
                .expect("settings of rules");
            closure
        };
        let said = closure(&tables);
        assert_eq!(said.demography.birth_rate, 0.03);
        assert_eq!(said.cost_pass_through.minimum_margin, 0.1);
        let path = "closure.demography.birth_rate".to_owned();
        tables.settings.insert(path, "0.02".to_owned());
        assert_eq!(closure(&tables).demography.birth_rate, 0.02);
    }
}
