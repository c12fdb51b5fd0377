//! A balanced panel.

/// A value of each unit in each period.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    units: usize,
    periods: usize,
    /// At `unit · periods + period`.
    values: Vec<f64>,
}

impl Panel {
    /// A panel filled by what `of` says of a unit and a period.
    #[must_use]
    pub fn new(units: usize, periods: usize, of: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..units).flat_map(|unit| (0..periods).map(move |period| (unit, period)));
        Self {
            units,
            periods,
            values: cells.map(|(unit, period)| of(unit, period)).collect(),
        }
    }

    /// Number of units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units
    }

    /// Number of periods.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.periods
    }

    /// The value of a unit in a period.
    #[must_use]
    pub fn at(&self, unit: usize, period: usize) -> f64 {
        self.values[unit * self.periods + period]
    }

    /// What is left when the means of units and of periods are taken out.
    #[must_use]
    pub(super) fn within(&self) -> Self {
        let over = |n: usize, of: &dyn Fn(usize) -> f64| (0..n).map(of).sum::<f64>() / n as f64;
        let of_unit: Vec<f64> = (0..self.units)
            .map(|u| over(self.periods, &|t| self.at(u, t)))
            .collect();
        let of_period: Vec<f64> = (0..self.periods)
            .map(|t| over(self.units, &|u| self.at(u, t)))
            .collect();
        let all = over(self.units, &|u| of_unit[u]);
        Self::new(self.units, self.periods, |u, t| {
            self.at(u, t) - of_unit[u] - of_period[t] + all
        })
    }

    /// The panel without one unit.
    #[must_use]
    pub(super) fn without(&self, unit: usize) -> Self {
        Self::new(self.units - 1, self.periods, |u, t| {
            self.at(if u < unit { u } else { u + 1 }, t)
        })
    }
}
