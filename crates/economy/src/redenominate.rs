//! Another unit of money: every price, stock and flow of money counted in it, nothing real touched.
//!
//! # Source
//! Long run, §3.4, I5.

use crate::economy::Economy;

impl Economy {
    /// Counts money in units of which `factor` make one of the old.
    ///
    /// Real magnitudes stay; whatever depends on the level of money then shows itself.
    pub fn redenominate(&mut self, factor: f64) {
        let Self {
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            prices,
            long_run,
            ..
        } = self;
        for column in [
            &mut firms.price,
            &mut firms.loans,
            &mut firms.deposits,
            &mut firms.equity,
            &mut firms.profit,
        ] {
            scale(column, factor);
        }
        for column in [
            &mut households.deposits,
            &mut households.dwellings,
            &mut households.disposable_income,
        ] {
            scale(column, factor);
        }
        for amount in [
            &mut bank.equity,
            &mut bank.profit,
            &mut bank.reserves,
            &mut central_bank.equity,
            &mut government.debt,
            &mut world.position,
            &mut prices.producer,
            &mut prices.consumer,
            &mut prices.capital,
            &mut prices.running_services,
        ] {
            *amount *= factor;
        }
        scale(&mut prices.product, factor);
        scale(&mut prices.input_basket, factor);
        scale(&mut prices.areas.product, factor);
        scale(&mut prices.areas.consumer, factor);
        scale(&mut world.import_price, factor);
        long_run.trend.redenominate(factor);
        long_run.activity.redenominate(factor);
    }
}

fn scale(amounts: &mut [f64], factor: f64) {
    for amount in amounts {
        *amount *= factor;
    }
}
