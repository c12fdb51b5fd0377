//! The user's own data: tables in, measures out.
//!
//! | question | here |
//! |---|---|
//! | how do rows come in? | [`read`], [`Sample`] |
//! | which measures are there? | [`indices`], [`index_names`] |
//! | what are they in the whole and in each group? | [`measure`] |
//! | what is the index of a panel? | [`panel::index`] |
//! | which choices stand behind them? | [`card`], [`differences`] |
//!
//! With the feature `sql` (off by default) the module `sql` answers queries over the same files, with
//! the measures as aggregates.

mod card;
mod decompose;
mod design;
mod error;
mod fast;
mod index;
pub mod labels;
mod measure;
pub mod panel;
pub mod read;
mod sample;
mod spread;
#[cfg(feature = "sql")]
pub mod sql;
mod words;

pub use card::{card, choices, differences};
pub use design::Sampling;
pub use error::{Error, Result};
pub use index::{Index, indices, names as index_names, poverty_line};
pub use measure::{Group, Measured, Record, Request, measure, measure_and_release};
pub use sample::{Grouping, Roles, Sample};
pub use words::{readable, words};
