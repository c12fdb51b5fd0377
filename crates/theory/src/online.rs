//! Online trade: which share of each product is bought on platforms, area by area.
//!
//! # Equation
//! ```text
//! O_ℓg = o_max · E / (1 + E)      E = Σ_p exp( v_g + pull_pℓg + ½ Δ₀lgs_ℓ )
//! ```
//! `v_g` is solved at the opening, so that `O · x̄ lit̄` is the observed share, of which areas of the two kinds have
//! theirs by the share of rural areas in online sales. Where that leaves no room,
//! `o_max` is raised to fit and the case is listed. Only additional online trade uses the online branch of
//! the goods market; the opening's is inside its tables.
//!
//! `p` are the platforms that sell the product. Their number is in `v_g`, so what is computed is the mean of
//! `e^pull`, which is 1 at the opening and where there are no platforms. Shares move at the end of a quarter,
//! with the pull written at its beginning.
//!
//! # Source
//! Digital economy, §6.1.

use economy::View;
use economy::geography::Kind;
use economy::online::{OnlineTrade, Platform};
use quantity::maths;

use crate::endowment::Endowment;
use crate::means::Means;
use crate::scene::Scene;
use crate::state::State;

/// Pull of parcel logistics.
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
    /// Share of sales of each product made online, mean over persons.
    pub of_product: Vec<f64>,
    /// Cells in which the largest share was raised.
    pub raised: usize,
}

impl Online {
    /// Online trade at the opening, which is as observed where people are: of each product in the country, and of
    /// all products, `rural_share`, in rural areas.
    #[must_use]
    pub fn open(endowment: &Endowment, means: &Means, rural_share: f64) -> Self {
        let areas = endowment.n_areas();
        let of_kind = online_of_kind(endowment, rural_share);
        let mut online = Self {
            areas,
            of_consumption: vec![0.0; areas],
            of_product: vec![0.0; endowment.industries.len()],
            ..Self::default()
        };
        for industry in &endowment.industries {
            let opening = industry.opening;
            for (area, place) in endowment.places.iter().enumerate() {
                let used = means.use_in_area[area];
                let mut largest = opening.online_max;
                let observed = opening.online_share * of_kind[place.kind as usize];
                let wanted = maths::ratio_or_zero(observed, used);
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

    /// Lets shares follow skills, logistics and platforms.
    ///
    /// `logistics` is the change of each area's since the opening; `attraction` the mean of `e^pull` over
    /// the platforms of a product, in an area.
    pub fn follow(
        &mut self,
        view: &View<'_>,
        means: &Means,
        logistics: impl Fn(usize) -> f64,
        attraction: impl Fn(usize, usize) -> f64,
    ) {
        let basket = &view.calibration.baskets.consumption;
        let persons = maths::sum(means.persons.iter().copied());
        self.of_consumption.fill(0.0);
        self.of_product.fill(0.0);
        for (cell, share) in self.share.iter_mut().enumerate() {
            let (product, area) = (cell.div_euclid(self.areas), cell.rem_euclid(self.areas));
            let pull = PULL_OF_LOGISTICS * logistics(area);
            let odds = maths::exp(self.preference[cell] + pull) * attraction(area, product);
            *share = self.largest[cell] * odds / (1.0 + odds);
            let bought = *share * means.use_in_area[area];
            self.of_consumption[area] += basket[product] * bought;
            self.of_product[product] += means.persons[area] * bought;
        }
        for share in &mut self.of_product {
            *share = maths::ratio_or_zero(*share, persons);
        }
    }

    /// Share of spending of a skilled user on a product in an area that is online (`O`).
    #[inline]
    #[must_use]
    pub fn share(&self, product: usize, area: usize) -> f64 {
        self.share[product * self.areas + area]
    }
}

impl Scene<'_> {
    /// Tells the goods market who is online, what is sold there and by whom; nothing without platforms.
    ///
    /// This is the law of channel 14, which has no switch: at the values of the opening nobody buys more
    /// online than then.
    pub fn offer_online(&self, trade: &mut OnlineTrade) {
        let platforms = &self.state.platforms;
        if platforms.is_empty() {
            return;
        }
        let used = |state: &State| {
            let columns = state.households.online.iter();
            let pairs = columns.zip(state.households.skill.iter());
            pairs
                .map(|(online, skill)| online * skill)
                .collect::<Vec<_>>()
        };
        trade.use_now.extend(used(self.state));
        trade.use_at_opening.extend(used(&self.opening.state));
        trade.share_now.extend_from_slice(&self.online.share);
        let then = &self.opening.online.share;
        trade.share_at_opening.extend_from_slice(then);
        let firms = self.view.firms;
        let members = firms
            .ids()
            .map(|i| platforms.sells_online(i, self.industry(i)));
        trade.member.extend(members);
        let kinds = platforms.firm.iter().zip(&platforms.kind);
        trade
            .platforms
            .extend(kinds.map(|(&firm, &kind)| Platform { firm, kind }));
        trade.fee_split = platforms.takings();
    }
}
/// Share of consumption that is online, urban and rural, over the country's.
fn online_of_kind(endowment: &Endowment, rural_share: f64) -> [f64; 2] {
    let rural = endowment
        .places
        .iter()
        .filter(|place| place.kind == Kind::Rural);
    let spent: Option<f64> = rural.map(|place| place.consumption).sum();
    match spent {
        Some(spent) if spent > 0.0 && spent < 1.0 => {
            [(1.0 - rural_share) / (1.0 - spent), rural_share / spent]
        }
        _ => [1.0; 2],
    }
}
