//! Spatial weights: for each unit, its neighbours and how much each counts.

use crate::Error;
use crate::error::{at_least, finite, same_length};
use crate::maths;

/// How the distance between two points is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Metric {
    /// Straight lines between points (x, y).
    #[default]
    Plane,
    /// Great circles in kilometres between points (longitude, latitude) in degrees, on a sphere of
    /// radius 6371.0088 km (the mean radius of the Earth).
    Sphere,
}

impl Metric {
    /// Distance between two points.
    pub fn distance(self, a: (f64, f64), b: (f64, f64)) -> f64 {
        match self {
            Self::Plane => {
                let (x, y) = (a.0 - b.0, a.1 - b.1);
                (x * x + y * y).sqrt()
            }
            Self::Sphere => {
                let half_sine = |d: f64| libm::sin(d.to_radians() / 2.0);
                let (dx, dy) = (half_sine(a.0 - b.0), half_sine(a.1 - b.1));
                let cosines = libm::cos(a.1.to_radians()) * libm::cos(b.1.to_radians());
                let haversine = (dy * dy + cosines * dx * dx).clamp(0.0, 1.0);
                2.0 * 6371.0088 * libm::asin(haversine.sqrt())
            }
        }
    }
}

/// A sparse matrix of spatial weights w_ij; no unit is its own neighbour.
///
/// ```
/// use composite::space::SpatialWeights;
/// // A chain of three units: 0 – 1 – 2.
/// let weights = SpatialWeights::contiguity(3, &[(0, 1), (1, 2)])?.row_standardised()?;
/// assert_eq!(weights.lag(&[10.0, 20.0, 40.0])?, [20.0, 25.0, 20.0]);
/// # Ok::<(), composite::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SpatialWeights {
    /// Neighbours of each unit in ascending order, with their weights.
    rows: Vec<Vec<(usize, f64)>>,
}

impl SpatialWeights {
    /// Weight 1 for each of the neighbouring pairs, in both directions; a pair may be given twice.
    ///
    /// # Errors
    /// A position of `units` or more, or a unit paired with itself.
    pub fn contiguity(units: usize, pairs: &[(usize, usize)]) -> Result<Self, Error> {
        let mut rows = vec![Vec::new(); units];
        for &(a, b) in pairs {
            if a >= units || b >= units || a == b {
                return Err(Error::Choice {
                    key: "a pair of neighbours".into(),
                    value: format!("({a}, {b})"),
                    allowed: format!("two different positions below {units}"),
                });
            }
            rows[a].push((b, 1.0));
            rows[b].push((a, 1.0));
        }
        for row in &mut rows {
            row.sort_by_key(|(unit, _)| *unit);
            row.dedup();
        }
        Ok(Self { rows })
    }

    /// Weight 1 for the `k` nearest units of each, which need not be mutual. Of units equally far,
    /// the one with the lower position comes first.
    ///
    /// # Errors
    /// `k` of 0, or as many as there are units; coordinates that are not finite.
    pub fn nearest(points: &[(f64, f64)], k: usize, metric: Metric) -> Result<Self, Error> {
        check_points(points)?;
        if k == 0 || k >= points.len() {
            return Err(Error::Choice {
                key: "the number of nearest neighbours".into(),
                value: k.to_string(),
                allowed: format!("in 1..{} for {} units", points.len(), points.len()),
            });
        }
        let row = |at: usize| {
            let mut others: Vec<usize> = (0..points.len()).filter(|&other| other != at).collect();
            let far = |other: usize| metric.distance(points[at], points[other]);
            others.sort_by(|&a, &b| far(a).total_cmp(&far(b)).then(a.cmp(&b)));
            others.truncate(k);
            others.sort_unstable();
            others.into_iter().map(|other| (other, 1.0)).collect()
        };
        Ok(Self {
            rows: (0..points.len()).map(row).collect(),
        })
    }

    /// Weight 1/d^`power` for units at distance d, up to `cutoff` if one is given.
    ///
    /// # Errors
    /// A power that is not above 0, coordinates that are not finite, or two units at one point.
    pub fn inverse_distance(
        points: &[(f64, f64)],
        power: f64,
        cutoff: Option<f64>,
        metric: Metric,
    ) -> Result<Self, Error> {
        check_points(points)?;
        if !(power > 0.0 && power.is_finite()) {
            return Err(Error::Domain {
                what: "the power of the inverse distance".into(),
                value: power,
                allowed: "above 0".into(),
            });
        }
        let mut rows = vec![Vec::new(); points.len()];
        for a in 0..points.len() {
            for b in (0..points.len()).filter(|&b| b != a) {
                let distance = metric.distance(points[a], points[b]);
                if distance == 0.0 {
                    return Err(Error::Domain {
                        what: format!("the distance of units {a} and {b} (counted from 0)"),
                        value: distance,
                        allowed: "above 0 for its inverse".into(),
                    });
                }
                if cutoff.is_none_or(|cutoff| distance <= cutoff) {
                    let weight = match power {
                        1.0 => 1.0 / distance,
                        _ => maths::pow(distance, -power),
                    };
                    rows[a].push((b, weight));
                }
            }
        }
        Ok(Self { rows })
    }

    /// The same weights divided by the sum of each row, so that a lag is a mean of neighbours.
    ///
    /// # Errors
    /// A unit without neighbours.
    pub fn row_standardised(&self) -> Result<Self, Error> {
        let mut rows = self.rows.clone();
        for (unit, row) in rows.iter_mut().enumerate() {
            let sum: f64 = row.iter().map(|(_, w)| w).sum();
            if row.is_empty() {
                return Err(Error::Island { unit });
            }
            for (_, weight) in row {
                *weight /= sum;
            }
        }
        Ok(Self { rows })
    }

    /// Number of units.
    pub fn units(&self) -> usize {
        self.rows.len()
    }

    /// Neighbours of a unit in ascending order, with their weights; empty beyond the last unit.
    pub fn neighbours(&self, unit: usize) -> &[(usize, f64)] {
        self.rows.get(unit).map_or(&[], Vec::as_slice)
    }

    /// Spatial lag Σ_j w_ij x_j of each unit.
    ///
    /// # Errors
    /// Values of another number than units.
    pub fn lag(&self, values: &[f64]) -> Result<Vec<f64>, Error> {
        same_length("values of the units", values.len(), self.units())?;
        let lag = |row: &Vec<(usize, f64)>| row.iter().map(|(j, w)| w * values[*j]).sum();
        Ok(self.rows.iter().map(lag).collect())
    }

    /// Refuses units without neighbours, and values that do not fit, are not finite or are constant.
    pub(crate) fn check(&self, values: &[f64], needed: usize) -> Result<(), Error> {
        same_length("values of the units", values.len(), self.units())?;
        at_least("units", values.len(), needed)?;
        finite("values of the units", values)?;
        if let Some(unit) = self.rows.iter().position(Vec::is_empty) {
            return Err(Error::Island { unit });
        }
        if maths::is_constant(values) {
            return Err(Error::Constant {
                what: "the variable".into(),
                reason: "its spatial autocorrelation is undefined".into(),
            });
        }
        Ok(())
    }

    /// S0 = Σ w, S1 = ½ Σ (w_ij + w_ji)², S2 = Σ_i (w_i. + w_.i)² of Cliff and Ord.
    pub(crate) fn sums(&self) -> (f64, f64, f64) {
        let mut columns = vec![0.0; self.units()];
        let mut s1 = 0.0;
        for (i, row) in self.rows.iter().enumerate() {
            for &(j, w) in row {
                columns[j] += w;
                // Summed over both orders, ½(w + v)² is w² + wv.
                s1 += w * (w + self.weight(j, i));
            }
        }
        let row_sum = |row: &Vec<(usize, f64)>| row.iter().map(|(_, w)| w).sum::<f64>();
        let rows: Vec<f64> = self.rows.iter().map(row_sum).collect();
        let s2 = rows
            .iter()
            .zip(&columns)
            .map(|(r, c)| (r + c) * (r + c))
            .sum();
        (rows.iter().sum(), s1, s2)
    }

    fn weight(&self, i: usize, j: usize) -> f64 {
        let row = &self.rows[i];
        row.binary_search_by_key(&j, |(unit, _)| *unit)
            .map_or(0.0, |at| row[at].1)
    }
}

fn check_points(points: &[(f64, f64)]) -> Result<(), Error> {
    at_least("points", points.len(), 2)?;
    let both: Vec<f64> = points.iter().flat_map(|p| [p.0, p.1]).collect();
    finite("coordinates", &both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_the_equator() {
        let quarter = Metric::Sphere.distance((0.0, 0.0), (90.0, 0.0));
        assert!((quarter - 6371.0088 * std::f64::consts::FRAC_PI_2).abs() < 1e-9);
        let to_the_pole = Metric::Sphere.distance((17.0, 0.0), (4.0, 90.0));
        assert!((to_the_pole - quarter).abs() < 1e-9);
    }

    #[test]
    fn nearest_and_inverse_distance_on_a_line() {
        let line = [(0.0, 0.0), (1.0, 0.0), (3.0, 0.0)];
        let nearest = SpatialWeights::nearest(&line, 1, Metric::Plane).unwrap();
        assert_eq!(nearest.neighbours(2), [(1, 1.0)]);
        assert_eq!(nearest.neighbours(9), []);
        let inverse = SpatialWeights::inverse_distance(&line, 2.0, Some(2.0), Metric::Plane);
        assert_eq!(inverse.unwrap().neighbours(1), [(0, 1.0), (2, 0.25)]);
        assert!(SpatialWeights::nearest(&line, 3, Metric::Plane).is_err());
        let twice = [(0.0, 0.0), (0.0, 0.0)];
        assert!(SpatialWeights::inverse_distance(&twice, 1.0, None, Metric::Plane).is_err());
    }

    #[test]
    fn islands_and_strange_pairs_are_refused() {
        let island = SpatialWeights::contiguity(3, &[(0, 1)]).unwrap();
        assert_eq!(island.row_standardised(), Err(Error::Island { unit: 2 }));
        assert!(SpatialWeights::contiguity(3, &[(0, 3)]).is_err());
        assert!(SpatialWeights::contiguity(3, &[(1, 1)]).is_err());
    }
}
