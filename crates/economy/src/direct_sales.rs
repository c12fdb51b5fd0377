//! Sales without a counter: services that are made as they are asked for and paid at once, such as the
//! commissions of a platform.
//!
//! Such money never meets the goods market: the buyer is never rationed. The volume that was sold in this
//! way last quarter is reserved from the market, what is asked for beyond it is made on demand, what is
//! not asked for is not made. Hours and wages follow; inputs and wear do as far as there are inputs and
//! capital, and what is sold beyond that is made without: an intermediary's next sale costs it next to
//! nothing. A receipt may be negative, a rebate: then less is sold and made.
//!
//! # Equation
//! ```text
//! V = received / P      Y ← (Y + V − reserved)⁺      Q ← Q + V      Q^d ← (Q^d + V)⁺
//! reserved = min(V(−1)⁺, Y + S)
//! ```
//! # How to book one
//! Any act between the opening of the quarter and the end of the goods market calls [`Firms::sell_directly`]
//! for the seller, and for a buyer that is a firm [`Firms::expense`]: intermediate consumption that is used
//! up at once. `Firms::book_direct_sales` then enters them all. What a household pays is for the act
//! to take from it and to enter into consumption.
//!
//! # Source
//! Digital economy, §6.1, fees. The floors at zero and the last clause on inputs are ours.

use quantity::{Column, FirmId, maths};

use crate::firms::Firms;
use crate::production::LONGEST_HOURS;

/// A column of firms.
type Firm = Column<FirmId, f64>;

/// Of inputs and capital a firm that is pressed leaves this share at least.
const REMNANT: f64 = 1e-9;

/// What firms sold and bought without a counter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DirectSales {
    /// Money received this quarter.
    pub received: Firm,
    /// Volume sold in the last quarter that was booked, real (`V`); negative for rebates.
    pub sold: Firm,
    /// Volume kept from the goods market this quarter, real.
    pub reserved: Firm,
    /// Services bought and used up at once, money: intermediate consumption beside what comes from stocks.
    pub expensed: Firm,
    /// The same, real.
    pub real_expensed: Firm,
    /// Whether anything was sold or bought in this quarter or the last.
    active: bool,
}

impl DirectSales {
    /// Nothing, for so many firms.
    #[must_use]
    pub fn open(n: usize) -> Self {
        let zeros = || Column::filled(n, 0.0);
        Self {
            received: zeros(),
            sold: zeros(),
            reserved: zeros(),
            expensed: zeros(),
            real_expensed: zeros(),
            active: false,
        }
    }
}

impl Firms {
    /// Opens a quarter in which nothing has been sold or bought yet.
    pub(crate) fn open_direct_sales(&mut self) {
        let direct = &mut self.direct;
        if direct.active {
            for column in [
                &mut direct.received,
                &mut direct.reserved,
                &mut direct.expensed,
                &mut direct.real_expensed,
            ] {
                column.fill(0.0);
            }
        }
        direct.active = direct.sold.iter().any(|&sold| sold != 0.0);
    }

    /// Keeps what was sold directly last quarter from the goods market.
    pub(crate) fn reserve_direct_sales(&mut self) {
        if !self.direct.active {
            return;
        }
        for i in self.ids() {
            let supply = self.output[i] + self.inventories[i];
            self.direct.reserved[i] = maths::positive(self.direct.sold[i]).min(supply);
        }
    }

    /// Lets firm `seller` receive `money` for its services; returns the quantity, at its price.
    pub fn sell_directly(&mut self, seller: FirmId, money: f64) -> f64 {
        self.direct.active = true;
        self.direct.received[seller] += money;
        money / self.price[seller]
    }

    /// Lets firm `buyer` pay `money` for services, `real` of them, and use them up at once.
    pub fn expense(&mut self, buyer: FirmId, money: f64, real: f64) {
        self.direct.active = true;
        self.direct.expensed[buyer] += money;
        self.direct.real_expensed[buyer] += real;
    }

    /// Enters all direct sales of the quarter into output, sales and demand; says whether hours changed.
    pub(crate) fn book_direct_sales(&mut self) -> bool {
        if !self.direct.active {
            return false;
        }
        let mut worked = false;
        for i in self.ids() {
            let (received, reserved) = (self.direct.received[i], self.direct.reserved[i]);
            let volume = received / self.price[i];
            self.direct.sold[i] = volume;
            if received == 0.0 && reserved == 0.0 {
                continue;
            }
            self.demand[i] = maths::positive(self.demand[i] + volume);
            self.sales[i] += volume;
            let extra = volume - reserved;
            if extra != 0.0 {
                worked = true;
                self.output[i] = maths::positive(self.output[i] + extra);
                self.stretch(i);
            }
        }
        worked
    }

    /// Lets hours, inputs and wear of firm `i` follow its output as far as they can.
    fn stretch(&mut self, i: FirmId) {
        let output = self.output[i];
        let normal = self.output_per_worker[i] * self.workers(i);
        self.wage[i] = self.base_wage[i] * LONGEST_HOURS.min(output / normal);
        let inputs = (1.0 - REMNANT) * (self.inputs[i] + self.purchased_inputs[i]);
        if output > self.output_per_input[i] * inputs && inputs > 0.0 {
            self.output_per_input[i] = output / inputs;
        }
        let capital = self.capital[i];
        if output > self.output_per_capital[i] * capital && capital > 0.0 {
            self.output_per_capital[i] = output / capital;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;
    use crate::village::{VillageSpec, village};

    fn firms() -> Firms {
        let tables: Tables = village(&VillageSpec::default());
        let calibration = tables
            .calibration(tables.scalars.size.default_scale)
            .expect("in order");
        let sizes = crate::population::firm_sizes(&calibration, crate::Luck::None);
        Firms::open(&calibration, sizes)
    }

    /// Authority: the equation, by hand.
    #[test]
    fn what_is_asked_for_beyond_the_reserve_is_made() {
        let mut firms = firms();
        let i = FirmId(2);
        firms.output[i] = 10.0;
        firms.price[i] = 2.0;
        firms.inventories[i] = 1.0;
        firms.direct.sold[i] = 3.0;
        firms.open_direct_sales();
        firms.reserve_direct_sales();
        assert_eq!(firms.direct.reserved[i], 3.0);
        // 8 are left for the counter, of which 6 are bought.
        (firms.demand[i], firms.sales[i]) = (6.0, 6.0);
        assert_eq!(firms.sell_directly(i, 7.0), 3.5);
        assert_eq!(firms.sell_directly(i, 1.0), 0.5);
        firms.expense(FirmId(0), 8.0, 4.0);
        assert!(firms.book_direct_sales());
        assert_eq!(firms.output[i], 11.0);
        assert_eq!((firms.sales[i], firms.demand[i]), (10.0, 10.0));
        assert_eq!(firms.direct.sold[i], 4.0);
        // Supply 10 + 1, of which 3 kept back and 6 sold: 2 are left.
        firms.close_stocks();
        assert_eq!(firms.inventories[i], 2.0);
        firms.open_direct_sales();
        assert_eq!(firms.direct.expensed[FirmId(0)], 0.0);
    }

    /// Rebates beyond all sales pile services up instead of making less than nothing of them.
    #[test]
    fn output_is_never_less_than_nothing() {
        let mut firms = firms();
        let i = FirmId(0);
        firms.output[i] = 1.0;
        firms.inventories[i] = 0.0;
        firms.open_direct_sales();
        firms.reserve_direct_sales();
        (firms.demand[i], firms.sales[i]) = (1.0, 1.0);
        firms.sell_directly(i, -3.0 * firms.price[i]);
        firms.book_direct_sales();
        assert_eq!((firms.output[i], firms.demand[i]), (0.0, 0.0));
        firms.close_stocks();
        assert_eq!(firms.inventories[i], 2.0);
    }

    /// However much is asked for, inputs and capital are not used beyond what there is.
    #[test]
    fn a_rush_uses_up_what_there_is() {
        let mut firms = firms();
        let i = FirmId(1);
        firms.open_direct_sales();
        firms.reserve_direct_sales();
        firms.sell_directly(i, 1e3 * firms.output[i]);
        firms.book_direct_sales();
        let capital = firms.capital[i];
        firms.close_stocks();
        assert!(firms.inputs[i] >= 0.0);
        let worn = capital - firms.capital[i];
        assert!((worn - firms.depreciation[i] * capital).abs() < 1e-12 * capital);
        assert_eq!(firms.wage[i], LONGEST_HOURS * firms.base_wage[i]);
    }
}
