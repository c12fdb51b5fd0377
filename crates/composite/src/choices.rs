//! The choices that make an index: how to treat, normalise, weight and combine indicators.
//!
//! Each choice has one spelling, a name with its numbers in brackets (`winsorise(0.01, 0.99)`),
//! which is read by [`FromStr`] and `serde` and printed by [`Display`].

use std::fmt::{self, Display};
use std::str::FromStr;

use serde::Deserialize;

use crate::Error;

/// What is done to one indicator against outliers and skewness, before normalisation.
///
/// Thresholds are found within the scope of the index (the whole panel, or each time).
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum Treat {
    /// `none`: values as they are.
    #[default]
    None,
    /// `winsorise(low, high)`: values beyond these quantiles (type 7) are set to them.
    Winsorise {
        /// Lower probability, 0 to below `high`.
        low: f64,
        /// Upper probability, above `low` to 1.
        high: f64,
    },
    /// `skew_kurtosis(points)`: the two-stage rule of COINr and of the JRC's COIN Tool.
    ///
    /// While |skewness| ≥ 2 and kurtosis ≥ 3.5 (the bias-corrected sample forms), the extreme value
    /// on the side of the skew is set to the next one, until at least `points` values sit there; if
    /// that does not help, `log_shift` of the original values.
    SkewKurtosis {
        /// Most points to winsorise, 1 or more.
        points: usize,
    },
    /// `log`: ln x, for values above 0.
    Log,
    /// `log_shift`: ln(x − min + 0.01 (max − min)), for any values.
    LogShift,
    /// `box_cox(lambda)`: (x^λ − 1)/λ, or ln x at λ = 0, for values above 0.
    BoxCox {
        /// λ, −5 to 5.
        lambda: f64,
    },
    /// `box_cox`: the same with the λ in −5..5 that maximises the normal profile likelihood.
    BoxCoxFitted,
}

/// How indicators are brought to one scale, with more always better.
///
/// `x` value, `lo`, `hi`, `mean`, `sd` (divisor n − 1) of the indicator within the scope.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum Normalise {
    /// `min_max` or `min_max(low, high)`: low + (high − low)(x − lo)/(hi − lo); a cost uses hi − x.
    MinMax {
        /// Value of the worst.
        low: f64,
        /// Value of the best.
        high: f64,
    },
    /// `z_score` or `z_score(mean, sd)`: mean + sd·(x − mean_x)/sd_x; a cost is negated.
    ZScore {
        /// Mean of the result.
        mean: f64,
        /// Standard deviation of the result.
        sd: f64,
    },
    /// `rank`: (r − 1)/(n − 1) with mid-ranks r of n rows, 0 worst, 1 best.
    Rank,
    /// `goalposts`: (x − low)/(high − low) with the `low` and `high` of the indicator, cut to 0..1;
    /// a cost runs from `high` (0) to `low` (1). The method of the Human Development Index.
    Goalposts,
    /// `ratio_to_best`: x/hi, a cost lo/x, for values above 0.
    RatioToBest,
    /// `ratio_to_mean`: x/mean, a cost mean/x, for values above 0.
    RatioToMean,
    /// `vector`: x/√Σx². A cost keeps its direction, so only TOPSIS, whose ideal points know the
    /// direction, accepts one.
    Vector,
    /// `none`: values as they are, with the same restriction as `vector`.
    None,
}

impl Default for Normalise {
    fn default() -> Self {
        Self::MinMax {
            low: 0.0,
            high: 1.0,
        }
    }
}

impl Normalise {
    /// Whether a higher result is better for costs, too.
    pub(crate) fn orients(self) -> bool {
        !matches!(self, Self::Vector | Self::None)
    }
}

/// Where the weights of the indicators come from.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum Weighting {
    /// `equal`: 1/m each.
    #[default]
    Equal,
    /// `user`: the `weight` of each indicator, divided by their sum.
    User,
    /// `entropy`: 1 minus the entropy of the normalised shares, K = 1/ln(rows), 0 ln 0 = 0.
    Entropy,
    /// `entropy_shift(s)`: the same after adding `s` to every normalised value, as many papers do
    /// to avoid ln 0. The weights depend on `s`.
    EntropyShift {
        /// The shift, 0 to 1.
        shift: f64,
    },
    /// `entropy_raw`: entropy of the shares of the treated values before normalisation.
    EntropyRaw,
    /// `entropy_ln_times(s)`: with a shift and K = 1/ln(number of times). Not an entropy weight, for
    /// the entropies exceed 1; here to recognise results of a widely copied script.
    EntropyLnTimes {
        /// The shift, 0 to 1.
        shift: f64,
    },
    /// `critic`: standard deviation times conflict Σ(1 − r).
    Critic,
    /// `critic_abs`: the same with Σ(1 − |r|).
    CriticAbs,
    /// `pca`: squared loadings of the first principal component of the correlations.
    Pca,
    /// `pca_cumulative(share)`: squared loadings of the first components that together explain
    /// `share` of the variance, each weighted by its eigenvalue.
    PcaCumulative {
        /// Share of variance to reach, above 0 to 1.
        share: f64,
    },
}

/// How weighted, normalised indicators become one number.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(try_from = "String")]
pub enum Aggregate {
    /// `linear`: Σ w x. A weak indicator can be made up for in full by a strong one.
    #[default]
    Linear,
    /// `geometric`: Π x^w, for values above 0. The lower an indicator, the harder to make up for.
    Geometric,
    /// `power(p)`: (Σ w x^p)^(1/p), for values above 0; p = 1 linear, p → 0 geometric, −1 harmonic.
    Power {
        /// Exponent, −20 to 20 without 0.
        exponent: f64,
    },
    /// `topsis`: closeness d⁻/(d⁺ + d⁻) to the ideal point, weights multiplying the matrix:
    /// d = √Σ (w (x − ideal))².
    Topsis,
    /// `topsis_distance`: the same with the weights inside the distance: d = √Σ w (x − ideal)².
    TopsisDistance,
}

impl Aggregate {
    /// Whether this is a method of ideal points and not a mean.
    pub(crate) fn is_topsis(self) -> bool {
        matches!(self, Self::Topsis | Self::TopsisDistance)
    }
}

/// The rows that share minima, means, weights and ideal points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// `panel`: all rows; levels can be compared over time.
    #[default]
    Panel,
    /// `year`: the rows of each time; only positions within a time can be compared.
    Year,
}

/// How sub-indices lead to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Structure {
    /// `flat`: weights are found over all indicators at once and the index combines the indicators;
    /// a sub-index uses its own indicators with the same weights, rescaled.
    #[default]
    Flat,
    /// `nested`: weights are found within each part and the index combines the parts, level by
    /// level, with the weights of `[[part]]` (1 unless given).
    Nested,
}

/// What happens to a row in which an indicator is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// `refuse`: it is an error.
    #[default]
    Refuse,
    /// `drop`: the row is left out and counted.
    Drop,
    /// `available`: the row is combined from its other indicators, their weights rescaled; weights
    /// are found on complete rows.
    Available,
}

/// A name and the numbers in its brackets.
struct Call<'a> {
    name: &'a str,
    numbers: Vec<f64>,
}

fn call(text: &str) -> Option<Call<'_>> {
    let text = text.trim();
    let Some((name, rest)) = text.split_once('(') else {
        return Some(Call {
            name: text,
            numbers: Vec::new(),
        });
    };
    let numbers = rest
        .strip_suffix(')')?
        .split(',')
        .map(|number| number.trim().parse().ok())
        .collect::<Option<Vec<f64>>>()?;
    Some(Call {
        name: name.trim(),
        numbers,
    })
}

/// Writes `FromStr`, `TryFrom<String>` and their error for a choice.
macro_rules! spelled {
    ($type:ty, $key:literal, $allowed:literal, { $($pattern:pat $(if $guard:expr)? => $value:expr),+ $(,)? }) => {
        impl FromStr for $type {
            type Err = Error;
            fn from_str(text: &str) -> Result<Self, Error> {
                let parsed = call(text).and_then(|call| match (call.name, call.numbers.as_slice()) {
                    $($pattern $(if $guard)? => Some($value),)+
                    _ => None,
                });
                parsed.ok_or_else(|| Error::Choice {
                    key: $key.into(),
                    value: format!("\"{text}\""),
                    allowed: concat!("one of ", $allowed).into(),
                })
            }
        }
        impl TryFrom<String> for $type {
            type Error = Error;
            fn try_from(text: String) -> Result<Self, Error> {
                text.parse()
            }
        }
    };
}

spelled!(Treat, "treat",
    "none, winsorise(low, high), skew_kurtosis(points), log, log_shift, box_cox(lambda), box_cox", {
    ("none", []) => Self::None,
    ("winsorise", &[low, high]) => Self::Winsorise { low, high },
    ("skew_kurtosis", &[points]) if points.fract() == 0.0 && points >= 0.0 =>
        Self::SkewKurtosis { points: points as usize },
    ("log", []) => Self::Log,
    ("log_shift", []) => Self::LogShift,
    ("box_cox", &[lambda]) => Self::BoxCox { lambda },
    ("box_cox", []) => Self::BoxCoxFitted,
});
spelled!(Normalise, "normalise",
    "min_max, min_max(low, high), z_score, z_score(mean, sd), rank, goalposts, ratio_to_best, ratio_to_mean, vector, none", {
    ("min_max", []) => Self::default(),
    ("min_max", &[low, high]) => Self::MinMax { low, high },
    ("z_score", []) => Self::ZScore { mean: 0.0, sd: 1.0 },
    ("z_score", &[mean, sd]) => Self::ZScore { mean, sd },
    ("rank", []) => Self::Rank,
    ("goalposts", []) => Self::Goalposts,
    ("ratio_to_best", []) => Self::RatioToBest,
    ("ratio_to_mean", []) => Self::RatioToMean,
    ("vector", []) => Self::Vector,
    ("none", []) => Self::None,
});
spelled!(Weighting, "weights",
    "equal, user, entropy, entropy_shift(s), entropy_raw, entropy_ln_times(s), critic, critic_abs, pca, pca_cumulative(share)", {
    ("equal", []) => Self::Equal,
    ("user", []) => Self::User,
    ("entropy", []) => Self::Entropy,
    ("entropy_shift", &[shift]) => Self::EntropyShift { shift },
    ("entropy_raw", []) => Self::EntropyRaw,
    ("entropy_ln_times", &[shift]) => Self::EntropyLnTimes { shift },
    ("critic", []) => Self::Critic,
    ("critic_abs", []) => Self::CriticAbs,
    ("pca", []) => Self::Pca,
    ("pca_cumulative", &[share]) => Self::PcaCumulative { share },
});
spelled!(Aggregate, "aggregate", "linear, geometric, power(p), topsis, topsis_distance", {
    ("linear", []) => Self::Linear,
    ("geometric", []) => Self::Geometric,
    ("power", &[exponent]) => Self::Power { exponent },
    ("topsis", []) => Self::Topsis,
    ("topsis_distance", []) => Self::TopsisDistance,
});
spelled!(Scope, "scope", "panel, year", {
    ("panel", []) => Self::Panel,
    ("year", []) => Self::Year,
});
spelled!(Structure, "structure", "flat, nested", {
    ("flat", []) => Self::Flat,
    ("nested", []) => Self::Nested,
});
spelled!(Missing, "missing", "refuse, drop, available", {
    ("refuse", []) => Self::Refuse,
    ("drop", []) => Self::Drop,
    ("available", []) => Self::Available,
});

/// Lets serde read a choice without numbers through its spelling.
macro_rules! deserialised {
    ($($type:ty),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
deserialised!(Scope, Structure, Missing);

impl Display for Treat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(f, "none"),
            Self::Winsorise { low, high } => write!(f, "winsorise({low}, {high})"),
            Self::SkewKurtosis { points } => write!(f, "skew_kurtosis({points})"),
            Self::Log => write!(f, "log"),
            Self::LogShift => write!(f, "log_shift"),
            Self::BoxCox { lambda } => write!(f, "box_cox({lambda})"),
            Self::BoxCoxFitted => write!(f, "box_cox"),
        }
    }
}

impl Display for Normalise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinMax { low, high } => write!(f, "min_max({low}, {high})"),
            Self::ZScore { mean, sd } => write!(f, "z_score({mean}, {sd})"),
            Self::Rank => write!(f, "rank"),
            Self::Goalposts => write!(f, "goalposts"),
            Self::RatioToBest => write!(f, "ratio_to_best"),
            Self::RatioToMean => write!(f, "ratio_to_mean"),
            Self::Vector => write!(f, "vector"),
            Self::None => write!(f, "none"),
        }
    }
}

impl Display for Weighting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal => write!(f, "equal"),
            Self::User => write!(f, "user"),
            Self::Entropy => write!(f, "entropy"),
            Self::EntropyShift { shift } => write!(f, "entropy_shift({shift})"),
            Self::EntropyRaw => write!(f, "entropy_raw"),
            Self::EntropyLnTimes { shift } => write!(f, "entropy_ln_times({shift})"),
            Self::Critic => write!(f, "critic"),
            Self::CriticAbs => write!(f, "critic_abs"),
            Self::Pca => write!(f, "pca"),
            Self::PcaCumulative { share } => write!(f, "pca_cumulative({share})"),
        }
    }
}

impl Display for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Linear => write!(f, "linear"),
            Self::Geometric => write!(f, "geometric"),
            Self::Power { exponent } => write!(f, "power({exponent})"),
            Self::Topsis => write!(f, "topsis"),
            Self::TopsisDistance => write!(f, "topsis_distance"),
        }
    }
}

/// Prints a choice without numbers as it is spelled.
macro_rules! printed {
    ($($type:ty { $($variant:ident = $name:literal),+ })+) => {$(
        impl Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $name),+ })
            }
        }
    )+};
}
printed!(
    Scope { Panel = "panel", Year = "year" }
    Structure { Flat = "flat", Nested = "nested" }
    Missing { Refuse = "refuse", Drop = "drop", Available = "available" }
);
