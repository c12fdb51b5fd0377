//! Platforms: the largest firms of their industry, which bring buyers and sellers together and take a part.
//!
//! Up to eight firms of PLT are platforms, two of each kind, the largest first. They keep every column of a
//! firm; what they have besides is here. Where there are fewer, later kinds have one or none, and concepts
//! that need them write nothing.
//!
//! # Equation
//! ```text
//! buyers_pℓ ← buyers_pℓ + ¼ ( Σ_g w_g · e^{pull_pℓg} / Σ_q e^{pull_qℓg} − buyers_pℓ )      sellers_pg alike, over areas
//! t_p ← t_p + 0.1 (take_target_p − t_p)      D_p ← 0.9 D_p + 0.1 · buyers_p · platforms of the kind
//! ```
//! Shares of buyers and sellers are within a kind and add up to 1. `w` are shares of consumption and of
//! persons. They open equal but for five percent either way, which is drawn.
//!
//! # Source
//! Digital economy, §2 and §6.1; own sellers: §5.1, G2. Which kind sells what beside goods is ours: decision 0013.

pub mod indicators;
pub mod laws;
pub mod membership;
pub mod pen;

use economy::View;
pub use economy::online::PlatformKind as Kind;
use quantity::{FirmId, Purpose, maths};

use crate::characteristics::symbiosis;
use crate::endowment::Endowment;
use crate::problems::data_monopoly::DataMonopoly;
use laws::PlatformLaws;
use membership::Memberships;

/// The most platforms there are: one bit of a seller's memberships for each.
pub const MOST: usize = 8;
/// Platforms of a kind.
const PER_KIND: usize = 2;
/// By how much opening shares differ from equal ones, at most.
const UNEQUAL: f64 = 0.05;
/// Part of the way that shares move in a quarter.
const SPEED: f64 = 0.25;

/// The kinds, in the order in which platforms are given to them.
pub const KINDS: [Kind; 4] = [
    Kind::Market,
    Kind::Delivery,
    Kind::Sharing,
    Kind::Industrial,
];

/// The platforms of a country.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Platforms {
    areas: usize,
    products: usize,
    /// The firm that each is.
    pub firm: Vec<FirmId>,
    /// What it is for.
    pub kind: Vec<Kind>,
    /// Commission over the value of a sale (`t`).
    pub rate: Vec<f64>,
    /// Commission of all of them at the opening (`t(0)`).
    pub opening_rate: f64,
    /// Data, 1 for each of equal platforms (`D`).
    pub data: Vec<f64>,
    /// Share of the buyers of its kind, at `platform · areas + area`.
    pub buyers: Vec<f64>,
    /// Share of the sellers of its kind, at `platform · products + product`.
    pub sellers: Vec<f64>,
    /// Share of the buyers of its kind in the country.
    pub share: Vec<f64>,
    /// Whether its sellers may sell on no other platform of the kind.
    pub exclusive: Vec<bool>,
    /// Which kind sells each product online; none where nothing of it is sold there.
    serving: Vec<Option<Kind>>,
    /// Bits of the platforms on which each product is sold.
    masks: Vec<u8>,
    /// Who sells on which platform.
    pub memberships: Memberships,
}

impl Platforms {
    /// Platforms at the opening, with everybody's commission.
    #[must_use]
    pub fn open(view: &View<'_>, endowment: &Endowment, rate: f64, exclusive: bool) -> Self {
        let firms = view.firms;
        let mut largest: Vec<FirmId> = (0..endowment.industries.len())
            .filter(|&g| endowment.industries[g].class.code == "PLT")
            .flat_map(|g| firms.of_industry(g))
            .collect();
        largest.sort_by(|&a, &b| firms.output[b].total_cmp(&firms.output[a]).then(a.cmp(&b)));
        largest.truncate(MOST);
        let n = largest.len();
        let (areas, products) = (endowment.n_areas(), endowment.industries.len());
        let mut platforms = Self {
            areas,
            products,
            kind: KINDS
                .into_iter()
                .flat_map(|kind| [kind; PER_KIND])
                .take(n)
                .collect(),
            firm: largest,
            rate: vec![rate; n],
            opening_rate: rate,
            data: vec![1.0; n],
            buyers: vec![1.0; n * areas],
            sellers: vec![1.0; n * products],
            share: vec![0.0; n],
            exclusive: vec![exclusive; n],
            serving: Vec::new(),
            masks: Vec::new(),
            memberships: Memberships::default(),
        };
        platforms.serving = endowment
            .industries
            .iter()
            .map(|industry| platforms.kind_for(industry.class.code, industry.opening.online_max))
            .collect();
        platforms.masks = (0..products)
            .map(|product| platforms.serving_platforms(product))
            .map(|serving| serving.fold(0, |bits, p| bits | 1 << p))
            .collect();
        platforms.draw_shares(view);
        let persons: Vec<f64> = endowment.places.iter().map(|place| place.persons).collect();
        platforms.count(&persons);
        platforms
    }

    /// The kind that sells a product online: delivery brings meals, markets everything else.
    fn kind_for(&self, code: &str, online_max: f64) -> Option<Kind> {
        if online_max <= 0.0 || self.is_empty() {
            return None;
        }
        let delivered = code == "HOS" && self.has(Kind::Delivery);
        Some(if delivered {
            Kind::Delivery
        } else {
            Kind::Market
        })
    }

    /// Opening shares: equal but for luck; without luck exactly equal.
    fn draw_shares(&mut self, view: &View<'_>) {
        let chance = view.luck.in_quarter(0);
        let (areas, products) = (self.areas, self.products);
        for p in 0..self.len() {
            for area in 0..areas {
                let agent = (p * (areas + products) + area) as u64;
                let luck = 2.0 * chance.uniform(Purpose::Platforms, agent) - 1.0;
                self.buyers[p * areas + area] = 1.0 + UNEQUAL * luck;
            }
            for product in 0..products {
                let agent = (p * (areas + products) + areas + product) as u64;
                let luck = 2.0 * chance.uniform(Purpose::Platforms, agent) - 1.0;
                self.sellers[p * products + product] = 1.0 + UNEQUAL * luck;
            }
        }
        for kind in KINDS {
            let of_kind: Vec<usize> = self.of_kind(kind).collect();
            for (shares, width) in [(&mut self.buyers, areas), (&mut self.sellers, products)] {
                for at in 0..width {
                    let total = maths::sum(of_kind.iter().map(|p| shares[p * width + at]));
                    for p in &of_kind {
                        shares[p * width + at] /= total;
                    }
                }
            }
        }
    }

    /// Number of platforms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.firm.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.firm.is_empty()
    }

    /// The platforms of a kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(move |&p| self.kind[p] == kind)
    }

    /// Whether there is a platform of this kind.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.of_kind(kind).next().is_some()
    }

    /// The kind on which a product is sold.
    #[must_use]
    pub fn serving(&self, product: usize) -> Option<Kind> {
        self.serving.get(product).copied().flatten()
    }

    /// The platforms on which a product is sold.
    pub fn serving_platforms(&self, product: usize) -> impl Iterator<Item = usize> + '_ {
        let kind = self.serving(product);
        (0..self.len()).filter(move |&p| Some(self.kind[p]) == kind)
    }

    /// Bits of the platforms on which a product is sold.
    #[must_use]
    pub fn mask(&self, product: usize) -> u8 {
        self.masks.get(product).copied().unwrap_or(0)
    }

    /// Bits of the platforms of a kind.
    #[must_use]
    pub fn mask_of(&self, kind: Kind) -> u8 {
        self.of_kind(kind).fold(0, |bits, p| bits | 1 << p)
    }

    /// Commission of a kind, mean over buyers; 0 where there is none.
    #[must_use]
    pub fn rate_of(&self, kind: Kind) -> f64 {
        maths::sum(self.of_kind(kind).map(|p| self.share[p] * self.rate[p]))
    }

    /// Commission that a seller of `product` with these memberships pays, mean over the sellers of its
    /// platforms; none where it sells on none.
    #[must_use]
    pub fn seller_rate(&self, product: usize, memberships: u8) -> Option<f64> {
        let (mut sum, mut weights) = (0.0, 0.0);
        for p in self.serving_platforms(product) {
            if memberships & 1 << p != 0 {
                let weight = self.sellers[p * self.products + product];
                // Measured from the opening's, so that a commission nobody moved is exact.
                sum += weight * (self.rate[p] - self.opening_rate);
                weights += weight;
            }
        }
        (weights > 0.0).then(|| self.opening_rate + sum / weights)
    }

    /// Concentration of the buyers of a kind: the sum of squared shares.
    #[must_use]
    pub fn herfindahl(&self, kind: Kind) -> f64 {
        maths::sum(self.of_kind(kind).map(|p| self.share[p] * self.share[p]))
    }

    /// Counts the buyers of each platform in the country.
    fn count(&mut self, persons: &[f64]) {
        let total = maths::sum(persons.iter().copied());
        for (p, share) in self.share.iter_mut().enumerate() {
            let buyers = &self.buyers[p * self.areas..(p + 1) * self.areas];
            let sum = maths::sum(buyers.iter().zip(persons).map(|(share, n)| share * n));
            *share = maths::ratio_or_zero(sum, total);
        }
    }

    /// Moves buyers, sellers, data and commissions on by a quarter.
    ///
    /// `basket` are shares of products in consumption, `persons` those of areas.
    pub fn follow(&mut self, laws: &PlatformLaws, basket: &[f64], persons: &[f64]) {
        for kind in KINDS {
            let of_kind: Vec<usize> = self.of_kind(kind).collect();
            if of_kind.len() > 1 {
                self.attract(&of_kind, laws, basket, persons);
            }
        }
        self.count(persons);
        for p in 0..self.len() {
            let n = self.of_kind(self.kind[p]).count() as f64;
            self.data[p] = DataMonopoly::next_data(self.data[p], self.share[p], n);
            self.rate[p] = symbiosis::next_rate(self.rate[p], laws.take(p));
        }
    }

    /// Lets buyers and sellers of one kind go where they are pulled.
    fn attract(&mut self, of_kind: &[usize], laws: &PlatformLaws, basket: &[f64], persons: &[f64]) {
        let (areas, products) = (self.areas, self.products);
        let kind = self.kind[of_kind[0]];
        // Platforms that sell no product serve all of them alike.
        let sells = self.serving.contains(&Some(kind));
        let weight = |g: usize| {
            if sells && self.serving[g] != Some(kind) {
                0.0
            } else {
                basket[g]
            }
        };
        let mut weights: Vec<f64> = (0..products).map(weight).collect();
        let mut persons = persons.to_vec();
        for weights in [&mut weights, &mut persons] {
            let total = maths::sum(weights.iter().copied());
            if total <= 0.0 {
                return;
            }
            for weight in weights {
                *weight /= total;
            }
        }
        let n = of_kind.len();
        let mut buyers = vec![0.0; n * areas];
        let mut sellers = vec![0.0; n * products];
        let mut odds = vec![0.0; n];
        for (area, persons) in persons.iter().enumerate() {
            for (product, weight) in weights.iter().enumerate() {
                for (odds, &p) in odds.iter_mut().zip(of_kind) {
                    *odds = maths::exp(laws.pull(p, area, product));
                }
                let total = odds.iter().fold(0.0, |sum, odds| sum + odds);
                for (k, odds) in odds.iter().enumerate() {
                    let share = odds / total;
                    buyers[k * areas + area] += weight * share;
                    sellers[k * products + product] += persons * share;
                }
            }
        }
        for (k, &p) in of_kind.iter().enumerate() {
            for area in 0..areas {
                let share = &mut self.buyers[p * areas + area];
                *share += SPEED * (buyers[k * areas + area] - *share);
            }
            for product in 0..products {
                let share = &mut self.sellers[p * products + product];
                *share += SPEED * (sellers[k * products + product] - *share);
            }
        }
    }

    /// Whether a firm sells online.
    #[must_use]
    pub fn sells_online(&self, i: FirmId, product: usize) -> bool {
        self.memberships.bits[i] & self.mask(product) != 0
    }

    /// Shares of platforms in what is collected on each product, at `product · platforms + platform`.
    #[must_use]
    pub fn takings(&self) -> Vec<f64> {
        let n = self.len();
        let mut takings = vec![0.0; self.products * n];
        for product in 0..self.products {
            for p in self.serving_platforms(product) {
                takings[product * n + p] = self.sellers(p, product) * self.rate[p];
            }
        }
        takings
    }

    /// Mean of `e^pull` over the platforms of a product, in an area; 1 where there are none.
    #[must_use]
    pub fn attraction(&self, laws: &PlatformLaws, area: usize, product: usize) -> f64 {
        let (mut sum, mut n) = (0.0, 0.0);
        for p in self.serving_platforms(product) {
            sum += maths::exp(laws.pull(p, area, product));
            n += 1.0;
        }
        if n > 0.0 { sum / n } else { 1.0 }
    }

    /// Share of buyers of a platform in an area.
    #[inline]
    #[must_use]
    pub fn buyers(&self, p: usize, area: usize) -> f64 {
        self.buyers[p * self.areas + area]
    }

    /// Share of sellers of a platform among those of a product.
    #[inline]
    #[must_use]
    pub fn sellers(&self, p: usize, product: usize) -> f64 {
        self.sellers[p * self.products + product]
    }
}

#[cfg(test)]
mod tests;
