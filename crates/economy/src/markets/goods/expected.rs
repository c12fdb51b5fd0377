//! The expected protocol: every draw of [`super::sampled`] replaced by its mean.
//!
//! # Source
//! Long run, §7.1.

use super::ProductMarket;
use super::demand::Demand;

/// Runs the market of one product: firms, then final buyers.
pub fn trade(_market: &mut ProductMarket, _demand: &Demand) {
    unimplemented!()
}
