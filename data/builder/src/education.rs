//! Education by area: high, middle and low shares of persons over 15.
//!
//! # Equation
//! ```text
//! H_p = graduates per person / 0.82        mean years = 7.5 L + 12 M + 15.5 H
//! logit H_urban = logit H_rural + 1.6      logit M_urban = logit M_rural + 0.9
//! ```
//! Provincial totals are preserved.
//!
//! # Source
//! Long run, §5.4.

use quantity::maths;

use crate::ages::split_by_odds;
use crate::scalars;

/// Shares of high and middle education.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Education {
    /// High.
    pub high: f64,
    /// Middle.
    pub middle: f64,
}

impl Education {
    /// Of a population, from graduates per 100 000 persons and mean years of schooling.
    #[must_use]
    pub fn of(graduates_per_100k: f64, years: f64) -> Self {
        let [low_years, middle_years, high_years] = scalars::YEARS;
        let high = graduates_per_100k / 1e5 / scalars::CENSUS_ADULTS;
        let middle =
            (years - low_years - (high_years - low_years) * high) / (middle_years - low_years);
        Self {
            high,
            middle: middle.clamp(0.0, 1.0 - high),
        }
    }

    /// Split into town and countryside; `urban` is the share of adults in towns.
    #[must_use]
    pub fn split(self, urban: f64) -> [Self; 2] {
        let part = |mean: f64, shift: f64| {
            let first = split_by_odds(mean, urban, maths::exp(-shift));
            [first, (mean - urban * first) / (1.0 - urban)]
        };
        let high = part(self.high, scalars::URBAN_SHIFT_HIGH);
        let middle = part(self.middle, scalars::URBAN_SHIFT_MIDDLE);
        [0, 1].map(|kind| Self {
            high: high[kind],
            // Rounded totals could leave less than nothing for the low.
            middle: middle[kind].min(1.0 - high[kind]),
        })
    }

    /// Share of low education.
    #[must_use]
    pub fn low(self) -> f64 {
        1.0 - self.high - self.middle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: long run, §5.4: nationally L .61, M .20, H .19.
    #[test]
    fn the_nation() {
        let nation = Education::of(15_467.0, 9.91);
        assert!((nation.high - 0.19).abs() < 0.005);
        assert!((nation.middle - 0.20).abs() < 0.005);
        assert!((nation.low() - 0.61).abs() < 0.005);
    }

    #[test]
    fn the_split_preserves_the_province() {
        let province = Education::of(41_980.0, 12.64);
        let [town, country] = province.split(0.87);
        assert!((0.87 * town.high + 0.13 * country.high - province.high).abs() < 1e-12);
        assert!((0.87 * town.middle + 0.13 * country.middle - province.middle).abs() < 1e-12);
        assert!(town.high > country.high && town.low() >= 0.0);
    }
}
