//! What can be wrong with a specification or with data, said in one sentence each.

/// Why a computation was refused.
///
/// Every message names the thing, its value and what is allowed instead, so that it can be shown to
/// a person unchanged.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A key of the specification has a value it cannot have.
    #[error("{key} is {value}, but it must be {allowed}")]
    Choice {
        /// Key, with the indicator or part it belongs to.
        key: String,
        /// What was given.
        value: String,
        /// What would be accepted.
        allowed: String,
    },
    /// Two choices exclude each other.
    #[error("{first} does not go with {second}: {reason}")]
    Conflict {
        /// One choice, as `key = value`.
        first: String,
        /// The other, as `key = value`.
        second: String,
        /// Why, and what to do.
        reason: String,
    },
    /// The panel lacks a column that the specification names.
    #[error("the panel has no column \"{column}\"; its columns are {available}")]
    NoColumn {
        /// The name that was looked for.
        column: String,
        /// The names that exist.
        available: String,
    },
    /// A value is missing where none may be.
    #[error(
        "{column} is missing for {row}: fill it in, or set missing to \"drop\" or \"available\""
    )]
    Missing {
        /// Column.
        column: String,
        /// Unit, and time if there is one.
        row: String,
    },
    /// Something that must vary does not.
    #[error("{what} is constant, so {reason}")]
    Constant {
        /// What does not vary.
        what: String,
        /// What is undefined therefore.
        reason: String,
    },
    /// A number lies outside the domain of a formula.
    #[error("{what} is {value}, but it must be {allowed}")]
    Domain {
        /// What the number is, with its position.
        what: String,
        /// The number.
        value: f64,
        /// The domain.
        allowed: String,
    },
    /// There are too few of something.
    #[error("{what}: {got} given, at least {needed} needed")]
    TooFew {
        /// What is counted.
        what: String,
        /// How many there are.
        got: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Two things that must have the same length do not.
    #[error("{what}: length {got}, but {expected} expected")]
    Length {
        /// What has the wrong length.
        what: String,
        /// Its length.
        got: usize,
        /// The right length.
        expected: usize,
    },
    /// A unit has no neighbour, so that its spatial lag is undefined.
    #[error(
        "unit {unit} (counted from 0) has no neighbour, so its spatial lag is undefined: give it one or leave it out"
    )]
    Island {
        /// Position of the unit.
        unit: usize,
    },
    /// A regressor is a combination of the others.
    #[error("regressor {regressor} (counted from 0) is a combination of the earlier ones")]
    Collinear {
        /// Position of the regressor, in the order given.
        regressor: usize,
    },
    /// A class of a Markov chain was never left, so that its row is unknown.
    #[error(
        "class {class} (counted from 0) has no transition out of it, so its row is unknown: use fewer classes, or let empty classes stay"
    )]
    EmptyClass {
        /// Position of the class.
        class: usize,
    },
    /// A Markov chain has several recurrent classes, so that its long run depends on its start.
    #[error(
        "the chain has {classes} closed sets of classes, so its long run depends on where it starts"
    )]
    Reducible {
        /// Number of closed communicating sets.
        classes: usize,
    },
}

/// Refuses a slice of the wrong length.
pub(crate) fn same_length(what: &str, got: usize, expected: usize) -> Result<(), Error> {
    if got == expected {
        return Ok(());
    }
    Err(Error::Length {
        what: what.into(),
        got,
        expected,
    })
}

/// Refuses fewer than `needed` of something.
pub(crate) fn at_least(what: &str, got: usize, needed: usize) -> Result<(), Error> {
    if got >= needed {
        return Ok(());
    }
    Err(Error::TooFew {
        what: what.into(),
        got,
        needed,
    })
}

/// Refuses a slice with a value for which `ok` is false, naming the first such value.
pub(crate) fn each(
    what: &str,
    values: &[f64],
    allowed: &str,
    ok: impl Fn(f64) -> bool,
) -> Result<(), Error> {
    match values.iter().position(|&value| !ok(value)) {
        None => Ok(()),
        Some(at) => Err(Error::Domain {
            what: format!("{what}, value {at} (counted from 0),"),
            value: values[at],
            allowed: allowed.into(),
        }),
    }
}

/// Refuses infinities and missing values.
pub(crate) fn finite(what: &str, values: &[f64]) -> Result<(), Error> {
    each(what, values, "a finite number", f64::is_finite)
}

/// Refuses zeros, negative and non-finite values.
pub(crate) fn positive(what: &str, values: &[f64]) -> Result<(), Error> {
    each(what, values, "above 0 and finite", |value| {
        value > 0.0 && value.is_finite()
    })
}
