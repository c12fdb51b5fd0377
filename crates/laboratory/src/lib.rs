//! Scenarios, parallel ensembles of runs, and the store of their results.
//!
//! [`Experiment::plan`] turns a person's request into something that can be run, or refuses it in
//! one sentence; [`ensemble::run`] runs it on any number of threads with the same bits; what comes
//! out is summarised by [`Results`] and kept by [`store::Store`].

mod attention;
pub mod attribute;
pub mod compare;
pub mod diary;
pub mod economies;
pub mod ensemble;
mod error;
mod experiment;
pub mod facts;
pub mod gauge;
pub mod indicators;
pub mod long_run;
mod manifest;
pub mod outcomes;
pub mod packages;
pub mod portrait;
pub mod replication;
mod results;
pub mod rules;
mod run;
pub mod scenario;
pub mod scoreboard;
pub mod series;
pub mod soundness;
pub mod store;
pub mod tables;
mod time;
pub mod uncertainty;
pub mod validate;
pub mod validity;

pub use attention::Attention;
pub use error::{Error, Place, Result, did_you_mean, plain_words};
pub use experiment::{Configuration, ECONOMY, Experiment, Model, Request, Seeds, populate};
pub use manifest::{Commit, Manifest, quoted};
pub use results::{Results, mean, quantile, standard_deviation};
pub use run::{Cost, Run, Summary};
pub use scenario::Scenario;
