//! The panel of areas: a digital index and prosperity, as studies of prefectures have them.
//!
//! # Equation
//! ```text
//! index = mean of the standardised shares of persons online, network coverage and digital administration
//! ln y_lt = b · index_lt + c · (index of neighbours)_lt + fixed effects of area and year + error
//! ```
//! `y` real disposable income per head of those who live there. Neighbours are areas of the same kind in provinces
//! that border. Standardised over all areas and years.
//!
//! # Source
//! Digital economy, §10.1, fact 10.

use economy::{Economy, Geography};
use theory::Digital;

use super::digital::income_by_area;
use crate::{mean, standard_deviation};

/// Years from which on there is a panel.
const YEARS: usize = 6;
/// Areas of a part of the country from which on it has a coefficient of its own.
const AREAS: usize = 3;
/// Parts of the country whose order is known.
const PARTS: [&str; 3] = ["east", "central", "west"];

/// Areas by years.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    /// Log real income per head of each area, year by year.
    income: Vec<Vec<f64>>,
    /// Measures of digitisation: of each, year by year, each area.
    digital: [Vec<Vec<f64>>; 3],
    map: Option<Geography>,
}

impl Panel {
    /// Takes note of a year.
    pub fn observe(&mut self, economy: &Economy, digital: &Digital) {
        let incomes = income_by_area(economy);
        if incomes.is_empty() || economy.calibration.geography.is_single() {
            return;
        }
        let log = incomes.into_iter().map(quantity::maths::ln);
        self.income.push(log.collect());
        let areas = &digital.state().areas;
        let measures = [
            &digital.means().online,
            &areas.network,
            &areas.administration,
        ];
        for (series, now) in self.digital.iter_mut().zip(measures) {
            series.push(now.clone());
        }
        if self.map.is_none() {
            self.map = Some(economy.calibration.geography.clone());
        }
    }

    /// The coefficients by fact; nothing where there is no panel.
    #[must_use]
    pub fn coefficients(&self) -> Vec<(&'static str, f64)> {
        let Some(map) = self.map.as_ref().filter(|_| self.income.len() >= YEARS) else {
            return Vec::new();
        };
        let index = self.index();
        let everywhere: Vec<usize> = (0..map.len()).collect();
        let own = |areas: &[usize]| {
            let cut = |rows: &[Vec<f64>]| -> Vec<Vec<f64>> {
                let of = |row: &Vec<f64>| areas.iter().map(|&l| row[l]).collect();
                rows.iter().map(of).collect()
            };
            one(&within(&cut(&self.income)), &within(&cut(&index)))
        };
        let near: Vec<Vec<f64>> = index.iter().map(|row| of_neighbours(map, row)).collect();
        let (y, x, z) = (within(&self.income), within(&index), within(&near));
        let [east, central, west] = PARTS.map(|part| {
            let here = |&l: &usize| map.provinces[map.areas[l].province].macro_region == part;
            let areas: Vec<usize> = everywhere.iter().copied().filter(here).collect();
            if areas.len() < AREAS {
                f64::NAN
            } else {
                own(&areas)
            }
        });
        vec![
            ("fact.d10a", own(&everywhere)),
            ("fact.d10b", east - central),
            ("fact.d10c", central - west),
            ("fact.d10d", second_of_two(&y, &x, &z)),
        ]
    }

    /// The digital index, year by year.
    fn index(&self) -> Vec<Vec<f64>> {
        let mut index = vec![vec![0.0; self.income[0].len()]; self.income.len()];
        for series in &self.digital {
            let all: Vec<f64> = series.iter().flatten().copied().collect();
            let (centre, spread) = (mean(&all), standard_deviation(&all));
            for (row, now) in index.iter_mut().zip(series) {
                for (value, x) in row.iter_mut().zip(now) {
                    *value += if spread > 0.0 {
                        (x - centre) / spread / 3.0
                    } else {
                        0.0
                    };
                }
            }
        }
        index
    }
}

/// Mean over neighbours of each area; its own value where it has none.
fn of_neighbours(map: &Geography, values: &[f64]) -> Vec<f64> {
    let borders = |a: usize, b: usize| {
        map.areas[a].kind == map.areas[b].kind && (map.distance(a, b) - 1.0).abs() < 1e-9
    };
    let near = |l: usize| -> Vec<f64> {
        let others = (0..values.len()).filter(|&k| borders(l, k));
        others.map(|k| values[k]).collect()
    };
    let mean_near = |l: usize| {
        let near = near(l);
        if near.is_empty() {
            values[l]
        } else {
            mean(&near)
        }
    };
    (0..values.len()).map(mean_near).collect()
}

/// Deviations from the means of area and year, in one list.
fn within(rows: &[Vec<f64>]) -> Vec<f64> {
    let areas = rows[0].len();
    let of_year: Vec<f64> = rows.iter().map(|row| mean(row)).collect();
    let of_area: Vec<f64> = (0..areas)
        .map(|l| mean(&rows.iter().map(|row| row[l]).collect::<Vec<_>>()))
        .collect();
    let all = mean(&of_year);
    let cells = rows.iter().zip(&of_year).flat_map(|(row, year)| {
        let cells = row.iter().zip(&of_area);
        cells.map(move |(x, area)| x - area - year + all)
    });
    cells.collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    quantity::maths::sum(a.iter().zip(b).map(|(a, b)| a * b))
}

/// Slope of deviations on deviations.
fn one(y: &[f64], x: &[f64]) -> f64 {
    dot(x, y) / dot(x, x)
}

/// Slope on the second of two regressors.
fn second_of_two(y: &[f64], x: &[f64], z: &[f64]) -> f64 {
    let [xx, xz, zz] = [dot(x, x), dot(x, z), dot(z, z)];
    (xx * dot(z, y) - xz * dot(x, y)) / (xx * zz - xz * xz)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: by construction: the coefficients of which the panel is made.
    #[test]
    fn fixed_effects_give_back_what_the_panel_is_made_of() {
        let cell =
            |l: usize, t: usize, k: f64| quantity::maths::sin(k * (l * l + 3 * t + l * t) as f64);
        let make = |k: f64| -> Vec<Vec<f64>> {
            (0..8)
                .map(|t| (0..12).map(|l| cell(l, t, k)).collect())
                .collect()
        };
        let (x, z) = (make(0.7), make(1.3));
        let y: Vec<Vec<f64>> = (0..8)
            .map(|t| {
                (0..12)
                    .map(|l| 0.4 * x[t][l] - 0.2 * z[t][l] + l as f64 + 0.5 * t as f64)
                    .collect()
            })
            .collect();
        let (y, x, z) = (within(&y), within(&x), within(&z));
        assert!((second_of_two(&y, &x, &z) + 0.2).abs() < 1e-12);
        assert!((second_of_two(&y, &z, &x) - 0.4).abs() < 1e-12);
        let only_x: Vec<f64> = x.iter().map(|x| 2.5 * x).collect();
        assert!((one(&only_x, &x) - 2.5).abs() < 1e-12);
    }
}
