//! Arrears: a firm that has just been refinanced withholds part of the quarter's wages.
//!
//! # Equation
//! ```text
//! wages paid = (1 − share · violation) · wage bill
//! ```
//! `violation` is a channel of the area where the firm is, 1 unless somebody writes it. The wage memory of workers is not cut, and no
//! account is needed: what is not paid is neither income nor cost.
//!
//! # Source
//! Long run, §3.5 (iii).

use params::parameters;

use crate::channels::{AreaId, Channels};

parameters! {
    /// Wages withheld.
    pub struct Arrears in "online_governance" {
        /// Share of a quarter's wages that a refinanced firm withholds; 0 outside economies where it is common.
        arrears_share: f64 [Share] = 0.0, within 0.0..=0.3, plausible 0.0..=0.3, from Assumed("0.1 in China, where it is the commonest labour violation; no share found") known New;
    }
}

impl Arrears {
    /// Share of wages that a refinanced firm of an area withholds.
    #[must_use]
    pub fn withheld(&self, channels: &Channels, area: AreaId) -> f64 {
        self.arrears_share * channels.violation.at(area)
    }
}
