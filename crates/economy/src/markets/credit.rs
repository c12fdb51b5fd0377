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
use crate::firms::Firms;

/// The queue for credit; kept between quarters so that lending allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Queue(Vec<(u64, u32)>);

/// Grants credit to the firms that want it.
pub fn lend(firms: &mut Firms, bank: &Bank, rates: &Rates, queue: &mut Queue, chance: Chance) {
    let queue = &mut queue.0;
    queue.clear();
    for i in firms.ids() {
        firms.credit[i] = 0.0;
        if firms.credit_demand[i] > 0.0 {
            queue.push((0, i.0));
        }
    }
    chance.arrange(Purpose::CreditOrder, 0, queue);
    let outstanding = maths::sum(firms.expected_loans.iter().copied());
    let mut room = bank.equity / rates.capital_requirement - outstanding;
    for &(_, i) in queue.iter() {
        let i = FirmId(i);
        let collateral = rates.loan_to_value * firms.expected_capital[i] - firms.expected_loans[i];
        let granted = maths::positive(firms.credit_demand[i].min(collateral).min(room));
        firms.credit[i] = granted;
        room -= granted;
    }
}
