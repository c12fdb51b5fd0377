//! How one crowd spreads over the sellers that are open: round by round, until nothing or nobody is left.
//!
//! # Equation
//! As [`super::expected`] has it.
//! # Source
//! Long run, §7.1.

use quantity::maths;

use crate::rules::ChoiceWeights;

/// Demand below this share of a crowd's wants counts as served, a rest below this share of a seller's
/// supply as sold: sums over sellers do not resolve less.
pub(super) const NEGLIGIBLE: f64 = 1e-12;

/// After so many rounds what is left is served in proportion to what sellers have. Each round closes a
/// seller or serves everybody, so this only bounds the cost of a market that closes one at a time.
pub(super) const MOST_ROUNDS: u32 = 64;

/// Below this sum price weights have lost digits to underflow and are made anew.
pub(super) const FAINT: f64 = 1e-250;

/// A seller as one crowd meets it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    pub seller: u32,
    pub price: f64,
    pub relative_price: f64,
    /// How many sellers it counts as in choices by price.
    pub crowd: f64,
    /// Its weight in choices by price.
    pub appeal: f64,
    /// Its weight in choices by size.
    pub size: f64,
    /// How much it can still take on.
    pub room: f64,
}

impl Offer {
    pub(super) fn exhausted(&self) -> bool {
        self.room <= NEGLIGIBLE * self.size
    }

    /// Serves a demand as far as there is room: the quantity, and what of the demand is not served, in its unit.
    #[inline]
    pub(super) fn serve<const MONEY: bool>(&mut self, demand: f64) -> (f64, f64) {
        let want = if MONEY { demand / self.price } else { demand };
        let quantity = want.min(self.room);
        let missed = if want > quantity {
            want - quantity
        } else {
            0.0
        };
        self.room -= quantity;
        (quantity, if MONEY { missed * self.price } else { missed })
    }
}

/// What came of a crowd's wants.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Allocation {
    /// Wants not served, in the unit of the wants.
    pub left: f64,
    pub quantity: f64,
    pub spending: f64,
}

impl Allocation {
    /// Share of `wanted` that was not served, and the average price of what was.
    pub(super) fn terms(&self, wanted: f64) -> (f64, f64) {
        (
            maths::ratio_or_zero(self.left, wanted).min(1.0),
            maths::ratio_or_zero(self.spending, self.quantity),
        )
    }
}

/// Sums of the two kinds of weight over the open sellers.
pub(super) fn weights(offers: &mut [Offer]) -> (f64, f64) {
    let sums = |offers: &[Offer]| {
        offers
            .iter()
            .fold((0.0, 0.0), |(e, a), o| (e + o.appeal, a + o.size))
    };
    let (by_price, by_size) = sums(offers);
    if by_price >= FAINT {
        return (by_price, by_size);
    }
    let cheapest = offers
        .iter()
        .map(|o| o.relative_price)
        .fold(f64::INFINITY, f64::min);
    for offer in &mut *offers {
        offer.appeal = offer.crowd * maths::exp(-2.0 * (offer.relative_price - cheapest));
    }
    sums(offers)
}

/// Spreads what a crowd wants over `offers`, which are used up; `take` hears of every quantity bought.
///
/// `MONEY` tells budgets from quantities.
pub(super) fn allocate<const MONEY: bool>(
    offers: &mut Vec<Offer>,
    wanted: f64,
    rule: ChoiceWeights,
    mut take: impl FnMut(usize, f64),
) -> Allocation {
    let mut result = Allocation {
        left: wanted,
        ..Allocation::default()
    };
    let mut opening = None;
    for _ in 0..MOST_ROUNDS {
        if offers.is_empty() || result.left <= NEGLIGIBLE * wanted {
            return result;
        }
        let sums = weights(offers);
        let (by_price, by_size) = match rule {
            ChoiceWeights::Recomputed => sums,
            ChoiceWeights::Fixed => *opening.get_or_insert(sums),
        };
        let (per_appeal, per_size) = (maths::ratio_or_zero(1.0, by_price), 1.0 / by_size);
        let reach = result.left / (per_appeal * sums.0 + per_size * sums.1);
        let (per_appeal, per_size) = (per_appeal * reach, per_size * reach);
        let mut returned = 0.0;
        offers.retain_mut(|offer| {
            let demand = per_appeal * offer.appeal + per_size * offer.size;
            let (quantity, missed) = offer.serve::<MONEY>(demand);
            returned += missed;
            result.quantity += quantity;
            result.spending += quantity * offer.price;
            take(offer.seller as usize, quantity);
            !offer.exhausted()
        });
        result.left = returned;
    }
    share_out::<MONEY>(offers, &mut result, take);
    result
}

/// Serves what is left in proportion to the room that sellers have, however they are liked.
pub(super) fn share_out<const MONEY: bool>(
    offers: &mut Vec<Offer>,
    result: &mut Allocation,
    mut take: impl FnMut(usize, f64),
) {
    let worth = |offer: &Offer| {
        if MONEY {
            offer.room * offer.price
        } else {
            offer.room
        }
    };
    let unlimited = offers.iter().filter(|o| o.room.is_infinite()).count();
    let room: f64 = offers.iter().map(worth).sum();
    let left = result.left;
    for offer in offers.drain(..) {
        let quantity = if unlimited > 0 {
            // Beside an unlimited seller, all others are nothing.
            let each = if MONEY { left / offer.price } else { left } / unlimited as f64;
            if offer.room.is_infinite() { each } else { 0.0 }
        } else {
            offer.room * (left / room).min(1.0)
        };
        result.quantity += quantity;
        result.spending += quantity * offer.price;
        take(offer.seller as usize, quantity);
    }
    result.left = maths::positive(left - room);
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::expected::weigh_prices;
    use super::*;

    fn offer(price: f64, size: f64, room: f64) -> Offer {
        Offer {
            seller: 0,
            price,
            relative_price: price,
            crowd: 1.0,
            appeal: maths::exp(-2.0 * price),
            size,
            room,
        }
    }

    /// Allocates with recomputed weights; also returns the quantity of each seller.
    fn spread<const MONEY: bool>(offers: &[Offer], wanted: f64) -> (Allocation, Vec<f64>) {
        let mut offers = offers.to_vec();
        for (f, offer) in offers.iter_mut().enumerate() {
            offer.seller = f as u32;
        }
        let mut taken = vec![0.0; offers.len()];
        let rule = ChoiceWeights::Recomputed;
        let result = allocate::<MONEY>(&mut offers, wanted, rule, |f, q| taken[f] += q);
        (result, taken)
    }

    /// Holds that two numbers differ by rounding alone.
    pub(in super::super) fn close(found: f64, expected: f64) {
        let gap = (found - expected).abs();
        assert!(
            gap <= 1e-13 * expected.abs().max(1.0),
            "{found} instead of {expected}"
        );
    }

    /// Authority: by hand. Equal prices, sizes 6 and 2: odds ¼ + ⅜ = ⅝ and ¼ + ⅛ = ⅜.
    #[test]
    fn two_sellers_of_one_price() {
        let offers = [offer(1.0, 6.0, 6.0), offer(1.0, 2.0, 2.0)];
        let (all, taken) = spread::<false>(&offers, 4.0);
        assert_eq!((all.left, all.quantity, all.spending), (0.0, 4.0, 4.0));
        assert_eq!(taken, [2.5, 1.5]);
        // 3.75 and 2.25 are wanted: the second sells out and ¼ comes back to the first.
        let (_, taken) = spread::<false>(&offers, 6.0);
        assert_eq!(taken, [4.0, 2.0]);
        // More than there is: 2 are left.
        let (short, taken) = spread::<false>(&offers, 10.0);
        assert_eq!((short.left, short.quantity), (2.0, 8.0));
        assert_eq!(taken, [6.0, 2.0]);
    }

    /// Authority: by hand. A price higher by ½ ln 2 halves the appeal: odds ⅓ + ⅜ and ⅙ + ⅛ of the money.
    #[test]
    fn two_sellers_of_two_prices_and_buyers_with_money() {
        let dear = 1.0 + 0.5 * std::f64::consts::LN_2;
        let offers = [offer(1.0, 30.0, 30.0), offer(dear, 10.0, 10.0)];
        let (all, taken) = spread::<true>(&offers, 12.0);
        close(taken[0], 8.5);
        close(taken[1], 3.5 / dear);
        close(all.spending, 12.0);
        close(all.quantity, 8.5 + 3.5 / dear);
        assert_eq!(all.left, 0.0);
    }

    /// Authority: by hand. An importer that counts as three sellers of its price has ¾ of the price half.
    #[test]
    fn a_crowd_of_importers_is_met_more_often() {
        let mut appeal = Vec::new();
        weigh_prices(&[1.0, 1.0], &[5.0, 5.0], 3.0, &mut appeal);
        assert_eq!(appeal, [1.0, 3.0]);
        let mut offers = [offer(1.0, 5.0, 50.0), offer(1.0, 5.0, 50.0)];
        offers[1].appeal *= 3.0;
        let (_, taken) = spread::<false>(&offers, 8.0);
        close(taken[0], 3.0);
        close(taken[1], 5.0);
    }

    #[test]
    fn one_seller_is_exact() {
        let one = [offer(1.7, 3.0, 2.0)];
        let (bought, taken) = spread::<false>(&one, 1.25);
        assert_eq!((bought.left, bought.quantity, taken[0]), (0.0, 1.25, 1.25));
        let (bought, taken) = spread::<false>(&one, 5.0);
        assert_eq!((bought.left, bought.quantity, taken[0]), (3.0, 2.0, 2.0));
        let (bought, taken) = spread::<true>(&one, 1.7);
        assert_eq!(bought.left, 0.0);
        close(bought.spending, 1.7);
        close(taken[0], 1.0);
        let (bought, _) = spread::<true>(&one, 5.0);
        close(bought.left, 5.0 - 3.4);
        let (bought, _) = spread::<true>(&[], 5.0);
        assert_eq!((bought.left, bought.quantity), (5.0, 0.0));
    }

    /// A market of `n` sellers with uneven prices and sizes, some of them partly sold already.
    fn uneven(n: usize, salt: f64) -> Vec<Offer> {
        let wave = |f: usize, k: f64| maths::sin(k * (f as f64 + salt));
        (0..n)
            .map(|f| {
                let size = maths::exp(2.0 * wave(f, 1.3));
                offer(
                    1.0 + 0.3 * wave(f, 2.1),
                    size,
                    size * (0.55 + 0.45 * wave(f, 0.7)),
                )
            })
            .collect()
    }

    /// Nothing appears or vanishes, nobody sells what it has not got, and nobody goes away empty-handed
    /// from a market with something left.
    #[test]
    fn what_is_wanted_is_bought_or_left() {
        for case in 0..200 {
            let offers = uneven(1 + case % 37, f64::from(case as u32));
            let room: f64 = offers.iter().map(|o| o.room).sum();
            let worth: f64 = offers.iter().map(|o| o.room * o.price).sum();
            for share in [0.0, 0.2, 0.8, 0.99, 1.0, 1.01, 3.0] {
                let (real, taken) = spread::<false>(&offers, share * room);
                close(real.quantity + real.left, share * room);
                close(taken.iter().sum(), real.quantity);
                close(real.quantity, share.min(1.0) * room);
                let (money, taken) = spread::<true>(&offers, share * worth);
                close(money.spending + money.left, share * worth);
                let spent: f64 = taken.iter().zip(&offers).map(|(q, o)| q * o.price).sum();
                close(spent, money.spending);
                close(money.spending, share.min(1.0) * worth);
                for (q, offer) in taken.iter().zip(&offers) {
                    assert!(*q <= offer.room * (1.0 + 1e-14));
                }
            }
        }
    }

    #[test]
    fn the_order_of_sellers_does_not_matter() {
        let offers = uneven(29, 5.0);
        let room: f64 = offers.iter().map(|o| o.room).sum();
        let backwards: Vec<Offer> = offers.iter().rev().copied().collect();
        let (_, taken) = spread::<true>(&offers, 0.9 * room);
        let (_, mut other) = spread::<true>(&backwards, 0.9 * room);
        other.reverse();
        for (a, b) in taken.iter().zip(other) {
            close(*a, b);
        }
    }

    /// Each seller is ten times as much sought as the next and closes as soon as it is the first, so
    /// that rounds go on and on; the rest is then shared out by room.
    #[test]
    fn a_market_that_closes_one_at_a_time_ends() {
        let offers: Vec<Offer> = (0..80)
            .map(|k| {
                let weight = maths::powf(10.0, -f64::from(k));
                Offer {
                    appeal: weight,
                    ..offer(1.0, weight, 0.2 * maths::powf(0.9, f64::from(k)))
                }
            })
            .collect();
        let room: f64 = offers.iter().map(|o| o.room).sum();
        let (bought, taken) = spread::<false>(&offers, 1.0);
        assert!(room > 1.0);
        close(bought.quantity, 1.0);
        // The last ones have sold the same share of what they had left: nearly all of it was.
        let sold = |k: usize| taken[k] / offers[k].room;
        assert!(
            sold(79) > 0.0 && (sold(79) - sold(78)).abs() < 1e-9,
            "{} {}",
            sold(78),
            sold(79)
        );
        let (short, taken) = spread::<true>(&offers, 5.0);
        close(short.left, 5.0 - room);
        close(taken.iter().sum(), room);
    }

    #[test]
    fn what_is_shared_out_goes_by_room_and_first_to_the_unlimited() {
        let shared = |rooms: &[f64], left: f64| {
            let mut offers: Vec<Offer> = rooms.iter().map(|&r| offer(2.0, 1.0, r)).collect();
            for (f, offer) in offers.iter_mut().enumerate() {
                offer.seller = f as u32;
            }
            let mut taken = vec![0.0; rooms.len()];
            let mut result = Allocation {
                left,
                ..Allocation::default()
            };
            share_out::<true>(&mut offers, &mut result, |f, q| taken[f] += q);
            (result.left, taken)
        };
        assert_eq!(shared(&[3.0, 1.0], 4.0), (0.0, vec![1.5, 0.5]));
        assert_eq!(shared(&[3.0, 1.0], 10.0), (2.0, vec![3.0, 1.0]));
        assert_eq!(shared(&[3.0, f64::INFINITY], 10.0), (0.0, vec![0.0, 5.0]));
    }

    /// Authority: the formula, by hand: once the cheap seller has closed, the other two are met as if it
    /// had never been, however faint their appeal beside its own.
    #[test]
    fn dear_sellers_are_told_apart_after_a_cheap_one_has_closed() {
        let mut appeal = Vec::new();
        let prices = [1.0, 1_000.0, 1_000.5];
        weigh_prices(&prices, &[1.0; 3], 1.0, &mut appeal);
        assert_eq!(appeal[2], 0.0);
        let rooms = [1.0, 1e9, 1e9];
        let offers: Vec<Offer> = (0..3)
            .map(|f| Offer {
                appeal: appeal[f],
                ..offer(prices[f], 1.0, rooms[f])
            })
            .collect();
        let (_, taken) = spread::<false>(&offers, 7.0);
        // Round 1: sizes send 7/6 to each of the dear ones, price sends everybody to the cheap one.
        let rest = 7.0 - 1.0 - 7.0 / 3.0;
        let odds = 0.25 + 0.5 / (1.0 + maths::exp(-1.0));
        close(taken[0], 1.0);
        close(taken[1], 7.0 / 6.0 + rest * odds);
        close(taken[2], 7.0 / 6.0 + rest * (1.0 - odds));
    }
}
