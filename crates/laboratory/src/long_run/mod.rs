//! The long run as an experiment: paths of twenty years under any set of rules, measured the same way.
//!
//! [`marks`] says what is looked at, [`path`] follows an economy, [`variants`] are the repairs of the
//! base rules one after the other, [`probe`] asks what more productivity does under each closure, and
//! [`official_path`] finds the trend under which the economy with the theory grows as it should.

pub mod marks;
pub mod official_path;
pub mod path;
pub mod probe;
pub mod variants;

pub use marks::Marks;
pub use path::{Course, Path, mean_path};
