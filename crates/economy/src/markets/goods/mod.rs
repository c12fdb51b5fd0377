//! The goods markets: one per product, independent of each other within a quarter.
//!
//! A protocol decides who meets whom; what it leaves behind is the same record whichever it was: for
//! each seller what is left of supply and spare capacity, for each buyer what it could not get.
//! [`sampled`] is the published protocol; [`expected`] replaces its draws by their means, and then
//! what buyers could not get is one share for each crowd of them. [`local`] is what both become where
//! areas are told apart.

mod allocation;
pub mod bundles;
pub mod crowds;
mod deliveries;
pub mod demand;
pub mod expected;
pub mod local;
mod menu;
pub mod online;
pub mod order;
pub mod product;
mod purchases;
pub mod sampled;
pub mod sampler;

use std::sync::Mutex;

use quantity::{Column, FirmId};

use crate::chance::Chance;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::flows::Flows;
use crate::households::Households;
use crate::rules::{Market, Rules};
use crate::workers::Workers;
use crate::world::World;
use crowds::{Crowds, Others};
use demand::{Demand, Home, MoneyShares, Tailored};
use local::crowds::LocalCrowds;
use local::freight::LocalShares;
use online::desk::Desk;
use product::{ProductMarket, Stall};
pub use purchases::Purchases;
use purchases::{Budgets, ration};

/// All goods markets, with their work space.
#[derive(Debug, Default)]
pub struct GoodsMarkets {
    products: Vec<Mutex<ProductMarket>>,
    scratch: Mutex<Vec<Scratch>>,
    shares: MoneyShares,
    crowds: Crowds,
    /// Baskets of each area, on a map of several.
    areas: Option<LocalShares>,
    local_crowds: LocalCrowds,
    desk: Desk,
    habits: bundles::Habits,
    /// Residual demand of each firm for the product at hand.
    residual: Column<FirmId, f64>,
}

/// Work space of one product's market, whatever its protocol; one per thread is enough.
#[derive(Clone, Debug, Default)]
struct Scratch {
    sampled: sampled::Scratch,
    expected: expected::Scratch,
    local: local::expected::Scratch,
    online: online::expected::Scratch,
    local_online: local::online::Scratch,
}

impl Clone for GoodsMarkets {
    fn clone(&self) -> Self {
        let products = self.products.iter();
        Self {
            products: products
                .map(|market| Mutex::new(locked(market).clone()))
                .collect(),
            scratch: Mutex::default(),
            shares: self.shares.clone(),
            crowds: self.crowds.clone(),
            areas: self.areas.clone(),
            local_crowds: self.local_crowds.clone(),
            desk: self.desk.clone(),
            habits: self.habits.clone(),
            residual: self.residual.clone(),
        }
    }
}

/// A lock that only a panicking thread can have left poisoned; its panic is already on its way.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The markets, when nobody else can be holding them.
fn unlocked(products: &mut [Mutex<ProductMarket>]) -> impl Iterator<Item = &mut ProductMarket> {
    products.iter_mut().map(|market| {
        market
            .get_mut()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    })
}

impl GoodsMarkets {
    /// Markets for the products of these firms.
    #[must_use]
    pub fn open(n_products: usize, firms: &Firms) -> Self {
        let products = (0..n_products)
            .map(|product| {
                let sellers = firms.of_industry(product).len() + 1;
                Mutex::new(ProductMarket {
                    product,
                    stalls: vec![Stall::default(); sellers],
                    relative_price: vec![1.0; sellers],
                    importer_crowd: 1.0,
                    supply: vec![0.0; sellers],
                    to_order: vec![0.0; sellers],
                    spare: vec![f64::INFINITY; sellers],
                    firm_spending: Column::filled(firms.len(), 0.0),
                    ..ProductMarket::default()
                })
            })
            .collect();
        Self {
            products,
            residual: Column::filled(firms.len(), 0.0),
            ..Self::default()
        }
    }

    /// Attempts of buyers since the opening: the unit in which the cost of the market is stated.
    #[must_use]
    pub fn visits(&self) -> u64 {
        self.products
            .iter()
            .map(|market| locked(market).visits)
            .sum()
    }

    /// Matches buyers and sellers of every product and books what each bought and sold.
    #[expect(clippy::too_many_arguments, reason = "everybody comes to market")]
    #[expect(
        clippy::too_many_lines,
        reason = "two protocols, with and without areas"
    )]
    pub fn match_buyers(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        government: &crate::government::Government,
        world: &mut World,
        calibration: &crate::calibration::Calibration,
        prices: &crate::prices::Prices,
        rules: &Rules,
        channels: &Channels,
        chance: Chance,
        workers: &dyn Workers,
    ) -> Purchases {
        let rule = &rules.closure.relative_prices;
        self.shares.update(&calibration.baskets, prices);
        let public_investment = government.planned_investment;
        if !channels.public_purchases.is_neutral() || public_investment != 0.0 {
            let baskets = &calibration.baskets;
            self.shares.set_government(
                government.purchases(&baskets.government, channels),
                public_investment,
                &baskets.public_investment,
                prices,
            );
        }
        let by_area = calibration.geography.in_force() && self.areas.is_some();
        for market in unlocked(&mut self.products) {
            market.set_out(firms, world, prices, rule, channels);
        }
        if let Some(areas) = self.areas.as_mut().filter(|_| by_area) {
            let markets = unlocked(&mut self.products);
            areas.update(calibration, channels, &self.shares, markets);
        }
        let habits = bundles::any(channels);
        if habits {
            let areas = self.areas.as_mut().filter(|_| by_area);
            let (basket, n_areas) = match areas {
                Some(areas) => (&mut areas.consumption, areas.n_areas),
                None => (&mut self.shares.consumption, 1),
            };
            let form = &mut self.habits;
            form.form(
                basket,
                n_areas,
                firms,
                households,
                calibration,
                prices,
                channels,
            );
        } else {
            bundles::forget(households);
        }
        let home = self.areas.as_ref().filter(|_| by_area).map(|shares| Home {
            shares,
            firm_area: &firms.area,
            household_area: &households.area,
        });
        let tailored =
            !(channels.input_mix.is_neutral() && channels.digital_investment.is_neutral());
        let demand = Demand {
            tailored: tailored.then_some(Tailored {
                input_mix: &firms.input_mix,
                equipment: &firms.desired_equipment,
                baskets: &channels.baskets,
            }),
            industry: &firms.industry,
            input_shares: &calibration.technology.input_shares,
            investment_basket: &calibration.baskets.investment,
            desired_inputs: &firms.desired_inputs,
            desired_investment: &firms.desired_investment,
            shares: &self.shares,
            consumption_budget: &households.consumption_budget,
            housing_budget: &households.housing_budget,
            foreign_budget: world.buyer_budget,
            n_foreign: world.n_buyers,
            government_budget: government.entity_budget,
            n_government: government.n_entities,
            home,
        };
        self.desk.open(
            &mut self.products,
            firms,
            households,
            calibration,
            channels,
            &self.shares,
            home.as_ref(),
        );
        let budgets = Budgets::of(households);
        if let Some(home) = &home {
            self.local_crowds.gather(firms, &demand, home);
            if tailored {
                self.local_crowds.gather_tailored(&demand, home);
            }
        } else if rules.market == Market::Expected {
            self.crowds.gather(firms, &demand, &budgets);
            if tailored {
                self.crowds.gather_tailored(&demand);
            }
        }
        workers.run(self.products.len(), &|product| {
            let market = &mut *locked(&self.products[product]);
            let mut scratch = locked(&self.scratch).pop().unwrap_or_default();
            let weights = rules.base.choice_weights;
            match rules.market {
                Market::Sampled => {
                    let users = sampled::Users {
                        channels,
                        area: &households.area,
                    };
                    let scratch = &mut scratch.sampled;
                    sampled::trade(market, &demand, weights, chance, users, scratch);
                }
                Market::Expected if by_area && market.online.active => {
                    let wants = self.local_crowds.wants(product);
                    let (local, online) = (&mut scratch.local, &mut scratch.local_online);
                    local::expected::trade_online(market, wants, weights, local, online);
                }
                Market::Expected if market.online.active => {
                    let wants = self.crowds.wants(product);
                    let (expected, online) = (&mut scratch.expected, &mut scratch.online);
                    online::expected::trade(market, wants, weights, expected, online);
                }
                Market::Expected if by_area => {
                    let wants = self.local_crowds.wants(product);
                    local::expected::trade(market, wants, weights, &mut scratch.local);
                }
                Market::Expected => {
                    let wants = self.crowds.wants(product);
                    expected::trade(market, wants, weights, &mut scratch.expected);
                }
            }
            locked(&self.scratch).push(scratch);
        });

        let others = Others::of(&demand);
        let mut purchases = match rules.market {
            Market::Sampled => {
                let mut purchases = Purchases::default();
                for market in unlocked(&mut self.products) {
                    let by_area = home.as_ref().map(|home| {
                        let crowds = &self.local_crowds;
                        crowds.budgets(market.product, home.shares, others)
                    });
                    let bought = market.final_outcome(&demand, &budgets, by_area);
                    world.exports_of_product[market.product] = bought.exports;
                    purchases.add(&bought);
                }
                self.serve_households(households, by_area);
                if !tailored {
                    self.serve_firms(firms, calibration, by_area);
                }
                purchases
            }
            Market::Expected if by_area => {
                let exports = &mut world.exports_of_product;
                self.serve_by_area(firms, households, channels, others, exports, tailored)
            }
            Market::Expected => {
                let crowds = &mut self.crowds;
                crowds.note(unlocked(&mut self.products).map(|market| market.terms));
                if !tailored {
                    crowds.serve_firms(firms, calibration);
                }
                let (shares, desk) = (&self.shares, &self.desk);
                let exports = &mut world.exports_of_product;
                let mut purchases =
                    crowds.serve_final_buyers(households, others, shares, desk, exports);
                self.serve_online(households, channels, &mut purchases);
                purchases
            }
        };
        if tailored {
            self.serve_tailored_firms(firms, calibration, channels, rules.market, by_area);
        }
        if calibration.rates.land_fee_firms > 0.0 {
            self.note_construction(firms, calibration, channels, rules.market, by_area);
        }
        for market in unlocked(&mut self.products) {
            market.settle_sellers(firms, world);
        }
        world.exports = purchases.exports;
        if habits {
            bundles::consume(households, &mut purchases);
        }
        purchases
    }

    /// Gives households and firms what the crowds of their area bought.
    fn serve_by_area(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        channels: &Channels,
        others: Others,
        exports: &mut [f64],
        tailored: bool,
    ) -> Purchases {
        let Some(areas) = &self.areas else {
            return Purchases::default();
        };
        let markets = unlocked(&mut self.products);
        self.local_crowds
            .note(markets.filter_map(|market| market.local.as_deref()));
        if !tailored {
            self.local_crowds.serve_firms(firms, areas);
        }
        let (shares, desk) = (&self.shares, &self.desk);
        let crowds = &mut self.local_crowds;
        let mut purchases =
            crowds.serve_final_buyers(households, others, areas, shares, desk, exports);
        self.serve_online(households, channels, &mut purchases);
        purchases
    }

    /// Gives households what they bought of products that are traded online.
    fn serve_online(
        &mut self,
        households: &mut Households,
        channels: &Channels,
        purchases: &mut Purchases,
    ) {
        if self.desk.is_open() {
            for market in unlocked(&mut self.products) {
                self.desk.note(market);
            }
            self.desk.serve(households, channels, purchases);
        }
    }

    /// Lets sellers and households pay what platforms charge for online trade.
    pub fn charge_fees(&mut self, firms: &mut Firms, channels: &Channels, flows: &mut Flows) {
        self.desk.charge(&mut self.products, firms, channels, flows);
    }
}
