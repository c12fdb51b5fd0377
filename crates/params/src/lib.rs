//! How a parameter is declared, listed, checked and overlaid.
//!
//! A parameter is declared once, with [`parameters!`]: its path, one sentence, unit, default, the
//! range outside which it is refused, the range that is plausible, and where the number comes from.
//! That one place feeds `--set`, scenario files, `commonweal params`, the documentation and the
//! uncertainty analysis.

mod declaration;
mod value;

pub use declaration::{Declaration, Provenance, Role, Status, Unit};
pub use value::Value;

/// The longest name for which a similar one is looked for, in bytes.
const LONGEST_NAME: usize = 100;

/// What can go wrong when a person sets a parameter.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    /// No parameter has this path.
    #[error("there is no parameter `{path}`{}", hint(.nearest.as_deref()))]
    Unknown {
        /// What was asked for.
        path: String,
        /// The most similar path that exists.
        nearest: Option<String>,
    },
    /// The text is not a value of the parameter's type.
    #[error("{path} is `{text}`, but it takes {expected}")]
    NotAValue {
        /// The parameter.
        path: String,
        /// What was given.
        text: String,
        /// What it takes, in words.
        expected: String,
    },
    /// The value is refused.
    #[error("{path} is {value}, outside {min}..{max}")]
    OutOfRange {
        /// The parameter.
        path: String,
        /// What was given.
        value: f64,
        /// The smallest value accepted.
        min: f64,
        /// The largest value accepted.
        max: f64,
    },
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |path| format!("; did you mean `{path}`?"))
}

/// A set of declared parameters with their values.
pub trait Parameters {
    /// What is declared, in the order of the fields.
    fn declarations(&self) -> &'static [Declaration];

    /// The value of the `index`-th parameter, as a number.
    fn value(&self, index: usize) -> f64;

    /// Stores a number, already checked, as the value of the `index`-th parameter.
    fn store(&mut self, index: usize, value: f64);

    /// The index of the parameter named `path`.
    fn find(&self, path: &str) -> Option<usize> {
        self.declarations()
            .iter()
            .position(|declared| declared.path == path)
    }

    /// Sets a parameter to a number, refusing what is out of range.
    ///
    /// # Errors
    /// [`Error::Unknown`] or [`Error::OutOfRange`].
    fn set_number(&mut self, path: &str, value: f64) -> Result<(), Error> {
        let index = self
            .find(path)
            .ok_or_else(|| unknown(path, self.declarations()))?;
        self.declarations()[index].check(path, value)?;
        self.store(index, value);
        Ok(())
    }

    /// Sets a parameter from text, as typed after `--set path=` or in a scenario file.
    ///
    /// # Errors
    /// One sentence naming the path, the value and what is allowed.
    fn set(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let index = self
            .find(path)
            .ok_or_else(|| unknown(path, self.declarations()))?;
        let value = self.declarations()[index].parse(path, text)?;
        self.store(index, value);
        Ok(())
    }

    /// Checks every value against its declared range.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for the first value that is refused.
    fn check(&self) -> Result<(), Error> {
        for (index, declared) in self.declarations().iter().enumerate() {
            declared.check(declared.path, self.value(index))?;
        }
        Ok(())
    }
}

/// The error for an unknown `path`, with the most similar declared path as a hint.
pub fn unknown<'a>(path: &str, declared: impl IntoIterator<Item = &'a Declaration>) -> Error {
    let nearest = nearest(path, declared.into_iter().map(|known| known.path));
    Error::Unknown {
        path: path.to_owned(),
        nearest,
    }
}

/// The most similar of the `known` names, if one is similar at all: at most a third of its letters differ (two
/// of a short name), and at least one does not.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Whoever gives a whole text for a name is not helped by the most similar one.
    if name.len() > LONGEST_NAME {
        return None;
    }
    known
        .into_iter()
        .map(|known| (strsim::levenshtein(name, known), known))
        .min()
        .filter(|(distance, known)| {
            let length = known.chars().count();
            *distance < length && 3 * distance <= length.max(6)
        })
        .map(|(_, known)| known.to_owned())
}

/// Declares a set of parameters as a struct: see the crate's documentation.
///
/// ```
/// params::parameters! {
///     /// How buyers meet sellers online.
///     pub struct LongTail in "long_tail" {
///         /// Share of household goods spending made online.
///         online_share: f64 [Share] = 0.20, within 0.0..=1.0, plausible 0.10..=0.35,
///             from Measured("eurostat_isoc_ec_ib20") known Verified;
///         /// Whether rank matters.
///         ranked: bool [Switch] = true, within 0.0..=1.0, plausible 0.0..=1.0,
///             from Assumed("a placeholder of this example") known Assumed;
///     }
/// }
/// use params::Parameters;
/// let mut tail = LongTail::default();
/// tail.set("long_tail.online_share", "0.3").unwrap();
/// assert_eq!(tail.online_share, 0.3);
/// let refused = tail.set("long_tail.online_share", "1.4").unwrap_err();
/// assert_eq!(refused.to_string(), "long_tail.online_share is 1.4, outside 0..1");
/// ```
#[macro_export]
macro_rules! parameters {
    (
        $(#[$meta:meta])*
        pub struct $name:ident in $section:literal {
            $(
                $(#[doc = $doc:literal])+
                $field:ident : $type:ty [$unit:ident] = $default:expr,
                    within $within:expr, plausible $plausible:expr,
                    from $kind:ident($source:literal) known $status:ident $(as $role:ident)?;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default,)* }
            }
        }

        impl $crate::Parameters for $name {
            fn declarations(&self) -> &'static [$crate::Declaration] {
                static DECLARATIONS: ::std::sync::LazyLock<Vec<$crate::Declaration>> =
                    ::std::sync::LazyLock::new(|| vec![$($crate::Declaration {
                        path: concat!($section, ".", stringify!($field)),
                        description: concat!($($doc,)+).trim(),
                        unit: $crate::Unit::$unit,
                        default: <$type as $crate::Value>::number($default),
                        within: $within,
                        plausible: $plausible,
                        provenance: $crate::Provenance::$kind,
                        source: $source,
                        status: $crate::Status::$status,
                        role: $crate::parameters!(@role $($role)?),
                        choices: <$type as $crate::Value>::NAMES,
                    },)*]);
                &DECLARATIONS
            }

            #[allow(unused_assignments, reason = "the last increment of the counter is not read")]
            fn value(&self, index: usize) -> f64 {
                let mut field = 0;
                $(
                    if index == field {
                        return $crate::Value::number(self.$field);
                    }
                    field += 1;
                )*
                f64::NAN
            }

            #[allow(unused_assignments, reason = "the last increment of the counter is not read")]
            fn store(&mut self, index: usize, value: f64) {
                let mut field = 0;
                $(
                    if index == field {
                        self.$field = <$type as $crate::Value>::from_number(value);
                        return;
                    }
                    field += 1;
                )*
            }
        }
    };
    (@role) => { $crate::Role::Input };
    (@role $role:ident) => { $crate::Role::$role };
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_alike_is_named_and_nothing_else() {
        let known = ["0", "A1", "network_economy"];
        assert_eq!(nearest("A2", known), Some("A1".to_owned()));
        assert_eq!(
            nearest("netwrk_economi", known),
            Some("network_economy".to_owned())
        );
        assert_eq!(nearest("ZZ", known), None);
        assert_eq!(nearest("zebra", known), None);
        assert_eq!(nearest(&"network_economy".repeat(10), known), None);
    }
}
