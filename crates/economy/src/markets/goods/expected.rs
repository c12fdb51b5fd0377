//! The expected protocol: every draw of [`super::sampled`] replaced by its mean.
//!
//! Buyers of a product are two crowds, firms with quantities and final buyers with money. A crowd
//! spreads over the open sellers by the odds of meeting them; sellers that meet more than they have
//! sell out and close, what they could not serve spreads over the rest, and so on. Every buyer of a
//! crowd is served the same share of what it wants, at the crowd's average price. No agent is looked
//! at in the market itself, so a quarter costs as much as writing down its outcome.
//!
//! # Equation
//! ```text
//! want_f = left · (½ E_f / Σ E + ½ A_f / Σ A)      E_f = exp(−2 P_f)      sums over open sellers
//! x_f = min(want_f, R_f)      left ← Σ (want_f − x_f)      until nothing or nobody is left
//! ```
//! `P` price, `A` supply at the start, `R` what is left of it; final buyers want `want_f / P_f`.
//! # Source
//! Long run, §7.1; with areas: [`super::local::expected`].
//! # Left out
//! Dispersion: of sellers' luck within a quarter, and of shortages over buyers. Orders are therefore
//! spread more evenly than [`super::sampled`] spreads them; decision 0006 says how much that matters.

use quantity::maths;

use super::allocation::{Allocation, NEGLIGIBLE, Offer, allocate};
use super::crowds::Wants;
use super::product::ProductMarket;
use crate::rules::ChoiceWeights;

/// On what terms the two crowds bought one product.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Terms {
    /// Share of their wants that firms did not get.
    pub firm_unserved: f64,
    /// Average price that firms paid; 0 if they bought nothing.
    pub firm_price: f64,
    /// Share of their money that final buyers could not spend.
    pub final_unserved: f64,
    /// Average price that final buyers paid; 0 if they bought nothing.
    pub final_price: f64,
}

/// Work space of one product's market.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) appeal: Vec<f64>,
    pub(super) offers: Vec<Offer>,
}

/// Runs the market of one product: firms, who want a quantity, then final buyers, who have money.
pub fn trade(market: &mut ProductMarket, wants: Wants, rule: ChoiceWeights, scratch: &mut Scratch) {
    market.weigh(&mut scratch.appeal);
    let firms = crowd::<false>(market, wants.firms, rule, scratch);
    let finals = crowd::<true>(market, wants.finals, rule, scratch);
    let (firm_unserved, firm_price) = firms.terms(wants.firms);
    let (final_unserved, final_price) = finals.terms(wants.finals);
    market.terms = Terms {
        firm_unserved,
        firm_price,
        final_unserved,
        final_price,
    };
}

/// Weights of all sellers in choices by price, relative to the cheapest with something to sell.
pub(super) fn weigh_prices(
    relative_price: &[f64],
    supply: &[f64],
    importer_crowd: f64,
    appeal: &mut Vec<f64>,
) {
    let cheapest = relative_price
        .iter()
        .zip(supply)
        .filter(|&(_, &supply)| supply > 0.0)
        .map(|(&price, _)| price)
        .fold(f64::INFINITY, f64::min);
    appeal.clear();
    appeal.extend(
        relative_price
            .iter()
            .map(|&price| maths::exp(-2.0 * (price - cheapest))),
    );
    if let Some(importer) = appeal.last_mut() {
        *importer *= importer_crowd;
    }
}

/// One crowd trades, and signals what it could not get to sellers with spare capacity.
pub(super) fn crowd<const MONEY: bool>(
    market: &mut ProductMarket,
    wanted: f64,
    rule: ChoiceWeights,
    scratch: &mut Scratch,
) -> Allocation {
    let offers = &mut scratch.offers;
    gather(market, &scratch.appeal, offers, |market, f| {
        market.stalls[f].remaining
    });
    let bought = allocate::<MONEY>(offers, wanted, rule, |f, quantity| {
        market.stalls[f].remaining -= quantity;
    });
    if bought.left > NEGLIGIBLE * wanted {
        gather(market, &scratch.appeal, offers, |market, f| market.spare[f]);
        allocate::<MONEY>(offers, bought.left, rule, |f, quantity| {
            market.stalls[f].remaining -= quantity;
            market.spare[f] -= quantity;
        });
    }
    bought
}

/// Collects the sellers that have some of `room`, in order.
pub(super) fn gather(
    market: &ProductMarket,
    appeal: &[f64],
    offers: &mut Vec<Offer>,
    room: impl Fn(&ProductMarket, usize) -> f64,
) {
    let importer = market.stalls.len() - 1;
    offers.clear();
    offers.extend((0..market.stalls.len()).filter_map(|f| {
        let room = room(market, f);
        let size = market.supply[f];
        (room > 0.0 && size > 0.0).then(|| Offer {
            seller: f as u32,
            price: market.stalls[f].price,
            relative_price: market.relative_price[f],
            crowd: if f == importer {
                market.importer_crowd
            } else {
                1.0
            },
            appeal: appeal[f],
            size,
            room,
        })
    }));
}
