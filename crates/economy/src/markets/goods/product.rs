//! The market of one product: what sellers put on their counters, and what is left there after trade.

use quantity::{Column, FirmId};

use super::local::Local;
use super::online::Branch;
use super::purchases::FINAL_BUYERS;
use super::{expected, sampler};
use crate::channels::Channels;
use crate::closure::RelativePrices;
use crate::firms::Firms;
use crate::world::World;

/// A seller's counter: all that a visit touches.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stall {
    pub(super) price: f64,
    /// Supply left; negative once demand beyond it has been signalled.
    pub(super) remaining: f64,
}

/// The market of one product: the industry's firms in order, then the importer.
#[derive(Clone, Debug, Default)]
pub struct ProductMarket {
    pub(super) product: usize,
    pub(super) stalls: Vec<Stall>,
    /// Price of each seller, or its ratio to the product's price index: what choices look at.
    pub(super) relative_price: Vec<f64>,
    /// How many sellers the importer counts as in choices by price.
    pub(super) importer_crowd: f64,
    /// Output and inventory at the start, real.
    pub(super) supply: Vec<f64>,
    /// Output that is made only if it is ordered, real.
    pub(super) to_order: Vec<f64>,
    /// Capacity beyond output, real; unlimited for the importer.
    pub(super) spare: Vec<f64>,
    /// Money spent by each firm.
    pub(super) firm_spending: Column<FirmId, f64>,
    /// Firms that did not get all they wanted, and what is missing, real.
    pub(super) firm_residual: Vec<(u32, f64)>,
    /// Final buyers that did not get all they wanted, and the money left.
    pub(super) final_residual: Vec<(u32, f64)>,
    /// Quantity bought by each group of final buyers.
    pub(super) quantity: [f64; FINAL_BUYERS],
    /// Attempts of buyers so far, over all quarters.
    pub(super) visits: u64,
    /// What the expected protocol leaves instead of residuals and quantities.
    pub(super) terms: expected::Terms,
    /// Who is near whom, on a map of several areas.
    pub(super) local: Option<Box<Local>>,
    /// What is traded online.
    pub(super) online: Branch,
}

impl ProductMarket {
    /// Terms of each area, or the country's where areas are not told apart.
    pub(super) fn terms(&self, by_area: bool) -> &[expected::Terms] {
        match &self.local {
            Some(local) if by_area => &local.terms,
            _ => std::slice::from_ref(&self.terms),
        }
    }

    /// Weights of all sellers in choices by price, relative to the cheapest with something to sell.
    pub(super) fn weigh(&self, appeal: &mut Vec<f64>) {
        expected::weigh_prices(
            &self.relative_price,
            &self.supply,
            self.importer_crowd,
            appeal,
        );
    }

    /// What the odds of meeting a seller depend on.
    pub(super) fn odds(&self) -> sampler::Odds<'_> {
        sampler::Odds {
            relative_price: &self.relative_price,
            supply: &self.supply,
            importer_crowd: self.importer_crowd,
        }
    }

    /// Puts this quarter's supply on the counters.
    pub(super) fn set_out(
        &mut self,
        firms: &Firms,
        world: &World,
        prices: &crate::prices::Prices,
        rule: &RelativePrices,
        channels: &Channels,
    ) {
        let product = self.product;
        let importer = self.stalls.len() - 1;
        for (f, i) in firms.of_industry(product).enumerate() {
            self.stalls[f].price = firms.price[i];
            self.supply[f] = firms.output[i] + firms.inventories[i] - firms.direct.reserved[i];
            self.to_order[f] = firms.to_order[i];
            self.spare[f] =
                firms.output_per_capital[i] * firms.capital[i] * channels.capacity_use.at(i)
                    - firms.output[i]
                    - firms.to_order[i];
        }
        self.stalls[importer].price = world.import_price[product];
        self.supply[importer] = world.import_supply[product];
        self.spare[importer] = f64::INFINITY;
        let level = rule.level(prices.product[product]);
        for (((stall, &supply), &to_order), relative) in self
            .stalls
            .iter_mut()
            .zip(&self.supply)
            .zip(&self.to_order)
            .zip(&mut self.relative_price)
        {
            stall.remaining = supply + to_order;
            *relative = stall.price / level;
        }
        self.importer_crowd = rule.importer_crowd(
            self.supply[importer],
            importer,
            self.supply[..importer].iter().sum(),
        );
    }

    /// Tells sellers the demand they met and what they sold of it.
    ///
    /// # Source
    /// Base model, §7.5 and §7.6.
    pub(super) fn settle_sellers(&self, firms: &mut Firms, world: &mut World) {
        let importer = self.stalls.len() - 1;
        for (f, i) in firms.of_industry(self.product).enumerate() {
            let offered = self.supply[f] + self.to_order[f];
            firms.demand[i] = offered - self.stalls[f].remaining;
            firms.sales[i] = offered.min(firms.demand[i]);
        }
        let demand = self.supply[importer] - self.stalls[importer].remaining;
        world.import_demand[self.product] = demand;
        world.import_sales[self.product] = self.supply[importer].min(demand);
    }
}
