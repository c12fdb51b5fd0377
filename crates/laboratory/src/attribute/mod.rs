//! Which concepts moved which outcome: attribution by fair division, with parts that add up to the whole.
//!
//! Groups of concepts are the players of a game whose value is the mean of an outcome over seeds; every
//! coalition is run, so the Shapley values of groups are exact for these seeds. Inside groups, Owen values
//! are estimated from orders of arrival. All runs share the opening and their draws.
//!
//! [`Plan`] lays out the runs, [`Plan::run`] makes them, a [`log::Log`] keeps each as it ends, and
//! [`Plan::shares`] reads them.
//!
//! # Source
//! Digital economy, §9.

pub mod game;
pub mod log;
pub mod orders;
pub mod plan;
pub mod players;
pub mod result;
pub mod store;

pub use plan::{Arm, Effort, Job, Plan};
pub use players::{GROUPS, Player, Players};
pub use result::{ConceptShare, GroupShare, OutcomeShare, PITFALLS, Pair};
pub use store::Store;
