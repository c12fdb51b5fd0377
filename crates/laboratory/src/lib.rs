//! Ensembles, economies on disk, results and checks.

pub mod economies;
pub mod validate;
