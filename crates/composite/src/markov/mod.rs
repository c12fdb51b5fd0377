//! Dynamics: how units move between classes, alone and given their neighbours.

mod chain;
mod classes;
mod tests_of_change;
mod transitions;

pub use chain::{Chain, Mobility};
pub use classes::{class_of, classify, quantile_edges, relative_to_mean};
pub use tests_of_change::{ChiSquare, Homogeneity, against, homogeneity, independence, long_run};
pub use transitions::{Transitions, spatial_transitions};
