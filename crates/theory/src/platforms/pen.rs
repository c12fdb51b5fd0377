//! The pen for the channels of platforms: their pull and their commissions.
//!
//! Pulls are recorded by the persons of areas, as the mean over platforms and products; targets of
//! commissions as the mean over buyers.
//!
//! # Source
//! Digital economy, §1 item 9 and §3, channels 38 and 39.

use quantity::maths;

use crate::pen::LawPen;
use crate::scene::Ground;

const PULL: u8 = 38;
const TAKE_TARGET: u8 = 39;

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
