//! The published protocol: buyers in random order search for sellers, one attempt a pass.
//!
//! For one product, firms buy first and final buyers after them, each in two phases. In the *trading*
//! phase a buyer takes what it wants, or what the seller has left; a seller without stock drops out.
//! Buyers still unserved when every seller is sold out *signal* their demand to sellers with spare
//! capacity: nothing is traded, but the seller remembers the demand it missed.
//!
//! # Source
//! Base model, §7.1 to §7.5.

use std::ops::ControlFlow;

use quantity::{FirmId, Purpose};

use super::demand::{Demand, FIRST_FOREIGN, FIRST_GOVERNMENT};
use super::order::{Buyer, Group, Order, Run};
use super::sampler::Sampler;
use super::{FINAL_BUYERS, ProductMarket};
use crate::chance::Chance;
use crate::rules::ChoiceWeights;

/// Work space of one product's market; one per thread is enough.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sampler: Sampler,
    order: Order,
    /// Buyers still unserved, in the order in which they were left.
    left: Vec<Buyer>,
    next: Vec<Buyer>,
}

/// Draws of a try beyond the first block of a pass lie this far apart in the draw number.
const TRY_STRIDE: u32 = 1 << 20;

/// Which part of the market a draw belongs to: bits of its agent key above the buyer's code.
fn group_name(product: usize, final_buyers: bool, signalling: bool) -> u64 {
    (product as u64) << 48 | u64::from(final_buyers) << 41 | u64::from(signalling) << 40
}

/// What a visit needs to know besides buyer and seller.
#[derive(Clone, Copy)]
struct Phase {
    group: Group,
    rule: ChoiceWeights,
}

impl Phase {
    fn words(self, code: u32, pass: u32) -> impl Fn(u32) -> [u64; 2] {
        move |tries| {
            self.group.draws.map_or([0; 2], |draws| {
                draws.block(
                    Purpose::SellerPick,
                    self.group.name | u64::from(code),
                    pass + tries * TRY_STRIDE,
                )
            })
        }
    }
}

/// Runs the market of one product: firms, then final buyers.
pub fn trade(
    market: &mut ProductMarket,
    demand: &Demand,
    rule: ChoiceWeights,
    chance: Chance,
    scratch: &mut Scratch,
) {
    let draws = match chance {
        Chance::Drawn(draws) => Some(draws),
        Chance::Absent => None,
    };
    let product = market.product;
    let phase = |final_buyers, signalling| Phase {
        group: Group {
            name: group_name(product, final_buyers, signalling),
            draws,
        },
        rule,
    };
    let firms = [Run {
        first: 0,
        len: demand.n_firms() as u32,
    }];
    trading::<false>(market, phase(false, false), &firms, |code| demand.of_firm(product, code as usize), scratch);
    market.firm_residual.clear();
    market.firm_residual.extend(scratch.left.iter().map(|b| (b.code(), b.left)));
    signalling::<false>(market, phase(false, true), scratch);

    let finals = demand.final_runs();
    trading::<true>(market, phase(true, false), &finals, |code| demand.of_final_buyer(product, code), scratch);
    market.final_residual.clear();
    market.final_residual.extend(scratch.left.iter().map(|b| (b.code(), b.left)));
    signalling::<true>(market, phase(true, true), scratch);
}

/// The trading phase; `MONEY` tells budgets from quantities. Unserved buyers end in `scratch.left`.
fn trading<const MONEY: bool>(
    market: &mut ProductMarket,
    phase: Phase,
    runs: &[Run],
    wanted: impl Fn(u32) -> f64,
    scratch: &mut Scratch,
) {
    let Scratch {
        sampler,
        order,
        left,
        next,
    } = scratch;
    left.clear();
    let lucky = phase.group.draws.is_some();
    let stalls = &market.stalls;
    sampler.start(&market.price, &market.supply, phase.rule, lucky, |f| stalls[f].remaining > 0.0);
    if sampler.none_open() {
        order.first_pass(phase.group, runs, wanted, |_| ControlFlow::Break(0), |rest| left.extend_from_slice(rest));
        return;
    }
    // Buyers never reached go behind those who got too little; both go into the next pass.
    next.clear();
    order.first_pass(
        phase.group,
        runs,
        wanted,
        |batch| visit::<MONEY>(market, phase, 0, batch, sampler, left),
        |rest| next.extend_from_slice(rest),
    );
    left.append(next);
    let mut pass = 1;
    while !left.is_empty() && !sampler.none_open() {
        Order::later_pass(phase.group, pass, left);
        next.clear();
        if let ControlFlow::Break(seen) = visit::<MONEY>(market, phase, pass, left, sampler, next) {
            next.extend_from_slice(&left[seen..]);
        }
        std::mem::swap(left, next);
        pass += 1;
    }
}

/// Lets each buyer of a batch make one attempt; breaks with the number seen once every seller is
/// sold out.
#[inline]
fn visit<const MONEY: bool>(
    market: &mut ProductMarket,
    phase: Phase,
    pass: u32,
    batch: &[Buyer],
    sampler: &mut Sampler,
    left: &mut Vec<Buyer>,
) -> ControlFlow<usize> {
    for (seen, buyer) in batch.iter().enumerate() {
        let code = buyer.code();
        let stalls = &market.stalls;
        let seller =
            sampler.pick(&market.supply, |f| stalls[f].remaining > 0.0, phase.words(code, pass));
        let stall = &mut market.stalls[seller];
        let wanted = if MONEY { buyer.left / stall.price } else { buyer.left };
        let sold_out = wanted >= stall.remaining;
        let quantity = if sold_out {
            let quantity = stall.remaining;
            let spent = if MONEY { quantity * stall.price } else { quantity };
            stall.remaining = 0.0;
            let rest = buyer.left - spent;
            if rest > 0.0 {
                left.push(buyer.with(rest));
            }
            quantity
        } else {
            stall.remaining -= wanted;
            wanted
        };
        if MONEY {
            market.quantity[final_group(code)] += quantity;
        } else {
            market.firm_spending[FirmId(code)] += quantity * stall.price;
        }
        if sold_out {
            sampler.close(seller, &market.supply);
            if sampler.none_open() {
                market.visits += seen as u64 + 1;
                return ControlFlow::Break(seen + 1);
            }
        }
    }
    market.visits += batch.len() as u64;
    ControlFlow::Continue(())
}

/// Which group of final buyers a code belongs to: households, foreign buyers, government.
#[inline]
fn final_group(code: u32) -> usize {
    usize::from(code >= FIRST_FOREIGN) + usize::from(code >= FIRST_GOVERNMENT)
}
const _: () = assert!(FINAL_BUYERS == 3);

/// The signalling phase: what `scratch.left` still wants is made known to sellers with spare
/// capacity. `scratch.left` is used up.
fn signalling<const MONEY: bool>(market: &mut ProductMarket, phase: Phase, scratch: &mut Scratch) {
    let Scratch {
        sampler,
        left,
        next,
        ..
    } = scratch;
    if left.is_empty() {
        return;
    }
    let lucky = phase.group.draws.is_some();
    {
        let (supply, spare) = (&market.supply, &market.spare);
        sampler.start(&market.price, supply, phase.rule, lucky, |f| supply[f] > 0.0 && spare[f] > 0.0);
    }
    let mut pass = 0;
    while !left.is_empty() && !sampler.none_open() {
        Order::later_pass(phase.group, pass, left);
        next.clear();
        for buyer in left.iter() {
            let code = buyer.code();
            let spare = &market.spare;
            let seller =
                sampler.pick(&market.supply, |f| spare[f] > 0.0, phase.words(code, pass));
            let stall = &mut market.stalls[seller];
            let wanted = if MONEY { buyer.left / stall.price } else { buyer.left };
            let spare = &mut market.spare[seller];
            market.visits += 1;
            if *spare > wanted {
                *spare -= wanted;
                stall.remaining -= wanted;
                continue;
            }
            let noted = *spare;
            stall.remaining -= noted;
            *spare = 0.0;
            let rest = buyer.left - if MONEY { noted * stall.price } else { noted };
            if rest > 0.0 {
                next.push(buyer.with(rest));
            }
            sampler.close(seller, &market.supply);
            if sampler.none_open() {
                break;
            }
        }
        std::mem::swap(left, next);
        pass += 1;
    }
}
