//! A distribution that is measured again and again: sorted once a quarter, in the room of the last time.
//!
//! Definitions are those of the crate `inequality`, which is the authority of the tests here; it keeps
//! what its many measures need, and this keeps what a run needs every year.

use inequality::Sorter;
use quantity::maths;

/// Values of agents with their weights, in ascending order.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    /// Positions of agents, the lowest value first.
    order: Vec<u32>,
    /// Running weights in that order.
    weight: Vec<f64>,
    /// Running sums of weight × value in that order.
    sum: Vec<f64>,
    /// Values in that order.
    value: Vec<f64>,
}

impl Spread {
    /// Sorts `values`; those of equal value keep their order.
    pub fn sort(&mut self, sorter: &mut Sorter, values: &[f64], weights: &[f64]) {
        self.sort_by(sorter, values, |at| weights[at]);
    }

    /// The same with weights by position.
    pub fn sort_by(&mut self, sorter: &mut Sorter, values: &[f64], of: impl Fn(usize) -> f64) {
        sorter.sort(values, &mut self.order, &mut self.value);
        self.weight.resize(values.len(), 0.0);
        self.sum.resize(values.len(), 0.0);
        let (mut weight, mut sum) = (0.0, 0.0);
        let sums = self.weight.iter_mut().zip(&mut self.sum);
        for ((&at, x), (weight_here, sum_here)) in self.order.iter().zip(&self.value).zip(sums) {
            let w = of(at as usize);
            weight += w;
            sum += w * x;
            *weight_here = weight;
            *sum_here = sum;
        }
    }

    /// Positions of agents, the lowest value first.
    #[must_use]
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Sum of weights.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight.last().copied().unwrap_or(0.0)
    }

    /// Sum of weight × value.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.sum.last().copied().unwrap_or(0.0)
    }

    /// Weighted mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.total() / self.weight()
    }

    /// Gini coefficient; not a number unless the mean is positive.
    #[must_use]
    pub fn gini(&self) -> f64 {
        let (mut last_weight, mut last_sum, mut twice) = (0.0, 0.0, 0.0);
        for (&weight, &sum) in self.weight.iter().zip(&self.sum) {
            twice += (weight - last_weight) * (sum + last_sum);
            (last_weight, last_sum) = (weight, sum);
        }
        defined(self.total() > 0.0, 1.0 - twice / (last_weight * last_sum))
    }

    /// Sum of weight × value of the lowest `p` of weight.
    fn lowest(&self, p: f64) -> f64 {
        let wanted = p * self.weight();
        let at = self.weight.partition_point(|&weight| weight < wanted);
        let Some(&value) = self.value.get(at) else {
            return self.total();
        };
        let (weight, sum) = match at.checked_sub(1) {
            Some(before) => (self.weight[before], self.sum[before]),
            None => (0.0, 0.0),
        };
        sum + (wanted - weight) * value
    }

    /// Share of the lowest `p` of weight in the total.
    #[must_use]
    pub fn bottom_share(&self, p: f64) -> f64 {
        defined(self.total() > 0.0, self.lowest(p) / self.total())
    }

    /// Share of the highest `p` of weight in the total.
    #[must_use]
    pub fn top_share(&self, p: f64) -> f64 {
        defined(
            self.total() > 0.0,
            1.0 - self.lowest(1.0 - p) / self.total(),
        )
    }

    /// The highest tenth's total over that of the lowest four tenths.
    #[must_use]
    pub fn palma(&self) -> f64 {
        let low = self.lowest(0.4);
        defined(low > 0.0, (self.total() - self.lowest(0.9)) / low)
    }

    /// The smallest value at or below which `p` of weight lies.
    #[must_use]
    pub fn quantile(&self, p: f64) -> f64 {
        let wanted = (p - 1e-12) * self.weight();
        let at = self.weight.partition_point(|&weight| weight < wanted);
        let last = self.value.len().saturating_sub(1);
        self.value.get(at.min(last)).copied().unwrap_or(f64::NAN)
    }

    /// Calls `with` for each agent with its place in 0..1 of weight, its own weight counted by half.
    pub fn ranks(&self, mut with: impl FnMut(usize, f64)) {
        let all = self.weight();
        let mut last = 0.0;
        for (&at, &weight) in self.order.iter().zip(&self.weight) {
            with(at as usize, 0.5 * (last + weight) / all);
            last = weight;
        }
    }
}

fn defined(is: bool, value: f64) -> f64 {
    if is { value } else { f64::NAN }
}

/// Weight and weight × value of groups, for Theil's T between them.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    sums: Vec<[f64; 2]>,
}

impl Groups {
    /// Forgets everything and makes room for `n` groups.
    pub fn clear(&mut self, n: usize) {
        self.sums.clear();
        self.sums.resize(n, [0.0; 2]);
    }

    /// Adds an agent.
    pub fn add(&mut self, group: usize, weight: f64, value: f64) {
        let [weights, values] = &mut self.sums[group];
        *weights += weight;
        *values += weight * value;
    }

    /// Mean of a group.
    #[must_use]
    pub fn mean(&self, group: usize) -> f64 {
        let [weight, value] = self.sums[group];
        value / weight
    }

    /// Theil's T between the groups: what it would be if everybody had the mean of the group.
    #[must_use]
    pub fn theil(&self) -> f64 {
        let weight = maths::sum(self.sums.iter().map(|sums| sums[0]));
        let total = maths::sum(self.sums.iter().map(|sums| sums[1]));
        let parts = self.sums.iter().map(|&[weights, values]| {
            if values > 0.0 {
                let share = values / total;
                share * maths::ln(share / (weights / weight))
            } else {
                0.0
            }
        });
        defined(total > 0.0, maths::sum(parts))
    }
}

/// Theil's T index of something with weights that is nowhere below 0: who has nothing adds nothing.
#[must_use]
pub fn theil(of: impl Iterator<Item = (f64, f64)> + Clone) -> f64 {
    let weight = maths::sum(of.clone().map(|(_, w)| w));
    let mean = maths::sum(of.clone().map(|(x, w)| w * x)) / weight;
    let parts = of.map(|(x, w)| {
        let relative = x / mean;
        if relative > 0.0 {
            w * relative * maths::ln(relative)
        } else {
            0.0
        }
    });
    maths::sum(parts) / weight
}

/// Mean and coefficient of variation of something with weights.
#[must_use]
pub fn mean_and_cv(of: impl Iterator<Item = (f64, f64)> + Clone) -> [f64; 2] {
    let weight = maths::sum(of.clone().map(|(_, w)| w));
    let mean = maths::sum(of.clone().map(|(x, w)| w * x)) / weight;
    let variance = maths::sum(of.map(|(x, w)| w * (x - mean) * (x - mean))) / weight;
    [mean, variance.sqrt() / mean]
}

#[cfg(test)]
mod tests {
    use super::*;
    use inequality::Ranked;
    use inequality::decompose::Groups as Oracle;

    /// Authority: crate `inequality`, on people with ties, an odd one out and weights that differ.
    #[test]
    fn measures_are_those_of_the_crate_of_measures() {
        let values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0, 5.0, 35.0, 0.5];
        let weights = [2.0, 1.0, 3.0, 4.0, 1.0, 2.0, 5.0, 1.0, 2.0, 1.0, 3.0];
        let oracle = Ranked::weighted(&values, &weights).expect("sound columns");
        let mut spread = Spread::default();
        // Sorted twice, the second time from the order of other values.
        let other: Vec<f64> = values.iter().map(|x| -x).collect();
        let mut sorter = Sorter::default();
        spread.sort(&mut sorter, &other, &weights);
        spread.sort(&mut sorter, &values, &weights);
        let close = |a: f64, b: inequality::Result<f64>| {
            let b = b.expect("defined");
            assert!((a - b).abs() < 1e-14 * b.abs().max(1.0), "{a} {b}");
        };
        close(spread.gini(), oracle.gini());
        close(spread.palma(), oracle.palma_ratio());
        close(spread.top_share(0.1), oracle.top_share(0.1));
        close(spread.bottom_share(0.5), oracle.bottom_share(0.5));
        for p in [0.1, 0.2, 0.36, 0.5, 0.9] {
            close(spread.quantile(p), oracle.quantile(p));
        }
        close(spread.mean(), Ok(oracle.mean()));
        let (mut sum, mut places) = (0.0, 0);
        spread.ranks(|at, rank| {
            sum += weights[at] * rank;
            places += 1;
        });
        assert!((sum / spread.weight() - 0.5).abs() < 1e-14);
        assert_eq!(places, values.len());
    }

    /// Authority: crate `inequality`.
    #[test]
    fn theil_between_groups_is_that_of_the_crate_of_measures() {
        let values = [3.0, 1.0, 4.0, 1.5, 5.0, 9.0, 2.0];
        let weights = [2.0, 1.0, 3.0, 4.0, 1.0, 2.0, 5.0];
        let member = [0, 1, 2, 0, 1, 2, 0];
        let ranked = Ranked::weighted(&values, &weights).expect("sound columns");
        let oracle = Oracle::new(&ranked, &member).expect("a group each");
        let oracle = oracle.entropy(1.0).expect("positive values");
        let mut groups = Groups::default();
        groups.clear(3);
        for k in 0..values.len() {
            groups.add(member[k] as usize, weights[k], values[k]);
        }
        assert!((groups.theil() - oracle.between).abs() < 1e-15);
        assert_eq!(groups.mean(1), 6.0 / 2.0);
    }

    /// Hand-worked: 1, 3 with weights 3, 1: mean 1.5, variance 0.75.
    #[test]
    fn variation_by_hand() {
        let [mean, cv] = mean_and_cv([(1.0, 3.0), (3.0, 1.0)].into_iter());
        assert_eq!(mean, 1.5);
        assert!((cv - 0.75_f64.sqrt() / 1.5).abs() < 1e-15);
    }
}
