//! From values to places: ranges that are safe to divide by, linear scales, and time axes.

use crate::ticks::widen;

/// The smallest and largest of some numbers; what is not finite is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// Smallest number seen.
    pub low: f64,
    /// Largest number seen.
    pub high: f64,
}

impl Extent {
    /// The extent of no numbers.
    pub const EMPTY: Self = Self {
        low: f64::INFINITY,
        high: f64::NEG_INFINITY,
    };

    /// The extent of `values`.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut extent = Self::EMPTY;
        for value in values {
            extent.include(value);
        }
        extent
    }

    /// Widens the extent to `value`, if that is a number.
    pub fn include(&mut self, value: f64) {
        if value.is_finite() {
            let value = tame(value);
            self.low = self.low.min(value);
            self.high = self.high.max(value);
        }
    }

    /// An extent with two distinct finite ends: `0..1` for none, a constant given some air.
    #[must_use]
    pub fn safe(self) -> Self {
        if self.low > self.high {
            return Self {
                low: 0.0,
                high: 1.0,
            };
        }
        let size = self.low.abs().max(self.high.abs());
        if size < 1e-280 {
            return Self {
                low: 0.0,
                high: 1.0,
            };
        }
        if self.high - self.low <= size * 1e-10 {
            return Self {
                low: self.low - size * 0.1,
                high: self.high + size * 0.1,
            };
        }
        self
    }

    /// A safe extent whose ends are marks of an axis of about `target` pieces.
    #[must_use]
    pub fn nice(self, target: usize) -> Self {
        let safe = self.safe();
        let (low, high) = widen(safe.low, safe.high, target);
        Self { low, high }
    }

    /// The extent with `part` of its length added at both ends.
    #[must_use]
    pub fn padded(self, part: f64) -> Self {
        let safe = self.safe();
        let air = (safe.high - safe.low) * part;
        Self {
            low: safe.low - air,
            high: safe.high + air,
        }
    }
}

/// A value kept inside what an axis can divide by.
pub(crate) fn tame(value: f64) -> f64 {
    value.clamp(-1e290, 1e290)
}

/// A straight map from an extent of values to an extent of places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Linear {
    domain: Extent,
    from: f64,
    to: f64,
}

impl Linear {
    /// Maps `domain.low` to `from` and `domain.high` to `to`.
    pub fn new(domain: Extent, from: f64, to: f64) -> Self {
        Self {
            domain: domain.safe(),
            from,
            to,
        }
    }

    /// The place of `value`, held inside the axis; a value that is no number goes to its start.
    pub fn at(&self, value: f64) -> f64 {
        if !value.is_finite() {
            return self.from;
        }
        let value = tame(value).clamp(self.domain.low, self.domain.high);
        let part = (value - self.domain.low) / (self.domain.high - self.domain.low);
        self.from + part.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// Whether `value` lies on the axis.
    pub fn holds(&self, value: f64) -> bool {
        value >= self.domain.low && value <= self.domain.high
    }

    /// The values at the two ends.
    pub fn domain(&self) -> Extent {
        self.domain
    }
}

/// What the positions of a series stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Time {
    /// Quarters counted from an opening quarter 0.
    #[default]
    Counted,
    /// The same, marked at years since the opening: for more quarters than anybody counts.
    Elapsed,
    /// Calendar quarters, the first of them `quarter` (1 to 4) of `year`.
    Quarters {
        /// Year of position 0.
        year: i32,
        /// Quarter of position 0, 1 to 4.
        quarter: u8,
    },
    /// Calendar years.
    Years {
        /// Year of position 0.
        year: i32,
    },
}

impl Time {
    /// The name of position `index`: `2031 Q3`, `2031` or `quarter 35`.
    pub fn name(self, index: usize) -> String {
        match self {
            Self::Counted | Self::Elapsed => format!("quarter {index}"),
            Self::Quarters { .. } => {
                let at = self.ordinal(index);
                format!("{} Q{}", at.div_euclid(4), at.rem_euclid(4) + 1)
            }
            Self::Years { .. } => self.ordinal(index).to_string(),
        }
    }

    /// Marks for `count` positions, at most about `most` of them: place and label.
    pub fn marks(self, count: usize, most: usize) -> Vec<(usize, String)> {
        let most = most.max(2);
        let last = count.saturating_sub(1);
        match self {
            Self::Quarters { .. } if last >= 8 => {
                let step = 4 * round_step(last.div_ceil(4).div_ceil(most)) as i64;
                self.multiples(count, step, |at| at.div_euclid(4).to_string())
            }
            Self::Quarters { .. } => {
                let step = if last < most { 1 } else { 4 };
                self.multiples(count, step, |at| {
                    format!("{} Q{}", at.div_euclid(4), at.rem_euclid(4) + 1)
                })
            }
            Self::Years { .. } => {
                let step = round_step(last.div_ceil(most)) as i64;
                self.multiples(count, step, |at| at.to_string())
            }
            Self::Elapsed => {
                let step = 4 * round_step(last.div_ceil(4).div_ceil(most)) as i64;
                self.multiples(count, step, |at| at.div_euclid(4).to_string())
            }
            Self::Counted => {
                let steps = [1, 2, 4, 8, 12, 20, 40];
                let step = steps.into_iter().find(|s| last <= s * most);
                let step = step.unwrap_or_else(|| round_step(last.div_ceil(most)));
                self.multiples(count, step as i64, |at| at.to_string())
            }
        }
    }

    /// The words under the axis, where its labels alone do not say what they count.
    pub(crate) fn caption(self) -> &'static str {
        match self {
            Self::Counted => "quarters from the opening",
            Self::Elapsed => "years from the opening",
            _ => "",
        }
    }

    fn ordinal(self, index: usize) -> i64 {
        let index = index as i64;
        match self {
            Self::Counted | Self::Elapsed => index,
            Self::Quarters { year, quarter } => {
                i64::from(year) * 4 + i64::from(quarter.clamp(1, 4)) - 1 + index
            }
            Self::Years { year } => i64::from(year) + index,
        }
    }

    fn multiples(
        self,
        count: usize,
        step: i64,
        label: impl Fn(i64) -> String,
    ) -> Vec<(usize, String)> {
        (0..count)
            .filter(|&index| self.ordinal(index).rem_euclid(step.max(1)) == 0)
            .map(|index| (index, label(self.ordinal(index))))
            .collect()
    }
}

/// The smallest of 1, 2, 5, 10, 20, … that is at least `raw`.
fn round_step(raw: usize) -> usize {
    let mut power = 1_usize;
    loop {
        for lead in [1, 2, 5] {
            if power.saturating_mul(lead) >= raw {
                return power.saturating_mul(lead);
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_marked_at_round_years() {
        let time = Time::Quarters {
            year: 2022,
            quarter: 1,
        };
        let labels: Vec<String> = time.marks(81, 6).into_iter().map(|(_, l)| l).collect();
        assert_eq!(labels, ["2025", "2030", "2035", "2040"]);
        assert_eq!(time.marks(81, 6)[0].0, 12);
        assert_eq!(time.name(35), "2030 Q4");
        assert_eq!(Time::Counted.marks(81, 6).len(), 5);
        let elapsed: Vec<String> = Time::Elapsed
            .marks(81, 6)
            .into_iter()
            .map(|(_, l)| l)
            .collect();
        assert_eq!(elapsed, ["0", "5", "10", "15", "20"]);
        assert_eq!(Time::Elapsed.marks(81, 6)[1].0, 20);
        assert_eq!(
            Time::Years { year: 1999 }.marks(1, 6),
            [(0, "1999".to_owned())]
        );
        assert!(Time::Counted.marks(0, 6).is_empty());
    }

    #[test]
    fn a_constant_gets_air_and_nothing_gets_a_unit() {
        assert_eq!(
            Extent::of([f64::NAN]).safe(),
            Extent {
                low: 0.0,
                high: 1.0
            }
        );
        let safe = Extent::of([5.0, 5.0]).safe();
        assert!(safe.low < 5.0 && safe.high > 5.0);
        let wide = Extent::of([f64::MAX, f64::MIN]).safe();
        assert!((wide.high - wide.low).is_finite());
    }
}
