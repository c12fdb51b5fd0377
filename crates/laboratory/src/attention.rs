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
    /// Series of distributions in every quarter, each of which sorts all households; otherwise a run of more than
    /// thirteen years looks at them at the end of every year and of the run alone, and they are no numbers in between.
    pub distributions: bool,
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

/// Years that are always followed quarter by quarter: the path of a longer run is told as well by one look a year.
const YEARS_OF_QUARTERS: u32 = 13;

impl Attention {
    /// Nothing else.
    pub const NONE: Self = Self {
        throughout: false,
        distributions: false,
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
        distributions: true,
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

    /// Whether distributions are looked at in this quarter of a run of so many.
    #[must_use]
    pub fn looks_at_distributions(self, quarter: u32, last: u32) -> bool {
        let short = last <= 4 * YEARS_OF_QUARTERS;
        self.distributions || short || quarter.is_multiple_of(4) || quarter == last
    }
}
