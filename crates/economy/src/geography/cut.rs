//! An economy without areas cut into pseudo-areas, for tests: the same industries, firms and jobs, each
//! firm now somewhere.
//!
//! # Equation
//! ```text
//! share of area a in industry g ∝ (1 + sin²(a + 1)) (1 + ½ sin(3 a + 5 g))
//! ```
//! Pairs of areas are the town and the country of a province; provinces lie in a ring.

use quantity::maths;

use super::{Area, Geography, Kind, Province};
use crate::calibration::{Calibration, Cell, Industry};

/// Fall of sales with distance by kind of product: the values of the 21 industries, by code, and for
/// other classifications one value for goods and one for all else.
const DECAY: [(&str, f64); 21] = [
    ("AGR", 0.35),
    ("MIN", 0.15),
    ("CMF", 0.25),
    ("MAT", 0.25),
    ("EQP", 0.25),
    ("ICM", 0.25),
    ("UTL", 1.5),
    ("CON", 1.5),
    ("TRD", 1.2),
    ("TRN", 0.6),
    ("HOS", 2.0),
    ("TEL", 0.1),
    ("PLT", 0.1),
    ("SOF", 0.1),
    ("FIN", 0.1),
    ("REA", 2.0),
    ("BUS", 0.4),
    ("EDU", 2.0),
    ("HEA", 2.0),
    ("PUB", 2.0),
    ("CUL", 2.0),
];
const OTHER_GOODS: f64 = 0.25;
const OTHER_SERVICES: f64 = 1.2;

impl Calibration {
    /// The same economy on a map of `n` pseudo-areas, with the same firms and jobs.
    ///
    /// One area is the economy as it was. An area has firms of an industry if it gets at least one of
    /// them and one employee.
    #[must_use]
    pub fn cut_into(mut self, n: usize) -> Self {
        if n <= 1 {
            self.geography = Geography::single();
            for industry in &mut self.industries {
                industry.cells.clear();
            }
            return self;
        }
        self.geography = ring(n);
        self.geography.decay = self.industries.iter().map(|g| decay(&g.code)).collect();
        for (g, industry) in self.industries.iter_mut().enumerate() {
            industry.cells = cells(industry, g, n);
        }
        self
    }
}

/// Fall of sales with distance of a product with this code.
fn decay(code: &str) -> f64 {
    let known = DECAY.iter().find(|(known, _)| *known == code);
    known.map_or_else(
        || {
            if super::links::is_carried(code) {
                OTHER_GOODS
            } else {
                OTHER_SERVICES
            }
        },
        |&(_, decay)| decay,
    )
}

/// A map of `n` areas: towns and their country, provinces in a ring.
fn ring(n: usize) -> Geography {
    let provinces = n.div_ceil(2);
    let names = (0..provinces).map(|p| Province {
        code: format!("P{p}"),
        name_en: format!("Province {p}"),
        ..Province::default()
    });
    let areas = (0..n).map(|a| {
        let kind = if a % 2 == 0 { Kind::Urban } else { Kind::Rural };
        Area {
            code: format!("P{}/{}", a >> 1, kind.name()),
            province: a >> 1,
            kind,
        }
    });
    let neighbours: Vec<_> = (0..provinces).map(|p| (p, (p + 1) % provinces)).collect();
    Geography::new(names.collect(), areas.collect(), &neighbours)
}

fn cells(industry: &Industry, g: usize, n: usize) -> Vec<Cell> {
    let wave = |k: usize| maths::sin(k as f64);
    let weights: Vec<f64> = (0..n)
        .map(|a| (1.0 + wave(a + 1) * wave(a + 1)) * (1.0 + 0.5 * wave(3 * a + 5 * g)))
        .collect();
    let firms = in_proportion(industry.firms, &weights, |_| 0);
    // Employees go where firms are, at least one to each firm.
    let by_firms: Vec<f64> = firms.iter().map(|&f| f64::from(f)).collect();
    let employees = in_proportion(industry.employees, &by_firms, |a| firms[a]);
    (0..n)
        .filter(|&a| firms[a] > 0)
        .map(|a| Cell {
            area: a as u32,
            firms: firms[a],
            employees: employees[a],
            productivity: 1.0,
        })
        .collect()
}

/// Splits a total in proportion to weights, by largest remainders, with at least so many for each.
#[must_use]
pub fn in_proportion(total: u32, weights: &[f64], least: impl Fn(usize) -> u32) -> Vec<u32> {
    let floor: Vec<u32> = (0..weights.len()).map(&least).collect();
    let free = total.saturating_sub(floor.iter().sum());
    let sum: f64 = weights.iter().sum();
    let exact: Vec<f64> = weights
        .iter()
        .map(|w| maths::ratio_or_zero(*w, sum) * f64::from(free))
        .collect();
    let mut parts: Vec<u32> = exact.iter().map(|x| x.floor() as u32).collect();
    let left = free.saturating_sub(parts.iter().sum());
    let mut order: Vec<usize> = (0..weights.len()).filter(|&k| weights[k] > 0.0).collect();
    let remainder = |k: usize| exact[k] - exact[k].floor();
    order.sort_by(|&a, &b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(&b)));
    for &k in order.iter().cycle().take(left as usize) {
        parts[k] += 1;
    }
    parts
        .iter()
        .zip(&floor)
        .map(|(part, floor)| part + floor)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_split_in_proportion() {
        assert_eq!(in_proportion(10, &[1.0, 1.0, 2.0], |_| 0), [3, 2, 5]);
        assert_eq!(in_proportion(10, &[1.0, 0.0, 1.0], |_| 0), [5, 0, 5]);
        assert_eq!(in_proportion(7, &[3.0, 1.0], |_| 2), [4, 3]);
        assert_eq!(in_proportion(0, &[1.0], |_| 0), [0]);
    }
}
