//! Turns research tables into the embedded economy `china-2022`.
//!
//! One module per step of the specification (long run, §6.2 to §6.5); [`build`] puts them in order.
//! Nothing here is read at run time: what ships are the derived tables, and this is how they came about.

pub mod ages;
pub mod areas;
pub mod biproportional;
pub mod capital_formation;
pub mod controls;
pub mod education;
pub mod error;
pub mod folder;
pub mod gras;
pub mod industry;
pub mod internet;
pub mod jobs;
pub mod opening;
pub mod research;
pub mod rounding;
pub mod scalars;
pub mod tables;
pub mod use_table;
