//! A fingerprint of the whole state: two economies with the same one are equal to the last bit.
//!
//! # Source
//! FNV-1a, 64 bits, over the bytes of every column and every book in a fixed order.

use crate::economy::Economy;
use crate::households::OUTSIDE;

/// An FNV-1a hash in the making.
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Fnv {
    fn word(&mut self, word: u64) {
        for byte in word.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn numbers<'a>(&mut self, numbers: impl IntoIterator<Item = &'a f64>) {
        for number in numbers {
            self.word(number.to_bits());
        }
    }
}

impl Economy {
    /// The fingerprint of the state at the end of the quarter.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let Self {
            firms,
            households,
            bank,
            central_bank,
            government,
            world,
            prices,
            history,
            ..
        } = self;
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        for column in [
            &firms.price,
            &firms.output,
            &firms.demand,
            &firms.sales,
            &firms.inventories,
            &firms.capital,
            &firms.inputs,
            &firms.loans,
            &firms.deposits,
            &firms.equity,
            &firms.profit,
            &firms.wage,
        ] {
            hash.numbers(column.iter());
        }
        for &staff in firms.employees.iter() {
            hash.word(u64::from(staff));
        }
        // Persons outside the labour force have neither employer nor wage.
        let careers = || {
            let both = households.employer.iter().zip(households.wage.iter());
            both.filter(|(employer, _)| **employer != OUTSIDE)
        };
        for (&employer, _) in careers() {
            hash.word(u64::from(employer));
        }
        hash.numbers(careers().map(|(_, wage)| wage));
        for column in [
            &households.deposits,
            &households.dwellings,
            &households.disposable_income,
            &households.consumption,
            &households.housing,
        ] {
            hash.numbers(column.iter());
        }
        hash.numbers(&[
            bank.equity,
            bank.profit,
            bank.reserves,
            central_bank.policy_rate,
            central_bank.equity,
            government.debt,
            government.planned_consumption,
            world.output,
            world.position,
            world.planned_exports,
            world.planned_imports,
        ]);
        hash.numbers(&world.import_sales);
        hash.numbers(&prices.product);
        hash.numbers(&prices.areas.product);
        hash.numbers(&history.inflation);
        hash.0
    }
}
