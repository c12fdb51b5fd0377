//! Replications: published field experiments and natural experiments, repeated on the model.
//!
//! Each is judged twice: by the *published estimator* on the panel that a run leaves behind, as an
//! econometrician would see it, and by the *true effect*, the difference between the run and its twin
//! without the intervention. So the bias of the estimator is on the table, too.
//!
//! # Source
//! Digital economy, §10.2.

pub mod estimators;
pub mod verdict;

pub use estimators::{Estimate, Panel};
pub use verdict::{Band, Verdict, null_is_kept};
