//! The probe: everybody's productivity rises by five per cent at once and for good. What becomes of it
//! under a closure decides what any digital gain can become.

use economy::{Levers, Luck, NoPolicy};

use super::path::{Course, Path};

/// The gain of the probe.
pub const GAIN: f64 = 0.05;

/// What the gain has done by some quarter, against the same course without it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Quarter.
    pub quarter: usize,
    /// Real value added, a fraction.
    pub value_added: f64,
    /// Unemployment, a fraction of workers.
    pub unemployment: f64,
    /// Labour share of value added.
    pub labour_share: f64,
    /// Producer prices, a fraction.
    pub prices: f64,
}

/// The path of a course with the gain and the one without, under the same luck.
#[must_use]
pub fn paths(course: &Course, luck: Luck) -> (Path, Path) {
    let mut gain = |levers: Levers<'_>| {
        if levers.quarter == 1 {
            for output in levers.firms.reference.output_per_worker.iter_mut() {
                *output *= 1.0 + GAIN;
            }
        }
    };
    (
        course.follow(luck, &mut gain),
        course.follow(luck, &mut NoPolicy),
    )
}

/// What the gain has done by `quarter`.
#[must_use]
pub fn effect((with, without): &(Path, Path), quarter: usize) -> Effect {
    let (with, without) = (&with[quarter], &without[quarter]);
    Effect {
        quarter,
        value_added: with.value_added / without.value_added - 1.0,
        unemployment: with.unemployment - without.unemployment,
        labour_share: with.labour_share - without.labour_share,
        prices: with.prices / without.prices - 1.0,
    }
}
