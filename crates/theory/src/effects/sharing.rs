//! Sharing economy: idle things of households serve others, for a rent.
//!
//! # Question
//! What do idle assets give, and to whom?
//! # Equation
//! ```text
//! share of spending on hotels, transport and rentals moved: s · φ_s · Δo, at a price lower by u/(1+u)
//! supply: s · Δ₀x · 0.1 · K_h · r_K, in proportion to which owners are paid
//! ```
//! `u` gain in utilisation, `K_h` dwellings, `r_K` 0.5 % a quarter, `Δo` of hotels and meals: of the three
//! the only one that is sold online. Who rents and who earns: [`economy::markets::goods::bundles`].
//! # Source
//! Digital economy, §4.C, C9, and §6.3; utilisation: \[cramer_krueger_2016\].
//! # Writes
//! Channel 22 (bundle of households).
//! # Off
//! Nothing is shared beyond the opening.
//! # Indicator
//! `sharing_rent_share`: rents over household consumption.
//! # Contradicted by
//! Renters gain access and owners gain income: the rents go to those who own.

use economy::View;
use params::parameters;
use quantity::maths;

use crate::concepts::Mechanism;
use crate::pen::{Habit, Pen};
use crate::scene::Scene;

parameters! {
    /// Sharing economy: its parameters.
    pub struct Sharing in "sharing_economy" {
        /// How much of it acts: 0 is off, 1 is on.
        strength: f64 [Share] = 1.0, within 0.0..=1.0, plausible 0.0..=1.0,
            from Numerical("a switch") known Assumed as Alternative;
        /// Utilisation of a shared car over that of a taxi, less 1.
        utilisation_gain: f64 [Share] = 0.38, within 0.0..=2.0, plausible 0.3..=0.58,
            from Estimated("cramer_krueger_2016") known Verified;
        /// Share of such spending that moves at full online trade.
        budget_share: f64 [Share] = 0.15, within 0.0..=1.0, plausible 0.05..=0.3,
            from Assumed("share of spending on what can be shared") known New;
        /// Surplus of riders per dollar spent.
        consumer_surplus_per_dollar: f64 [Pure] = 1.6, within 0.0..=10.0, plausible 1.3..=1.8,
            from Estimated("cohen_2016") known Recalled as Satellite;
    }
}

/// Share of dwellings that stands idle and can be let (N).
const IDLE: f64 = 0.1;
/// The industry whose online trade stands for that of all that can be shared.
const ONLINE: &str = "HOS";
/// Rental yield of dwellings per quarter (N).
const YIELD: f64 = 0.005;

impl Sharing {
    /// Share of a household's spending on what can be shared that moves to other households.
    #[must_use]
    pub fn moved(&self, online_trade: f64) -> f64 {
        self.strength * self.budget_share * online_trade
    }

    /// Price of what is shared over that of what it replaces.
    ///
    /// ```
    /// let law = theory::effects::sharing::Sharing::default();
    /// assert!((law.relative_price() - 1.0 / 1.38).abs() < 1e-15);
    /// assert_eq!(law.moved(0.0), 0.0);
    /// ```
    #[must_use]
    pub fn relative_price(&self) -> f64 {
        1.0 - self.utilisation_gain / (1.0 + self.utilisation_gain)
    }

    /// Rent that a household can offer, money per quarter.
    #[must_use]
    pub fn supply(&self, online: f64, dwellings: f64) -> f64 {
        self.strength * online * IDLE * dwellings * YIELD
    }
}

/// What sharing is like in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SharingTrade {
    /// Rents over household consumption (`sharing_rent_share`).
    pub rent_share: f64,
    /// Share of rents that goes to the fifth of households with the most dwellings.
    pub of_top_fifth: f64,
    /// Rents over what was offered.
    pub utilisation: f64,
    /// Satellite: surplus of those who rent, money; stands beside GDP and is added to nothing.
    pub surplus: f64,
}

impl Sharing {
    /// Surplus of those who pay this rent, money; beside the accounts.
    ///
    /// ```
    /// let law = theory::effects::sharing::Sharing::default();
    /// assert!((law.surplus(10.0) - 16.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn surplus(&self, rent: f64) -> f64 {
        self.consumer_surplus_per_dollar * rent
    }

    /// Sharing as the books of the last quarter have it; `offered` is what could have been rented.
    #[must_use]
    pub fn trade(&self, view: &View<'_>, offered: f64) -> SharingTrade {
        let households = view.households;
        let rents = &households.rents;
        let consumption = maths::sum(households.consumption.iter().copied());
        let mut order: Vec<_> = households.ids().collect();
        order.sort_by(|&a, &b| households.dwellings[b].total_cmp(&households.dwellings[a]));
        let fifth = (0.2 * order.len() as f64).round() as usize;
        let earned = |h: &quantity::HouseholdId| rents.earned.get(h.0 as usize).copied();
        let of_top = maths::sum(order[..fifth].iter().filter_map(earned));
        SharingTrade {
            rent_share: maths::ratio_or_zero(rents.total, consumption),
            of_top_fifth: maths::ratio_or_zero(of_top, rents.total),
            utilisation: maths::ratio_or_zero(rents.total, offered),
            surplus: self.surplus(rents.total),
        }
    }
}

impl Mechanism for Sharing {
    fn strength(&self, _: u32) -> f64 {
        self.strength
    }

    fn writes(&self) -> &'static [u8] {
        &[22]
    }

    fn write(&self, scene: &Scene<'_>, pen: &mut Pen<'_>) {
        let mut products = scene.endowment.industries.iter();
        let Some(product) = products.position(|g| g.class.code == ONLINE) else {
            return;
        };
        let additional = scene.additional(product);
        pen.habit(scene, Habit::Sharing, |h| self.moved(additional(h)));
        let (now, opening) = (&scene.state.households, &scene.opening.state.households);
        let dwellings = &scene.view.households.dwellings;
        pen.offer_to_share(scene, self.utilisation_gain, |h| {
            let online = maths::positive(now.online[h] - opening.online[h]);
            self.supply(online, maths::positive(dwellings[h]))
        });
    }
}
