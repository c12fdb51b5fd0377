//! Percentiles: of incomes among households, of sizes among the firms of an industry.

use economy::firms::Firms;
use economy::households::Households;
use inequality::Sorter;
use quantity::{FirmId, HouseholdId};

use crate::endowment::Person;
use crate::state::{Firm, Household};

/// Room for sorting, kept so that ranking allocates nothing.
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    sorter: Sorter,
    inhabited: Vec<HouseholdId>,
    /// Income per person of each of them.
    incomes: Vec<f64>,
    /// Places among them in order of income, and the incomes in that order.
    order: Vec<u32>,
    ascending: Vec<f64>,
    firms: Vec<FirmId>,
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
        self.inhabited.clear();
        let homes = households.ids().filter(|&h| people[h].persons > 0.0);
        self.inhabited.extend(homes);
        self.incomes.clear();
        let income = |&h: &HouseholdId| households.disposable_income[h] / people[h].persons;
        self.incomes.extend(self.inhabited.iter().map(income));
        self.sorter
            .sort(&self.incomes, &mut self.order, &mut self.ascending);
        let in_order = || self.order.iter().map(|&at| self.inhabited[at as usize]);
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
