//! What is read of a run, so that nobody computes what nobody reads.

/// What is read of a run besides its series, books and scoreboard; what is read has the same bits whatever else is.
///
/// Outcomes are looked at in any case where they are among the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "whoever reads says of each thing whether it is read"
)]
pub struct Attention {
    /// The tables.
    pub tables: bool,
    /// The country at its opening and at its end.
    pub portraits: bool,
    /// What the run says of the stylised facts.
    pub facts: bool,
    /// What it tells of its digital economy.
    pub diary: bool,
    /// Outcome vectors.
    pub outcomes: bool,
}

impl Attention {
    /// Nothing but series, books and scoreboard.
    pub const NONE: Self = Self {
        tables: false,
        portraits: false,
        facts: false,
        diary: false,
        outcomes: false,
    };
    /// Whether the stylised facts hold.
    pub const FACTS: Self = Self {
        facts: true,
        ..Self::NONE
    };
    /// All that a page can tell.
    pub const PAGE: Self = Self {
        portraits: true,
        facts: true,
        diary: true,
        outcomes: true,
        ..Self::NONE
    };
    /// Everything.
    pub const FULL: Self = Self {
        tables: true,
        ..Self::PAGE
    };
}
