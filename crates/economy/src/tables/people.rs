//! From the tables of areas and people to the census from which a population is drawn.

use params::Parameters;

use super::settings::of_map_or_drawing;
use super::{Problem, Tables};
use crate::people::{Census, Settings};

impl Tables {
    /// What is known of the people, for one model household in `scale`; nothing without areas.
    #[must_use]
    pub fn census(&self, scale: f64) -> Option<Census> {
        let column = |of: fn(&super::IndustryRow) -> f64| self.industries.iter().map(of).collect();
        Some(Census {
            regions: self.regions.clone()?,
            scale,
            households_thousand: self.scalars.size.households_thousand,
            seed: self.scalars.size.population_seed as u64,
            self_employed_share: column(|row| row.self_employed_share),
            propensity_elasticity: self.scalars.households.propensity_elasticity,
        })
    }

    /// The constants of the drawing: the declared ones under those of this economy.
    ///
    /// # Errors
    /// A setting under `people.` that there is not, or that is out of range.
    pub fn people_settings(&self) -> Result<Settings, Problem> {
        let mut settings = Settings::default();
        for (path, text) in self.settings_of("people") {
            if !of_map_or_drawing(path) {
                continue;
            }
            settings.set(path, text).map_err(Problem::Parameter)?;
        }
        Ok(settings)
    }
}
