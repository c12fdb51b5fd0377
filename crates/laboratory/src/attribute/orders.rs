//! Orders in which the members of groups arrive, and what they say about each member.
//!
//! Groups arrive one after the other, and the members of a group together. The mean contribution of a member
//! over all such orders is its Owen value; over some of them it is an estimate. Orders come in antithetic
//! pairs, each with its reverse, so that who comes early in one comes late in the other.
//!
//! # Source
//! G. Owen (1977), "Values of games with a priori unions"; antithetic orders: R. Mitchell, J. Cooper,
//! E. Frank and G. Holmes (2022), "Sampling permutations for Shapley value estimation", \[mitchell_2022\].

use quantity::{Draws, Purpose};

/// Who belongs together: the members of each group, by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Groups(pub Vec<Vec<usize>>);

impl Groups {
    /// Number of members of all groups.
    #[must_use]
    pub fn members(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// `n` orders of all members, in antithetic pairs; with an odd `n` the last has no partner.
    ///
    /// The same `seed` gives the same orders, and fewer orders are the first of more.
    #[must_use]
    pub fn orders(&self, n: usize, seed: u64) -> Vec<Vec<usize>> {
        let mut orders = Vec::with_capacity(n + 1);
        for pair in 0..n.div_ceil(2) {
            let order = self.order(seed, pair as u64);
            let reverse = order.iter().rev().copied().collect();
            orders.push(order);
            orders.push(reverse);
        }
        orders.truncate(n);
        orders
    }

    fn order(&self, seed: u64, pair: u64) -> Vec<usize> {
        let draws = Draws::new(seed).in_quarter(0);
        let mut stream = draws.stream(Purpose::Arrival, pair);
        let mut shuffle = |items: &mut Vec<usize>| {
            for last in (1..items.len()).rev() {
                items.swap(last, stream.below(last + 1));
            }
        };
        let mut groups: Vec<usize> = (0..self.0.len()).collect();
        shuffle(&mut groups);
        let mut order = Vec::with_capacity(self.members());
        for group in groups {
            let mut members = self.0[group].clone();
            shuffle(&mut members);
            order.append(&mut members);
        }
        order
    }
}

/// A member's value inside its group, with its standard error over pairs of orders.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error; not a number with fewer than two pairs.
    pub error: f64,
}

/// Owen values out of what each member added in each order, moved so that the members of a group add up to
/// its exact value.
///
/// `contributions[k][i]` is what member `i` added in order `k`; orders `2p` and `2p + 1` are a pair. `exact`
/// holds the value of each group and its standard error. All members of a group are moved by the same amount,
/// so a group of one has the group's value and error.
#[must_use]
pub fn owen(groups: &Groups, contributions: &[Vec<f64>], exact: &[Estimate]) -> Vec<Estimate> {
    let mut values = vec![Estimate::default(); groups.members()];
    let pairs: Vec<Vec<f64>> = contributions
        .chunks(2)
        .map(|pair| {
            let members = 0..groups.members();
            members
                .map(|i| pair.iter().map(|order| order[i]).sum::<f64>() / pair.len() as f64)
                .collect()
        })
        .collect();
    for (members, exact) in groups.0.iter().zip(exact) {
        let share = 1.0 / members.len() as f64;
        for &member in members {
            // Each pair says how the member differs from the mean of its group.
            let apart: Vec<f64> = pairs
                .iter()
                .map(|pair| pair[member] - share * members.iter().map(|&m| pair[m]).sum::<f64>())
                .collect();
            let (mean, error) = crate::uncertainty::mean_and_error(&apart);
            let error = if members.len() == 1 { 0.0 } else { error };
            values[member] = Estimate {
                value: mean + share * exact.value,
                error: error.hypot(share * exact.error),
            };
        }
    }
    values
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every order of `n` players.
    pub fn all_orders(n: usize) -> Vec<Vec<usize>> {
        if n == 0 {
            return vec![Vec::new()];
        }
        let shorter = all_orders(n - 1);
        let inserted = |order: &Vec<usize>, at: usize| {
            let mut order = order.clone();
            order.insert(at, n - 1);
            order
        };
        shorter
            .iter()
            .flat_map(|order| (0..n).map(move |at| inserted(order, at)))
            .collect()
    }

    /// Every order in which the members of a group arrive together.
    fn all_orders_of(groups: &Groups) -> Vec<Vec<usize>> {
        let together = |order: &[usize]| {
            groups.0.iter().all(|members| {
                let places = || (0..order.len()).filter(|&at| members.contains(&order[at]));
                let span = places().max().zip(places().min());
                span.is_none_or(|(last, first)| last - first + 1 == members.len())
            })
        };
        let mut all = all_orders(groups.members());
        all.retain(|order| together(order));
        all
    }

    fn contributions(orders: &[Vec<usize>], value: impl Fn(usize) -> f64) -> Vec<Vec<f64>> {
        let of = |order: &Vec<usize>| {
            let mut added = vec![0.0; order.len()];
            let mut present = 0;
            for &member in order {
                let with = present | 1 << member;
                added[member] = value(with) - value(present);
                present = with;
            }
            added
        };
        orders.iter().map(of).collect()
    }

    fn three() -> Groups {
        Groups(vec![vec![0, 1, 2], vec![3], vec![4, 5]])
    }

    /// Exact values of groups: the Shapley value of the game between groups.
    fn exact(groups: &Groups, value: impl Fn(usize) -> f64) -> Vec<Estimate> {
        let members = |c: usize| {
            let chosen = (0..groups.0.len()).filter(move |g| c >> g & 1 == 1);
            chosen
                .flat_map(|g| &groups.0[g])
                .fold(0, |all, &m| all | 1 << m)
        };
        let game = super::super::game::Game::of(groups.0.len(), |c| value(members(c)));
        let estimate = |value| Estimate { value, error: 0.0 };
        game.shapley().into_iter().map(estimate).collect()
    }

    /// Owen (1977): in the unanimity game of T with groups, a member of T gets 1 over the number of groups
    /// that T meets, over the number of its group's members in T. Unanimity games are a basis.
    #[test]
    fn over_all_orders_it_is_the_owen_value_of_unanimity_games() {
        let groups = three();
        let orders = all_orders_of(&groups);
        assert_eq!(orders.len(), 6 * 6 * 2);
        // All orders, each next to its reverse.
        let mut paired = Vec::new();
        for order in &orders {
            let reverse: Vec<usize> = order.iter().rev().copied().collect();
            if *order < reverse {
                paired.extend([order.clone(), reverse]);
            }
        }
        assert_eq!(paired.len(), orders.len());
        for team in 1_usize..64 {
            let value = |c: usize| f64::from(u8::from(c & team == team));
            let met = |members: &[usize]| members.iter().filter(|&m| team >> m & 1 == 1).count();
            let touched = groups.0.iter().filter(|members| met(members) > 0).count();
            let owen = owen(
                &groups,
                &contributions(&paired, value),
                &exact(&groups, value),
            );
            for members in &groups.0 {
                for &member in members {
                    let expected = if team >> member & 1 == 1 {
                        1.0 / (touched * met(members)) as f64
                    } else {
                        0.0
                    };
                    let got = owen[member].value;
                    assert!((got - expected).abs() < 1e-12, "{team:b} {member}: {got}");
                }
            }
        }
    }

    /// Whatever the orders, members add up to their group, and 32 orders find the values of a game with a
    /// threshold of three within four standard errors. (Antithetic pairs are exact where only pairs interact.)
    #[test]
    fn some_orders_estimate_it() {
        let groups = three();
        let value = |c: usize| {
            let size = c.count_ones();
            f64::from(size * size) + if c & 0b10011 == 0b10011 { 10.0 } else { 0.0 }
        };
        let exact = exact(&groups, value);
        let all = owen(
            &groups,
            &contributions(&all_orders_of(&groups), value),
            &exact,
        );
        let some = owen(
            &groups,
            &contributions(&groups.orders(32, 7), value),
            &exact,
        );
        for (members, exact) in groups.0.iter().zip(&exact) {
            let sum: f64 = members.iter().map(|&m| some[m].value).sum();
            assert!((sum - exact.value).abs() < 1e-12);
        }
        for (member, (got, expected)) in some.iter().zip(&all).enumerate() {
            let off = (got.value - expected.value).abs();
            assert!(
                off <= 4.0 * got.error + 1e-12,
                "{member}: {got:?} {expected:?}"
            );
        }
        assert!(some[0].error > 0.0 && some[0].error < 2.0);
        assert_eq!(some[3].error, 0.0);
    }

    #[test]
    fn orders_come_in_antithetic_pairs_and_keep_groups_together() {
        let groups = three();
        let orders = groups.orders(9, 1);
        assert_eq!(orders.len(), 9);
        assert_eq!(orders[..4], groups.orders(4, 1));
        assert_ne!(orders[..4], groups.orders(4, 2));
        let allowed = all_orders_of(&groups);
        assert!(orders.iter().all(|order| allowed.contains(order)));
        for pair in orders.chunks_exact(2) {
            assert!(pair[0].iter().eq(pair[1].iter().rev()));
        }
        assert!(groups.orders(0, 1).is_empty());
    }

    /// Each group comes first about equally often: 3 000 orders, five standard errors.
    #[test]
    fn orders_are_fair() {
        let groups = three();
        let orders = groups.orders(3_000, 5);
        for members in &groups.0 {
            let first = orders.iter().filter(|order| members.contains(&order[0]));
            let off = first.count() as f64 - 1_000.0;
            assert!(off.abs() < 5.0 * (3_000.0_f64 * 2.0 / 9.0).sqrt(), "{off}");
        }
    }
}
