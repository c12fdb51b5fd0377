//! Why a measure could not be computed, in a sentence a person can act on.

/// What was wrong with the data or with a parameter.
///
/// Every public function of this crate that can fail returns this one type, and no public
/// function panics on data.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no row at all.
    #[error("there are no values to measure")]
    Empty,
    /// Two columns that must describe the same rows have different lengths.
    #[error("{what} has {found} rows where {expected} were expected")]
    Length {
        /// The column whose length is wrong.
        what: &'static str,
        /// Rows expected.
        expected: usize,
        /// Rows found.
        found: usize,
    },
    /// A value is missing (`NaN`) or infinite; drop or impute such rows first.
    #[error("row {row} of {what} is {value}, not a finite number; drop or impute it first")]
    NotFinite {
        /// The column.
        what: &'static str,
        /// The row, counted from 0.
        row: usize,
        /// The value found there.
        value: f64,
    },
    /// A weight is below zero.
    #[error("row {row} has the negative weight {weight}")]
    NegativeWeight {
        /// The row, counted from 0.
        row: usize,
        /// Its weight.
        weight: f64,
    },
    /// The weights sum to zero, so nobody is represented.
    #[error("all weights are zero")]
    ZeroWeight,
    /// The mean is zero or negative, and the measure divides by it.
    #[error("{measure} divides by the mean, which is {mean}")]
    MeanNotPositive {
        /// The measure.
        measure: &'static str,
        /// The mean found.
        mean: f64,
    },
    /// A value is outside the domain of the measure.
    #[error("{measure} is undefined for the value {value}: it needs {needs}")]
    Domain {
        /// The measure.
        measure: &'static str,
        /// The offending value.
        value: f64,
        /// What the measure needs.
        needs: &'static str,
    },
    /// A parameter is outside its range.
    #[error("{name} is {value}, outside {range}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// The value given.
        value: f64,
        /// The range allowed.
        range: &'static str,
    },
    /// The data are valid but do not determine the quantity.
    #[error("{measure} is undefined here: {why}")]
    Undefined {
        /// The measure.
        measure: &'static str,
        /// The reason.
        why: &'static str,
    },
}

/// The result of a measurement.
pub type Result<T> = std::result::Result<T, Error>;
