//! Settings of rules, of the map and of the people that belong to an economy.
//!
//! They stand in `economy.toml` under `[closure.<rule>]`, `[geography]` and `[people]`, and are kept as
//! text under the path that `--set` would use. What a person sets goes over them; they go over the
//! declared defaults.

use super::check::Checked;
use super::{Problem, Tables};
use crate::closure::Closure;

/// Sections of `economy.toml` whose entries are settings.
pub const SETTING_SECTIONS: [&str; 3] = ["closure", "geography", "people"];

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
        for (path, text) in self.settings_of("closure") {
            closure.set(path, text)?;
        }
        Ok(())
    }

    /// Refuses a setting of a section that is not one, and one that its section refuses.
    pub(super) fn check_settings(&self) -> Checked {
        for path in self.settings.keys() {
            let section = path.split('.').next().unwrap_or_default();
            if !SETTING_SECTIONS.contains(&section) {
                let declared = std::iter::empty();
                return Err(Problem::Parameter(params::unknown(path, declared)));
            }
        }
        self.apply_closure(&mut Closure::default())?;
        self.check_map_and_people()
    }

    /// Refuses what the parameters of the map and of the people refuse.
    ///
    /// Until they are declared, `[geography]` and `[people]` are kept as text.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "the sections are checked here once their parameters are declared"
    )]
    fn check_map_and_people(&self) -> Checked {
        Ok(())
    }
}
