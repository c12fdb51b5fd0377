//! The sampled protocol with an online branch: each household draws, product by product, whether it goes
//! online this quarter, and then searches among the members.
//!
//! A search of the shop and one of the branch run side by side; a seller that sells out closes in both.
//! Buyers keep the names of their draws, so that nobody else's luck moves.
//!
//! # Source
//! Base model, §7.1 to §7.5; digital economy, §6.1.

use quantity::{HouseholdId, Purpose};

use super::super::demand::FIRST_FOREIGN;
use super::super::order::{Buyer, Group};
use super::super::sampled::AHEAD;
use super::super::sampler::{Candidate, Odds, Search};
use super::Branch;
use crate::chance::Chance;
use crate::channels::Channels;

/// What a household is online with this quarter.
#[derive(Clone, Copy, Debug, Default)]
struct Visitor {
    /// Whether it buys the product online.
    online: bool,
    /// Unit cost online over the seller's price.
    unit_cost: f64,
    /// Share of its purchases in the shop that was online at the opening.
    known: f64,
}

/// Households as they come to the market of one product.
#[derive(Clone, Debug, Default)]
pub struct Visitors {
    all: Vec<Visitor>,
}

impl Visitors {
    /// Lets every household draw whether it goes online.
    pub(in crate::markets::goods) fn draw(
        &mut self,
        product: usize,
        branch: &Branch,
        channels: &Channels,
        area: &[u32],
        chance: Chance,
    ) {
        let online = &channels.online;
        let n_areas = branch.n_areas;
        let sold = branch.supply.iter().any(|&size| size > 0.0);
        let collected = online.is_collected(product);
        self.all.clear();
        self.all.extend(area.iter().enumerate().map(|(h, &area)| {
            let h = HouseholdId(h as u32);
            let cell = product * n_areas + area as usize;
            let mut portion = online.portion_of(h, cell);
            if !sold {
                portion.additional = 0.0;
            }
            let agent = (product as u64) << 48 | u64::from(h.0);
            let personal = if collected {
                channels.personal_price.at(h)
            } else {
                0.0
            };
            let goes = portion.additional > 0.0
                && chance.uniform(Purpose::OnlineBranch, agent) < portion.additional;
            Visitor {
                online: goes && matches!(chance, Chance::Drawn(_)),
                unit_cost: 1.0 + personal,
                known: if branch.on_opening && portion.opening > 0.0 {
                    portion.opening / (1.0 - portion.additional)
                } else {
                    0.0
                },
            }
        }));
    }
}

/// A search in the shops and one online.
pub(in crate::markets::goods) struct Branched<'a, S> {
    /// In the shops.
    pub shop: &'a mut S,
    /// Among members.
    pub net: &'a mut S,
    /// Households.
    pub visitors: &'a Visitors,
    /// Odds of the branch, and what is noted of it.
    pub branch: &'a mut Branch,
    /// How many sellers the importer counts as.
    pub importer_crowd: f64,
}

impl<S: Search> Branched<'_, S> {
    /// The buyer, if it looks for a seller online.
    #[inline]
    fn visitor(&self, code: u32) -> Option<Visitor> {
        if code >= FIRST_FOREIGN || self.net.none_open() {
            return None;
        }
        self.visitors
            .all
            .get(code as usize)
            .copied()
            .filter(|v| v.online)
    }
}

impl<S: Search> Search for Branched<'_, S> {
    const TOGETHER: bool = false;
    const PICKS: bool = S::PICKS;

    fn start(
        &mut self,
        odds: Odds<'_>,
        rule: crate::rules::ChoiceWeights,
        lucky: bool,
        is_open: impl Fn(usize) -> bool,
    ) {
        self.shop.start(odds, rule, lucky, &is_open);
        let Branch {
            relative_price,
            supply,
            ..
        } = &*self.branch;
        let online = Odds {
            relative_price,
            supply,
            importer_crowd: self.importer_crowd,
        };
        let member = |f: usize| supply[f] > 0.0 && is_open(f);
        self.net.start(online, rule, lucky, member);
    }

    fn none_open(&self) -> bool {
        self.shop.none_open()
    }

    fn lucky(&self) -> bool {
        self.shop.lucky()
    }

    fn ahead(&self) -> bool {
        self.shop.ahead()
    }

    fn draw_ahead(
        &mut self,
        buyers: &[Buyer],
        candidates: &mut [Candidate],
        group: Group,
        pass: u32,
    ) {
        // Those online are drawn for by themselves, so that both loops stay short.
        let mut online = [Buyer::default(); AHEAD];
        let mut place = [0_usize; AHEAD];
        let mut drawn = [Candidate::default(); AHEAD];
        let mut n = 0;
        for (k, buyer) in buyers.iter().enumerate() {
            online[n] = *buyer;
            place[n] = k;
            n += usize::from(self.visitor(buyer.code).is_some());
        }
        if n < buyers.len() {
            self.shop.draw_ahead(buyers, candidates, group, pass);
        }
        if n > 0 {
            self.net.draw_ahead(&online[..n], &mut drawn, group, pass);
            for (candidate, &k) in drawn[..n].iter().zip(&place) {
                candidates[k] = *candidate;
            }
        }
    }

    #[inline]
    fn seek(
        &mut self,
        buyer: &Buyer,
        candidate: Candidate,
        group: Group,
        pass: u32,
        supply: &[f64],
        is_open: impl Fn(usize) -> bool,
    ) -> usize {
        if self.visitor(buyer.code).is_some() {
            let supply = &self.branch.supply;
            self.net
                .seek(buyer, candidate, group, pass, supply, is_open)
        } else {
            self.shop
                .seek(buyer, candidate, group, pass, supply, is_open)
        }
    }

    fn close(&mut self, seller: usize, supply: &[f64]) {
        self.shop.close(seller, supply);
        if self.branch.supply[seller] > 0.0 {
            self.net.close(seller, &self.branch.supply);
        }
    }

    #[inline]
    fn unit_cost(&self, code: u32, price: f64) -> f64 {
        match self.visitor(code) {
            Some(visitor) => visitor.unit_cost * price,
            None => price,
        }
    }

    #[inline]
    fn note(&mut self, seller: usize, code: u32, quantity: f64, cost: f64) {
        self.shop.note(seller, code, quantity, cost);
        if let Some(visitor) = self.visitor(code) {
            self.branch.sold[seller] += quantity;
            self.branch.premium += (visitor.unit_cost - 1.0) * cost;
        } else if code < FIRST_FOREIGN
            && let Some(&visitor) = self.visitors.all.get(code as usize)
        {
            self.branch.opening[seller] += visitor.known * quantity;
        }
    }
}
