//! What can be wrong with an economy in the project's own format, in a sentence each.

use std::fmt;

use super::use_table::{OUTPUT, VALUE_ADDED};
use crate::calibration;

/// What is wrong with an economy in the project's own format.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// A scalar out of range.
    Parameter(params::Error),
    /// The parts have different numbers of industries.
    Shape {
        /// Which part.
        part: &'static str,
        /// Its size.
        found: usize,
        /// The size that fits the industries.
        expected: usize,
    },
    /// A code that cannot be one, or that comes twice.
    Code {
        /// The code.
        code: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A cell that cannot be.
    Cell {
        /// The file.
        file: &'static str,
        /// Its row.
        row: String,
        /// Its column.
        column: String,
        /// What stands there.
        value: f64,
        /// What is allowed, in words that follow "it must be".
        allowed: &'static str,
    },
    /// A product of which not as much is used as there is.
    Product {
        /// Its code.
        code: String,
        /// Sum of its uses, imports deducted.
        uses: f64,
        /// Its output.
        output: f64,
    },
    /// An industry whose costs are not its output.
    Costs {
        /// Its code.
        code: String,
        /// Sum of inputs and value added.
        costs: f64,
        /// Its output.
        output: f64,
    },
    /// An industry whose value added is not the sum of its parts.
    ValueAdded {
        /// Its code.
        code: String,
        /// The sum.
        parts: f64,
        /// What is stated.
        stated: f64,
    },
    /// A column of final uses without any.
    Empty {
        /// The column.
        column: &'static str,
    },
    /// A stated coefficient that does not follow from the use table.
    Coefficient {
        /// The industry.
        code: String,
        /// The column.
        column: &'static str,
        /// What is stated.
        stated: f64,
        /// What follows.
        derived: f64,
    },
    /// Loans of the industries that do not add up, or are not where the rules put them.
    Loans {
        /// The industry.
        code: String,
        /// What is stated.
        stated: f64,
        /// What the rules give.
        required: f64,
    },
    /// Loans of the industries that do not add up.
    LoanSum {
        /// Their sum.
        sum: f64,
        /// Loans of all firms in the balance sheets.
        total: f64,
    },
    /// A scalar that contradicts the tables.
    Scalar {
        /// Its path.
        path: &'static str,
        /// Its value.
        value: f64,
        /// Why it cannot be, in words that follow "but".
        reason: String,
    },
    /// Correlations that no shocks have.
    Correlation {
        /// What is wrong.
        reason: &'static str,
    },
    /// A source that is not in the list.
    Source {
        /// The key.
        key: String,
        /// The file that names it.
        file: &'static str,
    },
    /// The tables do not fit the rules the economy claims to support.
    Rules {
        /// What does not fit.
        reason: String,
    },
    /// Areas are asked for, and there are none.
    NoAreas {
        /// Name of the economy.
        economy: String,
    },
    /// Areas, jobs or people that cannot be, or that contradict each other or the other tables.
    Region {
        /// The file.
        file: &'static str,
        /// Its row; none for the table as a whole.
        row: Option<String>,
        /// What is wrong, in one sentence.
        sentence: String,
    },
    /// A scale at which an industry vanishes.
    NoEmployee {
        /// The industry.
        code: String,
        /// Its jobs.
        jobs_thousand: f64,
        /// Persons for which a model household stands.
        scale: f64,
    },
    /// More workers and owners than households.
    Households {
        /// Model households.
        households: f64,
        /// Workers and owners.
        needed: f64,
    },
    /// More agents than ids.
    TooMany {
        /// Persons for which a model household stands.
        scale: f64,
    },
    /// The calibration that results cannot be run.
    Calibration(calibration::Problem),
}

impl std::error::Error for Problem {}

impl From<params::Error> for Problem {
    fn from(error: params::Error) -> Self {
        Self::Parameter(error)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(error) => error.fmt(f),
            Self::Shape {
                part,
                found,
                expected,
            } => write!(
                f,
                "{part} has {found} values, but the industries need {expected}"
            ),
            Self::Code { code, reason } => write!(f, "industry code `{code}` {reason}"),
            Self::Cell {
                row,
                column,
                value,
                allowed,
                ..
            } => write!(f, "{column} of {row} is {value}, but it must be {allowed}"),
            Self::Product { code, uses, output } => write!(
                f,
                "product {code} does not balance: its uses less imports sum to {uses}, but its OUTPUT is {output}"
            ),
            Self::Costs {
                code,
                costs,
                output,
            } => write!(
                f,
                "industry {code} does not balance: its inputs and value added sum to {costs}, but its OUTPUT is {output}"
            ),
            Self::ValueAdded {
                code,
                parts,
                stated,
            } => write!(
                f,
                "VALUE_ADDED of industry {code} is {stated}, but its four parts sum to {parts}"
            ),
            Self::Empty { column } => {
                write!(
                    f,
                    "column {column} sums to 0, so nothing says what is bought"
                )
            }
            Self::Coefficient {
                code,
                column,
                stated,
                derived,
            } => write!(
                f,
                "{column} of {code} is {stated}, but the tables give {derived}; the column may be left out"
            ),
            Self::Loans {
                code,
                stated,
                required,
            } => write!(
                f,
                "loans of {code} are {stated}, but in proportion to capital they are {required}"
            ),
            Self::LoanSum { sum, total } => write!(
                f,
                "column loans sums to {sum}, but balance_sheets.csv has {total} for firms"
            ),
            Self::Scalar {
                path,
                value,
                reason,
            } => write!(f, "{path} is {value}, but {reason}"),
            Self::Correlation { reason } => write!(f, "economy.shocks.correlation {reason}"),
            Self::Source { key, .. } => write!(f, "source `{key}` is not listed under [sources]"),
            Self::Rules { reason } => f.write_str(reason),
            Self::NoAreas { economy } => write!(
                f,
                "economy `{economy}` has no areas: areas.csv, jobs.csv and neighbours.csv are missing"
            ),
            Self::Region { sentence, .. } => f.write_str(sentence),
            Self::NoEmployee {
                code,
                jobs_thousand,
                scale,
            } => write!(
                f,
                "at scale 1:{scale} the {jobs_thousand} thousand jobs of {code} are less than half an employee; choose a smaller number"
            ),
            Self::Households { households, needed } => write!(
                f,
                "there are {households} model households, but the workers, one owner per firm and the bank's owner are {needed}"
            ),
            Self::TooMany { scale } => write!(
                f,
                "at scale 1:{scale} there would be {} agents or more; choose a larger number",
                calibration::MAX_AGENTS
            ),
            Self::Calibration(problem) => {
                let (_, column) = origin(problem.field);
                f.write_str(&problem.sentence(column))
            }
        }
    }
}

/// The file and the column or key from which a field of the calibration comes.
#[must_use]
pub fn origin(field: &'static str) -> (&'static str, &'static str) {
    const TOML: &str = "economy.toml";
    const USE: &str = "use_table.csv";
    const INDUSTRIES: &str = "industries.csv";
    match field {
        "technology.output_per_worker" => (INDUSTRIES, "alpha"),
        "technology.output_per_input" => (INDUSTRIES, "beta"),
        "technology.output_per_capital" => (INDUSTRIES, "kappa"),
        "technology.depreciation" => (INDUSTRIES, "delta"),
        "technology.wage" => (INDUSTRIES, "wage"),
        "technology.tax_products" => (INDUSTRIES, "tau_products"),
        "technology.tax_production" => (INDUSTRIES, "tau_production"),
        "technology.employer_contributions" => (TOML, "economy.taxes.employer_contributions"),
        "technology" => (USE, "OPERATING_SURPLUS"),
        "opening.exports" => (USE, "EXPORTS"),
        "opening.imports" => (USE, "IMPORTS"),
        "opening.government_consumption" => (USE, "GOV"),
        "opening.output" => (USE, OUTPUT),
        "opening.benefit_inactive" => (
            TOML,
            "economy.households.social_benefits per inactive person",
        ),
        "opening.benefit_other" => (
            TOML,
            "economy.households.disposable_income less wages, dividends and social benefits, per household,",
        ),
        "sizes.workers" => (TOML, "economy.households_thousand"),
        "processes.covariance" => (TOML, "economy.shocks.correlation"),
        _ => (TOML, field),
    }
}

impl Problem {
    /// The file in which the problem sits.
    #[must_use]
    pub fn file(&self) -> &'static str {
        match self {
            Self::Cell { file, .. } | Self::Source { file, .. } | Self::Region { file, .. } => file,
            Self::NoAreas { .. } => "areas.csv",
            Self::Shape { .. }
            | Self::Code { .. }
            | Self::Coefficient { .. }
            | Self::Loans { .. }
            | Self::LoanSum { .. }
            | Self::NoEmployee { .. } => "industries.csv",
            Self::Product { .. }
            | Self::Costs { .. }
            | Self::ValueAdded { .. }
            | Self::Empty { .. }
            | Self::Rules { .. } => "use_table.csv",
            Self::Parameter(_)
            | Self::Scalar { .. }
            | Self::Correlation { .. }
            | Self::Households { .. }
            | Self::TooMany { .. } => "economy.toml",
            Self::Calibration(problem) => origin(problem.field).0,
        }
    }

    /// The row of its table, or the path of its scalar.
    #[must_use]
    pub fn row(&self) -> Option<&str> {
        match self {
            Self::Cell { row, .. } => Some(row),
            Self::Region { row, .. } => row.as_deref(),
            Self::Code { code, .. }
            | Self::Product { code, .. }
            | Self::Coefficient { code, .. }
            | Self::Loans { code, .. }
            | Self::NoEmployee { code, .. } => Some(code),
            Self::ValueAdded { .. } => Some(VALUE_ADDED),
            Self::Scalar { path, .. } => Some(path),
            Self::Correlation { .. } => Some("economy.shocks.correlation"),
            Self::Households { .. } => Some("economy.households_thousand"),
            Self::Parameter(
                params::Error::OutOfRange { path, .. }
                | params::Error::NotAValue { path, .. }
                | params::Error::Unknown { path, .. },
            ) => Some(path),
            Self::Calibration(problem) => match &problem.place {
                calibration::Place::Industry { code, .. } => Some(code),
                _ => None,
            },
            _ => None,
        }
    }
}
