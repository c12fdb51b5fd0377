//! Money that a theory moves, household by household: what the totals of [`super::Moved`] are made of.
//!
//! Whoever books such money says so here; nobody reads it to decide anything.

use quantity::{Column, HouseholdId, Id};

/// What each household got and paid in the quarter because a theory says so, money. A column is empty while nobody
/// gets or pays anything of its kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Booked {
    /// Benefits beyond those that everybody in the same position gets.
    pub benefits: Column<HouseholdId, f64>,
    /// Tax of its own on income.
    pub surtax: Column<HouseholdId, f64>,
    /// Gifts received less gifts given.
    pub gifts: Column<HouseholdId, f64>,
    /// Losses to fraud and breaches less what others' losses brought: paid out of deposits, and in no income.
    pub losses: Column<HouseholdId, f64>,
}

/// The same of one household, money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HouseholdBooked {
    /// Benefits beyond those that everybody in the same position gets.
    pub benefits: f64,
    /// Tax of its own on income.
    pub surtax: f64,
    /// Gifts received less gifts given.
    pub gifts: f64,
    /// Losses to fraud and breaches less what others' losses brought.
    pub losses: f64,
}

impl Booked {
    /// What a household got and paid.
    #[must_use]
    pub fn of(&self, h: HouseholdId) -> HouseholdBooked {
        let own = |column: &Column<HouseholdId, f64>| column.get(h.index()).copied().unwrap_or(0.0);
        HouseholdBooked {
            benefits: own(&self.benefits),
            surtax: own(&self.surtax),
            gifts: own(&self.gifts),
            losses: own(&self.losses),
        }
    }

    /// Whether nobody got or paid anything that is part of income.
    #[must_use]
    pub fn leaves_incomes(&self) -> bool {
        self.benefits.is_empty() && self.surtax.is_empty() && self.gifts.is_empty()
    }
}
