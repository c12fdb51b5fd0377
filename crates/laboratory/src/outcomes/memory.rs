//! What outcomes remember of earlier quarters: who stood where, and how incomes came and went.

use quantity::maths;

use super::heads::Heads;
use super::spread::Spread;

/// Quarters between two looks at a household's rank.
pub const PERSISTENCE: u32 = 40;
/// Quarters of a year: incomes are compared a year apart.
const YEAR: u32 = 4;
/// Weight of the last year in the volatility of an income (N).
const LAST_YEAR: f64 = 0.25;

/// Ranks and incomes of earlier quarters, by household.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    ranks: Vec<(u32, Vec<f64>)>,
    income: Vec<f64>,
    volatility: Vec<f64>,
}

impl Memory {
    /// Takes note of a quarter; `households` counts the uninhabited too.
    pub fn note(&mut self, quarter: u32, households: usize, heads: &Heads, income: &Spread) {
        if quarter.is_multiple_of(YEAR) {
            self.note_incomes(households, heads);
        }
        let old = |(then, _): &(u32, Vec<f64>)| then + PERSISTENCE < quarter;
        let spare = self.ranks.iter().position(old);
        let mut ranks = spare.map_or_else(Vec::new, |at| self.ranks.swap_remove(at).1);
        ranks.clear();
        ranks.resize(households, f64::NAN);
        income.ranks(|row, rank| ranks[heads.household[row].0 as usize] = rank);
        self.ranks.push((quarter, ranks));
    }

    fn note_incomes(&mut self, households: usize, heads: &Heads) {
        let first = self.income.is_empty();
        self.income.resize(households, f64::NAN);
        self.volatility.resize(households, 0.0);
        for (row, h) in heads.household.iter().enumerate() {
            let at = h.0 as usize;
            let (before, now) = (self.income[at], heads.real_income[row]);
            let larger = before.abs().max(now.abs());
            if !first && before.is_finite() && larger > 0.0 {
                let change = ((now - before).abs() / larger).min(1.0);
                self.volatility[at] += LAST_YEAR * (change - self.volatility[at]);
            }
            self.income[at] = now;
        }
    }

    /// Smoothed yearly change of a household's real income over the larger of the two incomes, 0..1.
    #[must_use]
    pub fn volatility(&self, household: usize) -> f64 {
        self.volatility.get(household).copied().unwrap_or(0.0)
    }

    /// Correlation over persons of ranks with those forty quarters before; not a number if nobody looked then.
    #[must_use]
    pub fn persistence(&self, quarter: u32, heads: &Heads) -> f64 {
        let at = |quarter: u32| {
            let found = self.ranks.iter().find(|(then, _)| *then == quarter);
            found.map(|(_, ranks)| ranks)
        };
        let then = quarter.checked_sub(PERSISTENCE).and_then(at);
        let (Some(now), Some(then)) = (at(quarter), then) else {
            return f64::NAN;
        };
        let pairs = || {
            let rows = heads.household.iter().zip(&heads.persons);
            rows.map(|(h, w)| (now[h.0 as usize], then[h.0 as usize], *w))
                .filter(|(now, then, _)| now.is_finite() && then.is_finite())
        };
        correlation(pairs)
    }
}

/// Weighted correlation.
fn correlation<I: Iterator<Item = (f64, f64, f64)>>(pairs: impl Fn() -> I) -> f64 {
    let sum = |of: &dyn Fn((f64, f64, f64)) -> f64| maths::sum(pairs().map(of));
    let weight = sum(&|(_, _, w)| w);
    let mean_a = sum(&|(a, _, w)| w * a) / weight;
    let mean_b = sum(&|(_, b, w)| w * b) / weight;
    let both = sum(&|(a, b, w)| w * (a - mean_a) * (b - mean_b));
    let square_a = sum(&|(a, _, w)| w * (a - mean_a) * (a - mean_a));
    let square_b = sum(&|(_, b, w)| w * (b - mean_b) * (b - mean_b));
    both / (square_a * square_b).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use inequality::Sorter;
    use quantity::{HouseholdId, Id};

    fn heads(incomes: &[f64]) -> Heads {
        Heads {
            household: (0..incomes.len()).map(HouseholdId::new).collect(),
            persons: vec![1.0; incomes.len()],
            income: incomes.to_vec(),
            real_income: incomes.to_vec(),
            ..Heads::default()
        }
    }

    /// Hand-worked: the same order is 1, the opposite order −1, and nobody looked before quarter 40.
    #[test]
    fn ranks_last_or_turn_round() {
        let mut memory = Memory::default();
        let mut spread = Spread::default();
        let mut look = |quarter: u32, incomes: &[f64]| {
            let heads = heads(incomes);
            spread.sort(&mut Sorter::default(), &heads.income, &heads.persons);
            memory.note(quarter, incomes.len(), &heads, &spread);
            memory.persistence(quarter, &heads)
        };
        assert!(look(0, &[1.0, 2.0, 3.0]).is_nan());
        assert!(look(4, &[3.0, 2.0, 1.0]).is_nan());
        assert!((look(40, &[10.0, 20.0, 30.0]) - 1.0).abs() < 1e-15);
        assert!((look(44, &[10.0, 20.0, 30.0]) + 1.0).abs() < 1e-15);
        assert_eq!(
            memory.ranks.len(),
            3,
            "what is older than forty quarters goes"
        );
    }

    /// Hand-worked: an income that halves once has moved by half, of which a quarter counts.
    #[test]
    fn volatility_by_hand() {
        let mut memory = Memory::default();
        memory.note_incomes(1, &heads(&[2.0]));
        assert_eq!(memory.volatility(0), 0.0);
        memory.note_incomes(1, &heads(&[1.0]));
        assert_eq!(memory.volatility(0), 0.125);
    }
}
