//! Space: who neighbours whom, and whether like values lie together.

mod autocorrelation;
mod local;
mod weights;

pub use autocorrelation::{
    Autocorrelation, Normal, Permuted, geary, geary_permuted, moran, moran_permuted,
};
pub use local::{LocalMoran, LocalScale, Quadrant, local_moran, local_moran_permuted};
pub use weights::{Metric, SpatialWeights};
