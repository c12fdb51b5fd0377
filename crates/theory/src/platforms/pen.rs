//! The pen for the channels of platforms: their pull and commissions, and the online branch of the market.
//!
//! Pulls are recorded by the persons of areas, as the mean over platforms and products; targets of
//! commissions as the mean over buyers. What acts on online trade only is weighted by it: by the share of
//! consumption that has come to be online among persons, by the online share of its product for a firm. So
//! it counts for nothing where nothing is bought online.
//!
//! # Source
//! Digital economy, §1 item 9 and §3, channels 14 to 20, 38 and 39.

use economy::channels::GovernmentId;
use quantity::{FirmId, HouseholdId, maths};

use crate::pen::{LawPen, Pen};
use crate::scene::{Ground, Scene};

const ONLINE: u8 = 14;
const RANKING: u8 = 18;
const PERSONAL_PRICE: u8 = 19;
const FEE: u8 = 20;
const PULL: u8 = 38;
const TAKE_TARGET: u8 = 39;

/// Channels of the online branch that are the same for the whole country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfBranch {
    /// 15: factor on the fall of sales with distance.
    Distance,
    /// 16: change of the exponent of size.
    Size,
    /// 17: log of the factor on the weight of prices.
    Price,
}

impl OfBranch {
    /// Its number in the table of channels.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Distance => 15,
            Self::Size => 16,
            Self::Price => 17,
        }
    }
}

impl Pen<'_> {
    /// Takes note of the share of consumption that has come to be online. Online trade itself has no
    /// switch and no owner; this is where it is recorded.
    pub fn note_online(&mut self, scene: &Scene<'_>) {
        let sums = self.record.open(self.concept, ONLINE);
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += scene.means.persons[area] * scene.bought_online(area);
        }
    }

    /// Writes a channel of the whole online branch.
    pub fn branch(&mut self, channel: OfBranch, scene: &Scene<'_>, term: f64) {
        let sums = self.record.open(self.concept, channel.number());
        let target = match channel {
            OfBranch::Distance => &mut self.channels.distance_online,
            OfBranch::Size => &mut self.channels.size_pull,
            OfBranch::Price => &mut self.channels.price_pull,
        };
        let neutral = target.specification().neutral;
        target.write(GovernmentId, term);
        for (area, sum) in sums.iter_mut().enumerate() {
            let traded = scene.means.persons[area] * scene.bought_online(area);
            *sum += traded * (term - neutral);
        }
    }

    /// Multiplies the odds of meeting a seller online; `factor` is given what they are multiplied with
    /// already.
    pub fn ranking(&mut self, scene: &Scene<'_>, factor: impl Fn(FirmId, f64) -> f64) {
        let sums = self.record.open(self.concept, RANKING);
        let channel = &mut self.channels.ranking;
        for i in scene.view.firms.ids() {
            let before = channel.at(i);
            channel.write(i, factor(i, before));
            sums[scene.area(i)] += traded(scene, i) * (channel.at(i) - before);
        }
    }

    /// Adds to what households pay online beyond the seller's price; `term` is given what they pay already.
    pub fn personal_price(&mut self, scene: &Scene<'_>, term: impl Fn(HouseholdId, f64) -> f64) {
        let sums = self.record.open(self.concept, PERSONAL_PRICE);
        let channel = &mut self.channels.personal_price;
        let shares = scene.online_shares();
        let homes = &scene.view.households.area;
        channel.write_each(|h, before| {
            let term = term(h, before);
            let weight = scene.person(h).persons * scene.additional_of_consumption(h, &shares);
            sums[homes[h] as usize] += weight * term;
            term
        });
    }

    /// Lets each firm pay a share of its online sales to platforms: of those that have come since the
    /// opening, and of those that are inside it.
    pub fn commission(&mut self, scene: &Scene<'_>, of: impl Fn(FirmId) -> [f64; 2]) {
        let sums = self.record.open(self.concept, FEE);
        let channels = &mut *self.channels;
        for i in scene.view.firms.ids() {
            let [additional, opening] = of(i);
            channels.fee.write(i, additional);
            channels.fee_on_opening_trade.write(i, opening);
            let then = scene.opening.online.of_product[scene.industry(i)];
            let weight = scene.means.value_added[i] * then;
            sums[scene.area(i)] += traded(scene, i) * additional + weight * opening;
        }
    }

    /// The same for advertising, which takes one share of all online sales.
    pub fn advertising(&mut self, scene: &Scene<'_>, of: impl Fn(FirmId) -> f64) {
        self.commission(scene, |i| [of(i); 2]);
        for i in scene.view.firms.ids() {
            self.channels.advertising.write(i, of(i));
        }
    }
}

/// Value added of a firm times the online share that its product has gained.
fn traded(scene: &Scene<'_>, i: FirmId) -> f64 {
    let product = scene.industry(i);
    let gained = scene.online.of_product[product] - scene.opening.online.of_product[product];
    scene.means.value_added[i] * maths::positive(gained)
}

impl LawPen<'_> {
    /// Adds to the pull of each platform on each area and product.
    pub fn pull(&mut self, ground: &Ground<'_>, of: impl Fn(usize, usize, usize) -> f64) {
        let laws = &mut self.laws.platforms;
        let sums = self.record.open(self.concept, PULL);
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum -= ground.means.persons[area] * laws.mean_pull(area);
        }
        laws.add_pull(of);
        for (area, sum) in sums.iter_mut().enumerate() {
            *sum += ground.means.persons[area] * laws.mean_pull(area);
        }
    }

    /// Takes from the pull of every platform in an area, which is what distrust does.
    pub fn distrust(&mut self, ground: &Ground<'_>, of: impl Fn(usize) -> f64) {
        let sums = self.record.open(self.concept, PULL);
        for (area, sum) in sums.iter_mut().enumerate() {
            let term = of(area);
            self.laws.platforms.distrust[area] += term;
            *sum += ground.means.persons[area] * term;
        }
    }

    /// Leaves this much of the pull of networks and data, and of distrust.
    pub fn leave_of_pull(&mut self, ground: &Ground<'_>, network: f64, distrust: f64) {
        let laws = &mut self.laws.platforms;
        let sums = self.record.open(self.concept, PULL);
        for (area, sum) in sums.iter_mut().enumerate() {
            let change = laws.mean_pull(area) * laws.network_left * (network - 1.0)
                + laws.distrust[area] * laws.distrust_left * (distrust - 1.0);
            *sum += ground.means.persons[area] * change;
        }
        laws.network_left *= network;
        laws.distrust_left *= distrust;
    }

    /// Moves the commission that each platform aims at.
    pub fn take_target(&mut self, ground: &Ground<'_>, of: impl Fn(usize) -> f64) {
        let mut mean = 0.0;
        for p in 0..ground.state.platforms.len() {
            let term = of(p);
            self.laws.platforms.take_target[p] += term;
            mean += weight(ground, p) * term;
        }
        self.record_take(ground, mean);
    }

    /// Forbids commissions above a cap; `force` is the part of what lies above it that is cut off.
    pub fn take_cap(&mut self, ground: &Ground<'_>, cap: f64, force: f64) {
        let laws = &mut self.laws.platforms;
        laws.take_cap = cap;
        laws.take_cap_force = force;
        let mut mean = 0.0;
        for (p, target) in laws.take_target.iter().enumerate() {
            mean += weight(ground, p) * (laws.take(p) - target);
        }
        self.record_take(ground, mean);
    }

    fn record_take(&mut self, ground: &Ground<'_>, mean: f64) {
        let sums = self.record.open(self.concept, TAKE_TARGET);
        for (sum, persons) in sums.iter_mut().zip(&ground.means.persons) {
            *sum += persons * mean;
        }
    }
}

/// Weight of a platform in a mean over buyers and kinds.
fn weight(ground: &Ground<'_>, p: usize) -> f64 {
    let platforms = &ground.state.platforms;
    maths::ratio_or_zero(
        platforms.share[p],
        maths::sum(platforms.share.iter().copied()),
    )
}
