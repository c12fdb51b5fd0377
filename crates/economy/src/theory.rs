//! The seam for a theory: it writes channels before anybody plans, and updates its own state once the
//! books of the quarter are closed.
//!
//! A theory holds no money, buys nothing and pays nobody; the acts of the economy do, because a channel
//! says so. The economy never learns who wrote.
//!
//! # Source
//! Digital economy, §1 and §8.

use crate::bank::Bank;
use crate::books::Books;
use crate::calibration::Calibration;
use crate::central_bank::CentralBank;
use crate::chance::Luck;
use crate::channels::Channels;
use crate::closure::Growth;
use crate::firms::Firms;
use crate::flows::Flows;
use crate::government::Government;
use crate::households::Households;
use crate::prices::Prices;
use crate::world::World;

/// The economy as a theory sees it: the books of the last quarter that was closed.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The quarter that has begun (when channels are written) or ended (when state is updated).
    pub quarter: u32,
    /// The luck of the run: what is drawn at the opening of a theory comes from it.
    pub luck: Luck,
    /// The trend of that quarter.
    pub growth: Growth,
    /// Productivity over its trend (`𝒜`), 1 where nothing is off it.
    pub productivity: f64,
    /// The numbers the economy runs on.
    pub calibration: &'a Calibration,
    /// Firms.
    pub firms: &'a Firms,
    /// Households.
    pub households: &'a Households,
    /// The bank.
    pub bank: &'a Bank,
    /// The central bank.
    pub central_bank: &'a CentralBank,
    /// The government.
    pub government: &'a Government,
    /// The rest of the world.
    pub world: &'a World,
    /// Price indices.
    pub prices: &'a Prices,
    /// Flows and identities.
    pub books: &'a Books,
    /// Money that changed hands because of the theory.
    pub flows: &'a Flows,
}

/// A theory of what changes in an economy.
pub trait Theory {
    /// Writes channels, which are neutral when it is called.
    fn write(&mut self, view: &View<'_>, channels: &mut Channels);

    /// Updates its own state after the quarter.
    fn update(&mut self, view: &View<'_>);
}

/// No theory: every channel stays neutral.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTheory;

impl Theory for NoTheory {
    fn write(&mut self, _: &View<'_>, _: &mut Channels) {}

    fn update(&mut self, _: &View<'_>) {}
}
