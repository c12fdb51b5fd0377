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

use crate::calibration::Calibration;
use crate::chance::Chance;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::flows::Flows;
use crate::government::Government;
use crate::households::Households;
use crate::prices::Prices;
use crate::rules::{Market, Rules};
use crate::workers::Workers;
use crate::world::World;
use crowds::{Crowds, Others};
use demand::{Demand, Home, MoneyShares, Tailored};
use local::DomesticTrade;
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
    /// Who bought where at the opening.
    pub opening_trade: DomesticTrade,
    local_crowds: LocalCrowds,
    desk: Desk,
    habits: bundles::Habits,
    /// Residual demand of each firm for the product at hand.
    residual: Column<FirmId, f64>,
}

/// What everybody who comes to market finds given.
#[derive(Clone, Copy)]
pub struct MarketDay<'a> {
    /// Who buys for the state.
    pub government: &'a Government,
    /// Baskets, technology and map.
    pub calibration: &'a Calibration,
    /// Last quarter's prices.
    pub prices: &'a Prices,
    /// Protocol and rules of choice.
    pub rules: &'a Rules,
    /// What a theory has changed.
    pub channels: &'a Channels,
    /// The luck of the quarter.
    pub chance: Chance,
    /// Who the markets of products are spread over.
    pub workers: &'a dyn Workers,
}

impl<'a> MarketDay<'a> {
    /// Whether firms buy other things than the technology of their industry says.
    fn tailored(&self) -> bool {
        !(self.channels.input_mix.is_neutral() && self.channels.digital_investment.is_neutral())
    }

    /// What buyers want, at these shares of their money.
    fn demand<'b>(
        &self,
        firms: &'b Firms,
        households: &'b Households,
        world: &World,
        shares: &'b MoneyShares,
        home: Option<Home<'b>>,
    ) -> Demand<'b>
    where
        'a: 'b,
    {
        Demand {
            tailored: self.tailored().then_some(Tailored {
                input_mix: &firms.input_mix,
                equipment: &firms.desired_equipment,
                baskets: &self.channels.baskets,
            }),
            industry: &firms.industry,
            input_shares: &self.calibration.technology.input_shares,
            investment_basket: &self.calibration.baskets.investment,
            desired_inputs: &firms.desired_inputs,
            desired_investment: &firms.desired_investment,
            shares,
            consumption_budget: &households.consumption_budget,
            housing_budget: &households.housing_budget,
            foreign_budget: world.buyer_budget,
            n_foreign: world.n_buyers,
            government_budget: self.government.entity_budget,
            n_government: self.government.n_entities,
            home,
        }
    }
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
            opening_trade: self.opening_trade,
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
    pub fn match_buyers(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        world: &mut World,
        day: MarketDay<'_>,
    ) -> Purchases {
        let by_area = day.calibration.geography.in_force() && self.areas.is_some();
        self.set_out(firms, world, day, by_area);
        let habits = self.form_habits(firms, households, day, by_area);
        let (others, sampled) = self.trade(firms, households, world, day, by_area);
        let mut purchases = if let Some(purchases) = sampled {
            self.serve_households(households, by_area);
            if !day.tailored() {
                self.serve_firms(firms, day.calibration, by_area);
            }
            purchases
        } else {
            let mut in_shops = if by_area {
                self.serve_by_area(firms, households, world, day, others)
            } else {
                self.serve_everywhere(firms, households, world, day, others)
            };
            self.serve_online(households, day.channels, &mut in_shops);
            in_shops
        };
        if day.tailored() {
            self.serve_tailored_firms(firms, day, by_area);
        }
        if day.calibration.rates.land_fee_firms > 0.0 {
            self.note_construction(firms, day, by_area);
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

    /// Sets out what sellers offer, and what shares of their money buyers have for each product.
    fn set_out(&mut self, firms: &Firms, world: &World, day: MarketDay<'_>, by_area: bool) {
        let MarketDay {
            government,
            calibration,
            prices,
            channels,
            ..
        } = day;
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
        let rule = &day.rules.closure.relative_prices;
        for market in unlocked(&mut self.products) {
            market.set_out(firms, world, prices, rule, channels);
        }
        if let Some(areas) = self.areas.as_mut().filter(|_| by_area) {
            let markets = unlocked(&mut self.products);
            areas.update(calibration, channels, &self.shares, markets);
        }
    }

    /// Makes baskets those of people with habits, and says whether anybody has any.
    fn form_habits(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        day: MarketDay<'_>,
        by_area: bool,
    ) -> bool {
        if !bundles::any(day.channels) {
            bundles::forget(households);
            return false;
        }
        let (basket, n_areas) = match self.areas.as_mut().filter(|_| by_area) {
            Some(areas) => (&mut areas.consumption, areas.n_areas),
            None => (&mut self.shares.consumption, 1),
        };
        self.habits.form(basket, n_areas, firms, households, day);
        true
    }

    /// Lets the markets of all products clear; returns what buyers other than households and firms have to spend,
    /// and what final buyers bought where who met whom was drawn.
    fn trade(
        &mut self,
        firms: &Firms,
        households: &Households,
        world: &mut World,
        day: MarketDay<'_>,
        by_area: bool,
    ) -> (Others, Option<Purchases>) {
        let home = self.areas.as_ref().filter(|_| by_area).map(|shares| Home {
            shares,
            firm_area: &firms.area,
            household_area: &households.area,
        });
        let demand = day.demand(firms, households, world, &self.shares, home);
        self.desk.open(
            &mut self.products,
            firms,
            households,
            day,
            &self.shares,
            home.as_ref(),
        );
        let budgets = Budgets::of(households);
        if let Some(home) = &home {
            self.local_crowds.gather(firms, &demand, home);
            if day.tailored() {
                self.local_crowds.gather_tailored(&demand, home);
            }
        } else if day.rules.market == Market::Expected {
            self.crowds.gather(firms, &demand, &budgets);
            if day.tailored() {
                self.crowds.gather_tailored(&demand);
            }
        }
        day.workers.run(self.products.len(), &|product| {
            let market = &mut *locked(&self.products[product]);
            let mut scratch = locked(&self.scratch).pop().unwrap_or_default();
            let users = sampled::Users {
                channels: day.channels,
                area: &households.area,
            };
            self.clear(market, &demand, day, users, &mut scratch);
            locked(&self.scratch).push(scratch);
        });
        let others = Others::of(&demand);
        if day.rules.market == Market::Expected {
            return (others, None);
        }
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
        (others, Some(purchases))
    }

    /// Lets one market clear under its protocol.
    fn clear(
        &self,
        market: &mut ProductMarket,
        demand: &Demand<'_>,
        day: MarketDay<'_>,
        users: sampled::Users<'_>,
        scratch: &mut Scratch,
    ) {
        let product = market.product;
        let by_area = demand.home.is_some();
        let weights = day.rules.base.choice_weights;
        match day.rules.market {
            Market::Sampled => {
                let scratch = &mut scratch.sampled;
                sampled::trade(market, demand, weights, day.chance, users, scratch);
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
    }

    /// Gives households and firms what the crowds of the country bought in shops.
    fn serve_everywhere(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        world: &mut World,
        day: MarketDay<'_>,
        others: Others,
    ) -> Purchases {
        let crowds = &mut self.crowds;
        crowds.note(unlocked(&mut self.products).map(|market| market.terms));
        if !day.tailored() {
            crowds.serve_firms(firms, day.calibration);
        }
        let (shares, desk) = (&self.shares, &self.desk);
        let exports = &mut world.exports_of_product;
        crowds.serve_final_buyers(households, others, shares, desk, exports)
    }

    /// Gives households and firms what the crowds of their area bought in shops.
    fn serve_by_area(
        &mut self,
        firms: &mut Firms,
        households: &mut Households,
        world: &mut World,
        day: MarketDay<'_>,
        others: Others,
    ) -> Purchases {
        let Some(areas) = &self.areas else {
            return Purchases::default();
        };
        let markets = unlocked(&mut self.products);
        self.local_crowds
            .note(markets.filter_map(|market| market.local.as_deref()));
        if !day.tailored() {
            self.local_crowds.serve_firms(firms, areas);
        }
        let (shares, desk) = (&self.shares, &self.desk);
        let crowds = &mut self.local_crowds;
        let exports = &mut world.exports_of_product;
        crowds.serve_final_buyers(households, others, areas, shares, desk, exports)
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
