//! Spiritual prosperity: six components of each household, measured after the fact and read by no act.
//!
//! Components: [`theory::spirit`], with the smoothed yearly change of income as its volatility.
//!
//! A household is deprived in a component where it has less than 60 per cent of the mean of the opening.
//!
//! # Source
//! Digital economy, §4.F, F3; the line of deprivation is that of relative poverty (N).

use economy::Economy;
use theory::Digital;
use theory::roles::spiritual_prosperity::{COMPONENTS, SpiritualProsperity};
use theory::spirit::Yardstick;
pub use theory::spirit::personal_premium;

use super::heads::Heads;
use super::memory::Memory;

/// Line of deprivation over the mean of the opening.
const LINE: f64 = 0.6;
/// Components of which one may lack one and not be deprived.
const MANY: usize = 2;

/// The index of everybody.
#[derive(Clone, Debug, Default)]
pub struct Spirit {
    /// Index of each row.
    pub index: Vec<f64>,
    /// Whether each row is deprived in two components or more.
    pub deprived: Vec<bool>,
    components: Vec<[f64; COMPONENTS]>,
    /// The opening, by which everybody is measured.
    yardstick: Yardstick,
    /// Line of each component.
    lines: Option<[f64; COMPONENTS]>,
}

impl Spirit {
    /// Measures everybody; the first time also sets what later quarters are measured by.
    pub fn measure(
        &mut self,
        economy: &Economy,
        digital: &Digital,
        heads: &Heads,
        memory: &Memory,
    ) {
        let view = economy.view();
        let ground = digital.ground(&view);
        let rows = heads.household.iter().zip(&heads.persons);
        let rows = rows.map(|(&h, &persons)| (h, persons));
        if self.lines.is_none() {
            self.yardstick = Yardstick::of(&ground, rows.clone());
        }
        self.components.clear();
        for (h, persons) in rows {
            let volatility = memory.volatility(h.0 as usize);
            let now = digital.derived();
            let yardstick = &self.yardstick;
            let components = yardstick.components(&ground, now, h, persons, volatility);
            self.components.push(components);
        }
        let lines = *self.lines.get_or_insert_with(|| {
            let total = heads.population();
            std::array::from_fn(|k| {
                let rows = self.components.iter().zip(&heads.persons);
                LINE * rows.map(|(values, w)| w * values[k]).sum::<f64>() / total
            })
        });
        let law: &SpiritualProsperity = &digital.concepts.spiritual_prosperity;
        self.index.clear();
        self.deprived.clear();
        for values in &self.components {
            self.index.push(law.of(*values));
            let lacking = values
                .iter()
                .zip(lines)
                .filter(|(value, line)| *value < line);
            self.deprived.push(lacking.count() >= MANY);
        }
    }
}
