//! The expected protocol with areas and an online branch: two blocks of each area's buyers share the
//! sellers, each with ways of its own.
//!
//! # Equation
//! ```text
//! J = Σ_ℓ load_ℓ W_ℓ·      J' = Σ_ℓ load'_ℓ W'_ℓ·      want_f = J (E_f/E + A_f/A) + J' r_f (E'_f/Σ + A'_f/Σ)
//! ```
//! `W'` ways online. What a seller cannot serve comes back to each block in proportion to what it asked for.
//!
//! # Source
//! Long run, §4.2 and §7.1; digital economy, §6.1.

use quantity::maths;

use super::super::ProductMarket;
use super::super::allocation::{Allocation, MOST_ROUNDS, NEGLIGIBLE, Offer, share_out, weights};
use super::super::expected::gather;
use super::super::online::expected::{self, Per};
use super::super::online::{Branch, Pull, Terms};
use super::{Local, add_scaled, dot, dots};
use crate::geography::Geography;
use crate::rules::ChoiceWeights;

/// Buyers of one kind, area by area.
#[derive(Clone, Debug, Default)]
struct Block {
    /// What each row still wants.
    left: Vec<f64>,
    load: Vec<f64>,
    attraction: Vec<f64>,
    reach: Vec<f64>,
    /// Of each column, over its reach: what was not to be had, what was bought, and what it cost.
    returned: Vec<f64>,
    bought: Vec<f64>,
    cost: Vec<f64>,
    /// Whether anything was not to be had.
    short: bool,
    /// Of each row: what was bought, and what it cost.
    quantity: Vec<f64>,
    spending: Vec<f64>,
}

/// Work space of one product's market.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    shop: Block,
    net: Block,
    /// Of each row: share of what is bought in the shops that was online at the opening; of each column:
    /// the demand that is.
    known: Vec<f64>,
    known_reach: Vec<f64>,
    /// Of each row: money in the shop for a unit of money that sellers were to get online; wants that found
    /// no member.
    back: Vec<f64>,
    returned: Vec<f64>,
    /// Of each row: what was left in the shops when they came there, and what was left with theirs.
    joined: Vec<[f64; 2]>,
    offers: Vec<Offer>,
    appeal: Vec<f64>,
    ends: Vec<usize>,
    weights: expected::Scratch,
}

impl Local {
    /// The ways of the online branch: the same map, with another fall with distance.
    pub(in crate::markets::goods) fn online(
        &self,
        map: &Geography,
        product: usize,
        carried: bool,
        factor: f64,
    ) -> Self {
        let mut online = Self {
            n: self.n,
            stride: self.stride,
            first: self.first.clone(),
            weight: self.weight.clone(),
            ..Self::default()
        };
        for to in 0..self.n {
            for from in 0..self.n {
                let link = |factor| map.goods_link_at(product, carried, from, to, factor);
                online.weight[to * self.stride + from] *= link(factor) / link(1.0);
            }
        }
        online
    }

    /// Lets final buyers trade, in the shops and online; what they could not get is then in
    /// [`Scratch::left`].
    pub(in crate::markets::goods) fn final_crowd_online(
        &mut self,
        market: &mut ProductMarket,
        wanted: &[f64],
        rule: ChoiceWeights,
        scratch: &mut Scratch,
    ) {
        let mut branch = std::mem::take(&mut market.online);
        market.weigh(&mut scratch.appeal);
        let all: f64 = wanted.iter().sum();
        scratch.start(self.n, wanted, &branch);
        self.collect(market, scratch, |market, f| market.stalls[f].remaining);
        let crowd = market.importer_crowd;
        branch.gather(crowd, &scratch.offers, &mut scratch.weights);
        self.allocate_online(market, &mut branch, all, rule, scratch);
        branch.terms.clear();
        for row in 0..=self.n {
            let (shop, net) = (&scratch.shop, &scratch.net);
            let terms = &mut self.terms[row];
            let online = branch.moved.get(row).copied().unwrap_or(0.0);
            let [before, pool] = scratch.joined[row];
            let (before, pool) = if pool > 0.0 {
                (before, pool)
            } else {
                (shop.left[row], shop.left[row])
            };
            let lost = maths::ratio_or_zero(shop.left[row], pool).min(1.0);
            let asked = wanted[row] - online;
            terms.final_unserved = maths::ratio_or_zero(before * lost, asked).min(1.0);
            terms.final_price = maths::ratio_or_zero(shop.spending[row], shop.quantity[row]);
            self.quantity[row] += shop.quantity[row] + net.quantity[row];
            self.spending[row] += shop.spending[row] + net.spending[row];
            if let Some(&wanted) = branch.wanted.get(row) {
                branch.terms.push(Terms {
                    returned: maths::ratio_or_zero(scratch.returned[row], wanted).min(1.0),
                    lost,
                    price: maths::ratio_or_zero(net.spending[row], net.quantity[row]),
                });
            }
        }
        market.online = branch;
    }

    /// Collects the sellers that have some of `room`, area by area.
    fn collect(
        &self,
        market: &ProductMarket,
        scratch: &mut Scratch,
        room: impl Fn(&ProductMarket, usize) -> f64,
    ) {
        gather(market, &scratch.appeal, &mut scratch.offers, room);
        scratch.ends.clear();
        let mut end = 0;
        for column in 0..=self.n {
            let beyond = self.first[column + 1];
            while scratch.offers.get(end).is_some_and(|o| o.seller < beyond) {
                end += 1;
            }
            scratch.ends.push(end);
        }
    }

    fn allocate_online(
        &self,
        market: &mut ProductMarket,
        branch: &mut Branch,
        wanted: f64,
        rule: ChoiceWeights,
        scratch: &mut Scratch,
    ) {
        let way = branch.way.take();
        let net_way = way.as_deref().unwrap_or(self);
        let (mut opening, mut opening_online) = (None, None);
        let mut rounds = 0;
        loop {
            let pulls = &mut scratch.weights.pulls;
            let online = branch.weights(market.importer_crowd, &scratch.offers, pulls);
            let left: f64 = scratch.shop.left.iter().sum();
            let left_online: f64 = scratch.net.left.iter().sum();
            let done = scratch.offers.is_empty() || left + left_online <= NEGLIGIBLE * wanted;
            if online.1 <= 0.0 || done || rounds == MOST_ROUNDS {
                scratch.give_up();
            }
            if done || rounds == MOST_ROUNDS {
                break;
            }
            rounds += 1;
            let sums = weights(&mut scratch.offers);
            let (per, per_online) = match rule {
                ChoiceWeights::Recomputed => (Per::over(sums), Per::over(online)),
                ChoiceWeights::Fixed => (
                    Per::over(*opening.get_or_insert(sums)),
                    Per::over(*opening_online.get_or_insert(online)),
                ),
            };
            scratch.attract(self.stride, per, per_online);
            scratch.shop.send(self);
            scratch.net.send(net_way);
            scratch.send_known(self);
            scratch.meet(market, branch, per, per_online);
            scratch.shop.give_back(self);
            scratch.net.give_back(net_way);
        }
        if !scratch.offers.is_empty() {
            scratch.share_out(market, branch);
        }
        branch.way = way;
    }
}

impl Block {
    fn start(&mut self, rows: usize, left: impl Iterator<Item = f64>) {
        self.left.clear();
        self.left.extend(left);
        self.left.resize(rows, 0.0);
        for sums in [&mut self.quantity, &mut self.spending] {
            sums.clear();
            sums.resize(rows, 0.0);
        }
    }

    /// Works out the load of each row and the reach of each column.
    fn send(&mut self, way: &Local) {
        self.load.clear();
        self.reach.clear();
        self.reach.resize(way.stride, 0.0);
        for (to, &left) in self.left.iter().enumerate() {
            let mut load = 0.0;
            if left > 0.0 {
                let row = way.row(to);
                load = maths::ratio_or_zero(left, dot(row, &self.attraction));
                add_scaled(&mut self.reach, load, row);
            }
            self.load.push(load);
        }
        for sums in [&mut self.returned, &mut self.bought, &mut self.cost] {
            sums.clear();
            sums.resize(way.stride, 0.0);
        }
        self.short = false;
    }

    /// Takes note of what came of a column's reach.
    fn note(&mut self, column: usize, [returned, bought, cost]: [f64; 3]) {
        let reach = self.reach[column];
        self.short |= returned > 0.0;
        self.returned[column] = maths::ratio_or_zero(returned, reach);
        self.bought[column] = maths::ratio_or_zero(bought, reach);
        self.cost[column] = maths::ratio_or_zero(cost, reach);
    }

    /// Tells each row what it bought, what that cost, and what it still wants.
    fn give_back(&mut self, way: &Local) {
        for (to, &load) in self.load.iter().enumerate() {
            if load > 0.0 {
                let row = way.row(to);
                let [bought, cost] = dots(row, [&self.bought, &self.cost]);
                self.quantity[to] += load * bought;
                self.spending[to] += load * cost;
                self.left[to] = if self.short {
                    load * dot(row, &self.returned)
                } else {
                    0.0
                };
            }
        }
    }
}

impl Scratch {
    /// What each area could not get, money.
    pub(super) fn left(&self) -> &[f64] {
        &self.shop.left
    }

    fn start(&mut self, n: usize, wanted: &[f64], branch: &Branch) {
        let rows = n + 1;
        let moved = |row: usize| branch.moved.get(row).copied().unwrap_or(0.0);
        let shop = wanted.iter().enumerate().map(|(row, all)| all - moved(row));
        self.shop.start(rows, shop);
        self.net.start(rows, branch.wanted.iter().copied());
        self.known.clear();
        self.back.clear();
        self.returned.clear();
        self.returned.resize(rows, 0.0);
        self.joined.clear();
        self.joined.resize(rows, [0.0; 2]);
        for row in 0..rows {
            let known = branch.known.get(row).copied().unwrap_or(0.0);
            self.known
                .push(maths::ratio_or_zero(known, self.shop.left[row]));
            self.back
                .push(maths::ratio_or_zero(moved(row), self.net.left[row]));
        }
    }

    /// Sends whoever is left online to the shops.
    fn give_up(&mut self) {
        for (row, left) in self.net.left.iter_mut().enumerate() {
            let money = *left * self.back[row];
            if money > 0.0 {
                let shop = &mut self.shop.left[row];
                let all = *shop + money;
                self.known[row] *= *shop / all;
                self.joined[row] = [*shop, all];
                *shop = all;
            }
            self.returned[row] += *left;
            *left = 0.0;
        }
    }

    /// Works out what the open sellers of each column weigh together.
    fn attract(&mut self, stride: usize, per: Per, per_online: Per) {
        let Self {
            shop,
            net,
            offers,
            ends,
            weights,
            ..
        } = self;
        for block in [&mut *shop, &mut *net] {
            block.attraction.clear();
            block.attraction.resize(stride, 0.0);
        }
        let mut begin = 0;
        for (column, &end) in ends.iter().enumerate() {
            let sellers = offers[begin..end].iter();
            shop.attraction[column] = sellers.map(|o| per.reach(o.appeal, o.size)).sum();
            let members = weights.pulls[begin..end].iter();
            net.attraction[column] = members.map(|p| per_online.reach(p.appeal, p.size)).sum();
            begin = end;
        }
    }

    /// Works out how much of the demand that reaches each column was online at the opening.
    fn send_known(&mut self, way: &Local) {
        self.known_reach.clear();
        self.known_reach.resize(way.stride, 0.0);
        for (to, (&known, &load)) in self.known.iter().zip(&self.shop.load).enumerate() {
            if known * load > 0.0 {
                add_scaled(&mut self.known_reach, known * load, way.row(to));
            }
        }
    }

    /// Lets the sellers of each column serve whom it reaches.
    fn meet(&mut self, market: &mut ProductMarket, branch: &mut Branch, per: Per, per_online: Per) {
        let Self {
            shop,
            net,
            known_reach,
            offers,
            ends,
            weights,
            ..
        } = self;
        let pulls: &mut Vec<Pull> = &mut weights.pulls;
        let (mut begin, mut kept) = (0, 0);
        for (column, end) in ends.iter_mut().enumerate() {
            let (reach, reach_online) = (shop.reach[column], net.reach[column]);
            let known = maths::ratio_or_zero(known_reach[column], reach);
            let (mut at_shop, mut online) = ([0.0; 3], [0.0; 3]);
            for k in begin..*end {
                let (mut offer, pull) = (offers[k], pulls[k]);
                let demand = reach * per.reach(offer.appeal, offer.size);
                let demand_online = reach_online * per_online.reach(pull.appeal, pull.size);
                let want = (demand + demand_online) / offer.price;
                let quantity = want.min(offer.room);
                let served = maths::ratio_or_zero(quantity, want);
                if want > quantity {
                    at_shop[0] += demand * (1.0 - served);
                    online[0] += demand_online * (1.0 - served);
                }
                offer.room -= quantity;
                let bought_online = served * demand_online / offer.price;
                let bought = quantity - bought_online;
                at_shop[1] += bought;
                at_shop[2] += bought * offer.price;
                online[1] += bought_online;
                online[2] += bought_online * offer.price;
                let f = offer.seller as usize;
                market.stalls[f].remaining -= quantity;
                branch.sold[f] += bought_online;
                branch.opening[f] += known * bought;
                offers[kept] = offer;
                pulls[kept] = pull;
                kept += usize::from(!offer.exhausted());
            }
            shop.note(column, at_shop);
            net.note(column, online);
            begin = *end;
            *end = kept;
        }
        offers.truncate(kept);
        pulls.truncate(kept);
    }

    /// Serves what is left in proportion to the room that sellers have, wherever they are.
    fn share_out(&mut self, market: &mut ProductMarket, branch: &mut Branch) {
        let shop = &mut self.shop;
        let left: f64 = shop.left.iter().sum();
        if left <= 0.0 {
            return;
        }
        let known: f64 = shop.left.iter().zip(&self.known).map(|(l, k)| l * k).sum();
        let known = known / left;
        let mut rest = Allocation {
            left,
            ..Allocation::default()
        };
        share_out::<true>(&mut self.offers, &mut rest, |f, quantity| {
            market.stalls[f].remaining -= quantity;
            branch.opening[f] += known * quantity;
        });
        for row in 0..shop.left.len() {
            let share = shop.left[row] / left;
            shop.quantity[row] += share * rest.quantity;
            shop.spending[row] += share * rest.spending;
            shop.left[row] = share * rest.left;
        }
    }
}
