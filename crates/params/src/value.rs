//! The types a parameter can have: a number, a switch, or one of a few named choices.

/// A parameter's value, convertible to the number under which it is listed and sampled.
pub trait Value: Copy {
    /// Names of the choices, in the order of their numbers; empty for a plain number.
    const NAMES: &'static [&'static str];
    /// The value as a number.
    fn number(self) -> f64;
    /// The value that `number` stands for.
    fn from_number(number: f64) -> Self;
}

impl Value for f64 {
    const NAMES: &'static [&'static str] = &[];
    fn number(self) -> f64 {
        self
    }
    fn from_number(number: f64) -> Self {
        number
    }
}

impl Value for bool {
    const NAMES: &'static [&'static str] = &["off", "on"];
    fn number(self) -> f64 {
        f64::from(u8::from(self))
    }
    fn from_number(number: f64) -> Self {
        number != 0.0
    }
}

/// Declares an enum whose variants are the choices of a parameter, with the names people type.
///
/// ```
/// params::choices! {
///     /// How prices are set.
///     pub enum PriceRule {
///         /// Costs decide.
///         CostPush = "cost_push",
///         /// Demand decides too.
///         DemandPull = "demand_pull",
///     }
/// }
/// use params::Value;
/// assert_eq!(PriceRule::NAMES, ["cost_push", "demand_pull"]);
/// assert_eq!(PriceRule::from_number(1.0), PriceRule::DemandPull);
/// ```
#[macro_export]
macro_rules! choices {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $crate::Value for $name {
            const NAMES: &'static [&'static str] = &[$($text,)+];
            fn number(self) -> f64 {
                f64::from(self as u32)
            }
            fn from_number(number: f64) -> Self {
                const ALL: &[$name] = &[$($name::$variant,)+];
                ALL[(number as usize).min(ALL.len() - 1)]
            }
        }
    };
}
