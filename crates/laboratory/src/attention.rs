//! What is read of a run, so that nobody computes what nobody reads.

/// What is read of a run besides the series of its economy, books and scoreboard; what is read has the same bits
/// whatever else is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "whoever reads says of each thing whether it is read"
)]
pub struct Attention {
    /// Indicators and outcomes in every quarter in which they are due; otherwise those among the series are looked at
    /// in the first and in the last quarter alone, and are no numbers in between.
    pub throughout: bool,
    /// The tables.
    pub tables: bool,
    /// The country at its opening and at its end.
    pub portraits: bool,
    /// What the run says of the stylised facts.
    pub facts: bool,
    /// What it tells of its digital economy.
    pub diary: bool,
    /// Outcome vectors, where they are not among the series.
    pub outcomes: bool,
}

impl Attention {
    /// Nothing else.
    pub const NONE: Self = Self {
        throughout: false,
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
        throughout: true,
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
