//! What firms got of the products they buy, and the average prices they paid.

use quantity::{Column, FirmId, maths};

use super::demand::{FirmShares, Plans};
use super::local::freight::LocalShares;
use super::product::ProductMarket;
use super::purchases::ration;
use super::{GoodsMarkets, MarketDay, expected, unlocked};
use crate::calibration::Calibration;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::rules::Market;

impl GoodsMarkets {
    /// Gives firms what they bought and the average prices they paid; a shortage cuts investment first.
    ///
    /// # Source
    /// Base model, §7.3 and §7.6.
    pub(super) fn serve_firms(
        &mut self,
        firms: &mut Firms,
        calibration: &Calibration,
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

    /// Gives firms what they bought when they differ in what they want; a shortage cuts investment and
    /// digital equipment first.
    pub(super) fn serve_tailored_firms(
        &mut self,
        firms: &mut Firms,
        day: MarketDay<'_>,
        by_area: bool,
    ) {
        let (calibration, channels) = (day.calibration, day.channels);
        let protocol = day.rules.market;
        let areas = self.areas.as_ref().filter(|_| by_area);
        if protocol == Market::Expected {
            let markets: Vec<&ProductMarket> = unlocked(&mut self.products)
                .map(|market| &*market)
                .collect();
            let n = calibration.n_industries();
            match areas {
                Some(areas) => deliver(firms, &markets, true, |g, industry, area| {
                    areas.of_firm(g, n, industry, area)
                }),
                None => deliver(firms, &markets, false, |g, industry, _| {
                    shares_of_country(g, industry, calibration, channels)
                }),
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
    pub(super) fn note_construction(
        &mut self,
        firms: &mut Firms,
        day: MarketDay<'_>,
        by_area: bool,
    ) {
        let (calibration, channels) = (day.calibration, day.channels);
        let protocol = day.rules.market;
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

/// Gives firms what the expected protocol found for each product, when `shares` is what they buy of it, by product,
/// industry and area.
fn deliver(
    firms: &mut Firms,
    markets: &[&ProductMarket],
    by_area: bool,
    shares: impl Fn(usize, usize, usize) -> FirmShares,
) {
    let terms = markets.iter().map(|market| market.terms(by_area));
    let terms: Vec<&[expected::Terms]> = terms.collect();
    for i in firms.ids() {
        let area = if by_area { firms.area[i] as usize } else { 0 };
        let plans = plans_of(firms, i);
        let industry = firms.industry[i] as usize;
        let mut got = Deliveries::default();
        for (market, terms) in markets.iter().zip(&terms) {
            let shares = shares(market.product, industry, area);
            got.add(&Delivery::on(&terms[area], plans.of_product(shares)));
        }
        got.note(firms, i);
    }
}

/// Inputs, investment and digital equipment that firm `i` wanted of a product, real.
fn firm_wants(
    firms: &Firms,
    i: FirmId,
    product: usize,
    calibration: &Calibration,
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
fn firm_shares(
    product: usize,
    industry: usize,
    area: usize,
    calibration: &Calibration,
    channels: &Channels,
    areas: Option<&LocalShares>,
) -> FirmShares {
    match areas {
        Some(areas) => areas.of_firm(product, calibration.n_industries(), industry, area),
        None => shares_of_country(product, industry, calibration, channels),
    }
}

/// The same where areas are not told apart.
fn shares_of_country(
    product: usize,
    industry: usize,
    calibration: &Calibration,
    channels: &Channels,
) -> FirmShares {
    FirmShares {
        inputs: calibration.technology.input_share(product, industry),
        investment: calibration.baskets.investment[product],
        running: channels.baskets.running[product],
        equipment: channels.baskets.equipment[product],
    }
}
