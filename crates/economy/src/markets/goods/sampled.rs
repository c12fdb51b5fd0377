//! The published protocol: buyers in random order search for sellers, one attempt a pass.
//!
//! For one product, firms buy first and final buyers after them, each in two phases. In the *trading*
//! phase a buyer takes what it wants, or what the seller has left; a seller without stock drops out.
//! Where few sellers serve final buyers, a batch of buyers in which nobody sells out is served all at
//! once: then its order cannot matter.
//! Buyers still unserved when every seller is sold out *signal* their demand to sellers with spare
//! capacity: nothing is traded, but the seller remembers the demand it missed.
//!
//! # Source
//! Base model, §7.1 to §7.5.

use std::ops::ControlFlow;

use quantity::FirmId;

use super::demand::{Demand, FIRST_FOREIGN, FIRST_GOVERNMENT, OfFinalBuyers, OfFirms};
use super::local::sampler::{LocalSampler, LocalSearch};
use super::online::sampled::{Branched, Visitors};
use super::order::{Buyer, Group, Order, Queue, Run, Wants};
use super::product::{ProductMarket, Stall};
use super::purchases::FINAL_BUYERS;
use super::sampler::{Candidate, Sampler, Search};
use crate::chance::Chance;
use crate::channels::Channels;
use crate::rules::ChoiceWeights;

/// Work space of one product's market; one per thread is enough.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sampler: Sampler,
    local: LocalSampler,
    queues: Queues,
    online: Online,
}

/// Work space of the online branch.
#[derive(Clone, Debug, Default)]
struct Online {
    visitors: Visitors,
    sampler: Sampler,
    local: LocalSampler,
}

/// What households go online by.
#[derive(Clone, Copy, Debug)]
pub struct Users<'a> {
    /// What a theory has changed.
    pub channels: &'a Channels,
    /// Area of each household.
    pub area: &'a [u32],
}

/// Those who wait for their turn.
#[derive(Clone, Debug, Default)]
struct Queues {
    order: Order,
    /// Buyers still unserved, in the order in which they were left.
    left: Vec<Buyer>,
    next: Vec<Buyer>,
}

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
    /// The phase of one product and group of buyers.
    fn named(self, product: usize, final_buyers: bool, signalling: bool) -> Self {
        Self {
            group: Group {
                name: group_name(product, final_buyers, signalling),
                ..self.group
            },
            ..self
        }
    }
}

/// Runs the market of one product: firms, then final buyers.
pub fn trade(
    market: &mut ProductMarket,
    demand: &Demand,
    rule: ChoiceWeights,
    chance: Chance,
    users: Users<'_>,
    scratch: &mut Scratch,
) {
    let Scratch {
        sampler,
        local: tables,
        queues,
        online,
    } = scratch;
    let branched = market.online.active;
    if branched {
        let Users { channels, area } = users;
        let visitors = &mut online.visitors;
        visitors.draw(market.product, &market.online, channels, area, chance);
    }
    market.firm_spending.fill(0.0);
    market.quantity = [0.0; FINAL_BUYERS];
    let local = demand.home.and_then(|_| market.local.take());
    let Some((home, mut local)) = demand.home.zip(local) else {
        let phase = trade_of_firms(market, demand, rule, chance, sampler, queues);
        if branched {
            let mut branch = std::mem::take(&mut market.online);
            let mut search = Branched {
                shop: sampler,
                net: &mut online.sampler,
                visitors: &online.visitors,
                branch: &mut branch,
                importer_crowd: market.importer_crowd,
            };
            trade_online(market, demand, phase, &mut search, queues);
            market.online = branch;
            return;
        }
        return trade_of_final_buyers(market, demand, phase, sampler, queues);
    };
    tables.clear(local.n_areas() + 1);
    let mut search = LocalSearch {
        local: &local,
        home,
        finals: false,
        sampler: tables,
    };
    let phase = trade_of_firms(market, demand, rule, chance, &mut search, queues);
    search.finals = true;
    if branched {
        let mut branch = std::mem::take(&mut market.online);
        let way = branch.way.take();
        online.local.clear(local.n_areas() + 1);
        let mut net = LocalSearch {
            local: way.as_deref().unwrap_or(&local),
            home,
            finals: true,
            sampler: &mut online.local,
        };
        let mut search = Branched {
            shop: &mut search,
            net: &mut net,
            visitors: &online.visitors,
            branch: &mut branch,
            importer_crowd: market.importer_crowd,
        };
        trade_online(market, demand, phase, &mut search, queues);
        branch.way = way;
        market.online = branch;
    } else {
        trade_of_final_buyers(market, demand, phase, &mut search, queues);
    }
    local.note_purchases(&tables.quantity, &tables.spending);
    market.local = Some(local);
}

/// Firms trade and signal; returns what the phases of the market have in common.
fn trade_of_firms<S: Search>(
    market: &mut ProductMarket,
    demand: &Demand,
    rule: ChoiceWeights,
    chance: Chance,
    search: &mut S,
    queues: &mut Queues,
) -> Phase {
    let phase = Phase {
        group: Group {
            name: 0,
            draws: match chance {
                Chance::Drawn(draws) => Some(draws),
                Chance::Absent => None,
            },
            picks: S::PICKS,
        },
        rule,
    };
    let product = market.product;
    let firms = [Run {
        first: 0,
        len: demand.n_firms() as u32,
    }];
    let wants = OfFirms { demand, product };
    let trading_phase = phase.named(product, false, false);
    trading::<false>(market, trading_phase, &firms, &wants, search, queues);
    market.firm_residual.clear();
    market
        .firm_residual
        .extend(queues.left.iter().map(|b| (b.code, b.left)));
    signalling::<false>(market, phase.named(product, false, true), search, queues);
    phase
}

/// Final buyers trade and signal.
fn trade_of_final_buyers(
    market: &mut ProductMarket,
    demand: &Demand,
    phase: Phase,
    search: &mut impl Search,
    queues: &mut Queues,
) {
    let product = market.product;
    let finals = demand.final_runs();
    let wants = OfFinalBuyers { demand, product };
    let trading_phase = phase.named(product, true, false);
    trading::<true>(market, trading_phase, &finals, &wants, search, queues);
    market.final_residual.clear();
    market
        .final_residual
        .extend(queues.left.iter().map(|b| (b.code, b.left)));
    signalling::<true>(market, phase.named(product, true, true), search, queues);
}

/// Final buyers trade, some of them online, and signal, all in the shops.
fn trade_online<S: Search>(
    market: &mut ProductMarket,
    demand: &Demand,
    phase: Phase,
    search: &mut Branched<'_, S>,
    queues: &mut Queues,
) {
    let product = market.product;
    let finals = demand.final_runs();
    let wants = OfFinalBuyers { demand, product };
    let trading_phase = phase.named(product, true, false);
    trading::<true>(market, trading_phase, &finals, &wants, search, queues);
    market.final_residual.clear();
    market
        .final_residual
        .extend(queues.left.iter().map(|b| (b.code, b.left)));
    signalling::<true>(
        market,
        phase.named(product, true, true),
        &mut *search.shop,
        queues,
    );
}

/// The trading phase; `MONEY` tells budgets from quantities. Unserved buyers end in `scratch.left`.
fn trading<const MONEY: bool>(
    market: &mut ProductMarket,
    phase: Phase,
    runs: &[Run],
    wants: &impl Wants,
    search: &mut impl Search,
    queues: &mut Queues,
) {
    let Queues { order, left, next } = queues;
    left.clear();
    let lucky = phase.group.draws.is_some();
    let stalls = &market.stalls;
    search.start(market.odds(), phase.rule, lucky, |f| {
        stalls[f].remaining > 0.0
    });
    if search.none_open() {
        order.first_pass(
            phase.group,
            runs,
            wants,
            |_| ControlFlow::Break(0),
            |buyer| left.push(buyer),
        );
        return;
    }
    // Buyers never reached go behind those who got too little; both go into the next pass.
    next.clear();
    order.first_pass(
        phase.group,
        runs,
        wants,
        |queue| visit::<MONEY, _>(market, phase, 0, queue, search, left),
        |buyer| next.push(buyer),
    );
    left.append(next);
    let mut pass = 1;
    while !left.is_empty() && !search.none_open() {
        let queue = order.later_pass(phase.group, pass, left);
        next.clear();
        if let ControlFlow::Break(seen) =
            visit::<MONEY, _>(market, phase, pass, queue, search, next)
        {
            next.extend(queue.after(seen));
        }
        std::mem::swap(left, next);
        pass += 1;
    }
}

/// Attempts whose first try is drawn ahead: the draws of a batch do not depend on each other, so the
/// processor works on many at a time.
pub(super) const AHEAD: usize = 128;

/// Lets each buyer of a batch make one attempt; breaks with the number seen once every seller is
/// sold out.
fn visit<const MONEY: bool, S: Search>(
    market: &mut ProductMarket,
    phase: Phase,
    pass: u32,
    queue: Queue<'_>,
    search: &mut S,
    left: &mut Vec<Buyer>,
) -> ControlFlow<usize> {
    let mut buyers = [Buyer::default(); AHEAD];
    let mut candidates = [Candidate::default(); AHEAD];
    let mut bought = [0.0; FINAL_BUYERS];
    let mut tills = [Till::default(); FEW];
    let mut seen = 0;
    let mut outcome = ControlFlow::Continue(());
    let few = S::TOGETHER && MONEY && search.ahead() && market.stalls.len() <= FEW;
    'batches: for batch in queue.chunks(AHEAD) {
        // Loops as short as these have many reads from the second-level cache under way at a time.
        for (buyer, next) in buyers.iter_mut().zip(batch.iter()) {
            *buyer = next;
        }
        let buyers = &buyers[..batch.iter().len()];
        if few {
            // To make their tables anew is cheap, and whoever is drawn from them is open.
            let stalls = &market.stalls;
            search.refresh(&market.supply, |f| stalls[f].remaining > 0.0);
        }
        search.draw_ahead(buyers, &mut candidates, phase.group, pass);
        if few
            && serve_together(
                &mut market.stalls,
                buyers,
                &candidates,
                &mut tills,
                &mut bought,
            )
        {
            seen += buyers.len();
            continue;
        }
        for (buyer, &candidate) in buyers.iter().zip(&candidates) {
            let code = buyer.code;
            let stalls = &market.stalls;
            let is_open = |f: usize| stalls[f].remaining > 0.0;
            let (group, supply) = (phase.group, &market.supply);
            let seller = search.seek(buyer, candidate, group, pass, supply, is_open);
            seen += 1;
            let stall = &mut market.stalls[seller];
            let unit_cost = search.unit_cost(code, stall.price);
            let wanted = if MONEY {
                buyer.left / unit_cost
            } else {
                buyer.left
            };
            let sold_out = wanted >= stall.remaining;
            let quantity = if sold_out { stall.remaining } else { wanted };
            stall.remaining -= quantity;
            search.note(seller, code, quantity, quantity * stall.price);
            if MONEY {
                let group = final_group(code);
                for (g, bought) in bought.iter_mut().enumerate() {
                    *bought += if g == group { quantity } else { 0.0 };
                }
            } else {
                market.firm_spending[FirmId(code)] += quantity * stall.price;
            }
            if sold_out {
                let spent = if MONEY {
                    quantity * unit_cost
                } else {
                    quantity
                };
                let rest = buyer.left - spent;
                if rest > 0.0 {
                    left.push(buyer.with(rest));
                }
                search.close(seller, &market.supply);
                if search.none_open() {
                    outcome = ControlFlow::Break(seen);
                    break 'batches;
                }
            }
        }
    }
    market.visits += seen as u64;
    for (total, bought) in market.quantity.iter_mut().zip(bought) {
        *total += bought;
    }
    outcome
}

/// Most sellers of a market whose final buyers are served by the batch.
const FEW: usize = 64;

/// Tallies of a seller that take turns, so that an addition need not wait for the one before.
const TURNS: usize = 2;

/// Money spent at one seller in each turn by each group of final buyers.
type Till = [[f64; FINAL_BUYERS + 1]; TURNS];

/// Serves a batch of final buyers all at once if that leaves every seller with some supply; otherwise
/// does nothing and says so.
///
/// As long as nobody sells out it makes no difference who came first: what counts is the money each
/// seller takes from each group of buyers. So there is nothing to wait for and nothing to predict.
/// The tills are empty before and after.
fn serve_together(
    stalls: &mut [Stall],
    buyers: &[Buyer],
    candidates: &[Candidate],
    tills: &mut [Till; FEW],
    bought: &mut [f64; FINAL_BUYERS],
) -> bool {
    for (turn, (buyer, candidate)) in buyers.iter().zip(candidates).enumerate() {
        tills[candidate.seller as usize % FEW][turn % TURNS][final_group(buyer.code)] += buyer.left;
    }
    let mut enough = true;
    let mut sold = [0.0; FEW];
    let mut by_group = [0.0; FINAL_BUYERS];
    for ((stall, till), sold) in stalls.iter().zip(&mut *tills).zip(&mut sold) {
        let per_money = 1.0 / stall.price;
        let money = std::mem::take(till);
        let quantity: [f64; FINAL_BUYERS] = std::array::from_fn(|group| {
            money.iter().map(|turn| turn[group]).sum::<f64>() * per_money
        });
        for (total, quantity) in by_group.iter_mut().zip(quantity) {
            *total += quantity;
        }
        *sold = quantity.iter().sum();
        enough &= *sold < stall.remaining || *sold == 0.0;
    }
    if enough {
        for (stall, sold) in stalls.iter_mut().zip(&sold) {
            stall.remaining -= sold;
        }
        for (bought, by_group) in bought.iter_mut().zip(by_group) {
            *bought += by_group;
        }
    }
    enough
}

/// Which group of final buyers a code belongs to: households, foreign buyers, government.
#[inline]
fn final_group(code: u32) -> usize {
    usize::from(code >= FIRST_FOREIGN) + usize::from(code >= FIRST_GOVERNMENT)
}
const _: () = assert!(FINAL_BUYERS == 3);

/// The signalling phase: what `scratch.left` still wants is made known to sellers with spare
/// capacity. `scratch.left` is used up.
fn signalling<const MONEY: bool>(
    market: &mut ProductMarket,
    phase: Phase,
    search: &mut impl Search,
    queues: &mut Queues,
) {
    let Queues { order, left, next } = queues;
    if left.is_empty() {
        return;
    }
    let lucky = phase.group.draws.is_some();
    {
        let (supply, spare) = (&market.supply, &market.spare);
        search.start(market.odds(), phase.rule, lucky, |f| {
            supply[f] > 0.0 && spare[f] > 0.0
        });
    }
    let mut pass = 0;
    while !left.is_empty() && !search.none_open() {
        let queue = order.later_pass(phase.group, pass, left);
        next.clear();
        for buyer in queue.iter() {
            let spare = &market.spare;
            let is_open = |f: usize| spare[f] > 0.0;
            let mut first_try = [Candidate::default()];
            search.draw_ahead(&[buyer], &mut first_try, phase.group, pass);
            let (group, supply) = (phase.group, &market.supply);
            let seller = search.seek(&buyer, first_try[0], group, pass, supply, is_open);
            let stall = &mut market.stalls[seller];
            let wanted = if MONEY {
                buyer.left / stall.price
            } else {
                buyer.left
            };
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
            search.close(seller, &market.supply);
            if search.none_open() {
                break;
            }
        }
        std::mem::swap(left, next);
        pass += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three stalls, and buyers of all groups who spend 1, 2, … at one after the other.
    fn hall() -> ([Stall; 3], Vec<Buyer>, Vec<Candidate>) {
        let stalls = [(0.5, 40.0), (2.0, 30.0), (4.0, 20.0)]
            .map(|(price, remaining)| Stall { price, remaining });
        let buyer = |i: u32| Buyer {
            left: f64::from(i + 1),
            code: [7, FIRST_FOREIGN, FIRST_GOVERNMENT + 5, 8][i as usize % 4],
            pick: 0,
        };
        let candidate = |i: u32| Candidate {
            seller: i % 3,
            ..Candidate::default()
        };
        let buyers = (0..9).map(buyer).collect();
        (stalls, buyers, (0..9).map(candidate).collect())
    }

    #[test]
    fn served_together_or_one_after_the_other_is_the_same() {
        let (mut stalls, buyers, candidates) = hall();
        let (mut left, mut expected) = (stalls, [0.0; FINAL_BUYERS]);
        for (buyer, candidate) in buyers.iter().zip(&candidates) {
            let stall = &mut left[candidate.seller as usize];
            let quantity = buyer.left / stall.price;
            stall.remaining -= quantity;
            expected[final_group(buyer.code)] += quantity;
        }
        let mut tills = [Till::default(); FEW];
        let mut bought = [0.0; FINAL_BUYERS];
        assert!(serve_together(
            &mut stalls,
            &buyers,
            &candidates,
            &mut tills,
            &mut bought
        ));
        for (stall, left) in stalls.iter().zip(&left) {
            assert!((stall.remaining - left.remaining).abs() < 1e-12 * left.remaining);
        }
        for (bought, expected) in bought.iter().zip(expected) {
            assert!((bought - expected).abs() < 1e-12 * expected);
        }
        assert!(
            tills
                .as_flattened()
                .as_flattened()
                .iter()
                .all(|&till| till == 0.0)
        );
    }

    #[test]
    fn nothing_happens_if_somebody_would_sell_out() {
        let (mut stalls, buyers, candidates) = hall();
        // The third stall is asked for 18 / 4 units.
        stalls[2].remaining = 4.5;
        let mut tills = [Till::default(); FEW];
        let mut bought = [0.0; FINAL_BUYERS];
        assert!(!serve_together(
            &mut stalls,
            &buyers,
            &candidates,
            &mut tills,
            &mut bought
        ));
        assert_eq!(stalls.map(|stall| stall.remaining), [40.0, 30.0, 4.5]);
        assert_eq!(bought, [0.0; FINAL_BUYERS]);
        assert!(
            tills
                .as_flattened()
                .as_flattened()
                .iter()
                .all(|&till| till == 0.0)
        );
    }
}
