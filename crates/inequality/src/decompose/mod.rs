//! Decompositions: how much of inequality is within and between groups, comes from which source
//! of income, or changed over time.
//!
//! Each decomposition is a plain struct of parts that sum to their whole, and has a
//! `linearised…` sibling that returns every part with its linearised values, so that a
//! [`Design`](crate::Design) puts a standard error on each.

mod dagum;
mod entropy;
mod gini_groups;
mod groups;
mod shapley;
mod source;
mod time;

pub use dagum::{Dagum, DagumPair};
pub use entropy::{AtkinsonDecomposition, EntropyDecomposition};
pub use gini_groups::{GiniDecomposition, YitzhakiLerman};
pub use groups::Groups;
pub use shapley::{shapley, shapley_linearised};
pub use source::{Source, linearised_concentration, linearised_sources, sources};
pub use time::{MldChange, TwoSample, growth_incidence, growth_of_group_means, linearised_growth};
