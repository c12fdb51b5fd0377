//! Settings of rules, of the map and of the people that belong to an economy.
//!
//! They stand in `economy.toml` under `[closure.<rule>]`, `[geography]` and `[people]`, and are kept as
//! text under the path that `--set` would use. What a person sets goes over them; they go over the
//! declared defaults.

use params::Parameters;

use super::check::Checked;
use super::{Problem, Tables};
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

    /// Applies the settings of the long-run rules that belong to this economy.
    ///
    /// # Errors
    /// The first setting that no rule has, or that is out of range; none after [`Self::check`].
    pub fn apply_closure(&self, closure: &mut Closure) -> Result<(), params::Error> {
        for (path, text) in &self.settings {
            if of_map_or_drawing(path) {
                continue;
            }
            closure.set(path, text)?;
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
