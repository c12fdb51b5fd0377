//! Packages: how the net cost of strategies is paid for, and what tops it up.
//!
//! # Equation
//! ```text
//! income tax   rate = net cost of the last quarter / incomes of the last quarter, the same for all
//! payment      payment_per_head · GDP, to all persons alike
//! ```
//! # Source
//! Digital economy, §5.4.
//!
//! # Off
//! Financed by debt, without a payment: nothing is written.

use economy::Channels;
use economy::flows::{Party, Transaction};
use quantity::maths;

use crate::bills::{Bills, PACKAGE};
use crate::opening::Financing;
use crate::scene::Scene;

/// Writes the tax that pays for strategies and the payment that tops them up.
pub fn write(scene: &Scene<'_>, channels: &mut Channels, bills: &mut Bills) {
    let setup = &scene.concepts.setup;
    let households = scene.view.households;
    let gdp = scene.view.books.gdp;
    let payment = setup.payment_per_head * gdp.real;
    if payment > 0.0 {
        let persons = maths::sum(households.ids().map(|h| scene.person(h).persons));
        for h in households.ids() {
            let share = scene.person(h).persons / persons;
            channels.public_transfers.write(h, payment * share);
        }
        bills.add(
            PACKAGE,
            Transaction::Transfers,
            Party::Government,
            Party::Households,
            payment * scene.view.prices.consumer,
        );
    }
    if setup.financing == Financing::IncomeTax {
        let cost = scene.state.public_money.net_cost + setup.payment_per_head * gdp.nominal;
        let income = households.disposable_income.iter();
        let income = maths::sum(income.map(|&income| maths::positive(income)));
        let rate = maths::ratio_or_zero(maths::positive(cost), income);
        if rate > 0.0 {
            bills.add(
                PACKAGE,
                Transaction::Levies,
                Party::Households,
                Party::Government,
                rate * income,
            );
            for h in households.ids() {
                channels.surtax.write(h, rate);
            }
        }
    }
}
