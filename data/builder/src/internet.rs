//! Who is online: log-odds by province, residence, education and age.
//!
//! # Equation
//! ```text
//! logit p = a_province + b·urban + c_education + f·60+        c_M = 0.6, c_H = 1.4
//! ```
//! `a` meets the estimate of each province, `b` the national difference of town and countryside, `f` the
//! national share among those aged 60 and more. Children count as low education.
//!
//! # Source
//! Long run, §5.6.9.

use quantity::maths;

use crate::education::Education;

/// A group of persons with the same odds but for the province.
#[derive(Clone, Copy, Debug)]
struct Cell {
    province: usize,
    urban: bool,
    old: bool,
    education: f64,
    persons: f64,
}

/// What is to be met.
#[derive(Clone, Debug)]
pub struct Targets {
    /// Share online by province.
    pub provinces: Vec<f64>,
    /// Share in towns less share in the countryside, national.
    pub gap: f64,
    /// Share among those aged 60 and more, national.
    pub old: f64,
}

/// The fitted odds.
#[derive(Clone, Debug)]
pub struct Online {
    /// Share online of each area, urban and rural of each province in turn.
    pub shares: Vec<f64>,
    /// `b`.
    pub urban: f64,
    /// `f`.
    pub old: f64,
}

/// One area as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Persons, thousand.
    pub population: f64,
    /// Shares of children, of those of working age and of the old.
    pub ages: [f64; 3],
    /// Education of everybody over 15.
    pub education: Education,
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + maths::exp(-x))
}

fn logit(p: f64) -> f64 {
    maths::ln(p / (1.0 - p))
}

/// Log-odds of education: low, middle, high.
const EDUCATION: [f64; 3] = [
    0.0,
    crate::scalars::ONLINE_MIDDLE,
    crate::scalars::ONLINE_HIGH,
];
/// Rounds of the two national odds; each halves the gap at least.
const ROUNDS: usize = 200;

/// Fits the odds.
#[must_use]
pub fn fit(areas: &[Area], targets: &Targets) -> Online {
    let cells = cells(areas);
    let (mut urban, mut old) = (0.8, -1.5);
    let mut provinces = vec![0.0; targets.provinces.len()];
    for _ in 0..ROUNDS {
        for (p, (level, target)) in provinces.iter_mut().zip(&targets.provinces).enumerate() {
            let inside: Vec<Cell> = cells.iter().filter(|c| c.province == p).copied().collect();
            *level = level_for(&inside, *target, urban, old);
        }
        let share = |keep: &dyn Fn(&Cell) -> bool| {
            let kept = || cells.iter().filter(|cell| keep(cell));
            let online: f64 = kept()
                .map(|c| c.persons * odds(c, provinces[c.province], urban, old))
                .sum();
            online / kept().map(|c| c.persons).sum::<f64>()
        };
        let gap = share(&|c| c.urban) - share(&|c| !c.urban);
        let old_gap = logit(targets.old) - logit(share(&|c| c.old));
        urban += 4.0 * (targets.gap - gap);
        old += 0.8 * old_gap;
    }
    let shares = (0..areas.len())
        .map(|area| {
            let here = |c: &&Cell| c.province == area >> 1 && c.urban == (area % 2 == 0);
            let online = cells.iter().filter(here);
            let online: f64 = online
                .map(|c| c.persons * odds(c, provinces[c.province], urban, old))
                .sum();
            online / areas[area].population
        })
        .collect();
    Online { shares, urban, old }
}

fn odds(cell: &Cell, level: f64, urban: f64, old: f64) -> f64 {
    let mut log_odds = level + cell.education;
    if cell.urban {
        log_odds += urban;
    }
    if cell.old {
        log_odds += old;
    }
    logistic(log_odds)
}

fn cells(areas: &[Area]) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (at, area) in areas.iter().enumerate() {
        let e = area.education;
        for (age, share) in area.ages.iter().enumerate() {
            let shares = if age == 0 {
                [1.0, 0.0, 0.0]
            } else {
                [e.low(), e.middle, e.high]
            };
            for (education, part) in EDUCATION.into_iter().zip(shares) {
                cells.push(Cell {
                    province: at >> 1,
                    urban: at % 2 == 0,
                    old: age == 2,
                    education,
                    persons: area.population * share * part,
                });
            }
        }
    }
    cells
}

/// The level at which the mean of the cells is `target`, by bisection.
fn level_for(cells: &[Cell], target: f64, urban: f64, old: f64) -> f64 {
    let persons: f64 = cells.iter().map(|c| c.persons).sum();
    let (mut low, mut high) = (-20.0, 20.0);
    for _ in 0..80 {
        let level = 0.5 * (low + high);
        let online: f64 = cells
            .iter()
            .map(|c| c.persons * odds(c, level, urban, old))
            .sum();
        if online < target * persons {
            low = level;
        } else {
            high = level;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authority: the targets themselves, on two made provinces.
    #[test]
    fn every_target_is_met() {
        let area = |population, high| Area {
            population,
            ages: [0.2, 0.6, 0.2],
            education: Education { high, middle: 0.2 },
        };
        let areas = [
            area(60.0, 0.3),
            area(40.0, 0.1),
            area(30.0, 0.2),
            area(70.0, 0.05),
        ];
        let targets = Targets {
            provinces: vec![0.8, 0.7],
            gap: 0.15,
            old: 0.45,
        };
        let online = fit(&areas, &targets);
        let mean = |a: usize| {
            let (x, y) = (&areas[a], &areas[a + 1]);
            (x.population * online.shares[a] + y.population * online.shares[a + 1])
                / (x.population + y.population)
        };
        assert!((mean(0) - 0.8).abs() < 1e-9 && (mean(2) - 0.7).abs() < 1e-9);
        let towns = (60.0 * online.shares[0] + 30.0 * online.shares[2]) / 90.0;
        let country = (40.0 * online.shares[1] + 70.0 * online.shares[3]) / 110.0;
        assert!((towns - country - 0.15).abs() < 1e-8);
    }
}
