//! Terms of the ledger: kinds and groups of concepts, and the state of their evidence.

/// What kind of thing a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Measured, never assumed: read by no act.
    Outcome,
    /// A term of an equation.
    Mechanism,
    /// A mechanism, and a line of welfare beside the accounts.
    MechanismWithSatellite,
    /// A mechanism, and a line that adds up what others did.
    MechanismWithLine,
    /// A mechanism of its own and a line that adds up what others did.
    Path,
    /// A mechanism whose harm follows from the state.
    Problem,
    /// A policy with a bill.
    Strategy,
}

impl Kind {
    /// The kind in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Outcome => "outcome",
            Self::Mechanism => "mechanism",
            Self::MechanismWithSatellite => "mechanism + satellite",
            Self::MechanismWithLine => "mechanism + path line",
            Self::Path => "path",
            Self::Problem => "problem",
            Self::Strategy => "strategy",
        }
    }
}

/// Groups of concepts for attribution.
///
/// # Source
/// Digital economy, §9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Outcomes: no share in themselves.
    Measured,
    /// Adoption.
    Adoption,
    /// Substitution.
    Substitution,
    /// Innovation and scale.
    Innovation,
    /// Data.
    Data,
    /// Time.
    Time,
    /// Platforms.
    Platforms,
    /// Space and terms.
    Space,
    /// Gig and sharing.
    Sharing,
    /// Services and state.
    Services,
    /// Policies, which are compared one at a time and in packages.
    Policy,
}

impl Group {
    /// The letter of the group, or a word where it has none.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Measured => "–",
            Self::Adoption => "A",
            Self::Substitution => "B",
            Self::Innovation => "C",
            Self::Data => "D",
            Self::Time => "E",
            Self::Platforms => "F",
            Self::Space => "G",
            Self::Sharing => "H",
            Self::Services => "I",
            Self::Policy => "policy",
        }
    }
}

/// Parameters of a concept by how well they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Seen in their source.
    pub verified: usize,
    /// From memory of a source.
    pub recalled: usize,
    /// Looked for and not found.
    pub assumed: usize,
    /// Assumed in the specification.
    pub new: usize,
}

impl Evidence {
    /// So many of each.
    #[must_use]
    pub const fn of(verified: usize, recalled: usize, assumed: usize, new: usize) -> Self {
        Self {
            verified,
            recalled,
            assumed,
            new,
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.verified + self.recalled + self.assumed + self.new
    }

    /// As in the ledger: `2V 1R`.
    #[must_use]
    pub fn words(self) -> String {
        let parts = [
            (self.verified, 'V'),
            (self.recalled, 'R'),
            (self.assumed, 'A'),
            (self.new, 'N'),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, letter)| format!("{n}{letter}"))
            .collect();
        parts.join(" ")
    }
}

impl std::ops::Add for Evidence {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            verified: self.verified + other.verified,
            recalled: self.recalled + other.recalled,
            assumed: self.assumed + other.assumed,
            new: self.new + other.new,
        }
    }
}
