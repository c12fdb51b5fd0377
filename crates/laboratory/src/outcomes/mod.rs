//! The outcome vector of a run: levels, shares, gaps, services, spirit, problems, finance and satellites.
//!
//! What the measures are is declared once, in [`theory::common_prosperity`]; here they are computed from
//! the columns of households, firms and areas. Persons are the weights. Income is per head (or equivalised)
//! and at the prices paid; consumption and the first decile of income are at the prices of the area.
//!
//! ```
//! use laboratory::outcomes::{OUTCOMES, observe};
//! use laboratory::{Experiment, Request};
//! use economy::{Economy, Luck};
//!
//! let village = Experiment::plan(Request { rules: Some("b2".into()), ..Request::default() })?;
//! let economy = Economy::open(village.economy.calibration.clone(), village.rules, Luck::Seed(1));
//! let digital = village.theory_for(&economy);
//! let values = observe(&economy, digital.digital());
//! assert_eq!(values.len(), OUTCOMES.len());
//! # Ok::<(), laboratory::Error>(())
//! ```
//!
//! # Source
//! Digital economy, §7.

mod divide;
mod heads;
mod memory;
mod spirit;
mod spread;
mod values;

use economy::Economy;
use inequality::Sorter;
use serde::{Deserialize, Serialize};
use theory::satellites::Satellites;
use theory::{Concepts, Digital};

pub use heads::{Heads, PerHead, SKILLS, Work, consumption, kind_of, price_at};
pub use memory::PERSISTENCE;
pub use spirit::personal_premium;
pub use spread::{Groups, Spread, mean_and_cv};
pub use theory::common_prosperity::{Better, Measure, OUTCOMES, Outcome, Part, outcome};
pub use values::{outlays_of, policy_outlays};

/// Quarters between two observations that nobody asked for.
pub const EVERY: u32 = 4;

/// How outcomes are measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Whom a household's income is shared among.
    pub per_head: PerHead,
    /// Real persons of one model person; 1 where nobody says.
    pub represents: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            per_head: PerHead::default(),
            represents: 1.0,
        }
    }
}

/// Position of an outcome in the vector.
#[must_use]
pub fn position(id: &str) -> Option<usize> {
    OUTCOMES.iter().position(|outcome| outcome.id == id)
}

/// The quarters in which outcomes of a run are observed: the opening, the end, every fourth, those asked
/// for, and those forty quarters before, to which ranks are compared.
#[must_use]
pub fn quarters(last: u32, asked: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut quarters: Vec<u32> = (0..=last).step_by(EVERY as usize).chain([last]).collect();
    for quarter in asked {
        quarters.push(quarter);
        quarters.extend(quarter.checked_sub(PERSISTENCE));
    }
    quarters.extend(last.checked_sub(PERSISTENCE));
    quarters.sort_unstable();
    quarters.dedup();
    quarters
}

/// The vector of an economy without a past: what needs one is not a number.
#[must_use]
pub fn observe(economy: &Economy, digital: Option<&Digital>) -> Vec<f64> {
    Observer::new(Settings::default()).observe(economy, digital)
}

/// Observes the outcomes of one run, from its opening on.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    settings: Settings,
    heads: Heads,
    sorter: Sorter,
    income: Spread,
    real_income: Spread,
    consumption: Spread,
    /// Of wealth, and then of the index of the spirit.
    other: Spread,
    groups: Groups,
    /// Net worth of inhabited households.
    worth: Vec<f64>,
    spirit: spirit::Spirit,
    memory: memory::Memory,
    /// Satellites of the last vector, and its quarter.
    beside: Option<(u32, Satellites)>,
    /// What stands for the digital economy of a run without the theory: that of the opening, for good.
    frozen: Option<Box<Digital>>,
}

impl Observer {
    /// An observer that has seen nothing yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// The vector at the end of the quarter that `economy` is in, in the order of [`OUTCOMES`]; what is
    /// undefined is not a number.
    ///
    /// Call it at the opening first. Without a theory its state is that of the opening.
    pub fn observe(&mut self, economy: &Economy, digital: Option<&Digital>) -> Vec<f64> {
        self.beside(economy, digital, |observer, digital| {
            observer.vector(economy, digital)
        })
    }

    /// Takes note of what later vectors compare with, in a quarter of which nobody reads the vector.
    ///
    /// Later vectors are the same as if [`Self::observe`] had been called.
    pub fn pass(&mut self, economy: &Economy, digital: Option<&Digital>) {
        self.beside(economy, digital, |observer, digital| {
            observer.remember(economy, digital);
        });
    }

    /// Looks with the theory's state, or what stands for it.
    fn beside<T>(
        &mut self,
        economy: &Economy,
        digital: Option<&Digital>,
        look: impl FnOnce(&mut Self, &Digital) -> T,
    ) -> T {
        if let Some(digital) = digital {
            return look(self, digital);
        }
        let frozen = self.frozen.take();
        let frozen =
            frozen.unwrap_or_else(|| Box::new(Digital::open(Concepts::off(), &economy.view())));
        let seen = look(self, &frozen);
        self.frozen = Some(frozen);
        seen
    }

    /// Everybody as of the last observation.
    #[must_use]
    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Everybody's index of the spirit as of the last observation, in the order of [`Self::heads`].
    #[must_use]
    pub fn spirit(&self) -> &[f64] {
        &self.spirit.index
    }

    /// Satellites by area and fifth of a quarter, if the vector was observed last in that quarter.
    #[must_use]
    pub fn satellites(&self, quarter: u32) -> Option<&Satellites> {
        let (of, satellites) = self.beside.as_ref()?;
        (*of == quarter).then_some(satellites)
    }

    /// Real persons of one model person.
    #[must_use]
    pub fn represents(&self) -> f64 {
        self.settings.represents
    }

    /// Everybody's disposable income per head as of the last observation.
    #[must_use]
    pub fn income(&self) -> &Spread {
        &self.income
    }
}
