//! Standard errors, intervals and tests.
//!
//! Every measure and every component of a decomposition gives a [`Linearised`] value; a
//! [`Design`] turns it into an [`Estimate`]. Replicate weights, the jackknife and the bootstrap
//! serve whatever has no linearisation.

mod bootstrap;
mod design;
mod difference;
pub mod influence;
mod jackknife;
pub(crate) mod linearised;
mod philox;
mod replicate;
pub mod student;

pub use bootstrap::{Bootstrap, Resampling};
pub use design::{Design, Estimate, LonelyPsu};
pub use difference::{
    difference_between_groups, difference_between_samples, difference_on_same_rows, in_domain,
};
pub use jackknife::{Jackknife, jackknife};
pub use linearised::Linearised;
pub use philox::Philox;
pub use replicate::{Centre, ReplicateWeights, replicate_variance};
