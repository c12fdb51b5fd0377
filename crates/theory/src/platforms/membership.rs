//! Membership: which sellers sell on which platforms.
//!
//! # Equation
//! ```text
//! gain_ip = 4 (μ_i + t(0) − t_p) · share_pg · online sales_i      in yearly wages of a worker
//! joins where gain − reference > 0.02, leaves where gain − reference < 0.01
//! ```
//! `μ_i` is the operating margin at today's prices, which the opening's commission has already lowered: that
//! is why `t(0)` comes back. Online sales are sales times the online share of the product; on industrial
//! platforms they are digitised sales, sales times adoption. The reference makes the opening a position of
//! rest: who stayed out then has a cost of his own as large as what he would have gained, who was in is
//! content with what he had.
//!
//! # Source
//! Digital economy, §2 (`mem`) and §6.1. The reference is ours: decision 0013.

use economy::View;
use quantity::{FirmId, maths};

use super::{Kind, MOST, Platforms};
use crate::scene::Ground;
use crate::state::Firm;

/// Cost of joining, in yearly wages of a worker (N).
const COST: f64 = 0.02;
/// Part of the cost below which a seller leaves.
const LEAVES_BELOW: f64 = 0.5;
/// One in so many members is a platform's own seller.
const TENTH: usize = 10;
/// Quarters of a year.
const YEAR: f64 = 4.0;

/// Who sells on which platform.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memberships {
    /// A bit for each platform.
    pub bits: Firm<u8>,
    /// Gain beyond which a seller would join at no cost, platform by platform.
    reference: Vec<Firm>,
}

impl Memberships {
    /// The opening: `members` are on every platform that sells what they make, and on all industrial ones.
    pub fn open(platforms: &mut Platforms, view: &View<'_>, members: &Firm<bool>) {
        let industrial = platforms.mask_of(Kind::Industrial);
        let bits = view.firms.ids().map(|i| {
            if members[i] {
                platforms.mask(view.firms.industry[i] as usize) | industrial
            } else {
                0
            }
        });
        platforms.memberships = Self {
            bits: bits.collect(),
            reference: Vec::new(),
        };
    }

    /// Lets everybody be content with the opening.
    pub fn settle(platforms: &mut Platforms, ground: &Ground<'_>) {
        let bits = std::mem::take(&mut platforms.memberships.bits);
        let mut reference = vec![Firm::filled(bits.len(), 0.0); platforms.len()];
        for (p, column) in reference.iter_mut().enumerate() {
            for i in ground.view.firms.ids() {
                let gain = Seller::of(ground, i).gain(platforms, p);
                column[i] = if bits[i] & 1 << p == 0 {
                    gain
                } else {
                    (gain - LEAVES_BELOW * COST).min(0.0)
                };
            }
        }
        platforms.memberships = Self { bits, reference };
    }

    /// Lets sellers join and leave; `relief` is the share of the cost of joining that somebody else bears.
    pub fn follow(platforms: &mut Platforms, ground: &Ground<'_>, relief: f64) {
        let cost = COST * (1.0 - relief);
        let mut memberships = std::mem::take(&mut platforms.memberships);
        let industrial = platforms.mask_of(Kind::Industrial);
        for product in 0..ground.endowment.industries.len() {
            let open_to = platforms.mask(product) | industrial;
            if open_to == 0 {
                continue;
            }
            for i in ground.view.firms.of_industry(product) {
                let seller = Seller::of(ground, i);
                let mut bits = memberships.bits[i];
                for p in (0..platforms.len()).filter(|p| open_to & 1 << p != 0) {
                    let gain = seller.gain(platforms, p) - memberships.reference[p][i];
                    bits = decide(bits, p, gain, cost);
                }
                memberships.bits[i] = keep_exclusive(platforms, product, bits);
            }
        }
        platforms.memberships = memberships;
    }
}

/// Which firms are a platform's own sellers: the largest tenth of those that sell a product online.
#[must_use]
pub fn own_sellers(ground: &Ground<'_>) -> Firm<bool> {
    let firms = ground.view.firms;
    let platforms = &ground.state.platforms;
    let mut own = Firm::filled(firms.len(), false);
    let mut sellers: Vec<FirmId> = Vec::new();
    for product in 0..ground.endowment.industries.len() {
        let mask = platforms.mask(product);
        sellers.clear();
        let online = |i: &FirmId| platforms.memberships.bits[*i] & mask != 0;
        sellers.extend(firms.of_industry(product).filter(online));
        sellers.sort_by(|&a, &b| firms.output[b].total_cmp(&firms.output[a]).then(a.cmp(&b)));
        for &i in &sellers[..sellers.len().div_ceil(TENTH)] {
            own[i] = true;
        }
    }
    own
}

/// Memberships after a seller has thought about platform `p`.
///
/// ```
/// use theory::platforms::membership::decide;
/// assert_eq!(decide(0b00, 1, 0.03, 0.02), 0b10);
/// assert_eq!(decide(0b00, 1, 0.015, 0.02), 0b00);
/// assert_eq!(decide(0b10, 1, 0.015, 0.02), 0b10);
/// assert_eq!(decide(0b10, 1, 0.005, 0.02), 0b00);
/// ```
#[must_use]
pub fn decide(bits: u8, p: usize, gain: f64, cost: f64) -> u8 {
    let bit = 1 << p;
    if gain > cost {
        bits | bit
    } else if gain < LEAVES_BELOW * cost {
        bits & !bit
    } else {
        bits
    }
}

/// A seller on an exclusive platform gives up the others, or it, whichever has fewer sellers.
fn keep_exclusive(platforms: &Platforms, product: usize, bits: u8) -> u8 {
    let on: [bool; MOST] = std::array::from_fn(|p| bits & 1 << p != 0);
    let mine = || platforms.serving_platforms(product).filter(|&p| on[p]);
    if mine().count() < 2 || !mine().any(|p| platforms.exclusive[p]) {
        return bits;
    }
    let size = |p: usize| platforms.sellers(p, product);
    let best = mine().reduce(|a, b| if size(b) > size(a) { b } else { a });
    let Some(best) = best else { return bits };
    mine()
        .filter(|&p| p != best && (platforms.exclusive[best] || platforms.exclusive[p]))
        .fold(bits, |bits, p| bits & !(1 << p))
}

/// A seller that thinks about platforms.
struct Seller {
    product: usize,
    /// Operating margin without the opening's commission.
    margin: f64,
    /// Sales online, on industrial platforms and on others.
    digitised: f64,
    online: f64,
    /// Yearly wage of a worker.
    wage: f64,
}

impl Seller {
    fn of(ground: &Ground<'_>, i: FirmId) -> Self {
        let (view, product) = (ground.view, ground.industry(i));
        let sales = view.firms.price[i] * view.firms.output[i];
        Self {
            product,
            margin: margin(view, i) + ground.opening_rate(),
            digitised: sales * ground.state.firms.adoption[i],
            online: sales * ground.online.of_product[product],
            wage: YEAR * view.firms.base_wage[i] * view.prices.consumer,
        }
    }

    /// What it gains in a year on platform `p`, in yearly wages of a worker.
    fn gain(&self, platforms: &Platforms, p: usize) -> f64 {
        let sales = if platforms.kind[p] == Kind::Industrial {
            self.digitised
        } else {
            self.online
        };
        let reach = platforms.sellers(p, self.product);
        let margin = self.margin - platforms.rate[p];
        maths::ratio_or_zero(YEAR * margin * reach * sales, self.wage)
    }
}

/// Operating margin of a firm at today's prices, over its price.
#[must_use]
pub fn margin(view: &View<'_>, i: FirmId) -> f64 {
    let (firms, prices) = (view.firms, view.prices);
    let labour = (1.0 + firms.employer_contributions[i]) * firms.base_wage[i] * prices.consumer
        / firms.output_per_worker[i];
    let inputs = firms.input_price_index(i, prices) / firms.output_per_input[i];
    let wear = firms.depreciation[i] * prices.capital / firms.output_per_capital[i];
    1.0 - (labour + inputs + wear) / firms.price[i]
        - firms.tax_products[i]
        - firms.tax_production[i]
}
