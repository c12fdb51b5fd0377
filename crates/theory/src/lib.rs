//! The theory: 48 concepts of the digital economy, one file each, and the ledger that lists them.
//!
//! A concept writes its own term of a channel of the economy, or of a law of the state kept here, and
//! nothing else; switched off it is neutral bit for bit. [`Digital`] applies them all, once a quarter.
//!
//! # Source
//! H. Li and Z. Li (2023), "Digital economy promotes common prosperity", *Reform* 12 \[li_li_2023\]; equations
//! and defaults: Digital economy.

pub mod apply;
pub mod bills;
pub mod carriage;
pub mod characteristics;
pub mod classes;
pub mod common_prosperity;
pub mod concepts;
pub mod dated;
pub mod diffusion;
pub mod effects;
pub mod endowment;
pub mod flows;
pub mod laws;
pub mod ledger;
pub mod levers;
pub mod means;
pub mod online;
pub mod opening;
pub mod page;
pub mod pages;
pub mod paths;
pub mod pen;
pub mod platforms;
pub mod problems;
pub mod public_money;
pub mod ranks;
pub mod record;
pub mod regional;
pub mod roles;
pub mod satellites;
pub mod scene;
pub mod services;
pub mod signs;
pub mod spirit;
pub mod state;
pub mod strategies;
pub mod trial;
pub mod unread;

pub use apply::Digital;
pub use concepts::{Concepts, Mechanism};
pub use ledger::{Concept, LEDGER};
pub use opening::{Financing, OpeningMode, Setup};
pub use trial::Trial;
