//! The goods markets: one per product, independent of each other within a quarter.
//!
//! A protocol decides who meets whom; what it leaves behind is the same record whichever it was: for
//! each seller what is left of supply and spare capacity, for each buyer what it could not get.
//! [`sampled`] is the published protocol; [`expected`] replaces its draws by their means, and then
//! what buyers could not get is one share for each crowd of them. [`local`] is what both become where
//! areas are told apart.

pub mod bundles;
pub mod demand;
pub mod expected;
pub mod local;
pub mod online;
pub mod order;
pub mod sampled;
pub mod sampler;

use std::sync::Mutex;

use quantity::{Column, FirmId, HouseholdId, maths};

use crate::chance::Chance;
use crate::channels::Channels;
use crate::closure::RelativePrices;
use crate::firms::Firms;
use crate::flows::Flows;
use crate::households::Households;
use crate::rules::{Market, Rules};
use crate::workers::Workers;
use crate::world::World;
use demand::{
    Demand, FIRST_FOREIGN, FIRST_GOVERNMENT, FirmShares, Home, MoneyShares, Plans, Tailored,
};
use local::Local;
use local::expected::LocalCrowds;
use local::freight::LocalShares;
use online::Branch;
use online::desk::Desk;

/// Groups of final buyers: households, foreign buyers, government.
const FINAL_BUYERS: usize = 3;

/// A seller's counter: all that a visit touches.
#[derive(Clone, Copy, Debug, Default)]
struct Stall {
    price: f64,
    /// Supply left; negative once demand beyond it has been signalled.
    remaining: f64,
}

/// The market of one product: the industry's firms in order, then the importer.
#[derive(Clone, Debug, Default)]
pub struct ProductMarket {
    product: usize,
    stalls: Vec<Stall>,
    /// Price of each seller, or its ratio to the product's price index: what choices look at.
    relative_price: Vec<f64>,
    /// How many sellers the importer counts as in choices by price.
    importer_crowd: f64,
    /// Output and inventory at the start, real.
    supply: Vec<f64>,
    /// Output that is made only if it is ordered, real.
    to_order: Vec<f64>,
    /// Capacity beyond output, real; unlimited for the importer.
    spare: Vec<f64>,
    /// Money spent by each firm.
    firm_spending: Column<FirmId, f64>,
    /// Firms that did not get all they wanted, and what is missing, real.
    firm_residual: Vec<(u32, f64)>,
    /// Final buyers that did not get all they wanted, and the money left.
    final_residual: Vec<(u32, f64)>,
    /// Quantity bought by each group of final buyers.
    quantity: [f64; FINAL_BUYERS],
    /// Attempts of buyers so far, over all quarters.
    visits: u64,
    /// What the expected protocol leaves instead of residuals and quantities.
    terms: expected::Terms,
    /// Who is near whom, on a map of several areas.
    local: Option<Box<Local>>,
    /// What is traded online.
    online: Branch,
}

/// What final buyers bought in a quarter, all products together. Money, net of taxes on products.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Purchases {
    /// Consumption of households, money.
    pub consumption: f64,
    /// Consumption of households, real.
    pub real_consumption: f64,
    /// Housing investment, money.
    pub housing: f64,
    /// Housing investment, real.
    pub real_housing: f64,
    /// Government consumption, money.
    pub government: f64,
    /// Government consumption, real.
    pub real_government: f64,
    /// Capital formation of the government, money.
    pub public_investment: f64,
    /// Capital formation of the government, real.
    pub real_public_investment: f64,
    /// Exports, money.
    pub exports: f64,
    /// Exports, real.
    pub real_exports: f64,
}

/// All goods markets, with their work space.
#[derive(Debug, Default)]
pub struct GoodsMarkets {
    products: Vec<Mutex<ProductMarket>>,
    scratch: Mutex<Vec<Scratch>>,
    shares: MoneyShares,
    crowds: expected::Crowds,
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

        let others = expected::Others::of(&demand);
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
        others: expected::Others,
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

    /// Gives households what they bought: their budgets less what each product could not serve, which
    /// cuts housing first.
    fn serve_households(&mut self, households: &mut Households, by_area: bool) {
        let total = |shares: &[f64]| shares.iter().sum::<f64>();
        let served = (total(&self.shares.consumption), total(&self.shares.housing));
        for h in households.ids() {
            households.consumption[h] = served.0 * households.consumption_budget[h];
            households.housing[h] = served.1 * households.housing_budget[h];
        }
        let areas = self.areas.as_ref().filter(|_| by_area);
        for market in unlocked(&mut self.products) {
            let (mut c, mut k) = (
                self.shares.consumption[market.product],
                self.shares.housing[market.product],
            );
            for &(code, left) in &market.final_residual {
                if code < FIRST_FOREIGN {
                    let h = HouseholdId(code);
                    if let Some(areas) = areas {
                        let at = market.product * areas.n_areas + households.area[h] as usize;
                        (c, k) = (areas.consumption[at], areas.housing[at]);
                    }
                    let housing = k * households.housing_budget[h];
                    let consumption = c * households.consumption_budget[h];
                    let (cut_consumption, cut_housing) = ration(consumption, housing, left);
                    households.consumption[h] -= cut_consumption;
                    households.housing[h] -= cut_housing;
                }
            }
        }
    }

    /// Gives firms what they bought and the average prices they paid; a shortage cuts investment first.
    ///
    /// # Source
    /// Base model, §7.3 and §7.6.
    fn serve_firms(
        &mut self,
        firms: &mut Firms,
        calibration: &crate::calibration::Calibration,
        by_area: bool,
    ) {
        let areas = self.areas.as_ref().filter(|_| by_area);
        let n = calibration.n_industries();
        for column in [
            &mut firms.purchased_inputs,
            &mut firms.investment,
            &mut firms.input_price,
            &mut firms.investment_price,
        ] {
            column.fill(0.0);
        }
        for market in unlocked(&mut self.products) {
            let product = market.product;
            for &(i, left) in &market.firm_residual {
                self.residual[FirmId(i)] = left;
            }
            let shares = &calibration.technology.input_shares[product * n..(product + 1) * n];
            let investment_share = calibration.baskets.investment[product];
            for i in firms.ids() {
                let mut input_share = shares[firms.industry[i] as usize];
                let mut investment_share = investment_share;
                if let Some(areas) = areas {
                    let industry = firms.industry[i] as usize;
                    let area = firms.area[i] as usize;
                    input_share = areas.inputs[(product * n + industry) * areas.n_areas + area];
                    investment_share = areas.investment[product * areas.n_areas + area];
                }
                let wanted_inputs = input_share * firms.desired_inputs[i];
                let wanted_investment = investment_share * firms.desired_investment[i];
                let (cut_inputs, cut_investment) =
                    ration(wanted_inputs, wanted_investment, self.residual[i]);
                let inputs = wanted_inputs - cut_inputs;
                let investment = wanted_investment - cut_investment;
                let bought = inputs + investment;
                if bought > 0.0 {
                    let average_price = market.firm_spending[i] / bought;
                    firms.purchased_inputs[i] += inputs;
                    firms.investment[i] += investment;
                    firms.input_price[i] += average_price * inputs;
                    firms.investment_price[i] += average_price * investment;
                }
            }
            for &(i, _) in &market.firm_residual {
                self.residual[FirmId(i)] = 0.0;
            }
        }
        for i in firms.ids() {
            firms.input_price[i] =
                maths::ratio_or_zero(firms.input_price[i], firms.purchased_inputs[i]);
            firms.investment_price[i] =
                maths::ratio_or_zero(firms.investment_price[i], firms.investment[i]);
        }
    }
}

/// What a firm got of one product.
#[derive(Clone, Copy, Debug)]
struct Delivery {
    inputs: f64,
    investment: f64,
    equipment: f64,
    price: f64,
}

impl Delivery {
    /// What arrives of `wants` when `left` of them is missing, at the price that `price` makes of the quantity.
    #[inline]
    fn of(
        [inputs, investment, equipment]: [f64; 3],
        left: f64,
        price: impl Fn(f64) -> f64,
    ) -> Self {
        let second = investment + equipment;
        let (cut_inputs, cut_second) = ration(inputs, second, left);
        let (inputs, kept) = (inputs - cut_inputs, second - cut_second);
        // Both kinds of investment are rationed alike.
        let equipment = kept * maths::ratio_or_zero(equipment, second);
        Self {
            inputs,
            investment: kept - equipment,
            equipment,
            price: price(inputs + kept),
        }
    }

    /// The same of the expected protocol.
    #[inline]
    fn on(terms: &expected::Terms, wants: [f64; 3]) -> Self {
        let [inputs, investment, equipment] = wants;
        let left = terms.firm_unserved * (inputs + (investment + equipment));
        Self::of(wants, left, |_| terms.firm_price)
    }
}

impl ProductMarket {
    /// Terms of each area, or the country's where areas are not told apart.
    fn terms(&self, by_area: bool) -> &[expected::Terms] {
        match &self.local {
            Some(local) if by_area => &local.terms,
            _ => std::slice::from_ref(&self.terms),
        }
    }

    /// What firm `i` got of this product, when it wanted `wants` and did not get `residual` of them.
    ///
    /// `area` is given where areas are told apart.
    fn delivery(
        &self,
        i: FirmId,
        wants: [f64; 3],
        residual: f64,
        protocol: Market,
        area: Option<usize>,
    ) -> Delivery {
        match protocol {
            Market::Sampled => Delivery::of(wants, residual, |quantity| {
                maths::ratio_or_zero(self.firm_spending[i], quantity)
            }),
            Market::Expected => {
                let terms = self.terms(area.is_some());
                Delivery::on(&terms[area.unwrap_or(0)], wants)
            }
        }
    }
}

/// What a firm got of all products together.
#[derive(Clone, Copy, Debug, Default)]
struct Deliveries {
    inputs: f64,
    investment: f64,
    equipment: f64,
    /// What each of them cost, money.
    input_cost: f64,
    investment_cost: f64,
    equipment_cost: f64,
}

impl Deliveries {
    #[inline]
    fn add(&mut self, got: &Delivery) {
        self.inputs += got.inputs;
        self.investment += got.investment;
        self.equipment += got.equipment;
        self.input_cost += got.price * got.inputs;
        self.investment_cost += got.price * got.investment;
        self.equipment_cost += got.price * got.equipment;
    }

    fn note(self, firms: &mut Firms, i: FirmId) {
        firms.purchased_inputs[i] = self.inputs;
        firms.investment[i] = self.investment;
        firms.equipment[i] = self.equipment;
        firms.input_price[i] = maths::ratio_or_zero(self.input_cost, self.inputs);
        firms.investment_price[i] = maths::ratio_or_zero(self.investment_cost, self.investment);
        firms.equipment_cost[i] = self.equipment_cost;
    }
}

impl GoodsMarkets {
    /// Gives firms what they bought when they differ in what they want; a shortage cuts investment and
    /// digital equipment first.
    fn serve_tailored_firms(
        &mut self,
        firms: &mut Firms,
        calibration: &crate::calibration::Calibration,
        channels: &Channels,
        protocol: Market,
        by_area: bool,
    ) {
        let areas = self.areas.as_ref().filter(|_| by_area);
        if protocol == Market::Expected {
            let markets: Vec<&ProductMarket> = unlocked(&mut self.products)
                .map(|market| &*market)
                .collect();
            let terms: Vec<&[expected::Terms]> =
                markets.iter().map(|market| market.terms(by_area)).collect();
            for i in firms.ids() {
                let area = if by_area { firms.area[i] as usize } else { 0 };
                let plans = plans_of(firms, i);
                let industry = firms.industry[i] as usize;
                let mut got = Deliveries::default();
                for (market, terms) in markets.iter().zip(&terms) {
                    let g = market.product;
                    let shares = firm_shares(g, industry, area, calibration, channels, areas);
                    got.add(&Delivery::on(&terms[area], plans.of_product(shares)));
                }
                got.note(firms, i);
            }
            return;
        }
        let mut got: Column<FirmId, Deliveries> =
            Column::filled(firms.len(), Deliveries::default());
        for market in unlocked(&mut self.products) {
            for &(i, left) in &market.firm_residual {
                self.residual[FirmId(i)] = left;
            }
            for i in firms.ids() {
                let wants = firm_wants(firms, i, market.product, calibration, channels, areas);
                let area = by_area.then(|| firms.area[i] as usize);
                got[i].add(&market.delivery(i, wants, self.residual[i], protocol, area));
            }
            for &(i, _) in &market.firm_residual {
                self.residual[FirmId(i)] = 0.0;
            }
        }
        for i in firms.ids() {
            got[i].note(firms, i);
        }
    }

    /// Notes what each firm paid for construction bought for investment: the base of its land fee.
    fn note_construction(
        &mut self,
        firms: &mut Firms,
        calibration: &crate::calibration::Calibration,
        channels: &Channels,
        protocol: Market,
        by_area: bool,
    ) {
        let areas = self.areas.as_ref().filter(|_| by_area);
        let Some(product) = calibration.construction() else {
            return;
        };
        let Some(market) = unlocked(&mut self.products).nth(product) else {
            return;
        };
        let residuals = match protocol {
            Market::Sampled => market.firm_residual.as_slice(),
            Market::Expected => &[],
        };
        for &(i, left) in residuals {
            self.residual[FirmId(i)] = left;
        }
        for i in firms.ids() {
            let wants = firm_wants(firms, i, product, calibration, channels, areas);
            let area = by_area.then(|| firms.area[i] as usize);
            let got = market.delivery(i, wants, self.residual[i], protocol, area);
            firms.construction[i] = got.price * got.investment;
        }
        for &(i, _) in residuals {
            self.residual[FirmId(i)] = 0.0;
        }
    }
}

/// Inputs, investment and digital equipment that firm `i` wanted of a product, real.
fn firm_wants(
    firms: &Firms,
    i: FirmId,
    product: usize,
    calibration: &crate::calibration::Calibration,
    channels: &Channels,
    areas: Option<&LocalShares>,
) -> [f64; 3] {
    let (industry, area) = (firms.industry[i] as usize, firms.area[i] as usize);
    let shares = firm_shares(product, industry, area, calibration, channels, areas);
    plans_of(firms, i).of_product(shares)
}

/// What a firm planned to buy, real.
fn plans_of(firms: &Firms, i: FirmId) -> Plans {
    Plans {
        mix: firms.input_mix[i],
        inputs: firms.desired_inputs[i],
        investment: firms.desired_investment[i],
        equipment: firms.desired_equipment[i],
    }
}

/// Shares of a product in what the firms of an industry buy, in an area where areas are told apart.
#[inline]
fn firm_shares(
    product: usize,
    industry: usize,
    area: usize,
    calibration: &crate::calibration::Calibration,
    channels: &Channels,
    areas: Option<&LocalShares>,
) -> FirmShares {
    match areas {
        Some(areas) => areas.of_firm(product, calibration.n_industries(), industry, area),
        None => FirmShares {
            inputs: calibration.technology.input_share(product, industry),
            investment: calibration.baskets.investment[product],
            running: channels.baskets.running[product],
            equipment: channels.baskets.equipment[product],
        },
    }
}

/// How a shortage `left` cuts two wants: the second first, the first only by what exceeds it.
#[inline]
fn ration(first: f64, second: f64, left: f64) -> (f64, f64) {
    (maths::positive(left - second).min(first), left.min(second))
}

/// Budgets of all households together.
#[derive(Clone, Copy, Debug)]
struct Budgets {
    consumption: f64,
    housing: f64,
}

impl Budgets {
    fn of(households: &Households) -> Self {
        Self {
            consumption: maths::sum(households.consumption_budget.iter().copied()),
            housing: maths::sum(households.housing_budget.iter().copied()),
        }
    }
}

impl Purchases {
    fn add(&mut self, other: &Self) {
        self.consumption += other.consumption;
        self.real_consumption += other.real_consumption;
        self.housing += other.housing;
        self.real_housing += other.real_housing;
        self.government += other.government;
        self.real_government += other.real_government;
        self.public_investment += other.public_investment;
        self.real_public_investment += other.real_public_investment;
        self.exports += other.exports;
        self.real_exports += other.real_exports;
    }
}

impl ProductMarket {
    /// Weights of all sellers in choices by price, relative to the cheapest with something to sell.
    fn weigh(&self, appeal: &mut Vec<f64>) {
        expected::weigh_prices(
            &self.relative_price,
            &self.supply,
            self.importer_crowd,
            appeal,
        );
    }

    /// What the odds of meeting a seller depend on.
    fn odds(&self) -> sampler::Odds<'_> {
        sampler::Odds {
            relative_price: &self.relative_price,
            supply: &self.supply,
            importer_crowd: self.importer_crowd,
        }
    }

    /// Puts this quarter's supply on the counters.
    fn set_out(
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

    /// What final buyers spent and got of this product.
    ///
    /// # Source
    /// Base model, §7.4.
    fn final_outcome(
        &self,
        demand: &Demand,
        budgets: &Budgets,
        by_area: Option<[f64; 3]>,
    ) -> Purchases {
        let product = self.product;
        let shares = demand.shares;
        let mut consumption = shares.consumption[product] * budgets.consumption;
        let mut housing = shares.housing[product] * budgets.housing;
        let mut exports = shares.exports[product] * demand.foreign_budget * demand.n_foreign as f64;
        let mut government =
            shares.government[product] * demand.government_budget * demand.n_government as f64;
        if let Some(budgets) = by_area {
            [consumption, housing, government] = budgets;
        }
        for &(code, left) in &self.final_residual {
            if code < FIRST_FOREIGN {
                let (c, k) = demand.parts_of_household(product, code as usize);
                let (cut_consumption, cut_housing) = ration(c, k, left);
                consumption -= cut_consumption;
                housing -= cut_housing;
            } else if code < FIRST_GOVERNMENT {
                exports -= left;
            } else {
                government -= left;
            }
        }
        let [mut households, foreign, entities] = self.quantity;
        if self.online.active {
            households += self.online.premium * self.online.services;
        }
        let invested = shares.of_public_investment(product);
        let real_consumption =
            households * maths::ratio_or_zero(consumption, consumption + housing);
        Purchases {
            consumption,
            real_consumption,
            housing,
            real_housing: maths::ratio_or_zero(housing, consumption + housing) * households,
            government: government - invested * government,
            real_government: entities - invested * entities,
            public_investment: invested * government,
            real_public_investment: invested * entities,
            exports,
            real_exports: foreign,
        }
    }

    /// Tells sellers the demand they met and what they sold of it.
    ///
    /// # Source
    /// Base model, §7.5 and §7.6.
    fn settle_sellers(&self, firms: &mut Firms, world: &mut World) {
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
