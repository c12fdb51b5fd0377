//! Who buys what online, and who pays whom for it: households before and after the market, sellers and
//! platforms after it.
//!
//! # Equation
//! ```text
//! fee bill_i = fee_i P_i Q_i^online + fee on opening trade_i · P_i Q_i^opening          T1, T2
//! premium_h  = π_h / (1 + π_h) · spent online                                         T3
//! ```
//! A household's budget is given, so a premium buys it less. It is booked with the purpose of the
//! purchase, as services of platforms beside the goods. What is collected on a product goes to platforms by
//! their split of it; where nobody collects there are neither fees nor premiums.
//!
//! # Source
//! Digital economy, §6.1 and §6.4, T1 to T3.

use quantity::{FirmId, HouseholdId, Id, maths};

use super::super::demand::{Home, MoneyShares};
use super::super::{MarketDay, ProductMarket, Purchases, ration, unlocked};
use crate::calibration::Calibration;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::flows::{Flows, Party, Transaction};
use crate::households::Households;
use crate::online::{OnlineTrade, Portion};
use std::sync::Mutex;

/// Products of an area that are worked out side by side: twice what the plainest vectors of a processor hold, which
/// makes compilers use them.
const SIDE_BY_SIDE: usize = 4;

/// A number for each of them.
type Each = [f64; SIDE_BY_SIDE];

/// Some products in an area, as its households see them. Places beyond the last product are empty: nobody wants
/// anything there.
#[derive(Clone, Copy, Debug, Default)]
struct Cells {
    /// Shares of budgets for consumption and housing.
    consumption: Each,
    housing: Each,
    /// Online shares now and at the opening.
    share: Each,
    share_then: Each,
    /// 1 where there are members, otherwise 0.
    sold: Each,
    /// 1 where platforms collect, otherwise 0.
    collected: Each,
    /// Terms: share not served in the shop and units per money there, share that found no member, share of that
    /// not served in the shop either, and units per money online.
    unserved: Each,
    per_unit: Each,
    returned: Each,
    lost: Each,
    per_unit_online: Each,
    /// Services of platforms per unit of premium, and the premiums paid.
    services: Each,
    premium: Each,
}

/// Sums over households of what they want of some products in an area.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    /// Money that goes online.
    moved: Each,
    /// The same at sellers' prices.
    at_sellers: Each,
    /// What was online at the opening, money.
    known: Each,
}

/// What is bought, in money: of one household, or of all; and real, of all so far.
#[derive(Clone, Copy, Debug, Default)]
struct Bought {
    consumption: f64,
    housing: f64,
    real_consumption: f64,
    real_housing: f64,
}

/// What households and platforms have to do with online trade in a quarter.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Whether each product is traded online; empty if none is.
    pub traded: Vec<bool>,
    /// The products that are.
    products: Vec<usize>,
    /// Of each area so many in a row as the products traded need.
    cells: Vec<Cells>,
    /// Likewise.
    wanted: Vec<Wanted>,
    /// Whether anybody pays a price of its own.
    personal: bool,
}

impl Desk {
    /// Whether a product is traded online.
    #[must_use]
    pub fn trades(&self, product: usize) -> bool {
        self.traded.get(product).copied().unwrap_or(false)
    }

    /// Whether anything is.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.products.is_empty()
    }

    /// Finds the products that are traded online, adds up what households want of them there, and sets out
    /// the branches of their markets.
    pub(in crate::markets::goods) fn open(
        &mut self,
        markets: &mut [Mutex<ProductMarket>],
        firms: &Firms,
        households: &Households,
        day: MarketDay<'_>,
        shares: &MoneyShares,
        home: Option<&Home<'_>>,
    ) {
        let (calibration, channels) = (day.calibration, day.channels);
        self.traded.clear();
        self.products.clear();
        for market in unlocked(markets) {
            market.online.active = false;
        }
        let online = &channels.online;
        let on_opening = !channels.fee_on_opening_trade.is_neutral();
        if online.is_neutral() && !on_opening {
            return;
        }
        self.list_products(firms, calibration, channels, shares, home);
        self.gather(households, channels, home.is_some());
        let n = self.width();
        let rows = home.map_or(1, |home| home.shares.n_areas);
        let map = home.map(|_| &calibration.geography);
        for market in unlocked(markets) {
            let Some(at) = self.products.iter().position(|&g| g == market.product) else {
                continue;
            };
            let branch = &mut market.online;
            for column in [&mut branch.moved, &mut branch.wanted, &mut branch.known] {
                column.clear();
            }
            let (block, k) = place(at);
            for wanted in self.wanted[block..].iter().step_by(n).take(rows) {
                let known = if on_opening { wanted.known[k] } else { 0.0 };
                branch.moved.push(wanted.moved[k]);
                branch.wanted.push(wanted.at_sellers[k]);
                branch.known.push(known);
            }
            branch.active = true;
            branch.on_opening = on_opening;
            branch.n_areas = calibration.geography.len();
            branch.services = self.cells[block].services[k];
            let code = &calibration.industries[market.product].code;
            market.set_out_online(firms, channels, code, map);
        }
    }

    /// Lists the products with online shares, and describes each in each area.
    fn list_products(
        &mut self,
        firms: &Firms,
        calibration: &Calibration,
        channels: &Channels,
        shares: &MoneyShares,
        home: Option<&Home<'_>>,
    ) {
        let online = &channels.online;
        let products = calibration.n_industries();
        let n_areas = calibration.geography.len();
        let some = |column: &[f64], g: usize| {
            let of_product = column.get(g * n_areas..(g + 1) * n_areas);
            of_product
                .unwrap_or_default()
                .iter()
                .any(|&share| share > 0.0)
        };
        for g in 0..products {
            let traded = some(&online.share_now, g) || some(&online.share_at_opening, g);
            self.traded.push(traded);
            if traded {
                self.products.push(g);
            }
        }
        self.personal = !channels.personal_price.is_neutral();
        let n = self.width();
        self.cells.clear();
        self.cells.resize(n * n_areas, Cells::default());
        for (at, &g) in self.products.iter().enumerate() {
            let (block, k) = place(at);
            let sold = firms.of_industry(g).any(|i| online.sells(i));
            let collected = online.is_collected(g);
            let services = online
                .split(g)
                .map(|(p, share)| share / firms.price[p])
                .sum();
            let cells = self.cells[block..].iter_mut().step_by(n);
            for (area, cells) in cells.enumerate() {
                [cells.consumption[k], cells.housing[k]] = match home {
                    Some(home) => {
                        let at = g * home.shares.n_areas + area;
                        [home.shares.consumption[at], home.shares.housing[at]]
                    }
                    None => [shares.consumption[g], shares.housing[g]],
                };
                let at = |column: &[f64]| column.get(g * n_areas + area).copied().unwrap_or(0.0);
                cells.share[k] = at(&online.share_now);
                cells.share_then[k] = at(&online.share_at_opening);
                cells.sold[k] = f64::from(u8::from(sold));
                cells.collected[k] = f64::from(u8::from(collected));
                cells.services[k] = services;
            }
        }
    }

    /// How many cells there are for each area.
    fn width(&self) -> usize {
        self.products.len().div_ceil(SIDE_BY_SIDE)
    }

    /// Adds up what households want, area by area; all in the first where areas are not told apart.
    fn gather(&mut self, households: &Households, channels: &Channels, by_area: bool) {
        let n = self.width();
        self.wanted.clear();
        self.wanted.resize(self.cells.len(), Wanted::default());
        for h in households.ids() {
            let buyer = Buyer::of(h, households, channels, self.personal);
            let area = households.area[h] as usize * n;
            let row = if by_area { area } else { 0 };
            // Online shares are those of the area also where the market is one.
            let cells = &self.cells[area..area + n];
            for (cells, wanted) in cells.iter().zip(&mut self.wanted[row..row + n]) {
                buyer.add_to(wanted, cells);
            }
        }
    }

    /// Takes note of the terms of a product's market; of the expected protocol.
    pub(in crate::markets::goods) fn note(&mut self, market: &ProductMarket) {
        let Some(at) = self.products.iter().position(|&g| g == market.product) else {
            return;
        };
        let n = self.width();
        let (block, k) = place(at);
        let branch = &market.online;
        let rows = branch.terms.len();
        for (area, cells) in self.cells[block..].iter_mut().step_by(n).enumerate() {
            let row = area % rows;
            let terms = match &market.local {
                Some(local) if rows > 1 => local.terms[row],
                _ => market.terms,
            };
            cells.unserved[k] = terms.final_unserved;
            cells.per_unit[k] = maths::ratio_or_zero(1.0, terms.final_price);
            cells.returned[k] = branch.terms[row].returned;
            cells.lost[k] = branch.terms[row].lost;
            cells.per_unit_online[k] = maths::ratio_or_zero(1.0, branch.terms[row].price);
        }
    }

    /// Gives households what they bought of the products traded online; of the expected protocol.
    pub(in crate::markets::goods) fn serve(
        &mut self,
        households: &mut Households,
        channels: &Channels,
        purchases: &mut Purchases,
    ) {
        let n = self.width();
        let mut all = Bought {
            consumption: purchases.consumption,
            housing: purchases.housing,
            real_consumption: purchases.real_consumption,
            real_housing: purchases.real_housing,
        };
        for h in households.ids() {
            let buyer = Buyer::of(h, households, channels, self.personal);
            let area = households.area[h] as usize * n;
            let mut own = Bought {
                consumption: 0.0,
                housing: 0.0,
                ..all
            };
            for cells in &mut self.cells[area..area + n] {
                if cells.housing == [0.0; SIDE_BY_SIDE] {
                    buyer.buy::<false>(cells, &mut own);
                } else {
                    buyer.buy::<true>(cells, &mut own);
                }
            }
            households.consumption[h] += own.consumption;
            households.housing[h] += own.housing;
            all = Bought {
                consumption: all.consumption + own.consumption,
                housing: all.housing + own.housing,
                ..own
            };
        }
        purchases.consumption = all.consumption;
        purchases.housing = all.housing;
        purchases.real_consumption = all.real_consumption;
        purchases.real_housing = all.real_housing;
    }

    /// Books what sellers and households pay to platforms.
    pub(in crate::markets::goods) fn charge(
        &self,
        markets: &mut [Mutex<ProductMarket>],
        firms: &mut Firms,
        channels: &Channels,
        flows: &mut Flows,
    ) {
        if !self.is_open() && !firms.trade.is_active() {
            return;
        }
        let online = &channels.online;
        firms.trade.clear();
        let n = self.width();
        for market in unlocked(markets).filter(|market| market.online.active) {
            let product = market.product;
            let branch = &market.online;
            let Some(at) = self.products.iter().position(|&g| g == product) else {
                continue;
            };
            let (block, k) = place(at);
            let of_areas = self.cells[block..].iter().step_by(n);
            let premium = branch.premium + of_areas.map(|cells| cells.premium[k]).sum::<f64>();
            for (platform, share) in online.split(product) {
                firms.sell_directly(platform, share * premium);
            }
            if online.is_collected(product) {
                flows.add(
                    Transaction::PersonalPremium,
                    Party::Households,
                    Party::Platforms,
                    premium,
                );
            }
            for f in 0..market.stalls.len() - 1 {
                let i = FirmId::new(firms.first_of_industry[product] + f);
                firms.trade.online[i] = firms.price[i] * branch.sold[f];
                firms.trade.as_at_opening[i] = firms.price[i] * branch.opening[f];
                charge_seller(firms, i, product, online, channels, flows);
            }
        }
        let Firms {
            trade,
            price,
            sales,
            ..
        } = firms;
        trade.note_fees(price, sales);
    }
}

/// Lets one seller pay its fees.
fn charge_seller(
    firms: &mut Firms,
    i: FirmId,
    product: usize,
    online: &OnlineTrade,
    channels: &Channels,
    flows: &mut Flows,
) {
    let (sold, opening) = (firms.trade.online[i], firms.trade.as_at_opening[i]);
    let fees = channels.fee.at(i) * sold + channels.fee_on_opening_trade.at(i) * opening;
    if fees == 0.0 || !online.is_collected(product) {
        return;
    }
    let mut real = 0.0;
    for (platform, share) in online.split(product) {
        real += firms.sell_directly(platform, share * fees);
    }
    firms.expense(i, fees, real);
    firms.trade.fees[i] = fees;
    let adverts = channels.advertising.at(i) * (sold + opening);
    flows.add(
        Transaction::Commission,
        Party::Firms,
        Party::Platforms,
        fees - adverts,
    );
    flows.add(
        Transaction::Advertising,
        Party::Firms,
        Party::Platforms,
        adverts,
    );
}

/// A household that may go online.
#[derive(Clone, Copy)]
struct Buyer {
    consumption: f64,
    housing: f64,
    now: f64,
    then: f64,
    /// Part of a unit of money that reaches sellers where its personal price is collected.
    paid: f64,
}

impl Buyer {
    fn of(h: HouseholdId, households: &Households, channels: &Channels, personal: bool) -> Self {
        let k = h.index();
        let online = &channels.online;
        let at = |column: &[f64]| column.get(k).copied().unwrap_or(0.0);
        Self {
            consumption: households.consumption_budget[h],
            housing: households.housing_budget[h],
            now: at(&online.use_now),
            then: at(&online.use_at_opening),
            paid: if personal {
                1.0 / (1.0 + channels.personal_price.at(h))
            } else {
                1.0
            },
        }
    }

    /// The portions of its purchases of a product that are online, and the part of a unit of money spent there
    /// that reaches sellers.
    #[inline]
    fn portion(&self, cells: &Cells, k: usize) -> (Portion, f64) {
        let now = cells.sold[k] * self.now;
        let portion = OnlineTrade::portion(now, self.then, cells.share[k], cells.share_then[k]);
        let paid = if cells.collected[k] > 0.0 {
            self.paid
        } else {
            1.0
        };
        (portion, paid)
    }

    /// Adds what it wants of some products.
    #[inline]
    fn add_to(&self, wanted: &mut Wanted, cells: &Cells) {
        for k in 0..SIDE_BY_SIDE {
            let (portion, paid) = self.portion(cells, k);
            let money = cells.consumption[k] * self.consumption + cells.housing[k] * self.housing;
            let moved = portion.additional * money;
            wanted.moved[k] += moved;
            wanted.at_sellers[k] += moved * paid;
            wanted.known[k] += portion.opening * money;
        }
    }

    /// Adds what it buys of some products on their terms, and what it pays platforms for being known; `HOUSING`
    /// is whether any of them is bought for housing.
    #[inline]
    fn buy<const HOUSING: bool>(&self, cells: &mut Cells, sums: &mut Bought) {
        let (mut consumption, mut housing) = ([0.0; SIDE_BY_SIDE], [0.0; SIDE_BY_SIDE]);
        let mut per_money = [0.0; SIDE_BY_SIDE];
        for k in 0..SIDE_BY_SIDE {
            let (portion, paid) = self.portion(cells, k);
            let first = cells.consumption[k] * self.consumption;
            let second = if HOUSING {
                cells.housing[k] * self.housing
            } else {
                0.0
            };
            let money = first + second;
            let online = portion.additional * money;
            let returned = cells.returned[k] * online;
            let bought = online - returned;
            let at_shop = money - bought;
            let left = cells.unserved[k] * (money - online) + cells.lost[k] * returned;
            let (cut, cut_second) = ration(first, second, left);
            (consumption[k], housing[k]) = (first - cut, second - cut_second);
            let premium = bought - bought * paid;
            cells.premium[k] += premium;
            let real = (at_shop - left) * cells.per_unit[k]
                + bought * paid * cells.per_unit_online[k]
                + premium * cells.services[k];
            per_money[k] = maths::ratio_or_zero(real, consumption[k] + housing[k]);
        }
        for k in 0..SIDE_BY_SIDE {
            sums.consumption += consumption[k];
            sums.real_consumption += consumption[k] * per_money[k];
            if HOUSING {
                sums.housing += housing[k];
                sums.real_housing += housing[k] * per_money[k];
            }
        }
    }
}

/// The cell of the product traded at this position, counted from an area's first, and its place there.
fn place(at: usize) -> (usize, usize) {
    (at.div_euclid(SIDE_BY_SIDE), at.rem_euclid(SIDE_BY_SIDE))
}
