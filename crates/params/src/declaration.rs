//! What is known about a parameter besides its value.

use std::ops::RangeInclusive;

use crate::Error;

/// What a parameter measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A fraction of a whole, 0..1 unless the range says otherwise.
    Share,
    /// A pure number.
    Pure,
    /// A fraction per quarter.
    QuarterlyRate,
    /// A fraction per year.
    AnnualRate,
    /// Money of the economy, at opening prices, per person and quarter.
    MoneyPerPersonQuarter,
    /// Money of the economy.
    Money,
    /// Years.
    Years,
    /// Quarters.
    Quarters,
    /// Percentage points.
    Points,
    /// Percentage points per year.
    PointsPerYear,
    /// Standard deviations of what is measured.
    StandardDeviations,
    /// Months.
    Months,
    /// Millions of what is counted.
    Millions,
    /// Yuan per person.
    YuanPerPerson,
    /// Yuan per month.
    YuanPerMonth,
    /// Billions of yuan.
    BillionYuan,
    /// US dollars per month.
    DollarsPerMonth,
    /// On or off, or one of several named choices.
    Switch,
}

impl Unit {
    /// The unit in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Pure => "pure number",
            Self::QuarterlyRate => "fraction per quarter",
            Self::AnnualRate => "fraction per year",
            Self::MoneyPerPersonQuarter => "money per person and quarter",
            Self::Money => "money",
            Self::Years => "years",
            Self::Quarters => "quarters",
            Self::Points => "percentage points",
            Self::PointsPerYear => "percentage points per year",
            Self::StandardDeviations => "standard deviations",
            Self::Months => "months",
            Self::Millions => "millions",
            Self::YuanPerPerson => "yuan per person",
            Self::YuanPerMonth => "yuan per month",
            Self::BillionYuan => "billion yuan",
            Self::DollarsPerMonth => "US dollars per month",
            Self::Switch => "choice",
        }
    }
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provenance {
    /// Read off statistics.
    Measured,
    /// Estimated in a study.
    Estimated,
    /// Chosen so that the model meets a target.
    Calibrated,
    /// Assumed, with the reason given as its source.
    Assumed,
    /// Written in law.
    Legislated,
    /// A setting of the computation.
    Numerical,
}

impl Provenance {
    /// The kind in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Estimated => "estimated",
            Self::Calibrated => "calibrated",
            Self::Assumed => "assumed",
            Self::Legislated => "legislated",
            Self::Numerical => "numerical",
        }
    }
}

/// How well a number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Seen in its source.
    Verified,
    /// From memory of a source.
    Recalled,
    /// Computed from other numbers.
    Derived,
    /// Measured on a prototype.
    Prototype,
    /// Assumed: looked for in the literature, and not found.
    Assumed,
    /// Assumed where the model is specified, for the reason given: no row of evidence stands behind it.
    New,
}

impl Status {
    /// The status in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Recalled => "recalled",
            Self::Derived => "derived",
            Self::Prototype => "prototype",
            Self::Assumed | Self::New => "assumed",
        }
    }

    /// The status in one letter, as in the tables of the specification.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Verified => 'V',
            Self::Recalled => 'R',
            Self::Derived => 'x',
            Self::Prototype => 'P',
            Self::Assumed => 'A',
            Self::New => 'N',
        }
    }
}

/// What a parameter does in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Stands in an equation.
    Input,
    /// Stands in a measured line only.
    Satellite,
    /// Another value or reading of an input.
    Alternative,
    /// A target, a validation, context.
    Check,
}

impl Role {
    /// The role in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Satellite => "satellite",
            Self::Alternative => "alternative",
            Self::Check => "check",
        }
    }
}

/// A parameter as declared: everything about it but its value in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// Where `--set` and scenario files find it.
    pub path: &'static str,
    /// One sentence.
    pub description: &'static str,
    /// What it measures.
    pub unit: Unit,
    /// Its value unless a file or a person says otherwise.
    pub default: f64,
    /// Values outside are refused.
    pub within: RangeInclusive<f64>,
    /// The range that uncertainty analysis samples.
    pub plausible: RangeInclusive<f64>,
    /// Where the default comes from.
    pub provenance: Provenance,
    /// Key in the bibliography, or the reason of an assumption.
    pub source: &'static str,
    /// How well the default is known.
    pub status: Status,
    /// What it does in the model.
    pub role: Role,
    /// Names of its choices; empty for a number.
    pub choices: &'static [&'static str],
}

impl Declaration {
    /// Reads a value of this parameter from text.
    ///
    /// # Errors
    /// [`Error::NotAValue`] or [`Error::OutOfRange`], under the name `path`.
    pub fn parse(&self, path: &str, text: &str) -> Result<f64, Error> {
        let text = text.trim();
        if self.choices.is_empty() {
            let value = text.parse::<f64>().ok().filter(|v| v.is_finite());
            let value = value.ok_or_else(|| self.not_a_value(path, text))?;
            self.check(path, value)?;
            return Ok(value);
        }
        let name = match text {
            "true" if self.choices == ["off", "on"] => "on",
            "false" if self.choices == ["off", "on"] => "off",
            other => other,
        };
        self.choices
            .iter()
            .position(|choice| *choice == name)
            .map(|index| index as f64)
            .ok_or_else(|| self.not_a_value(path, text))
    }

    /// Refuses a value outside the declared range.
    ///
    /// # Errors
    /// [`Error::OutOfRange`], under the name `path`.
    pub fn check(&self, path: &str, value: f64) -> Result<(), Error> {
        if self.within.contains(&value) {
            return Ok(());
        }
        Err(Error::OutOfRange {
            path: path.to_owned(),
            value,
            min: *self.within.start(),
            max: *self.within.end(),
        })
    }

    /// A value of this parameter as a person would write it.
    #[must_use]
    pub fn display(&self, value: f64) -> String {
        self.choices
            .get(value as usize)
            .map_or_else(|| value.to_string(), |name| (*name).to_owned())
    }

    fn not_a_value(&self, path: &str, text: &str) -> Error {
        Error::NotAValue {
            path: path.to_owned(),
            text: text.to_owned(),
            expected: if self.choices.is_empty() {
                format!("a number in {}..{}", self.within.start(), self.within.end())
            } else {
                format!("one of {}", self.choices.join(", "))
            },
        }
    }
}
