//! The base economy: a stock-flow-consistent agent-based model of a small open economy.
//!
//! Six institutional sectors meet on three kinds of markets, quarter by quarter; `quarter.rs` is the
//! table of contents. Values in, values out: this crate reads no file, knows no clock and starts no
//! thread, so it compiles for any target.
//!
//! # Source
//! S. Poledna, M. G. Miess, C. Hommes, K. Rabitsch (2023), "Economic forecasting with an agent-based
//! model", *European Economic Review* 151, 104306.

pub mod bank;
pub mod bankruptcy;
pub mod books;
pub mod calibration;
pub mod central_bank;
pub mod chance;
pub mod channels;
pub mod closure;
pub mod direct_sales;
mod economy;
pub mod expectations;
mod fingerprint;
pub mod firms;
pub mod flows;
pub mod geography;
pub mod government;
pub mod households;
pub mod markets;
pub mod observe;
pub mod online;
pub mod people;
pub mod policy;
pub mod population;
pub mod prices;
pub mod production;
mod quarter;
mod redenominate;
pub mod redistribution;
pub mod reference;
pub mod rules;
pub mod tables;
pub mod technology;
pub mod theory;
pub mod village;
pub mod workers;
pub mod world;

pub use calibration::Calibration;
pub use chance::Luck;
pub use channels::Channels;
pub use closure::{Closure, LongRun};
pub use economy::{Clock, Economy};
pub use geography::Geography;
pub use policy::{Levers, NoPolicy, Policy};
pub use rules::{BaseRules, Market, Rules};
pub use theory::{NoTheory, Theory, View};
pub use workers::{Serial, Workers};
