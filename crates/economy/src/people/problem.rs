//! Why a population cannot be drawn, in a sentence each.

/// Why a population cannot be drawn.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// A setting out of range.
    #[error(transparent)]
    Setting(#[from] params::Error),
    /// No areas, or not those of the map.
    #[error("areas.csv has {found} areas, but the map has {expected}")]
    Areas {
        /// Areas of the census.
        found: usize,
        /// Areas of the map.
        expected: usize,
    },
    /// A number of an area that cannot be.
    #[error("{column} of {area} is {value}, but it must be {allowed} (areas.csv)")]
    Area {
        /// Its code.
        area: String,
        /// Which number.
        column: &'static str,
        /// Its value.
        value: f64,
        /// What is allowed, in words.
        allowed: &'static str,
    },
    /// A share of the people that is not told.
    #[error("people.csv has no row `{attribute}`, `{class}` for {kind} areas")]
    Share {
        /// The attribute.
        attribute: &'static str,
        /// The class.
        class: &'static str,
        /// Of which areas.
        kind: &'static str,
    },
    /// A share of the people that cannot be.
    #[error("{attribute} {class} is {value}, but it must be in 0..1 (people.csv)")]
    ShareValue {
        /// The attribute.
        attribute: &'static str,
        /// The class.
        class: &'static str,
        /// Its value.
        value: f64,
    },
    /// Shares of the people that do not add up.
    #[error("{attribute} shares of {kind} areas sum to {sum}, but they must sum to 1 (people.csv)")]
    ShareSum {
        /// The attribute.
        attribute: &'static str,
        /// Of which areas.
        kind: &'static str,
        /// Their sum.
        sum: f64,
    },
    /// A number of the whole census that cannot be.
    #[error("{what} is {value}, but it must be {allowed}")]
    Number {
        /// Which number.
        what: &'static str,
        /// Its value.
        value: f64,
        /// What is allowed, in words.
        allowed: &'static str,
    },
    /// A column of another length than there are industries.
    #[error("{what} has {found} values, but there are {expected} industries")]
    Industries {
        /// Which column.
        what: &'static str,
        /// Its length.
        found: usize,
        /// Number of industries.
        expected: usize,
    },
    /// Too few persons for the jobs.
    #[error(
        "there are {jobs} jobs, but at most {workers} of {persons} persons can work; choose another scale or check population_thousand (areas.csv)"
    )]
    Jobs {
        /// Jobs of all areas.
        jobs: u64,
        /// Persons who can work.
        workers: u64,
        /// Persons.
        persons: u64,
    },
    /// More households than adults, or too small for the persons.
    #[error(
        "{area} has {persons} persons of whom {adults} are adults, which cannot make {households} households of 1 to 6 with an adult each; {}",
        cure(*.persons)
    )]
    Households {
        /// Code of the area.
        area: String,
        /// Persons.
        persons: u64,
        /// Of them adults.
        adults: u64,
        /// Households.
        households: u64,
    },
    /// More persons than ids.
    #[error("there would be {persons} persons, which is too many; choose a larger scale")]
    TooMany {
        /// Persons.
        persons: f64,
    },
}

/// Persons of the model below which an area is too small for the scale, whatever its tables say.
const FEW: u64 = 20;

/// What to do about an area whose persons make no households.
fn cure(persons: u64) -> &'static str {
    if persons < FEW {
        "one model household stands for too many real ones: make default_scale (economy.toml) or --scale smaller"
    } else {
        "check households_thousand (economy.toml) and age (people.csv)"
    }
}
