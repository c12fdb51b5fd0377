//! Online trade: which share of each product is bought on platforms, area by area.
//!
//! # Equation
//! ```text
//! O_ℓg = o_max · E / (1 + E)      E = Σ_p exp( v_g + pull_pℓg + ½ Δ₀lgs_ℓ )
//! ```
//! `v_g` is solved at the opening, so that `O · x̄ lit̄` is the observed share. Where that leaves no room,
//! `o_max` is raised to fit and the case is listed. Only additional online trade uses the online branch of
//! the goods market; the opening's is inside its tables.
//!
//! # Source
//! Digital economy, §6.1. Platforms and their pull are not built yet: `pull = 0`.

use economy::View;
use quantity::maths;

use crate::endowment::Endowment;
use crate::means::Means;

/// Platforms of a market; without pull only their number counts, and it goes into `v_g`.
const PULL_OF_LOGISTICS: f64 = 0.5;
/// Observed shares beyond this part of what is possible leave no room.
const LARGEST_PART: f64 = 0.95;

/// Online trade of a quarter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Online {
    areas: usize,
    /// Preference for buying online, at `product · areas + area` (`v_g`); −∞ for what is not sold there.
    preference: Vec<f64>,
    /// Largest share (`o_max`).
    largest: Vec<f64>,
    /// Share of spending of skilled users that is online, at `product · areas + area` (`O`).
    pub share: Vec<f64>,
    /// Share of consumption bought online, by area (`ō`).
    pub of_consumption: Vec<f64>,
    /// Cells in which the largest share was raised.
    pub raised: usize,
}

impl Online {
    /// Online trade at the opening, which is as observed where people are.
    #[must_use]
    pub fn open(endowment: &Endowment, means: &Means) -> Self {
        let areas = endowment.n_areas();
        let mut online = Self {
            areas,
            of_consumption: vec![0.0; areas],
            ..Self::default()
        };
        for industry in &endowment.industries {
            let class = industry.class;
            for area in 0..areas {
                let used = means.use_in_area[area];
                let mut largest = class.online_max;
                let wanted = maths::ratio_or_zero(class.online, used);
                if wanted > LARGEST_PART * largest {
                    largest = wanted / LARGEST_PART;
                    online.raised += 1;
                }
                let odds = maths::ratio_or_zero(wanted, largest - wanted);
                online.preference.push(if odds > 0.0 {
                    maths::ln(odds)
                } else {
                    f64::NEG_INFINITY
                });
                online.largest.push(largest);
                online.share.push(wanted);
            }
        }
        online
    }

    /// Lets shares follow skills and logistics; `logistics` is the change of each area's since the opening.
    pub fn follow(&mut self, view: &View<'_>, means: &Means, logistics: impl Fn(usize) -> f64) {
        let basket = &view.calibration.baskets.consumption;
        self.of_consumption.fill(0.0);
        for (cell, share) in self.share.iter_mut().enumerate() {
            let area = cell % self.areas;
            let odds = maths::exp(self.preference[cell] + PULL_OF_LOGISTICS * logistics(area));
            *share = self.largest[cell] * odds / (1.0 + odds);
            let product = cell.checked_div(self.areas).unwrap_or(0);
            self.of_consumption[area] += basket[product] * *share * means.use_in_area[area];
        }
    }
}
