//! The ground the other crates stand on: typed ids and columns, reproducible maths, and draws that
//! are named instead of shared.
//!
//! Nothing here knows any economics. What it promises is exactness: the same seed gives the same
//! bits on every machine, in every build, on any number of threads.

pub mod column;
pub mod draws;
pub mod ids;
pub mod maths;

pub use column::Column;
pub use draws::{Draws, Purpose, QuarterDraws, Stream, unit_interval};
pub use ids::{FirmId, HouseholdId, Id, IndustryId};
