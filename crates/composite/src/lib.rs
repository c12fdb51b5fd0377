//! Composite indices of prosperity and their spatial and dynamic companions.
//!
//! From indicators of units over time to one number, with every choice on the way named, and from
//! that number to where it clusters, whether it converges and how units move. Slices and columns in,
//! values out: the crate reads no file and asks no clock.
//!
//! | question | here |
//! |---|---|
//! | what is the index? | [`Spec`], [`Panel`], [`build`] |
//! | how do single steps work? | [`Treat`], [`Normalise`], [`entropy_weights`], [`critic_weights`], [`principal_components`], [`weighted_mean`], [`topsis`] |
//! | how sure is it? | [`robustness`], [`bootstrap`], [`factorial_shares`] |
//! | do two systems rise together? | [`coupling`] |
//! | do like values lie together? | [`space`] |
//! | how unequal are regions, within and between? | [`theil_by_region`], [`dagum_by_region`] |
//! | do laggards catch up? | [`sigma_convergence`], [`beta_convergence`] |
//! | one hump or two? | [`Density`] |
//! | who moves up, who stays? | [`markov`] |
//!
//! The same input gives the same output, bit for bit, on every platform.

mod aggregate;
mod build;
mod choices;
mod conventions;
mod converge;
mod coupling;
mod density;
mod draws;
mod error;
mod linear;
pub mod markov;
mod maths;
mod normalise;
mod panel;
mod regions;
mod regress;
mod robust;
pub mod space;
mod spec;
mod treat;
mod weigh;

pub use aggregate::{IdealPoints, topsis, weighted_mean};
pub use build::{Column, Index, Part, Weight, build};
pub use choices::{Aggregate, Missing, Normalise, Scope, Structure, Treat, Weighting};
pub use converge::{Beta, Sigma, beta_convergence, sigma_convergence};
pub use coupling::{Coupling, CouplingForm, coupling};
pub use density::{Bandwidth, Density, Kernel};
pub use error::Error;
pub use maths::student_quantile;
pub use normalise::Scale;
pub use panel::Panel;
pub use regions::{DagumSplit, RegionPair, TheilSplit, dagum_by_region, theil_by_region};
pub use regress::{Regression, regress};
pub use robust::{
    Alternatives, Band, Bootstrap, Factor, RankBand, Robustness, Shares, bootstrap,
    factorial_shares, robustness,
};
pub use spec::{Direction, Indicator, PartWeight, Spec};
pub use treat::{Treatment, skew_and_kurtosis};
pub use weigh::{Components, critic_weights, entropy_weights, principal_components};
