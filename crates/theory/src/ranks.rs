//! Percentiles: of incomes among households, of sizes among the firms of an industry.

use economy::firms::Firms;
use economy::households::Households;
use quantity::{FirmId, HouseholdId};

use crate::endowment::Person;
use crate::state::{Firm, Household};

/// Room for sorting, kept so that ranking allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    /// Incomes in an order of whole numbers, and below them the household: what is compared at once.
    households: Vec<u128>,
    firms: Vec<FirmId>,
}

/// A whole number that is the larger, the larger a value is, in the order of [`f64::total_cmp`].
fn ascending(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> (u64::BITS - 1) == 0 {
        bits | 1 << (u64::BITS - 1)
    } else {
        !bits
    }
}

impl Ranks {
    /// Percentiles over persons of income per person, in 0..1; the first of equals is the lower, and where nobody
    /// lives it is 0.
    pub fn of_incomes(
        &mut self,
        households: &Households,
        people: &Household<Person>,
        rank: &mut Household,
    ) {
        let inhabited = |h: &HouseholdId| people[*h].persons > 0.0;
        let income = |h: HouseholdId| households.disposable_income[h] / people[h].persons;
        self.households.clear();
        let ids = households.ids().filter(inhabited);
        let key = |h: HouseholdId| u128::from(ascending(income(h))) << u32::BITS | u128::from(h.0);
        self.households.extend(ids.map(key));
        self.households.sort_unstable();
        let in_order = || self.households.iter().map(|&key| HouseholdId(key as u32));
        let all: f64 = in_order().map(|h| people[h].persons).sum();
        rank.fill(0.0);
        let mut below = 0.0;
        for h in in_order() {
            let persons = people[h].persons;
            rank[h] = (below + 0.5 * persons) / all;
            below += persons;
        }
    }

    /// Share of the firms of the same industry that make less, equals counted by half.
    pub fn of_sizes(&mut self, firms: &Firms, rank: &mut Firm) {
        for g in 0..firms.first_of_industry.len() - 1 {
            self.firms.clear();
            self.firms.extend(firms.of_industry(g));
            self.firms.sort_unstable_by(|&a, &b| {
                firms.output[a].total_cmp(&firms.output[b]).then(a.cmp(&b))
            });
            let n = self.firms.len() as f64;
            let mut first = 0;
            while first < self.firms.len() {
                let output = firms.output[self.firms[first]];
                let equals = self.firms[first..]
                    .iter()
                    .take_while(|&&i| firms.output[i] == output)
                    .count();
                for &i in &self.firms[first..first + equals] {
                    rank[i] = (first as f64 + 0.5 * equals as f64) / n;
                }
                first += equals;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: [`f64::total_cmp`].
    #[test]
    fn whole_numbers_are_in_the_order_of_values() {
        let values = [
            f64::NEG_INFINITY,
            -2.5,
            -1e-300,
            -0.0,
            0.0,
            1e-300,
            1.0,
            2.5,
            f64::INFINITY,
        ];
        assert!(values.is_sorted_by(|a, b| a.total_cmp(b).is_lt()));
        assert!(values.is_sorted_by(|a, b| ascending(*a) < ascending(*b)));
    }
}
