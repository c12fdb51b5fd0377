//! Cooperative games: what each player is worth, when all coalitions are known.
//!
//! # Equation
//! ```text
//! Shapley      φ_i  = Σ_{T ⊆ N∖i}    t! (n−t−1)! / n!      [v(T∪i) − v(T)]
//! interaction  I_ij = Σ_{T ⊆ N∖{i,j}} t! (n−t−2)! / (n−1)! [v(T∪ij) − v(T∪i) − v(T∪j) + v(T)]
//! first_i = v({i}) − v(∅)        last_i = v(N) − v(N∖i)
//! ```
//! # Source
//! L. Shapley (1953), "A value for n-person games"; G. Owen (1972), "Multilinear extensions of games", and
//! M. Grabisch and M. Roubens (1999), "An axiomatic approach to the concept of interaction among players in
//! cooperative games", for the index of pairs.

/// Most players of a game whose coalitions are all played: 2²⁰ values.
pub const MOST_PLAYERS: usize = 20;

/// A game: the value of every coalition.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    players: usize,
    /// Values, at the number whose bit `i` says whether player `i` is in.
    values: Vec<f64>,
}

impl Game {
    /// The game of `players` in which the coalition with the bits of `c` is worth `value(c)`.
    ///
    /// # Panics
    /// With more than [`MOST_PLAYERS`].
    #[must_use]
    pub fn of(players: usize, value: impl FnMut(usize) -> f64) -> Self {
        assert!(players <= MOST_PLAYERS, "{players} players");
        Self {
            players,
            values: (0..1 << players).map(value).collect(),
        }
    }

    /// Number of players.
    #[must_use]
    pub fn players(&self) -> usize {
        self.players
    }

    /// What a coalition is worth.
    #[must_use]
    pub fn value(&self, coalition: usize) -> f64 {
        self.values[coalition]
    }

    /// All together less nobody: what there is to share.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.values[self.values.len() - 1] - self.values[0]
    }

    /// The Shapley value of each player: its mean contribution over all orders of arrival. They add up to
    /// [`Self::total`].
    ///
    /// ```
    /// use laboratory::attribute::game::Game;
    /// // One left glove, two right ones; a pair is worth 1.
    /// let gloves = Game::of(3, |c| f64::from(u8::from(c & 1 != 0 && c & 6 != 0)));
    /// let shares = gloves.shapley();
    /// assert!((shares[0] - 2.0 / 3.0).abs() < 1e-15);
    /// assert!((shares[1] - 1.0 / 6.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn shapley(&self) -> Vec<f64> {
        let n = self.players;
        let weights: Vec<f64> = (0..n)
            .map(|t| 1.0 / (n as f64 * binomial(n - 1, t)))
            .collect();
        (0..n)
            .map(|i| {
                let bit = 1 << i;
                let without = (0..self.values.len()).filter(|c| c & bit == 0);
                without
                    .map(|c| weights[size(c)] * (self.values[c | bit] - self.values[c]))
                    .sum()
            })
            .collect()
    }

    /// The interaction index of two different players: above 0 they do more together than apart.
    #[must_use]
    pub fn interaction(&self, a: usize, b: usize) -> f64 {
        let n = self.players;
        let (a, b) = (1 << a, 1 << b);
        let without = (0..self.values.len()).filter(|c| c & (a | b) == 0);
        let v = &self.values;
        without
            .map(|c| {
                let weight = 1.0 / ((n - 1) as f64 * binomial(n - 2, size(c)));
                weight * (v[c | a | b] - v[c | a] - v[c | b] + v[c])
            })
            .sum()
    }

    /// What a player does alone.
    #[must_use]
    pub fn first(&self, player: usize) -> f64 {
        self.values[1 << player] - self.values[0]
    }

    /// What goes when only this player goes.
    #[must_use]
    pub fn last(&self, player: usize) -> f64 {
        let all = self.values.len() - 1;
        self.values[all] - self.values[all & !(1 << player)]
    }

    /// The effects of all players alone, added up; equal to [`Self::total`] where nobody interacts.
    #[must_use]
    pub fn sum_of_singles(&self) -> f64 {
        (0..self.players).map(|player| self.first(player)).sum()
    }
}

fn size(coalition: usize) -> usize {
    coalition.count_ones() as usize
}

/// `n` choose `k`.
fn binomial(n: usize, k: usize) -> f64 {
    (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUNDING: f64 = 1e-12;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= ROUNDING * (1.0 + a.abs().max(b.abs()))
    }

    /// A game without any pattern.
    fn wild(players: usize, salt: u64) -> Game {
        let draws = quantity::Draws::new(salt).in_quarter(0);
        let mut stream = draws.stream(quantity::Purpose::FirmSize, 1);
        Game::of(players, |_| stream.normal())
    }

    /// In an additive game everybody gets what he brings, and nobody interacts.
    #[test]
    fn additive() {
        let worth = [3.0, -1.5, 0.25, 8.0];
        let game = Game::of(4, |c| {
            let members = (0..4).filter(|i| c >> i & 1 == 1);
            7.0 + members.map(|i| worth[i]).sum::<f64>()
        });
        for (i, share) in game.shapley().into_iter().enumerate() {
            assert!(close(share, worth[i]), "{i}: {share}");
            assert!(close(game.first(i), worth[i]) && close(game.last(i), worth[i]));
        }
        assert!(close(game.sum_of_singles(), game.total()));
        assert!(game.interaction(0, 3).abs() < ROUNDING);
    }

    /// Shapley (1953): in the unanimity game of T each of T gets 1/|T|. Grabisch and Roubens (1999): two
    /// of T interact by 1/(|T| − 1). Unanimity games are a basis of all games, and both are linear.
    #[test]
    fn unanimity() {
        for n in 2..=7 {
            for team in 1..1_usize << n {
                let game = Game::of(n, |c| f64::from(u8::from(c & team == team)));
                let members = size(team) as f64;
                for (i, share) in game.shapley().into_iter().enumerate() {
                    let expected = if team >> i & 1 == 1 {
                        1.0 / members
                    } else {
                        0.0
                    };
                    assert!(close(share, expected), "{n} {team:b} {i}: {share}");
                    for j in 0..i {
                        let both = team >> i & team >> j & 1 == 1;
                        let expected = if both { 1.0 / (members - 1.0) } else { 0.0 };
                        assert!(close(game.interaction(i, j), expected));
                    }
                }
            }
        }
    }

    /// S. Littlechild and G. Owen (1973): those who need a stretch of the runway share its cost equally.
    #[test]
    fn airport() {
        let costs = [1.0, 4.0, 4.0, 9.0, 16.5];
        let game = Game::of(5, |c| {
            let members = (0..5).filter(|i| c >> i & 1 == 1);
            members.map(|i| costs[i]).fold(0.0, f64::max)
        });
        let mut expected = 0.0;
        let mut paid = 0.0;
        for (i, share) in game.shapley().into_iter().enumerate() {
            expected += (costs[i] - paid) / (5 - i) as f64;
            paid = costs[i];
            assert!(close(share, expected), "{i}: {share} {expected}");
        }
        // Costs that are shared make players substitutes.
        assert!(game.interaction(1, 2) < 0.0);
    }

    /// Shapley's axioms on games without any pattern: nothing is lost, who adds nothing gets nothing, who
    /// is equal gets the same, and the value of a sum is the sum of values.
    #[test]
    fn axioms() {
        for salt in 0..20 {
            let game = wild(6, salt);
            assert!(close(game.shapley().iter().sum(), game.total()));
            // Player 6 adds nothing; players 0 and 1 are made alike.
            let alike = |c: usize| if c & 3 == 2 { c & !3 | 1 } else { c };
            let special = Game::of(7, |c| game.value(alike(c & 63)));
            let shares = special.shapley();
            assert!(shares[6].abs() < ROUNDING);
            assert!(close(shares[0], shares[1]));
            assert!(special.interaction(2, 6).abs() < ROUNDING);
            let other = wild(6, salt + 100);
            let sum = Game::of(6, |c| game.value(c) + other.value(c));
            for i in 0..6 {
                assert!(close(
                    sum.shapley()[i],
                    game.shapley()[i] + other.shapley()[i]
                ));
            }
        }
    }

    /// Shapley's definition by orders of arrival, on all orders.
    #[test]
    fn mean_over_all_orders() {
        let game = wild(5, 3);
        let mut sums = [0.0; 5];
        let mut orders = 0.0;
        for order in crate::attribute::orders::tests::all_orders(5) {
            let mut present = 0;
            for player in order {
                let with = present | 1 << player;
                sums[player] += game.value(with) - game.value(present);
                present = with;
            }
            orders += 1.0;
        }
        for (share, sum) in game.shapley().into_iter().zip(sums) {
            assert!(close(share, sum / orders));
        }
    }

    #[test]
    fn small_games() {
        assert!(Game::of(0, |_| 1.0).shapley().is_empty());
        let one = Game::of(1, |c| c as f64);
        assert_eq!(one.shapley(), [1.0]);
        let two = Game::of(2, |c| [0.0, 1.0, 2.0, 6.0][c]);
        assert_eq!(two.shapley(), [2.5, 3.5]);
        assert_eq!(two.interaction(0, 1), 3.0);
    }
}
