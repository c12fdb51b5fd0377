//! The expected protocol with an online branch, on one market: two blocks of buyers share the sellers.
//!
//! # Equation
//! ```text
//! want_f = left (½ E_f/ΣE + ½ A_f/ΣA) + left' (½ r_f E'_f/Σ + ½ r_f A'_f/Σ)      x_f = min(want_f / P_f, R_f)
//! ```
//! What a seller cannot serve comes back to each block in proportion to what it asked for.
//!
//! # Source
//! Long run, §7.1; digital economy, §6.1.

use quantity::maths;

use super::super::ProductMarket;
use super::super::allocation::{
    Allocation, FAINT, MOST_ROUNDS, NEGLIGIBLE, Offer, allocate, share_out, weights,
};
use super::super::crowds::Wants;
use super::super::expected::{self, gather, weigh_prices};
use super::{Branch, Pull, Terms};
use crate::rules::ChoiceWeights;

/// Work space of one product's market.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(in crate::markets::goods) appeal: Vec<f64>,
    pub(in crate::markets::goods) pulls: Vec<Pull>,
}

impl Branch {
    /// Collects the weights that the sellers on offer have in the branch.
    pub(in crate::markets::goods) fn gather(
        &self,
        importer_crowd: f64,
        offers: &[Offer],
        scratch: &mut Scratch,
    ) {
        let Scratch { appeal, pulls } = scratch;
        weigh_prices(&self.relative_price, &self.supply, importer_crowd, appeal);
        pulls.clear();
        pulls.extend(offers.iter().map(|offer| {
            let f = offer.seller as usize;
            let size = self.supply[f];
            Pull {
                appeal: if size > 0.0 { appeal[f] } else { 0.0 },
                size,
            }
        }));
    }

    /// Sums of the two kinds of weight over the open members; both 0 if there is none.
    pub(in crate::markets::goods) fn weights(
        &self,
        importer_crowd: f64,
        offers: &[Offer],
        pulls: &mut [Pull],
    ) -> (f64, f64) {
        let sums = |pulls: &[Pull]| {
            pulls
                .iter()
                .fold((0.0, 0.0), |(e, a), p| (e + p.appeal, a + p.size))
        };
        let found = sums(pulls);
        if found.0 >= FAINT || found.1 == 0.0 {
            return found;
        }
        let members = offers.iter().zip(&*pulls).filter(|(_, p)| p.size > 0.0);
        let price = |offer: &Offer| self.relative_price[offer.seller as usize];
        let cheapest = members.map(|(o, _)| price(o)).fold(f64::INFINITY, f64::min);
        let importer = self.supply.len() - 1;
        for (offer, pull) in offers.iter().zip(&mut *pulls).filter(|(_, p)| p.size > 0.0) {
            let crowd = if offer.seller as usize == importer {
                importer_crowd
            } else {
                1.0
            };
            pull.appeal = crowd * maths::exp(-2.0 * (price(offer) - cheapest));
        }
        sums(pulls)
    }
}

/// What a unit of a block's demand is worth at each seller: its money over the weights.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::markets::goods) struct Per {
    pub appeal: f64,
    pub size: f64,
}

impl Per {
    /// Over these sums.
    pub(in crate::markets::goods) fn over((appeal, size): (f64, f64)) -> Self {
        Self {
            appeal: maths::ratio_or_zero(1.0, appeal),
            size: maths::ratio_or_zero(1.0, size),
        }
    }

    fn times(self, factor: f64) -> Self {
        Self {
            appeal: factor * self.appeal,
            size: factor * self.size,
        }
    }

    /// Demand that reaches a seller of these weights.
    #[inline]
    pub(in crate::markets::goods) fn reach(self, appeal: f64, size: f64) -> f64 {
        self.appeal * appeal + self.size * size
    }

    fn of_all(self, (appeal, size): (f64, f64)) -> f64 {
        self.reach(appeal, size)
    }
}

/// Runs the market of one product: firms, then final buyers in the shops and online.
pub(in crate::markets::goods) fn trade(
    market: &mut ProductMarket,
    wants: Wants,
    rule: ChoiceWeights,
    scratch: &mut expected::Scratch,
    online: &mut Scratch,
) {
    market.weigh(&mut scratch.appeal);
    let firms = expected::crowd::<false>(market, wants.firms, rule, scratch);
    let mut branch = std::mem::take(&mut market.online);
    let at_shop = wants.finals - branch.moved[0];
    let crowd = market.importer_crowd;
    gather(market, &scratch.appeal, &mut scratch.offers, |market, f| {
        market.stalls[f].remaining
    });
    branch.gather(crowd, &scratch.offers, online);
    let mut blocks = Blocks {
        shop: Allocation {
            left: at_shop,
            ..Allocation::default()
        },
        net: Allocation {
            left: branch.wanted[0],
            ..Allocation::default()
        },
        back: maths::ratio_or_zero(branch.moved[0], branch.wanted[0]),
        returned: 0.0,
        joined: None,
        known: maths::ratio_or_zero(branch.known[0], at_shop),
    };
    blocks.allocate(
        market,
        &mut branch,
        rule,
        &mut scratch.offers,
        &mut online.pulls,
    );
    if blocks.shop.left > NEGLIGIBLE * wants.finals {
        gather(market, &scratch.appeal, &mut scratch.offers, |market, f| {
            market.spare[f]
        });
        let left = blocks.shop.left;
        allocate::<true>(&mut scratch.offers, left, rule, |f, quantity| {
            market.stalls[f].remaining -= quantity;
            market.spare[f] -= quantity;
        });
    }
    let (firm_unserved, firm_price) = firms.terms(wants.firms);
    let (final_unserved, lost) = blocks.unserved(at_shop);
    let final_price = maths::ratio_or_zero(blocks.shop.spending, blocks.shop.quantity);
    market.terms = expected::Terms {
        firm_unserved,
        firm_price,
        final_unserved,
        final_price,
    };
    branch.terms.clear();
    branch.terms.push(Terms {
        returned: maths::ratio_or_zero(blocks.returned, branch.wanted[0]).min(1.0),
        lost,
        price: maths::ratio_or_zero(blocks.net.spending, blocks.net.quantity),
    });
    market.online = branch;
}

/// Buyers in the shops and online.
struct Blocks {
    shop: Allocation,
    net: Allocation,
    /// Money that a buyer has in the shop for a unit of money it had for sellers online.
    back: f64,
    /// Wants that found no member, at sellers' prices.
    returned: f64,
    /// What was left in the shops when they came there, and what was left with theirs.
    joined: Option<[f64; 2]>,
    /// Share of what is bought in the shops that was online at the opening.
    known: f64,
}

impl Blocks {
    /// Shares not served in the end: of the wants of buyers in the shops, and of those who came later.
    fn unserved(&self, wanted: f64) -> (f64, f64) {
        let [before, all] = self.joined.unwrap_or([self.shop.left; 2]);
        let lost = maths::ratio_or_zero(self.shop.left, all).min(1.0);
        (maths::ratio_or_zero(before * lost, wanted).min(1.0), lost)
    }

    /// Sends whoever is left online to the shops.
    fn give_up(&mut self) {
        let money = self.net.left * self.back;
        if money > 0.0 {
            let all = self.shop.left + money;
            self.known *= self.shop.left / all;
            self.joined = Some([self.shop.left, all]);
            self.shop.left = all;
        }
        self.returned += self.net.left;
        self.net.left = 0.0;
    }

    fn allocate(
        &mut self,
        market: &mut ProductMarket,
        branch: &mut Branch,
        rule: ChoiceWeights,
        offers: &mut Vec<Offer>,
        pulls: &mut Vec<Pull>,
    ) {
        let wanted = self.shop.left + self.net.left;
        let (mut opening, mut opening_online) = (None, None);
        for _ in 0..MOST_ROUNDS {
            let online = branch.weights(market.importer_crowd, offers, pulls);
            if online.1 <= 0.0 {
                self.give_up();
            }
            if offers.is_empty() || self.shop.left + self.net.left <= NEGLIGIBLE * wanted {
                self.give_up();
                return;
            }
            let sums = weights(offers);
            let (per, per_online) = match rule {
                ChoiceWeights::Recomputed => (Per::over(sums), Per::over(online)),
                ChoiceWeights::Fixed => (
                    Per::over(*opening.get_or_insert(sums)),
                    Per::over(*opening_online.get_or_insert(online)),
                ),
            };
            let shop = per.times(maths::ratio_or_zero(self.shop.left, per.of_all(sums)));
            let reach = maths::ratio_or_zero(self.net.left, per_online.of_all(online));
            self.meet(market, branch, offers, pulls, shop, per_online.times(reach));
        }
        self.give_up();
        share_out::<true>(offers, &mut self.shop, |f, quantity| {
            market.stalls[f].remaining -= quantity;
            branch.opening[f] += self.known * quantity;
        });
    }

    /// Lets every seller serve whom it reaches.
    fn meet(
        &mut self,
        market: &mut ProductMarket,
        branch: &mut Branch,
        offers: &mut Vec<Offer>,
        pulls: &mut Vec<Pull>,
        shop: Per,
        net: Per,
    ) {
        let (mut returned, mut returned_online) = (0.0, 0.0);
        let mut kept = 0;
        for k in 0..offers.len() {
            let (mut offer, pull) = (offers[k], pulls[k]);
            let demand = shop.reach(offer.appeal, offer.size);
            let online = net.reach(pull.appeal, pull.size);
            let asked = demand + online;
            let want = asked / offer.price;
            let quantity = want.min(offer.room);
            let served = maths::ratio_or_zero(quantity, want);
            if want > quantity {
                returned += demand * (1.0 - served);
                returned_online += online * (1.0 - served);
            }
            offer.room -= quantity;
            let bought_online = served * online / offer.price;
            let bought = quantity - bought_online;
            self.shop.quantity += bought;
            self.shop.spending += bought * offer.price;
            self.net.quantity += bought_online;
            self.net.spending += bought_online * offer.price;
            let f = offer.seller as usize;
            market.stalls[f].remaining -= quantity;
            branch.sold[f] += bought_online;
            branch.opening[f] += self.known * bought;
            offers[kept] = offer;
            pulls[kept] = pull;
            kept += usize::from(!offer.exhausted());
        }
        offers.truncate(kept);
        pulls.truncate(kept);
        self.shop.left = returned;
        self.net.left = returned_online;
    }
}
