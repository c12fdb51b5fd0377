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
use super::super::{ProductMarket, Purchases, ration, unlocked};
use crate::calibration::Calibration;
use crate::channels::Channels;
use crate::firms::Firms;
use crate::flows::{Flows, Party, Transaction};
use crate::households::Households;
use crate::online::{OnlineTrade, Portion};
use std::sync::Mutex;

/// A product in an area, as its households see it.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// Shares of budgets for consumption and housing.
    consumption: f64,
    housing: f64,
    /// Online shares now and at the opening.
    share: f64,
    share_then: f64,
    /// 1 where there are members, otherwise 0.
    sold: f64,
    /// Whether platforms collect.
    collected: bool,
    /// Terms: share not served in the shop and units per money there, share that found no member, share of that
    /// not served in the shop either, and units per money online.
    unserved: f64,
    per_unit: f64,
    returned: f64,
    lost: f64,
    per_unit_online: f64,
    /// Services of platforms per unit of premium, and the premiums paid.
    services: f64,
    premium: f64,
}

/// Sums over households of what they want of a product in an area.
#[derive(Clone, Copy, Debug, Default)]
struct Wanted {
    /// Money that goes online.
    moved: f64,
    /// The same at sellers' prices.
    at_sellers: f64,
    /// What was online at the opening, money.
    known: f64,
}

/// What households and platforms have to do with online trade in a quarter.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Whether each product is traded online; empty if none is.
    pub traded: Vec<bool>,
    /// The products that are.
    products: Vec<usize>,
    /// At `area · products traded + position`.
    cells: Vec<Cell>,
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
    #[expect(clippy::too_many_arguments, reason = "everybody comes to market")]
    pub(in crate::markets::goods) fn open(
        &mut self,
        markets: &mut [Mutex<ProductMarket>],
        firms: &Firms,
        households: &Households,
        calibration: &Calibration,
        channels: &Channels,
        shares: &MoneyShares,
        home: Option<&Home<'_>>,
    ) {
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
        let n = self.products.len();
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
            for wanted in self.wanted[at..].iter().step_by(n).take(rows) {
                branch.moved.push(wanted.moved);
                branch.wanted.push(wanted.at_sellers);
                branch
                    .known
                    .push(if on_opening { wanted.known } else { 0.0 });
            }
            branch.active = true;
            branch.on_opening = on_opening;
            branch.n_areas = calibration.geography.len();
            branch.services = self.cells[at].services;
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
        self.cells.clear();
        for area in 0..n_areas {
            for &g in &self.products {
                let [consumption, housing] = match home {
                    Some(home) => {
                        let at = g * home.shares.n_areas + area;
                        [home.shares.consumption[at], home.shares.housing[at]]
                    }
                    None => [shares.consumption[g], shares.housing[g]],
                };
                let at = |column: &[f64]| column.get(g * n_areas + area).copied().unwrap_or(0.0);
                let sold = firms.of_industry(g).any(|i| online.sells(i));
                let services = online
                    .split(g)
                    .map(|(p, share)| share / firms.price[p])
                    .sum();
                self.cells.push(Cell {
                    consumption,
                    housing,
                    share: at(&online.share_now),
                    share_then: at(&online.share_at_opening),
                    sold: f64::from(u8::from(sold)),
                    collected: online.is_collected(g),
                    services,
                    ..Cell::default()
                });
            }
        }
    }

    /// Adds up what households want, area by area; all in the first where areas are not told apart.
    fn gather(&mut self, households: &Households, channels: &Channels, by_area: bool) {
        let n = self.products.len();
        self.wanted.clear();
        self.wanted.resize(self.cells.len(), Wanted::default());
        for h in households.ids() {
            let buyer = Buyer::of(h, households, channels, self.personal);
            let area = households.area[h] as usize * n;
            let row = if by_area { area } else { 0 };
            // Online shares are those of the area also where the market is one.
            let cells = &self.cells[area..area + n];
            for (cell, wanted) in cells.iter().zip(&mut self.wanted[row..row + n]) {
                let (money, portion, paid) = buyer.portion(cell);
                let moved = portion.additional * money;
                wanted.moved += moved;
                wanted.at_sellers += moved * paid;
                wanted.known += portion.opening * money;
            }
        }
    }

    /// Takes note of the terms of a product's market; of the expected protocol.
    pub(in crate::markets::goods) fn note(&mut self, market: &ProductMarket) {
        let Some(at) = self.products.iter().position(|&g| g == market.product) else {
            return;
        };
        let n = self.products.len();
        let branch = &market.online;
        let rows = branch.terms.len();
        for (area, cell) in self.cells[at..].iter_mut().step_by(n).enumerate() {
            let row = area % rows;
            let terms = match &market.local {
                Some(local) if rows > 1 => local.terms[row],
                _ => market.terms,
            };
            cell.unserved = terms.final_unserved;
            cell.per_unit = maths::ratio_or_zero(1.0, terms.final_price);
            cell.returned = branch.terms[row].returned;
            cell.lost = branch.terms[row].lost;
            cell.per_unit_online = maths::ratio_or_zero(1.0, branch.terms[row].price);
        }
    }

    /// Gives households what they bought of the products traded online; of the expected protocol.
    pub(in crate::markets::goods) fn serve(
        &mut self,
        households: &mut Households,
        channels: &Channels,
        purchases: &mut Purchases,
    ) {
        let n = self.products.len();
        for h in households.ids() {
            let buyer = Buyer::of(h, households, channels, self.personal);
            let area = households.area[h] as usize * n;
            let (mut consumption, mut housing) = (0.0, 0.0);
            for cell in &mut self.cells[area..area + n] {
                let (money, portion, paid) = buyer.portion(cell);
                let online = portion.additional * money;
                let returned = cell.returned * online;
                let bought = online - returned;
                let at_shop = money - bought;
                let left = cell.unserved * (money - online) + cell.lost * returned;
                let (first, second) = (
                    cell.consumption * buyer.consumption,
                    cell.housing * buyer.housing,
                );
                let (cut, cut_second) = ration(first, second, left);
                let (first, second) = (first - cut, second - cut_second);
                let premium = bought - bought * paid;
                cell.premium += premium;
                let real = (at_shop - left) * cell.per_unit
                    + bought * paid * cell.per_unit_online
                    + premium * cell.services;
                let per_money = maths::ratio_or_zero(real, first + second);
                consumption += first;
                housing += second;
                purchases.real_consumption += first * per_money;
                purchases.real_housing += second * per_money;
            }
            purchases.consumption += consumption;
            purchases.housing += housing;
            households.consumption[h] += consumption;
            households.housing[h] += housing;
        }
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
        let n = self.products.len();
        for market in unlocked(markets).filter(|market| market.online.active) {
            let product = market.product;
            let branch = &market.online;
            let Some(at) = self.products.iter().position(|&g| g == product) else {
                continue;
            };
            let premium: f64 = branch.premium
                + self.cells[at..]
                    .iter()
                    .step_by(n)
                    .map(|cell| cell.premium)
                    .sum::<f64>();
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
    let adverts = channels.advertising.at(i) * sold;
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

    /// Its money for a product, the portions of it that are online, and the part of a unit of money spent
    /// there that reaches sellers.
    #[inline]
    fn portion(&self, cell: &Cell) -> (f64, Portion, f64) {
        let money = cell.consumption * self.consumption + cell.housing * self.housing;
        let now = cell.sold * self.now;
        let portion = OnlineTrade::portion(now, self.then, cell.share, cell.share_then);
        let paid = if cell.collected { self.paid } else { 1.0 };
        (money, portion, paid)
    }
}
