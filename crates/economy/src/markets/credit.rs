//! Credit: firms queue in random order until the bank's capital is used up.
//!
//! # Equation
//! ```text
//! ΔL_i = ( min{ ΔL^d_i,  ζ^LTV K^e_i − L^e_i,  E_k / ζ − Σ L^e − Σ ΔL of those served before } )⁺
//! ```
//! # Source
//! Base model, §6.6.

use quantity::{FirmId, Purpose, maths};

use crate::bank::Bank;
use crate::calibration::Rates;
use crate::chance::Chance;
use crate::channels::Channels;
use crate::firms::Firms;

/// The queue for credit; kept between quarters so that lending allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    queue: Vec<(u64, u32)>,
    by_merit: Vec<u32>,
}

/// Grants credit to the firms that want it.
pub fn lend(
    firms: &mut Firms,
    bank: &Bank,
    rates: &Rates,
    queue: &mut Queue,
    channels: &Channels,
    chance: Chance,
) {
    let Queue { queue, by_merit } = queue;
    queue.clear();
    for i in firms.ids() {
        firms.credit[i] = 0.0;
        if firms.credit_demand[i] > 0.0 {
            queue.push((0, i.0));
        }
    }
    chance.arrange(Purpose::CreditOrder, 0, queue);
    serve_merit_first(queue, by_merit, channels);
    let outstanding = maths::sum(firms.expected_loans.iter().copied());
    let mut room = bank.equity / rates.capital_requirement - outstanding;
    for &(_, i) in queue.iter() {
        let i = FirmId(i);
        let collateral = rates.loan_to_value * firms.expected_capital[i] - firms.expected_loans[i]
            + channels.credit_room.at(i);
        let granted = maths::positive(firms.credit_demand[i].min(collateral).min(room));
        firms.credit[i] = granted;
        room -= granted;
    }
}

/// Gives a share of the places in the queue to the firms of greatest merit, spread evenly over it; the
/// others keep their random order.
///
/// # Source
/// Digital economy, §3, channel 12.
fn serve_merit_first(queue: &mut [(u64, u32)], by_merit: &mut Vec<u32>, channels: &Channels) {
    let share = channels.credit_order.value();
    if share == 0.0 {
        return;
    }
    let merit = |firm: u32| channels.credit_merit.at(FirmId(firm));
    by_merit.clear();
    by_merit.extend(queue.iter().map(|&(_, firm)| firm));
    // Stable, so that equal merit keeps the random order.
    by_merit.sort_by(|&a, &b| merit(b).total_cmp(&merit(a)));
    let places = (share * queue.len() as f64).round() as usize;
    let preferred = &by_merit[..places];
    let mut others: Vec<u32> = queue
        .iter()
        .map(|&(_, firm)| firm)
        .filter(|firm| !preferred.contains(firm))
        .collect();
    others.reverse();
    let (mut served, mut due) = (0, 0.0);
    for place in queue.iter_mut() {
        due += share;
        let next = if due >= 0.5 && served < places {
            due -= 1.0;
            served += 1;
            Some(preferred[served - 1])
        } else {
            others.pop()
        };
        place.1 = next.unwrap_or_else(|| {
            served += 1;
            preferred[(served - 1).min(places - 1)]
        });
    }
}
