//! Luck, or its absence: the random elements of a quarter, and what replaces them in the
//! deterministic variant.
//!
//! # Source
//! Base model, §11: without luck every shock is 0, every random order is ascending, the lowest-numbered
//! unemployed worker is hired, and a buyer goes to the first seller that is left.

use quantity::{Draws, Purpose, QuarterDraws, unit_interval};

/// Whether a run has luck, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Luck {
    /// The draws of this seed.
    Seed(u64),
    /// No luck: the deterministic variant.
    None,
}

impl Luck {
    /// The luck of one quarter; 0 is the opening.
    #[must_use]
    pub fn in_quarter(self, quarter: u32) -> Chance {
        match self {
            Self::Seed(seed) => Chance::Drawn(Draws::new(seed).in_quarter(quarter)),
            Self::None => Chance::Absent,
        }
    }
}

/// The luck of one quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// Draws named by purpose and agent.
    Drawn(QuarterDraws),
    /// None.
    Absent,
}

/// The economy as the agent of a draw: there is one.
const ECONOMY: u64 = 0;

impl Chance {
    /// One standard normal shock to the whole economy; 0 without luck.
    #[must_use]
    pub fn normal(self, purpose: Purpose) -> f64 {
        self.normals::<1>(purpose)[0]
    }

    /// `N` independent standard normal shocks to the whole economy; 0 without luck.
    #[must_use]
    pub fn normals<const N: usize>(self, purpose: Purpose) -> [f64; N] {
        match self {
            Self::Drawn(draws) => {
                let mut stream = draws.stream(purpose, ECONOMY);
                std::array::from_fn(|_| stream.normal())
            }
            Self::Absent => [0.0; N],
        }
    }

    /// Puts agents in random order; ascending without luck.
    ///
    /// `round` tells successive orders of the same agents apart.
    pub fn arrange(self, purpose: Purpose, round: u32, agents: &mut [(u64, u32)]) {
        if let Self::Drawn(draws) = self {
            for (rank, agent) in agents.iter_mut() {
                *rank = draws.rank(purpose, u64::from(*agent), round);
            }
            agents.sort_unstable();
        }
    }

    /// A number in 0..1 for `agent`; a half without luck.
    #[must_use]
    pub fn uniform(self, purpose: Purpose, agent: u64) -> f64 {
        match self {
            Self::Drawn(draws) => draws.stream(purpose, agent).uniform(),
            Self::Absent => 0.5,
        }
    }

    /// Two numbers in 0..1 for draw `draw` of `agent`; halves without luck.
    #[must_use]
    pub fn pair(self, purpose: Purpose, agent: u64, draw: u32) -> [f64; 2] {
        match self {
            Self::Drawn(draws) => draws.block(purpose, agent, draw).map(unit_interval),
            Self::Absent => [0.5; 2],
        }
    }

    /// A whole number below `n` for draw `draw` of `agent`; 0 without luck.
    #[must_use]
    pub fn below(self, purpose: Purpose, agent: u64, draw: u32, n: usize) -> usize {
        match self {
            Self::Drawn(draws) => {
                let bits = draws.block(purpose, agent, draw)[0];
                ((u128::from(bits) * n as u128) >> 64) as usize
            }
            Self::Absent => 0,
        }
    }
}
